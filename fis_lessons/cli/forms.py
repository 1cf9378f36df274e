"""``fis-lessons make``: a course on paper, on a wall, in another system."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from fis_lessons.cli.asked import Course, Only, Place
from fis_lessons.cli.spoken import complain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, mark


def make(
    form: Annotated[
        str,
        typer.Argument(help=mark("Che cosa fare; senza, l'elenco di ciò che si può."), metavar=mark("FORMA")),
    ] = "",
    course: Course = "standard",
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help=mark("Cartella dove scrivere; se manca, build/FORM."), file_okay=False
        ),
    ] = None,
    only: Only = None,
    place: Place = "",
    trainer: Annotated[
        bool, typer.Option("--trainer", help=mark("Anche per chi conduce, con note e risposte."))
    ] = False,
    seed: Annotated[
        int,
        typer.Option(
            "--seed", help=mark("Stesso numero, stesse domande nello stesso ordine."), min=0, max=2**32 - 1
        ),
    ] = 1,
    pdf: Annotated[
        bool, typer.Option("--pdf/--no-pdf", help=mark("Scrive anche i PDF, se c'è un browser."))
    ] = True,
    whole: Annotated[
        bool, typer.Option("--whole", help=mark("Tutto il corso in un file solo, dove si può."))
    ] = False,
    built: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help=mark("Cartella di un corso già preparato: le lezioni che sono lì non si eseguono di nuovo."),
            file_okay=False,
        ),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            "--workers", help=mark("Lezioni eseguite insieme; 0: quanti sono i processori."), min=0, max=64
        ),
    ] = 0,
) -> None:
    """Make a form of a course, and say what is where."""
    from fis_lessons.course.forms import FORMS, Order, make_form
    from fis_lessons.course.places import plan_for
    from fis_lessons.course.plan import course_file, read_plan
    from fis_lessons.course.taken import built_course_in
    from fis_lessons.territory import find

    if not form:
        typer.echo(_("Che cosa puoi fare:"))
        for name, known in FORMS.items():
            typer.echo(f"  {name}: {_(known.told)}")
        typer.echo(
            _(
                "Con un comando loro: «fis-lessons site» (il sito), «fis-lessons quiz» (le domande per Moodle)."
            )
        )
        return
    plan = read_plan(course_file(course)).only(only or ())
    order = Order(
        plan_for(plan, find(place)) if place else plan,
        output or Path("build") / form,
        language(),
        trainer=trainer,
        seed=seed,
        pdf=pdf,
        written=lambda path: typer.echo(_("Scritto {path}").format(path=path)),
        stepped=lambda name: complain(_("Preparata: {name}").format(name=name)),
        whole=whole,
        workers=workers or os.cpu_count() or 2,
        course=built_course_in(built) if built is not None else None,
    )
    for words in make_form(form, order).told:
        typer.echo(words)


def write_quiz(
    course: Course = "standard",
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help=mark("File da scrivere."), dir_okay=False)
    ] = Path("build/questions/moodle.xml"),
    only: Only = None,
    place: Place = "",
) -> None:
    """Write the bank of a course, and what the other system cannot ask."""
    from fis_lessons.course.bank_out import write_bank
    from fis_lessons.course.places import plan_for
    from fis_lessons.course.plan import course_file, read_plan
    from fis_lessons.territory import find

    plan = read_plan(course_file(course)).only(only or ())
    done = write_bank(plan_for(plan, find(place)) if place else plan, output, lang=language())
    typer.echo(_("Scritto {path}").format(path=output))
    for line in done:
        typer.echo(line)
