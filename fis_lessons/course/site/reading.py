"""From the page of a built lesson to what a site needs of it: its content, its sections, its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from fis_lessons.course.manifest import Product, sha256_of_file
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _

_SOURCES = ("Fonti", "Sources")
# Said of a picture, a table or a control: read in its place, it would be found twice
_NOT_SEARCHED = ".fis-code, script, style"


@dataclass(frozen=True)
class Section:
    """A part of a lesson under one heading.

    Parameters
    ----------
    id
        Of the heading in the page; empty for what stands before the first.
    title
        The heading; the lesson's title for what stands before the first.
    text
        All its words, without marks.
    """

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class LessonPage:
    """A lesson of the site.

    Parameters
    ----------
    lesson, lang, title, minutes
        What it is.
    file
        Name of its page.
    competence
        The area of competence it works on.
    objectives
        What one can do at the end; empty where the lesson says so in its own words.
    banner
        For whom the page is.
    body
        Its content, cleaned when the lesson was built.
    sections
        In the order of the page.
    sources
        Content of its last section, if the lesson has one for the sources.
    """

    lesson: str
    lang: Language
    title: str
    minutes: int
    file: str
    competence: str
    objectives: tuple[str, ...]
    banner: str
    body: str
    sections: tuple[Section, ...]
    sources: str

    @property
    def contents(self) -> tuple[Section, ...]:
        """The sections with a heading."""
        return tuple(section for section in self.sections if section.id)


def read_pages(
    folder: Path, products: Iterable[Product], *, order: Sequence[str] = ()
) -> tuple[LessonPage, ...]:
    """Read the pages of a built course.

    Parameters
    ----------
    folder
        Of the course.
    products
        One edition of it, as the manifest lists them.
    order
        Lessons, as the course has them; one that is not there goes last, by its number.

    Raises
    ------
    BuildError
        With every page that is missing, or is not as it was built.
    """
    pages, problems = [], []
    for product in products:
        for name, digest in product.outputs.items():
            if not name.endswith(".html"):
                continue
            if sha256_of_file(folder / name) != digest:
                remedy = _("Prepara di nuovo il corso, poi il sito.")
                problems.append(
                    Problem(name, _("manca, o qualcuno l'ha cambiata."), _("la pagina preparata"), remedy)
                )
            else:
                pages.append(read_page((folder / name).read_text(encoding="utf-8"), product, Path(name).name))
    if problems:
        raise BuildError(_("Il sito non si può fare con queste pagine."), problems)
    places = {lesson: at for at, lesson in enumerate(order)}
    return tuple(
        sorted(pages, key=lambda page: (page.lang, places.get(page.lesson, len(places)), page.lesson))
    )


def read_page(html: str, product: Product, file: str) -> LessonPage:
    """Read one page, as :func:`fis_lessons.course.export.to_html` writes it."""
    soup = BeautifulSoup(html, "html.parser")
    content = _one(soup, ".fis-lesson")
    sections = tuple(_sections(content, title=product.title))
    competence = soup.select_one(".fis-competence strong")
    banner = soup.select_one(".fis-banner")
    return LessonPage(
        lesson=product.lesson,
        lang="en" if product.lang == "en" else "it",
        title=_one(soup, "header h1").get_text(" ", strip=True),
        minutes=product.minutes,
        file=file,
        competence=competence.get_text(" ", strip=True) if competence else "",
        objectives=tuple(item.get_text(" ", strip=True) for item in soup.select(".fis-objectives li")),
        banner=banner.get_text(" ", strip=True) if banner else "",
        body=content.decode_contents(),
        sections=sections,
        sources=_sources(content),
    )


def _one(soup: Tag, selector: str) -> Tag:
    found = soup.select_one(selector)
    if found is None:
        raise LookupError(f"the page has no {selector}")
    return found


def _sections(content: Tag, *, title: str) -> Iterator[Section]:
    """Cut the words of a page at its headings of second level."""
    heading, name, words = "", title, list[str]()
    for block in _blocks(content):
        if block.name == "h2":
            if words or heading:
                yield Section(heading, name, " ".join(words))
            heading, name, words = str(block.get("id", "")), block.get_text(" ", strip=True), []
        elif text := _words(block):
            words.append(text)
    if words or heading:
        yield Section(heading, name, " ".join(words))


def _blocks(content: Tag) -> Iterator[Tag]:
    """Give the pieces of a page, a piece that holds a heading piece by piece."""
    for child in content.find_all(recursive=False):
        if child.name != "h2" and child.find("h2") is not None:
            yield from _blocks(child)
        else:
            yield child


def _words(block: Tag) -> str:
    hidden = {id(tag) for tag in block.select(_NOT_SEARCHED)}
    if id(block) in hidden or block.name in ("script", "style"):
        return ""
    kept = [
        text.strip()
        for text in block.find_all(string=True)
        if text.strip() and not any(id(parent) in hidden for parent in text.parents)
    ]
    return " ".join(" ".join(kept).split())


def _sources(content: Tag) -> str:
    """Return what stands under the last heading called Sources."""
    heading = next(
        (h for h in reversed(content.find_all("h2")) if h.get_text(" ", strip=True) in _SOURCES), None
    )
    if heading is None:
        return ""
    parts = [str(sibling) for sibling in heading.find_next_siblings()]
    top = heading.parent
    while top is not None and top is not content:
        parts += [str(sibling) for sibling in top.find_next_siblings() if isinstance(sibling, Tag)]
        top = top.parent
    soup = BeautifulSoup("".join(parts), "html.parser")
    for tag in soup.find_all(id=True):
        del tag["id"]  # several lessons stand on one page: an identifier would be there twice
    for tag in soup.select(".fis-code"):
        tag.decompose()
    return str(soup)
