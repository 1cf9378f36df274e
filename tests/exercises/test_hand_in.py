"""The hand-in: what is in it, what is not, and the buttons that write it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.dossier import certificate
from fis_lessons.errors import LessonError
from fis_lessons.exercises import Event, Progress
from fis_lessons.exercises.handin import (
    LARGEST_FILE,
    LONGEST_ANSWER,
    MOST_TRIED,
    PERSON,
    build_hand_in,
    checksum,
    file_name,
    hand_in_panel,
    moment,
    one_line,
    person_key,
)
from fis_lessons.exercises.learner import Learner

NOW = datetime.datetime(2026, 3, 2, 10, 0, tzinfo=datetime.UTC)


def event(
    kind: str, answer: object = None, *, state: str = "", exercise: str = "a", minute: int = 0
) -> Event:
    time = (NOW + datetime.timedelta(minutes=minute)).isoformat()
    return Event("02", exercise, kind, case="x", state=state, answer=answer, time=time)  # type: ignore[arg-type]


def hand_in(
    *events: Event, person: str = "Anna", exercises: tuple[str, ...] = ("a", "b")
) -> dict[str, object]:
    record = Progress(None)
    for one in events:
        record.add(one)
    text = build_hand_in(
        record, lesson="02", parameters={"case": "lucca"}, variant="x", exercises=exercises,
        person=person, package="0.1.0", now=NOW,
    )  # fmt: skip
    assert len(text.encode()) < LARGEST_FILE
    found: dict[str, object] = json.loads(text)
    assert found["checksum"] == checksum(found)
    return found


def exercise(found: dict[str, object], name: str = "a") -> dict[str, object]:
    every = found["exercises"]
    assert isinstance(every, dict)
    result: dict[str, object] = every[name]
    return result


def test_it_holds_answers_attempts_hints_and_times() -> None:
    found = hand_in(
        event("answer", 1, state="not_yet"),
        event("hint", 2, minute=2),
        event("answer", 2, state="right", minute=5),
    )
    assert exercise(found) == {
        "answer": 2, "tried": [1], "attempts": 2, "hints": 2, "skipped": False, "claimed": "right",
        "first": "2026-03-02T10:00:00+00:00", "last": "2026-03-02T10:05:00+00:00", "seconds": 300,
        "restarted": False,
    }  # fmt: skip
    assert found["parameters"] == {"case": "lucca"}


def test_quizzes_notes_and_other_cases_stay_with_the_learner() -> None:
    other = Event("02", "a", "answer", case="another", answer=5)
    note = Event("02", "note:own", "note", answer="segreto")
    found = hand_in(event("answer", 1), event("answer", 2, exercise="quiz:uno"), note, other)
    text = json.dumps(found)
    assert "quiz" not in text
    assert "segreto" not in text
    assert exercise(found)["attempts"] == 1


def test_a_reset_sets_aside_what_came_before() -> None:
    found = hand_in(event("answer", 1), event("reset"), event("answer", 2))
    assert exercise(found)["tried"] == []
    assert (exercise(found)["attempts"], exercise(found)["restarted"]) == (2, True)
    back = hand_in(event("answer", 1), event("reset"), event("undo"), event("answer", 2))
    assert (exercise(back)["attempts"], exercise(back)["restarted"]) == (2, False)


@pytest.mark.parametrize("whole", [False, True])
def test_starting_again_hides_no_help(whole: bool) -> None:
    again = event("reset", exercise="" if whole else "a")
    helped = hand_in(event("hint", 4), again, event("answer", 2, state="right", minute=1))
    assert (exercise(helped)["hints"], exercise(helped)["restarted"]) == (4, True)
    skipped = hand_in(event("answer", 1), event("skip", 2), again, event("answer", 2, state="right"))
    assert (exercise(skipped)["skipped"], exercise(skipped)["attempts"]) == (True, 2)
    only = hand_in(event("skip", 2), again)
    assert (exercise(only)["skipped"], exercise(only)["answer"], exercise(only)["claimed"]) == (
        True,
        None,
        "",
    )


def test_the_first_right_answer_is_not_lost_among_many() -> None:
    later = [event("answer", i, state="not_yet") for i in range(100, 100 + MOST_TRIED * 2)]
    tried = exercise(hand_in(event("answer", 7, state="right"), *later))["tried"]
    assert isinstance(tried, list)
    assert tried[0] == 7
    assert len(tried) == MOST_TRIED + 1


def test_a_break_is_not_work() -> None:
    found = hand_in(event("answer", 1), event("answer", 2, minute=90), event("answer", 3, minute=91))
    assert exercise(found)["seconds"] == 60


def test_a_huge_answer_is_left_out_and_the_file_stays_small() -> None:
    events = [event("answer", "x" * (LONGEST_ANSWER * 3), exercise=f"e{i}") for i in range(60)]
    found = hand_in(*events, exercises=tuple(f"e{i}" for i in range(60)))
    assert exercise(found, "e0")["answer"] is None
    assert exercise(found, "e0")["attempts"] == 1


def test_a_hand_in_needs_a_name() -> None:
    with pytest.raises(LessonError, match="nome"):
        hand_in(person=" \u200b\n")


@given(st.text(max_size=200))
def test_a_line_can_be_shown_anywhere(text: str) -> None:
    line = one_line(text)
    assert len(line) <= 80
    assert line == line.strip()
    assert not [c for c in line if c in "\n\r\t\x00\u202e\u2028\u200b"]
    assert one_line(line) == line


@given(st.text(max_size=60), st.text(max_size=30))
def test_a_name_of_a_file_is_only_a_name(person: str, case: str) -> None:
    name = file_name(lesson="01", case=case, person=person)
    assert "/" not in name
    assert "\\" not in name
    assert ".." not in name
    assert name.startswith("consegna-01-")
    assert name.endswith(".json")


def test_two_spellings_are_one_person() -> None:
    assert person_key("ANNA\u00a0 Rossi") == person_key("anna rossi")
    assert person_key("Anna Rossi") != person_key("Anna Russo")


@given(st.text(max_size=30) | st.none() | st.integers() | st.lists(st.integers()))
def test_any_time(value: object) -> None:
    found = moment(value)
    assert found is None or found.tzinfo is not None


@given(
    st.dictionaries(
        st.text(max_size=4),
        st.recursive(st.none() | st.integers() | st.text(max_size=4), lambda i: st.lists(i, max_size=3)),
        max_size=4,
    )
)
def test_the_checksum_does_not_depend_on_order(values: dict[str, object]) -> None:
    backwards = dict(reversed(list(values.items())))
    assert checksum(values) == checksum({**backwards, "checksum": "anything"}) or "checksum" in values


def test_one_name_two_buttons() -> None:
    asked: list[tuple[str, str]] = []

    def note(what: str):  # type: ignore[no-untyped-def]
        return lambda name: (asked.append((what, name)), (what == "hand in", "<b>fatto</b>"))[1]  # type: ignore[func-returns-value]

    panel = hand_in_panel(note("hand in"), certify=note("certify"))
    _words, field, buttons, message = panel.children
    field.value = "Anna"
    for button in buttons.children:
        button.click()
        assert "&lt;b&gt;" in message.value
        assert 'role="alert"' in message.value
    assert asked == [("hand in", "Anna"), ("certify", "Anna")]


def test_the_name_in_the_list_of_the_class_is_there_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PERSON, " Maria\n Rossi ")
    signed: list[str] = []

    def sign(name: str) -> tuple[bool, str]:
        signed.append(name)
        return True, ""

    panel = hand_in_panel(sign, certify=lambda _name: (True, ""))
    panel.children[2].children[0].click()
    assert signed == ["Maria Rossi"]


def test_the_certificate_needs_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIS_LESSONS_BUILD", raising=False)
    monkeypatch.chdir(tmp_path)
    panel = hand_in_panel(
        lambda _name: (True, ""), certify=lambda name: certificate.certify(Learner.here("it"), name)
    )
    _words, field, buttons, message = panel.children
    field.value = "Anna Rossi"
    buttons.children[1].click()
    assert "Prova almeno un esercizio" in message.value
    Progress(tmp_path).add(Event("02", "band-count", "answer", case="bergamo", state="right", answer=1))
    buttons.children[1].click()
    assert "attestato.html" in message.value
    assert "Anna Rossi" in (tmp_path / "attestato.html").read_text(encoding="utf-8")
