"""An exercise at work: what is pressed or called, what is recorded, what is shown."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fis_lessons.errors import LessonError
from fis_lessons.exercises.answers import retyped, storable
from fis_lessons.exercises.events import Event, Kind
from fis_lessons.exercises.fields import field
from fis_lessons.exercises.kinds import OpenText
from fis_lessons.exercises.look import look
from fis_lessons.exercises.progress import Progress
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import (
    hints_html,
    live,
    question_html,
    skipped_html,
    told_in_place,
    verdict_html,
)
from fis_lessons.exercises.spec import Exercise, Verdict
from fis_lessons.exercises.tables import Table
from fis_lessons.figures import escape, plain
from fis_lessons.i18n import LANGUAGES
from fis_lessons.i18n import gettext as _

if TYPE_CHECKING:
    from ipywidgets import Widget

SOLUTION = 4
"""The last step of the ladder."""
OPENED_AFTER = {2: 1, 3: 2, 4: 3}
"""Wrong answers, and the hint they open. The solution is never opened: it is asked for."""


class NotAnsweredError(LessonError):
    """A cell needs an answer that is not there yet."""

    def _render_traceback_(self) -> list[str]:
        # what a notebook shows: the sentence, without the road that led to it
        return [self.message]


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
    told
        Whether each button says which question it belongs to: ten buttons with one name help nobody.
    later
        Told what to do once the rest of the lesson is there: the question is shown at once, what answers it is
        most of what a lesson has to build. At once, if not given.
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
        told: bool = False,
        later: Callable[[Callable[[], object]], object] = lambda finish: finish(),
    ) -> None:
        self.exercise = exercise
        self.heading = heading
        self._told = told
        self._lesson, self._case = lesson, case
        self._progress = progress
        self._changed = changed
        self._later = later
        self._box: Any = None
        self._buttons: Any = None  # there once what answers the question is there
        self._back: Any = None
        self._filling = False
        self._remember()

    def _remember(self) -> None:
        """Go on from where the record says: steps taken, wrong answers, the last answer."""
        events = self._progress.of(self._lesson, self.exercise.id, case=self._case)
        steps = [e.answer for e in events if e.kind == "hint" and isinstance(e.answer, int)]
        self._step = max([0, *(min(step, SOLUTION) for step in steps)])
        self._wrong = sum(e.kind == "answer" and e.state == "not_yet" for e in events)
        self._last = _trace(self._last_given())

    def _last_given(self) -> object:
        events = self._progress.of(self._lesson, self.exercise.id, case=self._case)
        given = [event for event in events if event.kind in ("answer", "skip", "note")]
        return self._given(given[-1]) if given else None

    def _given(self, event: Event) -> object:
        """Return what was answered, as one would write it in the language in use."""
        if event.lang or event.state != "right" or self.exercise.check(event.answer).state == "right":
            return event.typed
        # a record from before the language was kept: the answer was right in one of them
        others = [retyped(event.answer, lang=lang) for lang in LANGUAGES]
        return next((one for one in others if self.exercise.check(one).state == "right"), event.answer)

    def widget(self) -> Widget:
        """Build the control, once."""
        import ipywidgets as w

        if self._box is None:
            page = f'<p class="fis-exercise-title">{escape(self.heading)}</p>{question_html(self.exercise)}'
            head = w.HTML(page, **look(w.HTML))
            self._box = w.VBox([head], **look(w.VBox, names="fis-exercise"))
            self._later(self._finish)
        return self._box

    def _finish(self) -> None:
        with told_in_place(self._add):
            self._box.children = (*self._box.children, *self._build())
            self._restore()

    def _add(self, page: str) -> None:
        import ipywidgets as w

        self._box.children = (*self._box.children, w.HTML(page, **look(w.HTML)))

    # --- what a learner does --------------------------------------------------------------------
    def check(self, answer: object) -> Verdict:
        """Judge an answer, record it and show the verdict: the button does the same."""
        verdict = self.exercise.check(answer)
        trace = _trace(answer)
        before = self._step
        if verdict.state != "not_tried" and trace != self._last:  # pressing twice is one attempt
            self._last = trace
            self._record("answer", answer=answer, verdict=verdict)
            if verdict.state == "not_yet" and not isinstance(self.exercise, OpenText):
                self._wrong += 1
                self._open(OPENED_AFTER.get(self._wrong, 0), state="opened")
        self._show_verdict(verdict_html(verdict))
        if self._step > before:
            self._show_hints(opened=True)
        return verdict

    def _pressed(self) -> None:
        """Check what the field holds; criteria ticked before the model answer was read do not count."""
        answer: Any = self._read()
        if isinstance(self.exercise, OpenText) and not self._compared():
            answer = {"text": answer["text"], "met": []}
            self._fill(answer)
        self.check(answer)

    def _compared(self) -> bool:
        """Say whether the model answer has already been on the screen."""
        events = self._progress.of(self._lesson, self.exercise.id, case=self._case)
        seen = any(
            one.kind == "skip" or one.mistake == "to_compare" or one.state == "right" for one in events
        )
        return seen or self._step >= SOLUTION

    def skip(self) -> None:
        """Fill in the reference answer and say so."""
        reference = self.exercise.reference
        self._last = _trace(reference)
        self._record("skip", answer=reference)
        if self._buttons is not None:
            self._fill(reference)
        self._show_verdict(skipped_html(self.exercise))

    def hint(self) -> str:
        """Open one more step of help and return it."""
        self._open(min(self._step + 1, SOLUTION), state="")
        self._show_hints()
        return self.exercise.hint(self._step)

    def reset(self) -> None:
        """Start again; what was done stays in the record and can be taken back."""
        self._record("reset", answer=None)
        self.reload()

    def undo(self) -> bool:
        """Take back what the last reset set aside; return whether there was something."""
        if not self.can_undo:
            return False
        self._record("undo", answer=None)
        self.reload()
        return True

    @property
    def can_undo(self) -> bool:
        """Whether there is something a reset set aside."""
        return self.exercise.id in self._progress.journal(self._lesson, case=self._case).set_aside

    @property
    def steps(self) -> int:
        """How many hints are open."""
        return self._step

    def answer(self) -> object:
        """Return the learner's right answer, or the reference after a skip: what later cells work with.

        Raises
        ------
        NotAnsweredError
            If there is neither; it says what to do.
        """
        for event in reversed(self._progress.of(self._lesson, self.exercise.id, case=self._case)):
            if event.kind == "skip":
                return self.exercise.reference
            # judged again: the record may come from another version of the exercise
            if event.kind == "answer" and self.exercise.check(given := self._given(event)).state == "right":
                return self.exercise.value(given)
        words = _(
            "Questa cella usa la risposta di «{heading}» ({question}). Rispondi a quell'esercizio, oppure premi "
            "«Salta e scrivi la risposta», poi esegui di nuovo la cella."
        )
        question = plain(self.exercise.question).strip().splitlines()[0]
        raise NotAnsweredError(words.format(heading=self.heading, question=question))

    def reload(self) -> None:
        """Show what the record says now."""
        self._remember()
        if self._buttons is not None:
            self._fill(self._blank)
            self._restore()

    # --- inside ---------------------------------------------------------------------------------
    def _open(self, step: int, *, state: str) -> None:
        if step > self._step:
            self._step = step
            self._record("hint", answer=step, state=state)

    def _show_verdict(self, page: str, *, first: bool = False) -> None:
        if self._buttons is None:
            return
        trouble = "" if first else self._progress.tell_trouble()
        tail = f'<p class="fis-source">{escape(trouble)}</p>' if trouble else ""
        self._verdict.value = live(page + tail)
        self._offer_back()

    def _offer_back(self) -> None:
        """Show the button that takes back a reset, where there is one to take back."""
        if self.can_undo == (self._back in self._buttons.children):
            return
        if self._back is None:
            self._back = self._button(
                _("Riprendi"), self.undo, tip=_("Rimette la risposta che c'era prima di ricominciare")
            )
        self._buttons.children = (*self._always, *([self._back] if self.can_undo else []))

    def _show_hints(self, *, opened: bool = False) -> None:
        if self._buttons is None:
            return
        self._hints.value = live(hints_html(self.exercise, self._step, opened=opened) if self._step else "")
        self._hint_button.description = self._hint_name()
        self._hint_button.disabled = self._step >= SOLUTION

    def _hint_name(self) -> str:
        names = (_("Un aiuto"), _("Un altro aiuto"), _("Un altro aiuto"), _("Mostra la soluzione"))
        return names[min(self._step, 3)]

    def _fill(self, answer: object) -> None:
        self._filling = True
        # a record written by an older version, or by hand, is no reason to stop
        with contextlib.suppress(Exception):
            self._put(answer)
        self._filling = False

    def _watch(self, widget: Any) -> None:
        """Take the verdict away as soon as the answer it speaks of is changed."""
        for child in getattr(widget, "children", ()):
            self._watch(child)
        if widget.has_trait("value"):
            widget.observe(self._answer_changed, names="value")

    def _answer_changed(self, _change: object) -> None:
        if not self._filling:
            self._verdict.value = live()

    def _build(self) -> tuple[Widget, ...]:
        """Build what comes under the question."""
        import ipywidgets as w

        self._field, self._read, self._put = field(self.exercise)
        self._blank = self._read()
        self._watch(self._field)
        self._verdict, self._hints = w.HTML(live(), **look(w.HTML)), w.HTML(live(), **look(w.HTML))
        check = self._button(
            _("Verifica"), lambda: when_settled(self._pressed), icon="check", style="primary"
        )
        self._hint_button = self._button(self._hint_name(), self.hint, icon="lightbulb-o")
        skip = self._button(
            _("Salta e scrivi la risposta"), self.skip, tip=_("Scrive la risposta al posto tuo, e lo annota")
        )
        again = self._button(
            _("Ricomincia"), self.reset, tip=_("Svuota la risposta; il registro la conserva")
        )
        # a table is checked from a cell: a button that reads an empty field would only confuse
        first = [] if isinstance(self.exercise, Table) else [check]
        self._always = (*first, self._hint_button, skip, again)
        self._buttons = w.HBox(self._always, **look(w.HBox))
        return self._field, self._buttons, self._verdict, self._hints

    def _button(
        self,
        words: str,
        action: Callable[[], object],
        *,
        tip: str | None = None,
        icon: str = "",
        style: str = "",
    ) -> Any:
        import ipywidgets as w

        told = f"{self.heading}. {tip or words}" if self._told else tip
        button = w.Button(description=words, tooltip=told, icon=icon, button_style=style, **look(w.Button))
        button.on_click(lambda _button: action())
        return button

    def _restore(self) -> None:
        """Show the last answer and its verdict, and the hints that were open."""
        answer = self._last_given()
        page = ""
        if answer is not None:
            self._fill(answer)
            page = verdict_html(self.exercise.check(answer), announced=False)
        self._show_verdict(page, first=True)
        self._show_hints()

    def _record(self, kind: Kind, *, answer: object, verdict: Verdict | None = None, state: str = "") -> None:
        self._progress.add(
            Event(
                lesson=self._lesson,
                exercise=self.exercise.id,
                kind=kind,
                case=self._case,
                state=verdict.state if verdict else state,
                answer=storable(answer),
                mistake=verdict.mistake if verdict else None,
            )
        )
        self._changed()


def _trace(answer: object) -> str:
    return json.dumps(storable(answer), sort_keys=True)
