"""The months of the project: which step waits for which."""

from __future__ import annotations

from fis_lessons.cases import load_programme
from fis_lessons.dossier.study.asking import open_questions
from fis_lessons.dossier.study.content import Block, Chapter, Picture, Said, Table
from fis_lessons.dossier.study.material import Material
from fis_lessons.dossier.study.notes import grounds
from fis_lessons.dossier.study.own import SECTION, lines_table
from fis_lessons.dossier.study.steps import read_steps
from fis_lessons.figures.timetable import bars_in_time
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

_MOST_DRAWN = 30


def months(material: Material) -> Chapter:
    """Write the chapter of the months: the steps as they were written and, if they can be read, their bars."""
    columns = (_("Passo"), _("Mesi"), _("Che cosa aspetta"), _("Chi"))
    blocks = [
        *lines_table(material, "timetable", caption=material.supposed(_("I passi")), columns=columns),
        *_bars(material),
        *_dates(material),
    ]
    return Chapter(
        id="timetable",
        title=_("I tempi"),
        blocks=tuple(blocks),
        questions=open_questions(
            material, SECTION, only=["timetable"], who=_("Responsabile del procedimento, con chi realizza")
        ),
    )


def _bars(material: Material) -> tuple[Block, ...]:
    plan = read_steps(material.text(SECTION, "timetable"))
    if plan is None or len(plan.steps) > _MOST_DRAWN:
        return ()
    programme = load_programme()
    limit = programme.intervention("I").max_duration
    most = 12 * (limit.value or 1) if limit.unit == "years" else limit.value or 12
    notes = (*material.notes(SECTION, "timetable"), *grounds(programme, limit))
    words = _(
        "Il piano dura {length} mesi. Un intervento del programma ne durava al massimo {most}. I passi che non "
        "possono "
        "tardare: {steps}."
    ).format(length=number(plan.length), most=number(most), steps=", ".join(plan.critical))
    words += " " + _("La linea tratteggiata della figura segna la durata massima di un intervento.")
    figure = bars_in_time(
        plan,
        names={one.id: one.id for one in plan.steps},
        limit=most,
        title=_("I passi nei mesi"),
        source=_("i passi scritti nel progetto."),
    )
    return (Said(text=words, notes=notes), Picture(id="timetable", figure=figure, notes=notes))


def _dates(material: Material) -> tuple[Block, ...]:
    case = material.case
    if case is None or not case.timeline:
        return ()
    from fis_lessons.cases.base import when_text

    return (
        Table(
            id="dates",
            caption=_("Le date del progetto, secondo le fonti"),
            columns=(_("Quando"), _("Che cosa")),
            rows=tuple((when_text(one.date), _(one.text)) for one in case.timeline),
            notes=grounds(case, *case.timeline),
        ),
    )
