"""``fis-lessons build`` and ``fis-lessons start``: a course made, and opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fis_lessons.cli.spoken import complain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, mark

if TYPE_CHECKING:
    from fis_lessons.course.plan import Plan

DEFAULT_OUTPUT = Path("build/course")
INTERRUPTED = 130  # what a shell expects after Ctrl-C


def build_course(
    course: Annotated[
        str, typer.Argument(help=mark("Nome di un corso del kit, o file YAML."), metavar="COURSE")
    ] = "standard",
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help=mark("Cartella del corso."), file_okay=False)
    ] = DEFAULT_OUTPUT,
    force: Annotated[
        bool, typer.Option("--force", help=mark("Rifà tutto, anche ciò che non è cambiato."))
    ] = False,
    trainer: Annotated[
        bool,
        typer.Option("--trainer", help=mark("Fa anche l'edizione per chi insegna, con le risposte.")),
    ] = False,
    every_language: Annotated[
        bool, typer.Option("--every-language", help=mark("Fa tutte le lingue del corso, non solo questa."))
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help=mark("Solo questa lezione; si può ripetere."), metavar="NN"),
    ] = None,
    places: Annotated[
        Path | None,
        typer.Option(
            "--places",
            help=mark("Elenco di Comuni (xlsx o csv): un corso per ciascuno, in una cartella sua."),
            dir_okay=False,
        ),
    ] = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help=mark("Se una riga dell'elenco non va, prepara le altre."))
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            "--workers", help=mark("Lezioni eseguite insieme; 0: quanti sono i processori."), min=0, max=64
        ),
    ] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=mark("Dice che cosa farebbe, e non fa niente."))
    ] = False,
) -> None:
    """Build a course, or one for each municipality of a list, and say what is where."""
    from fis_lessons.course import show
    from fis_lessons.course.places import read_places
    from fis_lessons.course.plan import course_file, read_plan

    lang = None if every_language else language()
    plan = read_plan(course_file(course)).asking(lang=lang, trainer=trainer).only(only or ())
    if places is None:
        if dry_run:
            show.preview(plan, output)
        else:
            _build(plan, output, force=force, workers=workers)
        return
    towns = read_places(places)
    if dry_run:
        show.preview_places(plan, towns, output)
        return
    try:
        found = show.region_with_lines(
            plan, towns, output, lang=language(), keep_going=keep_going, workers=workers, force=force
        )
    except KeyboardInterrupt:
        complain(_("Interrotto. Quello che era pronto resta: lo stesso comando riprende da lì."))
        raise typer.Exit(INTERRUPTED) from None
    if found.having("failed") or found.left_out:
        raise typer.Exit(1)


def _build(plan: Plan, output: Path, *, force: bool = False, workers: int = 0) -> None:
    from fis_lessons.course import show

    try:
        report = show.build_with_bar(plan, output, force=force, workers=workers)
    except KeyboardInterrupt:
        complain(_("Interrotto. Quello che era pronto resta: lo stesso comando riprende da lì."))
        raise typer.Exit(INTERRUPTED) from None
    show.tell(report)
    if report.failures:
        raise typer.Exit(1)


def build_for(course: str, output: Path, *, trainer: bool, every_language: bool, place: str = "") -> None:
    """Build what another form of a course is made from; ``place`` is the municipality it is about."""
    from fis_lessons.course.places import plan_for
    from fis_lessons.course.plan import course_file, read_plan
    from fis_lessons.territory import find

    lang = None if every_language else language()
    plan = read_plan(course_file(course))
    if place:
        plan = plan_for(plan, find(place))
    _build(plan.asking(lang=lang, trainer=trainer), output)


def start(
    folder: Annotated[
        Path, typer.Argument(help=mark("Cartella del corso."), metavar="COURSE_DIR")
    ] = DEFAULT_OUTPUT,
    work: Annotated[
        Path | None,
        typer.Option(
            "--work", help=mark("Cartella di chi impara, dove si lavora su una copia."), file_okay=False
        ),
    ] = None,
    port: Annotated[int | None, typer.Option("--port", help=mark("Porta da usare."))] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help=mark("Apre anche il browser."))
    ] = True,
) -> None:
    """Open the course."""
    from fis_lessons.course import lab
    from fis_lessons.course.folder import MANIFEST
    from fis_lessons.course.plan import course_file, read_plan

    if not (folder / MANIFEST).is_file():
        typer.echo(_("È la prima volta: preparo le lezioni. Ci vogliono pochi minuti; poi si aprono subito."))
        # only what a learner needs: the answers stay with who teaches
        _build(read_plan(course_file("standard")).asking(lang=language()), folder)
    raise typer.Exit(lab.start(folder, lang=language(), folder=work, port=port, browser=browser))
