"""The tables of lesson 10, each with a caption and its sources."""

from __future__ import annotations

from fis_lessons.figures import Html, captioned
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.lessons.desk import Citations
from fis_lessons.lessons.l10_social_value.ground import MAIN, Ground, rate_text
from fis_lessons.lessons.l10_social_value.published import dropout_costs, wheels_map
from fis_lessons.measures.cashflows import SENSITIVITY_RATES
from fis_lessons.measures.sroi import Change, evaluate, scenarios


def streams_table(ground: Ground, citations: Citations) -> Html:
    """Show costs and benefits of the simple project, by who bears or gains them."""
    rows = []
    for stream in ground.streams:
        amounts = [*stream.amounts, 0.0, 0.0, 0.0][:4]
        sign = 1 if stream.kind == "benefit" else -1
        kind = _("trasferimento") if stream.transfer else _("beneficio") if sign > 0 else _("costo")
        rows.append(
            [
                stream.label,
                stream.party,
                kind,
                *(number(sign * amount if amount else 0) for amount in amounts),
            ]
        )
    years = [_("Oggi"), *(_("Anno {year}").format(year=year) for year in (1, 2, 3))]
    return captioned(
        rows,
        columns=[_("Voce"), _("Di chi"), _("Tipo"), *years],
        caption=_("Un progetto semplice, importi di prova in euro: con il segno meno ciò che si paga"),
    )


def parties_table(ground: Ground, citations: Citations) -> Html:
    """Show who bears and who gains, at the rate of the lesson."""
    found = ground.costs_and_benefits()
    rows = [
        [share.party, money(share.costs), money(share.benefits), money(share.net)] for share in found.parties
    ]
    return captioned(
        rows,
        columns=[_("Chi"), _("Paga"), _("Guadagna"), _("Resta")],
        caption=_("Chi paga e chi guadagna, in valore di oggi al tasso del {rate}").format(
            rate=ground.rate_text
        ),
    )


def resources_table(ground: Ground, citations: Citations) -> Html:
    """Show what is put in."""
    value_map = ground.value_map
    rows = [
        [item.description, item.stakeholder, number(item.quantity), money(item.unit_value), money(item.value)]
        for item in value_map.resources
    ]
    rows.append([_("Totale"), "", "–", "–", money(value_map.inputs)])
    return captioned(
        rows,
        columns=[_("Risorsa"), _("Chi la mette"), _("Quantità"), _("Valore unitario"), _("Valore")],
        caption=_("Le risorse"),
    )


def map_table(ground: Ground, citations: Citations) -> Html:
    """Show the outcomes of the map, how they are counted and valued, and where each value comes from."""
    rows = []
    for row in ground.value_map.outcomes:
        mark = citations.cite(ground.note_of(row.id))
        counted = f"{row.indicator}: {number(row.quantity)}"
        rows.append([row.outcome, row.stakeholder, counted, f"{row.proxy}: {money(row.proxy_value)}{mark}"])
    return captioned(
        rows,
        columns=[_("Esito"), _("Per chi"), _("Indicatore e quantità"), _("Proxy e valore")],
        caption=_("La mappa di prova, dati simulati: che cosa cambia e quanto vale"),
    )


def shares_table(ground: Ground, citations: Citations) -> Html:
    """Show how long each outcome lasts and what is taken away from it."""
    names = ("deadweight", "displacement", "attribution", "drop_off")
    rows = [
        [
            row.outcome,
            number(row.duration),
            *(percent(getattr(row, name), decimals=0) for name in names),
        ]
        for row in ground.value_map.outcomes
    ]
    return captioned(
        rows,
        columns=[_("Esito"), _("Anni"), _("Comunque"), _("Spostato"), _("Di altri"), _("Calo")],
        caption=_("La mappa di prova, dati simulati: quanto dura e che cosa si toglie"),
    )


def years_table(ground: Ground, citations: Citations) -> Html:
    """Show the value of each row in each year, not discounted, and the totals."""
    value_map, result = ground.value_map, ground.result
    years = range(1, len(result.totals) + 1)
    # the first year of the row the learner has just been asked for is theirs to find
    rows = [
        [
            outcome.outcome,
            *(
                "?" if (outcome.id, year) == (MAIN, 1) else number(impact)
                for year, impact in enumerate(row.impacts, 1)
            ),
        ]
        for outcome, row in zip(value_map.outcomes, result.rows, strict=True)
    ]
    rows.append([_("Totale dell'anno"), *(number(total) for total in result.totals)])
    return captioned(
        rows,
        columns=[_("Esito"), *(_("Anno {year}").format(year=year) for year in years)],
        caption=_("Valore anno per anno, in euro, prima dello sconto"),
    )


def rows_table(ground: Ground, citations: Citations) -> Html:
    """Show the present value of each row."""
    pairs = zip(ground.value_map.outcomes, ground.result.rows, strict=True)
    rows = [[outcome.outcome, number(outcome.quantity), money(row.present_value)] for outcome, row in pairs]
    rows.append([_("Risorse impiegate"), "–", money(ground.result.inputs)])
    return captioned(
        rows,
        columns=[_("Riga"), _("Quantità"), _("Valore di oggi")],
        caption=_("Quanto vale ogni riga, in valore di oggi"),
    )


def scenarios_table(ground: Ground, citations: Citations) -> Html:
    """Show the map under a few sets of assumptions."""
    rows = ground.value_map.outcomes

    def scaled(factor: float) -> list[Change]:
        return [Change(field="quantity", value=row.quantity * factor, outcomes=(row.id,)) for row in rows]

    careful = [
        *scaled(0.8),
        *(
            Change(field="deadweight", value=min(1.0, row.deadweight + 0.15), outcomes=(row.id,))
            for row in rows
        ),
        Change(field="rate", value=0.05),
    ]
    hopeful = [*scaled(1.2), Change(field="rate", value=0.01)]
    one_year = [Change(field="duration", value=1)]
    found = scenarios(
        ground.value_map,
        {
            _("Come nella mappa"): [],
            _("Prudente: quantità −20%, «sarebbe successo comunque» +15 punti, tasso 5%"): careful,
            _("Ottimista: quantità +20%, tasso 1%"): hopeful,
            _("Nessun esito dura più di un anno"): one_year,
            **{
                _("Come nella mappa, tasso {rate}").format(rate=rate_text(rate)): [
                    Change(field="rate", value=rate)
                ]
                for rate in SENSITIVITY_RATES
                if rate != ground.rate
            },
        },
    )
    return captioned(
        [
            [s.name, money(s.present_value), money(s.net_value), written_ratio(s.ratio, decimals=2)]
            for s in found
        ],
        columns=[_("Scenario"), _("Valore di oggi"), _("Valore netto"), _("Rapporto")],
        caption=_("Altri mondi possibili: la stessa mappa con altre ipotesi"),
    )


def wheels_table(ground: Ground, citations: Citations) -> Html:
    """Show the published map, recomputed."""
    value_map = wheels_map()
    result = evaluate(value_map)
    rows = [
        [
            outcome.outcome,
            number(outcome.quantity),
            number(outcome.proxy_value, decimals=2),
            number(outcome.impact, decimals=2),
            number(row.present_value, decimals=2),
        ]
        for outcome, row in zip(value_map.outcomes, result.rows, strict=True)
    ]
    rows.append([_("Totale"), "–", "–", "–", number(result.present_value, decimals=2)])
    rows.append([_("Risorse impiegate"), "–", "–", "–", number(result.inputs, decimals=2)])
    return captioned(
        rows,
        columns=[_("Esito"), _("Quantità"), _("Proxy"), _("Valore del primo anno"), _("Valore di oggi")],
        caption=_("Wheels-to-Meals, in sterline, al tasso del {rate}").format(rate=percent(value_map.rate)),
    )


def dropout_table(ground: Ground, citations: Citations) -> Html:
    """Show the four published costs of early school leaving, without what they measure."""
    rows = [[item.said + citations.cite(item.note)] for item in dropout_costs()]
    labels = ["A", "B", "C", "D"]
    return captioned(
        [[label, *row] for label, row in zip(labels, rows, strict=True)],
        columns=[_("Cifra"), _("Euro, in Italia")],
        caption=_("Quanto costa l'abbandono scolastico, secondo quattro titoli"),
    )
