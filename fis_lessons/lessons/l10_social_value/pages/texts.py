"""What lesson 10 tells about its case and its numbers, each statement with its source."""

from __future__ import annotations

from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.desk import Citations, Note, notes_of, opening_words
from fis_lessons.lessons.l10_social_value.ground import Ground, rsa_fee
from fis_lessons.lessons.l10_social_value.published import (
    WHEELS_TOTAL,
    perry_again,
    perry_flows,
    perry_note,
    pounds,
    wheels_map,
    wheels_note,
)
from fis_lessons.measures.cashflows import irr
from fis_lessons.measures.sroi import evaluate

_VIS_URL = "https://www.asiterzosettore.it/avv-fici-valutazione-di-impatto-sociale-il-ministero-adotta-le-linee-guida-per-gli-enti-del-terzo-settore/"
_ZAMAGNI_URL = "https://www.csqa.it/Servizi-alla-Persona/News/Impatto-sociale,-pronte-linee-guida-del-Governo"
_PAYERS_URL = "https://fdocumenti.com/document/la-ripartizione-della-spesa-nelle-rsa.html"
_LUCCA_URL = "https://co-mix.it/valutazione-dimpatto-sociale/"
_CATANZARO_URL = "https://www.kyosei.it/projects/rete-fattorie-sociali/"


def story(ground: Ground, citations: Citations) -> str:
    """Tell what the case promises about money."""
    case = ground.case
    opening = opening_words(case, citations)
    if case.project == "bergamo":
        goal = case.story[1]
        promise = _(
            "Fra i traguardi ce n'è uno in denaro: ridurre i costi del sistema di almeno il 25%."
        ) + citations.cite(*notes_of(case, goal))
    elif case.project == "lucca":
        promise = _(
            "Il progetto dice che il Comune può risparmiare costi che avrebbe dovuto sostenere per i giovani, "
            "per la disabilità e per la casa."
        ) + citations.cite(Note(f"[CO-MIX]({_LUCCA_URL})", _LUCCA_URL))
    elif case.project == "catanzaro":
        promise = _(
            "Fra gli scopi dichiarati c'è quello di ridurre la spesa sociale pubblica."
        ) + citations.cite(Note(f"[Kyosei]({_CATANZARO_URL})", _CATANZARO_URL))
    elif case.project == "lecce" and case.outcome_contract is not None:
        promise = _(
            "L'incentivo annunciato lega un compenso ai risultati: per pagarli bisogna dare loro un valore."
        ) + citations.cite(*notes_of(case, case.outcome_contract))
    elif case.project == "prato":
        need = case.needs[0]
        promise = _(
            "Per l'emergenza abitativa il Comune indica per il 2018 {amount}: lo studio cerca lì un risparmio."
        ).format(amount=need.quantities[0].text()) + citations.cite(*notes_of(case, need))
    else:
        promise = _("Prima o poi qualcuno chiede: quanto vale, in euro?")
    question = _(
        "Quanto vale? E quel denaro, chi lo risparmia? Le fonti lette non danno ancora un risparmio misurato."
    )
    return f"{opening}\n\n{promise} {question}"


def whose(ground: Ground, citations: Citations) -> str:
    """Say whose saving a fee not paid is."""
    fee = rsa_fee()
    told = _(
        "In provincia di Bergamo la retta media di una RSA era {daily} euro al giorno nel 2023, circa "
        "{yearly} euro in un anno."
    ).format(daily=number(fee.daily, decimals=2), yearly=number(fee.yearly)) + citations.cite(fee.note)
    payers = _("Una RSA la pagano in tre: il servizio sanitario, la persona, il Comune.") + citations.cite(
        Note(_("Franco Pesaresi, 2011, [chi paga per le RSA]({url})").format(url=_PAYERS_URL), _PAYERS_URL)
    )
    meaning = _(
        "La quota sanitaria è della Regione. La retta la paga **la famiglia**. Il Comune paga solo le "
        "integrazioni, per chi non arriva a pagarla: risparmia solo lì, e lì può essere molto."
    )
    cashable = _(
        "E anche quando il risparmio è del Comune, non sempre si può spendere: se un educatore ha un'ora "
        "libera, il suo stipendio resta lo stesso. È **capacità liberata**. Diventa **risparmio in bilancio** "
        "solo se una spesa si cancella davvero."
    )
    return f"{told} {payers} {meaning}\n\n{cashable}"


def participants(ground: Ground, citations: Citations) -> str:
    """Say where the numbers of the map come from."""
    label, pool = ground.pool
    words = _(
        "I residenti di {ages} sono {pool}. Immaginiamo di coinvolgerne circa uno ogni cento: {count} persone."
    ).format(ages=label, pool=number(pool), count=number(ground.participants))
    rest = _(
        "Tutti gli altri numeri sono **ipotesi per la lezione**, salvo dove c'è una fonte. Non dicono che "
        "cosa ha ottenuto il progetto vero."
    )
    mark = citations.cite(ground.participants_note(), ground.note_of("belonging"))
    if ground.case.project == "bergamo":
        rest += " " + _(
            "Dalla retta che le famiglie non pagano abbiamo tolto ciò che spende chi resta a casa. Le persone con "
            "l'integrazione del Comune sono altre, se no lo stesso euro si conterebbe due volte."
        )
    return f"{words}{mark} {rest}"


def perry(ground: Ground, citations: Citations) -> str:
    """Recompute a published internal rate, and tell the later estimate that halves it."""
    rate = irr(perry_flows()).only()
    first = _(
        "Un esempio pubblicato: per un asilo americano, il Perry Preschool, è stato stimato un tasso interno "
        "del **16%**. Con i flussi stampati in quello studio, rifatto qui, è il **{rate}**."
    ).format(rate=percent(rate, decimals=2)) + citations.cite(perry_note())
    again = _(
        "Il conto torna, ma non basta. Nel 2010 altri hanno rifatto la stima, perché il sorteggio dei bambini non "
        "era stato rispettato del tutto: trovano in genere fra il **7 e il 10%**. Ritrovare un numero non vuol "
        "dire che sia giusto."
    ) + citations.cite(perry_again())
    return f"{first} {again}"


def wheels(ground: Ground, citations: Citations) -> str:
    """Present the published value map."""
    result = evaluate(wheels_map())
    return _(
        "**Wheels-to-Meals** è l'esempio svolto della guida internazionale allo SROI: un pranzo comune per "
        "persone anziane e con disabilità, con trasporto e volontari. Risorse: {inputs}. Il valore attuale "
        "totale pubblicato è {known}; rifatto qui, è {ours}."
    ).format(
        inputs=pounds(result.inputs, decimals=0),
        known=pounds(WHEELS_TOTAL),
        ours=pounds(result.present_value),
    ) + citations.cite(wheels_note())


def abroad(ground: Ground, citations: Citations) -> str:
    """Say what a British database of unit costs is good for."""
    note = Note(
        _(
            "Greater Manchester Combined Authority e New Economy, *Unit Cost Database*, versione 1.4, 2015, "
            "CC BY 4.0"
        )
    )
    return _(
        "In Inghilterra c'è una banca dati con 683 costi unitari: per ciascuno dice l'unità, l'ente che lo "
        "sostiene, l'anno, la fonte, un giudizio di qualità.{mark} Insegna **come** si scrive una scheda di "
        "costo. I prezzi e le istituzioni però sono di là: il valore va cercato qui."
    ).format(mark=citations.cite(note))


def vis(ground: Ground, citations: Citations) -> str:
    """Say what the Italian guidelines ask, and what they do not."""
    duty = _(
        "Le linee guida sulla **valutazione d'impatto sociale** (VIS, decreto del 23 luglio 2019) la rendono "
        "obbligatoria solo se ci sono insieme: un servizio di interesse generale affidato da "
        "un'amministrazione che la prevede, almeno 18 mesi, più di un milione di euro, un'area che supera la "
        "regione."
    ) + citations.cite(Note(_("[ASI Terzo settore]({url})").format(url=_VIS_URL), _VIS_URL))
    free = _(
        "Non impongono una misura. Nel 2018, prima del decreto, chi ha guidato il tavolo, Stefano Zamagni, diceva "
        "che lo SROI è utile in alcuni ambiti e in altri no."
    ) + citations.cite(Note(f"[CSQA]({_ZAMAGNI_URL})", _ZAMAGNI_URL))
    return f"{duty}\n\n{free}"
