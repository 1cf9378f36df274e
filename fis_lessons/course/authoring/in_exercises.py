"""Rules about what a lesson asks: on every case, with a named mistake, without giving the answer away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from fis_lessons.course.authoring.material import Subject, Variant, said_by
from fis_lessons.course.authoring.registry import Hit, around, check, short
from fis_lessons.course.editions import edition
from fis_lessons.course.leaks import leaks, secrets_of
from fis_lessons.exercises import Choice, Exercise, Number, OpenText, Table
from fis_lessons.figures import plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

LEAST, LEAST_KINDS = 5, 3
"""Exercises of a lesson, and kinds among them."""
LEAST_WORDS = 3
LEAST_QUESTIONS, LEAST_QUIZ_KINDS = 12, 3
LONGEST_RIGHT = 0.75
"""Share of the choices of a quiz whose right answer may be the longest; ours have at most 0.75."""
_TOO_SHORT = 12
_QUIZ = re.compile(r"lesson\.quiz\((\d*)\)")


def letters(text: str) -> str:
    """Keep the letters and digits of a text."""
    return "".join(sign for sign in plain(text).casefold() if sign.isalnum())


def everywhere(subject: Subject) -> Iterator[tuple[Variant, Exercise]]:
    """List every exercise and question, on every case."""
    for variant in subject.variants:
        for one in (*variant.exercises, *variant.bank):
            yield variant, one


def once(hits: Iterable[tuple[str, Hit]]) -> Iterator[Hit]:
    """Tell each thing once, with the cases it is true on."""
    found: dict[Hit, list[str]] = {}
    for case, hit in hits:
        found.setdefault(hit, []).append(case)
    for hit, cases in found.items():
        yield Hit(hit.place, f"{hit.quote} [{', '.join(dict.fromkeys(cases))}]".strip())


def always(subject: Subject, hits: Iterable[tuple[str, Hit]]) -> Iterator[Hit]:
    """Tell only what is true on every case on which the exercise is there."""
    there = Counter(one.id for _variant, one in everywhere(subject))
    found = Counter(hit for _case, hit in hits)
    yield from (hit for hit, count in found.items() if count >= there[hit.place])


@check("exercise-opens")
def exercise_opens(subject: Subject) -> Iterator[Hit]:
    """Every lesson opens, and asks, on every case."""
    for variant in subject.variants:
        if variant.trouble:
            yield Hit(variant.case, short(variant.trouble, limit=200))
        elif not variant.exercises:
            yield Hit(variant.case, "0")


@check("exercise-right")
def exercise_right(subject: Subject) -> Iterator[Hit]:
    """The expected answer is taken as right."""
    yield from once(
        (variant.case, Hit(one.id, one.reference_text))
        for variant, one in everywhere(subject)
        if one.check(one.reference).state != "right"
    )


@check("mistake-unnamed")
def mistake_unnamed(subject: Subject) -> Iterator[Hit]:
    """Feedback teaches only if it knows the mistake."""
    hits = (
        (variant.case, Hit(one.id, short(one.question)))
        for variant, one in everywhere(subject)
        if not isinstance(one, OpenText | Table)
        and not (one.mistakes if isinstance(one, Number) else one.mistaken())
    )
    yield from always(subject, hits)


@check("mistake-right")
def mistake_right(subject: Subject) -> Iterator[Hit]:
    """A mistake that is the answer, wherever it is asked, is a slip of the author."""
    hits = (
        (variant.case, Hit(one.id, name))
        for variant, one in everywhere(subject)
        if isinstance(one, Number)
        for name in one.coinciding
    )
    yield from always(subject, hits)


@check("mistake-same")
def mistake_same(subject: Subject) -> Iterator[Hit]:
    """Of two mistakes with one number only the first is ever told."""
    yield from always(subject, _equal_mistakes(subject))


def _equal_mistakes(subject: Subject) -> Iterator[tuple[str, Hit]]:
    for variant, one in everywhere(subject):
        for at, mistake in enumerate(one.mistakes if isinstance(one, Number) else ()):
            for other in one.mistakes[:at]:  # type: ignore[attr-defined]
                if other.value == mistake.value:
                    yield variant.case, Hit(one.id, f"{other.id} = {mistake.id}")


def _first(subject: Subject) -> tuple[Exercise, ...]:
    first = subject.variants[0] if subject.variants else Variant("")
    return (*first.exercises, *first.bank)


@check("feedback-same")
def feedback_same(subject: Subject) -> Iterator[Hit]:
    """Two wrong answers with one reason: one of the two is not explained."""
    for one in _first(subject):
        if isinstance(one, Choice):
            said = Counter(letters(option.feedback) for option in one.options if option.feedback)
            for option in one.options:
                if option.feedback and said[letters(option.feedback)] > 1:
                    yield Hit(one.id, short(option.feedback))
                    break


@check("feedback-short")
def feedback_short(subject: Subject) -> Iterator[Hit]:
    """To say that an answer is wrong is no explanation."""
    for one in _first(subject):
        for which, words in said_by(one):
            if (which.endswith("feedback") or which.startswith("mistakes")) and len(
                words.split()
            ) < LEAST_WORDS:
                yield Hit(one.id, words)


@check("hints-same")
def hints_same(subject: Subject) -> Iterator[Hit]:
    """Three hints are three steps."""
    for one in _first(subject):
        ladder = [letters(hint) for hint in one.hints.ladder]
        if len(set(ladder)) < len(ladder) or not all(ladder):
            yield Hit(one.id, short(one.hints.nudge))


@check("hint-answer")
def hint_answer(subject: Subject) -> Iterator[Hit]:
    """The first two hints help to find the answer, and do not say it."""
    yield from once(_told_by_hints(subject))


def _told_by_hints(subject: Subject) -> Iterator[tuple[str, Hit]]:
    for variant, one in everywhere(subject):
        for hint in one.hints.ladder[:2]:
            words = plain(hint)
            if isinstance(one, Number):
                answer = number(one.reference, decimals=one.decimals)
                found = re.search(rf"(?<![\d.,]){re.escape(answer)}(?![\d]|[.,]\d)", words)
                # a number with one digit stands in a hint by chance, one of the question for a reason
                if found and len(answer) > 1 and answer not in plain(one.question):
                    yield variant.case, Hit(one.id, around(words, found.start(), found.end()))
            elif isinstance(one, Choice) and _says(words, one.reference_text):
                yield variant.case, Hit(one.id, short(words))


@check("leak")
def leak(subject: Subject) -> Iterator[Hit]:
    """Nothing a trainee receives holds an answer."""
    if subject.lesson is None and not any("solution" in str(cell.metadata) for cell in subject.code):
        return
    answers = [text for one in _first(subject) for text in one.secrets()]
    secrets = secrets_of(subject.notebook, answers)
    for problem in leaks(edition(subject.notebook, "trainee"), secrets):
        place = re.match(r"cells\[([^\]]*)\]", problem.where)
        yield Hit(place[1] if place else problem.where, short(problem.found))


def _says(words: str, answer: str) -> bool:
    wanted = letters(answer)
    return len(wanted) >= _TOO_SHORT and wanted in letters(words)


# --- how many, of how many kinds ------------------------------------------------------------------------
@check("exercise-count")
def exercise_count(subject: Subject) -> Iterator[Hit]:
    """An hour has five exercises or more, on every case."""
    for variant in subject.variants:
        if not variant.trouble and len(variant.exercises) < LEAST:
            yield Hit(variant.case, str(len(variant.exercises)))


@check("exercise-kinds")
def exercise_kinds(subject: Subject) -> Iterator[Hit]:
    """A lesson of one kind of question is tiring, and measures one thing."""
    if subject.variants:
        kinds = {type(one).__name__ for one in subject.variants[0].exercises}
        if len(kinds) < LEAST_KINDS:
            yield Hit("", ", ".join(sorted(kinds)))


@check("exercise-minutes")
def exercise_minutes(subject: Subject) -> Iterator[Hit]:
    """An exercise takes a few minutes, a question of the quiz one or two."""
    first = subject.variants[0] if subject.variants else Variant("")
    for one, most in (*((one, 8) for one in first.exercises), *((one, 3) for one in first.bank)):
        if not 1 <= one.minutes <= most:
            yield Hit(one.id, str(one.minutes))


@check("quiz-count")
def quiz_count(subject: Subject) -> Iterator[Hit]:
    """A quiz is drawn from more questions than it asks."""
    drawn = [int(found[1] or 10) for cell in subject.code if (found := _QUIZ.search(cell.source))]
    least = max([LEAST_QUESTIONS, *(count + 2 for count in drawn)])
    for variant in subject.variants:
        if not variant.trouble and len(variant.bank) < least:
            yield Hit(variant.case, str(len(variant.bank)))


@check("quiz-kinds")
def quiz_kinds(subject: Subject) -> Iterator[Hit]:
    """Choices alone can be guessed."""
    if subject.variants:
        kinds = {type(one).__name__ for one in subject.variants[0].bank}
        if len(kinds) < LEAST_QUIZ_KINDS:
            yield Hit("quiz.yaml", ", ".join(sorted(kinds)))


@check("quiz-longest")
def quiz_longest(subject: Subject) -> Iterator[Hit]:
    """Who always picks the longest answer must not pass."""
    choices = [
        one for one in (subject.variants[0].bank if subject.variants else ()) if isinstance(one, Choice)
    ]
    longest = [one.id for one in choices if _right_is_longest(one)]
    if len(choices) >= 4 and len(longest) / len(choices) > LONGEST_RIGHT:
        yield Hit("quiz.yaml", _("{some} su {all}").format(some=len(longest), all=len(choices)))


def _right_is_longest(one: Choice) -> bool:
    lengths = {option.id: len(plain(option.label)) for option in one.options}
    others = [size for name, size in lengths.items() if name != one.right]
    return lengths[one.right] > max(others) * 1.1


@check("control-missing")
def control_missing(subject: Subject) -> Iterator[Hit]:
    """Every lesson has something that moves a figure."""
    if subject.lesson is not None and not subject.lesson.controls:
        yield Hit("")


@check("own-missing")
def own_missing(subject: Subject) -> Iterator[Hit]:
    """Every lesson has a step on the learner's own municipality."""
    if subject.lesson is not None and not (subject.lesson.parts.notes or subject.lesson.parts.documents):
        yield Hit("")
