"""What lesson 02 tells about its case and its data, each statement with its source."""

from __future__ import annotations

import pandas as pd

from fis_lessons.cases import Quantity, load_case
from fis_lessons.figures import Html, captioned, table_html, table_text
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, number, percent
from fis_lessons.lessons.desk import Citations, Note, notes_of, opening_words
from fis_lessons.lessons.desk.target import Band, counted_elsewhere
from fis_lessons.lessons.l02_reading_the_territory.ground import Ground
from fis_lessons.measures.population import share
from fis_lessons.territory import (
    ITALY,
    age_label,
    find,
    list_source,
    old_age_index,
    population,
    province_of,
    source,
    without_population,
)

# Istat at 31 December 2024, as a newspaper reports it; shown beside our own count, never mixed with it
_ITALY_URL = "https://livesicilia.it/istat-aumentano-gli-anziani-over-85-calano-i-giovani/"
_ITALY_OLD_SHARE = 0.247
_ITALY_INDEX = 208

# Labels of data/cases/bergamo.yaml, whose numbers are recounted here whatever the case of the lesson
_BERGAMO_SHARE = "quota di anziani secondo la fonte (dai due numeri accanto: 24,9%)"
_BERGAMO_SILVER = "età d'argento (65-74 anni)"


def story(ground: Ground, citations: Citations) -> str:
    """Tell whom the project is for, and what the documents say of their ages."""
    case = ground.case
    target = ground.target
    group = target.group
    parts = [
        opening_words(case, citations),
        _("**Il bisogno.**") + " " + _(case.needs[0].text) + citations.cite(*notes_of(case, case.needs[0])),
        _("**A chi si rivolge.**") + " " + _(group.text) + citations.cite(*notes_of(case, group)),
    ]
    asked = (
        _("Quanti anni hanno queste persone? Nessun documento letto lo dice. Ecco due scelte possibili."),
        _("Quanti anni hanno queste persone? Un documento lo dice. La seconda fascia l'aggiungiamo noi."),
        _("Quanti anni hanno queste persone? Due documenti, due risposte."),
    )
    parts.append(asked[target.told])
    claims = [_(band.claim) + citations.cite(*band.notes) for band in (target.one, target.other)]
    parts.append("\n".join(f"{position}. {claim}" for position, claim in enumerate(claims, start=1)))
    others = [g for g in case.target_groups if g.id != group.id]
    if others:
        lines = [f"- **{_(g.label)}**: {_(g.text)}{citations.cite(*notes_of(case, g))}" for g in others]
        parts.append(_("Il progetto si rivolge anche ad altre persone:") + "\n\n" + "\n".join(lines))
    if ground.parameters.municipality is None and (elsewhere := counted_elsewhere(case)):
        parts.append(elsewhere)
    elif ground.place.istat != case.municipality.istat:
        parts.append(
            _("Il progetto è di {city}. In questa lezione i conti li fai sul Comune di {place}.").format(
                city=case.municipality.name, place=ground.place.name
            )
        )
    return "\n\n".join(parts)


def definitions(ground: Ground, citations: Citations) -> str:
    """Say what to make of two definitions that do not agree."""
    case = ground.case
    target = ground.target
    if target.contradiction is not None:
        reading = _(target.contradiction.how_to_read) + citations.cite(
            *(note for claim in target.contradiction.claims for note in notes_of(case, claim))
        )
    elif target.told:
        reading = _(
            "La prima è quella del documento, la seconda serve a vedere quanto pesa la scelta. Scrivi sempre il "
            "numero insieme alla fascia che hai contato."
        )
    else:
        reading = _(
            "Nessuna delle due è «quella giusta»: finché una fonte non dice l'età, scrivi il numero insieme "
            "alla scelta che hai fatto."
        )
    where = _("Contiamo {where}.").format(where=ground.phrase) + _space(ground.why_not_here)
    return f"{reading}\n\n{where}{citations.cite(Note(source()))}"


def _space(sentence: str) -> str:
    return f" {sentence}" if sentence else ""


def definitions_table(ground: Ground, citations: Citations) -> Html:
    """Count the two definitions, and how much of one is inside the other."""
    one, other = ground.target.one, ground.target.other
    total = ground.count()
    low, high = max(one.first, other.first), min(one.last, other.last)
    rows = [(band.label, *_counted(ground, band, total)) for band in (one, other)]
    if low <= high:
        both = ground.count(low, high)
        rows.append(
            (
                _("in tutte e due: {ages}").format(ages=age_label(low, high)),
                number(both),
                percent(share(both, total)),
            )
        )
    rows.append((_("tutti i residenti"), number(total), percent(1.0)))
    table = pd.DataFrame(rows, columns=[_("Chi"), _("Residenti"), _("Quota sui residenti")])
    caption = _("Due definizioni, {where}").format(where=ground.phrase)
    return Html(table_html(table, caption=caption), f"{caption}\n{table_text(table)}")


def _counted(ground: Ground, band: Band, total: int) -> tuple[str, str]:
    count = ground.count(band.first, band.last)
    return number(count), percent(share(count, total))


def pool(ground: Ground, citations: Citations) -> str:
    """Say what the age group holds and what it does not: the pool is not the target group."""
    case = ground.case
    target = ground.target
    lines = [
        _("**Il bacino**: {count} residenti di {ages}, {where}.").format(
            count=number(ground.one), ages=target.one.label, where=ground.phrase
        )
        + citations.cite(Note(source())),
        _("**Il gruppo**: {text}").format(text=_(target.group.text))
        + citations.cite(*notes_of(case, target.group)),
    ]
    if case.places:
        lines.append(
            _("**Dove**: {text} I dati per età che usiamo sono invece di tutto il Comune.").format(
                text=_(case.places[0].text)
            )
            + citations.cite(*notes_of(case, case.places[0]))
        )
    words = "\n".join(f"- {line}" for line in lines)
    uncounted = [g for g in case.target_groups if g.age_from is None]
    if uncounted:
        names = "; ".join(_(g.label) for g in uncounted)
        words += "\n\n" + _(
            "**Qui la popolazione residente non è il gruppo**: {names}. Un numero pubblico di queste "
            "persone non "
            "l'abbiamo trovato. Non riempire il vuoto con i residenti: scrivi «non noto» e chi può dirtelo."
        ).format(names=names)
    return words


def similar_places(ground: Ground, citations: Citations) -> str:
    """Name the similar municipalities, and say what similar means."""
    rows = [row for row in ground.comparison.rows if row.kind == "similar"]
    names = "; ".join(f"{row.label}, {number(row.residents or 0)}" for row in rows)
    return (
        _(
            "I {count} Comuni più simili a {place} ({residents} residenti), con i loro abitanti: {names}."
        ).format(
            count=number(len(rows)),
            place=ground.place.name,
            residents=number(population(ground.place)),
            names=names,
        )
        + citations.cite(Note(source()), Note(list_source()))
        + "\n\n"
        + _(
            "Qui «simile» vuol dire solo **con un numero di abitanti vicino**. Non dice nulla su reddito, "
            "servizi, storia o "
            "montagna. L'età non c'entra apposta: Comuni scelti perché hanno le stesse età si "
            "somiglierebbero "
            "per forza."
        )
    )


def _published(label: str) -> tuple[Quantity, tuple[Note, ...]]:
    case = load_case("bergamo")
    for need in case.needs:
        for quantity in need.quantities:
            if quantity.label == label:
                return quantity, notes_of(case, quantity)
    raise KeyError(label)


def published_table(ground: Ground, citations: Citations) -> Html:
    """Put published numbers beside ours."""
    italy = Note(
        _("LiveSicilia, [articolo sui dati Istat della popolazione al 31 dicembre 2024]({url})").format(
            url=_ITALY_URL
        ),
        _ITALY_URL,
    )
    bergamo = find("016024")
    old, old_notes = _published(_BERGAMO_SHARE)
    silver, silver_notes = _published(_BERGAMO_SILVER)
    rows = [
        (
            _("Italia, quota di 65 anni e più"),
            percent(_ITALY_OLD_SHARE) + citations.cite(italy),
            percent(share(population(ITALY, 65), population(ITALY))),
        ),
        (
            _("Italia, indice di vecchiaia"),
            number(_ITALY_INDEX) + citations.cite(italy),
            number(old_age_index(ITALY), decimals=1),
        ),
        (
            _("Bergamo, quota di anziani"),
            old.text() + citations.cite(*old_notes),
            percent(share(population(bergamo, 65), population(bergamo))),
        ),
        (
            _("Bergamo, 65–74 anni"),
            silver.text() + citations.cite(*silver_notes),
            number(population(bergamo, 65, 74)),
        ),
    ]
    columns = [_("Che cosa"), _("Pubblicato"), _("Con i dati di questa lezione")]
    caption = _("Numeri pubblicati e numeri rifatti")
    return captioned(rows, columns=columns, caption=caption)


def published(ground: Ground, citations: Citations) -> str:
    """Say why the published numbers and ours are near and not the same."""
    bergamo = load_case("bergamo")
    need = next(n for n in bergamo.needs if any(q.label == _BERGAMO_SHARE for q in n.quantities))
    people = {q.label: q.value or 0 for q in need.quantities}
    old, everybody = people["anziani"], people["residenti"]
    told = _("Il Comune di Bergamo, nel 2023, parla di {old} anziani su {all} residenti: {said}.").format(
        old=number(old), all=number(everybody), said=percent(people[_BERGAMO_SHARE] / 100)
    ) + citations.cite(*notes_of(bergamo, need))
    redone = _(
        "Rifai il conto: {old} diviso {all} fa {exact}, che si arrotonda a {rounded}. La cifra pubblicata "
        "sembra troncata: è una nostra lettura."
    ).format(
        old=number(old),
        all=number(everybody),
        exact=percent(share(old, everybody), decimals=2),
        rounded=percent(share(old, everybody)),
    )
    ours = _("I dati della lezione contano {old} residenti di 65 anni e più su {all}.").format(
        old=number(population("016024", 65)), all=number(population("016024"))
    ) + citations.cite(Note(source()))
    return f"{told} {redone} {ours}"


def reference(ground: Ground, citations: Citations) -> str:
    """Say of when the data are, and what is missing."""
    missing = without_population()
    names = ", ".join(place.label for place in missing)
    lines = [
        _("**Che dati sono.** {source}").format(source=source()) + citations.cite(Note(source())),
        _(
            "**Di quando.** Edizione 2023. Il giorno preciso non è scritto: nei tuoi atti scrivi «edizione "
            "2023»."
        ),
        _(
            "**Che cosa manca.** Di {count} Comuni non abbiamo i residenti: {names}. Il dato manca, non è "
            "zero."
        ).format(count=number(len(missing)), names=names)
        + citations.cite(Note(list_source())),
    ]
    near = without_population(province_of(ground.place))
    if near:
        lines.append(
            _("La provincia di {province} è contata senza {names}.").format(
                province=ground.place.province_name, names=", ".join(place.name for place in near)
            )
        )
    return "\n".join(f"- {line}" for line in lines)


TEXTS = {
    "story": story,
    "definitions": definitions,
    "pool": pool,
    "similar": similar_places,
    "published": published,
    "reference": reference,
}
TABLES = {"definitions": definitions_table, "published": published_table}
NOTES = {
    "target": mark(
        "**Chi è il mio gruppo?** Scrivi chi vuoi raggiungere, con l'età (estremi compresi o no) e "
        "con "
        "tutto ciò che l'età non dice. Poi: quante persone sono il bacino, e chi può dirti quante "
        "sono "
        "davvero il gruppo."
    ),
    "denominator": mark(
        "**Quale denominatore, quale fonte, quale data?** Scegli una misura che ti serve. Scrivi "
        "che cosa "
        "conti sopra, fra quante persone, chi ha prodotto il dato, a quale giorno si riferisce, e "
        "che cosa "
        "manca."
    ),
}
