"""The roads not taken, and who did something like it."""

from __future__ import annotations

from fis_lessons.cases import Case, load_programme
from fis_lessons.dossier.study.asking import open_questions
from fis_lessons.dossier.study.chapters.told import words_of
from fis_lessons.dossier.study.comparison import comparison as compared
from fis_lessons.dossier.study.comparison import read_picks
from fis_lessons.dossier.study.content import Block, Chapter, Points, Question, Said
from fis_lessons.dossier.study.material import Material
from fis_lessons.dossier.study.notes import grounds
from fis_lessons.dossier.study.own import SECTION, lines_table
from fis_lessons.i18n import gettext as _

ELSEWHERE = "elsewhere"
"""Field of a worked study, of no form: what its programmes of other countries are not compared for."""


def alternatives(material: Material) -> Chapter:
    """Write the chapter of the roads not taken."""
    blocks = lines_table(
        material,
        "alternatives",
        caption=_("Le strade considerate"),
        columns=(_("Strada"), _("Perché sì, perché no")),
    )
    who = _("Chi ha scritto il progetto, con il dirigente e l'assessore")
    return Chapter(
        id="alternatives",
        title=_("Le alternative considerate"),
        blocks=blocks,
        questions=open_questions(material, SECTION, only=["alternatives"], who=who),
    )


def _unclear(case: Case | None) -> list[Block]:
    """Tell where the sources of a case disagree, under a title of its own."""
    if case is None or not case.contradictions:
        return []
    told = Said(
        heading=_("Da chiarire, perché le fonti non concordano"),
        text=_("Prima di usare questi dati si sceglie quale fonte vale, e si scrive perché."),
    )
    points = [
        Points(
            intro=_(one.topic),
            items=(*map(words_of, one.claims), _(one.how_to_read)),
            notes=grounds(case, *one.claims),
        )
        for one in case.contradictions
    ]
    return [told, *points]


def comparison(material: Material) -> Chapter:
    """Write the comparison with those who did something like it, in Italy and abroad."""
    picks = read_picks(material.text("study", "picks"))
    blocks: list[Block] = []
    questions: list[Question] = []
    if picks:
        programme = load_programme()
        blocks.append(
            Said(
                text=_("Il programma chiedeva un confronto con esperienze italiane e di altri Paesi."),
                notes=grounds(programme, programme.intervention("I")),
            )
        )
        blocks += compared(picks)
        said = material.text(SECTION, ELSEWHERE)
        if said:
            blocks.append(Said(text=f"{said}.", notes=material.notes(SECTION, ELSEWHERE)))
    else:
        questions.append(
            Question(
                text=_(
                    "Con quali esperienze, in Italia e all'estero, ci si confronta? Non ne è scelta nessuna."
                ),
                who=_("Chi ha scritto il progetto"),
                lesson="13",
            )
        )
    blocks += _unclear(material.case)
    return Chapter(
        id="comparison",
        title=_("Il confronto con altre esperienze"),
        blocks=tuple(blocks),
        questions=tuple(questions),
        fis=True,
    )
