"""The page "Il mio progetto": what is there, what is empty, what changed when, what is to be chosen."""

from __future__ import annotations

import datetime
import re

from fis_lessons.dossier import paper
from fis_lessons.dossier.folder import Version, save_version
from fis_lessons.dossier.own_words import own
from fis_lessons.dossier.record import Project, project_of
from fis_lessons.dossier.record_fields import Entry, empty, entries, latest, status_of, where
from fis_lessons.dossier.record_lines import Revision, on_day, when
from fis_lessons.dossier.record_sections import NOTES, OFFERS, SECTIONS, Section
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, use_language

FILE = "il-mio-progetto.html"
SHORT = 200
"""Characters of a field in the panel; the page has all of it."""


def sections(project: Project) -> tuple[Section, ...]:
    """Return the sections in order, those this version does not know after the others."""
    known = {section.id for section in SECTIONS} | {OFFERS}
    others = sorted({place[0] for place in project.versions.places()} - known)
    return (*SECTIONS[:-1], *(Section(name, "", name) for name in others), SECTIONS[-1])


def overview(project: Project) -> Html:
    """Tell section by section how much is written and when it last changed."""
    project.refresh()
    rows, lines, read = [], [], escape(_("Leggi"))
    for section in sections(project):
        found = entries(project, section.id)
        if section.id == NOTES and not found:
            continue
        words = _standing(project, section, found)
        number_of = _("lezione {id}").format(id=section.lesson)
        head = f"{section.title} ({number_of})" if section.lesson else section.title
        texts = "".join(f"<dt>{own(entry.label)}</dt><dd>{own(_cut(_said(entry)))}</dd>" for entry in found)
        rows.append(
            f"<li><strong>{own(head)}</strong>: {escape(words)}"
            + (f"<details><summary>{read}</summary><dl>{texts}</dl></details>" if texts else "")
            + "</li>"
        )
        lines.append(f"- {head}: {words}")
    told = project.warnings()
    page = "".join(f'<p role="status"><strong>{escape(line)}</strong></p>' for line in told)
    return Html(f'{page}<ul class="fis-project">{"".join(rows)}</ul>', "\n".join([*told, *lines]))


def _standing(project: Project, section: Section, found: list[Entry]) -> str:
    last = latest(found)
    if last is None:
        return _("ancora vuoto.")
    count = (
        _("una casella scritta") if len(found) == 1 else _("{n} caselle scritte").format(n=number(len(found)))
    )
    missing = len(empty(project, section.id))
    if missing:
        count += ", " + (_("una vuota") if missing == 1 else _("{n} vuote").format(n=number(missing)))
    changed = _("Ultima modifica: {when}.").format(when=when(last))
    return " ".join(filter(None, [count + ".", changed, status_of(project, section)]))


def _said(entry: Entry) -> str:
    return " | ".join(said(entry, one) for one in entry.counting)


def said(entry: Entry, one: Revision) -> str:
    """Return a version as it is read, also if there is nothing in it."""
    return entry.told(one) or _("(vuoto)")


def _cut(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


# --- on paper -----------------------------------------------------------------------------------
def page(project: Project, *, version: int, date: datetime.date, learner: Learner) -> str:
    """Write the whole project as a page: every field with its versions, what is empty, what is to be chosen."""
    from fis_lessons.dossier.heading import heading_rows

    with use_language(learner.lang):
        title = _("Il mio progetto")
        rows = heading_rows(project.texts("heading"), version=version, date=date)
        body = [f"<h1>{escape(title)}</h1>", paper.facts(rows, pairs=True)]
        body += [f'<p class="box">{escape(words)}</p>' for words in project.warnings()]
        body += [_section(project, section) for section in sections(project)[1:]]
        return paper.page("\n".join(body), title=title, lang=learner.lang, css=_CSS)


def _section(project: Project, section: Section) -> str:
    found = entries(project, section.id)
    head = f"<h2>{own(section.title)}</h2>"
    if not found:
        words = _("Ancora vuoto: si scrive nella lezione {id}.") if section.lesson else _("Ancora vuoto.")
        return f'{head}<p class="quiet">{escape(words.format(id=section.lesson))}</p>'
    state = status_of(project, section)
    fields = "".join(_field(project, entry) for entry in found)
    missing = empty(project, section.id)
    words = _("Ancora vuoto: {names}.").format(names=", ".join(missing)) if missing else ""
    return (
        head
        + (f'<p class="quiet">{escape(state)}</p>' if state else "")
        + fields
        + (f'<p class="quiet">{escape(words)}</p>' if words else "")
    )


def _field(project: Project, entry: Entry) -> str:
    head = f"<h3>{own(entry.label)}</h3>"
    if entry.conflict:
        body = side_by_side(project, entry)
    else:
        body = f'<p class="answer">{own(entry.told(entry.current))}</p>'
    lesson = entry.current.lesson if re.fullmatch("[0-9]{2}", entry.current.lesson) else ""
    changed = _("Scritto {when}, lezione {lesson}.") if lesson else _("Scritto {when}.")
    words = changed.format(when=on_day(entry.current), lesson=lesson)
    before = [one for one in entry.versions if one not in entry.counting]
    old = "".join(f"<li>{escape(when(one))}: {own(said(entry, one))}</li>" for one in reversed(before))
    summary = escape(_("Versioni di prima: {n}").format(n=number(len(before))))
    history = f"<details><summary>{summary}</summary><ul>{old}</ul></details>" if before else ""
    return f'{head}{body}<p class="quiet">{escape(words)}</p>{history}'


def side_by_side(project: Project, entry: Entry) -> str:
    """Show the versions to choose from beside each other."""
    heads = "".join(f'<th scope="col">{escape(title_of(one, project))}</th>' for one in entry.counting)
    cells = "".join(f"<td>{own(said(entry, one))}</td>" for one in entry.counting)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    return f'<div class="fis-scroll">{table}</div>'


def title_of(one: Revision, project: Project) -> str:
    """Name a version by when and where it was written."""
    return f"{when(one)}, {where(one, project)}"


def write_page(learner: Learner) -> Version:
    """Write the page in the learner's folder, as a new version if it says something new.

    Raises
    ------
    FolderError
        If it cannot be written there.
    """
    project = project_of(learner)
    today = datetime.datetime.now().astimezone().date()
    says = "\n".join(sorted(one.key for one in project.versions)) + learner.lang
    return save_version(
        lambda number: page(project, version=number, date=today, learner=learner),
        name=FILE, says=says, learner=learner,
    )  # fmt: skip


_CSS = """
.answer { margin: .3em 0; padding: .5em .8em; border-left: 4px solid #0b3d91; background: #f3f6fb; }
.fis-own { white-space: pre-wrap; overflow-wrap: anywhere; }
h3 { margin-bottom: .2em; }
"""
