"""The contract sheet a learner fills in: its fields, with values to start from."""

from __future__ import annotations

from fis_lessons.dossier.contract_sheet import draw_sheet
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk.controls import Control, Pick, Whole, Words
from fis_lessons.lessons.outcome_contract.data import Deal


def sheet_control(deal: Deal) -> Control:
    """Return the control that writes the sheet."""
    return Control(
        id="sheet",
        title=_("La scheda del tuo contratto: scrivi i termini, e guarda che cosa ne viene."),
        inputs=(
            Words(name="result", label=_("Risultato da pagare"), value=_("scrivi qui il risultato")),
            Words(name="verifier", label=_("Chi verifica"), value=_("da decidere")),
            Whole(name="people", label=_("Persone"), low=1, high=1000, value=deal.people),
            Whole(name="price", label=_("Prezzo, euro"), low=0, high=20_000, step=50, value=500),
            Whole(name="cap", label=_("Tetto, euro"), low=0, high=1_000_000, step=500, value=10_000),
            Whole(name="anyway", label=_("Arriverebbero comunque, su 100"), low=0, high=99, value=30),
            Whole(name="expected", label=_("Pensi che arrivino, su 100"), low=1, high=100, value=50),
            Whole(name="threshold", label=_("Soglia, su 100 (0: nessuna)"), low=0, high=100, value=0),
            Pick(
                name="months",
                label=_("Verifica"),
                options=((_("ogni tre mesi"), "3"), (_("ogni sei mesi"), "6"), (_("ogni anno"), "12")),
                value="3",
            ),
        ),
        draw=draw_sheet,
    )
