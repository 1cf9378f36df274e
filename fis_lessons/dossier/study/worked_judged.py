"""The worked study as something to judge: its rows in short, what the rules find in it, and what they do not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study.rules import load_rules
from fis_lessons.dossier.study.worked import as_it_would_read, plantable, worked_study
from fis_lessons.dossier.study.worked_short import rows, rule_rows
from fis_lessons.i18n import gettext as _


@dataclass(frozen=True, kw_only=True)
class Told:
    """A fault as it is offered.

    Parameters
    ----------
    rule
        Identifier of the rule that finds it.
    words
        What the rule says when it finds it.
    reason
        Why the rule is there.
    row
        Title of the row of the study that shows it, or shows that it is not there.
    """

    rule: str
    words: str
    reason: str
    row: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An invented study, what the rules find in it, and what they would find in another.

    Parameters
    ----------
    rows
        The study as it is read: part, and what it says.
    found
        What the rules find, the gravest first.
    absent
        Faults of other studies, which are not here.
    planted
        Identifiers of the faults that were put in it.
    """

    rows: Sequence[tuple[str, str]]
    found: Sequence[Told]
    absent: Sequence[Told]
    planted: Sequence[str]


def judged(chance: np.random.Generator, *, planted: int, others: int) -> Judged:
    """Draw a study with faults that its short form shows, and let the rules read it, in the language in use.

    Parameters
    ----------
    chance
        The same chance gives the same study.
    planted
        How many faults are in it.
    others
        How many faults that are not in it are told beside them.

    Examples
    --------
    >>> study = judged(np.random.default_rng(1), planted=3, others=5)
    >>> len(study.found), len(study.absent), {one.rule for one in study.found} & {one.rule for one in study.absent}
    (3, 5, set())
    """
    seen = rule_rows()
    rules = {one.id: one for one in load_rules() if one.severity != "look" and one.id in seen}
    study = worked_study(int(chance.integers(2**31)), planted, among=rules)
    shown = rows(study.reading)
    titles = {name: row.title for row in shown for name in row.rules}
    left = sorted(name for name in plantable() if name in rules and name not in study.faults)
    absent = [left[at] for at in chance.permutation(len(left))[:others]]
    return Judged(
        rows=[(row.title, row.told) for row in shown],
        found=[
            Told(rule=one.rule, words=one.text, reason=one.reason, row=titles[one.rule])
            for one in study.found
        ],
        absent=[
            Told(rule=name, words=as_it_would_read(name), reason=_(rules[name].reason), row=titles[name])
            for name in absent
        ],
        planted=study.faults,
    )
