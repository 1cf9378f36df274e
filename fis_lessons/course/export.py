"""From an executed notebook to a page anybody can open: one file, nothing loaded, nothing run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from bs4 import BeautifulSoup, Tag
from nbformat import NotebookNode
from nbformat.v4 import new_output

from fis_lessons.course.editions import EDITIONS, Edition
from fis_lessons.course.notebooks import copied
from fis_lessons.course.page import (
    Heading,
    clean,
    headings_in_order,
    local_links,
    name_tables,
    without_description,
)
from fis_lessons.course.to_read import to_read
from fis_lessons.errors import BuildError, Problem
from fis_lessons.figures import escape
from fis_lessons.i18n import LANGUAGES, Language, use_language
from fis_lessons.i18n import gettext as _

# The richest form a page can show; a widget's own view needs a kernel, so its static form is taken
_SHOWN = ("text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain")
_PICTURES = frozenset({"image/svg+xml", "image/png", "image/jpeg"})
# Fewer sections than this need no table of contents
_SECTIONS_FOR_CONTENTS = 3


@dataclass(frozen=True)
class Link:
    """Where to go from a page: what is read, and the address relative to the page."""

    label: str
    href: str


@dataclass(frozen=True)
class _Page:
    """What the template is filled with, besides the cells; all plain text but ``css``."""

    lang: Language
    title: str
    course: str
    css: str
    banner: str
    competence: str = ""
    facts: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    previous: Link | None = None
    following: Link | None = None
    words: Mapping[str, str] = field(default_factory=dict)


def to_html(
    notebook: NotebookNode,
    *,
    lang: Language,
    title: str,
    edition: Edition | None = None,
    previous: Link | None = None,
    following: Link | None = None,
) -> str:
    """Write a lesson as one page that stands alone.

    The page loads nothing and runs nothing, and says so to the browser (a content security policy).
    Scripts, styles, forms and anything else that could do harm are taken out of texts and outputs.

    Parameters
    ----------
    notebook
        Executed. It is not changed.
    lang
        Language of the page.
    title
        Title, where the first cell has none of level one.
    edition
        Whom it is for; what the notebook's metadata say if not given.
    previous, following
        The lessons before and after this one.

    Raises
    ------
    BuildError
        With every picture that has no description.
    """
    which: Edition = edition or notebook.metadata.get("edition", "trainee")
    if which not in EDITIONS:
        raise ValueError(f"{which!r} is not one of {EDITIONS}")
    with use_language(lang):
        shown = reduced(to_read(notebook))
        page = _page(shown, lang=lang, title=title, edition=which, previous=previous, following=following)
        written, _resources = _exporter().from_notebook_node(shown, resources={"page": page})
        return _in_order(written)


def reduced(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook with one form of each output, the best a page can show.

    Raises
    ------
    BuildError
        With every picture that has no description.
    """
    result = copied(notebook)
    result.metadata.pop("widgets", None)
    problems: list[Problem] = []
    for cell in result.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = [shown for output in cell.outputs if (shown := _shown(output)) is not None]
        if any(_undescribed(output) for output in cell.outputs):
            problems.append(
                Problem(
                    _("cella {cell}").format(cell=cell.get("id", "?")),
                    _("una figura non ha descrizione."),
                    remedy=_("Mostrala con fis_lessons.figures.picture(…, alt=…)."),
                )
            )
    if problems:
        raise BuildError(
            _("La pagina non si può fare: chi non vede le figure non saprebbe che cosa dicono."), problems
        )
    return result


def _shown(output: NotebookNode) -> Any:
    if output.output_type not in ("display_data", "execute_result"):
        return output
    best = next((mime for mime in _SHOWN if mime in output.data), None)
    if best is None:
        return None
    content, metadata = output.data[best], output.get("metadata", {})
    if best in _PICTURES:
        alt = metadata.get(best, {}).get("alt") or metadata.get("alt")
        content, best = _image(best, str(content), alt=alt), "text/html"
    return new_output("display_data", data={best: content})


def _image(mime: str, content: str, *, alt: object) -> str:
    import base64

    data = base64.b64encode(content.encode()).decode() if mime == "image/svg+xml" else content
    described = f' alt="{escape(alt)}"' if alt else ""
    return f'<img src="data:{mime};base64,{escape(data)}"{described}>'


def _undescribed(output: NotebookNode) -> bool:
    return "data" in output and without_description(str(output.data.get("text/html", "")))


def _page(
    notebook: NotebookNode,
    *,
    lang: Language,
    title: str,
    edition: Edition,
    previous: Link | None,
    following: Link | None,
) -> _Page:
    about = notebook.metadata.get("fis", {})
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    objectives = tuple(str(line) for line in about.get("objectives", ()))
    return _Page(
        lang=lang,
        title=title,
        course=_("Lezioni FIS · welfare di comunità e misurazione d'impatto"),
        css=lesson_css(),
        banner=_banner(edition),
        competence=str(about.get("competence_area", "")),
        facts=tuple(_facts(about, edition)),
        # said once: most lessons list them in their own words, in the first cells
        objectives=() if all(_opening(line) in _letters(prose) for line in objectives) else objectives,
        previous=previous,
        following=following,
        words=_words(),
    )


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _opening(line: str) -> str:
    # a list in the text says the same with a comma more or a word less: how it begins tells
    return " ".join(_letters(line).split()[:4])


def _facts(about: Mapping[str, Any], edition: Edition) -> Iterable[str]:
    if about.get("id"):
        yield _("Lezione {id}").format(id=about["id"])
    if about.get("minutes"):
        yield _("{minutes} minuti").format(minutes=about["minutes"])
    yield _edition_name(edition)


def _edition_name(edition: str) -> str:
    return _("Edizione per chi conduce") if edition == "trainer" else _("Edizione per chi impara")


def _banner(edition: Edition) -> str:
    if edition == "trainer":
        return _(
            "Questa pagina è per chi conduce: contiene le note di conduzione e le risposte attese. "
            "Non darla a chi impara prima della lezione."
        )
    return _("Questa pagina è da leggere. Per rispondere e muovere i comandi apri la lezione in JupyterLab.")


def _words() -> dict[str, str]:
    return {
        "skip": _("Vai al contenuto"),
        "contents": _("In questa lezione"),
        "objectives": _("Alla fine saprai"),
        "competence": _("Area di competenza:"),
        "code": _("Mostra il codice"),
        "trainer": _("Per chi conduce"),
        "lessons": _("Altre lezioni"),
        "previous": _("Lezione precedente:"),
        "following": _("Lezione successiva:"),
        "licence": _("Testi con licenza CC BY 4.0, codice con licenza EUPL-1.2."),
    }


@cache
def lesson_css() -> str:
    """Return the style of a lesson's page and of its components."""
    components = (files("fis_lessons.figures") / "components.css").read_text(encoding="utf-8")
    return (templates() / "fis" / "page.css").read_text(encoding="utf-8") + components


def templates() -> Path:
    """Return the folder of the templates."""
    return Path(str(files("fis_lessons"))) / "course" / "templates"


def _exporter() -> Any:
    from nbconvert.exporters import HTMLExporter

    return HTMLExporter(
        template_name="fis",
        extra_template_basedirs=[str(templates())],
        exclude_anchor_links=True,
        filters={"clean": clean},
    )


def _in_order(written: str) -> str:
    """Give the page one title, headings in order, a table of contents and tables with names."""
    soup = BeautifulSoup(written, "html.parser")
    content = _find(soup, ".fis-lesson")
    first = content.find("h1")
    if first is not None:
        # the lesson's own title goes where a page has its title
        name = first.get_text(" ", strip=True)
        _find(soup, "header h1").string = name
        head = _find(soup, "head > title")
        head.string = f"{name} · {_find(soup, '.fis-kit').get_text(strip=True)}"
        first.decompose()
    sections = headings_in_order(soup, content)
    name_tables(soup, content)
    local_links(content)
    _fill_contents(soup, sections)
    return str(soup)


def _fill_contents(soup: BeautifulSoup, sections: list[Heading]) -> None:
    contents = _find(soup, ".fis-contents")
    if len(sections) < _SECTIONS_FOR_CONTENTS:
        contents.decompose()
        return
    _find(soup, ".fis-shell")["class"] = "fis-shell fis-two"
    listing = _find(contents, "ul")
    for section in sections:
        link = soup.new_tag("a", href=f"#{section.id}")
        link.string = section.text
        item = soup.new_tag("li")
        item.append(link)
        listing.append(item)


def _find(inside: Tag, selector: str) -> Tag:
    found = inside.select_one(selector)
    if found is None:
        raise LookupError(f"the template has no {selector}")
    return found


@dataclass(frozen=True)
class _Entry:
    """A lesson in the index: the pages and notebooks there are, by edition."""

    id: str
    title: str
    minutes: int
    rows: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


def course_index(manifest: Mapping[str, Any], *, lang: Language, edition: Edition = "trainee") -> str:
    """Write the first page of an edition of a built course: what it is, for whom, every lesson with its files.

    Parameters
    ----------
    manifest
        As :func:`fis_lessons.course.manifest.content` makes it.
    lang
        Language of the page.
    edition
        Whose page it is: it leads to no file of the other. The trainer's stands in the trainer's folder.
    """
    own = [product for product in manifest.get("products", ()) if product["edition"] == edition]
    loader = jinja2.FileSystemLoader(templates() / "fis")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    with use_language(lang):
        return environment.get_template("course.html.j2").render(
            lang=lang,
            title=_(str(manifest.get("title", ""))),
            css=lesson_css(),
            words=_index_words(),
            banner=_banner(edition) if edition == "trainer" else "",
            lessons=_entries(
                own,
                lang,
                folder="" if edition == "trainee" else f"{edition}/",
                order=manifest.get("lessons", ()),
            ),
        )


def _index_words() -> dict[str, str]:
    return {
        **_words(),
        "kit": _("Lezioni FIS · welfare di comunità e misurazione d'impatto"),
        "for_whom": _(
            "Per chi lavora in un Comune, o con un Comune, e vuole capire il welfare di comunità e misurarne "
            "i risultati. Non serve saper programmare."
        ),
        "how": _("Come si usa"),
        "read": _("Le pagine si leggono qui, nel browser, e si stampano. Non hanno bisogno della rete."),
        "do": _(
            "Per rispondere alle domande e muovere i comandi apri le lezioni in JupyterLab: "
            "scrivi in un terminale"
        ),
        "lessons": _("Le lezioni"),
        "lesson": _("Lezione"),
        "minutes": _("minuti"),
    }


def _entries(
    products: Iterable[Mapping[str, Any]], lang: Language, *, folder: str, order: Sequence[str]
) -> list[_Entry]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for product in products:
        found.setdefault(str(product["lesson"]), []).append(product)
    entries = []
    place = {lesson: at for at, lesson in enumerate(order)}
    for lesson, own in sorted(found.items(), key=lambda item: (place.get(item[0], len(place)), item[0])):
        # the title in the language of the page, if the course has that language
        first = next((product for product in own if product["lang"] == lang), own[0])
        rows = tuple(
            (_edition_name(which), tuple(_links(own, folder=folder)))
            for which in dict.fromkeys(product["edition"] for product in own)
        )
        entries.append(_Entry(lesson, str(first["title"]), int(first["minutes"]), rows))
    return entries


def _links(products: Iterable[Mapping[str, Any]], *, folder: str) -> Iterable[tuple[str, str, str]]:
    """Give label, address from the folder of the page, and language of each file, pages first."""
    kinds = {".html": _("pagina"), ".ipynb": _("notebook")}
    ordered = sorted(products, key=lambda product: LANGUAGES.index(product["lang"]))
    for product in ordered:
        for suffix, kind in kinds.items():
            for path in product["outputs"]:
                if path.endswith(suffix):
                    address = path.removeprefix(folder)
                    yield f"{_language_name(product['lang'])}, {kind}", address, product["lang"]


def _language_name(lang: str) -> str:
    return _("Inglese") if lang == "en" else _("Italiano")
