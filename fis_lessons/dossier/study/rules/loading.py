"""The words of the rules, from ``rules.yaml``: refused at once if they and the checks do not fit."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fis_lessons.cases.reading import Document, UnreadableError, read
from fis_lessons.classes import dataclass
from fis_lessons.dossier.record_sections import NOTES, SECTIONS
from fis_lessons.dossier.study.content import SEVERITIES, Severity
from fis_lessons.dossier.study.rules import calendar, change, commitment, money, people
from fis_lessons.dossier.study.rules.checks import Check, Checks
from fis_lessons.errors import LessonError, Problem
from fis_lessons.i18n import gettext as _

CHAPTERS = (
    "need", "alternatives", "comparison", "change", "indicators", "evaluation", "partners", "management",
    "finance", "risk", "timetable", "sources", "whole",
)  # fmt: skip
"""Chapters of the study a rule may belong to; ``whole`` is the front page."""
FILE = Path(str(files("fis_lessons"))) / "dossier" / "study" / "rules" / "rules.yaml"
_WORDS = ("text", "reason", "remedy")
_KEYS = ("id", "severity", "lesson", "chapter", *_WORDS)
MAY_BE_EMPTY = frozenset({"assets", "agreement", NOTES})
"""Sections a study may do without: no rule misses them."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule: what it says, in Italian, and its check.

    Parameters
    ----------
    id, severity, lesson, chapter
        As in :class:`fis_lessons.dossier.study.content.Finding`.
    text, reason, remedy
        In Italian, with the fields of the check in the first; translated when a finding is made.
    check
        Nothing for a rule on a part nobody wrote in.
    section
        That part.
    """

    id: str
    severity: Severity
    lesson: str
    chapter: str
    text: str
    reason: str
    remedy: str
    check: Check | None = None
    section: str = ""


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of the file: first the parts that may be missing.

    Raises
    ------
    LessonError
        With everything that does not fit.
    """
    modules = (change, people, money, commitment, calendar)
    return rules_of(FILE, all_checks(one.CHECKS for one in modules))


def all_checks(modules: Iterable[Checks]) -> dict[str, Check]:
    """Put the checks of some modules together.

    Raises
    ------
    LessonError
        If two have the same rule.
    """
    found: dict[str, Check] = {}
    for checks in modules:
        for rule in checks.keys() & found.keys():
            raise LessonError(_("La regola «{rule}» ha due controlli.").format(rule=rule))
        found |= checks
    return found


def rule_texts(path: Path = FILE) -> dict[str, int]:
    """Return the sentences of the rules that the catalogues must have, each with its line."""
    document = read(path, name="rules.yaml")
    return {
        value: document.lines[loc] for loc, value in _sentences(document.data, ()) if isinstance(value, str)
    }


def _sentences(value: Any, loc: tuple[int | str, ...]) -> Iterable[tuple[tuple[int | str, ...], Any]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from [((*loc, name), item)] if name in _WORDS else _sentences(item, (*loc, name))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _sentences(item, (*loc, place))


def rules_of(path: Path, checks: Mapping[str, Check]) -> tuple[Rule, ...]:
    """Read a file of rules.

    Parameters
    ----------
    path
        YAML: ``missing`` and ``rules``.
    checks
        By the identifier of the rule.

    Raises
    ------
    LessonError
        If a rule has no check or a check no words, a key is missing or unknown, an identifier comes twice, a
        sentence names a field its check does not tell or leaves one out: all of it, each with its line.
    """
    refusal = _("Le regole dello studio hanno problemi da risolvere.")
    try:
        document = read(path, name=path.name)
    except UnreadableError as error:
        raise LessonError(refusal, [error.problem]) from None
    reader = _Reader(document, checks)
    rules = (*reader.missing(), *reader.rules())
    reader.whole(rules)
    if reader.problems:
        raise LessonError(refusal, reader.problems)
    return rules


class _Reader:
    def __init__(self, document: Document, checks: Mapping[str, Check]) -> None:
        self.document, self.checks = document, checks
        self.data = document.data if isinstance(document.data, Mapping) else {}
        self.problems: list[Problem] = list(document.problems)

    def refuse(self, loc: tuple[int | str, ...], found: str) -> None:
        self.problems.append(Problem(self.document.where(loc), found))

    def keys(self, loc: tuple[int | str, ...], item: Any, wanted: Iterable[str]) -> dict[str, str] | None:
        """Return the texts of an item if it has these keys and no other."""
        listed = list(wanted)
        if not isinstance(item, Mapping):
            self.refuse(loc, _("qui serve una regola."))
            return None
        there = {name for name, value in item.items() if isinstance(value, str) and value.strip()}
        missing, extra = [one for one in listed if one not in there], [*(item.keys() - set(listed))]
        if missing:
            self.refuse(loc, _("manca o non è un testo: {names}.").format(names=", ".join(missing)))
        if extra:
            self.refuse(loc, _("non serve: {names}.").format(names=", ".join(sorted(map(str, extra)))))
        return None if missing or extra else {name: item[name].strip() for name in listed}

    def place(self, loc: tuple[int | str, ...], read: Mapping[str, str]) -> None:
        if read["severity"] not in SEVERITIES:
            self.refuse(loc, _("la gravità «{found}» non c'è.").format(found=read["severity"]))
        if read["chapter"] not in CHAPTERS:
            self.refuse(loc, _("il capitolo «{found}» non c'è.").format(found=read["chapter"]))

    def fields(self, loc: tuple[int | str, ...], text: str, told: Iterable[str]) -> None:
        try:
            named = {name for _text, name, _form, _way in string.Formatter().parse(text) if name is not None}
        except ValueError:
            named = {text}
        if named != set(told):
            words = _("la frase nomina {named}, il controllo dice {told}.")
            self.refuse(
                loc, words.format(named=", ".join(sorted(named)) or "–", told=", ".join(sorted(told)) or "–")
            )

    def missing(self) -> Iterable[Rule]:
        """Read what is said of the parts nobody wrote in."""
        block = self.data.get("missing")
        words = self.keys(
            ("missing",), {k: v for k, v in (block or {}).items() if k != "sections"}, ("text", "remedy")
        )
        sections = (block or {}).get("sections")
        if words is None or not isinstance(sections, list):
            self.refuse(("missing",), _("qui servono le parti del progetto."))
            return
        self.fields(("missing", "text"), words["text"], ("section",))
        self.fields(("missing", "remedy"), words["remedy"], ())
        for at, item in enumerate(sections):
            loc = ("missing", "sections", at)
            read = self.keys(loc, item, ("id", "severity", "chapter", "lesson", "reason"))
            if read is None:
                continue
            self.place(loc, read)
            yield Rule(**{**words, **read, "id": f"missing-{read['id']}"}, section=read["id"])  # type: ignore[arg-type]

    def rules(self) -> Iterable[Rule]:
        """Read the other rules."""
        listed = self.data.get("rules")
        for at, item in enumerate(listed if isinstance(listed, list) else []):
            loc = ("rules", at)
            read = self.keys(loc, item, _KEYS)
            if read is None:
                continue
            self.place(loc, read)
            check = self.checks.get(read["id"])
            if check is None:
                self.refuse(loc, _("«{rule}» non ha un controllo.").format(rule=read["id"]))
                continue
            self.fields((*loc, "text"), read["text"], check.fields)
            yield Rule(**read, check=check)  # type: ignore[arg-type]

    def whole(self, rules: tuple[Rule, ...]) -> None:
        """See that nothing comes twice, and that nothing lacks."""
        ids = [rule.id for rule in rules]
        for name in sorted({one for one in ids if ids.count(one) > 1}):
            self.refuse((), _("«{rule}» c'è due volte.").format(rule=name))
        for name in sorted(self.checks.keys() - set(ids)):
            self.refuse((), _("il controllo «{rule}» non ha parole.").format(rule=name))
        wanted = {one.id for one in SECTIONS} - MAY_BE_EMPTY
        for name in sorted(wanted ^ {rule.section for rule in rules if rule.section}):
            self.refuse(("missing",), _("la parte «{name}» ci va, o non c'è.").format(name=name))
