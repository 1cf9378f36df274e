"""Rules on cost, years, blanks and the plan, and those that fired wrongly: each alone, and what is no fault."""

from __future__ import annotations

from dataclasses import replace

import pytest
from changed_study import FAULTS, Changes, both, contract, found, network, of, plan, sheet, the_map
from never_empty import some

from fis_lessons.dossier.study.rules import load_rules
from fis_lessons.dossier.study.worked_record import seats, value_map
from fis_lessons.dossier.table_draft import to_text as table_text
from fis_lessons.dossier.value_map_record import to_text as map_text


def study(**fields: str) -> Changes:
    return of("study", fields)


def deal(**fields: str) -> Changes:
    return of("deal", fields)


LATER = "Capitolo 1204, anni 2027-2030, con un atto pluriennale"
STEPS = "Gara; 4\nServizio; 36; Gara\nVerifica; 6; Servizio\nDecisione; 2; Verifica"

# rule, what it says of its fault, what looks like the fault and is not
MORE: tuple[tuple[str, str, Changes], ...] = (
    (
        "indicator-still",
        "Il traguardo è uguale alla partenza: «Ancora a scuola a giugno».",
        sheet(baseline="74"),
    ),
    (
        "deal-without-interest",
        "Nell'accordo «Banca Mutua di Roccadora» anticipa senza interessi: nel caso migliore riprende ciò che ha "
        "messo.",
        deal(top="1"),
    ),
    (
        "costs-differ",
        "Il costo del progetto cambia da una parte all'altra: «Costi e coperture» 260.000 €, la mappa del valore "
        "300.000 €, l'accordo 300.000 €.",
        study(budget="Servizio; 298.500; Comune; stanziato"),  # less than one in a hundred: rounded
    ),
    (
        "beyond-three-years",  # signed in 2026; 2027, 2028, 2029, and the results in 2030
        "Dall'anno della firma all'ultimo anno in cui il Comune può pagare ci sono 5 anni di bilancio: più dei "
        "tre del bilancio di previsione.",
        both(budget=LATER),
    ),
    (
        "budget-years-short",
        "Nella voce di bilancio gli anni arrivano al 2029, ma si può pagare fino al 2030.",
        deal(budget="Capitolo 1204, dal 2027 al 2030, oltre il triennio 2026-2028"),
    ),
    (
        "commitment-with-blanks",  # 3 fees of 40,000, 3 checks of 2,000, a cap of 120,000
        "Lo studio dice che il Comune può pagare fino a 246.000 €, ma non è deciso: «Forma del contratto».",
        contract(form="Appalto, con un capitolato"),
    ),
    (
        "measured-after-plan",
        "Si misura quando il piano è finito (agosto 2030, con il servizio da gennaio 2027): «Colloqui con gli "
        "insegnanti».",
        {**FAULTS["measured-after-plan"], ("indicators", "colloqui.target_date"): "1/9/2030"},
    ),
    (
        "plan-and-after-differ",
        "L'ultimo mese del piano e quello di «Dopo il contributo» non vanno insieme: agosto 2030 e marzo 2031.",
        study(after="Decide la giunta del Comune a luglio 2030, sul capitolo 1204"),
    ),
)


@pytest.mark.parametrize(("rule", "sentence", "near"), some(MORE), ids=[row[0] for row in MORE])
def test_the_fault_trips_it_alone_and_the_near_miss_trips_nothing(
    rule: str, sentence: str, near: Changes
) -> None:
    assert found(FAULTS[rule]) == {rule: sentence}
    assert found(near) == {}


@pytest.mark.parametrize(
    "near",
    [
        study(budget="Servizio; 300.000; Comune; stanziato\nChi valuta; 12.000; Comune; da chiedere"),
        study(budget="Studio; 150.000; programma; concesso; intervento I\n"
                     "Educatori; 200.000; Comune; stanziato; intervento II\n"
                     "Sale; 100.000; banca; annunciato; intervento II"),
        study(budget="Servizio; 260.000; Comune; stanziato\nSale; da stimare; Comune; da chiedere"),
        study(timetable="Gara; 4\nServizio; presto"),
        study(timetable=STEPS.replace("Servizio", "Educatori in classe"),
              after="Decide la giunta del Comune a gennaio 2030"),
        study(after="Decide la giunta del Comune al mese 46, sul capitolo 1204"),
        study(after="Decide la giunta del Comune tre mesi prima della fine, capitolo 1204"),
        study(after="Decide la giunta, come dice la delibera del 3 marzo 2026, sul capitolo 1204"),
        contract(budget="Da definire con la Ragioneria"),  # the deal says it
    ],
    ids=["a line apart", "an intervention", "a sum missing", "no months", "no service named", "month of the plan",
         "months before", "an act of before", "said in the deal"],
)  # fmt: skip
def test_what_people_write_and_is_no_fault(near: Changes) -> None:
    assert found(near) == {}


@pytest.mark.parametrize(
    ("changes", "plan_says", "after_says"),
    [
        (study(after="Decide la giunta del Comune al 52° mese, capitolo 1204"), "mese 48", "mese 52"),
        (study(after="Decide la giunta del Comune a marzo 2029, capitolo 1204"), "agosto 2030", "marzo 2029"),
    ],
    ids=["a number", "before there are outcomes"],
)
def test_the_month_after_is_read_as_people_write_it(
    changes: Changes, plan_says: str, after_says: str
) -> None:
    (told,) = found(changes).values()
    assert told.endswith(f"non vanno insieme: {plan_says} e {after_says}.")


def test_the_costs_of_the_map_and_of_the_deal_are_compared_without_a_budget() -> None:
    told = found({**study(budget=""), **deal(cost="330.000", grant="120.000")})
    assert told["costs-differ"].endswith("la mappa del valore 300.000 €, l'accordo 330.000 €.")


def test_every_blank_of_a_commitment_is_named_at_once() -> None:
    told = found({**both(budget="da individuare", verifier="?"), **contract(form="")})
    assert told["commitment-with-blanks"].endswith(
        "non è deciso: «Chi verifica», «Forma del contratto», «Voce e anni di bilancio»."
    )


# --- rules that fired wrongly --------------------------------------------------------------------
def test_whoever_always_loses_is_not_called_without_interest_and_the_other_way_round() -> None:
    always = found({**FAULTS["deal-nobody-wins"], **deal(top="0")})
    assert set(always) == {"deal-nobody-wins"}
    lent = found(deal(top="0", guarantee="100"))
    assert set(lent) == {"deal-nobody-loses", "deal-without-interest"}
    severities = {rule.id: rule.severity for rule in load_rules()}
    assert severities["deal-nobody-wins"] == "stop" and severities["deal-without-interest"] == "look"


CODESIGN = (
    '[["piano", "scelta"], ["oggetto", "insieme"], ["avviso", "aperto"], ["scelta-partner", "criteri"], '
    '["denaro", "spese"]]'
)


@pytest.mark.parametrize(
    ("name", "firm"),
    [
        ("Il Ponte impresa sociale S.r.l.", False), ("Il Ponte Coop. Soc.", False), ("Il Ponte E.T.S.", False),
        ("Fondazione Il Ponte", False), ("Il Ponte S.r.l.", True), ("Sociale e Impresa S.p.A.", True),
    ],
)  # fmt: skip
def test_a_social_enterprise_is_no_firm(name: str, firm: bool) -> None:
    there = [replace(one, name=name, kind="private") if "provider" in one.roles else one for one in seats()]
    told = found({("stakeholders", "road"): CODESIGN, ("stakeholders", "table"): table_text(tuple(there))})
    assert ("codesign-with-firm" in told) == firm


def test_who_writes_that_no_effect_is_measured_is_not_asked_for_a_comparison() -> None:
    assert found(plan(design="Prima e dopo: non si misura un effetto, e lo scriviamo")) == {}


@pytest.mark.parametrize(
    "after", ["Il servizio si chiude", "Il progetto finisce.", "Si chiude con il contributo"]
)
def test_a_service_that_stops_ends_with_the_grant(after: str) -> None:
    assert set(found(study(after=after))) == {"ends-with-grant"}


def test_a_target_that_keeps_within_a_range_may_be_where_one_starts() -> None:
    assert found(sheet(direction="within", baseline="75", target="75", target_high="80")) == {}
    assert found(sheet(direction="", baseline="75")).keys() == {"indicator-still"}


def test_hours_of_volunteers_are_no_cost() -> None:
    assert "costs-differ" not in found(the_map())
    # a map of hours alone says nothing of the cost: it is not a cost of nothing
    whole = value_map()
    hours = replace(whole, resources=tuple(one for one in whole.resources if one.kind == "volunteers"))
    assert "costs-differ" not in found({("value_map", "map"): map_text(hours)})


@pytest.mark.parametrize(
    "rule", ["price-without-saving", "nothing-for-municipality", "value-beyond-contract"]
)
def test_a_map_of_another_example_is_held_against_nothing(rule: str) -> None:
    other = {("value_map", "what"): "L'esempio della lezione 10"}
    assert rule in found(FAULTS[rule])
    assert rule not in found({**FAULTS[rule], **other})


def test_the_cost_in_a_map_of_another_example_is_not_that_of_the_project() -> None:
    whole = value_map()
    dear = tuple(replace(one, unit_value=900_000) if one.kind == "money" else one for one in whole.resources)
    changes = {("value_map", "map"): map_text(replace(whole, resources=dear))}
    assert "la mappa del valore 900.000 €" in found(changes)["costs-differ"]
    assert "costs-differ" not in found({**changes, ("value_map", "what"): "L'esempio della lezione 10"})


@pytest.mark.parametrize(("others", "seen"), [(1, False), (2, True), (59, True), (60, False)])
def test_a_network_of_three_to_sixty_is_looked_at_for_its_hinge(others: int, seen: bool) -> None:
    star = "\n".join(f"Il Ponte - Associazione {n}" for n in range(others))
    told = found(network(ties=star, second="da decidere")).get("hinge-without-second-road", "")
    assert ("«Il Ponte»" in told) == seen


def test_without_numbers_there_is_no_premium_to_speak_of() -> None:
    blank = {**FAULTS["premium-in-codesign"], ("contract", "price"): ""}
    assert "premium-in-codesign" not in found(blank)
    assert "premium-in-codesign" in found(FAULTS["premium-in-codesign"])
