"""The controls on scales: four questions of the example, and a survey of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from fis_lessons.errors import ParameterError
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Html, captioned, told
from fis_lessons.figures.relations import alpha_of_items
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole, Words
from fis_lessons.lessons.l03_relational_goods.controls.survey_file import read_survey
from fis_lessons.lessons.l03_relational_goods.ground import Ground, alpha_of, answers, span
from fis_lessons.measures.evaluation.words import signed
from fis_lessons.measures.paired_shares import paired_shares
from fis_lessons.measures.population import wilson_interval
from fis_lessons.measures.scales import Gaps, Reliability, cronbach_alpha, scale_scores
from fis_lessons.reading import find_file

LEAST = 5
"""Answers below which nothing is shown of a group: the practice of lesson 07."""


def gaps_options() -> tuple[tuple[str, str], ...]:
    """Return the three ways to treat missing answers: label and value."""
    return (
        (_("uso solo chi ha risposto a tutto"), "complete"),
        (_("riempio con la media della persona"), "person_mean"),
        (_("uso ogni coppia di domande con chi c'è"), "pairwise"),
    )


def scale_control(ground: Ground) -> Control:
    """Return the control on the four questions of the example."""
    seed = ground.parameters.seed

    def draw(people: int, turned: str, missing: int, gaps: str) -> Sequence[Shown]:
        table = answers(people, seed=seed, gap=missing / 100)
        found = alpha_of(table, gaps=gaps_of(gaps), turned=turned == "yes")
        figure = alpha_of_items(
            found,
            title=_("Quanto vanno insieme le quattro domande"),
            sources=(_("risposte **simulate**, con seme {seed}.").format(seed=seed),),
        )
        return [told(reading(found)), figure]

    return Control(
        id="scale",
        title=_("Prova: prima gira la domanda d, poi togli risposte e cambia che cosa fai con i vuoti."),
        inputs=(
            Pick(
                name="turned",
                label=_("Domanda d, messa al contrario"),
                options=((_("lasciata com'è"), "no"), (_("girata: 1 diventa 5"), "yes")),
                value="no",
            ),
            Whole(name="people", label=_("Persone che rispondono"), low=5, high=300, value=40, step=5),
            Whole(name="missing", label=_("Risposte che mancano (%)"), low=0, high=40, value=0, step=5),
            Pick(name="gaps", label=_("Con i vuoti"), options=gaps_options(), value="complete"),
        ),
        draw=draw,
    )


def gaps_of(value: str) -> Gaps:
    """Return a treatment of missing answers by its name.

    Raises
    ------
    ParameterError
        If there is none of that name.
    """
    for known in get_args(Gaps):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise ParameterError(_("Questa voce non è nel menu."))


def reading(found: Reliability) -> str:
    """Say what an alpha shows, and what it does not."""
    parts = [
        _("Alfa **{alpha}**, con {people} persone usate e {left} lasciate fuori.").format(
            alpha=number(found.alpha, decimals=2), people=number(found.persons), left=number(found.left_out)
        )
    ]
    if found.interval is not None:
        parts.append(
            _("Con queste persone può stare fra {low} e {high}.").format(
                low=number(found.interval.low, decimals=2), high=number(found.interval.high, decimals=2)
            )
        )
    against = [one.name for one in found.items if one.with_rest is not None and one.with_rest < 0]
    if against:
        parts.append(
            _(
                "Vanno **contro** le altre: {names}. Di solito una domanda è messa al contrario e va girata."
            ).format(names=", ".join(f"«{name}»" for name in against))
        )
    if "no_interval" in found.cautions:
        parts.append(
            _("Con i vuoti riempiti o saltati l'intervallo non si calcola: la formula non vale più.")
        )
    if "few_persons" in found.cautions:
        parts.append(_("Le persone sono poche: prendi alfa come un'indicazione."))
    return " ".join(parts)


# --- one's own survey -----------------------------------------------------------------------------
def own_survey(learner: Learner) -> Control:
    """Return the control that reads a file of answers in the learner's folder."""

    def draw(*, file: str, turned: str, low: int, high: int, gaps: str) -> Sequence[Shown]:
        if not file.strip():
            return [told(how_to())]
        path = find_file(file, learner.folder or Path.cwd())
        survey = read_survey(path, low=low, high=high)
        names = tuple(name.strip() for name in turned.replace(";", ",").split(",") if name.strip())
        found = cronbach_alpha(
            survey.table, low=low, high=high, reversed_items=survey.named(names), gaps=gaps_of(gaps)
        )
        figure = alpha_of_items(
            found,
            title=_("Quanto vanno insieme le domande del tuo file"),
            sources=(_("file «{name}», che hai scelto tu.").format(name=survey.name),),
        )
        scores = scale_scores(survey.table, low=low, high=high, reversed_items=survey.named(names))
        words = [reading(found), scores_words(scores, high=high), *survey.left_out]
        return [told(" ".join(words)), figure, items_table(found)]

    return Control(
        id="own-survey",
        title=_("Il tuo questionario: metti il file nella cartella del corso e scrivi qui il suo nome."),
        inputs=(
            Words(name="file", label=_("Nome del file"), value=""),
            Words(name="turned", label=_("Domande al contrario (nomi, con la virgola)"), value=""),
            Whole(name="low", label=_("Risposta più bassa"), low=0, high=10, value=1),
            Whole(name="high", label=_("Risposta più alta"), low=1, high=10, value=5),
            Pick(name="gaps", label=_("Con i vuoti"), options=gaps_options(), value="complete"),
        ),
        draw=draw,
    )


def scores_words(scores: Sequence[float | None], *, high: int) -> str:
    """Say the mean score and how many are near the top, with how far chance may move both."""
    given = [one for one in scores if one is not None]
    if len(given) < LEAST:
        return _("Punteggi: meno di {least}, e non si mostrano.").format(least=number(LEAST))
    near = high - 1
    top = sum(one >= near for one in given)
    around = wilson_interval(top, len(given))
    return _(
        "Punteggio medio {mean}, su {people} persone. Con almeno {near}: {top} su {people}, cioè fra il {low} e "
        "il {high} se le persone fossero estratte a caso."
    ).format(
        mean=number(sum(given) / len(given), decimals=2),
        people=number(len(given)),
        near=number(near),
        top=number(top),
        low=percent(around.low, decimals=0),
        high=percent(around.high, decimals=0),
    )


def pairs_control() -> Control:
    """Return the control on a yes or no asked twice to the same people: four numbers, no file."""

    def draw(both: int, lost: int, gained: int, neither: int) -> Sequence[Shown]:
        found = paired_shares(both, lost=lost, gained=gained, neither=neither)
        rows = [
            (_("Prima diceva sì"), percent(found.before)),
            (_("Dopo dice sì"), percent(found.after)),
            (_("Cambiamento, in punti"), signed(100 * found.change, decimals=1)),
            (
                _("Può stare fra"),
                span(100 * found.interval.low, 100 * found.interval.high, decimals=1),
            ),
        ]
        caption = _("{people} persone, la stessa domanda due volte").format(people=number(found.people))
        table = captioned(rows, columns=[_("Che cosa"), _("Quanto")], caption=caption)
        inside = found.interval.low <= 0 <= found.interval.high
        words = (
            _("Lo zero è dentro: con queste persone non si può dire se qualcosa è cambiato.")
            if inside
            else _(
                "Lo zero è fuori: il cambiamento non si spiega con il solo caso. Perché, da qui non si sa."
            )
        )
        return [table, told(words)]

    return Control(
        id="pairs",
        title=_("Una domanda sì o no, due volte alle stesse persone: scrivi i quattro numeri."),
        inputs=(
            Whole(name="both", label=_("Sì prima e sì dopo"), low=0, high=200, value=18),
            Whole(name="lost", label=_("Sì prima, no dopo"), low=0, high=200, value=4),
            Whole(name="gained", label=_("No prima, sì dopo"), low=0, high=200, value=9),
            Whole(name="neither", label=_("No prima e no dopo"), low=0, high=200, value=9),
        ),
        draw=draw,
    )


def how_to() -> str:
    """Say what the file must be."""
    return _(
        "Nessun file, per ora. Serve un foglio **.xlsx** o **.csv** con una riga per persona e una colonna per "
        "domanda; "
        "nella prima riga i nomi delle domande, nelle altre solo numeri (o niente, dove manca la risposta). "
        "Niente nomi di "
        "persone. Il file resta sul tuo computer."
    )


def items_table(found: Reliability) -> Html:
    """Show the questions one by one; of fewer than five answers nothing is said."""
    rows = []
    for one in found.items:
        few = one.answers < LEAST
        rows.append(
            (
                one.name,
                _("meno di {least}").format(least=number(LEAST)) if few else number(one.answers),
                "–" if few else number(one.mean, decimals=2),
                "–" if one.with_rest is None else number(one.with_rest, decimals=2),
                "–" if one.alpha_without is None else number(one.alpha_without, decimals=2),
            )
        )
    return captioned(
        rows,
        columns=[_("Domanda"), _("Risposte"), _("Media"), _("Legame con le altre"), _("Alfa senza")],
        caption=_("Domanda per domanda, già girate quelle al contrario"),
    )
