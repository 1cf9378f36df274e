"""How the command line speaks: help in the language in use, and complaints apart from results."""

from __future__ import annotations

import sys
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperCommand, TyperGroup

from fis_lessons.cli import misuse
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark

INTERRUPTED = 130  # what a shell expects after Ctrl-C
_OPTIONS, _SUBCOMMAND = mark("[OPZIONI]"), mark("COMANDO …")
_Misuse: Any = typer.BadParameter.__mro__[
    2
]  # whatever is wrong with a command, in every version of the library


class _Spoken:
    """Help and complaints in the language in use, which is known only once ``--lang`` has been read."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run, and say in the user's language what is wrong with the command."""
        run: Any = super()
        if not standalone_mode:
            return run.main(*args, standalone_mode=False, **extra)
        try:
            done = run.main(*args, standalone_mode=False, **extra)
        except _Misuse as error:
            if type(error).__name__ != "NoArgsIsHelpError":  # then the help has been shown
                complain(misuse.told(error))
            sys.exit(int(getattr(error, "exit_code", 2)))
        except typer.Abort:
            sys.exit(1)
        sys.exit(done if isinstance(done, int) else 0)

    def invoke(self, ctx: Any) -> Any:
        """Do what is asked; Ctrl-C is told in a word."""
        run: Any = super()
        try:
            return run.invoke(ctx)
        except KeyboardInterrupt:
            complain(_("Interrotto."))
            raise typer.Exit(INTERRUPTED) from None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Translate what was marked, then write the help."""
        from typer import rich_utils

        rich_utils.ARGUMENTS_PANEL_TITLE = _("Argomenti")
        rich_utils.OPTIONS_PANEL_TITLE = _("Opzioni")
        rich_utils.COMMANDS_PANEL_TITLE = _("Comandi")
        rich_utils.REQUIRED_LONG_STRING = _("[obbligatorio]")
        rich_utils.DEFAULT_STRING = _("[se manca: {}]")
        command: Any = self
        spoken = [command, *getattr(command, "commands", {}).values(), *command.get_params(ctx)]
        before = [(each, each.help) for each in spoken if getattr(each, "help", None)]
        names = [(each, each.metavar) for each in command.get_params(ctx) if each.metavar]
        for each, words in before:
            each.help = _("Mostra questo aiuto.") if "--help" in getattr(each, "opts", ()) else _(words)
        for each, name in names:
            each.metavar = _(name)
        try:
            super().format_help(ctx, formatter)  # type: ignore[misc]
        finally:
            for each, words in before:
                each.help = words
            for each, name in names:
                each.metavar = name

    def get_usage(self, ctx: Any) -> str:
        """Write the line of use."""
        usage = str(super().get_usage(ctx))  # type: ignore[misc]
        params: Any = self
        for each in params.get_params(ctx):
            usage = usage.replace(each.metavar, _(each.metavar)) if each.metavar else usage
        for said in (_OPTIONS, _SUBCOMMAND):
            usage = usage.replace(said, _(said))
        return usage.replace("Usage:", _("Uso:"), 1)


class Group(_Spoken, TyperGroup):
    """A group whose help speaks the user's language."""


class Command(_Spoken, TyperCommand):
    """A command whose help speaks the user's language."""


def group(help_text: str) -> typer.Typer:
    """Make a group of commands."""
    return typer.Typer(
        cls=Group,
        help=help_text,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        options_metavar=_OPTIONS,
        subcommand_metavar=_SUBCOMMAND,
    )


def complain(words: str) -> None:
    """Tell on the error stream."""
    Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(words)
