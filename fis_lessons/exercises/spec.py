"""What an exercise is: a question, the right answer, the mistakes we expect and what to say about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fis_lessons.exercises.reading import read_number
from fis_lessons.figures import plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

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
    """

    state: State
    text: str
    mistake: str | None = None

    @property
    def title(self) -> str:
        """The state in words."""
        return {
            "not_tried": _("Non ancora provato"),
            "unreadable": _("Non riesco a leggere la risposta"),
            "not_yet": _("Non ancora"),
            "right": _("Giusto"),
        }[self.state]


@dataclass(frozen=True, kw_only=True)
class Hints:
    """Three steps of help; the fourth, the solution, is made from the exercise itself."""

    nudge: str
    pointer: str
    worked: str


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """What every exercise has.

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
    """

    id: str
    question: str
    hints: Hints
    why: str
    minutes: int = 3

    def check(self, answer: object) -> Verdict:
        """Judge an answer. Never raises, whatever is given."""
        if self._empty(answer):
            return Verdict("not_tried", _("Scrivi o scegli una risposta, poi premi «Verifica»."))
        return self._judge(answer)

    def _empty(self, answer: object) -> bool:
        return answer is None or (isinstance(answer, str) and not answer.strip())

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

    def hint(self, step: int) -> str:
        """Return the hint of a step from 1 to 4; the fourth is the solution."""
        ladder = (self.hints.nudge, self.hints.pointer, self.hints.worked)
        if step <= len(ladder):
            return ladder[max(step, 1) - 1]
        return _("La risposta è: {answer}.").format(answer=self.reference_text) + " " + self.why

    def secrets(self) -> tuple[str, ...]:
        """List the sentences that must not appear in what a trainee is given."""
        return (self.why, self.hints.worked, self.hint(4))


@dataclass(frozen=True, kw_only=True)
class NumberMistake:
    """A number we know how people get to."""

    id: str
    value: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Number(Exercise):
    """A question answered by a number.

    Parameters
    ----------
    expected
        Computed from the same parameters that drew the lesson.
    tolerance
        How far an answer may be, in the unit of the answer.
    unit
        Shown beside the field, for instance ``persone`` or ``%``.
    decimals
        How many are shown.
    mistakes
        Numbers recognised and explained.
    """

    expected: float
    tolerance: float = 0.0
    unit: str = ""
    decimals: int = 0
    mistakes: tuple[NumberMistake, ...] = ()

    def _judge(self, answer: object) -> Verdict:
        value = read_number(answer)
        if value is None:
            example = number(self.expected * 2 + 10, decimals=self.decimals)
            return Verdict(
                "unreadable",
                _("Mi aspetto un numero solo, scritto per esempio così: {example}.").format(example=example),
            )
        if self._close(value, self.expected):
            return self._right()
        read = number(value, decimals=max(self.decimals, 0 if value == int(value) else 3))
        opening = _("Ho letto {read}{unit}.").format(read=read, unit=f" {self.unit}" if self.unit else "")
        for mistake in self._all_mistakes():
            if self._close(value, mistake.value):
                return Verdict("not_yet", f"{opening} {mistake.text}", mistake.id)
        return Verdict("not_yet", f"{opening} {self._distance(value)}")

    def _all_mistakes(self) -> tuple[NumberMistake, ...]:
        thousands = NumberMistake(
            id="decimal_sign",
            value=self.expected / 1000,
            text=_("Forse hai usato il segno dei decimali per separare le migliaia. Scrivilo senza punti."),
        )
        if self.unit != "%":
            return (*self.mistakes, thousands) if abs(self.expected) >= 1000 else self.mistakes
        share = NumberMistake(
            id="share_not_percent",
            value=self.expected / 100,
            text=_("È la quota giusta, ma scritta tra 0 e 1: qui serve la percentuale. Moltiplica per 100."),
        )
        return (*self.mistakes, share)

    def _close(self, value: float, target: float) -> bool:
        # a mistake is recognised with the same tolerance as the answer, scaled to its own size
        scale = abs(target / self.expected) if self.expected else 1.0
        return abs(value - target) <= self.tolerance * min(scale, 1.0) + 1e-9 * max(1.0, abs(target))

    def _distance(self, value: float) -> str:
        if value and self.expected and (value < 0) != (self.expected < 0):
            return _("Il segno non è quello: ricontrolla che cosa togli da che cosa.")
        ratio = abs(value / self.expected) if self.expected else float("inf")
        if 0.9 <= ratio <= 1.1:
            return _("Sei vicino: meno del 10% di distanza. Ricontrolla gli estremi e gli arrotondamenti.")
        if ratio > 1.1:
            return _("È troppo. Ricontrolla che cosa hai contato.")
        return _("È troppo poco. Ricontrolla che cosa hai lasciato fuori.")

    @property
    def reference(self) -> float:
        """The expected number, rounded as it is shown."""
        return round(self.expected, self.decimals)

    @property
    def reference_text(self) -> str:
        """The expected number with its unit."""
        return number(self.expected, decimals=self.decimals) + (f" {self.unit}" if self.unit else "")


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something that can be chosen, and what to say to whoever chooses it wrongly."""

    id: str
    label: str
    feedback: str = ""


def _labels(options: tuple[Option, ...], ids: frozenset[str]) -> str:
    return "; ".join(plain(option.label) for option in options if option.id in ids)


@dataclass(frozen=True, kw_only=True)
class Choice(Exercise):
    """One option among some. Every wrong option says why it is wrong."""

    options: tuple[Option, ...]
    right: str

    def _judge(self, answer: object) -> Verdict:
        if answer == self.right:
            return self._right()
        for option in self.options:
            if option.id == answer:
                return Verdict("not_yet", option.feedback, option.id)
        return Verdict("unreadable", _("Scegli una delle risposte elencate."))

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

    def _empty(self, answer: object) -> bool:
        return super()._empty(answer) or (isinstance(answer, list | tuple | set | frozenset) and not answer)

    def _judge(self, answer: object) -> Verdict:
        known = {option.id for option in self.options}
        if not isinstance(answer, list | tuple | set | frozenset):
            return Verdict("unreadable", _("Scegli una o più delle risposte elencate."))
        chosen = {item for item in answer if isinstance(item, str)}
        if len(chosen) != len(set(map(repr, answer))) or not chosen <= known:
            return Verdict("unreadable", _("Scegli una o più delle risposte elencate."))
        if chosen == self.right:
            return self._right()
        extra = [option for option in self.options if option.id in chosen - self.right]
        lost = len(self.right - chosen)
        parts = []
        if extra:
            parts.append(f"«{plain(extra[0].label)}»: {extra[0].feedback}")
            if len(extra) > 1:
                parts.append(_("Da togliere in tutto: {count}.").format(count=len(extra)))
        if lost:
            parts.append(_("Ne manca ancora: {count}.").format(count=lost))
            parts.append("" if extra else self.missing)
        return Verdict("not_yet", " ".join(filter(None, parts)), extra[0].id if extra else "incomplete")

    @property
    def reference(self) -> tuple[str, ...]:
        """Identifiers of the right options, in the order shown."""
        return tuple(option.id for option in self.options if option.id in self.right)

    @property
    def reference_text(self) -> str:
        """The right options in words."""
        return _labels(self.options, self.right)


@dataclass(frozen=True, kw_only=True)
class Matching(Exercise):
    """Each row goes with one column: who plays which role, what belongs to which phase.

    Parameters
    ----------
    rows, columns
        What is matched, in the order shown. A row's ``feedback`` is said when it is matched wrongly.
    right
        The column each row goes with.
    pairs
        What to say about one wrong pair in particular, by ``(row, column)``.
    """

    rows: tuple[Option, ...]
    columns: tuple[Option, ...]
    right: Mapping[str, str]
    pairs: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def _empty(self, answer: object) -> bool:
        return super()._empty(answer) or (isinstance(answer, Mapping) and not any(answer.values()))

    def _judge(self, answer: object) -> Verdict:
        rows, columns = {row.id for row in self.rows}, {column.id for column in self.columns}
        if not isinstance(answer, Mapping) or not set(answer) <= rows:
            return Verdict("unreadable", _("Per ogni riga scegli una voce dell'elenco."))
        given = {row: column for row, column in answer.items() if column}
        if any(not isinstance(c, str) or c not in columns for c in given.values()):
            return Verdict("unreadable", _("Per ogni riga scegli una voce dell'elenco."))
        wrong = [row for row in self.rows if row.id in given and given[row.id] != self.right[row.id]]
        empty = len(self.rows) - len(given)
        if not wrong and not empty:
            return self._right()
        done = len(given) - len(wrong)
        parts = [_("Righe giuste: {done} su {total}.").format(done=done, total=len(self.rows))]
        if wrong:
            first = wrong[0]
            reason = self.pairs.get((first.id, given[first.id]), first.feedback)
            parts.append(f"«{plain(first.label)}»: {reason}")
        if empty:
            parts.append(_("Ancora da scegliere: {count}.").format(count=empty))
        return Verdict("not_yet", " ".join(parts), wrong[0].id if wrong else "incomplete")

    @property
    def reference(self) -> dict[str, str]:
        """The right column of each row."""
        return dict(self.right)

    @property
    def reference_text(self) -> str:
        """The right pairs in words."""
        names = {column.id: plain(column.label) for column in self.columns}
        return "; ".join(f"{plain(row.label)} → {names[self.right[row.id]]}" for row in self.rows)
