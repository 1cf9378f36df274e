"""How an exercise looks: the same question as a control in JupyterLab and as text on a printed page."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fis_lessons.exercises.fields import field
from fis_lessons.exercises.kinds import Grid, OpenText, Ordering
from fis_lessons.exercises.progress import Event, Kind, Progress
from fis_lessons.exercises.spec import (
    Choice,
    Exercise,
    Matching,
    Number,
    Option,
    Several,
    Verdict,
)
from fis_lessons.figures import Html, escape, inline, markdown, plain
from fis_lessons.i18n import gettext as _

if TYPE_CHECKING:
    from ipywidgets import Widget

_MARKS = {"not_tried": "○", "unreadable": "?", "not_yet": "✗", "right": "✓"}


def question_html(exercise: Exercise) -> str:
    """Write the question and what can be answered, without any answer."""
    return f'<div class="fis-question">{markdown(exercise.question)}</div>'


def options_html(exercise: Exercise) -> str:
    """Write what can be chosen, for a page nobody can answer on."""
    if isinstance(exercise, Choice | Several):
        return _list(exercise.options)
    if isinstance(exercise, Ordering):
        return _list(exercise.items)
    if isinstance(exercise, OpenText):
        return _list(exercise.criteria)
    if isinstance(exercise, Matching | Grid):
        columns = "; ".join(inline(column.label) for column in exercise.columns)
        head = _("Da scegliere tra:")
        return f"{_list(exercise.rows)}<p>{head} {columns}.</p>"
    if isinstance(exercise, Number) and exercise.unit:
        head = _("Si risponde con un numero")
        return f"<p>{head} ({escape(exercise.unit)}).</p>"
    return ""


def _list(options: tuple[Option, ...]) -> str:
    return "<ul>" + "".join(f"<li>{inline(option.label)}</li>" for option in options) + "</ul>"


def verdict_html(verdict: Verdict) -> str:
    """Write a verdict: a mark, a word and the reason. The word says what the colour says."""
    return (
        f'<div class="fis-verdict fis-{verdict.state}" role="alert"><p class="fis-verdict-title">'
        f'<span aria-hidden="true">{_MARKS[verdict.state]}</span> {escape(verdict.title)}</p>'
        f"{markdown(verdict.text)}</div>"
    )


def solution_html(exercise: Exercise) -> Html:
    """Write the expected answer and why, for the trainer."""
    head = _("Risposta attesa")
    return Html(
        f'<div class="fis-exercise fis-solution"><p><strong>{escape(head)}:</strong> '
        f"{escape(exercise.reference_text)}</p>{markdown(exercise.why)}</div>",
        f"{head}: {exercise.reference_text}\n{plain(exercise.why)}",
    )


def static(exercise: Exercise, *, heading: str) -> Html:
    """Write the exercise as it stands on a page without a kernel."""
    body = (
        f'<div class="fis-exercise"><p class="fis-exercise-title">{escape(heading)}</p>'
        f"{question_html(exercise)}{options_html(exercise)}</div>"
    )
    return Html(body, f"[{heading}] {plain(exercise.question)}")


class Panel:
    """An exercise on the screen: question, field, buttons, verdict, hints.

    Parameters
    ----------
    exercise
        What is asked.
    heading
        Title of the box, for instance ``Esercizio 2 di 5``.
    lesson, case
        For the record.
    progress
        Where events go.
    changed
        Called after every event, so that the lesson can bring its progress line up to date.
    """

    def __init__(
        self,
        exercise: Exercise,
        *,
        heading: str,
        lesson: str,
        case: str,
        progress: Progress,
        changed: Callable[[], None],
    ) -> None:
        self.exercise = exercise
        self.heading = heading
        self._lesson, self._case = lesson, case
        self._progress = progress
        self._changed = changed
        self._step = 0
        self._last: str | None = None
        self._widget: Any = None

    def widget(self) -> Widget:
        """Build the control, once."""
        if self._widget is None:
            self._widget = self._build()
            self._restore()
        return self._widget

    def check(self, answer: object) -> Verdict:
        """Judge an answer, record it and show the verdict: the button does the same."""
        verdict = self.exercise.check(answer)
        trace = json.dumps(answer, sort_keys=True, default=str)
        if verdict.state != "not_tried" and trace != self._last:  # pressing twice is one attempt
            self._last = trace
            self._record("answer", answer=answer, verdict=verdict)
        if self._widget is not None:
            self._verdict.value = verdict_html(verdict)
            self._trouble()
        return verdict

    def skip(self) -> None:
        """Fill in the reference answer and say so."""
        self._record("skip", answer=self.exercise.reference)
        self._put(self.exercise.reference)
        self._last = json.dumps(self.exercise.reference, sort_keys=True, default=str)
        text = _("Esercizio saltato: ho scritto io la risposta.") + " " + self.exercise.hint(4)
        self._verdict.value = f'<div class="fis-verdict fis-skipped" role="alert">{markdown(text)}</div>'

    def hint(self) -> None:
        """Show one more step of help."""
        self._step = min(self._step + 1, 4)
        self._record("hint", answer=self._step)
        names = (_("Uno spunto"), _("Dove guardare"), _("Un passo insieme"), _("La soluzione"))
        shown = [
            f"<li><strong>{escape(names[i])}.</strong> {inline(self.exercise.hint(i + 1))}</li>"
            for i in range(self._step)
        ]
        self._hints.value = f'<div role="alert"><ol class="fis-hints">{"".join(shown)}</ol></div>'
        self._hint_button.description = _("Un altro aiuto") if self._step < 3 else _("Mostra la soluzione")
        self._hint_button.disabled = self._step >= 4

    def reset(self) -> None:
        """Start again; what was done stays in the record."""
        self._record("reset", answer=None)
        self._step, self._last = 0, None
        self._fill(self._blank)
        self._verdict.value = self._hints.value = ""
        self._hint_button.description = _("Un aiuto")
        self._hint_button.disabled = False

    def _fill(self, answer: object) -> None:
        # a record written by an older version, or by hand, is no reason to stop
        with contextlib.suppress(Exception):
            self._put(answer)

    def _build(self) -> Widget:
        import ipywidgets as w

        self._field, self._read, self._put = field(self.exercise)
        self._blank = self._read()
        self._verdict, self._hints = w.HTML(), w.HTML()
        button = w.Button(description=_("Verifica"), button_style="primary", icon="check")
        self._hint_button = w.Button(description=_("Un aiuto"), icon="lightbulb-o")
        skip = w.Button(description=_("Salta"), tooltip=_("Scrive la risposta al posto tuo, e lo annota"))
        again = w.Button(
            description=_("Ricomincia"), tooltip=_("Svuota la risposta; il registro la conserva")
        )
        again.on_click(lambda _button: self.reset())
        button.on_click(lambda _button: self.check(self._read()))
        self._hint_button.on_click(lambda _button: self.hint())
        skip.on_click(lambda _button: self.skip())
        head = w.HTML(
            f'<p class="fis-exercise-title">{escape(self.heading)}</p>{question_html(self.exercise)}'
        )
        buttons = w.HBox([button, self._hint_button, skip, again])
        box = w.VBox([head, self._field, buttons, self._verdict, self._hints])
        box.add_class("fis-exercise")
        return box

    def _restore(self) -> None:
        """Go on from where the learner left."""
        answer = self._progress.last_answer(self._lesson, self.exercise.id, case=self._case)
        if answer is None:
            return
        self._fill(answer)
        self._last = json.dumps(answer, sort_keys=True, default=str)
        verdict = self.exercise.check(answer)
        self._verdict.value = verdict_html(verdict).replace(' role="alert"', "")

    def _record(self, kind: Kind, *, answer: object, verdict: Verdict | None = None) -> None:
        self._progress.add(
            Event(
                lesson=self._lesson,
                exercise=self.exercise.id,
                kind=kind,
                case=self._case,
                state=verdict.state if verdict else "",
                answer=answer,
                mistake=verdict.mistake if verdict else None,
            )
        )
        self._changed()

    def _trouble(self) -> None:
        text = trouble_once(self._progress)
        if text:
            self._verdict.value += f'<p class="fis-source" role="alert">{escape(text)}</p>'


_told: set[int] = set()


def trouble_once(progress: Progress) -> str:
    """Return, once, why the record cannot be written; empty if it can or if it was said already."""
    if not progress.trouble or id(progress) in _told:
        return ""
    _told.add(id(progress))
    return _(
        "Non riesco a salvare i progressi in questa cartella ({reason}). Puoi continuare: "
        "le risposte restano valide finché la lezione è aperta."
    ).format(reason=progress.trouble)
