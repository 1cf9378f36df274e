"""The exercises of lesson 10 on how far a ratio can be trusted: break-even, and one share that decides."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.exercises import Hints, Number
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.lessons.l10_social_value.ground import MAIN, Ground
from fis_lessons.lessons.l10_social_value.published import WHEELS_FALLS, wheels_map
from fis_lessons.measures.sroi import Change, changed, evaluate, ratio_of


def break_even(ground: Ground) -> Number:
    """Ask the quantity of the main row at which the ratio is one."""
    row, found = ground.main, ground.result
    value = ground.break_even.value or 0.0
    decimals = 0 if row.quantity >= 100 else 1
    tolerance = max(0.06, row.quantity * 0.004)
    own = next(r.present_value for r in found.rows if r.outcome == MAIN)
    rest = found.present_value - own
    slips: list[Slip] = [
        (
            "divided_by_ratio",
            row.quantity / found.ratio,
            _(
                "Hai diviso la quantità per il rapporto. Ma le altre righe restano come sono: cambia solo "
                "questa."
            ),
        ),
        (
            "others_forgotten",
            row.quantity * found.inputs / own,
            _(
                "Hai chiesto a questa riga di pagare tutte le risorse. Una parte la coprono già le altre righe."
            ),
        ),
        ("today", row.quantity, _("Questa è la quantità di oggi: con questa il rapporto non è 1.")),
        (
            "difference",
            row.quantity - value,
            _("Questa è la distanza dalla quantità di oggi. Serve la quantità a cui si arriva."),
        ),
        (
            "others_doubled",
            row.quantity * (found.inputs + rest) / own,
            _("Le altre righe si tolgono dalle risorse, non si aggiungono."),
        ),
    ]
    return Number(
        id="break-even",
        question=_(
            "A quale quantità della riga «{row}» il rapporto è **esattamente 1**?\n\nOggi la quantità è "
            "{quantity} e la riga vale {own}. Tutte le righe insieme valgono {total}; le risorse sono "
            "{inputs}. Il resto non cambia."
        ).format(
            row=row.outcome,
            quantity=number(row.quantity),
            own=money(own),
            total=money(found.present_value),
            inputs=money(found.inputs),
        ),
        expected=value,
        tolerance=tolerance,
        decimals=decimals,
        mistakes=known_mistakes(value, slips, tolerance=tolerance, decimals=decimals),
        hints=Hints(
            nudge=_("Quanto deve portare questa riga, perché valore e risorse siano pari?"),
            pointer=_(
                "Risorse meno valore delle altre righe: è ciò che questa riga deve portare. Poi in proporzione."
            ),
            worked=_(
                "Le altre righe portano {rest}. Questa deve portarne {need}; ogni unità ne porta {each}."
            ).format(
                rest=money(rest),
                need=money(found.inputs - rest),
                each=number(own / row.quantity, decimals=2),
            ),
        ),
        why=_(
            "Il pareggio è a {value}, oggi siamo a {quantity}. È il **valore di pareggio**. Dice più del "
            "rapporto: quanto puoi sbagliare questa riga prima che il giudizio cambi."
        ).format(value=number(value, decimals=decimals), quantity=number(row.quantity)),
        minutes=5,
    )


def wheels(ground: Ground) -> Number:
    """Ask the ratio of the published map if much of the credit for the falls is of others."""
    value_map, credit = wheels_map(), ground.credit
    share, kept = percent(credit, decimals=0), percent(1 - credit, decimals=0)

    def after(changes: Sequence[Change]) -> float:
        return ratio_of(changed(value_map, changes))

    falls_only = Change(field="attribution", value=credit, outcomes=WHEELS_FALLS)
    expected, found = after([falls_only]), evaluate(value_map)
    slips: list[Slip] = [
        ("published", found.ratio, _("Questo è il rapporto con il 5% del merito ad altri. Cambia la quota.")),
        (
            "half_of_all",
            found.ratio * (1 - credit),
            _(
                "Hai tolto il {share} al rapporto intero. Cambiano solo le righe delle cadute, e il 5% era "
                "già tolto."
            ).format(share=share),
        ),
        (
            "all_rows",
            after([Change(field="attribution", value=credit)]),
            _("Hai cambiato la quota in tutte le righe. La domanda riguarda le sole cadute."),
        ),
        (
            "without_falls",
            round(after([Change(field="quantity", value=0, outcomes=WHEELS_FALLS)]), 3),
            _("Così hai tolto del tutto le cadute. Del merito resta il {kept}.").format(kept=kept),
        ),
        ("net", expected - 1, _("Questo è il rapporto netto. Serve quello intero.")),
    ]
    shown = number(expected, decimals=2)
    return Number(
        id="wheels",
        question=_(
            "Nell'esempio pubblicato solo il 5% delle cadute evitate è attribuito ad altri. **Se fosse il "
            "{share}**, quale sarebbe il rapporto? Scrivi il risultato con due decimali."
        ).format(share=share),
        expected=expected,
        tolerance=0.006,
        decimals=2,
        mistakes=known_mistakes(expected, slips, tolerance=0.006, decimals=2),
        hints=Hints(
            nudge=_("Il medico, i farmaci, i familiari: anche altri fanno evitare una caduta."),
            pointer=_("Nel controllo sposta «Merito di altri» a {share} e lascia le cadute a 7.").format(
                share=number(100 * credit)
            ),
            worked=_(
                "Le cadute valgono {falls} sterline con il 95% del merito. Ricalcola con il {kept}, aggiungi il "
                "resto e dividi per {inputs}."
            ).format(
                kept=kept,
                falls=number(sum(r.present_value for r in found.rows if r.outcome in WHEELS_FALLS)),
                inputs=number(found.inputs),
            ),
        ),
        why=_(
            "Il rapporto scende da {before} a {after}. Una sola percentuale, scelta a tavolino, decide se il "
            "progetto «rende». E senza le cadute il rapporto sarebbe {none}: i pasti, le amicizie e la salute "
            "quasi non entrano nel conto."
        ).format(
            before=written_ratio(found.ratio, decimals=2),
            after=shown,
            none=number(after([Change(field="quantity", value=0, outcomes=WHEELS_FALLS)]), decimals=3),
        ),
        minutes=4,
    )
