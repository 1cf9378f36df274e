"""What a set of versions says: which count now, which are in conflict, in which order they were written.

It depends on which versions there are, and on nothing else: not on the order they are read in, not on how many
times. Putting two records together is putting their lines together.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator

from fis_lessons.dossier.record_lines import Place, Revision
from fis_lessons.dossier.record_sections import OFFERS


class Versions:
    """The versions of every field.

    Parameters
    ----------
    revisions
        In whatever order, however many times.
    """

    def __init__(self, revisions: Iterable[Revision] = ()) -> None:
        self._of: dict[Place, dict[str, Revision]] = {}
        self._over: dict[Place, set[str]] = {}
        self._sources: dict[tuple[str, Place], Revision] = {}
        for one in revisions:
            self.add(one)

    def add(self, one: Revision) -> None:
        """Take in one more version."""
        self._of.setdefault(one.place, {})[one.key] = one
        self._over.setdefault(one.place, set()).update(one.after)
        if one.source:
            self._sources[one.source, one.place] = one

    def __iter__(self) -> Iterator[Revision]:
        """Give every version of every field."""
        for own in self._of.values():
            yield from own.values()

    def places(self, section: str = "") -> list[Place]:
        """List the fields something was ever written in, of a section or of all."""
        return sorted(place for place in self._of if section in ("", place[0]))

    def read_from(self, source: str, place: Place) -> Revision | None:
        """Return what was read from an event of an old log, if it was."""
        return self._sources.get((source, place))

    def heads(self, place: Place) -> tuple[Revision, ...]:
        """Return the versions nobody has written over, the latest last."""
        over = self._over.get(place, set())
        return tuple(sorted((r for r in self._of.get(place, {}).values() if r.id not in over), key=_order))

    def current(self, place: Place) -> Revision | None:
        """Return the version to show: of several that count, the latest."""
        heads = self.heads(place)
        return heads[-1] if heads else None

    def conflict(self, place: Place) -> tuple[Revision, ...]:
        """Return the versions to choose from, the latest last; none if all who wrote agree."""
        said = {json.dumps(one.value, sort_keys=True): one for one in self.heads(place)}
        return tuple(sorted(said.values(), key=_order)) if len(said) > 1 else ()

    def conflicts(self) -> list[Place]:
        """List the fields with versions to choose from; of an answer to an offer, the latest counts."""
        return [place for place in self.places() if place[0] != OFFERS and self.conflict(place)]

    def history(self, place: Place) -> tuple[Revision, ...]:
        """Return all versions of a field, each after those it came after; by time where that does not tell.

        The clock of a computer may have been put back: who saw what is trusted more.
        """
        own = self._of.get(place, {})
        named: dict[str, list[str]] = {}
        for key, one in own.items():
            named.setdefault(one.id, []).append(key)
        # a version changed by hand may come after itself: it is then taken as it comes
        waits = {
            key: {k for name in one.after if name != one.id for k in named.get(name, ())}
            for key, one in own.items()
        }
        next_ones: dict[str, list[str]] = {}
        for key, before in waits.items():
            for name in before:
                next_ones.setdefault(name, []).append(key)
        ready = [(*_order(own[key]), key) for key, before in waits.items() if not before]
        heapq.heapify(ready)
        told: dict[str, Revision] = {}
        while ready:
            key = heapq.heappop(ready)[-1]
            told[key] = own[key]
            for follower in next_ones.get(key, ()):
                waits[follower].discard(key)
                if not waits[follower]:
                    heapq.heappush(ready, (*_order(own[follower]), follower))
        rest = sorted((one for key, one in own.items() if key not in told), key=_order)
        return (*told.values(), *rest)


def _order(one: Revision) -> tuple[float, str]:
    return one.moment, one.key
