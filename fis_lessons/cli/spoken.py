"""How the command line speaks: help in the language in use, and complaints apart from results."""

from __future__ import annotations

from typing import Any

import typer
from rich.console import Console
from typer.core import TyperCommand, TyperGroup

from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark


class _Spoken:
    """Help in the language in use, which is known only once ``--lang`` has been read."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Translate what was marked, then write the help."""
        from typer import rich_utils

        rich_utils.ARGUMENTS_PANEL_TITLE = _("Argomenti")
        rich_utils.OPTIONS_PANEL_TITLE = _("Opzioni")
        rich_utils.COMMANDS_PANEL_TITLE = _("Comandi")
        command: Any = self
        spoken = [command, *getattr(command, "commands", {}).values(), *command.get_params(ctx)]
        before = [(each, each.help) for each in spoken if getattr(each, "help", None)]
        for each, words in before:
            each.help = _("Mostra questo aiuto.") if "--help" in getattr(each, "opts", ()) else _(words)
        try:
            super().format_help(ctx, formatter)  # type: ignore[misc]
        finally:
            for each, words in before:
                each.help = words

    def get_usage(self, ctx: Any) -> str:
        """Write the line of use."""
        usage = str(super().get_usage(ctx))  # type: ignore[misc]
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
        options_metavar=mark("[OPZIONI]"),
        subcommand_metavar=mark("COMANDO …"),
    )


def complain(words: str) -> None:
    """Tell on the error stream."""
    Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(words)
