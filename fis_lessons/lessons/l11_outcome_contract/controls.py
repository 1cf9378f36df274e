"""The controls of lesson 11: what can be moved, and what is drawn from it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fis_lessons.errors import ParameterError, Problem
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import captioned, told
from fis_lessons.figures.outcome_contract import (
    design_bars,
    fee_and_premium,
    payment_curve,
    towards_the_cap,
    two_chances,
)
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole
from fis_lessons.lessons.l11_outcome_contract.ground import KINDS, THRESHOLDS, Ground
from fis_lessons.lessons.l11_outcome_contract.ground.labels import (
    conduct_label,
    design_label,
    kind_label,
    party_label,
    simulated,
)
from fis_lessons.measures.contract import REASONS, reason_label, shown
from fis_lessons.measures.contract.designs import CONDUCTS, DESIGNS, alike, expected_payment
from fis_lessons.measures.contract.parties import net


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [_social(ground), _engine(ground), _risk(), _designs(ground)]


def _social(ground: Ground) -> Control:
    def draw(fee: int, premium: int, chance: int) -> Sequence[Shown]:
        course = ground.course(fee=fee, premium=premium, chance=chance / 100)
        rows = course.quarters
        left = net(course.transfers)
        parties = pd.DataFrame(
            [(party_label(name), shown(amount)) for name, amount in left.items()],
            columns=[_("Chi"), _("Entrate meno uscite")],
        )
        contract = course.contract
        return [
            fee_and_premium(
                [value / 100 for value in rows["fee"]],
                [value / 100 for value in rows["premium"]],
                source=simulated(),
            ),
            captioned(parties, caption=_("Chi dà e chi riceve, in quattro anni")),
            told(
                _(
                    "La somma della tabella è {zero}: ciò che uno dà, un altro lo riceve. Se tutti arrivassero "
                    "sempre agli obiettivi, la parte dei pagamenti del Comune che dipende dai risultati sarebbe "
                    "questa: {share}."
                ).format(zero=shown(sum(left.values())), share=percent(contract.at_risk))
            ),
        ]

    return Control(
        id="social",
        title=_(
            "Prova: cambia la tariffa, il premio e quanto va bene, e guarda che cosa dipende dai risultati."
        ),
        inputs=(
            Whole(
                name="fee", label=_("Tariffa, euro al giorno"), low=10, high=150, value=ground.parameters.fee
            ),
            Whole(
                name="premium",
                label=_("Premio, euro a persona"),
                low=50,
                high=2000,
                step=10,
                value=ground.parameters.premium,
            ),
            Whole(name="chance", label=_("Quanti arrivano, su 100"), low=0, high=100, value=60),
        ),
        draw=draw,
    )


def _engine(ground: Ground) -> Control:
    def draw(kind: str, cap: int) -> Sequence[Shown]:
        if kind not in KINDS:
            raise ParameterError(_("Questa soglia non è nel menu."))
        payments = ground.engine(kind=kind, cap=cap)
        lines = payments.lines
        goals = lines[(lines["metric"] == "goal") & (lines["due"] > 0)]
        out = lines[(lines["metric"] == "goal") & lines["reason"].isin(["below_threshold"])]
        reached = len(set(goals["person"]) | set(out["person"])) / ground.parameters.people
        paid = lines.groupby("period")["paid"].sum()
        quarters = [float(paid.get(position, 0)) / 100 for position in range(len(payments.contract.checks))]
        counts = lines["reason"].value_counts()
        table = pd.DataFrame(
            [
                (
                    reason_label(name),
                    number(int(counts.get(name, 0))),
                    money(float(lines.loc[lines["reason"] == name, "paid"].sum()) / 100, decimals=2),
                )
                for name in REASONS
                if counts.get(name, 0)
            ],
            columns=[_("Che cosa ne è stato"), _("Richieste"), _("Pagato")],
        )
        return [
            payment_curve(THRESHOLDS.get(kind), reached=reached, source=simulated()),
            towards_the_cap(quarters, cap=float(cap), source=simulated()),
            captioned(table, caption=_("Le richieste, una per una: quante per ogni ragione")),
            told(_("In una frase: {sentence}.").format(sentence=payments.explain())),
        ]

    high = 2 * ground.largest_cap
    return Control(
        id="engine",
        title=_(
            "Prova: cambia la soglia e il tetto, e guarda come cambiano i pagamenti sulle stesse richieste."
        ),
        inputs=(
            Pick(
                name="kind",
                label=_("Soglia sugli obiettivi"),
                options=tuple((kind_label(kind), kind) for kind in KINDS),
                value="none",
            ),
            Whole(
                # one that bites: a cap nobody reaches is not seen
                name="cap",
                label=_("Tetto, euro"),
                low=1000,
                high=high,
                step=500,
                value=min(10_000, ground.largest_cap),
            ),
        ),
        draw=draw,
    )


def _risk() -> Control:
    def draw(cohort: int, baseline: int, effect: int, threshold: int) -> Sequence[Shown]:
        if baseline + effect > 100:
            problem = Problem(
                _("Punti in più"),
                _("{base} più {effect} fa oltre 100.").format(base=baseline, effect=effect),
                remedy=_("Abbassa uno dei due."),
            )
            raise ParameterError(_("Più di tutte le persone non possono arrivare."), [problem])
        figure = two_chances(
            cohort,
            baseline=baseline / 100,
            effect=effect / 100,
            threshold=threshold / 100,
            source=_("calcolo con la distribuzione binomiale; valori scelti da te."),
        )
        return [figure]

    return Control(
        id="risk",
        title=_("Prova: cambia le persone e la soglia, e guarda quando decide il caso."),
        # not the values of the exercise: finding them is the exercise
        inputs=(
            Whole(name="cohort", label=_("Persone"), low=5, high=400, value=100),
            Whole(name="baseline", label=_("Arrivano comunque, su 100"), low=0, high=95, value=30),
            Whole(name="effect", label=_("Punti in più con il servizio"), low=0, high=60, value=15),
            Whole(name="threshold", label=_("Soglia, su 100"), low=1, high=100, value=40),
        ),
        draw=draw,
    )


def _designs(ground: Ground) -> Control:
    def draw(threshold: int) -> Sequence[Shown]:
        terms = alike(ground.enrolled["everybody"], budget=float(ground.budget), threshold=threshold / 100)
        if not terms.whole:
            raise ParameterError(_("Con questa soglia il gruppo non viene mai pagato: abbassala."))
        payments = {
            design_label(d).replace(", ", ",\n"): [
                expected_payment(one, d, terms) for one in ground.enrolled.values()
            ]
            for d in DESIGNS
        }
        return [
            design_bars(payments, [conduct_label(c) for c in CONDUCTS], source=simulated()),
            told(
                _(
                    "Gli importi sono tarati perché chi lavora bene con tutti riceva in media {budget} in "
                    "ogni disegno. Le altre barre sono le stesse regole, con un altro modo di lavorare."
                ).format(budget=money(ground.budget))
            ),
        ]

    return Control(
        id="designs",
        title=_("Prova: sposta la soglia del «tutto o niente», e guarda che cosa premia ogni disegno."),
        inputs=(Whole(name="threshold", label=_("Soglia, su 100"), low=30, high=75, step=5, value=40),),
        draw=draw,
    )
