"""The sheet of a deal: terms a learner chose, the account they make, whether anybody could sign them."""

from __future__ import annotations

import datetime
from dataclasses import replace

from fis_lessons.dossier.contract_sheet import each_label, most_label
from fis_lessons.dossier.deal_account import UNCERTAINTY, DealAccount
from fis_lessons.dossier.deal_judging import of_numbers, of_words
from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field, Values, numbers_of
from fis_lessons.dossier.remarks import Remark, empty_fields, likely
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.figures import Html, captioned
from fis_lessons.figures.deal import account, account_steps
from fis_lessons.i18n import about, about_people, counted, day, exact, money, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.deal.ledger import year_end
from fis_lessons.measures.deal.terms import Deal

__all__ = ["DEAL", "FILE_NAME", "START", "UNCERTAINTY", "account_of", "deal_fields", "judge"]

FILE_NAME = "scheda-accordo.html"
START = datetime.date(2027, 1, 1)


def deal_fields() -> tuple[Field, ...]:
    """Return the terms to decide, with a start that can be signed."""
    return (*_word_fields(), *_numbers())


def _word_fields() -> tuple[Field, ...]:
    return (
        Field(
            id="outcome",
            label=_("Risultato che si paga"),
            help=_("Scrivi che cosa diventa vero per una persona, e con quali prove."),
        ),
        Field(
            id="verifier",
            label=_("Chi misura"),
            help=_("Scrivi chi verifica: non deve guadagnare né perdere con il risultato."),
        ),
        Field(
            id="investor", label=_("Chi anticipa"), help=_("Scrivi chi anticipa il denaro e può perderlo.")
        ),
        Field(
            id="guarantor", label=_("Chi garantisce"), help=_("Scrivi chi copre la perdita, o che non c'è.")
        ),
        Field(
            id="budget",
            label=_("Voce e anni di bilancio"),
            help=_("Scrivi in quale capitolo e in quali anni stanno il canone e il tetto."),
        ),
        Field(
            id="exit",
            label=_("Se si interrompe"),
            help=_("Scrivi chi può fermare l'accordo, quando, e chi resta con le persone."),
        ),
    )


def _numbers() -> list[Field]:
    rows = (
        ("people", _("Persone"), "30", (5, 200), ""),
        ("year", _("Anno di avvio"), str(START.year), (2024, 2060), ""),
        ("years", _("Anni di servizio"), "3", (1, 8), ""),
        ("cost", _("Costo del servizio"), "300000", (1_000, 5_000_000), "€"),
        ("grant", _("Contributo donato"), "100000", (0, 5_000_000), "€"),
        ("fee", _("Canone fisso all'anno"), "30000", (0, 1_000_000), "€"),
        ("price", _("Prezzo di un risultato"), "8000", (0, 200_000), "€"),
        ("cap", _("Tetto ai risultati, in tutto"), "150000", (0, 5_000_000), "€"),
        ("threshold", _("Soglia sotto cui non si paga, 0 se non c'è"), "0", (0, 100), "%"),
        ("guarantee", _("Garanzia sul capitale"), "50", (0, 100), "%"),
        ("top", _("Rendimento massimo in tutto"), "10", (0, 100), "%"),
        ("provider", _("Quota del resto a chi realizza"), "30", (0, 100), "%"),
        ("expected", _("Riuscite attese"), "50", (5, 95), "%"),
        ("anyway", _("Riuscite che ci sarebbero comunque"), "20", (0, 95), "%"),
        ("saving", _("Risparmio vero del Comune per ogni riuscita in più"), "0", (0, 500_000), "€"),
    )
    return [
        Field(
            id=name,
            label=label,
            kind="whole",
            start=start,
            low=low,
            high=high,
            unit=unit,
            grouped=name != "year",
        )
        for name, label, start, (low, high), unit in rows
    ]


def account_of(values: Values) -> DealAccount:
    """Return the deal some terms make; what is not covered is advanced by the investor.

    Raises
    ------
    ParameterError
        With every number that cannot be read.
    MeasureError
        With every term that cannot be kept.
    """
    read = numbers_of(deal_fields(), values)
    fees = read["fee"] * read["years"]
    try:
        deal = Deal(
            start=datetime.date(read["year"], 1, 1),
            years=read["years"],
            people=read["people"],
            service_cost=read["cost"] * 100,
            grant=read["grant"] * 100,
            fixed_fee=read["fee"] * 100,
            investment=max(0, read["cost"] - read["grant"] - fees) * 100,
            price=read["price"] * 100,
            cap=read["cap"] * 100,
            threshold=read["threshold"] / 100,
            guarantee=read["guarantee"] / 100,
            top_return=read["top"] / 100,
            provider_share=read["provider"] / 100,
        )
    except MeasureError as error:
        raise MeasureError(error.message, map(_in_words, error.problems)) from None
    return DealAccount(
        deal, expected=read["expected"] / 100, anyway=read["anyway"] / 100, saving=read["saving"] * 100
    )


def _in_words(problem: Problem) -> Problem:
    """Call a term what the learner sees it called, and end what was found like a sentence."""
    fields = {"service_cost": "cost", "fixed_fee": "fee", "top_return": "top", "provider_share": "provider"}
    labels = {item.id: item.label for item in deal_fields()} | {"investment": _("Anticipa l'investitore")}
    return replace(problem, where=labels.get(fields.get(problem.field, problem.field), problem.where))


def judge(values: Values) -> Judged:
    """Say what a deal means for each party, and whether anybody could sign it.

    Raises
    ------
    ParameterError, MeasureError
        As :func:`account_of`.
    """
    found = account_of(values)
    fields = deal_fields()
    table = captioned(
        account_rows(found),
        caption=_("Scheda dell'accordo"),
        columns=[_("Voce"), _("Quanto")],
        note=_assumption(found),
    )
    years = captioned(
        [
            *((_("nel {year}").format(year=year), money(paid / 100)) for year, paid in found.most_by_year),
            (_("in tutto"), money(found.most / 100)),
        ],
        caption=_(
            "Quanto può pagare il Comune al massimo, anno per anno: è ciò che il bilancio deve coprire"
        ),
        columns=[_("Anno"), _("Al massimo")],
    )
    figure = account(
        account_steps(found.played),
        title=played_title(found),
        source=_("condizioni scelte da te."),
    )
    no_guarantor = ["guarantor"] if not found.deal.guarantee else []
    no_investor = ["investor", "guarantor"] if not found.deal.investment else no_guarantor
    labels = {field.id: field.label for field in fields}
    remarks = (
        *empty_fields(fields, values, but=no_investor),
        *of_words(values, labels, found=found),
        *of_numbers(found, labels),
    )
    return Judged((table, years, Html(figure.html, figure.text)), remarks)


def played_title(found: DealAccount) -> str:
    """Call the account of a deal by the successes it supposes."""
    return counted(
        found.successes,
        one=_("Il conto del progetto, con {count} riuscita"),
        more=_("Il conto del progetto, con {count} riuscite"),
    )


def vat_words(found: DealAccount) -> str:
    """Say which accounts of a deal hold whether or not value added tax is due: it goes to nobody of the deal."""
    words = _("la spesa del Comune la comprende, se è dovuta: lo dice la Ragioneria")
    if not found.deal.investment:
        return words
    return "; ".join([words, vat_of_others()])


def vat_of_others() -> str:
    """Say of the accounts of all but the municipality that they suppose no value added tax."""
    return _(
        "i conti di chi anticipa, di chi garantisce e del premio valgono solo se non è dovuta, altrimenti si "
        "rifanno senza"
    )


def _assumption(found: DealAccount) -> str:
    deal = found.deal
    last = year_end(deal, deal.years, months=deal.lag_months)
    return _(
        "Conti esatti su tutti i casi possibili. Ipotesi: canone e costi si contano all'inizio di ogni anno, che "
        "non è la data di liquidazione; i risultati si pagano tutti insieme, il {last}, dopo "
        "{months} mesi di verifiche; gli esiti delle persone si somigliano un po' (correlazione {icc}). Il "
        "costo di chi misura non c'è, se non è già nel costo del "
        "servizio. IVA: {vat}."
    ).format(
        vat=vat_words(found),
        last=day(last),
        months=number(deal.lag_months),
        icc=number(UNCERTAINTY, decimals=1),
    )


def judge_words(values: Values) -> tuple[Remark, ...]:
    """Say what the words lack, whatever the numbers are: whether there is an investor may not be known yet."""
    fields = deal_fields()
    labels = {field.id: field.label for field in fields}
    return (*empty_fields(fields, values, but=["investor", "guarantor"]), *of_words(values, labels))


def _savings(found: DealAccount) -> tuple[tuple[str, str], ...]:
    """Write the saving; one that nobody wrote is not a result, and makes no difference with the spending."""
    label = _("Risparmio vero del Comune, in media")
    if not found.saving:
        return ((label, _("non stimato")),)
    less = about((found.saved - found.mean_paid) / 100)
    return ((label, about(found.saved / 100)), (_("Risparmio meno spesa, in media"), less))


def _each(found: DealAccount) -> tuple[tuple[str, str], ...]:
    if found.cost_each is None:
        return ()
    return ((each_label(_("se gli esiti si somigliano")), about(found.cost_each / 100)),)


def account_rows(found: DealAccount) -> list[tuple[str, str]]:
    """Return the account of a deal, as it is printed: what, and how much."""
    deal, played = found.deal, found.played
    rows = [
        (_("Anticipa l'investitore"), money(deal.investment / 100)),
        (
            _("Riuscite attese"),
            _("{count} su {people}, in media").format(
                count=exact(round(deal.people * found.expected, 1)), people=number(deal.people)
            ),
        ),
        (_("di cui in più, oltre a chi riuscirebbe comunque"), about_people(found.additional)),
        (
            counted(
                found.successes,
                one=_("Spende il Comune, con {count} riuscita"),
                more=_("Spende il Comune, con {count} riuscite"),
            ),
            money(found.paid / 100),
        ),
        (_("di cui per i risultati"), money(played.total("results") / 100)),
        (_("Il Comune spende in media, se gli esiti si somigliano"), about(found.mean_paid / 100)),
        *_each(found),
        (most_label(), money(found.most / 100)),
        (_("IVA"), vat_words(found)),
        *_savings(found),
    ]
    if not deal.investment:
        rows.append((_("Investitore"), _("non serve: contributo e canone coprono il servizio")))
        return rows
    rate, even = played.investor_rate, found.even
    rows += [
        (
            counted(
                found.successes,
                one=_("Saldo dell'investitore, con {count} riuscita"),
                more=_("Saldo dell'investitore, con {count} riuscite"),
            ),
            money(played.net("investor") / 100),
        ),
        (
            counted(
                found.successes,
                one=_("Rendimento annuo dell'investitore, con {count} riuscita"),
                more=_("Rendimento annuo dell'investitore, con {count} riuscite"),
            ),
            percent(rate) if rate is not None else "–",
        ),
        (
            _("Riuscite da cui l'investitore non perde"),
            number(even) if even is not None else _("non bastano tutte"),
        ),
        (_("Probabilità che l'investitore perda denaro"), likely(found.investor.below(0))),
        (
            _("L'investitore, in media, nei cinque casi peggiori su cento"),
            about(found.investor.expected_shortfall(0.05)),
        ),
    ]
    if deal.guarantee:
        rows.append((_("Il garante perde al massimo"), money(found.guarantor_most / 100)))
    return rows


DEAL = Document(
    name="deal",
    file=FILE_NAME,
    title=lambda: _("Scheda di un accordo a risultato"),
    note=lambda: _(
        "È una bozza per discutere, non un contratto. Ogni numero è una scelta di chi l'ha scritta, oppure un "
        "conto fatto su quelle scelte. Solo le riuscite in più portano risparmio; si pagano anche le altre."
    ),
    fields=deal_fields,
    judge=judge,
    words=judge_words,
)
