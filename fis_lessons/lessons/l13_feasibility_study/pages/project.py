"""The learner's own study in lesson 13: whom it is compared with, what the rules find, the papers; a case to read.

Everything is brought in when it is looked at: the lesson opens without it.
"""

from __future__ import annotations

from typing import Any

from fis_lessons.cases import load_case
from fis_lessons.exercises.look import look
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, set_language
from fis_lessons.lessons.catalogue import CATALOGUE
from fis_lessons.lessons.desk import Live, Notebook
from fis_lessons.lessons.desk.live import press_start
from fis_lessons.lessons.l13_feasibility_study.ground import Ground


def picks(_ground: Ground, notebook: Notebook) -> Live:
    """Show whom the study can be compared with."""

    def widget() -> Any:
        from fis_lessons.dossier.study.comparison_panel import ComparisonPanel

        panel = ComparisonPanel(
            notebook.learner,
            kept=lambda: notebook.kept("picks"),
            keep=lambda text: notebook.keep("picks", text),
        )
        return panel.widget()

    def page() -> Html:
        from fis_lessons.dossier.study.comparison_panel import on_paper

        return on_paper()

    return Live(
        widget, page, stored=press_start(_("Il confronto: città del programma ed esperienze altrove"))
    )


def found(_ground: Ground, notebook: Notebook) -> Live:
    """Show what is there, what is missing and what contradicts in the learner's project."""

    def widget() -> Any:
        from fis_lessons.dossier.study.desk import found_in
        from fis_lessons.dossier.study.findings_panel import FindingsPanel

        return FindingsPanel(notebook.learner, find=found_in, lesson_title=lesson_title).widget()

    title = _("Che cosa c'è, che cosa manca, che cosa si contraddice")
    return Live(widget, _only_live(title))


def papers(ground: Ground, notebook: Notebook) -> Live:
    """Show the front page, the chapters, and the button that writes the study."""

    def widget() -> Any:
        from fis_lessons.dossier.study import desk
        from fis_lessons.dossier.study.papers_panel import PapersPanel

        panel = PapersPanel(
            notebook.learner,
            make=lambda: desk.own_study(notebook.learner, case=ground.case),
            papers=desk.papers(),
        )
        return panel.widget()

    return Live(widget, _only_live(_("Lo studio del tuo Comune")))


def example(ground: Ground, notebook: Notebook) -> Live:
    """Show the study of the case, as far as its sources go; of one still to be written, that of its pilot."""
    borrows = ground.case.borrows
    case = load_case(borrows.lender) if borrows is not None else ground.case
    title = _("Un fascicolo da leggere: {case}").format(case=case.acronym)

    def page() -> Html:
        from fis_lessons.dossier.study.desk import case_study
        from fis_lessons.dossier.study.papers_panel import chapters_html

        study = case_study(case, lang=language())
        told = chapters_html(study)
        head = f"<p><strong>{escape(title)}</strong></p><p>{escape(study.example)}</p>"
        return Html(
            f'<div class="fis-note">{head}{told.html}</div>', f"{title}\n{study.example}\n{told.text}"
        )

    def widget() -> Any:
        import ipywidgets as w

        # its pictures take a moment: nobody waits for them who does not want to read it
        button = w.Button(
            description=_("Leggi il fascicolo del caso"), icon="book", **look(w.Button, width="auto")
        )
        box = w.VBox([button], **look(w.VBox))

        def read(_pressed: object) -> None:
            set_language(notebook.learner.lang)
            box.children = (w.HTML(page().html, **look(w.HTML)),)

        button.on_click(read)
        return box

    return Live(widget, page, stored=press_start(title))


def lesson_title(number: str) -> str:
    """Return the title of a lesson from its number; the number itself if there is no such lesson."""
    return next((_(title) for known, _slug, _module, title in CATALOGUE if known == number), number)


def _only_live(title: str) -> Html:
    words = _("Nella lezione aperta in JupyterLab qui c'è ciò che hai scritto nel tuo progetto.")
    return Html(
        f'<div class="fis-note"><p><strong>{escape(title)}</strong></p><p>{escape(words)}</p></div>',
        f"{title}\n{words}",
    )
