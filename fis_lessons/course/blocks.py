"""A cell of Markdown, cut into the pieces a translator works on, and put together again.

A piece is a heading, a paragraph, an item of a list, a line of a quotation or a row of a table, without
the signs in front of it. Code between fences, formulas between ``$$`` and the line under the head of a
table are not for translators.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_MARK = re.compile(r"(\s*(?:#{1,6}|[-*+]|\d+[.)]|>)\s+)(.*)")
_RULE = re.compile(r"\|?[\s:|-]+\|?")
_KEPT = re.compile(r"\]\(\s*([^)\s]*)[^)]*\)|(`+)(.+?)\2|<(https?://[^>]+)>", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A piece of a cell.

    Parameters
    ----------
    text
        What is written, without ``prefix``; lines of one paragraph stay together.
    prefix
        Signs of heading, item or quotation, as they stand in the cell.
    words
        Whether there is something to translate.
    """

    text: str
    prefix: str = ""
    words: bool = True


def blocks(source: str) -> list[Block]:
    r"""Cut a cell of Markdown; joining ``prefix + text`` of every block with line ends gives it back.

    Examples
    --------
    >>> [block.text for block in blocks("## Chi paga\n\n- il Comune\n- un privato") if block.words]
    ['Chi paga', 'il Comune', 'un privato']
    """
    found: list[Block] = []
    fence = ""
    formula = False
    for line in source.split("\n"):
        bare = line.strip()
        if fence:
            fence = "" if bare.startswith(fence) else fence
            found.append(Block(line, words=False))
        elif formula or bare.startswith("$$"):
            formula = formula != (bare.count("$$") == 1)
            found.append(Block(line, words=False))
        elif bare.startswith(("```", "~~~")):
            fence = bare[:3]
            found.append(Block(line, words=False))
        elif not bare or _RULE.fullmatch(line):
            found.append(Block(line, words=False))
        elif bare.startswith("|"):
            found.append(Block(line))
        elif mark := _MARK.match(line):
            found.append(Block(mark[2], prefix=mark[1]))
        elif found and _goes_on(found[-1]):
            found[-1] = Block(f"{found[-1].text}\n{line}", prefix=found[-1].prefix)
        else:
            found.append(Block(line))
    return found


def _goes_on(before: Block) -> bool:
    """Tell whether an ordinary line belongs to the block before it."""
    is_row = before.text.lstrip().startswith("|")
    is_heading = before.prefix.lstrip().startswith("#")
    return before.words and not is_row and not is_heading


def rewrite(source: str, translated: Callable[[str], str]) -> str:
    r"""Put a cell together again with each text replaced.

    Examples
    --------
    >>> rewrite("# Titolo\n\nTesto.", str.upper)
    '# TITOLO\n\nTESTO.'
    """
    return "\n".join(
        block.prefix + (translated(block.text) if block.words else block.text) for block in blocks(source)
    )


def untouchable(text: str) -> list[str]:
    """List what a translation must repeat as it is: addresses of links and words in code.

    Examples
    --------
    >>> untouchable("Vedi [la legge](https://example.org/l) e `case`.")
    ['case', 'https://example.org/l']
    """
    found = [link or code or address for link, _ticks, code, address in _KEPT.findall(text)]
    return sorted(piece.strip() for piece in found if piece.strip())
