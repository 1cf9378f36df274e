"""The controls of lesson 04: the chairs of the cities, the map and its line, a group in and out, the funnel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from fis_lessons.cases.labels import COMPULSORY_ROLES, Role, role_label
from fis_lessons.errors import ParameterError, Problem
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Figure, callout, told
from fis_lessons.figures.community import coproduction_matrix
from fis_lessons.figures.stakeholders import group_inside, influence_map, rule_words, steps_left
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole, Words
from fis_lessons.lessons.l04_who_is_at_the_table.ground import Ground, scores_note
from fis_lessons.measures.coproduction import Ground as Grounds
from fis_lessons.measures.coproduction import matrix
from fis_lessons.measures.stakeholders.influence import AtThreshold
from fis_lessons.measures.stakeholders.participation import funnel
from fis_lessons.measures.stakeholders.representation import Reading, representation
from fis_lessons.territory import LAST_AGE, age_label, find, population, source

_ALL = "all"


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [_chairs(ground), _map(ground), _voices(ground), _steps()]


# --- the chairs of the cities -----------------------------------------------------------------------
def _chairs(ground: Ground) -> Control:
    choices = tuple(
        (_("senza il nome di {who}").format(who=_short(role)), role)
        for role in COMPULSORY_ROLES
        if ground.atlas.missing(role)
    )
    return Control(
        id="chairs",
        title=_("Scegli quali città guardare: chi è nominato per i quattro ruoli?"),
        inputs=(
            Pick(
                name="view", label=_("Città"), options=((_("tutte e diciotto"), _ALL), *choices), value=_ALL
            ),
        ),
        draw=partial(_draw_chairs, ground),
    )


def _draw_chairs(ground: Ground, *, view: str) -> Sequence[Shown]:
    role = next((one for one in COMPULSORY_ROLES if one == view), None)
    cities = ground.atlas.missing(role) if role else ground.atlas.cities
    entries: list[tuple[str, str, Grounds]] = [
        (city.id, one, "documented" if any(s.status == "confirmed" for s in city.named(one)) else "doubtful")
        for city in cities
        for one in COMPULSORY_ROLES
        if city.named(one)
    ]
    figure: Figure = coproduction_matrix(
        matrix([city.id for city in cities], COMPULSORY_ROLES, entries),
        who={city.id: city.name for city in cities},
        phases={one: _short(one) for one in COMPULSORY_ROLES},
        title=_("Chi è nominato per i quattro ruoli obbligatori"),
        opening=_("Quattro ruoli in {count} città.").format(count=number(len(cities))),
        sources=(_("le diciotto città: le fonti di ciascuna sono nella lezione 01."),),
    )
    words = _(
        "Città nella figura: {count}. Il punto interrogativo vuol dire che le pagine lette non fanno un nome. Non "
        "vuol dire che nessuno c'era: il programma chiedeva tutti e quattro i ruoli."
    )
    return [figure, callout(words.format(count=number(len(cities))))]


def _short(role: Role) -> str:
    return {
        "proposer": _("chi propone"),
        "provider": _("chi realizza"),
        "financier": _("chi finanzia"),
        "evaluator": _("chi valuta"),
    }.get(role, role_label(role))


# --- the map ------------------------------------------------------------------------------------------
def _map(ground: Ground) -> Control:
    return Control(
        id="map",
        title=_("Cambia la regola, poi sposta la soglia: chi cambia posto?"),
        inputs=(
            Pick(
                name="rule",
                label=_("Chi sta proprio sulla soglia"),
                options=((_("conta come alto"), "high"), (_("conta come basso"), "low")),
                value="high",
            ),
            Whole(name="threshold", label=_("Soglia"), low=1, high=5, value=3),
        ),
        draw=partial(_draw_map, ground),
    )


def _draw_map(ground: Ground, *, threshold: int, rule: str) -> Sequence[Shown]:
    at: AtThreshold = "low" if rule == "low" else "high"
    found = ground.influence(threshold=threshold, at_threshold=at)
    figure = influence_map(
        found,
        title=_("{case}: potere e interesse, con i nostri punteggi").format(case=ground.case.acronym),
        sources=(scores_note().text,),
    )
    key = "; ".join(f"**{place}** {one.name}" for place, one in enumerate(found.people, start=1))
    line = (
        _("Sulla linea ci sono: {names}. Con l'altra regola cambierebbero posto.").format(
            names=", ".join(found.on_the_line)
        )
        if found.on_the_line
        else _("Nessuno sta sulla linea: qui la regola non cambia nulla.")
    )
    return [figure, told(f"{key}."), callout(f"{rule_words(found)} {line}")]


# --- a group inside and outside -------------------------------------------------------------------
def _voices(ground: Ground) -> Control:
    return Control(
        id="voices",
        title=_(
            "Scegli Comune e fascia di età, poi cambia chi è venuto: quanto pesa il gruppo, e quanto il caso?"
        ),
        inputs=(
            Words(name="municipality", label=_("Comune"), value=ground.place.label),
            # not the ages of the exercise: finding its ratio is the exercise
            Whole(name="first", label=_("Da età"), low=0, high=LAST_AGE, value=30),
            Whole(name="last", label=_("A età (compresa)"), low=0, high=LAST_AGE, value=44),
            Whole(name="process", label=_("Persone venute"), low=1, high=2000, value=40),
            Whole(name="inside", label=_("Di quell'età"), low=0, high=2000, value=3),
        ),
        draw=_draw_voices,
    )


def _draw_voices(*, municipality: str, first: int, last: int, process: int, inside: int) -> Sequence[Shown]:
    if first > last:
        raise ParameterError(
            _("Le due età sono rovesciate."),
            [Problem(_("Da età"), f"{first} > {last}", remedy=_("Metti prima l'età più bassa."))],
        )
    place = find(municipality)
    found = representation(
        inside, process=process, group=population(place, first, last), population=population(place)
    )
    ages = age_label(first, last)
    figure = group_inside(
        found,
        group=_("Residenti di {ages}").format(ages=ages),
        title=_("{place}, {ages}: nel processo e fra i residenti").format(place=place.name, ages=ages),
        sources=(source(), _("chi è venuto lo hai scritto tu.")),
    )
    words = _(
        "Rapporto: {inside} diviso {outside} fa **{ratio}**. Per effetto del caso può stare fra {low} e {high}. "
        "{reading} Con la quota dei residenti sarebbero {expected} su {process}."
    ).format(
        inside=percent(found.share_inside),
        outside=percent(found.share_outside),
        ratio=written_ratio(found.ratio, decimals=2),
        low=number(found.interval.low, decimals=2),
        high=number(found.interval.high, decimals=2),
        reading=reading_words(found.reading),
        expected=number(found.expected, decimals=1),
        process=number(process),
    )
    return [figure, callout(words)]


def reading_words(reading: Reading) -> str:
    """Say what an interval allows to say."""
    return {
        "under": _(
            "Uno è fuori: il gruppo c'è meno di quanto pesa, e il caso da solo non basta a spiegarlo."
        ),
        "over": _("Uno è fuori: il gruppo c'è più di quanto pesa, e il caso da solo non basta a spiegarlo."),
        "unclear": _("Uno è dentro: con questi numeri il caso potrebbe bastare."),
    }[reading]


# --- the funnel -----------------------------------------------------------------------------------
def _steps() -> Control:
    def draw(invited: int, came: int, spoke: int, decided: int) -> Sequence[Shown]:
        steps = [
            (_("invitati"), invited),
            (_("venuti"), came),
            (_("hanno parlato"), spoke),
            (_("hanno deciso"), decided),
        ]
        found = funnel(steps)
        figure = steps_left(
            found,
            title=_("Da chi è invitato a chi decide"),
            sources=(_("numeri scelti da te; quelli di partenza sono inventati."),),
        )
        end = (
            _("Il passo che perde di più è «{step}»: si comincia da lì.").format(step=found.steepest)
            if found.steepest
            else _("Nessun passo perde qualcuno: succede di rado, ricontrolla i numeri.")
        )
        words = _("Decide il **{share}** di chi è stato invitato. {end}")
        return [figure, callout(words.format(share=percent(found.kept_overall), end=end))]

    return Control(
        id="steps",
        title=_("Cambia i quattro numeri: in quale passo si perdono le persone?"),
        inputs=(
            Whole(name="invited", label=_("Invitati"), low=1, high=1000, value=300),
            Whole(name="came", label=_("Venuti"), low=0, high=1000, value=45),
            Whole(name="spoke", label=_("Hanno parlato"), low=0, high=1000, value=20),
            Whole(name="decided", label=_("Hanno deciso"), low=0, high=1000, value=4),
        ),
        draw=draw,
    )
