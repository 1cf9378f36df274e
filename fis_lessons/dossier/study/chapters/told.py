"""What the sources tell of a case, part by part; what is borrowed says from whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fis_lessons.cases import Case, Statement
from fis_lessons.cases.base import Claim, Grounded, Quantity, borrowed_text
from fis_lessons.cases.labels import (
    money_label,
    resource_label,
    role_label,
    stage_label,
    status_label,
    unit_label,
)
from fis_lessons.cases.model import OutcomeContract
from fis_lessons.dossier.study.content import Block, Points, Table
from fis_lessons.dossier.study.notes import grounds
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.theory_of_change import Kind, kind_labels

_LEVELS: tuple[tuple[str, Kind], ...] = (
    ("inputs", "resource"), ("activities", "activity"), ("outputs", "output"), ("outcomes", "outcome"),
    ("impact", "impact"),
)  # fmt: skip


def whose(one: Grounded) -> str:
    """Say what a reader must not take for a fact of this place: what is supposed, and what is borrowed."""
    told = [_("ipotesi")] if one.assumption else []
    told += [borrowed_text(one.borrowed)] if one.borrowed else []
    return f" ({'; '.join(told)})" if told else ""


def _words(one: Statement) -> str:
    """Write a sentence with the numbers it speaks of and does not say."""
    said = _(one.text)
    numbers = [
        f"{_(quantity.label)}: {quantity.text()}"
        for quantity in one.quantities
        if quantity.label and not _says(said, quantity)
    ]
    return said + (f" ({'; '.join(numbers)})" if numbers else "") + whose(one)


def words_of(one: Claim) -> str:
    """Write what one side of a contradiction says, with the number it speaks of and does not say."""
    said, it = _(one.text), one.quantity
    told = "" if it is None or not it.label or _says(said, it) else f" ({_(it.label)}: {it.text()})"
    return said + told + (f" ({borrowed_text(one.borrowed)})" if one.borrowed else "")


def _says(words: str, quantity: Quantity) -> bool:
    figures = re.findall(r"[0-9][0-9.,]*[0-9]|[0-9]", quantity.text())
    return all(re.search(rf"(?<![0-9.,]){re.escape(one)}(?![0-9])", words) for one in figures)


def _points(case: Case, intro: str, told: Sequence[Statement]) -> tuple[Block, ...]:
    if not told:
        return ()
    items = tuple(_words(one) for one in told)
    return (Points(intro=intro, items=items, notes=grounds(case, *told)),)


def _table(
    case: Case, rows: Sequence[tuple[str, ...]], on: Iterable[Grounded], *, id: str, caption: str,
    columns: tuple[str, ...],
) -> tuple[Block, ...]:  # fmt: skip
    if not rows:
        return ()
    return (Table(id=id, caption=caption, columns=columns, rows=tuple(rows), notes=grounds(case, *on)),)


def told_needs(case: Case | None) -> tuple[Block, ...]:
    """Tell the project, or the place, in a few sentences, and the need."""
    if case is None:
        return ()
    # of one's own municipality, before there is a project, only the place is known
    brief = _("Il progetto in breve, secondo le fonti.") if case.acronym else _(
        "Il Comune in breve, secondo le fonti."
    )  # fmt: skip
    return (
        *_points(case, brief, case.summary),
        *_points(case, _("Che cosa dicono le fonti del bisogno."), case.needs),
    )


def told_assets(case: Case | None) -> tuple[Block, ...]:
    """Tell what the community has."""
    if case is None:
        return ()
    rows = [(_(one.label) + whose(one), resource_label(one.kind), _words(one)) for one in case.assets]
    return _table(
        case, rows, case.assets, id="told-assets", caption=_("I beni della comunità, secondo le fonti"),
        columns=(_("Bene"), _("Che cos'è"), _("Che cosa se ne sa")),
    )  # fmt: skip


def told_change(case: Case | None) -> tuple[Block, ...]:
    """Tell what the sources say of each step from resources to impact; arrows are in no source."""
    blocks: list[Block] = []
    for place, chain in enumerate(case.theory_of_change if case else (), start=1):
        assert case is not None  # noqa: S101 - for the reader of types
        rows, on = [], list[Statement]()
        for level, kind in _LEVELS:
            for one in getattr(chain, level):
                rows.append((kind_labels(kind), _words(one)))
                on.append(one)
        label = _(case.target_group(chain.target).label)
        caption = _("Dalle risorse all'impatto, secondo le fonti: {target}").format(target=label)
        blocks += _table(
            case,
            rows,
            on,
            id=f"told-chain-{place}",
            caption=caption,
            columns=(_("Livello"), _("Che cosa dicono")),
        )
    return tuple(blocks)


def told_indicators(case: Case | None) -> tuple[Block, ...]:
    """Tell the indicators, with what was not found."""
    if case is None:
        return ()
    missing = _("non trovato")
    rows = [
        (
            _(one.label) + whose(one),
            "%" if one.unit == "percent" else unit_label(one.unit) or one.unit,
            one.baseline.text() if one.baseline else missing,
            one.target.text() if one.target else missing,
            _(one.means_of_verification) if one.means_of_verification else missing,
        )
        for one in case.indicators
    ]
    on = [thing for one in case.indicators for thing in (one, one.baseline, one.target) if thing is not None]
    return _table(
        case, rows, on, id="told-indicators", caption=_("Gli indicatori, secondo le fonti"),
        columns=(_("Indicatore"), _("Unità"), _("Partenza"), _("Traguardo"), _("Dove si legge")),
    )  # fmt: skip


def told_results(case: Case | None) -> tuple[Block, ...]:
    """Tell what is known of the results."""
    return _points(case, _("Che cosa si sa dei risultati, secondo le fonti."), case.results) if case else ()


def told_partners(case: Case | None) -> tuple[Block, ...]:
    """Tell who takes part, the empty chairs included."""
    if case is None:
        return ()
    rows, on = [], list[Grounded]()
    for one in case.stakeholders:
        brings = " ".join(_words(thing) for thing in one.resources)
        rows.append(
            (
                _(one.name) + whose(one),
                ", ".join(role_label(role) for role in one.roles),
                status_label(one.status) + (f": {_(one.note)}" if one.note else ""),
                brings or "–",
            )
        )
        on += [one, *one.resources]
    return _table(
        case, rows, on, id="told-partners", caption=_("Chi prende parte, secondo le fonti"),
        columns=(_("Chi"), _("Ruolo"), _("Quanto è sicuro"), _("Che cosa porta")),
    )  # fmt: skip


def told_money(case: Case | None) -> tuple[Block, ...]:
    """Tell the sums, what each of them is, and what services cost."""
    if case is None:
        return ()
    sums = [
        (
            stage_label(one.stage),
            one.amount.text() + whose(one.amount),
            money_label(case.sure_kind(one)),
            _(one.text),
        )
        for one in case.money
    ]
    costs = [
        (_(one.label) + whose(one), one.unit_cost.text() if one.unit_cost else _("non trovato"), _words(one))
        for one in case.services_and_costs
    ]
    priced = [thing for one in case.services_and_costs for thing in (one, one.unit_cost) if thing is not None]
    return (
        *_table(
            case, sums, [one.amount for one in case.money], id="told-money",
            caption=_("Il denaro, secondo le fonti: un tetto o un annuncio non è denaro ricevuto"),
            columns=(_("Fase"), _("Quanto"), _("Che cosa è questa somma"), _("Che cosa se ne sa")),
        ),
        *_table(
            case, costs, priced, id="told-costs", caption=_("I servizi e quanto costano, secondo le fonti"),
            columns=(_("Servizio"), _("Costo di un'unità"), _("Che cosa se ne sa")),
        ),
    )  # fmt: skip


def told_contract(case: Case | None) -> tuple[Block, ...]:
    """Tell the agreement that pays for results, and what of it was not found."""
    contract = case.outcome_contract if case else None
    if case is None or contract is None:
        return ()
    parts = [
        (name, one)
        for name, one in (
            (_puts_in(case, contract), contract.amount),
            (_("Durata"), contract.duration),
            (_("Persone"), contract.beneficiaries),
            (_("Tempo fra una verifica e l'altra"), contract.check_every),
        )
        if one is not None
    ]
    said = [one for one in (contract.fee, contract.premium, contract.certification) if one is not None]
    items = (
        _words(contract),
        *(f"{name}: {one.text()}{whose(one)}" for name, one in parts),
        *(_words(one) for one in said),
        *_split(contract),
        *(_("Non trovato: {what}").format(what=_(one)) for one in contract.unknown),
    )
    notes = grounds(
        case, contract, *(one for _name, one in parts), *said, *(one.share for one in contract.premium_split)
    )
    return (Points(intro=_("L'accordo che paga i risultati, secondo le fonti."), items=items, notes=notes),)


def _puts_in(case: Case, contract: OutcomeContract) -> str:
    """Call the sum by who puts it in, where the sources name them: it is not what the results are paid with."""
    funder = next((_(one.name) for one in case.stakeholders if one.id == contract.funder), "")
    return _("Denaro che mette {funder}").format(funder=funder) if funder else _("Somma")


def _split(contract: OutcomeContract) -> tuple[str, ...]:
    if not contract.premium_split:
        return ()
    shares = "; ".join(f"{one.share.text()} {_(one.label)}" for one in contract.premium_split)
    return (_("Il premio va: {shares}.").format(shares=shares),)
