"""The legal road as a story: crossings with choices, what each choice brings, where the road ends."""

from __future__ import annotations

from typing import Literal

from fis_lessons.cases.base import File, Grounded, Id, Some, Statement, Text
from fis_lessons.classes import dataclass

Route = Literal["co_programming", "co_design", "tender", "concession", "pact"]


@dataclass(frozen=True, kw_only=True)
class Choice(Statement):
    """What somebody may do at a crossing; the text says what happens.

    Parameters
    ----------
    label
        What is done.
    to
        The crossing or the arrival it leads to; its own crossing if the road stops there.
    """

    id: Id
    label: Text
    to: Id


@dataclass(frozen=True, kw_only=True)
class Crossing(Statement):
    """A question on the road; the text says how things stand."""

    id: Id
    label: Text
    choices: Some[Choice]

    def choice(self, choice_id: str) -> Choice:
        """Return a choice by its id; ``KeyError`` if there is none."""
        for one in self.choices:
            if one.id == choice_id:
                return one
        raise KeyError(choice_id)


@dataclass(frozen=True, kw_only=True)
class Papers(Grounded):
    """The papers a road asks for, in the order they are written."""

    list: Some[Text]


@dataclass(frozen=True, kw_only=True)
class Arrival(Statement):
    """Where a road ends: which way it is, its papers, what others did, what to ask before signing.

    Parameters
    ----------
    elsewhere
        What another city did; where nothing was found, that is said.
    results
        What is possible there for whoever wants results to count.
    ask
        What to ask the secretary of the municipality: nothing here is legal advice.
    """

    id: Id
    label: Text
    route: Route
    papers: Papers
    elsewhere: Statement
    results: Statement
    ask: Text


@dataclass(frozen=True, kw_only=True)
class LegalRoad(File):
    """The whole road."""

    kind: Literal["legal_road"]
    start: Id
    crossings: Some[Crossing]
    arrivals: Some[Arrival]

    def crossing(self, crossing_id: str) -> Crossing | None:
        """Return a crossing by its id; nothing if the road ends there."""
        return next((one for one in self.crossings if one.id == crossing_id), None)

    def arrival(self, arrival_id: str) -> Arrival | None:
        """Return an arrival by its id; nothing if it is a crossing."""
        return next((one for one in self.arrivals if one.id == arrival_id), None)
