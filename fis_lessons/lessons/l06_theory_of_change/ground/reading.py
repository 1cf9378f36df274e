"""What we add to a chain of a case so that it is whole."""

from __future__ import annotations

from fis_lessons.classes import dataclass
from fis_lessons.measures.theory_of_change import Kind


@dataclass(frozen=True)
class Reading:
    """What we add to a chain of a case so that it is whole.

    Parameters
    ----------
    added
        Boxes of ours: name, level, words.
    arrows
        From, to, assumption, what could go wrong. Names of the case's own boxes are the level and a position
        from 0: ``activity-0``.
    indicators
        Of each outcome: how it is seen, where it is read.
    """

    added: tuple[tuple[str, Kind, str], ...]
    arrows: tuple[tuple[str, str, str, str], ...]
    indicators: dict[str, tuple[str, str]]
