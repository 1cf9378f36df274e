"""The cases that ship: sound, complete, honest, and with numbers somebody can check by hand."""

from __future__ import annotations

import ast
import dataclasses
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from never_empty import some

import fis_lessons.cases
from fis_lessons import resources
from fis_lessons.cases import Case, Quantity, Source, case_names, check_file, load_case, load_programme, texts
from fis_lessons.cases.base import Statement, when_text
from fis_lessons.cases.reading import read
from fis_lessons.i18n import catalogue, use_language

FILES = [
    *sorted(resources.data("cases").glob("*.yaml")),
    resources.data("programme.yaml"),
    resources.data("legal_road", "road.yaml"),
]
ATLAS = sorted(resources.data("atlas").glob("*.yaml"))


@pytest.fixture(params=case_names())
def case(request: pytest.FixtureRequest) -> Case:
    return load_case(request.param)


@pytest.mark.parametrize("path", [*FILES, *ATLAS], ids=lambda path: path.stem)
def test_is_sound(path: Path) -> None:
    assert check_file(path) == []


def test_there_are_five() -> None:
    assert case_names() == ("bergamo", "catanzaro", "lecce", "lucca", "prato")
    assert [load_case(name).id for name in case_names()] == list(case_names())


def numbers(
    value: Any, parents: tuple[dict[str, Any], ...] = ()
) -> Iterator[tuple[float, tuple[dict[str, Any], ...]]]:
    if isinstance(value, dict):
        for item in value.values():
            yield from numbers(item, (*parents, value))
    elif isinstance(value, list):
        for item in value:
            yield from numbers(item, parents)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value, parents


@pytest.mark.parametrize("path", [*FILES, *ATLAS], ids=lambda path: path.stem)
def test_every_number_says_where_it_comes_from(path: Path) -> None:
    # on the plain file, without the model: the mapping that holds a number holds its ground too
    found = list(numbers(read(path).data))
    assert len(found) >= 10 or path.stem == "road"  # a road has no numbers of its own
    for number, parents in found:
        assert parents[-1].get("sources") or parents[-1].get("assumption"), number


def test_bergamo_by_hand() -> None:
    case = load_case("bergamo")
    assert case.municipality.istat == "016024"
    (silver,) = case.target_groups
    counted = {(d.age_from, d.age_to): d.value for d in silver.denominators}
    assert (counted[60, 75], counted[65, 74], counted[None, None]) == (23119, 13320, 119534)
    assert (silver.age_from, silver.age_to) == (60, 75)
    claims = case.contradiction("eta-argento").claims
    assert [claim.quantity.value for claim in claims if claim.quantity] == [23119, 13320]
    assert [i.target.text() for i in case.indicators if i.target] == ["almeno 5 anni", "almeno 25%"]
    assert all(i.baseline is None for i in case.indicators)
    rsa = case.services_and_costs[0].unit_cost
    assert rsa is not None
    assert (rsa.text(), round((rsa.value or 0) * 365)) == ("71,41 € al giorno", 26065)  # 26,064 in the source


def test_lucca_was_never_tested() -> None:
    case = load_case("lucca")
    contract = case.outcome_contract
    assert contract is not None
    assert (contract.status, contract.payer, contract.amount) == ("designed_not_tested", "comune", None)
    assert {one.id for one in case.by_role("evaluator")} == {"human-foundation", "irs"}
    assert all(one.status == "ambiguous" for one in case.by_role("evaluator"))
    assert {money.kind for money in case.money} == {"ceiling"}
    isee = next(
        q for q in case.services_and_costs[0].quantities if q.label == "ISEE della famiglia di origine"
    )
    assert (isee.text(), isee.kind, isee.is_range) == ("6.000–20.000 €", "source", True)


def test_catanzaro_outcome_contract() -> None:
    contract = load_case("catanzaro").outcome_contract
    assert contract is not None
    shown = [contract.amount, contract.duration, contract.beneficiaries, contract.check_every]
    assert [q.text() for q in shown if q] == ["200.000 €", "4 anni", "20 beneficiari", "3 mesi"]
    assert [share.share.value for share in contract.premium_split] == [30, 70]
    # the provider is named by all three pages that tell of the contract
    assert (contract.payer, contract.funder, contract.providers) == ("comune", "cdp", ("lab",))
    assert load_case("catanzaro").stakeholder("lab").status == "confirmed"
    assert len(contract.unknown) == 5  # what the municipality pays in all, first


def test_lecce_by_hand() -> None:
    case = load_case("lecce")
    # the study, and two sums with one figure: the programme's and the sister project's
    assert [(one.kind, one.amount.value) for one in case.money] == [
        ("granted", 150_000),
        ("granted", 450_000),
        ("private", 450_000),
    ]
    sums = case.contradiction("due-somme").claims
    assert [one.quantity.date for one in sums if one.quantity] == ["2022-07", "2021/2024"]
    assert not set(sums[0].sources) & set(sums[1].sources)
    programme, sister = case.results
    assert [one.value for one in programme.quantities] == [41, 10]
    assert [one.value for one in sister.quantities] == [6, 84, 336, 67, 33]
    assert [one.value for one in case.services_and_costs[0].quantities] == [180, 120, 9, 9, 3]
    assert (round(100 * 4 / 6), round(100 * 2 / 6)) == (67, 33)  # two thirds of six bodies, and one
    contract = case.outcome_contract
    assert contract is not None
    assert (contract.status, contract.payer, contract.premium) == ("announced", None, None)
    assert {one.status for one in (*case.by_role("financier"), *case.by_role("evaluator"))} == {"unknown"}


def test_prato_by_hand() -> None:
    case = load_case("prato")
    starts = {one.id: one.baseline.value for one in case.indicators if one.baseline}
    assert starts == {"spesa": 1156629.56, "ricambio": 0.9, "poverta": 90}
    assert not [one for one in case.indicators if one.target]
    assert [one.id for one in case.target_groups] == ["emergenza", "popolari"]
    contract = case.outcome_contract
    assert contract is not None
    assert (contract.status, contract.payer) == ("studied", None)
    (designer,) = case.by_role("evaluator")
    assert (designer.id, designer.status, designer.confidence) == ("arco", "ambiguous", "L")
    assert "granted" not in {one.kind for one in case.money}


def test_bergamo_financier_is_named_and_doubtful() -> None:
    (bank,) = load_case("bergamo").by_role("financier")
    assert (bank.name, bank.status, bank.confidence) == ("Banca Intesa Sanpaolo", "ambiguous", "L")


def test_the_programme_names_its_eighteen_cities_and_its_end() -> None:
    programme = load_programme()
    (cities,) = [one.text for one in programme.accompaniment if "diciotto Comuni" in one.text]
    assert cities.count(",") - 1 == 17  # eighteen names, one comma before the list
    for case in case_names():
        assert load_case(case).municipality.name in cities
    assert "non è più disponibile" in programme.intervention("III").text


def test_catanzaro_ceilings_are_not_money_received() -> None:
    case = load_case("catanzaro")
    assert "granted" not in {money.kind for money in case.money}
    by_stage = {money.stage: money.kind for money in case.money}
    assert (by_stage["experimentation"], by_stage["systematisation"]) == ("ceiling", "ceiling")
    claim = case.contradiction("denaro").claims[2].quantity
    assert claim is not None
    assert claim.value == 150_000 + 450_000 + 1_000_000


def test_programme_by_hand() -> None:
    programme = load_programme()
    caps = [one.cap.value for one in programme.interventions]
    assert caps == [150_000, 450_000, 1_000_000]
    envelopes = [one.envelope.value for one in programme.interventions]
    assert envelopes == [3_150_000, 8_100_000, 10_000_000]
    assert sum(value or 0 for value in envelopes) == 21_250_000
    assert [one.implied_projects.value for one in programme.interventions] == [21, 18, 10]
    assert 3_150_000 / 150_000 == 21
    assert len(programme.intervention("I").contents) == 5
    assert {role.role for role in programme.roles} == {"proposer", "provider", "financier", "evaluator"}
    by_id = {one.id: [c.quantity.value for c in one.claims if c.quantity] for one in programme.contradictions}
    assert (by_id["proposte"], by_id["progetti"], by_id["beneficiari"]) == (
        [79, 100],
        [18, 16],
        [12, 15, 21, 22],
    )


def test_denominators_agree_with_the_territory(case: Case) -> None:
    # the same residents reached by two roads: the figures cited in the case, and the data that ship
    from fis_lessons.territory import population

    # a group may have none, a case has some
    for one in some([one for group in case.target_groups for one in group.denominators]):
        assert one.value == population(case.municipality.name, one.age_from, one.age_to), one.label


def test_the_compulsory_roles_are_covered(case: Case) -> None:
    for role in ("proposer", "provider", "financier", "evaluator"):
        assert case.by_role(role)
    for one in case.stakeholders:
        assert one.status == "confirmed" or one.note


def test_participation(case: Case) -> None:
    for one in case.stakeholders:
        for phase in case.phases_of(one.id):
            cell = case.participation_of(one.id, phase)
            assert cell is not None
            assert cell.ground == ("source" if cell.sources else "assumption")
    assert "commission" in case.phases_of("comune")
    grounds = {cell.ground for cell in case.participation}
    assert grounds == {"source", "assumption"}
    assert case.participation_of("comune", "assess") is None  # the sources do not say


def test_looking_up(case: Case) -> None:
    assert case.source("istat").publisher == "Istat"
    assert case.stakeholder("comune").roles[0] == "proposer"
    for lookup in (case.source, case.stakeholder, case.target_group, case.contradiction):
        with pytest.raises(KeyError):
            lookup("nessuno")
    assert [s.id for s in case.sources_of(case.target_groups[0].denominators[0])] == ["istat"]


def test_a_case_cannot_be_changed(case: Case) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        case.acronym = "x"  # type: ignore[misc]


QUANTITIES = [
    ({"value": 450000, "unit": "EUR"}, "450.000 €", "€450,000"),
    ({"value": 71.41, "unit": "EUR/day"}, "71,41 € al giorno", "€71.41 a day"),
    ({"value": 71.5, "unit": "EUR"}, "71,50 €", "€71.50"),
    ({"low": 6000, "high": 20000, "unit": "EUR"}, "6.000–20.000 €", "€6,000–€20,000"),
    ({"low": 18, "high": 35, "unit": "years"}, "18–35 anni", "18–35 years"),
    ({"value": 24.8, "unit": "percent"}, "24,8%", "24.8%"),
    ({"value": 25, "unit": "percent", "bound": "at_least"}, "almeno 25%", "at least 25%"),
    (
        {"value": 40000, "unit": "people", "bound": "more_than"},
        "più di 40.000 persone",
        "more than 40,000 people",
    ),
    ({"value": 1, "unit": "years", "bound": "at_most"}, "fino a 1 anno", "up to 1 year"),
    ({"value": 23119, "unit": "people"}, "23.119 persone", "23,119 people"),
]


@pytest.mark.parametrize(("given", "italian", "english"), QUANTITIES, ids=[q[1] for q in QUANTITIES])
def test_a_quantity_follows_the_language(given: dict[str, Any], italian: str, english: str) -> None:
    quantity = Quantity(**given, assumption="Per insegnare.")
    assert quantity.kind == "assumption"
    assert quantity.text() == italian
    with use_language("en"):
        assert quantity.text() == english


@pytest.mark.parametrize(
    ("when", "italian", "english"),
    [
        ("2025", "2025", "2025"),
        ("2025-08", "agosto 2025", "August 2025"),
        ("2025-10-14", "14 ottobre 2025", "14 October 2025"),
        ("2018/2020", "2018–2020", "2018–2020"),
        ("2019-06-15/2020-05-31", "15 giugno 2019 – 31 maggio 2020", "15 June 2019 – 31 May 2020"),
    ],
)
def test_a_date_follows_the_language(when: str, italian: str, english: str) -> None:
    assert when_text(when) == italian
    with use_language("en"):
        assert when_text(when) == english


def test_a_citation_is_complete_and_safe() -> None:
    nasty = Source(
        id="x",
        publisher="<b>A & B</b>",
        title='A "title" [1] <script>',
        url="https://a.it/?a=1&b=(2)",
        confidence="M",
    )
    page = nasty.html()
    assert "<script>" not in page
    assert "<b>" not in page
    assert 'href="https://a.it/?a=1&amp;b=(2)"' in page
    assert "senza data" in page
    assert "attendibilità media" in page
    sure = dataclasses.replace(nasty, confidence="H").markdown()
    assert sure.endswith("senza data"), "of a sure source nothing more is said"
    written = nasty.markdown()
    assert "<" not in written
    assert r"\[1\]" in written
    assert "b=%282%29" in written
    corriere = load_case("bergamo").source("corriere")
    assert "26 ottobre 2019" in corriere.text()
    ours = {
        title: dataclasses.replace(nasty, title=title).title_is_ours
        for title in ("[Pagina]", "[DGR] n. 3", "Bando [a]")
    }
    assert ours == {"[Pagina]": True, "[DGR] n. 3": False, "Bando [a]": False}
    with use_language("en"):
        assert "[Article on Mayor Gori" in corriere.html()
        assert "26 October 2019" in corriere.html()


def test_a_source_is_not_from_the_future() -> None:
    today = datetime.date.today().isoformat()
    for file in [*map(load_case, case_names()), load_programme()]:
        assert all(source.date <= today for source in file.sources if source.date)


def test_confidence_is_the_best_source_unless_lowered() -> None:
    case = load_case("catanzaro")
    assert case.confidence_of(case.money[0].amount) == "M"  # one press source, marked
    assert case.confidence_of(case.results[0]) == "M"
    assert case.confidence_of(Statement(text="x", assumption="y")) is None


def room_messages() -> set[str]:
    nodes = (
        node
        for path in Path(str(fis_lessons.cases.__path__[0])).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )
    calls = (node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    first = (call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_")
    return {str(argument.value) for argument in first if isinstance(argument, ast.Constant)}


def translated_in(name: str) -> dict[str, str]:
    (path,) = [path for path in resources.catalogues("en") if path.name == name]
    with path.open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_po(stream) if m.id and not m.fuzzy}


def test_translation_is_complete_and_not_stale() -> None:
    own, atlas, land = (translated_in(name) for name in ("cases.po", "atlas.po", "territory.po"))
    wanted = room_messages().union(*(texts(file) for file in FILES))
    told = set().union(*(texts(file) for file in ATLAS))
    # a city of the atlas and its case say some things alike; a country is one of the areas of the territory
    assert wanted - {*own, *atlas} <= {"Italia"} & land.keys()
    assert told - {*own, *atlas} == set()
    assert set(own) - wanted == set()
    assert all({**own, **atlas}.values())
    assert len(wanted) > 500


def test_translation_keeps_the_places() -> None:
    import string

    english = catalogue("en")
    for message in some(room_messages()):
        fields = {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}
        assert fields == {
            name for _text, name, *_rest in string.Formatter().parse(english[message]) if name
        }, message


def test_texts_are_what_people_read() -> None:
    found = texts(load_case("bergamo"))
    assert len(found) == len(set(found))
    for text in (
        "Comune di Bergamo",
        "Lombardia",
        "residenti fra 60 e 75 anni",
        "[Pagina del progetto hOLD on]",
    ):
        assert text in found
    for text in ("hOLD on", "silver", "Politiche sociali", "https://www.ambitodibergamo.it/node/978"):
        assert text not in found
