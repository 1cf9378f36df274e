"""What an exercise is: a question, the right answer, the mistakes we expect and what to say about each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.exercises.answers import plain_answer, shown
from fis_lessons.exercises.refusals import (
    Fault,
    ask_faults,
    list_faults,
    no_right,
    refuse,
    unknown_names,
    without_reason,
)
from fis_lessons.figures import plain
from fis_lessons.i18n import gettext as _

State = Literal["not_tried", "unreadable", "not_yet", "right"]


@dataclass(frozen=True)
class Verdict:
    """What the exercise thinks of an answer.

    Parameters
    ----------
    state
        One of the four states.
    text
        The reason, in Markdown, in the language in use.
    mistake
        Identifier of the known mistake, if the answer is one.
    own_title
        Title that takes the place of the state's: what a learner judged alone is not called right.
    """

    state: State
    text: str
    mistake: str | None = None
    own_title: str = ""

    @property
    def title(self) -> str:
        """The state in words."""
        return (
            self.own_title
            or {
                "not_tried": _("Non ancora provato"),
                "unreadable": _("Non riesco a leggere la risposta"),
                "not_yet": _("Non ancora"),
                "right": _("Giusto"),
            }[self.state]
        )


@dataclass(frozen=True, kw_only=True)
class Hints:
    """Three steps of help; the fourth, the solution, is made from the exercise itself."""

    nudge: str
    pointer: str
    worked: str

    @property
    def ladder(self) -> tuple[str, str, str]:
        """The three steps, from the least help to the most."""
        return (self.nudge, self.pointer, self.worked)


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """What every exercise has.

    One that nobody could answer, or that would not say why an answer is wrong, is refused when it is made.

    Parameters
    ----------
    id
        Short name, stable over versions: the progress record refers to it.
    question
        Markdown.
    hints
        A ladder of three.
    why
        What the right answer teaches. Markdown, shown with it.
    minutes
        Time it usually takes.
    extra
        For whoever goes further: the lesson is finished without it.

    Raises
    ------
    FaultyExerciseError
        With everything its author must put right.
    """

    id: str
    question: str
    hints: Hints
    why: str
    minutes: int = 3
    extra: bool = False

    def __post_init__(self) -> None:
        refuse(
            self.id,
            (
                *ask_faults(
                    name=self.id,
                    question=self.question,
                    hints=self.hints.ladder,
                    why=self.why,
                    minutes=self.minutes,
                ),
                *self._faults(),
            ),
        )

    def _faults(self) -> Iterator[Fault]:
        """Find what this kind of exercise cannot have."""
        raise NotImplementedError

    def check(self, answer: object) -> Verdict:
        """Judge an answer: whatever is given, a verdict comes back.

        Only the reading of the answer is allowed to fail quietly: an object from a cell may do anything when it
        is looked at. What judges sees plain values only, and a fault of its own is seen by its author.
        """
        try:
            given = self._taken(answer)
        except Exception:  # somebody else's object
            return self._unreadable(answer)
        if self._empty(given):
            return Verdict("not_tried", _("Scrivi o scegli una risposta, poi premi «Verifica»."))
        return self._judge(given)

    def _taken(self, answer: object) -> object:
        """Turn an answer into plain values; may raise whatever the answer raises."""
        return plain_answer(answer)

    def _empty(self, answer: object) -> bool:
        return answer is None or (isinstance(answer, str) and not answer.strip())

    def _unreadable(self, answer: object) -> Verdict:
        """Say what was understood and what was expected."""
        found = shown(answer)
        head = _("Ho letto: {found}.").format(found=found.rstrip(".")) if any(map(str.isalnum, found)) else ""
        return Verdict("unreadable", f"{head} {self._expects()}".strip())

    def _expects(self) -> str:
        raise NotImplementedError

    def _judge(self, answer: object) -> Verdict:
        raise NotImplementedError

    def _right(self) -> Verdict:
        return Verdict("right", self.why)

    @property
    def reference(self) -> object:
        """The right answer, in the form :meth:`check` takes."""
        raise NotImplementedError

    @property
    def reference_text(self) -> str:
        """The right answer in words."""
        raise NotImplementedError

    def value(self, answer: object) -> object:
        """Return a right answer in the form later cells work with."""
        return answer

    def mistaken(self) -> tuple[tuple[str, object], ...]:
        """List answers known to be wrong, each with the name of its mistake: what a test tries."""
        raise NotImplementedError

    def hint(self, step: int) -> str:
        """Return the hint of a step from 1 to 4; the fourth is the solution."""
        if step <= len(self.hints.ladder):
            return self.hints.ladder[max(step, 1) - 1]
        return _("La risposta è: {answer}.").format(answer=self.reference_text.rstrip(".")) + " " + self.why

    def secrets(self) -> tuple[str, ...]:
        """List the sentences that must not appear in what a trainee is given."""
        return (self.why, self.hints.worked, self.hint(4))


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something that can be chosen, and what to say to whoever chooses it wrongly."""

    id: str
    label: str
    feedback: str = ""


def _labels(options: tuple[Option, ...], ids: frozenset[str]) -> str:
    return "; ".join(plain(option.label).rstrip(".") for option in options if option.id in ids)


_INNER = str.maketrans("«»", "“”")


def told_of(label: str, reason: str) -> str:
    """Write what an answer is and what to say of it.

    One that is a quotation gets no second quotation marks; one that quotes has the inner marks inside.

    Examples
    --------
    >>> told_of("Non è deciso: «Forma del contratto»", "rileggi il contratto.")
    '«Non è deciso: “Forma del contratto”»: rileggi il contratto.'
    >>> told_of("«Lo dice il bando»", "il bando dice altro.")
    '«Lo dice il bando»: il bando dice altro.'
    """
    words = plain(label)
    whole = words.startswith(("«", "“")) and words.endswith(("»", "”")) and words.count(words[0]) == 1
    named = words if whole else f"«{words.translate(_INNER)}»"
    return f"{named}{':' if reason[:1].islower() else '.'} {reason}"


@dataclass(frozen=True, kw_only=True)
class Choice(Exercise):
    """One option among some. Every wrong option says why it is wrong."""

    options: tuple[Option, ...]
    right: str

    def _faults(self) -> Iterator[Fault]:
        ids = [option.id for option in self.options]
        yield from list_faults("options", self.options, least=2)
        yield from unknown_names(("right",), [self.right] if self.right else [], known=ids)
        yield from without_reason("options", self.options, wrong=set(ids) - {self.right})
        if not self.right:
            yield no_right(("right",))

    def _judge(self, answer: object) -> Verdict:
        if answer == self.right:
            return self._right()
        for option in self.options:
            if option.id == answer:
                return Verdict("not_yet", option.feedback, option.id)
        return self._unreadable(answer)

    def _expects(self) -> str:
        return _("Scegli una delle risposte elencate.")

    def mistaken(self) -> tuple[tuple[str, object], ...]:
        """List the wrong options."""
        return tuple((option.id, option.id) for option in self.options if option.id != self.right)

    @property
    def reference(self) -> str:
        """Identifier of the right option."""
        return self.right

    @property
    def reference_text(self) -> str:
        """The right option in words."""
        return _labels(self.options, frozenset({self.right}))


@dataclass(frozen=True, kw_only=True)
class Several(Exercise):
    """Any number of options. Says how many are missing or too many, and why one of them is."""

    options: tuple[Option, ...]
    right: frozenset[str]
    missing: str = ""

    def _faults(self) -> Iterator[Fault]:
        ids = [option.id for option in self.options]
        yield from list_faults("options", self.options, least=2)
        yield from unknown_names(("right",), sorted(self.right), known=ids)
        yield from without_reason("options", self.options, wrong=set(ids) - self.right)
        if not self.right:
            yield no_right(("right",))

    def _empty(self, answer: object) -> bool:
        return super()._empty(answer) or answer == []

    def _judge(self, answer: object) -> Verdict:
        known = {option.id for option in self.options}
        if not isinstance(answer, list):
            return self._unreadable(answer)
        chosen = {item for item in answer if isinstance(item, str)}
        if not all(isinstance(item, str) for item in answer) or not chosen <= known:
            return self._unreadable(answer)
        if chosen == self.right:
            return self._right()
        extra = [option for option in self.options if option.id in chosen - self.right]
        lost = len(self.right - chosen)
        parts = []
        if extra:
            parts.append(told_of(extra[0].label, extra[0].feedback))
            if len(extra) > 1:
                parts.append(_("Da togliere in tutto: {count}.").format(count=len(extra)))
        if lost:
            parts.append(_("Risposte che mancano: {count}.").format(count=lost))
            parts.append("" if extra else self.missing)
        return Verdict("not_yet", " ".join(filter(None, parts)), extra[0].id if extra else "incomplete")

    def _expects(self) -> str:
        return _("Scegli una o più delle risposte elencate.")

    def mistaken(self) -> tuple[tuple[str, object], ...]:
        """List the right options with one too many, and with one missing."""
        right = list(self.reference)
        extra = [(o.id, [*right, o.id]) for o in self.options if o.id not in self.right]
        short = [("incomplete", [name for name in right if name != lost]) for lost in right if len(right) > 1]
        return (*extra, *short)

    @property
    def reference(self) -> tuple[str, ...]:
        """Identifiers of the right options, in the order shown."""
        return tuple(option.id for option in self.options if option.id in self.right)

    @property
    def reference_text(self) -> str:
        """The right options in words."""
        return _labels(self.options, self.right)
