"""The controls of lesson 09: the situation, how many people, a small group, a draw."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fis_lessons.errors import ParameterError, Problem
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import callout, captioned
from fis_lessons.figures.planning import designs_ladder, power_curve, small_group
from fis_lessons.i18n import counted, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole, Words
from fis_lessons.lessons.l09_plan_the_evaluation.ground import (
    FEW_GROUPS,
    ICC,
    Ground,
    condition_text,
    consequence,
    design_name,
)
from fis_lessons.measures.planning.conditions import Conditions
from fis_lessons.measures.planning.designs import LEAST_MEASUREMENTS, Situation, advise, best
from fis_lessons.measures.planning.lottery import draw_rota
from fis_lessons.measures.planning.power_shares import power_two_shares
from fis_lessons.measures.planning.small import exact_interval, tail


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [_situation(ground), _people(), _small(), _draw()]


def _yes_no(name: str, label: str) -> Pick:
    return Pick(name=name, label=label, options=((_("no"), "no"), (_("sì"), "yes")), value="no")


def _situation(ground: Ground) -> Control:
    def draw(
        *,
        applicants: int, places: int, lots: str, turns: str, score: str, group: str, before: str, there: str,
        features: str, series: str,
    ) -> Sequence[Shown]:  # fmt: skip
        situation = Situation(
            applicants=applicants,
            places=places,
            lots_accepted=lots == "yes",
            starts_in_turns=turns == "yes",
            access_by_score=score == "yes",
            comparison_group=group == "yes",
            measured_before=before == "yes",
            measured_in_comparison=there == "yes",
            known_features=features == "yes",
            measurements_before=LEAST_MEASUREMENTS if series == "yes" else 0,
        )
        rows = [
            (design_name(one.design), one.strength, ", ".join(map(condition_text, one.lacking)))
            for one in advise(situation)
        ]
        strongest = best(situation)
        words = _("**Il più forte che puoi usare: {name}.** {text}").format(
            name=design_name(strongest.design), text=consequence(strongest.design)
        )
        room = (
            _("{people} persone per {places} posti: c'è posto per tutti, e nessuno fa da confronto.")
            if applicants <= places
            else _("{people} persone per {places} posti: chi resta fuori può fare da confronto.")
        )
        words += " " + room.format(people=number(applicants), places=number(places))
        return [designs_ladder(rows), callout(words)]

    return Control(
        id="situation",
        title=_("Prova: rispondi per un tuo progetto, e guarda quali confronti diventano possibili."),
        inputs=(
            Whole(name="applicants", label=_("Persone che vorrebbero entrare"), low=1, high=2000, value=50),
            Whole(name="places", label=_("Posti"), low=1, high=2000, value=50),
            _yes_no("lots", _("Un sorteggio è accettato?")),
            _yes_no("turns", _("Si comincia a turni?")),
            _yes_no("score", _("Si entra con una graduatoria?")),
            _yes_no("group", _("C'è un gruppo simile che resta fuori?")),
            _yes_no("before", _("Misuri prima dell'avvio?")),
            _yes_no("there", _("Misuri anche chi resta fuori?")),
            _yes_no("features", _("Sai che cosa rende simili i due gruppi?")),
            _yes_no("series", _("Hai almeno {count} misure prima?").format(count=LEAST_MEASUREMENTS)),
        ),
        draw=draw,
    )


def _people() -> Control:
    def draw(usual: int, hoped: int, people: int, attrition: int, together: int) -> Sequence[Shown]:
        if usual == hoped:
            raise ParameterError(
                _("Le due quote sono uguali: non c'è nessun cambiamento da vedere."),
                [Problem("", percent(usual / 100, decimals=0), remedy=_("Cambiane una."))],
            )
        conditions = Conditions(cluster_size=together, icc=ICC, attrition=attrition / 100)

        def seen(size: float) -> float:
            left = conditions.effective(size)
            return power_two_shares(usual / 100, hoped / 100, treated=left, control=left)

        top = max(200, round(people * 1.6))
        points = [(size, seen(size)) for size in range(max(2, top // 60), top + 1, max(1, top // 60))]
        left = conditions.effective(people)
        words = _(
            "Con **{people}** persone in ciascun gruppo la probabilità di vedere il cambiamento, se c'è, è del "
            "**{power}**. Contano come {left} persone che rispondono una per una."
        ).format(people=number(people), power=percent(seen(people), decimals=0), left=number(left))
        if together > 1:
            words += " " + _together(people / together)
        return [power_curve(points, chosen=people, power=seen(people)), callout(words)]

    return Control(
        id="people",
        title=_(
            "Prova: cambia le persone, chi si perde e le classi, e guarda la probabilità di vedere l'effetto."
        ),
        inputs=(
            Whole(name="usual", label=_("Quota senza il progetto (%)"), low=1, high=99, value=30),
            Whole(name="hoped", label=_("Quota con il progetto (%)"), low=1, high=99, value=20),
            Whole(name="people", label=_("Persone in ciascun gruppo"), low=4, high=3000, value=100),
            Whole(
                name="attrition", label=_("Persone di cui non saprai più nulla (%)"), low=0, high=80, value=0
            ),
            Whole(
                name="together",
                label=_("Persone assegnate insieme (1 = una per una)"),
                low=1,
                high=40,
                value=1,
            ),
        ),
        draw=draw,
    )


def _together(groups: float) -> str:
    """Say what is taken for granted of people assigned together, and when it is too hopeful."""
    words = _(
        "Chi sta insieme si somiglia un po': qui la somiglianza (correlazione dentro il gruppo) è {icc}, "
        "un'ipotesi."
    ).format(icc=number(ICC, decimals=2))
    if groups < FEW_GROUPS:
        words += " " + counted(
            max(1, round(groups)),
            one=_("Per parte c'è **{count} gruppo** solo: il conto è troppo ottimista, servono più gruppi."),
            more=_(
                "Per parte ci sono solo **{count} gruppi**: il conto è troppo ottimista, servono più gruppi."
            ),
        )
    return words


def _small() -> Control:
    def draw(people: int, successes: int, usual: int) -> Sequence[Shown]:
        interval = exact_interval(successes, people)
        luck = tail(successes, people, usual / 100)
        words = _(
            "Se di solito ce la fanno {usual} su cento, la probabilità che per puro caso ce la facciano almeno "
            "{successes} su {people} è del **{luck}**. Sotto il 5% si comincia a non credere al caso."
        ).format(usual=number(usual), successes=number(successes), people=number(people), luck=percent(luck))
        figure = small_group(successes, people, interval=interval, usual=usual / 100)
        return [figure, callout(words)]

    return Control(
        id="small",
        title=_("Prova: cambia quanti ce la fanno, e guarda quanto ne sai."),
        inputs=(
            Whole(name="people", label=_("Persone in tutto"), low=1, high=200, value=20),
            Whole(name="successes", label=_("Persone che ce la fanno"), low=0, high=200, value=14),
            Whole(name="usual", label=_("Quanti ce la fanno di solito (%)"), low=1, high=99, value=40),
        ),
        draw=draw,
    )


def _draw() -> Control:
    codes = [f"R{position:02d}" for position in range(1, 13)]
    groups = {code: _("scuola A") if position < 8 else _("scuola B") for position, code in enumerate(codes)}

    def draw(word: str, places: int) -> Sequence[Shown]:
        rota = draw_rota(codes, places=places, word=word, groups=groups)
        rows = [(code, groups[code], _("comincia")) for code in rota.begin]
        rows += [(code, groups[code], _("aspetta")) for code in rota.wait]
        table = pd.DataFrame(rows, columns=[_("Codice"), _("Scuola"), _("Turno")])
        caption = _("Sorteggio con la parola «{word}»").format(word=rota.word)
        return [captioned(table, caption=caption)]

    return Control(
        id="draw",
        title=_("Prova: cambia la parola, e poi rimetti quella di prima."),
        inputs=(
            Words(name="word", label=_("Parola del sorteggio"), value=_("12 ottobre, 41")),
            Whole(name="places", label=_("Posti"), low=1, high=11, value=6),
        ),
        draw=draw,
    )
