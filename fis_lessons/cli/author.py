"""``fis-lessons author ...``: for who writes the lessons."""

from __future__ import annotations

from typing import Annotated

import typer

from fis_lessons.cli.spoken import Command, complain, group
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark

app = group(mark("Per chi scrive le lezioni."))
_Lessons = Annotated[
    list[str] | None, typer.Argument(help=mark("Numeri delle lezioni; senza, tutte."), metavar="ID")
]


@app.command(
    "refresh", cls=Command, help=mark("Esegue i notebook delle lezioni e salva i risultati dentro di loro.")
)
def refresh(lessons: _Lessons = None) -> None:
    """Execute the sources in place."""
    from fis_lessons.course import sources
    from fis_lessons.lessons.registry import LESSONS, lesson_spec

    for spec in [lesson_spec(lesson) for lesson in lessons or LESSONS]:
        changed = sources.refresh(spec.notebook)
        words = _("{name}: aggiornato.") if changed else _("{name}: era già a posto.")
        typer.echo(words.format(name=spec.notebook.name))


@app.command(
    "new", cls=Command, help=mark("Comincia una lezione: pacchetto, notebook, cataloghi, prova e elenchi.")
)
def new_lesson(
    number: Annotated[str, typer.Argument(help=mark("Numero della lezione, due cifre."), metavar="ID")],
    name: Annotated[
        str,
        typer.Argument(help=mark("Nome del pacchetto, in inglese: relational_goods."), metavar=mark("NOME")),
    ],
    title: Annotated[
        str, typer.Option("--title", help=mark("Titolo; se manca, quello previsto nel README."))
    ] = "",
    title_en: Annotated[
        str, typer.Option("--title-en", help=mark("Titolo in inglese; se manca, il nome."))
    ] = "",
) -> None:
    """Write the skeleton of a lesson."""
    from fis_lessons.course.new_lesson import begin

    for path in begin(number, name, title=title, title_en=title_en):
        typer.echo(_("Scritto {path}").format(path=path))
    typer.echo(_("La lezione si apre già. Cerca TODO nei file: lì comincia il tuo lavoro."))


@app.command(
    "translations", cls=Command, help=mark("Elenca le voci che mancano o non servono più nei cataloghi.")
)
def translations() -> None:
    """Check every catalogue."""
    from fis_lessons.course import catalogues

    gaps = catalogues.every_gap()
    for gap in gaps:
        typer.echo(f"- {gap.problem()}")
    if gaps:
        complain(_("Voci da sistemare: {total}.").format(total=len(gaps)))
        raise typer.Exit(1)
    typer.echo(_("I cataloghi sono completi."))


@app.command("quiz", cls=Command, help=mark("Controlla le domande dei quiz, per ogni caso e in ogni lingua."))
def quiz(lessons: _Lessons = None) -> None:
    """Read the files of questions as the lessons do."""
    from fis_lessons.course.quiz_check import count_questions
    from fis_lessons.lessons.registry import LESSONS

    for lesson, count in count_questions(lessons or LESSONS).items():
        typer.echo(_("Lezione {lesson}: domande a posto, {count}.").format(lesson=lesson, count=count))
