"""The atlas: eighteen cities and thirteen comparators, with numbers to check by hand and gaps that are said."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from case_drafts import check
from hypothesis import given, settings
from hypothesis import strategies as st
from never_empty import some
from test_case_fuzz import RELAXED, apply, changes_of, survive

from fis_lessons import resources
from fis_lessons.cases import (
    Atlas,
    case_names,
    labels,
    load_atlas,
    load_case,
    load_comparators,
    load_programme,
)
from fis_lessons.cases.atlas import NOT_FOUND, city_points, country_points
from fis_lessons.cases.labels import (
    COMPULSORY_ROLES,
    AreaName,
    Country,
    FinanceStatus,
    Gap,
    ResultKind,
    Theme,
)
from fis_lessons.cases.reading import read
from fis_lessons.i18n import LANGUAGES, use_language
from fis_lessons.territory import find

CITIES = resources.data("atlas", "cities.yaml")
TEXT = CITIES.read_text(encoding="utf-8")
DATA = read(CITIES).data


AFTERWARDS = {"Cooperativa sociale LaB", "Fondazione CDP"}
"""Catanzaro's contract of 2025: its case tells it, the atlas counts the roles of the programme."""


@pytest.fixture
def atlas() -> Atlas:
    return load_atlas()


def ids(found: Any) -> list[str]:
    return [one.id for one in found]


def test_they_are_the_eighteen_of_the_programme(atlas: Atlas) -> None:
    (told,) = [one.text for one in load_programme().accompaniment if "diciotto Comuni" in one.text]
    names = told.partition(": ")[2].rstrip(".").split(", ")
    assert [city.name for city in atlas.cities] == names
    for city in some(atlas.cities):
        assert find(city.name).istat == city.municipality.istat
        assert [seat.name for seat in city.named("proposer")], city.id


def test_money_by_hand(atlas: Atlas) -> None:
    granted = {city.id: city.sum_of("granted") for city in atlas.cities if city.sum_of("granted")}
    # 150,000 for the study, 450,000 for the experimentation, where the sources say that both arrived
    assert granted == {"cuneo": 6e5, "fermo": 598_500, "lecce": 6e5, "perugia": 1.5e5, "torino": 6e5}
    torino = atlas.city("torino")
    assert (torino.sum_of("ceiling"), torino.sum_of("private")) == (1.6e6, 1.5e6)
    # the same figure twice, and two different sums
    lecce = atlas.city("lecce")
    assert [(one.kind, one.amount.value) for one in lecce.money] == [
        ("granted", 1.5e5),
        ("granted", 4.5e5),
        ("private", 4.5e5),
    ]
    reach = atlas.overview[1].quantities
    assert reach[0].value == 21 * 150_000 + 18 * 450_000 == 11_250_000


def test_results_by_hand(atlas: Atlas) -> None:
    assert ids(atlas.search(result="outcome")) == ["torino"]
    # Lecce: planned at the start, and how many finished cannot be read
    assert ids(atlas.search(result="output")) == ["campobasso", "perugia"]
    numbers = {one.label: one.value for one in atlas.city("torino").results[0].quantities}
    assert (numbers["persone"], numbers["minori fra loro"]) == (49, 16)
    assert numbers["famiglie che restano nella loro casa"] == 11
    prato = {one.value for one in atlas.city("prato").results[0].quantities}
    assert prato == {1156629.56, 0.9, 90}
    # a target, a need or a starting point is no result
    assert {"bergamo", "prato", "siracusa"} <= set(ids(atlas.search(result="not_found")))


def test_nobody_is_known_to_have_been_paid_for_results_in_the_programme(atlas: Atlas) -> None:
    assert ids(atlas.search(finance="agreed")) == ["catanzaro"]  # and it is of 2025
    assert ids(atlas.search(finance="designed")) == ["lucca", "torino"]
    assert "lecce" in ids(atlas.search(finance="announced"))


def test_who_is_missing(atlas: Atlas) -> None:
    assert len(atlas.cities) - len(atlas.missing("financier")) == 7
    assert ids(city for city in atlas.cities if city.named("evaluator")) == [
        "fermo",
        "lucca",
        "prato",
        "torino",
    ]
    sure = [
        seat.name for city in atlas.cities for seat in city.named("evaluator") if seat.status == "confirmed"
    ]
    assert len(sure) == 1  # Torino's
    assert ids(city for city in atlas.cities if city.conflict) == ["lucca", "prato", "torino"]
    for city in atlas.cities:
        assert city.conflict is None or city.conflict.confidence == "L"  # always our reading


def test_whoever_came_after_the_programme_covers_none_of_its_roles(atlas: Atlas) -> None:
    seats = {one.name: one for city in atlas.cities for one in city.seats if one.name in AFTERWARDS}
    assert set(seats) == AFTERWARDS
    for one in some(seats.values()):
        assert not set(one.roles) & set(COMPULSORY_ROLES)
        assert "dopo il programma" in str(one.note)


@pytest.mark.parametrize("name", case_names())
def test_a_city_and_its_case_say_the_same(atlas: Atlas, name: str) -> None:
    case, city = load_case(name), atlas.city(name)
    assert (city.area, city.municipality, city.region) == (case.area, case.municipality, case.region)
    for role in COMPULSORY_ROLES:
        seats = {
            one.name: one.status
            for one in case.by_role(role)
            if one.status != "unknown" and one.name not in AFTERWARDS
        }
        assert {one.name: one.status for one in city.named(role)} == seats, role


def test_every_point_is_in_italy(atlas: Atlas) -> None:
    points = city_points()
    assert set(points) == {city.municipality.istat for city in atlas.cities}
    for one in some([*points.values(), *country_points()]):
        assert 35 < one.north < 47.5
        assert 6 < one.east < 19
    torino, lecce = points["001272"], points["075035"]
    assert (torino.north, torino.east) == (45.07, 7.68)
    assert lecce.east > 18 > torino.east


def test_comparators_by_hand() -> None:
    known = {one.id: one for one in load_comparators().comparators}
    assert len(known) == 13
    for one in known.values():
        assert 3 <= len(one.numbers) <= 5
    finland = [one.value for one in known["koto-sib"].numbers]
    assert finland[-1] == 1330 + 1340
    cariplo = {one.label: one.value or 0 for one in known["welfare-in-azione"].numbers}
    assert round(cariplo["valore dei progetti"] / cariplo["contributi"] - 1, 2) == 1.27
    hub = [one.value or 0 for one in known["madrid"].numbers]
    assert round(100 * hub[1] / hub[0]) == hub[2] == 26
    assert ids(load_comparators().search(theme="school")) == ["con-i-bambini", "norrkoping", "aarhus"]
    assert ids(load_comparators().search(country="GB", words="CASE giovani")) == ["fair-chance-fund"]
    with pytest.raises(KeyError):
        load_comparators().comparator("nessuno")


def test_foreign_money_keeps_its_name() -> None:
    fund = load_comparators().comparator("life-chances-fund").numbers[0]
    assert fund.text() == "70.000.000 sterline"
    with use_language("en"):
        assert fund.text() == "70,000,000 pounds"


def test_words_are_looked_for_in_the_language_in_use(atlas: Atlas) -> None:
    assert ids(atlas.search(words="terremoto")) == ["fermo"]
    assert ids(atlas.search(words="  FATTORIE catanzaro ")) == ["catanzaro"]
    assert atlas.search(words="draghi volanti") == ()
    with use_language("en"):
        assert ids(atlas.search(words="earthquake")) == ["fermo"]
    with pytest.raises(KeyError):
        atlas.city("nessuna")


AREAS = st.sampled_from([None, NOT_FOUND, *get_args(AreaName)])
RESULTS = st.sampled_from([None, NOT_FOUND, *get_args(ResultKind)])
FINANCE = st.sampled_from([None, NOT_FOUND, *get_args(FinanceStatus)])


ASKED = st.fixed_dictionaries(
    {
        "area": AREAS,
        "role": st.sampled_from([None, *COMPULSORY_ROLES]),
        "result": RESULTS,
        "finance": FINANCE,
        "words": st.text(max_size=3),
    }
)


@settings(deadline=None)
@given(ASKED, st.booleans())
def test_a_search_finds_what_answers_to_each_question(asked: dict[str, Any], named: bool) -> None:
    atlas = load_atlas()
    parts = [atlas.search(**{key: value}, named=named) for key, value in asked.items()]
    both = [city for city in atlas.cities if all(city in part for part in parts)]
    assert list(atlas.search(**asked, named=named)) == both


@pytest.mark.parametrize("role", COMPULSORY_ROLES)
def test_named_and_missing_are_all(atlas: Atlas, role: Any) -> None:
    named, missing = atlas.search(role=role), atlas.search(role=role, named=False)
    assert missing == atlas.missing(role)
    assert sorted(ids([*named, *missing])) == ids(atlas.cities)


NAMED: tuple[tuple[Callable[[Any], str], Any], ...] = (
    (labels.area_label, AreaName),
    (labels.country_label, Country),
    (labels.finance_label, FinanceStatus),
    (labels.gap_label, Gap),
    (labels.money_label, labels.MoneyKind),
    (labels.resource_label, labels.ResourceKind),
    (labels.result_label, ResultKind),
    (labels.role_label, labels.Role),
    (labels.section_label, labels.Section),
    (labels.service_phase_label, labels.ServicePhase),
    (labels.stage_label, labels.Stage),
    (labels.status_label, labels.Status),
    (labels.theme_label, Theme),
)


@pytest.mark.parametrize(("name_of", "choices"), NAMED, ids=lambda one: getattr(one, "__name__", ""))
def test_every_choice_has_its_name(name_of: Callable[[Any], str], choices: Any) -> None:
    for lang in LANGUAGES:
        with use_language(lang):
            said = list(map(name_of, get_args(choices)))
            assert all(said)
            assert len(said) == len(set(said))


NEXT = "\n\n  - id: campobasso"
BERGAMO_GAPS = "not_found: [evaluator, results]" + NEXT
INTESA = 'status: ambiguous, note: "Una fonte dice che sostiene'
PEOPLE = 'value: 49, unit: people, date: "2023-07", sources: [torinoggi-2023]'
LIST_OF_CITIES = "confidence: M\n    sources: [tajani, tajani-fase]"
BROKEN = [
    (
        "a gap nobody says",
        (
            "not_found: [project, area, provider, financier, evaluator, money, results, impact_finance, after]\n\n"
            "  - id: bergamo",
            "not_found: [project, area]\n\n  - id: bergamo",
        ),
        "cities[bari] (riga",
        "«evaluator»",
        "anche ciò che non si è trovato va scritto",
    ),
    (
        "a gap that is none",
        (BERGAMO_GAPS, "not_found: [evaluator, results, money]" + NEXT),
        "cities[bergamo].not_found",
        "«money» è fra le cose non trovate",
        "Toglilo",
    ),
    (
        "a target is no result",
        (BERGAMO_GAPS, "not_found: [evaluator]" + NEXT),
        "cities[bergamo]",
        "«results»",
        "Aggiungi",
    ),
    (
        "misspelt role",
        ("roles: [provider], sources: [sirio", "roles: [provder], sources: [sirio"),
        "seats[2].roles[1]",
        "«provder»",
        "Scegli",
    ),
    (
        "number with no ground",
        (PEOPLE, "value: 49, unit: people"),
        "cities[torino].results[1].quantities[1]",
        "né fonti né ipotesi",
        "Cita la fonte",
    ),
    (
        "source nobody listed",
        ("sources: [padovanet]}\n    stages", "sources: [padovanett]}\n    stages"),
        "cities[padova].about.sources[1]",
        "«padovanett» è citata",
        "correggi il nome",
    ),
    (
        "doubt without a note",
        (INTESA, INTESA.replace("note", "xnote")),
        "cities[bergamo].seats[6].xnote",
        "non è prevista",
        "Correggi",
    ),
    (
        "more certain than its source",
        (LIST_OF_CITIES, LIST_OF_CITIES.replace("M", "H", 1)),
        "overview[1].confidence",
        "«H» è più alta",
        "Abbassala",
    ),
    ("same city twice", ("  - id: trapani\n", "  - id: torino\n"), "cities[torino]", "già usato", "Cambia"),
]


@pytest.mark.parametrize(
    ("change", "where", "found", "remedy"), [one[1:] for one in BROKEN], ids=[one[0] for one in BROKEN]
)
def test_what_is_wrong_is_named(
    tmp_path: Path, change: tuple[str, str], where: str, found: str, remedy: str
) -> None:
    assert TEXT.count(change[0]) == 1
    problems = check(tmp_path, TEXT.replace(*change))
    assert [p for p in problems if where in p.where and found in p.found and remedy in p.remedy], problems
    assert all("(riga " in p.where for p in problems)


def test_all_problems_come_together(tmp_path: Path) -> None:
    text = TEXT
    for _name, change, *_rest in BROKEN[3:6]:
        text = text.replace(*change)
    assert len(check(tmp_path, text)) >= 3


def test_a_weak_reading_of_a_weak_source_is_no_boast(tmp_path: Path) -> None:
    # L is under M, whatever the alphabet says
    assert "confidence: L, sources: [tajani]" in TEXT
    assert check(tmp_path, TEXT) == []


@settings(RELAXED, max_examples=25)  # a large file, read four ways
@given(changes_of(DATA))
def test_an_atlas_with_other_values(changed: list[tuple[tuple[Any, ...], str, Any]]) -> None:
    data = copy.deepcopy(DATA)
    for change in changed:
        apply(change, data)
    survive(json.dumps(data).encode())
