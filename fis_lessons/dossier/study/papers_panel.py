"""The button that writes the study: each paper this machine can make, where it is, what is still open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fis_lessons.classes import dataclass
from fis_lessons.dossier.editor import heading_box, heading_widgets
from fis_lessons.dossier.folder import Version
from fis_lessons.dossier.heading import kept_heading
from fis_lessons.dossier.record import project_of
from fis_lessons.dossier.study.content import Chapter, Study
from fis_lessons.dossier.study.findings_panel import state_in_words
from fis_lessons.dossier.study.readback_panel import ReadBackPanel
from fis_lessons.dossier.study.screen import on_screen
from fis_lessons.errors import FisError
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import counted, set_language
from fis_lessons.i18n import gettext as _


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One of the papers of a study.

    Parameters
    ----------
    label
        What it is for, in words.
    write
        Writes it in the learner's folder and says so, a sentence a line. It brings in its libraries
        itself, and raises ``ImportError`` where
        they are not there, a :class:`FisError` where it cannot write.
    """

    label: str
    write: Callable[[Learner, Study], Sequence[str]]


class PapersPanel:
    """Front page, preview, button.

    Parameters
    ----------
    learner
        Whose project and folder.
    make
        Makes the study from the project, as it is now.
    papers
        In the order they are written.
    """

    def __init__(self, learner: Learner, *, make: Callable[[], Study], papers: Sequence[Paper]) -> None:
        self.learner, self._make, self._papers = learner, make, papers
        self.heading: dict[str, Any] = {}
        self.preview: Any = None
        self.message: Any = None
        self.button: Any = None
        self.look: Any = None
        self.front: Any = None
        self.again = ReadBackPanel(learner)

    def widget(self) -> Any:
        """Build the fields of the front page, the preview and the button."""
        import ipywidgets as w

        set_language(self.learner.lang)
        self.front = w.VBox([], **look(w.VBox))
        self.reload()
        project_of(self.learner).watch(self.reload, written=True)
        self.preview, self.message = w.HTML(**look(w.HTML)), w.HTML(live(), **look(w.HTML))
        self.button = w.Button(
            description=_("Scrivi lo studio"), icon="file-text-o", button_style="primary",
            **look(w.Button, width="auto"),
        )  # fmt: skip
        self.button.on_click(lambda _pressed: when_settled(self.write))
        # the chapters have pictures in them: they are made when somebody wants to see them, not at every letter
        self.look = w.Button(description=_("Guarda i capitoli"), icon="eye", **look(w.Button, width="auto"))
        self.look.on_click(lambda _pressed: when_settled(self.refresh))
        title = escape(_("Lo studio del tuo Comune"))
        return w.VBox(
            [
                w.HTML(f'<p class="fis-exercise-title">{title}</p>', **look(w.HTML)),
                self.front,
                w.HBox([self.look, self.button], **look(w.HBox)),
                self.message,
                self.again.widget(),
                self.preview,
            ],
            **look(w.VBox, names="fis-exercise"),
        )

    def reload(self) -> None:
        """Show on the front page what the project says now: it may have been written in another document."""
        kept = kept_heading(self.learner)
        shown = {name: str(field.value) for name, field in self.heading.items()}
        if self.heading and all(kept.get(name, "") == text.strip() for name, text in shown.items()):
            return  # what somebody is writing stays as it is
        self.heading = heading_widgets(self.learner)
        self.front.children = (heading_box(self.heading),)

    def refresh(self) -> None:
        """Show the chapters as they are now."""
        set_language(self.learner.lang)
        self.preview.value = chapters_html(self._make()).html

    def write(self) -> str:
        """Write every paper that can be written, and say what became of each. Never raises an error of ours."""
        set_language(self.learner.lang)
        waiting = escape(_("Scrivo lo studio: può volerci mezzo minuto."))
        self.message.value = live(f'<p class="fis-source" role="status">{waiting}</p>')
        try:
            study = self._make()
            lines = [line for paper in self._papers for line in self._written(paper, study)]
            lines.append(left_open(study))
        except Exception:
            words = _("Non ho finito di scrivere lo studio. Riprova; se non basta, premi «Avvia la lezione».")
            self.message.value = live(f'<p role="alert">{escape(words)}</p>')
            raise
        self.again.point_at_the_last()
        page = "".join(f"<li>{escape(line)}</li>" for line in lines)
        self.message.value = live(f'<ul class="fis-source" role="status">{page}</ul>')
        return "\n".join(lines)

    def _written(self, paper: Paper, study: Study) -> Sequence[str]:
        try:
            return paper.write(self.learner, study)
        except ImportError as error:
            words = _(
                "{label}: su questo computer manca la libreria «{name}», e il file non è stato scritto."
            )
            return [words.format(label=paper.label, name=error.name or "?")]
        except FisError as error:
            return [f"{paper.label}: {error}"]


def written_in_words(label: str, made: Version) -> str:
    """Say where a paper is, and whether it is new."""
    words = (
        _("{label}: scritto {name}, nella cartella del corso. Versione {number}.")
        if made.new
        else _("{label}: c'era già, uguale: {name}, versione {number}.")
    )
    return words.format(label=label, name=made.path.name, number=made.number)


def left_open(study: Study) -> str:
    """Say what is still open in a study."""
    count = sum(len(chapter.questions) for chapter in study.chapters)
    asked = counted(count, one=_("Resta aperta {count} domanda."), more=_("Restano aperte {count} domande."))
    said = asked if count else _("Nessuna domanda aperta.")
    return f"{said} {state_in_words(study.findings)}"


def chapters_html(study: Study) -> Html:
    """Write the chapters of a study for the screen, each closed under its title."""
    parts = [_chapter(place, one) for place, one in enumerate(study.chapters, start=1)]
    return Html("".join(one.html for one in parts), "\n\n".join(one.text for one in parts))


def _chapter(place: int, chapter: Chapter) -> Html:
    asked = len(chapter.questions)
    open_ = counted(asked, one=_("{count} domanda aperta"), more=_("{count} domande aperte")) if asked else ""
    empty = "" if chapter.blocks else _("ancora vuoto")
    state = ", ".join(filter(None, (empty, open_)))
    head = f"{place}. {chapter.title}" + (f" ({state})" if state else "")
    body = on_screen(chapter.blocks)
    lines = [
        " ".join(
            filter(
                None,
                (
                    one.text,
                    _("Può rispondere: {who}.").format(who=one.who) if one.who else "",
                    _("Lezione {number}.").format(number=one.lesson) if one.lesson else "",
                ),
            )
        )
        for one in chapter.questions
    ]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    title = escape(_("Domande aperte"))
    questions = f"<p><strong>{title}</strong></p><ul>{items}</ul>" if items else ""
    page = f"<details><summary>{escape(head)}</summary>{body.html}{questions}</details>"
    return Html(page, "\n".join(filter(None, [head, body.text, *(f"- {line}" for line in lines)])))
