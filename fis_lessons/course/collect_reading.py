"""Read a hand-in that somebody else made, and trust none of it: data that fit, or the reason why not."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from fis_lessons.cases.own import LONGEST
from fis_lessons.errors import FisError
from fis_lessons.exercises.handin import (
    FORMAT,
    LARGEST_FILE,
    MOST_TRIED,
    SCHEMA,
    checksum,
    moment,
    one_line,
)
from fis_lessons.i18n import gettext as _

DEEPEST = 12
"""Levels of lists and tables inside one another; what the kit writes has seven at most."""
MOST_EXERCISES = 100
MOST_PARAMETERS = 40
LONGEST_PARAMETER = 200
MOST_ATTEMPTS = 100_000
MOST_SECONDS = 90 * 24 * 3600

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
# a text that never ends is taken whole: looking for its end again from every quote would take for ever
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', flags=re.DOTALL)
_FIELDS = frozenset(
    {
        "format",
        "version",
        "package",
        "person",
        "lesson",
        "parameters",
        "handed_in",
        "exercises",
        "own_case",
        "checksum",
    }
)


class HandInError(FisError):
    """A hand-in that is set aside; the message is the reason."""


@dataclass(frozen=True)
class Answered:
    """What a learner did with one exercise, by the learner's own account.

    Parameters
    ----------
    answer
        The last one, as JSON holds it.
    tried
        Some of those before, oldest first.
    attempts, hints, seconds
        Counts within the limits of this module; hints are steps from 0 to 4.
    skipped
        Whether the solution was asked for before a right answer.
    claimed
        Verdict the file claims. Shown where it differs from ours, never used.
    first, last
        Moments in UTC as ISO text; empty if the file does not say, or says something else.
    restarted
        Whether something was set aside by starting again.
    """

    answer: object
    tried: tuple[object, ...]
    attempts: int
    hints: int
    skipped: bool
    claimed: str
    seconds: int
    first: str = ""
    last: str = ""
    restarted: bool = False


@dataclass(frozen=True)
class HandIn:
    """A hand-in whose shape is right; nothing in it is proven.

    Parameters
    ----------
    person
        On one line, without invisible characters.
    package
        Version of the kit that wrote it.
    lesson
        Two digits.
    parameters
        Names and plain values.
    handed_in
        Moment with its zone, in UTC, as ISO text.
    exercises
        By identifier.
    own_case
        Text of the case, where it is the learner's own.
    """

    person: str
    package: str
    lesson: str
    parameters: Mapping[str, object]
    handed_in: str
    exercises: Mapping[str, Answered]
    own_case: str = ""

    @property
    def variant(self) -> dict[str, object]:
        """The parameters; the name of a case of one's own says which text it has, for two may share a name."""
        if not self.own_case:
            return dict(self.parameters)
        mark = hashlib.sha256(self.own_case.encode("utf-8", "replace")).hexdigest()[:6]
        return {**self.parameters, "case": f"{one_line(self.parameters.get('case', ''), limit=40)}-{mark}"}


def read_hand_in(data: bytes) -> HandIn:
    """Read the bytes of a hand-in.

    Parameters
    ----------
    data
        The whole file; at most :data:`~fis_lessons.exercises.handin.LARGEST_FILE` bytes are looked at.

    Raises
    ------
    HandInError
        With the reason, whatever the bytes are. Nothing else is ever raised.
    """
    content = _parse(data)
    _check_version(content)
    if content.get("checksum") != _sum(content):
        _refuse(
            _(
                "Il contenuto non corrisponde alla somma di controllo: il file è rovinato o è stato modificato. "
                "Chiedi di consegnare di nuovo."
            )
        )
    unknown = sorted(str(name)[:40] for name in content.keys() - _FIELDS)
    if unknown:
        _refuse(_("Ci sono campi che il kit non scrive: {names}.").format(names=", ".join(unknown[:5])))
    person = content.get("person")
    name = one_line(person) if isinstance(person, str) else ""
    if not name:
        _refuse(_("Manca il nome o il codice di chi consegna."))
    when = moment(content.get("handed_in"))
    if when is None:
        _refuse(_("La data della consegna manca o non si può leggere."))
    return HandIn(
        person=name,
        package=one_line(content.get("package", ""), limit=40),
        lesson=_lesson(content.get("lesson")),
        parameters=_parameters(content.get("parameters")),
        handed_in=when.isoformat("T", "seconds"),
        exercises=_exercises(content.get("exercises")),
        own_case=_own_case(content.get("own_case", "")),
    )


def _refuse(reason: str) -> NoReturn:
    raise HandInError(reason)


# --- from bytes to plain values -----------------------------------------------------------------
def _parse(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST_FILE:
        _refuse(_("Il file è troppo grande per essere una consegna."))
    if not data.strip():
        _refuse(_("Il file è vuoto."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(_("Il file non è un testo in UTF-8: forse un programma lo ha salvato in un altro modo."))
    if _depth(text) > DEEPEST:
        _refuse(_("Il file ha troppi livelli uno dentro l'altro: una consegna ne ha pochi."))
    try:
        content = json.loads(
            text,
            object_pairs_hook=_once,
            parse_constant=_no_such_number,
            parse_float=_finite,
            parse_int=_whole,
        )
    except HandInError:
        raise
    except (ValueError, RecursionError):
        _refuse(_("Il file non è JSON ben scritto: è rovinato o non è una consegna."))
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        _refuse(_("Il file non è una consegna di FIS Lessons."))
    return content


def _depth(text: str) -> int:
    """Count how deep brackets go, without building anything; those inside texts do not count."""
    deepest = depth = 0
    for found in _BRACKETS.finditer(text):
        sign = found.group()
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        _refuse(_("Nel file un nome è scritto due volte nello stesso posto: il kit non lo fa."))
    return found


def _no_such_number(_name: str) -> NoReturn:
    _refuse(_("Nel file c'è un numero che non è un numero."))


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        _no_such_number(text)
    return value


def _whole(text: str) -> int:
    if len(text) > 18:
        _no_such_number(text)
    return int(text)


def _sum(content: Mapping[str, object]) -> str:
    try:
        return checksum(content)
    except (ValueError, RecursionError, TypeError):
        return ""


# --- is each value what it should be ------------------------------------------------------------
def _check_version(content: Mapping[str, object]) -> None:
    version = content.get("version")
    if not _is_count(version):
        _refuse(_("La versione della consegna manca o non si può leggere."))
    if version != SCHEMA:
        _refuse(
            _("La consegna ha il formato {found}; questo kit legge il formato {known}.").format(
                found=str(version)[:12], known=SCHEMA
            )
        )


def _lesson(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{2}", value):
        _refuse(_("Il numero della lezione manca o non si può leggere."))
    return value


def _parameters(value: object) -> dict[str, object]:
    if not isinstance(value, dict) or len(value) > MOST_PARAMETERS:
        _refuse(_("I parametri della lezione mancano o non si possono leggere."))
    for name, item in value.items():
        parts = item if isinstance(item, list) and len(item) <= MOST_PARAMETERS else [item]
        if not _NAME.fullmatch(name) or not all(map(_is_plain, parts)):
            _refuse(
                _("Il parametro «{name}» non può avere questo valore.").format(name=one_line(name, limit=40))
            )
    return value


def _own_case(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        _refuse(_("Il caso consegnato insieme alle risposte non si può leggere."))
    return value


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_PARAMETER
    if isinstance(value, int) and not isinstance(value, bool):
        return abs(value) < 10**15
    return value is None or isinstance(value, bool | float)


def _exercises(value: object) -> dict[str, Answered]:
    if not isinstance(value, dict) or len(value) > MOST_EXERCISES:
        _refuse(_("Le risposte mancano o sono troppe per una lezione."))
    return {name: _answered(name, item) for name, item in value.items()}


def _answered(name: str, value: object) -> Answered:
    shown = one_line(name, limit=40)
    if not _NAME.fullmatch(name) or not isinstance(value, dict):
        _refuse(_("L'esercizio «{name}» non è scritto come fa il kit.").format(name=shown))
    tried = value.get("tried")
    counts = [value.get(field) for field in ("attempts", "hints", "seconds")]
    limits = (MOST_ATTEMPTS, 4, MOST_SECONDS)
    sound = (
        isinstance(tried, list)
        and len(tried) <= MOST_TRIED + 1
        and isinstance(value.get("skipped"), bool)
        and isinstance(value.get("claimed"), str)
        and isinstance(value.get("restarted", False), bool)
        and all(_is_count(count, most=most) for count, most in zip(counts, limits, strict=True))
    )
    if not sound:
        _refuse(_("L'esercizio «{name}» ha valori che il kit non scrive.").format(name=shown))
    assert isinstance(tried, list)  # noqa: S101 - said above, for the type checker
    attempts, hints, seconds = (int(str(count)) for count in counts)
    return Answered(
        answer=value.get("answer"),
        tried=tuple(tried),
        attempts=attempts,
        hints=hints,
        skipped=value["skipped"],
        claimed=one_line(value["claimed"], limit=20),
        seconds=seconds,
        first=_time(value.get("first")),
        last=_time(value.get("last")),
        restarted=value.get("restarted", False),
    )


def _time(value: object) -> str:
    when = moment(value) if isinstance(value, str) else None
    return when.isoformat("T", "seconds") if when else ""


def _is_count(value: object, *, most: int = 10**6) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def names(values: Sequence[object], *, most: int = 5) -> str:
    """Write some names on one line, the first few of them."""
    shown = ", ".join(one_line(value, limit=40) for value in values[:most])
    return f"{shown}, …" if len(values) > most else shown
