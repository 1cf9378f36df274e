"""Rules on the executive plan: what it measures when it is over, and what it says of the day after."""

from __future__ import annotations

import datetime
import re

from fis_lessons.dossier.study.reading import ProjectReading
from fis_lessons.dossier.study.rules.checks import Checks, Told, few
from fis_lessons.dossier.study.steps import Calendar, read_steps
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import month, number
from fis_lessons.measures.theory_of_change.words import bare
from fis_lessons.measures.timetable import Timetable
from fis_lessons.reading import read_period

CHECKS = Checks()
_LONGEST_PLAN = 600.0
_MONTH_OF_PLAN = re.compile(
    r"\b(?:mese|month) (?:n\.? ?)?(\d{1,3})\b|\b(\d{1,3}) ?(?:°|º|o|esimo|th)? (?:mese|month)\b"
)
_DATED = re.compile(r"(?:\d{1,2}[ /.-])?(?:[^\W\d_]{3,12}|\d{1,2})[ /.-](?:del |of )?20\d\d\b")


def _plan(reading: ProjectReading) -> Timetable | None:
    plan = read_steps(reading.study.get("timetable", ""))
    return plan if plan and 0 < plan.length <= _LONGEST_PLAN else None


def calendar(reading: ProjectReading) -> Calendar | None:
    """Put the plan in the calendar: the deal says when the service begins; nothing without one of the two."""
    plan = _plan(reading)
    if plan is None or reading.deal_account is None:
        return None
    return Calendar(plan, reading.deal_account.deal.start)


@CHECKS.of("measured-after-plan", "indicators", "begins", "ends")
def _late(reading: ProjectReading) -> Told | None:
    found = calendar(reading)
    if found is None:
        return None
    late = [
        one.sheet.name
        for one in reading.indicators
        if one.sheet.target_date is not None and one.sheet.target_date > found.ends
    ]
    if not late:
        return None
    return {"indicators": few(late), "begins": month(found.service_begins), "ends": month(found.last)}


@CHECKS.of("plan-and-after-differ", "plan", "after")
def _after(reading: ProjectReading) -> Told | None:
    text, plan, found = reading.study.get("after", ""), _plan(reading), calendar(reading)
    if plan is None or not text:
        return None
    return (_dated(text, found) if found else None) or _numbered(text, plan)


def _dated(text: str, found: Calendar) -> Told | None:
    """Compare the months of the calendar that are named; a decision is taken while the plan decides."""
    named = [read for one in _DATED.findall(text) if (read := read_period(one)) is not None]
    named = [one for one in named if (one.end - one.start).days <= 31]
    months = [one.start for one in named]
    if not months:
        return None
    earliest = found.day(found.decision.start) if found.decision and found.service else None
    late = all(_index(one) > _index(found.ends) for one in months)
    early = earliest is not None and all(_index(one) < _index(earliest) for one in months)
    # a day that is past is that of an act somebody cites; a month is when it will be decided
    if late or (early and all(one.start != one.end for one in named)):
        return {"plan": month(found.last), "after": month(months[0])}
    return None


def _index(date: datetime.date) -> int:
    return 12 * date.year + date.month


def _numbered(text: str, plan: Timetable) -> Told | None:
    """Compare the months of the plan that are named by their number."""
    months = [int(one or other) for one, other in _MONTH_OF_PLAN.findall(bare(text))]
    if not months or any(one <= plan.length for one in months):
        return None
    words = _("mese {number}")
    return {
        "plan": words.format(number=number(plan.length)), "after": words.format(number=number(months[0])),
    }  # fmt: skip
