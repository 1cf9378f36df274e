"""A file of questions: read as it is meant, refused with file and line, never a traceback."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_questions import FACTS, SAMPLE, load, refusal

from fis_lessons.cases import case_names
from fis_lessons.cases.reading import read
from fis_lessons.errors import ExerciseError
from fis_lessons.exercises import (
    Choice,
    Grid,
    Matching,
    Number,
    OpenText,
    Option,
    Ordering,
    Progress,
    Several,
)
from fis_lessons.i18n import use_language
from fis_lessons.lessons import LESSONS, lesson_spec
from fis_lessons.lessons.desk.question_bank import FILE, bank_texts, load_bank_file
from fis_lessons.lessons.desk.question_words import WordsError, fill, read_sentence, told

SHIPPED = sorted((Path(__file__).parents[2] / "fis_lessons").rglob(FILE))


# --- what is read -------------------------------------------------------------------------------
def test_each_kind_is_read_as_it_is_meant(tmp_path: Path) -> None:
    choice, several, matching, grid, ordering, number, text = load(tmp_path)
    assert isinstance(choice, Choice)
    assert choice.question == "Di che colore è la bandiera di Lucca?"
    assert choice.options == (
        Option(id="red", label="Rossa"),
        Option(id="blue", label="Blu", feedback="Il blu è del mare."),
    )
    assert (choice.right, choice.why, choice.minutes) == ("red", "È rossa dal 14 ottobre 2025.", 1)
    assert choice.hints.ladder == ("Guardala.", "Ha un colore solo.", "Non è quella del mare.")
    assert isinstance(several, Several)
    assert (several.right, several.missing) == (frozenset({"red", "green"}), "Manca un colore.")
    assert isinstance(matching, Matching)
    assert matching.right == {"dog": "barks", "bird": "flies"}
    assert matching.pairs == {("dog", "flies"): "Il cane non ha ali."}
    assert [column.label for column in matching.columns] == ["abbaia", "vola"]
    assert isinstance(grid, Grid)
    assert grid.right == {"dog": {"legs"}, "bird": {"legs", "wings"}}
    assert isinstance(ordering, Ordering)
    assert ordering.right == ("buy", "cook", "eat")
    assert [item.id for item in ordering.items] == ["eat", "cook", "buy"]
    assert isinstance(number, Number)
    assert (number.expected, number.tolerance, number.decimals, number.unit) == (25.0, 0.1, 1, "%")
    assert number.question == "1.500 su 6.000: quale percentuale?"
    assert number.why == "Fa 25,0: 25,0% di Lucca, per 12.000 € in tutto."
    assert [(slip.id, slip.value) for slip in number.mistakes] == [("inverted", 400.0), ("typed", 99)]
    assert isinstance(text, OpenText)
    assert (text.model_answer, text.least_words) == ("C'era una volta un paese chiamato Lucca.", 5)


def test_the_sentence_without_formats_is_what_is_translated(tmp_path: Path, monkeypatch: Any) -> None:
    english = {"{people} su {all}: quale percentuale?": "Out of {all}, {people}: what percentage?", "%": "no"}
    monkeypatch.setattr("fis_lessons.i18n.catalogue", lambda _lang: english)
    with use_language("en"):
        number = load(tmp_path)[5]
    assert number.question == "Out of 6,000, 1,500: what percentage?"
    assert isinstance(number, Number)
    assert number.unit == "%", "a sign is the same in every language"


def test_a_fact_of_the_question_comes_before_one_of_all(tmp_path: Path) -> None:
    facts = {**FACTS, "colour": {**FACTS["colour"], "place": "Bergamo"}}  # type: ignore[dict-item]
    bank = load(tmp_path, facts=facts)
    assert bank[0].question.endswith("Bergamo?")
    assert "Lucca" in bank[5].why


def test_a_name_may_be_a_fact_and_is_never_translated(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("fis_lessons.i18n.catalogue", lambda _lang: {"blue": "azzurro"})
    text = SAMPLE.replace("- id: red\n        text: Rossa", '- id: "{place}"\n        text: Rossa')
    with use_language("en"):
        choice = load(tmp_path, text)[0]
    assert isinstance(choice, Choice)
    assert [option.id for option in choice.options] == ["Lucca", "blue"]
    assert choice.right == "Lucca"


@pytest.mark.parametrize(
    ("inverted", "kept"),
    [(400.0, ["inverted", "typed"]), (25.0, ["typed"]), (25.15, ["typed"]), (98.9, ["inverted"])],
)
def test_a_computed_mistake_is_left_out_where_it_says_nothing(
    inverted: float, kept: list[str], tmp_path: Path
) -> None:
    # 25 is the answer, within 0.1; 99 is the other mistake: nearer than twice the tolerance is the same
    share: Mapping[str, Any] = FACTS["share"]  # type: ignore[assignment]
    number = load(tmp_path, facts={**FACTS, "share": {**share, "inverted": inverted}})[5]
    assert isinstance(number, Number)
    assert [slip.id for slip in number.mistakes] == kept


@pytest.mark.parametrize(
    ("right", "typed", "computed", "kept"),
    [
        ("25", "25.15", 400.0, ["inverted", "typed"]),  # typed beside typed: beyond the tolerance is enough
        ("25", "99", 25.05, ["typed"]),  # computed beside a typed answer: left out, not refused
        ("percent", "25.05", 400.0, ["inverted"]),  # typed beside a computed answer: the same
        ("percent", "25.15", 400.0, ["inverted"]),
    ],
)
def test_what_is_typed_is_refused_only_beside_what_is_typed(
    right: str, typed: str, computed: float, kept: list[str], tmp_path: Path
) -> None:
    text = SAMPLE.replace("right: percent", f"right: {right}").replace("value: 99", f"value: {typed}")
    share: Mapping[str, Any] = FACTS["share"]  # type: ignore[assignment]
    number = load(tmp_path, text, {**FACTS, "share": {**share, "inverted": computed}})[5]
    assert isinstance(number, Number)
    assert [slip.id for slip in number.mistakes] == kept


def test_a_typed_mistake_within_the_tolerance_of_a_typed_answer_is_refused(tmp_path: Path) -> None:
    text = SAMPLE.replace("right: percent", "right: 25").replace("value: 99", "value: 25.05")
    assert "non si distingue dalla risposta" in str(refusal(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "field"), [("{a:number.9}", "a:number.9"), ("{A}", "A"), ("{a", "{"), ("{a} {a:day}", "a")]
)
def test_the_field_that_is_the_trouble_is_named(text: str, field: str) -> None:
    with pytest.raises(WordsError) as caught:
        read_sentence(text)
    assert caught.value.field == field


def test_formats_follow_the_language() -> None:
    assert [told(1234.567, form) for form in ("number", "number.2", "money", "money.2")] == [
        "1.235", "1.234,57", "1.235 €", "1.234,57 €",
    ]  # fmt: skip
    assert [told(0.1234, form) for form in ("percent", "percent.0")] == ["12,3%", "12%"]
    with use_language("en"):
        assert told(1234.567, "number.1") == "1,234.6"


@pytest.mark.parametrize(
    "text", ["{", "}", "{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{A}", "{a:.2f}", "{a:number.9}", "{a:number.}",
             "{a:number.1} {a:number.2}", "{a:{b}}", "{a:day.1}"],
)  # fmt: skip
def test_a_field_is_a_name_and_a_format(text: str) -> None:
    with pytest.raises(WordsError):
        read_sentence(text)


def test_doubled_braces_are_braces() -> None:
    sentence = read_sentence("{{x}} è {a}")
    assert sentence.fields == {"a": ""}
    assert fill(sentence, {"a": "1"}) == "{x} è 1"


@pytest.mark.parametrize("value", ["12", True, None, [1]], ids=str)
def test_only_a_number_is_written_as_a_number(value: Any) -> None:
    with pytest.raises(TypeError):
        told(value, "number")


# --- what is refused ----------------------------------------------------------------------------
def test_everything_is_told_at_once(tmp_path: Path) -> None:
    text = SAMPLE.replace("kind: choice", "kind: chioce").replace("right: [legs]", "right: [tail]")
    text = (
        text.replace("value: 99", "value: 25")
        .replace("{place}?", "{town}?")
        .replace("wrong: Guarda in alto.", 'wrong: "{"')
    )
    found = refusal(tmp_path, text.replace("right: percent", "right: 25"), {**FACTS, "extra": 1})
    told_ = str(found)
    assert found.message == "Le domande di l99_sample/quiz.yaml hanno problemi da risolvere."
    for words in ("«chioce»", "«tail»", "non si distingue", "«town»", "«extra»", "«{» non si legge"):
        assert words in told_, told_
    assert len(found.problems) == 6


def test_a_translation_with_other_fields_is_refused(tmp_path: Path, monkeypatch: Any) -> None:
    english = {"Di che colore è la bandiera di {place}?": "What colour is the flag of {town}?"}
    monkeypatch.setattr("fis_lessons.i18n.catalogue", lambda _lang: english)
    with use_language("en"):
        text = str(refusal(tmp_path))
    assert "questions[colour].question" in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("questions: [", "YAML"), ("- a\n- b\n", "chiave"), ("", "vuoto"), ("questions: &a [*a]\n", "rimando"),
        ("questions: !!python/object/apply:os.system [ls]\n", "etichetta"), ("a: 1\n---\nb: 2\n", "più documenti"),
        ("questions: \x07\n", "caratteri strani"),
    ],
)  # fmt: skip
def test_what_is_not_yaml_is_refused(text: str, words: str, tmp_path: Path) -> None:
    assert words in str(refusal(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match="non si può leggere"):
        load_bank_file(tmp_path / FILE, {})
    with pytest.raises(ExerciseError, match="non si può leggere"):
        list(bank_texts(tmp_path / FILE))


def test_the_sentences_to_translate_have_their_lines(tmp_path: Path) -> None:
    load(tmp_path)
    path = tmp_path / "l99_sample" / FILE
    found = dict(bank_texts(path))
    assert found["Di che colore è la bandiera di {place}?"] == 5
    assert found["Ha un colore solo."] == 15
    assert found["Il cane non ha ali."] == 47
    assert not {"%", "{town}", "red", "choice"} & found.keys(), "neither signs nor names"
    path.write_text(SAMPLE.replace("{place}?", "{place"), encoding="utf-8")
    with pytest.raises(ExerciseError, match="riga 5"):
        list(bank_texts(path))


# --- whatever is written, an error of ours ------------------------------------------------------
def survives(folder: Path, text: str, facts: Any) -> None:
    try:
        bank = load(folder, text, facts)
    except ExerciseError as error:
        assert error.problems
        assert all("quiz.yaml" in problem.where for problem in error.problems)
    else:
        for question in bank:
            assert question.check(question.reference).state == "right"


ODD: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["{place}", "{people:number}", "percent", "true", "{{", "red", "[legs]", "6,5", "1.234"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_value_put_out_of_place_is_refused_or_read(tmp_path: Path, data: st.DataObject) -> None:
    whole = yaml.safe_load(SAMPLE)
    parent, steps = whole, data.draw(st.integers(1, 6))
    for _step in range(steps):
        keys = list(parent) if isinstance(parent, dict) else list(range(len(parent)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(parent[key], dict | list) or not parent[key] or _step == steps - 1:
            break
        parent = parent[key]
    match data.draw(st.sampled_from(["change", "remove", "add"])):
        case "change":
            parent[key] = data.draw(ODD)
        case "remove":
            del parent[key]
        case _ if isinstance(parent, dict):
            parent[data.draw(st.text(max_size=8) | st.sampled_from(["right", "wrong", "value"]))] = data.draw(
                ODD
            )
        case _:
            parent.append(data.draw(ODD))
    survives(tmp_path, yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), FACTS)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_line_written_badly_is_refused_or_read(tmp_path: Path, data: st.DataObject) -> None:
    lines = SAMPLE.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    there = lines[place]
    lines[place : place + 1] = data.draw(
        st.sampled_from(
            [
                [],
                [there, there],
                [" " + there],
                [there.lstrip()],
                [there + ":"],
                [there + ": {"],
                [there[:-1]],
                ["{"],
            ]
        )
        | st.text(max_size=20).map(lambda text: [there + text])
    )
    survives(tmp_path, "\n".join(lines), FACTS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_odd_facts_are_refused_or_read(tmp_path: Path, data: st.DataObject) -> None:
    facts: dict[str, Any] = {
        name: dict(fact) if isinstance(fact, Mapping) else fact for name, fact in FACTS.items()
    }
    within = facts[data.draw(st.sampled_from(["colour", "share"]))] if data.draw(st.booleans()) else facts
    within[data.draw(st.sampled_from([*within, "new"]))] = data.draw(ODD)
    survives(tmp_path, SAMPLE, facts)


# --- the files of the kit -----------------------------------------------------------------------
def test_every_lesson_has_its_questions_in_a_file() -> None:
    assert len(SHIPPED) == len(LESSONS)
    assert sum(len(yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]) for path in SHIPPED) >= 145


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_the_parser_of_a_browser_reads_the_same(path: Path) -> None:
    # the parser in C takes «[Chi?, Quando?]», the one in Python does not
    assert read(path, plain=True) == read(path)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_no_words_of_a_quiz_are_left_in_python(path: Path) -> None:
    tree = ast.parse((path.parent / "quiz.py").read_text(encoding="utf-8"))
    assert any(isinstance(node, ast.FunctionDef) and node.name == "facts" for node in tree.body)
    words = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "_"
        and isinstance(node.args[0], ast.Constant)
    ]
    assert words == [], "a sentence goes to quiz.yaml"


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_known_mistake_says_something_in_some_case(lesson: str) -> None:
    # left out of one case it may be; left out of all it is never told to anybody
    told_: dict[str, set[str]] = {}
    for case in case_names():
        for question in lesson_spec(lesson).open({"case": case}, progress=Progress(None)).bank:
            if isinstance(question, Number):
                kept = {mistake.id for mistake in question.mistakes} - set(question.coinciding)
                told_.setdefault(question.id, set()).update(kept)
    names = {question for question, kept in told_.items() if kept}
    written = {
        question["id"]: {mistake["id"] for mistake in question["mistakes"]}
        for path in SHIPPED
        for question in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]
        if question["id"] in names
    }
    assert told_ == written


def test_the_questions_are_in_the_package_that_is_installed() -> None:
    from hatchling.builders.wheel import WheelBuilder

    root = Path(__file__).parents[2]
    there = {file.distribution_path for file in WheelBuilder(str(root)).recurse_included_files()}
    assert {path.relative_to(root).as_posix() for path in SHIPPED} <= there
