"""A before-and-after result in words: how much, how sure, and what it does not prove."""

from __future__ import annotations

from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.measures.training import SMALL_CLASS, PairedDifference


def sentence(found: PairedDifference, *, decimals: int = 1) -> str:
    """Say what changed in a class, in the language in use.

    Parameters
    ----------
    found
        Scores are right answers: the wording says so.
    decimals
        How many are shown; the effect size always has two.

    Examples
    --------
    >>> from fis_lessons.measures.training import paired_difference
    >>> print(sentence(paired_difference([4, 5, 6], [6, 8, 7])))
    Prima del corso le risposte giuste erano in media 5,0, dopo 7,0: 2,0 in più (persone: 3). ...
    """
    change = _("{gap} in più") if found.mean >= 0 else _("{gap} in meno")
    parts = [
        _(
            "Prima del corso le risposte giuste erano in media {before}, dopo {after}: {change} "
            "(persone: {pairs})."
        ).format(
            before=number(found.before, decimals=decimals),
            after=number(found.after, decimals=decimals),
            change=change.format(gap=number(abs(found.mean), decimals=decimals)),
            pairs=number(found.pairs),
        )
    ]
    if found.sd:
        parts.append(
            _("L'intervallo di confidenza al {level} va da {low} a {high}{zero}.").format(
                level=percent(found.interval.confidence, decimals=0),
                low=number(found.interval.low, decimals=decimals),
                high=number(found.interval.high, decimals=decimals),
                zero=_(" e comprende lo zero: anche nessun cambiamento è compatibile con i dati")
                if found.interval.low <= 0 <= found.interval.high
                else "",
            )
        )
    if found.d_av is not None:
        parts.append(
            _(
                "La grandezza dell'effetto è {size} (d_av: differenza in deviazioni standard dei punteggi)."
            ).format(size=number(found.d_av, decimals=2))
        )
    parts.append(
        _(
            "È un cambiamento fra due momenti: da solo non prova che lo abbia prodotto il corso, perché manca "
            "un gruppo di confronto."
        )
    )
    return " ".join(parts)


def cautions(found: PairedDifference) -> list[str]:
    """List what must be told together with the numbers; empty if nothing."""
    words = {
        "small_class": _(
            "La classe è piccola: {pairs} persone, sotto la soglia di {least} che abbiamo scelto. "
            "L'intervallo è largo e bastano poche persone a spostare il risultato."
        ).format(pairs=number(found.pairs), least=SMALL_CLASS),
        "incomplete_pairs": _(
            "Persone con un solo punteggio, escluse dal conto: {incomplete}. Chi manca può essere diverso da "
            "chi c'è: per esempio può avere lasciato il corso."
        ).format(incomplete=number(found.incomplete)),
        "no_spread": _(
            "Tutti sono cambiati della stessa misura: con questi dati l'incertezza non si può stimare."
        ),
    }
    return [words[name] for name in found.cautions]
