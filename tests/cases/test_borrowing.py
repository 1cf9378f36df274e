"""What a case lacks it borrows from a pilot, each part marked; a file that does it wrong is refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from case_drafts import check
from never_empty import some

from fis_lessons.cases import PILOTS, Case, borrowed_words, load_case, load_case_file
from fis_lessons.cases.base import Grounded
from fis_lessons.errors import CaseError
from fis_lessons.i18n import set_language

ALL = (
    "acronym, area, summary, needs, target_groups, stakeholders, participation, theory_of_change, indicators, "
    "contradictions, outcome_contract, services_and_costs"
)
GAPS = """\
kind: case
id: forli
title: Forlì
borrows:
  lender: lucca
  sections: [{sections}]
  why: È il caso pilota più vicino.
municipality: {{name: Forlì, istat: "040012"}}
province: Forlì-Cesena
region: Emilia-Romagna
{own}
places: [{{text: Forlì., sources: [istat]}}]
sources: [{{id: istat, publisher: Istat, title: Residenti, url: "https://demo.istat.it/", confidence: H}}]
"""
OWN_TABLE = """\
needs: [{text: Un bisogno., sources: [istat]}]
target_groups: [{id: giovani, label: giovani, text: Giovani., sources: [istat]}]
stakeholders:
  - {id: comune, name: Comune di Forlì, roles: [proposer], sources: [istat]}
  - id: chi
    name: Non si sa
    roles: [provider, financier, evaluator]
    status: unknown
    note: Chi?
    sources: [istat]
"""


COMMUNITY = "  - {id: rete, name: Rete di quartiere, roles: [community], sources: [istat]}\n"
TAKES_PART = "participation: [{stakeholder: rete, phase: design, sources: [istat]}]\n"


def draft(*, sections: str = ALL, own: str = "") -> str:
    return GAPS.format(sections=sections, own=own)


def loaded(folder: Path, text: str) -> Case:
    (folder / "forli.yaml").write_text(text, encoding="utf-8")
    return load_case_file(folder / "forli.yaml")


def grounded(value: Any) -> list[Grounded]:
    found = [value] if isinstance(value, Grounded) else []
    items = value if isinstance(value, tuple) else ()
    if dataclasses.is_dataclass(value):
        items = tuple(getattr(value, field.name) for field in dataclasses.fields(value))
    return found + [one for item in items for one in grounded(item)]


def test_everything_borrowed_is_marked_and_nothing_else(tmp_path: Path) -> None:
    case, lucca = loaded(tmp_path, draft()), load_case("lucca")
    assert case.acronym == "CO-MIX (in prestito da Lucca)"
    assert (case.places[0].borrowed, case.source("istat").borrowed) == (None, None)
    for section in ("summary", "stakeholders", "theory_of_change", "indicators", "outcome_contract"):
        for one in some(grounded(getattr(case, section))):
            assert one.borrowed == "Lucca, CO-MIX"
            assert all(source.borrowed == "Lucca, CO-MIX" for source in case.sources_of(one))
    assert [one.name for one in case.stakeholders] == [one.name for one in lucca.stakeholders]
    assert "in prestito da Lucca, CO-MIX" in case.sources_of(case.summary[0])[0].markdown()
    assert not any(one.borrowed for one in some(grounded(lucca)))


def test_what_points_still_finds_what_it_points_to(tmp_path: Path) -> None:
    case = loaded(tmp_path, draft())
    assert case.origin(case.theory_of_change[0].id) == ("lucca", "giovani")
    assert case.target_group(case.theory_of_change[0].target).label == "giovani dei quartieri (15-29 anni)"
    assert case.outcome_contract is not None
    assert case.stakeholder(case.outcome_contract.payer or "").name == "Comune di Lucca"
    assert case.phases_of("lucca-comune") == load_case("lucca").phases_of("comune")


def test_own_parts_come_first_and_what_a_borrowed_one_needs_comes_along(tmp_path: Path) -> None:
    sections = "acronym, area, summary, theory_of_change, participation"
    case = loaded(tmp_path, draft(sections=sections, own=OWN_TABLE + COMMUNITY))
    assert [one.id for one in case.target_groups] == ["giovani", "lucca-giovani", "lucca-disabilita"]
    assert (case.stakeholders[0].name, case.stakeholders[0].borrowed) == ("Comune di Forlì", None)
    assert case.phases_of("comune") == ()  # what Lucca's did is not said of ours
    assert {"lucca-comune"} <= {one.id for one in case.stakeholders}
    assert "lucca-lucca-crea" not in {one.id for one in case.stakeholders}  # takes part in no phase


def test_with_a_contract_come_those_who_sign_it(tmp_path: Path) -> None:
    own = OWN_TABLE + COMMUNITY + TAKES_PART
    case = loaded(tmp_path, draft(sections="acronym, area, summary, outcome_contract", own=own))
    contract = case.outcome_contract
    assert contract is not None
    signing = {one for one in (contract.payer, contract.funder, *contract.providers) if one}
    assert {one.id for one in case.stakeholders if one.borrowed} == signing
    assert case.stakeholder(contract.payer or "").name == "Comune di Lucca"


def test_the_words_say_what_is_missing_from_whom_and_why(tmp_path: Path) -> None:
    case = loaded(tmp_path, draft(sections="acronym, area, summary", own=OWN_TABLE + COMMUNITY + TAKES_PART))
    assert borrowed_words(case, load_case("lucca")) == (
        "Del Comune di Forlì il corso non conosce: il nome del progetto, l'area del programma e la storia. Li "
        "prende in prestito da Lucca, CO-MIX, e ogni volta lo dice. È il caso pilota più vicino."
    )
    set_language("en")
    assert loaded(tmp_path, draft()).acronym == "CO-MIX (borrowed from Lucca)"


def test_a_sound_file_has_no_problem(tmp_path: Path) -> None:
    assert check(tmp_path, draft()) == []
    assert check(tmp_path, draft(sections="acronym, area, summary", own=OWN_TABLE)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (draft(sections=ALL.replace("needs, ", "")), "Manca la chiave «needs»."),
        (draft(sections="acronym, area"), "Manca la chiave «summary»."),
        (draft(own="acronym: MIO"), "«acronym» è nel caso ed è anche preso in prestito."),
        (draft().replace("lender: lucca", "lender: luca"), "Qui c'è il testo «luca»."),
        (draft(sections=f"{ALL}, prezzi"), "Qui c'è il testo «prezzi»."),
        (draft().replace("id: forli", "id: lucca"), "Il caso prende in prestito da sé stesso."),
        (
            draft().replace("sources: [istat]}", "sources: [istat], borrowed: Lucca}"),
            "«borrowed» lo scrive il kit, non il file.",
        ),
        (draft(sections="acronym, area, summary, needs, target_groups"), "Manca la chiave «stakeholders»."),
        (draft(sections="[]"), "Qui c'è un elenco."),
    ],
)  # fmt: skip
def test_a_wrong_loan_is_told(tmp_path: Path, text: str, found: str) -> None:
    assert found in [problem.found for problem in check(tmp_path, text)]
    with pytest.raises(CaseError):
        loaded(tmp_path, text)


def test_who_lends_borrows_nothing() -> None:
    for name in some(PILOTS):
        assert load_case(name).borrows is None


def test_a_table_without_the_community_is_completed_and_said(tmp_path: Path) -> None:
    case = loaded(tmp_path, draft(sections="acronym, area, summary", own=OWN_TABLE))
    assert [one.id for one in case.stakeholders[:2]] == ["comune", "chi"]
    assert {one.borrowed for one in case.by_role("community")} == {"Lucca, CO-MIX"}
    assert case.borrowed("participation")
    assert "chi è al tavolo" in borrowed_words(case, load_case("lucca"))
