"""The controls of lesson 10: what can be moved, and what is drawn from it."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Html, captioned, told
from fis_lessons.figures.social_value import flows_over_time, ratio_histogram, tornado_bars, value_by_row
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.lessons.desk import Control, Pick, Real, Shown, Whole
from fis_lessons.lessons.l10_social_value.ground import MAIN, Ground
from fis_lessons.lessons.l10_social_value.published import WHEELS_FALLS, pounds, wheels_map
from fis_lessons.measures.sroi import (
    Change,
    Field,
    Swing,
    ValueMap,
    around,
    changed,
    evaluate,
    simulate,
    switching_value,
    tornado,
)

DRAWS = 20_000
"""Draws of the control: enough for a picture, quick on a slow machine."""


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [
        _discount(ground),
        _deadweight(ground),
        _tornado(ground),
        _together(ground, ground.parameters.seed),
        _wheels(),
    ]


def _simulated() -> str:
    return _("mappa di prova, dati simulati per la lezione.")


def _discount(ground: Ground) -> Control:
    def draw(rate: float) -> Sequence[Shown]:
        found = ground.costs_and_benefits(rate / 100)
        words = _(
            "Al tasso del {rate} il valore attuale netto è **{net}**; i benefici sono {ratio} volte i costi. "
            "{internal} Costo annuo equivalente dei soli costi, su tre anni: {annual}."
        ).format(
            rate=percent(rate / 100, decimals=0 if rate == int(rate) else 1),
            net=money(found.net),
            ratio=written_ratio(found.ratio or 0, decimals=2),
            internal=found.internal_rate.sentence,
            annual=money(found.annual_cost),
        )
        back = found.payback.periods if found.payback else None
        words += " " + (
            _("In valore di oggi la spesa torna dopo {years} anni.").format(years=number(back, decimals=1))
            if back is not None
            else _("In valore di oggi la spesa non torna entro i tre anni.")
        )
        source = _("progetto semplice, importi scelti per la lezione.")
        return [flows_over_time(found.flows, rate=rate / 100, source=source), told(words)]

    return Control(
        id="discount",
        title=_("Prova: cambia il tasso di sconto, e guarda quanto valgono oggi gli stessi euro."),
        # not the rate of the lesson: without discount, so that the step is seen
        inputs=(Real(name="rate", label=_("Tasso di sconto, %"), low=0, high=15, value=0, step=0.1),),
        draw=draw,
    )


def _deadweight(ground: Ground) -> Control:
    def draw(deadweight: int, attribution: int) -> Sequence[Shown]:
        value_map = changed(
            ground.value_map,
            [
                Change(field="deadweight", value=deadweight / 100),
                Change(field="attribution", value=attribution / 100),
            ],
        )
        return [value_by_row(value_map, evaluate(value_map), source=_simulated())]

    return Control(
        id="deadweight",
        title=_("Prova: togli ciò che sarebbe successo comunque e ciò che è merito di altri, in ogni riga."),
        inputs=(
            Whole(
                name="deadweight", label=_("Sarebbe successo comunque, %"), low=0, high=100, value=0, step=5
            ),
            Whole(name="attribution", label=_("Merito di altri, %"), low=0, high=100, value=0, step=5),
        ),
        draw=draw,
    )


def _tornado(ground: Ground) -> Control:
    def draw(width: str) -> Sequence[Shown]:
        share = int(width) / 100
        swings = tornado(ground.value_map, relative=share, points=share / 2)[:8]
        names = {swing: swing_name(ground.value_map, swing) for swing in swings}
        return [
            tornado_bars(swings, names=names, ratio=ground.result.ratio, source=_simulated()),
            switching_table(ground, swings),
        ]

    return Control(
        id="tornado",
        title=_("Prova: quanto deve essere sbagliato un valore perché il giudizio cambi?"),
        inputs=(
            Pick(
                name="width",
                label=_("Di quanto sposto ogni valore"),
                options=(
                    (_("quantità e valori ±10%, percentuali ±5 punti"), "10"),
                    (_("quantità e valori ±20%, percentuali ±10 punti"), "20"),
                    (_("quantità e valori ±40%, percentuali ±20 punti"), "40"),
                ),
                value="20",
            ),
        ),
        draw=draw,
    )


def swing_name(value_map: ValueMap, swing: Swing) -> str:
    """Say what is moved, in words."""
    field = {
        "quantity": _("quantità"),
        "proxy_value": _("proxy"),
        "deadweight": _("comunque"),
        "displacement": _("spostato"),
        "attribution": _("di altri"),
        "drop_off": _("calo"),
        "duration": _("durata"),
        "rate": _("Tasso di sconto"),
        "inputs": _("Risorse impiegate"),
    }[swing.field]
    if not swing.outcomes:
        return field
    return f"{value_map.row(swing.outcomes[0]).outcome}: {field}"


def switching_table(ground: Ground, swings: Sequence[Swing]) -> Html:
    """Show for each value the one at which the ratio is one; the quantity asked in the exercise is left out."""
    rows = []
    for swing in swings:
        if swing.field == "quantity" and swing.outcomes == (MAIN,):
            continue
        found = switching_value(ground.value_map, field=swing.field, outcomes=swing.outcomes)
        today, there = _in_field(swing.field, found.today), _("nessun valore possibile")
        if found.possible and found.value is not None:
            there = _in_field(swing.field, found.value)
        rows.append([swing_name(ground.value_map, swing), today, there])
    return captioned(
        rows,
        columns=[_("Che cosa"), _("Nella mappa"), _("Pareggio a")],
        caption=_("Valori di pareggio: dove il rapporto diventa 1, uno alla volta"),
    )


def _in_field(field: Field, value: float) -> str:
    if field in ("quantity", "proxy_value", "inputs"):
        return number(value, decimals=0 if abs(value) >= 100 else 1)
    return percent(value, decimals=0)


def _together(ground: Ground, seed: int) -> Control:
    def draw(width: str) -> Sequence[Shown]:
        relative, points = {"small": (0.15, 0.1), "large": (0.4, 0.25)}[width]
        uncertain = around(ground.value_map, relative=relative, points=points)
        found = simulate(ground.value_map, uncertain, draws=DRAWS, seed=seed)
        words = _(
            "Ogni valore è estratto a caso, {draws} volte, da un triangolo attorno a quello della mappa: più "
            "spesso vicino, mai oltre i limiti scelti. I valori estratti sono {count}, indipendenti fra loro. "
            "Seme: {seed}, così chi rifà il conto trova gli stessi numeri. Anche le risorse cambiano; le quote "
            "scritte 0% restano ferme. Se tutti i valori sbagliassero dalla stessa parte, l'incertezza sarebbe "
            "più larga di così."
        ).format(draws=number(DRAWS), count=number(len(uncertain)), seed=number(seed))
        return [ratio_histogram(found, source=_simulated()), told(words)]

    return Control(
        id="together",
        title=_("Prova: se molti valori sono incerti insieme, quanto è incerto il rapporto?"),
        inputs=(
            Pick(
                name="width",
                label=_("Quanto sono incerti"),
                options=(
                    (_("poco: ±15%, percentuali ±10 punti"), "small"),
                    (_("molto: ±40%, percentuali ±25 punti"), "large"),
                ),
                value="small",
            ),
        ),
        draw=draw,
    )


def _wheels() -> Control:
    def draw(falls: int, attribution: int) -> Sequence[Shown]:
        value_map = changed(
            wheels_map(),
            [
                Change(field="quantity", value=falls, outcomes=WHEELS_FALLS),
                Change(field="attribution", value=attribution / 100, outcomes=WHEELS_FALLS),
            ],
        )
        found = evaluate(value_map)
        source = _("dati dell'esempio della guida SROI, 2012; importi in sterline.")
        words = _(
            "Con {falls} cadute evitate e il {share} del merito ad altri, il valore attuale totale è "
            "**{value}** e il rapporto è **{ratio}**."
        ).format(
            falls=number(falls),
            share=percent(attribution / 100, decimals=0),
            value=pounds(found.present_value),
            ratio=written_ratio(found.ratio, decimals=2 if found.ratio >= 0.1 else 3),
        )
        even = switching_value(value_map, field="quantity", outcomes=WHEELS_FALLS).value
        if even is not None:
            words += " " + _("Con questa quota il pareggio è a {falls} cadute su 7.").format(
                falls=number(even, decimals=2)
            )
        return [value_by_row(value_map, found, source=source), told(words)]

    return Control(
        id="wheels",
        title=_("Prova: quante cadute tengono in piedi il rapporto?"),
        inputs=(
            Whole(name="falls", label=_("Cadute evitate"), low=0, high=10, value=7),
            Whole(name="attribution", label=_("Merito di altri, %"), low=0, high=100, value=5, step=5),
        ),
        draw=draw,
    )
