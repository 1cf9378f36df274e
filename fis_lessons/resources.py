"""Where the data, the notebooks and the catalogues are: inside the installed package, or beside it."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from pathlib import Path

_ELSEWHERE: dict[str, Path] = {}


def use_data(folder: Path) -> None:
    """Read the data of another folder, in a process of its own: what was read before stays as it was."""
    _ELSEWHERE["data"] = folder
    _root.cache_clear()


@cache
def _root(folder: str) -> Path:
    if folder in _ELSEWHERE:
        return _ELSEWHERE[folder]
    # The wheel carries data/ and notebooks/ inside the package. In a checkout they are at the top, and
    # that is where an author edits them: the editable installation must read those.
    package = Path(str(files("fis_lessons")))
    beside = package.parent / folder
    inside = package / folder
    return inside if inside.is_dir() else beside


def is_ours(path: Path) -> bool:
    """Tell whether a file lies with the kit's own data or modules, and not where somebody else said."""
    own = Path(str(files("fis_lessons")))
    return path.is_relative_to(own) or ("data" not in _ELSEWHERE and path.is_relative_to(_root("data")))


def data(*parts: str) -> Path:
    """Return the path of a file of ``data/``; nothing is read."""
    return _root("data").joinpath(*parts)


@cache
def table(*parts: str) -> tuple[dict[str, str], ...]:
    """Read a table of ``data/`` that ships with the kit: every cell as text."""
    with data(*parts).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def published(folder: str, name: str) -> tuple[dict[str, str], ...]:
    """Read a table of ``data/published``: a row for each figure somebody else printed, every cell as text."""
    return table("published", folder, name)


def notebooks() -> Path:
    """Return the folder of the lessons."""
    return _root("notebooks")


def catalogues(lang: str) -> list[Path]:
    """List the catalogues of a language in a fixed order: code, cases, then one per notebook."""
    return sorted((Path(str(files("fis_lessons"))) / "locale" / lang).rglob("*.po"))
