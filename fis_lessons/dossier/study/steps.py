"""The steps an officer wrote, put in their months; and in the calendar, where a deal says when they begin."""

from __future__ import annotations

import datetime
import math
import re

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study.own import rows_of
from fis_lessons.errors import MeasureError
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

    Examples
    --------
    >>> plan = read_steps("Avviso; 3\nServizio; 6 mesi; Avviso; Ufficio")
    >>> plan.length if plan else None
    9.0
    >>> read_steps("Avviso; presto")
    """
    steps = []
    rows = rows_of(text, most=4)
    names = {row[0].casefold(): row[0] for row in rows}
    for row in rows:
        length = read_number(_MONTHS.sub("", row[1])) if len(row) > 1 else None
        waits = [one.strip() for one in row[2].split(",")] if len(row) > 2 else []
        before = [names.get(one.casefold()) for one in waits if one not in ("", "–", "-")]
        if length is None or not 0 <= length <= _MOST_MONTHS or None in before:
            return None
        steps.append(Step(id=row[0], months=length, after=tuple(one for one in before if one)))
    try:
        return timetable(steps) if steps else None
    except MeasureError:
        return None


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
