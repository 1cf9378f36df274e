"""What lesson 11 tells about its case and about contracts that pay for results, each statement with its source."""

from __future__ import annotations

from fis_lessons.cases import load_case
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.lessons.desk import Citations, Note, notes_of, opening_words
from fis_lessons.lessons.l11_outcome_contract.ground import DAYS, FAR, NEAR, REACH, Ground
from fis_lessons.lessons.l11_outcome_contract.published import fact, indigo, rate_card
from fis_lessons.measures.contract import shown
from fis_lessons.measures.contract.risk import relative_reduction

CATANZARO = "catanzaro"


def _link(words: str, url: str) -> Note:
    return Note(words.format(url=url), url)


def story(ground: Ground, citations: Citations) -> str:
    """Tell what the case has of a contract that pays for results, and what it has not."""
    case = ground.case
    parts = [opening_words(case, citations)]
    contract = case.outcome_contract
    if contract is None:
        parts.append(
            _(
                "**Un contratto a risultato qui non c'è**: le fonti lette su {case} non ne parlano. In questa "
                "lezione usiamo, come ipotesi, il disegno annunciato a Catanzaro, con persone simulate."
            ).format(case=case.municipality.name)
        )
    elif contract.status != "agreed":
        heads = {
            "designed_not_tested": _("**Un contratto disegnato e non provato.**"),
            "announced": _("**Un incentivo annunciato, di cui non si legge altro.**"),
            "studied": _("**Un contratto studiato e non concluso.**"),
        }
        parts.append(
            heads[contract.status]
            + " "
            + _(contract.text)
            + citations.cite(*notes_of(case, contract))
            + " "
            + _(
                "Perciò qui non c'è un risultato da raccontare. Per fare i conti usiamo, come "
                "ipotesi, il disegno "
                "annunciato a Catanzaro, con persone simulate."
            )
        )
    if case.id != CATANZARO or contract is None:
        parts.append(_("**Il disegno annunciato a Catanzaro.**") + " " + _announced(citations))
    else:
        parts.append(_("**Il contratto.**") + " " + _announced(citations))
    parts.append(
        _("**Le persone.**") + " " + _(case.target_groups[0].text)
        + citations.cite(*notes_of(case, case.target_groups[0]))
    )  # fmt: skip
    return "\n\n".join(parts)


def _announced(citations: Citations) -> str:
    case = load_case(CATANZARO)
    contract = case.outcome_contract
    assert contract is not None  # noqa: S101 - so is the file
    told = [contract, contract.certification]
    said = [_(one.text) + citations.cite(*notes_of(case, one)) for one in told if one is not None]
    return " ".join(said)


def first(ground: Ground, citations: Citations) -> str:
    """Tell why nobody should say that it is the first time."""
    case = load_case(CATANZARO)
    dispute = case.contradiction("primato")
    claims = "\n".join(f"- {_(c.text)}{citations.cite(*notes_of(case, c))}" for c in dispute.claims)
    return f"{claims}\n\n{_(dispute.how_to_read)}"


def unknown(ground: Ground, citations: Citations) -> str:
    """List what is not public, and the assumptions put in its place."""
    case = load_case(CATANZARO)
    contract = case.outcome_contract
    assert contract is not None  # noqa: S101 - so is the file
    given = next(one for one in case.stakeholders if one.id == "cdp").resources[0]
    missing = "\n".join(f"- {_(one)}" for one in contract.unknown)
    lines = [
        _("tariffa di {fee} al giorno e premio di {premium} a persona e verifica;").format(
            fee=money(ground.parameters.fee), premium=money(ground.parameters.premium)
        ),
        _("{days} giorni di apertura ogni tre mesi;").format(days=DAYS),
        _(
            "{people} persone, e ognuna arriva agli obiettivi con una probabilità del {chance} a ogni verifica;"
        ).format(people=ground.parameters.people, chance=percent(REACH, decimals=0)),
        _(
            "i 200.000 euro entrano nella cassa del Comune il primo giorno: nella realtà vanno alla cooperativa "
            "che gestisce il progetto."
        )
        + citations.cite(*notes_of(case, given)),
    ]
    note = Note(
        _(
            "Tariffa, premio, giorni di apertura, indicatori e probabilità nel contratto simulato sono scelti per "
            "la lezione: le fonti lette non li danno. Che i 200.000 euro entrino nella cassa del Comune è una "
            "semplificazione nostra, per seguire i pagamenti da una parte sola."
        ),
        assumption=True,
    )
    assumed = "\n".join(f"- {line}" for line in lines)
    return (
        _("Le fonti lette **non dicono**:")
        + f"\n\n{missing}\n\n"
        + _("Al loro posto mettiamo **ipotesi nostre**, che puoi cambiare:")
        + citations.cite(note)
        + f"\n\n{assumed}"
    )


def reboot(ground: Ground, citations: Citations) -> str:
    """Introduce the rate card that others published."""
    lines = rate_card("POJ-0121")
    return _(
        "**Reboot West**, Bristol: giovani che escono dalla tutela, {count} risultati con un prezzo. "
        "È il listino di un "
        "altro Paese: i prezzi non valgono in Italia, il metodo sì."
    ).format(count=len(lines)) + citations.cite(indigo("POJ-0121"))


def tariff(ground: Ground, citations: Citations) -> str:
    """Introduce the seven providers."""
    return _(
        "**Fair Chance Fund**, Inghilterra: sette fornitori con lo stesso listino, per giovani senza "
        "casa. Qui il listino "
        "moltiplicato per i risultati non è la somma pagata: in mezzo ci sono tetti, termini e verifiche."
    ) + citations.cite(indigo("POJ-0131…0137"))


def cap(ground: Ground, citations: Citations) -> str:
    """Introduce the ceiling that binds, and the one of Chicago."""
    lines = rate_card("POJ-0154")
    gross = sum(line.price * line.people for line in lines)
    first_part = _(
        "**Greater Manchester**, persone che dormono in strada da anni. Moltiplicando prezzi e "
        "risultati, riga per riga, si arriva a {gross} "
        "sterline. Il contratto ha un tetto di {cap} sterline."
    ).format(gross=number(gross), cap=number(fact("manchester", "contract_cap")))
    children, most = fact("chicago", "children"), fact("chicago", "first_payment_cap")
    price = fact("chicago", "price_ready")
    chicago = _(
        "**Chicago**, scuole dell'infanzia: {price} dollari per ogni bambino pronto per la scuola, e un primo "
        "pagamento di {most} dollari al massimo. Più della metà dei {children} bambini era pronta: "
        "già con {half} il listino farebbe {value} dollari, e vale il tetto."
    ).format(
        price=number(price),
        most=number(most),
        children=number(children),
        half=number(children // 2 + 1),
        value=number(price * (children // 2 + 1)),
    )
    reporter = _link(
        _("Chicago Reporter, [articolo sul primo pagamento]({url})"),
        "http://chicagoreporter.com/investors-earn-max-initial-payment-from-chicagos-social-impact-bond/",
    )
    weak = Note(
        _(
            "Il prezzo di 2.900 dollari viene dalla copia di un manuale trovata in rete: è una fonte debole, da "
            "ricontrollare."
        )
    )
    return f"{first_part}{citations.cite(indigo('POJ-0154'))}\n\n{chicago}{citations.cite(reporter, weak)}"


def peterborough(ground: Ground, citations: Citations) -> str:
    """Tell how a threshold decided in Peterborough."""
    treated, control = fact("peterborough", "cohort_treated"), fact("peterborough", "cohort_control")
    small, pool = fact("peterborough", "cohort_threshold"), fact("peterborough", "pool_threshold")
    published = _link(
        _("Civil Society, 2014, [articolo sulla prima coorte di Peterborough]({url})"),
        "http://www.civilsociety.co.uk/finance/news/content/17960/"
        "peterborough_social_impact_bond_reduces_reoffending_but_makes_no_payout_yet_to_investors",
    )
    thresholds = _link(
        _("CORE, [studio sul contratto di Peterborough, con le soglie]({url})"),
        "https://core.ac.uk/works/8384978",
    )
    final = _link(
        _("Barrow Cadbury Trust, [risultato finale e investitori]({url})"),
        "https://barrowcadbury.org.uk/news-and-opinion/news/"
        "peterborough-social-impact-bond-shown-to-cut-reoffending-and-make-investor-returns/",
    )
    return (
        _(
            "**Peterborough**, persone uscite dal carcere. Nella prima coorte le condanne nuove sono "
            "{treated} ogni "
            "100, contro {control} nel gruppo di confronto: {exact} in meno."
        ).format(
            treated=number(treated),
            control=number(control),
            exact=percent(relative_reduction(treated, control), decimals=1),
        )
        + citations.cite(published)
        + " "
        + _("La soglia per una coorte sola è il {small}%: niente pagamento anticipato.").format(
            small=number(small)
        )
        + citations.cite(thresholds)
        + " "
        + _(
            "Su tutte le coorti insieme la riduzione è del {final}% e la soglia del {pool}%: si "
            "paga. Lo stesso lavoro, "
            "letto su un gruppo più grande, passa una soglia più bassa."
        ).format(
            final=number(fact("peterborough", "pool_reduction_published")), pool=number(pool, decimals=1)
        )
        + citations.cite(final)
    )


def sampling(ground: Ground, citations: Citations) -> str:
    """Tell what a sample of files found, and the bound."""
    seen = ground.sampled
    note = Note(
        _("Pratiche, errori e somme della verifica a campione sono simulati per la lezione."), assumption=True
    )
    return (
        _(
            "Il fornitore chiede il premio per **{files} pratiche**, {paid} in tutto. Il valutatore "
            "ne estrae a caso "
            "**{sample}** e ne trova **{errors}** senza le prove. Nel campione sono {rate} su 100."
        ).format(
            files=number(seen.files),
            paid=shown(seen.paid),
            sample=number(seen.sample),
            errors=seen.errors,
            rate=number(100 * seen.rate, decimals=1),
        )
        + citations.cite(note)
        + "\n\n"
        + _(
            "**Limite superiore, con una confidenza del 95%: {bound}.** Se le pratiche sbagliate fossero di "
            "più, trovarne così "
            "poche nel campione capiterebbe meno di cinque volte su cento. Lo calcola il metodo di "
            "Clopper e Pearson, come se le pratiche fossero infinite: qui sono {files}, {sample} già viste, e il "
            "limite vero è un po' più basso."
        ).format(bound=percent(ground.bound), files=number(seen.files), sample=number(seen.sample))
        + citations.cite(
            Note(
                _(
                    "C. J. Clopper, E. S. Pearson, «The use of confidence or fiducial limits "
                    "illustrated in the case "
                    "of the binomial», Biometrika, 1934"
                )
            )
        )
    )


def people(ground: Ground, citations: Citations) -> str:
    """State the true effects of the simulated people."""
    note = Note(
        _("Le probabilità e gli effetti delle persone simulate sono scelti per la lezione."), assumption=True
    )
    return _(
        "Simuliamo {asking} persone che chiedono {places} posti. Metà parte **vicino** al "
        "risultato: arriverebbe "
        "comunque circa il {near}, il servizio aggiunge {near_more} punti. Metà parte "
        "**lontano**: arriverebbe "
        "comunque circa il {far}, il servizio aggiunge {far_more} punti. Nella realtà questi "
        "numeri non si vedono: "
        "qui li sappiamo perché li abbiamo scelti."
    ).format(
        asking=number(len(ground.applicants.base)),
        places=number(ground.parameters.people),
        near=percent(NEAR.base, decimals=0),
        near_more=number(100 * NEAR.effect),
        far=percent(FAR.base, decimals=0),
        far_more=number(100 * FAR.effect),
    ) + citations.cite(note)


def _payers() -> Note:
    url = "https://fdocumenti.com/document/la-ripartizione-della-spesa-nelle-rsa.html"
    return _link(_("Franco Pesaresi, 2011, [chi paga per le RSA]({url})"), url)


def saving(ground: Ground, citations: Citations) -> str:
    """Tell the trap of the care home fee."""
    url = (
        "https://www.ecodibergamo.it/stories/premium/bergamo-citta/"
        "rsa-5-anni-rette-cresciute-del-14-in-bergamasca-resta-penuria-posti-o_2140735_11/"
    )
    fee = _link(_("L'Eco di Bergamo, [rette delle RSA in provincia di Bergamo]({url})"), url)
    return (
        _(
            "In provincia di Bergamo la retta media di una RSA era di **71,41 euro al giorno nel "
            "2023**, circa 26.064 "
            "euro l'anno."
        )
        + citations.cite(fee)
        + " "
        + _(
            "Rimandare di un anno un ingresso fa risparmiare quella somma? Sì, ma **a chi paga la retta**, cioè "
            "alla famiglia. Una RSA la pagano in tre: il servizio sanitario, la persona, il Comune."
        )
        + citations.cite(_payers())
        + " "
        + _(
            "La quota sanitaria è della Regione. Il Comune risparmia solo per chi riceve l'integrazione, e lì può "
            "essere molto. Chi scrive l'intera retta nel bilancio del Comune paga risultati con soldi che non ha."
        )
    )


def barriers(ground: Ground, citations: Citations) -> str:
    """Tell what makes such contracts hard in Italy."""
    thesis = _link(
        _("Politecnico di Milano, [tesi sui contratti a risultato in Italia]({url})"),
        "https://www.politesi.polimi.it/handle/10589/235769",
    )
    return _(
        "Chi ha intervistato gli addetti ai lavori in Italia trova questi ostacoli: "
        "procedure complesse, regole di "
        "acquisto rigide, bilanci annuali per impegni di più anni, poche competenze finanziarie "
        "negli uffici, "
        "difficoltà a definire e misurare i risultati, risparmi che non si realizzano."
    ) + citations.cite(thesis)


def form(ground: Ground, citations: Citations) -> str:
    """Ask under which form of contract a premium can be paid: the first question of an office of contracts."""
    court = _link(
        _("Terzjus, [la Corte costituzionale 131/2020 sulla co-progettazione]({url})"),
        "https://terzjus.it/?p=1217",
    )
    code = _link(
        _("D.Lgs. 36/2023, [articolo 174]({url}), il partenariato"),
        "https://ius.lefebvregiuffre.it/dettaglio/10723109/art-174-nozione",
    )
    ours = Note(_("Dove stia bene un premio a risultato è una nostra lettura."), assumption=True)
    return (
        _(
            "**Con quale forma?** È la prima domanda dell'ufficio contratti. La co-progettazione con il Terzo "
            "settore, "
            "dice la Corte costituzionale, non si regge su prezzi e corrispettivi ma su scopi comuni e risorse "
            "messe "
            "insieme: un premio a risultato ci sta stretto."
        )
        + citations.cite(court, ours)
        + " "
        + _(
            "Se i privati mettono buona parte del denaro e portano il rischio, il codice dei contratti parla di "
            "partenariato pubblico-privato."
        )
        + citations.cite(code)
        + " "
        + _("Altrimenti può essere un appalto con un premio. Se sia anche debito, lo vedi nella lezione 12.")
    )
