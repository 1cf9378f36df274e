"""A lesson, open: its case, its exercises, its controls, its figures, and the sources it used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, ClassVar, TypeVar

from fis_lessons import __version__
from fis_lessons.cases import Case, load_case
from fis_lessons.errors import LessonError
from fis_lessons.exercises import Event, Exercise, Panel, Progress, handin, solution_html, static
from fis_lessons.exercises.quiz import PREFIX, Bank, Quiz, draw
from fis_lessons.figures import Figure, Html, escape, markdown, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language
from fis_lessons.lessons.citations import Citations
from fis_lessons.lessons.controls import Control
from fis_lessons.lessons.panels import note_panel, progress_html
from fis_lessons.lessons.parameters import LessonParameters, closest

T = TypeVar("T")


class Live:
    """Something shown as a control where there is a kernel, and as a page where there is none."""

    def __init__(self, widget: Callable[[], Any], page: Html) -> None:
        self._widget = widget
        self._page = page

    def __repr__(self) -> str:
        """Show the words."""
        return self._page.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        view = self._widget()._repr_mimebundle_(include=include, exclude=exclude) or {}
        return {**view, "text/html": self._page.html, "text/plain": self._page.text}


class Lesson:
    """What a notebook talks to. One subclass per lesson says what is inside.

    Parameters
    ----------
    parameters
        Checked already.
    progress
        The learner's record; the one of the folder the notebook runs in if not given.
    """

    id: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, parameters: LessonParameters, *, progress: Progress | None = None) -> None:
        set_language(parameters.lang)
        self.parameters = parameters
        self.case: Case = load_case(parameters.case)
        self.record = progress if progress is not None else Progress.here()
        self.citations = Citations()
        self.exercises: dict[str, Exercise] = {exercise.id: exercise for exercise in self._exercises()}
        self.controls: dict[str, Control] = {control.id: control for control in self._controls()}
        self._panels: dict[str, Panel] = {}
        self._questions: Bank | None = None
        self._quizzes: dict[int, Quiz] = {}
        self._boards: list[Any] = []

    # --- what a lesson fills in -----------------------------------------------------------------
    def _exercises(self) -> list[Exercise]:
        raise NotImplementedError

    def _controls(self) -> list[Control]:
        raise NotImplementedError

    def _figures(self) -> Mapping[str, Callable[[], Figure]]:
        return {}

    def _texts(self) -> Mapping[str, Callable[[], str]]:
        return {}

    def _tables(self) -> Mapping[str, Callable[[], Html]]:
        return {}

    def _notes(self) -> Mapping[str, str]:
        return {}

    def _bank(self) -> Bank:
        return ()

    @property
    def bank(self) -> Bank:
        """Every question the quiz can draw; in the record their names begin with ``quiz:``."""
        if self._questions is None:
            self._questions = self._bank()
        return self._questions

    # --- what a notebook calls ------------------------------------------------------------------
    def ask(self, exercise: str) -> Live:
        """Show an exercise, with its field and its buttons."""
        panel = self.panel(exercise)
        return Live(panel.widget, static(panel.exercise, heading=panel.heading))

    def panel(self, exercise: str) -> Panel:
        """Return the working part of an exercise, made once."""
        spec = self._pick(exercise, self.exercises)
        if exercise not in self._panels:
            position = list(self.exercises).index(exercise) + 1
            self._panels[exercise] = Panel(
                spec,
                heading=_("Esercizio {number} di {total}").format(number=position, total=len(self.exercises)),
                lesson=self.id,
                case=self._variant(),
                progress=self.record,
                changed=self._refresh,
            )
        return self._panels[exercise]

    def check(self, exercise: str, answer: object) -> Html:
        """Judge an answer given in a cell: the same verdict as the button's."""
        verdict = self.panel(exercise).check(answer)
        page = f'<div class="fis-verdict fis-{verdict.state}">{markdown(verdict.text)}</div>'
        return Html(page, f"{verdict.title}. {plain(verdict.text)}")

    def solution(self, exercise: str) -> Html:
        """Show the expected answer and why. Only in the trainer's edition."""
        return solution_html(self._pick(exercise, self.exercises))

    def explore(self, control: str) -> Live:
        """Show a control and the figure it changes."""
        spec = self._pick(control, self.controls)
        return Live(spec.widget, spec.static())

    def figure(self, name: str) -> Figure:
        """Draw a figure of the lesson."""
        return self._pick(name, self._figures())()

    def table(self, name: str) -> Html:
        """Show a table of the lesson."""
        return self._pick(name, self._tables())()

    def text(self, name: str) -> Html:
        """Tell a piece of the case, with its sources."""
        words = self._pick(name, self._texts())()
        return Html(f'<div class="fis-text">{markdown(words)}</div>', plain(words))

    def note(self, name: str) -> Live:
        """Show a field for the learner's own municipality; what is written is kept in the record."""
        question = self._pick(name, self._notes())
        return Live(
            lambda: note_panel(
                question,
                start=self.record.last_answer(self.id, f"note:{name}", case=""),
                save=lambda text: self._keep(name, text),
            ),
            Html(f'<div class="fis-note">{markdown(question)}</div>', plain(question)),
        )

    def quiz(self, count: int = 10) -> Live:
        """Ask some questions of the lesson's bank, drawn by the seed."""
        if not self.bank:
            raise LessonError(_("La lezione {id} non ha un quiz.").format(id=self.id))
        if count not in self._quizzes:
            self._quizzes[count] = Quiz(
                draw(self.bank, seed=self.parameters.seed, count=count),
                lesson=self.id,
                case=self._variant(),
                progress=self.record,
                changed=self._refresh,
            )
        quiz = self._quizzes[count]
        return Live(quiz.widget, quiz.page())

    def sources(self) -> Html:
        """List every source and every assumption the lesson has shown so far."""
        return self.citations.listing()

    def progress(self) -> Live:
        """Show what is done and what is next; it keeps itself up to date."""

        def board() -> Any:
            import ipywidgets as w

            widget = w.HTML(self._progress_html().html)
            self._boards.append(widget)
            return widget

        return Live(board, self._progress_html())

    def hand_in(self) -> Live:
        """Show a field for one's name and a button that writes the answers in one file for the trainer."""
        return Live(lambda: handin.hand_in_panel(self._hand_in), handin.invitation())

    def opening(self) -> Html:
        """Say where the learner is; carries the style of everything below."""
        css = (files("fis_lessons.figures") / "components.css").read_text(encoding="utf-8")
        done = len(self.exercises.keys() & self.record.states(self.id, case=self._variant()))
        words = _("Lezione {id} pronta. Caso: {case}. Esercizi: {total}.").format(
            id=self.id, case=_(self.case.title), total=len(self.exercises)
        )
        if done:
            words += " " + _("Riprendi da dove eri: ne hai già affrontati {done}.").format(done=done)
        return Html(f'<style>{css}</style><p class="fis-opening" role="status">{escape(words)}</p>', words)

    # --- inside ---------------------------------------------------------------------------------
    def _variant(self) -> str:
        """Name what changes the right answers: a record on one case says nothing about another."""
        own = self.parameters.model_dump(exclude={"case", "lang", "seed"}, exclude_defaults=True)
        return "|".join([self.parameters.case, *(f"{key}={value}" for key, value in sorted(own.items()))])

    def _keep(self, name: str, text: str) -> str:
        self.record.add(Event(lesson=self.id, exercise=f"note:{name}", kind="note", answer=text))
        return self.record.trouble

    def _hand_in(self, person: str) -> tuple[bool, str]:
        set_language(self.parameters.lang)
        try:
            text = handin.build_hand_in(
                self.record,
                lesson=self.id,
                parameters=self.parameters.model_dump(),
                variant=self._variant(),
                exercises=self.exercises,
                person=person,
                package=__version__,
            )
        except LessonError as error:
            return False, error.message
        name = handin.file_name(lesson=self.id, case=self.parameters.case, person=person)
        folder = self.record.path.parent if self.record.path else None
        return handin.save_hand_in(text, folder=folder, name=name)

    def _refresh(self) -> None:
        page = self._progress_html().html
        for board in self._boards:
            board.value = page

    def _progress_html(self) -> Html:
        states = self.record.states(self.id, case=self._variant())
        rows = [
            (plain(self._short(exercise)), states.get(exercise.id, ""))
            for exercise in self.exercises.values()
        ]
        quiz = [state for name, state in states.items() if name.startswith(PREFIX)]
        words = _("Quiz: domande giuste {right} su {tried} provate.")
        told = words.format(right=quiz.count("right"), tried=len(quiz)) if quiz else ""
        return progress_html(rows, quiz=told)

    def _short(self, exercise: Exercise) -> str:
        words = exercise.question.strip().splitlines()[0]
        return words if len(words) <= 90 else words[:87].rsplit(" ", 1)[0] + "…"

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
