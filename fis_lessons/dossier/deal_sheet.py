"""The sheet of a deal: terms a learner chose, the account they make, a page to take away."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from fis_lessons.dossier import paper
from fis_lessons.dossier.folder import save
from fis_lessons.errors import FisError, MeasureError, Problem
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Figure, Html, escape, table_html, table_text
from fis_lessons.figures.deal import account, account_steps
from fis_lessons.i18n import Language, day, money, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.deal.ledger import break_even, run
from fis_lessons.measures.deal.risk import spread
from fis_lessons.measures.deal.terms import Deal

FILE_NAME = "scheda-accordo.html"
START = datetime.date(2027, 1, 1)
UNCERTAINTY = 0.1
"""How far from the expected the chance of success may be: a share between 0 and 1, an assumption."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A whole number to decide: its name, what it is called, how low and how high it can be."""

    name: str
    label: str
    low: int
    high: int
    value: int
    step: int = 1


def terms() -> tuple[Term, ...]:
    """Return the terms to decide, with a start that can be signed."""
    return (
        Term(name="people", label=_("Persone"), low=5, high=200, value=30),
        Term(name="years", label=_("Anni di servizio"), low=1, high=8, value=3),
        Term(
            name="cost", label=_("Costo del servizio (€)"), low=1000, high=5_000_000, step=1000, value=300_000
        ),
        Term(name="grant", label=_("Contributo donato (€)"), low=0, high=5_000_000, step=1000, value=100_000),
        Term(
            name="fee", label=_("Canone fisso all'anno (€)"), low=0, high=1_000_000, step=1000, value=30_000
        ),
        Term(name="price", label=_("Prezzo di un risultato (€)"), low=0, high=200_000, step=500, value=8_000),
        Term(name="cap", label=_("Tetto ai risultati (€)"), low=0, high=5_000_000, step=1000, value=150_000),
        Term(name="guarantee", label=_("Garanzia sul capitale (%)"), low=0, high=100, step=5, value=50),
        Term(name="top", label=_("Rendimento massimo in tutto (%)"), low=0, high=100, value=10),
        Term(
            name="provider", label=_("Quota del resto a chi realizza (%)"), low=0, high=100, step=5, value=30
        ),
        Term(
            name="saving",
            label=_("Risparmio vero per ogni riuscita (€)"),
            low=0,
            high=500_000,
            step=500,
            value=0,
        ),
        Term(name="expected", label=_("Riuscite attese (%)"), low=5, high=95, step=5, value=50),
    )


def deal_of(values: Mapping[str, int]) -> Deal:
    """Return the deal these terms make; what is not covered is advanced by the investor.

    Raises
    ------
    MeasureError
        With every term that cannot be kept.
    """
    cost, grant, fees = values["cost"], values["grant"], values["fee"] * values["years"]
    try:
        return Deal(
            start=START,
            years=values["years"],
            people=values["people"],
            service_cost=cost * 100,
            grant=grant * 100,
            fixed_fee=values["fee"] * 100,
            investment=max(0, cost - grant - fees) * 100,
            price=values["price"] * 100,
            cap=values["cap"] * 100,
            guarantee=values["guarantee"] / 100,
            top_return=values["top"] / 100,
            provider_share=values["provider"] / 100,
        )
    except MeasureError as error:
        raise MeasureError(error.message, map(_in_words, error.problems)) from None


def _in_words(problem: Problem) -> Problem:
    """Call a term what the learner sees it called, and end what was found like a sentence."""
    fields = {"service_cost": "cost", "fixed_fee": "fee", "top_return": "top", "provider_share": "provider"}
    labels = {item.name: item.label for item in terms()} | {"investment": _("Anticipa l'investitore")}
    where = labels.get(fields.get(problem.where, problem.where), problem.where)
    return replace(problem, where=where, found=f"{problem.found}.")


def sheet(values: Mapping[str, int]) -> tuple[Html, Figure]:
    """Return the sheet of the terms and the account, at the successes expected.

    Raises
    ------
    MeasureError
        With every term that cannot be kept.
    """
    deal = deal_of(values)
    successes = round(deal.people * values["expected"] / 100)
    played = run(deal, successes)
    found = spread(
        deal,
        lambda one: one.net("investor") / 100,
        expected=values["expected"] / 100,
        uncertainty=UNCERTAINTY,
    )
    even = break_even(deal, lambda one: one.net("investor") >= 0)
    paid, saved = -played.net("payer") / 100, values["saving"] * successes
    rate = played.investor_rate
    rows = [
        (_("Anticipa l'investitore"), money(deal.investment / 100)),
        (
            _("Riuscite attese"),
            _("{count} su {people}").format(count=number(successes), people=number(deal.people)),
        ),
        (_("Spende il Comune, in tutto"), money(paid)),
        (_("Di cui per i risultati"), money(played.total("results") / 100)),
        (_("Il Comune spende al massimo"), money((deal.cap + deal.fixed_fee * deal.years) / 100)),
        (_("Risparmio vero del Comune"), money(saved)),
        (_("Risparmio meno spesa"), money(saved - paid)),
    ]
    if deal.investment:
        rows += [
            (_("L'investitore finisce con"), money(played.net("investor") / 100)),
            (_("Rendimento annuo dell'investitore"), percent(rate) if rate is not None else "–"),
            (
                _("Riuscite da cui l'investitore non perde"),
                number(even) if even is not None else _("non bastano tutte"),
            ),
            (_("Probabilità che l'investitore perda denaro"), percent(found.below(0), decimals=0)),
            (
                _("L'investitore, in media nel 5% dei casi peggiori"),
                money(found.expected_shortfall(0.05)),
            ),
        ]
    else:
        rows.append((_("Investitore"), _("non serve: contributo e canone coprono il servizio")))
    table = pd.DataFrame(rows, columns=[_("Voce"), _("Quanto")])
    caption = _("Scheda dell'accordo")
    figure = account(
        account_steps(played),
        title=_("Il conto del progetto, se va come si spera"),
        source=_("condizioni scelte da te."),
    )
    return Html(table_html(table, caption=caption), f"{caption}\n{table_text(table)}"), figure


def read_terms(stored: object) -> dict[str, int]:
    """Read what the record kept; anything else is no terms at all."""
    try:
        values = json.loads(stored) if isinstance(stored, str) else {}
    except ValueError:
        return {}
    known = {item.name for item in terms()}
    if not isinstance(values, Mapping):
        return {}
    return {k: v for k, v in values.items() if k in known and isinstance(v, int) and not isinstance(v, bool)}


def page(values: Mapping[str, int], *, place: str, lang: Language, today: datetime.date) -> str:
    """Write the sheet as a page to print.

    Raises
    ------
    MeasureError
        With every term that cannot be kept.
    """
    table, figure = sheet(values)
    title = _("Scheda di un accordo a risultato")
    note = _(
        "È una bozza per discutere, non un contratto. Ogni numero è una scelta di chi l'ha "
        "scritta. Prima di usarla: chi misura, da dove viene "
        "il risparmio, chi paga se va male, chi resta con le persone. Chi ce l'avrebbe fatta comunque conta fra "
        "le "
        "riuscite pagate, ma non porta risparmio."
    )
    dated = _("Scritta il {date}. Lezione svolta sul caso di {place}.").format(date=day(today), place=place)
    heading = _("Condizioni")
    chosen = pd.DataFrame(
        [(item.label, number(values[item.name])) for item in terms()], columns=[_("Condizione"), _("Valore")]
    )
    body = (
        f"<h1>{escape(title)}</h1><p>{escape(dated)}</p><p>{escape(note)}</p>"
        f"{table_html(chosen, caption=heading)}{table.html}{figure.html}"
    )
    return paper.page(body, title=title, lang=lang)


def write_page(values: Mapping[str, int], *, learner: Learner, place: str) -> str:
    """Write the page in the learner's folder and say where, or why not. Never raises."""
    today = datetime.datetime.now().astimezone().date()
    try:
        path = save(
            page(values, place=place, lang=learner.lang, today=today), name=FILE_NAME, learner=learner
        )
    except FisError as error:
        return str(error)
    return _("Pagina pronta: {name}, nella cartella del corso.").format(name=path.name)
