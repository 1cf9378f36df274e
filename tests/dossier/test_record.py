"""The record of the project: written, found again, merged in any order, never overwritten in silence."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from never_empty import some

from fis_lessons.dossier.record import FILE_NAME, Form, Project, project_of
from fis_lessons.dossier.record_lines import LONGEST_LINE, LONGEST_TEXT, Revision
from fis_lessons.dossier.record_state import Versions
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner

TARGET = ("need", "target")


def whose(folder: Path | None) -> Learner:
    return Learner(folder, False, "it", Progress(folder))


def written(value: object, *, after: tuple[Revision, ...] = (), who: str = "a", when: str = "") -> Revision:
    return Revision.new(
        TARGET, value, lesson="02", who=who, after=[one.id for one in after],
        when=when or "2026-03-03T10:32:00+01:00",
    )  # fmt: skip


def told(versions: Versions) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    return {
        place: ([one.key for one in versions.heads(place)], [one.key for one in versions.history(place)])
        for place in versions.places()
    }


# --- one line -----------------------------------------------------------------------------------
def test_a_line_is_read_by_eye(tmp_path: Path) -> None:
    form = Form(whose(tmp_path), lesson="02")
    assert (
        form.keep("need", {"target": "I ragazzi di Forlì"}, labels={"target": "Chi è il mio gruppo?"}) == ""
    )
    line = (tmp_path / FILE_NAME).read_text("utf-8")
    assert line.count("\n") == 1
    read = json.loads(line)
    assert list(read)[:7] == ["v", "when", "lesson", "section", "field", "label", "value"]
    assert (read["v"], read["lesson"], read["section"], read["field"]) == (1, "02", "need", "target")
    assert read["value"] == "I ragazzi di Forlì" and read["label"] == "Chi è il mio gruppo?"
    assert "I ragazzi di Forlì" in line and read["after"] == []


HOSTILE = [
    "x" * 50_000, "\U0001f600" * LONGEST_TEXT, "\u202eoirartnoc", "<script>alert(1)</script>", "=1+1",
    "\x00\x1b[2J", '"}\n{"v":1', "\ud800", "", "{}", "[1]", "null", "a\r\nb\u2028c",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:8]))
def test_any_text_is_one_line_and_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    form = Form(whose(tmp_path), lesson="02")
    form.keep("need", {"target": "prima", "other": "resta"})
    form.keep("need", {"target": text})
    data = (tmp_path / FILE_NAME).read_bytes()
    assert data.count(b"\n") == 3 and max(map(len, data.split(b"\n"))) < LONGEST_LINE
    again = Project(tmp_path)
    assert again.text(*TARGET) == text.replace("\ud800", "?")
    assert again.text("need", "other") == "resta" and again.unread == 0


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists))
def test_whatever_is_kept_is_named_the_same_when_it_is_read(value: Any) -> None:
    made = written(value)
    assert len(made.id) == 20
    read = Revision.parse(made.line().rstrip(b"\n"))
    assert read is not None and (read.id, read.key, read.value) == (made.id, made.key, made.value)


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{", b"[]", b"null", b'{"v":1}',
        b'{"v":2,"when":"","who":"","lesson":"","section":"a","field":"b","value":1}',
        b'{"v":1,"when":"","who":"","lesson":"","section":3,"field":"b","value":1}',
        b'{"v":1,"when":"","who":"","lesson":"","section":"a","field":"b","value":NaN}',
        b'{"v":1,"when":"","who":"","lesson":"","section":"a","field":"b"}',
        b'{"v":1,"when":"","who":"","lesson":"","section":"a","field":"b","value":1,"after":["x",3]}',
        b"[" * 100_000, b"\xff\xfe\x00", b'{"v":1,"value":' + b"9" * 5000 + b"}",
    ],
    ids=lambda line: repr(line[:20]),
)  # fmt: skip
def test_what_is_no_version_is_left_where_it_is(line: bytes, tmp_path: Path) -> None:
    assert Revision.parse(line) is None
    path = tmp_path / FILE_NAME
    path.write_bytes(line + b"\n" + written("resta").line())
    project = Project(tmp_path)
    assert project.text(*TARGET) == "resta" and project.unread == bool(line)
    assert project.add([written("dopo")]) == ""
    assert path.read_bytes().startswith(line + b"\n")


# --- what a set of lines says -------------------------------------------------------------------
def test_two_who_did_not_see_each_other_stay_side_by_side_until_somebody_chooses() -> None:
    first = written("i giovani", when="2026-03-01T09:00:00+01:00")
    one = written("i giovani di 15-24 anni", after=(first,), when="2026-03-03T10:00:00+01:00")
    other = written("le famiglie", after=(first,), who="b", when="2026-03-02T10:00:00+01:00")
    versions = Versions([other, one, first])
    assert [r.value for r in versions.conflict(TARGET)] == ["le famiglie", "i giovani di 15-24 anni"]
    current = versions.current(TARGET)
    assert current is not None and current.value == "i giovani di 15-24 anni"
    versions.add(written("le famiglie", after=(one, other), when="2026-03-04T10:00:00+01:00"))
    assert versions.conflict(TARGET) == () and versions.conflicts() == []
    assert [r.value for r in versions.history(TARGET)] == [
        "i giovani", "le famiglie", "i giovani di 15-24 anni", "le famiglie",
    ]  # fmt: skip


def test_two_who_wrote_the_same_agree() -> None:
    assert Versions([written("i giovani"), written("i giovani", who="b")]).conflict(TARGET) == ()


def test_the_clock_put_back_changes_nothing() -> None:
    first = written("prima", when="2026-03-03T10:00:00+01:00")
    second = written("dopo", after=(first,), when="2020-01-01T00:00:00+01:00")
    versions = Versions([second, first])
    current = versions.current(TARGET)
    assert current is not None and current.value == "dopo"
    assert [r.value for r in versions.history(TARGET)] == ["prima", "dopo"]
    versions.add(written("alla fine", after=(second,), when="2010-01-01T00:00:00+01:00"))
    assert [r.value for r in versions.history(TARGET)] == ["prima", "dopo", "alla fine"]


def test_a_line_changed_by_hand_is_another_version_and_replaces_nothing() -> None:
    first = written("prima")
    changed = Revision.parse(first.line().replace(b"prima", b"a mano"))
    assert changed is not None and changed.id == first.id and changed.key != first.key
    assert {r.value for r in Versions([first, changed]).conflict(TARGET)} == {"prima", "a mano"}
    both = Versions([first, changed, written("dopo", after=(first,))])
    assert both.conflict(TARGET) == () and len(both.history(TARGET)) == 3


def test_lines_that_come_after_each_other_do_not_stop_anybody() -> None:
    one = written("uno")
    loop = [replace(one, id="aa", after=("bb",)), replace(one, id="bb", after=("aa",))]
    assert len(Versions(loop).history(TARGET)) == 2


moves = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["write", "write", "merge", "choose"]), st.integers(0, 3)),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(moves, st.randoms(use_true_random=False))
def test_written_merged_in_any_order_any_number_of_times_it_is_the_same(
    steps: list[tuple[int, str, int]], chance: random.Random
) -> None:
    teams = [Project(None, who=name) for name in "abc"]
    forms = {team.who: {} for team in teams}  # type: dict[str, dict[str, Revision]]
    for number, (who, what, other) in enumerate(steps):
        team, field = teams[who], f"field{other % 2}"
        if what == "write":
            before = forms[team.who].get(field)
            made = Revision.new(
                ("need", field), f"testo {number % 7}", lesson="02", who=team.who,
                when=f"2026-03-{chance.randint(1, 28):02}T10:00:00+01:00", after=[before.id] if before else [],
            )  # fmt: skip
            team.add([made])
            forms[team.who][field] = made
        elif what == "merge":
            team.add(list(teams[other % 3].versions))
        elif versions := team.versions.conflict(("need", field)):
            team.choose(("need", field), chance.choice(versions).value, lesson="02")
            assert not team.versions.conflict(("need", field))
    lines = [one.line() for team in teams for one in team.versions]

    def read(some_lines: list[bytes]) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
        return told(Versions(r for line in some_lines if (r := Revision.parse(line))))

    expected = read(lines)
    for _turn in range(3):
        again = lines * chance.randint(1, 3)
        chance.shuffle(again)
        assert read(again) == expected
    for team in teams:
        for source in chance.sample(teams, 3):
            team.add(list(source.versions))
    assert all(told(team.versions) == expected for team in some(teams))


# --- two screens --------------------------------------------------------------------------------
def test_two_kernels_on_different_fields_do_not_touch_each_other(tmp_path: Path) -> None:
    one, other = Form(whose(tmp_path), lesson="11"), Form(whose(tmp_path), lesson="11")
    for form in (one, other):
        assert [form.show("contract", name) for name in ("people", "price")] == [None, None]
    one.keep("contract", {"people": "44", "price": ""})
    other.keep("contract", {"people": "", "price": "1.200"})
    assert Project(tmp_path).texts("contract") == {"people": "44", "price": "1.200"}
    assert Project(tmp_path).versions.conflicts() == []


def test_two_kernels_on_one_field_are_side_by_side(tmp_path: Path) -> None:
    one, other = Form(whose(tmp_path), lesson="02"), Form(whose(tmp_path), lesson="02")
    one.show(*TARGET), other.show(*TARGET)
    one.keep("need", {"target": "i giovani"})
    other.keep("need", {"target": "le famiglie"})
    project = Project(tmp_path)
    assert {r.value for r in project.versions.conflict(TARGET)} == {"i giovani", "le famiglie"}
    assert [r.value for r in other.elsewhere("need", ["target"])] == ["i giovani"]
    one.keep("need", {"target": "i giovani di 15-24 anni"})
    assert {r.value for r in Project(tmp_path).versions.conflict(TARGET)} == {
        "i giovani di 15-24 anni", "le famiglie",
    }  # fmt: skip
    assert project.choose(TARGET, "le famiglie", lesson="02") == ""
    assert Project(tmp_path).text(*TARGET) == "le famiglie"
    assert Project(tmp_path).versions.conflicts() == []
    assert len(project.versions.history(TARGET)) == 4


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    form = Form(whose(tmp_path), lesson="02")
    for _turn in range(3):
        form.keep("need", {"target": "i giovani", "other": ""})
    assert len((tmp_path / FILE_NAME).read_bytes().splitlines()) == 1
    form.keep("need", {"target": ""})
    assert Project(tmp_path).text(*TARGET) == "" and len(Project(tmp_path).versions.history(TARGET)) == 2


def test_looking_writes_nothing(tmp_path: Path) -> None:
    form = Form(whose(tmp_path), lesson="02")
    assert form.show(*TARGET) is None and form.fields("need") == []
    assert list(tmp_path.iterdir()) == []


def test_a_learner_has_one_project(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    assert project_of(learner) is project_of(learner)
