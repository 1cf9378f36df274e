"""The clauses of an agreement in plain words, and what a head of accounts asks before anybody signs."""

from __future__ import annotations

from fis_lessons.figures import Html, captioned
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Citations, Note
from fis_lessons.lessons.l12_investors_and_risk.ground import Ground

_CODE = "https://ius.lefebvregiuffre.it/dettaglio/10723109/art-174-nozione"
_BEFORE = (
    "https://ius.lefebvregiuffre.it/dettaglio/10723115/"
    "art-175-programmazione-valutazione-preliminare-controllo-e-monitoraggio"
)
_TOLD = "http://www.dirittodeiservizipubblici.it/legislazione/provvedimento.asp?sezione=dettprov&id=1401"
_RISKS = "https://awn.it./attivita/abitare-il-paese/60-press/rassegna-stampa/2672-project-financing-si-sgonfia-la-bolla"
_COVER = "https://officeadvice.it/testo-unico-enti-locali/articolo-191/"


def accounts(ground: Ground, citations: Citations) -> str:
    """Answer what a head of accounts asks first: which contract, whether it is debt, whether it is covered."""
    code = Note(_("D.Lgs. 36/2023, [articolo 174]({url}), il partenariato").format(url=_CODE), _CODE)
    before = Note(
        _("D.Lgs. 36/2023, [articolo 175]({url}), prima di sceglierlo").format(url=_BEFORE), _BEFORE
    )
    told = Note(_("Circolare del 19 maggio 2022, [che cosa si comunica]({url})").format(url=_TOLD), _TOLD)
    risks = Note(_("Il Sole 24 Ore, 2015, [i rischi e i conti pubblici]({url})").format(url=_RISKS), _RISKS)
    cover = Note(_("D.Lgs. 267/2000, [articolo 191]({url}), impegno e copertura").format(url=_COVER), _COVER)
    ours = Note(
        _("che cosa riporta il rischio al Comune è una nostra lettura: la risposta la dà la ragioneria."),
        assumption=True,
    )
    return "\n".join(
        [
            "- "
            + _(
                "**Che contratto è?** Per il codice dei contratti è un partenariato pubblico-privato solo se ci "
                "sono "
                "insieme: un rapporto lungo per un risultato di interesse pubblico; denaro in buona parte "
                "privato; il "
                "privato che realizza e gestisce, il pubblico che fissa gli obiettivi e li verifica; il **rischio "
                "operativo** sul privato."
            )
            + citations.cite(code)
            + " "
            + _(
                "Prima si confronta con un appalto, e si guarda quanto l'ente può indebitarsi e che cosa c'è nel "
                "bilancio pluriennale."
            )
            + citations.cite(before),
            "- "
            + _(
                "**È debito?** Il nome non decide. Contano le regole di Eurostat, cioè chi porta davvero i "
                "rischi; le "
                "operazioni si comunicano, perché se ne stimi l'effetto sul debito."
            )
            + citations.cite(told)
            + " "
            + _(
                "Per le opere, nel 2015, restava fuori dai conti pubblici solo chi passava al privato almeno due "
                "rischi su tre (costruzione, mercato, disponibilità); più di due terzi dei casi riclassificati, "
                "in "
                "valore, non li passavano."
            )
            + citations.cite(risks)
            + " "
            + _(
                "Un canone alto, un minimo garantito o una garanzia del Comune riportano il rischio al Comune."
            )
            + citations.cite(ours),
            "- "
            + _(
                "**C'è la copertura?** Un Comune spende solo con un impegno registrato in bilancio e la copertura "
                "attestata: per il canone e per il tetto, anno per anno."
            )
            + citations.cite(cover),
        ]
    )


def terms_table(ground: Ground, citations: Citations) -> Html:
    """Explain the clauses of a partnership agreement in plain words."""
    rows = [
        (
            _("Esito e misura"),
            _("Che cosa deve succedere, a chi, e chi lo conta"),
            _("Può migliorare senza che nessuno stia meglio?"),
        ),
        (
            _("Prezzo e tetto"),
            _("Quanto vale un risultato, quanto si paga al massimo"),
            _("Il risparmio vero copre il prezzo?"),
        ),
        (
            _("Soglia"),
            _("Sotto quale risultato non si paga niente"),
            _("Con poche persone, può negare un effetto che c'è?"),
        ),
        (
            _("Cascata"),
            _("In che ordine si paga: capitale, rendimento, premio, reimpiego"),
            _("Chi è in fondo, e lo sa?"),
        ),
        (_("Garanzia"), _("Chi restituisce che cosa se va male"), _("Il garante è lo stesso che decide?")),
        (
            _("Verifica"),
            _("Chi certifica, quando, su quali documenti"),
            _("È pagato da chi guadagna dal risultato?"),
        ),
        (
            _("Uscita"),
            _("Che cosa succede se uno se ne va, o se cambia la legge"),
            _("Chi resta con le persone?"),
        ),
        (
            _("Bilancio"),
            _("In quale anno il Comune impegna la somma"),
            _("C'è la copertura anche se va molto bene?"),
        ),
    ]
    return captioned(
        rows,
        columns=[_("Clausola"), _("Che cosa dice"), _("Domanda da fare")],
        caption=_("Le clausole di un accordo, in parole semplici"),
    )
