"""Read the values of a question file one by one, and remember everything that is wrong with them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from typing import Any

from fis_lessons.cases.reading import Document, Loc, shorten
from fis_lessons.classes import dataclass
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk.question_words import (
    FORMATS,
    Fact,
    Facts,
    WordsError,
    fill,
    read_sentence,
    told,
)


@dataclass(frozen=True)
class Amount:
    """A number: typed in the file, or the fact of that name."""

    value: float
    fact: str = ""


class Reader:
    """Reads a document with the facts its fields may name.

    What is missing is read as empty: the exercise refuses it, in its own words. What is there and cannot be
    read is refused here, and something harmless is put in its place, so that the rest is looked at too.

    Parameters
    ----------
    document
        The file.
    facts
        Those of every question, and under the name of a question those of its own.
    """

    def __init__(self, document: Document, facts: Facts) -> None:
        self.document = document
        self.problems: list[Problem] = list(document.problems)
        self._shared = {name: fact for name, fact in facts.items() if not isinstance(fact, Mapping)}
        self._own = {name: own for name, own in facts.items() if isinstance(own, Mapping)}
        self._facts: Mapping[str, Fact] = self._shared

    def enter(self, question: str) -> None:
        """From here on the facts of a question are known, before those of all."""
        self._facts = {**self._shared, **self._own.get(question, {})}

    def refuse(self, loc: Loc, found: str, *, expected: str, remedy: str) -> None:
        """Note a problem, with file and line."""
        self.problems.append(Problem(self.document.where(loc), found, expected, remedy))

    # --- what stands somewhere ----------------------------------------------------------------------
    def at(self, loc: Loc) -> Any:
        """Return what stands there as it was read; ``None`` if nothing does."""
        value: Any = self.document.data
        for step in loc:
            if isinstance(value, dict):
                value = value.get(str(step))
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def keys(self, loc: Loc, known: Collection[str]) -> bool:
        """Tell whether there are keys and values there, and refuse the keys nobody knows."""
        value = self.at(loc)
        if not isinstance(value, dict):
            self._odd(loc, value, _("righe come «chiave: valore»"))
            return False
        for key in value:
            if key not in known:
                self.refuse(
                    (*loc, key),
                    _("La chiave «{key}» non serve a niente.").format(key=shorten(key)),
                    expected=_("una di queste: {names}").format(names=", ".join(known)),
                    remedy=_("Correggila, o togli la riga."),
                )
        return True

    def places(self, loc: Loc) -> list[Loc]:
        """List the places of the items of a list; none if there is no list."""
        value = self.at(loc)
        if value is None:
            return []
        if not isinstance(value, list):
            self._odd(loc, value, _("un elenco, ogni voce con un trattino"))
            return []
        return [(*loc, place) for place in range(len(value))]

    def plain(self, loc: Loc) -> str:
        """Read a text as it is written; a name, a kind."""
        value = self.at(loc)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._odd(loc, value, _("un testo"), _("Scrivilo fra virgolette."))
            return self.harmless(loc)
        return value.strip()

    def whole(self, loc: Loc, *, default: int = 0) -> int:
        """Read a whole number."""
        value = self.at(loc)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            self._odd(loc, value, _("un numero intero"))
            return 1
        return value

    def text(self, loc: Loc, *, translated: bool = True) -> str:
        """Read a sentence: translated, with its facts in their places."""
        written = self.plain(loc)
        if not isinstance(self.at(loc), str):
            return written
        try:
            sentence = read_sentence(written)
        except WordsError as error:
            self.problems.append(unreadable_field(self.document.where(loc), error.field))
            return self.harmless(loc)
        values = {name: self._written(loc, name, form) for name, form in sentence.fields.items()}
        try:
            return fill(sentence, values) if translated else sentence.key.format(**values)
        except WordsError:
            self.refuse(
                loc,
                _("La traduzione di questa frase non ha gli stessi campi."),
                expected=", ".join(sentence.fields),
                remedy=_("Correggila nel catalogo."),
            )
            return self.harmless(loc)

    def label(self, loc: Loc) -> str:
        """Read a name, which no language changes; it may hold a fact too."""
        return self.text(loc, translated=False)

    def names(self, loc: Loc) -> list[str]:
        """List the keys that stand there, whatever they are."""
        value = self.at(loc)
        if value is not None and not isinstance(value, dict):
            self._odd(loc, value, _("righe come «chiave: valore»"))
        return list(value) if isinstance(value, dict) else []

    def amount(self, loc: Loc, *, needed: bool = False) -> Amount:
        """Read a number that is typed, or the name of a fact that is one."""
        value = self.at(loc)
        if value is None:
            if needed:
                self.refuse(
                    loc,
                    _("Manca il numero."),
                    expected=_("un numero, o il nome di un dato"),
                    remedy=_("Scrivilo sotto «{key}».").format(key=loc[-1]),
                )
            return Amount(0, fact=self.harmless(loc) if needed else "")
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Amount(value)
        if not isinstance(value, str):
            self._odd(loc, value, _("un numero, o il nome di un dato"))
            return Amount(0, fact=self.harmless(loc))
        fact = self._fact(loc, value)
        if isinstance(fact, int | float) and not isinstance(fact, bool):
            return Amount(fact, fact=value)
        if fact is not None:
            self.refuse(
                loc,
                _("Il dato «{name}» non è un numero.").format(name=shorten(value)),
                expected=_("un numero, o il nome di un dato"),
                remedy=_("Usa un altro dato."),
            )
        return Amount(0, fact=value)

    # --- facts --------------------------------------------------------------------------------------
    def _fact(self, loc: Loc, name: str) -> Fact | None:
        if name in self._facts:
            return self._facts[name]
        self.refuse(
            loc,
            _("Il dato «{name}» non c'è.").format(name=shorten(name)),
            expected=_("uno di questi: {names}").format(names=", ".join(sorted(self._facts)) or "0"),
            remedy=_("Correggi il nome, o aggiungi il dato in quiz.py."),
        )
        return None

    def _written(self, loc: Loc, name: str, form: str) -> str:
        fact = self._fact(loc, name)
        if fact is None:
            return "?"
        try:
            return told(fact, form)
        except TypeError:
            kind = (
                _("una data") if isinstance(fact, datetime.date)
                else _("un testo") if isinstance(fact, str)
                else _("un numero")
            )  # fmt: skip
            self.refuse(
                loc,
                _("Il dato «{name}» è {kind}, e qui è scritto così: {field}.").format(
                    name=name, kind=kind, field=f"{{{name}:{form}}}" if form else f"{{{name}}}"
                ),
                expected=_("per un testo nessun formato; per il resto uno di questi: {formats}").format(
                    formats=", ".join(FORMATS)
                ),
                remedy=_("Correggi il formato dopo i due punti."),
            )
            return "?"

    # --- what is not what it should be --------------------------------------------------------------
    def _odd(self, loc: Loc, value: object, expected: str, remedy: str = "") -> None:
        self.refuse(
            loc,
            _("Qui c'è: {found}.").format(found=shorten(value)),
            expected=expected,
            remedy=remedy or _("Correggi la riga."),
        )

    def harmless(self, loc: Loc) -> str:
        """Something that is nowhere else, so that it is refused only once."""
        return "?" + ".".join(map(str, loc))


def unreadable_field(where: str, name: str) -> Problem:
    """Tell of a field that cannot be read."""
    return Problem(
        where,
        _("Il campo «{name}» non si legge.").format(name=shorten(name)),
        _("un nome e un formato, così: {example}").format(example="{people:number}"),
        _("Formati: {formats}. Nella stessa frase un nome ha un formato solo.").format(
            formats=", ".join(FORMATS)
        ),
    )


def mentioned(value: object) -> set[str]:
    """List the names a part of a file could take from the facts, readable or not."""
    if isinstance(value, str):
        return {value.strip(), *re.findall(r"\{(\w+)", value)}
    if isinstance(value, dict):
        return set[str]().union(*map(mentioned, value.values()))
    return set[str]().union(*map(mentioned, value)) if isinstance(value, list) else set()
