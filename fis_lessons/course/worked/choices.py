"""What each worked study chooses that no source chooses: roads, what is paid, whom it is compared with, risks.

Whatever is ours is marked when it is printed; a road that a source tells of has its name instead.
"""

from __future__ import annotations

from collections.abc import Callable

from fis_lessons.course.worked.choosing import Choices, Road
from fis_lessons.i18n import gettext as _


def choices_of(case: str) -> Choices | None:
    """Return the choices of a case, in the language in use; nothing if none were written for it."""
    made = _MADE.get(case)
    return made() if made else None


def _places() -> tuple[str, str, str]:
    return (
        _("partecipa alle attività e alle scelte"),
        _("che cosa fare nei luoghi di tutti"),
        _("patto di collaborazione, se serve"),
    )


def _lucca() -> Choices:
    return Choices(
        result=_(
            "Dodici mesi dopo l'ingresso il giovane abita con un contratto a suo nome in una casa che non è della "
            "famiglia né del progetto"
        ),
        indicator="autonomia",
        register=_(
            "Contratto della casa, registro dell'accompagnamento e colloquio, a dodici mesi dall'ingresso"
        ),
        group=_("giovani"),
        comparison=_("Giovani che hanno i requisiti e restano fuori per mancanza di posti"),
        roads=(
            Road(
                what=_("Coabitare in alloggi pubblici, con chi accompagna"),
                why=_("È la strada del progetto: usa alloggi pubblici, centri civici e una rete di associazioni"),
                sources=("progetto", "finanzaetica", "gazzetta"),
            ),
            Road(
                what=_("Un contributo per l'affitto, senza accompagnamento"),
                why=_("No: aiuta chi ha già una casa, e non dà legami né lavoro"),
            ),
        ),
        risks=(
            (
                _("I requisiti del bando lasciano fuori i giovani a cui il progetto pensa"),
                _("Servizi sociali"), _("Si rivedono età e cittadinanza ammesse"), _("Dirigente del servizio"),
            ),
            (
                _("Chi ha fra 15 e 17 anni resta fuori: non può firmare un contratto"),
                _("Servizi sociali"), _("Lo segue il servizio sociale, fino ai 18 anni"),
                _("Dirigente del servizio"),
            ),
            (
                _("Finita la coabitazione, gli affitti sono troppo alti"),
                _("Chi accompagna"), _("Si cercano alloggi con i proprietari, sei mesi prima"), _("Chi realizza"),
            ),
        ),
        saving=_("Del Comune, su giovani e casa; quanto spenderebbe in meno non è stimato: nessuna fonte lo dice"),
        kinds={
            "comune": "public", "lucca-crea": "private", "polimi": "public", "banca-etica": "private",
            "finabita": "private", "associazioni": "community",
        },
        when=_("All'ingresso e dodici mesi dopo; per chi non ha il servizio, alla domanda e dodici mesi dopo"),
        definitions={
            "autonomia": _(
                "Maggiorenni con un contratto a loro nome in una casa che non è della famiglia né del progetto, "
                "in percentuale su {people} giovani; chi non si ritrova conta come non riuscito"
            ),
        },
        entry=_("Si entra a 18 anni compiuti, entro il {day}"),
        others=_(
            "Per chi non ha il servizio si fa lo stesso colloquio, a dodici mesi dalla domanda, e si chiede lo "
            "stesso contratto"
        ),
        start=_(
            "Misurare il valore di partenza con lo stesso colloquio su chi ha fatto domanda almeno un anno prima"
        ),
        together=_places(),
    )  # fmt: skip


def _prato() -> Choices:
    return Choices(
        result=_(
            "Entro dodici mesi dall'ingresso la famiglia passa a una casa con un contratto di affitto e, dodici "
            "mesi dopo l'uscita, non è tornata in emergenza"
        ),
        indicator="uscita",
        register=_(
            "Registro degli alloggi di emergenza: ingresso, uscita, contratto della casa e i dodici mesi dopo "
            "l'uscita"
        ),
        group=_("famiglie"),
        comparison=_(
            "Altrettante famiglie, le prime accolte in emergenza fra quattro e due anni prima della misura di "
            "partenza, dallo stesso registro: quante sono passate a una casa con un contratto entro dodici mesi "
            "dall'ingresso e non tornate nei dodici dopo, in percentuale su quelle accolte"
        ),
        roads=(
            Road(
                what=_("Le famiglie in emergenza abitativa"),
                why=_("È la strada scelta dopo lo studio: lì il Comune spende davvero, e ci sono più possibilità"),
                sources=("portale", "arco"),
            ),
            Road(
                what=_("Le famiglie nelle case popolari"),
                why=_("No: lo studio conclude che si rischia di non avere né effetti né risparmi"),
                sources=("portale", "arco"),
            ),
        ),
        risks=(
            (
                _("Le case del Comune non sono riparate in tempo"),
                _("Ufficio tecnico"), _("Si cercano alloggi di privati"), _("Dirigente della casa"),
            ),
            (
                _("La famiglia esce e dopo pochi mesi rientra"),
                _("Servizi sociali"), _("L'esito si conta a dodici mesi, non all'uscita"), _("Chi valuta"),
            ),
            (
                _("Si fa uscire una famiglia che non ha una casa, per avere il pagamento"),
                _("Servizi sociali"), _("Senza un contratto il risultato non c'è"), _("Chi valuta"),
            ),
        ),
        saving=_("Del Comune, sulla spesa per l'emergenza abitativa; quanta in meno per famiglia non è stimato"),
        unit=_("«Persone» sono famiglie"),
        kinds={"comune": "public", "epp": "public", "pin": "public", "arco": "public", "famiglie": "community"},
        when=_(
            "Dal registro: ingresso, uscita e dodici mesi dopo l'uscita. Chi sta nel confronto li ha già compiuti"
        ),
        together=(
            _("segue il proprio piano"), _("che cosa c'è nel proprio piano"), _("piano della famiglia, firmato")
        ),
        past=frozenset({"ricambio", "poverta", "popolari"}),
        split=_("quartiere, numero di figli"),
        definitions={
            "spesa": _(
                "Euro per l'emergenza abitativa, dai conti dell'anno. Se quelli del 2018 sono impegni o pagamenti "
                "la fonte non lo dice: va chiarito prima, e si conta ogni anno allo stesso modo"
            ),
            "uscita": _(
                "Famiglie che entro dodici mesi dall'ingresso passano a una casa con un contratto e nei dodici "
                "dopo non tornano in emergenza, nei due gruppi, in percentuale su quelle accolte"
            ),
        },
        entry=_("Si entra entro il {before}, si esce in un anno"),
        start=_(
            "Misurare il valore di partenza nel registro: di altrettante famiglie accolte fra quattro e due anni "
            "prima quante sono passate a una casa entro dodici mesi e non tornate nei dodici dopo"
        ),
        registered=True,
        guarded=_(
            "Le famiglie del confronto sono già uscite: se i loro dati si possono leggere per questo si chiede "
            "prima di cominciare"
        ),
        less=frozenset({"spesa"}),
    )  # fmt: skip


def _catanzaro() -> Choices:
    return Choices(
        result=_(
            "Dopo un anno la persona ha raggiunto tutti gli obiettivi del suo percorso, approvati dal servizio "
            "sociale prima dell'ingresso"
        ),
        indicator="autonomia",
        register=_("Scheda del percorso, con le verifiche di ogni tre mesi, letta dopo un anno"),
        group=_("persone con disabilità"),
        comparison=_("Persone con gli stessi bisogni che vanno in un centro diurno ordinario"),
        roads=(
            Road(
                what=_("Una rete di fattorie sociali, con un centro servizi del Comune"),
                why=_("È la strada del progetto: dà luoghi e lavoro, e unisce cooperative, aziende e famiglie"),
                sources=("kyosei", "dispaccio"),
            ),
            Road(
                what=_("Un centro diurno ordinario"),
                why=_("No: dà assistenza, e non porta le persone fuori, fra chi lavora"),
            ),
        ),
        risks=(
            (
                _("Le aziende agricole accolgono poche persone"),
                _("Centro servizi"), _("Si cercano altre aziende nella provincia"), _("Comune"),
            ),
            (
                _("Gli obiettivi del percorso si scelgono facili, per avere il premio"),
                _("Chi valuta"), _("Li approva prima il servizio sociale"), _("Dirigente del servizio"),
            ),
        ),
        saving=_("Del Comune, sulle rette dei centri diurni; quanto uscirebbe di meno dal bilancio non è stimato"),
        kinds={
            "comune": "public", "provincia": "public", "bcc": "private", "fattorie": "private",
            "aipd": "community", "angsa": "community",
        },
        when=_("All'ingresso e dopo un anno; per chi non ha il servizio, alla domanda e dopo un anno"),
        others=_(
            "Gli obiettivi si approvano alla domanda, per tutti, prima di sapere chi entra. Per chi non ha il "
            "servizio si compila la stessa scheda, a dodici mesi dalla domanda"
        ),
        definitions={
            "autonomia": _(
                "Persone che dopo un anno hanno raggiunto tutti gli obiettivi del percorso, approvati alla "
                "domanda nei due gruppi, in percentuale su {people}; chi non si ritrova conta come non riuscito"
            ),
        },
        start=_(
            "Misurare il valore di partenza con la stessa scheda su chi ha fatto domanda almeno un anno prima e "
            "aveva obiettivi scritti"
        ),
        often=_("ogni tre mesi, su chi ha compiuto un anno"),
        guarded=_("Sono dati sulla salute: come si proteggono si scrive prima di cominciare"),
        elsewhere=_(
            "Nessuna di queste città e nessuno di questi programmi è per persone con disabilità: servono per il "
            "modo di pagare e di misurare, non per il bisogno"
        ),
        spent=True,
        months=3,
        together=_places(),
    )  # fmt: skip


def _bergamo() -> Choices:
    return Choices(
        result=_("Si entra più tardi nei servizi per la non autosufficienza"),
        indicator="eta-ingresso",
        register=_("Data di ingresso nei servizi, nell'archivio dei servizi sociali"),
        group=_("giovani anziani"),
        comparison=_("Residenti della stessa età in quartieri simili, dove il progetto non c'è"),
        roads=(
            Road(
                what=_("Piattaforme e micro-comunità per chi è appena andato in pensione"),
                why=_("È la strada del progetto: prova a rinviare l'età in cui si entra nei servizi"),
                sources=("ambito", "coopdiary"),
            ),
            Road(
                what=_("Più posti e più ore nei servizi per chi non è autosufficiente"),
                why=_("No: la spesa va già quasi tutta lì, e così crescerebbe con l'età della città"),
            ),
            Road(
                what=_("Un pagamento a risultato"),
                why=_(
                    "Per questo progetto il corso non calcola un pagamento a risultato: chi sta bene fra 60 e 75 "
                    "anni quasi mai entra in un anno nei servizi, con o senza il progetto, e un rinvio di cinque "
                    "anni non si vede in un anno"
                ),
            ),
        ),
        risks=(
            (
                _("Partecipa chi starebbe bene comunque"),
                _("Chi valuta"), _("Si confronta con quartieri simili, e si conta chi ci sarebbe arrivato da sé"),
                _("Comune"),
            ),
            (
                _("Un rinvio di cinque anni non si vede in uno"),
                _("Chi valuta"), _("Si misura ogni anno l'età di ingresso, anche dopo la fine del servizio"),
                _("Comune"),
            ),
        ),
        saving=_("In parte della Regione e delle famiglie; la parte del Comune, le integrazioni, non è stimata"),
        kinds={
            "comune": "public", "ats": "public", "unibg": "public", "giovani-anziani": "community",
            "finanziatore": "private", "bocconi": "private",
        },
        start=_("Misurare il valore di partenza: l'età di ingresso degli ultimi anni"),
        when=_("Ogni anno, in tutti e due i gruppi, fino a cinque anni dopo la fine del servizio"),
        together=_places(),
        paid=False,
        elsewhere=_(
            "Nessuno di questi programmi riguarda gli anziani: servono per il modo di pagare, non per il bisogno"
        ),
    )  # fmt: skip


def _lecce() -> Choices:
    return Choices(
        result=_(
            "L'anno dopo il ragazzo è presente ad almeno tre lezioni su quattro, o è già diplomato"
        ),
        indicator="frequenza",
        register=_("Registro della scuola, dodici mesi dopo la fine dei corsi"),
        group=_("ragazzi"),
        comparison=_(
            "Ragazzi di un altro centro diurno, che non seguono i corsi e l'anno prima hanno perso anche loro più "
            "di un quarto delle lezioni"
        ),
        roads=(
            Road(
                what=_("Corsi di scienza e di competenze per la vita, in un centro diurno"),
                why=_("È la strada del progetto: raggiunge i ragazzi dove sono già, e lavora con la scuola"),
                sources=("salentino", "italiacamp", "puglia"),
            ),
            Road(
                what=_("Ripetizioni a scuola il pomeriggio"),
                why=_("No: ci va chi è già a scuola, non chi sta per lasciarla"),
            ),
        ),
        risks=(
            (
                _("I ragazzi cominciano i corsi e smettono"),
                _("Educatori del centro"), _("Si chiama la famiglia entro una settimana"), _("Chi realizza"),
            ),
            (
                _("Frequenta di più chi lo avrebbe fatto comunque"),
                _("Chi valuta"), _("Si confronta con un altro centro diurno"), _("Dirigente del servizio"),
            ),
        ),
        saving=_(
            "Un risparmio del Comune non è stimato: se un ragazzo resta a scuola non risulta che spenda meno. "
            "Paga per il valore"
        ),
        kinds={
            "comune": "public", "scuola": "public", "qube": "private", "ragazzi": "community",
            "centro": "public",
        },
        when=_("All'ingresso e dodici mesi dopo la fine dei corsi; negli stessi giorni per chi non li segue"),
        start=_(
            "Misurare il valore di partenza nel registro della scuola: di chi aveva perso più di un quarto delle "
            "lezioni quanti l'anno dopo sono presenti ad almeno tre su quattro"
        ),
        definitions={
            "frequenza": _(
                "Ragazzi presenti ad almeno tre lezioni su quattro nell'anno dopo i corsi, o già diplomati, in "
                "percentuale su {people} ragazzi; chi non si ritrova conta come non riuscito"
            ),
        },
        entry=_("Entra chi perde più di un quarto delle lezioni. Corsi entro il {day}"),
        guarded=_(
            "I ragazzi sono minori e il registro è della scuola: che cosa si dice ai genitori, e con quale "
            "accordo la scuola dà le presenze, si scrive prima di cominciare"
        ),
        elsewhere=_(
            "Delle altre città dell'animazione culturale non si trovano risultati: per questo qui non ci sono"
        ),
        often=_("ogni anno, a fine anno scolastico"),
        together=_places(),
        interest={"scuola": 5, "centro": 5},
        helped=frozenset({"enti"}),
    )  # fmt: skip


_MADE: dict[str, Callable[[], Choices]] = {
    "lucca": _lucca, "prato": _prato, "catanzaro": _catanzaro, "bergamo": _bergamo, "lecce": _lecce,
}  # fmt: skip
