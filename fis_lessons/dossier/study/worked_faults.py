"""Faults to plant in the invented project: for each rule, what to write so that it is tripped, and it alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fis_lessons.dossier.record_lines import Place
from fis_lessons.dossier.study.worked_record import (
    ASSET,
    SHEET,
    chain,
    seats,
    ties,
    value_map,
)
from fis_lessons.dossier.table_draft import to_text as table_text
from fis_lessons.dossier.value_map_record import to_text as map_text
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.sroi import Outcome
from fis_lessons.measures.stakeholders.seats import Seat
from fis_lessons.measures.theory_of_change import Node
from fis_lessons.measures.theory_of_change import to_text as chain_text

Changes = Mapping[Place, str]


def faults(sound: Changes) -> dict[str, Changes]:
    """Return the faults by the rule they trip, in the language in use.

    Parameters
    ----------
    sound
        The record they are planted in.
    """
    return {
        **_of_change(sound),
        **_of_people(),
        **_of_evaluation(),
        **_of_value(),
        **_of_terms(),
        **_of_commitment(),
        **_of_after(),
    }


def _sheet(name: str) -> Place:
    return ("indicators", f"{SHEET}.{name}")


def _chain(*nodes: Node, outcome: str | None = None, hope: str = "") -> Changes:
    return {("chain", "chain"): chain_text(chain(*nodes, outcome=outcome, hope=hope))}


def _of_change(sound: Changes) -> dict[str, Changes]:
    work = Node(
        id="e3", kind="outcome", label=_("Incontri organizzati nelle classi"), indicator=_("registro")
    )
    lonely = Node(id="e2", kind="outcome", label=_("Si sentono meno soli"))
    return {
        "target-ages-differ": {
            ("need", "target"): _("300 ragazzi di 18-21 anni che hanno perso un quarto delle lezioni")
        },
        "selection-ages-differ": {
            ("contract", "selection"): _(
                "I servizi sociali ammettono chi ha fra 18 e 21 anni; poi si sceglie per sorteggio fra le "
                "domande ammesse"
            )
        },
        "service-beyond-target": {
            ("need", "target"): _("90 ragazzi di 14-17 anni che hanno perso un quarto delle lezioni")
        },
        "chain-without-outcomes": _chain(outcome=""),
        "outcome-counts-work": _chain(work),
        "outcome-without-indicator": _chain(lonely),
        "assumption-unchecked": _chain(hope=_("Chi resta a scuola prende il diploma")),
        "indicator-without-baseline": {
            _sheet("baseline"): "",
            ("study", "alternatives"): _(
                "Tutoraggio: la strada scelta\nNon fare nulla: restano i servizi di oggi"
            ),
        },
        "indicator-without-owner": {
            _sheet("owner"): _("noi"),
            ("plan", "who"): _("Raccogliamo noi, l'Università di Roccadora analizza"),
        },
        "indicator-wrong-way": {_sheet("baseline"): sound[_sheet("target")], _sheet("target"): "55"},
        "indicator-still": {_sheet("baseline"): sound[_sheet("target")]},
        "indicator-dates-backwards": {_sheet("target_date"): "30/06/2025"},
        "baseline-after-start": {_sheet("baseline_date"): "15/10/2027", _sheet("target_date"): "30/06/2029"},
        "measured-after-payment": {_sheet("target_date"): "31/07/2030"},
        "paid-not-measured": {("contract", "result"): _("La famiglia trova una casa stabile")},
    }


def _table(*more: Seat, **roles: tuple[str, ...]) -> Changes:
    """Write the table with more seats, or with other roles for whoever has a role now."""
    there = [
        replace(seat, roles=roles.get(seat.roles[0] if seat.roles else "", seat.roles)) for seat in seats()
    ]
    return {("stakeholders", "table"): table_text((*there, *more))}


def _of_people() -> dict[str, Changes]:
    families = tuple(replace(one, kind="third_sector") if one.kind == "community" else one for one in seats())
    return {
        "role-uncovered": _table(financier=()),
        "evaluator-is-partner": _table(evaluator=("evaluator", "partner")),
        "same-body-twice": _table(
            Seat(name=_("Il Ponte società cooperativa sociale"), power=2, interest=2, phases=("deliver",))
        ),
        "unheard": _table(Seat(name=_("Fratelli e sorelle"), kind="community", power=1, interest=5)),
        "powerful-outside": _table(Seat(name=_("Ufficio scolastico"), kind="public", power=5, interest=5)),
        "no-community": {("stakeholders", "table"): table_text(families)},
        "single-funder": {
            ("network", "resources"): _(
                "Comune di Valdora; denaro; 90.000\nScuola Galilei; spazi; 15.000\nIl Ponte; ore; 1.000; 20"
            )
        },
        "hinge-without-second-road": {("network", "second"): _("da decidere")},
        "partner-outside-network": {("network", "ties"): ties(school=False)},
    }


def _of_evaluation() -> dict[str, Changes]:
    return {
        "premium-in-codesign": {("contract", "form"): _("Co-progettazione, con un premio a fine anno")},
        "verifier-not-third": {("contract", "verifier"): _("La cooperativa Il Ponte, con i suoi educatori")},
        "no-counterfactual": {
            ("plan", "design"): _("Misuriamo prima e dopo i 150 seguiti, e nessun altro"),
            ("plan", "people"): _("150 seguiti"),
            ("contract", "selection"): _(
                "I servizi sociali, fra i ragazzi di 14-17 anni, per data di domanda"
            ),
        },
        "sample-too-small": {("plan", "worth"): _("5 punti su 100 in più")},
        "read-by-a-threshold": {("plan", "rule"): _("Sopra 18 punti ha funzionato, sotto 5 no")},
        "privacy-nobody": {("plan", "privacy"): _("da decidere")},
        "evaluator-not-in-plan": {
            ("plan", "who"): _("L'ufficio istruzione raccoglie e analizza tutti i dati")
        },
    }


def _map(*more: Outcome, **changes: dict[str, object]) -> Changes:
    """Write the map with more rows, or with changes in the rows of these names."""
    whole = value_map()
    rows = [replace(row, **changes.get(row.id, {})) for row in whole.outcomes]  # type: ignore[arg-type]
    return {("value_map", "map"): map_text(replace(whole, outcomes=(*rows, *more)))}


def _of_value() -> dict[str, Changes]:
    again = replace(value_map().outcomes[1], id="again", proxy=_("Stipendio di un diplomato"))
    return {
        # with its map, so that it is not planted with a fault that takes the municipality out of it
        "price-without-saving": {
            ("deal", "saving"): "0",
            ("contract", "saving"): _("Del Comune: meno educativa domiciliare, capitolo 1204"),
            **_map(),
        },
        "nothing-for-municipality": _map(town={"stakeholder": _("Regione")}),
        "counted-twice": _map(again),
        "deadweight-ignored": _map(town={"deadweight": 0.0}, kids={"deadweight": 0.0}),
        "no-discount": {("value_map", "map"): map_text(replace(value_map(), rate=0.0))},
        "value-beyond-contract": _map(kids={"duration": 10}),
        "saving-of-others": {("contract", "saving"): _("Alla Regione 1.500 euro a persona in meno")},
        "saving-not-cashable": {
            ("contract", "saving"): _("Al Comune 200 ore del personale a persona, che si liberano")
        },
    }


def _both(**values: int) -> Changes:
    """Write terms in the contract and in the deal."""
    return {
        (section, name): number(value) for section in ("contract", "deal") for name, value in values.items()
    }


def _of_terms() -> dict[str, Changes]:
    return {
        "threshold-above-expected": _both(threshold=90),
        "cap-below-expected": _both(cap=100_000),
        "anyway-ignored": _both(anyway=0),
        "paid-beyond-measured": _both(people=180, cap=160_000),
        "contract-and-deal-differ": {("deal", "price"): number(1_200)},
        "deal-nobody-loses": {("deal", "guarantee"): "100", ("deal", "guarantor"): _("Fondazione del lago")},
        "deal-nobody-wins": {("deal", "grant"): number(10_000), ("deal", "top"): "10"},
        "deal-without-interest": {("deal", "top"): "0"},
    }


def _of_commitment() -> dict[str, Changes]:
    named = {(section, "budget"): _("Capitolo 1204, anni 2027-2030") for section in ("contract", "deal")}
    return {
        "costs-differ": {("study", "budget"): _("Servizio; 260.000; Comune; da chiedere")},
        "beyond-three-years": named,
        "budget-years-short": {
            (section, "budget"): _("Capitolo 1204, anni 2027-2029; il 2029 è oltre il triennio")
            for section in ("contract", "deal")
        },
        "commitment-with-blanks": {("contract", "form"): _("da definire con la segreteria")},
        "measured-after-plan": _parents(),
        "plan-and-after-differ": {
            ("study", "after"): _("Decide la giunta del Comune a marzo 2031, sul capitolo 1204")
        },
    }


def _parents() -> Changes:
    """Write a second indicator, measured when the plan has long been over."""
    values = {
        "name": _("Colloqui con gli insegnanti"), "outcome": _("I genitori parlano con gli insegnanti"),
        "definition": _("Genitori che vanno ai colloqui, su cento"), "unit": "%",
        "source": _("registro elettronico"), "frequency": _("ogni anno"), "owner": _("ufficio istruzione"),
        "disaggregation": _("quartiere"),
        "direction": "more", "baseline": "40", "baseline_date": "30/06/2026", "target": "60",
        "target_date": "30/06/2031", "reachable": _("in un'altra scuola sono 62 su cento"),
    }  # fmt: skip
    return {("indicators", f"colloqui.{name}"): text for name, text in values.items()}


def _of_after() -> dict[str, Changes]:
    return {
        "ends-with-grant": {("study", "after"): _("Cercheremo un altro bando")},
        "asset-without-after": {("assets", f"{ASSET}.after"): _("da decidere")},
        "one-road": {("study", "alternatives"): _("Tutoraggio: la strada scelta")},
        "no-comparison-abroad": {("study", "picks"): "lecce"},
        "no-comparison-at-home": {("study", "picks"): "norrkoping"},
        "municipality-differs": {("heading", "municipality"): _("Comune di Acquabella")},
        "unreadable": {("network", "sectors"): _("Il Ponte è del Terzo settore")},
    }
