"""Pieces of a study on the screen: the same blocks the papers print, with their notes under them."""

from __future__ import annotations

from collections.abc import Iterable

from fis_lessons.dossier.own_words import own
from fis_lessons.dossier.study.content import Block, Note, Picture, Points, Said, Table, notes_of
from fis_lessons.figures import Html, captioned, escape
from fis_lessons.i18n import gettext as _

_SCHEMES = ("https://", "http://")


def on_screen(blocks: Iterable[Block]) -> Html:
    """Write some blocks for the screen; whatever is in them is shown as text.

    Parameters
    ----------
    blocks
        In the order shown; sources and assumptions are listed once, at the end.
    """
    listed = list(blocks)
    parts = [_shown(one) for one in listed]
    notes = tuple(dict.fromkeys(note for one in listed for note in notes_of(one)))
    if notes:
        parts.append(_listing(notes))
    return Html("".join(one.html for one in parts), "\n".join(one.text for one in parts if one.text))


def _shown(block: Block) -> Html:
    if isinstance(block, Table):
        rows = [[_cell(value) for value in row] for row in block.rows]
        return captioned(rows, columns=block.columns, caption=block.caption)
    if isinstance(block, Picture):
        return Html(block.figure.html, block.figure.text)
    if isinstance(block, Points):
        kind = "ol" if block.ordered else "ul"
        intro = f"<p>{own(block.intro)}</p>" if block.intro else ""
        items = "".join(f"<li>{own(item)}</li>" for item in block.items)
        lines = [block.intro, *(f"- {item}" for item in block.items)]
        return Html(f"{intro}<{kind}>{items}</{kind}>", "\n".join(filter(None, lines)))
    return _said(block)


def _said(block: Said) -> Html:
    head = f"<p><strong>{own(block.heading)}</strong></p>" if block.heading else ""
    words = "\n".join(filter(None, (block.heading, block.text)))
    return Html(f"{head}<p>{own(block.text)}</p>", words)


def _cell(value: str) -> Html:
    return Html(own(value), value)


def _listing(notes: tuple[Note, ...]) -> Html:
    head = escape(_("Fonti e ipotesi ({count})").format(count=len(notes)))
    items = "".join(f"<li>{_note(note)}</li>" for note in notes)
    words = "\n".join(
        f"{place}. {note.text} {note.url}".rstrip() for place, note in enumerate(notes, start=1)
    )
    return Html(f"<details><summary>{head}</summary><ol>{items}</ol></details>", f"{head}\n{words}")


def _note(note: Note) -> str:
    if note.url.startswith(_SCHEMES):
        return f'<a href="{escape(note.url)}">{escape(note.text)}</a>'
    return escape(note.text)
