"""Read YAML that somebody else wrote, and trust none of it.

The safe loader of PyYAML alone is not enough here: it keeps the last of two equal keys, expands aliases
without end, reads ``016024`` as an octal number and ``no`` as false. So only its parser is used, and
the values are built here: plain YAML, with text, whole and decimal numbers, true, false, lists, mappings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Any

from fis_lessons.cases import compiled
from fis_lessons.classes import dataclass
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _

Loc = tuple[str | int, ...]

MAX_BYTES = 500_000
MAX_DEPTH = 16
MAX_VALUES = 20_000

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}", re.ASCII)
_ITALIAN_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}", re.ASCII)
_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True)
class Document:
    """What a file holds, and on which line each thing stands."""

    name: str
    data: dict[str, Any]
    lines: dict[Loc, int]
    problems: tuple[Problem, ...]

    def where(self, loc: Loc) -> str:
        """Name a place: the file, the path inside it, the line.

        The items of a list are named by their id or, without one, by their number from 1.
        """
        line = next((self.lines[loc[:n]] for n in range(len(loc), -1, -1) if loc[:n] in self.lines), 1)
        return place(self.name, inside(loc, data=self.data), line=line)

    def listed(self, key: str) -> tuple[list[tuple[str, Any]], list[Problem]]:
        """Return the entries of a file that is one list under a key, each with its place, and what is wrong.

        Nothing that somebody wrote is passed over: another key, or something else than a list, is a problem.
        """
        data = self.data if isinstance(self.data, dict) else {}
        items = data.get(key)
        problems = list(self.problems)
        if not isinstance(items, list) or data.keys() != {key}:
            words = _("qui serve un elenco sotto «{key}», e nient'altro.")
            problems.append(Problem(self.where(()), words.format(key=key)))
        found = items if isinstance(items, list) else []
        return [(self.where((key, at)), item) for at, item in enumerate(found)], problems


class UnreadableError(Exception):
    """The file cannot be read at all; holds the one problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def place(name: str, path: str, *, line: int) -> str:
    """Write ``file: path (line n)``."""
    line_text = _("riga {line}").format(line=line)
    return f"{name}: {path} ({line_text})" if path else f"{name}: {line_text}"


def inside(loc: Loc, *, data: object) -> str:
    """Write a place inside a file for a person.

    Examples
    --------
    >>> inside(("stakeholders", 0, "roles", 1), data={"stakeholders": [{"id": "comune"}]})
    'stakeholders[comune].roles[2]'
    """
    path = ""
    for step in loc:
        data = _step(data, step)
        if isinstance(step, int):
            name = data.get("id") if isinstance(data, dict) else None
            path += f"[{name if isinstance(name, str) else step + 1}]"
        else:
            path += f".{step}" if path else step
    return shorten(path, limit=200)


def _step(data: object, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def shorten(value: object, *, limit: int = 60) -> str:
    """Write a value on one short line, whatever it is."""
    text = " ".join(_CONTROL.sub("?", str(value)).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def read(path: Path, *, name: str = "", plain: bool = False) -> Document:
    """Read a file.

    Parameters
    ----------
    path
        YAML.
    name
        What messages call it; the name of the file if not given.
    plain
        Use the parser written in Python also where the one in C is there: a browser has no other.

    Raises
    ------
    UnreadableError
        If there is nothing in it that could be checked.
    """
    name = name or shorten(path.name or path)
    content = content_of(path, name=name)
    kept = None if plain else compiled.recall(path, content, Document)
    if kept is not None and kept.name == name:
        return kept
    document = read_content(content, name=name, plain=plain)
    if not plain and not document.problems:
        compiled.keep(path, content, document)
    return document


def read_content(content: bytes, *, name: str, plain: bool = False) -> Document:
    """Read the bytes of a file; arguments and error as :func:`read`."""
    return parse(_text(content, name), name=name, plain=plain)


def content_of(path: Path, *, name: str) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    UnreadableError
        If there is none, or it is too large for one of these files.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):  # ValueError: a NUL in the path
        raise UnreadableError(
            Problem(
                name, _("Il file non si può leggere."), _("un file YAML"), _("Controlla nome e permessi.")
            )
        ) from None
    if len(content) > MAX_BYTES:
        raise UnreadableError(
            Problem(
                name,
                _("Il file è troppo grande."),
                _("al massimo {kilobytes} kB").format(kilobytes=MAX_BYTES // 1000),
                _("Questi file sono fatti di testo breve: controlla di aver scelto quello giusto."),
            )
        )
    return content


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(
            Problem(name, _("Il file non è testo UTF-8."), _("un file di testo"), _("Salvalo come UTF-8."))
        ) from None


def parse(text: str, *, name: str, plain: bool = False) -> Document:
    """Build the values of a YAML text.

    Raises
    ------
    UnreadableError
        If the text is not YAML, or uses what these files do not need (aliases, tags, several documents).
    """
    import yaml  # a hundredth of a second, and a lesson finds its files read already

    builder = _Builder(name)
    fastest: Any = yaml.SafeLoader if plain else getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = builder.build(text, fastest)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableError(_not_yaml(name, line=mark.line + 1 if mark else 1)) from None
    except (
        yaml.YAMLError,
        ValueError,
        OverflowError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        # the parser lets a few plain Python errors through, for instance on \U with a number too large
        raise UnreadableError(_not_yaml(name, line=1)) from None
    return Document(name, data, builder.lines, tuple(builder.problems))


def _not_yaml(name: str, *, line: int) -> Problem:
    return Problem(
        place(name, "", line=line),
        _("Qui il file non è scritto in YAML corretto."),
        _("righe come «chiave: valore»"),
        _("Controlla rientri, due punti, virgolette e caratteri strani in questa riga e in quella prima."),
    )


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


@dataclass
class _Builder:
    name: str
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _values: int = 0

    def build(self, text: str, loader: Any) -> dict[str, Any]:
        import yaml

        events = yaml.parse(text, Loader=loader)
        first = self._skip_to_content(events)
        if first is None:
            raise self._stop(None, _("Il file è vuoto."), _("Parti da una copia di un file già pronto."))
        data = self._value(first, events, ())
        if not isinstance(data, dict):
            raise self._stop(
                first,
                _("Il file non comincia con una chiave."),
                _("Parti da una copia di un file già pronto."),
            )
        next(events)  # the end of the document
        if self._skip_to_content(events) is not None:
            raise self._stop(
                first,
                _("Il file contiene più documenti."),
                _("Togli le righe «---» e dividi il file."),
            )
        return data

    @staticmethod
    def _skip_to_content(events: Iterator[Any]) -> Any:
        import yaml

        for event in events:
            if not isinstance(event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentStartEvent):
                return event
        return None

    def _value(self, event: Any, events: Iterator[Any], loc: Loc) -> object:
        import yaml

        self._values += 1
        self.lines[loc] = _line(event)
        self._refuse(event, loc)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, loc)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, loc)
        return self._mapping(events, loc)

    def _refuse(self, event: Any, loc: Loc) -> None:
        import yaml

        plain = _("Scrivi il valore per esteso: qui bastano testo, numeri, elenchi e coppie chiave-valore.")
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._stop(event, _("Qui c'è un rimando YAML («&» o «*»)."), plain, loc)
        if event.tag is not None:
            found = _("Qui c'è un'etichetta YAML: {tag}.").format(tag=shorten(event.tag))
            raise self._stop(event, found, plain, loc)
        if len(loc) > MAX_DEPTH:
            raise self._stop(event, _("I livelli sono troppi."), _("Togli i livelli di troppo."), loc[:4])
        if self._values > MAX_VALUES:
            raise self._stop(event, _("I valori sono troppi."), _("Dividi il file o accorcialo."), loc[:4])

    def _list(self, events: Iterator[Any], loc: Loc) -> list[object]:
        import yaml

        items: list[object] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*loc, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], loc: Loc) -> dict[str, object]:
        import yaml

        pairs: dict[str, object] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._stop(
                    event,
                    _("Qui la chiave non è un testo."),
                    _("Scrivi una riga come «chiave: valore»."),
                    loc,
                )
            self._refuse(event, loc)
            key = self._clean(event, loc)
            first_line = self.lines.get((*loc, key))
            value = self._value(next(events), events, (*loc, key))
            if key not in pairs:
                pairs[key] = value
                continue
            self.problems.append(
                Problem(
                    place(self.name, inside((*loc, key), data={}), line=_line(event)),
                    _("La chiave «{key}» è ripetuta: c'è già alla riga {line}.").format(
                        key=shorten(key), line=first_line
                    ),
                    _("ogni chiave una volta sola"),
                    _("Tieni la riga giusta e togli l'altra."),
                )
            )
            self.lines[(*loc, key)] = first_line or 1
        return pairs

    def _scalar(self, event: Any, loc: Loc) -> object:
        text = self._clean(event, loc)
        if event.style:  # quoted, or a block: always text
            return text
        if text in _NULLS:
            return None
        if text in _BOOLEANS:
            return _BOOLEANS[text]
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            if _ITALIAN_THOUSANDS.fullmatch(text):
                self._doubtful(event, text, loc)
            return float(text)
        return text

    def _doubtful(self, event: Any, text: str, loc: Loc) -> None:
        self.problems.append(
            Problem(
                place(self.name, inside(loc, data={}), line=_line(event)),
                _("{number} si può leggere in due modi: il punto separa le migliaia o i decimali?").format(
                    number=text
                ),
                _("un numero senza punti per le migliaia"),
                _(
                    "Scrivi {thousands} per le migliaia, oppure togli gli zeri finali o arrotonda i decimali."
                ).format(thousands=text.replace(".", "")),
            )
        )

    def _clean(self, event: Any, loc: Loc) -> str:
        text = str(event.value)
        if _CONTROL.search(text):
            raise self._stop(
                event,
                _("Qui c'è un carattere che non si vede."),
                _("Cancella la riga e riscrivila a mano."),
                loc,
            )
        return text

    def _stop(self, event: Any, found: str, remedy: str, loc: Loc = ()) -> UnreadableError:
        line = _line(event) if event is not None else 1
        return UnreadableError(
            Problem(place(self.name, inside(loc, data={}), line=line), found, remedy=remedy)
        )
