"""The record of an invented project that holds together: no rule of the study finds anything in it."""

from __future__ import annotations

import json

from fis_lessons.dossier.record_lines import Place
from fis_lessons.dossier.table_draft import to_text as table_text
from fis_lessons.dossier.value_map_record import to_text as map_text
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.sroi import Outcome, Resource, ValueMap
from fis_lessons.measures.stakeholders.seats import Seat
from fis_lessons.measures.theory_of_change import Arrow, Chain, Node
from fis_lessons.measures.theory_of_change import to_text as chain_text

SHEET = "frequenza"
"""Short name of its one indicator."""
ASSET = "corte"
"""Short name of its one asset."""
ROAD = (
    ("piano", "scelta"), ("oggetto", "insieme"), ("avviso", "aperto"), ("scelta-partner", "criteri"),
    ("denaro", "premio"), ("premio", "gara"),
)  # fmt: skip


def sound_record() -> dict[Place, str]:
    """Return what each field says, in the language in use."""
    sections = {
        "heading": _heading(),
        "need": {"target": _("300 ragazzi di 14-17 anni che hanno perso un quarto delle lezioni")},
        "stakeholders": {"table": table_text(seats()), "road": json.dumps(ROAD)},
        "network": _network(),
        "chain": {
            "target": _("Ragazzi di 14-17 anni che hanno perso un quarto delle lezioni"),
            "chain": chain_text(chain()),
        },
        "indicators": {f"{SHEET}.{name}": text for name, text in _indicator().items()},
        "assets": {f"{ASSET}.{name}": text for name, text in _asset().items()},
        "comparison": {
            "indicator": _("Quanti frequentano ancora a giugno"),
            "comparison": _("Ragazzi in lista d'attesa, scelti per sorteggio"),
        },
        "plan": _plan(),
        "value_map": {"map": map_text(value_map())},
        "contract": _contract(),
        "deal": _deal(),
        "study": _study(),
    }
    return {
        (section, name): text for section, fields in sections.items() for name, text in fields.items()
    }  # fmt: skip


def _heading() -> dict[str, str]:
    return {
        "municipality": _("Comune di Valdora"), "project": _("Fino a giugno"), "office": _("Servizio istruzione"),
        "officer": "Anna Verdi",
    }  # fmt: skip


def seats() -> tuple[Seat, ...]:
    """Return the table."""
    return (
        Seat(name=_("Comune di Valdora"), kind="public", power=5, interest=5,
             roles=("proposer", "outcome_payer"), phases=("commission", "design")),
        Seat(name=_("Cooperativa Il Ponte"), kind="third_sector", power=3, interest=5, roles=("provider",),
             phases=("design", "deliver")),
        Seat(name=_("Banca Mutua di Roccadora"), kind="private", power=4, interest=2, roles=("financier",),
             phases=("commission",)),
        Seat(name=_("Università di Roccadora"), kind="public", power=2, interest=3, roles=("evaluator",),
             phases=("assess",)),
        Seat(name=_("Scuola Galilei"), kind="public", power=4, interest=5, roles=("partner",),
             phases=("design", "deliver")),
        Seat(name=_("Famiglie dei ragazzi"), kind="community", power=2, interest=5, legitimacy=True,
             phases=("commission", "design", "deliver", "assess")),
    )  # fmt: skip


def _network() -> dict[str, str]:
    return {
        "partnership": _("Tavolo «Fino a giugno», dal 2026"),
        "ties": ties(school=True),
        "sectors": _("Il Ponte; Terzo settore"),
        "resources": _(
            "Comune di Valdora; denaro; 40.000\nScuola Galilei; spazi; 15.000\nIl Ponte; ore; 1.000; 20\n"
            "Banca Mutua di Roccadora; denaro; 30.000"
        ),
        "second": _("La cooperativa incontra la banca ogni tre mesi, da marzo 2027"),
    }


def ties(*, school: bool) -> str:
    """Return who works with whom; the bank only through the municipality."""
    town, coop, others = _("Comune di Valdora"), _("Il Ponte"), _("Famiglie dei ragazzi")
    pairs = [
        (town, coop), (town, _("Banca Mutua di Roccadora")), (coop, others), (town, others),
        (town, _("Università di Roccadora")), (coop, _("Università di Roccadora")),
    ]  # fmt: skip
    if school:
        pairs += [(town, _("Scuola Galilei")), (coop, _("Scuola Galilei")), (_("Scuola Galilei"), others)]
    return "\n".join(f"{one} - {other}" for one, other in pairs)


def chain(*nodes: Node, outcome: str | None = None, hope: str = "") -> Chain:
    """Return the chain, with more boxes, another outcome (none if it is empty), or a hope in its last step."""
    said = _("I ragazzi frequentano ancora la scuola a giugno") if outcome is None else outcome
    boxes = [
        Node(id="a1", kind="activity", label=_("Tutoraggio due volte a settimana")),
        Node(id="o1", kind="output", label=_("150 ragazzi seguiti per un anno")),
        Node(id="i1", kind="impact", label=_("Meno adulti senza un diploma")),
    ]
    arrows = [Arrow(source="a1", target="o1")]
    if said:
        seen = _("quanti frequentano a giugno")
        boxes.append(Node(id="e1", kind="outcome", label=said, indicator=seen, verification=_("registro")))
        arrows.append(Arrow(source="o1", target="e1", assumption=_("Le famiglie firmano il patto")))
        arrows.append(Arrow(source="e1", target="i1", assumption=hope))
    return Chain((*boxes, *nodes), tuple(arrows))


def _indicator() -> dict[str, str]:
    return {
        "name": _("Ancora a scuola a giugno"),
        "outcome": _("I ragazzi seguiti frequentano ancora la scuola"),
        "definition": _("Ragazzi seguiti che a giugno frequentano la scuola, su cento entrati"),
        "unit": "%", "source": _("registro elettronico"), "frequency": _("ogni anno, a giugno"),
        "owner": _("ufficio istruzione"), "disaggregation": _("sesso, quartiere"), "direction": "more",
        "baseline": "55", "baseline_date": "30/06/2026", "target": "75", "target_date": "30/06/2029",
        "reachable": _("in una prova del 2025, su 40 ragazzi, sono stati 72 su cento"),
    }  # fmt: skip


def _asset() -> dict[str, str]:
    return {
        "name": _("La corte di via Verdi"), "kind": "place", "owner": _("Comune di Valdora"),
        "keys": _("Il Ponte"), "after": _("Il Comune, dal capitolo 1204"),
    }  # fmt: skip


def _plan() -> dict[str, str]:
    return {
        "question": _("Entro giugno 2029 chi è seguito frequenta più di chi è in lista d'attesa?"),
        "outcome": _("Quota che frequenta a giugno, dal registro elettronico delle scuole"),
        "worth": _("18 punti su 100 in più"),
        "design": _("Sorteggio fra le domande ammesse, in seduta pubblica"),
        "people": _("150 seguiti e 150 in attesa"),
        "lost": _("Ne perdiamo 15, e li richiamiamo a casa"),
        "when": _("Settembre 2026 e giugno di ogni anno, in tutti e due i gruppi"),
        "rule": _(
            "Si pubblica la differenza con il suo intervallo al 95%. Ha funzionato se sta tutto sopra zero; "
            "vale la "
            "spesa da 18 punti in su; se lo zero è dentro, non si può dire"
        ),
        "who": _("L'ufficio istruzione raccoglie, l'Università di Roccadora analizza"),
        "cost": _("20 giornate e 6.000 euro, a carico del Comune"),
        "privacy": _(
            "Ne risponde l'ufficio istruzione, che vede i nomi; all'Università arrivano senza nome; si cancellano "
            "due anni dopo l'ultima verifica"
        ),
        "publish": _("Sul sito del Comune entro dicembre 2029, in ogni caso"),
    }


def value_map() -> ValueMap:
    """Return the map: a row of the municipality, one of those who are followed."""
    source = _("valore inventato per esercizio")
    return ValueMap(
        title=_("Fino a giugno"),
        resources=(
            Resource(stakeholder=_("Comune di Valdora"), description=_("Spesa del progetto"), unit_value=300_000),
            Resource(stakeholder=_("Volontari"), description=_("Ore di aiuto allo studio"), quantity=500,
                     unit_value=15, kind="volunteers"),
        ),
        outcomes=(
            Outcome(id="town", stakeholder=_("Il Comune"), outcome=_("Meno ragazzi in educativa domiciliare"),
                    quantity=30, proxy=_("Retta di educativa domiciliare"), proxy_value=1_500, proxy_source=source,
                    deadweight=0.2, attribution=0.1),
            Outcome(id="kids", stakeholder=_("Ragazzi"), outcome=_("Frequentano la scuola un anno in più"),
                    quantity=30, duration=3, proxy=_("Guadagno atteso con il diploma"), proxy_value=2_000,
                    proxy_source=source, deadweight=0.3, attribution=0.2, drop_off=0.2),
        ),
    )  # fmt: skip


def _contract() -> dict[str, str]:
    return {
        "result": _("Il ragazzo frequenta ancora la scuola a giugno"),
        "evidence": _("Registro elettronico; senza prova non si paga"),
        "verifier": _("Università di Roccadora"),
        "selection": _(
            "I servizi sociali ammettono i ragazzi di 14-17 anni; poi si sceglie per sorteggio fra le domande "
            "ammesse"
        ),
        "saving": _("Al Comune 1.500 euro a persona di educativa domiciliare in meno, capitolo 1204"),
        "form": _("Appalto con una parte del prezzo legata ai risultati, visto dall'ufficio contratti"),
        "budget": _budget(),
        "months": "12", "once": "once", "check_cost": number(2_000), **terms(),
    }  # fmt: skip


def _budget() -> str:
    return _(
        "Capitolo 1204, anni 2027-2030. Se si firma nel 2026, il 2029 e il 2030 sono oltre il triennio: visto "
        "dalla Ragioneria"
    )


def terms() -> dict[str, str]:
    """Return the terms that the contract and the deal share."""
    values = {
        "people": 150, "years": 3, "price": 1_000, "cap": 120_000, "threshold": 0, "fee": 40_000, "anyway": 55,
        "expected": 75,
    }  # fmt: skip
    return {name: number(value) for name, value in values.items()}


def _deal() -> dict[str, str]:
    return {
        "outcome": _("Il ragazzo frequenta ancora la scuola a giugno"),
        "verifier": _("Università di Roccadora"),
        "investor": _("Banca Mutua di Roccadora"),
        "guarantor": _("Nessuno"),
        "budget": _budget(),
        "exit": _("Il Comune può recedere ogni anno; i ragazzi restano ai servizi sociali"),
        "year": "2027", "cost": number(300_000), "grant": number(90_000), "guarantee": "0", "top": "10",
        "provider": "30", "saving": number(1_080), **terms(),
    }  # fmt: skip


def _study() -> dict[str, str]:
    return {
        "alternatives": _("Tutoraggio: la strada scelta\nNon fare nulla: 45 ragazzi su 100 lasciano"),
        "management": _("Realizza Il Ponte, coordina il Servizio istruzione, con determina"),
        "timetable": _(
            "Affidamento; 4\nServizio; 36; Affidamento\nVerifica; 6; Servizio\nDecisione; 2; Verifica"
        ),
        "budget": _(
            "Canone; 120.000; Comune; stanziato\nContributo; 90.000; Fondazione del lago; da chiedere\n"
            "Anticipo; 90.000; Banca Mutua di Roccadora; annunciato"
        ),
        "risks": _("Pochi iscritti: se ne accorge la scuola, si allarga ai quartieri vicini"),
        "after": _("Decide la giunta del Comune entro agosto 2030, sul capitolo 1204"),
        "picks": "lecce; norrkoping",
    }
