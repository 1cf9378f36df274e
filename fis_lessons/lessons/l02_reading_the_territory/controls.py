"""The controls of lesson 02: what can be moved, and what is drawn from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import pandas as pd

from fis_lessons.errors import ParameterError, Problem
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Html, escape, markdown, plain, table_html, table_text, told
from fis_lessons.figures.territory import age_pyramid, comparison_bars, one_case_more
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole, Words
from fis_lessons.lessons.l02_reading_the_territory.ground import Ground
from fis_lessons.measures.population import share
from fis_lessons.territory import (
    EDITION,
    LAST_AGE,
    Comparison,
    Municipality,
    Place,
    age_label,
    ages,
    areas_of,
    compare,
    find,
    population,
    source,
)

Menu = Literal["old", "index", "target", "young"]


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [_pyramid(ground), _compare(ground), _cases(ground), _sheet(ground)]


def _pyramid(ground: Ground) -> Control:
    def draw(municipality: str, first: int, last: int) -> Sequence[Shown]:
        _check_order(first, last)
        place = find(municipality)
        return [
            age_pyramid(ages(place), first=first, last=last, source=source()),
            band_table(place, first=first, last=last),
        ]

    return Control(
        id="pyramid",
        title=_("Prova: cambia il Comune e la fascia di età, e guarda quante persone sono."),
        # not the ages of the exercise: finding them is the exercise
        inputs=(_place(ground), *_ages(65, LAST_AGE)),
        draw=draw,
    )


def _compare(ground: Ground) -> Control:
    band = ground.target.one

    def draw(municipality: str, indicator: str, own: str) -> Sequence[Shown]:
        found = comparison(
            find(municipality),
            _menu(indicator),
            band=(band.first, band.last),
            k=ground.parameters.similar,
            leave_out=own == "out",
        )
        notes = "\n".join(f"- {note}" for note in found.notes)
        shown: list[Shown] = [comparison_bars(found)] if found.rows[0].value is not None else []
        if notes:
            shown.append(told(notes))
        return shown

    return Control(
        id="compare",
        title=_("Prova: cambia la misura, e guarda se il tuo Comune sta sempre dallo stesso lato."),
        inputs=(
            _place(ground),
            Pick(
                name="indicator",
                label=_("Misura"),
                options=(
                    (_("quota di 65 anni e più"), "old"),
                    (_("indice di vecchiaia"), "index"),
                    (_("quota di {ages}").format(ages=band.label), "target"),
                    (_("quota di 0–14 anni"), "young"),
                ),
                value="old",
            ),
            Pick(
                name="own",
                label=_("Provincia, regione e Italia"),
                options=((_("con il Comune dentro"), "in"), (_("senza il Comune"), "out")),
                value="in",
            ),
        ),
        draw=draw,
    )


def comparison(
    place: Municipality, menu: Menu, *, band: tuple[int, int], k: int, leave_out: bool = False
) -> Comparison:
    """Compare a municipality with the others on one of the measures of the menu."""
    if menu == "index":
        return compare(place, "old_age_index", k=k, leave_out=leave_out)
    chosen: dict[Menu, tuple[int | None, int | None]] = {"old": (65, None), "target": band, "young": (0, 14)}
    return compare(place, "share", ages=chosen[menu], k=k, leave_out=leave_out)


def _menu(value: str) -> Menu:
    for known in get_args(Menu):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise ParameterError(_("Questa misura non è nel menu."))


def _cases(ground: Ground) -> Control:
    label = _("{place}, {ages}").format(place=ground.where.label, ages=ground.target.one.label)

    def draw(cases: int, group: int) -> Sequence[Shown]:
        return [one_case_more(cases, group, large=ground.one, large_label=label)]

    return Control(
        id="cases",
        title=_("Prova: cambia i casi e le persone, e guarda quanto pesa una persona sola."),
        inputs=(
            Whole(name="cases", label=_("Casi contati"), low=0, high=200, value=3),
            Whole(name="group", label=_("Persone fra cui li conti"), low=5, high=2000, value=40),
        ),
        draw=draw,
    )


def _sheet(ground: Ground) -> Control:
    band = ground.target.one

    def draw(municipality: str, first: int, last: int) -> Sequence[Shown]:
        _check_order(first, last)
        return [sheet(find(municipality), first=first, last=last)]

    return Control(
        id="sheet",
        title=_("La scheda del tuo Comune: scrivi il nome e la fascia di età che ti serve."),
        inputs=(_place(ground), *_ages(band.first, band.last)),
        draw=draw,
    )


def sheet(place: Municipality, *, first: int, last: int) -> Html:
    """Write a short sheet of a municipality: its numbers beside those of the areas it is in."""
    band = age_label(first, last)
    columns: list[Place] = [place, *areas_of(place)]
    index = compare(place, "old_age_index", k=0)
    # without the note on the municipality inside its province: here nothing can be taken out
    notes = compare(place, "old_age_index", k=0, leave_out=True).notes
    shown = {row.place: index.shown(row) for row in index.rows}
    people = {where: population(where) for where in columns}
    counted = {where: population(where, first, last) for where in columns}
    lines: dict[str, list[str]] = {
        _("Residenti"): [number(people[w]) for w in columns],
        _("Residenti di {ages}").format(ages=band): [number(counted[w]) for w in columns],
        _("Quota di {ages}").format(ages=band): [percent(share(counted[w], people[w])) for w in columns],
        _("Quota di 0–14 anni"): [percent(share(population(w, 0, 14), people[w])) for w in columns],
        _("Quota di 65 anni e più"): [percent(share(population(w, 65), people[w])) for w in columns],
        _("Indice di vecchiaia"): [shown[w] for w in columns],
    }
    table = pd.DataFrame(
        [(name, *values) for name, values in lines.items()],
        columns=[_("Misura"), *(where.label for where in columns)],
    )
    caption = _("Scheda di {place}").format(place=place.label)
    words = _sheet_words(place, count=counted[place], notes=notes)
    lead, sentence = _("Da copiare in un atto (un clic la sceglie tutta):"), _for_a_deed(place, first, last)
    return Html(
        table_html(table, caption=caption)
        + f'<div class="fis-text"><p>{escape(lead)}</p>'
        # one click picks the sentence and nothing around it
        + f'<blockquote style="user-select: all">{escape(sentence)}</blockquote>{markdown(words)}</div>',
        f"{caption}\n{table_text(table)}\n{lead}\n{sentence}\n{plain(words)}",
    )


def _for_a_deed(place: Municipality, first: int, last: int) -> str:
    """Write count, ends, denominator, share, source and edition in a sentence a deed can take as it is."""
    count, total = population(place, first, last), population(place)
    return _(
        "Nel Comune di {place} i residenti di {ages}, estremi compresi, sono {count} su {total}, pari al {share} "
        "(fonte: Istat, popolazione residente per età e sesso, edizione {edition}). Il numero riguarda "
        "la sola età: non conta le persone a cui il progetto si rivolge."
    ).format(
        place=place.name,
        ages=age_label(first, last),
        count=number(count),
        total=number(total),
        share=percent(share(count, total)),
        edition=EDITION,
    )


def _sheet_words(place: Municipality, *, count: int, notes: tuple[str, ...]) -> str:
    lines = [
        _("**Di che cosa è il numero.** È il bacino, non il gruppo a cui ti rivolgi."),
        _("**Da dove vengono i dati.** {source}").format(source=source())
        + " "
        + _("Se ti serve la cifra ufficiale a un giorno preciso, la trovi su demo.istat.it."),
        *notes,
    ]
    if 0 < count < 1000:  # above, one person cannot be seen
        one = number(100 / count, decimals=2)
        lines.append(
            _("In questa fascia una persona sola sposta una quota di {points} punti percentuali.").format(
                points=one
            )
        )
    if not population(place, 0, 14):
        lines.append(_("L'indice di vecchiaia non si può calcolare: nessun residente ha meno di 15 anni."))
    return "\n".join(f"- {line}" for line in lines)


def band_table(place: Municipality, *, first: int, last: int) -> Html:
    """Count an age group in a municipality and in the areas it is in."""
    band = age_label(first, last)
    rows = []
    places: list[Place] = [place, *areas_of(place)]
    for where in places:
        count, total = population(where, first, last), population(where)
        rows.append((where.label, number(count), number(total), percent(share(count, total))))
    table = pd.DataFrame(
        rows, columns=[_("Luogo"), band, _("Tutti i residenti"), _("Quota di {ages}").format(ages=band)]
    )
    caption = _("Residenti di {ages}: quanti, e su quanti").format(ages=band)
    return Html(table_html(table, caption=caption), f"{escape(caption)}\n{table_text(table)}")


def _place(ground: Ground) -> Words:
    return Words(name="municipality", label=_("Comune"), value=ground.place.label)


def _ages(first: int, last: int) -> tuple[Whole, Whole]:
    return (
        Whole(name="first", label=_("Da età"), low=0, high=LAST_AGE, value=first),
        Whole(name="last", label=_("A età (compresa)"), low=0, high=LAST_AGE, value=last),
    )


def _check_order(first: int, last: int) -> None:
    if first > last:
        problem = Problem(
            _("Da età"),
            _("{first} è più di {last}.").format(first=first, last=last),
            remedy=_("Metti prima l'età più bassa."),
        )
        raise ParameterError(_("Le due età sono rovesciate."), [problem])
