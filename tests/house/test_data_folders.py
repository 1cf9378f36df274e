"""Every folder of data says what is in it, where it comes from and under which licence; nothing is from memory."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from house_files import ROOT

DATA = ROOT / "data"
FOLDERS = sorted(folder for folder in DATA.rglob("*") if folder.is_dir())
TOLD = {folder.relative_to(ROOT).as_posix(): folder / "README.md" for folder in FOLDERS}
# words of Italian that a text of any length has
ITALIAN = re.compile(r"\b(il|la|di|che|non|per|sono)\b", re.IGNORECASE)


def missing(pattern: str) -> list[str]:
    """List the folders whose README lacks something."""
    return [
        name
        for name, path in TOLD.items()
        if not path.is_file() or not re.search(pattern, path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]


def test_there_are_folders() -> None:
    assert len(FOLDERS) > 10
    assert "data/published/cohen_1992" in TOLD


def test_each_has_a_licence() -> None:
    assert missing(r"licen[zc]") == []


def test_each_is_in_italian() -> None:
    # an English summary may follow; the first part is for whoever works here
    foreign = [
        name
        for name, path in TOLD.items()
        if len(ITALIAN.findall(path.read_text(encoding="utf-8").split("**In English.**")[0])) < 5
    ]
    assert foreign == []


def test_each_table_is_told() -> None:
    untold = []
    for path in sorted(DATA.rglob("*.csv*")):
        told = (path.parent / "README.md").read_text(encoding="utf-8")
        alone = len(list(path.parent.glob("*.csv*"))) == 1  # a README with one table speaks of that one
        if not alone and path.name not in told:
            untold.append(path.relative_to(ROOT).as_posix())
    assert untold == []


@pytest.mark.parametrize("words", ["a memoria", "from memory", "ricordat", "recalled"])
def test_no_figure_is_from_memory(words: str) -> None:
    allowed = {"data/published/README.md"}  # it forbids it
    texts = [*DATA.rglob("*.md"), *DATA.rglob("*.csv"), *DATA.rglob("*.yaml"), *lesson_texts()]
    found = [
        path.relative_to(ROOT).as_posix()
        for path in texts
        if words in path.read_text(encoding="utf-8").lower()
        and path.relative_to(ROOT).as_posix() not in allowed
    ]
    assert found == []


def lesson_texts() -> list[Path]:
    """List what a lesson says: its modules and its words."""
    folder = ROOT / "fis_lessons" / "lessons"
    return [*folder.rglob("*.py"), *folder.rglob("*.yaml")]


def test_both_licences_are_declared() -> None:
    for name in ("publiccode.yml", "CITATION.cff", "README.md"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("-", " ")
        assert "EUPL 1.2" in text, name
        assert "CC BY 4.0" in text, name
