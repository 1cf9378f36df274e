"""The questions of a course for Moodle: read back, and held against the questions themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from fis_lessons import cli
from fis_lessons.course.bank_moodle import MoodleBank, moodle_xml
from fis_lessons.course.plan import course_file, read_plan
from fis_lessons.course.training_forms import course_banks
from fis_lessons.exercises import (
    Choice,
    Exercise,
    Grid,
    Hints,
    Matching,
    Number,
    NumberMistake,
    Option,
    Ordering,
    Several,
)
from fis_lessons.figures import plain
from fis_lessons.i18n import Language, use_language

HINTS = Hints(nudge="Uno.", pointer="Due.", worked="Tre.")
WHY = "Perché sì."


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


def made(*bank: Exercise) -> tuple[MoodleBank, list[ET.Element]]:
    found = moodle_xml({"01": bank}, course="Corso", titles={"01": "Titolo"})
    root = ET.fromstring(found.xml)
    return found, [one for one in root if one.get("type") != "category"]


def text(one: ET.Element, path: str) -> str:
    found = one.find(f"{path}/text")
    assert found is not None
    return found.text or ""


def answers(one: ET.Element) -> dict[str, tuple[float, str]]:
    return {
        text(each, "."): (float(each.get("fraction", "nan")), plain(text(each, "feedback")))
        for each in one.findall("answer")
    }


OPTIONS = (
    Option(id="a", label="Prima", feedback="Non questa."),
    Option(id="b", label="Seconda", feedback=""),
    Option(id="c", label="Terza", feedback="Nemmeno questa."),
)


def test_a_wrong_option_keeps_its_reason() -> None:
    _found, (one,) = made(Choice(id="x", question="Quale?", hints=HINTS, why=WHY, options=OPTIONS, right="b"))
    assert one.get("type") == "multichoice" and text(one, "questiontext") == "<p>Quale?</p>\n"
    got = answers(one)
    assert got["Prima"][0] == 0 and "Non questa." in got["Prima"][1]
    assert got["Seconda"] == (100, "") and "Perché sì." in text(one, "generalfeedback")
    assert [plain(text(hint, ".")) for hint in one.findall("hint")] == [
        plain("<p>Uno.</p>\n"),
        plain("<p>Due.</p>\n"),
        plain("<p>Tre.</p>\n"),
    ]


def test_ticking_everything_earns_nothing() -> None:
    options = (*OPTIONS, Option(id="d", label="Quarta", feedback="No."))
    question = Several(
        id="x",
        question="Quali?",
        hints=HINTS,
        why=WHY,
        options=(options[0], replace(options[1], feedback=""), replace(options[2], feedback=""), options[3]),
        right=frozenset({"b", "c"}),
        missing="Manca.",
    )
    _found, (one,) = made(question)
    shares = {label: share for label, (share, _told) in answers(one).items()}
    assert shares == {"Prima": -50, "Seconda": 50, "Terza": 50, "Quarta": -50}
    assert one.findtext("single") == "false"


def test_pairs_and_places() -> None:
    rows = (Option(id="r", label="Riga", feedback="Va con A."), Option(id="s", label="Altra", feedback="B."))
    columns = tuple(Option(id=name, label=name.upper()) for name in "abc")
    match = Matching(
        id="m",
        question="Che cosa va con che cosa?",
        hints=HINTS,
        why=WHY,
        rows=rows,
        columns=columns,
        right={"r": "a", "s": "b"},
    )
    order = Ordering(
        id="o",
        question="In che ordine?",
        hints=HINTS,
        why=WHY,
        items=(replace(OPTIONS[0], feedback="Dopo."), replace(OPTIONS[1], feedback="Prima.")),
        right=("b", "a"),
    )
    _found, (pairs, places) = made(match, order)
    asked = [(text(sub, "."), text(sub, "answer")) for sub in pairs.findall("subquestion")]
    assert asked == [("Riga", "A"), ("Altra", "B"), ("", "C")]  # one that goes with nothing
    assert "Riga: Va con A." in text(pairs, "generalfeedback")
    asked = [(text(sub, "."), text(sub, "answer")) for sub in places.findall("subquestion")]
    assert asked == [("Seconda", "1º posto"), ("Prima", "2º posto")]


def test_a_row_with_two_defensible_answers_is_told_and_not_asked() -> None:
    rows = tuple(Option(id=name, label=f"Riga {name}", feedback="No.") for name in "rst")
    columns = tuple(Option(id=name, label=name.upper()) for name in "ab")
    match = Matching(
        id="m",
        question="Che cosa?",
        hints=HINTS,
        why=WHY,
        rows=rows,
        columns=columns,
        right={"r": "a", "s": "b", "t": "a"},
        also={"s": "a"},
    )
    found, (one,) = made(match)
    assert [text(sub, ".") for sub in one.findall("subquestion")] == ["Riga r", "Riga t", ""]
    assert found.left == ("m: non si chiede «Riga s»: lì vanno bene due risposte, e Moodle ne vuole una.",)


def test_a_table_to_tick_becomes_a_question_for_each_row() -> None:
    rows = (
        Option(id="r", label="Riga", feedback="Guarda meglio."),
        Option(id="s", label="Vuota", feedback="No."),
    )
    columns = tuple(Option(id=name, label=name.upper()) for name in "ab")
    grid = Grid(
        id="g",
        question="Dove?",
        hints=HINTS,
        why=WHY,
        rows=rows,
        columns=columns,
        right={"r": frozenset({"a"}), "s": frozenset()},
    )
    found, (first, second) = made(grid)
    assert found.count == 2
    assert {k: v[0] for k, v in answers(first).items()} == {"A": 100, "B": -100, "Nessuna di queste.": -100}
    assert answers(second)["Nessuna di queste."][0] == 100


def test_a_number_is_taken_within_its_tolerance_and_a_known_mistake_is_named() -> None:
    number = Number(
        id="n",
        question="Quanti?",
        hints=HINTS,
        why=WHY,
        expected=1234.5,
        tolerance=1,
        unit="euro",
        decimals=1,
        mistakes=(
            NumberMistake(id="far", value=2000, text="Hai sommato le quote."),
            NumberMistake(id="same", value=1235, text="Mai."),  # as good as the answer, in this case
        ),
    )
    _found, (one,) = made(number)
    assert "Scrivi solo il numero (euro). Decimali: 1." in text(one, "questiontext")
    got = [
        (float(text(each, ".")), each.get("fraction"), float(each.findtext("tolerance", "nan")))
        for each in one.findall("answer")
    ]
    assert got == [(1234.5, "100", pytest.approx(1)), (2000, "0", pytest.approx(1))]


def test_what_is_written_stays_text() -> None:
    hostile = "<script>alert(1)</script> & ]]> \x00\x0b"
    options = (replace(OPTIONS[0], label=hostile), OPTIONS[1])
    _found, (one,) = made(Choice(id="x", question=hostile, hints=HINTS, why=WHY, options=options, right="b"))
    page = text(one, "questiontext") + "".join(answers(one))
    assert "<script" not in page and "&lt;script&gt;" in page and "\x00" not in page


@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_whole_course_is_there(lang: Language) -> None:
    plan = read_plan(course_file("standard"))
    with use_language(lang):
        banks = course_banks(plan, lang=lang, without=())
        found = moodle_xml(banks, course="Corso", titles={})
    root = ET.fromstring(found.xml)
    names = {one.findtext("idnumber") for one in root}
    for question in (each for bank in banks.values() for each in bank):
        rows = [f"{question.id}.{row.id}" for row in question.rows] if isinstance(question, Grid) else []
        assert set(rows or [question.id]) <= names, question.id
    assert len(root.findall("question[@type='category']")) == len(banks)
    for one in root.iterfind("question[@type='multichoice']"):
        shares = [float(each.get("fraction", "nan")) for each in one.findall("answer")]
        assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=0.01)
    for one in root.iterfind("question"):
        if one.get("type") not in ("category", "essay"):
            assert len(one.findall("hint")) == 3


def test_the_command_writes_it_and_refuses_another_name(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.app, ["quiz", "-o", str(tmp_path / "domande.xml")])
    assert done.exit_code == 0 and "formato «Moodle XML»" in done.output
    assert ET.parse(tmp_path / "domande.xml").getroot().tag == "quiz"
    bad = CliRunner().invoke(cli.app, ["quiz", "-o", str(tmp_path / "domande.doc")])
    assert bad.exit_code != 0 and not (tmp_path / "domande.doc").exists()


def test_the_questions_of_one_lesson_on_a_municipality_of_choice(tmp_path: Path) -> None:
    path = tmp_path / "domande.xml"
    done = CliRunner().invoke(cli.app, ["quiz", "-o", str(path), "--only", "2", "--place", "Forlì"])
    assert done.exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert "Forlì" in text and "Bergamo" not in text
    assert text.count('type="category"') == 1, "one lesson, one category"
