"""Power and interest, salience, conflicts, representation, participation: by hand, by truth table, by property."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.organisations import name_key, spelled_alike
from fis_lessons.measures.population import wilson_interval
from fis_lessons.measures.stakeholders.conflicts import conflicts
from fis_lessons.measures.stakeholders.influence import AtThreshold, Attitude, Placed, attitude, influence
from fis_lessons.measures.stakeholders.participation import RUNGS, band, funnel, height, rung_label
from fis_lessons.measures.stakeholders.representation import representation
from fis_lessons.measures.stakeholders.salience import Salience, attributes, salience, salience_label

scores = st.sampled_from([1, 2, 2.5, 3, 4, 5])
rules = st.sampled_from(get_args(AtThreshold))


# --- power by interest ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("power", "interest", "high", "low"),
    [
        (5, 5, "engage", "engage"),
        (5, 1, "satisfy", "satisfy"),
        (1, 5, "inform", "inform"),
        (1, 1, "watch", "watch"),
        # on the line: the published grid does not say, the rule does
        (3, 3, "engage", "watch"),
        (3, 5, "engage", "inform"),
        (5, 3, "engage", "satisfy"),
        (3, 1, "satisfy", "watch"),
    ],
)
def test_the_grid_and_its_line(power: float, interest: float, high: Attitude, low: Attitude) -> None:
    assert attitude(power, interest=interest) == high
    assert attitude(power, interest=interest, at_threshold="low") == low


@given(st.lists(st.tuples(scores, scores), min_size=1, max_size=12), scores, rules)
@settings(deadline=None)
def test_everybody_has_one_place_and_only_the_line_moves(
    placed: list[tuple[float, float]], threshold: float, rule: AtThreshold
) -> None:
    people = [Placed(f"n{i}", *scores) for i, scores in enumerate(placed)]
    found = influence(people, threshold=threshold, at_threshold=rule)
    assert sum(len(found.treated(way)) for way in get_args(Attitude)) == len(people)
    on_line = {one.name for one in people if threshold in (one.power, one.interest)}
    assert set(found.on_the_line) <= on_line
    other = influence(people, threshold=threshold, at_threshold="low" if rule == "high" else "high")
    assert other.on_the_line == found.on_the_line
    moved = {one.name for one, a, b in zip(people, found.attitudes, other.attitudes, strict=True) if a != b}
    assert moved == set(found.on_the_line)


@given(scores, scores, scores, rules)
@settings(deadline=None)
def test_more_power_is_never_treated_as_less(a: float, b: float, interest: float, rule: AtThreshold) -> None:
    strong = ("engage", "satisfy")
    low, high = (attitude(p, interest=interest, at_threshold=rule) for p in sorted((a, b)))
    assert low not in strong or high in strong


def test_a_stakeholder_without_a_name_and_a_score_out_of_the_scale_are_told_together() -> None:
    with pytest.raises(MeasureError) as told:
        Placed("  ", 7, 0)
    assert [one.where for one in told.value.problems] == ["nome", "potere", "interesse"]
    with pytest.raises(MeasureError, match="almeno un soggetto"):
        influence([])


# --- salience -------------------------------------------------------------------------------------
# Mitchell, Agle and Wood 1997, figure 2: seven classes, and who has none of the three
PRINTED = {
    (1, 0, 0): "dormant", (0, 1, 0): "discretionary", (0, 0, 1): "demanding", (1, 1, 0): "dominant",
    (1, 0, 1): "dangerous", (0, 1, 1): "dependent", (1, 1, 1): "definitive", (0, 0, 0): "none",
}  # fmt: skip


@pytest.mark.parametrize("has", sorted(PRINTED))
def test_all_eight_classes(has: tuple[int, int, int]) -> None:
    power, legitimacy, urgency = map(bool, has)
    found = salience(power, legitimacy=legitimacy, urgency=urgency)
    assert found == PRINTED[has]
    assert attributes(found) == (power, legitimacy, urgency)


def test_the_classes_are_eight_and_named_apart() -> None:
    assert set(PRINTED.values()) == set(get_args(Salience))
    assert len({salience_label(kind) for kind in get_args(Salience)}) == 8
    with pytest.raises(MeasureError, match="legittimità"):
        salience(True, legitimacy="sì", urgency=False)  # type: ignore[arg-type]


# --- conflicts ------------------------------------------------------------------------------------
APART = [("evaluator", "provider"), ("evaluator", "partner"), ("evaluator", "financier")]


def test_a_conflict_does_not_hide_behind_an_abbreviation() -> None:
    held = [("PIN s.c.r.l.", "partner"), ("P.I.N.", "evaluator"), ("Comune", "proposer")]
    (found,) = conflicts(held, apart=APART)
    assert (found.one, found.other, found.names) == ("evaluator", "partner", ("PIN s.c.r.l.", "P.I.N."))
    assert conflicts(held, apart=APART, join_spellings=False) == ()


def test_one_organisation_may_have_two_conflicts_and_no_rule_is_against_itself() -> None:
    held = [("A", role) for role in ("evaluator", "provider", "financier")]
    assert [(one.one, one.other) for one in conflicts(held, apart=APART)] == [APART[0], APART[2]]
    with pytest.raises(MeasureError, match="due ruoli diversi"):
        conflicts(held, apart=[("evaluator", "evaluator")])


roles = st.sampled_from(["evaluator", "provider", "partner", "financier", "proposer"])
seats = st.lists(st.tuples(st.sampled_from(["Rossi", "Ponte", "Banca", "Comune"]), roles), max_size=10)


@given(seats)
@settings(deadline=None)
def test_a_conflict_is_there_exactly_when_both_roles_are(held: list[tuple[str, str]]) -> None:
    found = {(one.names, one.one, one.other) for one in conflicts(held, apart=APART)}
    wanted = {
        ((name,), one, other)
        for name, (one, other) in itertools.product({who for who, _role in held}, APART)
        if {(name, one), (name, other)} <= set(held)
    }
    assert found == wanted
    turned = conflicts(held, apart=[(other, one) for one, other in APART])
    assert {(one.names, one.other, one.one) for one in turned} == found


# --- spellings ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Coop. Soc. «Il Ponte» ONLUS", "il ponte società cooperativa sociale", True),
        ("Università degli Studi di Bergamo", "Univ. Studi Bergamo", True),
        ("S.r.l. Homes4All", "Homes4All srl SB", True),
        ("Human Foundation", "Human Fundation", True),
        ("ANFFAS Lucca", "Anffas Lucca", True),
        ("Istituto comprensivo 1", "Istituto comprensivo 2", False),
        ("Fondazione Cariplo", "Associazione Cariplo", False),
        ("Alfa", "Alba", False),
        ("Comune di Lucca", "Provincia di Lucca", False),
        ("Cooperativa sociale", "Società cooperativa", False),
    ],
)
def test_two_spellings(one: str, other: str, same: bool) -> None:
    assert bool(spelled_alike([one, other])) == same


@given(st.lists(st.text(max_size=30), max_size=15))
@settings(deadline=None)
def test_groups_share_nobody_and_hold_only_what_was_given(names: list[str]) -> None:
    groups = spelled_alike(names)
    grouped = [name for group in groups for name in group]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= set(names)
    assert all(len(group) > 1 for group in groups)
    # the order the names come in does not change who goes with whom
    assert {frozenset(g) for g in spelled_alike(names[::-1])} == {frozenset(g) for g in groups}


def test_a_name_of_legal_forms_only_keeps_them() -> None:
    assert name_key("Cooperativa sociale") == "cooperativa sociale"
    assert name_key(" – ") == ""


def test_three_hundred_names_are_compared() -> None:
    names = [f"Associazione di quartiere numero {i}" for i in range(300)]
    assert spelled_alike([*names, "associazione di quartiere n. 7", "Assoc. X"]) == ()
    assert spelled_alike([*names, names[7].upper()]) == ((names[7], names[7].upper()),)


# --- representation -------------------------------------------------------------------------------
def test_representation_by_hand() -> None:
    found = representation(6, process=60, group=12_407, population=88_798)  # Lucca, 15-29
    assert found.share_outside == pytest.approx(0.139722, abs=1e-6)
    assert found.ratio == pytest.approx(0.7157, abs=1e-4)
    seen = wilson_interval(6, 60)
    assert found.interval.low == pytest.approx(seen.low / found.share_outside)
    assert found.reading == "unclear"
    assert representation(0, process=60, group=12_407, population=88_798).reading == "under"
    assert representation(30, process=60, group=12_407, population=88_798).reading == "over"


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ((7, 6, 2, 9), "persone del gruppo nel processo"),
        ((1, 6, 10, 9), "residenti del gruppo"),
        ((1, 0, 2, 9), "persone nel processo"),
        ((1, 6, 0, 9), "residenti del gruppo"),
        ((1.5, 6, 2, 9), "persone del gruppo nel processo"),
    ],
)
def test_what_cannot_be_a_part_is_refused(values: tuple[float, ...], where: str) -> None:
    inside, process, group, population = values
    with pytest.raises(MeasureError) as told:
        representation(inside, process=process, group=group, population=population)  # type: ignore[arg-type]
    assert [one.where for one in told.value.problems] == [where]


# --- the ladder and the funnel --------------------------------------------------------------------
def test_the_ladder_as_printed() -> None:
    # Arnstein 1969, figure 2
    assert [band(rung) for rung in RUNGS] == [
        *["non_participation"] * 2, *["tokenism"] * 3, *["citizen_power"] * 3,
    ]  # fmt: skip
    assert [height(rung) for rung in RUNGS] == list(range(1, 9))
    assert len({rung_label(rung) for rung in RUNGS}) == 8


@given(st.lists(st.integers(0, 500), min_size=2, max_size=6).map(lambda n: sorted(n, reverse=True)))
@settings(deadline=None)
def test_a_funnel_never_grows_and_its_parts_make_the_whole(counts: list[int]) -> None:
    steps = [(f"passo {i}", count) for i, count in enumerate(counts)]
    if not counts[0]:
        with pytest.raises(MeasureError):
            funnel(steps)
        return
    found = funnel(steps)
    product = 1.0
    for share in found.kept:
        product *= share if share is not None else 1.0
    assert product == pytest.approx(found.kept_overall)
    assert sum(found.lost) == counts[0] - counts[-1]
    assert (found.steepest == "") == (counts[0] == counts[-1])


def test_a_step_that_grows_is_refused() -> None:
    with pytest.raises(MeasureError, match="al massimo 12"):
        funnel([("invitati", 12), ("venuti", 13)])
    with pytest.raises(MeasureError, match="almeno due passi"):
        funnel([("invitati", 12)])
