"""The study as a page: one file, nothing from elsewhere, to read on a screen or to print."""

from __future__ import annotations

import base64
import datetime
import re
from collections.abc import Iterable
from dataclasses import replace

from fis_lessons.dossier import paper
from fis_lessons.dossier.folder import Version, save_version
from fis_lessons.dossier.heading import heading_rows, signature
from fis_lessons.dossier.own_words import own
from fis_lessons.dossier.study.asking import grouped, may_answer
from fis_lessons.dossier.study.content import (
    Block,
    Chapter,
    Finding,
    Note,
    NoteKind,
    Picture,
    Points,
    Question,
    Study,
    Table,
)
from fis_lessons.dossier.study.draft import draft_words
from fis_lessons.dossier.study.findings_panel import lacking, severity_label
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import escape, inline
from fis_lessons.figures.markup import table_html
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, use_language

_SCHEMES = ("https://", "http://")
_REFERENCE = re.compile(r"\{(table|figure):([a-z0-9-]+)\}")


MOST_TOGETHER = 12
"""Rows of a table that stays on one printed page."""


def html_of(study: Study) -> str:
    """Write a study as a whole page.

    Parameters
    ----------
    study
        Whatever is in it is shown as text.
    """
    with use_language(study.lang):
        return paper.page(_Page(study).body(), title=_window(study), lang=study.lang, css=_CSS)


FILE = "studio-di-fattibilita.html"


def save_html(learner: Learner, study: Study) -> Version:
    """Write a study in the learner's folder: a new version beside the others, if it says something new.

    Raises
    ------
    FolderError
        If nothing can be written there: it says why, and what to do.
    """
    plain = replace(study, date=datetime.date.min, version=0)
    return save_version(
        lambda number: html_of(replace(study, version=number)), name=FILE, says=repr(plain), learner=learner
    )


def _window(study: Study) -> str:
    return " – ".join(filter(None, (study.title, study.project, study.municipality)))


class _Page:
    """Numbers of tables, figures and notes, as they are met."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.notes = {note: place for place, note in enumerate(study.notes(), start=1)}
        self.cited: dict[Note, list[str]] = {}
        self.tables = _counted(block.id for block in study.blocks() if isinstance(block, Table))
        self.figures = _counted(block.id for block in study.blocks() if isinstance(block, Picture))
        self.placed: dict[str, int] = {}

    def body(self) -> str:
        """Write the page inside ``main``."""
        study = self.study
        named = {
            "municipality": study.municipality, "project": study.project, "office": study.office,
            "officer": study.officer,
        }  # fmt: skip
        warning = study.example or draft_words(study)
        chapters = [self._chapter(place, one) for place, one in enumerate(study.chapters, start=1)]
        parts = [
            f"<h1>{escape(study.title)}</h1>",
            paper.facts(heading_rows(named, version=study.version, date=study.date), pairs=True),
            f'<p class="box"><strong>{escape(warning)}</strong></p>' if warning else "",
            self._contents(),
            _findings(study.findings),
            *chapters,
            "" if study.example else signature(),
        ]
        return "\n".join(filter(None, parts))

    def _contents(self) -> str:
        asked = _("contenuto chiesto dal programma")
        fis = f" <em>({escape(asked)})</em>"
        items = "".join(
            f'<li><a href="#{escape(one.id)}">{escape(one.title)}</a>{fis if one.fis else ""}</li>'
            for one in self.study.chapters
        )
        head = escape(_("Indice"))
        return f'<nav class="keep" aria-labelledby="contents"><h2 id="contents">{head}</h2><ol>{items}</ol></nav>'

    def _chapter(self, place: int, chapter: Chapter) -> str:
        body = "\n".join(self._block(one) for one in chapter.blocks)
        if not chapter.blocks:
            empty = escape(_("Nel progetto non c'è ancora niente per questo capitolo."))
            body = f'<p class="quiet">{empty}</p>'
        listed = self._listing() if chapter.id == "sources" else ""
        head = f'<h2 id="{escape(chapter.id)}">{number(place)}. {escape(chapter.title)}</h2>'
        return f"<section>{head}\n{body}{_questions(chapter.questions)}{listed}</section>"

    # --- blocks ---------------------------------------------------------------------------------------
    def _block(self, block: Block) -> str:
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Picture):
            return self._picture(block)
        if isinstance(block, Points):
            kind = "ol" if block.ordered else "ul"
            items = "".join(f"<li>{self._words(item)}</li>" for item in block.items)
            marks = self._marks(block.notes)
            intro = f"<p>{self._words(block.intro)}{marks}</p>" if block.intro else ""
            after = f"<p>{marks}</p>" if marks and not intro else ""
            return f"{intro}<{kind}>{items}</{kind}>{after}"
        head = f"<h3>{own(block.heading)}</h3>" if block.heading else ""
        return f"{head}<p>{self._words(block.text)}{self._marks(block.notes)}</p>"

    def _table(self, block: Table) -> str:
        place = self.tables[block.id]
        head = "".join(
            f'<th scope="col"{_number_class(n in block.numeric)}>{escape(name)}</th>'
            for n, name in enumerate(block.columns)
        )
        rows = []
        for row, (first, *rest) in enumerate(block.rows):
            cells = "".join(
                f"<td{_number_class(n in block.numeric)}>{self._words(cell)}</td>"
                for n, cell in enumerate(rest, start=1)
            )
            marks = self._marks(block.beside_row(row))
            rows.append(f'<tr><th scope="row">{self._words(first)}{marks}</th>{cells}</tr>')
        caption = _("Tabella {n}").format(n=place) + f". {block.caption}"
        # a table of few rows is never parted from its head when it is printed
        short = " short" if len(block.rows) <= MOST_TOGETHER else ""
        return (
            f'<div class="fis-scroll{short}" tabindex="0" role="region" aria-label="{escape(caption)}" '
            f'id="table-{escape(block.id)}"><table><caption>{escape(caption)}{self._marks(block.notes)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        )

    def _picture(self, block: Picture) -> str:
        figure, place = block.figure, self.figures[block.id]
        data = base64.b64encode(figure.png).decode()
        caption = _("Figura {n}").format(n=place) + f". {figure.caption}"
        origin, numbers = escape(_("Fonte:")), escape(_("I dati della figura"))
        lines = "".join(f'<p class="fis-source">{origin} {inline(line)}</p>' for line in figure.sources)
        return (
            f'<figure class="fis-figure" id="figure-{escape(block.id)}"><img alt="{escape(figure.alt)}" '
            f'src="data:image/png;base64,{data}"><figcaption>{escape(caption)}{self._marks(block.notes)}{lines}'
            f"</figcaption><details open><summary>{numbers}</summary>"
            f"{table_html(figure.table, caption=figure.caption)}</details></figure>"
        )

    def _words(self, text: str) -> str:
        """Write any text, with what it refers to by name as a link to its number."""
        parts = _REFERENCE.split(text)
        written = [own(parts[0]) if parts[0] else ""]
        for kind, id, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            place = (self.tables if kind == "table" else self.figures).get(id)
            label = _("Tabella {n}") if kind == "table" else _("Figura {n}")
            if place is None:
                written.append(own(f"{{{kind}:{id}}}"))
            else:
                written.append(f'<a href="#{kind}-{id}">{escape(label.format(n=place))}</a>')
            written.append(own(after) if after else "")
        return "".join(written)

    # --- notes ----------------------------------------------------------------------------------------
    def _marks(self, notes: Iterable[Note]) -> str:
        return "".join(f" {self._mark(note)}" for note in dict.fromkeys(notes))

    def _mark(self, note: Note) -> str:
        place = self.notes[note]
        back = self.cited.setdefault(note, [])
        back.append(f"cite-{place}-{len(back) + 1}")
        label = escape(_("nota {n}").format(n=place))
        return f'<sup><a href="#note-{place}" id="{back[-1]}" aria-label="{label}">{place}</a></sup>'

    def _listing(self) -> str:
        kinds: dict[NoteKind, str] = {
            "source": _("Fonti pubblicate"),
            "assumption": _("Ipotesi"),
            "record": _("Scritto nel progetto"),
        }
        parts = []
        for kind, head in kinds.items():
            found = [(note, place) for note, place in self.notes.items() if note.kind == kind]
            items = "".join(
                f'<li id="note-{place}" value="{place}">{self._note(note)}</li>' for note, place in found
            )
            if items:
                parts.append(f'<h3>{escape(head)}</h3><ol class="notes">{items}</ol>')
        return "".join(parts)

    def _note(self, note: Note) -> str:
        words = own(note.text)
        if note.url.startswith(_SCHEMES):
            words = f'<a href="{escape(note.url)}">{words}</a>'
        label = _("torna al testo, richiamo {n}")
        back = [
            f'<a href="#{id}" aria-label="{escape(label.format(n=n))}">↑{n}</a>'
            for n, id in enumerate(self.cited.get(note, []), start=1)
        ]
        return f'{words} <span class="back">{" ".join(back)}</span>'


def _counted(ids: Iterable[str]) -> dict[str, int]:
    return {id: place for place, id in enumerate(ids, start=1)}


def _number_class(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _questions(questions: tuple[Question, ...]) -> str:
    if not questions:
        return ""
    parts = []
    for who, lesson, texts in grouped(questions):
        items = "".join(f"<li>{own(text)}</li>" for text in texts)
        parts.append(f"<p>{own(may_answer(who, lesson))}</p><ul>{items}</ul>")
    head = escape(_("Domande ancora aperte"))
    return f'<div class="open"><h3>{head}</h3>{"".join(parts)}</div>'


def _findings(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return ""
    items, parts, go = [], [], escape(_("Vai al capitolo"))
    for one in findings:
        link = f'<a href="#{escape(one.chapter)}">{go}</a>'
        lesson = escape(_("Aiuta la lezione {id}.").format(id=one.lesson)) if one.lesson else ""
        if one.part:
            parts.append(f"<li><strong>{own(one.part)}.</strong> {own(lacking(one))} {lesson} {link}.</li>")
            continue
        items.append(
            f"<li><strong>{escape(severity_label(one.severity).capitalize())}.</strong> {own(one.text)} "
            f"{own(one.reason)} {own(one.remedy)} {lesson} {link}.</li>"
        )
    head = escape(_("Che cosa manca e che cosa si contraddice"))
    listed = f"<ol>{''.join(items)}</ol>" if items else ""
    title = escape(_("Parti ancora vuote"))
    empty = f"<h3>{title}</h3><ul>{''.join(parts)}</ul>" if parts else ""
    return f'<section class="findings"><h2 id="findings">{head}</h2>{listed}{empty}</section>'


_CSS = """
.fis-own { white-space: pre-wrap; overflow-wrap: anywhere; }
body { max-width: 56rem; }
th .fis-own, td .fis-own { overflow-wrap: break-word; }
.fis-source { margin: .2em 0; font-weight: 400; font-size: .92rem; }
.open { margin: 1em 0; padding: .4em 1em; border: 1px solid #c5cedd; border-left: 6px solid #0b3d91;
        background: #f3f6fb; }
.open h3 { margin-top: .4em; }
.notes { overflow-wrap: anywhere; }
.back { white-space: normal; }
sup a { padding: 0 .15em; }
nav ol { margin: .3em 0; }
h2, h3, figure, .fis-scroll, li { scroll-margin-top: 1em; }
table { font-size: .92rem; }
th, td { overflow-wrap: break-word; hyphens: auto; }
figure.fis-figure img { max-height: 150mm; }
@media print {
  body { font-size: 10pt; }
  section > h2 { break-before: auto; }
  figure.fis-figure img { max-height: 105mm; }
  figure.fis-figure summary { display: none; }
  table { break-inside: auto; font-size: 8.5pt; }
  tr, li, .open h3 { break-inside: avoid; }
  h2, h3, .open p, p:has(+ ul) { break-after: avoid; }
  .short { break-inside: avoid; }
  .fis-scroll { overflow: visible; }
  .back { display: none; }
}
"""
