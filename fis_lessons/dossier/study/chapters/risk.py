"""What can go wrong, and how much the sums depend on what is supposed."""

from __future__ import annotations

from fis_lessons.dossier.contract_account import Account
from fis_lessons.dossier.contract_sheet import terms_of
from fis_lessons.dossier.deal_account import DealAccount
from fis_lessons.dossier.deal_sheet import account_of
from fis_lessons.dossier.remarks import likely
from fis_lessons.dossier.study.asking import open_questions
from fis_lessons.dossier.study.chapters.change import read_chain
from fis_lessons.dossier.study.chapters.money import read_map, values_of
from fis_lessons.dossier.study.content import Block, Chapter, Points, Table
from fis_lessons.dossier.study.material import Material, thoughts
from fis_lessons.dossier.study.own import SECTION, lines_table
from fis_lessons.dossier.study.scenarios import Scenario, successes
from fis_lessons.errors import FisError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent, ratio
from fis_lessons.measures.sroi import evaluate, problems_of, tornado
from fis_lessons.measures.sroi.model import field_name
from fis_lessons.measures.sroi.sensitivity import POINTS, RATES, RELATIVE

SWINGS = 2
"""Decimals of a ratio beside what it becomes: with fewer, a change up and one down do not look the same."""


def risk(material: Material) -> Chapter:
    """Write the chapter of the risks and of what the sums depend on."""
    blocks = [
        *lines_table(
            material,
            "risks",
            caption=_("I rischi"),
            columns=(_("Rischio"), _("Chi se ne accorge"), _("Che cosa si fa"), _("Chi risponde")),
        ),
        *_of_the_chain(material),
        *_of_the_contract(material),
        *_of_the_deal(material),
        *_of_the_value(material),
        *thoughts(material, "12"),
    ]
    return Chapter(
        id="risk",
        title=_("Rischi e sensibilità"),
        blocks=tuple(blocks),
        questions=open_questions(
            material, SECTION, only=["risks"], who=_("Dirigente del servizio, con i partner")
        ),
    )


def _of_the_chain(material: Material) -> tuple[Block, ...]:
    chain = read_chain(material)
    numbers = chain.numbers if chain else {}
    items = [
        f"{numbers[one.source]} → {numbers[one.target]}: {one.risk}"
        for one in (chain.arrows if chain else ())
        if one.risk
    ]
    if not items:
        return ()
    intro = _("Che cosa può andare storto fra un passo e l'altro della catena ({table:steps}).")
    return (Points(items=tuple(items), intro=intro, notes=material.notes("chain", "chain")),)


def story_name(story: Scenario) -> str:
    """Name a story."""
    return {"bad": _("va male"), "base": _("va come si spera"), "good": _("va bene")}[story]


def _of_the_contract(material: Material) -> tuple[Block, ...]:
    values = values_of(material, "contract")
    try:
        found = Account(terms_of(values)) if values else None
    except FisError:
        return ()
    if found is None:
        return ()
    terms = found.terms
    rows = [
        (story_name(story), number(count), money(found.fixed + found.due(count)))
        for story, count in successes(terms.people, expected=terms.expected).items()
    ]
    table = Table(
        id="contract-stories",
        caption=material.supposed(_("Che cosa paga il Comune con il contratto, in tre storie")),
        columns=(_("Storia"), _("Riuscite"), _("Paga in tutto")),
        rows=tuple(rows),
        numeric=(1, 2),
        notes=material.notes("contract"),
    )
    if not terms.threshold:
        return (table,)
    intro = (
        material.supposed(_("La soglia del contratto e il caso, se ognuno riesce o no per conto suo")) + "."
    )
    items = (
        _("Si paga senza nessun effetto: {share}.").format(share=likely(found.paid_for_nothing)),
        _("Non si paga anche se funziona: {share}.").format(share=likely(found.not_paid)),
    )
    return (table, Points(items=items, intro=intro, notes=material.notes("contract")))


def _of_the_deal(material: Material) -> tuple[Block, ...]:
    values = values_of(material, "deal")
    try:
        found = account_of(values) if values else None
    except FisError:
        return ()
    if found is None:
        return ()
    rows = [_played(found, story, count) for story, count in _stories(found).items()]
    return (
        Table(
            id="deal-stories",
            caption=material.supposed(
                _("Che cosa resta a ciascuno con l'accordo, se l'IVA non è dovuta, in tre storie")
            ),
            columns=(
                _("Storia"), _("Riuscite"), _("Paga il Comune"), _("Resta all'investitore"),
                _("Premio a chi realizza"), _("Per nuovi servizi"), _("Perde il garante"),
            ),
            rows=tuple(rows),
            numeric=(1, 2, 3, 4, 5, 6),
            notes=material.notes("deal"),
        ),
    )  # fmt: skip


def _stories(found: DealAccount) -> dict[Scenario, int]:
    return successes(found.deal.people, expected=round(100 * found.expected))


def _played(found: DealAccount, story: Scenario, count: int) -> tuple[str, ...]:
    one = found.runs[count]
    return (
        story_name(story),
        number(count),
        money(-one.net("payer") / 100),
        money(one.net("investor") / 100) if found.deal.investment else "–",
        money(one.net("provider") / 100),
        money(one.net("reuse") / 100),
        money(-one.net("guarantor") / 100) if found.deal.guarantee else "–",
    )


def _of_the_value(material: Material) -> tuple[Block, ...]:
    value_map = read_map(material)
    if value_map is None or not value_map.outcomes or problems_of(value_map):
        return ()
    try:
        swings = tornado(value_map)
    except FisError:
        return ()
    how = _(
        "quantità, valori e risorse {share} in più o in meno, quote {points} punti, tasso dall'{low} al {high}"
    )
    moved = how.format(
        share=percent(RELATIVE, decimals=0), points=number(100 * POINTS),
        low=percent(RATES[0], decimals=0), high=percent(RATES[1], decimals=0),
    )  # fmt: skip
    names = {row.id: row.outcome for row in value_map.outcomes}
    rows = [
        (
            " – ".join((*(names.get(row, row) for row in one.outcomes), field_name(one.field))),
            ratio(one.ratio_low, decimals=SWINGS),
            ratio(one.ratio_high, decimals=SWINGS),
        )
        for one in swings[:10]
    ]
    return (
        Table(
            id="tornado",
            caption=material.supposed(
                _(
                    "Da che cosa dipende di più il rapporto fra valore e risorse: dieci ipotesi, una per volta. "
                    "Di quanto si muovono: {moved}. Rapporto di partenza: {ratio}"
                ).format(moved=moved, ratio=ratio(evaluate(value_map).ratio, decimals=SWINGS))
            ),
            columns=(
                _("Che cosa cambia"),
                _("Rapporto, se l'ipotesi è più bassa"),
                _("Rapporto, se l'ipotesi è più alta"),
            ),
            rows=tuple(rows),
            numeric=(1, 2),
            notes=material.notes("value_map", "map"),
        ),
    )
