"""All that is wrong with the terms of a contract, at once, in words whoever wrote it can act on."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fis_lessons.errors import Problem
from fis_lessons.i18n import day, exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.money import shown
from fis_lessons.measures.contract.parts import Caps, Metric, Rate, Window
from fis_lessons.measures.contract.threshold import Threshold, threshold_problems
from fis_lessons.measures.values import MOST, MOST_CENTS, said

MOST_DAYS = 36_500


def terms_problems(
    metrics: Sequence[Metric],
    rates: Sequence[Rate],
    *,
    window: Window,
    caps: Caps,
    thresholds: Mapping[str, Threshold],
    calendar: Sequence[Window],
    currency: str,
) -> list[Problem]:
    """List every problem of the parts of a contract; empty if there is none."""
    found = [*_metric_problems(metrics), *_window_problems(window, where=_("durata"))]
    found += _rate_problems(rates, metrics, window=window, currency=currency)
    found += _cap_problems(caps, metrics, rates)
    known = {one.id for one in metrics}
    for name, threshold in thresholds.items():
        where = _("soglia di «{name}»").format(name=name)
        if name not in known:
            found.append(_unknown(where, name, known))
        found += threshold_problems(threshold, where=where)
    found += _calendar_problems(calendar)
    return found


def _unknown(where: str, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        where,
        _("il risultato «{name}» non c'è.").format(name=name),
        _("uno tra {names}").format(names=", ".join(sorted(known))),
    )


def _metric_problems(metrics: Sequence[Metric]) -> Iterator[Problem]:
    names = [one.id for one in metrics]
    if not names:
        yield Problem(_("risultati"), _("non ce n'è nessuno."), _("almeno un risultato da pagare"))
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem(_("risultati"), _("«{name}» è scritto due volte.").format(name=name), _("nomi diversi"))
    for one in metrics:
        where = _("risultato «{name}»").format(name=one.id)
        limits = {"times": one.times, "gap_days": one.gap_days, "within_days": one.within_days}
        if one.gap_days < 0:
            yield Problem(where, _("i giorni di attesa sono negativi."), _("zero o più giorni"))
            continue
        if any(value is not None and not 0 <= value <= MOST_DAYS for value in limits.values()) or any(
            value is not None and value != int(value) for value in limits.values()
        ):
            yield Problem(
                where,
                _("le volte o i giorni sono {values}.").format(
                    values="; ".join(exact(value) for value in limits.values() if value is not None)
                ),
                _("numeri interi, da zero a {most}").format(most=exact(MOST_DAYS)),
            )
            continue
        if one.times < 1:
            yield Problem(
                where,
                _("si paga {times} volte a persona.").format(times=one.times),
                _("almeno una volta"),
            )
        if one.within_days is not None and one.within_days < one.gap_days:
            yield Problem(
                where,
                _("va raggiunto entro {last} giorni, ma non prima di {first}.").format(
                    last=one.within_days, first=one.gap_days
                ),
                _("un termine che venga dopo l'attesa"),
            )
        yield from (_unknown(where, name, names) for name in one.after if name not in names)
    if _circular(metrics):
        yield Problem(
            _("risultati"),
            _("ciascuno aspetta l'altro: {names}.").format(names=", ".join(_circular(metrics))),
            _("un ordine con un inizio"),
            _("Togli una delle condizioni «solo dopo»."),
        )


def _circular(metrics: Sequence[Metric]) -> list[str]:
    """Return the metrics that can never be reached, because they wait for one another."""
    known = {one.id for one in metrics}
    waiting = {one.id: {name for name in one.after if name in known} for one in metrics}
    while True:
        free = [name for name, others in waiting.items() if not others & waiting.keys()]
        if not free:
            return list(waiting)
        for name in free:
            del waiting[name]
        if not waiting:
            return []


def _window_problems(window: Window, *, where: str) -> Iterator[Problem]:
    if window.opens > window.closes:
        yield Problem(
            where,
            _("inizio {opens}, fine {closes}: le date sono rovesciate.").format(
                opens=day(window.opens), closes=day(window.closes)
            ),
            _("una fine che non venga prima dell'inizio"),
        )


def _overlaps(windows: list[Window], *, where: str) -> Iterator[Problem]:
    ordered = sorted(windows, key=lambda one: (one.opens, one.closes))
    for before, after in itertools.pairwise(ordered):
        if after.opens <= before.closes:
            yield Problem(
                where,
                _("due periodi si sovrappongono: {day} sta in tutti e due.").format(day=day(after.opens)),
                _("periodi uno dopo l'altro"),
            )


def _rate_problems(
    rates: Sequence[Rate], metrics: Sequence[Metric], *, window: Window, currency: str
) -> Iterator[Problem]:
    names = [one.id for one in metrics]
    for rate in rates:
        where = _("listino, «{name}»").format(name=rate.metric)
        if rate.metric not in names:
            yield _unknown(where, rate.metric, names)
        if not _whole(rate.price):
            yield _not_cents(where, rate.price)
        elif rate.price > MOST_CENTS:
            yield _enormous(where, rate.price)
        elif rate.price < 0:
            yield Problem(
                where,
                _("il prezzo è negativo: {price}.").format(price=shown(rate.price)),
                _("un prezzo da zero in su"),
            )
        if rate.currency != currency:
            yield Problem(
                where,
                _("il prezzo è in {one}, il contratto in {other}.").format(one=rate.currency, other=currency),
                _("una moneta sola"),
                _("Converti prima, e scrivi con quale cambio."),
            )
        if rate.window is not None:
            yield from _window_problems(rate.window, where=where)
    for name in dict.fromkeys(names):
        mine = [rate for rate in rates if rate.metric == name]
        where = _("listino, «{name}»").format(name=name)
        if not mine:
            yield Problem(where, _("non ha un prezzo."), _("almeno una riga nel listino"))
        yield from _overlaps([rate.window or window for rate in mine], where=where)


def _whole(amount: object) -> bool:
    return isinstance(amount, int) and not isinstance(amount, bool)


def _not_cents(where: str, amount: object) -> Problem:
    return Problem(
        where,
        _("l'importo è {value}.").format(value=said(amount)),
        _("centesimi interi"),
        _('Passa dalla funzione cents: cents("71.41").'),
    )


def _enormous(where: str, amount: int) -> Problem:
    return Problem(
        where,
        _("l'importo è {value}.").format(value=shown(min(amount, int(MOST)))),
        _("al massimo {most}").format(most=shown(MOST_CENTS)),
        _("Gli importi sono in centesimi: controlla di non averli moltiplicati due volte."),
    )


def _cap_problems(caps: Caps, metrics: Sequence[Metric], rates: Sequence[Rate]) -> Iterator[Problem]:
    names = [one.id for one in metrics]
    prices = {rate.metric: rate.price for rate in rates if _whole(rate.price)}
    for rate in rates:
        if _whole(rate.price):
            prices[rate.metric] = max(prices[rate.metric], rate.price)
    ceilings: list[tuple[str, object, dict[str, int]]] = [
        (_("tetto per persona"), caps.person, prices),
        (_("tetto del contratto"), caps.contract, prices),
    ]
    for name, amount in caps.outcomes.items():
        where = _("tetto del risultato «{name}»").format(name=name)
        if name not in names:
            yield _unknown(where, name, names)
        ceilings.append((where, amount, {name: prices[name]} if name in prices else {}))
    for where, ceiling, beside in ceilings:
        if ceiling is None:
            continue
        if not isinstance(ceiling, int) or isinstance(ceiling, bool):
            yield _not_cents(where, ceiling)
            continue
        if ceiling > MOST_CENTS:
            yield _enormous(where, ceiling)
        elif ceiling < 0:
            yield Problem(where, _("è negativo."), _("un importo da zero in su"))
        dear = {name: price for name, price in beside.items() if price > ceiling}
        if dear and ceiling >= 0:
            name = max(dear, key=lambda one: dear[one])
            yield Problem(
                where,
                _("è {cap}, meno di un solo risultato: «{name}» vale {price}.").format(
                    cap=shown(ceiling), name=name, price=shown(dear[name])
                ),
                _("un tetto che lasci pagare almeno un risultato"),
                _("Alza il tetto o abbassa il prezzo: così il risultato non si paga mai per intero."),
            )


def _calendar_problems(calendar: Sequence[Window]) -> Iterator[Problem]:
    where = _("calendario delle verifiche")
    for window in calendar:
        yield from _window_problems(window, where=where)
    yield from _overlaps(list(calendar), where=where)
