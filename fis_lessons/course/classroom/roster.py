"""Read the list of a class: persons or teams, each with a folder and a seed of its own, every bad row told."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fis_lessons.course.lists import read_list, row_of, without_value
from fis_lessons.errors import PlaceError, Problem
from fis_lessons.exercises.handin import LONGEST_NAME, one_line, person_key
from fis_lessons.i18n import gettext as _
from fis_lessons.reading import Row, Table, is_summary
from fis_lessons.territory import Municipality, find

MOST_SEATS = 2_000
LARGEST_SEED = 99_999_999
"""Eight figures: a trainer reads it aloud, and two persons of a class hardly ever have the same."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("nome", "nomi", "nomeecognome", "cognomeenome", "nomecognome", "cognomenome", "nominativo"),
        *("partecipante", "partecipanti", "persona", "persone", "corsista", "allievo", "name", "fullname"),
        *("participant", "person", "learner", "firstname"),
    ),
    "surname": ("cognome", "surname", "lastname", "familyname"),
    "code": ("codice", "codicepersona", "matricola", "id", "code", "identifier"),
    "team": ("squadra", "gruppo", "squadre", "gruppi", "team", "group"),
    "place": ("comune", "ente", "comunediappartenenza", "municipality", "town"),
}
# a name with one of these is the name of a path, or breaks one somewhere
_PATH_SIGNS = re.compile(r"[/\\<>|*?\":]|\.\.")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10))}
)
_LONGEST_FOLDER = 50


@dataclass(frozen=True)
class Seat:
    """Who gets a variant: a person, or a team that works on one.

    Parameters
    ----------
    name
        As written, on one line, safe to show.
    folder
        Name of the folder: small letters, figures and hyphens, whatever the name is.
    key
        What the seed is made from: the code, where the list has codes, else the name. It does not change with the
        place in the list.
    row
        Of the list, as a person sees it; of a team, that of the first of it.
    members
        Of a team.
    place
        Whose course it is, where the list has a column of municipalities.
    astray
        Whether the list says a municipality that cannot be found: no variant is made.
    """

    name: str
    folder: str
    key: str
    row: int
    members: tuple[str, ...] = ()
    place: Municipality | None = None
    astray: bool = False

    def seed(self, base: int) -> int:
        """Return the seed of the variant, from that of the course.

        Examples
        --------
        >>> anna = Seat("Anna Rossi", "anna-rossi", "anna rossi", 2)
        >>> anna.seed(1) == anna.seed(1), anna.seed(1) == anna.seed(2)
        (True, False)
        """
        drawn = hashlib.sha256(f"{base}\0{self.key}".encode()).digest()
        return 1 + int.from_bytes(drawn[:8]) % LARGEST_SEED


@dataclass(frozen=True)
class Roster:
    """A class.

    Parameters
    ----------
    seats
        Who is in it, in the order of the list; also who has a municipality that cannot be found.
    problems
        What is wrong with the list, row by row.
    about_places
        Of the problems, those of municipalities: they matter only where each has a course of their own.
    """

    seats: tuple[Seat, ...]
    problems: tuple[Problem, ...] = ()
    about_places: frozenset[Problem] = frozenset()


def folder_name(name: str) -> str:
    """Name the folder of a person: nothing that a name holds leads anywhere else, on any system.

    Examples
    --------
    >>> folder_name("Nicolò D'Amico"), folder_name("../../etc"), folder_name("CON"), folder_name("Rossi A. ...")
    ('nicolo-d-amico', 'etc', 'persona-con', 'rossi-a')
    """
    bare = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in bare if not unicodedata.combining(sign))
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_FOLDER].strip("-")
    if not slug:  # a name in other letters than ours is a name all the same
        return "persona-" + hashlib.sha256(person_key(name).encode()).hexdigest()[:8]
    return f"persona-{slug}" if slug in _RESERVED else slug


def read_roster(path: Path) -> Roster:
    """Read a class: a workbook or a CSV with a column of names, of codes or of teams.

    Columns are known by their names: «Nome» (and «Cognome»), «Codice», «Squadra», «Comune». A team has one
    variant; who has none in the list works alone.

    Raises
    ------
    BuildError
        If the file cannot be read, has none of the columns, or is too long.
    """
    table = read_list(
        path,
        _NAMES,
        one_of=frozenset({"name", "surname", "code", "team"}),
        refusal=_("L'elenco della classe non si può leggere."),
        expected=_("una colonna «Nome», «Codice» o «Squadra»"),
        most=MOST_SEATS,
    )
    return _Reader(path, table).read()


class _Reader:
    """The rows of a list, one after the other, and what was found in those before."""

    def __init__(self, path: Path, table: Table) -> None:
        self.path = path
        self.table = table
        self.seats: dict[str, Seat] = {}
        self.rows: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.about_places: set[Problem] = set()

    def read(self) -> Roster:
        for row in self.table.body:
            found = list(self._row_problems(row))
            self.problems += found
            place, astray = self._place(row)
            if not found and any(self._cell(row, key) for key in _NAMES):
                self._take(row, place, astray=astray)
        return Roster(tuple(self.seats.values()), tuple(self.problems), frozenset(self.about_places))

    def _tell(self, row: Row, found: str, remedy: str = "", *, place: bool = False) -> None:
        problem = Problem(row_of(self.path, row), found, remedy=remedy)
        self.problems.append(problem)
        self.about_places |= {problem} if place else set()

    def _place(self, row: Row) -> tuple[Municipality | None, bool]:
        """Return the municipality of a row, and whether it says one that cannot be found."""
        at = self.table.columns.get("place")
        unread = list(without_value(row, () if at is None else (at,), where=row_of(self.path, row)))
        if unread:
            self.problems += unread
            self.about_places |= set(unread)
            return None, True
        said = self._cell(row, "place")
        try:
            return (find(said) if said else None), False
        except PlaceError as error:
            self._tell(row, error.on_one_line(), place=True)
            return None, True

    def _cell(self, row: Row, key: str) -> str:
        return one_line(row.text(self.table.columns.get(key)), limit=4 * LONGEST_NAME)

    def _person(self, row: Row) -> str:
        return " ".join(part for part in (self._cell(row, "name"), self._cell(row, "surname")) if part)

    def _row_problems(self, row: Row) -> Iterator[Problem]:
        where = row_of(self.path, row)
        names = [at for key, at in self.table.columns.items() if key != "place"]
        if unread := list(without_value(row, names, where=where)):
            yield from unread
            return
        person, team, code = self._person(row), self._cell(row, "team"), self._cell(row, "code")
        if not (person or team or code):
            if any(row.text(at) for at in range(len(row.cells))):
                yield Problem(where, _("non c'è il nome."), remedy=_("Scrivilo, o togli la riga."))
            return
        if person and not any(map(str.isalpha, person)):  # the figure of a total, the number of a row
            found = _("«{name}» non è un nome: non ha lettere.").format(name=person)
            remedy = _("Scrivi il nome, o togli la riga. Un numero di matricola va in «Codice».")
            yield Problem(where, found, remedy=remedy)
            return
        for name in (person, team, code):
            if is_summary(name):
                yield Problem(
                    where, _("«{name}» è una riga di somma.").format(name=name), remedy=_("Togli la riga.")
                )
            elif len(name) > LONGEST_NAME:
                expected = _("al massimo {count} caratteri").format(count=LONGEST_NAME)
                yield Problem(where, _("«{name}…» è troppo lungo.").format(name=name[:30]), expected)
            elif _PATH_SIGNS.search(name):
                better = (
                    re.sub(r"[\s.]*(?:[/\\<>|*?\":]|\.\.)[\s./\\]*", " ", name).strip(" .") or "Anna Rossi"
                )
                yield Problem(
                    where,
                    _("«{name}» ha segni che un nome non ha.").format(name=name),
                    remedy=_("Scrivi per esempio «{name}».").format(name=better),
                )

    def _take(self, row: Row, place: Municipality | None, *, astray: bool) -> None:
        person, team, code = self._person(row), self._cell(row, "team"), self._cell(row, "code")
        who = person or code
        if who:
            # the same code twice is the same person twice; without codes, so is the same name
            key = f"code:{person_key(code)}" if code else f"name:{_alike(person)}"
            if key in self.rows:
                self._again(row, code or person, self.rows[key], with_codes=bool(code))
                return
            self.rows[key] = row.number
        if team:
            self._team(row, team, who, place, astray=astray)
            return
        folder = folder_name(f"{person} {code}".strip())
        self._sit(row, Seat(who, folder, person_key(code or person), row.number, (), place, astray))

    def _team(self, row: Row, team: str, who: str, place: Municipality | None, *, astray: bool) -> None:
        key = f"team:{_alike(team)}"
        seat = self.seats.get(key)
        if seat is None:
            named, own = f"team:{person_key(team)}", (who,) if who else ()
            self._sit(row, Seat(team, folder_name(team), named, row.number, own, place, astray), key=key)
            return
        if not who:
            self._again(row, team, seat.row, with_codes=False)
            return
        if place is not None and seat.place is not None and place != seat.place:
            found = _("la squadra «{team}» alla riga {other} è di un altro Comune ({place}).")
            told = found.format(team=team, other=seat.row, place=seat.place.label)
            self._tell(row, told, _("Scrivi lo stesso Comune, o fai due squadre."), place=True)
        where = seat.place or place
        astray = where is None and (seat.astray or astray)
        self.seats[key] = replace(seat, members=(*seat.members, who), place=where, astray=astray)

    def _sit(self, row: Row, seat: Seat, *, key: str = "") -> None:
        other = next((one for one in self.seats.values() if one.folder == seat.folder), None)
        if other is None:
            self.seats[key or f"seat:{seat.key}"] = seat
            return
        found = _("«{name}» avrebbe la stessa cartella di «{other}» (riga {row}).")
        told = found.format(name=seat.name, other=other.name, row=other.row)
        self._tell(
            row, told, _("Se sono due persone, scrivi un codice diverso a ciascuna nella colonna «Codice».")
        )

    def _again(self, row: Row, name: str, first: int, *, with_codes: bool) -> None:
        remedy = (
            _("Togli una delle due righe, o correggi il codice.")
            if with_codes
            else _(
                "Se è la stessa persona togli la riga; se sono due, scrivi un codice a ciascuna in «Codice»."
            )
        )
        self._tell(row, _("«{name}» c'è già alla riga {row}.").format(name=name, row=first), remedy)


def _alike(name: str) -> str:
    """Return what two spellings of a name have in common, accents and signs apart."""
    return folder_name(name)
