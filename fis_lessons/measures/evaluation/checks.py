"""Is this table fit to be estimated on? Every problem is collected, then told at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

HUGE = 1e100
"""Beyond this, squares overflow."""
MOST_LEVELS = 60
"""A column of words with more different values than these is a name, not a category."""


def told(where: str, found: str, *, expected: str = "", remedy: str = "") -> Problem:
    """Describe a problem, what was found closed by a full stop before what comes next."""
    more = bool(expected or remedy) and not found.endswith(".")
    return Problem(where, f"{found}." if more else found, expected=expected, remedy=remedy)


class Checks:
    """Reads columns of a table, and remembers all that is wrong with them.

    Parameters
    ----------
    frame
        One row per observation.
    confidence
        Of the interval to come.

    Raises
    ------
    MeasureError
        At once, if there is no table or no row: nothing else could be checked.
    """

    def __init__(self, frame: pd.DataFrame, *, confidence: float = 0.95) -> None:
        if not isinstance(frame, pd.DataFrame):
            raise MeasureError(
                _("Serve una tabella di dati."),
                [told("frame", type(frame).__name__, expected=_("un DataFrame di pandas"))],
            )
        if frame.empty:
            raise MeasureError(
                _("La tabella è vuota."),
                [told("frame", _("nessuna riga"), remedy=_("Controlla il file o i filtri usati."))],
            )
        self.frame = frame
        self.problems: list[Problem] = []
        self._roles: dict[Hashable, str] = {}
        if not is_number(confidence) or not 0 < confidence < 1:
            self.problem("confidence", f"{confidence}", remedy=_("Di solito si usa 0,95."))

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.frame)

    def problem(self, where: str, found: str, *, expected: str = "", remedy: str = "") -> None:
        """Add one problem to the list."""
        self.problems.append(told(where, found, expected=expected, remedy=remedy))

    def stop(self) -> None:
        """Raise if anything was found."""
        if self.problems:
            raise MeasureError(_("Con questi dati la stima non si può fare."), self.problems)

    def _column(self, name: Hashable, role: str, *, shared: bool = False) -> pd.Series[Any] | None:
        where = f"{role}={name!r}"
        if not isinstance(name, Hashable) or name not in self.frame.columns:
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
        if missing:
            self.problem(
                where,
                _("{n} valori mancanti su {rows}").format(n=number(missing), rows=number(self.rows)),
                remedy=_("Togli quelle righe o completale, e scrivi nel rapporto che cosa hai fatto."),
            )
            return None
        return column

    def numbers(self, name: Hashable, role: str) -> Floats:
        """Read a column of numbers; zeros where it cannot be read."""
        column = self._column(name, role)
        if column is None:
            return np.zeros(self.rows)
        return self._as_numbers(column, f"{role}={name!r}")

    def _as_numbers(self, column: pd.Series[Any], where: str) -> Floats:
        try:
            if _not_numbers(column):
                raise ValueError
            values = column.to_numpy(dtype=np.float64)
        except (TypeError, ValueError):
            example = next((str(v) for v in column if isinstance(v, str)), str(column.iloc[0]))
            self.problem(
                where,
                _("non sono numeri, per esempio «{value}»").format(value=example[:40]),
                remedy=_("Converti la colonna in numeri prima della stima."),
            )
            return np.zeros(self.rows)
        if (np.abs(values[np.isfinite(values)]) > HUGE).any():
            self.problem(
                where, _("contiene valori enormi"), remedy=_("Esprimili in un'altra unità di misura.")
            )
            return np.zeros(self.rows)
        if not np.isfinite(values).all():
            self.problem(
                where,
                _("contiene valori infiniti"),
                remedy=_("Di solito nascono da una divisione per zero: correggili all'origine."),
            )
            return np.zeros(self.rows)
        return values

    def outcome(self, name: Hashable) -> Floats:
        """Read the outcome: numbers that vary."""
        before = len(self.problems)
        values = self.numbers(name, "outcome")
        if len(self.problems) == before and values.min() == values.max():
            self.problem(
                f"outcome={name!r}",
                _("vale sempre {value}").format(value=f"{values[0]:g}"),
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
        column = self._column(name, role)
        if column is None:
            return np.zeros(self.rows, dtype=np.bool_)
        values = self._as_numbers(column, f"{role}={name!r}")
        if len(self.problems) > before:
            return np.zeros(self.rows, dtype=np.bool_)
        odd = values[(values != 0) & (values != 1)]
        if odd.size:
            some = ", ".join(f"{value:g}" for value in np.unique(odd)[:5])
            self.problem(
                f"{role}={name!r}",
                _("contiene anche {values}").format(values=some),
                expected=_("soltanto 0 e 1"),
                remedy=_("Metti 1 dove la condizione vale, 0 dove non vale."),
            )
        elif values.all() or not values.any():
            self.problem(
                f"{role}={name!r}",
                lacking[0] if values.all() else lacking[1],
                remedy=_("Servono tutti e due i gruppi per fare un confronto."),
            )
        return np.asarray(values == 1, dtype=np.bool_)

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
            codes, names = pd.factorize(column, sort=True)
        except TypeError:  # names that cannot be put in order, such as 3 and "c"
            codes, names = pd.factorize(column.astype(str), sort=True)
        if len(names) < at_least:
            self.problem(
                f"{role}={name!r}",
                _("valori diversi: {n}").format(n=number(len(names))),
                expected=_("almeno {n}").format(n=number(at_least)),
            )
        return codes.astype(np.intp), list(names)

    def weights(self, name: Hashable | None) -> Floats | None:
        """Read weights: none negative, not all zero."""
        if name is None:
            return None
        before = len(self.problems)
        values = self.numbers(name, "weights")
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
        return values

    def design(
        self, names: Sequence[Hashable], *, role: str = "covariates", every_level: bool = False
    ) -> tuple[Floats, list[str]]:
        """Read covariates: numbers as they are, words as one 0/1 column per value but the first.

        Returns
        -------
        tuple
            A matrix of shape (rows, columns), and the name of each column.
        """
        parts: list[Floats] = []
        titles: list[str] = []
        if isinstance(names, str) or not isinstance(names, Sequence | np.ndarray | pd.Index):
            self.problem(role, repr(names), expected=_("un elenco di nomi di colonna"))
            names = ()
        for name in names:
            before = len(self.problems)
            column = self._column(name, role)
            if column is None:
                continue
            if pd.api.types.is_numeric_dtype(column) or not _words(column):
                values = self._as_numbers(column, f"{role}={name!r}")
                if len(self.problems) == before:
                    parts.append(values[:, None])
                    titles.append(str(name))
                continue
            codes, levels = pd.factorize(column.astype(str), sort=True)
            if len(levels) > MOST_LEVELS:
                self.problem(
                    f"{role}={name!r}",
                    _("{n} valori diversi").format(n=number(len(levels))),
                    expected=_("al massimo {n} categorie").format(n=number(MOST_LEVELS)),
                    remedy=_("Raggruppa i valori in poche categorie."),
                )
                continue
            first = 0 if every_level else 1
            parts.append((codes[:, None] == np.arange(first, len(levels))).astype(np.float64))
            titles += [f"{name}: {level}" for level in levels[first:]]
        matrix = np.hstack(parts) if parts else np.zeros((self.rows, 0))
        return matrix, titles

    def independent(self, matrix: Floats, titles: Sequence[str], *, role: str = "covariates") -> None:
        """Refuse by name the columns that never vary or that repeat what the others say."""
        if self.problems:  # dummies of unread columns would only add noise
            return
        for title in collinear(matrix, titles):
            self.problem(
                f"{role}={title!r}",
                _("non varia, oppure ripete quello che dicono le altre colonne"),
                remedy=_("Toglila: non aggiunge informazione e impedisce la stima."),
            )


def is_number(value: object) -> bool:
    """Tell whether an argument is a finite number."""
    return isinstance(value, int | float | np.number) and bool(np.isfinite(value))


def _not_numbers(column: pd.Series[Any]) -> bool:
    """Tell what numpy would turn into numbers without asking: texts, dates, durations, complex numbers."""
    kinds = pd.api.types
    if kinds.is_numeric_dtype(column):
        return bool(kinds.is_complex_dtype(column))
    if kinds.is_datetime64_any_dtype(column) or kinds.is_timedelta64_dtype(column):
        return True
    return any(isinstance(value, str) for value in column)


def _words(column: pd.Series[Any]) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype) or any(
        isinstance(v, str) for v in column.iloc[:1000]
    )


def collinear(matrix: Floats, titles: Iterable[str]) -> list[str]:
    """Name the columns that a constant and the columns before them explain in full.

    Examples
    --------
    >>> collinear(np.array([[1.0, 2, 5], [2, 4, 5], [4, 8, 5]]), ["a", "double a", "always 5"])
    ['double a', 'always 5']
    """
    centred = matrix - matrix.mean(axis=0) if matrix.size else matrix
    scale = np.sqrt((centred**2).sum(axis=0))
    level = np.sqrt((matrix**2).sum(axis=0))
    found, kept = [], np.zeros((0, 0))
    basis: list[int] = []
    gram = (centred / np.where(scale > 0, scale, 1.0)).T @ (centred / np.where(scale > 0, scale, 1.0))
    for j, title in enumerate(titles):
        if scale[j] <= 1e-10 * level[j] or level[j] == 0:
            found.append(title)
            continue
        left = gram[j, j]
        if basis:
            along = np.linalg.solve(kept, gram[basis, j])
            left -= float(gram[j, basis] @ along)
        if left < 1e-9:
            found.append(title)
            continue
        basis.append(j)
        kept = gram[np.ix_(basis, basis)]
    return found
