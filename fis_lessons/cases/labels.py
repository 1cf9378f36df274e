"""What the fixed words of a case file are called on the page."""

from __future__ import annotations

from typing import Literal

from fis_lessons.i18n import gettext as _

Role = Literal["proposer", "provider", "financier", "evaluator", "outcome_payer", "partner", "community"]
COMPULSORY_ROLES: tuple[Role, ...] = ("proposer", "provider", "financier", "evaluator")
ServicePhase = Literal["commission", "design", "deliver", "assess"]
AreaName = Literal["social_inclusion", "cultural_animation", "school_dropout"]
Confidence = Literal["H", "M", "L"]
Status = Literal["confirmed", "ambiguous", "unknown"]
MoneyKind = Literal["ceiling", "announced", "granted", "private"]
Stage = Literal["study", "experimentation", "systematisation", "follow_up"]
ResourceKind = Literal["building", "land", "knowledge", "network", "money", "people"]
ContractStatus = Literal["agreed", "designed_not_tested"]
Unit = Literal[
    "EUR", "EUR/day", "percent", "people", "years", "months", "flats", "places",
    "projects", "proposals", "municipalities", "beneficiaries",
]  # fmt: skip
Bound = Literal["exactly", "about", "at_least", "at_most", "more_than"]


def role_label(role: Role) -> str:
    """Name a role.

    Examples
    --------
    >>> role_label("evaluator")
    'soggetto valutatore'
    """
    return {
        "proposer": _("amministrazione proponente"),
        "provider": _("fornitore del servizio"),
        "financier": _("investitore o finanziatore privato"),
        "evaluator": _("soggetto valutatore"),
        "outcome_payer": _("chi paga per i risultati"),
        "partner": _("partner"),
        "community": _("comunità"),
    }[role]


def service_phase_label(phase: ServicePhase) -> str:
    """Name a phase in the life of a service."""
    return {
        "commission": _("decidere che cosa serve"),
        "design": _("progettare"),
        "deliver": _("realizzare"),
        "assess": _("valutare"),
    }[phase]


def area_label(area: AreaName) -> str:
    """Name one of the three areas of the programme."""
    return {
        "social_inclusion": _("inclusione sociale"),
        "cultural_animation": _("animazione culturale"),
        "school_dropout": _("lotta alla dispersione scolastica"),
    }[area]


def confidence_label(confidence: Confidence) -> str:
    """Say in words how far a source can be trusted; nothing of most, or the words would say nothing."""
    return {
        "H": "",
        "M": _("attendibilità media: una sola fonte, di un partner o della stampa"),
        "L": _("attendibilità bassa: fonte ambigua o in parte dedotta"),
    }[confidence]


def status_label(status: Status) -> str:
    """Say how well a stakeholder is known."""
    return {
        "confirmed": _("confermato dalle fonti"),
        "ambiguous": _("con un dubbio"),
        "unknown": _("non noto"),
    }[status]


def money_label(kind: MoneyKind) -> str:
    """Say what a sum of money is, because a ceiling is not money received."""
    return {
        "ceiling": _("tetto previsto dal programma, non denaro ricevuto"),
        "announced": _("somma annunciata da una fonte, non un pagamento verificato"),
        "granted": _("contributo concesso"),
        "private": _("contributo privato"),
    }[kind]


def stage_label(stage: Stage) -> str:
    """Name a stage of the programme."""
    return {
        "study": _("Intervento I, studio di fattibilità"),
        "experimentation": _("Intervento II, sperimentazione"),
        "systematisation": _("Intervento III, sistematizzazione"),
        "follow_up": _("dopo il programma"),
    }[stage]


def resource_label(kind: ResourceKind) -> str:
    """Name a kind of asset or resource."""
    return {
        "building": _("spazi ed edifici"),
        "land": _("terreni e luoghi"),
        "knowledge": _("saperi"),
        "network": _("reti"),
        "money": _("denaro"),
        "people": _("persone"),
    }[kind]


def contract_label(status: ContractStatus) -> str:
    """Say how far an outcome contract has gone."""
    return {
        "agreed": _("accordo concluso"),
        "designed_not_tested": _("disegnato, mai sperimentato"),
    }[status]


def unit_label(unit: Unit, *, one: bool = False) -> str:
    """Name a unit that follows a number; money and percentages are written by the caller."""
    if one:
        return {
            "people": _("persona"), "years": _("anno"), "months": _("mese"), "flats": _("alloggio"),
            "places": _("posto"), "projects": _("progetto"), "proposals": _("proposta"),
            "municipalities": _("Comune"), "beneficiaries": _("beneficiario"),
        }.get(unit, "")  # fmt: skip
    return {
        "people": _("persone"), "years": _("anni"), "months": _("mesi"), "flats": _("alloggi"),
        "places": _("posti"), "projects": _("progetti"), "proposals": _("proposte"),
        "municipalities": _("Comuni"), "beneficiaries": _("beneficiari"),
    }.get(unit, "")  # fmt: skip
