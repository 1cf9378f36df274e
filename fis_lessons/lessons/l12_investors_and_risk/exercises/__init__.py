"""The exercises of lesson 12 on the example deal: who risks what, what is paid, who is paid first."""

from __future__ import annotations

from fis_lessons.exercises import Exercise, Hints, Matching, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.lessons.l12_investors_and_risk.exercises import returns
from fis_lessons.lessons.l12_investors_and_risk.ground import Ground, euros


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        who_risks(),
        due(ground),
        waterfall(ground),
        even(ground),
        returns.yearly(ground),
        returns.rikers(),
        returns.what_they_teach(),
        returns.stress(ground),
        lucca(),
    ]


def who_risks() -> Matching:
    """Ask what each party loses if results do not come."""
    question = _("Se i risultati non arrivano, chi perde che cosa?")
    return Matching(
        id="who-risks",
        question=f"{question}\n\n" + _("È l'accordo d'esempio qui sopra: guarda le barre con zero riuscite."),
        rows=(
            Option(id="payer", label=_("Comune"), feedback=_("i risultati non li paga; il canone sì.")),
            Option(
                id="investor",
                label=_("Investitore"),
                feedback=_("ha anticipato il denaro: una parte la riprende dal garante, il resto no."),
            ),
            Option(
                id="guarantor",
                label=_("Garante"),
                feedback=_("paga soltanto se l'investitore perde, e solo la quota promessa."),
            ),
            Option(
                id="donor",
                label=_("Chi dona"),
                feedback=_("quel denaro non torna in nessun caso: non dipende dai risultati."),
            ),
            Option(
                id="provider",
                label=_("Chi realizza"),
                feedback=_("qui il lavoro gli è pagato comunque; ciò che può mancare è un'altra cosa."),
            ),
        ),
        columns=(
            Option(id="fee", label=_("il canone già pagato, e nient'altro")),
            Option(id="capital", label=_("una parte del capitale anticipato")),
            Option(id="cover", label=_("la quota del capitale che ha garantito")),
            Option(id="nothing", label=_("niente di più: era denaro già dato")),
            Option(id="premium", label=_("il premio")),
        ),
        right={
            "payer": "fee",
            "investor": "capital",
            "guarantor": "cover",
            "donor": "nothing",
            "provider": "premium",
        },
        hints=Hints(
            nudge=_("Chiediti chi ha già tirato fuori denaro, e chi lo rivede solo se va bene."),
            pointer=_("Sposta le riuscite a zero nel controllo e leggi la tabella."),
            worked=_("Il Comune paga due cose: una sempre, una solo con i risultati."),
        ),
        why=_(
            "Il rischio non sparisce: cambia tasca. Nell'accordo d'esempio il Comune rischia il "
            "canone, l'investitore e il garante "
            "si dividono il capitale. Chi realizza rischia poco: è una scelta, e ha un costo per qualcun altro."
        ),
        minutes=4,
    )


def due(ground: Ground) -> Number:
    """Ask what is paid for results, with a cap that binds."""
    deal, successes = ground.deal, ground.beyond
    results, fees = euros(deal.due(successes)), euros(deal.fixed_fee * deal.years)
    expected, gross = results + fees, euros(successes * deal.price)
    question = _("Quanto spende il Comune in tutto?")
    task = _(
        "Ce la fanno {successes} persone su {people}. Ogni risultato vale {price}. Il tetto del "
        "contratto è {cap}. In più il Comune paga il canone: {fee} l'anno, per {years} anni, comunque vada. "
        "Scrivi la somma in euro."
    ).format(
        successes=successes, people=deal.people, price=money(euros(deal.price)), cap=money(euros(deal.cap)),
        fee=money(euros(deal.fixed_fee)), years=deal.years,
    )  # fmt: skip
    slips: list[Slip] = [
        (
            "no_cap",
            gross + fees,
            _("I risultati superano il tetto, e il tetto vince: ricalcola quella parte."),
        ),
        ("results", results, _("Questo è per i risultati. Manca il canone, che si paga comunque.")),
        ("no_cap_no_fee", gross, _("Hai moltiplicato e basta: c'è un tetto, e c'è un canone.")),
        ("fees", fees, _("Questo è il solo canone. Aggiungi ciò che si paga per i risultati.")),
        ("one_fee", results + euros(deal.fixed_fee), _("Hai contato un anno solo di canone.")),
        (
            "everybody",
            euros(deal.people * deal.price) + fees,
            _("Hai contato tutte le persone: pagano solo le riuscite."),
        ),
        ("one", euros(deal.price), _("Questo è il prezzo di un risultato solo.")),
    ]
    return Number(
        id="due",
        question=f"{question}\n\n{task}",
        expected=expected,
        unit="€",
        mistakes=known_mistakes(expected, slips),
        hints=Hints(
            nudge=_("Sono due pezzi: ciò che dipende dai risultati, e ciò che si paga comunque."),
            pointer=_(
                "Riuscite per prezzo; se supera il tetto, vale il tetto. Poi aggiungi il canone di ogni anno."
            ),
            worked=_(
                "{successes} per {price} fa {gross}: confrontalo con il tetto. Il canone fa {fees}."
            ).format(
                successes=successes, price=money(euros(deal.price)), gross=money(gross), fees=money(fees)
            ),
        ),
        why=_(
            "Sono {results} per i risultati e {fees} di canone. Il tetto si raggiunge con {last} riuscite: "
            "quelle in più non si pagano. Protegge il "
            "bilancio "
            "del Comune. Ma toglie anche il motivo "
            "di fare di più: scrivilo sapendolo."
        ).format(results=money(results), fees=money(fees), last=number(deal.cap // deal.price)),
        minutes=3,
    )


def waterfall(ground: Ground) -> Number:
    """Ask what reaches the provider, after capital and return."""
    deal, played = ground.deal, ground.played(ground.shared)
    paid = euros(played.total("results"))
    capital, top = euros(deal.investment), euros(played.total("return"))
    expected = euros(played.total("premium"))
    left = paid - capital - top
    share = percent(deal.provider_share, decimals=0)
    question = _("Quanto arriva a chi realizza?")
    task = _(
        "Il Comune paga {paid} per i risultati. Sul conto si paga in quest'ordine: prima il "
        "capitale all'investitore, {capital}; poi il "
        "suo rendimento, {top}; di ciò che resta, il {share} va a chi realizza e il resto a "
        "nuovi servizi. Quanti euro arrivano a chi "
        "realizza?"
    ).format(paid=money(paid), capital=money(capital), top=money(top), share=share)
    slips: list[Slip] = [
        (
            "of_all",
            deal.provider_share * paid,
            _("Hai preso la quota su tutto. Prima vengono capitale e rendimento."),
        ),
        (
            "before_return",
            deal.provider_share * (paid - capital),
            _("Hai dimenticato il rendimento dell'investitore: viene prima."),
        ),
        ("all_left", left, _("Questo è ciò che resta. A chi realizza ne va solo una parte.")),
        ("reuse", left - expected, _("Questa è la parte per i nuovi servizi.")),
    ]
    return Number(
        id="waterfall",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=1.0,
        unit="€",
        mistakes=known_mistakes(expected, slips, tolerance=1.0),
        hints=Hints(
            nudge=_("Togli una cosa per volta, nell'ordine scritto."),
            pointer=_("Risultati, meno capitale, meno rendimento; poi la quota."),
            worked=_("Dopo capitale e rendimento restano {left}.").format(left=money(left)),
        ),
        why=_(
            "Restano {left}: {expected} a chi realizza, {reuse} a nuovi servizi. L'ordine dei "
            "pagamenti si chiama cascata. Chi è in fondo "
            "riceve solo se l'acqua arriva fin lì: è la clausola da leggere per prima."
        ).format(left=money(left), expected=money(expected), reuse=money(left - expected)),
        minutes=4,
    )


def even(ground: Ground) -> Number:
    """Ask from how many successes the capital comes back."""
    deal = ground.deal
    capital, price = euros(deal.investment), euros(deal.price)
    expected = ground.even
    exact = capital / price
    question = _("Da quante riuscite l'investitore riprende tutto il capitale?")
    task = _(
        "Il capitale anticipato è {capital}. Ogni riuscita porta {price}. Senza contare il "
        "garante, quante riuscite servono almeno?"
    ).format(capital=money(capital), price=money(price))
    slips: list[Slip] = [
        ("rounded_down", float(int(exact)), _("Con queste manca ancora qualcosa: arrotonda per eccesso.")),
        ("cap", float(deal.cap // deal.price), _("Questo è il numero di riuscite che raggiunge il tetto.")),
        (
            "whole_cost",
            euros(deal.service_cost) / price,
            _("Hai coperto tutto il costo del servizio. Una parte è già coperta da canone e contributo."),
        ),
        (
            "expected",
            deal.people * ground.parameters.expected / 100,
            _("Queste sono le riuscite che ci si aspetta, non quelle che servono."),
        ),
        (
            "after_guarantee",
            capital * (1 - deal.guarantee) / price,
            _("Hai tolto ciò che il garante restituirebbe: la domanda non lo conta."),
        ),
    ]
    return Number(
        id="even",
        question=f"{question}\n\n{task}",
        expected=float(expected),
        unit=_("riuscite"),
        mistakes=known_mistakes(float(expected), slips),
        hints=Hints(
            nudge=_("È una divisione, e le persone sono intere."),
            pointer=_("Capitale diviso prezzo, arrotondato per eccesso."),
            worked=_("{before} riuscite portano {money}: non basta ancora.").format(
                before=number(expected - 1), money=money((expected - 1) * price)
            ),
        ),
        why=_(
            "Servono {even} riuscite su {people}, cioè il {share}. Ci si aspetta il {expected}. Con "
            "l'incertezza di "
            "questa lezione la probabilità che l'investitore perda denaro è del {lose}. Se è alta, chiederà un "
            "prezzo "
            "più alto, un garante o un contributo."
        ).format(
            even=number(expected),
            people=number(deal.people),
            share=percent(expected / deal.people, decimals=0),
            expected=percent(ground.parameters.expected / 100, decimals=0),
            lose=percent(ground.investor_spread().below(0), decimals=0),
        ),
        minutes=3,
    )


def lucca() -> Several:
    """Ask what pay-by-result would have needed in Lucca."""
    question = _(
        "A Lucca il pagamento a risultato non ha avuto spazio per la prova. Che cosa sarebbe "
        "servito, per provarlo?"
    )
    return Several(
        id="lucca",
        question=f"{question}\n\n"
        + _("Segna ciò che, secondo la lezione, un accordo deve avere prima di cominciare."),
        options=(
            Option(id="measure", label=_("Un esito con un valore di partenza e un traguardo")),
            Option(
                id="saving", label=_("La voce di bilancio in cui il Comune spenderebbe meno, e di quanto")
            ),
            Option(id="time", label=_("Tempo sufficiente fra l'avvio e la verifica")),
            Option(
                id="name",
                label=_("Un nome nuovo per il progetto"),
                feedback=_("un nome non sposta nessun rischio."),
            ),
            Option(
                id="blame",
                label=_("Un Comune più capace"),
                feedback=_(
                    "le fonti non lo dicono: parlano di mancanza di spazio per la prova, non di colpe."
                ),
            ),
            Option(
                id="big",
                label=_("Almeno un milione di euro"),
                feedback=_("la dimensione conta, ma nessuna soglia così è scritta nelle fonti."),
            ),
        ),
        right=frozenset({"measure", "saving", "time"}),
        missing=_("Manca ancora qualcosa senza cui nessuno firmerebbe."),
        hints=Hints(
            nudge=_("Mettiti al posto di chi anticipa il denaro: che cosa chiederesti?"),
            pointer=_("Togli ciò che giudica le persone invece delle condizioni."),
            worked=_("Restano tre cose: che cosa si misura, da dove viene il risparmio, quando si guarda."),
        ),
        why=_(
            "Il quadro di valutazione c'era. Per pagare a risultato servono anche un valore di "
            "partenza, un risparmio che si vede in "
            "bilancio e il tempo perché accada. Dove mancano, è più onesto dire «non l'abbiamo "
            "provato». Ed è ciò che ha scritto chi "
            "ha studiato il progetto."
        ),
        minutes=3,
    )
