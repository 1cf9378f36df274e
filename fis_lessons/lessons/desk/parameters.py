"""Parameters are a contract: a misspelt name or a wrong type is told before anything runs.

They are plain frozen dataclasses, read here: a lesson opens where there is no pydantic.
"""

from __future__ import annotations

import dataclasses
import difflib
import random
from collections.abc import Iterable, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from fis_lessons.cases import case_names
from fis_lessons.classes import dataclass
from fis_lessons.errors import ParameterError, Problem
from fis_lessons.i18n import Language, mark
from fis_lessons.i18n import gettext as _


class Rule(Protocol):
    """What a parameter must also be, beside its type: written in its annotation."""

    def refusal(self, name: str, value: Any) -> Problem | None:
        """Say what is wrong with a value of the right type; nothing if it is fine."""


@dataclass(frozen=True)
class Between:
    """A number from ``low`` to ``high``, both included."""

    low: float
    high: float

    def refusal(self, name: str, value: Any) -> Problem | None:
        """Say between which numbers the value had to be."""
        if value is None or self.low <= value <= self.high:
            return None
        found = _("il valore è {found}.").format(found=repr(value)[:80])
        return Problem(name, found, self.expected(_("un numero")))

    def expected(self, kind: str) -> str:
        """Say what is good here, of a kind of number."""
        return _("{kind} da {low} a {high}").format(kind=kind, low=self.low, high=self.high)


@dataclass(frozen=True)
class KnownCase:
    """The name of a case that comes with the kit; who opens a lesson in a folder may have others there."""

    def refusal(self, name: str, value: Any) -> Problem | None:
        """Say which cases there are, and the nearest."""
        names = case_names()
        if value in names:
            return None
        found = _("il caso {found} non esiste.").format(found=repr(value)[:80])
        return Problem(
            name, found, _("uno tra {names}").format(names=", ".join(names)), closest(value, names)
        )


T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class LessonParameters:
    """What every lesson takes.

    Parameters
    ----------
    case
        Name of a case in ``data/cases``.
    lang
        Language of the text, the messages and the numbers.
    seed
        Start of whatever is drawn at random.
    """

    case: Annotated[str, KnownCase()] = "bergamo"
    lang: Language = "it"
    seed: Annotated[int, Between(0, 2**32 - 1)] = 1

    def values(self) -> dict[str, object]:
        """Return every parameter by name."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}

    def pick(self, what: str, options: Sequence[T]) -> T:
        """Choose by the seed; for the seed the lesson proposes, the first: that is what its notebook shows.

        Parameters
        ----------
        what
            Lesson and use, so that two choices do not go together.
        options
            One at least.
        """
        return options[0] if self._as_proposed else self._chance(what).choice(options)

    def shuffled(self, what: str, things: Sequence[T]) -> list[T]:
        """Put things in an order by the seed; for the seed the lesson proposes, in their own."""
        return list(things) if self._as_proposed else self._chance(what).sample(things, len(things))

    @property
    def _as_proposed(self) -> bool:
        return self.seed == LessonParameters().seed

    def _chance(self, what: str) -> random.Random:
        return random.Random(f"{what}-{self.seed}")  # noqa: S311  # a variant of an exercise, not a secret

    def changed(self) -> dict[str, object]:
        """Return those that differ from what the lesson proposes."""
        proposed = {field.name: field.default for field in dataclasses.fields(self)}
        return {name: value for name, value in self.values().items() if value != proposed[name]}


P = TypeVar("P", bound=LessonParameters)


def parameter_names(model: type[LessonParameters]) -> tuple[str, ...]:
    """List the parameters a lesson takes."""
    return tuple(field.name for field in dataclasses.fields(model))


def read_parameters(model: type[P], values: Mapping[str, object], *, own: Iterable[str] = ()) -> P:
    """Check the values and return them typed.

    Parameters
    ----------
    model, values
        What is taken, and what was given by name.
    own
        Cases of the learner's folder, as good as those of the kit.

    Raises
    ------
    ParameterError
        With every problem found.
    """
    known = _hints(model)
    problems = [_unknown(str(name), known) for name in values if name not in known]
    fits: dict[str, object] = {}
    own = frozenset(own)
    for name, value in values.items():
        if name in known:
            is_own = name == "case" and isinstance(value, str) and value in own
            problem = None if is_own else _problem(name, value, known[name])
            problems += [problem] if problem else []
            # a whole number is good where a number is asked, and is then one
            fits[name] = float(value) if known[name].kinds == (float,) and type(value) is int else value
    if problems:
        raise ParameterError(_("Questi parametri non vanno bene:"), problems)
    return model(**fits)  # type: ignore[arg-type]  # each was checked above


def parameter_problems(
    model: type[LessonParameters], values: Mapping[str, object], *, own: Iterable[str] = ()
) -> list[Problem]:
    """List what is wrong with the values; empty if nothing is. ``own`` are cases that the kit does not ship."""
    try:
        read_parameters(model, values, own=own)
    except ParameterError as error:
        return list(error.problems)
    return []


def closest(word: str, known: Iterable[str]) -> str:
    """Return a sentence proposing the known name nearest to a misspelt one."""
    # of two figures or letters one that differs makes another name, not the same misspelt
    near = difflib.get_close_matches(word[:80].lower(), list(known), n=1, cutoff=0.6)
    return _("Forse volevi scrivere «{name}».").format(name=near[0]) if near else ""


# --- inside ---------------------------------------------------------------------------------------
_KINDS: dict[type, str] = {
    str: mark("un testo tra virgolette"),
    int: mark("un numero intero"),
    float: mark("un numero"),
    bool: "True / False",
    tuple: mark("un elenco"),
}


@dataclass(frozen=True)
class _Hint:
    """What the annotation of a parameter says: kinds of value, words it is one of, further rules."""

    kinds: tuple[type, ...]
    words: tuple[object, ...]
    rules: tuple[Rule, ...]


def _hints(model: type[LessonParameters]) -> dict[str, _Hint]:
    written = get_type_hints(model, include_extras=True)
    return {name: _hint(written[name]) for name in parameter_names(model)}


def _hint(annotation: Any) -> _Hint:
    rules: tuple[Rule, ...] = ()
    if get_origin(annotation) is Annotated:
        annotation, *rest = get_args(annotation)
        rules = tuple(rest)
    if get_origin(annotation) is Literal:
        return _Hint((), get_args(annotation), rules)
    parts = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    return _Hint(tuple(get_origin(part) or part for part in parts), (), rules)


def _unknown(name: str, known: Iterable[str]) -> Problem:
    names = sorted(known)
    expected = _("uno tra {names}").format(names=", ".join(names))
    return Problem(name, _("questo parametro non esiste."), expected, closest(name, names))


def _problem(name: str, value: object, hint: _Hint) -> Problem | None:
    found = _("il valore è {found}.").format(found=repr(value)[:80])
    if hint.words:
        if isinstance(value, str) and value in hint.words:
            return None
        names = ", ".join(f"«{word}»" for word in hint.words)
        return Problem(name, found, _("uno tra {names}").format(names=names))
    # a truth is no number, whatever Python thinks; a whole number is a number
    kinds = (*hint.kinds, int) if float in hint.kinds else hint.kinds
    if type(value) not in kinds:
        expected = _(next((_KINDS[kind] for kind in hint.kinds if kind is not NoneType), ""))
        limits = (rule.expected(expected) for rule in hint.rules if isinstance(rule, Between))
        return Problem(name, found, next(limits, expected))
    return next((said for rule in hint.rules if (said := rule.refusal(name, value)) is not None), None)
