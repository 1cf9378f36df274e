"""Rules on what is paid, what is saved, who bears the risk, and what comes after."""

from __future__ import annotations

import math
import re

from fis_lessons.dossier.contract_sheet import contract_fields
from fis_lessons.dossier.record_sections import SECTIONS
from fis_lessons.dossier.study.reading import ProjectReading, Unread
from fis_lessons.dossier.study.rules.checks import Checks, Told, few, nobody, quoted
from fis_lessons.i18n import money, number
from fis_lessons.measures.sroi import Outcome, review
from fis_lessons.measures.theory_of_change.words import bare, pattern
from fis_lessons.measures.vague import names_the_payer
from fis_lessons.territory.names import key

CHECKS = Checks()
_OTHERS = pattern((
    "asl", "ats", "asp", "ausl", "azienda sanitaria", "regione", "inps", "lo stato", "dello stato", "allo stato",
    "ministero", "ospedale", "sanita", "tribunale", "provincia", "health service", "region",
    "ministry", "hospital",
))  # fmt: skip
_OURS = pattern(("comune", "comunale", "capitolo", "municipality", "council", "budget item"))
_SOFT = pattern((
    "ore del personale", "ore di lavoro", "ore degli operatori", "tempo del personale", "tempo degli operatori",
    "posti liberi", "posti che si liberano", "valore sociale", "benessere", "non esce dal bilancio",
    "non esce davvero", "staff time", "staff hours", "social value", "wellbeing", "well-being",
))  # fmt: skip
_EUROS = re.compile(r"(?i)\d ?(?:€|euro)|€ ?\d")
_GRANT = pattern(
    ("contribut*", "bando", "bandi", "finanziament*", "fondo", "fondi", "grant", "grants", "call")
)
_STOPS = re.compile(
    r"^(?:(?:il|la|the) )?(?:servizio|progetto|attivita|tutto|service|project|everything)?,? ?"
    r"(?:si )?(?:chiude|finisce|termina|conclude|ferma|interrompe|closes|ends|stops)\b"
)
"""Whoever answers that the service stops names nobody who decides."""
_TOWN = re.compile(r"(?i)\b(?:comune|citt[àa]|municipality|town|city) (?:di|of) ")
_SHOWN, _LONGEST = 3, 600
"""Parts that cannot be read told in one finding, and their characters."""
_MANY = pattern(("union*", "ambito", "provinc*", "metropolitan*", "consorzio", "comunita", "distretto"))


# --- what is saved --------------------------------------------------------------------------------
def _ours(reading: ProjectReading, row: Outcome) -> bool:
    town = key(reading.heading.get("municipality", ""))
    return names_the_payer(row.stakeholder) or bool(town and key(row.stakeholder) == town)


def _saving_written(reading: ProjectReading) -> bool:
    """Tell whether the deal or the contract says what the municipality spends less for a result."""
    deal = reading.deal_account
    return bool((deal and deal.saving) or _EUROS.search(reading.contract.get("saving", "")))


@CHECKS.of("price-without-saving", "price")
def _price(reading: ProjectReading) -> Told | None:
    if reading.contract_account is None or reading.value_map is None or reading.map_of:
        return None
    price = reading.contract_account.terms.price
    # a unit of a row is not a result, and no price stands beside it; a saving that is written has its own account
    has_rows = any(_ours(reading, row) and not row.negative for row in reading.value_map.outcomes)
    if price <= 0 or not has_rows or _saving_written(reading):
        return None
    return {"price": money(price)}


@CHECKS.of("nothing-for-municipality", "price")
def _nothing(reading: ProjectReading) -> Told | None:
    if reading.contract_account is None or reading.value_map is None or not reading.value_map.outcomes:
        return None
    if reading.map_of:
        return None
    if any(_ours(reading, row) for row in reading.value_map.outcomes):
        return None
    return {"price": money(reading.contract_account.terms.price)}


@CHECKS.of("saving-of-others", "saving")
def _of_others(reading: ProjectReading) -> Told | None:
    text = reading.contract.get("saving", "")
    return {"saving": quoted(text)} if _OTHERS.search(bare(text)) and not _OURS.search(bare(text)) else None


@CHECKS.of("saving-not-cashable", "saving")
def _soft(reading: ProjectReading) -> Told | None:
    text = reading.contract.get("saving", "")
    return {"saving": quoted(text)} if _SOFT.search(bare(text)) else None


@CHECKS.of("counted-twice", "rows")
def _twice(reading: ProjectReading) -> Told | None:
    if reading.value_map is None:
        return None
    called = {row.id: row.outcome for row in reading.value_map.outcomes}
    found = [one for one in review(reading.value_map) if one.kind == "double_counting"]
    return {"rows": few(called[row] for row in found[0].rows)} if found else None


@CHECKS.of("deadweight-ignored")
def _deadweight(reading: ProjectReading) -> Told | None:
    rows = reading.value_map.outcomes if reading.value_map else ()
    return {} if rows and not any(row.deadweight for row in rows) else None


@CHECKS.of("no-discount")
def _no_discount(reading: ProjectReading) -> Told | None:
    if reading.value_map is None or (math.isfinite(reading.value_map.rate) and reading.value_map.rate):
        return None
    return {} if any(row.duration > 1 for row in reading.value_map.outcomes) else None


@CHECKS.of("value-beyond-contract", "years", "measured")
def _horizon(reading: ProjectReading) -> Told | None:
    if reading.value_map is None or reading.contract_account is None or reading.map_of:
        return None
    last = [row.start + row.duration - 1 for row in reading.value_map.outcomes]
    years = reading.contract_account.terms.years
    if not last or max(last) <= years + 1:  # a change of one year is seen in the year after
        return None
    return {"years": number(max(last)), "measured": number(years)}


# --- what is paid ---------------------------------------------------------------------------------
@CHECKS.of("threshold-above-expected", "threshold", "expected")
def _threshold(reading: ProjectReading) -> Told | None:
    if reading.contract_account is None:
        return None
    terms = reading.contract_account.terms
    if not terms.threshold or terms.threshold <= terms.expected:
        return None
    return {"threshold": number(terms.threshold), "expected": number(terms.expected)}


@CHECKS.of("cap-below-expected", "cap", "due")
def _cap(reading: ProjectReading) -> Told | None:
    if reading.contract_account is None:
        return None
    account = reading.contract_account
    due = account.mean_results * account.terms.price * account.times
    if account.terms.cap >= due:
        return None
    return {"cap": money(account.terms.cap), "due": money(round(due))}


@CHECKS.of("anyway-ignored")
def _anyway(reading: ProjectReading) -> Told | None:
    account = reading.contract_account
    return {} if account is not None and not account.terms.anyway else None


@CHECKS.of("contract-and-deal-differ", "terms")
def _differ(reading: ProjectReading) -> Told | None:
    account, deal = reading.contract_account, reading.deal_account
    if account is None or deal is None:
        return None
    one, other = account.terms, deal.deal
    there: dict[str, tuple[float, float]] = {
        "people": (one.people, other.people), "years": (one.years, other.years),
        "price": (one.price, other.price / 100), "cap": (one.cap, other.cap / 100),
        "threshold": (one.threshold, round(100 * other.threshold)), "fee": (one.fee, other.fixed_fee / 100),
        "anyway": (one.anyway, round(100 * deal.anyway)), "expected": (one.expected, round(100 * deal.expected)),
    }  # fmt: skip
    found = [
        f"{field.label} ({number(there[field.id][0])} / {number(there[field.id][1])})"
        for field in contract_fields()
        if field.id in there and there[field.id][0] != there[field.id][1]
    ]
    return {"terms": "; ".join(found)} if found else None


# --- who bears the risk ---------------------------------------------------------------------------
@CHECKS.of("deal-nobody-loses", "investor")
def _nobody_loses(reading: ProjectReading) -> Told | None:
    deal = reading.deal_account
    if deal is None or not deal.deal.investment or min(deal.investor.values) < 0:
        return None
    return {"investor": _investor(reading)}


@CHECKS.of("deal-nobody-wins", "investor", "best")
def _nobody_wins(reading: ProjectReading) -> Told | None:
    deal = reading.deal_account
    if deal is None or not deal.deal.investment:
        return None
    best = max(deal.investor.values)
    # whoever advances without interest, and may have all of it back, is another case
    if best > 0 or (best == 0 and not deal.deal.top_return):
        return None
    return {"investor": _investor(reading), "best": money(best)}


@CHECKS.of("deal-without-interest", "investor")
def _without_interest(reading: ProjectReading) -> Told | None:
    deal = reading.deal_account
    if deal is None or not deal.deal.investment or deal.deal.top_return or max(deal.investor.values) < 0:
        return None
    return {"investor": _investor(reading)}


def _investor(reading: ProjectReading) -> str:
    from fis_lessons.i18n import gettext as _

    named = reading.deal.get("investor", "")
    return quoted(named) if named else _("chi anticipa")


# --- what comes after, and the whole --------------------------------------------------------------
@CHECKS.of("ends-with-grant", "after")
def _after(reading: ProjectReading) -> Told | None:
    from fis_lessons.i18n import gettext as _

    text = reading.study.get("after", "")
    if not reading.study:
        return None
    if nobody(text):
        return {"after": _said(text) if text else _("non c'è scritto nulla")}
    words = bare(text).strip()
    over = _GRANT.search(words) or _STOPS.search(words)
    decided = _OURS.search(words) or re.search(r"\d", text)
    return {"after": _said(text)} if over and not decided else None


def _said(text: str) -> str:
    from fis_lessons.i18n import gettext as _

    return _("c'è scritto: {text}").format(text=quoted(text))


@CHECKS.of("asset-without-after", "assets")
def _assets(reading: ProjectReading) -> Told | None:
    found = [sheet["name"] for sheet in reading.assets.values() if nobody(sheet.get("after", ""))]
    return {"assets": few(found)} if found else None


@CHECKS.of("one-road")
def _one_road(reading: ProjectReading) -> Told | None:
    roads = [line for line in reading.study.get("alternatives", "").splitlines() if line.strip()]
    return {} if reading.study and len(roads) < 2 else None


@CHECKS.of("no-comparison-abroad")
def _abroad(reading: ProjectReading) -> Told | None:
    return None if not reading.study or _picked(reading)[1] else {}


@CHECKS.of("no-comparison-at-home")
def _at_home(reading: ProjectReading) -> Told | None:
    return None if not reading.study or _picked(reading)[0] else {}


def _picked(reading: ProjectReading) -> tuple[int, int]:
    """Count the experiences in Italy and abroad that were picked."""
    from fis_lessons.cases.loading import load_comparators
    from fis_lessons.dossier.study.comparison import read_picks

    picks = read_picks(reading.study.get("picks", ""))
    abroad = {one.id for one in load_comparators().comparators if one.country != "IT"}
    there = sum(pick in abroad for pick in picks)
    return len(picks) - there, there


@CHECKS.of("municipality-differs", "heading", "other")
def _municipality(reading: ProjectReading) -> Told | None:
    heading = reading.heading.get("municipality", "")
    if not heading:
        return None
    # a union of municipalities has members at its table
    if _MANY.search(bare(heading)):
        return None
    town = key(_TOWN.sub("", heading))
    for text in (name for role in ("proposer", "outcome_payer") for name in reading.holders(role)):
        if _TOWN.search(text) and town not in key(text):
            return {"heading": quoted(heading), "other": quoted(text)}
    return None


@CHECKS.of("unreadable", "parts")
def _unread(reading: ProjectReading) -> Told | None:
    if not reading.unread:
        return None
    shown = " ".join(_in_its_lesson(one) for one in reading.unread[:_SHOWN])
    if len(shown) > _LONGEST:
        shown = shown[:_LONGEST].rstrip() + "…"
    others = len(reading.unread) - _SHOWN
    return {"parts": f"{shown} {_others(others)}" if others > 0 else shown}


def _in_its_lesson(one: Unread) -> str:
    """Say of which sheet it is: two of them ask for the same things, and the remedy sends back to the lesson."""
    from fis_lessons.i18n import gettext as _

    section = next((section for section in SECTIONS if section.id == one.section), None)
    if section is None or not section.lesson:
        return one.why
    return _("{section}, lezione {id}: {words}").format(
        section=section.title, id=section.lesson, words=one.why
    )


def _others(count: int) -> str:
    from fis_lessons.i18n import counted
    from fis_lessons.i18n import gettext as _

    return counted(count, one=_("E un'altra."), more=_("E altre {count}."))
