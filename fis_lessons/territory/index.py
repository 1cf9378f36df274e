"""Who may be meant by a name: the municipalities of today, those that merged, provinces and regions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from typing import Generic, TypeVar

from fis_lessons.territory.names import (
    PARTICLES,
    area_name,
    key,
    loose,
    one_i,
    shortened,
    together,
    without_title,
    words,
)
from fis_lessons.territory.places import Area, Former, Municipality
from fis_lessons.territory.tables import by_code, formers, municipalities, provinces, regions

ItemT = TypeVar("ItemT", Municipality, Former)

# Official names that Istat does not write in its list: Rome's, and Aosta's in French.
_USUAL = {"Roma Capitale": "058091", "Aoste": "007003"}

Strictness = tuple[int, int]
"""How far from the official name the writing was: less is nearer."""
NOBODY: Strictness = (99, 99)


class Index(Generic[ItemT]):
    """Names and who has them, looked up from the strictest reading to the loosest."""

    def __init__(self, named: Iterable[tuple[str, ItemT]]) -> None:
        self._named: tuple[tuple[str, ItemT], ...] = tuple(named)

    @cached_property
    def spellings(self) -> dict[ItemT, set[str]]:
        """The names of each."""
        found: dict[ItemT, set[str]] = {}
        for name, item in self._named:
            found.setdefault(item, set()).add(name)
        return found

    @cache  # noqa: B019 - there are two indexes, and they stay
    def _by(self, degree: int) -> dict[str, dict[ItemT, None]]:
        """Return who has a name, reduced: most people write one that is found without the looser ways."""
        table: dict[str, dict[ItemT, None]] = {}
        for name, item in self._named:
            if reduced := _WAYS[degree](name):
                table.setdefault(reduced, {})[item] = None
        return table

    @cached_property
    def _words(self) -> list[tuple[str, str, ItemT]]:
        plain = ((one_i(words(name)), item) for name, item in self._named)
        return [(name, _telling(name), item) for name, item in plain]

    def letters(self) -> Iterable[str]:
        """Return the bare letters of every name."""
        return self._by(0)

    def exactly(self, letters: str) -> tuple[ItemT, ...]:
        """Return who has these bare letters as a name."""
        return tuple(self._by(0).get(letters, ()))

    def has_words(self, text: str) -> bool:
        """Tell whether somebody has a name of these very words."""
        wanted = words(text)
        return any(wanted == words(name) for one in self.exactly(key(text)) for name in self.spellings[one])

    def look(self, text: str) -> tuple[Strictness, tuple[ItemT, ...]]:
        """Return who may be meant, all by the strictest reading that finds somebody."""
        for place, form in enumerate((text, *without_title(text))):
            for degree, reduced in enumerate(_WAYS):
                found = tuple(self._by(degree).get(reduced(form), ()))
                if found:
                    return (place, degree), self._meant(form, found) if degree == 0 else found
            found = tuple(dict.fromkeys(self._abbreviated(form)))
            if found:
                return (place, 3), found
            parts = together(form)
            both = [set(self.look(part)[1]) for part in parts]
            if both and (found := tuple(both[0] & both[1])):
                return (place, 4), found
        return NOBODY, ()

    def beginning(self, wanted: str) -> Iterator[ItemT]:
        """Walk who has a name that begins with these words, abbreviations read."""
        pattern = shortened(wanted) or re.compile(re.escape(one_i(words(wanted))))
        for plain, _few, item in self._words:
            if (found := pattern.match(plain)) and plain[found.end() :].startswith(" "):
                yield item

    def _meant(self, wanted: str, found: tuple[ItemT, ...]) -> tuple[ItemT, ...]:
        if len(found) < 2:
            return found
        if wanted.isascii():
            same = tuple(one for one in found if words(wanted) in {words(n) for n in self.spellings[one]})
        else:
            # who writes an accent means it: Paternò is not Paterno. The opposite does not hold.
            same = tuple(
                one for one in found if wanted.casefold() in {n.casefold() for n in self.spellings[one]}
            )
        return same or found

    def _abbreviated(self, wanted: str) -> Iterator[ItemT]:
        pattern = shortened(wanted)
        if pattern is None:
            return
        told = shortened(" ".join(word for word in wanted.split() if word.casefold() not in PARTICLES))
        for plain, telling, item in self._words:
            if pattern.fullmatch(plain) or (told is not None and told.fullmatch(telling)):
                yield item


_WAYS: tuple[Callable[[str], str], ...] = (key, lambda name: one_i(key(name)), loose)
"""How a name is reduced, from the strictest to the loosest."""


def _telling(plain: str) -> str:
    return " ".join(word for word in plain.split() if word not in PARTICLES)


@cache
def today() -> Index[Municipality]:
    """Return the municipalities of today, under every name they have or had from 2010 on."""
    return Index(_named_today())


def _named_today() -> Iterator[tuple[str, Municipality]]:
    for place in municipalities():
        yield place.name, place
        if place.other_name:
            yield place.other_name, place
            yield f"{place.name}/{place.other_name}", place
            yield f"{place.other_name}/{place.name}", place
    for name, code in _USUAL.items():
        yield name, by_code()[code]
    for former in formers():
        if former.kind == "renamed":
            yield former.name, by_code()[former.now]


@cache
def gone() -> Index[Former]:
    """Return the municipalities that merged from 2010 on."""
    return Index((former.name, former) for former in formers() if former.kind == "merged")


@cache
def signs() -> dict[str, Area]:
    """Return the provinces by their two letters."""
    return {area.sign: area for area in provinces()}


def area_of(text: str, areas: tuple[Area, ...] | None = None) -> Area | None:
    """Return the province or region somebody wrote; ``None`` if there is none.

    Examples
    --------
    >>> area_of("TN").name, area_of("Provincia di Reggio Emilia").name, area_of("Puglia").level
    ('Trento', "Reggio nell'Emilia", 'region')
    """
    known = (*provinces(), *regions()) if areas is None else areas
    if areas is None and (sign := signs().get(text.strip().upper())):
        return sign
    for form in (text, area_name(text), area_name(text).split("/")[0]):
        ways = {key(form), key("L'" + form), key("La " + form)} - {""}
        few = loose(form)
        for area in known:
            if (
                key(area.name) in ways
                or key(area.sign) == key(form) != ""
                or (few and loose(area.name) == few)
            ):
                return area
    return None


def was_in(former: Former, area: Area) -> bool:
    """Tell whether a former municipality lay in a province or a region."""
    if area.level == "province":
        return former.province == area.sign
    return area.contains(by_code()[former.now])
