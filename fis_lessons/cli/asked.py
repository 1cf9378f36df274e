"""What several commands ask in the same words."""

from __future__ import annotations

from typing import Annotated

import typer

from fis_lessons.i18n import mark

Course = Annotated[
    str, typer.Argument(help=mark("Nome di un corso del kit, o file YAML."), metavar=mark("CORSO"))
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", help=mark("Solo questa lezione; si può ripetere."), metavar="NN"),
]
Place = Annotated[str, typer.Option("--place", help=mark("Il corso su questo Comune: «Forlì», A794."))]
