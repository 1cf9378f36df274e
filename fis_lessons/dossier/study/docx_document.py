"""A study as the bytes of a Word document: its parts put together, in the order an office expects."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study import docx_pages as pages_of
from fis_lessons.dossier.study.content import Study
from fis_lessons.dossier.study.docx_body import Body, Heading, labels_of
from fis_lessons.dossier.study.docx_pages import is_wide
from fis_lessons.dossier.study.docx_styles import LOCALES, numbering, settings, styles
from fis_lessons.dossier.study.docx_table import planned
from fis_lessons.dossier.study.docx_xml import HEAD, element, field, paragraph, part, relations, run, w
from fis_lessons.dossier.study.draft import is_draft
from fis_lessons.i18n import gettext as _

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_STAMP = (1980, 1, 1, 0, 0, 0)  # the same study always gives the same bytes


@dataclass(frozen=True)
class Made:
    """A document, and the headings whose pages its table of contents names."""

    content: bytes
    headings: tuple[Heading, ...]


def make(study: Study, *, pages: Mapping[str, int] | None = None) -> Made:
    """Write a study whose texts are printable already, in the language in use.

    Parameters
    ----------
    study
        From :func:`~fis_lessons.dossier.study.cleaning.cleaned`.
    pages
        Of each heading, by its bookmark; without, the table of contents says that they are to be counted.
    """
    body = Body(labels_of(study))
    told = [*_pieces(study, body)]
    listed = pages_of.contents(body.headings, pages or {})
    opening = [*pages_of.front(study), paragraph("Normal", w("r", None, w("br", {"type": "page"}))), listed]
    parts = {
        "word/document.xml": part("document", w("body", None, *_sections(opening, told))),
        "word/styles.xml": styles(study.lang),
        "word/numbering.xml": numbering(body.ordered),
        "word/settings.xml": settings(study.lang),
        "word/footnotes.xml": _footnotes(body),
        "word/header1.xml": part("hdr", paragraph("Header", run(_running(study)))),
        "word/footer1.xml": part("ftr", paragraph("Footer", *_page_numbers())),
        "word/header2.xml": part("hdr", paragraph("Normal")),
        "word/footer2.xml": part("ftr", paragraph("Normal")),
        "word/_rels/document.xml.rels": relations(_relations(body)),
        "word/_rels/footnotes.xml.rels": relations(body.links_of(in_note=True)),
        "docProps/core.xml": _properties(study),
        "_rels/.rels": relations(
            [
                ("rId1", "officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
    }
    return Made(_packed(parts, body.pictures), tuple(body.headings))


def _pieces(study: Study, body: Body) -> Iterator[tuple[bool, str]]:
    """Yield every piece with whether its page lies."""
    names = {one.id: f"{n}. {one.title}" for n, one in enumerate(study.chapters, 1)}
    for text in pages_of.findings(study, body, names):
        yield False, text
    for position, one in enumerate(study.chapters):
        # a chapter that opens with a wide table has its heading on the same page
        first = bool(one.blocks) and is_wide(one.blocks[0])
        for text in pages_of.chapter(one, body, page=position == 0):
            yield first, text
        for block in one.blocks:
            lies = is_wide(block)
            for text in body.block(block):
                yield lies, text
        for text in pages_of.questions(one, body):
            yield False, text
    for text in pages_of.sources(study, body):
        yield False, text
    data = tuple(pages_of.figure_data(study))
    if data:
        yield False, body.heading(1, _("Allegato B. I dati delle figure"), numbered=False, page=True)
    for one_table in data:
        for text in body.table(one_table, planned(one_table)):
            yield is_wide(one_table), text


def _sections(opening: Iterable[str], pieces: Iterable[tuple[bool, str]]) -> Iterator[str]:
    """Put the pieces in sections: a new one each time the page turns on its side, or stands up again."""
    yield from opening
    lies, first = False, True
    for wide, text in pieces:
        if wide != lies:
            yield w("p", None, w("pPr", None, w("pStyle", {"val": "Section"}), _section(lies, first=first)))
            lies, first = wide, False
        yield text
    yield _section(lies, first=first)


def _section(lies: bool, *, first: bool) -> str:
    names = [
        ("header", "default", 1),
        ("header", "first", 2),
        ("footer", "default", 1),
        ("footer", "first", 2),
    ]
    heads = "".join(
        element(f"w:{what}Reference", {"w:type": kind, "r:id": f"rId{what.title()}{n}"})
        for what, kind, n in names
    )
    wide, high = (16838, 11906) if lies else (11906, 16838)
    size: dict[str, str | int] = {"w": wide, "h": high}
    margins = {
        "top": 1418,
        "right": 1134,
        "bottom": 1304,
        "left": 1134,
        "header": 680,
        "footer": 624,
        "gutter": 0,
    }
    return w(
        "sectPr",
        None,
        heads if first else "",
        w("pgSz", size | ({"orient": "landscape"} if lies else {})),
        w("pgMar", margins),
        w("titlePg") if first else "",
    )


def _running(study: Study) -> str:
    # a page that is copied alone must still say that it is an example, or a draft
    state = _("esempio didattico") if study.example else _("bozza") if is_draft(study) else ""
    names = (study.municipality, study.project or study.title, state)
    return " · ".join(text for text in names if text.strip())


def _page_numbers() -> list[str]:
    before, between = _("Pagina {page} di {pages}").split("{page}")
    return [run(before), field("PAGE", "1"), run(between.replace("{pages}", "")), field("NUMPAGES", "1")]


def _footnotes(body: Body) -> str:
    rules = [
        w("footnote", {"type": kind, "id": n}, w("p", None, w("r", None, w(mark))))
        for n, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    ]
    return part(
        "footnotes", *rules, *(w("footnote", {"id": n}, text) for n, text in enumerate(body.footnotes, 1))
    )


def _relations(body: Body) -> list[tuple[str, str, str]]:
    named = [
        ("Styles", "styles"),
        ("Numbering", "numbering"),
        ("Settings", "settings"),
        ("Footnotes", "footnotes"),
    ]
    return [
        *((f"rId{name}", kind, f"{kind}.xml") for name, kind in named),
        *((f"rId{kind.title()}{n}", kind, f"{kind}{n}.xml") for kind in ("header", "footer") for n in (1, 2)),
        *((f"rIdP{n}", "image", f"media/figure{n}.png") for n in range(1, len(body.pictures) + 1)),
        *body.links_of(in_note=False),
    ]


def _properties(study: Study) -> str:
    when = f"{study.date.isoformat()}T00:00:00Z"
    spaces = {
        "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    told = {
        "dc:title": " – ".join(text for text in (study.title, study.municipality) if text.strip()),
        "dc:subject": study.project,
        "dc:creator": study.officer or study.office or study.municipality,
        "dc:language": LOCALES[study.lang],
        "cp:version": str(study.version),
    }
    dates = [
        element(f"dcterms:{name}", {"xsi:type": "dcterms:W3CDTF"}, when) for name in ("created", "modified")
    ]
    return HEAD + element(
        "cp:coreProperties", spaces, *(element(name, {}, _text(text)) for name, text in told.items()), *dates
    )


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _packed(parts: Mapping[str, str], pictures: Iterable[bytes]) -> bytes:
    kinds = {
        "document": "document.main",
        "header1": "header",
        "header2": "header",
        "footer1": "footer",
        "footer2": "footer",
    }
    told = [
        element("Default", {"Extension": "rels", "ContentType": _RELATIONS}),
        element("Default", {"Extension": "xml", "ContentType": "application/xml"}),
        element("Default", {"Extension": "png", "ContentType": "image/png"}),
    ]
    for name in parts:
        stem = name.rsplit("/", 1)[-1].removesuffix(".xml")
        kind = f"{_MAIN}.{kinds.get(stem, stem)}+xml"
        if name == "docProps/core.xml":
            kind = "application/vnd.openxmlformats-package.core-properties+xml"
        if not name.endswith(".rels"):
            told.append(element("Override", {"PartName": f"/{name}", "ContentType": kind}))
    listed = HEAD + element("Types", {"xmlns": f"{_PACKAGE}/content-types"}, *told)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        files: dict[str, str | bytes] = {"[Content_Types].xml": listed, **parts}
        files |= {f"word/media/figure{n}.png": png for n, png in enumerate(pictures, 1)}
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
