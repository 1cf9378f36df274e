"""The exercises of lesson 10 answered by a number: computed from the map and the flows of the lesson."""

from __future__ import annotations

from dataclasses import replace

from fis_lessons.exercises import Exercise, Hints, Number
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.lessons.l10_social_value.exercises.choices import (
    faulty_map,
    vanity,
    what_can_be_written,
    whose_saving,
)
from fis_lessons.lessons.l10_social_value.exercises.limits import break_even, wheels
from fis_lessons.lessons.l10_social_value.ground import Ground
from fis_lessons.measures.cashflows import npv
from fis_lessons.measures.sroi import Change, ratio_of


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        whose_saving(ground),
        net_value(ground),
        first_year(ground),
        ratio(ground),
        break_even(ground),
        wheels(ground),
        faulty_map(),
        vanity(),
        what_can_be_written(ground),
    ]


def net_value(ground: Ground) -> Number:
    """Ask the net present value of the simple project, all parties together."""
    found = ground.costs_and_benefits()
    flows, rate = found.flows, ground.rate
    expected, tolerance = found.net, max(20.0, ground.theme.money * 0.0005)
    fees = [0.0, *[s.amounts[1] for s in ground.streams if s.transfer][:1] * 3]
    benefits = [max(flow, 0.0) for flow in flows]
    city = next(share.net for share in found.parties if share.party == ground.city)
    slips: list[Slip] = [
        ("no_discount", sum(flows), _("Hai sommato euro di anni diversi. Prima portali a oggi, poi somma.")),
        (
            "first_discounted",
            npv(flows, rate=rate, first=1),
            _("Hai scontato anche la spesa di oggi. Quella vale già quanto vale."),
        ),
        (
            "fee_counted",
            expected + npv(fees, rate=rate),
            _(
                "Hai contato la tariffa fra i benefici. Per tutti insieme è un trasferimento: ciò che il "
                "Comune incassa, le famiglie lo pagano."
            ),
        ),
        (
            "municipality_only",
            city,
            _("Questo è il conto del solo Comune. La domanda riguarda tutti insieme."),
        ),
        (
            "benefits_only",
            npv(benefits, rate=rate),
            _("Hai dimenticato la spesa di oggi: va tolta."),
        ),
        (
            "multiplied",
            sum(flow * (1 + rate) ** year for year, flow in enumerate(flows)),
            _("Hai moltiplicato per il tasso. Per venire dal futuro a oggi si divide."),
        ),
    ]
    yearly = flows[1]
    return Number(
        id="net-value",
        question=_(
            "Quanto vale oggi il progetto semplice, **per tutti insieme**?\n\n"
            "Usa la tabella qui sopra e un tasso di sconto del {rate}. Scrivi il valore attuale netto, in "
            "euro. Il controllo fa il conto per te, se scegli il tasso giusto."
        ).format(rate=ground.rate_text),
        expected=expected,
        tolerance=tolerance,
        unit=_("euro"),
        mistakes=known_mistakes(expected, slips, tolerance=tolerance, decimals=0),
        hints=Hints(
            nudge=_("Che cosa entra e che cosa esce, per tutti insieme? La tariffa sparisce."),
            pointer=_(
                "Ogni anno dopo l'avvio: benefici meno gestione. Poi dividi per 1 più il tasso, tante volte "
                "quanti sono gli anni."
            ),
            worked=_(
                "Ogni anno restano {yearly}. Dividi per {one} il primo anno, per {two} il secondo, per "
                "{three} il terzo; somma e togli {money}."
            ).format(
                yearly=money(yearly),
                one=number(1 + rate, decimals=4),
                two=number((1 + rate) ** 2, decimals=4),
                three=number((1 + rate) ** 3, decimals=4),
                money=money(ground.theme.money),
            ),
        ),
        why=_(
            "Fa {net}: per tutti insieme {judgement}. Per il solo Comune invece il conto è {city}, perché chi "
            "guadagna sono le famiglie. Chi vota in Consiglio deve vedere tutti e due i numeri."
        ).format(
            net=money(expected),
            judgement=_("conviene") if expected > 0 else _("non conviene"),
            city=money(city),
        ),
        minutes=5,
    )


def first_year(ground: Ground) -> Number:
    """Ask the first year's value of a row."""
    row = ground.asked
    gross, expected = row.quantity * row.proxy_value, row.impact
    shares = (row.deadweight, row.displacement, row.attribution)
    tolerance = max(1.0, expected * 0.002)
    no_deadweight = expected / (1 - row.deadweight)
    slips: list[Slip] = [
        (
            "no_deadweight",
            no_deadweight,
            _("Hai lasciato fuori ciò che sarebbe successo comunque: così viene {value}.").format(
                value=money(no_deadweight)
            ),
        ),
        ("gross", gross, _("È il valore lordo: quantità per proxy. Mancano le tre quote da togliere.")),
        (
            "shares_summed",
            gross * (1 - sum(shares)),
            _("Hai sommato le tre quote. Si applicano una dopo l'altra, su ciò che resta ogni volta."),
        ),
        (
            "attribution_reversed",
            gross * (1 - shares[0]) * (1 - shares[1]) * shares[2],
            _("Hai tenuto la parte degli altri. La quota «di altri» va tolta: a te resta il resto."),
        ),
        (
            "all_reversed",
            gross * shares[0] * shares[1] * shares[2],
            _("Hai moltiplicato per le quote. Si moltiplica per ciò che resta: uno meno la quota."),
        ),
        (
            "no_attribution",
            gross * (1 - shares[0]) * (1 - shares[1]),
            _("Hai lasciato fuori il merito di altri."),
        ),
        (
            "no_displacement",
            gross * (1 - shares[0]) * (1 - shares[2]),
            _("Hai lasciato fuori ciò che si è solo spostato da altrove."),
        ),
        (
            "discounted",
            expected / (1 + ground.rate),
            _("L'hai già scontato. Qui serve il valore del primo anno, prima dello sconto."),
        ),
    ]
    return Number(
        id="first-year",
        question=_(
            "Quanto vale, nel primo anno, la riga «{row}»?\n\nQuantità {quantity}, proxy {proxy}. Sarebbe "
            "successo comunque {deadweight}, spostato {displacement}, di altri {attribution}. Scrivi gli "
            "euro, prima dello sconto."
        ).format(
            row=row.outcome,
            quantity=number(row.quantity),
            proxy=money(row.proxy_value),
            deadweight=percent(shares[0], decimals=0),
            displacement=percent(shares[1], decimals=0),
            attribution=percent(shares[2], decimals=0),
        ),
        expected=expected,
        tolerance=tolerance,
        unit=_("euro"),
        mistakes=known_mistakes(expected, slips, tolerance=tolerance, decimals=0),
        hints=Hints(
            nudge=_("Parti dal valore lordo. Poi chiediti quanto resta, un passo alla volta."),
            pointer=_(
                "Quantità per proxy, per uno meno la prima quota, per uno meno la seconda, per uno meno la "
                "terza."
            ),
            worked=_(
                "Lordo {gross}; dopo il primo passo {one}; dopo il secondo {two}. Manca il terzo."
            ).format(
                gross=money(gross),
                one=money(gross * (1 - shares[0])),
                two=money(gross * (1 - shares[0]) * (1 - shares[1])),
            ),
        ),
        why=_(
            "Dei {gross} lordi resta {net}: il {kept}. Le tre quote sono la parte più importante della mappa e "
            "la più facile da indovinare a occhio. La prima dovrebbe venire da un confronto con chi non ha "
            "partecipato, come nella lezione 08."
        ).format(gross=money(gross), net=money(expected), kept=percent(expected / gross, decimals=0)),
        minutes=4,
    )


def ratio(ground: Ground) -> Number:
    """Ask the ratio of the map, from the table of the years and the resources."""
    value_map, found = ground.value_map, ground.result
    expected = found.ratio
    others = [row.id for row in value_map.outcomes if not row.negative]
    positive = sum(row.present_value for row in found.rows if row.outcome in others)
    shown = ", ".join(number(total) for total in found.totals)
    slips: list[Slip] = [
        (
            "no_deadweight",
            (without := ground.ratio_with(Change(field="deadweight", value=0))),
            _("Hai lasciato fuori ciò che sarebbe successo comunque: così viene {value}.").format(
                value=number(without, decimals=2)
            ),
        ),
        (
            "no_volunteers",
            found.present_value / ground.theme.money,
            _(
                "Hai diviso per il solo denaro. Anche il tempo dei volontari è una risorsa, con un valore "
                "dichiarato."
            ),
        ),
        (
            "no_discount",
            sum(found.totals) / found.inputs,
            _("Hai sommato gli anni senza scontarli."),
        ),
        (
            "no_negative",
            positive / found.inputs,
            _("Hai saltato la riga negativa: anche ciò che peggiora entra nel conto."),
        ),
        (
            "net",
            found.net_ratio,
            _("Questo è il rapporto netto: valore meno risorse, diviso risorse. Serve quello intero."),
        ),
        (
            "first_not_discounted",
            ratio_of(replace(value_map, first_period=0)),
            _(
                "Hai lasciato il primo anno senza sconto. In questa lezione il primo anno si sconta una volta."
            ),
        ),
        ("first_year_only", found.totals[0] / found.inputs, _("Hai preso solo il primo anno.")),
        (
            "reversed",
            found.inputs / found.present_value,
            _("Hai diviso le risorse per il valore: è al contrario."),
        ),
    ]
    return Number(
        id="ratio",
        question=_(
            "Qual è il rapporto SROI della mappa di prova?\n\nTotali degli anni, prima dello sconto: {totals} "
            "euro. Risorse: {inputs}. Tasso {rate}; il primo anno si sconta una volta, il secondo due, e così "
            "via. Scrivi il risultato con due decimali."
        ).format(totals=shown, inputs=money(found.inputs), rate=ground.rate_text),
        expected=expected,
        tolerance=0.011,
        decimals=2,
        mistakes=known_mistakes(expected, slips, tolerance=0.011, decimals=2),
        hints=Hints(
            nudge=_("Prima porta ogni anno a oggi, poi somma, poi dividi."),
            pointer=_(
                "Valore di oggi di tutti gli anni, diviso tutte le risorse: denaro e ore dei volontari."
            ),
            worked=_("In valore di oggi gli anni fanno {values}. Somma e dividi per {inputs}.").format(
                values=", ".join(number(value) for value in found.present_values),
                inputs=number(found.inputs),
            ),
        ),
        why=_(
            "{value} diviso {inputs} fa {ratio}. Vuol dire: con queste ipotesi, per ogni euro di risorse "
            "{ratio} euro di valore stimato. Non è denaro che qualcuno incassa, e senza le ipotesi accanto "
            "non vuol dire niente."
        ).format(
            value=money(found.present_value),
            inputs=money(found.inputs),
            ratio=written_ratio(expected, decimals=2),
        ),
        minutes=5,
    )
