"""``fis-lessons author check`` and what stands beside it: hold lessons to the rules, list what they lack."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fis_lessons.cli.spoken import Command, complain
from fis_lessons.errors import FisError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, mark, set_language

UNREADABLE = 2


class Form(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"


class Tongue(StrEnum):
    """A language of the kit."""

    it = "it"
    en = "en"


def _in(lang: Tongue | None) -> None:
    if lang is not None:
        set_language("en" if lang is Tongue.en else "it")


_Names = Annotated[
    list[str] | None,
    typer.Argument(
        help=mark("Numeri di lezioni, notebook o cartelle; senza, tutte."), metavar=mark("NN|FILE")
    ),
]
_Form = Annotated[Form, typer.Option("--format", help=mark("Come scrivere: text o json."))]
_Lang = Annotated[Tongue | None, typer.Option("--lang", help=mark("Lingua dei messaggi: it o en."))]


def check(names: _Names = None, *, form: _Form = Form.text, lang: _Lang = None) -> None:
    """Hold lessons to the rules: 0 clean, 1 findings, 2 something that cannot be read."""
    from fis_lessons.course.authoring import checking

    _in(lang)
    try:
        found = checking.look(checking.wanted(names or []))
    except FisError as error:
        complain(str(error))
        raise typer.Exit(UNREADABLE) from None
    if form is Form.json:
        typer.echo(checking.as_json(found))
    else:
        for line in checking.as_lines(found):
            typer.echo(line)
    if found.findings:
        raise typer.Exit(1)


def rules(*, lang: _Lang = None) -> None:
    """List the rules: what each finds, why, how to mend."""
    from fis_lessons.course.authoring.rulebook import load_rules

    _in(lang)
    for rule in load_rules():
        typer.echo(f"{rule.id}: {_(rule.finds)} {_(rule.why)} {_(rule.mend)}")


_Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", help=mark("Scrive anche un file .html o .json; si può ripetere."), dir_okay=False
    ),
]
_Lessons = Annotated[
    list[str] | None, typer.Argument(help=mark("Numeri delle lezioni; senza, tutte."), metavar="ID")
]
_Cases = Annotated[
    list[str] | None,
    typer.Option("--case", help=mark("Solo questo caso; si può ripetere."), metavar=mark("CASO")),
]


def _write(outputs: list[Path] | None, *, html: Callable[[], str], data: Callable[[], str]) -> None:
    from fis_lessons.files import write_whole

    for path in outputs or []:
        if path.suffix.lower() not in (".html", ".json"):
            raise typer.BadParameter(_("il nome finisce con .html o .json."), param_hint="--output")
    for path in outputs or []:
        write_whole(path, html() if path.suffix.lower() == ".html" else data())
        typer.echo(_("Scritto {path}").format(path=path))


def gaps(
    lessons: _Lessons = None, *, cases: _Cases = None, output: _Output = None, lang: _Lang = None
) -> None:
    """List what each lesson lacks on each case."""
    from fis_lessons.course.authoring import gaps as room
    from fis_lessons.course.authoring import telling
    from fis_lessons.course.authoring.material import TOWN
    from fis_lessons.lessons.registry import lesson_spec

    _in(lang)
    wanted = [lesson_spec(lesson.zfill(2)).id for lesson in lessons or []]
    found = room.lacks(wanted, cases=cases or None, town="" if cases else TOWN)
    telling.tell_lacks(found)
    _write(output, html=lambda: telling.lacks_page(found, lang=language()), data=lambda: room.as_json(found))


def moves(
    lessons: _Lessons = None,
    *,
    against: Annotated[
        str,
        typer.Option(
            "--against", help=mark("Versione del progetto (HEAD, main, v1) o cartella di dati di prima.")
        ),
    ] = "HEAD",
    data: Annotated[
        Path | None,
        typer.Option("--data", help=mark("Cartella dei dati nuovi; senza, quelli del kit."), file_okay=False),
    ] = None,
    cases: _Cases = None,
    accepted: Annotated[
        Path, typer.Option("--accepted", help=mark("Elenco dei cambiamenti accettati."), dir_okay=False)
    ] = Path("accepted_moves.yaml"),
    accept: Annotated[
        str,
        typer.Option(
            "--accept", help=mark("Li accetta tutti, con questa ragione, e li aggiunge all'elenco.")
        ),
    ] = "",
    output: _Output = None,
    lang: _Lang = None,
) -> None:
    """Tell what moves when data change: 0 nothing new, 1 something to accept, 2 data that cannot be read."""
    from fis_lessons.course.authoring import moves as room
    from fis_lessons.course.authoring import telling
    from fis_lessons.lessons.registry import lesson_spec

    _in(lang)
    try:
        wanted = [lesson_spec(lesson.zfill(2)).id for lesson in lessons or []]
        found = room.compare(against, data=data, lessons=wanted, cases=cases or [], accepted=accepted)
    except FisError as error:
        complain(str(error))
        raise typer.Exit(UNREADABLE) from None
    telling.tell_moves(found)
    _write(output, html=lambda: telling.moves_page(found, lang=language()), data=lambda: room.as_json(found))
    if accept.strip() and found.open:
        count = room.accept(accepted, found.open, why=accept.strip())
        typer.echo(_("Accettati in tutto: {count}, in {path}.").format(count=count, path=accepted))
    elif found.open:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Put the commands beside those of the author."""
    app.command(
        "check", cls=Command, help=mark("Controlla come sono scritte le lezioni, con più di cento regole.")
    )(check)
    app.command("gaps", cls=Command, help=mark("Elenca che cosa manca a ogni lezione su ogni caso."))(gaps)
    app.command(
        "moves", cls=Command, help=mark("Dice quali risposte si muovono quando cambiano i dati, e di quanto.")
    )(moves)
    app.command("rules", cls=Command, help=mark("Elenca le regole per chi scrive, e perché ci sono."))(rules)
