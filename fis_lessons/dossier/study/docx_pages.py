"""The pages around the chapters of a study: front, contents, what is to be mended, open questions, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fis_lessons.dossier.study.asking import grouped, may_answer
from fis_lessons.dossier.study.content import (
    SEVERITIES,
    Chapter,
    Finding,
    Note,
    Picture,
    Study,
    Table,
    notes_of,
)
from fis_lessons.dossier.study.docx_body import Body, Heading
from fis_lessons.dossier.study.docx_table import planned
from fis_lessons.dossier.study.docx_xml import field, link_to, paragraph, run, val, w
from fis_lessons.dossier.study.draft import draft_words
from fis_lessons.dossier.study.findings_panel import lacking, severity_label
from fis_lessons.i18n import day
from fis_lessons.i18n import gettext as _

UNKNOWN_PAGE = "–"
"""What the table of contents says of a page that nobody has counted yet."""


def front(study: Study) -> Iterator[str]:
    """Write the front page; what is not known yet is a line to fill in."""
    yield paragraph("Municipality", run(study.municipality) or _line(_("Comune:")))
    yield paragraph("Title", run(study.title))
    yield paragraph("Subtitle", run(study.project) or _line(_("Progetto:")))
    for label, text in (
        (_("Ufficio:"), study.office),
        (_("A cura di:"), study.officer),
        (_("Data:"), day(study.date)),
        (_("Versione:"), str(study.version)),
    ):
        known = run(label, style="Strong") + run(f" {text}")
        yield paragraph("FrontLine", known if text.strip() else _line(label))
    warning = study.example or draft_words(study)
    if warning:
        yield paragraph("Notice", run(warning))


def _line(label: str) -> str:
    return run(f"{label} ", style="Strong") + w("r", None, w("tab"))


def contents(headings: Sequence[Heading], pages: Mapping[str, int]) -> str:
    """Write the table of contents, already filled: a line a heading, with its page if somebody has counted it."""
    shown = [heading for heading in headings if heading.level <= 2]
    lines = []
    for position, one in enumerate(shown):
        page = pages.get(one.name)
        told = run(f"{one.number}\t" if one.number else "") + run(one.text) + w("r", None, w("tab"))
        told += field(f"PAGEREF {one.name} \\h", str(page) if page else UNKNOWN_PAGE)
        start = _begin('TOC \\o "1-2" \\h \\z \\u') if position == 0 else ""
        end = w("r", None, w("fldChar", {"fldCharType": "end"})) if position == len(shown) - 1 else ""
        stop = w("tab", {"val": "left", "pos": 480 if one.level == 1 else 1200})
        more = w("tabs", None, stop) if one.number else ""
        lines.append(paragraph(f"TOC{one.level}", start, link_to(one.name, told), end, more=more))
    gallery = w("docPartObj", None, val("docPartGallery", "Table of Contents"), w("docPartUnique"))
    title = paragraph("TOCHeading", run(_("Sommario")))
    return w("sdt", None, w("sdtPr", None, gallery), w("sdtContent", None, title, *lines))


def _begin(instruction: str) -> str:
    whole = field(instruction, "")
    return whole.removesuffix(w("r", None, w("fldChar", {"fldCharType": "end"})))


def findings(study: Study, body: Body, chapters: Mapping[str, str]) -> Iterator[str]:
    """Write what is still to be mended, the gravest first, then the empty parts, a line each.

    Parameters
    ----------
    study, body
        What is written, and where.
    chapters
        Says how each chapter is called.
    """
    yield body.heading(1, _("Che cosa resta da sistemare"), numbered=False, page=True)
    if not study.findings:
        yield paragraph("Normal", run(_("I controlli non hanno trovato niente da sistemare.")))
        return
    for severity in SEVERITIES:
        found = [one for one in study.findings if one.severity == severity and not one.part]
        if found:
            yield body.heading(2, severity_label(severity), numbered=False)
            body.ordered += 1
            for one in found:
                yield from _finding(one, body, chapters)
    parts = [one for one in study.findings if one.part]
    if parts:
        yield body.heading(2, _("Parti ancora vuote"), numbered=False)
    for one in parts:
        told = f" {lacking(one)} " + _("Lezione che aiuta:") + f" {one.lesson}."
        yield paragraph("ListBullet", run(f"{one.part}.", style="Strong"), body.inline(told))


def _finding(one: Finding, body: Body, chapters: Mapping[str, str]) -> Iterator[str]:
    lines = [
        (_("Perché conta:"), one.reason),
        (_("Che cosa fare:"), one.remedy),
        (_("Capitolo:"), chapters.get(one.chapter, "")),
        (_("Lezione che aiuta:"), one.lesson),
    ]
    lines = [(label, text) for label, text in lines if text.strip()]
    yield body.item(body.inline(one.text), leads=bool(lines))
    for place, (label, text) in enumerate(lines, start=1):
        # a finding is read whole: its last line alone on a page says nothing
        keep = w("keepNext") if place < len(lines) else ""
        yield paragraph("ListContinue", run(f"{label} ", style="Strong"), body.inline(text), more=keep)


def chapter(one: Chapter, body: Body, *, page: bool) -> Iterator[str]:
    """Write the heading of a chapter, on a new page if so asked, and whether the programme asks for it."""
    yield body.heading(1, one.title, page=page)
    if one.fis:
        told = run(_("È uno dei cinque contenuti che il programma FIS chiedeva."))
        yield paragraph("Quiet", told, more=w("keepNext"))


def questions(one: Chapter, body: Body) -> Iterator[str]:
    """Write what a chapter still has to answer, and who could."""
    if not one.questions:
        return
    yield body.heading(2, _("Domande ancora aperte"))
    for who, lesson, texts in grouped(one.questions):
        yield paragraph("Normal", body.inline(may_answer(who, lesson)), more=w("keepNext"))
        for text in texts:
            yield paragraph("ListBullet", body.inline(text.strip()))


def sources(study: Study, body: Body) -> Iterator[str]:
    """Write the annex made by the machine: where everything comes from, and in which chapter it is used."""
    # the chapter on sources is a paragraph that introduces this list: alone it would leave its page empty
    page = not study.chapters or study.chapters[-1].id != "sources"
    yield body.heading(1, _("Allegato A. Elenco delle fonti e delle ipotesi"), numbered=False, page=page)
    words = _(
        "L'elenco è fatto in automatico: ogni fonte e ogni ipotesi compare una volta, con il numero della sua "
        "nota, che è lo stesso in tutto il documento, e con i capitoli che la usano."
    )
    yield paragraph("Normal", run(words))
    used: dict[Note, list[str]] = {}
    for number, one in enumerate(study.chapters, 1):
        for note in dict.fromkeys(note for block in one.blocks for note in notes_of(block)):
            used.setdefault(note, []).append(str(number))
    groups = (
        ("source", _("Fonti"), _("Non ci sono fonti pubblicate.")),
        ("assumption", _("Ipotesi"), _("Non ci sono ipotesi.")),
        ("record", _("Scritto da chi tiene il progetto"), _("Ancora niente.")),
    )
    for kind, title, nothing in groups:
        yield body.heading(2, title, numbered=False)
        found = [note for note in study.notes() if note.kind == kind]
        for note in found:
            where = ", ".join(used[note])
            listed = replace(note, text=note.text[:1].upper() + note.text[1:])  # alone on its line
            told = body.source(listed) + run(" " + _("[capitoli: {list}]").format(list=where))
            yield paragraph("ListBullet", body.number_of(note), told)
        if not found:
            yield paragraph("Normal", run(nothing))


def figure_data(study: Study) -> Iterator[Table]:
    """List the tables of the numbers that the pictures were drawn from, for the second annex."""
    for block in study.blocks():
        if isinstance(block, Picture):
            key = f"figure:{block.id}"
            frame = block.figure.table
            yield Table(
                id=f"data:{key}",
                caption=_("I dati della figura: {caption}").format(caption=block.figure.caption),
                columns=tuple(str(name) for name in frame.columns),
                rows=tuple(tuple(str(cell) for cell in row) for row in frame.itertuples(index=False)),
                numeric=tuple(
                    n for n in range(1, len(frame.columns)) if frame.iloc[:, n].map(_is_number).all()
                ),
            )


def is_wide(block: object) -> bool:
    """Say whether a block asks for a page that lies."""
    return isinstance(block, Table) and planned(block).landscape


def _is_number(cell: object) -> bool:
    # as printed: a sign, an amount, a percentage; words are not, and a dash alone says that there is none
    text = str(cell).strip()
    return text in ("–", "") or (
        any(one.isdigit() for one in text) and not re.search(r"[^\W\d_]{2}|,\s", text)
    )
