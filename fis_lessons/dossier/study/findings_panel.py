"""What is there, what is missing, what contradicts: the project read as a whole, again at each change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from fis_lessons.dossier.own_words import own
from fis_lessons.dossier.record import Project, project_of
from fis_lessons.dossier.record_page import overview
from fis_lessons.dossier.study.content import SEVERITIES, Finding, Severity
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, set_language


def severity_label(severity: Severity) -> str:
    """Say how much a finding matters.

    Examples
    --------
    >>> severity_label("stop")
    'Da sistemare prima che lo studio esca'
    """
    return {
        "stop": _("Da sistemare prima che lo studio esca"),
        "mend": _("Da sistemare"),
        "look": _("Da guardare ancora una volta"),
    }[severity]


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Put the gravest first; within a severity, as they came."""
    return sorted(findings, key=lambda one: SEVERITIES.index(one.severity))


def state_in_words(findings: Sequence[Finding]) -> str:
    """Say on one line how the study stands."""
    if not findings:
        return _("Le regole della lezione non trovano nulla da dire. Non vuol dire che lo studio è giusto.")
    counts = [(one, sum(found.severity == one for found in findings)) for one in SEVERITIES]
    told = {
        "stop": _("{count} da sistemare prima che lo studio esca"),
        "mend": _("{count} da sistemare"),
        "look": _("{count} da guardare ancora"),
    }
    said = [told[name].format(count=number(n)) for name, n in counts if n]
    return _("Osservazioni: {list}.").format(list=", ".join(said))


def findings_html(findings: Iterable[Finding], *, lesson_title: Callable[[str], str]) -> Html:
    """Write what was found: what, why it matters, what to do, where to learn it.

    Parameters
    ----------
    findings
        In any order.
    lesson_title
        Says the title of a lesson from its number.
    """
    listed = gravest_first(findings)
    state = state_in_words(listed)
    items, lines, remedy = [], [state], escape(_("Che cosa fare."))
    for one in listed:
        where = (
            _("Lezione {number}, «{title}».").format(number=one.lesson, title=lesson_title(one.lesson))
            if one.lesson
            else ""
        )
        head = severity_label(one.severity)
        items.append(
            f"<li><strong>{escape(head)}.</strong> {own(one.text)} {own(one.reason)} "
            f"<strong>{remedy}</strong> {own(one.remedy)} {escape(where)}</li>"
        )
        lines.append(f"- {head}. {one.text} {one.reason} {one.remedy} {where}".rstrip())
    page = f'<p role="status"><strong>{escape(state)}</strong></p>'
    return Html(page + (f"<ol>{''.join(items)}</ol>" if items else ""), "\n".join(lines))


def begun(project: Project) -> bool:
    """Tell whether anything was ever written in a project, its name apart."""
    project.refresh()
    return any(section != "heading" for section, _field in project.versions.places())


class FindingsPanel:
    """The findings on the screen, new at each change of the project.

    Parameters
    ----------
    learner
        Whose project.
    find
        Reads the project and returns what it finds.
    lesson_title
        Says the title of a lesson from its number.
    """

    def __init__(
        self,
        learner: Learner,
        *,
        find: Callable[[Project], Sequence[Finding]],
        lesson_title: Callable[[str], str],
    ) -> None:
        self.learner, self._find, self._lesson_title = learner, find, lesson_title
        self.picture: Any = None

    def widget(self) -> Any:
        """Build the panel."""
        import ipywidgets as w

        set_language(self.learner.lang)
        self.picture = w.HTML(live())
        self.refresh()
        project_of(self.learner).watch(self.refresh, written=True)
        title = escape(_("Che cosa c'è, che cosa manca, che cosa si contraddice"))
        box = w.VBox([w.HTML(f'<p class="fis-exercise-title">{title}</p>'), self.picture])
        box.add_class("fis-exercise")
        return box

    def refresh(self) -> None:
        """Read the project again."""
        set_language(self.learner.lang)
        self.picture.value = live(self.shown().html)

    def shown(self) -> Html:
        """Write what the project says now."""
        project = project_of(self.learner)
        there = overview(project)
        if not begun(project):
            words = _(
                "Il tuo progetto è ancora vuoto: non c'è nulla da confrontare. Comincia da una lezione qualsiasi."
            )
            return Html(f"<p>{escape(words)}</p>{there.html}", f"{words}\n{there.text}")
        found = findings_html(self._find(project), lesson_title=self._lesson_title)
        head = escape(_("Parte per parte: che cosa è scritto"))
        page = f"{found.html}<details><summary>{head}</summary>{there.html}</details>"
        return Html(page, f"{found.text}\n{there.text}")
