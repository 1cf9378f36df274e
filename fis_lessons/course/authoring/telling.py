"""Reports for authors on a terminal and on a page: what lessons lack, what moves."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from rich.console import Console
from rich.table import Table

from fis_lessons.course.authoring.gaps import Lack
from fis_lessons.course.authoring.moves import Compared, Move
from fis_lessons.dossier.paper import page
from fis_lessons.figures import escape, table_html
from fis_lessons.i18n import Language, counted, number, percent, use_language
from fis_lessons.i18n import gettext as _

_SHOWN = 40
_WIDE = "body { max-width: 80rem; } td, th { overflow-wrap: anywhere; }"


def console() -> Console:
    """Return where to write: as wide as it needs to be where nobody looks at it."""
    made = Console(highlight=False, markup=False)
    return made if made.is_terminal else Console(highlight=False, markup=False, width=160)


def _grid(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()
) -> Table:
    table = Table(title=title, title_justify="left")
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


# --- what lessons lack ------------------------------------------------------------------------------------
def _lack_heads() -> list[str]:
    return [
        _("Lezione"), _("Caso"), _("Fonti"), _("Ipotesi"), _("In prestito"), _("Domande aperte"),
        _("Esercizi in meno"), _("Domande del quiz in meno"), _("Errori non riconosciuti"), _("Parti che mancano"),
    ]  # fmt: skip


def _lack_row(one: Lack) -> list[str]:
    if one.trouble:
        return [one.lesson, one.case, *["–"] * 7, _("non si apre")]
    return [one.lesson, one.case, number(one.sources), *map(number, one.counts)]


def _lack_title() -> str:
    return _("Che cosa manca a ogni lezione, caso per caso")


def tell_lacks(found: Sequence[Lack]) -> None:
    """Write on a terminal what lessons lack: counts in a table, then one line for each thing that has a name."""
    out = console()
    out.print(_grid(_lack_title(), _lack_heads(), [_lack_row(one) for one in found], numbers=range(2, 10)))
    for line in named(found):
        out.print(line, soft_wrap=True)


def named(found: Sequence[Lack]) -> list[str]:
    """Name what is missing, a line for each lesson and case and kind of thing."""
    lines = []
    for one in found:
        for words, things in (
            (_("non si apre"), (one.trouble,) if one.trouble else ()),
            (_("esercizi in meno"), one.exercises),
            (_("domande del quiz in meno"), one.quiz),
            (_("errori non riconosciuti"), one.mistakes),
            (_("parti che mancano"), one.parts),
            (_("domande aperte"), one.questions),
        ):
            if things:
                lines.append(f"{one.lesson}, {one.case}: {words}: {'; '.join(things)}")
    return lines


def lacks_page(found: Sequence[Lack], *, lang: Language) -> str:
    """Write what lessons lack as a page."""
    with use_language(lang):
        table = pd.DataFrame([_lack_row(one) for one in found], columns=_lack_heads())
        lines = "".join(f"<li>{escape(line)}</li>" for line in named(found))
        head = escape(_("Una per una"))
        title = _lack_title()
        body = f"<h1>{escape(title)}</h1>{table_html(table, caption=title)}<h2>{head}</h2><ul>{lines}</ul>"
        return page(body, title=title, lang=lang, css=_WIDE)


# --- what moves -------------------------------------------------------------------------------------------
def _move_heads() -> list[str]:
    return [
        _("Lezione"),
        _("Caso"),
        _("Che cosa"),
        _("Prima"),
        _("Dopo"),
        _("Cambia del"),
        _("Citato in"),
        _("Accettato"),
    ]


def _move_row(move: Move) -> list[str]:
    change = "" if move.change is None else ("+" if move.change > 0 else "") + percent(move.change)
    quoted = "; ".join(f"{quote.file}, {quote.place}" for quote in move.quoted)
    return [
        move.lesson,
        move.case,
        move.item,
        move.before or "–",
        move.after or "–",
        change,
        quoted,
        move.accepted,
    ]


def summary(found: Compared) -> list[str]:
    """Say in a few lines how much moves, and what is still to be looked at."""
    if not found.moves:
        lines = [_("Nessun numero si muove rispetto a «{against}».").format(against=found.against)]
    else:
        answers = sum(": answer" in move.item for move in found.moves)
        words = _(
            "Si muovono: {count}. Risposte: {answers}. Citati in un testo: {quoted}. Da accettare: {open}."
        )
        quoted = sum(bool(move.quoted) for move in found.moves)
        lines = [
            words.format(
                count=number(len(found.moves)),
                answers=number(answers),
                quoted=number(quoted),
                open=number(len(found.open)),
            )
        ]
    for name in found.unneeded:
        lines.append(_("Accettato, e non si muove più: {name}.").format(name=name))
    return lines


def tell_moves(found: Compared) -> None:
    """Write on a terminal what moves: answers first, and how many more there are."""
    out = console()
    ordered = sorted(found.moves, key=lambda move: (bool(move.accepted), ": answer" not in move.item))
    if ordered:
        rows = [_move_row(move) for move in ordered[:_SHOWN]]
        out.print(_grid(_move_title(found), _move_heads(), rows, numbers=(5,)))
    if len(ordered) > _SHOWN:
        left = len(ordered) - _SHOWN
        words = counted(left, one=_("Ce n'è un altro."), more=_("Ce ne sono altri {count}."))
        out.print(words + " " + _("La pagina li elenca tutti: --output moves.html"))
    for line in summary(found):
        out.print(line, soft_wrap=True)


def _move_title(found: Compared) -> str:
    return _("Che cosa si muove rispetto a «{against}»").format(against=found.against)


def moves_page(found: Compared, *, lang: Language) -> str:
    """Write what moves as a page, with the sentences that quote an old number."""
    with use_language(lang):
        title = _move_title(found)
        body = [f"<h1>{escape(title)}</h1>", *(f"<p>{escape(line)}</p>" for line in summary(found))]
        if found.moves:
            table = pd.DataFrame([_move_row(move) for move in found.moves], columns=_move_heads())
            body.append(table_html(table, caption=title))
        quotes = {
            f"{quote.file}, {quote.place}: {quote.text}": f"{move.before} → {move.after}"
            for move in found.moves
            for quote in move.quoted
        }
        if quotes:
            items = "".join(f"<li>{escape(text)} ({escape(change)})</li>" for text, change in quotes.items())
            head = escape(_("Frasi che dicono ancora il numero di prima"))
            body.append(f"<h2>{head}</h2><ul>{items}</ul>")
        return page("".join(body), title=title, lang=lang, css=_WIDE)
