"""An answer keeps its meaning when the lesson is opened again in the other language."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sample_exercises import PEOPLE

from fis_lessons.exercises.answers import retyped
from fis_lessons.exercises.events import Event
from fis_lessons.exercises.handin import build_hand_in
from fis_lessons.exercises.panel import Panel
from fis_lessons.exercises.progress import FILE_NAME, Progress
from fis_lessons.i18n import Language, use_language

ASKED = replace(PEOPLE, expected=23119.0, tolerance=0.5, unit="persone", decimals=0, mistakes=())


def panel(record: Progress) -> Panel:
    return Panel(ASKED, heading="1", lesson="02", case="lucca", progress=record, changed=lambda: None)


@pytest.mark.parametrize("typed", ["23.119", "23.119 persone", "23119"])
def test_a_right_italian_answer_is_right_in_the_english_lesson(tmp_path: Path, typed: str) -> None:
    assert panel(Progress(tmp_path)).check(typed).state == "right"
    with use_language("en"):
        again = panel(Progress(tmp_path))
        assert again.answer() == 23119
        assert "fis-right" in again.widget().children[3].value or "✓" in again.widget().children[3].value
        assert again._read() == typed.replace(".", ",")


def test_so_is_one_of_a_record_from_before_the_language_was_kept(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    panel(Progress(tmp_path)).check("23.119")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        assert line.pop("lang") == "it"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with use_language("en"):
        assert panel(Progress(tmp_path)).answer() == 23119


def test_an_italian_answer_is_handed_in_as_the_english_lesson_reads_it(tmp_path: Path) -> None:
    record = Progress(tmp_path)
    panel(record).check("23.119")
    with use_language("en"):
        text = build_hand_in(
            record, lesson="02", parameters={"lang": "en"}, variant="lucca",
            exercises=[ASKED.id], person="Anna", package="0",
        )  # fmt: skip
    assert json.loads(text)["exercises"][ASKED.id]["answer"] == "23,119"


@pytest.mark.parametrize(
    ("answer", "lang", "now", "told"),
    [
        ("23.119", "it", "en", "23,119"),
        ("1.234 %", "it", "en", "1,234 %"),
        ("12,5", "it", "en", "12,5"),
        ("0.310", "en", "it", "0.310"),
        ("1,234", "en", "it", "1.234"),
        ("una frase, 1.234 volte no", "it", "en", "una frase, 1.234 volte no"),
        (["1.234"], "it", "en", ["1.234"]),
        ({"baseline": "1.234", "name": "anni"}, "it", "en", {"baseline": "1,234", "name": "anni"}),
        (None, "it", "en", None),
        (23119, "it", "en", 23119),
    ],
)
def test_only_a_number_that_would_change_is_written_again(
    answer: object, lang: Language, now: Language, told: object
) -> None:
    with use_language(now):
        assert retyped(answer, lang=lang) == told


@pytest.mark.parametrize("lang", ["", "de", 3, None, ["it"]])
def test_a_line_with_another_language_is_still_an_event(lang: object) -> None:
    line = json.loads(Event("02", "x", "answer", answer="1").line())
    found = Event.parse(json.dumps({**line, "lang": lang}).encode())
    assert found is not None
    assert found.lang == ""


def test_a_sum_is_written_with_the_sign_where_each_language_puts_it() -> None:
    asked = replace(ASKED, expected=1_600_000.0, unit="€")
    assert asked.reference_text == "1.600.000 €"
    with use_language("en"):
        assert asked.reference_text == "€1,600,000"
        assert asked.check(asked.reference_text).state == "right"
