"""The exercises of lesson 02 on ratios: an index, two places together, a comparison, small numbers."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Hints, Number, Option
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.l02_reading_the_territory.ground import Ground, Pair
from fis_lessons.measures.population import old_age_index, rate, share
from fis_lessons.territory import population


def index(ground: Ground) -> Number:
    """Ask for the old-age index of a near municipality: that of the place itself is in its sheet."""
    near = ground.near
    old, young = population(near, 65), population(near, 0, 14)
    expected = old_age_index(old, young)
    question = _("Quanto vale l'indice di vecchiaia?")
    task = _(
        "{place}: {old} residenti di 65 anni e più, {young} da 0 a 14 anni, {total} in tutto. Scrivi "
        "l'indice "
        "con un decimale."
    ).format(place=near.label, old=number(old), young=number(young), total=number(population(near)))
    return Number(
        id="old-age-index",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.1,
        unit=_("anziani ogni 100 ragazzi"),
        decimals=1,
        mistakes=known_mistakes(expected, _index_slips(ground), tolerance=0.1, decimals=1),
        hints=Hints(
            nudge=_("Uno dei tre numeri non serve."),
            pointer=_("65 e più sopra, 0–14 sotto, per 100."),
            worked=_("Dividi {old} per {young}, poi moltiplica per 100.").format(
                old=number(old), young=number(young)
            ),
        ),
        why=_(
            "Ci sono {index} anziani ogni 100 ragazzi sotto i 15 anni. L'indice supera 100 quando gli "
            "anziani "
            "sono di più. Sale anche solo perché nascono meno bambini: non misura quanti anziani ci sono, né "
            "come stanno."
        ).format(index=number(expected, decimals=1)),
        minutes=3,
    )


def _index_slips(ground: Ground) -> list[Slip]:
    near = ground.near
    old, young, total = population(near, 65), population(near, 0, 14), population(near)
    inverted = _("È rovesciato: hai messo gli anziani sotto. L'indice conta gli anziani ogni 100 ragazzi.")
    of_all = _(
        "Questa è la quota di anziani su tutti i residenti. Sotto vanno solo i ragazzi da 0 a 14 anni."
    )
    each = _("Sono anziani per ogni ragazzo. L'indice si scrive ogni 100: moltiplica.")
    fifteen = _("Al denominatore hai messo anche chi ha 15 anni. Si ferma a 14 anni compiuti.")
    dependency = _("Questo è l'indice di dipendenza degli anziani: sotto ha chi è fra 15 e 64 anni.")
    difference = _("Hai fatto la differenza. Un indice è un rapporto: dividi.")
    return [
        ("inverted", rate(young, old, per=100), inverted),
        ("share", 100 * share(old, total), of_all),
        ("not_per_100", old / young, each),
        ("fifteen_included", rate(old, population(near, 0, 15), per=100), fifteen),
        ("dependency", rate(old, max(population(near, 15, 64), 1), per=100), dependency),
        ("difference", old - young, difference),
    ]


def together(ground: Ground) -> Number:
    """Ask for the share of two municipalities together, where a mean of the two shares is wrong."""
    pair = ground.pair
    question = _("Due Comuni insieme: quanti anziani ogni cento residenti?")
    premise = _(
        "Immagina un servizio unico per due Comuni. La coppia è un'ipotesi della lezione, i numeri no."
    )
    task = _("Qual è la quota di anziani nei due Comuni insieme? Scrivila con un decimale.")
    return Number(
        id="together",
        question=f"{question}\n\n{premise}\n\n{_pair_lines(pair)}\n\n{task}",
        expected=pair.together,
        tolerance=0.05,
        unit="%",
        decimals=1,
        mistakes=known_mistakes(pair.together, _pair_slips(pair), tolerance=0.05, decimals=1),
        hints=Hints(
            nudge=_("Torna alle persone: le percentuali vengono dopo."),
            pointer=_("Somma gli anziani dei due Comuni, somma i residenti, poi dividi."),
            worked=_("Gli anziani sono {old} in tutto, i residenti {residents}.").format(
                old=number(sum(pair.old)), residents=number(sum(pair.residents))
            ),
        ),
        why=_(
            "Nei due Comuni insieme la quota è {together}. La media semplice delle due quote darebbe {mean}: "
            "vale solo se i due Comuni hanno gli stessi abitanti. Per un Ambito o un'Unione, somma prima le "
            "persone."
        ).format(together=percent(pair.together / 100), mean=percent(pair.unweighted / 100)),
        minutes=4,
    )


def _pair_lines(pair: Pair) -> str:
    line = _("{name}: {old} residenti di 65 anni e più su {residents}, quota {share}")
    return "\n".join(
        "- "
        + line.format(name=place.name, old=number(old), residents=number(people), share=percent(value / 100))
        for place, old, people, value in zip(pair.places, pair.old, pair.residents, pair.shares, strict=True)
    )


def _pair_slips(pair: Pair) -> list[Slip]:
    first, second = (place.name for place in pair.places)
    big = first if pair.residents[0] >= pair.residents[1] else second
    mean = _(
        "Hai fatto la media delle due percentuali. Ma i due Comuni non hanno gli stessi abitanti: {big} pesa "
        "di più."
    )
    summed = _("Hai sommato le percentuali. Hanno denominatori diversi: non si sommano.")
    alone = _("Questa è la quota di {name} da sola.")
    return [
        ("mean_of_shares", pair.unweighted, mean.format(big=big)),
        ("sum_of_shares", sum(pair.shares), summed),
        ("first_only", pair.shares[0], alone.format(name=first)),
        ("second_only", pair.shares[1], alone.format(name=second)),
    ]


def comparison(ground: Ground) -> Choice:
    """Ask which sentence on a comparison is right."""
    here, there = ground.comparison.rows[0].value or 0.0, ground.farthest.value or 0.0
    question = _("Quale frase dice bene il confronto?")
    facts = _("Quota di residenti di 65 anni e più. {place}: {here}. {area}: {there}.").format(
        place=ground.place.name, here=percent(here), area=ground.farthest.label, there=percent(there)
    )
    return Choice(
        id="comparison",
        question=f"{question}\n\n{facts}",
        options=_readings(ground),
        right="points",
        hints=Hints(
            nudge=_("Una sola frase dice quanto, in quale unità, e rispetto a che cosa."),
            pointer=_("Distingui «per cento» da «punti percentuali», e una quota da un conteggio."),
            worked=_("Sottrai le due percentuali: il risultato è in punti."),
        ),
        why=_(
            "Dice l'unità giusta e avverte che l'area comprende anche {place}. Più il Comune pesa nell'area, "
            "più il confronto è con sé stesso: prova a toglierlo con il controllo."
        ).format(place=ground.place.name),
        minutes=3,
    )


def _readings(ground: Ground) -> tuple[Option, ...]:
    own, area = ground.comparison.rows[0], ground.farthest
    here, there = own.value or 0.0, area.value or 0.0
    place, side = ground.place.name, _("più alta") if here >= there else _("più bassa")
    points = number(100 * abs(here - there), decimals=1)
    in_percent = _("{place}, quota {side} che nell'area «{area}»: {points}% di differenza.")
    in_points = _(
        "A {place} la quota è {side} che nell'area «{area}», di cui fa parte: {points} punti percentuali di "
        "differenza."
    )
    rank = (
        _("{place} sta peggio dell'area «{area}».")
        if here >= there
        else _("{place} sta meglio dell'area «{area}».")
    )
    count = _("Fra {place} e l'area «{area}», ha più anziani chi ha la quota più alta.")
    relative = _(
        "La differenza fra due percentuali si dice in punti. In percentuale è un altro numero: qui lo scarto "
        "sarebbe {relative}."
    )
    people = _("Una quota non è un conteggio. Anziani: {place} {own}, {area} {whole}.")
    return (
        Option(
            id="percent",
            label=in_percent.format(place=place, side=side, area=area.label, points=points),
            feedback=relative.format(relative=percent(abs(here - there) / there if there else 0.0)),
        ),
        Option(
            id="rank",
            label=rank.format(place=place, area=area.label),
            feedback=_(
                "Più anziani non è peggio e non è meglio: è una differenza di età. Il giudizio non viene dal "
                "numero."
            ),
        ),
        Option(id="points", label=in_points.format(place=place, side=side, area=area.label, points=points)),
        Option(
            id="count",
            label=count.format(place=place, area=area.label),
            feedback=people.format(
                place=place,
                area=area.label,
                own=number(own.numerator or 0),
                whole=number(area.numerator or 0),
            ),
        ),
    )


def one_case(ground: Ground) -> Number:
    """Ask how far one case moves the share in a small group."""
    small, group = ground.small
    ages = ground.target.one.label
    expected = 100 / group
    question = _("Quanto pesa una persona sola, fra poche persone?")
    task = _(
        "Nel Comune di {name} i residenti di {ages} sono {group}, su {total} in tutto. Se una persona in più "
        "usa un servizio, di quanti punti percentuali sale la quota della fascia che lo usa? Scrivi il "
        "risultato con due decimali."
    ).format(name=small.name, ages=ages, group=number(group), total=number(population(small)))
    scaled = _("È la quota fra 0 e 1. In punti percentuali si moltiplica per 100.")
    everybody = _("Hai diviso per tutti i residenti. Qui si parla solo della fascia {ages}.")
    slips: list[Slip] = [
        ("not_per_100", 1 / group, scaled),
        ("wrong_denominator", 100 / population(small), everybody.format(ages=ages)),
        ("one_point", 1.0, _("Un caso è un punto solo fra cento persone.")),
        ("group", float(group), _("Queste sono le persone della fascia. Chiediti che parte ne è una sola.")),
    ]
    return Number(
        id="one-case",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.006,
        unit=_("punti percentuali"),
        decimals=2,
        mistakes=known_mistakes(expected, slips, tolerance=0.006, decimals=2),
        hints=Hints(
            nudge=_("Una persona su quante?"),
            pointer=_("Il denominatore è la fascia, non tutti i residenti."),
            worked=_("Calcola 1 diviso {group}, poi moltiplica per 100.").format(group=number(group)),
        ),
        why=_(
            "Lì ogni persona sposta la quota di {points} punti. Fra {one} residenti {where} la sposterebbe "
            "di "
            "{large}. Prima di commentare un aumento, chiediti quante persone sono."
        ).format(
            points=number(expected, decimals=2),
            one=number(ground.one),
            where=ground.phrase,
            large=number(100 / ground.one, decimals=3 if ground.one > 1000 else 2),
        ),
        minutes=3,
    )
