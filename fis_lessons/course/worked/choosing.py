"""What a worked study chooses: a road, and all its choices; whatever is ours is marked (:func:`ours`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.stakeholders.seats import Kind


@dataclass(frozen=True, kw_only=True)
class Road:
    """A road that was or could have been taken: what, why yes or no, and the sources that say it, if any do."""

    what: str
    why: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The choices of a worked study.

    Parameters
    ----------
    result
        What becomes true for a person, and is paid.
    indicator
        Of the case, that counts it.
    register
        Where it is read.
    group
        The people, in the plural.
    comparison
        With whom they are compared.
    roads
        The chosen one first; doing nothing is added to them.
    risks
        What can go wrong, who notices, what is done, who answers.
    saving
        Whose a saving would be, and what is not known of it.
    kinds
        What the organisations of the case are, by identifier; the others are of the third sector.
    when
        The result is measured.
    together
        What the community does, what it decides, and in which papers.
    interest
        Of organisations with more at stake than their role says, by identifier.
    helped
        Whom the project helps and who does not deliver it, by identifier.
    past
        Indicators, and groups, the project no longer is for: told elsewhere, by identifier.
    definitions
        How an indicator is counted, by identifier, where its label does not say it.
    less
        Indicators that are better when they fall, by identifier.
    paid
        Whether the course works out a payment by results for it.
    unit
        What «people» means in the accounts, where they are not single people.
    often
        How often the result is read, where it is not each year in December.
    split
        By which groups the result is read, where it is not counted on single people.
    entry
        By when one begins the twelve months after which the result is read, where it is not the entry: ``{day}``;
        ``{before}`` is a year before.
    start
        How the starting point is measured, where it is not on who asked the year before.
    others
        How the result is read for who does not have the service, where no register has both.
    registered
        Whether the result is read in a register alone: who is missing in it has not succeeded.
    spent
        Whether the outcomes of the chain no indicator of the case counts are what the municipality spends.
    months
        Between two verifications of the example contract, as the sources say of theirs where they do.
    guarded
        What the data of these people ask for, more than others.
    elsewhere
        What those it is compared with are not about, or why some are not there.
    """

    result: str
    indicator: str
    register: str
    group: str
    comparison: str
    roads: tuple[Road, ...]
    risks: tuple[tuple[str, str, str, str], ...]
    saving: str
    kinds: dict[str, Kind]
    when: str
    together: tuple[str, str, str]
    interest: dict[str, int] = field(default_factory=dict)
    helped: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    definitions: dict[str, str] = field(default_factory=dict)
    less: frozenset[str] = frozenset()
    paid: bool = True
    unit: str = ""
    often: str = ""
    split: str = ""
    entry: str = ""
    start: str = ""
    others: str = ""
    registered: bool = False
    spent: bool = False
    guarded: str = ""
    elsewhere: str = ""
    months: int = 12


def ours(words: str) -> str:
    """Mark what is supposed for teaching."""
    return _("{words} (ipotesi)").format(words=words.rstrip("."))
