"""Elements of QTI 2.1, and how the Markdown of a question becomes some."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from fis_lessons.figures import inline, markdown

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p1.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"

# What Markdown makes, as far as QTI has it; of anything else the words stay
_KEPT = (
    "a blockquote br caption code em h1 h2 h3 h4 h5 h6 hr li ol p pre span strong sub sup table tbody td th thead "
    "tr ul"
)
_TAGS = frozenset(_KEPT.split())
_ATTRIBUTES = {"a": ("href",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan", "scope")}
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(
    tag: str, attributes: Mapping[str, str] | None = None, *children: ET.Element, text: str = ""
) -> ET.Element:
    """Make an element with what is in it."""
    made = ET.Element(tag, {name: _NOT_XML.sub("", value) for name, value in (attributes or {}).items()})
    made.text = _NOT_XML.sub("", text) or None
    made.extend(children)
    return made


def document(root: ET.Element) -> str:
    """Write a document of QTI."""
    root.set("xmlns", NAMESPACE)
    root.set("xmlns:xsi", INSTANCE)
    root.set("xsi:schemaLocation", f"{NAMESPACE} {SCHEMA}")
    return written(root)


def written(root: ET.Element) -> str:
    """Write a document: one line, for in a text a space counts."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def with_markdown(made: ET.Element, text: str) -> ET.Element:
    """Put a text of some paragraphs in an element."""
    return _filled(made, markdown(_NOT_XML.sub("", text)))


def with_line(made: ET.Element, text: str) -> ET.Element:
    """Put a line of text in an element."""
    return _filled(made, inline(_NOT_XML.sub("", text)))


def _filled(made: ET.Element, page: str) -> ET.Element:
    _append(made, BeautifulSoup(page, "html.parser").children)
    return made


def _append(made: ET.Element, nodes: Iterable[object]) -> None:
    for node in nodes:
        if isinstance(node, Tag) and node.name in _TAGS:
            kept = {name: str(node[name]) for name in _ATTRIBUTES.get(node.name, ()) if node.has_attr(name)}
            inside = element(node.name, kept)
            _append(inside, node.children)
            made.append(inside)
        elif isinstance(node, Tag):
            _say(made, str(node.get("alt") or ""))  # a picture without its file: what it says
            _append(made, node.children)
        elif isinstance(node, NavigableString):
            _say(made, str(node))


def _say(made: ET.Element, words: str) -> None:
    if len(made):
        made[-1].tail = (made[-1].tail or "") + words
    else:
        made.text = (made.text or "") + words
