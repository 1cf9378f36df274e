"""Exercises on who is at the table: empty chairs, the line of the map, the eight classes, conflicts."""

from __future__ import annotations

from fis_lessons.exercises import Hints, Matching, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l04_who_is_at_the_table.ground import Ground
from fis_lessons.measures.stakeholders.salience import Salience, salience_label


def evaluators(ground: Ground) -> Number:
    """Ask in how many cities an evaluator is named."""
    cities = len(ground.atlas.cities)
    named, sure = ground.named_in("evaluator"), ground.named_in("evaluator", sure=True)
    slips: list[Slip] = [
        (
            "missing",
            cities - named,
            _("Queste sono le città senza un nome. La domanda chiede dove un nome c'è."),
        ),
        (
            "only_sure",
            sure,
            _("Hai contato solo i nomi senza dubbi. Qui vale anche il nome dato con un dubbio: il segno ≈."),
        ),
        (
            "financiers",
            ground.named_in("financier"),
            _("Questa è la colonna di chi finanzia. Guarda quella di chi valuta."),
        ),
        (
            "all",
            cities,
            _("Il ruolo era obbligatorio per tutte, ma le fonti lette non fanno un nome dappertutto."),
        ),
    ]
    return Number(
        id="evaluators",
        question=_(
            "In quante delle {cities} città le fonti nominano chi valuta, anche con un dubbio?"
        ).format(cities=number(cities)),
        expected=named,
        tolerance=0,
        unit=_("città"),
        mistakes=known_mistakes(named, slips),
        hints=Hints(
            nudge=_("Guarda la figura con tutte le città: quale colonna ti serve?"),
            pointer=_("Conta le spunte e i segni ≈ nella colonna di chi valuta."),
            worked=_("Senza nessun nome sono {missing} su {cities}.").format(
                missing=number(cities - named), cities=number(cities)
            ),
        ),
        why=_(
            "Sono {named}, e solo in {sure} senza dubbi. Il valutatore era obbligatorio: se non si legge il "
            "suo nome, "
            "non vuol dire che non c'era. Vuol dire che chi legge non può sapere chi ha giudicato."
        ).format(named=number(named), sure=number(sure)),
        minutes=2,
    )


def line(ground: Ground) -> Number:
    """Ask how many are in the first quadrant when the rule at the threshold turns."""
    high, low = ground.influence(), ground.influence(at_threshold="low")
    expected = len(low.treated("engage"))
    slips: list[Slip] = [
        (
            "other_rule",
            len(high.treated("engage")),
            _("Questi sono con la regola «alto da 3 in su». Qui chi ha 3 conta come basso."),
        ),
        (
            "power_only",
            expected + len(low.treated("satisfy")),
            _("Hai guardato solo il potere. Nel primo quadrante serve anche l'interesse."),
        ),
        (
            "interest_only",
            expected + len(low.treated("inform")),
            _("Hai guardato solo l'interesse. Nel primo quadrante serve anche il potere."),
        ),
        ("everybody", len(low.people), _("Questi sono tutti i soggetti della tabella.")),
        ("moved", len(low.on_the_line), _("Questi sono i soggetti sulla linea: quelli che cambiano posto.")),
    ]
    return Number(
        id="line",
        question=_(
            "Nella tabella del caso, quanti sono da **coinvolgere attivamente** se un punteggio è alto "
            "**solo sopra "
            "3**? Chi ha 3 conta come basso, per tutti e due i punteggi."
        ),
        expected=expected,
        tolerance=0,
        mistakes=known_mistakes(expected, slips),
        hints=Hints(
            nudge=_("Da coinvolgere attivamente è chi ha alti tutti e due i punteggi."),
            pointer=_("Cerca le righe con potere 4 o 5 **e** interesse 4 o 5."),
            worked=_("Con potere sopra 3 ne restano {strong}. Fra questi guarda l'interesse.").format(
                strong=number(expected + len(low.treated("satisfy")))
            ),
        ),
        why=_(
            "Con «alto da 3 in su» erano {high}, con «solo sopra 3» sono {low}. Nessuno è cambiato: è cambiata la "
            "regola. Scrivila accanto alla mappa, prima di riempirla."
        ).format(high=number(len(high.treated("engage"))), low=number(expected)),
        minutes=3,
    )


_SITUATIONS: tuple[tuple[str, Salience], ...] = (
    ("bank", "dormant"),
    ("library", "discretionary"),
    ("petition", "demanding"),
    ("region", "dominant"),
    ("evicted", "dependent"),
    ("school", "definitive"),
)


def salience() -> Matching:
    """Ask the class of six stakeholders."""
    told = {
        "bank": (
            _(
                "Una banca potrebbe fermare il progetto negando il prestito. Non chiede nulla, e non avrebbe "
                "titolo per chiedere."
            ),
            _("ha solo il potere, e per ora non lo usa."),
        ),
        "library": (
            _(
                "La biblioteca di quartiere ha un motivo serio per esserci. Non può imporre nulla, e non ha "
                "fretta."
            ),
            _("ha solo un buon titolo per chiedere."),
        ),
        "petition": (
            _(
                "Un solo abitante scrive ogni giorno: vuole tutto e subito. Nessuno lo sostiene, e nessuna "
                "regola gli dà titolo."
            ),
            _("ha solo la fretta."),
        ),
        "region": (
            _("La Regione dà i fondi e ne ha titolo per legge. La scadenza è lontana."),
            _("può e ha titolo, ma non ha fretta."),
        ),
        "evicted": (
            _(
                "Tre famiglie sotto sfratto hanno diritto a una risposta entro il mese. Non hanno modo di "
                "ottenerla da sole."
            ),
            _("hanno ragione e fretta, e nessun potere: dipendono da chi parla per loro."),
        ),
        "school": (
            _(
                "La scuola ospita il progetto e può fermarlo, ne risponde per legge, e deve decidere prima di "
                "settembre."
            ),
            _("può, ha titolo e ha fretta: tutti e tre."),
        ),
    }
    kinds: tuple[Salience, ...] = (
        "dormant",
        "discretionary",
        "demanding",
        "dominant",
        "dangerous",
        "dependent",
        "definitive",
    )
    return Matching(
        id="salience",
        question=_(
            "Sei soggetti **inventati**. Per ognuno conta gli attributi che il testo dice (potere, legittimità, "
            "urgenza) e scegli la classe. Una classe resta libera."
        ),
        rows=tuple(Option(id=name, label=words, feedback=why) for name, (words, why) in told.items()),
        columns=tuple(Option(id=kind, label=salience_label(kind)) for kind in kinds),
        right=dict(_SITUATIONS),
        pairs={
            ("evicted", "definitive"): _(
                "il diritto e la fretta ci sono, il potere no: se nessuno le porta al tavolo, non ci arrivano."
            ),
            ("evicted", "demanding"): _("la fretta c'è, ma non è sola: hanno anche diritto a una risposta."),
            ("petition", "dangerous"): _(
                "per essere pericoloso dovrebbe poter imporre qualcosa. Il testo non lo dice."
            ),
            ("region", "definitive"): _(
                "la scadenza è lontana: manca l'urgenza. Fra sei mesi può cambiare classe."
            ),
        },
        hints=Hints(
            nudge=_("Per ogni riga tre domande: può imporre? ha titolo? non può aspettare?"),
            pointer=_("Tre soggetti hanno un attributo solo, due ne hanno due, uno li ha tutti."),
            worked=_("Le famiglie sotto sfratto: titolo sì, fretta sì, potere no. Cercale nella tabella."),
        ),
        why=_(
            "La classe non dice quanto vale una persona: dice che cosa ha oggi. Il dipendente è quello che i "
            "tavoli "
            "dimenticano, perché ha ragione e fretta ma non può imporre nulla."
        ),
        minutes=3,
    )


def conflict() -> Several:
    """Ask which sets of roles must be declared, among three cities of the atlas and three situations of ours."""
    return Several(
        id="conflict",
        question=_(
            "In quali situazioni c'è un possibile conflitto di interessi da dichiarare? Le prime tre sono "
            "lette nelle "
            "fonti, le altre sono **inventate**."
        ),
        options=(
            Option(
                id="prato",
                label=_("Prato: chi disegna la valutazione è dello stesso polo universitario che è partner."),
            ),
            Option(
                id="torino",
                label=_(
                    "Torino: la Camera di commercio è partner ed è la strada per cui si arriva al valutatore."
                ),
            ),
            Option(
                id="lucca",
                label=_("Lucca: un partner è specialista di valutazione, e non è chiaro se valuta lui."),
            ),
            Option(
                id="notice",
                label=_("Il Comune paga un valutatore scelto con un avviso, che non ha altri ruoli."),
                feedback=_(
                    "chi paga la valutazione non è per questo in conflitto: il valutatore non ha altri ruoli."
                ),
            ),
            Option(
                id="spelling",
                label=_(
                    "«Coop. Il Ponte» realizza, e «Il Ponte società cooperativa sociale» verifica i "
                    "risultati."
                ),
            ),
            Option(
                id="users",
                label=_("Le famiglie che usano il servizio siedono al tavolo e dicono che cosa non va."),
                feedback=_(
                    "hanno un interesse, ed è la ragione per cui ci sono. Non giudicano il lavoro per "
                    "conto di altri."
                ),
            ),
        ),
        right=frozenset({"prato", "torino", "lucca", "spelling"}),
        missing=_("Cerca ancora: lo stesso soggetto può essere scritto in due modi."),
        hints=Hints(
            nudge=_("Per ogni riga chiedi: chi giudica guadagna o perde secondo il giudizio?"),
            pointer=_(
                "Avere un interesse non è un conflitto. Lo diventa se chi fa e chi giudica sono lo stesso "
                "soggetto, o sono legati."
            ),
            worked=_(
                "A Prato il partner e chi disegna la valutazione sono dello stesso polo: va dichiarato."
            ),
        ),
        why=_(
            "Possibile conflitto non vuol dire colpa: vuol dire scriverlo, e dire chi controlla. Un nome "
            "abbreviato "
            "può nasconderlo: la mappa di questa lezione unisce le grafie e lo segnala. Che nelle tre città "
            "ci sia un "
            "problema è una nostra lettura."
        ),
        minutes=2,
    )
