"""The table somebody is setting: who sits there, move by move, kept in the record, also from a pasted list."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, get_args

from fis_lessons.cases.labels import COMPULSORY_ROLES, Role, ServicePhase
from fis_lessons.classes import dataclass
from fis_lessons.dossier.moves import Moves
from fis_lessons.dossier.record_lines import LONGEST_TEXT
from fis_lessons.errors import FisError, MeasureError, ParameterError, Problem, ReadingError
from fis_lessons.i18n import counted, number
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.stakeholders.seats import HIGHEST, LOWEST, Kind, Seat, Table, review_table
from fis_lessons.reading import whole_from

Seats = tuple[Seat, ...]
PHASES: tuple[ServicePhase, ...] = get_args(ServicePhase)
ROLES: tuple[Role, ...] = tuple(role for role in get_args(Role) if role != "community")
"""That somebody is of the community, the kind says it."""
APART: tuple[tuple[Role, Role], ...] = (
    ("evaluator", "provider"),
    ("evaluator", "outcome_payer"),
    ("evaluator", "financier"),
    ("evaluator", "partner"),
    ("evaluator", "proposer"),
    ("provider", "outcome_payer"),
)
"""Whoever verifies neither gains nor loses by the result; nobody pays for the own results."""
LONGEST_NAME = 120
MOST = 1_000
"""Stakeholders; a table of more is a census."""
LONGEST_LINES = 200_000


def review(seats: Seats) -> Table:
    """Look at a table with the rules of the lesson.

    Raises
    ------
    MeasureError
        If nobody sits there.
    """
    return review_table(seats, roles=COMPULSORY_ROLES, phases=PHASES, apart=APART)


# --- the record -----------------------------------------------------------------------------------
def to_text(seats: Seats) -> str:
    """Write a table as the text the record keeps: a short row for each, so that hundreds fit."""
    rows = [
        [s.name, s.kind, s.power, s.interest, int(s.legitimacy), int(s.urgency), [*s.roles], [*s.phases]]
        for s in seats
    ]
    return json.dumps({"seats": rows}, ensure_ascii=False, separators=(",", ":"))


def from_text(text: object) -> Seats:
    """Read a table from the record.

    Raises
    ------
    MeasureError
        If it is not one.
    """
    try:
        rows: Any = json.loads(text)["seats"] if isinstance(text, str) else None
        return tuple(_from_row(row) for row in rows)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise MeasureError(_("Il tavolo salvato non si legge.")) from error


def _from_row(row: Any) -> Seat:
    name, kind, power, interest, legitimacy, urgency, roles, phases = row
    return Seat(
        name=name, kind=kind, power=power, interest=interest, legitimacy=bool(legitimacy), urgency=bool(urgency),
        roles=tuple(role for role in roles if role in ROLES),
        phases=tuple(phase for phase in phases if phase in PHASES),
    )  # fmt: skip


def in_words(text: str) -> str:
    """Write a kept table for whoever reads the whole project: a line for each, with power and interest."""
    try:
        seats = from_text(text)
    except MeasureError:
        return text.strip()
    return "\n".join(
        f"{place}. {one.name} ({one.power} × {one.interest})" for place, one in enumerate(seats, start=1)
    )


# --- a pasted list --------------------------------------------------------------------------------
@dataclass(frozen=True)
class Pasted:
    """A list that somebody pasted.

    Parameters
    ----------
    seats
        The lines that were read.
    left
        The lines that were not, as they were: nothing that was typed is lost.
    problems
        Why, line by line.
    """

    seats: Seats
    left: str
    problems: tuple[Problem, ...]


def read_lines(text: str, *, there: Iterable[str] = ()) -> Pasted:
    r"""Read a line for each stakeholder: name, power, interest, parted by a semicolon or a tab.

    A fourth cell may say the kind. The scores may be missing: then they are 3 and 3. An empty line says nothing.

    Parameters
    ----------
    text
        As it was pasted.
    there
        Names at the table already.

    Examples
    --------
    >>> read = read_lines("Famiglie; 1; 5; comunità\nScuola\n; 4; 4")
    >>> [(seat.name, seat.power, seat.interest, seat.kind) for seat in read.seats], read.left
    ([('Famiglie', 1, 5, 'community'), ('Scuola', 3, 3, 'third_sector')], '; 4; 4')
    """
    known = {name.casefold() for name in there}
    seats, left, problems = [], [], []
    for place, line in enumerate(text[:LONGEST_LINES].splitlines(), start=1):
        if not line.strip():
            continue
        try:
            seat = _from_line(line)
            if seat.name.casefold() in known:
                raise ParameterError("", [Problem("", _("«{name}» c'è già.").format(name=seat.name[:60]))])
        except FisError as error:
            left.append(line)
            where = _("riga {place}").format(place=number(place))
            problems += [
                Problem(where, f"{one.where}: {one.found}".strip(": "), one.expected, one.remedy)
                for one in error.problems
            ]
            continue
        known.add(seat.name.casefold())
        seats.append(seat)
    return Pasted(tuple(seats), "\n".join(left), tuple(problems))


def _from_line(line: str) -> Seat:
    cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
    name, scores, rest = cells[0], [cell for cell in cells[1:3] if cell], [cell for cell in cells[3:] if cell]
    problems = []
    if not name:
        problems.append(Problem(_("nome"), _("manca."), remedy=_("Scrivi chi è, prima dei punteggi.")))
    if len(name) > LONGEST_NAME:
        problems.append(
            Problem(
                _("nome"), _("è troppo lungo."), _("al massimo {n} lettere").format(n=number(LONGEST_NAME))
            )
        )
    read = []
    for label, cell in zip((_("potere"), _("interesse")), scores, strict=False):
        try:
            read.append(whole_from(cell, where=label, low=LOWEST, high=HIGHEST))
        except ReadingError as error:
            problems += error.problems
    kind = kind_of(" ".join(rest)) if rest else "third_sector"
    if kind is None:
        told = _("c'è «{text}».").format(text=" ".join(rest)[:60])
        expected = _("pubblico, Terzo settore, privato o comunità")
        problems.append(Problem(_("tipo"), told, expected, _("Scrivi: nome; potere; interesse; tipo.")))
    if problems:
        raise ParameterError(_("Questa riga non si legge."), problems)
    power, interest = (*read, 3, 3)[:2]
    return Seat(name=name, kind=kind or "third_sector", power=power, interest=interest)


_KIND_WORDS: dict[str, Kind] = {
    "pubblico": "public", "ente pubblico": "public", "public": "public", "public body": "public",
    "terzo settore": "third_sector", "ets": "third_sector", "third sector": "third_sector",
    "impresa sociale": "third_sector", "cooperativa sociale": "third_sector", "social enterprise": "third_sector",
    "privato": "private", "impresa": "private", "finanziatore": "private", "private": "private", "firm": "private",
    "comunità": "community", "comunita": "community", "community": "community", "cittadini": "community",
}  # fmt: skip


def kind_of(words: str) -> Kind | None:
    """Read the kind somebody wrote beside a name; nothing if it is none of the four.

    Examples
    --------
    >>> kind_of("Terzo settore"), kind_of("Impresa sociale"), kind_of("impresa"), kind_of("boh")
    ('third_sector', 'third_sector', 'private', None)
    """
    return _KIND_WORDS.get(words.casefold().strip())


# --- moves ----------------------------------------------------------------------------------------
class Setting(Moves[Seats]):
    """A table being set.

    Parameters
    ----------
    stored
        What the record holds, if anything.
    save
        Keeps a text; returns why it could not, or nothing.
    """

    def __init__(self, stored: object, save: Callable[[str], str]) -> None:
        super().__init__((), save=save)
        self.reload(stored)

    def reload(self, stored: object) -> None:
        """Take up the table the record holds now; the one there was can be had back by undoing."""
        if stored is None:
            return
        try:
            self.bring(from_text(stored))
            if self.seats:
                self.opening = _("Riprendi il tavolo da dove l'avevi lasciato.")
        except MeasureError:
            self.opening = _(
                "Il tavolo salvato non si legge più: cominci da uno vuoto. Il registro lo conserva com'era."
            )

    @property
    def seats(self) -> Seats:
        """Who sits there now."""
        return self.current

    def names(self) -> tuple[str, ...]:
        """Return the names in the order they came."""
        return tuple(seat.name for seat in self.seats)

    def seat(self, make: Callable[[], Seat], *, instead_of: str = "") -> str:
        """Add somebody, or write somebody again."""

        def made() -> Seats:
            new = make()
            taken = {name.casefold() for name in self.names() if name != instead_of}
            if new.name.casefold() in taken:
                raise ParameterError(
                    _("«{name}» è già al tavolo: sceglilo nel menu per cambiarlo.").format(name=new.name[:60])
                )
            if len(new.name) > LONGEST_NAME:
                words = _("Il nome è troppo lungo: al massimo {n} lettere.")
                raise ParameterError(words.format(n=number(LONGEST_NAME)))
            if instead_of:
                return tuple(new if one.name == instead_of else one for one in self.seats)
            return (*self.seats, new)

        return self.move(made, _("Soggetto cambiato.") if instead_of else _("Soggetto aggiunto."))

    def remove(self, name: str) -> str:
        """Take somebody away."""
        return self.move(
            lambda: tuple(one for one in self.seats if one.name != name), _("Soggetto tolto dal tavolo.")
        )

    def paste(self, text: str) -> tuple[str, str]:
        """Add a pasted list; return what to tell, and the lines that were not read."""
        found = read_lines(text, there=self.names())
        if not found.seats and not found.problems:
            return _(
                "L'elenco è vuoto: scrivi una riga per ogni soggetto, per esempio «Famiglie; 2; 5»."
            ), text
        before = self.current
        told = ""
        if found.seats:
            told = self.move(
                lambda: (*self.seats, *found.seats),
                counted(
                    len(found.seats),
                    one=_("{count} soggetto aggiunto."),
                    more=_("{count} soggetti aggiunti."),
                ),
            )
            if self.current == before:
                return told, text
            told += " " + _("Dove il tipo non c'era è «Terzo settore»: cambialo dal menu, se serve.")
        if found.problems:
            few = [str(problem) for problem in found.problems[:8]]
            rest = len(found.problems) - len(few)
            if rest:
                few.append(_("Altri problemi: {count}.").format(count=number(rest)))
            head = _("Queste righe restano qui sotto, da correggere:")
            told = "\n".join(filter(None, [told, head, *few]))
        return told, found.left

    # --- inside -----------------------------------------------------------------------------------
    def _text(self, whole: Seats) -> str:
        return to_text(whole)

    def _too_long(self, whole: Seats) -> str:
        if len(to_text(whole)) <= LONGEST_TEXT and len(whole) <= MOST:
            return ""
        words = _(
            "Il tavolo è diventato troppo grande per essere conservato ({count} soggetti). Unisci chi si "
            "somiglia, o accorcia i nomi. La mossa non è stata fatta."
        )
        return words.format(count=number(len(whole)))

    def _unsaved(self, reason: str) -> str:
        words = _("Non riesco a salvare in questa cartella ({reason}): copia il tavolo prima di chiudere.")
        return words.format(reason=reason)
