"""One shape for all lessons: whoever opens the folder of any of them finds the same files."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from fis_lessons.lessons import LESSONS
from fis_lessons.lessons.catalogue import CATALOGUE

EVERY = {"__init__", "ground", "exercises", "controls", "pages", "quiz", "quiz.yaml"}
SOME = {"published"}


def folder(module: str) -> Path:
    return Path(str(files("fis_lessons.lessons"))) / module


def parts(place: Path) -> set[str]:
    """Name what a folder holds: a module or a package of that name is the same to whoever imports it."""
    found = {path.name.removesuffix(".py") for path in place.iterdir() if path.name != "__pycache__"}
    return {name for name in found if not name.startswith(".")}


def test_every_lesson_has_the_same_files() -> None:
    odd = {
        module: (EVERY - parts(folder(module)), parts(folder(module)) - EVERY - SOME)
        for _number, _slug, module, _title in CATALOGUE
        if not EVERY <= parts(folder(module)) <= EVERY | SOME
    }
    assert not odd, "missing, and too many, by lesson"


def test_what_a_lesson_holds_fits_a_screen() -> None:
    long = {
        module: lines
        for _number, _slug, module, _title in CATALOGUE
        if (lines := len((folder(module) / "__init__.py").read_text(encoding="utf-8").splitlines())) >= 60
    }
    assert not long


def test_the_catalogue_is_in_order_and_true() -> None:
    numbers = [number for number, *_rest in CATALOGUE]
    assert numbers == sorted(set(numbers))
    for number, spec in LESSONS.items():
        assert spec.module.startswith(f"l{number}_")
        assert spec.parts.id == number
        assert spec.notebook.is_file()
        assert re.fullmatch(r"[a-z_]+", spec.slug)


def test_the_catalogue_imports_nothing() -> None:
    text = (folder("catalogue.py")).read_text(encoding="utf-8")
    assert "import" not in text.partition('"""\n')[2]


def test_the_numbers_of_a_lesson_have_one_name() -> None:
    for spec in LESSONS.values():
        assert spec.parts.ground.__name__ == "Ground"
        assert spec.parameters.__name__ == "Parameters"
