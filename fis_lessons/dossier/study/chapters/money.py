"""Costs, coverage, value, contract, deal."""

from __future__ import annotations

import math
from dataclasses import replace

from fis_lessons.dossier.contract_account import Account
from fis_lessons.dossier.contract_sheet import account_rows as contract_rows
from fis_lessons.dossier.contract_sheet import seen_late, terms_of
from fis_lessons.dossier.deal_account import UNCERTAINTY, DealAccount
from fis_lessons.dossier.deal_sheet import account_of, played_title
from fis_lessons.dossier.deal_sheet import account_rows as deal_rows
from fis_lessons.dossier.fields import Field, starting
from fis_lessons.dossier.record_fields import DOCUMENTS
from fis_lessons.dossier.study.asking import each_once, open_questions
from fis_lessons.dossier.study.chapters.signing import (
    advance_loses,
    another,
    own_title,
    said_twice,
    saving_unknown,
    two_accounts,
    uncovered,
    unpaid,
)
from fis_lessons.dossier.study.chapters.sums import ceilings, costs, totals
from fis_lessons.dossier.study.chapters.told import told_contract, told_money
from fis_lessons.dossier.study.content import Block, Chapter, Note, Picture, Said, Table
from fis_lessons.dossier.study.material import (
    Material,
    doubled,
    thoughts,
    title,
    written,
)
from fis_lessons.dossier.study.notes import assumed
from fis_lessons.dossier.study.own import SECTION
from fis_lessons.dossier.value_map_record import from_text
from fis_lessons.errors import FisError
from fis_lessons.figures.deal import account, account_steps
from fis_lessons.figures.social_value import value_by_row
from fis_lessons.i18n import about, exact, money, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.measures.sroi import Outcome, ValueMap, evaluate, problems_of

MOST_DRAWN = 15
"""Rows of a map that are drawn; of a longer one the table says all."""


def finance(material: Material) -> Chapter:
    """Write the chapter of costs and coverage, of the value, of the contract and of the deal."""
    accounts = _("Ragioneria, con il dirigente del servizio")
    blocks = [
        *ceilings(),
        *told_money(material.case),
        *costs(material),
        *totals(material),
        *uncovered(material, contract=_account(material), deal=_played(material)),
        *_value(material),
        *thoughts(material, "10"),
        *told_contract(material.case),
        *another(material),
        *_contract(material),
        *thoughts(material, "11"),
        *_deal(material),
        *unpaid(material),
        *two_accounts(material, contract=_account(material), deal=_played(material)),
    ]
    questions = each_once(
        [
            *open_questions(material, SECTION, only=["budget"], who=accounts),
            *open_questions(material, "value_map", who=_("Chi realizza, con chi riceve il servizio")),
            *open_questions(material, "contract", who=_("Ufficio contratti e Ragioneria")),
            *open_questions(material, "deal", who=_("Ragioneria, con chi anticipa il denaro")),
        ]
    )
    return Chapter(
        id="finance",
        title=_("Costi, coperture e accordo economico"),
        blocks=tuple(blocks),
        questions=questions,
    )


# --- the value ------------------------------------------------------------------------------------------
def read_map(material: Material) -> ValueMap | None:
    """Return the map of the project, if there is one that can be read."""
    return from_text(material.text("value_map", "map"))


def _value(material: Material) -> tuple[Block, ...]:
    value_map = read_map(material)
    if value_map is None:
        return written(material, "value_map")
    notes = material.notes("value_map", "map")
    blocks: list[Block] = [*written(material, "value_map", but=["map"])]
    if value_map.resources:
        blocks.append(_supposed(material, _resources(value_map, notes)))
    if value_map.outcomes:
        told = (_outcomes(value_map, notes), _proxies(value_map, notes))
        blocks += [_supposed(material, one) for one in told]
    if value_map.outcomes and not problems_of(value_map):
        result = evaluate(value_map)
        blocks.append(
            Said(
                heading=_("Quanto vale"),
                text=_worth_words(material).format(
                    ratio=ratio_text(result.ratio),
                    value=_estimate(result.present_value, value_map),
                    inputs=_sum(result.inputs, value_map),
                    rate=percent(value_map.rate),
                ),
                notes=notes,
            )
        )
        if len(value_map.outcomes) <= MOST_DRAWN:
            figure = value_by_row(
                value_map, result, source=_map_source(material), decimals=ratio_decimals(result.ratio)
            )
            blocks.append(Picture(id="value", figure=figure, notes=notes))
    return (*blocks, *doubled(material, "value_map"))


def _supposed(material: Material, table: Table) -> Table:
    return replace(table, caption=material.supposed(table.caption))


def _worth_words(material: Material) -> str:
    if material.worked:
        return _(
            "Nell'esempio della lezione 10, che non è il progetto, per ogni euro di risorse il valore è circa "
            "{ratio}: {value} di valore di oggi, per {inputs} di risorse, con un tasso di sconto del {rate} "
            "(ipotesi). È una stima, con le ipotesi della mappa: non è denaro che entra in bilancio."
        )
    return _(
        "Per ogni euro di risorse il progetto vale circa {ratio}: {value} di valore di oggi, per {inputs} di "
        "risorse, con un tasso di sconto del {rate} (ipotesi). È una stima, con le ipotesi della mappa: non è "
        "denaro che entra in bilancio."
    )


def ratio_text(ratio: float) -> str:
    """Write a ratio of value to resources; near one with a decimal more, which tells who gains from who loses.

    Examples
    --------
    >>> ratio_text(0.96), ratio_text(2.41), ratio_text(0.9961)
    ('0,96', '2,4', '0,996')
    """
    return written_ratio(ratio, decimals=ratio_decimals(ratio))


def ratio_decimals(ratio: float) -> int:
    """Return with how many decimals a ratio is written: the same in a sentence, a table and a figure."""
    return 2 if 0.9 <= ratio < 1.1 else 1


def _map_source(material: Material) -> str:
    if material.worked:
        return _("la mappa del valore d'esempio, della lezione 10.")
    return _("la mappa del valore del progetto.")


def _sum(value: float, value_map: ValueMap) -> str:
    if not math.isfinite(value):
        return _("da scrivere")
    if value_map.currency.strip().upper() in ("EUR", ""):
        return money(value) if float(value).is_integer() else money(value, decimals=2)
    return f"{exact(value)} {value_map.currency}"


def _estimate(value: float, value_map: ValueMap) -> str:
    if value_map.currency.strip().upper() in ("EUR", ""):
        return about(value)
    return f"{number(value)} {value_map.currency}"


def _count(value: float) -> str:
    return exact(value) if math.isfinite(value) else _("da scrivere")


def _resources(value_map: ValueMap, notes: tuple[Note, ...]) -> Table:
    return Table(
        id="inputs",
        caption=_("Le risorse della mappa del valore"),
        columns=(_("Chi"), _("Che cosa"), _("Quantità"), _("Valore di una"), _("In tutto"), _("Fonte")),
        rows=tuple(
            (
                one.stakeholder or "–",
                one.description or "–",
                _count(one.quantity),
                _sum(one.unit_value, value_map),
                _sum(one.value, value_map),
                one.source or "–",
            )
            for one in value_map.resources
        ),
        numeric=(2, 3, 4),
        notes=notes,
    )


def _outcomes(value_map: ValueMap, notes: tuple[Note, ...]) -> Table:
    def counted(one: Outcome) -> str:
        return "; ".join(filter(None, (one.indicator, one.indicator_source))) or "–"

    return Table(
        id="outcomes",
        caption=_("Gli esiti della mappa del valore"),
        columns=(_("Esito"), _("Per chi"), _("Che cosa cambia"), _("Quanti"), _("Anni"), _("Come si sa")),
        rows=tuple(
            (
                one.outcome or "–",
                one.stakeholder or "–",
                "; ".join(filter(None, (one.change, one.output))) or "–",
                _count(one.quantity),
                number(one.duration),
                counted(one),
            )
            for one in value_map.outcomes
        ),
        numeric=(3, 4),
        notes=notes,
    )


def _proxies(value_map: ValueMap, notes: tuple[Note, ...]) -> Table:
    return Table(
        id="proxies",
        caption=_("Quanto vale un'unità di ogni esito, e che parte si toglie"),
        columns=(
            _("Esito"), _("Valore di riferimento: quale"), _("Valore di riferimento"), _("Fonte"),
            _("Sarebbe successo comunque"), _("Spostato da altrove"), _("Merito di altri"),
            _("Si perde ogni anno"),
        ),
        rows=tuple(
            (
                one.outcome or "–",
                one.proxy or "–",
                _sum(one.proxy_value, value_map),
                one.proxy_source or "–",
                *(
                    percent(share, decimals=0) if math.isfinite(share) else _("da scrivere")
                    for share in (one.deadweight, one.displacement, one.attribution, one.drop_off)
                ),
            )
            for one in value_map.outcomes
        ),
        numeric=(2, 4, 5, 6, 7),
        notes=notes,
    )  # fmt: skip


# --- contract and deal -----------------------------------------------------------------------------------
def values_of(material: Material, section: str) -> dict[str, str] | None:
    """Return the values of a document, with what the form proposes where nothing was written; or nothing."""
    texts = material.texts(section)
    if not any(text.strip() for text in texts.values()):
        return None
    return {**starting(DOCUMENTS[section]().fields()), **texts}


def _proposed(material: Material, section: str) -> tuple[Block, ...]:
    """Say which numbers were not chosen: the form proposes them."""
    there = material.texts(section)
    fields = [one for one in DOCUMENTS[section]().fields() if one.start and not there.get(one.id, "").strip()]
    if not fields:
        return ()
    values = "; ".join(": ".join(_begins(one)) for one in fields)
    words = _("Non ancora scelti: valgono i numeri che la scheda propone. {values}.").format(values=values)
    return (Said(text=words, notes=assumed(_("numeri proposti dalla scheda, non scelti dal progetto."))),)


def _begins(field: Field) -> tuple[str, str]:
    if field.id == "threshold" and field.start == "0":
        return _("Soglia"), _("nessuna")
    return field.label, _start(field)


def _start(field: Field) -> str:
    """Write what a form begins with; a cost that begins with nothing is not a cost of nothing."""
    return _("non stimato") if field.id in ("check_cost", "saving") else field.shown(field.start)


def _contract(material: Material) -> tuple[Block, ...]:
    values = values_of(material, "contract")
    if values is None:
        return ()
    heading = _("Il contratto d'esempio") if material.worked else title("contract")
    told = written(material, "contract", caption=material.supposed(heading))
    blocks = [*told, *_proposed(material, "contract")]
    try:
        found = Account(terms_of(values))
    except FisError:
        return tuple(blocks)  # what is wrong is among the open questions, in the words of the lesson
    table = Table(
        id="contract",
        caption=material.supposed(
            _("Il conto del contratto d'esempio") if material.worked else _("Il conto del contratto")
        ),
        columns=(_("Voce"), _("Quanto")),
        rows=tuple(contract_rows(found, late=seen_late(values))),
        numeric=(1,),
        notes=(*material.notes("contract"), *assumed(_("ogni persona riesce o no per conto suo."))),
    )
    return (*blocks, table)


def _deal(material: Material) -> tuple[Block, ...]:
    values = values_of(material, "deal")
    if values is None:
        return ()
    heading = _("L'accordo d'esempio") if material.worked else title("deal")
    told = written(material, "deal", but=said_twice(material), caption=material.supposed(heading))
    blocks = [*map(own_title, told), *_proposed(material, "deal")]
    try:
        found = account_of(values)
    except FisError:
        return tuple(blocks)
    notes = material.notes("deal")
    figure = account(
        account_steps(found.played),
        title=material.supposed(played_title(found)),
        source=_("le condizioni dell'accordo, se l'IVA non è dovuta."),
    )
    years = [
        *((str(year), money(paid / 100)) for year, paid in found.most_by_year),
        (_("in tutto"), money(found.most / 100)),
    ]
    return (
        *blocks,
        Table(
            id="deal",
            caption=material.supposed(
                _("Il conto dell'accordo d'esempio") if material.worked else _("Il conto dell'accordo")
            ),
            columns=(_("Voce"), _("Quanto")),
            rows=tuple(deal_rows(found)),
            numeric=(1,),
            notes=(
                *notes,
                *assumed(
                    _(
                        "gli esiti si somigliano un po': correlazione {icc}, ipotesi nostra; il costo di chi "
                        "misura non c'è."
                    ).format(icc=number(UNCERTAINTY, decimals=1))
                ),
                *(assumed(_("chi anticipa mette tutto il primo giorno.")) if found.deal.investment else ()),
            ),
        ),
        *saving_unknown(material, found),
        *advance_loses(material, found, read_map(material)),
        Table(
            id="deal-years",
            caption=material.supposed(
                _(
                    "Pagamenti secondo l'accordo: quanto può pagare il Comune al massimo, anno per anno, senza le "
                    "verifiche e senza ciò che si deve se recede"
                )
            ),
            columns=(_("Anno"), _("Al massimo")),
            rows=tuple(years),
            numeric=(1,),
            notes=notes,
        ),
        Picture(id="deal", figure=figure, notes=notes),
    )


def _account(material: Material) -> Account | None:
    values = values_of(material, "contract")
    try:
        return Account(terms_of(values)) if values else None
    except FisError:
        return None


def _played(material: Material) -> DealAccount | None:
    values = values_of(material, "deal")
    try:
        return account_of(values) if values else None
    except FisError:
        return None


__all__ = ["finance", "read_map", "title", "values_of"]
