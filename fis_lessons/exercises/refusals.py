"""What an exercise cannot be. Refused when it is made, all problems at once, to whoever writes it.

A learner must never meet an exercise without an answer, or a wrong answer that nobody explains. Each kind of
exercise lists its faults with the functions below; a file of questions says on which line they stand.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from fis_lessons.classes import dataclass
from fis_lessons.errors import ExerciseError, Problem
from fis_lessons.i18n import gettext as _


class Listed(Protocol):
    """Something in a list: what it is called, what it says, what is said to whoever gets it wrong."""

    @property
    def id(self) -> str:
        """Its name inside the exercise."""

    @property
    def label(self) -> str:
        """What is read."""

    @property
    def feedback(self) -> str:
        """What is said to whoever gets it wrong."""


Place = tuple[str | int, ...]
"""Where in the exercise: field, number in the list from 0, field."""


@dataclass(frozen=True)
class Fault:
    """Something an exercise cannot have, and where it has it."""

    place: Place
    found: str
    expected: str
    remedy: str

    def problem(self, where: str) -> Problem:
        """Tell it with the place as its reader knows it."""
        return Problem(where, self.found, self.expected, self.remedy)


class FaultyExerciseError(ExerciseError):
    """An exercise that cannot be; the faults keep their places, for whoever knows the lines of a file.

    Parameters
    ----------
    name
        Of the exercise.
    faults
        All of them.
    """

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        self.name = name
        super().__init__(
            _("L'esercizio «{name}» non si può fare così.").format(name=name),
            [fault.problem(_path(fault.place)) for fault in self.faults],
        )


def refuse(name: str, faults: Iterable[Fault]) -> None:
    """Raise what was found; do nothing if nothing was.

    Raises
    ------
    FaultyExerciseError
        With every fault.
    """
    found = tuple(faults)
    if found:
        raise FaultyExerciseError(name, found)


def _path(place: Place) -> str:
    path = ""
    for step in place:
        path += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if path else step
    return path


# --- what every exercise has --------------------------------------------------------------------
def ask_faults(*, name: str, question: str, hints: Sequence[str], why: str, minutes: int) -> Iterator[Fault]:
    """Find what is wrong with the parts every exercise has."""
    for field, text in (("id", name), ("question", question), ("why", why)):
        yield from empty_text((field,), text)
    if minutes < 1:
        yield Fault(
            ("minutes",), _("Il tempo è {minutes}.").format(minutes=minutes), _("almeno un minuto"),
            _("Scrivi i minuti che servono di solito."),
        )  # fmt: skip
    ladder = [text.strip() for text in hints]
    if not all(ladder) or len(set(ladder)) < len(ladder):
        yield Fault(
            ("hints",), _("Un aiuto manca, oppure due aiuti sono uguali."),
            _("tre aiuti diversi: una spinta, dove guardare, un passo già fatto"),
            _("Scrivi ogni aiuto con parole sue."),
        )  # fmt: skip


def empty_text(place: Place, text: str) -> Iterator[Fault]:
    """Find a text nobody wrote."""
    if not text.strip():
        yield Fault(place, _("Qui il testo manca."), _("una frase"), _("Scrivila."))


# --- lists to choose from -----------------------------------------------------------------------
def list_faults(field: str, options: Sequence[Listed], *, least: int) -> Iterator[Fault]:
    """Find what is wrong with a list of options, whichever of them is right."""
    if len(options) < least:
        yield Fault(
            (field,), _("Le voci sono {count}.").format(count=len(options)),
            _("almeno {least}").format(least=least), _("Aggiungi le voci che mancano."),
        )  # fmt: skip
    ids: set[str] = set()
    labels: set[str] = set()
    for place, option in enumerate(options):
        yield from empty_text((field, place, "id"), option.id)
        yield from empty_text((field, place, "label"), option.label)
        if option.id in ids:
            yield Fault(
                (field, place, "id"), _("Il nome «{name}» c'è già.").format(name=option.id),
                _("un nome diverso per ogni voce"), _("Cambia uno dei due."),
            )  # fmt: skip
        if option.label.strip() and option.label in labels:
            yield Fault(
                (field, place, "label"), _("Due voci dicono la stessa cosa: «{text}».").format(text=option.label),
                _("voci che chi risponde può distinguere"), _("Cambiane una, o toglila."),
            )  # fmt: skip
        ids.add(option.id)
        labels.add(option.label)


def without_reason(field: str, options: Sequence[Listed], *, wrong: Collection[str]) -> Iterator[Fault]:
    """Find the options that can be wrong and do not say why."""
    for place, option in enumerate(options):
        if option.id in wrong and not option.feedback.strip():
            yield Fault(
                (field, place, "feedback"),
                _("Chi sbaglia su «{name}» non sa perché.").format(name=option.id),
                _("una frase che spiega perché non va"),
                _("Scrivi che cosa dire a chi la sceglie o la mette nel posto sbagliato."),
            )


def unknown_names(place: Place, names: Iterable[str], *, known: Collection[str]) -> Iterator[Fault]:
    """Find names that are not among those of a list."""
    for name in names:
        if name not in known:
            yield Fault(
                place,
                _("«{name}» non è fra le voci.").format(name=name),
                _("uno di questi nomi: {names}").format(names=", ".join(known)),
                _("Correggi il nome, o aggiungi la voce."),
            )


def no_right(place: Place) -> Fault:
    """Tell that nobody could answer rightly."""
    return Fault(
        place, _("Manca la risposta giusta."), _("almeno una risposta giusta"), _("Segna quale risposta è giusta.")
    )  # fmt: skip


# --- numbers ------------------------------------------------------------------------------------
def number_faults(place: Place, value: float, *, least: float = -math.inf) -> Iterator[Fault]:
    """Find a number that is not one, or is too small to make sense."""
    if not math.isfinite(value) or value < least:
        yield Fault(
            place, _("Il numero è {value}.").format(value=value),
            _("un numero finito") if least == -math.inf else _("almeno {least}").format(least=f"{least:g}"),
            _("Controlla il conto da cui viene."),
        )  # fmt: skip


def repeated_names(field: str, names: Sequence[str]) -> Iterator[Fault]:
    """Find a name used twice in a list."""
    for place, name in enumerate(names):
        yield from empty_text((field, place, "id"), name)
        if name in names[:place]:
            yield Fault(
                (field, place, "id"), _("Il nome «{name}» c'è già.").format(name=name),
                _("un nome diverso per ogni voce"), _("Cambia uno dei due."),
            )  # fmt: skip
