"""The budget of a study, summed by who pays and by whether the money is there."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.cases import load_programme
from fis_lessons.dossier.study.budget import BudgetLine, gives_back, read_budget, who_pays_in_the_end
from fis_lessons.dossier.study.content import Block, Points, Said, Table
from fis_lessons.dossier.study.material import Material
from fis_lessons.dossier.study.notes import grounds
from fis_lessons.dossier.study.own import SECTION, as_written
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money


def ceilings() -> tuple[Block, ...]:
    """Show what the programme could give at most, intervention by intervention."""
    programme = load_programme()
    notes = grounds(programme, *(one.cap for one in programme.interventions))
    return (
        Table(
            id="ceilings",
            caption=_("I tre interventi del programma: quanto poteva dare, al massimo, a un progetto"),
            columns=(_("Intervento"), _("Tetto per progetto"), _("Durata massima")),
            rows=tuple(
                (f"{one.id}, {_(one.label)}", one.cap.text(), one.max_duration.text())
                for one in programme.interventions
            ),
            numeric=(1,),
            notes=notes,
        ),
    )


def costs(material: Material) -> tuple[Block, ...]:
    """Show the lines of a budget: who puts the money in, whether it is there, for which intervention."""
    lines = read_budget(material.text(SECTION, "budget"))
    if not any(one.euros is not None for one in lines):
        return as_written(material, "budget")
    rows = [
        (
            one.what,
            (one.unread or "–") if one.euros is None else _euros(one.euros),
            one.who or "–",
            (one.word or "–"),
            one.stage or "–",
        )
        for one in lines
    ]
    columns = (
        _("Voce"), _("Quanto"), _("Chi lo mette"), _("Il denaro c'è?"), _("Intervento"),
    )  # fmt: skip
    wide = 5 if any(one.stage for one in lines) else 4
    return (
        Table(
            id="study-budget",
            caption=material.supposed(_("Costi e coperture")),
            columns=columns[:wide],
            rows=tuple(row[:wide] for row in rows),
            numeric=(1,),
            notes=material.notes(SECTION, "budget"),
        ),
    )


def totals(material: Material) -> tuple[Block, ...]:
    """Sum a budget by who pays and by what each sum is, and name the lines that are in no sum."""
    lines = read_budget(material.text(SECTION, "budget"))
    notes = material.notes(SECTION, "budget")
    sums: dict[tuple[str, str], float] = {}
    for one in lines:
        if one.euros is not None:
            key = (one.who or "–", (one.word or "–"))
            sums[key] = sums.get(key, 0.0) + one.euros
    blocks: list[Block] = []
    if sums:
        rows = [(who, what, _euros(amount)) for (who, what), amount in sums.items()]
        rows.append((_whole(lines), "", _euros(sum(sums.values()))))
        blocks.append(
            Table(
                id="budget-totals",
                caption=material.supposed(_("Quanto mette ciascuno, e che cosa è ogni somma")),
                columns=(_("Chi lo mette"), _("Il denaro c'è?"), _("Quanto")),
                rows=tuple(rows),
                numeric=(2,),
                notes=notes,
            )
        )
    if gives_back(lines):
        blocks.append(Said(text=who_pays_in_the_end(), notes=notes))
    left = tuple(one.line() for one in lines if one.euros is None)
    if left:
        intro = _("Righe senza una somma propria: nei totali non ci sono.")
        blocks.append(Points(items=left, intro=intro, notes=notes))
    return tuple(blocks)


def _whole(lines: Sequence[BudgetLine]) -> str:
    """Call the sum of the lines what it is: money that is there, some of it, or none."""
    priced = [one.state for one in lines if one.euros is not None]
    if "granted" not in priced:
        return _("Somma delle righe: nessuna riga è denaro che c'è")
    if set(priced) == {"granted"}:
        return _("Somma delle righe")
    return _("Somma delle righe: non tutto è denaro che c'è")


def _euros(amount: float) -> str:
    return money(amount, decimals=0 if float(amount).is_integer() else 2)
