"""Read a formula of ours, as a spreadsheet does: from its text to a tree that can be computed.

Only what the project writes is understood: numbers, texts, cells and areas of cells, operators, functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from fis_lessons.classes import dataclass

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
  | (?P<text>"(?:[^"]|"")*")
  | (?P<area>(?:'(?:[^']|'')+'!|[A-Za-z_][\w.]*!)?\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?(?![\w(]))
  | (?P<name>[A-Z][A-Z0-9.]*)(?=\()
  | (?P<sign><>|<=|>=|[-+*/^&=<>(),%])
    )""",
    re.VERBOSE,
)
_AREA = re.compile(r"(?:(?P<sheet>.+)!)?(?P<first>[A-Z]+[0-9]+)(?::(?P<last>[A-Z]+[0-9]+))?")


@dataclass(frozen=True)
class Constant:
    """A number or a text written in the formula."""

    value: float | str


@dataclass(frozen=True)
class Area:
    """A cell, or an area of cells; ``sheet`` is empty if it is the formula's own."""

    sheet: str
    first: str
    last: str = ""


@dataclass(frozen=True)
class Call:
    """A function or an operator, and what it is applied to."""

    name: str
    parts: tuple[Node, ...]


Node = Constant | Area | Call


class FormulaError(ValueError):
    """A formula that is not one of those understood."""


@cache
def parse(formula: str) -> Node:
    """Read a formula, without the equals sign it begins with.

    Raises
    ------
    FormulaError
        If something in it is not understood.

    Examples
    --------
    >>> parse("SUM(A1:A3)*2")
    Call(name='*', parts=(Call(name='SUM', parts=(Area(sheet='', first='A1', last='A3'),)), Constant(value=2.0)))
    """
    reader = _Reader(_tokens(formula))
    node = reader.comparison()
    if reader.at < len(reader.tokens):
        raise FormulaError(formula)
    return node


def _tokens(formula: str) -> list[tuple[str, str]]:
    found, place = [], 0
    while place < len(formula.rstrip()):
        match = _TOKEN.match(formula, place)
        if match is None or match.lastgroup is None:
            raise FormulaError(formula)
        found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return found


class _Reader:
    """A formula half read: each method reads what binds tighter than itself."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at = tokens, 0

    def _sign(self, *signs: str) -> str:
        if self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind == "sign" and text in signs:
                self.at += 1
                return text
        return ""

    def _many(self, below: Callable[[], Node], *signs: str) -> Node:
        node = below()
        while sign := self._sign(*signs):
            node = Call(sign, (node, below()))
        return node

    def comparison(self) -> Node:
        return self._many(self._joined, "=", "<>", "<", ">", "<=", ">=")

    def _joined(self) -> Node:
        return self._many(self._sum, "&")

    def _sum(self) -> Node:
        return self._many(self._product, "+", "-")

    def _product(self) -> Node:
        return self._many(self._power, "*", "/")

    def _power(self) -> Node:
        return self._many(self._signed, "^")

    def _signed(self) -> Node:
        if self._sign("-"):
            return Call("minus", (self._signed(),))
        if self._sign("+"):
            return self._signed()
        node = self._part()
        while self._sign("%"):
            node = Call("/", (node, Constant(100.0)))
        return node

    def _part(self) -> Node:
        if self._sign("("):
            node = self.comparison()
            self._closed()
            return node
        if self.at >= len(self.tokens):
            raise FormulaError("")
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return Constant(float(text))
        if kind == "text":
            return Constant(text[1:-1].replace('""', '"'))
        if kind == "area":
            return area_of(text)
        if kind == "name":
            return self._call(text)
        raise FormulaError(text)

    def _call(self, name: str) -> Node:
        self._sign("(")
        parts: list[Node] = []
        while not self._sign(")"):
            if parts and not self._sign(","):
                raise FormulaError(name)
            parts.append(self.comparison())
        return Call(name, tuple(parts))

    def _closed(self) -> None:
        if not self._sign(")"):
            raise FormulaError("(")


def area_of(text: str) -> Area:
    """Read the name of a cell or of an area.

    Examples
    --------
    >>> area_of("'Il conto'!$B$2:C3")
    Area(sheet='Il conto', first='B2', last='C3')
    """
    match = _AREA.fullmatch(re.sub(r"\$(?=[A-Z0-9])", "", text))
    if match is None:
        raise FormulaError(text)
    sheet = match["sheet"] or ""
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return Area(sheet, match["first"], match["last"] or "")
