"""A worked study to judge: an invented project that holds together, and faults planted in it by a seed.

Use :func:`worked_study`: ``worked_study(seed, 3)`` returns a :class:`Planted` with ``faults`` (the identifiers of
the rules, in the order of the findings), ``reading`` (for :func:`fis_lessons.dossier.study.rules.findings`, which
finds exactly those), ``project`` (for the chapters and the annexes) and ``notice``, the sentence that says it is
invented: print it wherever the study is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, cached_property, lru_cache

import numpy as np

from fis_lessons.classes import dataclass
from fis_lessons.dossier.record import Project
from fis_lessons.dossier.record_lines import Place, Revision
from fis_lessons.dossier.study.content import Finding
from fis_lessons.dossier.study.reading import ProjectReading, read_project
from fis_lessons.dossier.study.rules import findings
from fis_lessons.dossier.study.worked_faults import faults
from fis_lessons.dossier.study.worked_record import sound_record
from fis_lessons.errors import LessonError
from fis_lessons.i18n import Language, language, number
from fis_lessons.i18n import gettext as _

MOST_FAULTS = 12
"""Faults of one study: the places they take are different, and more would leave little to read."""


@dataclass(frozen=True)
class Planted:
    """A worked study with faults.

    Parameters
    ----------
    record
        What each field says.
    chosen
        Identifiers of the rules whose faults are in it.
    project
        The record as a project in memory.
    reading
        The project read.
    """

    record: Mapping[Place, str]
    chosen: frozenset[str]
    project: Project
    reading: ProjectReading

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """What the rules find in it."""
        return findings(self.reading)

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """The rules the faults trip, the gravest first: the order of the findings."""
        order = [one.rule for one in self.found] if self.chosen else []
        return tuple(sorted(self.chosen, key=order.index))

    @property
    def notice(self) -> str:
        """Declare that it is invented."""
        return _("Progetto inventato per esercizio: Comune, soggetti e numeri non esistono.")


def plantable() -> tuple[str, ...]:
    """Return the identifiers of the rules a fault can be planted for."""
    return tuple(_sound(language())[1])


def worked_study(seed: int, n: int, *, among: Collection[str] | None = None) -> Planted:
    """Return an invented study with so many faults, in the language in use.

    Parameters
    ----------
    seed
        The same seed plants the same faults.
    n
        From 0, a study in which the rules find nothing, to :data:`MOST_FAULTS`.
    among
        The rules whose faults may be planted; all if not given.

    Raises
    ------
    LessonError
        If there cannot be so many.

    Examples
    --------
    >>> worked_study(7, 0).faults, worked_study(7, 3).faults == worked_study(7, 3).faults
    ((), True)
    """
    if not 0 <= n <= MOST_FAULTS:
        words = _("Si possono nascondere da 0 a {most} errori, non {n}.")
        raise LessonError(words.format(most=number(MOST_FAULTS), n=number(n)))
    sound, known = _sound(language())
    record, taken, chosen = dict(sound), set[Place](), set[str]()
    names = sorted(known if among is None else known.keys() & set(among))
    for at in np.random.default_rng(abs(seed)).permutation(len(names)):
        if len(chosen) == n:
            break
        changes = known[names[at]]
        if taken & changes.keys():
            continue
        record |= changes
        taken |= changes.keys()
        chosen.add(names[at])
    return planted(record, chosen)


def as_it_would_read(rule: str) -> str:
    """Return the sentence of a rule about the sound study with its fault alone, in the language in use.

    Parameters
    ----------
    rule
        One of :func:`plantable`.

    Examples
    --------
    >>> as_it_would_read("indicator-without-baseline")
    'Indicatori senza valore di partenza: «Ancora a scuola a giugno».'
    """
    return _as_it_would_read(rule, language())


@cache
def _as_it_would_read(rule: str, lang: Language) -> str:
    sound, known = _sound(lang)
    reading = _read({**sound, **known[rule]})[1]
    return next(one.text for one in findings(reading, only={rule}))


@cache
def _sound(_lang: Language) -> tuple[Mapping[Place, str], Mapping[str, Mapping[Place, str]]]:
    """Return the sound study and its faults by rule: the same texts for every study in the language in use."""
    sound = sound_record()
    return sound, faults(sound)


def _read(record: Mapping[Place, str]) -> tuple[Project, ProjectReading]:
    """Read a record; of one that is like the sound study, the parts that are not."""
    lang = language()
    sound = _sound(lang)[0]
    changed = {place[0] for place in sound.keys() | record.keys() if sound.get(place) != record.get(place)}
    project = _project(record)
    return project, read_project(project, known=_sound_reading(lang), changed=changed)


@cache
def _sound_reading(lang: Language) -> ProjectReading:
    return read_project(_project(_sound(lang)[0]))


def _project(record: Mapping[Place, str]) -> Project:
    project, lang = Project(None, who="worked"), language()
    project.add(_line(place, text, lang) for place, text in record.items())
    return project


@lru_cache(maxsize=512)
def _line(place: Place, text: str, lang: Language) -> Revision:
    """Write a field; studies differ in a few."""
    when = "2026-11-30T09:00:00+01:00"
    return Revision.new(place, text, lesson="13", who="worked", when=when, lang=lang)


def planted(record: Mapping[Place, str], chosen: Collection[str]) -> Planted:
    """Make a study of a record."""
    project, reading = _read(record)
    return Planted(record, frozenset(chosen), project, reading)
