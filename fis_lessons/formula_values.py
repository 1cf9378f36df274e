"""Compute the formulas of a book of ours, so that whoever only looks at it sees numbers and not empty cells."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from typing import Any

from fis_lessons.formulas import Area, Call, Constant, FormulaError, Node, parse

Value = float | str | bool | None
_FIRST_DAY = datetime.date(1899, 12, 30)


class CellError(ValueError):
    """What a spreadsheet shows where a formula has no result: ``#VALUE!``, ``#DIV/0!``."""


class _List(tuple[Value, ...]):
    """The cells of an area, or what is computed from each of them."""

    __slots__ = ()


def values_of(book: Any) -> dict[tuple[str, str], Value | CellError]:
    """Compute every formula of a book.

    Parameters
    ----------
    book
        As openpyxl holds it, with the formulas in it.

    Returns
    -------
    dict
        By name of the sheet and of the cell; a formula that is not understood is not there.
    """
    return _Book(book).all()


class _Book:
    """The cells of a book, each computed once."""

    def __init__(self, book: Any) -> None:
        self.sheets = {sheet.title: sheet for sheet in book.worksheets}
        self.known: dict[tuple[str, str], Value | CellError] = {}
        self.open: set[tuple[str, str]] = set()

    def all(self) -> dict[tuple[str, str], Value | CellError]:
        wanted: dict[tuple[str, str], Value | CellError] = {}
        for name, sheet in self.sheets.items():
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type != "f":
                        continue
                    try:
                        wanted[name, cell.coordinate] = _shown(self.cell(name, cell.coordinate))
                    except CellError as error:
                        wanted[name, cell.coordinate] = error
                    except (FormulaError, RecursionError):
                        continue
        return wanted

    def cell(self, sheet: str, place: str) -> Value:
        """Return what a cell holds, computed if it is a formula."""
        key = (sheet, place)
        if key not in self.known:
            if key in self.open:
                raise FormulaError(place)  # a formula that waits for itself
            self.open.add(key)
            try:
                self.known[key] = self._cell(sheet, place)
            except CellError as error:
                self.known[key] = error
            finally:
                self.open.discard(key)
        found = self.known[key]
        if isinstance(found, CellError):
            raise found
        return found

    def _cell(self, sheet: str, place: str) -> Value:
        if sheet not in self.sheets:
            raise FormulaError(sheet)
        cell = self.sheets[sheet][place]
        held = cell.value
        if cell.data_type == "f":
            return _single(self.compute(parse(str(held)[1:]), sheet))
        if isinstance(held, datetime.datetime):
            held = held.date()
        if isinstance(held, datetime.date):
            return float((held - _FIRST_DAY).days)
        if held is None or isinstance(held, bool | str):
            return held
        return float(held)

    # --- a tree ---------------------------------------------------------------------------------------
    def compute(self, node: Node, sheet: str) -> Value | _List:
        """Return what a tree is worth, in a sheet."""
        if isinstance(node, Constant):
            return node.value
        if isinstance(node, Area):
            return self._area(node, sheet)
        if node.name == "IF":
            return self._if(node, sheet)
        parts = [self.compute(part, sheet) for part in node.parts]
        if node.name in _OPERATORS:
            return _each(_OPERATORS[node.name], *parts)
        if node.name in _WHOLE:
            return _WHOLE[node.name](*parts)
        if node.name in _ONE:
            return _each(_ONE[node.name], *parts)
        raise FormulaError(node.name)

    def _if(self, node: Call, sheet: str) -> Value | _List:
        asked, *ways = node.parts
        way = 0 if _true(_single(self.compute(asked, sheet))) else 1
        return self.compute(ways[way], sheet) if way < len(ways) else False

    def _area(self, area: Area, sheet: str) -> Value | _List:
        name = area.sheet or sheet
        if not area.last:
            return self.cell(name, area.first)
        if name not in self.sheets:
            raise FormulaError(name)
        rows = self.sheets[name][f"{area.first}:{area.last}"]
        return _List(self.cell(name, cell.coordinate) for row in rows for cell in row)


# --- values -----------------------------------------------------------------------------------------------
def _shown(value: Value) -> Value:
    return 0.0 if value is None else value


def _single(value: Value | _List) -> Value:
    if isinstance(value, _List):
        if len(value) != 1:
            raise FormulaError("")
        return value[0]
    return value


def _each(function: Callable[..., Value], *parts: Value | _List) -> Value | _List:
    """Apply a function to values, or to each cell of the areas among them."""
    lengths = {len(part) for part in parts if isinstance(part, _List)}
    if not lengths:
        return function(*parts)
    if len(lengths) > 1:
        raise FormulaError("")
    count = lengths.pop()
    spread = [part if isinstance(part, _List) else (part,) * count for part in parts]
    return _List(function(*together) for together in zip(*spread, strict=True))


def _number(value: Value) -> float:
    if value is None:
        return 0.0
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            raise CellError("#VALUE!") from None
    return float(value)


def _true(value: Value) -> bool:
    return bool(_number(value))


def _words(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    return value


def _divided(one: Value, other: Value) -> float:
    below = _number(other)
    if below == 0:
        raise CellError("#DIV/0!")
    return _number(one) / below


def _raised(one: Value, other: Value) -> float:
    try:
        found = _number(one) ** _number(other)
    except (OverflowError, ZeroDivisionError):
        raise CellError("#NUM!") from None
    if isinstance(found, complex) or not math.isfinite(found):
        raise CellError("#NUM!")
    return float(found)


def _order(one: Value, other: Value) -> int:
    """Compare as a spreadsheet does: numbers before texts, texts without capitals, nothing like either."""
    if one is None:
        one = "" if isinstance(other, str) else 0.0
    if other is None:
        other = "" if isinstance(one, str) else 0.0
    ranks = [2 if isinstance(value, bool) else isinstance(value, str) for value in (one, other)]
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(one, str) and isinstance(other, str):
        first, second = one.casefold(), other.casefold()
        return (first > second) - (first < second)
    left, right = (float(f"{_number(value):.15g}") for value in (one, other))
    return (left > right) - (left < right)


_OPERATORS: dict[str, Callable[..., Value]] = {
    "+": lambda one, other: _number(one) + _number(other),
    "-": lambda one, other: _number(one) - _number(other),
    "*": lambda one, other: _number(one) * _number(other),
    "/": _divided,
    "^": _raised,
    "&": lambda one, other: _words(one) + _words(other),
    "minus": lambda one: -_number(one),
    "=": lambda one, other: _order(one, other) == 0,
    "<>": lambda one, other: _order(one, other) != 0,
    "<": lambda one, other: _order(one, other) < 0,
    ">": lambda one, other: _order(one, other) > 0,
    "<=": lambda one, other: _order(one, other) <= 0,
    ">=": lambda one, other: _order(one, other) >= 0,
}


# --- functions of one value ------------------------------------------------------------------------------
def _rounded(value: Value, digits: Value, how: str) -> float:
    number = _number(value)
    try:
        step = Decimal(1).scaleb(-int(_number(digits)))
        # fifteen digits are what a spreadsheet sees: 0.1 + 0.2 is 0.3
        return float(Decimal(f"{number:.15g}").quantize(step, rounding=how))
    except InvalidOperation:
        return number


def _date(year: Value, month: Value, day: Value) -> float:
    months = int(_number(year)) * 12 + int(_number(month)) - 1
    try:
        first = datetime.date(months // 12, months % 12 + 1, 1)
    except ValueError:
        raise CellError("#VALUE!") from None
    return float((first - _FIRST_DAY).days + int(_number(day)) - 1)


_ONE: dict[str, Callable[..., Value]] = {
    "ABS": lambda value: abs(_number(value)),
    "INT": lambda value: float(math.floor(float(f"{_number(value):.15g}"))),
    "ROUND": lambda value, digits: _rounded(value, digits, ROUND_HALF_UP),
    "ROUNDUP": lambda value, digits: _rounded(value, digits, ROUND_UP),
    "ROUNDDOWN": lambda value, digits: _rounded(value, digits, ROUND_DOWN),
    "DATE": _date,
    "EXACT": lambda one, other: _words(one) == _words(other),
    "ISNUMBER": lambda value: isinstance(value, float) and not isinstance(value, bool),
    "NOT": lambda value: not _true(value),
}


# --- functions of many cells -----------------------------------------------------------------------------
def _numbers(parts: Iterable[Value | _List]) -> list[float]:
    """Return the numbers among some parts: in an area what is not a number does not count."""
    found = []
    for part in parts:
        if isinstance(part, _List):
            found += [value for value in part if isinstance(value, float)]
        else:
            found.append(_number(part))
    return found


def _flat(parts: Sequence[Value | _List]) -> list[Value]:
    return [value for part in parts for value in (part if isinstance(part, _List) else (part,))]


def _sum_product(*parts: Value | _List) -> float:
    products = _each(lambda *values: math.prod(_number(value) for value in values), *parts)
    return math.fsum(_number(value) for value in _flat([products]))


def _sum_if(where: Value | _List, wanted: Value | _List, what: Value | _List) -> float:
    same = zip(_flat([where]), _flat([what]), strict=True)
    word = _single(wanted)
    return math.fsum(value for key, value in same if isinstance(value, float) and _order(key, word) == 0)


def _average(*parts: Value | _List) -> float:
    found = _numbers(parts)
    if not found:
        raise CellError("#DIV/0!")
    return math.fsum(found) / len(found)


_WHOLE: dict[str, Callable[..., Value]] = {
    "SUM": lambda *parts: math.fsum(_numbers(parts)),
    "AVERAGE": _average,
    "MAX": lambda *parts: max(_numbers(parts), default=0.0),
    "MIN": lambda *parts: min(_numbers(parts), default=0.0),
    "COUNT": lambda *parts: float(sum(isinstance(value, float) for value in _flat(parts))),
    "AND": lambda *parts: all(_true(value) for value in _flat(parts) if value is not None),
    "OR": lambda *parts: any(_true(value) for value in _flat(parts) if value is not None),
    "SUMPRODUCT": _sum_product,
    "SUMIF": _sum_if,
}
