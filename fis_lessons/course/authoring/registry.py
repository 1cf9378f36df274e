"""The rules an author is held to: words and word lists in YAML, the check of each under the same identifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fis_lessons.cases.reading import UnreadableError, read
from fis_lessons.course.authoring.material import KINDS, Piece, Subject
from fis_lessons.errors import LessonError, Problem
from fis_lessons.i18n import gettext as _

FOLDER = Path(__file__).parent
RULES = FOLDER / "rules.yaml"
_SAID = ("finds", "why", "mend")


@dataclass(frozen=True)
class Hit:
    """Where a rule finds something, and what it finds there: a quotation, or a few words."""

    place: str
    quote: str = ""


Check = Callable[[Subject], Iterable[Hit]]
CHECKS: dict[str, Check] = {}


def check(rule: str) -> Callable[[Check], Check]:
    """Say which rule a function is the check of."""

    def keep(function: Check) -> Check:
        if rule in CHECKS:
            raise LessonError(_("La regola «{rule}» ha due controlli.").format(rule=rule))
        CHECKS[rule] = function
        return function

    return keep


@dataclass(frozen=True)
class Rule:
    """A rule: what it finds, why it matters, how to mend, in Italian; and its check."""

    id: str
    finds: str
    why: str
    mend: str
    check: Check


@dataclass(frozen=True)
class Words:
    """A rule made of a pattern: where it looks, and what it lets pass.

    Parameters
    ----------
    pattern
        What is wrong; letters of either case unless the rule says ``exact``.
    on
        Kinds of pieces that are looked at.
    unless
        Pieces that hold this pass: a quotation, an example of what not to write.
    """

    pattern: re.Pattern[str]
    on: tuple[str, ...]
    unless: re.Pattern[str] | None

    def __call__(self, subject: Subject) -> Iterator[Hit]:
        """Look for the pattern, in the words only."""
        for piece in pieces_of(subject, *self.on):
            if self.unless is None or not self.unless.search(piece.bare):
                for found in self.pattern.finditer(piece.bare):
                    yield Hit(piece.place, around(piece.bare, found.start(), found.end()))


def pieces_of(subject: Subject, *kinds: str) -> Iterator[Piece]:
    """List the pieces of some kinds; of all of them if none is named."""
    for piece in (*subject.pieces, *subject.asked):
        if not kinds or piece.kind in kinds:
            yield piece


def around(text: str, start: int, end: int, *, room: int = 25) -> str:
    """Quote a few words around a place.

    Examples
    --------
    >>> around("uno due tre quattro cinque sei", 12, 19, room=6)
    '…e tre quattro cinqu…'
    """
    before, after = max(start - room, 0), min(end + room, len(text))
    return ("…" if before else "") + text[before:after].strip() + ("…" if after < len(text) else "")


def short(text: str, *, limit: int = 70) -> str:
    """Quote the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def rules_of(path: Path, checks: Mapping[str, Check]) -> tuple[Rule, ...]:
    """Read a file of rules.

    Parameters
    ----------
    path
        YAML: under ``rules`` an entry for each, with ``id``, ``finds``, ``why``, ``mend`` and, where the rule is
        a pattern, ``pattern``, ``on``, ``unless`` and ``exact``.
    checks
        Those of the rules without a pattern.

    Raises
    ------
    LessonError
        With everything that does not fit, each with its line.
    """
    refusal = _("Le regole per chi scrive hanno problemi da risolvere.")
    try:
        document = read(path)
    except UnreadableError as error:
        raise LessonError(refusal, [error.problem]) from None
    rules: list[Rule] = []
    listed, problems = document.listed("rules")
    for where, item in listed:
        made = _rule(item, where, checks, problems)
        if made is not None:
            rules.append(made)
    ids = [rule.id for rule in rules]
    for name in sorted({one for one in ids if ids.count(one) > 1}):
        problems.append(Problem(path.name, _("«{rule}» c'è due volte.").format(rule=name)))
    for name in sorted(checks.keys() - set(ids)):
        problems.append(Problem(path.name, _("il controllo «{rule}» non ha parole.").format(rule=name)))
    if problems:
        raise LessonError(refusal, problems)
    return tuple(rules)


def _rule(item: Any, where: str, checks: Mapping[str, Check], problems: list[Problem]) -> Rule | None:
    said = item if isinstance(item, dict) else {}
    missing = [name for name in ("id", *_SAID) if not str(said.get(name) or "").strip()]
    extra = sorted(map(str, said.keys() - {"id", *_SAID, "pattern", "on", "unless", "exact"}))
    if missing:
        problems.append(
            Problem(where, _("manca o non è un testo: {names}.").format(names=", ".join(missing)))
        )
    if extra:
        problems.append(Problem(where, _("non serve: {names}.").format(names=", ".join(extra))))
    if missing or extra:
        return None
    name = str(said["id"])
    pattern = said.get("pattern")
    if (pattern is None) == (name not in checks):
        words = _("«{rule}» vuole un controllo o un modello di parole: uno dei due.")
        problems.append(Problem(where, words.format(rule=name)))
        return None
    try:
        made = checks[name] if pattern is None else _words(said)
    except (re.error, ValueError) as error:
        problems.append(Problem(where, str(error)))
        return None
    finds, why, mend = (str(said[key]).strip() for key in _SAID)
    return Rule(name, finds, why, mend, made)


def _words(said: Mapping[str, Any]) -> Words:
    flags = re.NOFLAG if said.get("exact") else re.IGNORECASE
    on = tuple(said.get("on") or KINDS)
    if not set(on) <= set(KINDS):
        raise ValueError(", ".join(sorted(set(on) - set(KINDS))))
    unless = said.get("unless")
    return Words(re.compile(said["pattern"], flags), on, re.compile(unless, flags) if unless else None)


def rule_texts(path: Path = RULES) -> dict[str, int]:
    """Return the sentences of the rules that the catalogues must have, each with its line."""
    document = read(path)
    return {
        str(item[key]).strip(): document.lines[("rules", at, key)]
        for at, item in enumerate(document.data["rules"])
        for key in _SAID
    }
