"""Why a place was not found, and what may have been meant: every message of the search."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from fis_lessons.errors import PlaceError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.territory.index import area_of, today
from fis_lessons.territory.names import area_name, key, with_area, without_title
from fis_lessons.territory.places import ITALY, Area, Former, Municipality
from fis_lessons.territory.tables import by_code, members

SHOWN = 6
"""Candidates listed in a message."""


def quoted(text: str) -> str:
    """Write what a person typed: short, and without signs that cannot be printed."""
    shown = "".join(sign for sign in text if sign.isprintable())
    return shown if len(shown) <= 40 else shown[:39] + "…"


# --- not a name at all ----------------------------------------------------------------------------
def not_a_text(given: object) -> PlaceError:
    """Refuse what is not a text."""
    remedy = _('Scrivilo fra virgolette: "016024" o "Bergamo".')
    return PlaceError(
        _("Il nome o il codice di un comune va scritto come testo."),
        [Problem("", str(type(given).__name__), remedy=remedy)],
    )


def too_long(text: str) -> PlaceError:
    """Refuse a text longer than any name."""
    return PlaceError(
        _("Il testo è troppo lungo per essere il nome di un comune."),
        [
            Problem(
                quoted(text),
                _("{count} caratteri.").format(count=number(len(text))),
                remedy=_("Scrivi solo il nome, o il codice Istat di sei cifre."),
            )
        ],
    )


def empty() -> PlaceError:
    """Refuse a text without letters and digits."""
    return PlaceError(
        _("Manca il nome del comune."),
        [Problem("", _("nessuna lettera e nessuna cifra."), remedy=_("Scrivi il nome, o il codice Istat."))],
    )


# --- codes ----------------------------------------------------------------------------------------
def zero_lost(digits: str, place: Municipality) -> PlaceError:
    """Refuse an ISTAT code that lost its first zero."""
    return PlaceError(
        _("Il codice Istat di un comune ha sei cifre: «{digits}» ne ha {count}.").format(
            digits=digits, count=len(digits)
        ),
        [
            Problem(
                "",
                _("manca lo zero iniziale: succede quando un foglio di calcolo lo legge come numero."),
                remedy=_("Scrivi «{code}» se cerchi {place}.").format(code=place.istat, place=place.label),
            )
        ],
        [place.istat],
    )


def code_of_old(digits: str, place: Municipality) -> PlaceError:
    """Refuse an ISTAT code that a municipality had when its province was another."""
    return PlaceError(
        _("Il codice Istat «{digits}» non si usa più.").format(digits=digits),
        [
            Problem(
                "",
                _("era di {place} quando le province erano altre.").format(place=place.label),
                remedy=_("Scrivi «{code}».").format(code=place.istat),
            )
        ],
        [place.istat],
    )


def no_such_code(digits: str) -> PlaceError:
    """Refuse an ISTAT code nobody has."""
    return PlaceError(
        _("Nessun comune ha il codice Istat «{digits}».").format(digits=quoted(digits)),
        [_no_code(_("sei cifre, per esempio 016024"))],
    )


def no_such_cadastral(code: str) -> PlaceError:
    """Refuse a land-registry code nobody has."""
    return PlaceError(
        _("Nessun comune ha il codice catastale «{code}».").format(code=code),
        [_no_code(_("una lettera e tre cifre, per esempio A794"))],
    )


def _no_code(expected: str) -> Problem:
    return Problem(
        "",
        _("il codice non è nell'elenco del 2024"),
        expected=expected,
        remedy=_("Controlla il codice o cerca il comune per nome."),
    )


# --- names ----------------------------------------------------------------------------------------
def merged(wanted: str, former: Iterable[Former]) -> PlaceError:
    """Tell that a municipality merged into another, since when, and into which."""
    former = tuple(former)
    return PlaceError(
        _("«{text}» non è nell'elenco dei comuni di oggi.").format(text=quoted(wanted)),
        [_part_of(one) for one in former],
        dict.fromkeys(by_code()[one.now].label for one in former),
    )


def _part_of(one: Former) -> Problem:
    place = by_code()[one.now]
    found = (
        _("{former} non è più un comune dal {year}: oggi fa parte di {place}.")
        if one.year
        else _("{former} non è più un comune: oggi fa parte di {place}.")
    )
    return Problem(
        "",
        found.format(former=one.label, year=one.year, place=place.label),
        remedy=_("Scrivi «{place}», se vuoi i numeri del comune di oggi.").format(place=place.label),
    )


def several(wanted: str, found: tuple[Municipality, ...], former: tuple[Former, ...]) -> PlaceError:
    """Ask which of several places is meant."""
    labels = [place.label for place in found]
    named = [*labels, *(one.label for one in former)]
    problem = Problem(
        "",
        _("sono {count}: {names}.").format(count=number(len(named)), names=_listed(named)),
        remedy=_("Aggiungi la provincia, per esempio «{example}».").format(example=named[0]),
    )
    return PlaceError(
        _("Più di un comune si chiama «{text}».").format(text=quoted(wanted)),
        [problem, *(_part_of(one) for one in former)],
        dict.fromkeys([*labels, *(by_code()[one.now].label for one in former)]),
    )


def not_there(name: str, where: str, area: Area | None, found: tuple[Municipality, ...]) -> PlaceError:
    """Refuse a province or region that has no place of this name."""
    labels = [place.label for place in found]
    if area is None:
        message = _("Nessuna provincia si chiama «{text}».").format(text=quoted(where))
    elif area.level == "province":
        message = _("Nessun comune si chiama «{text}» in provincia di {province}.").format(
            text=quoted(name), province=area.name
        )
    else:
        message = _("Nessun comune si chiama «{text}» nella regione {region}.").format(
            text=quoted(name), region=area.name
        )
    known = _("comuni con quel nome: {names}.").format(names=_listed(labels))
    wide = area is not None and area.level == "region"
    remedy = _("Correggi la regione.") if wide else _("Correggi la provincia.")
    return PlaceError(message, [Problem("", known, remedy=remedy)], labels)


def only_a_province(wanted: str, area: Area, homonyms: tuple[Municipality, ...]) -> PlaceError:
    """Refuse the two letters of a province."""
    inside = members(area)
    # the chief town first: it is what most people mean
    first = sorted(inside, key=lambda place: (not place.is_capital, place.name))
    labels = [place.label for place in first[:SHOWN]]
    same_name = [place.label for place in homonyms]
    found = _("la provincia di {name} ha {count} comuni: {names}…")
    problems = [
        Problem(
            "",
            found.format(name=area.name, count=number(len(inside)), names=", ".join(labels)),
            remedy=_("Scrivi il nome del comune."),
        ),
        *(
            Problem(
                "", _("si chiama così anche un comune."), remedy=_("Scrivi «{place}».").format(place=label)
            )
            for label in same_name
        ),
    ]
    message = _("«{text}» è la sigla di una provincia, non il nome di un comune.").format(text=wanted)
    return PlaceError(message, problems, [*same_name, *labels])


def not_found(wanted: str) -> PlaceError:
    """Say that nobody has the name, and list the closest ones."""
    parted = with_area(wanted)
    named = [name for name in (wanted, parted[0] if parted else "") if name]
    # titles away first: «Comune di Begamo» looks like Bergamo, not like Comunanza
    forms = dict.fromkeys(form for name in named for form in (*without_title(name), area_name(name), name))
    area = area_of(wanted)
    # who writes a province or a region most often means its chief town
    chief = [place.label for place in (members(area) if area else ()) if place.is_capital]
    similar = (label for form in forms for label in _similar(form))
    candidates = list(dict.fromkeys((*chief, *similar)))[:SHOWN]
    problems = []
    if key(wanted) == key(ITALY.name) or area is not None:
        remedy = _("Scrivi il nome di un comune: provincia, regione e Italia le trovi nel confronto.")
        problems.append(Problem("", _("è un'area, non un comune."), remedy=remedy))
    if candidates:
        found = _("i nomi più vicini sono: {names}.").format(names=", ".join(candidates))
        problems.append(Problem("", found, remedy=_("Scegli uno di questi o controlla come è scritto.")))
    if not problems:
        remedy = _("Scrivi il nome ufficiale del comune, o il codice Istat di sei cifre.")
        problems.append(Problem("", _("nessun nome gli somiglia."), remedy=remedy))
    return PlaceError(
        _("Nessun comune si chiama «{text}».").format(text=quoted(wanted)), problems, candidates
    )


def _similar(wanted: str) -> list[str]:
    letters, names = key(wanted), today()
    # the very name, written beside a title; names whose first words it is («Reggio»); slips of the pen; any name
    # that begins so
    close = difflib.get_close_matches(letters, names.letters(), n=SHOWN, cutoff=0.75)
    begin = sorted(name for name in names.letters() if len(letters) > 2 and name.startswith(letters))
    found = [
        *names.exactly(letters),
        *names.beginning(wanted),
        *(place for name in (*close, *begin) for place in names.exactly(name)),
    ]
    return list(dict.fromkeys(place.label for place in found))[:SHOWN]


def no_such_area(wanted: str, areas: tuple[Area, ...], *, message: str) -> PlaceError:
    """Say that no province, or no region, has the name."""
    letters = key(area_name(wanted))
    close = difflib.get_close_matches(letters, [key(area.name) for area in areas], n=SHOWN, cutoff=0.6)
    names = [area.name for near in close for area in areas if key(area.name) == near]
    problem = (
        Problem(
            "",
            _("i nomi più vicini sono: {names}.").format(names=", ".join(names)),
            remedy=_("Scegli uno di questi."),
        )
        if names
        else Problem("", _("nessun nome gli somiglia."), remedy=_("Controlla come è scritto il nome."))
    )
    return PlaceError(message.format(text=quoted(wanted)), [problem], names)


def _listed(labels: list[str]) -> str:
    """Write a list that an abbreviation can make long."""
    return ", ".join(labels[:SHOWN]) + (", …" if len(labels) > SHOWN else "")
