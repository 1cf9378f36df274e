"""The controls of lesson 05: who comes first, who leaves, what is left of the resources."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import callout
from fis_lessons.figures.network import network_map, pooled, ranking
from fis_lessons.i18n import counted, money, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole
from fis_lessons.lessons.l05_a_network_that_holds.ground import (
    GIVEN_BY,
    Ground,
    brought,
    example_network,
    who_labels,
)
from fis_lessons.measures.network.change import loss
from fis_lessons.measures.network.position import positions
from fis_lessons.measures.network.ties import Network
from fis_lessons.measures.network.whole import pieces, shape
from fis_lessons.measures.pooling import left_without

NOBODY = "nobody"


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [_measures(ground), _leaves(ground), _resources(ground)]


def invented() -> str:
    """Say where the example comes from."""
    return _("rete d'esempio: nomi e legami sono inventati, la forma è quella di una rete pubblicata.")


def measure_labels() -> dict[str, str]:
    """Name the four measures of who is central, as the lesson does."""
    return {
        "ties": _("legami"), "betweenness": _("passaggi"), "closeness": _("vicinanza"),
        "eigenvector": _("legami con chi ne ha molti"),
    }  # fmt: skip


def _meaning(measure: str) -> str:
    return {
        "ties": _("Con quanti lavora: chi conosce molti."),
        "betweenness": _("Quante strade più corte fra altri due passano di lì: chi può unire, o bloccare."),
        "closeness": _("Quanto è vicino a tutti gli altri: chi fa arrivare presto una notizia."),
        "eigenvector": _("Quanto contano quelli con cui lavora: chi sta in buona compagnia."),
    }[measure]


def _concentration(made: Network, measure: str) -> str:
    """Say how far the whole network hangs on one, for the two measures that have such a number."""
    found = shape(made)
    value = {"ties": found.centralisation, "betweenness": found.centralisation_between}.get(measure)
    if value is None:
        return ""
    return _("L'accentramento è {value}: 0 se sono tutti uguali, 1 se tutto dipende da uno.").format(
        value=number(value, decimals=2)
    )


def _measures(ground: Ground) -> Control:
    labels, measures = who_labels(), measure_labels()

    def draw(measure: str, moment: str) -> Sequence[Shown]:
        made = ground.before if moment == "before" else ground.after
        found = positions(made)
        decimals = 0 if measure == "ties" else 2
        values = [(labels[one.name], float(getattr(one, measure) or 0.0)) for one in found]
        title = _("Chi viene prima per {measure}").format(measure=measures[measure])
        return [
            ranking(values, measure=measures[measure], title=title, decimals=decimals, sources=(invented(),)),
            callout(f"{_meaning(measure)} {_concentration(made, measure)}".strip()),
        ]

    return Control(
        id="measures",
        title=_("Prova: cambia la misura, e guarda chi viene prima."),
        inputs=(
            Pick(
                name="measure",
                label=_("Misura"),
                options=tuple((words, name) for name, words in measures.items()),
                value="ties",
            ),
            Pick(
                name="moment",
                label=_("Quando"),
                options=((_("all'inizio"), "before"), (_("un anno dopo"), "after")),
                value="before",
            ),
        ),
        draw=draw,
    )


def _leaves(ground: Ground) -> Control:
    labels = who_labels()

    def draw(gone: str, moment: str) -> Sequence[Shown]:
        made = ground.before if moment == "before" else ground.after
        title = _("La rete d'esempio: chi lavora con chi")
        left = () if gone == NOBODY else (labels[gone],)
        alt = (
            _("Dieci soggetti, {ties} legami.").format(ties=number(len(made.ties)))
            + " "
            + _broken(made, gone)
        )
        figure = network_map(
            example_network(made),
            title=title,
            alt=alt,
            places={labels[name]: spot for name, spot in ground.spots.items()},
            gone=left,
            sources=(invented(),),
        )
        return [figure, callout(_broken(made, gone))]

    return Control(
        id="leaves",
        title=_("Prova: fai uscire qualcuno, e guarda che cosa si rompe."),
        inputs=(
            Pick(
                name="gone",
                label=_("Chi esce"),
                options=((_("nessuno"), NOBODY), *((labels[name], name) for name in ground.who)),
                value=NOBODY,
            ),
            Pick(
                name="moment",
                label=_("Quando"),
                options=((_("all'inizio"), "before"), (_("un anno dopo"), "after")),
                value="before",
            ),
        ),
        draw=draw,
    )


def _broken(made: Network, gone: str) -> str:
    if gone == NOBODY:
        return _("Ci sono tutti: da ciascuno si arriva a ciascun altro.")
    labels, found = who_labels(), loss(made, gone)
    ties = counted(found.ties_lost, one=_("Se ne va {count} legame."), more=_("Se ne vanno {count} legami."))
    if found.pieces_after == 1:
        return f"{ties} " + _("Gli altri restano uniti: si può ancora arrivare da ciascuno a ciascuno.")
    small = pieces(found.left)[1:]
    names = "; ".join(", ".join(labels[name] for name in part) for part in small)
    return f"{ties} " + _("**La rete si spezza.** Restano staccati: {names}.").format(names=names)


def _resources(ground: Ground) -> Control:
    labels, own = who_labels(), ground.parameters

    def draw(wage: int, gone: str) -> Sequence[Shown]:
        things = brought(own.grant, own.hours, wage)
        whole = {one.who: one.value for one in things}
        total = sum(whole.values())
        fallen = () if gone == NOBODY else left_without(things, gone).gone
        rows = [(labels[who], value, who not in fallen) for who, value in whole.items()]
        left = sum(value for who, value in whole.items() if who not in fallen)
        words = _("In tutto {total}, di cui {time} in ore di volontari.").format(
            total=money(total), time=money(whole["committee"])
        )
        if fallen:
            words += " " + _("Restano {left}: il **{share}**.").format(
                left=money(left), share=percent(left / total, decimals=0)
            )
            others = [labels[who] for who in fallen[1:]]
            if others:
                words += " " + _("Se ne va anche: {names}.").format(names=", ".join(others))
        source = _("risorse d'esempio: importi, ore e valore di un'ora sono inventati.")
        return [pooled(rows, title=_("Chi mette che cosa, in un anno"), sources=(source,)), callout(words)]

    return Control(
        id="resources",
        title=_("Prova: cambia il valore di un'ora, fai uscire qualcuno, e guarda che cosa resta."),
        inputs=(
            Whole(name="wage", label=_("Un'ora di volontari vale (€)"), low=0, high=40, value=own.wage),
            Pick(
                name="gone",
                label=_("Chi esce"),
                options=(
                    (_("nessuno"), NOBODY),
                    *((labels[one], one) for one in (GIVEN_BY, "town", "health", "coop", "committee")),
                ),
                value=NOBODY,
            ),
        ),
        draw=draw,
    )
