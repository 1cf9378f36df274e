"""Drafts of a case file with one thing wrong, for the tests beside."""

from __future__ import annotations

from pathlib import Path

from fis_lessons import resources
from fis_lessons.cases import check_file
from fis_lessons.errors import Problem

BERGAMO = resources.data("cases", "bergamo.yaml").read_text(encoding="utf-8")
PROGRAMME = resources.data("programme.yaml").read_text(encoding="utf-8")
EVALUATOR = BERGAMO[BERGAMO.index("  - id: valutatore\n") : BERGAMO.index("\nassets:")]
SOURCES = "sources:\n  - {id: ambito,"
FIRST_MONEY = "amount: {value: 150000, unit: EUR, sources: [coopdiary]}"


def check(folder: Path, text: str | bytes, *, name: str = "draft.yaml") -> list[Problem]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return check_file(path)


def listed(name: str) -> str:
    """Write the start of the list of sources with one more, a weak one, on top."""
    one = f'{{id: {name}, publisher: A, title: B, url: "https://a.it/", confidence: L}}'
    return SOURCES.replace("  - ", f"  - {one}\n  - ")


def amount(new: str) -> tuple[str, str]:
    return FIRST_MONEY, f"amount: {{{new}}}"


RIBES_CONFIDENT = (
    "    confidence: L\n    sources: [coopdiary]\n",
    "    confidence: H\n    sources: [debole]\n",
)
CELL = "  - {stakeholder: comune, phase: commission"
ONE_CLAIM = "  - {id: solo, topic: A, how_to_read: B, claims: [{text: C, sources: [istat]}]}\n"


def assert_named(folder: Path, change: tuple[str, str], *, where: str, found: str, remedy: str) -> None:
    """Check that a draft with one change has a problem with these words, told with file and line."""
    old, new = change
    assert old in BERGAMO
    text = BERGAMO.replace(old, new, 1)
    if "debole" in new:
        text = text.replace(SOURCES, listed("debole"))
    problems = check(folder, text)
    fitting = [p for p in problems if where in p.where and found in p.found and remedy in p.remedy]
    assert fitting, "\n".join(map(str, problems))
    assert all(p.where.startswith("draft.yaml: ") and "(riga " in p.where for p in problems)
