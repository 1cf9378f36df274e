"""Reads what a measure was given, one argument after the other, and tells all that is wrong at once.

Numbers come as people have them: from Python, from numpy, from pandas, from a decimal. What is missing (None, NaN,
NA), a text, a yes or no, an enormous value is not a number, and is told in the words of whoever wrote it.
"""

from __future__ import annotations

import datetime
import itertools
import math
import numbers
from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from typing import Any, Final, TypeVar

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.values import kept, missing, number_range, plain, said, whole_range

T = TypeVar("T")

LONGEST: Final = 1_000_000
"""No list longer than this."""
FIRST_YEAR, LAST_YEAR = 1850, 2200


class Require:
    """Reads arguments, and remembers all that is wrong with them.

    Every method returns the value, plain (``int``, ``float``, ``str``, ``date``), ready to compute with. Where the
    value is refused it returns a stand-in of the same type, so that the reading goes on: call :meth:`stop` before
    computing, and look at :attr:`fine` before holding one value against another.

    Parameters
    ----------
    message
        The sentence the list of problems comes under.

    Examples
    --------
    >>> require = Require("Questa quota non si può calcolare:")
    >>> require.whole(2.0, "persone"), require.share("0,3", "quota")
    (2, nan)
    >>> require.stop()
    Traceback (most recent call last):
    fis_lessons.errors.MeasureError: Questa quota non si può calcolare:
      - quota: c'è «0,3», che non è un numero. Atteso: una quota fra 0 e 1.
    """

    def __init__(self, message: str) -> None:
        self.message = message
        self.problems: list[Problem] = []

    @property
    def fine(self) -> bool:
        """Whether nothing wrong was found so far."""
        return not self.problems

    def problem(
        self, where: str, found: str, *, expected: str = "", remedy: str = "", field: str = ""
    ) -> None:
        """Add one problem to the list."""
        self.problems.append(Problem(where, found, expected, remedy, field))

    def stop(self) -> None:
        """Go no further if anything was found.

        Raises
        ------
        MeasureError
            With every problem.
        """
        if self.problems:
            raise MeasureError(self.message, self.problems)

    # --- numbers ----------------------------------------------------------------------------------
    def number(
        self,
        value: object,
        where: str,
        *,
        least: float | None = None,
        above: float | None = None,
        most: float | None = None,
        below: float | None = None,
        expected: str = "",
        remedy: str = "",
        field: str = "",
    ) -> float:
        """Read a finite number between limits: ``least`` and ``most`` included, ``above`` and ``below`` not."""
        found = plain(value)
        if not isinstance(found, str):
            outside = (
                (least is not None and found < least)
                or (above is not None and found <= above)
                or (most is not None and found > most)
                or (below is not None and found >= below)
            )
            if not outside:
                return found  # the limits are put in words only for whoever is refused: it takes time
            found = _("è {value}.").format(value=exact(found))
        told = expected or number_range(least=least, above=above, most=most, below=below)
        self.problem(where, found, expected=told, remedy=remedy, field=field)
        return math.nan

    def share(
        self,
        value: object,
        where: str,
        *,
        ends: bool = True,
        expected: str = "",
        remedy: str = "",
        field: str = "",
    ) -> float:
        """Read a share between 0 and 1; ``ends`` says whether 0 and 1 are good."""
        told = expected or (_("una quota fra 0 e 1") if ends else _("una quota fra 0 e 1, estremi esclusi"))
        if ends:
            return self.number(value, where, least=0, most=1, expected=told, remedy=remedy, field=field)
        return self.number(value, where, above=0, below=1, expected=told, remedy=remedy, field=field)

    def rate(self, value: object, where: str, *, highest: float = 1.0, field: str = "") -> float:
        """Read a yearly rate: at -100% money vanishes, at 100% somebody forgot to divide."""
        top = exact(100 * highest) + "%"
        return self.number(
            value,
            where,
            above=-1,
            below=highest,
            expected=_("un tasso fra −100% e {highest}, estremi esclusi").format(highest=top),
            remedy=_("Scrivi 0,03 per dire 3%."),
            field=field,
        )

    def whole(
        self,
        value: object,
        where: str,
        *,
        least: int | None = None,
        most: int | None = None,
        expected: str = "",
        remedy: str = "",
        field: str = "",
    ) -> int:
        """Read a whole number. A float is good if nothing is lost: 20.0 is 20, and 1.9 is refused."""
        found = plain(value)
        outside = not isinstance(found, str) and (
            (least is not None and found < least) or (most is not None and found > most)
        )
        if not isinstance(found, str) and found == int(found) and not outside:
            return int(found)
        words = found if isinstance(found, str) else _("è {value}.").format(value=exact(found))
        told = expected or whole_range(least, most)
        self.problem(where, words, expected=told, remedy=remedy, field=field)
        return 1

    def cents(
        self, value: object, where: str, *, least: int = 0, most: int | None = None, field: str = ""
    ) -> int:
        """Read whole cents; a float is refused, because whoever writes 71.41 means euros."""
        if not isinstance(value, numbers.Integral) or isinstance(value, bool):
            found = plain(value)
            self.problem(
                where,
                found if isinstance(found, str) else _("è {value}.").format(value=exact(found)),
                expected=_("centesimi interi"),
                remedy=_('Passa dalla funzione cents: cents("71.41").'),
                field=field,
            )
            return 1
        if least == 0 and most is None:
            return self.whole(
                value, where, least=0, expected=_("un importo da zero in su, in centesimi"), field=field
            )
        return self.whole(value, where, least=least, most=most, field=field)

    def seed(self, value: object, where: str = "") -> int | list[int]:
        """Read the start of a generator: a whole number, or a list of them."""
        named = where or _("seme dei numeri casuali")
        if isinstance(value, list | tuple):
            return [self.whole(one, named, least=0) for one in self.items(value, named, fewest=1)]
        return self.whole(value, named, least=0)

    def numbers(
        self,
        values: object,
        where: str,
        *,
        length: int | None = None,
        fewest: int = 1,
        least: float | None = None,
        above: float | None = None,
        expected: str = "",
        remedy: str = "",
    ) -> tuple[float, ...]:
        """Read a list of numbers: a list, a tuple, a column, an array of one dimension."""
        listed = self.items(values, where, fewest=fewest, length=length, expected=_("un elenco di numeri"))
        there = _("{where}, posto {place}")
        return tuple(
            self.number(
                value,
                there.format(where=where, place=place),
                least=least,
                above=above,
                expected=expected,
                remedy=remedy,
            )
            for place, value in enumerate(listed, start=1)
        )

    # --- the rest ---------------------------------------------------------------------------------
    def one_of(self, value: object, where: str, choices: Iterable[T], *, field: str = "") -> T:
        """Read a word that must be one of a list."""
        known = tuple(choices)
        if isinstance(value, str) and value in known:
            return known[known.index(value)]
        self.problem(
            where,
            _("c'è {value}.").format(value=said(value)),
            expected=_("uno tra {names}").format(names=", ".join(f"«{one}»" for one in known)),
            field=field,
        )
        return known[0]

    def flag(self, value: object, where: str) -> bool:
        """Read a yes or no."""
        if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
            return bool(value)
        self.problem(where, _("c'è {value}.").format(value=said(value)), expected=_("sì o no (True o False)"))
        return False

    def text(self, value: object, where: str, *, empty: bool = True) -> str:
        """Read a text; ``empty`` says whether it may hold nothing."""
        if not isinstance(value, str):
            self.problem(where, _("c'è {value}.").format(value=said(value)), expected=_("un testo"))
            return ""
        if not empty and not value.strip():
            self.problem(where, _("è vuoto."), expected=_("un testo"))
        return str(value)

    def day(self, value: object, where: str, *, field: str = "") -> datetime.date:
        """Read a day: a date, a date with its hour, one of pandas or numpy."""
        if type(value).__name__ == "datetime64":
            value = value.item()  # type: ignore[attr-defined]
        if isinstance(value, datetime.datetime):
            value = None if missing(value) else value.date()
        if isinstance(value, datetime.date) and FIRST_YEAR <= value.year <= LAST_YEAR:
            return value
        self.problem(
            where,
            _("manca.") if missing(value) else _("c'è {value}.").format(value=said(value)),
            expected=_("un giorno fra il {first} e il {last}").format(first=FIRST_YEAR, last=LAST_YEAR),
            field=field,
        )
        return datetime.date(2000, 1, 1)

    def items(
        self,
        values: object,
        where: str,
        *,
        of: type[T] | tuple[type[T], ...] | None = None,
        fewest: int = 0,
        length: int | None = None,
        expected: str = "",
    ) -> tuple[Any, ...]:
        """Read a list of things of one kind, in order."""
        told = expected or _("un elenco")
        if (
            values is None
            or isinstance(values, str | bytes | Mapping | Set)
            or not isinstance(values, Iterable)
        ):
            self.problem(
                where,
                _("manca.") if missing(values) else _("c'è {value}.").format(value=said(values)),
                expected=told,
            )
            return ()
        if getattr(values, "ndim", 1) != 1:
            self.problem(where, _("ha più di una dimensione."), expected=told)
            return ()
        # a column of pandas gives back plain values, whatever it keeps them in
        found = tuple(itertools.islice(getattr(values, "tolist", lambda: values)(), LONGEST + 1))
        if len(found) > LONGEST:
            self.problem(
                where, _("è troppo lungo."), expected=_("al massimo {n} valori").format(n=exact(LONGEST))
            )
            return ()
        if len(found) < fewest or (length is not None and len(found) != length):
            self.problem(
                where,
                _("è vuoto.") if not found else _("quanti sono: {n}.").format(n=exact(len(found))),
                expected=told if length is None else exact(length),
            )
            return ()
        strange = [one for one in found if of is not None and not isinstance(one, of)]
        if strange:
            self.problem(where, _("c'è {value}.").format(value=said(strange[0])), expected=told)
            return ()
        return found

    def by_name(self, value: object, where: str, *, expected: str) -> bool:
        """Tell whether a value holds something under each name, and say it if not."""
        if isinstance(value, Mapping):
            return True
        return self.instance(value, where, dict, expected=expected)

    def instance(
        self, value: object, where: str, kind: type[object] | tuple[type[object], ...], *, expected: str
    ) -> bool:
        """Tell whether a value is of a kind, and say it if not."""
        if isinstance(value, kind):
            return True
        self.problem(
            where,
            _("manca.") if missing(value) else _("c'è {value}.").format(value=said(value)),
            expected=expected,
        )
        return False


def word_for(table: Mapping[Any, str], key: object, *, what: str) -> str:
    """Return the word of a table for a key.

    Raises
    ------
    MeasureError
        If the table has no such key.
    """
    if isinstance(key, str) and key in table:
        return table[key]
    require = Require(_("Questo nome non c'è:"))
    require.problem(
        what,
        _("c'è {value}.").format(value=said(key)),
        expected=_("uno tra {names}").format(names=", ".join(f"«{one}»" for one in table)),
    )
    raise MeasureError(require.message, require.problems)


def numbers_as_they_are(require: Require, record: object, names: Mapping[str, str]) -> None:
    """Make plain the numbers of a frozen record that may hold wrong ones, to be judged later; refuse what is none.

    Parameters
    ----------
    require
        Who remembers what is refused.
    record
        A record being made.
    names
        Its fields, each with what it is called.
    """
    for name, where in names.items():
        value = getattr(record, name)
        # a duration of numpy calls itself a whole number
        duration = type(value).__name__ == "timedelta64"
        if isinstance(value, numbers.Real | Decimal) and not isinstance(value, bool) and not duration:
            object.__setattr__(record, name, kept(value))
        else:
            require.number(value, where)
