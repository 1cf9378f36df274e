"""A question as an item of QTI 2.1: what is asked, what is right, and what to say of each answer.

An item can be tried again: a wrong answer is told why it is wrong, and from the second on a hint comes with it,
as in the lesson. Options have letters for names, in an order that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase
from xml.etree import ElementTree as ET

from fis_lessons.course.forms import qti_rules as rules
from fis_lessons.course.forms.qti_rules import FEEDBACK, RESPONSE, SCORE
from fis_lessons.course.forms.qti_words import document, element, with_line, with_markdown
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
from fis_lessons.exercises.quiz import shuffled
from fis_lessons.exercises.show import HINT_NAMES
from fis_lessons.exercises.spec import told_of
from fis_lessons.figures import plain
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _

TOOL = "fis-lessons"
_SEED = 1  # of the order of the options where a player does not mix them


@dataclass
class _Item:
    """An item in the making.

    Parameters
    ----------
    cardinality, kind
        Of the answer.
    right
        Values of the right answer, as the player writes them.
    body
        What follows the question.
    is_right
        When the answer is right; none where a person judges it.
    tells
        What chooses among the reasons.
    reasons
        What is said, Markdown, by name and by the outcome that holds the name: some rows can be wrong at once,
        and each has an outcome of its own.
    """

    cardinality: str
    kind: str
    right: Sequence[str]
    body: list[ET.Element]
    is_right: ET.Element | None
    tells: list[ET.Element] = field(default_factory=list)
    reasons: dict[str, dict[str, str]] = field(default_factory=dict)


def can_be_asked(question: Exercise) -> bool:
    """Tell whether a question can be asked outside its lesson."""
    return isinstance(question, Choice | Several | Matching | Ordering | Grid | Number | OpenText)


def item_xml(question: Exercise, *, name: str, lang: Language) -> str:
    """Write a question as an item.

    Parameters
    ----------
    question
        One that :func:`can_be_asked`.
    name
        Identifier of the item.
    lang
        Language of the texts.

    Raises
    ------
    TypeError
        If it is of a kind that QTI does not have.
    """
    made = _made(shuffled(question, seed=_SEED))
    hints = question.hints.ladder if made.is_right is not None else ()
    root = element(
        "assessmentItem",
        {
            "identifier": name,
            "title": _title(question),
            "xml:lang": lang,
            "adaptive": "false",
            "timeDependent": "false",
            "toolName": TOOL,
        },
        _response(made),
        *_outcomes(made),
        with_markdown(element("itemBody"), question.question),
        rules.processing(made.is_right, hints=len(hints), tells=made.tells),
        *_feedback(question, made, hints),
    )
    found = root.find("itemBody")
    if found is not None:
        found.extend(made.body)
    return document(root)


def _title(question: Exercise) -> str:
    words = " ".join(plain(question.question).split())
    return words if len(words) <= 100 else f"{words[:99]}…"


def _response(made: _Item) -> ET.Element:
    right = [element("value", text=value) for value in made.right]
    return element(
        "responseDeclaration",
        {"identifier": RESPONSE, "cardinality": made.cardinality, "baseType": made.kind},
        *([element("correctResponse", None, *right)] if right else []),
    )


def _outcomes(made: _Item) -> Iterator[ET.Element]:
    zero = element("defaultValue", None, element("value", text="0"))
    score = {"identifier": SCORE, "cardinality": "single", "baseType": "float", "normalMaximum": "1"}
    yield element("outcomeDeclaration", score, *([] if made.is_right is None else [zero]))
    for name in (*made.reasons, rules.HELP, rules.DONE):
        # of some answers chosen together, each has its reason
        cardinality = "multiple" if name == FEEDBACK and made.cardinality == "multiple" else "single"
        yield element(
            "outcomeDeclaration",
            {"identifier": name, "cardinality": cardinality, "baseType": "identifier"},
        )


def _feedback(question: Exercise, made: _Item, hints: Sequence[str]) -> Iterator[ET.Element]:
    for outcome, said in made.reasons.items():
        for name, text in said.items():
            yield _modal(outcome, name, _("Non ancora"), text)
    for name, title, text in zip(rules.HINTS, HINT_NAMES, hints, strict=False):
        yield _modal(rules.HELP, name, _(title), text)
    if isinstance(question, OpenText):
        asks = "\n".join(f"- {item.label}" for item in question.criteria)
        text = f"{question.model_answer}\n\n{asks}\n\n{question.why}"
        yield _modal(rules.DONE, rules.DONE, _("Adesso confronta"), text)
    else:
        yield _modal(rules.DONE, rules.DONE, _("Giusto"), question.why)


def _modal(outcome: str, name: str, title: str, text: str) -> ET.Element:
    attributes = {"outcomeIdentifier": outcome, "identifier": name, "showHide": "show", "title": title}
    return with_markdown(element("modalFeedback", attributes), text)


# --- kind by kind ---------------------------------------------------------------------------------
def _made(question: Exercise) -> _Item:
    match question:
        case Choice():
            made = _choice(question)
        case Several():
            made = _several(question)
        case Matching() | Grid():
            made = _table(question)
        case Ordering():
            made = _ordering(question)
        case Number():
            made = _number(question)
        case OpenText():
            made = _open(question)
        case _:
            raise TypeError(f"no item for {type(question).__name__}")
    return made


def letters(options: Iterable[Option]) -> dict[str, str]:
    """Name each option by a letter, in the order shown: its own name may give the answer away."""
    return {option.id: _letter(place) for place, option in enumerate(options)}


def _letter(place: int) -> str:
    turn, rest = divmod(place, len(ascii_uppercase))
    return ascii_uppercase[rest] + (str(turn) if turn else "")


def _interaction(tag: str, attributes: dict[str, str], prompt: str, *children: ET.Element) -> ET.Element:
    return element(
        tag, {"responseIdentifier": RESPONSE, **attributes}, element("prompt", text=prompt), *children
    )


def _choices(names: dict[str, str], options: Iterable[Option]) -> list[ET.Element]:
    return [
        with_line(element("simpleChoice", {"identifier": names[option.id]}), option.label)
        for option in options
    ]


def _choice(question: Choice) -> _Item:
    names = letters(question.options)
    prompt = _("Scegli una risposta")
    body = _interaction(
        "choiceInteraction",
        {"shuffle": "true", "maxChoices": "1"},
        prompt,
        *_choices(names, question.options),
    )
    return _Item(
        "single",
        "identifier",
        [names[question.right]],
        [body],
        rules.same_as_right(),
        [rules.tell_the_answer()],
        {FEEDBACK: {names[one.id]: one.feedback for one in question.options if one.id != question.right}},
    )


def _several(question: Several) -> _Item:
    names = letters(question.options)
    body = _interaction(
        "choiceInteraction",
        {"shuffle": "true", "maxChoices": "0"},
        _("Segna tutte le risposte giuste."),
        *_choices(names, question.options),
    )
    tells = [rules.tell_the_answer()]
    wrong = {names[one.id]: one.feedback for one in question.options if one.id not in question.right}
    reasons = {FEEDBACK: wrong}
    if question.missing:
        tells.append(rules.tell_when(rules.nothing_of(wrong), rules.MISSING, rules.MISSING))
        reasons[rules.MISSING] = {rules.MISSING: question.missing}
    right = [names[option.id] for option in question.options if option.id in question.right]
    return _Item("multiple", "identifier", right, [body], rules.same_as_right(), tells, reasons)


def _table(question: Matching | Grid) -> _Item:
    """Match rows with columns: one each, or any number of them."""
    one_each = isinstance(question, Matching)
    rows = {row.id: f"R{place}" for place, row in enumerate(question.rows, start=1)}
    columns = letters(question.columns)
    sets = [
        _match_set(rows, question.rows, most=1 if one_each else 0),
        _match_set(columns, question.columns, most=0),
    ]
    told = (
        _("Per ogni riga scegli una voce dell'elenco.")
        if one_each
        else _("Per ogni riga indica le colonne che vanno segnate.")
    )
    body = _interaction(
        "matchInteraction",
        {"shuffle": "true", "maxAssociations": str(len(rows)) if one_each else "0"},
        told,
        *sets,
    )
    names = (rows, columns)
    made = _matching(question, *names) if isinstance(question, Matching) else _grid(question, *names)
    made.body.append(body)
    return made


def _match_set(names: dict[str, str], options: Iterable[Option], *, most: int) -> ET.Element:
    return element(
        "simpleMatchSet",
        None,
        *(
            with_line(
                element("simpleAssociableChoice", {"identifier": names[option.id], "matchMax": str(most)}),
                option.label,
            )
            for option in options
        ),
    )


def _matching(question: Matching, rows: dict[str, str], columns: dict[str, str]) -> _Item:
    good = {row: {question.right[row], question.also.get(row, question.right[row])} for row in rows}
    made = _Item(
        "multiple",
        "directedPair",
        [f"{rows[row]} {columns[question.right[row]]}" for row in rows],
        [],
        rules.every(
            rules.some(rules.holds(rows[row], columns[column]) for column in sorted(good[row]))
            for row in rows
        ),
    )
    for row in question.rows:
        told: dict[str, list[str]] = {}
        for column in question.columns:
            if column.id not in good[row.id]:
                told.setdefault(question.pairs.get((row.id, column.id), row.feedback), []).append(column.id)
        for place, (text, wrong) in enumerate(told.items(), start=1):
            outcome, name = rows[row.id], f"{rows[row.id]}_{place}"
            made.reasons.setdefault(outcome, {})[name] = told_of(row.label, text)
            when = rules.some(rules.holds(rows[row.id], columns[column]) for column in wrong)
            made.tells.append(rules.tell_when(when, outcome, name))
    return made


def _grid(question: Grid, rows: dict[str, str], columns: dict[str, str]) -> _Item:
    made = _Item("multiple", "directedPair", [], [], None)
    right, whole = [], []
    for row in question.rows:
        ticked = question.right.get(row.id, frozenset())
        right += [f"{rows[row.id]} {columns[one.id]}" for one in question.columns if one.id in ticked]
        good = [
            rules.holds(rows[row.id], columns[one.id], wanted=one.id in ticked) for one in question.columns
        ]
        whole.append(rules.every(good))
        name = rows[row.id]
        made.reasons[name] = {name: told_of(row.label, row.feedback)}
        made.tells.append(rules.tell_unless(rules.every(good), name, name))
    made.right, made.is_right = right, rules.every(whole)
    return made


def _ordering(question: Ordering) -> _Item:
    names = letters(question.items)
    right = [names[name] for name in question.right]
    body = _interaction(
        "orderInteraction",
        {"shuffle": "true"},
        _("Metti le voci in ordine, dalla prima all'ultima."),
        *_choices(names, question.items),
    )
    reasons = {names[one.id]: told_of(one.label, one.feedback) for one in question.items if one.feedback}
    reasons[rules.REVERSED] = _("L'ordine è giusto, ma al contrario.")
    return _Item(
        "ordered",
        "identifier",
        right,
        [body],
        rules.same_as_right(),
        [rules.tell_first_out_of_place(right)],
        {FEEDBACK: reasons},
    )


def _number(question: Number) -> _Item:
    unit = f" ({question.unit})" if question.unit else ""
    told = _(
        "Scrivi solo il numero{unit}: niente segni per le migliaia, un punto per i decimali ({example})."
    )
    example = f"{1234.5:.{question.decimals}f}"
    paragraph = element(
        "p",
        None,
        element("span", text=told.format(unit=unit, example=example)),
        element(
            "textEntryInteraction",
            {
                "responseIdentifier": RESPONSE,
                "expectedLength": "15",
                "patternMask": r"[+\-]?[0-9]+([.][0-9]+)?",
            },
        ),
    )
    slack = max(question.tolerance, abs(float(question.reference) - question.expected)) + 1e-9
    reasons, cases = {}, []
    for place, mistake in enumerate(question.recognised, start=1):
        far = abs(mistake.value - question.expected)
        if far > slack:  # else it is the right answer, for this case
            name = f"M{place}"
            reasons[name] = mistake.text
            cases.append((rules.near(mistake.value, min(slack, far / 2)), name))
    reasons |= {
        rules.TOO_MUCH: question.distance_text("more"),
        rules.TOO_LITTLE: question.distance_text("less"),
    }
    return _Item(
        "single",
        "float",
        [f"{float(question.reference):.10g}"],
        [paragraph],
        rules.near(question.expected, slack),
        [rules.tell_the_first(cases, question.expected)],
        {FEEDBACK: reasons},
    )


def _open(question: OpenText) -> _Item:
    body = _interaction(
        "extendedTextInteraction",
        {"expectedLines": "6"},
        _("Scrivi la risposta con parole tue."),
    )
    asks = element("ul", None, *(with_line(element("li"), item.label) for item in question.criteria))
    for_who_marks = with_markdown(element("rubricBlock", {"view": "scorer tutor"}), question.model_answer)
    for_who_marks.append(asks)
    return _Item("single", "string", [], [for_who_marks, body], None)
