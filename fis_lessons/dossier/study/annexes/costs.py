"""The budget as a sheet: lines to write, totals by who, by how sure, by intervention of the programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fis_lessons.cases import load_programme
from fis_lessons.dossier.study.annexes.page import FORMATS, Annexes
from fis_lessons.dossier.study.annexes.table import FIRST, SPARE_ROW, Column, Reference, Rows, quoted
from fis_lessons.dossier.study.budget import (
    STAGES,
    BudgetLine,
    State,
    gives_back,
    own_words,
    state_words,
    who_pays_in_the_end,
)
from fis_lessons.i18n import gettext as _
from fis_lessons.sheets import mark_cell, put

SPARE = 5
_MOST_WHO = 60


def put_costs(annexes: Annexes, lines: Sequence[BudgetLine], *, resources: str = "") -> Any:
    """Write the sheet of the budget.

    Parameters
    ----------
    annexes
        The workbook.
    lines
        As the officer wrote them.
    resources
        Cell of the resources pooled in a year, if there is such a sheet.
    """
    words = state_words()
    table = Rows(
        annexes,
        _("Costi"),
        section="study",
        title=annexes.supposed(_("Costi e coperture, nei tre interventi del programma")),
        intro=_(
            "Una voce per riga: quanto, chi la mette, se il denaro c'è già. Dove l'intervento non è scritto la "
            "voce sta nell'ultima riga dei totali. Righe vuote pronte in fondo."
        ),
        columns=[
            Column(key="what", label=_("Voce"), width=44),
            Column(key="euros", label=_("Euro"), width=18, look="money"),
            Column(key="who", label=_("Chi la mette"), width=30),
            Column(
                key="state",
                label=_("Il denaro c'è?"),
                width=18,
                options=(*words.values(), *own_words().values()),
            ),
            Column(key="stage", label=_("Intervento"), width=14, options=STAGES),
        ],
    )
    for one in lines:
        table.add(
            one.what,
            {
                "what": one.what,
                "euros": one.euros,
                "who": ", ".join(
                    filter(None, (one.unread, one.who))
                ),  # a sum in words has no cell of its own
                "state": one.word or None,
                "stage": one.stage or None,
            },
        )
    for _spare in range(SPARE):
        table.add(SPARE_ROW, {})
    last = table.row - 1
    total = _put_states(table, last, words, resources)
    _put_stages(table, last)
    _put_who(table, last, lines, total)
    return table.finish(last=last, landscape=False)


def _put_states(table: Rows, last: int, words: dict[State, str], resources: str) -> str:
    euros, states = f"$B${FIRST}:$B${last}", f"$D${FIRST}:$D${last}"
    table.below(_("In tutto"), columns=[_("Euro")])
    total = f"$B${table.row}"
    table.sums(_("Costo del progetto"), [f"SUM({euros})"])
    labels: dict[State, str] = {
        "granted": _("di cui concesso, o stanziato dal Comune"),
        "announced": _("di cui annunciato"),
        "asked": _("di cui da chiedere, o da stanziare dal Comune"),
    }
    first = table.row
    for state, label in labels.items():
        told = [names[state] for names in (words, own_words()) if state in names]
        table.sums(label, ["+".join(f"SUMIF({states},{quoted(word)},{euros})" for word in told)])
    table.sums(_("di cui non si sa"), [f"{total}-SUM(B{first}:B{first + 2})"])
    lines = f'SUMPRODUCT(($A${FIRST}:$A${last}<>"")*1)-COUNT({euros})'
    table.sums(_("Voci senza una somma propria"), [f"MAX(0,{lines})"], look="whole")
    if resources:
        table.sums(_("Risorse messe in comune in un anno (foglio «Risorse»)"), [resources])
    return total


def _put_stages(table: Rows, last: int) -> None:
    euros, stages = f"$B${FIRST}:$B${last}", f"$E${FIRST}:$E${last}"
    table.below(
        _("Per intervento"), columns=[_("Euro"), _("Massimale del programma"), _("Oltre il massimale")]
    )
    begin = table.row
    for one in load_programme().interventions:
        label = _("Intervento {id}, {label}").format(id=one.id, label=_(one.label).lower())
        here = table.row
        table.sums(
            label, [f"SUMIF({stages},{quoted(one.id)},{euros})", "", f"MAX(0,B{here}-C{here})"]
        )  # fmt: skip
        cell = put(table.sheet, here, 3, one.cap.value)
        cell.number_format = FORMATS["money"]
        mark_cell(cell, "assumption")
    table.sums(_("Intervento non scritto"), [f"SUM({euros})-SUM(B{begin}:B{table.row - 1})"])
    table.note(
        _(
            "Il massimale riguarda il contributo del programma, non il costo: ciò che va oltre deve venire da "
            "altri. Massimali secondo: {sources}."
        ).format(sources=_sources())
    )


def _put_who(table: Rows, last: int, lines: Sequence[BudgetLine], total: str) -> None:
    names, euros = f"$C${FIRST}:$C${last}", f"$B${FIRST}:$B${last}"
    first = {one.who: FIRST + at for at, one in reversed(list(enumerate(lines))) if one.who}
    few = [(who, first[who]) for who in dict.fromkeys(one.who for one in lines if one.who)][:_MOST_WHO]
    table.below(_("Chi mette quanto"), columns=[_("Euro"), _("Quota"), _("Costo totale diviso la sua parte")])
    begin = table.row
    for _who, row in few:
        here = table.row
        table.sums(
            Reference(f"C{row}"),
            [
                f"SUMPRODUCT(EXACT({names},A{here})*{euros})",
                f"IF({total}=0,0,B{here}/{total})",
                f'IF(B{here}=0,"–",{total}/B{here})',
            ],
        )
        table.sheet.cell(here, 3).number_format = FORMATS["share"]
    spent = f"SUM(B{begin}:B{table.row - 1})" if few else "0"
    table.sums(_("Senza un nome accanto"), [f"{total}-{spent}"])
    if gives_back(lines):
        table.note(who_pays_in_the_end())
    table.note(_("Zero senza un nome accanto non vuol dire coperto: chi anticipa vuole il denaro indietro."))


def _sources() -> str:
    """Name who publishes the ceilings."""
    programme = load_programme()
    cited = {name for one in programme.interventions for name in one.cap.sources}
    return ", ".join(dict.fromkeys(one.publisher for one in programme.sources if one.id in cited))
