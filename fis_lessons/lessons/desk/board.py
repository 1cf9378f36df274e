"""The board of a lesson: what is done, what is next, how long it took, and the way to another machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fis_lessons.classes import dataclass
from fis_lessons.exercises import Exercise, OpenText, Progress
from fis_lessons.exercises.look import look
from fis_lessons.exercises.quiz import PREFIX
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

if TYPE_CHECKING:
    from ipywidgets import Widget

Action = Callable[[], str]


@dataclass(frozen=True)
class Position:
    """Where a lesson stands in the course.

    Parameters
    ----------
    id
        Of the lesson whose board it is.
    variant
        Case and parameters it is opened on.
    course
        Number and title of every lesson, in order.
    """

    id: str
    variant: str
    course: Sequence[tuple[str, str]]


def board_html(record: Progress, exercises: Iterable[Exercise], position: Position) -> Html:
    """Draw the board of a lesson from the learner's record."""
    states = record.states(position.id, case=position.variant)
    stood = [(one, _short(one), _state(one, states.get(one.id, ""))) for one in exercises]
    rows = [(question, state) for one, question, state in stood if not one.extra]
    more = [(question, state) for one, question, state in stood if one.extra]
    quiz = [state for name, state in states.items() if name.startswith(PREFIX)]
    words = _("Quiz: domande giuste {right} su {tried} provate.")
    told = words.format(right=quiz.count("right"), tried=len(quiz)) if quiz else ""
    finished = all(state not in ("", "not_yet") for _question, state in rows)
    notes = [*_time(record, position.id), *_others(record, position)]
    if finished:
        notes += _next_lesson(record, position)
    if record.unread:
        text = _("Nel registro ci sono righe che questa versione non sa leggere: {count}. Restano nel file.")
        notes.append(text.format(count=number(record.unread)))
    return progress_html(rows, more=more, quiz=told, notes=notes)


def progress_html(
    rows: Sequence[tuple[str, str]],
    *,
    more: Sequence[tuple[str, str]] = (),
    quiz: str = "",
    notes: Sequence[str] = (),
) -> Html:
    """Draw the board.

    Parameters
    ----------
    rows
        Short question and state reached (``right``, ``compared``, ``skipped``, ``not_yet`` or empty).
    more
        The same, of exercises the lesson is finished without.
    quiz
        How the quiz went, if it was taken.
    notes
        What else there is to say: time, other lessons.
    """
    words = {
        "right": ("✓", _("giusto")),
        "compared": ("✓", _("confrontato da te")),
        "skipped": ("»", _("saltato")),
        "not_yet": ("✗", _("non ancora")),
        "": ("○", _("da provare")),
    }
    done = sum(state in ("right", "compared") for _question, state in rows)
    title = _("Esercizi giusti: {done} su {total}").format(done=done, total=len(rows))
    items = "".join(
        f'<li><span aria-hidden="true">{words[state][0]}</span> <strong>{escape(words[state][1])}</strong>: '
        f"{escape(question)}</li>"
        for question, state in rows
    )
    following = next((i for i, (_q, state) in enumerate(rows, start=1) if state in ("", "not_yet")), None)
    tail = (
        _("Hai finito gli esercizi di questa lezione.")
        if following is None
        else _("Il prossimo è il numero {number}.").format(number=following)
    )
    beyond = [
        _("In più, se vuoi: {question} ({state})").format(question=question, state=words[state][1])
        for question, state in more
    ]
    tails = [line for line in (tail, *beyond, quiz, *notes) if line]
    page = (
        f'<div class="fis-progress"><p class="fis-progress-title">{escape(title)}</p>'
        f'<progress max="{len(rows)}" value="{done}" aria-label="{escape(title)}"></progress>'
        f"<ol>{items}</ol>{''.join(f'<p>{escape(line)}</p>' for line in tails)}</div>"
    )
    return Html(
        page, "\n".join([title, *(f"- {words[state][1]}: {question}" for question, state in rows), *tails])
    )


def _state(exercise: Exercise, state: str) -> str:
    return "compared" if state == "right" and isinstance(exercise, OpenText) else state


def _short(exercise: Exercise) -> str:
    words = exercise.question.strip().splitlines()[0]
    return plain(words if len(words) <= 90 else words[:87].rsplit(" ", 1)[0] + "…")


def _time(record: Progress, lesson: str) -> Iterator[str]:
    spent = record.seconds()
    here, all_ = round(spent.get(lesson, 0) / 60), round(sum(spent.values()) / 60)
    if here:
        yield _("Tempo su questa lezione: circa {minutes} minuti.").format(minutes=number(here))
    if all_ > here:
        yield _("Tempo su tutto il corso: circa {minutes} minuti.").format(minutes=number(all_))


def _others(record: Progress, position: Position) -> Iterator[str]:
    for lesson, title in position.course:
        right, total = standing(record, lesson)
        if lesson == position.id or not (right or total):
            continue
        words = _("Lezione {id}, {title}: esercizi giusti {right} su {total}.")
        if not total:
            words = _("Lezione {id}, {title}: esercizi giusti {right}.")
        yield words.format(id=lesson, title=_(title), right=right, total=total)


def _next_lesson(record: Progress, position: Position) -> Iterator[str]:
    ahead = [pair for pair in position.course if pair[0] > position.id]
    for lesson, title in [*ahead, *position.course]:
        right, total = standing(record, lesson)
        if lesson != position.id and (not total or right < total):
            yield _("La prossima lezione è la {id}, {title}.").format(id=lesson, title=_(title))
            return


def standing(record: Progress, lesson: str) -> tuple[int, int]:
    """Return how many exercises of a lesson are right, on whatever case, and how many it has.

    The second is what the lesson said of itself when it was opened; zero if it never was.
    """
    right: set[str] = set()
    total = 0
    for case in record.cases(lesson):
        states = record.states(lesson, case=case)
        right |= {name for name, state in states.items() if state == "right" and ":" not in name}
        for event in record.of(lesson, "", case=case):
            if event.kind == "open" and isinstance(event.answer, int) and 0 < event.answer < 1000:
                total = event.answer
    # what was done beyond the lesson is not more than the whole of it
    return min(len(right), total) if total else len(right), total


class Board:
    """The board as a control: it keeps itself up to date, and has the buttons for the whole lesson.

    Parameters
    ----------
    page
        Draws the board as it is now.
    reset, undo, save
        What the buttons do; each returns what to say.
    bring
        Takes the content and the name of a copy from another machine; returns what to say.
    can_undo
        Whether there is something to take back.
    """

    def __init__(
        self,
        page: Callable[[], Html],
        *,
        reset: Action,
        undo: Action,
        save: Action,
        bring: Callable[[bytes, str], str],
        can_undo: Callable[[], bool],
    ) -> None:
        self._page, self._bring, self._can_undo = page, bring, can_undo
        self._reset, self._undo, self._save = reset, undo, save
        self._widget: Any = None

    def refresh(self) -> None:
        """Draw again."""
        if self._widget is not None:
            self._picture.value = self._page().html
            self._back.layout.display = "" if self._can_undo() else "none"

    def widget(self, *, beside: Any = None) -> Widget:
        """Build the control, once.

        Parameters
        ----------
        beside
            Another control, shown under the board.
        """
        if self._widget is None:
            self._widget = self._build(*filter(None, [beside]))
            self.refresh()
        return self._widget

    def _build(self, *beside: Any) -> Widget:
        import ipywidgets as w

        self._picture, self._message = w.HTML(**look(w.HTML)), w.HTML(live(), **look(w.HTML))
        again = w.Button(
            description=_("Ricomincia la lezione"),
            tooltip=_("Svuota le risposte; il registro le conserva"),
            **look(w.Button),
        )
        self._back = w.Button(
            description=_("Riprendi la lezione"),
            tooltip=_("Rimette le risposte di prima di ricominciare"),
            style=look(w.Button)["style"],  # shown and hidden: the layout is its own
        )
        save = w.Button(description=_("Salva una copia"), icon="save", **look(w.Button))
        bring = w.FileUpload(
            description=_("Aggiungi una copia"),
            accept=".jsonl,.json,.txt",
            multiple=False,
            **look(w.FileUpload),
        )
        again.on_click(lambda _button: self._say(self._reset()))
        self._back.on_click(lambda _button: self._say(self._undo()))
        save.on_click(lambda _button: self._say(self._save()))
        bring.observe(lambda _change: self._brought(bring), names="value")
        words = _(
            "Cambi computer? Salva una copia dei progressi, portala sull'altro computer e lì premi «Aggiungi una "
            "copia»: quello che c'è già resta."
        )
        tools = w.VBox(
            [
                w.HBox([again, self._back], **look(w.HBox)),
                w.HTML(f"<p>{escape(words)}</p>", **look(w.HTML)),
                w.HBox([save, bring], **look(w.HBox)),
                self._message,
            ],
            **look(w.VBox, names="fis-note"),
        )
        return w.VBox([self._picture, tools, *beside], **look(w.VBox))

    def _brought(self, upload: Any) -> None:
        if not upload.value:
            return
        file = upload.value[0]
        words = self._bring(bytes(file["content"]), str(file["name"]))
        upload.value = ()  # the same file can be chosen again
        self._say(words)

    def _say(self, words: str) -> None:
        self.refresh()
        text = "<br>".join(escape(line) for line in words.splitlines())
        self._message.value = live(f'<p role="status">{text}</p>')
