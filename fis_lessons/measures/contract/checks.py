"""All that is wrong with the terms of a contract, at once, in words whoever wrote it can act on."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fis_lessons.errors import Problem
from fis_lessons.i18n import day, number
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.money import shown

if TYPE_CHECKING:
    from fis_lessons.measures.contract.terms import Contract, Metric, Threshold, Window


def contract_problems(contract: Contract) -> list[Problem]:
    """List every problem of a contract; empty if there is none."""
    found = [*_metric_problems(contract), *_window_problems(contract.window, where=_("durata"))]
    found += _rate_problems(contract)
    found += _cap_problems(contract)
    known = {one.id for one in contract.metrics}
    for name, threshold in contract.thresholds.items():
        where = _("soglia di «{name}»").format(name=name)
        if name not in known:
            found.append(_unknown(where, name, known))
        found += threshold_problems(threshold, where=where)
    found += _calendar_problems(contract)
    return found


def threshold_problems(threshold: Threshold, *, where: str) -> list[Problem]:
    """List what is wrong with a threshold; empty if nothing is."""
    points = threshold.points
    if threshold.kind not in ("cliff", "steps", "linear"):
        kinds = "cliff, steps, linear"
        return [Problem(where, _("il tipo è «{kind}».").format(kind=threshold.kind), kinds)]
    if not points:
        return [Problem(where, _("non ha nessun livello."), _("almeno una coppia livello e quota"))]
    found = []
    flat = [value for pair in points for value in pair] + [threshold.below]
    if not all(math.isfinite(value) for value in flat):
        found.append(Problem(where, _("un valore manca o non è un numero."), _("numeri finiti")))
    if threshold.kind == "cliff" and len(points) > 1:
        found.append(
            Problem(
                where,
                _("una soglia «tutto o niente» ha {count} livelli.").format(count=len(points)),
                _("un livello solo"),
                _("Per più livelli usa gli scalini (steps)."),
            )
        )
    if threshold.kind == "linear" and len(points) < 2:
        found.append(Problem(where, _("una retta ha un livello solo."), _("almeno due livelli")))
    if any(a[0] >= b[0] for a, b in itertools.pairwise(points)):
        found.append(Problem(where, _("i livelli non crescono."), _("livelli dal più basso al più alto")))
    shares = [threshold.below, *(share for _level, share in points)]
    if any(a > b for a, b in itertools.pairwise(shares)):
        found.append(
            Problem(where, _("a un livello più alto si paga di meno."), _("quote che non scendono mai"))
        )
    if min(shares) < 0:
        found.append(Problem(where, _("una quota è negativa."), _("quote da zero in su")))
    return found


def _unknown(where: str, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        where,
        _("il risultato «{name}» non c'è.").format(name=name),
        _("uno tra {names}").format(names=", ".join(sorted(known))),
    )


def _metric_problems(contract: Contract) -> Iterator[Problem]:
    names = [one.id for one in contract.metrics]
    if not names:
        yield Problem(_("risultati"), _("non ce n'è nessuno."), _("almeno un risultato da pagare"))
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem(_("risultati"), _("«{name}» è scritto due volte.").format(name=name), _("nomi diversi"))
    for one in contract.metrics:
        where = _("risultato «{name}»").format(name=one.id)
        if one.times < 1:
            yield Problem(
                where,
                _("si paga {times} volte a persona.").format(times=one.times),
                _("almeno una volta"),
            )
        if one.gap_days < 0:
            yield Problem(where, _("i giorni di attesa sono negativi."), _("zero o più giorni"))
        if one.within_days is not None and one.within_days < one.gap_days:
            yield Problem(
                where,
                _("va raggiunto entro {last} giorni, ma non prima di {first}.").format(
                    last=one.within_days, first=one.gap_days
                ),
                _("un termine che venga dopo l'attesa"),
            )
        yield from (_unknown(where, name, names) for name in one.after if name not in names)
    if _circular(contract.metrics):
        yield Problem(
            _("risultati"),
            _("ciascuno aspetta l'altro: {names}.").format(names=", ".join(_circular(contract.metrics))),
            _("un ordine con un inizio"),
            _("Togli una delle condizioni «solo dopo»."),
        )


def _circular(metrics: tuple[Metric, ...]) -> list[str]:
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
            _("comincia il {opens} e finisce il {closes}: le date sono rovesciate.").format(
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
                _("due periodi si sovrappongono: il {day} sta in tutti e due.").format(day=day(after.opens)),
                _("periodi uno dopo l'altro"),
            )


def _rate_problems(contract: Contract) -> Iterator[Problem]:
    names = [one.id for one in contract.metrics]
    for rate in contract.rates:
        where = _("listino, «{name}»").format(name=rate.metric)
        if rate.metric not in names:
            yield _unknown(where, rate.metric, names)
        if not _whole(rate.price):
            yield _not_cents(where, rate.price)
        elif rate.price < 0:
            yield Problem(
                where,
                _("il prezzo è negativo: {price}.").format(price=shown(rate.price)),
                _("un prezzo da zero in su"),
            )
        if rate.currency != contract.currency:
            yield Problem(
                where,
                _("il prezzo è in {one}, il contratto in {other}.").format(
                    one=rate.currency, other=contract.currency
                ),
                _("una moneta sola"),
                _("Converti prima, e scrivi con quale cambio."),
            )
        if rate.window is not None:
            yield from _window_problems(rate.window, where=where)
    for name in dict.fromkeys(names):
        mine = [rate for rate in contract.rates if rate.metric == name]
        where = _("listino, «{name}»").format(name=name)
        if not mine:
            yield Problem(where, _("non ha un prezzo."), _("almeno una riga nel listino"))
        yield from _overlaps([rate.window or contract.window for rate in mine], where=where)


def _whole(amount: object) -> bool:
    return isinstance(amount, int) and not isinstance(amount, bool)


def _not_cents(where: str, amount: object) -> Problem:
    return Problem(
        where,
        _("l'importo è {value}.").format(value=repr(amount)[:40]),
        _("centesimi interi"),
        _('Passa dalla funzione cents: cents("71.41").'),
    )


def _cap_problems(contract: Contract) -> Iterator[Problem]:
    caps, names = contract.caps, [one.id for one in contract.metrics]
    prices = {rate.metric: rate.price for rate in contract.rates if _whole(rate.price)}
    for rate in contract.rates:
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
        if ceiling < 0:
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


def _calendar_problems(contract: Contract) -> Iterator[Problem]:
    where = _("calendario delle verifiche")
    for window in contract.checks:
        yield from _window_problems(window, where=where)
    yield from _overlaps(list(contract.checks), where=where)


def rate_problem(value: float, *, where: str) -> list[Problem]:
    """Say if a yearly rate cannot be one: at -100% money vanishes, at 100% somebody forgot to divide."""
    if math.isfinite(value) and -1 < value < 1:
        return []
    return [
        Problem(
            where,
            _("il tasso è {value}.").format(
                value=number(100 * value, decimals=1) + "%" if math.isfinite(value) else str(value)
            ),
            _("un tasso fra −100% e 100%, estremi esclusi"),
            _("Scrivi 0,03 per dire 3%."),
        )
    ]


def share_problem(value: float, *, where: str) -> list[Problem]:
    """Say if a share is not between 0 and 1."""
    if math.isfinite(value) and 0 <= value <= 1:
        return []
    return [Problem(where, _("è {value}.").format(value=str(value)[:20]), _("una quota fra 0 e 1"))]
