"""The controls of lesson 08: what can be moved, and what is drawn from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from fis_lessons.cases import load_case
from fis_lessons.errors import ParameterError
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import told
from fis_lessons.figures.evaluation import (
    Estimate,
    FourMeans,
    around_threshold,
    estimates,
    hundred_intervals,
    two_groups,
)
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole
from fis_lessons.lessons.l08_did_it_work.controls.beyond import event_picture, staggered_picture
from fis_lessons.lessons.l08_did_it_work.controls.own_means import own_means
from fis_lessons.lessons.l08_did_it_work.ground import (
    LEVELS,
    Ground,
    Means,
    Parameters,
    did_of,
    effect_before_after,
    effect_difference,
    holding,
    hundred_intervals_of,
    level_label,
    means_of,
)
from fis_lessons.lessons.l08_did_it_work.ground.register import World, cutoff_of, register
from fis_lessons.lessons.l08_did_it_work.ground.settings import SETTINGS, Setting
from fis_lessons.lessons.l08_did_it_work.ground.words import spoken
from fis_lessons.measures.evaluation.effect import Effect
from fis_lessons.measures.evaluation.words import caution_text

FEW_COUNTED = 20
"""Fewer people than these around the threshold show no crowd, even if there is one: a limit of ours."""

# A playground of its own, so that no answer of the exercises is in it: points from 0 to 100
_PLAY = replace(
    SETTINGS["catanzaro"], participants=200, others=200, decimals=1, need=-7.0, drive=0.0, noise=5.0,
    joins_drive=0.0, base=50.0,
)  # fmt: skip


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [
        _trend(ground),
        _bandwidth(ground),
        _coverage(ground),
        _reveal(ground),
        own_means(),
        _beyond(ground),
    ]


# --- (1) trend and selection --------------------------------------------------------------------
def _trend(ground: Ground) -> Control:
    def draw(effect: int, trend: int, selection: int, diverge: int) -> Sequence[Shown]:
        setting = replace(_PLAY, effect=float(effect), trend=float(trend), joins_need=selection / 25)
        if diverge:
            setting = replace(setting, diverge=float(diverge))
        world: World = "diverging" if diverge else "parallel"
        frame = register(setting, ground.place, seed=ground.seed, world=world)
        means = picture_of(means_of(frame, decimals=3))
        source = _("registro simulato con i valori che hai scelto, ipotesi per la lezione.")
        return [
            two_groups(
                means, outcome=_("punteggio di autonomia, da 0 a 100"), unit=_("punti"),
                written=setting.figure, source=source,
            ),
            estimates(
                [
                    _estimate(level_label("before_after"), effect_before_after(frame)),
                    _estimate(level_label("difference"), effect_difference(frame)),
                    _estimate(level_label("did"), did_of(frame)),
                ],
                truth=setting.effect,
                title=_("Tre risposte e l'effetto vero che hai scelto"),
                unit=_("punti"),
                written=_signs(setting),
                source=source,
            ),
        ]  # fmt: skip

    return Control(
        id="trend",
        title=_("Prova: sposta un valore alla volta, e guarda quale risposta si allontana dall'effetto vero."),
        inputs=(
            Whole(name="effect", label=_("Effetto vero (punti)"), low=-10, high=10, value=4),
            Whole(name="trend", label=_("Cambiamento di tutti (punti)"), low=-10, high=10, value=0),
            Whole(
                name="selection", label=_("Chi ha più bisogno entra più spesso (0: decide il caso)"),
                low=-50, high=50, value=0, step=5,
            ),
            Whole(
                name="diverge", label=_("Chi ha più bisogno cambia più degli altri (0: tutti uguale)"),
                low=-5, high=5, value=0,
            ),
        ),
        draw=draw,
    )  # fmt: skip


def picture_of(means: Means) -> FourMeans:
    """Return four means as a figure takes them."""
    return FourMeans(
        treated_before=means.treated_before,
        treated_after=means.treated_after,
        others_before=means.others_before,
        others_after=means.others_after,
    )


def _estimate(label: str, effect: Effect) -> Estimate:
    return Estimate(label, effect.estimate, effect.interval)


def _signs(setting: Setting) -> _Signed:
    return _Signed(setting)


class _Signed:
    """Writes a difference with its sign."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def __call__(self, value: float) -> str:
        return self._setting.figure(value, sign=True)


# --- (2) the threshold --------------------------------------------------------------------------
def _bandwidth(ground: Ground) -> Control:
    setting = ground.setting

    def draw(bandwidth: int) -> Sequence[Shown]:
        frame = ground.frame("threshold")
        effect = ground.at_threshold(bandwidth)
        cutoff = cutoff_of(frame)
        near = (frame["need"] - cutoff).abs() < bandwidth
        words = _(
            "Con {bandwidth} punti per parte contano {near} persone su {all}, e chi è più vicino alla soglia "
            "pesa di più. Salto alla soglia: {result}. Se il salto resta quasi uguale quando allarghi, è un "
            "buon segno; se cambia molto, la fascia larga confronta persone troppo diverse."
        ).format(
            bandwidth=number(bandwidth),
            near=number(int(near.sum())),
            all=number(len(frame)),
            result=spoken(effect, setting),
        )
        return [
            around_threshold(
                frame,
                cutoff=cutoff,
                bandwidth=bandwidth,
                jump=spoken(effect, setting),
                outcome=_(setting.outcome),
                unit=_(setting.unit),
                written=setting.figure,
                source=_("registro simulato, ipotesi per la lezione."),
            ),
            told(" ".join([words, crowd_words(ground), *map(caution_text, effect.cautions)])),
        ]

    return Control(
        id="bandwidth",
        title=_("Prova: allarga e stringi la fascia intorno alla soglia. Il salto cambia? E l'intervallo?"),
        inputs=(
            Whole(
                name="bandwidth",
                label=_("Punti per parte"),
                low=10 if setting.people < 300 else 4,
                high=40,
                value=20,
            ),
        ),
        draw=draw,
    )


def crowd_words(ground: Ground) -> str:
    """Say whether people seem to have moved across the threshold, as the counts have it."""
    found = ground.crowd
    counts = _(
        "Nei {points} punti sotto la soglia ci sono {below} persone, nei {points} sopra {above}:"
    ).format(points=number(found.window), below=number(found.below), above=number(found.above))
    if found.below + found.above < FEW_COUNTED:
        return f"{counts} " + _("sono troppo poche per vedere se qualcuno si è spostato per entrare.")
    if found.p < 0.05:
        return f"{counts} " + _(
            "il caso da solo dà di rado uno squilibrio così. In un bando vero guarda come sono nati i punteggi: "
            "qualcuno può essersi spostato per entrare."
        )
    return f"{counts} " + _("non si vede nessun affollamento, come se nessuno si fosse spostato per entrare.")


# --- (3) a hundred intervals --------------------------------------------------------------------
def _coverage(ground: Ground) -> Control:
    setting = ground.setting

    def draw(world: str, participants: int, turn: int) -> Sequence[Shown]:
        seed = 100 * ground.seed + turn
        found = hundred_intervals_of(setting, ground.place, seed, _world(world), participants)
        count = holding(found, setting.effect)
        words = (
            _(
                "L'ipotesi regge: ci si aspetta circa 95 intervalli su 100, qualcuno in più o in meno per "
                "caso. Qui sono {count}."
            )
            if world == "parallel"
            else _(
                "L'ipotesi non regge: gli intervalli stanno intorno al numero sbagliato. Qui quelli giusti "
                "sono {count}, e il «95%» scritto accanto non lo dice. Con più partecipanti si stringono, "
                "e va anche peggio."
            )
        ).format(count=number(count))
        return [
            hundred_intervals(found, truth=setting.effect, unit=_(setting.unit), written=_signs(setting)),
            told(words),
        ]

    return Control(
        id="coverage",
        title=_("Prova: cento registri, cento intervalli. Che cosa succede se l'andamento non è comune?"),
        inputs=(
            _world_pick(),
            Whole(name="participants", label=_("Partecipanti"), low=30, high=300, value=60, step=30),
            Whole(name="turn", label=_("Altri cento registri"), low=1, high=20, value=1),
        ),
        draw=draw,
    )


def _world_pick() -> Pick:
    return Pick(
        name="world",
        label=_("Senza progetto"),
        options=(
            (_("i due gruppi sarebbero cambiati allo stesso modo"), "parallel"),
            (_("i due gruppi sarebbero cambiati in modo diverso"), "diverging"),
        ),
        value="parallel",
    )


def _world(value: str) -> World:
    for known in get_args(World):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise ParameterError(_("Questa voce non è nel menu."))


# --- the answers beside the truth ---------------------------------------------------------------
def _reveal(ground: Ground) -> Control:
    def draw(pilot: str, world: str) -> Sequence[Shown]:
        chosen = ground if pilot == ground.setting.case else study_of(pilot, ground.seed)
        return reveal(chosen, _world(world))

    own = ground.setting.case
    named = tuple((load_case(case).municipality.name, case) for case in SETTINGS)
    return Control(
        id="reveal",
        title=_("Le risposte accanto al vero: cambia il registro, e cambia il mondo."),
        inputs=(
            Pick(
                name="pilot",
                label=_("Registro simulato"),
                options=named,
                value=own,
            ),
            _world_pick(),
        ),
        draw=draw,
    )


def study_of(pilot: str, seed: int) -> Ground:
    """Return the registers of a case that has its own."""
    if pilot not in SETTINGS:
        raise ParameterError(_("Questa voce non è nel menu."))
    return Ground(Parameters(case=pilot, seed=seed), load_case(pilot))


def reveal(ground: Ground, world: World) -> list[Shown]:
    """Show every method's answer beside the true effect, and say which intervals hold it."""
    setting = ground.setting
    rows = [_estimate(level_label(level), ground.effect(level, world)) for level in LEVELS]
    inside = [r.label for r in rows if r.interval and r.interval.low <= setting.effect <= r.interval.high]
    words = _(
        "Nel registro simulato di {place} l'effetto vero è {truth}: l'abbiamo messo noi. Lo contengono "
        "questi intervalli: {methods}."
    ).format(
        place=ground.place.name,
        truth=setting.amount(setting.effect, sign=True),
        methods=", ".join(inside) or _("nessuno"),
    )
    lasting = _(
        "Un intervallo può contenere il vero anche per fortuna, o perché è largo: guarda anche dove sta il "
        "punto."
    )
    draw = ground.effect("lottery", world).interval
    if draw is not None and draw.high - draw.low > 2 * abs(setting.effect):
        lasting += " " + _(
            "Con {people} partecipanti anche il sorteggio dice poco: il suo intervallo è più largo del doppio "
            "dell'effetto vero. Non è il metodo che manca, sono le persone."
        ).format(people=number(setting.participants))
    return [
        estimates(
            rows,
            truth=setting.effect,
            title=_("{place}, registro simulato: {outcome}").format(
                place=ground.place.name, outcome=_(setting.outcome)
            ),
            unit=_(setting.unit),
            written=_signs(setting),
            source=_("registro simulato, ipotesi per la lezione."),
        ),
        told(f"{words} {lasting}"),
    ]


# --- for who wants to go on ---------------------------------------------------------------------
def _beyond(ground: Ground) -> Control:
    def draw(view: str) -> Sequence[Shown]:
        if view == "staggered":
            return staggered_picture(ground)
        return event_picture(ground, _world(view))

    return Control(
        id="beyond",
        title=_("Anno per anno, e chi comincia in anni diversi"),
        inputs=(
            Pick(
                name="view",
                label=_("Che cosa guardare"),
                options=(
                    (_("anno per anno, andamento comune"), "parallel"),
                    (_("anno per anno, andamento diverso"), "diverging"),
                    (_("inizi in anni diversi"), "staggered"),
                ),
                value="parallel",
            ),
        ),
        draw=draw,
    )
