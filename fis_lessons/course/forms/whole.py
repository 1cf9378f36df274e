"""A whole course on paper, in one page: what is in it, with the sheet of each, and then lesson after lesson."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

from fis_lessons.course.editions import Edition
from fis_lessons.course.forms.order import LongPage, Writer
from fis_lessons.course.forms.packing import file_name
from fis_lessons.course.forms.sheet_page import numbered_page
from fis_lessons.figures import escape
from fis_lessons.i18n import counted, number
from fis_lessons.i18n import gettext as _

_HEADING = re.compile(r"^h([1-5])$")
_NAMED = ("aria-labelledby", "aria-describedby", "headers", "for")
_NO_SHEET = "FIS-SHEET[{place}]"
_CSS = """
.part > h2 { margin-top: 0; border: 0; color: #0b3d91; font-size: 1.7em; }
.part h3 { margin: 1.4em 0 .4em; padding-top: .5em; border-top: 2px solid #c5cedd; font-size: 1.25em; }
.part h4, .part .question h4 { margin: 1em 0 .3em; font-size: 1.08em; }
.contents ol { columns: 1; padding-left: 0; list-style: none; }
.contents li { margin: .15em 0; break-inside: avoid-page; }
.contents a { display: flex; justify-content: space-between; gap: 1em; }
.contents .sheet { flex: 0 0 3em; text-align: right; font-variant-numeric: tabular-nums; }
table.minutes td, table.minutes thead th { text-align: right; }
table.minutes td:first-of-type, table.minutes th:nth-child(-n+2) { text-align: left; }
@media screen { .sheet { display: none; } }
@media print {
  nav.contents { display: block; }
  .part { break-before: page; }
  .part h3, .part h4 { break-after: avoid; }
}
"""


@dataclass(frozen=True)
class Part:
    """A lesson of a course on paper.

    Parameters
    ----------
    id
        Two digits.
    title
        Of the lesson.
    minutes
        How long it takes.
    page
        The lesson on paper, whole.
    """

    id: str
    title: str
    minutes: int
    page: str

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.id} · {self.title}"


@dataclass(frozen=True)
class Section:
    """A heading of a whole course: where it is in the page, what it says, and whose it is."""

    id: str
    text: str
    lesson: str


def write_course(
    writer: Writer, parts: Sequence[Part], *, edition: Edition, ending: str, name: str, css: str, table: bool
) -> None:
    """Write a course as one page, and as a PDF whose contents say on which sheet each section is.

    Parameters
    ----------
    writer
        Of the order.
    parts
        The lessons, in the order of the course.
    edition
        Whose.
    ending
        Of the file's name.
    name
        What it is: a handout.
    css
        Of the lessons' own pages.
    table
        A table of minutes in the place of the list of sections.
    """
    order, title = writer.order, _(writer.order.plan.title)
    bodies = [_body(part) for part in parts]
    sections = [one for body, part in zip(bodies, parts, strict=True) for one in _sections(body, part)]
    minutes = sum(part.minutes for part in parts)
    facts = [
        name,
        counted(len(parts), one=_("{count} lezione"), more=_("{count} lezioni")),
        _("{minutes} minuti").format(minutes=number(minutes)),
        *([_("Edizione per chi conduce")] if edition == "trainer" else []),
    ]
    licence = _("Testi con licenza CC BY 4.0, codice con licenza EUPL-1.2.")
    head = (
        f'<p class="facts">{escape(" · ".join(facts))}</p><h1>{escape(title)}</h1>'
        f'<p class="quiet">{escape(licence)}</p>'
    )
    first = _minutes(parts) if table else _contents(parts, sections)
    lessons = "\n".join(f'<section class="part">{body.decode_contents()}</section>' for body in bodies)
    foot = f"{name} · {title}"
    page = numbered_page(head + first + lessons, title=foot, footer=foot, order=order, css=css + _CSS)
    path = order.folder / edition / order.lang / f"{file_name(f'{title} {order.plan.case}')}{ending}"
    ids = [f"l{part.id}" for part in parts] if table else [one.id for one in sections]
    long = LongPage(
        again=lambda pdf: _with_sheets(page, sheets(pdf, ids), ids),
        places={one.id: one.text for one in sections},
    )
    writer.paper(path, _with_sheets(page, {}, ids), long=long)


# --- a lesson inside a course -----------------------------------------------------------------------
def _body(part: Part) -> Tag:
    """Take a lesson's page into a larger one: its headings a step lower, its names its own."""
    main = BeautifulSoup(part.page, "html.parser").main
    if main is None:
        raise LookupError("a page without content")
    for one in main.select("nav, p.quiet"):  # the course has its own
        if one.name == "nav" or one.find_parent("main") is one.parent:
            one.decompose()
    own = f"l{part.id}"
    for head in main.find_all(_HEADING):
        level = int(head.name[1])
        if level == 1:
            head["id"] = own
            head.string = part.name
        head.name = f"h{level + 1}"
    for tag in main.find_all(id=True):
        if tag["id"] != own:
            tag["id"] = f"{own}-{tag['id']}"
    for link in main.select('a[href^="#"]'):
        link["href"] = f"#{own}-{str(link['href'])[1:]}"
    for tag in main.find_all(_refers):
        for name in _NAMED:
            if name in tag.attrs:
                value = tag[name]
                names = value if isinstance(value, list) else str(value).split()
                tag[name] = " ".join(f"{own}-{one}" for one in names)
    return main


def _refers(tag: Tag) -> bool:
    return any(name in tag.attrs for name in _NAMED)


def _sections(body: Tag, part: Part) -> Iterator[Section]:
    yield Section(f"l{part.id}", part.name, part.id)
    for place, head in enumerate(body.find_all("h3")):
        if head.find_parent(class_="question"):
            continue
        head["id"] = head.get("id") or f"l{part.id}-sezione-{place}"
        yield Section(str(head["id"]), head.get_text(" ", strip=True), part.id)


# --- what is in it ----------------------------------------------------------------------------------
def _contents(parts: Sequence[Part], sections: Sequence[Section]) -> str:
    title = _("In questa dispensa")
    items = []
    for part in parts:
        first, *others = [one for one in sections if one.lesson == part.id]
        inner = "".join(f"<li>{_link(one)}</li>" for one in others)
        items.append(f"<li>{_link(first)}<ul>{inner}</ul></li>")
    return (
        f'<nav class="contents" aria-labelledby="contents"><h2 id="contents">{escape(title)}</h2>'
        f"<ol>{''.join(items)}</ol></nav>"
    )


def _link(one: Section) -> str:
    sheet = f'<span class="sheet">{_NO_SHEET.format(place=one.id)}</span>'
    return f'<a href="#{escape(one.id)}"><span>{escape(one.text)}</span>{sheet}</a>'


def _minutes(parts: Sequence[Part]) -> str:
    caption = _("Le lezioni e i loro minuti")
    titles = (_("Lezione"), _("Titolo"), _("Minuti"), _("Fino a qui"))
    columns = "".join(f'<th scope="col">{escape(one)}</th>' for one in titles)
    sheet = _("Pagina")
    columns += f'<th scope="col" class="sheet">{escape(sheet)}</th>'
    rows, total = [], 0
    for part in parts:
        total += part.minutes
        rows.append(
            f'<tr><th scope="row">{part.id}</th><td><a href="#l{part.id}">{escape(part.title)}</a></td>'
            f"<td>{number(part.minutes)}</td><td>{number(total)}</td>"
            f'<td class="sheet">{_NO_SHEET.format(place=f"l{part.id}")}</td></tr>'
        )
    hours = _("In tutto {minutes} minuti: {time}.").format(minutes=number(total), time=_in_hours(total))
    return (
        f'<h2>{escape(caption)}</h2><table class="minutes"><caption class="quiet">{escape(hours)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _in_hours(minutes: int) -> str:
    hours = counted(minutes // 60, one=_("{count} ora"), more=_("{count} ore"))
    rest = counted(minutes % 60, one=_("{count} minuto"), more=_("{count} minuti"))
    return _("{hours} e {minutes}").format(hours=hours, minutes=rest) if minutes % 60 else hours


def _with_sheets(page: str, found: dict[str, int], ids: Sequence[str]) -> str:
    """Write on which sheet each section is; on a page that is not printed there are no sheets."""
    for one in ids:
        page = page.replace(_NO_SHEET.format(place=one), number(found[one]) if one in found else "")
    return page


def sheets(pdf: bytes, ids: Sequence[str]) -> dict[str, int]:
    """Return the sheet each place of a printed page is on, from one; places nobody links to are not told."""
    from pypdf import PdfReader

    read: Any = PdfReader(io.BytesIO(pdf))
    found = {}
    for name, destination in read.named_destinations.items():
        if name.lstrip("/") in ids:
            found[name.lstrip("/")] = read.get_destination_page_number(destination) + 1
    return found
