"""A question answered by a number: how it is read, how far it is, which mistake it is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.exercises.answers import shown
from fis_lessons.exercises.refusals import Fault, empty_text, number_faults, repeated_names
from fis_lessons.exercises.spec import Exercise, Verdict
from fis_lessons.i18n import counted, mark, money, number
from fis_lessons.i18n import gettext as _
from fis_lessons.reading import read_quantity

_UNITS: dict[str, tuple[str, ...]] = {
    "%": ("%", "percentual", "per cento", "percent"),
    "€": ("€", "euro", "eur"),
    "£": ("£", "sterlin", "pound"),
    "$": ("$", "dollar"),
}

Distance = Literal["sign", "minus", "no_minus", "cut", "near", "double", "more", "half", "less"]
"""How far a number can be from the answer."""
DISTANCES: tuple[Distance, ...] = get_args(Distance)
_DISTANCES: dict[Distance, str] = {
    "sign": mark("Il segno non è quello: ricontrolla che cosa togli da che cosa."),
    "minus": mark("Il numero è giusto e il segno no: qui la risposta si scrive con il meno."),
    "no_minus": mark("Il numero è giusto e il segno no: qui la risposta si scrive senza il meno."),
    "near": mark("Sei vicino: meno del 10% di distanza. Ricontrolla gli estremi e gli arrotondamenti."),
    "double": mark("È troppo. È più del doppio: ricontrolla che cosa hai contato."),
    "more": mark("È troppo. Ricontrolla che cosa hai contato."),
    "half": mark("È troppo poco. È meno della metà: ricontrolla che cosa hai lasciato fuori."),
    "less": mark("È troppo poco. Ricontrolla che cosa hai lasciato fuori."),
}


@dataclass(frozen=True, kw_only=True)
class NumberMistake:
    """A number we know how people get to."""

    id: str
    value: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Number(Exercise):
    """A question answered by a number.

    Parameters
    ----------
    expected
        Computed from the same parameters that drew the lesson.
    tolerance
        How far an answer may be, in the unit of the answer. The answer rounded to ``decimals`` is always
        accepted.
    unit
        Shown beside the field, for instance ``persone`` or ``%``; may be typed after the number.
    decimals
        How many are shown.
    mistakes
        Numbers recognised and explained, computed from the same data. One that is as good as the right answer
        for this variant is named by :attr:`coinciding` and never held against anybody.
    """

    expected: float
    tolerance: float = 0.0
    unit: str = ""
    decimals: int = 0
    mistakes: tuple[NumberMistake, ...] = ()

    def _faults(self) -> Iterator[Fault]:
        # A mistake that gives the right answer is not refused here: computed from a case, it may do so for one
        # case and not for the next. A file of questions refuses one that is typed; a test, one that always does.
        yield from number_faults(("expected",), self.expected)
        yield from number_faults(("tolerance",), self.tolerance, least=0)
        yield from number_faults(("decimals",), self.decimals, least=0)
        yield from repeated_names("mistakes", [mistake.id for mistake in self.mistakes])
        for place, mistake in enumerate(self.mistakes):
            yield from number_faults(("mistakes", place, "value"), mistake.value)
            yield from empty_text(("mistakes", place, "text"), mistake.text)

    def _expects(self) -> str:
        example = number(self.expected * 2 + 10, decimals=self.decimals)
        return _("Mi aspetto un numero solo, scritto per esempio così: {example}.").format(example=example)

    def _judge(self, answer: object) -> Verdict:
        found = read_quantity(answer, unit=self.unit)
        if found is None:
            return self._unreadable(answer)
        value = found.value
        opening = _("Ho letto {read}{unit}.").format(read=found.told(), unit=self._after(value))
        if not self.takes_sign(found.sign):
            words = _("Ho letto {read}, ma qui si risponde in questa unità: {unit}. Scrivi solo il numero.")
            return Verdict("unreadable", words.format(read=shown(answer), unit=self.unit))
        if self._accepts(value):
            return self._right()
        for mistake in self.recognised:
            if self._close(value, mistake.value):
                return Verdict("not_yet", f"{opening} {mistake.text}", mistake.id)
        return Verdict("not_yet", f"{opening} {self.distance_text(self._distance(value))}")

    def _after(self, value: float) -> str:
        """Return the unit as it follows a number: the words are plural, and one is not."""
        one = abs(value) == 1 and self.unit[-1:].isalpha()
        return f" ({self.unit})" if one else f" {self.unit}" if self.unit else ""

    def takes_sign(self, sign: str) -> bool:
        """Tell whether a sign can stand beside the answer, or belongs to another unit."""
        unit = self.unit.casefold()
        return not (unit and sign) or any(word in unit for word in _UNITS.get(sign, ()))

    @property
    def recognised(self) -> tuple[NumberMistake, ...]:
        """Every number that is told what it is: the known mistakes, and those of any answer of this size."""
        if self.unit == "%":
            share = NumberMistake(
                id="share_not_percent",
                value=self.expected / 100,
                text=_(
                    "È la quota giusta, ma scritta tra 0 e 1: qui serve la percentuale. Moltiplica per 100."
                ),
            )
            return (*self.mistakes, share)
        thousands = NumberMistake(
            id="decimal_sign",
            value=self.expected / 1000,
            text=_(
                "È mille volte meno: forse hai scritto le migliaia e non le unità, o hai usato il segno dei "
                "decimali per separare le migliaia. Scrivi il numero per intero, senza punti."
            ),
        )
        return (*self.mistakes, thousands) if abs(self.expected) >= 1000 else self.mistakes

    def _accepts(self, value: float) -> bool:
        near = abs(value - self.expected) <= self.tolerance + 1e-9 * max(1.0, abs(self.expected))
        return near or abs(value - self.reference) <= 1e-9 * max(1.0, abs(self.reference))

    def _close(self, value: float, target: float) -> bool:
        # with the tolerance of the answer, scaled to the mistake's own size, and rounded as people round
        scale = min(abs(target / self.expected), 1.0) if self.expected else 1.0
        # and where people round to the unit, whoever copies the calculator writes the decimals too
        rounded = self.decimals or (float(target).is_integer() and not float(value).is_integer())
        rounding = min(0.5 * 10.0**-self.decimals, 0.02 * abs(target)) if rounded else 0.0
        slack = max(self.tolerance * scale, rounding)
        return abs(value - target) <= slack + 1e-9 * max(1.0, abs(target))

    def _cut(self, value: float) -> bool:
        """Tell whether a number is the answer with fewer decimals, rounded or cut off."""
        for size in (10**kept for kept in range(self.decimals)):
            whole = abs(self.expected) * size
            for side in (math.floor(whole), math.floor(whole + 0.5)):  # a half is rounded up, as at school
                if side and abs(abs(value) * size - side) <= 1e-9 * side:
                    return True
        return False

    def _distance(self, value: float) -> Distance:
        """Tell how far a number is that is no known mistake."""
        if value and self.expected and (value < 0) != (self.expected < 0):
            right = self._accepts(-value)
            return "sign" if not right else "minus" if self.expected < 0 else "no_minus"
        if self._cut(value):
            return "cut"
        # there is no double of nothing: beside zero, only too much and too little
        ratio = abs(value / self.expected) if self.expected else (1.5 if value > 0 else 0.7)
        if 0.9 <= ratio <= 1.1:
            return "near"
        if ratio > 1:
            return "double" if ratio > 2 else "more"
        return "half" if ratio < 0.5 else "less"

    def distance_text(self, distance: Distance) -> str:
        """Say how far a number is, in words."""
        if distance == "cut":
            count = counted(self.decimals, one=_("{count} decimale"), more=_("{count} decimali"))
            words = _("Ci sei quasi: manca qualche cifra dopo la virgola. Scrivi il risultato con {count}.")
            return words.format(count=count)
        return _(_DISTANCES[distance])

    @property
    def coinciding(self) -> tuple[str, ...]:
        """Known mistakes that give the right answer for this variant."""
        return tuple(mistake.id for mistake in self.mistakes if self._accepts(mistake.value))

    def mistaken(self) -> tuple[tuple[str, object], ...]:
        """Pair each known mistake with the number it gives; those that coincide are left out."""
        return tuple(
            (mistake.id, mistake.value) for mistake in self.recognised if not self._accepts(mistake.value)
        )

    def value(self, answer: object) -> object:
        """Return the number that was typed."""
        found = read_quantity(answer, unit=self.unit)
        return None if found is None else found.value

    @property
    def reference(self) -> float:
        """The expected number, rounded as it is shown."""
        return round(self.expected, self.decimals)

    @property
    def reference_text(self) -> str:
        """The expected number with its unit: of euros each language puts the sign in its place."""
        if self.unit == "€":
            return money(self.expected, decimals=self.decimals)
        return number(self.expected, decimals=self.decimals) + self._after(self.reference)
