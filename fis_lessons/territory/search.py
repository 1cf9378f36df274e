"""From what a person writes to the place that was meant, or to a message that helps."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache

from fis_lessons.errors import PlaceError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.territory.places import ITALY, Area, Municipality
from fis_lessons.territory.tables import by_code, members, municipalities, provinces, regions

SHOWN = 6
"""Candidates listed in a message."""

LONGEST = 80
"""No name comes near this length; longer text is not looked for."""

# Names everybody uses and ISTAT does not.
_USUAL = {"reggioemilia": "035033", "reggiocalabria": "080063"}

_WITH_PROVINCE = re.compile(
    r"^(?P<name>.+?)\s*(?:\((?P<inside>[^()]+)\)|,\s*(?P<after>[^,()]+)|\s(?P<sign>[A-Z]{2}))$"
)


def find(text: str) -> Municipality:
    """Find a municipality by name or by ISTAT code.

    Capital letters, accents, apostrophes, hyphens and spaces do not matter; names in the other official
    language of the place are known. Two places of the same name are told apart by the province:
    ``"Livo (TN)"``.

    Parameters
    ----------
    text
        Name, name with province in brackets, or six-digit code.

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
    >>> find("Bozen").name
    'Bolzano'
    """
    wanted = _readable(text)
    # isascii: str.isdigit also says yes to superscripts and to the digits of other scripts
    if wanted.isascii() and wanted.isdigit():
        return _by_code(wanted)
    sign = _sign_only(wanted)
    if sign is not None:
        return sign
    found = _matching(wanted)
    if found:
        return _only_one(wanted, found)
    split = _WITH_PROVINCE.match(wanted)
    if split is not None:
        return _in_province(wanted, split["name"], split["inside"] or split["after"] or split["sign"])
    raise _not_found(wanted)


def province(text: str) -> Area:
    """Find a province by its two letters or its name.

    Raises
    ------
    PlaceError
        If there is none; ``candidates`` holds close ones.

    Examples
    --------
    >>> province("NA").name
    'Napoli'
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
    >>> region("lombardia").code
    '03'
    """
    return _area(text, regions(), _("Nessuna regione si chiama «{text}»."))


def key(text: str) -> str:
    """Reduce a name to its bare letters: what two spellings of it have in common.

    Examples
    --------
    >>> key("Forlì") == key("FORLI'") == key("forli")
    True
    >>> key("L’Aquila")
    'laquila'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum() and not unicodedata.combining(sign))


def _readable(text: object) -> str:
    if not isinstance(text, str):
        raise PlaceError(
            _("Il nome o il codice di un comune va scritto come testo."),
            [
                Problem(
                    "", str(type(text).__name__), remedy=_('Scrivilo fra virgolette: "016024" o "Bergamo".')
                )
            ],
        )
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if len(clean) > LONGEST:
        raise PlaceError(
            _("Il testo è troppo lungo per essere il nome di un comune."),
            [
                Problem(
                    _quoted(clean),
                    _("{count} caratteri.").format(count=number(len(clean))),
                    remedy=_("Scrivi solo il nome, o il codice Istat di sei cifre."),
                )
            ],
        )
    if not key(clean):
        raise PlaceError(
            _("Manca il nome del comune."),
            [
                Problem(
                    "", _("nessuna lettera e nessuna cifra."), remedy=_("Scrivi il nome, o il codice Istat.")
                )
            ],
        )
    return clean


def _quoted(text: str) -> str:
    # what a person typed is shown short and without signs that cannot be printed
    shown = "".join(sign for sign in text if sign.isprintable())
    return shown if len(shown) <= 40 else shown[:39] + "…"


def _by_code(digits: str) -> Municipality:
    codes = by_code()
    if digits in codes:
        return codes[digits]
    padded = digits.zfill(6)
    if len(digits) < 6 and padded in codes:
        # accepted silently, it would hide the very mistake that breaks joins between tables
        raise PlaceError(
            _("Il codice Istat di un comune ha sei cifre: «{digits}» ne ha {count}.").format(
                digits=digits, count=len(digits)
            ),
            [
                Problem(
                    "",
                    _("manca lo zero iniziale: succede quando un foglio di calcolo lo legge come numero."),
                    remedy=_("Scrivi «{code}» se cerchi {place}.").format(
                        code=padded, place=codes[padded].label
                    ),
                )
            ],
            [padded],
        )
    for place in municipalities():
        if digits in place.merged_from:
            raise PlaceError(
                _("Il codice Istat «{digits}» è di un comune che non esiste più.").format(digits=digits),
                [
                    Problem(
                        "",
                        _("oggi il suo territorio fa parte di {place}.").format(place=place.label),
                        remedy=_("Scrivi «{code}».").format(code=place.istat),
                    )
                ],
                [place.istat],
            )
    raise PlaceError(
        _("Nessun comune ha il codice Istat «{digits}».").format(digits=_quoted(digits)),
        [
            Problem(
                "",
                _("il codice non è nell'elenco del 2024"),
                expected=_("sei cifre, per esempio 016024"),
                remedy=_("Controlla il codice o cerca il comune per nome."),
            )
        ],
    )


@cache
def _names() -> dict[str, tuple[Municipality, ...]]:
    names: dict[str, dict[str, Municipality]] = {}
    for place in municipalities():
        for spelling in _spellings(place):
            names.setdefault(key(spelling), {})[place.istat] = place
    for usual, code in _USUAL.items():
        names.setdefault(usual, {})[code] = by_code()[code]
    return {spelling: tuple(places.values()) for spelling, places in names.items()}


@cache
def _signs() -> dict[str, Area]:
    return {area.sign: area for area in provinces()}


def _sign_only(wanted: str) -> Municipality | None:
    area = _signs().get(wanted.upper()) if len(wanted) == 2 else None
    if area is None:
        return None
    homonyms = _names().get(key(wanted), ())
    if homonyms and wanted != wanted.upper():
        # "Re" is a municipality; "RE" may be it, or the province of Reggio nell'Emilia
        return _only_one(wanted, homonyms)
    inside = members(area)
    # the chief town first: it is what most people mean
    first = sorted(inside, key=lambda place: (not place.is_capital, place.name))
    labels = [place.label for place in first[:SHOWN]]
    same_name = [place.label for place in homonyms]
    found = _("la provincia di {name} ha {count} comuni: {names}…")
    remedy = _("Scrivi il nome del comune.")
    problems = [
        Problem(
            "",
            found.format(name=area.name, count=number(len(inside)), names=", ".join(labels)),
            remedy=remedy,
        ),
        *(
            Problem(
                "", _("si chiama così anche un comune."), remedy=_("Scrivi «{place}».").format(place=label)
            )
            for label in same_name
        ),
    ]
    message = _("«{text}» è la sigla di una provincia, non il nome di un comune.").format(text=wanted)
    raise PlaceError(message, problems, [*same_name, *labels])


def _matching(wanted: str) -> tuple[Municipality, ...]:
    found = _names().get(key(wanted), ())
    if len(found) < 2:
        return found
    if wanted.isascii():
        same = tuple(place for place in found if _spaced(wanted) in {_spaced(n) for n in _spellings(place)})
    else:
        # who writes an accent means it: Paternò is not Paterno. The opposite does not hold.
        same = tuple(
            place for place in found if wanted.casefold() in {n.casefold() for n in _spellings(place)}
        )
    return same or found


def _spellings(place: Municipality) -> set[str]:
    if not place.other_name:
        return {place.name}
    return {place.name, place.other_name, f"{place.name}/{place.other_name}"}


def _spaced(name: str) -> str:
    # Treville and Tre Ville are two places
    return " ".join(key(word) for word in re.split(r"[\s'’`´/-]+", name))


def _only_one(wanted: str, found: tuple[Municipality, ...]) -> Municipality:
    if len(found) == 1:
        return found[0]
    labels = [place.label for place in found]
    raise PlaceError(
        _("Più di un comune si chiama «{text}».").format(text=_quoted(wanted)),
        [
            Problem(
                "",
                _("sono {count}: {names}.").format(count=number(len(labels)), names=", ".join(labels)),
                remedy=_("Aggiungi la provincia, per esempio «{example}».").format(example=labels[0]),
            )
        ],
        labels,
    )


def _in_province(wanted: str, name: str, where: str) -> Municipality:
    named = _names().get(key(name), ())
    if not named:
        raise _not_found(wanted)
    labels = [place.label for place in named]
    area = _signs().get(where.upper()) or next((a for a in provinces() if key(a.name) == key(where)), None)
    inside = tuple(place for place in named if area is not None and place.province_code == area.code)
    if inside:
        return _only_one(name, inside)
    if area is None:
        message = _("Nessuna provincia si chiama «{text}».").format(text=_quoted(where))
    else:
        message = _("Nessun comune si chiama «{text}» in provincia di {province}.").format(
            text=_quoted(name), province=area.name
        )
    found = _("comuni con quel nome: {names}.").format(names=", ".join(labels))
    raise PlaceError(message, [Problem("", found, remedy=_("Correggi la provincia."))], labels)


def _not_found(wanted: str) -> PlaceError:
    candidates = _similar_names(wanted)
    problems = []
    areas = (ITALY, *regions(), *provinces())
    wider = next((area for area in areas if key(area.name) == key(wanted)), None)
    if wider is not None:
        remedy = _("Scrivi il nome di un comune: provincia, regione e Italia le trovi nel confronto.")
        problems.append(Problem("", _("è un'area, non un comune."), remedy=remedy))
    if candidates:
        found = _("i nomi più vicini sono: {names}.").format(names=", ".join(candidates))
        problems.append(Problem("", found, remedy=_("Scegli uno di questi o controlla come è scritto.")))
    if not problems:
        remedy = _("Scrivi il nome ufficiale del comune, o il codice Istat di sei cifre.")
        problems.append(Problem("", _("nessun nome gli somiglia."), remedy=remedy))
    return PlaceError(
        _("Nessun comune si chiama «{text}».").format(text=_quoted(wanted)), problems, candidates
    )


def _similar_names(wanted: str) -> list[str]:
    letters, words = key(wanted), _spaced(wanted)
    names = _names()
    # "Reggio" first meets names whose first word it is, then slips of the pen, then any name that begins so
    first_word = [
        key(place.name) for place in municipalities() if _spaced(place.name).startswith(words + " ")
    ]
    close = difflib.get_close_matches(letters, names, n=SHOWN, cutoff=0.75)
    begin = sorted(name for name in names if len(letters) > 2 and name.startswith(letters))
    found = dict.fromkeys(place.label for name in (*first_word, *close, *begin) for place in names[name])
    return list(found)[:SHOWN]


def _area(text: object, areas: tuple[Area, ...], message: str) -> Area:
    wanted = _readable(text)
    for area in areas:
        if key(wanted) in (key(area.name), key(area.sign) or None):
            return area
    close = difflib.get_close_matches(key(wanted), [key(area.name) for area in areas], n=SHOWN, cutoff=0.6)
    names = [area.name for letters in close for area in areas if key(area.name) == letters]
    problem = (
        Problem(
            "",
            _("i nomi più vicini sono: {names}.").format(names=", ".join(names)),
            remedy=_("Scegli uno di questi."),
        )
        if names
        else Problem("", _("nessun nome gli somiglia."), remedy=_("Controlla come è scritto il nome."))
    )
    raise PlaceError(message.format(text=_quoted(wanted)), [problem], names)
