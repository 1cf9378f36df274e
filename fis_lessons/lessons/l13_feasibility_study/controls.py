"""The controls of lesson 13: what the municipality pays, and how long the plan takes."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import callout
from fis_lessons.figures.deal import paid_in_stories
from fis_lessons.figures.timetable import bars_in_time
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.lessons.desk import Control, Shown, Whole
from fis_lessons.lessons.l13_feasibility_study.ground import (
    MONTHS,
    Ground,
    Story,
    contract_note,
    paid_for,
    plan_note,
    short_names,
)


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [_plan(ground), _payer(ground)]


def _plan(ground: Ground) -> Control:
    def draw(notice: int, baseline: int, service: int) -> Sequence[Shown]:
        plan, names = ground.plan(notice=notice, baseline=baseline, service=service), short_names()
        figure = bars_in_time(
            plan,
            names=names,
            limit=MONTHS,
            title=_("Il piano d'esempio, mese per mese"),
            source=plan_note().text,
        )
        over = plan.length - MONTHS
        words = (
            _("Il piano dura **{months} mesi**: sta nei {limit} di un intervento.")
            if over <= 0
            else _("Il piano dura **{months} mesi**: sono {over} più dei {limit} di un intervento.")
        ).format(months=number(plan.length), limit=number(MONTHS), over=number(max(over, 0)))
        free = [one for one in plan.steps if one.id not in plan.critical]
        room = "; ".join(
            _("«{step}» ({months})").format(step=names[one.id], months=number(one.slack)) for one in free
        )
        told = (
            _("Possono tardare, e di quanti mesi: {steps}. Tutti gli altri no.").format(steps=room)
            if free
            else _("Nessun passo può tardare.")
        )
        return [figure, callout(f"{words} {told}")]

    return Control(
        id="plan",
        title=_("Prova: allunga una durata. Il piano sta ancora nei dodici mesi di un intervento?"),
        inputs=(
            Whole(name="notice", label=_("Mesi per scegliere chi realizza"), low=1, high=9, value=3),
            Whole(name="baseline", label=_("Mesi per misurare la partenza"), low=1, high=9, value=2),
            Whole(name="service", label=_("Mesi di servizio"), low=1, high=12, value=5),
        ),
        draw=draw,
    )


def _payer(ground: Ground) -> Control:
    def draw(price: int, least: int) -> Sequence[Shown]:
        people = ground.parameters.people
        terms = ground.terms(price=price, least=least / 100)
        names: dict[Story, str] = {"bad": _("Va male"), "base": _("Va come si spera"), "good": _("Va bene")}
        rows = []
        for story, name in names.items():
            count = ground.successes(story)
            results = paid_for(terms, count, people=people) / 100
            rows.append((f"{name} ({number(count)} / {number(people)})", ground.fees, results))
        cap = (terms.caps.contract or 0) / 100
        highest = cap + ground.fees
        figure = paid_in_stories(
            rows, most=highest, title=_("Che cosa paga il Comune"), source=contract_note().text
        )
        threshold = _("La soglia è {least}.") if least else _("La soglia non c'è.")
        words = _(
            "Da coprire in bilancio il giorno della firma: **{highest}**, canone e tetto insieme. "
            "{threshold} Il tetto resta di {count} riuscite: con questo prezzo {cap}."
        ).format(
            count=number(cap / price),
            cap=money(cap),
            highest=money(highest),
            threshold=threshold.format(least=percent(least / 100, decimals=0)),
        )
        return [figure, callout(words)]

    return Control(
        id="payer",
        title=_(
            "Prova: qui prezzo e soglia partono da altri valori. Cambiali, e guarda quanto paga il Comune."
        ),
        inputs=(
            # not the price of the exercise: finding what is paid is the exercise
            Whole(
                name="price",
                label=_("Prezzo di un risultato (€)"),
                low=1_000,
                high=12_000,
                step=500,
                value=3_500,
            ),
            Whole(name="least", label=_("Soglia (%)"), low=0, high=90, step=5, value=30),
        ),
        draw=draw,
    )
