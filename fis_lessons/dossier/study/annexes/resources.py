"""Who puts in what: resources at a stated value, the lever, and what is left when one goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fis_lessons.dossier.study.annexes.page import Annexes
from fis_lessons.dossier.study.annexes.table import FIRST, SPARE_ROW, Column, Reference, Rows, quoted
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.pooling import Contribution, Kind
from fis_lessons.sheets import put, put_formula

SPARE = 3
MOST = 25
"""More than so many who bring something would make the second table wider than a page."""


def kind_words() -> dict[Kind, str]:
    """Return the kinds as the lesson reads them."""
    return {"money": _("denaro"), "goods": _("beni"), "time": _("ore")}


def put_resources(annexes: Annexes, things: Sequence[Contribution]) -> tuple[Any, str]:
    """Write the sheet of the resources; return it, and the cell of what they are worth in all."""
    words = kind_words()
    table = Rows(
        annexes,
        _("Risorse"),
        section="network",
        title=_("Chi mette che cosa in un anno, e che cosa resta se uno esce"),
        intro=_(
            "Euro per denaro e beni, ore per il tempo; un'ora vale quanto è scritto accanto, perché nessuno la "
            "paga. «Se c'è» dice senza chi la risorsa non arriva: il nome va scritto uguale. Righe vuote pronte "
            "in "
            "fondo."
        ),
        columns=[
            Column(key="who", label=_("Chi"), width=32),
            Column(key="kind", label=_("Che cosa"), width=14, options=tuple(words.values())),
            Column(key="amount", label=_("Quanto"), width=16, look="number"),
            Column(key="wage", label=_("Euro all'ora"), width=16, look="money"),
            Column(
                key="", label=_("Valore"), width=18, look="paid",
                formula=lambda row: f"C{row}*IF(B{row}={quoted(words['time'])},D{row},1)",
            ),
            Column(key="needs", label=_("Se c'è"), width=30),
        ],
    )  # fmt: skip
    for one in things:
        needs = one.needs[0] if one.needs else ""
        table.add(
            one.who,
            {"who": one.who, "kind": words[one.kind], "amount": one.amount, "wage": one.wage, "needs": needs},
        )
    for _spare in range(SPARE):
        table.add(SPARE_ROW, {})
    last = table.row - 1
    places = {one.who: FIRST + place for place, one in reversed(list(enumerate(things)))}
    whos = {who: places[who] for who in dict.fromkeys(one.who for one in things)}
    total = _put_sums(table, last, words)
    _put_each(table, last, whos, total=total, steps=_depth(things) + 1)
    return table.finish(last=last), total


def _put_sums(table: Rows, last: int, words: dict[Kind, str]) -> str:
    values = f"$E${FIRST}:$E${last}"
    table.below(_("In tutto"), columns=[_("Euro"), _("Quota")])
    total = table.row
    for label, formula in (
        (_("Risorse di un anno"), f"SUM({values})"),
        *(
            (label, f"SUMPRODUCT(($B${FIRST}:$B${last}={quoted(words[kind])})*{values})")
            for kind, label in _kind_labels().items()
        ),
    ):
        row = table.sums(label, [formula, f"IF($B${total}=0,0,B{table.row}/$B${total})"])
        table.sheet.cell(row, 3).number_format = "0.0%"
    return f"$B${total}"


def _kind_labels() -> dict[Kind, str]:
    return {
        "money": _("di cui denaro"),
        "goods": _("di cui beni e spazi"),
        "time": _("di cui tempo, al valore scritto"),
    }


def _put_each(table: Rows, last: int, whos: dict[str, int], *, total: str, steps: int) -> None:
    """Write what each brings, its lever, and what is left without it."""
    titles = [
        _("Porta"),
        _("Quota"),
        _("Per ogni suo euro, sul tavolo"),
        _("Se esce, resta"),
        _("Resta, in quota"),
    ]
    table.below(_("Uno per uno"), columns=titles)  # fmt: skip
    names, values = f"$A${FIRST}:$A${last}", f"$E${FIRST}:$E${last}"
    few = dict(list(whos.items())[:MOST])
    begin = table.row
    # the steps stand under this table: one column for each who goes, one block for each step
    first_block = begin + len(few) + 4
    height = last - FIRST + 1
    for place, row in enumerate(few.values()):
        column = table.letter(2 + place)
        end = first_block + (steps - 1) * (height + 1)
        fallen = f"{column}${end}:{column}${end + height - 1}"
        here = table.row
        table.sums(
            Reference(f"A{row}"),
            [
                f"SUMPRODUCT(EXACT({names},A{here})*{values})",
                f"IF({total}=0,0,B{here}/{total})",
                f'IF(B{here}=0,"–",{total}/B{here})',
                f"SUMPRODUCT({values}*(1-{fallen}))",
                f"IF({total}=0,0,E{here}/{total})",
            ],
        )
        for position in (3, 6):
            table.sheet.cell(here, position).number_format = "0.0%"
    table.note(
        _(
            "Se esce uno, escono anche le risorse che c'erano solo con lui, e quelle che dipendevano da queste."
        )
    )
    table.printed = table.row - 1
    table.row = first_block - 1
    words = _("Conti di passaggio: 1 se la risorsa cade quando esce chi è in testa")
    put(table.sheet, table.row, 1, words)
    for place, row in enumerate(few.values()):
        put_formula(table.sheet, table.row, 2 + place, f"A{row}")
    _put_steps(table, last, count=len(few), first_block=first_block, steps=steps)


def _put_steps(table: Rows, last: int, *, count: int, first_block: int, steps: int) -> None:
    """Write, step by step, which resource falls when somebody goes: what the chain of who needs whom gives."""
    names, height, head = f"$A${FIRST}:$A${last}", last - FIRST + 1, table.row
    for step in range(steps):
        block = first_block + step * (height + 1)
        for line in range(height):
            at = FIRST + line
            put_formula(table.sheet, block + line, 1, f'A{at}&""')
            for place in range(count):
                column = table.letter(2 + place)
                leaves = f"{column}${head}"
                falls = f"OR(EXACT($A${at},{leaves}),EXACT($F${at},{leaves}))"
                after = "0"
                if step:
                    before = block - (height + 1)
                    others = f"{column}${before}:{column}${before + height - 1}"
                    needed = f"EXACT({names},$F${at})"
                    after = (
                        f'IF($F${at}="",0,IF(SUMPRODUCT(--{needed})=0,0,'
                        f"IF(SUMPRODUCT({needed}*(1-{others}))=0,1,{column}{before + line})))"
                    )
                put_formula(table.sheet, block + line, 2 + place, f'IF($A${at}="",0,IF({falls},1,{after}))')
    table.row = first_block + steps * (height + 1)


def _depth(things: Sequence[Contribution]) -> int:
    """Return how long the longest chain of who depends on whom is."""
    needed = {one.who: set(one.needs) for one in things}
    for one in things:
        needed[one.who] |= set(one.needs)
    longest = 1
    level = set(needed)
    for step in range(1, len(needed) + 1):
        level = {name for name in needed if needed[name] & level}
        if not level:
            break
        longest = step + 1
    return min(longest, 12)
