r"""An Anki package, written as Anki reads it: a SQLite collection (its schema 11) in a zip.

By hand, with the standard library: genanki, which does it, has not been released since 2023 and brings a library
under the LGPL. Every Anki since 2.0 imports this form, and AnkiDroid and AnkiMobile too.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from fis_lessons.course.forms.packing import packed

_SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,
  left integer not null, odue integer not null, odid integer not null, flags integer not null,
  data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
  type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn on notes (usn);
CREATE INDEX ix_cards_usn on cards (usn);
CREATE INDEX ix_revlog_usn on revlog (usn);
CREATE INDEX ix_cards_nid on cards (nid);
CREATE INDEX ix_cards_sched on cards (did, queue, due);
CREATE INDEX ix_revlog_cid on revlog (cid);
CREATE INDEX ix_notes_csum on notes (csum);
"""
_CSS = """
.card { max-width: 40em; margin: 0 auto; padding: .5em 1em; font: 1.1em/1.5 sans-serif; text-align: left;
  color: #1a1a1a; background: #fff; }
.fis-where { margin: 0 0 1em; color: #495057; font-size: .85em; }
.fis-answer { margin-top: 1em; padding: .2em 1em; border-left: 6px solid #00573a; background: #edf7f1; }
.card.nightMode, .nightMode .card { color: #f1f3f5; background: #1b1b1b; }
.nightMode .fis-where { color: #c3cad3; }
.nightMode .fis-answer { border-color: #86dfb0; background: #12301f; }
table { border-collapse: collapse; } th, td { padding: .3em .6em; border: 1px solid #6b7686; }
"""
_SIGNS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "\"'\\")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Note:
    """A card to learn.

    Parameters
    ----------
    name
        What it is called for ever: a card that is imported again under this name is brought up to date.
    deck
        Deck, with ``::`` between a deck and the one inside it.
    fields
        Pieces of page, in the order of the kind.
    tags
        Without spaces.
    """

    name: str
    deck: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class NoteKind:
    """A kind of cards.

    Parameters
    ----------
    name, fields
        As the learner reads them in Anki.
    front, back
        Templates: ``{{field}}``.
    """

    name: str
    fields: tuple[str, ...]
    front: str
    back: str


def number_for(name: str) -> int:
    """Return a number for a name, always the same: what Anki tells decks and kinds apart by."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % (1 << 30)


def guid(name: str) -> str:
    """Return what Anki tells notes apart by: always the same for the same name.

    Examples
    --------
    >>> guid("lucca/it/08/did") == guid("lucca/it/08/did"), guid("a") == guid("b")
    (True, False)
    """
    rest = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    letters = []
    while rest:
        rest, place = divmod(rest, len(_SIGNS))
        letters.append(_SIGNS[place])
    return "".join(reversed(letters))


def harmless(page: str) -> str:
    r"""Take from a piece of page the signs that Anki obeys: formulas, sounds, fields of its own.

    Examples
    --------
    >>> harmless(r"<p>\(x\) [sound:a.mp3] {{c1::b}}</p>")
    '<p>&#92;(x&#92;) &#91;sound:a.mp3] &#123;&#123;c1::b}}</p>'
    """
    for sign in "\\[{":
        page = page.replace(sign, f"&#{ord(sign)};")
    return page.replace("\x1f", "").replace("\x00", "")


def anki_package(notes: Sequence[Note], *, kind: NoteKind, when: int) -> bytes:
    """Write cards as a package for Anki.

    Parameters
    ----------
    notes
        In the order to learn them.
    kind
        Of all of them.
    when
        Seconds since 1970: a later package brings an earlier one up to date.

    Returns
    -------
    bytes
        The same for the same cards and the same moment.
    """
    book = sqlite3.connect(":memory:")
    try:
        book.executescript(_SCHEMA)
        _write_collection(book, notes, kind, when)
        _write_notes(book, notes, kind, when)
        book.commit()
        content = book.serialize()
    finally:
        book.close()
    return packed({"collection.anki2": content, "media": "{}"})


def _write_collection(book: sqlite3.Connection, notes: Iterable[Note], kind: NoteKind, when: int) -> None:
    every = {step for note in notes for step in _steps(note.deck)}
    decks = {"1": _deck(1, "Default", when)}
    decks |= {str(number_for(name)): _deck(number_for(name), name, when) for name in sorted(every)}
    rows: tuple[Any, ...] = (
        *(1, when, when * 1000, when * 1000, 11, 0, 0, 0),
        json.dumps(_SETTINGS),
        json.dumps({str(number_for(kind.name)): _model(kind, when)}, ensure_ascii=False),
        json.dumps(decks, ensure_ascii=False),
        json.dumps({"1": _DECK_SETTINGS}),
        "{}",
    )
    book.execute(f"INSERT INTO col VALUES ({', '.join('?' * len(rows))})", rows)  # noqa: S608


def _steps(deck: str) -> list[str]:
    parts = deck.split("::")
    return ["::".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _write_notes(book: sqlite3.Connection, notes: Iterable[Note], kind: NoteKind, when: int) -> None:
    for place, note in enumerate(notes, start=1):
        number = when * 1000 + place
        first = _words(note.fields[0])
        tags = f" {' '.join(note.tags)} "
        model = number_for(kind.name)
        fields = "\x1f".join(map(harmless, note.fields))
        row = (number, guid(note.name), model, when, -1, tags, fields, first, _sum(first), 0, "")
        book.execute(f"INSERT INTO notes VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        card = (number, number, number_for(note.deck), 0, when, -1, 0, 0, place, *[0] * 8, "")
        book.execute(f"INSERT INTO cards VALUES ({', '.join('?' * len(card))})", card)  # noqa: S608


def _words(page: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", page)).split())


def _sum(words: str) -> int:
    return int(hashlib.sha1(words.encode(), usedforsecurity=False).hexdigest()[:8], 16)


def _model(kind: NoteKind, when: int) -> Mapping[str, Any]:
    template = {
        **{"name": kind.name, "ord": 0, "qfmt": kind.front, "afmt": kind.back, "did": None},
        **{"bqfmt": "", "bafmt": ""},
    }
    fields = [
        {"name": name, "ord": place, "font": "Arial", "size": 20, "media": [], "rtl": False, "sticky": False}
        for place, name in enumerate(kind.fields)
    ]
    return {
        **{"id": number_for(kind.name), "name": kind.name, "type": 0, "mod": when, "usn": -1, "sortf": 0},
        **{"did": 1, "tmpls": [template], "flds": fields, "css": _CSS, "latexPre": "", "latexPost": ""},
        **{"req": [[0, "any", [0]]], "tags": [], "vers": []},
    }


def _deck(number: int, name: str, when: int) -> Mapping[str, Any]:
    return {
        **{"id": number, "name": name, "mod": when, "usn": -1, "desc": "", "dyn": 0, "conf": 1},
        **{"collapsed": False, "browserCollapsed": False, "extendNew": 0, "extendRev": 0},
        **{key: [0, 0] for key in ("newToday", "revToday", "lrnToday", "timeToday")},
    }


_SETTINGS: Mapping[str, Any] = {
    **{"activeDecks": [1], "curDeck": 1, "addToCur": True, "collapseTime": 1200, "curModel": None},
    **{"dueCounts": True, "estTimes": True, "newBury": True, "newSpread": 0, "nextPos": 1},
    **{"sortBackwards": False, "sortType": "noteFld", "timeLim": 0},
}
_DECK_SETTINGS: Mapping[str, Any] = {
    **{"id": 1, "name": "Default", "mod": 0, "usn": 0, "autoplay": True, "maxTaken": 60, "replayq": True},
    **{"timer": 0, "dyn": False},
    "new": {
        "bury": True,
        "delays": [1, 10],
        "initialFactor": 2500,
        "ints": [1, 4, 7],
        "order": 1,
        "perDay": 20,
    },
    "rev": {
        "bury": True,
        "ease4": 1.3,
        "fuzz": 0.05,
        "ivlFct": 1,
        "maxIvl": 36500,
        "minSpace": 1,
        "perDay": 200,
    },
    "lapse": {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
}
