"""What each design and each condition is called, and what each design lets one say."""

from __future__ import annotations

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.planning.designs import LEAST_MEASUREMENTS, Condition, Design


def design_name(design: str) -> str:
    """Name a design."""
    names: dict[Design, str] = {
        "lottery": _("Sorteggio fra chi ha fatto domanda"),
        "rota": _("Turni sorteggiati"),
        "threshold": _("Soglia di una graduatoria"),
        "did": _("Prima e dopo, con un confronto"),
        "matching": _("Confronto con persone simili"),
        "series": _("Serie lunga, senza confronto"),
        "before_after": _("Solo prima e dopo"),
        "description": _("Racconto di ciò che si è fatto"),
    }
    return next(words for name, words in names.items() if name == design)


def condition_text(condition: Condition) -> str:
    """Say what a situation lacks."""
    return {
        "more_applicants": _("più domande che posti"),
        "lots_accepted": _("un sorteggio accettato"),
        "starts_in_turns": _("un avvio a turni"),
        "access_by_score": _("una graduatoria con una soglia"),
        "comparison_group": _("un gruppo simile che resta fuori"),
        "measured_before": _("una misura prima dell'avvio"),
        "measured_in_comparison": _("la stessa misura in chi resta fuori"),
        "known_features": _("le caratteristiche che contano, in tutti e due i gruppi"),
        "many_measurements": _("almeno {count} misure prima dell'avvio").format(count=LEAST_MEASUREMENTS),
    }[condition]


def consequence(design: str) -> str:
    """Say what a design lets one write at the end, and what would spoil it."""
    texts: dict[Design, str] = {
        "lottery": _(
            "Alla fine puoi scrivere «il progetto ha cambiato…», con un margine. Si guasta se qualcuno aggira il "
            "sorteggio, o se molti se ne vanno da una parte sola."
        ),
        "rota": _(
            "Confronti chi è già entrato con chi aspetta il turno: vale come un sorteggio, ma "
            "solo finché gli altri "
            "non entrano."
        ),
        "threshold": _(
            "Confronti chi è appena sopra e chi è appena sotto la soglia. Dice qualcosa solo di "
            "loro, e servono molte "
            "persone vicine alla soglia."
        ),
        "did": _(
            "Puoi scrivere «più di quanto è cambiato altrove». Devi credere che, senza il progetto, i due gruppi "
            "avrebbero fatto la stessa strada."
        ),
        "matching": _(
            "Puoi scrivere «più di persone simili in ciò che sappiamo». Ciò che non sai, per esempio la voglia di "
            "riuscire, resta fuori."
        ),
        "series": _(
            "Vedi se la linea si piega quando cominci. Se in quel mese cambia anche altro, non puoi distinguerlo."
        ),
        "before_after": _(
            "Puoi scrivere «è cambiato», non «è cambiato grazie a noi»: sarebbe potuto cambiare lo stesso."
        ),
        "description": _("Puoi raccontare bene che cosa hai fatto e per chi. Non dell'effetto."),
    }
    return next(words for name, words in texts.items() if name == design)
