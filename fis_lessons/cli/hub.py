"""``fis-lessons hub``: a class on one server."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from fis_lessons.cli.building import DEFAULT_OUTPUT
from fis_lessons.i18n import counted, language, mark
from fis_lessons.i18n import gettext as _


def write_class(
    people: Annotated[
        Path,
        typer.Argument(
            help=mark(
                "Elenco della classe (xlsx o csv), con le colonne «Nome» e «Cognome», o «Codice», o «Squadra»."
            ),
            metavar=mark("CLASSE.xlsx"),
            dir_okay=False,
        ),
    ],
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help=mark("Cartella della classe."), file_okay=False)
    ] = Path("classe"),
    built: Annotated[
        Path, typer.Option("--built", help=mark("Cartella del corso già preparato."), file_okay=False)
    ] = DEFAULT_OUTPUT,
    port: Annotated[
        int, typer.Option("--port", help=mark("Porta; servono anche le due dopo."), min=1024, max=65_533)
    ] = 8000,
    memory: Annotated[
        int, typer.Option("--memory", help=mark("Megabyte per ciascun processo di chi impara."), min=400)
    ] = 1500,
    processors: Annotated[
        float,
        typer.Option("--processors", help=mark("Parte dei processori per ciascuno."), min=0.01, max=1.0),
    ] = 0.5,
    idle: Annotated[
        int, typer.Option("--idle", help=mark("Minuti dopo i quali si chiude chi non lavora."), min=5)
    ] = 60,
) -> None:
    """Write the JupyterHub configuration of a class, and the codes to enter."""
    from fis_lessons.course.classroom.members import CLASS
    from fis_lessons.course.classroom.roster import read_roster
    from fis_lessons.course.hub.configure import Limits, write_hub
    from fis_lessons.course.hub.places import HANDED_IN
    from fis_lessons.course.typed import to_install, typed

    limits = Limits(memory=memory, processors=processors, idle=idle, port=port)
    roster = read_roster(people)
    done = write_hub(roster, built, output, lang=language(), limits=limits)
    count = len(done.people) - 1
    typer.echo(
        counted(count, one=_("{count} persona nella classe."), more=_("{count} persone nella classe."))
    )
    if any(seat.place or seat.astray for seat in roster.seats) and not (built / CLASS).is_dir():
        again = typed("fis-lessons", "build", "--class", people, "-o", built)
        told = _(
            "Il corso preparato è uno per tutti, e la colonna «Comune» non conta. Uno a testa: {command}"
        )
        typer.echo(told.format(command=again))
    for problem in done.remarks:
        typer.echo(_("Prima di farne uno a testa sistema l'elenco: {problem}").format(problem=problem))
    for user in done.gone:
        typer.echo(_("Non entra più, e la sua cartella resta: {user}").format(user=user))
    typer.echo(_("I codici, da dare a ciascuno e poi cancellare: {path}").format(path=done.codes))
    if find_spec("jupyterhub") is None:
        typer.echo(_("Qui JupyterHub non c'è. Installalo con: {command}").format(command=to_install("hub")))
    typer.echo(_("Per avviare, come root: {command}").format(command=command(done.config)))
    typer.echo(
        _("Poi risponde a http://127.0.0.1:{port}, su questa macchina; si ferma con Ctrl+C.").format(
            port=port
        )
    )
    typer.echo(
        _("Per la rete ci vuole davanti un server web con TLS: lo dice {path}.").format(path=done.config)
    )
    collect = typed("fis-lessons", "collect", done.config.parent / HANDED_IN, "--class", people)
    typer.echo(_("Le consegne, e chi manca: {command}").format(command=collect))
    if os.geteuid() != 0:
        typer.echo(
            _(
                "Senza root sono tutti lo stesso utente: chi scrive codice può leggere le cartelle degli altri."
            )
        )


def command(config: Path) -> str:
    """Return the command that starts the hub."""
    from fis_lessons.course.typed import typed

    return typed(sys.executable, "-m", "jupyterhub", "-f", config)
