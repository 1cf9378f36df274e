"""How we read the chains of Lecce and Prato, as ``readings`` does the others."""

from __future__ import annotations

from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.l06_theory_of_change.ground.reading import Reading


def lecce_school() -> Reading:
    """Read the chain of the young people of Lecce."""
    return Reading(
        added=(),
        arrows=(
            (
                "resource-0", "activity-0",
                _("Scuola e centro diurno concordano giorni e materie."),
                _("I corsi cadono nelle ore in cui i ragazzi non possono."),
            ),
            (
                "activity-0", "output-0",
                _("I corsi parlano anche a chi a scuola va male."),
                _("Si iscrive chi avrebbe studiato comunque."),
            ),
            (
                "output-0", "outcome-0",
                _("Chi riesce in un corso riprende fiducia anche in classe."),
                _("Finito il corso, a scuola non è cambiato nulla."),
            ),
            (
                "outcome-0", "impact-0",
                _("Chi resta a scuola trova poi una strada."),
                _("Si resta un anno in più e poi si lascia."),
            ),
        ),
        indicators={
            "outcome-0": ("", ""),
        },
    )  # fmt: skip


def lecce_bodies() -> Reading:
    """Read the chain of the bodies of Lecce."""
    return Reading(
        added=(),
        arrows=(
            (
                "resource-0", "activity-0",
                _("Chi accompagna conosce i problemi degli enti piccoli."),
                _("Il percorso va bene solo per chi è già forte."),
            ),
            (
                "activity-0", "output-0",
                _("Gli enti hanno persone e tempo per partecipare."),
                _("Gli enti mandano sempre la stessa persona."),
            ),
            (
                "output-0", "outcome-0",
                _("Ciò che si impara si usa dopo la fine del percorso."),
                _("Finito il contributo, l'ente torna come prima."),
            ),
            (
                "outcome-0", "impact-0",
                _("Gli enti più forti restano vicini ai quartieri."),
                _("Gli enti crescono altrove."),
            ),
        ),
        indicators={
            "outcome-0": (
                _("Enti che dopo un anno hanno un'entrata o un servizio in più."),
                _("Bilancio dell'ente, un anno dopo."),
            ),
        },
    )  # fmt: skip


def prato() -> Reading:
    """Read the chain of Prato."""
    return Reading(
        added=(
            ("n-flats", "output", _("Case riparate e di nuovo abitabili.")),
        ),
        arrows=(
            (
                "resource-0", "activity-0",
                _("Le famiglie si fidano di chi le ascolta."),
                _("L'ascolto sembra un controllo, e le famiglie tacciono."),
            ),
            (
                "resource-0", "activity-2",
                _("Ci sono case che si riparano con poco."),
                _("I lavori costano più di quanto fanno risparmiare."),
            ),
            (
                "activity-0", "activity-1",
                _("Ciò che si è ascoltato decide il pacchetto."),
                _("Il pacchetto è uguale per tutti."),
            ),
            (
                "activity-1", "output-0",
                _("I servizi della città fanno la loro parte."),
                _("Ogni servizio aspetta l'altro."),
            ),
            (
                "activity-2", "n-flats",
                _("I lavori finiscono in tempo."),
                _("Le case restano chiuse."),
            ),
            (
                "output-0", "outcome-0",
                _("Sul mercato ci sono affitti che la famiglia regge."),
                _("La famiglia è pronta e la casa non c'è."),
            ),
            (
                "n-flats", "outcome-0",
                _("Le case riparate vanno a chi è in emergenza."),
                _("Le case vanno ad altri."),
            ),
            (
                "output-0", "outcome-1",
                _("Chi esce non lascia il posto a una spesa uguale."),
                _("L'alloggio liberato si riempie il giorno dopo, e la spesa resta."),
            ),
            (
                "outcome-0", "impact-0",
                _("Le famiglie uscite non tornano indietro."),
                _("Basta un mese senza lavoro per ricominciare."),
            ),
            (
                "outcome-1", "impact-0",
                _("Il denaro risparmiato va alla casa."),
                _("Il risparmio va altrove."),
            ),
        ),
        indicators={
            "outcome-0": ("", ""),
            "outcome-1": ("", _("Consuntivo del Comune, alla voce dell'emergenza abitativa.")),
        },
    )  # fmt: skip
