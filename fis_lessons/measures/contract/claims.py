"""Are these claims of this contract? Who claims, what, when: read as people write, and never guessed."""

from __future__ import annotations

import numbers
import unicodedata
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from fis_lessons.i18n import counted, number
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.terms import Contract
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import missing
from fis_lessons.reading import problems_of, read_days

Ints = npt.NDArray[np.int64]

COLUMNS = ("person", "metric", "date", "verified")
MOST_CLAIMS = 5_000_000


def read_claims(contract: Contract, events: pd.DataFrame, cohort: Sequence[object] | None) -> int | None:
    """Stop if these are not claims of this contract; return how many people there are in the cohort.

    Raises
    ------
    MeasureError
        With every problem found.
    """
    require = Require(_("Queste richieste non si possono pagare così come sono:"))
    where = _("richieste")
    require.instance(contract, _("contratto"), Contract, expected=_("un contratto"))
    if require.instance(events, where, pd.DataFrame, expected=_("una tabella (DataFrame di pandas)")):
        lost = [name for name in COLUMNS if list(events.columns).count(name) != 1]
        if lost:
            require.problem(
                where,
                _("mancano le colonne {names}.").format(names=", ".join(lost)),
                expected=_("una colonna per nome: {names}").format(names=", ".join(COLUMNS)),
            )
        if len(events) > MOST_CLAIMS:
            require.problem(
                where, _("sono troppe."), expected=_("al massimo {n} righe").format(n=number(MOST_CLAIMS))
            )
    require.stop()
    filled = _filled(require, events)
    _read_columns(require, contract, events.loc[:, [*filled]])
    people = _read_cohort(require, contract, events["person"] if "person" in filled else None, cohort)
    require.stop()
    return people


def _filled(require: Require, events: pd.DataFrame) -> list[str]:
    """Return the columns without an empty cell, and say which have some."""
    filled = []
    for name in COLUMNS:
        column = events[name]
        blank = [one for one in column.unique() if isinstance(one, str) and not one.strip()]
        empty = int(column.isna().sum()) + (int(column.isin(blank).sum()) if blank else 0)
        if empty:
            require.problem(
                _("richieste"),
                counted(
                    empty,
                    one=_("la colonna «{name}» è vuota in {count} riga.").format(name=name, count="{count}"),
                    more=_("la colonna «{name}» è vuota in {count} righe.").format(
                        name=name, count="{count}"
                    ),
                ),
                expected=_("un valore in ogni riga"),
            )
        else:
            filled.append(name)
    return filled


def _read_columns(require: Require, contract: Contract, events: pd.DataFrame) -> None:
    where = _("richieste")
    if "metric" in events:
        known = {one.id for one in contract.metrics}
        strange = sorted({str(name) for name in events["metric"].unique()} - known)
        if strange:
            require.problem(
                where,
                _("risultati che il contratto non ha: {names}.").format(names=", ".join(strange[:5])),
                expected=_("uno tra {names}").format(names=", ".join(sorted(known))),
            )
    if "verified" in events:
        said_so = events["verified"]
        if not pd.api.types.is_bool_dtype(said_so) and not all(_yes_or_no(one) for one in said_so.unique()):
            require.problem(
                where, _("la colonna «verified» non dice sì o no."), expected=_("sì o no (True o False)")
            )
    if "date" in events:
        read = pd.api.types.is_datetime64_any_dtype(events["date"])
        unread = () if read else read_days(events["date"]).unread
        for problem in problems_of(unread, where=_("data"), first_row=1):
            require.problem(problem.where, problem.found, expected=_("un giorno, per esempio 31/12/2026"))


def _read_cohort(
    require: Require, contract: Contract, claimed: pd.Series[Any] | None, cohort: Sequence[object] | None
) -> int | None:
    """Hold the people of the claims against those enrolled; the same name written in two ways is no name."""
    where = _("gruppo")
    enrolled: list[object] = []
    if cohort is None:
        if contract.thresholds:
            require.problem(
                where,
                _("manca l'elenco delle persone prese in carico."),
                expected=_("tutte, anche quelle senza risultati"),
                remedy=_("Una soglia si misura su tutto il gruppo: passa cohort=[…]."),
            )
    else:
        enrolled = list(require.items(cohort, where, fewest=1, expected=_("almeno una persona")))
        if any(missing(one) or not str(one).strip() for one in enrolled):
            require.problem(where, _("qualche nome manca."), expected=_("un nome per persona"))
        if len({_key(one) for one in enrolled}) != len(enrolled):
            require.problem(where, _("qualcuno è scritto due volte."), expected=_("ogni persona una volta"))
    spellings: dict[str, dict[str, None]] = {}
    for one in [*enrolled, *([] if claimed is None else claimed.unique())]:
        spellings.setdefault(_key(one), {})[_spelling(one)] = None
    for many in [list(forms) for forms in spellings.values() if len(forms) > 1][:5]:
        require.problem(
            _("persona"),
            _("è scritta in modi diversi: {forms}.").format(forms=", ".join(f"«{one}»" for one in many[:5])),
            expected=_("un solo modo"),
            remedy=_(
                "Se è la stessa persona, scrivila sempre allo stesso modo: altrimenti è pagata più volte."
            ),
        )
    if claimed is not None and enrolled:
        strange = {_key(one) for one in claimed.unique()} - {_key(one) for one in enrolled}
        if strange:
            require.problem(
                where,
                counted(
                    len(strange),
                    one=_("ci sono richieste per {count} persona che non è nel gruppo."),
                    more=_("ci sono richieste per {count} persone che non sono nel gruppo."),
                ),
                expected=_("richieste solo per chi è stato preso in carico"),
            )
    return len(enrolled) if cohort is not None else None


def _spelling(one: object) -> str:
    """Write a name as its cell shows it: 12 and 12.0 are the same file number."""
    whole = isinstance(one, float | np.floating) and float(one).is_integer()
    return str(int(cast(float, one))) if whole else str(one)


def _key(one: object) -> str:
    """Return what two spellings of one name have in common: no outer spaces, no capitals."""
    return " ".join(unicodedata.normalize("NFKC", _spelling(one)).split()).casefold()


def people_of(column: pd.Series[Any]) -> tuple[Ints, Ints]:
    """Return a code for the person of each claim, and the place of each code in the order of their names."""
    codes, written = pd.factorize(column, sort=False)
    same, _keys = pd.factorize(np.array([_key(one) for one in written], dtype=object), sort=False)
    # by their names, as a person would sort them, whatever their type
    names = [""] * (int(same.max()) + 1 if len(same) else 0)
    for place, one in zip(same, written, strict=True):
        names[place] = names[place] or _spelling(one)
    rank = np.empty(len(names), dtype=np.int64)
    rank[np.argsort(np.array(names, dtype=object), kind="stable")] = range(len(names))
    return same[codes].astype(np.int64), rank


def days_of(column: pd.Series[Any]) -> Ints:
    """Return the day of each claim, counted from 1970: dates as pandas has them, or as people write them."""
    if pd.api.types.is_datetime64_any_dtype(column):
        stamps = column.dt.tz_localize(None) if getattr(column.dt, "tz", None) is not None else column
        return cast(Ints, stamps.to_numpy().astype("datetime64[D]").astype(np.int64))
    return read_days(column).stamps().astype(np.int64)


def _yes_or_no(value: object) -> bool:
    return isinstance(value, bool | np.bool_ | numbers.Real) and value in (0, 1)
