"""What the rules let pass: each with its reason, in one short file; one that is no longer needed is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fis_lessons.cases.reading import UnreadableError, read
from fis_lessons.course.authoring.material import Subject
from fis_lessons.course.authoring.registry import FOLDER, Hit, check
from fis_lessons.errors import LessonError, Problem
from fis_lessons.i18n import gettext as _

FILE = FOLDER / "exceptions.yaml"
STALE = "exception-stale"
_SHORTEST_REASON = 4
_KEYS = ("rule", "file", "place", "about", "reason")


@dataclass(frozen=True)
class Exemption:
    """Something a rule finds and that stays.

    Parameters
    ----------
    rule
        Its identifier.
    file
        Beginning of the notebook's name: ``07`` is lesson 07.
    place, about
        As in the finding; ``about`` is a part of its quotation. Empty: any.
    reason
        Why it stays.
    line
        Where it is written.
    """

    rule: str
    file: str
    place: str
    about: str
    reason: str
    line: int

    def covers(self, rule: str, file: str, hit: Hit) -> bool:
        """Tell whether it is about a finding."""
        return (
            rule == self.rule
            and file.startswith(self.file)
            and self.place in ("", hit.place)
            and self.about in hit.quote
        )


def read_exceptions(path: Path = FILE, *, rules: Iterable[str]) -> tuple[Exemption, ...]:
    """Read a file of exceptions.

    Parameters
    ----------
    path
        YAML: under ``exceptions`` an entry for each, with ``rule``, ``file``, ``reason`` and, if need be,
        ``place`` and ``about``.
    rules
        The identifiers there are.

    Raises
    ------
    LessonError
        If one has no reason, names no rule that there is, or says nothing of where: all of it, with its line.
    """
    refusal = _("Le eccezioni alle regole hanno problemi da risolvere.")
    try:
        document = read(path)
    except UnreadableError as error:
        raise LessonError(refusal, [error.problem]) from None
    known, found = set(rules), []
    listed, problems = document.listed("exceptions")
    for at, (where, item) in enumerate(listed):
        wrong = _wrong(item, known)
        if wrong:
            problems.append(Problem(where, wrong))
        else:
            rule, file, place, about, reason = (str(item.get(key) or "").strip() for key in _KEYS)
            line = document.lines[("exceptions", at)]
            found.append(Exemption(rule, file, place, about, reason, line))
    if problems:
        raise LessonError(refusal, problems)
    return tuple(found)


def _wrong(item: Any, known: set[str]) -> str:
    wrong = ""
    if not isinstance(item, dict):
        return _("qui serve una voce con «rule», «file» e «reason».")
    extra = sorted(map(str, item.keys() - set(_KEYS)))
    if extra:
        wrong = _("non serve: {names}.").format(names=", ".join(extra))
    elif item.get("rule") not in known:
        wrong = _("la regola «{rule}» non c'è.").format(rule=item.get("rule"))
    elif not str(item.get("file") or "").strip():
        wrong = _("manca il file.")
    elif not (item.get("place") or item.get("about")):
        wrong = _("manca il posto: un'eccezione vale per una cosa, non per una lezione.")
    elif len(str(item.get("reason") or "").split()) < _SHORTEST_REASON:
        wrong = _("manca la ragione.")
    return wrong


@check(STALE)
def stale(_subject: Subject) -> Iterator[Hit]:
    """Found once all lessons have been looked at: see ``checking``."""
    return iter(())
