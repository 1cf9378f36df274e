"""The exercises of lesson 11 on what a contract pays: the premium, the claims, a rate card, a ceiling."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Number, Option
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.lessons.l11_outcome_contract.exercises import price, risk
from fis_lessons.lessons.l11_outcome_contract.ground import Ground
from fis_lessons.lessons.l11_outcome_contract.published import Line, fact, fair_chance, rate_card
from fis_lessons.measures.contract import shown


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        premium_split(ground),
        payable_lines(ground),
        rate_card_line(ground),
        binding_cap(),
        risk.false_payment(ground),
        risk.sample(ground),
        risk.sample_reading(ground),
        risk.creaming(ground),
        risk.designs(ground),
        price.whose_saving(),
        price.highest_price(ground),
        odd_row(),
    ]


def premium_split(ground: Ground) -> Number:
    """Ask the part of one premium that goes to the cooperative."""
    check, reached, premium, part = ground.quarter
    expected = part / 100
    decimals = 0 if part % 100 == 0 else 2
    question = _("Quanto va alla cooperativa?")
    task = _(
        "Alla verifica numero {check} raggiungono gli obiettivi {reached} persone su {people}. Il premio è di "
        "{each} per ciascuna. Alla cooperativa va il 30%, a nuove attività sociali il 70%. Scrivi quanti euro "
        "di premio vanno alla cooperativa. (Persone simulate; l'importo del premio è un'ipotesi.)"
    ).format(
        check=check, reached=reached, people=ground.parameters.people, each=money(ground.parameters.premium)
    )
    whole = premium / 100
    slips: list[Slip] = [
        (
            "other_part",
            whole - expected,
            _("Questa è la parte che va a nuove attività: guarda a chi va il 30%."),
        ),
        ("whole", whole, _("Questo è tutto il premio. Alla cooperativa ne va solo una parte.")),
        (
            "everybody",
            0.3 * ground.parameters.premium * ground.parameters.people,
            _("Hai contato tutte le persone. Il premio spetta solo per chi raggiunge gli obiettivi."),
        ),
        ("one_person", 0.3 * ground.parameters.premium, _("Questa è la parte per una persona sola.")),
        (
            "half",
            whole / 2,
            _("Hai diviso a metà. Le due parti non sono uguali: rileggi le percentuali."),
        ),
    ]
    return Number(
        id="premium-split",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.01,
        unit=_("euro"),
        decimals=decimals,
        mistakes=known_mistakes(expected, slips, tolerance=0.01, decimals=2),
        hints=Hints(
            nudge=_("Prima calcola tutto il premio, poi dividilo."),
            pointer=_("Tutto il premio è il numero di persone che arrivano per l'importo di ciascuna."),
            worked=_("{reached} per {each} fa {whole}. Prendine il 30%.").format(
                reached=reached, each=money(ground.parameters.premium), whole=shown(premium)
            ),
        ),
        why=_(
            "Il premio è {whole}: {part} alla cooperativa e {rest} a nuove attività. Il fornitore guadagna poco "
            "dal premio, e il resto torna alla comunità. Questa divisione abbassa la tentazione di "
            "scegliere i casi facili, ma "
            "anche la spinta a fare di più: sono due facce della stessa scelta."
        ).format(whole=shown(premium), part=shown(part), rest=shown(premium - part)),
        minutes=2,
    )


def payable_lines(ground: Ground) -> Number:
    """Ask how many claims can be paid, by hand."""
    payments, claims = ground.hand, ground.hand_claims
    counts = payments.lines["reason"].value_counts()
    expected, total = int(counts["paid"]), len(claims)
    people = payments.lines.loc[payments.lines["paid"] > 0, "person"].nunique()
    question = _("Quante richieste si pagano?")
    task = _("Applica le quattro regole alla tabella qui sopra. Scrivi quante righe si pagano.")
    slips: list[Slip] = [
        ("all", total, _("Queste sono tutte le righe. Applica le regole una alla volta e cancella.")),
        (
            "verified",
            int(claims["verified"].sum()),
            _("Queste sono le righe verificate. Ora guarda i giorni, le ripetizioni e l'attesa."),
        ),
        (
            "outside",
            expected + int(counts["outside_window"]),
            _("Hai pagato anche ciò che cade fuori dall'anno del contratto, prima o dopo."),
        ),
        (
            "one_more",
            expected + 1,
            _(
                "Una di troppo. Ricontrolla una regola alla volta: verificata, nei termini, mai prima, attesa."
            ),
        ),
        ("people", people, _("Hai contato le persone. Si pagano le righe: una persona può averne due.")),
        (
            "one_less",
            expected - 1,
            _("Ne manca una. Chi ripete un risultato lo ha comunque raggiunto la prima volta."),
        ),
        ("euros", payments.total / 100, _("Questi sono gli euro. La domanda chiede quante righe.")),
    ]
    first = next(
        int(row["claim"])
        for row in payments.lines.to_dict("records")
        if row["reason"] == "prerequisite_missing"
    )
    return Number(
        id="payable-lines",
        question=f"{question}\n\n{task}",
        expected=expected,
        unit=_("righe"),
        mistakes=known_mistakes(expected, slips),
        hints=Hints(
            nudge=_("Cancella prima le righe che non superano la regola più facile da vedere."),
            pointer=_(
                "Due righe cadono fuori dall'anno, una non è verificata. Poi cerca chi compare due volte."
            ),
            worked=_(
                "Fuori dai termini 2, non verificate 1, ripetute 1, troppo presto 1: toglile da {total}."
            ).format(total=total),
        ),
        why=_("{sentence}. In tutto {total}. Per esempio: {example}").format(
            sentence=_capital(payments.explain()),
            total=shown(payments.total),
            example=payments.explain_claim(first),
        ),
        minutes=4,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def chosen_line(ground: Ground) -> Line:
    """Return the line of the published rate card the exercise asks about: one where people are not claims."""
    lines = [line for line in rate_card("POJ-0121") if line.claims != line.people]
    return lines[ground.parameters.seed % len(lines)]


def rate_card_line(ground: Ground) -> Number:
    """Ask what a published contract paid for one result."""
    line = chosen_line(ground)
    assert line.claims is not None and line.paid is not None  # noqa: S101 - so is the file for this project
    expected = float(line.paid)
    question = _("Rifai una riga: quanto è stato pagato per «{label}»?").format(label=_(line.label))
    task = _(
        "Prezzo {price} sterline, {people} persone hanno raggiunto il risultato, {claims} richieste pagate. "
        "Scrivi le sterline pagate."
    ).format(price=number(line.price), people=number(line.people), claims=number(line.claims))
    slips: list[Slip] = [
        (
            "people",
            line.price * line.people,
            _(
                "Hai moltiplicato per le persone. Lo stesso risultato può essere pagato più volte a una persona."
            ),
        ),
        ("sum", line.price + line.claims, _("Prezzo e richieste si moltiplicano.")),
        (
            "both",
            line.price * (line.claims + line.people),
            _("Persone e richieste non si sommano: le richieste comprendono già quelle persone."),
        ),
    ]
    return Number(
        id="rate-card",
        question=f"{question}\n\n{task}",
        expected=expected,
        unit=_("sterline"),
        mistakes=known_mistakes(expected, slips),
        hints=Hints(
            nudge=_("Un listino paga quante volte è successo, non quante persone ci sono."),
            pointer=_("Ti servono due dei tre numeri: il prezzo e le richieste."),
            worked=_("Moltiplica {price} per {claims}.").format(
                price=number(line.price), claims=number(line.claims)
            ),
        ),
        why=_(
            "{price} per {claims} fa {paid} sterline, proprio la somma pubblicata. In tutte le {count} righe il "
            "conto torna, e insieme fanno {total} sterline."
        ).format(
            price=number(line.price),
            claims=number(line.claims),
            paid=number(line.paid),
            count=len(rate_card("POJ-0121")),
            total=number(sum(one.paid or 0 for one in rate_card("POJ-0121"))),
        ),
        minutes=2,
    )


def binding_cap() -> Number:
    """Ask how much a published ceiling leaves unpaid."""
    gross = sum(line.price * line.people for line in rate_card("POJ-0154"))
    cap = int(fact("manchester", "contract_cap"))
    expected = gross - cap
    question = _("Quanto resta non pagato per colpa del tetto?")
    task = _(
        "A Manchester prezzo per risultati fa {gross} sterline. Il tetto del contratto è {cap} sterline. Scrivi "
        "quante sterline di risultati raggiunti restano senza pagamento."
    ).format(gross=number(gross), cap=number(cap))
    slips: list[Slip] = [
        ("gross", gross, _("Questo è il valore di tutti i risultati: togli ciò che il tetto lascia pagare.")),
        ("cap", cap, _("Questo è il tetto, cioè il massimo che si paga. La domanda chiede il resto.")),
        ("percent", 100 * expected / gross, _("Questa è la percentuale. La domanda chiede le sterline.")),
        ("sum", gross + cap, _("Il tetto è già dentro il valore dei risultati: si toglie, non si aggiunge.")),
    ]
    return Number(
        id="binding-cap",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.5,
        unit=_("sterline"),
        mistakes=known_mistakes(expected, slips, tolerance=0.5, decimals=1),
        hints=Hints(
            nudge=_("Un tetto non cambia i risultati: cambia quanti se ne pagano."),
            pointer=_("È una sottrazione fra i due numeri della domanda."),
            worked=_("Da {gross} togli {cap}.").format(gross=number(gross), cap=number(cap)),
        ),
        why=_(
            "Restano fuori {left} sterline, un quinto dei risultati. Il tetto protegge il bilancio di chi paga; "
            "in cambio, quando è raggiunto, il fornitore lavora senza essere pagato. Scrivi nel contratto che "
            "cosa succede da quel giorno."
        ).format(left=number(expected)),
        minutes=2,
    )


def odd_row() -> Choice:
    """Ask which published row must be checked before anybody explains it."""
    rows = {one.name: one for one in fair_chance()}
    odd = max(rows.values(), key=lambda one: 1 - one.paid / one.tariff)
    twin = next(one for one in rows.values() if one is not odd and one.paid == odd.paid)
    others = [one for one in rows.values() if one is not odd]
    low = max(others, key=lambda one: 1 - one.paid / one.tariff)
    rest = [1 - one.paid / one.tariff for one in others]
    return Choice(
        id="odd-row",
        extra=True,
        question=_("Quale riga va ricontrollata **prima** di spiegarla?\n\nGuarda la tabella qui sopra."),
        options=(
            Option(
                id=low.name,
                label=low.name,
                feedback=_("È pagata meno di altre, ma la distanza somiglia a quella degli altri fornitori."),
            ),
            Option(
                id=twin.name,
                label=twin.name,
                feedback=_(
                    "Il suo pagamento va d'accordo con il suo listino. Quale altra riga ha lo stesso numero?"
                ),
            ),
            Option(id=odd.name, label=odd.name),
            Option(
                id="none",
                label=_("Nessuna: sono dati pubblicati."),
                feedback=_(
                    "Anche chi pubblica può sbagliare a copiare. Cerca un numero che compare due volte."
                ),
            ),
        ),
        right=odd.name,
        hints=Hints(
            nudge=_("Leggi la colonna «Pagato» dall'alto in basso."),
            pointer=_("Una somma compare due volte. Quale delle due va d'accordo con il suo listino?"),
            worked=_("La somma ripetuta è {paid}. Confrontala con i due listini.").format(
                paid=number(odd.paid)
            ),
        ),
        why=_(
            "{odd} riceve il {far} in meno del listino, mentre gli altri stanno fra il {low} e il {high}; e la "
            "sua somma è identica a quella di {twin}. Sembra una svista di chi ha copiato la tabella. Noi la "
            "lasciamo com'è e lo diciamo: un numero strano si controlla prima di spiegarlo."
        ).format(
            odd=odd.name,
            far=percent(1 - odd.paid / odd.tariff, decimals=0),
            low=percent(min(rest), decimals=0),
            high=percent(max(rest), decimals=0),
            twin=twin.name,
        ),
        minutes=2,
    )
