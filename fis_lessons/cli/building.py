"""``fis-lessons build`` and ``fis-lessons start``: a course made, and opened."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fis_lessons.cli.asked import Course, Only
from fis_lessons.cli.spoken import INTERRUPTED, complain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, mark

if TYPE_CHECKING:
    from fis_lessons.course.build import Elsewhere
    from fis_lessons.course.plan import Plan
    from fis_lessons.course.series import Series

DEFAULT_OUTPUT = Path("build/course")


def build_course(
    course: Course = "standard",
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help=mark("Cartella del corso."), file_okay=False)
    ] = DEFAULT_OUTPUT,
    force: Annotated[
        bool, typer.Option("--force", help=mark("Rifà tutto, anche ciò che non è cambiato."))
    ] = False,
    trainer: Annotated[
        bool,
        typer.Option("--trainer", help=mark("Fa anche l'edizione per chi conduce, con le risposte.")),
    ] = False,
    every_language: Annotated[
        bool, typer.Option("--every-language", help=mark("Fa tutte le lingue del corso, non solo questa."))
    ] = False,
    only: Only = None,
    places: Annotated[
        Path | None,
        typer.Option(
            "--places",
            help=mark("Elenco di Comuni (xlsx o csv): un corso per ciascuno, in una cartella sua."),
            dir_okay=False,
        ),
    ] = None,
    people: Annotated[
        Path | None,
        typer.Option(
            "--class",
            help=mark(
                "Elenco della classe (xlsx o csv): una variante per ciascuno, e la chiave per chi conduce."
            ),
            dir_okay=False,
        ),
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option(
            "--minutes", help=mark("Minuti che hai in aula: dice se bastano, e che cosa tagliare."), min=1
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
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            help=mark("Esegue le lezioni su altre macchine: indirizzo di uno scheduler di dask."),
            metavar=mark("INDIRIZZO"),
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=mark("Dice che cosa farebbe, e non fa niente."))
    ] = False,
) -> None:
    """Build a course, or one for each case, municipality or person, and say what is where."""
    from fis_lessons.course import show
    from fis_lessons.course.classroom.members import members_of
    from fis_lessons.course.plan import course_file, read_plan

    lang = None if every_language else language()
    plan = read_plan(course_file(course)).asking(lang=lang, trainer=trainer).only(only or ())
    members = members_of(plan, places=places, people=people)
    _tell_minutes(plan, minutes)
    if dry_run:
        if members is None:
            show.preview(plan, output)
        else:
            show.preview_series(plan, members, output, keep_going=keep_going)
        return
    if members is None:
        _build(plan, output, force=force, workers=workers, scheduler=scheduler)
        return
    with _resumable(), _machines(scheduler) as elsewhere:
        found = show.series_with_lines(
            members, output, keep_going=keep_going, workers=workers, force=force, elsewhere=elsewhere
        )
        _tell_series(plan, found, output, people=people)


def _tell_minutes(plan: Plan, minutes: int | None) -> None:
    from fis_lessons.course.classroom.cuts import in_words, propose
    from fis_lessons.course.classroom.sittings import sittings

    available = minutes or plan.audience.minutes
    if available:
        for line in in_words(propose(sittings(plan), available=available)):
            typer.echo(line)


def _build(
    plan: Plan, output: Path, *, force: bool = False, workers: int = 0, scheduler: str | None = None
) -> None:
    from fis_lessons.course import show
    from fis_lessons.course.series import alone
    from fis_lessons.course.summary import write_summary

    with _resumable(), _machines(scheduler) as elsewhere:
        report = show.build_with_bar(plan, output, force=force, workers=workers, elsewhere=elsewhere)
        show.tell(report)
        if report.built or report.failures:
            found = alone(plan, report)
            show.tell_summary(found, write_summary(found, output, lang=language())[0])
    if report.failures:
        raise typer.Exit(1)


def _tell_series(plan: Plan, found: Series, output: Path, *, people: Path | None) -> None:
    from fis_lessons.course import show
    from fis_lessons.course.classroom.key import key_files
    from fis_lessons.course.summary import write_summary

    beside = key_files(plan, people, lang=language(), tell=typer.echo)
    for name in beside:
        typer.echo(_("La chiave, da non dare a chi impara: {name}").format(name=show.near(output / name)))
    show.tell_series(found)
    show.tell_summary(found, write_summary(found, output, lang=language(), beside=beside)[0])
    if found.having("failed") or found.left_out:
        raise typer.Exit(1)


@contextlib.contextmanager
def _machines(scheduler: str | None) -> Iterator[Elsewhere | None]:
    """Give the machines of a scheduler to a build; nothing if none was asked for."""
    if scheduler is None:
        yield None
        return
    from fis_lessons.course.cluster.scheduler import connected

    with connected(scheduler) as cluster:
        yield cluster.run


@contextlib.contextmanager
def _resumable() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        complain(_("Interrotto. Quello che era pronto resta: lo stesso comando riprende da lì."))
        raise typer.Exit(INTERRUPTED) from None


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
        Path, typer.Argument(help=mark("Cartella del corso."), metavar=mark("CARTELLA"))
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
    from fis_lessons.course import lab, show
    from fis_lessons.course.folder import MANIFEST
    from fis_lessons.course.plan import course_file, read_plan
    from fis_lessons.course.typed import typed
    from fis_lessons.errors import BuildError, Problem

    if not (folder / MANIFEST).is_file():
        if folder != DEFAULT_OUTPUT:  # a name mistyped is no wish for another course
            command = typed("fis-lessons", "build", "-o", folder)
            remedy = _("Controlla il nome, o preparalo: {command}").format(command=command)
            problem = Problem(str(folder), _("qui non c'è un corso preparato."), remedy=remedy)
            raise BuildError(_("Il corso non si può aprire."), [problem])
        # only what a learner needs: the answers stay with who teaches
        plan = read_plan(course_file("standard")).asking(lang=language())
        typer.echo(show.first_time(plan))
        _build(plan, folder)
    raise typer.Exit(lab.start(folder, lang=language(), folder=work, port=port, browser=browser))
