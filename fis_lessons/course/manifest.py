"""What was built, from what: how a build is resumed, and how anybody can check a product later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from platform import python_version
from typing import Any

from fis_lessons import resources
from fis_lessons.course.parameters import PlainTranslator
from fis_lessons.course.plan import Plan, Variant

SCHEMA = 1
_LIBRARIES = (
    "fis-lessons",
    "papermill",
    "nbclient",
    "nbconvert",
    "ipykernel",
    "ipywidgets",
    "matplotlib",
    "pandas",
)


@dataclass(frozen=True)
class Product:
    """An edition of a lesson, as written.

    Parameters
    ----------
    lesson, case, lang, edition
        What it is.
    parameters
        Values of the variant, as Python writes them.
    title, minutes
        From the notebook's metadata, in the product's language.
    inputs
        sha256 of all it was made from, by kind.
    outputs
        sha256 of the files written, by path from the course's folder.
    seconds
        How long it took.
    warnings
        What its cells wrote to the error stream.
    cells
        Seconds of its slowest cells, by name, if it was made now: the manifest does not keep them.
    """

    lesson: str
    case: str
    lang: str
    edition: str
    parameters: Mapping[str, str]
    title: str
    minutes: int
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    warnings: tuple[str, ...] = field(default=())
    cells: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells one product of a course from another."""
        return self.lesson, self.lang, self.edition


def sha256(content: bytes) -> str:
    """Return the sha256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sha256_of_file(path: Path) -> str:
    """Return the sha256 of a file; empty if it cannot be read."""
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ""


def _sha256_of_tree(root: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(root).as_posix()}\0{sha256_of_file(path)}\n".encode())
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """Return the versions a product depends on."""
    return {"python": python_version(), **{name: version(name) for name in _LIBRARIES}}


def package_hash() -> str:
    """Return the sha256 of the package's source: templates and styles too, catalogues apart."""
    root = Path(str(files("fis_lessons")))
    apart = {"__pycache__", "locale", "data", "notebooks"}
    paths = (p for p in root.rglob("*") if p.is_file() and not apart & set(p.relative_to(root).parts))
    return _sha256_of_tree(root, paths)


def data_hash() -> str:
    """Return the sha256 of all shipped data: a lesson reads its case, but may compare it with the others."""
    root = resources.data()
    return _sha256_of_tree(root, (p for p in root.rglob("*") if p.is_file() and "courses" not in p.parts))


def catalogues_hash(variant: Variant) -> str:
    """Return the sha256 of the catalogues of a variant's language, and of its notebook's."""
    paths = {*resources.catalogues(variant.lang)}
    own = sha256_of_file(variant.catalogue) if variant.catalogue else ""
    return sha256("".join([own, *(sha256_of_file(path) for path in sorted(paths))]).encode())


@cache
def _shared() -> dict[str, str]:
    return {
        "package": package_hash(),
        "data": data_hash(),
        "versions": sha256(json.dumps(versions(), sort_keys=True).encode()),
    }


def forget() -> None:
    """Read the shared inputs again: a build starts with this."""
    _shared.cache_clear()


def inputs_of(variant: Variant) -> dict[str, str]:
    """Return the sha256 of everything a variant is made from."""
    return {
        "notebook": sha256_of_file(variant.lesson.notebook),
        "parameters": sha256(json.dumps(written(variant.parameters), sort_keys=True).encode()),
        "catalogues": catalogues_hash(variant),
        **({"case": sha256(variant.own_case.encode())} if variant.own_case else {}),
        **_shared(),
    }


def written(parameters: Mapping[str, object]) -> dict[str, str]:
    """Write values as Python does, so that 1, 1.0 and "1" are three different values."""
    return {name: PlainTranslator.translate(value) for name, value in parameters.items()}


def content(
    plan: Plan, products: Iterable[Product], *, files: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the manifest: sorted, and the same for the same build.

    Parameters
    ----------
    plan
        What was built.
    products
        As written.
    files
        sha256 of the other files written, by path from the folder.
    """
    found = {
        "schema": SCHEMA,
        "title": plan.title,
        "case": plan.case,
        "languages": list(plan.languages),
        "versions": versions(),
        "lessons": list(plan.order),
        "products": [
            {name: value for name, value in asdict(product).items() if name != "cells"}
            for product in sorted(products, key=lambda p: p.key)
        ],
        "files": dict(files or {}),
    }
    return {**found, "checksum": checksum(found)}


def checksum(content: Mapping[str, Any]) -> str:
    """Sum up a manifest: tells whether somebody wrote in it."""
    rest = {name: value for name, value in content.items() if name not in ("checksum", "products")}
    # how long a build took is not what it made
    rest["products"] = [{**entry, "seconds": 0} for entry in content.get("products", ())]
    return sha256(json.dumps(rest, sort_keys=True).encode())


def text(content: Mapping[str, Any]) -> str:
    """Write a manifest."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
