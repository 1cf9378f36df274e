"""Judge the answers of a hand-in again, from the lesson it was made on: what it claims is not believed."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from fis_lessons.course.collect_reading import Answered, HandIn, HandInError, names
from fis_lessons.errors import FisError
from fis_lessons.exercises import (
    Choice,
    Exercise,
    Grid,
    Matching,
    Number,
    OpenText,
    Ordering,
    Progress,
    Several,
)
from fis_lessons.exercises.handin import one_line
from fis_lessons.exercises.kinds import Table
from fis_lessons.figures import plain
from fis_lessons.i18n import Language, language, mark, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Lesson
from fis_lessons.lessons.registry import LESSONS, lesson_spec

Outcome = Literal["right", "helped", "shown", "not_yet", "skipped", "not_tried", "not_judged"]
"""How an exercise ended: right alone; right after a hint; right after the solution was shown; tried and not
right; skipped; not begun; a kind of exercise that only the notebook can check."""

OUTCOMES: dict[Outcome, str] = {
    "right": mark("giusto"),
    "helped": mark("giusto con aiuti"),
    "shown": mark("dopo la soluzione"),
    "not_yet": mark("non ancora"),
    "skipped": mark("saltato"),
    "not_tried": mark("non provato"),
    "not_judged": mark("non si può rifare"),
}
STUCK: frozenset[Outcome] = frozenset({"shown", "not_yet", "skipped"})
"""Outcomes of who has not got there alone or with hints."""

MOST_OPEN = 32
"""Lessons kept open at once: a class of many municipalities must not fill the memory."""

_VAGUE = frozenset({"incomplete", "to_compare", "too_short"})
_KNOWN: dict[str, str] = {
    "decimal_sign": mark("Il segno dei decimali usato per le migliaia."),
    "share_not_percent": mark("La quota scritta fra 0 e 1 invece che in percentuale."),
    "reversed": mark("L'ordine giusto, ma al contrario."),
    "columns": mark("Mancano delle colonne nella tabella."),
    "rows": mark("Mancano delle righe nella tabella, o ce ne sono di troppo."),
    "values": mark("La tabella ha celle diverse."),
}


@dataclass(frozen=True)
class Judged:
    """One exercise of one person, judged here.

    Parameters
    ----------
    outcome
        How it ended.
    mistakes
        Known mistakes met on the way, each once.
    attempts, hints, seconds
        As the file says: they cannot be recomputed.
    doubted
        Whether the file claims another verdict.
    """

    outcome: Outcome
    mistakes: tuple[str, ...] = ()
    attempts: int = 0
    hints: int = 0
    seconds: int = 0
    doubted: bool = False


@dataclass(frozen=True)
class _Opened:
    """What is kept of a lesson that was opened: its exercises, and what it was opened on, in words."""

    exercises: Mapping[str, Exercise]
    words: str


class Judge:
    """Opens lessons as hand-ins ask for them, each once, and judges answers.

    Parameters
    ----------
    lang
        Language of the reports: of questions and of mistakes. Answers are read in the learner's.
    """

    def __init__(self, lang: Language | None = None) -> None:
        self.lang: Language = lang or language()
        self.opened = 0
        self._open: OrderedDict[str, _Opened] = OrderedDict()
        self._own: dict[str, str] = {}  # text of each case that was somebody's own

    def exercises(self, lesson: str, parameters: Mapping[str, object]) -> Mapping[str, Exercise]:
        """Return the exercises of a lesson opened with some parameters.

        Raises
        ------
        HandInError
            If there is no such lesson, or it does not take these parameters.
        """
        return self._opened(lesson, parameters).exercises

    def in_words(self, lesson: str, parameters: Mapping[str, object]) -> str:
        """Say what a lesson was opened on: the municipality, and what the lesson does not do by itself.

        Raises
        ------
        HandInError
            If there is no such lesson, or it does not take these parameters.
        """
        return self._opened(lesson, parameters).words

    def _opened(self, lesson: str, parameters: Mapping[str, object]) -> _Opened:
        key = json.dumps([lesson, parameters], sort_keys=True)
        if key not in self._open:
            self._open[key] = self._read(lesson, parameters)
        self._open.move_to_end(key)
        if len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return self._open[key]

    def _read(self, lesson: str, parameters: Mapping[str, object]) -> _Opened:
        if lesson not in LESSONS:
            raise HandInError(_("Questo kit non ha la lezione {id}.").format(id=lesson))
        self.opened += 1
        try:
            with use_language(self.lang):  # opening a lesson changes the language in use
                text = self._own.get(str(parameters.get("case")), "")
                opened = lesson_spec(lesson).open(parameters, progress=Progress(None), case_text=text)
        except FisError as error:
            raise HandInError(str(error).replace("\n  - ", " ")) from None
        except Exception as error:  # a lesson that breaks on odd parameters must not stop the class
            words = _("La lezione {id} non si apre con questi parametri ({kind}).")
            raise HandInError(words.format(id=lesson, kind=type(error).__name__)) from None
        return _Opened(opened.exercises, _in_words(opened))

    def judge(self, hand_in: HandIn) -> dict[str, Judged]:
        """Judge every exercise of the lesson, also those nobody answered.

        Raises
        ------
        HandInError
            If the lesson cannot be opened, or an exercise is not one of the lesson's.
        """
        variant = hand_in.variant
        if hand_in.own_case:
            self._own[str(variant["case"])] = hand_in.own_case
        known = self.exercises(hand_in.lesson, variant)
        strange = [name for name in hand_in.exercises if name not in known]
        if strange:
            words = _("La lezione {id} non ha questi esercizi: {names}.")
            raise HandInError(words.format(id=hand_in.lesson, names=names(strange)))
        lang: Language = "en" if hand_in.parameters.get("lang") == "en" else "it"
        return {
            name: _judged(exercise, hand_in.exercises.get(name), lang=lang)
            for name, exercise in known.items()
        }

    def labels(self, lesson: str, parameters: Mapping[str, object]) -> dict[str, str]:
        """Return the first line of each question, in the language of the reports."""
        asked = self.exercises(lesson, self._spoken(parameters))
        return {name: one_question(exercise) for name, exercise in asked.items()}

    def mistakes(self, lesson: str, parameters: Mapping[str, object], exercise: str) -> dict[str, str]:
        """Return in words the known mistakes of an exercise, in the language of the reports."""
        with use_language(self.lang):
            return known_mistakes(self.exercises(lesson, self._spoken(parameters))[exercise])

    def _spoken(self, parameters: Mapping[str, object]) -> dict[str, object]:
        return {**parameters, "lang": self.lang}


def _in_words(opened: Lesson[Any, Any]) -> str:
    own = {k: v for k, v in opened.parameters.changed().items() if k not in ("case", "lang", "seed")}
    place = one_line(opened.case.municipality.name, limit=60)
    return "; ".join(
        [place, *(f"{name}: {one_line(value, limit=60)}" for name, value in sorted(own.items()))]
    )


def _judged(exercise: Exercise, answered: Answered | None, *, lang: Language) -> Judged:
    if answered is None:
        return Judged("not_tried")
    with use_language(lang):  # 1.234 is one thing in Italian and another in English
        verdicts = [_check(exercise, answer) for answer in (*answered.tried, answered.answer)]
    right = any(state == "right" for state, _mistake in verdicts)
    outcome = _outcome(exercise, answered, right=right)
    mistakes = dict.fromkeys(mistake for _state, mistake in verdicts if mistake and mistake not in _VAGUE)
    return Judged(
        outcome=outcome,
        mistakes=tuple(mistakes),
        attempts=answered.attempts,
        hints=answered.hints,
        seconds=answered.seconds,
        doubted=outcome != "not_judged" and (answered.claimed == "right") != right,
    )


def _check(exercise: Exercise, answer: object) -> tuple[str, str | None]:
    try:
        verdict = exercise.check(answer)
    except Exception:  # the answer is anybody's: whatever it breaks, it is not a right answer
        return "unreadable", None
    return verdict.state, verdict.mistake


def _outcome(exercise: Exercise, answered: Answered, *, right: bool) -> Outcome:
    if isinstance(exercise, Table):
        return "not_judged"
    if right:
        if answered.skipped or answered.hints >= 4:
            return "shown"
        return "helped" if answered.hints else "right"
    if answered.skipped:
        return "skipped"
    return "not_yet" if answered.attempts else "not_tried"


def one_question(exercise: Exercise) -> str:
    """Return the first line of a question, without signs."""
    return plain(exercise.question.strip().partition("\n")[0])


def known_mistakes(exercise: Exercise) -> dict[str, str]:
    """Return in words, in the language in use, the mistakes an exercise recognises."""
    found = {name: _(words) for name, words in _KNOWN.items()}
    if isinstance(exercise, Number):
        found |= {mistake.id: plain(mistake.text) for mistake in exercise.mistakes}
    if isinstance(exercise, Choice | Several):
        found |= {option.id: f"«{plain(option.label)}»" for option in exercise.options}
    if isinstance(exercise, Matching | Grid):
        found |= {row.id: f"«{plain(row.label)}»" for row in exercise.rows}
    if isinstance(exercise, Ordering):
        words = _("«{label}» è fra le voci fuori posto.")
        found |= {item.id: words.format(label=plain(item.label)) for item in exercise.items}
    return found


def is_self_assessed(exercise: Exercise) -> bool:
    """Tell whether the verdict is the learner's own: a few lines compared with a model answer."""
    return isinstance(exercise, OpenText)
