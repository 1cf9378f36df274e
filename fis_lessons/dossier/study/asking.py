"""What the study still has to answer: a question for each gap, and who could answer it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from fis_lessons.dossier.record_fields import DOCUMENTS, SHEETS, known_fields
from fis_lessons.dossier.remarks import Remark, empty_remark, too_long
from fis_lessons.dossier.study.asking_words import Asked, field_questions, sheet_questions, whole_questions
from fis_lessons.dossier.study.content import Question
from fis_lessons.dossier.study.material import Material, lesson_of, sheets
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.indicator_texts import FIELDS, missing_line

MOST_QUESTIONS = 30
"""Of one part of the project: whoever has two hundred sheets to mend reads how many they are."""
FIRST = 3
"""Names of sheets that one question names; the lesson shows the others."""
_COUNTED = re.compile(
    r"\d[\d.,]*\s+(?:\w+\s+)?(?:person|famigl|ragazz|giovan|anzian|minor|student|nucle|utent|bambin|"
    r"people|famil|young|child|household)",
    re.IGNORECASE,
)


def open_questions(
    material: Material, section: str, *, who: str, only: Iterable[str] = (), but: Iterable[str] = ()
) -> tuple[Question, ...]:
    """Ask for what a section lacks.

    Parameters
    ----------
    material
        What there is.
    section
        Of the project.
    who
        Who could answer, where the field does not say it.
    only
        Fields to ask for; all of them if none is named.
    but
        Fields that another part of the study asks for.
    """
    lesson, left = lesson_of(section), set(but)
    if material.left_out(section):
        return ()
    if not material.entries(section):
        whole = whole_questions().get(section)
        if whole:
            return _questions(whole, who=who, lesson=lesson)
    if section in SHEETS:
        return _of_sheets(material, section, who=who)
    wanted = set(only) or {one.id for one in known_fields(section)} - left
    if section in DOCUMENTS:
        return _of_document(material, section, wanted, who=who)
    there = {one.place[1] for one in material.entries(section)}
    empty = [one.id for one in known_fields(section) if one.id in wanted and one.id not in there]
    return _questions([_of_field(section, name) for name in empty], who=who, lesson=lesson)


def how_many(material: Material) -> tuple[Question, ...]:
    """Ask how many of the group are known already, unless whoever wrote it says a number of them."""
    target = material.text("need", "target")
    if not target or _COUNTED.search(target):
        return ()
    words = _(
        "Quante persone del gruppo conosce oggi il servizio sociale? Con quale fonte si può stimare quante non "
        "sono in carico?"
    )
    return (Question(text=words, who=_("Ufficio di piano, con i servizi sociali"), lesson="02"),)


def missing(material: Material, section: str, name: str) -> tuple[Question, ...]:
    """Ask for one field that is empty in a section that is not: of an empty one ask :func:`open_questions`."""
    if not material.entries(section) or material.text(section, name):
        return ()
    return _questions([_of_field(section, name)], who="", lesson=lesson_of(section))


def each_once(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Leave out what is asked already: contract and deal of one project ask the same things."""
    kept: dict[str, Question] = {}
    for one in questions:
        kept.setdefault(one.text, one)
    return tuple(kept.values())


def grouped(questions: Sequence[Question]) -> list[tuple[str, str, list[str]]]:
    """Put together what the same people can answer: who, the lesson that helps, the questions."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in each_once(questions):
        found.setdefault((one.who, one.lesson), []).append(one.text)
    return [(who, lesson, texts) for (who, lesson), texts in found.items()]


def may_answer(who: str, lesson: str) -> str:
    """Say who can answer some questions, and which lesson helps."""
    first = _("Può rispondere: {who}.").format(who=who) if who.strip() else _("Da chiedere.")
    helps = _("Aiuta la lezione {id}.").format(id=lesson)
    return f"{first} {helps}" if lesson else first


# --- inside ---------------------------------------------------------------------------------------------
def _of_document(material: Material, section: str, wanted: set[str], *, who: str) -> tuple[Question, ...]:
    document = DOCUMENTS[section]()
    values = {**material.texts(section), **document.beside(material.project)}
    ids = {one.label: one.id for one in known_fields(section)}
    asked: list[Asked] = []
    long = too_long(document.fields(), values)  # to be shortened by whoever wrote it: nobody else is asked
    for one in document.judged(values).remarks:
        name = ids.get(one.where, "")
        if not one.mend or one in long or (name and name not in wanted):
            continue
        if one.found == empty_remark():
            asked.append(_of_field(section, name))
        elif name or len(wanted) == len(ids):
            asked.append((_pointed(one), ""))
    return _questions(asked, who=who, lesson=lesson_of(section))


def _pointed(one: Remark) -> str:
    """Turn what a rule of the lesson found into something to decide."""
    if one.remedy == _("Chi userà il servizio può entrare già da qui?"):
        asked = _("In quale fase, e come, si coinvolge chi userà il servizio?")
        return f"{one.where}: {one.found} {asked}"
    return _to_decide(one.words)


def _to_decide(found: str) -> str:
    return _("{found} Che cosa si decide?").format(found=found)


def _of_field(section: str, name: str) -> Asked:
    known = field_questions().get((section, name))
    if known:
        return known
    label = next((one.label for one in known_fields(section) if one.id == name), name)
    return (_("«{field}»: che cosa c'è da scrivere?").format(field=label), "")


def _of_sheets(material: Material, section: str, *, who: str) -> tuple[Question, ...]:
    """Ask once for what the same fields of several sheets lack."""
    lacking: dict[tuple[str, ...], list[str]] = {}
    for values in sheets(material, section).values():
        lacking.setdefault(_lacking(section, values), []).append(values["name"])
    asked: list[Asked] = []
    for questions, names in lacking.items():
        if not questions:
            continue
        listed = ", ".join(f"«{one}»" for one in names[:FIRST])
        if len(names) > FIRST:
            listed = _("{names} e altri {count}").format(names=listed, count=number(len(names) - FIRST))
        asked.append((f"{listed}. {' '.join(questions)}", ""))
    return _questions(asked, who=who, lesson=lesson_of(section))


def _lacking(section: str, values: Mapping[str, str]) -> tuple[str, ...]:
    known = sheet_questions(section)
    empty = [name for name in known if not values.get(name, "").strip()]
    said = {empty_remark(), *(missing_line(one) for one in FIELDS)}
    document = DOCUMENTS[section]()
    others = [one for one in document.judged(values).remarks if one.mend and one.found not in said]
    decided = " ".join(one.words for one in others[:FIRST])
    return (*(known[name] for name in empty), *([_to_decide(decided)] if decided else []))


def _questions(asked: Sequence[Asked], *, who: str, lesson: str) -> tuple[Question, ...]:
    kept = [Question(text=text, who=whom or who, lesson=lesson) for text, whom in asked[:MOST_QUESTIONS]]
    rest = len(asked) - len(kept)
    if rest:
        words = _("Ce ne sono altre {count}: le trovi aprendo le schede nella lezione.")
        kept.append(Question(text=words.format(count=number(rest)), who=who, lesson=lesson))
    return tuple(kept)
