"""The comparison of a study: cities of the atlas and programmes elsewhere, side by side, with their sources."""

from __future__ import annotations

from collections.abc import Iterable

from fis_lessons.cases.atlas import Atlas, City, Comparator, Comparators
from fis_lessons.cases.base import Contradiction, Source, cited
from fis_lessons.cases.labels import (
    TRUE_RESULTS,
    Confidence,
    MoneyKind,
    confidence_label,
    country_label,
    stage_label,
)
from fis_lessons.cases.loading import load_atlas, load_comparators, load_programme
from fis_lessons.cases.model import Money, sure_kind
from fis_lessons.dossier.study.content import Block, Note, Said, Table
from fis_lessons.i18n import gettext as _


def known_picks() -> dict[str, str]:
    """Return what can be picked, by identifier: the cities, then who did something like it elsewhere."""
    cities = {
        one.id: f"{one.name}: {_(one.project)}" if one.project else one.name for one in load_atlas().cities
    }
    others = {
        one.id: f"{_(one.name)} ({country_label(one.country)})" for one in load_comparators().comparators
    }
    return {**cities, **others}


def read_picks(text: str) -> tuple[str, ...]:
    """Read what the record keeps: identifiers between semicolons; one that is not known is left out.

    Examples
    --------
    >>> read_picks("prato; torino; prato; atlantide")
    ('prato', 'torino')
    """
    known = known_picks()
    named = dict.fromkeys(part.strip() for part in text.split(";"))
    return tuple(name for name in named if name in known)


def picked_names(text: str) -> tuple[str, ...]:
    """Name what the record keeps: a city, or a programme with its country.

    Examples
    --------
    >>> picked_names("life-chances-fund")
    ('Life Chances Fund (Regno Unito)',)
    """
    known = known_picks()
    return tuple(known[name] for name in read_picks(text))


def comparison(picks: Iterable[str]) -> tuple[Block, ...]:
    """Set cities and comparators side by side: what was granted, announced, found, with the sources.

    Parameters
    ----------
    picks
        Identifiers of :func:`known_picks`; the others are left out.
    """
    atlas, elsewhere = load_atlas(), load_comparators()
    chosen = list(dict.fromkeys(picks))
    cities = [one for one in atlas.cities if one.id in chosen]
    others = [one for one in elsewhere.comparators if one.id in chosen]
    blocks: list[Block] = []
    if cities:
        blocks.append(
            Table(
                id="comparison-cities",
                caption=_("Le città del programma messe a confronto"),
                columns=(
                    _("Città"),
                    _("Che cosa fa"),
                    _("Denaro concesso"),
                    _("Denaro annunciato, o tetto"),
                    _("Che cosa si è fatto o è cambiato"),
                ),
                rows=tuple(_city_row(atlas, one) for one in cities),
                beside=tuple(_notes(atlas.behind(one)) for one in cities),
            )
        )
        blocks.append(
            Said(
                text=_(
                    "Un tetto o un annuncio non è denaro ricevuto. «Non trovato» vuol dire che le pagine lette "
                    "non lo dicono, non che non esiste."
                )
            )
        )
    if others:
        blocks.append(
            Table(
                id="comparison-elsewhere",
                caption=_("Esperienze fuori dal programma"),
                columns=(_("Esperienza"), _("Che cosa fa"), _("Numeri"), _("Che cosa insegna")),
                rows=tuple(_other_row(one) for one in others),
                beside=tuple(_notes(_behind(elsewhere, one)) for one in others),
            )
        )
    return tuple(blocks)


def _city_row(atlas: Atlas, city: City) -> tuple[str, ...]:
    told = [_as_sure(one.text, one.confidence) for one in city.results if one.kind in TRUE_RESULTS]
    done = [_(one.text) for one in city.stages if one.confidence not in ("M", "L")]
    if not told and done:
        # what was done is something, also where no page tells what came of it
        told = [*done, _("Esiti: non trovato.")]
    told += [_disagree(one) for one in city.contradictions]
    return (
        f"{city.name} ({_(city.project)})" if city.project else city.name,
        _(city.about.text) if city.about else _("non trovato"),
        _money(atlas, city, ("granted",)) or _("non trovato"),
        _money(atlas, city, ("announced", "ceiling")) or _("non trovato"),
        " ".join(told) or _("non trovato"),
    )


def _as_sure(words: str, confidence: Confidence | None) -> str:
    """Say what a city did, with how far its source can be trusted where that is little."""
    mark = confidence_label(confidence) if confidence else ""
    return f"{_(words).rstrip('.')} ({mark})." if mark else _(words)


def _disagree(one: Contradiction) -> str:
    """Say that sources differ, and the numbers each has: whoever reads one alone would be too sure."""
    numbers = [claim.quantity.text() for claim in one.claims if claim.quantity is not None]
    words = (
        _("{topic} Le fonti non concordano: {numbers}.") if numbers else _("{topic} Le fonti non concordano.")
    )
    return words.format(topic=_(one.topic), numbers=", ".join(numbers))


def _money(atlas: Atlas, city: City, kinds: tuple[MoneyKind, ...]) -> str:
    found = []
    for one in city.money:
        kind = sure_kind(atlas, one)
        if kind not in kinds:
            continue
        what = _("annunciati") if kind == "announced" else _("tetto") if kind == "ceiling" else ""
        stage = _("i tre interventi insieme") if _is_of_all(one) else stage_label(one.stage)
        found.append(f"{one.amount.text()} ({', '.join(filter(None, (what, stage)))})")
    return "; ".join(found)


def _is_of_all(money: Money) -> bool:
    """Tell whether a ceiling is of the three interventions together, whatever the last it reaches."""
    caps = [one.cap.value or 0 for one in load_programme().interventions]
    return money.kind == "ceiling" and (money.amount.value or 0) > max(caps)


def _other_row(one: Comparator) -> tuple[str, ...]:
    numbers = "; ".join(f"{_(n.label)}: {n.text()}" if n.label else n.text() for n in one.numbers)
    return (
        f"{_(one.name)} ({country_label(one.country)})",
        _(one.about.text),
        numbers,
        " ".join([_(one.lesson.text), *(_(trap.text) for trap in one.traps)]),
    )


def _behind(elsewhere: Comparators, one: Comparator) -> tuple[Source, ...]:
    return tuple(elsewhere.source(name) for name in dict.fromkeys(cited(one)))


def _notes(sources: Iterable[Source]) -> tuple[Note, ...]:
    return tuple(
        dict.fromkeys(
            Note(kind="source", text=f"{one.publisher}, {one.title_text()}, {one.date_text()}", url=one.url)
            for one in sources
        )
    )
