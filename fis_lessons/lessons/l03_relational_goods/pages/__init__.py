"""What lesson 03 tells about its case, other cities and published figures, each statement with its source."""

from __future__ import annotations

from fis_lessons.cases.labels import resource_label
from fis_lessons.dossier.asset_register import AssetEditor
from fis_lessons.dossier.asset_sheet import ASSET
from fis_lessons.dossier.editor import invitation
from fis_lessons.dossier.sharing_agreement import AGREEMENT
from fis_lessons.figures import Html, captioned
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, number, percent
from fis_lessons.lessons.desk import Citations, Live, Note, Notebook, notes_of, opening_words
from fis_lessons.lessons.desk.documents import filled
from fis_lessons.lessons.l03_relational_goods.controls.index import indicator_name, istat_note
from fis_lessons.lessons.l03_relational_goods.ground import (
    GOALPOST_YEARS,
    INDICATORS,
    QUARTERS,
    REGISTER,
    YEAR,
    Ground,
    relations,
)
from fis_lessons.lessons.l03_relational_goods.pages.maps import case_map
from fis_lessons.measures.egonets import ego_network
from fis_lessons.territory import source

_BETTI = "https://spaziobetti.it/il-progetto/"
_BETTI_OPENS = "https://www.viverefermo.it/2023/03/20/taglio-del-nastro-per-spazio-betti-un-nuovo-luogo-per-i-ragazzi-della-citt/51354/"
_BETTI_SHUTS = "https://www.ilrestodelcarlino.it/fermo/cronaca/futuro-a-rischio-per-spaziobetti-il-progetto-si-ferma-e-cerca-casa-de04d918"
_BETTI_WORKS = "https://laprovinciadifermo.com/chiude-spazio-betti-della-casa-disegna-il-futuro-riaprira-al-buc-con-tutti-i-servizi-obiettivo-un-finanziamento-da-un-milione"
_BETTI_TOWN = (
    "https://comune.fermo.it/it/notizie/archive/view/d/400/art/"
    "3623-progetto-per-ostello-e-ricettivita-turistica-sempre-pia-vicino-e-concreto"
)
_BETTI_MONEY = "https://www.cronachefermane.it/2024/01/05/lavori-allo-spazio-betti-calcinaro-le-attivita-verranno-trasferite-in-altri-locali-del-centro-storico/615811"
_PERUGIA_ROOMS = "https://www.umbria24.it/fotogallery/ex-tabacchificio-dallaperitivo-condiviso-al-corso-dinglese-inaugurati-gli-spazi-condivisi/"
_PERUGIA_NOTICE = "https://www.perugiatoday.it/attualita/villaggio-intergenerazionale-in-via-cortonese-il-bando-del-comune-di-perugia.html"
_PERUGIA_HOURS = "https://www.spazio50.org/?p=195581"
_PADOVA = "https://padovanet.it/notizia/20231116/comunicato-stampa-progetto-social-welfare-district-firmati-i-primi-protocolli"
_GOODS = "https://fondazionedonguetti.org/wp/?p=1683"
_PACT = "https://ildispaccio.it/agora/agora-cosenza/2023/02/23/beni-comuni-a-corigliano-rossano-il-convegno-al-centro-di-eccellenza-venerdi-24-febbraio/"
_FINPA = "https://www.osservatorio-finpa.it/?p=17432"
_PACTS_2021 = "https://partecipazione.regione.emilia-romagna.it/beni-comuni/notizie/1001-esercizi-di-pace-alla-base-del-nuovo-rapporto-labsus"
_PACTS_2024 = "https://www.pressenza.com/it/2025/03/le-citta-condivise"
_COURT = "https://www.cantiereterzosettore.it/la-sentenza-131-2020-della-corte-costituzionale/"
_TRUST = "https://www.sanmarinortv.sm/news/italia-c7/soddisfazione-degli-italiani-stabile-ma-ci-si-fida-sempre-meno-del-prossimo-a275667"
_BES_2018 = "https://agensir.it/quotidiano/2019/12/19/rapporto-bes-istat-in-lieve-aumento-la-fiducia-verso-gli-altri-si-interrompe-il-trend-negativo-della-partecipazione-civica-e-politica/"
_UNDP = "https://hdr.undp.org/copyright-and-terms-use"


def _note(words: str, url: str) -> Note:
    return Note(_("{what}, [pagina letta]({url})").format(what=words, url=url), url)


# --- the story ------------------------------------------------------------------------------------
def story(ground: Ground, citations: Citations) -> str:
    """Tell what the case has, and which needs it names."""
    case = ground.case
    parts = [opening_words(case, citations)]
    needs = "\n".join(f"- {_(need.text)}{citations.cite(*notes_of(case, need))}" for need in case.needs[:3])
    parts.append(_("Il progetto parte da questi bisogni:") + "\n\n" + needs)
    if case.assets:
        parts.append(_("E da ciò che c'è già, o che mette in comune:"))
    else:
        parts.append(
            _(
                "Delle risorse della comunità le fonti lette non dicono nulla: nella lezione usi un "
                "registro inventato."
            )
        )
    return "\n\n".join(parts)


def assets_table(ground: Ground, citations: Citations) -> Html:
    """List the assets of the case, kind by kind."""
    case = ground.case
    rows = [
        (_(one.label), resource_label(one.kind), _(one.text) + citations.cite(*notes_of(case, one)))
        for one in case.assets
    ] or [(_("(nessuna nelle fonti lette)"), "–", "–")]
    return captioned(
        rows,
        columns=[_("Che cosa c'è"), _("Tipo"), _("Che cosa dicono le fonti")],
        caption=_("Le risorse di {case}").format(case=case.acronym or case.municipality.name),
    )


def fermo(ground: Ground, citations: Citations) -> str:
    """Tell the school that opened and shut."""
    project = _note(_("SpazioBetti, il progetto"), _BETTI)
    opens = _note("Vivere Fermo, 2023", _BETTI_OPENS)
    shuts = _note("Il Resto del Carlino, 2023", _BETTI_SHUTS)
    works = _note("La Provincia di Fermo, 2023", _BETTI_WORKS)
    money = _note("Cronache Fermane, 2024", _BETTI_MONEY)
    town = _note("Comune di Fermo, 2022", _BETTI_TOWN)
    return (
        _(
            "**Fermo.** Una scuola media, inagibile dopo il terremoto del 2016, diventa SpazioBetti: sala, "
            "stanze di studio, "
            "bar, una portineria sociale per il quartiere."
        )
        + citations.cite(project)
        + " "
        + _("Il FIS dà 148.500 euro per lo studio, secondo il Comune, e 450.000 per la prova.")
        + citations.cite(town, money)
        + " "
        + _("Apre il 19 marzo 2023")
        + citations.cite(opens)
        + _(" e alla fine di settembre chiude: sull'edificio partono lavori del PNRR per quasi 5 milioni.")
        + citations.cite(works, money)
        + " "
        + _(
            "Il responsabile del Comune dice che la partecipazione è stata buona; alcuni vicini si lamentano "
            "delle serate; il "
            "bar, che doveva pagare la parte sociale, è il nodo."
        )
        + citations.cite(shuts, works)
        + " "
        + _("A gennaio 2024 il sindaco dice: le attività continuano altrove, il bar no.")
        + citations.cite(money)
        + " "
        + _("Quante persone siano passate, nelle fonti lette non c'è.")
    )


def elsewhere(ground: Ground, citations: Citations) -> str:
    """Tell two more ways to hold something in common."""
    rooms = _note("Umbria24, 2023", _PERUGIA_ROOMS)
    notice = _note("PerugiaToday, 2023", _PERUGIA_NOTICE)
    hours = _note("Spazio50", _PERUGIA_HOURS)
    padova = _note(_("Comune di Padova, 16 novembre 2023"), _PADOVA)
    perugia = (
        _("**Perugia** apre quasi 230 metri quadri di stanze comuni, con la cucina.")
        + citations.cite(rooms)
        + " "
        + _(
            "Nel 2023 offre dodici alloggi ad anziani con l'affitto ridotto del 25%, e sei a giovani senza "
            "affitto "
            "per un anno: pagano condominio e bollette."
        )
        + citations.cite(notice)
        + " "
        + _(
            "Più tardi una fonte racconta che i giovani danno dieci ore a settimana in cambio di un affitto più "
            "basso."
        )
        + citations.cite(hours)
        + " "
        + _("Le due versioni non sono uguali: il patto era cambiato, o era stato raccontato in due modi?")
    )
    shared = (
        _(
            "**Padova** mette in comune i dati: una piattaforma collega le banche dati del Comune e di altri "
            "enti. Gli operatori vedono che cosa serve e che cosa c'è; i dati, riuniti e senza nomi, servono a "
            "progettare insieme."
        )
        + citations.cite(padova)
        + " "
        + _("Anche un dato condiviso è un bene comune: pure qui si scrive chi lo cura e chi può vederlo.")
    )
    return f"{perugia}\n\n{shared}"


def goods(ground: Ground, citations: Citations) -> str:
    """Say what a relational good is."""
    note = _note(_("Fondazione don Lorenzo Guetti, che rimanda a P. Donati"), _GOODS)
    return _(
        "Un **bene relazionale** è un bene che le persone fanno e godono insieme, e che sta tutto nel rapporto "
        "fra loro: "
        "l'amicizia, la fiducia, l'aiuto che ci si dà. Chi lo produce e chi lo usa sono le stesse persone."
    ) + citations.cite(note)


# --- the register -----------------------------------------------------------------------------------
def register_table(ground: Ground, citations: Citations) -> Html:
    """Show the register of the example."""
    rows = [
        (
            _(one.name),
            _(one.kind),
            _(QUARTERS[one.quarter][0]),
            number(one.opened),
            number(one.used),
            _(one.need),
        )
        for one in REGISTER
    ]
    columns = [
        _("Che cosa c'è"), _("Tipo"), _("Quartiere"), _("Ore aperte"), _("Ore usate"), _("Bisogno a cui risponde"),
    ]  # fmt: skip
    people = {_(name): number(count) for name, count in QUARTERS.values()}
    note = _("Tutto inventato. Residenti: {people}.").format(
        people=", ".join(f"{name} {count}" for name, count in people.items())
    )
    return captioned(
        rows, columns=columns, caption=_("Registro d'esempio: che cosa c'è, e quanto si usa"), note=note
    )


def residents(ground: Ground, citations: Citations) -> str:
    """Say where the residents come from."""
    return _("I residenti sono quelli veri: nel Comune di {place} sono {people}.").format(
        place=ground.place.name, people=number(ground.residents)
    ) + citations.cite(Note(source()))


def register_sheets(_ground: Ground, notebook: Notebook) -> Live:
    """Show the sheets of the register: fields, remarks, the register in brief, a workbook to take home."""
    editor = AssetEditor(notebook.learner, lesson=notebook.lesson)
    return Live(editor.widget, invitation(ASSET))


# --- the agreement ----------------------------------------------------------------------------------
def pact(ground: Ground, citations: Citations) -> str:
    """Say what a sharing agreement is, on what it stands, how many there are."""
    court = _note(_("Cantiere terzo settore, la sentenza 131/2020"), _COURT)
    holds = _note(_("Il Dispaccio, che cosa contiene un patto"), _PACT)
    finpa = _note(_("Osservatorio FinPA, i patti di collaborazione"), _FINPA)
    early = _note(_("Regione Emilia-Romagna, il rapporto Labsus 2021"), _PACTS_2021)
    late = _note("Pressenza, 2025", _PACTS_2024)
    return (
        _(
            "Il **patto di collaborazione** è l'accordo con cui un Comune e dei cittadini, anche singoli, si "
            "prendono cura di "
            "un bene comune. Dice quale bene, con quali scopi, che cosa mette ciascuno, quanto dura e chi "
            "risponde di che cosa."
        )
        + citations.cite(holds)
        + " "
        + _(
            "Sta sull'articolo 118 della Costituzione: i cittadini che fanno cose di interesse generale vanno "
            "favoriti."
        )
        + citations.cite(court)
        + "\n\n"
        + _("Di solito i patti si appoggiano a un **regolamento** del Comune.")
        + citations.cite(finpa)
        + " "
        + _(
            "Ma un regolamento adottato non è un patto firmato: nel 2021 i Comuni con il regolamento erano 252, "
            "e i patti trovati erano in 62 di loro."
        )
        + citations.cite(early)
        + " "
        + _("Alla fine del 2024 si contavano 312 Comuni e più di 8.000 patti")
        + citations.cite(late)
        + _(": le due cifre sono raccolte in modo diverso e non fanno una serie.")
    )


# --- measuring ----------------------------------------------------------------------------------------
def istat(ground: Ground, citations: Citations) -> str:
    """Say what Istat measures, for whom, and the trap of definitions."""
    trust = _note("San Marino RTV, 2025", _TRUST)
    bes = _note("Agensir, 2019", _BES_2018)
    return (
        _(
            "L'Istat chiede ogni anno alle persone se hanno qualcuno su cui contare, se partecipano, se fanno "
            "volontariato, "
            "se si fidano degli altri. Il dato arriva alla **regione**, non al Comune."
        )
        + citations.cite(istat_note())
        + " "
        + _("Nel 2024 si fidava degli altri il 22,5% delle persone.")
        + citations.cite(trust)
        + " "
        + _(
            "Attenzione alle definizioni: nella stessa notizia i soddisfatti delle relazioni in famiglia sono "
            "l'87,9%, perché "
            "somma molto e abbastanza soddisfatti. Il Bes, il rapporto dell'Istat sul benessere, conta solo i "
            "**molto** soddisfatti: nel 2018 erano il 33,2%."
        )
        + citations.cite(trust, bes)
    )


def istat_table(ground: Ground, citations: Citations) -> Html:
    """Set the region beside Italy, first and last year."""
    tables = {year: relations(year) for year in (GOALPOST_YEARS[0], YEAR)}
    region = ground.region
    rows = []
    for name in INDICATORS:
        cells = [
            percent(tables[year][name].to_dict()[where] / 100)
            for where in (region, "Italia")
            for year in tables
        ]
        rows.append((indicator_name(name)[:1].upper() + indicator_name(name)[1:], *cells))
    columns = [_("Indicatore"), *(f"{where} {year}" for where in (region, "Italia") for year in tables)]
    return captioned(
        rows,
        columns=columns,
        caption=_("Relazioni sociali, persone di 14 anni e più"),
        note=_(
            "Fra il 2018 e il 2021 c'è la pandemia: la caduta della partecipazione non è di nessun progetto."
        )
        + citations.cite(istat_note()),
    )


_ANNA = {"M.": mark("famiglia"), "L.": mark("famiglia"), "P.": mark("famiglia"), "R.": mark("famiglia")}
_BRUNO = {"M.": mark("famiglia"), "G.": mark("vicini"), "S.": mark("associazione"), "T.": mark("vicini")}
_ALL = (("M.", "L."), ("M.", "P."), ("M.", "R."), ("L.", "P."), ("L.", "R."), ("P.", "R."))


def egonets_table(ground: Ground, citations: Citations) -> Html:
    """Show two people with four names each: the same number, two different nets."""
    both = (
        (_("Anna"), ego_network(_ANNA, _ALL, own_group="famiglia")),
        (_("Bruno"), ego_network(_BRUNO, [("G.", "T.")], own_group="famiglia")),
    )
    rows = [
        (
            name,
            number(net.size),
            number(net.groups.get("famiglia", 0)),
            percent(net.density or 0.0, decimals=0),
            number(net.effective_size or 0.0, decimals=1),
        )
        for name, net in both
    ]
    return captioned(
        rows,
        columns=[
            _("Chi risponde"), _("Persone nominate"), _("Della famiglia"),
            _("Coppie che si conoscono, su tutte"),
            _("Cerchie diverse"),
        ],
        caption=_("Due persone inventate, quattro nomi ciascuna"),
        note=_(
            "Cerchie diverse: persone − (2 × coppie che si conoscono ÷ persone). "
            "Anna: 6 coppie, 4 − 12 ÷ 4 = 1. Bruno: 1 coppia, 4 − 2 ÷ 4 = 3,5."
        ),
    )  # fmt: skip


def published(ground: Ground, citations: Citations) -> str:
    """Say what the Human Development Index is and how it is made."""
    note = Note(
        _("UNDP, *Human Development Report 2023-24*, [dati del 2022]({url}), CC BY 3.0 IGO").format(
            url=_UNDP
        ),
        _UNDP,
    )
    return _(
        "L'indice di sviluppo umano dell'UNDP, il programma delle Nazioni Unite per lo sviluppo, mette insieme "
        "tre parti, ciascuna fra 0 e 1: quanto si vive, quanto si studia, quanto reddito c'è. Abbiamo rifatto "
        "il conto per tutti i 193 Paesi: torna sempre, con uno scarto sotto lo 0,0005. Se al posto della media "
        "geometrica si usa quella aritmetica, 111 Paesi su 193 cambiano posto."
    ) + citations.cite(note)


TEXTS = {
    "story": story,
    "fermo": fermo,
    "elsewhere": elsewhere,
    "goods": goods,
    "residents": residents,
    "pact": pact,
    "istat": istat,
    "published": published,
}
TABLES = {"assets": assets_table, "register": register_table, "istat": istat_table, "egonets": egonets_table}
NOTES = {
    "keys": mark(
        "**Chi ha le chiavi?** Pensa a un luogo del tuo Comune che sta chiuso quando servirebbe. Scrivi di chi "
        "è, chi ha "
        "le chiavi, quante ore è aperto, chi lo userebbe, e chi paga quando finisce il contributo."
    ),
    "ask-them": mark(
        "**Come lo chiederesti?** Scrivi una sola domanda che faresti agli abitanti prima e dopo, a quante "
        "persone, e che "
        "cosa fai per ritrovare chi la seconda volta non risponde."
    ),
}
FIGURES = {"assets": case_map}
DOCUMENTS = {"register": register_sheets, "agreement": filled(AGREEMENT)}
