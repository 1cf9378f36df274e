"""The contract sheet: terms a learner chose, what they cost in the end, what is left to decide."""

from __future__ import annotations

import re

from fis_lessons.dossier.contract_account import Account, Terms
from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field, Values, numbers_of
from fis_lessons.dossier.remarks import Remark, empty_fields, likely, outcome_words, verifier_words
from fis_lessons.errors import ParameterError, Problem
from fis_lessons.figures import captioned
from fis_lessons.i18n import about, about_people, exact, money, number
from fis_lessons.i18n import gettext as _

FILE_NAME = "scheda-contratto.html"
SMALL = 100
"""Fewer people than these make a threshold a matter of luck: a rule of the lesson."""
NOBODY_SIGNS = 0.5
"""More often than this unpaid although it works, and no provider signs: a rule of the lesson."""
LITTLE = 0.05
"""A smaller share than this of what is paid is no contract for results: a rule of the lesson."""
_A_YEAR = re.compile(
    r"(?i)(?<!ogni )(?:dodici|12) mesi|(?<!every )(?:twelve|12) months|un anno dopo|dopo un anno|"
    r"(?:a|one) year (?:later|after)|after (?:a|one) year"
)
"""Words of a result that is seen a year after the service reached the person, and not before."""


def contract_fields() -> tuple[Field, ...]:
    """Return the fields of the sheet, in the order they are decided."""
    return (
        Field(
            id="result",
            label=_("Risultato da pagare"),
            help=_("Scrivi che cosa cambia per una persona, e quando si può dire che è successo."),
        ),
        Field(
            id="evidence",
            label=_("Prove che lo mostrano"),
            help=_("Scrivi quali documenti o registri lo provano, e che cosa succede se manca una prova."),
        ),
        Field(
            id="verifier",
            label=_("Chi verifica"),
            help=_("Scrivi chi controlla le prove: non chi realizza il servizio, e non chi paga."),
        ),
        Field(
            id="selection",
            label=_("Chi sceglie le persone"),
            help=_("Scrivi chi le sceglie, e come si vede se restano fuori le più difficili."),
        ),
        Field(
            id="saving",
            label=_("Di chi è il risparmio"),
            help=_("Scrivi chi spende meno se il risultato arriva, e quanto esce davvero dal bilancio."),
        ),
        Field(
            id="form",
            label=_("Forma del contratto"),
            help=_(
                "Appalto con un premio, concessione, partenariato: scrivi quale, e chi nell'ufficio contratti "
                "l'ha vista."
            ),
        ),
        Field(
            id="budget",
            label=_("Voce e anni di bilancio"),
            help=_("Scrivi in quale capitolo e in quali anni stanno il canone e il tetto."),
        ),
        Field(id="people", label=_("Persone"), kind="whole", start="20", low=1, high=1_000),
        Field(id="years", label=_("Anni di servizio"), kind="whole", start="1", low=1, high=10),
        Field(
            id="months",
            label=_("Verifica"),
            kind="choice",
            start="12",
            options=((_("ogni tre mesi"), "3"), (_("ogni sei mesi"), "6"), (_("ogni anno"), "12")),
        ),
        Field(
            id="once",
            label=_("Il risultato di una persona si paga"),
            kind="choice",
            start="once",
            options=(
                (_("una volta sola"), "once"),
                (_("una volta sola, tutti insieme dopo l'ultima verifica"), "end"),
                (_("a ogni verifica, finché dura"), "each"),
            ),
        ),
        Field(
            id="price", label=_("Prezzo di un risultato"), kind="whole", start="500", high=100_000, unit="€"
        ),
        Field(
            id="cap",
            label=_("Tetto ai risultati, in tutto"),
            kind="whole",
            start="10000",
            high=10_000_000,
            unit="€",
        ),
        Field(
            id="threshold",
            label=_("Soglia sotto cui non si paga, 0 se non c'è"),
            kind="whole",
            start="0",
            high=100,
            unit="%",
        ),
        Field(id="fee", label=_("Canone fisso all'anno"), kind="whole", start="0", high=10_000_000, unit="€"),
        Field(
            id="check_cost",
            label=_("Costo di ogni verifica"),
            kind="whole",
            start="0",
            high=1_000_000,
            unit="€",
        ),
        Field(
            id="anyway",
            label=_("Ci arriverebbero comunque, su 100"),
            kind="whole",
            start="30",
            high=99,
        ),
        Field(
            id="expected",
            label=_("Ci arrivano con il servizio, su 100"),
            kind="whole",
            start="50",
            low=1,
            high=100,
        ),
    )


def terms_of(values: Values) -> Terms:
    """Read the terms.

    Raises
    ------
    ParameterError
        With every number that cannot be read, or all that keeps the terms from being a contract.
    """
    read = numbers_of(contract_fields(), values)
    terms = Terms(
        people=read["people"], years=read["years"], months=int(values["months"]), once=values["once"] != "each",
        price=read["price"], cap=read["cap"], threshold=read["threshold"], fee=read["fee"],
        check_cost=read["check_cost"], anyway=read["anyway"], expected=read["expected"],
        at_end=values["once"] == "end",
    )  # fmt: skip
    labels = {field.id: field.label for field in contract_fields()}
    problems = []
    if terms.cap < terms.price:
        problems.append(
            Problem(
                labels["cap"],
                _("è {cap}, meno di un solo risultato.").format(cap=money(terms.cap)),
                remedy=_("Alza il tetto o abbassa il prezzo."),
            )
        )
    if terms.expected <= terms.anyway:
        problems.append(
            Problem(
                labels["expected"],
                _("non sono più di quelli che ci arriverebbero comunque."),
                remedy=_("Se il servizio non aggiunge nulla, non c'è un risultato da pagare."),
            )
        )
    if not terms.price:
        problems.append(
            Problem(
                labels["price"], _("è zero."), remedy=_("Senza un prezzo non è un contratto a risultato.")
            )
        )
    if problems:
        raise ParameterError(_("Questi termini non fanno un contratto:"), problems)
    return terms


def judge(values: Values) -> Judged:
    """Say what a contract costs and what it still lacks.

    Raises
    ------
    ParameterError
        As :func:`terms_of`.
    """
    account = Account(terms_of(values))
    table = captioned(
        account_rows(account, late=seen_late(values)),
        caption=_("Il conto"),
        columns=[_("Voce"), _("Quanto")],
        note=_assumption(),
    )
    return Judged((table,), (*judge_words(values), *_of_numbers(account)))


def judge_words(values: Values) -> tuple[Remark, ...]:
    """Say what the words lack, whatever the numbers are."""
    return (*empty_fields(contract_fields(), values), *_of_words(values))


def seen_late(values: Values) -> bool:
    """Tell whether the result that is paid is seen only a year later, by the words of it and of its evidence.

    Examples
    --------
    >>> seen_late({"result": "Abita in autonomia, dodici mesi dopo l'ingresso"})
    True
    >>> seen_late({"result": "Ha un lavoro", "evidence": "Registro, ogni 12 mesi"})
    False
    """
    return any(_A_YEAR.search(values.get(name, "")) for name in ("result", "evidence"))


def first_year_label(late: bool, *, at_end: bool = False) -> str:
    """Name the most there can be to pay in a year; of a result seen a year later, say that it is prudence."""
    if at_end:
        return _("Spesa massima in un anno: i risultati si pagano tutti insieme, nell'anno dopo l'ultimo")
    if late:
        return _(
            "Se tutti i risultati si pagassero nel primo anno (per prudenza: prima di dodici mesi non si vedono)"
        )
    return _("Se tutti i risultati si pagassero nel primo anno")


def vat_row() -> tuple[str, str]:
    """Say what every sum of a contract holds, as the annexes do."""
    return _("IVA"), _("la spesa del Comune la comprende, se è dovuta: lo dice la Ragioneria")


def most_label(*, checks: bool = False) -> str:
    """Name the most there is to cover, and what no sum of it holds; ``checks`` where verifications have a cost."""
    if checks:
        return _("Spesa massima da coprire, senza ciò che si deve se il Comune recede")
    return _("Spesa massima da coprire, senza le verifiche e senza ciò che si deve se il Comune recede")


def each_label(how: str, *, checks: bool = False) -> str:
    """Name what the municipality spends for a success more; ``how`` people succeed, as the account supposes it."""
    if checks:
        return _("Spesa del Comune per ogni riuscita in più, in media, {how}").format(how=how)
    words = _("Spesa del Comune per ogni riuscita in più, in media, senza le verifiche, {how}")
    return words.format(how=how)


def account_rows(account: Account, *, late: bool = False) -> list[tuple[str, str]]:
    """Return the account of a contract, as it is printed: what, and how much; ``late`` as :func:`seen_late`."""
    terms = account.terms
    rows = [
        (most_label(checks=bool(terms.check_cost)), money(account.most)),
        (
            _("di cui fisso: canone e verifiche") if terms.check_cost else _("di cui fisso: il canone"),
            money(account.fixed),
        ),
        (_("di cui per i risultati, al massimo"), money(account.most_for_results)),
        *([] if terms.check_cost else [(_("Costo delle verifiche"), not_estimated())]),
        vat_row(),
        (first_year_label(late, at_end=terms.at_end), money(account.most_in_a_year)),
        (_("Parte della spesa massima che dipende dai risultati"), likely(account.at_risk)),
        (_("Verifiche in tutto"), number(account.checks)),
        (_("Riuscite, cioè persone che ottengono il risultato, in media"), _mean(account.mean_results)),
        (_("di cui in più, oltre a chi riuscirebbe comunque"), _mean(account.additional)),
        (_("Riuscite pagate, in media"), _mean(account.mean_paid)),
        (_("di cui ci sarebbero state comunque"), _mean(account.mean_anyway)),
        (_("Spesa in media, se ognuno riesce o no per conto suo"), about(account.mean)),
        (
            each_label(_("se ognuno riesce o no per conto suo"), checks=bool(terms.check_cost)),
            about(account.cost_each or 0),
        ),
    ]
    if terms.threshold:
        rows += [
            (_("Persone che servono per la soglia"), number(account.needed)),
            (_("Si paga senza nessun effetto"), likely(account.paid_for_nothing)),
            (_("Non si paga anche se funziona"), likely(account.not_paid)),
        ]
    return rows


def _mean(people: float) -> str:
    """Write a mean to the tenth, so that the sums made with it can be followed."""
    text = exact(round(people, 1))
    return text if abs(round(people, 1) - people) < 1e-9 else _("circa {number}").format(number=text)


def not_estimated() -> str:
    """Say of a verification nobody gave a cost to that no sum holds it: it is never told as free."""
    return _("non stimato: fuori da tutti i totali")


def _assumption() -> str:
    return _(
        "Conti esatti su tutti i casi possibili. Ipotesi: ogni persona riesce o no per conto suo, con la stessa "
        "probabilità, e chi riesce mantiene il risultato fino alla fine. La soglia si guarda sulle persone. Gli "
        "importi si intendono con l'IVA, se è dovuta."
    )


def _of_words(values: Values) -> list[Remark]:
    labels = {field.id: field.label for field in contract_fields()}
    return [
        *outcome_words(labels["result"], values["result"], why=_("Pagheresti il lavoro.")),
        *verifier_words(labels["verifier"], values["verifier"]),
    ]


def _of_numbers(account: Account) -> list[Remark]:
    terms = account.terms
    whole = terms.people * terms.price * account.times
    found = []
    if whole > terms.cap:
        words = _("se tutti riuscissero i risultati varrebbero {all}, e {left} resterebbero fuori.")
        found.append(
            Remark(
                _("Tetto"),
                words.format(all=money(whole), left=money(whole - terms.cap)),
                _("Dillo a chi realizza il servizio prima della firma."),
                mend=False,
            )
        )
    if terms.threshold and terms.people < SMALL:
        found.append(
            Remark(
                _("Soglia"),
                _("il gruppo è piccolo: può decidere il caso."),
                _("Prova senza soglia, oppure misura insieme più gruppi o più anni."),
            )
        )
    if account.not_paid > NOBODY_SIGNS:
        words = _("il servizio funziona, ma il più delle volte non si paga niente: probabilità {share}.")
        found.append(
            Remark(
                _("Soglia"),
                words.format(share=likely(account.not_paid)),
                _("Nessuno firmerebbe: abbassa la soglia, o toglila."),
            )
        )
    if account.at_risk < LITTLE:
        words = _("ne dipende solo una piccola parte della spesa massima ({share}): il resto paga il lavoro.")
        found.append(
            Remark(
                _("Prezzo di un risultato"),
                words.format(share=likely(account.at_risk)),
                _("Va bene se è una scelta: allora chiamalo premio."),
                mend=False,
            )
        )
    if account.mean_anyway >= 0.05:
        words = _("su {all} risultati pagati in media, {anyway} ci sarebbero stati comunque.")
        found.append(
            Remark(
                _("Merito"),
                words.format(all=about_people(account.mean_paid), anyway=about_people(account.mean_anyway)),
                _("Chi paga lo deve sapere prima di firmare."),
                mend=False,
            )
        )
    return found


CONTRACT = Document(
    name="contract",
    file=FILE_NAME,
    title=lambda: _("Scheda di un contratto a risultato"),
    note=lambda: _(
        "È una bozza per discutere, non un contratto. Ogni numero è una scelta di chi l'ha scritta, oppure un "
        "conto fatto su quelle scelte."
    ),
    fields=contract_fields,
    judge=judge,
    words=judge_words,
)
