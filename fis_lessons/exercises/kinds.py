"""More kinds of question: matching, putting in order, ticking a grid, writing a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from fis_lessons.classes import dataclass
from fis_lessons.exercises.refusals import (
    Fault,
    empty_text,
    list_faults,
    no_right,
    number_faults,
    unknown_names,
    without_reason,
)
from fis_lessons.exercises.spec import Exercise, Option, Verdict, told_of
from fis_lessons.exercises.tables import Table
from fis_lessons.figures import plain
from fis_lessons.i18n import gettext as _


def _names(answer: object) -> list[str] | None:
    """Return the answer as a list of identifiers, or ``None`` if it is anything else."""
    if not isinstance(answer, list | tuple | set | frozenset):
        return None
    names = [item for item in answer if isinstance(item, str)]
    return names if len(names) == len(answer) else None


@dataclass(frozen=True, kw_only=True)
class Matching(Exercise):
    """Each row goes with one column: who plays which role, what belongs to which phase.

    Parameters
    ----------
    rows, columns
        What is matched, in the order shown. A row's ``feedback`` is said when it is matched wrongly.
    right
        The column each row goes with.
    pairs
        What to say about one wrong pair in particular, by ``(row, column)``.
    also
        A second column that is as good as the right one, for a row where both can be defended.
    """

    rows: tuple[Option, ...]
    columns: tuple[Option, ...]
    right: Mapping[str, str]
    pairs: Mapping[tuple[str, str], str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)

    def _faults(self) -> Iterator[Fault]:
        rows, columns = [row.id for row in self.rows], [column.id for column in self.columns]
        yield from list_faults("rows", self.rows, least=1)
        yield from list_faults("columns", self.columns, least=2)
        yield from unknown_names(("right",), self.right, known=rows)
        for place, row in enumerate(self.rows):
            if self.right.get(row.id):
                yield from unknown_names(("rows", place, "right"), [self.right[row.id]], known=columns)
            else:
                yield no_right(("rows", place, "right"))
        told = {
            row for row in rows if all((row, c) in self.pairs for c in columns if c != self.right.get(row))
        }
        yield from without_reason("rows", self.rows, wrong=set(rows) - told)
        yield from self._pair_faults(rows, columns)

    def _pair_faults(self, rows: list[str], columns: list[str]) -> Iterator[Fault]:
        for (row, column), text in self.pairs.items():
            yield from unknown_names(("pairs",), [row], known=rows)
            where = ("rows", rows.index(row), "pairs", column) if row in rows else ("pairs",)
            yield from unknown_names(where, [column], known=columns)
            yield from empty_text(where, text)
            if self.right.get(row) == column:
                yield Fault(
                    where,
                    _("«{row}» va proprio con «{column}»: non c'è niente da spiegare.").format(
                        row=row, column=column
                    ),
                    _("una coppia sbagliata"),
                    _("Togli la frase, o correggi la coppia."),
                )

    def _empty(self, answer: object) -> bool:
        return super()._empty(answer) or (isinstance(answer, Mapping) and not any(answer.values()))

    def _judge(self, answer: object) -> Verdict:
        rows, columns = {row.id for row in self.rows}, {column.id for column in self.columns}
        if not isinstance(answer, Mapping) or not set(answer) <= rows:
            return self._unreadable(answer)
        given = {row: column for row, column in answer.items() if column}
        if any(not isinstance(c, str) or c not in columns for c in given.values()):
            return self._unreadable(answer)
        wrong = [row for row in self.rows if row.id in given and not self._fits(row.id, given[row.id])]
        empty = len(self.rows) - len(given)
        if not wrong and not empty:
            return self._right()
        done = len(given) - len(wrong)
        parts = [_("Righe giuste: {done} su {total}.").format(done=done, total=len(self.rows))]
        if wrong:
            first = wrong[0]
            reason = self.pairs.get((first.id, given[first.id]), first.feedback)
            parts.append(told_of(first.label, reason))
        if empty:
            parts.append(_("Ancora da scegliere: {count}.").format(count=empty))
        return Verdict("not_yet", " ".join(parts), wrong[0].id if wrong else "incomplete")

    def _fits(self, row: str, column: str) -> bool:
        return column in (self.right[row], self.also.get(row, self.right[row]))

    def _expects(self) -> str:
        return _("Per ogni riga scegli una voce dell'elenco.")

    def mistaken(self) -> tuple[tuple[str, object], ...]:
        """List the right pairs with one row matched wrongly, or left out."""
        wrong = [
            (row.id, {**self.right, row.id: column.id})
            for row in self.rows
            for column in self.columns
            if not self._fits(row.id, column.id)
        ]
        short = [("incomplete", {**self.right, row.id: ""}) for row in self.rows if len(self.rows) > 1]
        return (*wrong, *short)

    @property
    def reference(self) -> dict[str, str]:
        """The right column of each row."""
        return dict(self.right)

    @property
    def reference_text(self) -> str:
        """The right pairs in words."""
        names = {column.id: plain(column.label) for column in self.columns}
        return "; ".join(f"{plain(row.label)} → {self._fitting(row.id, names)}" for row in self.rows)

    def _fitting(self, row: str, names: Mapping[str, str]) -> str:
        other = self.also.get(row)
        if other is None:
            return names[self.right[row]]
        return _("{one} oppure {other}").format(one=names[self.right[row]], other=names[other])


@dataclass(frozen=True, kw_only=True)
class Ordering(Exercise):
    """Things to put in order; ``items`` come in the order shown, ``right`` in the right one.

    A thing's ``feedback`` is said when it is the first out of place.
    """

    items: tuple[Option, ...]
    right: tuple[str, ...]

    def _faults(self) -> Iterator[Fault]:
        ids = [item.id for item in self.items]
        yield from list_faults("items", self.items, least=2)
        yield from unknown_names(("right",), self.right, known=ids)
        lost = [name for name in ids if name not in self.right]
        twice = sorted({name for name in self.right if self.right.count(name) > 1})
        if lost or twice:
            yield Fault(
                ("right",),
                _("Nell'ordine giusto mancano: {lost}; sono ripetute: {twice}.").format(
                    lost=", ".join(lost) or "0", twice=", ".join(twice) or "0"
                ),
                _("ogni voce una volta sola"),
                _("Scrivi i nomi di tutte le voci, dalla prima all'ultima."),
            )
        # the first thing of all is never the first out of place: another stands there
        yield from without_reason("items", self.items, wrong=set(ids) - set(self.right[:1]))

    def _empty(self, answer: object) -> bool:
        return super()._empty(answer) or answer == []

    def _judge(self, answer: object) -> Verdict:
        order = _names(answer)
        if order is None or sorted(order) != sorted(self.right):
            return self._unreadable(answer)
        if tuple(order) == self.right:
            return self._right()
        if tuple(reversed(order)) == self.right:
            return Verdict("not_yet", _("L'ordine è giusto, ma al contrario."), "reversed")
        place = next(i for i, name in enumerate(order) if name != self.right[i])
        item = next(item for item in self.items if item.id == order[place])
        head = _("Posti giusti, dall'inizio: {count}.").format(count=place) if place else ""
        text = f"{head} {told_of(item.label, item.feedback)}".strip()
        return Verdict("not_yet", text, item.id)

    def _expects(self) -> str:
        return _("Ogni voce deve avere un posto, e ogni posto una voce sola.")

    def value(self, answer: object) -> object:
        """Return the order as a tuple."""
        return tuple(_names(answer) or ())

    def mistaken(self) -> tuple[tuple[str, object], ...]:
        """List the order backwards, and with two neighbours exchanged."""
        found: list[tuple[str, object]] = [("reversed", self.right[::-1])]
        for place in range(len(self.right) - 1 if len(self.right) > 2 else 0):
            order = list(self.right)
            order[place], order[place + 1] = order[place + 1], order[place]
            found.append((order[place], order))
        return tuple(found)

    @property
    def reference(self) -> tuple[str, ...]:
        """Identifiers in the right order."""
        return self.right

    @property
    def reference_text(self) -> str:
        """The things in the right order, in words."""
        labels = {item.id: plain(item.label) for item in self.items}
        return "; ".join(f"{i}. {labels[name]}" for i, name in enumerate(self.right, start=1))


@dataclass(frozen=True, kw_only=True)
class Grid(Exercise):
    """A table to tick: any number of columns for each row, as in the co-production matrix.

    A row's ``feedback`` is said when it is ticked wrongly.
    """

    rows: tuple[Option, ...]
    columns: tuple[Option, ...]
    right: Mapping[str, frozenset[str]]

    def _faults(self) -> Iterator[Fault]:
        rows, columns = [row.id for row in self.rows], [column.id for column in self.columns]
        yield from list_faults("rows", self.rows, least=1)
        yield from list_faults("columns", self.columns, least=1)
        yield from unknown_names(("right",), self.right, known=rows)
        for place, row in enumerate(rows):
            yield from unknown_names(
                ("rows", place, "right"), sorted(self.right.get(row, frozenset())), known=columns
            )
        yield from without_reason("rows", self.rows, wrong=rows)
        if not any(self.right.values()):  # a table without a tick is one nobody has tried
            yield no_right(("right",))

    def _empty(self, answer: object) -> bool:
        return super()._empty(answer) or (isinstance(answer, Mapping) and not any(map(bool, answer.values())))

    def _judge(self, answer: object) -> Verdict:
        given = self._read(answer)
        if given is None:
            return self._unreadable(answer)
        wrong = [row for row in self.rows if given[row.id] != self.right.get(row.id, frozenset())]
        if not wrong:
            return self._right()
        extra = sum(len(given[row.id] - self.right.get(row.id, frozenset())) for row in self.rows)
        lost = sum(len(self.right.get(row.id, frozenset()) - given[row.id]) for row in self.rows)
        counts = _("Righe giuste: {done} su {total}.").format(
            done=len(self.rows) - len(wrong), total=len(self.rows)
        )
        detail = _("Caselle di troppo: {extra}; mancanti: {lost}.").format(extra=extra, lost=lost)
        return Verdict(
            "not_yet", f"{counts} {detail} {told_of(wrong[0].label, wrong[0].feedback)}", wrong[0].id
        )

    def _expects(self) -> str:
        return _("Per ogni riga indica le colonne che vanno segnate.")

    def mistaken(self) -> tuple[tuple[str, object], ...]:
        """List the right grid with one box changed."""
        found = []
        for row in self.rows:
            for column in self.columns:
                ticked = self.right.get(row.id, frozenset()) ^ {column.id}
                answer = {**self.reference, row.id: sorted(ticked)}
                if not self._empty(answer):
                    found.append((row.id, answer))
        return tuple(found)

    def _read(self, answer: object) -> dict[str, frozenset[str]] | None:
        rows, columns = {row.id for row in self.rows}, {column.id for column in self.columns}
        if not isinstance(answer, Mapping) or not set(answer) <= rows:
            return None
        given = {row: frozenset[str]() for row in rows}
        for row, ticked in answer.items():
            names = _names(ticked)
            if names is None or not set(names) <= columns:
                return None
            given[row] = frozenset(names)
        return given

    @property
    def reference(self) -> dict[str, list[str]]:
        """The ticked columns of each row, in the order shown."""
        return {
            row.id: [c.id for c in self.columns if c.id in self.right.get(row.id, frozenset())]
            for row in self.rows
        }

    @property
    def reference_text(self) -> str:
        """The ticked columns of each row, in words."""
        labels = {column.id: plain(column.label) for column in self.columns}
        return "; ".join(
            f"{plain(row.label)}: " + (", ".join(labels[c] for c in self.reference[row.id]) or "–")
            for row in self.rows
        )


@dataclass(frozen=True, kw_only=True)
class OpenText(Exercise):
    """A few lines the learner compares with a model answer. Nobody grades them, and nobody pretends to.

    The answer is a text, or ``{"text": …, "met": […]}`` with the criteria the learner says are met.
    """

    model_answer: str
    criteria: tuple[Option, ...]
    least_words: int = 5

    def _faults(self) -> Iterator[Fault]:
        yield from list_faults("criteria", self.criteria, least=1)
        yield from number_faults(("least_words",), self.least_words, least=1)
        if len(self.model_answer.split()) < self.least_words:
            yield Fault(
                ("model_answer",),
                _("La risposta modello è più corta di quella che si chiede."),
                _("almeno {least} parole").format(least=self.least_words),
                _("Scrivila per intero."),
            )

    def _empty(self, answer: object) -> bool:
        text, _met = self._read(answer)
        return text is not None and not text.strip()

    def _judge(self, answer: object) -> Verdict:
        text, met = self._read(answer)
        if text is None or not met <= {item.id for item in self.criteria}:
            return self._unreadable(answer)
        if len(text.split()) < self.least_words:
            return Verdict("not_yet", _("È ancora poco: scrivi almeno una frase intera."), "too_short")
        open_ = [item for item in self.criteria if item.id not in met]
        model = "\n> ".join(self.model_answer.splitlines())
        if not open_:
            words = _("Secondo te la risposta soddisfa tutti i criteri.")
            seen = _("La risposta con cui confrontarla:")
            return Verdict(
                "right",
                f"{words} {self.why}\n\n{seen}\n\n> {model}",
                own_title=_("Confronto fatto: lo hai valutato tu"),
            )
        asks = "\n".join(f"- {item.label}" for item in open_)
        head = _("Confronta la tua risposta con questa, poi segna i criteri che soddisfa:")
        title = _("Adesso confronta")
        return Verdict("not_yet", f"{head}\n\n> {model}\n\n{asks}", "to_compare", own_title=title)

    def _expects(self) -> str:
        return _("Scrivi la risposta con parole tue.")

    def mistaken(self) -> tuple[tuple[str, object], ...]:
        """List what is not an answer yet: too few words, nothing compared."""
        short = [("too_short", "a")] if self.least_words > 1 else []
        return (*short, ("to_compare", "a " * max(self.least_words, 1)))

    def _read(self, answer: object) -> tuple[str | None, frozenset[str]]:
        if isinstance(answer, str):
            return answer, frozenset()
        if isinstance(answer, Mapping) and isinstance(answer.get("text"), str):
            met = _names(answer.get("met", []))
            return (None if met is None else answer["text"]), frozenset(met or ())
        return (None if answer is not None else ""), frozenset()

    @property
    def reference(self) -> dict[str, object]:
        """The model answer, with every criterion met."""
        return {"text": self.model_answer, "met": [item.id for item in self.criteria]}

    @property
    def reference_text(self) -> str:
        """The model answer."""
        return self.model_answer

    def secrets(self) -> tuple[str, ...]:
        """Add the model answer to what must not be given away."""
        return (*super().secrets(), self.model_answer)


__all__ = ["Grid", "Matching", "OpenText", "Ordering", "Table"]
