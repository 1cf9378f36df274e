"""The contract sheet: terms a learner chose, what they cost in the end, what is left to decide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field, Values, numbers_of
from fis_lessons.dossier.remarks import Remark, empty_fields, likely, outcome_words, verifier_words
from fis_lessons.errors import ParameterError, Problem
from fis_lessons.figures import captioned
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number
from fis_lessons.measures.contract.chance import at_least, binomial
from fis_lessons.measures.contract.risk import people_needed

FILE_NAME = "scheda-contratto.html"
SMALL = 100
"""Fewer people than these make a threshold a matter of luck: a rule of the lesson."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The terms of a contract that pays for results, in whole euros and whole per cent.

    Parameters
    ----------
    people
        In the service.
    years
        How long the contract lasts.
    months
        Between two verifications; a year is made of whole ones.
    once
        A person's result is paid once; otherwise at each verification, as long as it is there.
    price
        Of a result, each time it is paid.
    cap
        Most that is paid for results, over the whole contract.
    threshold
        Share of the people, in per cent, below which no result is paid; 0 for none.
    fee
        Paid each year whatever the results.
    check_cost
        Of each verification, paid by the municipality.
    anyway, expected
        People of a hundred who would have the result without the service, and with it.
    """

    people: int
    years: int
    months: int
    once: bool
    price: int
    cap: int
    threshold: int = 0
    fee: int = 0
    check_cost: int = 0
    anyway: int = 0
    expected: int = 50


@dataclass(frozen=True)
class Account:
    """What the terms cost, in euros: exact, over every number of people who may have the result.

    Each person has the result or not, with the same chance and independently of the others; who has it keeps it
    for the whole contract.

    Examples
    --------
    Sixty people, 1,500 euros a result, at most 7,000 in all: whatever comes, four whole results are paid.

    >>> found = Account(Terms(people=60, years=1, months=12, once=True, price=1500, cap=7000, anyway=20,
    ...                       expected=45))
    >>> found.most, round(found.mean_paid, 1), round(found.cost_each or 0)
    (7000, 4.0, 467)
    """

    terms: Terms

    @property
    def checks(self) -> int:
        """Verifications in the whole contract."""
        return self.terms.years * 12 // self.terms.months

    @property
    def times(self) -> int:
        """Times the result of one person is paid."""
        return 1 if self.terms.once else self.checks

    @property
    def needed(self) -> int:
        """People who must have the result before anything is paid for it."""
        return people_needed(self.terms.people, self.terms.threshold / 100)

    @property
    def fixed(self) -> int:
        """What is paid whatever the results: fees and verifications."""
        return self.terms.fee * self.terms.years + self.terms.check_cost * self.checks

    def due(self, people: int) -> int:
        """Return what is paid for results when so many people have it."""
        if people < self.needed:
            return 0
        return min(people * self.times * self.terms.price, self.terms.cap)

    def results_paid(self, people: int) -> float:
        """Return how many people's results are paid whole, when so many people have it."""
        if people < self.needed:
            return 0.0
        if not self.terms.price:
            return float(people)
        return min(people * self.times, self.terms.cap // self.terms.price) / self.times

    @property
    def most_for_results(self) -> int:
        """Most that can be paid for results."""
        return self.due(self.terms.people)

    @property
    def most(self) -> int:
        """Most the municipality can have to pay, in all: what the budget must cover."""
        return self.fixed + self.most_for_results

    @property
    def most_in_a_year(self) -> int:
        """Most it can have to pay in one year."""
        own, yearly = self.terms, 12 // self.terms.months
        results = min(own.people * own.price * (1 if own.once else yearly), self.most_for_results)
        return own.fee + own.check_cost * yearly + results

    @cached_property
    def _chances(self) -> list[float]:
        return [float(p) for p in binomial(self.terms.people, self.terms.expected / 100)]

    @property
    def mean_results(self) -> float:
        """People who have the result, on average."""
        return self.terms.people * self.terms.expected / 100

    @property
    def mean_paid(self) -> float:
        """People whose result is paid, on average: cap and threshold applied."""
        return sum(p * self.results_paid(k) for k, p in enumerate(self._chances))

    @property
    def mean_anyway(self) -> float:
        """Of those paid, people who would have had the result anyway."""
        return self.mean_paid * min(1.0, self.terms.anyway / self.terms.expected)

    @property
    def mean_for_results(self) -> float:
        """Paid for results, on average."""
        return sum(p * self.due(k) for k, p in enumerate(self._chances))

    @property
    def mean(self) -> float:
        """Paid in all, on average."""
        return self.fixed + self.mean_for_results

    @property
    def additional(self) -> float:
        """People who have the result thanks to the service, on average."""
        return self.terms.people * (self.terms.expected - self.terms.anyway) / 100

    @property
    def cost_each(self) -> float | None:
        """What a result more than without the service costs on average, all included; None if there are none."""
        return self.mean / self.additional if self.additional > 0 else None

    @property
    def paid_for_nothing(self) -> float:
        """Probability that results are paid although the service changes nothing."""
        return at_least(max(1, self.needed), self.terms.people, self.terms.anyway / 100)

    @property
    def not_paid(self) -> float:
        """Probability that no result is paid although the service works as expected."""
        return 1 - at_least(max(1, self.needed), self.terms.people, self.terms.expected / 100)


# --- the document -------------------------------------------------------------------------------
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
        Field(id="people", label=_("Persone"), kind="whole", start="20", low=1, high=1_000),
        Field(id="years", label=_("Durata del contratto, in anni"), kind="whole", start="1", low=1, high=10),
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
            options=((_("una volta sola"), "once"), (_("a ogni verifica, finché dura"), "each")),
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
            label=_("Soglia sotto cui non si paga (0: nessuna)"),
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
        people=read["people"], years=read["years"], months=int(values["months"]), once=values["once"] == "once",
        price=read["price"], cap=read["cap"], threshold=read["threshold"], fee=read["fee"],
        check_cost=read["check_cost"], anyway=read["anyway"], expected=read["expected"],
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
    fields = contract_fields()
    table = captioned(
        _rows(account), caption=_("Il conto"), columns=[_("Voce"), _("Quanto")], note=_assumption()
    )
    return Judged((table,), (*empty_fields(fields, values), *_of_words(values), *_of_numbers(account)))


def _rows(account: Account) -> list[tuple[str, str]]:
    terms = account.terms
    rows = [
        (_("Impegno massimo in bilancio, in tutto"), money(account.most)),
        (_("di cui fisso: canone e verifiche"), money(account.fixed)),
        (_("di cui per i risultati, al massimo"), money(account.most_for_results)),
        (_("Impegno massimo in un solo anno"), money(account.most_in_a_year)),
        (_("Verifiche in tutto"), number(account.checks)),
        (_("Persone che ottengono il risultato, in media"), number(account.mean_results, decimals=1)),
        (_("di cui in più rispetto a senza il servizio"), number(account.additional, decimals=1)),
        (_("Persone il cui risultato è pagato, in media"), number(account.mean_paid, decimals=1)),
        (_("di cui ce l'avrebbero fatta comunque"), number(account.mean_anyway, decimals=1)),
        (_("Spesa in media, in tutto"), money(account.mean)),
        (_("Costo di ogni risultato in più, in media"), money(account.cost_each or 0)),
    ]
    if terms.threshold:
        rows += [
            (_("Persone che servono per la soglia"), number(account.needed)),
            (_("Si paga senza nessun effetto"), likely(account.paid_for_nothing)),
            (_("Non si paga anche se funziona"), likely(account.not_paid)),
        ]
    return rows


def _assumption() -> str:
    return _(
        "Conti esatti su tutti i casi possibili. Ipotesi: ogni persona riesce o no per conto suo, con la stessa "
        "probabilità, e chi riesce mantiene il risultato fino alla fine. La soglia si guarda sulle persone."
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
    if account.mean_anyway >= 0.05:
        words = _("su {all} risultati pagati in media, {anyway} ci sarebbero stati comunque.")
        found.append(
            Remark(
                _("Merito"),
                words.format(
                    all=number(account.mean_paid, decimals=1), anyway=number(account.mean_anyway, decimals=1)
                ),
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
)
