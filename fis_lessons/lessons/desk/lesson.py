"""A lesson, open: its case, its exercises, its controls, its figures, and the sources it used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from fis_lessons.cases import Case
from fis_lessons.dossier.record_door import project_door
from fis_lessons.errors import LessonError
from fis_lessons.exercises import Event, Exercise, Panel, Progress, solution_html, static
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.quiz import Bank, Quiz, draw, questions_waiting
from fis_lessons.exercises.show import hints_html, skipped_html, verdict_html
from fis_lessons.exercises.transfer import export_progress, import_progress
from fis_lessons.figures import Figure, Html, escape, plain, told
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language
from fis_lessons.lessons.catalogue import CATALOGUE
from fis_lessons.lessons.desk.board import Board, Position, board_html
from fis_lessons.lessons.desk.citations import Citations
from fis_lessons.lessons.desk.controls import Control
from fis_lessons.lessons.desk.copies import bring_copy, save_copies
from fis_lessons.lessons.desk.handing import hand_in_form
from fis_lessons.lessons.desk.live import (
    Live,
    document_waiting,
    picture,
    press_for_figure,
    press_start,
    press_to_try,
    waiting,
    when_idle,
)
from fis_lessons.lessons.desk.notes import Notebook
from fis_lessons.lessons.desk.opening import opening_page
from fis_lessons.lessons.desk.own_case import OwnCase, opened_case
from fis_lessons.lessons.desk.parameters import LessonParameters, closest
from fis_lessons.lessons.desk.parts import Parts
from fis_lessons.lessons.desk.question_bank import load_bank

T = TypeVar("T")
P = TypeVar("P", bound=LessonParameters)
G = TypeVar("G")


class Lesson(Generic[P, G]):
    """What a notebook talks to.

    Parameters
    ----------
    parts
        What the lesson holds.
    parameters
        Checked already.
    learner
        Who takes it: record, folder, language. Whoever works in this folder, if not given.
    case
        The case, if it is not to be looked for by its name.
    """

    def __init__(
        self,
        parts: Parts[P, G],
        parameters: P,
        *,
        learner: Learner | None = None,
        case: Case | None = None,
    ) -> None:
        set_language(parameters.lang)
        self.parts, self.id, self.parameters = parts, parts.id, parameters
        self.learner = learner if learner is not None else Learner.here(parameters.lang)
        self.case: Case = case or opened_case(parameters.case, folder=self.learner.cases)
        self.proposed_case = parameters.case
        """The case the notebook proposes, where the learner chose another."""
        self.own_case_trouble = ""
        """Why the case the learner chose could not be opened."""
        self.notebook = Notebook(self.id, self.learner, place=self.case.municipality.name)
        self.citations = Citations()
        self._panels: dict[str, Panel] = {}
        self._quizzes: dict[int, Quiz] = {}
        self._boards: list[Board] = []
        self._documents: dict[str, Live] = {}

    # --- what the lesson holds, made when it is first asked for -----------------------------------
    @cached_property
    def ground(self) -> G:
        """The numbers of the lesson, from its parameters and its case."""
        return self.parts.ground(self.parameters, self.case)

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """The exercises by name, in the order they are met."""
        return _by_id(self.parts.exercises(self.ground))

    @property
    def needed(self) -> dict[str, Exercise]:
        """The exercises without which the lesson is not finished."""
        return {name: exercise for name, exercise in self.exercises.items() if not exercise.extra}

    @cached_property
    def controls(self) -> dict[str, Control]:
        """The controls by name."""
        return _by_id(self.parts.controls(self.ground, self.learner))

    @cached_property
    def bank(self) -> Bank:
        """Every question the quiz can draw; in the record their names begin with ``quiz:``."""
        return load_bank(self.parts.facts, self.ground)

    @property
    def record(self) -> Progress:
        """The learner's record of answers."""
        return self.learner.record

    # --- what a notebook calls ------------------------------------------------------------------
    def ask(self, exercise: str) -> Live:
        """Show an exercise, with its field and its buttons."""
        panel = self.panel(exercise)
        return self._live(Live(panel.widget, static(panel.exercise, heading=panel.heading)))

    def panel(self, exercise: str) -> Panel:
        """Return the working part of an exercise, made once."""
        spec = self._pick(exercise, self.exercises)
        if exercise not in self._panels:
            self._panels[exercise] = Panel(
                spec,
                heading=self._heading(spec),
                lesson=self.id,
                case=self.variant,
                progress=self.record,
                changed=self._refresh,
                later=when_idle,
            )
        return self._panels[exercise]

    def _heading(self, exercise: Exercise) -> str:
        if exercise.extra:
            return _("Esercizio in più: la lezione finisce anche senza")
        asked = list(self.needed)
        words = _("Esercizio {number} di {total}")
        return words.format(number=asked.index(exercise.id) + 1, total=len(asked))

    def check(self, exercise: str, answer: object) -> Html:
        """Judge an answer given in a cell: the same verdict as the button's, shown the same way."""
        panel = self.panel(exercise)
        before = panel.steps
        verdict = panel.check(answer)
        opened = panel.steps if panel.steps > before else 0
        page = verdict_html(verdict) + (hints_html(panel.exercise, opened, opened=True) if opened else "")
        hint = f" {plain(panel.exercise.hint(opened))}" if opened else ""
        return Html(page, f"{verdict.title}. {plain(verdict.text)}{hint}")

    def hint(self, exercise: str) -> Html:
        """Open one more step of help, from a cell."""
        panel = self.panel(exercise)
        words = panel.hint()
        return Html(hints_html(panel.exercise, panel.steps), plain(words))

    def skip(self, exercise: str) -> Html:
        """Skip an exercise, from a cell: its reference answer is there for the cells below."""
        panel = self.panel(exercise)
        panel.skip()
        return Html(skipped_html(panel.exercise), plain(panel.exercise.hint(4)))

    def answer(self, exercise: str) -> Any:
        """Return the right answer the learner gave, or the reference after a skip, for the cells below.

        While a course is built there is no learner, and it is the reference.

        Raises
        ------
        LessonError
            If the exercise is still open: it says which, and what to do.
        """
        panel = self.panel(exercise)
        return panel.exercise.reference if self.learner.building else panel.answer()

    def reset(self, exercise: str = "") -> Html:
        """Start an exercise again, or the whole lesson if none is named. Everything can be taken back."""
        if exercise:
            self.panel(exercise).reset()
        else:
            self._whole("reset")
        return _status(
            _("Da capo. Il registro conserva le risposte di prima: per riaverle premi «Riprendi».")
        )

    def undo(self, exercise: str = "") -> Html:
        """Take back what the last reset set aside, of an exercise or of the whole lesson."""
        done = self.panel(exercise).undo() if exercise else self._can_undo()
        if done and not exercise:
            self._whole("undo")
        words = _("Le risposte di prima sono tornate.") if done else _("Non c'è nulla da riprendere.")
        return _status(words)

    def export_progress(self, path: str | Path) -> Path:
        """Write a copy of the learner's record, of all lessons, to take to another machine.

        Raises
        ------
        TransferError
            If it cannot be written there.
        """
        return export_progress(path, record=self.record)

    def import_progress(self, path: str | Path) -> Html:
        """Add to the record a copy from another machine; what is there already stays.

        Raises
        ------
        TransferError
            With the reasons why the file is refused.
        """
        words = import_progress(path, record=self.record).words()
        self._reload()
        return _status(words)

    def solution(self, exercise: str) -> Html:
        """Show the expected answer and why. Only in the trainer's edition."""
        return solution_html(self._pick(exercise, self.exercises))

    def explore(self, control: str) -> Live:
        """Show a control and the figure it changes, made together once the cells are done."""
        spec = self._pick(control, self.controls)
        self.citations.cite(*spec.first_notes())
        shown = Live(spec.widget, spec.static, stored=press_start(spec.title))
        return self._live(shown.built_later(spec.waiting()))

    def figure(self, name: str) -> Live:
        """Show a figure of the lesson, drawn once the cells are done."""
        return self._live(
            Live(
                lambda: picture(lambda: self.drawn(name)), lambda: self.drawn(name), stored=press_for_figure()
            ).built_later(waiting())
        )

    def drawn(self, name: str) -> Figure:
        """Draw a figure of the lesson."""
        return self._pick(name, self.parts.figures)(self.ground, self.citations)

    def table(self, name: str) -> Html:
        """Show a table of the lesson."""
        return self._pick(name, self.parts.tables)(self.ground, self.citations)

    def text(self, name: str) -> Html:
        """Tell a piece of the case, with its sources."""
        return told(self._pick(name, self.parts.texts)(self.ground, self.citations))

    def note(self, name: str) -> Live:
        """Show a field for the learner's own municipality; what is written is kept in the record."""
        question = _(self._pick(name, self.parts.notes))
        shown = self.notebook.ask(name, question, offers=self.parts.offers.get(name))
        return self._live(shown.built_later(shown.page))

    def document(self, name: str) -> Live:
        """Show something the learner makes and takes home, built once the cells are done; made once."""
        if name not in self._documents:
            made = self._pick(name, self.parts.documents)(self.ground, self.notebook)
            self._documents[name] = self._live(made.built_later(document_waiting(), kept=press_to_try()))
        return self._documents[name]

    def quiz(self, count: int = 10) -> Live:
        """Ask some questions of the lesson's bank, drawn by the seed, once the cells are done."""
        return self._live(
            Live(lambda: self._quiz(count).widget(), lambda: self._quiz(count).page()).built_later(
                questions_waiting(), kept=press_to_try()
            )
        )

    def _quiz(self, count: int) -> Quiz:
        if count not in self._quizzes:
            self._quizzes[count] = Quiz(
                draw(self.bank, seed=self.parameters.seed, count=count),
                lesson=self.id,
                case=self.variant,
                progress=self.record,
                changed=self._refresh,
            )
        return self._quizzes[count]

    def sources(self) -> Html:
        """List every source and every assumption the lesson has shown so far."""
        if self.parts.credits:
            self.parts.credits(self.ground, self.citations)
        return self.citations.listing()

    def progress(self) -> Live:
        """Show what is done and what is next; it keeps itself up to date."""

        def board() -> Any:
            made = Board(
                self._progress_html,
                reset=lambda: self.reset().text,
                undo=lambda: self.undo().text,
                save=lambda: save_copies(self.learner),
                bring=self._bring_copy,
                can_undo=self._can_undo,
            )
            self._boards.append(made)
            return made.widget(beside=project_door(self.learner, lesson=self.id))

        page = self._progress_html()
        return self._live(Live(board, page).built_later(page))

    def hand_in(self) -> Live:
        """Show a field for one's name and a button that writes the answers in one file for the trainer."""
        form = hand_in_form(
            self.id,
            parameters=self.parameters,
            variant=self.variant,
            exercises=self.exercises,
            learner=self.learner,
        )
        return self._live(form.built_later(form.page))

    def opening(self) -> Html:
        """Say where the learner is; carries the style of everything below."""
        states = self.record.states(self.id, case=self.variant)
        # written only if something is done: looking at a lesson leaves no trace
        self.record.announce(Event(self.id, "", "open", case=self.variant, answer=len(self.needed)))
        done = len(self.exercises.keys() & states)
        return opening_page(
            self.id, self.case, total=len(self.needed), done=done, drafts=not self.learner.building
        )

    def own_case(self) -> Live:
        """Show the form to open every lesson on one's own municipality; nothing where there is no folder."""
        form = OwnCase(
            self.learner, case=self.case, proposed=self.proposed_case, trouble=self.own_case_trouble
        )
        return self._live(Live(form.widget, Html("", "")).built_later(form.meanwhile()))

    def _live(self, shown: Live) -> Live:
        return shown.standing_still(self.learner.building)

    # --- inside ---------------------------------------------------------------------------------
    @property
    def variant(self) -> str:
        """Name what changes the right answers: a record on one case says nothing about another."""
        own = {k: v for k, v in self.parameters.changed().items() if k not in ("case", "lang")}
        return "|".join([self.parameters.case, *(f"{key}={value}" for key, value in sorted(own.items()))])

    def _whole(self, kind: Literal["reset", "undo"]) -> None:
        self.record.add(Event(lesson=self.id, exercise="", kind=kind, case=self.variant))
        self._reload()

    def _can_undo(self) -> bool:
        return "" in self.record.journal(self.id, case=self.variant).set_aside

    def _reload(self) -> None:
        """Show everywhere what the record says now."""
        for panel in self._panels.values():
            panel.reload()
        for quiz in self._quizzes.values():
            quiz.reload()
        self._refresh()

    def _bring_copy(self, data: bytes, name: str) -> str:
        words = bring_copy(data, name, learner=self.learner)
        self._reload()
        return words

    def _refresh(self) -> None:
        for board in self._boards:
            board.refresh()

    def _progress_html(self) -> Html:
        course = [(number, title) for number, _slug, _module, title in CATALOGUE]
        return board_html(self.record, self.exercises.values(), Position(self.id, self.variant, course))

    def _pick(self, name: str, known: Mapping[str, T]) -> T:
        if name not in known:
            raise LessonError(
                _("La lezione {id} non ha «{name}». Ha: {known}.").format(
                    id=self.id, name=name, known=", ".join(known)
                )
                + " "
                + closest(str(name), known)
            )
        return known[name]


def _by_id(things: Iterable[Any]) -> dict[str, Any]:
    return {thing.id: thing for thing in things}


def _status(words: str) -> Html:
    return Html(f'<p role="status">{escape(words)}</p>', words)
