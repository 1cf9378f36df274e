"""What is there, what is missing, what contradicts: the project read as a whole, again at each change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fis_lessons.dossier.own_words import own
from fis_lessons.dossier.record import Project, project_of
from fis_lessons.dossier.record_page import overview
from fis_lessons.dossier.study.content import SEVERITIES, Finding, Severity
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, set_language

HERE = "13"
"""The lesson in which findings are read: it leads nowhere else."""
MOST_LACKS = 4
"""Fields of an empty part that are named; the others are counted."""


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
    """Put checks before empty parts, the gravest first; within a severity, as they came."""
    return sorted(findings, key=lambda one: (bool(one.part), SEVERITIES.index(one.severity)))


def state_in_words(findings: Sequence[Finding]) -> str:
    """Say on one line how the study stands: what the checks found, and how many parts are empty."""
    if not findings:
        return _("Le regole della lezione non trovano nulla da dire. Non vuol dire che lo studio è giusto.")
    checks = [one for one in findings if not one.part]
    counts = [(one, sum(found.severity == one for found in checks)) for one in SEVERITIES]
    told = {
        "stop": _("{count} da sistemare prima che lo studio esca"),
        "mend": _("{count} da sistemare"),
        "look": _("{count} da guardare ancora"),
    }
    said = ", ".join(told[name].format(count=number(n)) for name, n in counts if n)
    empty = len(findings) - len(checks)
    return " ".join(
        filter(
            None,
            (
                _("Osservazioni: {list}.").format(list=said) if said else "",
                _("Parti ancora vuote: {count}.").format(count=number(empty)) if empty else "",
            ),
        )
    )


LessonLink = Callable[[str], str]
"""Says the address of a lesson from its number; empty where there is none."""


def findings_html(
    findings: Iterable[Finding],
    *,
    lesson_title: Callable[[str], str],
    lesson_link: LessonLink = lambda _n: "",
) -> Html:
    """Write what was found: what, why, what to do, where to learn it; then the empty parts, a line each.

    Parameters
    ----------
    findings
        In any order.
    lesson_title
        Says the title of a lesson from its number.
    lesson_link
        Says its address; none if not given.
    """
    listed = gravest_first(findings)
    checks, parts = [one for one in listed if not one.part], [one for one in listed if one.part]
    state = state_in_words(listed)
    page, lines = [f'<p role="status"><strong>{escape(state)}</strong></p>'], [state]
    links = {one.lesson: lesson_link(one.lesson) for one in listed}
    if any(links.values()):
        words = _("Il nome di una lezione la apre in un'altra scheda.")
        page.append(f"<p>{escape(words)}</p>")
    remedy = _("Che cosa fare.")
    items = []
    for one in checks:
        where, link = _where(one, lesson_title(one.lesson), links[one.lesson])
        head = severity_label(one.severity)
        items.append(
            f"<li><strong>{escape(head)}.</strong> {own(one.text)} {own(one.reason)} "
            f"<strong>{escape(remedy)}</strong> {own(one.remedy)} {link}</li>"
        )
        lines.append(f"- {head}. {one.text} {one.reason} {one.remedy} {where}".rstrip())
    page.append(f"<ol>{''.join(items)}</ol>" if items else "")
    if parts:
        head = _("Parti ancora vuote. {remedy}").format(remedy=parts[0].remedy)
        page.append(f"<p><strong>{escape(head)}</strong></p><ul>")
        lines.append(head)
        for one in parts:
            where, link = _where(one, lesson_title(one.lesson), links[one.lesson])
            grave = _("Senza, lo studio non può uscire.") if one.severity == "stop" else ""
            said = " ".join(filter(None, (lacking(one), one.reason, grave)))
            page.append(f"<li><strong>{own(one.part)}.</strong> {own(said)} {link}</li>")
            lines.append(f"- {one.part}. {said} {where}".rstrip())
        page.append("</ul>")
    return Html("".join(page), "\n".join(lines))


def _where(one: Finding, title: str, link: str) -> tuple[str, str]:
    """Name the lesson that helps, in words and as a link if there is somewhere to go."""
    if not one.lesson:
        return "", ""
    if one.lesson == HERE:
        return (here := _("In questa lezione.")), escape(here)
    where = _("Lezione {number}, «{title}».").format(number=one.lesson, title=title)
    if not link:
        return where, escape(where)
    return where, f'<a href="{escape(link)}" target="_blank" rel="noopener">{escape(where)}</a>'


def lacking(one: Finding) -> str:
    """Say what a part lacks, field by field; the first of many."""
    if not one.lacks:
        return _("Non c'è nessuna scheda.")
    left = len(one.lacks) - MOST_LACKS
    if left > 1:  # one more is named: it takes no more room
        names = "; ".join(one.lacks[:MOST_LACKS])
        return _("Mancano: {names}; e altre {count} caselle.").format(names=names, count=number(left))
    words = _("Manca: {names}.") if len(one.lacks) == 1 else _("Mancano: {names}.")
    return words.format(names="; ".join(one.lacks))


def lesson_file(folder: Path | None) -> LessonLink:
    """Return what finds the notebook of a lesson beside the one that is open: a link relative to it.

    JupyterLab opens it by that name, and a lesson exported as a page leads to the page of the other.

    Parameters
    ----------
    folder
        Of the learner; nothing is found where there is none, nor for the lesson the panel is in.
    """

    def link(number: str) -> str:
        if folder is None or not number.isdecimal() or number == HERE:
            return ""
        # a copy somebody made of it comes after
        there = [*sorted(folder.glob(f"{number}_*.ipynb")), *sorted(folder.glob(f"{number}*.ipynb"))]
        return quote(there[0].name) if there else ""

    return link


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
        self.picture = w.HTML(live(), **look(w.HTML))
        self.refresh()
        project_of(self.learner).watch(self.refresh, written=True)
        title = escape(_("Che cosa c'è, che cosa manca, che cosa si contraddice"))
        return w.VBox(
            [w.HTML(f'<p class="fis-exercise-title">{title}</p>', **look(w.HTML)), self.picture],
            **look(w.VBox, names="fis-exercise"),
        )

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
        found = findings_html(
            self._find(project), lesson_title=self._lesson_title, lesson_link=lesson_file(self.learner.folder)
        )
        head = escape(_("Parte per parte: che cosa è scritto"))
        page = f"{found.html}<details><summary>{head}</summary>{there.html}</details>"
        return Html(page, f"{found.text}\n{there.text}")
