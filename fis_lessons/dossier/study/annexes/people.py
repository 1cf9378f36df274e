"""Who is at the table as a sheet: scores, roles and phases to write, what follows from them by formula."""

from __future__ import annotations

from typing import Any

from fis_lessons.cases.labels import COMPULSORY_ROLES, role_label, service_phase_label
from fis_lessons.dossier.study.annexes.page import Annexes
from fis_lessons.dossier.study.annexes.table import FIRST, SPARE_ROW, Column, Rows, quoted
from fis_lessons.dossier.table_draft import APART, PHASES, ROLES, Seats
from fis_lessons.figures.stakeholders import attitude_label
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.stakeholders.influence import MIDDLE
from fis_lessons.measures.stakeholders.salience import salience, salience_label
from fis_lessons.measures.stakeholders.seats import HIGHEST, LOWEST, Kind

SPARE = 3
HOLDS = "x"
"""What a cell of a role or of a phase holds where somebody has it."""


def kind_words() -> dict[Kind, str]:
    """Return the kinds in one word or two, none with a comma."""
    return {
        "public": _("pubblico"),
        "third_sector": _("Terzo settore"),
        "private": _("privato"),
        "community": _("comunità"),
    }


def put_people(annexes: Annexes, seats: Seats) -> Any:
    """Write the sheet of the table."""
    kinds = kind_words()
    yes, no = _("sì"), _("no")
    table = Rows(
        annexes,
        _("Soggetti"),
        section="stakeholders",
        title=annexes.supposed(_("Chi siede al tavolo: potere, interesse, ruoli, fasi")),
        intro=_(
            "Punteggi da 1 (poco) a 5 (molto), giudizio di chi ha compilato la mappa; dal {middle} in su contano "
            "come alti. Una «x» dice chi ha un ruolo o partecipa a una fase. Righe vuote pronte in fondo."
        ).format(middle=round(MIDDLE)),
        columns=_columns(yes, no),
    )

    def told(chosen: bool) -> str | None:
        # of a real body an example says neither: nobody chose it
        return yes if chosen else None if annexes.worked else no

    for seat in seats:
        table.add(
            seat.name,
            {
                "name": seat.name, "kind": kinds[seat.kind], "power": seat.power, "interest": seat.interest,
                "legitimacy": told(seat.legitimacy), "urgency": told(seat.urgency),
                **{f"role_{role}": HOLDS if role in seat.roles else None for role in ROLES},
                **{f"phase_{phase}": HOLDS if phase in seat.phases else None for phase in PHASES},
            },
        )  # fmt: skip
    for _spare in range(SPARE):
        table.add(SPARE_ROW, {})
    last = table.row - 1
    _put_roles(table, last)
    return table.finish(last=last)


def _columns(yes: str, no: str) -> list[Column]:
    score = (LOWEST, HIGHEST)
    return [
        Column(key="name", label=_("Chi"), width=26),
        Column(key="kind", label=_("Tipo"), width=14, options=tuple(kind_words().values())),
        Column(key="power", label=_("Potere"), width=8, look="whole", limits=score),
        Column(key="interest", label=_("Interesse"), width=10, look="whole", limits=score),
        Column(key="legitimacy", label=_("Legittimità"), width=11, options=(yes, no)),
        Column(key="urgency", label=_("Urgenza"), width=9, options=(yes, no)),
        Column(key="", label=_("Che cosa fare"), width=22, formula=_treated),
        Column(key="", label=_("Classe"), width=18, formula=lambda row: _class(row, yes)),
        *(
            Column(key=f"role_{role}", label=role_label(role).capitalize(), width=11, options=(HOLDS,))
            for role in ROLES
        ),
        *(
            Column(
                key=f"phase_{phase}",
                label=service_phase_label(phase).capitalize(),
                width=11,
                options=(HOLDS,),
            )
            for phase in PHASES
        ),
        Column(key="", label=_("Ruoli da separare"), width=12, formula=lambda row: _clash(row, yes)),
    ]


def _treated(row: int) -> str:
    strong, keen = f"C{row}>={MIDDLE:g}", f"D{row}>={MIDDLE:g}"
    engage, satisfy, inform, watch = (
        quoted(attitude_label(way)) for way in ("engage", "satisfy", "inform", "watch")
    )  # fmt: skip
    told = f"IF({strong},IF({keen},{engage},{satisfy}),IF({keen},{inform},{watch}))"
    return f'IF(COUNT(C{row}:D{row})<2,"",{told})'


def _class(row: int, yes: str) -> str:
    def pick(power: bool, legitimacy: bool) -> str:
        told = [
            quoted(salience_label(salience(power, legitimacy=legitimacy, urgency=urgent)))
            for urgent in (True, False)
        ]
        return f"IF(F{row}={quoted(yes)},{told[0]},{told[1]})"

    def by_right(power: bool) -> str:
        return f"IF(E{row}={quoted(yes)},{pick(power, True)},{pick(power, False)})"

    return (
        f'IF(OR(C{row}="",E{row}="",F{row}=""),"",IF(C{row}>={MIDDLE:g},{by_right(True)},{by_right(False)}))'
    )


def _clash(row: int, yes: str) -> str:
    from openpyxl.utils import get_column_letter

    where = {role: f"{get_column_letter(9 + place)}{row}" for place, role in enumerate(ROLES)}
    both = ",".join(
        f"AND({where[one]}={quoted(HOLDS)},{where[other]}={quoted(HOLDS)})" for one, other in APART
    )
    return f'IF(OR({both}),{quoted(yes)},"")'


def _put_roles(table: Rows, last: int) -> None:
    table.below(_("Ruoli: quanti li coprono"), columns=[_("Quanti"), _("Serve?")])
    for role in ROLES:
        column = table.at(f"role_{role}")
        count = f"SUMPRODUCT(--({column}{FIRST}:{column}{last}={quoted(HOLDS)}))"
        needed = ""
        if role in COMPULSORY_ROLES:
            told = (quoted(_("sì: manca")), quoted(_("sì: c'è")))
            needed = f"IF({count}=0,{told[0]},{told[1]})"
        table.sums(role_label(role).capitalize(), [count, needed], look="whole")
    table.note(
        _(
            "I quattro ruoli obbligatori sono quelli dell'avviso FIS: proponente, attuatore, finanziatore, "
            "valutatore."
        )
    )
