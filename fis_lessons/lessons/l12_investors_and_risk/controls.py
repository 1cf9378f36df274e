"""The controls of lesson 12: the example deal, three stories, the stress test."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import callout, captioned
from fis_lessons.figures.deal import cut_against_target, net_by_party
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole
from fis_lessons.lessons.l12_investors_and_risk.ground import TARGET_CUT, Ground, nets
from fis_lessons.measures.deal.delay import cost_cut, reach_needed
from fis_lessons.measures.deal.ledger import Run


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [_deal(ground), _stories(ground), _stress()]


def _deal(ground: Ground) -> Control:
    people = ground.parameters.people

    def draw(successes: int, price: int, guarantee: int) -> Sequence[Shown]:
        chosen = ground.changed(price=price, guarantee=guarantee)
        played = chosen.played(min(successes, ground.parameters.people))
        title = _("Con {successes} riuscite su {people}: chi ha di più, chi ha di meno").format(
            successes=number(played.successes), people=number(ground.parameters.people)
        )
        return [net_by_party(nets(played), title=title, source=example_source()), callout(_returns(played))]

    return Control(
        id="deal",
        title=_(
            "Prova: cambia le riuscite, il prezzo e la garanzia, e guarda in quali tasche passa il denaro."
        ),
        inputs=(
            Whole(
                name="successes",
                label=_("Riuscite"),
                low=0,
                high=people,
                value=people // 4,
            ),
            Whole(
                name="price",
                label=_("Prezzo di un risultato (€)"),
                low=17_000,
                high=30_000,
                step=500,
                value=ground.parameters.price,
            ),
            Whole(
                name="guarantee",
                label=_("Garanzia sul capitale (%)"),
                low=0,
                high=100,
                step=5,
                value=ground.parameters.guarantee,
            ),
        ),
        draw=draw,
    )


def _returns(played: Run) -> str:
    rate, multiple = played.investor_rate, played.investor_multiple
    back = _("Per ogni euro anticipato ne tornano {multiple}.").format(
        multiple=number(multiple or 0.0, decimals=2)
    )
    if rate is None:
        return back
    return back + " " + _("Rendimento annuo: **{rate}**.").format(rate=percent(rate))


def _stories(ground: Ground) -> Control:
    def draw(expected: int, price: int, guarantee: int) -> Sequence[Shown]:
        chosen = ground.changed(price=price, guarantee=guarantee, expected=expected)
        names = {"bad": _("Va male"), "base": _("Va come si spera"), "good": _("Va bene")}
        rows = []
        for name, successes in chosen.stories().items():
            played = chosen.played(successes)
            rate = played.investor_rate
            rows.append(
                (
                    names[name],
                    number(successes),
                    money(-played.net("payer") / 100),
                    money(played.net("investor") / 100),
                    percent(rate) if rate is not None else "–",
                    money(played.net("guarantor") / 100),
                    money(played.net("provider") / 100),
                )
            )
        asked = [
            _("Riuscite"),
            _("Spende il Comune"),
            _("Investitore"),
            _("Rendimento annuo"),
            _("Garante"),
            _("Chi realizza"),
        ]
        # Three columns and not seven: the one the lesson is about stays on the screen
        columns = [_("Storia"), *(row[0] for row in rows)]
        turned = [(name, *(row[place] for row in rows)) for place, name in enumerate(asked, start=1)]
        caption = _("Tre storie dello stesso accordo")
        return [captioned(turned, columns=columns, caption=caption), callout(_risk_words(chosen))]

    return Control(
        id="stories",
        title=_("Prova: cambia ciò che ti aspetti, il prezzo e la garanzia, e guarda chi porta il rischio."),
        inputs=(
            Whole(name="expected", label=_("Riuscite attese (%)"), low=10, high=95, step=5, value=50),
            Whole(
                name="price",
                label=_("Prezzo di un risultato (€)"),
                low=17_000,
                high=30_000,
                step=500,
                value=ground.parameters.price,
            ),
            Whole(
                name="guarantee",
                label=_("Garanzia sul capitale (%)"),
                low=0,
                high=100,
                step=5,
                value=ground.parameters.guarantee,
            ),
        ),
        draw=draw,
    )


def _risk_words(ground: Ground) -> str:
    found = ground.investor_spread()
    return _(
        "Su tutto ciò che può succedere, la probabilità che l'investitore perda denaro è **{lose}**. In media "
        "il suo saldo è {mean}; nel 5% dei casi peggiori è {worst}. Se va male riesce la metà di quanti si spera, "
        "se va bene un quarto in più."
    ).format(
        lose=percent(found.below(0), decimals=0),
        mean=money(found.mean),
        worst=money(found.expected_shortfall(0.05)),
    )


def _stress() -> Control:
    def draw(reached: int, delay: int, stay: int, shape: str) -> Sequence[Shown]:
        fixed = shape == "fixed"
        found = (
            cost_cut(reached / 100, delay=delay, stay=stay, shape="fixed")
            if fixed
            else cost_cut(reached / 100, delay=delay, stay=stay)
        )
        needed = (
            reach_needed(TARGET_CUT, delay=delay, stay=stay, shape="fixed")
            if fixed
            else reach_needed(TARGET_CUT, delay=delay, stay=stay)
        )
        words = (
            _("Così non basta raggiungere nemmeno tutti.")
            if needed is None
            else _("Costo risparmiato: **{cut}**. Traguardo: {target}.").format(
                cut=percent(found.cut, decimals=0), target=percent(TARGET_CUT, decimals=0)
            )
        )
        figure = cut_against_target(
            found.cut, target=TARGET_CUT, reached=found.reached, avoided=found.avoided
        )
        return [figure, callout(words)]

    return Control(
        id="stress",
        title=_("Prova: che cosa deve essere vero perché il costo scenda del 25%?"),
        inputs=(
            Whole(
                name="reached",
                label=_("Persone raggiunte, su 100 che entrerebbero"),
                low=0,
                high=100,
                value=10,
            ),
            Whole(name="delay", label=_("Anni di rinvio"), low=0, high=10, value=2),
            Whole(name="stay", label=_("Anni di permanenza media (ipotesi)"), low=1, high=10, value=4),
            Pick(
                name="shape",
                label=_("Permanenza"),
                options=((_("alcuni poco, altri molto"), "exponential"), (_("uguale per tutti"), "fixed")),
                value="exponential",
            ),
        ),
        draw=draw,
    )


def example_source() -> str:
    """Say where the numbers of the example come from."""
    return _(
        "accordo d'esempio: condizioni inventate per esercitarsi, sulla dimensione del "
        "contratto di Catanzaro."
    )
