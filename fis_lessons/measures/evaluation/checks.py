"""Is this table fit to be estimated on? Every problem is collected, then told at once."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, get_args

import numpy as np
import pandas as pd

from fis_lessons.errors import MeasureError, Problem, ReadingError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Codes, Flags, Floats
from fis_lessons.measures.evaluation.columns import as_days, as_numbers, words
from fis_lessons.measures.evaluation.products import collinear
from fis_lessons.measures.evaluation.regression import Errors
from fis_lessons.measures.evaluation.timeline import Timeline, read_times
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import said
from fis_lessons.reading import is_blank, read_day

MOST_LEVELS = 60
"""A column of words with more different values than these is a name, not a category."""
MOST_ROWS = 20_000_000
"""Rows that counts may stand for."""


class Checks(Require):
    """Reads columns of a table, and remembers all that is wrong with them.

    Rows without weight are left out from the start: whatever is read is read of the others.

    Parameters
    ----------
    frame
        One row per observation.
    confidence
        Of the interval to come.
    weights
        Column of weights: none negative, not all zero.
    counts
        Column of whole numbers: how many equal rows each row stands for. It is repeated as often.

    Raises
    ------
    MeasureError
        At once, if there is no table or no row: nothing else could be checked.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        *,
        confidence: object = 0.95,
        weights: Hashable | None = None,
        counts: Hashable | None = None,
    ) -> None:
        super().__init__(_("Con questi dati la stima non si può fare."))
        if not isinstance(frame, pd.DataFrame):
            raise MeasureError(
                _("Serve una tabella di dati."),
                [Problem("frame", said(type(frame).__name__), expected=_("un DataFrame di pandas"))],
            )
        if frame.empty:
            raise MeasureError(
                _("La tabella è vuota."),
                [Problem("frame", _("nessuna riga"), remedy=_("Controlla il file o i filtri usati."))],
            )
        self.frame = frame
        self._roles: dict[Hashable, str] = {}
        self._copies: Codes | None = None
        self.confidence = self.number(
            confidence, "confidence", above=0, below=1, remedy=_("Di solito si usa 0,95.")
        )
        if counts is not None:
            self._repeat(self.amounts(counts, "counts"), f"counts={counts!r}")
        self.weight = None if weights is None else self.weights(weights)
        if self.weight is not None and not self.weight.all():
            live = self.weight > 0
            self.frame, self.weight = self.frame[live], self.weight[live]
            self._copies = None if self._copies is None else self._copies[live]

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.frame)

    def _repeat(self, times: Floats, where: str) -> None:
        if not self.fine:
            return
        odd = int(((times < 0) | (times != np.round(times))).sum())
        if odd or not times.any() or times.sum() > MOST_ROWS:
            self.problem(
                where,
                _("valori che non contano persone: {n}").format(n=number(odd))
                if odd
                else _("in tutto sono {n}").format(n=number(float(times.sum()))),
                expected=_("numeri interi da zero in su, in tutto al massimo {n}").format(
                    n=number(MOST_ROWS)
                ),
            )
            return
        whole = times.astype(np.intp)
        rows = np.repeat(np.arange(whole.size), whole)
        self.frame = self.frame.iloc[rows]
        self._copies = np.arange(rows.size) - np.repeat(np.cumsum(whole) - whole, whole)

    # --- a column -----------------------------------------------------------------------------------
    def _column(self, name: Hashable, role: str, *, shared: bool = False) -> pd.Series[Any] | None:
        where = f"{role}={name!r}"
        if not self.there(name):
            there = ", ".join(str(column) for column in self.frame.columns[:12])
            self.problem(
                where,
                _("questa colonna non c'è"),
                expected=_("una fra: {names}").format(names=there),
                remedy=_("Controlla come è scritto il nome."),
            )
            return None
        column = self.frame[name]
        if isinstance(column, pd.DataFrame):
            self.problem(
                where, _("più colonne hanno questo nome"), remedy=_("Dai un nome diverso a ciascuna.")
            )
            return None
        if not shared and self._roles.setdefault(name, role) != role:
            self.problem(
                where,
                _("la stessa colonna ha già un altro compito: {role}").format(role=self._roles[name]),
                remedy=_("Scegli due colonne diverse."),
            )
            return None
        missing = int(column.isna().sum())
        if not missing and column.dtype.kind == "f":
            missing = int(np.isnan(column.to_numpy(dtype=np.float64, na_value=np.nan)).sum())
        if missing:
            self._missing(where, missing)
            return None
        return column

    def _missing(self, where: str, how_many: int) -> None:
        self.problem(
            where,
            _("{n} valori mancanti su {rows}").format(n=number(how_many), rows=number(self.rows)),
            remedy=_("Togli quelle righe o completale, e scrivi nel rapporto che cosa hai fatto."),
        )

    def there(self, name: object) -> bool:
        """Tell whether the table has a column."""
        try:
            return isinstance(name, Hashable) and name in self.frame.columns
        except (TypeError, ValueError):  # a name that cannot be compared with others
            return False

    def amounts(self, name: Hashable, role: str) -> Floats:
        """Read a column of numbers; zeros where it cannot be read."""
        column = self._column(name, role)
        return np.zeros(self.rows) if column is None else self._as_numbers(column, f"{role}={name!r}")

    def _as_numbers(self, column: pd.Series[Any], where: str) -> Floats:
        values = as_numbers(column)
        if isinstance(values, tuple):
            self.problem(where, values[0], remedy=values[1])
            return np.zeros(self.rows)
        return values

    def score(self, name: Hashable, cutoff: object) -> tuple[Floats, float]:
        """Read a column of numbers or dates, and the threshold it is held against; dates become days."""
        column = self._column(name, "running")
        days = None if column is None else as_days(column)
        if column is None or days is None:
            values = np.zeros(self.rows) if column is None else self._as_numbers(column, f"running={name!r}")
            return values, self.number(cutoff, "cutoff")
        day = self.day(read_day(cutoff) if isinstance(cutoff, str) else cutoff, "cutoff")
        return days, (pd.Timestamp(day) - pd.Timestamp(0)) / pd.Timedelta(days=1)

    def kind_of_errors(self, errors: Errors, clusters: Hashable | None) -> Errors:
        """Read which standard errors are wanted; with groups there is one kind only."""
        kind: Errors = self.one_of(errors, "errors", get_args(Errors))
        if clusters is not None and kind != "HC2":
            self.problem(
                "errors",
                said(kind),
                expected=_("HC2, quando si indicano i gruppi"),
                remedy=_("Con clusters l'errore è sempre quello per gruppi (CR1)."),
            )
        return kind

    def outcome(self, name: Hashable) -> Floats:
        """Read the outcome: numbers that vary."""
        before = len(self.problems)
        values = self.amounts(name, "outcome")
        if len(self.problems) == before and values.min() == values.max():
            self.problem(
                f"outcome={name!r}",
                _("vale sempre {value}").format(value=said(float(values[0]))),
                remedy=_("Un esito che non cambia mai non può mostrare un effetto."),
            )
        return values

    def flags(self, name: Hashable, role: str, *, lacking: tuple[str, str]) -> Flags:
        """Read a column of 0 and 1, both present.

        Parameters
        ----------
        name, role
            The column and the argument it was given to.
        lacking
            What to say if there is no 0, and if there is no 1.
        """
        before = len(self.problems)
        values = self.amounts(name, role)
        if len(self.problems) > before:
            return np.zeros(self.rows, dtype=np.bool_)
        one: Flags = values == 1
        odd = values[~one & (values != 0)]
        if odd.size:
            some = ", ".join(f"{value:g}" for value in np.unique(odd)[:5])
            self.problem(
                f"{role}={name!r}",
                _("contiene anche {values}").format(values=some),
                expected=_("soltanto 0 e 1"),
                remedy=_("Metti 1 dove la condizione vale, 0 dove non vale."),
            )
        elif one.all() or not one.any():
            self.problem(
                f"{role}={name!r}",
                lacking[0] if one.all() else lacking[1],
                remedy=_("Servono tutti e due i gruppi per fare un confronto."),
            )
        return one

    def treated(self, name: Hashable) -> Flags:
        """Read who had the intervention."""
        return self.flags(
            name,
            "treated",
            lacking=(_("sono tutti trattati, nessuno di controllo"), _("nessuno è trattato")),
        )

    def post(self, name: Hashable) -> Flags:
        """Read which rows come after the start."""
        return self.flags(
            name,
            "post",
            lacking=(
                _("c'è un solo periodo: manca il prima"),
                _("c'è un solo periodo: manca il dopo"),
            ),
        )

    def labels(self, name: Hashable, role: str, *, at_least: int = 2) -> tuple[Codes, list[Any]]:
        """Read a column of names, of units or groups: a code per row, and the names in order."""
        column = self._column(name, role, shared=True)
        if column is None:
            return np.zeros(self.rows, dtype=np.intp), []
        try:
            codes, names = _numbered(column)
        except TypeError:  # lists, tables: they cannot be told apart
            self.problem(f"{role}={name!r}", said(column.iloc[0]), expected=_("numeri o testi"))
            return np.zeros(self.rows, dtype=np.intp), []
        self._enough(f"{role}={name!r}", len(names), at_least)
        if role == "unit" and self._copies is not None:
            codes = pd.factorize(codes * (int(self._copies.max()) + 1) + self._copies)[0]
        return codes.astype(np.intp), names

    def times(self, name: Hashable, role: str = "time") -> tuple[Codes, Timeline]:
        """Read a column of periods, in the order of time."""
        column = self._column(name, role, shared=True)
        if column is not None and not self._blank(column, f"{role}={name!r}"):
            try:
                codes, line = read_times(column)
            except ReadingError as error:
                for one in error.problems:
                    self.problem(f"{role}={name!r}", one.found, expected=one.expected, remedy=one.remedy)
            except TypeError:
                self.problem(f"{role}={name!r}", said(column.iloc[0]), expected=_("numeri, date o periodi"))
            else:
                self._enough(f"{role}={name!r}", len(line), 2)
                return codes, line
        return np.zeros(self.rows, dtype=np.intp), Timeline(())

    def _blank(self, column: pd.Series[Any], where: str) -> bool:
        """Tell texts of spaces only: missing values, for whoever left them."""
        if column.dtype.kind in "iufbM":
            return False
        empty = len(column[column.map(is_blank)])
        if empty:
            self._missing(where, empty)
        return empty > 0

    def _enough(self, where: str, found: int, at_least: int) -> None:
        if found < at_least:
            self.problem(
                where,
                _("valori diversi: {n}").format(n=number(found)),
                expected=_("almeno {n}").format(n=number(at_least)),
            )

    def weights(self, name: Hashable) -> Floats:
        """Read weights: none negative, not all zero."""
        before = len(self.problems)
        values = self.amounts(name, "weights")
        if len(self.problems) > before:
            return np.ones(self.rows)
        negative = int((values < 0).sum())
        if negative or not values.any():
            self.problem(
                f"weights={name!r}",
                _("{n} pesi negativi").format(n=number(negative))
                if negative
                else _("i pesi sono tutti zero"),
                expected=_("pesi non negativi, almeno uno positivo"),
            )
            return np.ones(self.rows)
        # only their ratios count, and tiny ones would be lost in squares
        return values if values.max() > 1e-100 else values / values.max()

    # --- covariates ---------------------------------------------------------------------------------
    def design(
        self, names: object, *, role: str = "covariates", every_level: bool = False
    ) -> tuple[Floats, list[str]]:
        """Read covariates: numbers and dates as they are, words as one 0/1 column per value but the first.

        Returns
        -------
        tuple
            A matrix of shape (rows, columns), and the name of each column.
        """
        parts: list[Floats] = []
        titles: list[str] = []
        listed = () if names is None else self.items(names, role, expected=_("un elenco di nomi di colonna"))
        for name in listed:
            column = self._column(name, role)
            if column is None:
                continue
            part, found = self._covariate(column, name, role, every_level)
            parts.append(part)
            titles += found
        matrix = np.hstack(parts) if parts else np.zeros((self.rows, 0))
        return matrix, titles

    def _covariate(
        self, column: pd.Series[Any], name: Hashable, role: str, every_level: bool
    ) -> tuple[Floats, list[str]]:
        where, nothing = f"{role}={name!r}", np.zeros((self.rows, 0))
        if not words(column):
            days = as_days(column)
            before = len(self.problems)
            values = self._as_numbers(column, where) if days is None else days
            return (values[:, None], [str(name)]) if len(self.problems) == before else (nothing, [])
        codes, levels = pd.factorize(column.astype(str), sort=True)
        if len(levels) > MOST_LEVELS:
            self.problem(
                where,
                _("{n} valori diversi").format(n=number(len(levels))),
                expected=_("al massimo {n} categorie").format(n=number(MOST_LEVELS)),
                remedy=_("Raggruppa i valori in poche categorie."),
            )
            return nothing, []
        if len(levels) == 1 and not every_level:
            self._says_nothing(where)
            return nothing, []
        first = 0 if every_level else 1
        flags = np.zeros((self.rows, len(levels) - first))
        at = np.flatnonzero(codes >= first)
        flags[at, codes[at] - first] = 1.0
        return flags, [f"{name}: {level}" for level in levels[first:]]

    def _says_nothing(self, where: str) -> None:
        self.problem(
            where,
            _("non varia, oppure ripete quello che dicono le altre colonne"),
            remedy=_("Toglila: non aggiunge informazione e impedisce la stima."),
        )

    def independent(self, matrix: Floats, titles: list[str], *, role: str = "covariates") -> None:
        """Refuse by name the columns that never vary or that repeat what the others say."""
        if self.problems:  # dummies of unread columns would only add noise
            return
        for title in collinear(matrix, titles):
            self._says_nothing(f"{role}={title!r}")


def _numbered(column: pd.Series[Any]) -> tuple[Codes, list[Any]]:
    try:
        codes, names = pd.factorize(column, sort=True)
    except TypeError:  # names that cannot be put in order, such as 3 and "c"
        codes, names = pd.factorize(column)
    return codes.astype(np.intp), list(names)
