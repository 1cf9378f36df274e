"""The indicators, and how the project will be judged."""

from __future__ import annotations

from fis_lessons.dossier.indicator_sheet import ORDER, indicator_fields
from fis_lessons.dossier.study.asking import open_questions
from fis_lessons.dossier.study.chapters.told import told_indicators, told_results
from fis_lessons.dossier.study.content import Block, Chapter, Note, Table
from fis_lessons.dossier.study.material import (
    Material,
    doubled,
    nameless,
    sheets,
    thoughts,
    title,
    written,
)
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.indicator_texts import Field

_WAYS: tuple[tuple[str, tuple[Field, ...]], ...] = (
    (
        "indicators",
        ("name", "unit", "direction", "baseline", "baseline_date", "target", "target_high", "target_date"),
    ),
    ("indicators-meaning", ("name", "outcome", "definition", "disaggregation", "reachable")),
    ("indicators-work", ("name", "source", "frequency", "owner")),
)


def indicators(material: Material) -> Chapter:
    """Write the chapter of the indicators: how much, what they mean, who counts."""
    found = sheets(material, "indicators")
    blocks: list[Block] = [*nameless(material, "indicators", found)]
    notes = material.notes("indicators")
    captions = {
        "indicators": _("Gli indicatori: da dove si parte e dove si vuole arrivare"),
        "indicators-meaning": _("Gli indicatori: che cosa misurano"),
        "indicators-work": _("Gli indicatori: chi conta, quando, in quale registro"),
    }
    if found:
        tables = [_table(id, names, found, caption=captions[id], notes=notes) for id, names in _WAYS]
        blocks += [one for place, one in enumerate(tables) if place == 0 or len(one.columns) > 1]
    blocks += [
        *doubled(material, "indicators"),
        *(() if found else told_indicators(material.case)),
        *thoughts(material, "07"),
    ]
    who = _("Chi tiene il registro da cui si conta, ufficio statistica")
    return Chapter(
        id="indicators",
        title=_("Gli indicatori"),
        blocks=tuple(blocks),
        questions=open_questions(material, "indicators", who=who),
        fis=True,
    )


def _table(
    id: str,
    names: tuple[Field, ...],
    found: dict[str, dict[str, str]],
    *,
    caption: str,
    notes: tuple[Note, ...],
) -> Table:
    fields = {one.id: one for one in indicator_fields()}
    shown = [name for name in names if name == "name" or any(one.get(name) for one in found.values())]
    return Table(
        id=id,
        caption=caption,
        columns=tuple(fields[name].label for name in shown),
        rows=tuple(
            tuple(fields[name].shown(sheet.get(name, "")) or "–" for name in shown)
            for sheet in found.values()
        ),
        numeric=tuple(n for n, name in enumerate(shown) if name in ("baseline", "target", "target_high")),
        notes=notes,
    )


def evaluation(material: Material) -> Chapter:
    """Write the chapter of the model of evaluation."""
    blocks = [
        *written(material, "plan", caption=material.supposed(title("plan"))),
        *written(material, "comparison"),
        *told_results(material.case),
        *thoughts(material, "08"),
        *thoughts(material, "09"),
    ]
    who = _("Dirigente del servizio, con chi valuterà")
    questions = (
        *open_questions(material, "plan", who=who),
        *open_questions(material, "comparison", who=_("Chi valuterà")),
    )
    return Chapter(
        id="evaluation",
        title=_("Il modello di misura e di valutazione dell'impatto"),
        blocks=tuple(blocks),
        questions=questions,
        fis=True,
    )


assert {name for _id, names in _WAYS for name in names} == set(ORDER)  # noqa: S101 - no field of a sheet is left out
