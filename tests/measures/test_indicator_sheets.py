"""An indicator sheet: what it lacks, the five letters, how far it has gone."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.indicator_texts import FIELDS
from fis_lessons.measures.indicators import Indicator, completeness, progress, smart

FULL = Indicator(
    name="Ancora a scuola dopo un anno",
    outcome="I ragazzi seguiti restano a scuola",
    definition="Iscritti al tutoraggio a settembre che sono iscritti a scuola un anno dopo",
    unit="%",
    source="registro delle iscrizioni",
    frequency="ogni anno scolastico",
    owner="ufficio istruzione",
    disaggregation="sesso, quartiere",
    direction="more",
    baseline=70,
    baseline_date=datetime.date(2026, 9, 1),
    target=80,
    target_date=datetime.date(2028, 9, 1),
    reachable="in un Comune vicino è successo",
)

BLANKS = {field: ("" if isinstance(getattr(FULL, field), str) else None) for field in FIELDS}


def test_a_full_sheet_has_nothing_to_add_and_five_yes() -> None:
    assert completeness(FULL) == ()
    assert [one.letter for one in smart(FULL)] == list("SMART")
    assert all(one.met for one in smart(FULL))


@pytest.mark.parametrize("field", FIELDS)
def test_each_missing_field_is_named_with_what_to_do(field: str) -> None:
    found = completeness(replace(FULL, **{field: BLANKS[field]}))  # type: ignore[arg-type]
    assert field in [finding.field for finding in found]
    assert all(finding.found and finding.remedy for finding in found)


# which letter answers for which field: written by hand from methods.md and the issue
LETTERS = {
    "outcome": "R",
    "definition": "SM",
    "unit": "M",
    "source": "M",
    "frequency": "M",
    "owner": "M",
    "disaggregation": "S",
    "direction": "S",
    "baseline": "A",
    "baseline_date": "T",
    "target": "A",
    "target_date": "T",
    "reachable": "A",
}


@pytest.mark.parametrize(("field", "letters"), LETTERS.items())
def test_a_missing_field_turns_its_own_letters_to_no(field: str, letters: str) -> None:
    criteria = smart(replace(FULL, **{field: BLANKS[field]}))  # type: ignore[arg-type]
    assert "".join(one.letter for one in criteria if not one.met) == letters
    assert all(one.reasons for one in criteria)


def test_what_a_sheet_cannot_know_is_asked_even_of_a_full_one() -> None:
    assert [one.letter for one in smart(FULL) if one.ask] == ["S", "M", "A", "R"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"definition": "Più benessere"}, "definition"),
        ({"target": 120}, "unit"),
        ({"target": 60}, "target"),
        ({"target": 70}, "target"),
        ({"target": float("inf")}, "target"),
        ({"direction": "within"}, "target_high"),
        ({"direction": "within", "baseline": None, "target": 80, "target_high": 60}, "target"),
        ({"target_date": datetime.date(2026, 9, 1)}, "target_date"),
    ],
    ids=["title", "percentage", "swapped", "same", "infinite", "half a range", "range upside down", "dates"],
)
def test_a_sheet_that_contradicts_itself(change: dict[str, object], field: str) -> None:
    assert field in [finding.field for finding in completeness(replace(FULL, **change))]  # type: ignore[arg-type]


def test_the_target_equal_to_the_baseline_is_refused_by_name_with_what_to_do() -> None:
    with pytest.raises(MeasureError, match="uguale alla partenza") as error:
        progress(41, baseline=40, target=40, direction="less")
    assert "fascia" in error.value.problems[0].remedy


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"baseline": 10, "target": 20, "direction": "less"}, "parte sbagliata"),
        ({"baseline": 20, "target": 10, "direction": "more"}, "parte sbagliata"),
        ({"baseline": 40, "target": 35, "direction": "within", "target_high": 45}, "già dentro"),
        ({"baseline": 40, "target": 35, "direction": "within"}, "due estremi"),
        ({"baseline": 40, "target": 35, "direction": "within", "target_high": 30}, "due estremi"),
        ({"baseline": float("nan"), "target": 35}, "non è un numero"),
        ({"baseline": 1, "target": 2, "direction": "sideways"}, "Direzione: c'è «sideways»"),
    ],
    ids=["less", "more", "already inside", "one end", "ends reversed", "nan", "direction"],
)
def test_what_has_no_answer_is_refused(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        progress(1, **arguments)  # type: ignore[arg-type]


# by hand
@pytest.mark.parametrize(
    ("value", "arguments", "share", "left", "state"),
    [
        (15, {"baseline": 10, "target": 20}, 0.5, 5, "under_way"),
        (10, {"baseline": 10, "target": 20}, 0.0, 10, "start"),
        (20, {"baseline": 10, "target": 20}, 1.0, 0, "reached"),
        (25, {"baseline": 10, "target": 20}, 1.5, 0, "beyond"),
        (5, {"baseline": 10, "target": 20}, -0.5, 15, "backwards"),
        (36, {"baseline": 30, "target": 18, "direction": "less"}, -0.5, 18, "backwards"),
        (24, {"baseline": 30, "target": 18, "direction": "less"}, 0.5, 6, "under_way"),
        (
            30,
            {"baseline": 40, "target": 18, "target_high": 22, "direction": "within"},
            10 / 18,
            8,
            "under_way",
        ),
        (20, {"baseline": 40, "target": 18, "target_high": 22, "direction": "within"}, 1.0, 0, "reached"),
        (16, {"baseline": 40, "target": 18, "target_high": 22, "direction": "within"}, 16 / 18, 2, "crossed"),
        (25, {"baseline": 10, "target": 18, "target_high": 22, "direction": "within"}, 5 / 8, 3, "crossed"),
        (
            50,
            {"baseline": 40, "target": 18, "target_high": 22, "direction": "within"},
            -10 / 18,
            28,
            "backwards",
        ),
    ],
)
def test_progress_by_hand(
    value: float, arguments: dict[str, object], share: float, left: float, state: str
) -> None:
    found = progress(value, **arguments)  # type: ignore[arg-type]
    assert (found.share, found.left) == pytest.approx((share, left))
    assert found.state == state
    assert "-0" not in progress(10, baseline=10, target=5, direction="less").words()


NUMBERS = st.floats(-1e4, 1e4).map(lambda x: round(x, 3))


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.floats(0.01, 100))
def test_progress_is_linear_and_the_same_in_any_unit(
    baseline: float, target: float, one: float, other: float, scale: float
) -> None:
    assume(abs(target - baseline) > 0.01)
    way = "more" if target > baseline else "less"

    def share(value: float) -> float:
        return progress(value, baseline=baseline, target=target, direction=way).share  # type: ignore[arg-type]

    assert share(baseline) == 0
    assert share(target) == pytest.approx(1)
    size = max(1.0, abs(share(one)), abs(share(other)))
    assert share((one + other) / 2) == pytest.approx((share(one) + share(other)) / 2, abs=1e-6 * size)
    # degrees, euro, thousands: another unit is another line, not another progress
    moved = progress(
        scale * one + 7,
        baseline=scale * baseline + 7,
        target=scale * target + 7,
        direction=way,  # type: ignore[arg-type]
    )
    assert moved.share == pytest.approx(share(one), abs=1e-6 * size)
    # counting what is left out instead of what is in turns the direction round
    opposite = progress(
        -one, baseline=-baseline, target=-target, direction="less" if way == "more" else "more"
    )
    assert opposite.share == pytest.approx(share(one), abs=1e-9 * size)


@given(NUMBERS, st.floats(0.1, 100), st.floats(0.1, 100))
def test_keeping_within_is_nothing_at_the_start_and_all_inside(low: float, width: float, away: float) -> None:
    for baseline in (low - away, low + width + away):
        assert progress(
            baseline, baseline=baseline, target=low, target_high=low + width, direction="within"
        ).share == pytest.approx(0)
        for inside in (low, low + width / 2, low + width):
            assert progress(
                inside, baseline=baseline, target=low, target_high=low + width, direction="within"
            ).share == pytest.approx(1)


# from the review of 29 November 2026: every box was full, and five letters said yes
EMPTY_WORDS = Indicator(
    name="Partecipazione al doposcuola",
    outcome="i ragazzi stanno meglio",
    definition="numero di ragazzi iscritti",
    unit="numero",
    source="nostra",
    frequency="a fine progetto",
    owner="noi",
    disaggregation="-",
    direction="more",
    reachable="perché ci crediamo",
)


def test_a_bad_sheet_is_not_specific_measurable_and_relevant() -> None:
    assert [one.letter for one in smart(EMPTY_WORDS) if one.met] == []
    told = " ".join(f"{one.found} {one.remedy}" for one in completeness(EMPTY_WORDS))
    for words in (
        "«stanno meglio»",
        "«iscritti»",
        "«numero»",
        "«nostra»",
        "«noi»",
        "speranza",
        "Mancano i gruppi",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("change", "letter"),
    [
        ({"outcome": "Dodici incontri organizzati"}, "R"),
        ({"outcome": "il progetto funziona"}, "R"),
        ({"definition": "Ragazzi formati in un anno scolastico"}, "R"),
        ({"unit": "numero"}, "M"),
        ({"source": "i nostri dati"}, "M"),
        ({"owner": "tutti noi"}, "M"),
        ({"frequency": "da decidere"}, "M"),
        ({"disaggregation": "--"}, "S"),
        ({"reachable": "speriamo di farcela"}, "A"),
    ],
    ids=str,
)
def test_words_that_say_nothing_turn_their_letter_to_no(change: dict[str, str], letter: str) -> None:
    spoiled = smart(replace(FULL, **change))  # type: ignore[arg-type]
    assert letter in [one.letter for one in spoiled if not one.met]
    assert all(one.met for one in spoiled if one.letter not in (letter, "S"))


@pytest.mark.parametrize(
    "definition",
    [
        "Ragazzi che restano a scuola, ogni cento iscritti al tutoraggio",
        "Persone ancora al lavoro dopo sei mesi fra i partecipanti",
        "Giorni di assenza nel quadrimestre per ragazzo seguito",
    ],
)
def test_who_is_below_in_a_ratio_is_no_output(definition: str) -> None:
    assert completeness(replace(FULL, definition=definition)) == ()
