"""The Markdown nearly every text of a lesson is written in: what needs more goes to the library that reads all.

Paragraphs, a list of one line an item, ``**strong**``, ``*stress*``, links to the web, escaped brackets. A lesson
whose texts hold nothing else opens without that library: importing it costs a twentieth of an opening. What is
written here is what the library would write, sign by sign: tests hold it over every text of every lesson.
"""

from __future__ import annotations

import html
import re

_TOKEN = re.compile(
    r"""(?P<escape>\\[!-/:-@[-`{-~])
    |\[(?P<words>(?:\\[!-/:-@[-`{-~]|[^][\\`*_<&!\n])+)\]\((?P<angle><)?(?P<url>https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+\.?(?:/[\w./?=&,%+#:@~-]*)?)(?(angle)>)\)
    |(?P<mark>\*{1,2})
    |(?P<text>[^][\\`*_<!&]+|!(?!\[)|&(?![#\w])|&amp;|(?<=[a-zA-Z0-9])_(?=[a-zA-Z0-9]))""",
    re.VERBOSE | re.ASCII,
)
_SPACED = re.compile(r"[^\S\n ]|\0| \n|\n |^\s|\s\Z|\]:")
_BEGINS_BLOCK = re.compile(r"[#>=~|+-]|\*(?!\*?[^\s*])|\d+[.)]|\s", re.ASCII)
_ITEM = re.compile(r"(?:-|(\d{1,9})\.) (.+)", re.ASCII)
_HALF_CODE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WORD = re.compile(r"\w")
_BEFORE, _AFTER = set(" \n(«“\"'’/–—"), set(" \n)»”\"'’/–—.,;:!?")


def simple(text: str) -> str | None:
    r"""Turn Markdown into HTML; None if it holds more than is read here.

    Examples
    --------
    >>> simple("**Chi** paga\n\n- uno\n- [due](<https://co-mix.it>)")
    '<p><strong>Chi</strong> paga</p>\n<ul>\n<li>uno</li>\n<li><a href="https://co-mix.it">due</a></li>\n</ul>\n'
    >>> simple("<b>") is None
    True
    """
    if _SPACED.search(text):
        return None
    pages = []
    before = ""
    for block in text.split("\n\n"):
        kind = block[:1] if _ITEM.match(block) else "p"
        page = _paragraph(block) if kind == "p" else _items(block)
        if page is None or (kind != "p" != before != ""):  # two lists in a row are one
            return None
        pages.append(page)
        before = kind
    return "".join(pages)


def _paragraph(block: str) -> str | None:
    if "|" in block or any(not line or _BEGINS_BLOCK.match(line) for line in block.split("\n")):
        return None
    words = simple_inline(block)
    return None if words is None else f"<p>{words}</p>\n"


def _items(block: str) -> str | None:
    found = [_ITEM.fullmatch(line) for line in block.split("\n")]
    numbers = [one[1] for one in found if one is not None]
    ordered = numbers[:1] != [None]
    if len(numbers) < len(found) or any((number is not None) != ordered for number in numbers):
        return None
    if ordered and numbers[0] != "1":
        return None
    items = []
    for one in found:
        line = one[2] if one is not None else ""
        words = None if _BEGINS_BLOCK.match(line) or "|" in line else simple_inline(line)
        if words is None:
            return None
        items.append(f"<li>{words}</li>\n")
    tag = "ol" if ordered else "ul"
    return f"<{tag}>\n{''.join(items)}</{tag}>\n"


def simple_inline(text: str) -> str | None:
    """Turn one piece of running text into HTML; None if it holds more than is read here."""
    if _SPACED.search(text):
        return None
    pages: list[str] = []
    open_: list[str] = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        page = _written(token, text, open_) if token is not None else None
        if token is None or page is None:
            return None
        pages.append(page)
        at = token.end()
    return None if open_ else "".join(pages)


def _written(token: re.Match[str], text: str, open_: list[str]) -> str | None:
    if token["mark"]:
        return _emphasis(token, text, open_)
    if token["url"]:
        if _HALF_CODE.search(token["url"]):
            return None
        words = re.sub(r"\\(.)", r"\1", token["words"])
        return f'<a href="{html.escape(token["url"])}">{_escaped(words)}</a>'
    return "&amp;" if token["text"] == "&amp;" else _escaped(token["text"] or token["escape"][1:])


def _emphasis(token: re.Match[str], text: str, open_: list[str]) -> str | None:
    """Open or close what is strong or stressed, where nobody can doubt which of the two it is."""
    mark = token["mark"]
    tag = "strong" if len(mark) == 2 else "em"
    before, after = text[: token.start()][-1:], text[token.end() :][:1]
    if after == "*" or (open_ and open_ != [mark]):
        return None
    if open_:
        sure = _WORD.match(before) or before in set('.!?»)"%€')
        if not sure or (after and after not in _AFTER):
            return None
        open_.pop()
        return f"</{tag}>"
    sure = _WORD.match(after) or (after in set("«(\"'.-") and before in {"", " ", "\n"})
    if not sure or (before and before not in _BEFORE):
        return None
    open_.append(mark)
    return f"<{tag}>"


def _escaped(words: str) -> str:
    return html.escape(words, quote=False).replace('"', "&quot;")
