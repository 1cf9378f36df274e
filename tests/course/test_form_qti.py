"""A QTI package: read back as a player reads it, and held against the questions themselves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from qti_reader import CP, QTI, Player, Value, faults
from typer.testing import CliRunner

from fis_lessons import cli
from fis_lessons.course.forms.qti import Section, qti_package
from fis_lessons.course.forms.qti_items import item_xml, letters
from fis_lessons.course.plan import course_file, opened, read_plan
from fis_lessons.exercises import (
    Choice,
    Exercise,
    Grid,
    Hints,
    Matching,
    Number,
    NumberMistake,
    OpenText,
    Option,
    Ordering,
    Several,
    Table,
)
from fis_lessons.exercises.quiz import shuffled
from fis_lessons.figures import plain
from fis_lessons.i18n import Language, use_language

HINTS = Hints(nudge="Uno.", pointer="Due.", worked="Tre.")
OPTIONS = (
    Option(id="a", label="Prima", feedback="Non questa."),
    Option(id="b", label="Seconda"),
    Option(id="c", label="Terza", feedback="Nemmeno questa."),
)
CHOICE = Choice(id="x", question="Quale?", hints=HINTS, why="Perché sì.", options=OPTIONS, right="b")


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


def item(question: Exercise) -> ET.Element:
    root = ET.fromstring(item_xml(question, name="X", lang="it"))
    assert faults(root) == []
    return root


def given(question: Exercise, answer: object) -> Value:
    """Write an answer as a player gives it."""
    asked = shuffled(question, seed=1)
    match asked:
        case Choice():
            return letters(asked.options)[str(answer)]
        case Several():
            assert isinstance(answer, Sequence)
            return [letters(asked.options)[name] for name in answer]
        case Ordering():
            assert isinstance(answer, Sequence)
            return [letters(asked.items)[name] for name in answer]
        case Matching() | Grid():
            assert isinstance(answer, dict)
            rows = {row.id: f"R{place}" for place, row in enumerate(asked.rows, start=1)}
            names = letters(asked.columns)
            lists = {row: [one] if isinstance(one, str) else one for row, one in answer.items()}
            return [f"{rows[row]} {names[one]}" for row, ones in lists.items() for one in ones if one]
        case Number():
            return float(str(answer))
    return str(answer)


def bare(text: str) -> str:
    return "".join(letter for letter in plain(text) if letter.isalnum())


def test_a_wrong_option_is_told_why_and_a_hint_comes_as_in_the_lesson() -> None:
    player = Player(item(CHOICE))
    wrong = given(CHOICE, "a")
    assert player.answer(wrong).get("SCORE") is None and player.said() == ["Non questa."]
    for attempt, hint in ((2, "Uno."), (3, "Due."), (4, "Tre."), (9, "Tre.")):
        player.answer(wrong, attempt=attempt)
        assert player.said() == ["Non questa.", hint]
    assert player.answer(given(CHOICE, "b"))["SCORE"] == 1 and player.said() == ["Perché sì."]


def test_names_of_options_say_nothing() -> None:
    question = replace(CHOICE, options=(replace(OPTIONS[1], id="right"), *OPTIONS[::2]), right="right")
    text = item_xml(question, name="X", lang="it")
    assert "right" not in text.replace("modalFeedback", "")
    root = ET.fromstring(text)
    assert [one.get("identifier") for one in root.iter(f"{QTI}simpleChoice")] == ["A", "B", "C"]


def test_what_is_missing_is_told_only_where_nothing_is_wrong() -> None:
    question = Several(
        id="s",
        question="Quali?",
        hints=HINTS,
        why="Sì.",
        options=(OPTIONS[1], replace(OPTIONS[2], feedback=""), OPTIONS[0]),
        right=frozenset("bc"),
        missing="Ne manca.",
    )
    player = Player(item(question))
    player.answer(given(question, ["b"]))
    assert player.said() == ["Ne manca."]
    player.answer(given(question, ["a", "b", "c"]))
    assert player.said() == ["Non questa."]
    assert player.answer(given(question, ["c", "b"]))["SCORE"] == 1
    player.answer([])
    assert player.said() == []


def test_a_number_within_its_tolerance_is_right_and_a_known_mistake_is_named() -> None:
    number = Number(
        id="n",
        question="Quanti?",
        hints=HINTS,
        why="Sì.",
        expected=1234.5,
        tolerance=1,
        unit="euro",
        decimals=1,
        mistakes=(
            NumberMistake(id="far", value=2000, text="Hai sommato le quote."),
            NumberMistake(id="same", value=1235, text="Mai."),  # as good as the answer, in this case
        ),
    )
    root = item(number)
    player = Player(root)
    assert player.right == 1234.5
    assert [player.answer(value).get("SCORE") for value in (1233.5, 1235.5, 1236.0, 1233.0)] == [
        1,
        1,
        None,
        None,
    ]
    for value, told in ((2000.0, "Hai sommato"), (5000.0, "È troppo."), (3.0, "È troppo poco.")):
        player.answer(value)
        assert player.said()[0].startswith(told)
    body = "".join(root.find(f"{QTI}itemBody").itertext())
    assert "Scrivi solo il numero (euro)" in body and "1234.5" in body


def test_a_text_is_compared_and_not_scored() -> None:
    question = OpenText(
        id="o",
        question="Scrivi.",
        hints=HINTS,
        why="Sì.",
        model_answer="Una risposta di almeno cinque parole.",
        criteria=(Option(id="k", label="Dice chi"),),
    )
    player = Player(item(question))
    assert "SCORE" not in player.answer("parole mie")
    assert player.said() == ["Una risposta di almeno cinque parole. Dice chi Sì."]


def test_what_is_written_stays_text() -> None:
    hostile = "<script>alert(1)</script> & ]]> \x00\x0b[x](javascript:alert(1)) ![p](http://e.org/p.png)"
    options = (replace(OPTIONS[0], label=hostile, feedback=hostile), OPTIONS[1])
    root = item(replace(CHOICE, question=hostile, options=options))
    words = "".join(root.itertext())
    assert "<script>alert(1)</script> & ]]>" in words and "\x00" not in words
    assert not [one for one in root.iter() if one.tag.endswith(("script", "img"))]
    assert all(not one.get("href", "").startswith("javascript") for one in root.iter())


def test_questions_of_one_name_and_one_that_cannot_be_asked() -> None:
    table = Table(
        id="t",
        question="Fai.",
        hints=HINTS,
        why="Sì.",
        expected=pd.DataFrame({"a": ["x"], "b": [1]}),
        key="a",
    )
    same = (CHOICE, replace(CHOICE, id="X"), replace(CHOICE, id="x à"), table)
    found = qti_package([Section("L01-quiz", "Titolo <1>", "", same)], title="Corso & prove", lang="it")
    assert found.left == ("t: questa domanda si fa solo nella lezione.",)
    names = zipfile.ZipFile(io.BytesIO(found.content)).namelist()
    assert found.count == 3 and len({name.casefold() for name in names}) == 5


@pytest.mark.parametrize(("lang", "only"), [("it", ()), ("en", ("02", "06"))], ids=["it", "en"])
def test_the_whole_course_judges_as_the_lessons_do(
    lang: Language, only: tuple[str, ...], tmp_path: Path
) -> None:
    chosen = [word for lesson in only for word in ("--only", lesson)]
    done = CliRunner().invoke(cli.app, ["--lang", lang, "make", "qti", *chosen, "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    (path,) = tmp_path.rglob("*.zip")
    assert path.parent == tmp_path / "trainer" / lang
    archive = zipfile.ZipFile(path)
    roots = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    assert [f"{name}: {told}" for name, root in roots.items() for told in faults(root)] == []
    listed = [one.get("href") for one in roots["imsmanifest.xml"].iter(f"{CP}resource")]
    assert sorted([*listed, "imsmanifest.xml"]) == sorted(roots)  # type: ignore[type-var]
    asked = [one.get("href") for one in roots["test.xml"].iter(f"{QTI}assessmentItemRef")]
    assert sorted([*asked, "test.xml"]) == sorted(listed)  # type: ignore[type-var]
    with use_language(lang):
        plan = read_plan(course_file("standard")).only(only)
        lessons = [opened(one) for one in plan.variants if one.lang == lang]
        for lesson in lessons:
            for kind, questions in (("quiz", lesson.bank), ("exercise", lesson.exercises.values())):
                for question in questions:
                    root = roots[f"items/L{lesson.id}-{kind}-{question.id}.xml"]
                    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
                    _agrees(question, Player(root))


def _agrees(question: Exercise, player: Player) -> None:
    """Hold a question against its item: what is right, what is wrong, and why."""
    if isinstance(question, OpenText):
        return
    assert player.answer(player.right).get("SCORE") == 1, question.id
    assert player.answer(given(question, question.reference)).get("SCORE") == 1, question.id
    assert [bare(text) for text in player.said()] == [bare(question.why)] or "](" in question.why
    for name, answer in question.mistaken():
        assert player.answer(given(question, answer)).get("SCORE") is None, (question.id, name)
        said = "".join(bare(text) for text in player.said())
        reason = _reason(question, name, answer)
        assert bare(reason) in said or "](" in reason, (question.id, name)


def _reason(question: Exercise, name: str, answer: object) -> str:
    match question:
        case Choice() | Several():
            return {option.id: option.feedback for option in question.options}.get(name, "")
        case Number():
            return {one.id: one.text for one in question.mistakes}.get(name, "")
        case Ordering():
            return {item.id: item.feedback for item in question.items}.get(name, "")
        case Matching() | Grid() if name != "incomplete":
            feedback = {row.id: row.feedback for row in question.rows}[name]
            assert isinstance(answer, dict)
            return (
                question.pairs.get((name, answer[name]), feedback)
                if isinstance(question, Matching)
                else feedback
            )
    return ""
