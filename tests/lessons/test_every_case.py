"""Every lesson opens on every case: all it shows is whole, in one language or the other.

What it asks is looked at in ``test_exercise_properties``. Pilots run as whole notebooks in ``tests/notebooks``, in
one language each: here they are in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from never_empty import some
from pilot_languages import other_languages_of

from fis_lessons.cases import PILOTS, case_names, load_case
from fis_lessons.exercises import Progress
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import LESSONS

OTHERS = [case for case in case_names() if case not in PILOTS]


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def pages(lesson: Any) -> dict[str, str]:
    """All that a lesson shows before anybody touches it."""
    shown = {name: lesson.text(name).text for name in lesson.parts.texts}
    shown |= {name: lesson.table(name).text for name in lesson.parts.tables}
    shown |= {name: lesson.drawn(name).text for name in lesson.parts.figures}
    shown |= {name: control.static().text for name, control in lesson.controls.items()}
    return {**shown, "sources": lesson.sources().text}


# each lesson in both languages, each language on both cases: half of the pairs say as much as all
VARIANTS = [
    (name, case, LANGUAGES[(n + m) % len(LANGUAGES)])
    for n, name in enumerate(sorted(LESSONS))
    for m, case in enumerate(OTHERS)
]
VARIANTS += [(name, *pair) for name in sorted(LESSONS) for pair in other_languages_of(name).items()]


@pytest.mark.parametrize(("name", "case", "lang"), VARIANTS, ids=["-".join(one) for one in VARIANTS])
def test_all_of_it_is_shown(name: str, case: str, lang: str) -> None:
    lesson = LESSONS[name].open({"case": case, "lang": lang}, progress=Progress(None))
    for part, words in some(pages(lesson).items()):
        assert words.strip(), part
        assert not re.search(r"\bNone\b|\{\w+\}|\bnan\b", words), part
    for one in some(lesson.exercises.values()):
        assert one.check(one.reference).state == "right", one.id


@pytest.mark.parametrize(("case", "said"), [("lecce", "annunciato"), ("prato", "studiato")])
def test_what_was_not_tested_is_not_told_as_tested(case: str, said: str) -> None:
    story = LESSONS["11"].open({"case": case}, progress=Progress(None)).text("story").text
    assert said in story
    assert "con persone simulate" in story
    contract = load_case(case).outcome_contract
    assert contract is not None
    assert contract.status not in ("agreed", "tested")
