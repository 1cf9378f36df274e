"""One organisation under two spellings: what the names have in common, and which are probably the same.

Nothing is joined in silence: whoever wrote the names is shown the groups and decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

LONGEST = 200
"""Characters of a name that are looked at."""
_LEAST_LETTERS = 8
"""Shorter names that differ by one letter are two names: Alfa and Alba."""

# What a name keeps in its statute and loses in a meeting
_FORMS = frozenset({
    "srl", "srls", "spa", "sas", "snc", "scarl", "scrl", "scs", "onlus", "aps", "odv", "ets", "asd", "soc",
    "societa", "coop", "cooperativa", "sociale", "benefit", "sb",
})  # fmt: skip
_KINDS = {"ass": "associazione", "fond": "fondazione", "univ": "universita"}
_LINKS = frozenset({
    "di", "de", "del", "dei", "della", "delle", "dello", "degli", "dell", "da", "dal", "dalla", "e", "ed", "il",
    "lo", "la", "i", "gli", "le", "l", "d", "in", "a", "al", "per", "con",
})  # fmt: skip


def name_key(name: str) -> str:
    """Reduce the name of an organisation to what two spellings of it have in common.

    Capitals, accents, marks, articles, legal forms (``srl``, ``ETS``, ``società cooperativa sociale``) and the
    order of the words are left out. A name made only of those keeps them.

    Parameters
    ----------
    name
        As somebody wrote it.

    Returns
    -------
    str
        Empty if the name has no letter and no figure.

    Raises
    ------
    MeasureError
        If it is not a text.

    Examples
    --------
    >>> name_key("Coop. Soc. «Il Ponte» ONLUS"), name_key("Il Ponte, società cooperativa sociale")
    ('ponte', 'ponte')
    >>> name_key("Università di Bergamo") == name_key("Univ. Bergamo")
    True
    """
    require = Require(_("Questo nome non si può leggere."))
    written = require.text(name, _("nome"))
    require.stop()
    return _key(written[:LONGEST])


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    # S.r.l. and E.T.S. are one word; an apostrophe parts two
    joined = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", bare)
    words = [_KINDS.get(word, word) for word in re.findall(r"[^\W_]+", joined)]
    kept = [word for word in words if word not in _LINKS]
    telling = [word for word in kept if word not in _FORMS]
    return " ".join(sorted(telling or kept or words))


def spelled_alike(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Group the names that are probably of one organisation, spelled in two ways.

    Two names go together if they have the same :func:`name_key`, or if their keys have at least eight letters and
    one letter of difference: added, lost, or another. Names written in exactly the same way are one name here.

    Parameters
    ----------
    names
        In any order; names without letters are left out.

    Returns
    -------
    tuple of tuple of str
        Only the groups of two or more, each in the order given.

    Raises
    ------
    MeasureError
        If a name is not a text.

    Examples
    --------
    >>> spelled_alike(["Caritas diocesana", "Coop. Alfa", "Alfa soc. coop.", "Caritas Diocesna", "Alba"])
    (('Caritas diocesana', 'Caritas Diocesna'), ('Coop. Alfa', 'Alfa soc. coop.'))
    """
    require = Require(_("Questi nomi non si possono confrontare."))
    written = require.items(names, _("nomi"), of=str, expected=_("un elenco di nomi"))
    require.stop()
    listed = list(dict.fromkeys(name for name in written if _key(name[:LONGEST])))
    keys = [_key(name[:LONGEST]) for name in listed]
    head = list(range(len(listed)))
    meeting: dict[str, int] = {}
    for place, key in enumerate(keys):
        for one in _traces(key):
            other = meeting.setdefault(one, place)
            if other != place and _near(keys[other], key):
                _join(head, other, place)
    groups: dict[int, list[str]] = {}
    for place, name in enumerate(listed):
        groups.setdefault(_head(head, place), []).append(name)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _traces(key: str) -> Iterable[str]:
    """Give what a key leaves when a letter goes: two keys one letter apart leave a trace in common."""
    yield key
    if len(key) >= _LEAST_LETTERS:
        yield from {key[:place] + key[place + 1 :] for place in range(len(key))}


def _near(one: str, other: str) -> bool:
    """Tell whether two keys are the same, or at most one letter apart."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    # a figure is a name of its own: two districts, two schools of one town
    if len(short) < _LEAST_LETTERS or len(long) - len(short) > 1 or _figures(one) != _figures(other):
        return False
    first = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[first + (len(short) == len(long)) :] == long[first + 1 :]


def _figures(key: str) -> list[str]:
    return re.findall(r"\d+", key)


def _head(head: list[int], place: int) -> int:
    while head[place] != place:
        place = head[place]
    return place


def _join(head: list[int], one: int, other: int) -> None:
    first, second = sorted((_head(head, one), _head(head, other)))
    head[second] = first
