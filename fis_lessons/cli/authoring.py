"""``fis-lessons author check`` and what stands beside it: hold lessons to the rules, list what they lack."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from fis_lessons.cli.spoken import Command, complain
from fis_lessons.errors import FisError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, set_language

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
    typer.Argument(help=mark("Numeri di lezioni, notebook o cartelle; senza, tutte."), metavar="NN|PATH"),
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
    from fis_lessons.course.authoring.registry import load_rules

    _in(lang)
    for rule in load_rules():
        typer.echo(f"{rule.id}: {_(rule.finds)} {_(rule.why)} {_(rule.mend)}")


def register(app: typer.Typer) -> None:
    """Put the commands beside those of the author."""
    app.command(
        "check", cls=Command, help=mark("Controlla come sono scritte le lezioni, con più di cento regole.")
    )(check)
    app.command("rules", cls=Command, help=mark("Elenca le regole per chi scrive, e perché ci sono."))(rules)
