"""The steps an officer wrote, put in their months; and in the calendar, where a deal says when they begin."""

from __future__ import annotations

import datetime
import math
import re

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study.rows import rows_of
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.days import months_after
from fis_lessons.measures.theory_of_change.words import bare, pattern
from fis_lessons.measures.timetable import Placed, Step, Timetable, timetable
from fis_lessons.reading import read_number

_MOST_MONTHS = 600.0
_MONTHS = re.compile(r"\s*(?:mesi|mese|months?)\.?\s*$", re.IGNORECASE)
_SERVICE = pattern(("servizio", "servizi", "sperimentazione", "attivita", "service", "services", "pilot"))
_DECISION = pattern(("decid*", "decision*", "delibera*"))


def read_steps(text: str) -> Timetable | None:
    r"""Put the steps of a list in their months: name, months, what it waits for; nothing if one cannot be read.

    What is the matter then, :func:`trouble_in_steps` says.

    Examples
    --------
    >>> plan = read_steps("Avviso; 3\nServizio; 6 mesi; Avviso; Ufficio")
    >>> plan.length if plan else None
    9.0
    >>> read_steps("Avviso; presto")
    """
    plan, _trouble = _put_in_time(text)
    return plan


def trouble_in_steps(text: str) -> tuple[Problem, ...]:
    r"""Say why the steps of a list are in no calendar; nothing if they are, or if the list is not one of steps.

    Examples
    --------
    >>> for one in trouble_in_steps("Avviso; presto\nServizio; 24; Avvisi"):
    ...     print(one.where, one.found)
    passo «Avviso» i mesi non si leggono: «presto».
    passo «Servizio» aspetta «Avvisi», che non c'è.
    """
    _plan, trouble = _put_in_time(text)
    return trouble


def _put_in_time(text: str) -> tuple[Timetable | None, tuple[Problem, ...]]:
    rows = rows_of(text, most=4)
    if not any(len(row) > 1 for row in rows):
        return None, ()  # words, not a list: shown as they were written
    steps, trouble = [], []
    names = {row[0].casefold(): row[0] for row in rows}
    for row in rows:
        told = row[1] if len(row) > 1 else ""
        length = read_number(_MONTHS.sub("", told)) if told else None
        if length is None or not 0 <= length <= _MOST_MONTHS:
            trouble.append(_of_months(row[0], told))
            length = 0
        waits = [one.strip() for one in row[2].split(",")] if len(row) > 2 else []
        before = tuple(names.get(one.casefold(), one) for one in waits if one not in ("", "–", "-"))
        steps.append(Step(id=row[0], months=length, after=before))
    try:
        plan = timetable(steps)
    except MeasureError as error:
        trouble += error.problems
    return (None, tuple(trouble)) if trouble else (plan, ())


def _of_months(name: str, told: str) -> Problem:
    where = _("passo «{name}»").format(name=name)
    if not told:
        return Problem(where, _("non dice quanti mesi."))
    return Problem(
        where, _("i mesi non si leggono: «{told}».").format(told=told[:60]), remedy=_("Scrivi un numero.")
    )


@dataclass(frozen=True)
class Calendar:
    """A plan in the calendar.

    Parameters
    ----------
    plan
        Its steps.
    service_begins
        The day the service begins.
    """

    plan: Timetable
    service_begins: datetime.date

    @property
    def service(self) -> Placed | None:
        """The step that is the service: of those called so, the longest; nothing if none is."""
        called = [one for one in self.plan.steps if _SERVICE.search(bare(one.id))]
        return max(called, key=lambda one: one.end - one.start, default=None)

    @property
    def decision(self) -> Placed | None:
        """The last step, if it is a decision."""
        last = max(self.plan.steps, key=lambda one: one.end)
        return last if _DECISION.search(bare(last.id)) else None

    def day(self, months: float) -> datetime.date:
        """Return the day so many months from the beginning of the plan; a part of a month counts whole.

        Where no step is called the service, the plan is taken to begin with it: no day can come later.
        """
        before = math.floor(self.service.start) if self.service else 0
        return months_after(self.service_begins, math.ceil(months) - before)

    @property
    def ends(self) -> datetime.date:
        """The day the plan is over, the first on which nothing is done any more."""
        return self.day(self.plan.length)

    @property
    def last(self) -> datetime.date:
        """The last day of the plan."""
        return self.ends - datetime.timedelta(days=1)
