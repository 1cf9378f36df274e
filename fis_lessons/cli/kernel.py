"""``fis-lessons kernel ...``: the kit's kernel in another Jupyter."""

from __future__ import annotations

from typing import Annotated

import typer

from fis_lessons.cli.spoken import Command, group
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark

app = group(mark("Il kernel delle lezioni, in un altro Jupyter."))
_User = Annotated[
    bool,
    typer.Option(
        "--user", help=mark("Per ogni Jupyter di chi usa il computer, non solo per quello del kit.")
    ),
]


@app.command("install", cls=Command, help=mark("Aggiunge a Jupyter il kernel «FIS Lessons»."))
def install(user: _User = False) -> None:
    """Write the kernel."""
    from fis_lessons.kernels import install as kernel

    folder = kernel.install("user" if user else "environment")
    typer.echo(_("Il kernel «FIS Lessons» è in {path}").format(path=folder))
    if user:
        typer.echo(_("Da un altro Jupyter parte come un kernel comune: ci mette un po' di più."))


@app.command("remove", cls=Command, help=mark("Toglie da Jupyter il kernel «FIS Lessons»."))
def remove(user: _User = False) -> None:
    """Take the kernel away."""
    from fis_lessons.kernels import install as kernel

    folder = kernel.remove("user" if user else "environment")
    told = _("Il kernel «FIS Lessons» non c'era.") if folder is None else _("Tolto da {path}")
    typer.echo(told.format(path=folder))
