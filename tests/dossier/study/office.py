"""Annexes to write, recalculate in LibreOffice, and look up by what a row is called."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bare_sheets import without_values
from openpyxl import load_workbook

from fis_lessons.dossier.record import Project
from fis_lessons.dossier.record_lines import Revision

needs_office: pytest.MarkDecorator = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not here: apt-get install libreoffice-calc"
)


def project(**sections: Any) -> Project:
    """Make a record that holds these fields, in memory."""
    made = Project(None)
    made.add(
        [
            Revision.new((section, field), value, lesson="13", who="test")
            for section, values in sections.items()
            for field, value in values.items()
        ]
    )
    return made


def recalculated(content: bytes, folder: Path, *, name: str = "a") -> Any:
    """Open a workbook in LibreOffice, which computes every formula, and return what it computed."""
    path, out = folder / f"{name}.xlsx", folder / f"fuori-{name}"
    path.write_bytes(without_values(content))
    home = f"-env:UserInstallation=file://{folder / 'casa'}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return load_workbook(out / path.name, data_only=True)


def shown(content: bytes) -> Any:
    """Open a workbook as who only looks at it: the values in the file, nothing computed."""
    return load_workbook(io.BytesIO(content), data_only=True)


def opened(content: bytes) -> Any:
    """Open a workbook as it was written: formulas, not values."""
    return load_workbook(io.BytesIO(content))


def line(sheet: Any, label: str) -> list[Any]:
    """Return the six cells beside the last row that is called so."""
    found = [row for row in sheet.iter_rows(min_col=1, max_col=7) if row[0].value == label]
    assert found, f"no row is called «{label}»"
    return [cell.value for cell in found[-1][1:]]


def place(sheet: Any, label: str) -> int:
    """Return the number of the last row that is called so."""
    return int(max(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == label))
