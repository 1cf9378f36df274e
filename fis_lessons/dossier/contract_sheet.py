"""The contract sheet: terms a learner chose, what they cost, what is left to decide."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fis_lessons.errors import ParameterError, Problem
from fis_lessons.figures import Html, markdown, plain, table_html, table_text
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.measures.contract.chance import at_least
from fis_lessons.measures.contract.pricing import additional_share
from fis_lessons.measures.contract.risk import people_needed

LONGEST = 200


def draw_sheet(
    *,
    result: str,
    verifier: str,
    people: int,
    price: int,
    cap: int,
    anyway: int,
    expected: int,
    threshold: int,
    months: str,
) -> Sequence[Html]:
    """Write the sheet.

    Raises
    ------
    ParameterError
        With all that keeps the terms from being a contract.
    """
    _check(price=price, cap=cap, anyway=anyway, expected=expected, months=months)
    mean = people * expected / 100
    most = min(people * price, cap)
    terms = [
        (_("Risultato"), _short(result)),
        (_("Chi verifica"), _short(verifier)),
        (_("Quando"), {"3": _("ogni tre mesi"), "6": _("ogni sei mesi"), "12": _("ogni anno")}[months]),
        (_("Persone"), number(people)),
        (_("Prezzo di un risultato"), money(price)),
        (_("Tetto del contratto"), money(cap)),
        (_("Soglia"), percent(threshold / 100, decimals=0) if threshold else _("nessuna")),
        (_("Impegno massimo in bilancio"), money(most)),
        (_("Risultati attesi"), number(mean, decimals=1)),
        (_("Di questi, in più rispetto a senza"), number(people * (expected - anyway) / 100, decimals=1)),
        (_("Costo di ogni risultato in più"), _each(price, expected=expected, anyway=anyway)),
        *_chances(people, anyway=anyway, expected=expected, threshold=threshold),
    ]
    table = pd.DataFrame(terms, columns=[_("Termine"), _("Scelta o conto")])
    caption = _("Scheda del contratto a risultato")
    todo = _todo(people=people, price=price, cap=cap, threshold=threshold, anyway=anyway, expected=expected)
    lines = "\n".join(f"- {line}" for line in todo)
    return [
        Html(table_html(table, caption=caption), f"{caption}\n{table_text(table)}"),
        Html(f'<div class="fis-text">{markdown(lines)}</div>', plain(lines)),
    ]


def _short(text: str) -> str:
    """Keep what was typed on one line, and not too long; it is escaped where it is shown."""
    return " ".join(text.split())[:LONGEST] or _("da decidere")


def _check(*, price: int, cap: int, anyway: int, expected: int, months: str) -> None:
    problems = []
    if cap < price:
        problems.append(
            Problem(
                _("Tetto, euro"),
                _("è {cap}, meno di un solo risultato.").format(cap=money(cap)),
                remedy=_("Alza il tetto o abbassa il prezzo."),
            )
        )
    if expected < anyway:
        problems.append(
            Problem(
                _("Pensi che arrivino, su 100"),
                _("sono meno di quelli che arriverebbero comunque."),
                remedy=_("Se il servizio non aggiunge nulla, non c'è un risultato da pagare."),
            )
        )
    if months not in ("3", "6", "12"):
        problems.append(Problem(_("Verifica"), _("questa scelta non è nel menu.")))
    if problems:
        raise ParameterError(_("Questi termini non fanno un contratto:"), problems)


def _each(price: int, *, expected: int, anyway: int) -> str:
    share = additional_share(expected / 100, anyway / 100)
    return money(price / share) if share > 0 else _("nessun risultato in più")


def _chances(people: int, *, anyway: int, expected: int, threshold: int) -> list[tuple[str, str]]:
    if not threshold:
        return []
    needed = people_needed(people, threshold / 100)
    wrong = at_least(needed, people, anyway / 100)
    missed = 1 - at_least(needed, people, expected / 100)
    return [
        (_("Persone che servono per la soglia"), number(needed)),
        (_("Si paga senza nessun effetto"), percent(wrong)),
        (_("Non si paga anche se funziona"), percent(missed)),
    ]


def _todo(*, people: int, price: int, cap: int, threshold: int, anyway: int, expected: int) -> list[str]:
    told = []
    if people * price > cap:
        told.append(
            _(
                "Se tutti arrivassero, il listino farebbe {all} e il tetto ne lascerebbe fuori {left}: dillo al "
                "fornitore prima della firma."
            ).format(all=money(people * price), left=money(people * price - cap))
        )
    if threshold and people < 100:
        told.append(
            _("Il gruppo è piccolo per una soglia: prova senza, oppure misura insieme più gruppi o più anni.")
        )
    if expected > anyway > 0:
        told.append(
            _(
                "Su {all} risultati pagati, {anyway} sarebbero arrivati comunque: chi paga lo deve sapere."
            ).format(
                all=number(people * expected / 100, decimals=1),
                anyway=number(people * anyway / 100, decimals=1),
            )
        )
    told += [
        _("Ancora da scrivere: quali prove accetta chi verifica, e che cosa succede se manca una prova."),
        _("Ancora da scrivere: chi sceglie le persone, e come si vede se restano fuori le più difficili."),
        _("Ancora da scrivere: di chi è il risparmio, e quanto ne esce davvero dal bilancio del Comune."),
    ]
    return told
