"""At the edges: exactly what is said, exactly where one verdict ends and the next begins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sample_exercises import CHOICE, EVERY, GRID, HINTS, MATCH, OPEN, ORDER, PEOPLE, SEVERAL, SHARE

from fis_lessons.exercises import Exercise, Number, NumberMistake, Option, Ordering
from fis_lessons.exercises.refusals import FaultyExerciseError


def number(expected: float, **parts: Any) -> Number:
    return Number(id="n", question="?", hints=HINTS, why="Sì.", expected=expected, **parts)


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
@pytest.mark.parametrize("answer", [None, "", "  ", "\n"], ids=repr)
def test_nothing_is_not_a_wrong_answer(exercise: Exercise, answer: object) -> None:
    assert exercise.check(answer).state == "not_tried"


@pytest.mark.parametrize(
    ("exercise", "answer", "text"),
    [
        (CHOICE, "!!", "Scegli una delle risposte elencate."),
        (SEVERAL, ["z"], "Ho letto: z. Scegli una o più delle risposte elencate."),
        (SEVERAL, ["a", "b", "z"], "Ho letto: a, b, z. Scegli una o più delle risposte elencate."),
        (SEVERAL, ["a", "b", "c", "d"], "«C». C non paga. Da togliere in tutto: 2."),
        (SEVERAL, ["a", "b", "c"], "«C». C non paga."),
        (SEVERAL, ["a", "c"], "«C». C non paga. Risposte che mancano: 1."),
        (SEVERAL, ["a"], "Risposte che mancano: 1. Rileggi la tabella."),
        (MATCH, {"x": ["1"]}, "Ho letto: x: 1. Per ogni riga scegli una voce dell'elenco."),
        (MATCH, {"x": "2", "y": "2"}, "Righe giuste: 1 su 2. «X». X non fa quello."),
        (MATCH, {"x": "1"}, "Righe giuste: 1 su 2. Ancora da scegliere: 1."),
        (ORDER, ["read", "check", "pay", 5], "Ogni voce deve avere un posto, e ogni posto una voce sola."),
        (ORDER, [1, "check", "pay"], "Ogni voce deve avere un posto, e ogni posto una voce sola."),
        (ORDER, ["check", "read", "pay"], "«Verificare». Si verifica ciò che si è fatto."),
        (
            ORDER,
            ["read", "pay", "check"],
            "Posti giusti, dall'inizio: 1. «Pagare». Si paga dopo la verifica.",
        ),
        (GRID, {"z": ["design"]}, "Ho letto: z: design. Per ogni riga indica le colonne che vanno segnate."),
        (GRID, {"x": ["?"]}, "Ho letto: x: ?. Per ogni riga indica le colonne che vanno segnate."),
        (OPEN, 5, "Ho letto: 5. Scrivi la risposta con parole tue."),
        (OPEN, {"text": "Uno due tre quattro cinque.", "met": "who"}, "Scrivi la risposta con parole tue."),
    ],
    ids=lambda value: getattr(value, "id", None),
)
def test_what_is_said(exercise: Exercise, answer: object, text: str) -> None:
    said = exercise.check(answer).text.replace("'", "").replace("·", "")
    assert said.replace("  ", " ").endswith(text.replace("'", "").replace("·", "")), said
    if exercise.check(answer).state == "not_yet":
        assert exercise.check(answer).text == text


@pytest.mark.parametrize(
    ("expected", "typed", "words"),
    [
        (100, "110", "Sei vicino"), (100, "111", "È troppo. Ricontrolla"), (100, "200", "È troppo. Ricontrolla"),
        (100, "201", "È più del doppio"), (100, "90", "Sei vicino"), (100, "89", "È troppo poco. Ricontrolla"),
        (100, "50", "È troppo poco. Ricontrolla"), (100, "49", "È meno della metà"), (100, "0", "meno della metà"),
        (-100, "0", "È meno della metà"), (-100, "-120", "È troppo. Ricontrolla"), (-100, "5", "Il segno"),
        (100, "0,5", "È meno della metà"), (0.5, "3", "È più del doppio"), (0, "0,5", "È troppo. Ricontrolla"),
        (0, "-3", "È troppo poco. Ricontrolla"), (999, "1", "È meno della metà"),
        (1000, "1", "senza punti"), (-1000, "-1", "senza punti"),
        (100, "-100", "senza il meno"), (-100, "100", "con il meno"), (100, "-5", "che cosa togli"),
    ],
)  # fmt: skip
def test_how_far_a_number_is(expected: float, typed: str, words: str) -> None:
    verdict = number(expected, decimals=1 if expected == 0.5 else 0).check(typed)
    assert verdict.state == "not_yet"
    assert words in verdict.text


@pytest.mark.parametrize(
    ("expected", "decimals", "typed", "said"),
    [
        (208.84, 1, "208", "con 1 decimale"), (208.84, 1, "209", "con 1 decimale"),
        (6.25, 2, "6,3", "con 2 decimali"), (6.25, 2, "6,2", "con 2 decimali"), (6.25, 2, "6", "con 2 decimali"),
        (-42.38, 1, "-42", "con 1 decimale"), (44.06, 1, "45", "Sei vicino"), (0.4, 1, "0", "troppo poco"),
    ],
)  # fmt: skip
def test_who_leaves_decimals_out_is_told_so(expected: float, decimals: int, typed: str, said: str) -> None:
    assert said in number(expected, decimals=decimals).check(typed).text


SLIP = NumberMistake(id="slip", value=100, text="Ecco come.")


@pytest.mark.parametrize(
    ("asked", "typed", "known"),
    [
        # the tolerance shrinks with the mistake, and never grows: 10 on 1000 is 1 on 100, and 10 on 5000
        (number(1000, tolerance=10, mistakes=(SLIP,)), "101", True),
        (number(1000, tolerance=10, mistakes=(SLIP,)), "102", False),
        (number(1000, tolerance=10, mistakes=(replace(SLIP, value=5000),)), "5010", True),
        (number(1000, tolerance=10, mistakes=(replace(SLIP, value=5000),)), "5011", False),
        (number(0, tolerance=1, mistakes=(SLIP,)), "101", True),
        (number(0, tolerance=1, mistakes=(SLIP,)), "102", False),
        # rounded as people round: half of the last decimal, and not more than 2% of a small number
        (number(50, decimals=1, mistakes=(replace(SLIP, value=9.67),)), "9,7", True),
        (number(50, decimals=1, mistakes=(replace(SLIP, value=9.67),)), "9,6", False),
        (number(50, decimals=1, mistakes=(replace(SLIP, value=0.5),)), "0,51", True),
        (number(50, decimals=1, mistakes=(replace(SLIP, value=0.5),)), "0,53", False),
        (number(50, mistakes=(replace(SLIP, value=20.4),)), "20,4", True),
        (number(50, mistakes=(replace(SLIP, value=20.4),)), "20", False),
        (number(50, mistakes=(replace(SLIP, value=20.4),)), "20,45", False),
        # 47 stands for 47.2...: who copies the calculator writes the decimals, who errs by one does not
        (number(18, mistakes=(replace(SLIP, value=47),)), "47,22", True),
        (number(18, mistakes=(replace(SLIP, value=47),)), "46,4", False),
        (number(18, mistakes=(replace(SLIP, value=47),)), "48", False),
    ],
)
def test_how_near_a_mistake_is_recognised(asked: Number, typed: str, known: bool) -> None:
    assert (asked.check(typed).mistake == "slip") is known


@pytest.mark.parametrize(
    ("asked", "answer", "right"),
    [
        (number(10), "10,05", False),
        (number(19.341, decimals=1), 19.341, True),  # from a cell, as it was computed
        (number(19.341, decimals=1), "19,3", True),
        (number(19.341, decimals=1), "19,35", False),
        (number(1.0, tolerance=0.1, decimals=1), 1.1, True),  # 1.1 - 1 is a hair more than 0.1
        (number(1e9 + 0.25), 1e9 + 1.15, True),  # a billion's tenth digit is noise
        (number(1e9 + 0.5), 1e9 - 0.9, True),
        (number(10, unit=""), "€ 10", True),
        (number(10, unit="persone"), "€ 10", False),
    ],
)
def test_how_exact_an_answer_must_be(asked: Number, answer: object, right: bool) -> None:
    assert (asked.check(answer).state == "right") is right


def test_a_number_says_what_it_read_and_what_it_expects() -> None:
    assert number(10).check("5").text.startswith("Ho letto 5. ")
    assert "scritto per esempio così: 46.248." in PEOPLE.check("tante").text
    assert number(10).reference_text == "10"
    assert (PEOPLE.value("23.119 persone"), PEOPLE.value("tante")) == (23119, None)


def test_one_is_not_said_with_a_plural() -> None:
    people = replace(PEOPLE, expected=40.0, mistakes=())
    assert people.check("1").text.startswith("Ho letto 1 (persone). ")
    assert people.check("2").text.startswith("Ho letto 2 persone. ")
    assert replace(people, unit="%").check("1").text.startswith("Ho letto 1 %. ")
    assert replace(people, expected=1.2).reference_text == "1 (persone)"


def test_only_what_coincides_is_said_to_coincide() -> None:
    slips = (replace(SLIP, id="same", value=10), SLIP)
    asked = number(10, mistakes=slips)
    assert asked.coinciding == ("same",)
    assert asked.mistaken() == (("slip", 100),)


# --- the mistakes a test tries, one by one -------------------------------------------------------
TWO = Ordering(
    id="two", question="?", hints=HINTS, why="Sì.", right=("a", "b"),
    items=(Option(id="b", label="B", feedback="Dopo."), Option(id="a", label="A")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("exercise", "known"),
    [
        (CHOICE, [("b", "b")]),
        (
            SEVERAL,
            [("c", ["a", "b", "c"]), ("d", ["a", "b", "d"]), ("incomplete", ["b"]), ("incomplete", ["a"])],
        ),
        (replace(SEVERAL, right=frozenset("a"), options=SEVERAL.options[::2]), [("c", ["a", "c"])]),
        (
            MATCH,
            [
                ("x", {"x": "2", "y": "2"}), ("x", {"x": "3", "y": "2"}), ("y", {"x": "1", "y": "1"}),
                ("y", {"x": "1", "y": "3"}), ("incomplete", {"x": "", "y": "2"}),
                ("incomplete", {"x": "1", "y": ""}),
            ],
        ),
        (
            replace(MATCH, rows=MATCH.rows[:1], right={"x": "1"}),
            [("x", {"x": "2"}), ("x", {"x": "3"})],
        ),
        (
            ORDER,
            [
                ("reversed", ("pay", "check", "read")), ("check", ["check", "read", "pay"]),
                ("pay", ["read", "pay", "check"]),
            ],
        ),
        (TWO, [("reversed", ("b", "a"))]),
        (
            GRID,
            [
                ("x", {"x": ["deliver"], "y": []}), ("x", {"x": ["design"], "y": []}),
                ("y", {"x": ["design", "deliver"], "y": ["design"]}),
                ("y", {"x": ["design", "deliver"], "y": ["deliver"]}),
            ],
        ),
        (
            replace(GRID, rows=GRID.rows[:1], right={"x": frozenset({"design"})}),
            [("x", {"x": ["deliver", "design"]})],
        ),
        (OPEN, [("too_short", "a"), ("to_compare", "a a a a a ")]),
        (replace(OPEN, least_words=1), [("to_compare", "a ")]),
    ],
    ids=lambda value: getattr(value, "id", ""),
)  # fmt: skip
def test_the_mistakes_there_are(exercise: Exercise, known: list[tuple[str, object]]) -> None:
    assert list(exercise.mistaken()) == known
    for name, answer in known:
        verdict = exercise.check(answer)
        assert (verdict.state, verdict.mistake) == ("not_yet", name)


def test_a_share_written_between_nought_and_one_is_the_hundredth() -> None:
    assert SHARE.mistaken() == (("share_not_percent", pytest.approx(0.19341)),)


# --- what the right answer looks like ------------------------------------------------------------
def test_right_answers_in_words() -> None:
    assert CHOICE.reference_text == "A"
    assert SEVERAL.reference_text == "A; B"
    assert MATCH.reference_text == "X → Uno; Y → Due"
    assert ORDER.reference_text == "1. Leggere il bisogno; 2. Verificare; 3. Pagare"
    assert GRID.reference_text == "X: Progetta, Realizza; Y: –"


def test_right_answers_for_the_cells_below() -> None:
    assert CHOICE.value("a") == "a"
    assert ORDER.value(["read", "check", "pay"]) == ("read", "check", "pay")
    assert ORDER.value(None) == ()
    assert GRID.value(GRID.reference) == {"x": ["design", "deliver"], "y": []}


def test_five_words_are_enough_and_three_minutes_are_usual() -> None:
    assert OPEN.least_words == 5
    assert OPEN.check("Uno due tre quattro").mistake == "too_short"
    assert OPEN.check("Uno due tre quattro cinque").mistake == "to_compare"
    assert replace(OPEN, model_answer="Uno due tre quattro cinque.")
    assert CHOICE.minutes == 3


@pytest.mark.parametrize(
    ("exercise", "changes", "places"),
    [
        (CHOICE, {"right": ""}, ["options[1].feedback", "right"]),
        (SEVERAL, {"options": SEVERAL.options[:1], "right": frozenset("a")}, ["options"]),
        (SEVERAL, {"options": (*SEVERAL.options, SEVERAL.options[3])}, ["options[5].id", "options[5].label"]),
        (MATCH, {"rows": (*MATCH.rows, MATCH.rows[0])}, ["rows[3].id", "rows[3].label"]),
        (MATCH, {"columns": (*MATCH.columns, MATCH.columns[0])}, ["columns[4].id", "columns[4].label"]),
        (MATCH, {"rows": (), "right": {}, "pairs": {}}, ["rows"]),
        (ORDER, {"items": (*ORDER.items, ORDER.items[0])}, ["items[4].id", "items[4].label"]),
        (ORDER, {"items": ORDER.items[1:2], "right": ("read",)}, ["items"]),
        (ORDER, {"items": (*ORDER.items[:2], replace(ORDER.items[2], feedback=""))}, ["items[3].feedback"]),
        (GRID, {"rows": (*GRID.rows, GRID.rows[0])}, ["rows[3].id", "rows[3].label"]),
        (GRID, {"columns": (*GRID.columns, GRID.columns[0])}, ["columns[3].id", "columns[3].label"]),
        (GRID, {"rows": (), "right": {}}, ["rows", "right"]),
        (GRID, {"columns": (), "right": {}}, ["columns", "right"]),
    ],
)
def test_lists_are_looked_at_in_every_kind(
    exercise: Exercise, changes: dict[str, Any], places: list[str]
) -> None:
    with pytest.raises(FaultyExerciseError) as caught:
        replace(exercise, **changes)
    assert [problem.where for problem in caught.value.problems] == places


def test_what_is_wrong_with_an_order_and_with_a_number_is_told_in_full() -> None:
    with pytest.raises(FaultyExerciseError, match="mancano: pay; sono ripetute: 0"):
        replace(ORDER, right=("read", "check"))
    with pytest.raises(FaultyExerciseError, match="mancano: 0; sono ripetute: read"):
        replace(ORDER, right=(*ORDER.right, "read"))
    with pytest.raises(FaultyExerciseError, match="Atteso: un numero finito"):
        replace(PEOPLE, expected=float("nan"))
