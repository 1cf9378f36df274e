"""The theory of change: boxes, arrows, what must be true for each step."""

from __future__ import annotations

from fis_lessons.dossier.study.asking import open_questions
from fis_lessons.dossier.study.chapters.told import told_change
from fis_lessons.dossier.study.content import Block, Chapter, Picture, Table
from fis_lessons.dossier.study.material import Material, doubled, thoughts, title, written
from fis_lessons.errors import MeasureError
from fis_lessons.figures.theory_of_change import impact_chain
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.theory_of_change import Chain, from_text, kind_label

MOST_DRAWN = 30
"""Boxes of a chain that are drawn; of a longer one the table says all."""


def change(material: Material) -> Chapter:
    """Write the chapter of the theory of change."""
    chain = read_chain(material)
    blocks: list[Block] = [*written(material, "chain", but=["chain"] if chain else [])]
    if chain:
        notes = material.notes("chain", "chain")
        if len(chain.nodes) <= MOST_DRAWN:
            figure = impact_chain(chain, title=title("chain"))
            blocks.append(Picture(id="chain", figure=figure, notes=notes))
        blocks += [_boxes(material, chain), *_steps(material, chain), *doubled(material, "chain")]
    blocks += [*told_change(material.case), *thoughts(material, "06")]
    who = _("Chi realizza il servizio, con chi lo userà")
    return Chapter(
        id="change",
        title=_("La teoria del cambiamento"),
        blocks=tuple(blocks),
        questions=open_questions(material, "chain", who=who),
    )


def read_chain(material: Material) -> Chain | None:
    """Return the chain of the project, if it can be read and has a box."""
    try:
        chain = from_text(material.text("chain", "chain"))
    except MeasureError:
        return None
    return chain if chain.nodes else None


def _boxes(material: Material, chain: Chain) -> Table:
    numbers, assumed = chain.numbers, _("ipotesi")
    return Table(
        id="boxes",
        caption=_("Le caselle della catena"),
        columns=(_("Casella"), _("Livello"), _("Porta a"), _("Indicatore"), _("Dove si legge")),
        rows=tuple(
            (
                f"{numbers[node.id]}. {node.label}" + (f" ({assumed})" if node.assumed else ""),
                kind_label(node.kind),
                ", ".join(str(numbers[arrow.target]) for arrow in chain.leaving(node.id)) or "–",
                node.indicator or "–",
                node.verification or "–",
            )
            for node in chain.in_order
        ),
        notes=material.notes("chain", "chain"),
    )


def _steps(material: Material, chain: Chain) -> tuple[Block, ...]:
    numbers = chain.numbers
    rows = [
        (f"{numbers[one.source]} → {numbers[one.target]}", one.assumption or "–", one.risk or "–")
        for one in chain.arrows
        if one.assumption or one.risk
    ]
    if not rows:
        return ()
    return (
        Table(
            id="steps",
            caption=_("Che cosa deve essere vero perché un passo porti al successivo"),
            columns=(_("Da → a"), _("Che cosa deve essere vero"), _("Che cosa può andare storto")),
            rows=tuple(rows),
            notes=material.notes("chain", "chain"),
        ),
    )
