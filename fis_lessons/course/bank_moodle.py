"""The questions of a course as Moodle XML, for who teaches on a Moodle of their own.

Moodle has no schema for this format. What each kind becomes is decided here once: nothing of a question is lost
without a word, and what Moodle cannot ask is listed for the trainer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from fis_lessons.exercises import (
    Choice,
    Exercise,
    Grid,
    Matching,
    Number,
    OpenText,
    Option,
    Ordering,
    Several,
)
from fis_lessons.exercises.quiz import Bank
from fis_lessons.figures import inline, markdown, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class MoodleBank:
    """Questions as Moodle takes them.

    Parameters
    ----------
    xml
        The file.
    count
        How many questions Moodle will have: a table to tick becomes one for each row.
    left
        What it cannot ask, in words, for the trainer.
    """

    xml: str
    count: int
    left: tuple[str, ...]


def moodle_xml(banks: Mapping[str, Bank], *, course: str, titles: Mapping[str, str]) -> MoodleBank:
    """Write the questions of some lessons, a category each.

    Parameters
    ----------
    banks
        Questions of each lesson.
    course
        Title of the course: the category that holds the others.
    titles
        Title of each lesson.

    Returns
    -------
    MoodleBank
        Every wrong answer keeps its reason, every question its three hints and what the right answer teaches.
    """
    quiz = ET.Element("quiz")
    left: list[str] = []
    for lesson, bank in banks.items():
        name = f"{lesson} {titles.get(lesson, '')}".strip()
        _category(quiz, f"$course$/top/{_step(course)}/{_step(name)}")
        for question in bank:
            told = _add(quiz, question)
            left += [f"{question.id}: {told}"] if told else []
    ET.indent(quiz)
    text = ET.tostring(quiz, encoding="unicode")
    count = sum(one.get("type") != "category" for one in quiz)
    return MoodleBank(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', count, tuple(left))


def _step(name: str) -> str:
    """Write a name as a step of a path: Moodle doubles a slash that is not one of the path's."""
    return plain(name).replace("/", "//")


def _category(quiz: ET.Element, path: str) -> None:
    one = ET.SubElement(quiz, "question", type="category")
    _text(one, "category", path)


def _add(quiz: ET.Element, question: Exercise) -> str:
    """Add a question, and say what could not be kept of it."""
    told = ""
    match question:
        case Choice():
            _options(quiz, question, question.options, frozenset({question.right}), single=True)
        case Several():
            _options(quiz, question, question.options, question.right, single=False)
        case Matching():
            told = _matching(quiz, question)
        case Ordering():
            _ordering(quiz, question)
        case Grid():
            _grid(quiz, question)
        case Number():
            _number(quiz, question)
        case OpenText():
            _open(quiz, question)
        case _:
            told = _not_here()
    return told


def _not_here() -> str:
    return _("questa domanda si fa solo nella lezione.")


# --- what every question has ----------------------------------------------------------------------
def _question(
    quiz: ET.Element, kind: str, question: Exercise, *, more: str = "", why: str = ""
) -> ET.Element:
    one = ET.SubElement(quiz, "question", type=kind)
    _text(one, "name", f"{question.id} – {plain(question.question)}"[:120])
    _html(one, "questiontext", markdown(question.question) + more)
    _html(one, "generalfeedback", markdown(question.why) + why)
    for tag, words in (("defaultgrade", "1"), ("penalty", "0.3333333"), ("hidden", "0")):
        ET.SubElement(one, tag).text = words
    ET.SubElement(one, "idnumber").text = question.id[:100]
    return one


def _hints(one: ET.Element, question: Exercise) -> None:
    for step in question.hints.ladder:
        _html(one, "hint", markdown(step))


def _text(parent: ET.Element, tag: str, words: str) -> None:
    ET.SubElement(ET.SubElement(parent, tag), "text").text = _NOT_XML.sub("", words)


def _html(parent: ET.Element, tag: str, page: str) -> ET.Element:
    made = ET.SubElement(parent, tag, format="html")
    ET.SubElement(made, "text").text = _NOT_XML.sub("", page)
    return made


def _answer(parent: ET.Element, label: str, share: float, feedback: str) -> None:
    made = _html(parent, "answer", label)
    made.set("fraction", _share(share))
    _html(made, "feedback", markdown(feedback) if feedback else "")


def _share(share: float) -> str:
    """Write a share of the mark as Moodle knows it: five decimals, none if they are zeros."""
    return f"{share:.5f}".rstrip("0").rstrip(".")


# --- kind by kind ---------------------------------------------------------------------------------
def _options(
    quiz: ET.Element, question: Exercise, options: Iterable[Option], right: frozenset[str], *, single: bool
) -> None:
    one = _question(quiz, "multichoice", question)
    for tag, words in (
        ("single", "true" if single else "false"),
        ("shuffleanswers", "true"),
        ("answernumbering", "none"),
    ):
        ET.SubElement(one, tag).text = words
    for option in options:
        # ticking everything earns nothing
        share = 100 / len(right) if option.id in right else 0.0 if single else -100 / len(right)
        _answer(one, inline(option.label), share, option.feedback)
    _hints(one, question)


def _pairs(
    quiz: ET.Element, question: Exercise, pairs: Iterable[tuple[str, str]], others: Iterable[str], *, why: str
) -> None:
    one = _question(quiz, "matching", question, why=why)
    ET.SubElement(one, "shuffleanswers").text = "true"
    for left, right in (*pairs, *(("", other) for other in others)):
        sub = _html(one, "subquestion", left)
        _text(sub, "answer", right)
    _hints(one, question)


def _matching(quiz: ET.Element, question: Matching) -> str:
    asked = [row for row in question.rows if row.id not in question.also]
    told = _("non si chiede «{row}»: lì vanno bene due risposte, e Moodle ne vuole una.")
    left = " ".join(told.format(row=plain(row.label)) for row in question.rows if row.id in question.also)
    if len(asked) < 2:  # Moodle wants two
        return _not_here()
    names = {column.id: plain(column.label) for column in question.columns}
    used = {question.right[row.id] for row in asked}
    pairs = [(inline(row.label), names[question.right[row.id]]) for row in asked]
    others = [name for column, name in names.items() if column not in used]
    _pairs(quiz, question, pairs, others, why=_reasons(asked))
    return left


def _ordering(quiz: ET.Element, question: Ordering) -> None:
    # the kind that orders came with Moodle 4.4: pairs of thing and place work in all
    labels = {item.id: item for item in question.items}
    pairs = [
        (inline(labels[name].label), _("{place}º posto").format(place=number(place)))
        for place, name in enumerate(question.right, start=1)
    ]
    _pairs(quiz, question, pairs, (), why=_reasons(labels[name] for name in question.right))


def _reasons(rows: Iterable[Option]) -> str:
    """Write why each row is not to be mistaken: matching has no place of its own for it."""
    lines = "".join(f"<li>{inline(row.label)}: {inline(row.feedback)}</li>" for row in rows if row.feedback)
    return f"<ul>{lines}</ul>" if lines else ""


def _grid(quiz: ET.Element, question: Grid) -> None:
    """Ask a row at a time: Moodle has no table to tick."""
    for row in question.rows:
        right = question.right.get(row.id, frozenset())
        none = Option(id="-", label=_("Nessuna di queste."), feedback=row.feedback)
        options = [replace(column, feedback=row.feedback) for column in question.columns]
        asked = _one_row(question, row)
        _options(quiz, asked, (*options, none), right or frozenset({none.id}), single=False)


def _one_row(question: Grid, row: Option) -> Grid:
    text = f"{question.question}\n\n**{row.label}**"
    return replace(question, id=f"{question.id}.{row.id}", question=text)


def _number(quiz: ET.Element, question: Number) -> None:
    unit = f" ({question.unit})" if question.unit else ""
    told = _("Scrivi solo il numero{unit}. Decimali: {decimals}.")
    more = f"<p>{told.format(unit=unit, decimals=number(question.decimals))}</p>"
    one = _question(quiz, "numerical", question, more=more)
    slack = max(question.tolerance, abs(float(question.reference) - question.expected)) + 1e-9
    for value, share, feedback, near in _numbers(question, slack):
        made = ET.SubElement(one, "answer", fraction=_share(share), format="moodle_auto_format")
        ET.SubElement(made, "text").text = f"{value:.10g}"
        _html(made, "feedback", markdown(feedback) if feedback else "")
        ET.SubElement(made, "tolerance").text = f"{near:.10g}"
    _hints(one, question)


def _numbers(question: Number, slack: float) -> Iterator[tuple[float, float, str, float]]:
    yield question.expected, 100.0, "", slack
    for mistake in question.mistakes:
        if abs(mistake.value - question.expected) > slack:  # else it is the right answer, for this case
            near = min(slack, abs(mistake.value - question.expected) / 2)
            yield mistake.value, 0.0, mistake.text, near


def _open(quiz: ET.Element, question: OpenText) -> None:
    one = _question(quiz, "essay", question)
    for tag, words in (("responseformat", "editor"), ("responserequired", "1"), ("responsefieldlines", "10")):
        ET.SubElement(one, tag).text = words
    asks = "".join(f"<li>{inline(item.label)}</li>" for item in question.criteria)
    _html(one, "graderinfo", f"{markdown(question.model_answer)}<ul>{asks}</ul>")
