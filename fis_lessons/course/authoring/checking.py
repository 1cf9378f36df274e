"""Hold lessons to the rules, and tell what was found: on a terminal, or as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from fis_lessons.course.authoring.exceptions import FILE, STALE, Exemption, read_exceptions
from fis_lessons.course.authoring.material import Subject, read_subject
from fis_lessons.course.authoring.registry import Rule
from fis_lessons.course.authoring.rulebook import load_rules
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons import LESSONS
from fis_lessons.lessons.registry import lesson_spec


@dataclass(frozen=True)
class Finding:
    """Something an author must mend.

    Parameters
    ----------
    file
        Name of the file.
    place
        Id of the cell, name of the exercise, or line.
    rule
        Identifier of the rule.
    finds, mend
        Sentences of the rule, in the language in use.
    quote
        What was found there.
    """

    file: str
    place: str
    rule: str
    finds: str
    mend: str
    quote: str = ""

    def text(self) -> str:
        """Write it on one line."""
        where = f"{self.file}, {self.place}" if self.place else self.file
        quoted = f" «{self.quote}»." if self.quote else ""
        return f"{where}: [{self.rule}] {self.finds}{quoted} {self.mend}"


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what was found."""

    files: tuple[str, ...]
    rules: int
    findings: tuple[Finding, ...]


def wanted(names: Sequence[str]) -> list[Path]:
    """Turn what somebody typed into notebooks: a number is a lesson, anything else a file or a folder.

    Raises
    ------
    LessonError
        If a number is no lesson's.
    """
    if not names:
        return [spec.notebook for spec in LESSONS.values()]
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if name.isdigit() and not path.exists():
            found.append(lesson_spec(name.zfill(2)).notebook)
        else:
            found.extend(sorted(path.glob("*.ipynb")) if path.is_dir() else [path])
    return found


def look(
    paths: Sequence[Path],
    *,
    cases: Iterable[str] | None = None,
    exceptions: Path = FILE,
    rules: Sequence[Rule] | None = None,
) -> Checked:
    """Hold some notebooks to the rules.

    Parameters
    ----------
    paths
        The notebooks.
    cases
        Cases to try the exercises on; all of them, and a municipality beside, if not given.
    exceptions
        What is let pass.
    rules
        All of them if not given.

    Raises
    ------
    BuildError
        If a notebook cannot be read.
    LessonError
        If the rules or the exceptions cannot.
    """
    rules = load_rules() if rules is None else rules
    listed = read_exceptions(exceptions, rules=[rule.id for rule in rules])
    named = None if cases is None else tuple(cases)
    used: set[Exemption] = set()
    findings: list[Finding] = []
    for path in paths:
        subject = read_subject(path, cases=named)
        findings.extend(hold(subject, rules, listed, used=used))
    done = [path.name for path in paths]
    stale = next((rule for rule in rules if rule.id == STALE), None)
    for one in listed:
        # judged only where its lesson was looked at
        if stale is not None and one not in used and any(name.startswith(one.file) for name in done):
            quote = f"{one.rule}, {one.file} {one.place}".strip()
            line = _("riga {line}").format(line=one.line)
            findings.append(Finding(exceptions.name, line, STALE, _(stale.finds), _(stale.mend), quote))
    return Checked(tuple(done), len(rules), tuple(findings))


def hold(
    subject: Subject, rules: Iterable[Rule], exceptions: Iterable[Exemption] = (), *, used: set[Exemption]
) -> Iterable[Finding]:
    """Hold one notebook to some rules; ``used`` takes the exceptions that were needed."""
    name = subject.file.name
    listed = tuple(exceptions)
    for rule in rules:
        for hit in dict.fromkeys(rule.check(subject)):
            covering = [one for one in listed if one.covers(rule.id, name, hit)]
            used.update(covering)
            if not covering:
                yield Finding(name, hit.place, rule.id, _(rule.finds), _(rule.mend), hit.quote)


def as_json(found: Checked) -> str:
    """Write what was found as data, in a stable order."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=1)


def as_lines(found: Checked) -> list[str]:
    """Write what was found as lines, and a last one with the count."""
    lines = [f"- {finding.text()}" for finding in found.findings]
    words = _("File: {files}. Regole: {rules}. Cose da sistemare: {count}.")
    return [*lines, words.format(files=len(found.files), rules=found.rules, count=len(found.findings))]
