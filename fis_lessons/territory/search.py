"""From what a person writes to the place that was meant, or to a message that helps."""

from __future__ import annotations

import re
import unicodedata

from fis_lessons.errors import PlaceError
from fis_lessons.i18n import gettext as _
from fis_lessons.territory import refusals
from fis_lessons.territory.index import NOBODY, area_of, gone, signs, today, was_in
from fis_lessons.territory.names import key, with_area
from fis_lessons.territory.places import Area, Former, Municipality
from fis_lessons.territory.tables import by_code, formers, labelled, municipalities, provinces, regions

LONGEST = 80
"""No name comes near this length; longer text is not looked for."""

_CADASTRAL = re.compile(r"[A-Za-z][0-9]{3}", re.ASCII)
_LABEL = re.compile(r"([^,]+) \(([A-Z]{2})\)")


def find(text: str) -> Municipality:
    """Find a municipality by name, by ISTAT code or by land-registry code.

    Read as people write it: capital letters, accents, apostrophes, hyphens, spaces and small words do not
    matter; nor do «Comune di», «Città di», abbreviations («S. Giovanni in Fiore»), I and J. Names in the other
    official language of the place are known, and names that changed from 2010 on. Two places of the same name
    are told apart by the province: ``"Livo (TN)"``. Nothing is guessed: what fits two places is asked, and a
    municipality that merged into another is told, with the other.

    Parameters
    ----------
    text
        Name, name with province or region beside it, six-digit ISTAT code, or land-registry code.

    Raises
    ------
    PlaceError
        If nothing fits or more than one place does; ``candidates`` holds what may have been meant.

    Examples
    --------
    >>> find("forli").name
    'Forlì'
    >>> find("016024").label
    'Bergamo (BG)'
    >>> find("Gemeinde Bozen").name
    'Bolzano'
    >>> find("Comune di S. Giovanni in Fiore").name, find("A794").name
    ('San Giovanni in Fiore', 'Bergamo')
    """
    wanted = _readable(text)
    # isascii: str.isdigit also says yes to superscripts and to the digits of other scripts
    if wanted.isascii() and wanted.isdigit():
        return _by_code(wanted)
    if _CADASTRAL.fullmatch(wanted):
        return _by_cadastral(wanted.upper())
    if (label := _LABEL.fullmatch(wanted)) and (exact := labelled(*label.groups())):
        return exact  # what we write ourselves needs no index of names
    sign = signs().get(wanted.upper())
    if sign is not None:
        return _by_sign(wanted, sign)
    name, where = with_area(wanted) or ("", "")
    if name in signs():  # «LU - Lucca»
        name, where = where, name
    # «Cameri NO» is not Camerino: the letters are the same, the words are not
    found = _beside(wanted, name, where) or _by_name(wanted) or _in_area(name, where)
    if found is None:
        raise refusals.not_found(wanted)
    return found


def is_place(text: str) -> bool:
    """Tell whether a text is the name of a municipality, as :func:`find` reads it.

    Examples
    --------
    >>> is_place("Lecco"), is_place("luca")
    (True, False)
    """
    try:
        find(text)
    except PlaceError:
        return False
    return True


def province(text: str) -> Area:
    """Find a province by its two letters or its name.

    Raises
    ------
    PlaceError
        If there is none; ``candidates`` holds close ones.

    Examples
    --------
    >>> province("NA").name, province("Città metropolitana di Reggio Calabria").sign
    ('Napoli', 'RC')
    """
    return _area(text, provinces(), _("Nessuna provincia si chiama «{text}»."))


def region(text: str) -> Area:
    """Find a region by its name.

    Raises
    ------
    PlaceError
        If there is none; ``candidates`` holds close ones.

    Examples
    --------
    >>> region("lombardia").code, region("Regione Emilia Romagna").code
    ('03', '08')
    """
    return _area(text, regions(), _("Nessuna regione si chiama «{text}»."))


def _area(text: object, areas: tuple[Area, ...], message: str) -> Area:
    wanted = _readable(text)
    found = area_of(wanted, areas)
    if found is None:
        raise refusals.no_such_area(wanted, areas, message=message)
    return found


def _readable(text: object) -> str:
    if not isinstance(text, str):
        raise refusals.not_a_text(text)
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if len(clean) > LONGEST:
        raise refusals.too_long(clean)
    if not key(clean):
        raise refusals.empty()
    return clean


def _by_code(digits: str) -> Municipality:
    codes = by_code()
    if digits in codes:
        return codes[digits]
    padded = digits.zfill(6)
    if len(digits) < 6 and padded in codes:
        # accepted silently, it would hide the very mistake that breaks joins between tables
        raise refusals.zero_lost(digits, codes[padded])
    for place in municipalities():
        if digits in place.former_codes:
            raise refusals.code_of_old(digits, place)
    merged = tuple(one for one in formers() if one.istat == digits)
    raise refusals.merged(digits, merged) if merged else refusals.no_such_code(digits)


def _by_cadastral(code: str) -> Municipality:
    found = next((place for place in municipalities() if place.cadastral == code), None)
    if found is not None:
        return found
    merged = tuple(one for one in formers() if one.cadastral == code)
    raise refusals.merged(code, merged) if merged else refusals.no_such_cadastral(code)


def _by_sign(wanted: str, area: Area) -> Municipality:
    homonyms = today().exactly(key(wanted))
    if homonyms and wanted != wanted.upper():
        # "Re" is a municipality; "RE" may be it, or the province of Reggio nell'Emilia
        return _only_one(wanted, homonyms)
    raise refusals.only_a_province(wanted, area, homonyms)


def _beside(wanted: str, name: str, where: str) -> Municipality | None:
    area = signs().get(where.upper())
    inside = [place for place in today().exactly(key(name)) if area is not None and area.contains(place)]
    return inside[0] if len(inside) == 1 and not today().has_words(wanted) else None


def _by_name(wanted: str) -> Municipality | None:
    here, found = today().look(wanted)
    there, merged = gone().look(wanted)
    if here == there == NOBODY:
        return None
    if there < here:  # nearer to what was written
        raise refusals.merged(wanted, merged)
    return _only_one(wanted, found, merged if there == here else ())


def _only_one(wanted: str, found: tuple[Municipality, ...], merged: tuple[Former, ...] = ()) -> Municipality:
    # who merged into a place of the same name is that place; who merged into another may be meant
    also = tuple(one for one in merged if by_code()[one.now] not in found)
    if len(found) == 1 and not also:
        return found[0]
    raise refusals.several(wanted, found, also)


def _in_area(name: str, where: str) -> Municipality | None:
    if not name:
        return None
    here, found = today().look(name)
    there, merged = gone().look(name)
    if here == there == NOBODY:
        return None
    if key(where) in ("comune", "citta"):
        return _by_name(name)
    area = area_of(where)
    inside = tuple(place for place in found if area is not None and area.contains(place))
    if inside:
        return _only_one(name, inside)
    left = tuple(one for one in merged if area is not None and was_in(one, area))
    if left:
        raise refusals.merged(name, left)
    raise refusals.not_there(name, where, area, found or tuple(by_code()[one.now] for one in merged))
