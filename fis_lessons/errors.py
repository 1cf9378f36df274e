"""Errors that help: what was found, what was expected, what to do, all problems at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, told to the person who can put it right.

    Parameters
    ----------
    where
        File, path inside the file, or name of the parameter.
    found
        What is there now.
    expected
        What should be there.
    remedy
        What to do. A full sentence.
    field
        Name of the argument in the code, for whoever brings a problem back to a field of a form. Never shown.
    """

    where: str
    found: str
    expected: str = ""
    remedy: str = ""
    field: str = ""

    def __str__(self) -> str:
        """Write the problem on one line."""
        text = f"{self.where}: {self.found}" if self.where else self.found
        if (self.expected or self.remedy) and not text.endswith((".", "!", "?", ":", "…")):
            text += "."
        if self.expected:
            text += " " + _("Atteso: {expected}.").format(expected=self.expected.rstrip("."))
        if self.remedy:
            text += " " + self.remedy
        return text


class FisError(Exception):
    """Base class of every error this package raises on purpose.

    Parameters
    ----------
    message
        One sentence in the user's language.
    problems
        All that was found, not only the first.
    """

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        self.message = message
        self.problems = tuple(problems)
        super().__init__(message)

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross to another process whole, whatever a subclass asks for when it is made."""
        return _again, (type(self), self.message), self.__dict__

    def __str__(self) -> str:
        """Write the message and, under it, one line per problem."""
        return "\n".join([self.message, *(f"  - {problem}" for problem in self.problems)])

    def on_one_line(self) -> str:
        """Write message and problems one after the other: what one row of a list has to say."""
        told = [str(problem) for problem in self.problems]
        return " ".join([self.message, *(line[:1].upper() + line[1:] for line in told)])


def _again(kind: type[FisError], message: str) -> FisError:
    # without __init__: what it would have set travels beside it
    return kind.__new__(kind, message)


class CaseError(FisError):
    """A case or programme file that cannot be trusted."""


class PlaceError(FisError):
    """A municipality that was not found, more than one that fits, or one without the number asked for.

    Parameters
    ----------
    message, problems
        As in :class:`FisError`.
    candidates
        What may have been meant, written so that ``find`` accepts it.
    """

    def __init__(
        self, message: str, problems: Iterable[Problem] = (), candidates: Iterable[str] = ()
    ) -> None:
        super().__init__(message, problems)
        self.candidates = tuple(candidates)


class MeasureError(FisError, ValueError):
    """Numbers a formula cannot work on: a zero denominator, a part larger than the whole."""


class ReadingError(FisError, ValueError):
    """Something a person wrote that cannot be read: a number, a date, a file."""


class ParameterError(FisError):
    """Parameters a lesson does not accept."""


class ExerciseError(FisError):
    """An exercise, or a file of questions, that its author must put right before anybody can answer."""


class LessonError(FisError):
    """A lesson asked for something it does not have."""


class BuildError(FisError):
    """A course that could not be built."""


class DiskError(BuildError):
    """A disk that is full or broken: no lesson is at fault, and none will do better."""


class TranslationError(BuildError):
    """Entries missing or out of date in a catalogue."""
