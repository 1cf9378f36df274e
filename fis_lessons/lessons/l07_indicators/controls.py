"""The controls of lesson 07: what can be moved, and what is drawn from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import get_args

import pandas as pd

from fis_lessons.errors import ParameterError, Problem
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Html, markdown, plain, table_html, table_text, told
from fis_lessons.figures.indicators import beside_italy, repeated_estimates, silent_bounds, way_to_target
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole, Words
from fis_lessons.lessons.l07_indicators.ground import Ground, leavers
from fis_lessons.measures.indicators import Direction, progress
from fis_lessons.measures.planning.small import exact_interval
from fis_lessons.measures.sampling import (
    design_effect,
    difference_interval,
    effective_size,
    invitations,
    margin_of_error,
    nonresponse_bounds,
    repeated_surveys,
    sample_size_proportion,
)
from fis_lessons.reading import find_file
from fis_lessons.territory import LAST_AGE, age_label, find, population, source
from fis_lessons.territory.bes import PAGE, BesSeries, BesTable, read_bes

_SURVEYS = 40
_CLASS, _LIKENESS = 20, 0.05


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [_progress(), _noise(ground), _sample(ground), _silent(), _bes(ground, learner)]


# --- progress -----------------------------------------------------------------------------------
def _progress() -> Control:
    def draw(baseline: int, target: int, high: int, value: int, direction: str) -> Sequence[Shown]:
        way = _direction(direction)
        ceiling = high if way == "within" else None
        found = progress(value, baseline=baseline, target=target, direction=way, target_high=ceiling)
        figure = way_to_target(
            value, baseline=baseline, target=target, target_high=ceiling, direction=way, result=found
        )
        return [figure, told(found.words())]

    return Control(
        id="progress",
        title=_(
            "Prova: cambia partenza, traguardo e direzione. Che cosa succede se oggi sta dietro la partenza?"
        ),
        inputs=(
            Pick(
                name="direction",
                label=_("Direzione"),
                options=(
                    (_("meglio se cala"), "less"),
                    (_("meglio se cresce"), "more"),
                    (_("restare dentro una fascia"), "within"),
                ),
                value="less",
            ),
            Whole(name="baseline", label=_("Partenza"), low=0, high=200, value=60),
            Whole(
                name="target",
                label=_("Traguardo (o valore più basso della fascia)"),
                low=0,
                high=200,
                value=30,
            ),
            Whole(name="high", label=_("Valore più alto della fascia"), low=0, high=200, value=40),
            Whole(name="value", label=_("Valore di oggi"), low=0, high=200, value=50),
        ),
        draw=draw,
    )


def _direction(value: str) -> Direction:
    for known in get_args(Direction):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise ParameterError(_("Questa direzione non è nel menu."))


# --- noise --------------------------------------------------------------------------------------
def _noise(ground: Ground) -> Control:
    def draw(answers: str, share: int, deff: str) -> Sequence[Shown]:
        size, effect = int(answers), float(deff)
        worth = round(effective_size(size, effect))
        figures = leavers()
        before, after = figures["calabria-2018"], figures["calabria-2023"]
        found = repeated_surveys(
            share / 100, answers=size, repeats=_SURVEYS, seed=ground.parameters.seed, deff=effect
        )
        figure = repeated_estimates(
            [float(value) for value in found],
            share=share / 100,
            margin=margin_of_error(size, proportion=share / 100, deff=effect),
            answers=size,
            published=(
                (_("Calabria 2017-18, circa"), before.value / 100),
                (_("Calabria 2023"), after.value / 100),
            ),
            sources=(
                _(
                    "indagini **simulate**, con seme {seed}. Risposte, quota vera ed effetto dei gruppi sono "
                    "ipotesi: il campione vero della regione non è nelle fonti di questa lezione."
                ).format(seed=ground.parameters.seed),
                "; ".join(note.text for note in (*before.notes, *after.notes)),
            ),
        )
        return [figure, told(_noise_words(before.value, after.value, size=size, worth=worth, deff=effect))]

    return Control(
        id="noise",
        title=_(
            "Prova: cambia quante risposte ha ogni indagine, e guarda di quanto si muove la stima per caso."
        ),
        inputs=(
            Pick(
                name="answers",
                label=_("Risposte per indagine (ipotesi)"),
                options=tuple((number(n), str(n)) for n in (100, 200, 400, 800, 1600, 3200)),
                value="400",
            ),
            Whole(name="share", label=_("Quota vera, che non cambia mai (%)"), low=5, high=30, value=16),
            Pick(
                name="deff",
                label=_("Effetto del disegno (ipotesi)"),
                options=tuple((number(d, decimals=1), str(d)) for d in (1.0, 1.5, 2.0)),
                value="1.0",
            ),
        ),
        draw=draw,
    )


def _noise_words(before: float, after: float, *, size: int, worth: int, deff: float) -> str:
    found = difference_interval(before / 100, after / 100, sizes=(size, size), deff=deff)
    low, high = (number(100 * value, decimals=1).replace("-", "−") for value in (found.low, found.high))
    each = _("**Se** le due indagini avessero avuto {size} risposte l'una").format(size=number(size))
    if worth < size:
        each += " " + _("(che, prese a gruppi, ne valgono {worth})").format(worth=number(worth))
    head = _(
        "{assumption}, lo scarto fra le due quote vere starebbe fra {low} e {high} punti (confidenza 95%)."
    )
    tail = (
        _("Lo zero è dentro: con questa ipotesi il caso da solo potrebbe bastare.")
        if found.low <= 0 <= found.high
        else _("Lo zero è fuori: con questa ipotesi il caso da solo difficilmente basta.")
    )
    words = head.format(assumption=each, low=low, high=high)
    return f"{words} {tail} " + _("In ogni caso, questi numeri non dicono perché.")


# --- sample -------------------------------------------------------------------------------------
def _sample(ground: Ground) -> Control:
    def draw(
        *, municipality: str, first: int, last: int, margin: int, response: int, groups: str
    ) -> Sequence[Shown]:
        _check_order(first, last)
        place = find(municipality)
        people = population(place, first, last)
        if not people:
            raise ParameterError(
                _("Nessun residente in questa fascia."),
                [Problem(place.label, age_label(first, last), remedy=_("Allarga la fascia di età."))],
            )
        effect = design_effect(_CLASS, icc=_LIKENESS) if groups == "classes" else 1.0
        return [_steps(people, age_label(first, last), margin=margin, response=response, deff=effect)]

    return Control(
        id="sample",
        title=_(
            "Campione: scrivi il tuo Comune e la fascia di età, poi cambia margine, risposte e "
            "modo di scegliere."
        ),
        inputs=(
            Words(name="municipality", label=_("Comune"), value=ground.place.label),
            # not the ages nor the margin of the exercise: finding them is the exercise
            Whole(name="first", label=_("Da età"), low=0, high=LAST_AGE, value=30),
            Whole(name="last", label=_("A età (compresa)"), low=0, high=LAST_AGE, value=44),
            Whole(name="margin", label=_("Margine (punti)"), low=1, high=15, value=8),
            Whole(name="response", label=_("Risponde (% degli invitati)"), low=5, high=100, value=70),
            Pick(
                name="groups",
                label=_("Come scegli"),
                options=((_("persone una per una"), "one"), (_("gruppi interi di venti"), "classes")),
                value="one",
            ),
        ),
        draw=draw,
    )


def _check_order(first: int, last: int) -> None:
    if first > last:
        raise ParameterError(
            _("Le due età sono rovesciate."),
            [Problem(_("Da età"), f"{first} > {last}", remedy=_("Metti prima l'età più bassa."))],
        )


def _steps(people: int, ages: str, *, margin: int, response: int, deff: float) -> Html:
    large = sample_size_proportion(margin / 100).people
    finite = sample_size_proportion(margin / 100, population=people).people
    grouped = sample_size_proportion(margin / 100, population=people, deff=deff).people
    invited = invitations(grouped, response / 100)
    rows = [
        (_("Residenti di {ages}").format(ages=ages), number(people)),
        (_("Risposte, se le persone fossero moltissime"), number(large)),
        (_("Risposte, con queste persone"), number(finite)),
        (_("Risposte, con questo modo di scegliere"), number(grouped)),
        (_("Inviti da mandare"), number(min(invited, people))),
    ]
    caption = _("Margine di {margin} punti, confidenza 95%, quota prevista 50%").format(margin=number(margin))
    words = _("Residenti: {source}").format(source=source())
    if deff > 1:
        words += " " + _(
            "Gruppi di {size} persone che si somigliano un po' (correlazione {icc}, un'ipotesi): "
            "ogni risposta "
            "vale meno, e ne servono {deff} volte tante prima di correggere per la popolazione."
        ).format(size=_CLASS, icc=number(_LIKENESS, decimals=2), deff=number(deff, decimals=2))
    if invited > people:
        words += " " + _(
            "**Le persone non bastano**: servirebbero {invited} inviti. Invita tutti e dichiara il margine "
            "che ottieni con chi risponde."
        ).format(invited=number(invited))
    table = pd.DataFrame(rows, columns=[_("Passo"), _("Persone")])
    return Html(
        table_html(table, caption=caption) + f'<div class="fis-text">{markdown(words)}</div>',
        f"{caption}\n{table_text(table)}\n{plain(words)}",
    )


# --- those who do not answer --------------------------------------------------------------------
def _silent() -> Control:
    def draw(invited: str, response: int, share: int) -> Sequence[Shown]:
        sent, rate, said = int(invited), response / 100, share / 100
        answers = max(1, round(sent * rate))
        chance = exact_interval(round(said * answers), answers)
        bounds = nonresponse_bounds(rate, said)
        figure = silent_bounds(
            bounds, share=said, interval=(chance.low, chance.high), response=rate, invited=sent
        )
        words = _(
            "Risposte: {answers} su {invited} inviti. Per effetto del caso la quota vera di chi risponde può "
            "stare fra {low} e {high}: la fascia si stringe se inviti più persone. La fascia di sotto "
            "è larga {width} punti, quanto la quota di "
            "chi tace: con più "
            "inviti **non cambia**. Si stringe solo se risponde più gente, o se sai qualcosa di "
            "chi non risponde."
        ).format(
            answers=number(answers),
            invited=number(sent),
            low=percent(chance.low, decimals=0),
            high=percent(chance.high, decimals=0),
            width=number(100 * (bounds[1] - bounds[0])),
        )
        return [figure, told(words)]

    return Control(
        id="silent",
        title=_("Prova: moltiplica gli inviti, e guarda quale delle due fasce si stringe."),
        inputs=(
            Pick(
                name="invited",
                label=_("Inviti"),
                options=tuple((number(n), str(n)) for n in (200, 500, 5000, 50000)),
                value="200",
            ),
            Whole(name="response", label=_("Risponde (% degli invitati)"), low=1, high=100, value=35),
            Whole(name="share", label=_("Fra chi risponde, soddisfatti (%)"), low=0, high=100, value=80),
        ),
        draw=draw,
    )


# --- the official table -------------------------------------------------------------------------
def _bes(ground: Ground, learner: Learner) -> Control:
    def draw(file: str, indicator: str, municipality: str) -> Sequence[Shown]:
        if not file.strip():
            return [told(how_to_download())]
        return _from_file(
            find_file(file, learner.folder or Path.cwd()), indicator=indicator, municipality=municipality
        )

    return Control(
        id="bes",
        title=_(
            "La tavola dell'Istat: scarica il file, mettilo nella cartella del corso e scrivi "
            "qui il suo nome."
        ),
        inputs=(
            Words(name="file", label=_("Nome del file"), value=""),
            Words(name="indicator", label=_("Indicatore (una parola o il codice)"), value="NEET"),
            Words(name="municipality", label=_("Comune"), value=ground.place.label),
        ),
        draw=draw,
    )


def how_to_download() -> str:
    """Say where the table is and what to do with it."""
    return _(
        "Nessun file, per ora. Per vedere la tua provincia accanto all'Italia:\n\n"
        "1. apri la pagina [Il Bes dei territori]({url}) sul sito dell'Istat;\n"
        "2. scarica il file **.xlsx** con gli indicatori per provincia e sesso (se arriva "
        "dentro una cartella "
        "compressa, estrailo);\n"
        "3. copialo nella cartella del corso, accanto alle lezioni;\n"
        "4. scrivi qui sopra il nome del file, con la fine: per esempio «bes.xlsx».\n\n"
        "Il file resta sul tuo computer. Se qui non hai la rete, scaricalo altrove e portalo "
        "con una chiavetta."
    ).format(url=PAGE)


def _from_file(path: Path, *, indicator: str, municipality: str) -> list[Shown]:
    stat = path.stat()
    table = _read(path, stat.st_mtime_ns, stat.st_size)
    code, place = table.find(indicator), find(municipality)
    listed = table.indicators().set_index("code").loc[code]
    found = table.beside(code, place)
    series = [one for one in found if one.values]
    notes = [told(" ".join(_quiet(note) for note in table.notes(place)))] if table.notes(place) else []
    if not series:
        words = _("Per «{name}» questa tavola non ha valori nella provincia scelta, né in Italia.")
        return [told(words.format(name=_quiet(str(listed["indicator"])))), *notes]
    origin = _("Istat, Bes dei territori, file «{name}» che hai scaricato tu; anni {first}–{last}.").format(
        name=_quiet(table.name), first=table.years[0], last=table.years[-1]
    )
    figure = beside_italy(series, indicator=str(listed["indicator"]), unit=str(listed["unit"]), source=origin)
    return [figure, told(_reading(place.name, found)), *notes]


def _reading(place: str, found: Sequence[BesSeries]) -> str:
    words = _(
        "Questo è il contesto, non la partenza del Comune di {place}: la tavola conta tutta "
        "la provincia. Se il "
        "dato viene da un'indagine a campione, fra un anno e l'altro si muove anche per caso."
    ).format(place=place)
    province = next((one for one in found if one.level == "province"), None)
    if province is None:
        words += " " + _("Per questo indicatore non ho trovato la riga della provincia.")
    elif not province.values:
        words += " " + _("Per questo indicatore la provincia non ha valori.")
    return words


def _quiet(text: str) -> str:
    """Write a name that comes from a file so that Markdown does not read it."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>()#|!" else sign for sign in text[:400])


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int, _size: int) -> BesTable:
    return read_bes(path)
