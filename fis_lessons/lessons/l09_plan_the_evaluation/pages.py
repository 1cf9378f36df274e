"""What lesson 09 tells and the tables it shows, each statement with its source or called an assumption."""

from __future__ import annotations

from fis_lessons import resources
from fis_lessons.dossier.evaluation_plan import PLAN
from fis_lessons.dossier.offer_sources import for_plan
from fis_lessons.figures import Html, captioned
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, money, number, percent
from fis_lessons.lessons.desk import Citations, Note
from fis_lessons.lessons.desk.documents import filled
from fis_lessons.lessons.l09_plan_the_evaluation.exercises import consequences_known
from fis_lessons.lessons.l09_plan_the_evaluation.ground import (
    COHORT,
    FIRST_AGE,
    LAST_AGE,
    Ground,
    design_name,
)
from fis_lessons.measures.planning.designs import STRENGTH
from fis_lessons.measures.planning.duty import LEAST_MONTHS, MORE_THAN_EURO
from fis_lessons.territory import source

_AVVISO = "https://cesvmessina.org/notizie/fondo-per-linnovazione-sociale-avviso-pubblico-per-la-selezione-di-progetti-sperimentali"
_LECCE = "https://www.giornaledipuglia.com/2022/07/officine-mezzogiorno-450mila-euro-dal.html"
_CON_I_BAMBINI = "https://vita.it/contrasto-della-poverta-educativa-cosa-abbiamo-imparato"
_FIFTY = "https://www.conibambini.org/?p=48951"
_ONE_PER_CALL = "http://www.vita.it/it/article/2020/07/09/nel-mega-laboratorio-di-con-i-bambini-la-valutazione-dimpatto-entra-ne/156158/"
_CULTURE = "https://sitoarcheologico.formez.it/notizie/lanimazione-culturale-come-politica-urbana-sperimentazioni-del-fondo-innovazione-sociale.html"
_ACHAB = "http://rivistaimpresasociale.it/component/k2/item/240-valutazione-impatto-sociale-controfattuale-percorsi-achab.html"
_VIS = "https://www.asiterzosettore.it/avv-fici-valutazione-di-impatto-sociale-il-ministero-adotta-le-linee-guida-per-gli-enti-del-terzo-settore/"
_CONVENTION = "https://www.rivistaimpresasociale.it/rivista/articolo/la-valutazione-d-impatto-sociale-nella-co-progettazione"
_CATANZARO = "https://www.catanzarook.it/da-fondazione-cdp-e-comune-di-catanzaro-un-progetto-pilota-per-linclusione-delle-persone-con-disabilita"
_STUDY = "https://www.gazzettaufficiale.it/atto/serie_generale/caricaArticolo?art.codiceRedazionale=19A00753&art.dataPubblicazioneGazzetta=2019-02-07&art.flagTipoArticolo=0&art.idArticolo=5&art.idGruppo=0&art.idSottoArticolo=1&art.idSottoArticolo1=10&art.progressivo=0&art.versione=1"


def story(ground: Ground, citations: Citations) -> str:
    """Tell why the plan comes first, and present the project made up to practise."""
    study = Note(
        _("Gazzetta Ufficiale, DPCM 21 dicembre 2018, [articolo 5]({url})").format(url=_STUDY), _STUDY
    )
    areas = Note(_("CESV Messina, [l'avviso del Fondo e le sue aree]({url})").format(url=_AVVISO), _AVVISO)
    culture = Note(_("Formez, [l'animazione culturale nel FIS]({url})").format(url=_CULTURE), _CULTURE)
    lecce = Note(_("Giornale di Puglia, [Officine Mezzogiorno]({url})").format(url=_LECCE), _LECCE)
    bambini = Note(
        _("Vita, 2024, [che cosa ha imparato Con i Bambini]({url})").format(url=_CON_I_BAMBINI),
        _CON_I_BAMBINI,
    )
    fifty = Note(
        _("Con i Bambini, 2024, [la valutazione del bando Prima Infanzia]({url})").format(url=_FIFTY), _FIFTY
    )
    call = Note(
        _("Vita, 2020, [come cambia la valutazione di Con i Bambini]({url})").format(url=_ONE_PER_CALL),
        _ONE_PER_CALL,
    )
    achab = Note(_("Rivista Impresa Sociale, [la valutazione di Percorsi]({url})").format(url=_ACHAB), _ACHAB)
    made_up = Note(
        _("il progetto contro la dispersione, i suoi posti, le domande e le quote di chi smette."),
        assumption=True,
    )
    people = Note(source())
    parts = [
        _(
            "Lo studio di fattibilità del FIS deve già contenere gli indicatori e un modello per "
            "misurare e valutare "
            "l'impatto."
        )
        + citations.cite(study)
        + " "
        + _("Se ci si pensa a progetto finito, spesso non c'è più nessuno con cui confrontare."),
        _(
            "Chi valuta trova anche delusioni. Con i Bambini finanzia progetti contro la povertà educativa. Nei "
            "primi bandi chiedeva un valutatore in ogni partenariato. A ottobre 2024 ha pubblicato cinquanta "
            "valutazioni e ne ha analizzate trenta: 24 sono positive, 6 progetti non hanno raggiunto gli esiti."
        )
        + citations.cite(bambini, fifty)
        + " "
        + _(
            "Negli ultimi bandi un paio di valutatori seguono tutti i progetti, per poter mettere insieme i "
            "risultati: l'aveva annunciato nel 2020."
        )
        + citations.cite(call)
        + " "
        + _(
            "In Italia c'è anche un esperimento con il sorteggio: sosteneva giovani svantaggiati "
            "negli studi universitari."
        )
        + citations.cite(achab),
        _(
            "La lotta alla dispersione scolastica è una delle tre aree del FIS: riguarda chi non "
            "va a scuola, chi smette, chi "
            "ripete, chi frequenta poco."
        )
        + citations.cite(areas)
        + " "
        + _(
            "Fra i progetti che abbiamo trovato, quello che parla apertamente di abbandono è a "
            "Lecce, e sta nell'area "
            "dell'animazione culturale."
        )
        + citations.cite(lecce, culture)
        + " "
        + _(
            "Di progetti presentati proprio contro la dispersione, con un nome, non ne abbiamo trovati. Per "
            "esercitarci ne inventiamo uno."
        ),
        _(
            "**Il progetto d'esempio.** Siamo a {city}. I residenti da {first} a {last} anni sono {residents}."
        ).format(
            city=ground.case.municipality.name,
            first=FIRST_AGE,
            last=LAST_AGE,
            residents=number(ground.residents),
        )
        + citations.cite(people)
        + " "
        + _(
            "Un partenariato offre un anno di accompagnamento a {places} ragazzi che rischiano "
            "di smettere di studiare; le "
            "domande sono {applicants}. Di solito, fra ragazzi così, {usual} su cento smettono entro "
            "l'anno. Il progetto spera di scendere a {hoped} su cento."
        ).format(
            places=number(ground.places),
            applicants=number(ground.applicants),
            usual=number(100 * ground.stop_rate),
            hoped=number(100 * ground.hoped),
        )
        + citations.cite(made_up),
    ]
    return "\n\n".join(parts)


def designs_table(ground: Ground, citations: Citations) -> Html:
    """List the designs with their strength and what they let one say."""
    rows = [
        (design_name(name), number(STRENGTH[name]), words)  # type: ignore[index]
        for name, words in consequences_known().items()
    ]
    return captioned(
        rows,
        columns=[_("Disegno"), _("Forza"), _("Che cosa potrai scrivere")],
        caption=_("Che cosa regge, e quanto"),
    )


def duty_table(ground: Ground, citations: Citations) -> Html:
    """List the conditions under which the evaluation is a duty."""
    rows = [
        (_("Affidamento"), _("un servizio di interesse generale affidato da una pubblica amministrazione")),
        (_("Previsione"), _("l'amministrazione prevede la valutazione")),
        (_("Durata"), _("almeno {months} mesi").format(months=LEAST_MONTHS)),
        (_("Dimensione"), _("più di {euro}").format(euro=money(MORE_THAN_EURO))),
        (_("Territorio"), _("più regioni, tutto il Paese o l'estero")),
    ]
    return captioned(
        rows,
        columns=[_("Condizione"), _("Che cosa chiede")],
        caption=_("L'obbligo c'è solo se ci sono tutte e cinque"),
    )


def duty_words(ground: Ground, citations: Citations) -> str:
    """Say where the conditions come from, and what remains good practice."""
    vis = Note(
        _("ASI Terzo settore, [le linee guida sulla valutazione d'impatto]({url})").format(url=_VIS), _VIS
    )
    convention = Note(
        _("Rivista Impresa Sociale, [la valutazione d'impatto nella co-progettazione]({url})").format(
            url=_CONVENTION
        ),
        _CONVENTION,
    )
    return (
        _(
            "Il decreto ministeriale del 23 luglio 2019 obbliga alla valutazione dell'impatto "
            "sociale gli enti del Terzo "
            "settore, ma solo con cinque condizioni insieme."
        )
        + citations.cite(vis)
        + " "
        + _("Le linee guida sulla co-progettazione chiedono comunque che la convenzione ne parli.")
        + citations.cite(convention)
    )


def small(ground: Ground, citations: Citations) -> str:
    """Tell the one real group of this size the sources give."""
    contract = Note(
        _("CatanzarOk, [il contratto di risultato con Fondazione CDP]({url})").format(url=_CATANZARO),
        _CATANZARO,
    )
    return (
        _(
            "Un esempio vero: a Catanzaro il contratto di risultato sociale riguarda {people} persone, "
            "per quattro anni. Il Comune paga una tariffa giornaliera fissa e, se gli obiettivi sono "
            "raggiunti, un premio."
        ).format(people=number(COHORT))
        + citations.cite(contract)
        + " "
        + _("Quali obiettivi, e con quali soglie, nelle fonti lette non si vede.")
    )


def counts_table(ground: Ground, citations: Citations) -> Html:
    """Show the simulated table with its totals."""
    table = ground.table.copy()
    table[_("Totale")] = table.sum(axis=1)
    table.loc[_("Totale")] = table.sum(axis=0)
    head = _("Com'è finito l'anno")
    words = table.map(number).reset_index(names=head)
    return captioned(words, caption=_("Tabella simulata: ragazzi seguiti, per quartiere"))


def published_table(ground: Ground, citations: Citations) -> Html:
    """Set the published sizes beside those worked out here."""
    rows = [
        (
            _("differenza {d}, errore accettato {alpha}").format(
                d=number(float(r["d"]), decimals=1), alpha=percent(float(r["alpha"]), decimals=0)
            ),
            r["n"],
            number(float(r["exact"]), decimals=1),
        )
        for r in resources.published("cohen_1992", "n_per_group.csv")
        if r["alpha"] == "0.05"
    ]
    return captioned(
        rows,
        columns=[_("Che cosa si cerca"), _("Pubblicato"), _("Rifatto qui")],
        caption=_("Persone in ciascun gruppo, probabilità di vedere l'effetto 80%"),
    )


def published(ground: Ground, citations: Citations) -> str:
    """Say what the published sizes are."""
    cohen = Note(
        _(
            "J. Cohen, *A power primer*, Psychological Bulletin 112 (1992), tabella 2, nelle "
            "cifre comunemente riportate: "
            "non l'abbiamo letta nell'articolo."
        )
    )
    return _(
        "Sono cifre che si citano da trent'anni. La differenza è in deviazioni standard, cioè in "
        "rapporto a quanto le persone, di solito, si scostano dalla media: 0,2 è piccola, 0,5 media, 0,8 "
        "grande. Lo scarto è solo di arrotondamento: un piano serio arrotonda per eccesso."
    ) + citations.cite(cohen)


def calendar_table(ground: Ground, citations: Citations) -> Html:
    """List who does what and when in an evaluation of one school year: an example."""
    evaluator, school = _("Valutatore"), _("Valutatore, scuole")
    rows = [
        (
            _("Prima dell'avviso"),
            _("Domanda, esito, disegno, numero di persone: si scrivono e si datano"),
            _("Comune, valutatore"),
            "4",
        ),
        (_("Prima dell'avvio"), _("Prima misura, in tutti; informativa; sorteggio in pubblico"), school, "6"),
        (_("Durante"), _("Si annota chi entra, chi esce, che cosa riceve davvero"), _("Chi realizza"), "5"),
        (_("Fine anno"), _("Stessa misura, in tutti, anche in chi ha smesso di venire"), school, "6"),
        (_("Due mesi dopo"), _("Analisi come da piano; prima lettura con chi partecipa"), evaluator, "6"),
        (_("Entro sei mesi"), _("Si pubblica, qualunque sia il risultato"), _("Comune"), "1"),
    ]
    return captioned(
        rows,
        columns=[_("Quando"), _("Che cosa"), _("Chi"), _("Giornate")],
        caption=_("Chi fa che cosa e quando; le giornate sono un'ipotesi"),
    )


TEXTS = {"story": story, "small": small, "duty": duty_words, "published": published}
TABLES = {
    "designs": designs_table,
    "counts": counts_table,
    "duty": duty_table,
    "published": published_table,
    "calendar": calendar_table,
}
NOTES = {
    "who-is-out": mark(
        "**Chi resterà fuori, e chi lo decide?** Pensa al prossimo avviso del tuo "
        "Comune. Scrivi come entrano le "
        "persone, e quale parola del testo potresti cambiare perché resti un confronto."
    ),
}
DOCUMENTS = {"plan": filled(PLAN, offers=for_plan)}
