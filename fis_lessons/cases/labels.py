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
Stage = Literal["study", "experimentation", "systematisation", "follow_up", "outside"]
ResourceKind = Literal["building", "land", "knowledge", "network", "money", "people"]
ContractStatus = Literal["agreed", "designed_not_tested", "announced", "studied"]
Unit = Literal[
    "EUR", "EUR/day", "percent", "people", "years", "months", "flats", "places",
    "projects", "proposals", "municipalities", "beneficiaries",
    "GBP", "SEK", "DKK", "m2", "hours", "families", "contracts", "organisations", "courses", "activities",
    "requests", "assignments", "applications", "people_or_applications",
]  # fmt: skip
Pilot = Literal["bergamo", "catanzaro", "lucca"]
Section = Literal[
    "acronym", "area", "summary", "places", "timeline", "money", "needs", "target_groups", "stakeholders",
    "participation", "assets", "theory_of_change", "indicators", "services_and_costs", "outcome_contract",
    "results", "contradictions",
]  # fmt: skip
"""The parts of a case that another case may lend."""
SINGLE: tuple[Section, ...] = ("acronym", "area", "outcome_contract")
"""Those there is one of: borrowed only if the case has none."""
NEEDED: tuple[Section, ...] = ("acronym", "area", "summary", "needs", "target_groups", "stakeholders")
"""What every case must have, of its own or borrowed."""
ResultKind = Literal["outcome", "output", "baseline", "target", "need"]
TRUE_RESULTS: tuple[ResultKind, ...] = ("outcome", "output")
"""The others say where a city started from, what it aimed at, how large the need was."""
FinanceStatus = Literal["agreed", "designed", "studied", "announced", "stated"]
Gap = Literal[
    "project", "area", "provider", "financier", "evaluator", "money", "results", "impact_finance", "after"
]  # fmt: skip
"""What a city of the atlas either tells or says that was not found."""
Theme = Literal["housing", "school", "work", "care", "network", "fund"]
Country = Literal["IT", "GB", "FI", "PT", "FR", "NL", "ES", "SE", "DK", "DE"]
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
        "outside": _("fuori dal programma"),
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


def section_label(section: Section) -> str:
    """Name a part of a case, with its article."""
    return {
        "acronym": _("il nome del progetto"),
        "area": _("l'area del programma"),
        "summary": _("la storia"),
        "places": _("i luoghi"),
        "timeline": _("le date"),
        "money": _("il denaro"),
        "needs": _("i bisogni"),
        "target_groups": _("le persone a cui si rivolge"),
        "stakeholders": _("chi è al tavolo"),
        "participation": _("chi prende parte e quando"),
        "assets": _("i beni della comunità"),
        "theory_of_change": _("la catena del cambiamento"),
        "indicators": _("gli indicatori"),
        "services_and_costs": _("i servizi e i costi"),
        "outcome_contract": _("il contratto che paga i risultati"),
        "results": _("i risultati"),
        "contradictions": _("i punti su cui le fonti non concordano"),
    }[section]


def result_label(kind: ResultKind) -> str:
    """Say what a result is, because what was done is not yet what changed."""
    return {
        "outcome": _("che cosa è cambiato"),
        "output": _("che cosa si è fatto"),
        "baseline": _("da dove si partiva"),
        "target": _("a che cosa si mirava"),
        "need": _("quanto era grande il bisogno"),
    }[kind]


def finance_label(status: FinanceStatus) -> str:
    """Say how far paying for results went."""
    return {
        "agreed": _("contratto firmato, dopo il programma"),
        "designed": _("modello disegnato, pagamento non documentato"),
        "studied": _("possibilità studiata nella fattibilità"),
        "announced": _("solo annunciato"),
        "stated": _("solo un'intenzione"),
    }[status]


def gap_label(gap: Gap) -> str:
    """Name what was not found."""
    return {
        "project": _("nome"),
        "area": _("area"),
        "provider": _("chi realizza"),
        "financier": _("finanziatore"),
        "evaluator": _("valutatore"),
        "money": _("denaro"),
        "results": _("risultati"),
        "impact_finance": _("finanza d'impatto"),
        "after": _("seguito"),
    }[gap]


def theme_label(theme: Theme) -> str:
    """Name what a comparator is about."""
    return {
        "housing": _("casa"),
        "school": _("scuola"),
        "work": _("lavoro"),
        "care": _("tutela e cura"),
        "network": _("reti e luoghi"),
        "fund": _("fondi"),
    }[theme]


def country_label(country: Country) -> str:
    """Name a country in the current language.

    Examples
    --------
    >>> country_label("SE")
    'Svezia'
    """
    return {
        "IT": _("Italia"), "GB": _("Regno Unito"), "FI": _("Finlandia"), "PT": _("Portogallo"), "FR": _("Francia"),
        "NL": _("Paesi Bassi"), "ES": _("Spagna"), "SE": _("Svezia"), "DK": _("Danimarca"), "DE": _("Germania"),
    }[country]  # fmt: skip


def unit_label(unit: Unit, *, one: bool = False) -> str:
    """Name a unit that follows a number; money and percentages are written by the caller."""
    if one:
        return {
            "people": _("persona"), "years": _("anno"), "months": _("mese"), "flats": _("alloggio"),
            "places": _("posto"), "projects": _("progetto"), "proposals": _("proposta"),
            "municipalities": _("Comune"), "beneficiaries": _("beneficiario"), "GBP": _("sterlina"),
            "SEK": _("corona svedese"), "DKK": _("corona danese"), "m2": _("m²"), "hours": _("ora"),
            "families": _("famiglia"), "contracts": _("contratto"), "organisations": _("ente"),
            "courses": _("corso"), "activities": _("attività svolta"),
            "requests": _("richiesta ricevuta"), "assignments": _("incarico"),
            "applications": _("domanda presentata"), "people_or_applications": _("persona o domanda"),
        }.get(unit, "")  # fmt: skip
    return {
        "people": _("persone"), "years": _("anni"), "months": _("mesi"), "flats": _("alloggi"),
        "places": _("posti"), "projects": _("progetti"), "proposals": _("proposte"),
        "municipalities": _("Comuni"), "beneficiaries": _("beneficiari"), "GBP": _("sterline"),
        "SEK": _("corone svedesi"), "DKK": _("corone danesi"), "m2": _("m²"), "hours": _("ore"),
        "families": _("famiglie"), "contracts": _("contratti"), "organisations": _("enti"),
        "courses": _("corsi"), "activities": _("attività svolte"),
        "requests": _("richieste ricevute"), "assignments": _("incarichi"),
        "applications": _("domande presentate"), "people_or_applications": _("persone o domande"),
    }.get(unit, "")  # fmt: skip
