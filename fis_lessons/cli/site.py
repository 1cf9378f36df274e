"""``fis-lessons site``: a course as a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fis_lessons.cli.asked import Course, Place
from fis_lessons.cli.building import DEFAULT_OUTPUT, build_for
from fis_lessons.i18n import counted, mark
from fis_lessons.i18n import gettext as _

if TYPE_CHECKING:
    from fis_lessons.course.editions import Edition

_DEFAULT = Path("build/site")
_DEFAULT_TRAINER = Path("build/site-trainer")


def write_site(
    course: Course = "standard",
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help=mark("Cartella del sito."), file_okay=False),
    ] = None,
    built: Annotated[
        Path,
        typer.Option("--built", help=mark("Cartella dove si prepara il corso."), file_okay=False),
    ] = DEFAULT_OUTPUT,
    trainer: Annotated[
        bool,
        typer.Option("--trainer", help=mark("Il sito di chi conduce, con le risposte, in una cartella sua.")),
    ] = False,
    place: Place = "",
    every_language: Annotated[
        bool, typer.Option("--every-language", help=mark("Fa tutte le lingue del corso, non solo questa."))
    ] = False,
) -> None:
    """Build what is missing of the course, and write its site."""
    from fis_lessons.course import site

    edition: Edition = "trainer" if trainer else "trainee"
    folder = output or (_DEFAULT_TRAINER if trainer else _DEFAULT)
    site.check_place(folder, edition=edition)
    build_for(course, built, trainer=trainer, every_language=every_language, place=place)
    made = site.write_site(built, folder, edition=edition)
    lessons = max(made.lessons.values())
    typer.echo(counted(lessons, one=_("{count} lezione nel sito."), more=_("{count} lezioni nel sito.")))
    for copy in made.saved:
        typer.echo(_("Qualcuno aveva cambiato un file: la sua copia è {path}").format(path=copy))
    typer.echo(_("Scritto {path}").format(path=made.first))
    typer.echo(
        _("Si apre con il browser, anche senza rete; per pubblicarlo, copia la cartella su un server.")
    )
