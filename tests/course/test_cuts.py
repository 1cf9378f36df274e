"""Minutes in class: read from the trainer's plan, and cuts that are proposed and never done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from never_empty import some
from typer.testing import CliRunner

from fis_lessons import cli
from fis_lessons.course import notebooks
from fis_lessons.course.classroom.cuts import Cuts, in_words, propose
from fis_lessons.course.classroom.sittings import Sitting, Stop, plan_parts, sittings
from fis_lessons.course.plan import course_file, read_plan
from fis_lessons.i18n import use_language
from fis_lessons.lessons import LESSONS


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


PLAN = read_plan(course_file("standard")).asking(lang="it")
SITTINGS = {one.lesson: one for one in sittings(PLAN)}


def test_the_parts_of_every_plan_add_up_to_the_lesson() -> None:
    for name, spec in some(LESSONS.items()):
        source = notebooks.read(spec.notebook)
        parts = list(plan_parts(source))
        assert sum(part.minutes for part in parts) == source.metadata["fis"]["minutes"], name
        # whoever leaves the quiz for home keeps the closing
        quiz = [part.minutes for part in parts if "quiz" in part.title.lower()]
        assert len(quiz) == 1 and SITTINGS[name].quiz == quiz[0] - 2, name


def test_stops_are_where_the_notebooks_have_them() -> None:
    # by hand, from the tables: 08 is 3 + 6 + 6 + 15; 05 is 6 + 12 + 9 and half of a part of ten
    assert SITTINGS["08"].stop == Stop(30, "Prima e dopo, con un confronto")
    assert SITTINGS["05"].stop == Stop(32, "Ognuno con i suoi?")
    assert SITTINGS["12"].stop == Stop(36, "Tre storie dello stesso accordo")
    assert {name for name, one in SITTINGS.items() if one.stop is None} == set()
    assert SITTINGS["11"].helps == ("08", "10")
    english = sittings(read_plan(course_file("standard")).asking(lang="en"))
    assert [one.minutes for one in english] == [one.minutes for one in SITTINGS.values()]
    assert english[7].stop is not None and english[7].stop.minutes == 30
    assert english[7].stop.after != "Prima e dopo, con un confronto"


A = Sitting("01", "A", 70, quiz=8)
B = Sitting("02", "B", 60, quiz=5, stop=Stop(30, "Metà"), helps=("01",))
C = Sitting("03", "C", 50, quiz=0)


def test_quizzes_go_home_first_then_stops_then_lessons() -> None:
    assert propose([A, B, C], available=180).fits
    quiz = propose([A, B, C], available=175).more
    assert quiz == Cuts((A, B, C), homework=(A,)) and quiz.minutes == 172
    stop = propose([A, B, C], available=145).more
    assert stop == Cuts((A, B, C), homework=(A,), stopped=(B,)) and stop.minutes == 142
    # 01 helps 02, so it stays; of the others the last goes
    fewer = propose([A, B, C], available=130)
    assert fewer.more is not None and fewer.more.dropped == (C,) and fewer.more.homework == ()
    assert fewer.whole == Cuts((A, B), dropped=(C,))
    assert [[one.lesson for one in day] for day in fewer.meetings] == [["01", "02"], ["03"]]
    assert propose([A, B, C], available=10).more is None


def test_the_proposal_is_said_and_the_course_stays_as_it_is() -> None:
    lines = "\n".join(in_words(propose(list(SITTINGS.values()), available=900)))
    assert "ne mancano 35" in lines and "Non ho tagliato niente" in lines
    assert "Quiz per casa: 02, 03, 06, 10 (37 minuti in meno)" in lines
    assert "01–12; 13" in lines
    done = CliRunner().invoke(cli.app, ["build", "--minutes", "900", "--dry-run"])
    assert done.exit_code == 0 and "ne mancano 35" in done.output
    assert all(f"{name} (bergamo, it)" in done.output for name in LESSONS), "nothing is cut"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(10, 120), st.integers(0, 9), st.integers(0, 60)), min_size=1, max_size=8),
    st.integers(1, 900),
)
def test_what_is_proposed_fits_and_loses_no_lesson(drawn: list[tuple[int, int, int]], available: int) -> None:
    lessons = [
        Sitting(
            f"{at:02d}", "T", minutes, min(quiz, minutes), Stop(stop, "S") if 0 < stop < minutes else None
        )
        for at, (minutes, quiz, stop) in enumerate(drawn, start=1)
    ]
    found = propose(lessons, available=available)
    for cuts in (found.more, found.whole):
        if cuts is not None:
            assert 0 <= cuts.minutes <= available
            assert sorted((*cuts.kept, *cuts.dropped), key=lambda one: one.lesson) == lessons
    if found.meetings:
        assert [one for day in found.meetings for one in day] == lessons
        assert all(sum(one.minutes for one in day) <= available for day in found.meetings)
    assert list(in_words(found))
