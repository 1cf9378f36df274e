"""The numbers in the words of an evaluation plan: people, those who are lost, points, and what they show.

The least change that shows is computed from where the outcome starts, written in its indicator or in the contract,
and on those who are left. Where either is not written, the widest: no start shows less well.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from fis_lessons.classes import dataclass
from fis_lessons.dossier.alike import alike
from fis_lessons.dossier.fields import Values
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import exact, number
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.planning.power_shares import mde_at_worst, mde_two_shares
from fis_lessons.reading import read_number

if TYPE_CHECKING:
    from fis_lessons.dossier.record import Project

START, WAY = "start", "way"
"""Values that stand beside those of the plan: where the outcome starts, of a hundred, and whether it rises."""

# a number that is not of people: points, a share, a length of time, schools and groups
_PEOPLE = re.compile(
    r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+|\d{1,7})\b(?![.,/]?\d)"
    r"(?!\s*(?:%|punt|point|su 100|per cento|mes|ann|month|year|giorn|day"
    r"|scuol|class|quartier|comun|grupp|school|group|neighbo))"
)
# a change in points: «5 punti», «il 5%», «5 ragazzi su 100»
_POINTS = re.compile(
    # a number is read whole and words have a length: hundreds of digits pasted by mistake hold up nobody
    r"(?<!\d)(\d++(?:[.,]\d++)?+)\s*(?:%|punt\w*|per cento|percent\w*|points?\b"
    r"|(?:\w{1,40}\s{1,9}){0,2}(?:su|in|out of) (?:100|cento|a hundred))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# «4 su 24», «4 of 24», «4 ragazzi su 24»
_OF = re.compile(r"(?<!\d)(\d{1,6}) (?:\w{1,40} )?(?:su|of|out of|in) (\d{1,6})(?!\d)")
# whoever is not found counts as one who did not succeed: nobody is left out
_COUNTED = re.compile(
    r"(?i)\bcont\w* (?:\w+ )?come (?:non riuscit|fallit|un insuccess)|\bcount\w* as (?:not|a fail)"
)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The least change two groups show well.

    Parameters
    ----------
    people, left
        In the smaller group, and of them at the end.
    told
        Whether the plan says how many are lost.
    start_at
        Where the outcome starts, in points of a hundred; None if it is not written.
    points
        The change, in points of a hundred; None if they show none.
    """

    people: int
    left: int
    told: bool
    start_at: float | None
    points: float | None

    @property
    def who(self) -> str:
        """Say on whom it is computed."""
        if self.left < self.people:
            words = _("con {left} persone per gruppo (quelle che restano di {people})")
            return words.format(left=number(self.left), people=number(self.people))
        words = _("con {people} persone per gruppo")
        if not self.told:
            words = _("con {people} persone per gruppo, se nessuno si perde")
        return words.format(people=number(self.people))

    @property
    def start(self) -> str:
        """Say from where."""
        if self.start_at is None:
            return _("nel caso peggiore, perché la partenza non è scritta")
        return _("se si parte da {start} su 100").format(start=exact(self.start_at))


def people_counts(text: str) -> list[int]:
    """Return the numbers of people a text names, at most ten; not years, points, months, shares or schools.

    Examples
    --------
    >>> people_counts("240 seguiti e 240 in attesa, dal 2027, in 12 scuole: vediamo 13 punti")
    [240, 240]
    """
    read = [(found, read_number(found) or 0.0) for found in _PEOPLE.findall(text)[:10]]
    # four figures without a point between them are a year: «nel 2026» is nobody
    return [int(n) for found, n in read if n > 1 and n.is_integer() and not _YEAR.fullmatch(found)]


def points_wanted(text: str) -> float | None:
    """Return the change in points a text names, if it does.

    Examples
    --------
    >>> points_wanted("almeno 12,5 punti"), points_wanted("tanto")
    (12.5, None)
    """
    found = _POINTS.search(text)
    return read_number(found[1]) if found else None


def left_of(people: int, lost: str) -> int | None:
    """Return how many of a group are left, from the words on those who are lost; None if they do not say.

    Examples
    --------
    >>> left_of(24, "Ne perdiamo 4 su 24"), left_of(50, "il 10%, e li richiamiamo"), left_of(24, "chi lo sa")
    (20, 45, None)
    """
    if _COUNTED.search(lost):
        return people
    if (share := _OF.search(lost)) and int(share[2]) >= int(share[1]) and int(share[2]):
        return people - round(people * int(share[1]) / int(share[2]))
    if points := points_wanted(lost):
        return people - round(people * points / 100) if points <= 100 else None
    counts = people_counts(lost)
    return people - counts[0] if counts and counts[0] <= people else None


def seen_by(values: Values) -> Seen | None:
    """Return the least change the groups of a plan show; nothing if it names no people."""
    counts = people_counts(values.get("people", ""))
    if not counts:
        return None
    people, start = min(counts), read_number(values.get(START, ""))
    left = left_of(people, values.get("lost", ""))
    if start is not None and not 0 < start < 100:
        start = None
    remain = people if left is None else left
    return Seen(
        people=people, left=remain, told=left is not None, start_at=start,
        points=_visible(remain, start, values.get(WAY, "")),
    )  # fmt: skip


def too_small(values: Values) -> tuple[float, Seen, int] | None:
    """Return the change that would be worth it, what the groups show and from how many points, if it is less.

    The least change is told in whole points: with 16.4 nobody reads that their 16 is less than 16.
    """
    seen, worth = seen_by(values), points_wanted(values.get("worth", ""))
    if seen is None or seen.points is None or not worth:
        return None
    least = round(seen.points)
    return (worth, seen, least) if worth < min(least, seen.points) else None


@lru_cache(maxsize=256)
def _visible(people: int, start: float | None, way: str) -> float | None:
    try:
        if start is None:
            seen = mde_at_worst(treated=people, control=people)
        else:
            ways = [way == "less"] if way in ("more", "less") else [False, True]
            found = [
                mde_two_shares(start / 100, treated=people, control=people, downwards=one) for one in ways
            ]
            seen = max((one for one in found if one is not None), default=None)
    except MeasureError:
        return None
    return None if seen is None else 100 * seen


def start_of(project: Project) -> dict[str, str]:
    """Return where the outcome of the plan starts, as its indicator says, or else the contract.

    Parameters
    ----------
    project
        Whose sheets of lesson 07 and contract of lesson 11 are read.
    """
    from fis_lessons.dossier.indicator_sheet import saved

    outcome = project.text("plan", "outcome")
    sheets = [one for one in saved(project).values() if one.get("unit", "").strip() == "%"]
    sheets = [one for one in sheets if read_number(one.get("baseline", "")) is not None]
    speak = [one for one in sheets if any(alike(one.get(name, ""), outcome) for name in _SPEAK)]
    if speak or len(sheets) == 1:
        sheet = (speak or sheets)[0]
        return {START: sheet.get("baseline", ""), WAY: sheet.get("direction", "")}
    anyway = project.text("contract", "anyway") if project.text("contract", "price") else ""
    return {START: anyway, WAY: "more"} if anyway.strip() else {}


_SPEAK = ("outcome", "name", "definition")
