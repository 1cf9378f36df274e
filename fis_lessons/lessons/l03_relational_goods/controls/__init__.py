"""The controls of lesson 03: what can be moved, and what is drawn from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from fis_lessons.errors import ParameterError
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import told
from fis_lessons.figures.relations import many_changes, side_by_side
from fis_lessons.i18n import counted, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole
from fis_lessons.lessons.l03_relational_goods.controls.index import index_control
from fis_lessons.lessons.l03_relational_goods.controls.map import map_control
from fis_lessons.lessons.l03_relational_goods.controls.scale import own_survey, pairs_control, scale_control
from fis_lessons.lessons.l03_relational_goods.ground import QUARTERS, Ground
from fis_lessons.measures.assets import diversity
from fis_lessons.measures.neighbourhood import Lost, repeated_changes
from fis_lessons.measures.population import rate

SURVEYS = 40


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [
        _register(ground),
        map_control(),
        scale_control(ground),
        _change(ground),
        index_control(ground),
        pairs_control(),
        own_survey(learner),
    ]


# --- what the register says ---------------------------------------------------------------------
def _register(ground: Ground) -> Control:
    def draw(what: str) -> Sequence[Shown]:
        names = {"count": _("Risorse, quante sono"), "rate": _("Risorse ogni 1.000 residenti"),
                 "hours": _("Ore di apertura a settimana ogni 1.000 residenti"),
                 "variety": _("Tipi di risorse, come se fossero tutti ugualmente presenti"),
                 "use": _("Ore usate su ore di apertura"),
                 "far": _("Chilometri dal luogo più vicino per studiare e incontrarsi")}  # fmt: skip
        if what not in names:
            raise ParameterError(_("Questa voce non è nel menu."))
        bars = [(_(name), *_measured(ground, quarter, what)) for quarter, (name, _people) in QUARTERS.items()]
        first, second = bars
        ahead = first[0] if (first[1] > second[1]) != (what == "far") else second[0]
        figure = side_by_side(
            bars,
            title=_("Due quartieri, un registro: {what}").format(what=names[what].lower()),
            sources=(_("registro d'esempio: quartieri, residenti, risorse e ore sono inventati."),),
            what=names[what],
        )
        return [figure, told(_("Qui è avanti **{name}**. {why}").format(name=ahead, why=_why(what)))]

    return Control(
        id="register",
        title=_("Prova: cambia che cosa conti. Quale quartiere è avanti?"),
        inputs=(
            Pick(
                name="what",
                label=_("Che cosa conti"),
                options=(
                    (_("quante risorse ci sono"), "count"),
                    (_("risorse ogni 1.000 residenti"), "rate"),
                    (_("ore di apertura ogni 1.000 residenti"), "hours"),
                    (_("quanto sono varie"), "variety"),
                    (_("quanta parte delle ore è usata"), "use"),
                    (_("quanto è lontano il luogo più vicino"), "far"),
                ),
                value="count",
            ),
        ),
        draw=draw,
    )


def _measured(ground: Ground, quarter: str, what: str) -> tuple[float, str]:
    here, people = ground.of(quarter), QUARTERS[quarter][1]
    if what == "count":
        return float(len(here)), number(len(here))
    if what == "far":
        km = ground.nearest_km(quarter, "studiare e incontrarsi")
        return km, _("{km} km").format(km=number(km, decimals=1))
    if what == "variety":
        found = diversity(Counter(one.kind for one in here)).effective
        return found, number(found, decimals=1)
    if what == "use":
        share = ground.use_of(quarter).share
        return 100 * share, percent(share, decimals=0)
    counted_here = len(here) if what == "rate" else sum(one.opened for one in here)
    found = rate(counted_here, people)
    return found, number(found, decimals=2 if what == "rate" else 1)


def _why(what: str) -> str:
    return {
        "count": _("Ma ci vive più del doppio delle persone: un conteggio da solo non si confronta."),
        "rate": _("Il confronto ora è alla pari, ma un luogo aperto due ore vale come uno aperto quaranta."),
        "hours": _("Conta quanto è aperto, non quanto serve: una sala aperta e vuota vale come una piena."),
        "variety": _(
            "Uno vuol dire che sono tutte dello stesso tipo. Qui sono soprattutto luoghi: gruppi e reti, che li "
            "riempiono, contano quanto le stanze. Si chiama numero efficace, e viene dall'indice di Shannon."
        ),
        "use": _("Conta quanto si usa ciò che c'è: dove tutto è pieno forse manca spazio, dove è vuoto forse "
            "mancano le "
                 "chiavi, gli orari o qualcuno che inviti."),
        "far": _("Qui meno è meglio. Due luoghi ci sono, ma per chi vive alla Stazione sono lontani: un "
            "registro senza "
                 "indirizzi non lo vede. A piedi la strada è più lunga della linea d'aria."),
    }[what]  # fmt: skip


# --- before and after ---------------------------------------------------------------------------
def _change(ground: Ground) -> Control:
    seed = ground.parameters.seed

    def draw(people: int, change: int, lost: int, who: str) -> Sequence[Shown]:
        chosen = next((one for one in get_args(Lost) if one == who), None)
        if chosen is None:
            raise ParameterError(_("Questa voce non è nel menu."))
        truth = change / 10
        found = repeated_changes(
            people, change=truth, repeats=SURVEYS, seed=seed + 100, lost=lost / 100, who=chosen
        )
        figure = many_changes(
            found,
            truth=truth,
            people=people,
            sources=(
                _(
                    "indagini **simulate**, con seme {seed}: quattro domande da 1 a 5, media vera di partenza "
                    "3."
                ).format(seed=seed + 100),
            ),
        )
        above = sum(interval.low > 0 for _mean, interval in found)
        words = _("Su {all} indagini:").format(all=number(SURVEYS))
        words += " " + counted(
            above,
            one=_("**{count}** trova un aumento che non si spiega con il solo caso."),
            more=_("**{count}** trovano un aumento che non si spiega con il solo caso."),
        )
        return [told(f"{words} {_reading(truth, above)}"), figure]

    return Control(
        id="change",
        title=_("Prova: quante persone servono per vedere un cambiamento che c'è davvero?"),
        inputs=(
            Whole(
                name="people",
                label=_("Persone che rispondono la prima volta"),
                low=10,
                high=400,
                value=40,
                step=10,
            ),
            Whole(name="change", label=_("Cambiamento vero, in decimi di punto"), low=0, high=10, value=2),
            Whole(
                name="lost", label=_("Non rispondono la seconda volta (%)"), low=0, high=50, value=0, step=5
            ),
            Pick(
                name="who",
                label=_("Chi non torna"),
                options=((_("chiunque, a caso"), "anyone"), (_("chi stava peggio"), "lowest")),
                value="anyone",
            ),
        ),
        draw=draw,
    )


def _reading(truth: float, above: int) -> str:
    if not truth:
        return _(
            "Il cambiamento vero è zero: quelle che lo trovano si sbagliano. Con una confidenza del 95% ne "
            "aspettiamo "
            "circa una su quaranta che sale, e una che scende."
        )
    if above < SURVEYS / 2:
        return _(
            "Il cambiamento c'è, ma più della metà delle indagini non lo vede: chi scrive «non ha "
            "funzionato» sbaglia."
        )
    if above < 0.8 * SURVEYS:
        return _("La maggior parte lo vede. Di solito si cerca di arrivare a otto su dieci.")
    return _("Almeno otto su dieci lo vedono: è ciò che di solito si chiede a un piano.")
