"""Make a page safe and orderly: only harmless tags, one title, headings in order, tables with names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import nh3
from bs4 import BeautifulSoup, Tag

from fis_lessons.i18n import gettext as _


def _set(words: str) -> set[str]:
    return set(words.split())


# What a lesson needs and nothing that runs, loads or imitates the page's own parts
_TAGS = _set(
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre progress q s samp small span strong sub summary sup "
    "table tbody td tfoot th thead time tr u ul var"
)
# With these the content goes too: it was never meant to be read
_DROPPED = _set(
    "applet audio base button canvas embed form frame frameset head iframe input link map math meta noembed "
    "noframes noscript object option param plaintext script select style svg template textarea title video "
    "xmp"
)
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "aria-label", "aria-hidden", "role"},
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "div": {"tabindex"},
    "ol": {"start"},
    "details": {"open"},
    "progress": {"max", "value"},
    "time": {"datetime"},
    "abbr": {"title"},
}
_ROLES = frozenset({"region", "group", "img", "note"})
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SCHEMES = {"http", "https", "mailto", "data"}  # of data, only pictures: see _harmless
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
# A picture from elsewhere, left without its address: the page loads nothing
_LOST_PICTURE = re.compile(r"""<img(?:\s(?!src=)[a-z-]+="[^"]*")*\s*/?>""")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Heading:
    """An entry of the table of contents."""

    id: str
    text: str


def clean(html: str) -> str:
    """Keep only what a lesson's page needs: no script, no style, no form, nothing loaded from elsewhere.

    Examples
    --------
    >>> clean('<p onclick="x()">Ciao <script>x()</script><a href="javascript:x()">qui</a></p>')
    '<p>Ciao <a>qui</a></p>'
    """
    safe = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=_harmless,
        url_schemes=_SCHEMES,
        link_rel=None,  # said by local_links, and only of links that leave the course
    )
    return _LOST_PICTURE.sub("", safe)


def _harmless(_tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if _PICTURE.fullmatch(value) else None
    if name == "href":
        # browsers skip spaces and control characters inside a scheme
        return None if re.sub(r"[\x00-\x20]", "", value).lower().startswith("data:") else value
    if name == "role":
        return value if value in _ROLES else None
    if name == "tabindex":
        return value if value == "0" else None
    return value


def _value(tag: Tag, name: str) -> str:
    value = tag.attrs.get(name, "")
    return " ".join(value) if isinstance(value, list) else str(value)


def without_description(html: str) -> bool:
    """Tell whether a picture has no description at all (an empty one says "decoration")."""
    if "<img" not in html.lower():
        return False
    return any("alt" not in tag.attrs for tag in BeautifulSoup(clean(html), "html.parser").find_all("img"))


def headings_in_order(soup: BeautifulSoup, content: Tag) -> list[Heading]:
    """Put the headings of the content under the page's one title, and return the sections.

    A second title becomes a section; a skipped level is closed up; identifiers become unique.
    """
    sections: list[Heading] = []
    level = 1
    for tag in content.find_all(_HEADINGS):
        level = max(2, min(int(tag.name[1]), level + 1))
        tag.name = f"h{level}"
        if level == 2:
            sections.append(Heading(_value(tag, "id"), tag.get_text(" ", strip=True)))
    _unique_ids(soup)
    # read again: an identifier may just have changed
    return [Heading(_value(t, "id"), t.get_text(" ", strip=True)) for t in content.find_all("h2")]


def _unique_ids(soup: BeautifulSoup) -> None:
    seen: set[str] = set()
    for position, tag in enumerate(soup.find_all(_has_or_needs_id)):
        name = _value(tag, "id") or f"sezione-{position}"
        unique, count = name, 2
        while unique in seen:
            unique, count = f"{name}-{count}", count + 1
        seen.add(unique)
        tag["id"] = unique


def _has_or_needs_id(tag: Tag) -> bool:
    return "id" in tag.attrs or tag.name == "h2"


def name_tables(soup: BeautifulSoup, content: Tag) -> None:
    """Give every header cell its scope, and every table a place to scroll that a keyboard can reach."""
    for position, table in enumerate(content.find_all("table"), start=1):
        for cell in _header_cells(table):
            if not cell.get_text(strip=True):
                cell.name = "td"  # an empty header heads nothing
                cell.attrs.pop("scope", None)
            elif "scope" not in cell.attrs:
                cell["scope"] = "col" if cell.find_parent("thead") else "row"
        caption = table.find("caption")
        name = caption.get_text(" ", strip=True) if caption else ""
        name = name or _("Tabella {number}").format(number=position)
        parent = table.parent
        if parent is None or "fis-scroll" not in _value(parent, "class").split():
            parent = table.wrap(soup.new_tag("div"))
            parent["class"] = "fis-scroll"
        parent.attrs.update({"role": "region", "tabindex": "0", "aria-label": name})
        table["class"] = f"{_value(table, 'class')} fis-table".strip()


def _header_cells(table: Tag) -> Iterator[Tag]:
    if not table.find("thead"):
        first = table.find("tr")
        if isinstance(first, Tag) and all(cell.name == "th" for cell in first.find_all(["th", "td"])):
            for cell in first.find_all("th"):
                cell["scope"] = "col"
    yield from table.find_all("th")


def local_links(content: Tag) -> None:
    """Let links between lessons lead to pages, and say nothing about windows."""
    for tag in content.find_all("a", href=True):
        address = _value(tag, "href")
        if not _SCHEME.match(address) and address.split("#")[0].endswith(".ipynb"):
            tag["href"] = address.replace(".ipynb", ".html", 1)
        elif address.lower().startswith("http"):
            tag["rel"] = "noopener"
