"""What lesson 12 tells, each statement with its source or called an assumption."""

from __future__ import annotations

import math

from fis_lessons import resources
from fis_lessons.dossier.deal_sheet import DEAL
from fis_lessons.dossier.offer_sources import for_deal
from fis_lessons.figures import Html, captioned
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, money, number, percent
from fis_lessons.lessons.desk import Citations, Note
from fis_lessons.lessons.desk.documents import filled
from fis_lessons.lessons.l12_investors_and_risk.exercises.returns import RIKERS_CAPITAL, RIKERS_YEARS
from fis_lessons.lessons.l12_investors_and_risk.ground import COST_EACH, FEE_EACH_YEAR, YEARS, Ground, euros
from fis_lessons.lessons.l12_investors_and_risk.pages.clauses import accounts, terms_table
from fis_lessons.measures.deal.terms import blended

_CATANZARO = "https://www.catanzarook.it/da-fondazione-cdp-e-comune-di-catanzaro-un-progetto-pilota-per-linclusione-delle-persone-con-disabilita"
_POLIMI = "https://re.public.polimi.it/handle/11311/1301408"
_COMIX = "https://finanzaetica.info/progetto/co-mix-progetto-di-housing-sociale-collaborativo-a-lucca/"
_STRETTOWEB = "https://www.strettoweb.com/2025/10/a-catanzaro-un-progetto-pilota-per-linclusione-delle-persone-con-disabilita/1979522/"
_PAYERS = "https://fdocumenti.com/document/la-ripartizione-della-spesa-nelle-rsa.html"
_COHORT = "http://www.civilsociety.co.uk/finance/news/content/17960/peterborough_social_impact_bond_reduces_reoffending_but_makes_no_payout_yet_to_investors"
_THRESHOLDS = "https://golab-indigo-data-store.herokuapp.com/app/project/INDIGO-POJ-0153"
_FINAL = "https://barrowcadbury.org.uk/news-and-opinion/news/peterborough-social-impact-bond-shown-to-cut-reoffending-and-make-investor-returns/"
_NEWPIN = "https://impactinvestingaustralia.com/case-studies/newpin-social-benefit-bond/"
_UTAH = "http://www.uw.org/news-events/news-articles/2015/organizers-of-utahs.html"
_RIKERS_NULL = "https://www.mdrc.org/project/social-impact-bond-project-rikers-island"
_AMBITO = "https://www.ambitodibergamo.it/node/978"
_BERGAMO_2024 = "https://www.bergamoinchiaro.it/2024/02/27/politiche-sociali/"
_RSA = "https://www.ecodibergamo.it/stories/premium/bergamo-citta/rsa-5-anni-rette-cresciute-del-14-in-bergamasca-resta-penuria-posti-o_2140735_11/"
_BARRIERS = "https://www.politesi.polimi.it/handle/10589/235769"
_CRITIC = "http://www.rivistaimpresasociale.it/rivista/articolo/social-impact-bond-payment-by-results-e-imprese-sociali"
_RIKERS = "https://www.socialventures.com.au/case-studies/rikers-island-sib/"
_RIKERS_GAIN = (
    "https://nonprofitquarterly.org/what-we-learned-from-the-failure-of-the-rikers-island-social-impact-bond/"
)


def story(ground: Ground, citations: Citations) -> str:
    """Tell who advances the money, and where the example comes from."""
    contract = Note(
        _("CatanzarOk, [il progetto pilota con Fondazione CDP]({url})").format(url=_CATANZARO), _CATANZARO
    )
    named = Note(
        _("StrettoWeb, [il progetto pilota per l'inclusione]({url})").format(url=_STRETTOWEB), _STRETTOWEB
    )
    barriers = Note(
        _("Politecnico di Milano, [tesi sui contratti a risultato in Italia]({url})").format(url=_BARRIERS),
        _BARRIERS,
    )
    critic = Note(
        _("Rivista Impresa Sociale, [Bernardoni, 2018, una voce critica]({url})").format(url=_CRITIC), _CRITIC
    )
    deal = ground.deal
    made_up = Note(
        _(
            "l'accordo d'esempio: costo, canone, prezzo, tetto, garanzia e rendimento sono "
            "inventati; solo la dimensione ricorda il "
            "contratto di Catanzaro."
        ),
        assumption=True,
    )
    parts = [
        _(
            "Un contratto che paga a risultato paga **dopo**. Ma gli stipendi si pagano "
            "**prima**. Qualcuno deve anticipare il denaro, e "
            "accettare di non rivederlo tutto se i risultati non arrivano: è l'investitore."
        ),
        _(
            "A Catanzaro la Fondazione CDP mette 200.000 euro in un contratto di quattro anni per "
            "20 persone, in cui il Comune paga un "
            "importo fisso al giorno e un premio."
        )
        + citations.cite(contract)
        + " "
        + _(
            "Quel denaro sostiene la cooperativa che gestisce il progetto. Una fonte chiama la fondazione "
            "«investitore», ma nessuna dice se il denaro debba tornare, né a quali condizioni: non chiamarlo "
            "investimento finché non lo sai."
        )
        + citations.cite(named),
        _(
            "Gli ostacoli letti nella lezione 11 valgono anche per chi anticipa: regole di gara rigide, bilanci "
            "annuali, esiti difficili da definire, risparmi che non si realizzano."
        )
        + citations.cite(barriers)
        + " "
        + _("Non mancano voci critiche.")
        + citations.cite(critic),
        _(
            "**L'accordo d'esempio.** {people} persone per {years} anni. Il servizio costa "
            "{cost}: {each} a persona. Un donatore mette {grant}; "
            "il Comune paga un canone di {fee} l'anno a persona; il resto, {investment}, lo "
            "anticipa un investitore. Per ogni persona che ce la "
            "fa il Comune paga {price}, fino a un tetto di {cap}. Se il capitale non torna "
            "tutto, un garante copre una parte di ciò che manca: {guarantee}."
        ).format(
            people=number(deal.people),
            years=YEARS,
            cost=money(euros(deal.service_cost)),
            each=money(COST_EACH),
            grant=money(euros(deal.grant)),
            fee=money(FEE_EACH_YEAR),
            investment=money(euros(deal.investment)),
            price=money(euros(deal.price)),
            cap=money(euros(deal.cap)),
            guarantee=percent(deal.guarantee, decimals=0),
        )
        + citations.cite(made_up),
    ]
    return "\n\n".join(parts)


def others(ground: Ground, citations: Citations) -> str:
    """Tell four deals of other countries with their numbers."""
    rikers = Note(_("Social Ventures Australia, [Rikers Island]({url})").format(url=_RIKERS), _RIKERS)
    gain = Note(
        _("Nonprofit Quarterly (2015), [che cosa insegna Rikers]({url})").format(url=_RIKERS_GAIN),
        _RIKERS_GAIN,
    )
    null = Note(_("MDRC, [il progetto e il suo effetto nullo]({url})").format(url=_RIKERS_NULL), _RIKERS_NULL)
    cohort = Note(_("Civil Society, 2014, [la prima coorte]({url})").format(url=_COHORT), _COHORT)
    final = Note(_("Barrow Cadbury Trust, [il risultato finale]({url})").format(url=_FINAL), _FINAL)
    thresholds = Note(
        _(
            "Government Outcomes Lab, Università di Oxford, [INDIGO, progetto POJ-0153, per le soglie]({url})"
        ).format(url=_THRESHOLDS),
        _THRESHOLDS,
    )
    newpin = Note(
        _("Impact Investing Australia, [Newpin Social Benefit Bond]({url})").format(url=_NEWPIN), _NEWPIN
    )
    rebuilt = Note(
        _(
            "i rendimenti di Newpin vengono da una regola ricostruita da noi, che torna con quelli pubblicati."
        ),
        assumption=True,
    )
    utah = Note(_("United Way of Salt Lake, 2015, [il primo pagamento]({url})").format(url=_UTAH), _UTAH)
    made_again = Note(
        _(
            "le somme di Rikers nella tabella: sono un conto nostro, quelle che dopo quattro anni danno i "
            "rendimenti pubblicati."
        ),
        assumption=True,
    )
    lines = [
        _(
            "**Rikers (New York).** 9,6 milioni di dollari per ridurre i ritorni in carcere. Il Comune cominciava "
            "a pagare se i giorni di detenzione calavano dell'8,5%; con il 10% il capitale sarebbe tornato tutto, "
            "e sopra c'era un guadagno, da mezzo milione a 2,1 milioni. L'effetto non ci fu: il Comune non pagò "
            "niente. Una garanzia copriva il 75% del capitale."
        )
        + citations.cite(rikers, gain, null, made_again),
        _(
            "**Peterborough (Inghilterra).** Prima coorte: 142 nuove condanne ogni 100 persone, "
            "contro 155 nel gruppo di confronto: l'8,4% in "
            "meno. La soglia per pagare subito era il 10%: niente. Alla fine, su tutti, il 9%: "
            "sopra la soglia del 7,5%, e si pagò."
        )
        + citations.cite(cohort, thresholds, final),
        _(
            "**Newpin (Nuovo Galles del Sud).** Il rendimento saliva un poco per volta: 7,5% "
            "l'anno con il 60% di bambini tornati in famiglia, "
            "12% con il 65%, 15% al massimo. Nei primi anni era garantito un minimo."
        )
        + citations.cite(newpin, rebuilt),
        _(
            "**Utah (scuola materna).** Di 110 bambini ritenuti a rischio uno solo ebbe l'insegnante di "
            "sostegno. Risparmio dichiarato: circa 281.000 dollari; agli investitori il 95%, circa "
            "267.000. Ma nessun gruppo di confronto diceva "
            "quanti ne avrebbero avuto bisogno comunque."
        )
        + citations.cite(utah),
    ]
    return "\n".join(f"- {line}" for line in lines)


def rikers_table(ground: Ground, citations: Citations) -> Html:
    """Set the published returns of Rikers beside the sums that give them, without the one the exercise asks."""
    records = [r for r in resources.published("impact_bonds", "rikers.csv") if r["reduction"] != "20"]
    rows = []
    for r in records:
        share = float(r["reduction"])
        less = percent(share / 100, decimals=0 if share == int(share) else 1)
        if not r["published_rate"]:
            rows.append(
                (less, _("si perde un quarto del capitale"), number(0.75 * RIKERS_CAPITAL, decimals=2))
            )
            continue
        rate = float(r["published_rate"]) / 100
        rows.append((less, percent(rate), number(RIKERS_CAPITAL * (1 + rate) ** RIKERS_YEARS, decimals=2)))
    columns = [
        _("Giorni di detenzione in meno"),
        _("Rendimento annuo pubblicato"),
        _("Somma che torna dopo quattro anni (milioni di dollari, conto nostro)"),
    ]
    return captioned(rows, columns=columns, caption=_("Rikers: che cosa sarebbe stato pagato"))


def continuum_table(ground: Ground, citations: Citations) -> Html:
    """Show the same deal from bond to grant: who would lose what if nobody succeeded."""
    need = ground.deal.investment + ground.deal.grant
    rows = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        grant, investment = blended(need, grant_share=share)
        name = {
            0.0: _("tutto anticipato (all'estero: social impact bond)"),
            1.0: _("tutto donato (contributo a fondo perduto)"),
        }.get(share, _("misto: {share} donato").format(share=percent(share, decimals=0)))
        rows.append(
            (
                name,
                money(euros(grant)),
                money(euros(investment)),
                money(-euros(investment)) if investment else money(0),
                number(math.ceil(investment / ground.deal.price)),
            )
        )
    columns = [
        _("Forma"),
        _("Donato"),
        _("Anticipato"),
        _("Perde chi anticipa, se nessuno riesce"),
        _("Riuscite che servono perché torni tutto"),
    ]
    return captioned(
        rows,
        columns=columns,
        caption=_("Dall'anticipo al contributo, a parità di servizio (senza garante)"),
    )


def bergamo(ground: Ground, citations: Citations) -> str:
    """Tell the target of Bergamo and what it would take."""
    ambito = Note(
        _("Ambito territoriale di Bergamo, [il progetto hOLD on]({url})").format(url=_AMBITO), _AMBITO
    )
    later = Note(
        _("Bergamo in chiaro, [politiche sociali, 2024]({url})").format(url=_BERGAMO_2024), _BERGAMO_2024
    )
    fee = Note(_("L'Eco di Bergamo, [le rette delle RSA]({url})").format(url=_RSA), _RSA)
    payers = Note(_("Franco Pesaresi, 2011, [chi paga per le RSA]({url})").format(url=_PAYERS), _PAYERS)
    return (
        _(
            "Bergamo si è data due traguardi: rinviare di almeno 5 anni l'ingresso nei servizi "
            "per chi non è più autosufficiente, e ridurre "
            "di almeno il 25% i costi del sistema."
        )
        + citations.cite(ambito)
        + " "
        + _("Nel 2024 il Comune lo presenta come il suo progetto più innovativo, che deve generare risparmi.")
        + citations.cite(later)
        + "\n\n"
        + _(
            "Un investitore chiederebbe tre cose. **Di chi è il risparmio?** La retta media di "
            "una RSA in provincia, 71,41 euro al giorno nel 2023, "
            "la paga la famiglia; il Comune integra dove serve. La quota sanitaria è della Regione: chi paga una "
            "RSA sono in tre."
        )
        + citations.cite(fee, payers)
        + " "
        + _(
            "**Quando arriva?** Il progetto si rivolge a chi ha fra 60 e 75 anni ed è in buona salute: chi "
            "entrerà in quei servizi lo farà, di solito, anni dopo. **Quante persone bisogna raggiungere?** "
            "Questo si può calcolare."
        )
    )


def lucca(ground: Ground, citations: Citations) -> str:
    """Tell what happened to pay-by-result in Lucca."""
    polimi = Note(_("Politecnico di Milano, [Pavesi e Cia, 2025]({url})").format(url=_POLIMI), _POLIMI)
    comix = Note(
        _("finanzaetica.info, [CO-MIX, housing sociale collaborativo a Lucca]({url})").format(url=_COMIX),
        _COMIX,
    )
    return (
        _(
            "A Lucca i ruoli c'erano: chi realizza, il Comune che avrebbe pagato con ciò che "
            "risparmiava in tre settori, chi disegnava il modello "
            "di pagamento, una banca indicata come possibile finanziatrice della fase successiva."
        )
        + citations.cite(comix)
        + " "
        + _(
            "C'era anche il quadro di valutazione. Chi ha studiato il progetto scrive però che "
            "il pagamento a risultato non ha avuto spazio per la "
            "sperimentazione, e lo chiama uno dei limiti."
        )
        + citations.cite(polimi)
        + " "
        + _(
            "Le fonti lette non dicono perché. Possiamo solo chiederci che cosa serve, in generale, per provarlo."
        )
    )


TEXTS = {"story": story, "others": others, "bergamo": bergamo, "lucca": lucca, "accounts": accounts}
TABLES = {"rikers": rikers_table, "continuum": continuum_table, "terms": terms_table}
NOTES = {
    "whose-saving": mark(
        "**Quando si vedrebbe il risparmio?** Per il tuo accordo scrivi in quale anno, e in quale voce di "
        "bilancio, qualcuno spenderebbe meno: Comune, famiglie, ASL, Stato. Se non è il Comune, scrivi chi "
        "dovrebbe sedere al tavolo."
    ),
}
DOCUMENTS = {"deal": filled(DEAL, offers=for_deal)}
