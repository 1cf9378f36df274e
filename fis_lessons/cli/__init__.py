"""``fis-lessons ...``: every verb is one call into the rooms below, and what it has to say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from fis_lessons.cli import author, authoring, building, forms, hub, kernel, site
from fis_lessons.cli.asked import Course
from fis_lessons.cli.spoken import Command, complain, group
from fis_lessons.errors import CaseError, FisError, Problem
from fis_lessons.files import in_words, what_to_do
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, mark, set_language

app = group(mark("FIS Lessons: lezioni di welfare di comunità e misurazione d'impatto."))
case_app = group(mark("I casi: i progetti reali su cui lavorano le lezioni."))
lesson_app = group(mark("Le lezioni, una per volta."))
app.add_typer(case_app, name="case")
app.add_typer(lesson_app, name="lesson")
authoring.register(author.app)
app.add_typer(author.app, name="author")
app.add_typer(kernel.app, name="kernel")


def _speak(value: str | None) -> str | None:
    if value not in ("it", "en", None):
        raise typer.BadParameter(_("scegli «it» o «en»."))
    if value is not None:  # said before the command, it holds after it too
        set_language("en" if value == "en" else "it")
    return value


@app.callback()
def _root(
    lang: Annotated[
        str,
        typer.Option("--lang", help=mark("Lingua dei messaggi: it o en."), callback=_speak, is_eager=True),
    ] = "it",
) -> None:
    """Read the options that come before any command."""


app.command(
    "build", cls=Command, help=mark("Prepara un corso: notebook e pagine, per chi impara e per chi conduce.")
)(building.build_course)
app.command("site", cls=Command, help=mark("Fa di un corso un sito che si legge senza rete."))(
    site.write_site
)
app.command("start", cls=Command, help=mark("Apre il corso in JupyterLab; se manca, prima lo prepara."))(
    building.start
)
app.command(
    "make", cls=Command, help=mark("Fa un corso in un'altra forma: fogli da stampare, diapositive e altro.")
)(forms.make)


app.command("hub", cls=Command, help=mark("Prepara un server per una classe, con JupyterHub."))(
    hub.write_class
)


@app.command(
    "collect",
    cls=Command,
    help=mark("Raccoglie le consegne di una classe: un foglio di calcolo e una pagina con gli esiti."),
)
def collect_class(
    folder: Annotated[
        Path,
        typer.Argument(help=mark("Cartella con le consegne."), metavar=mark("CARTELLA"), file_okay=False),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help=mark("Foglio .xlsx da scrivere; accanto va la pagina."), dir_okay=False
        ),
    ] = Path("esiti.xlsx"),
    other_versions: Annotated[
        bool,
        typer.Option("--other-versions", help=mark("Conta anche le consegne di un'altra versione del kit.")),
    ] = False,
    people: Annotated[
        Path | None,
        typer.Option(
            "--class",
            help=mark("Elenco della classe: dice chi manca, e chi ha consegnato la variante di un altro."),
            dir_okay=False,
        ),
    ] = None,
    course: Annotated[
        str,
        typer.Option(
            "--course", help=mark("Corso da cui la classe è stata preparata."), metavar=mark("CORSO")
        ),
    ] = "standard",
) -> None:
    """Collect a class: what cannot be counted is listed, the rest goes on."""
    from fis_lessons.course import collect_show
    from fis_lessons.course.classroom.members import class_of
    from fis_lessons.course.plan import course_file, read_plan

    plan = read_plan(course_file(course))
    roster = class_of(plan, people)
    collect_show.collect_and_tell(
        folder,
        output,
        lang=language(),
        other_versions=other_versions,
        roster=roster if roster.seats else None,
        plan=plan,
    )


@app.command(
    "questions", cls=Command, help=mark("Scrive le domande da fare prima e dopo un corso, con la chiave.")
)
def write_questions(
    course: Course = "standard",
    output: Annotated[
        Path, typer.Option("--output", "-o", help=mark("Cartella dove scrivere."), file_okay=False)
    ] = Path("build/questions"),
    count: Annotated[
        int, typer.Option("--count", help=mark("Domande in ciascun modulo."), min=1, max=60)
    ] = 12,
    seed: Annotated[
        int, typer.Option("--seed", help=mark("Stesso numero, stesse domande."), min=0, max=2**32 - 1)
    ] = 1,
) -> None:
    """Write the two forms, the key and the sheet of scores."""
    from fis_lessons.course.plan import course_file, read_plan
    from fis_lessons.course.training_forms import write_forms
    from fis_lessons.course.typed import typed

    plan = read_plan(course_file(course))
    done = write_forms(plan, output, lang=language(), seed=seed, count=count)
    scores = next(name for name in done.files if name.endswith(".xlsx"))
    after = typed("fis-lessons", "training", output / scores)
    typer.echo(_("Domande in ciascun modulo: {count}.").format(count=done.questions))
    for lesson in done.without:
        typer.echo(_("La lezione {id} non ha domande.").format(id=lesson))
    for name in done.files:
        typer.echo(_("Scritto {path}").format(path=output / name))
    typer.echo(_("La chiave è per chi conduce: non darla insieme ai moduli."))
    typer.echo(_("Dopo il corso scrivi i punteggi nel foglio, poi: {command}").format(command=after))


app.command("quiz", cls=Command, help=mark("Scrive le domande dei quiz di un corso per Moodle."))(
    forms.write_quiz
)


@app.command(
    "training", cls=Command, help=mark("Legge i punteggi di prima e di dopo e dice che cosa è cambiato.")
)
def training_result(
    scores: Annotated[
        Path,
        typer.Argument(
            help=mark("Foglio .xlsx compilato."), metavar="FILE.xlsx", exists=True, dir_okay=False
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=mark("Pagina .html da scrivere."), dir_okay=False)
    ] = None,
) -> None:
    """Say what changed in a class."""
    from fis_lessons.course import training_scores
    from fis_lessons.course.training_sheet import read_scores
    from fis_lessons.files import write_whole

    found = read_scores(scores)
    result, care = training_scores.told(found)
    typer.echo("\n".join([*result, *(f"! {words}" for words in care)]))
    if output is not None:
        write_whole(output, training_scores.result_page(found, lang=language()))
        typer.echo(_("Scritto {path}").format(path=output))


@app.command("certificate", cls=Command, help=mark("Scrive l'attestato di ciò che si è fatto."))
def write_certificate(
    folder: Annotated[
        Path,
        typer.Argument(
            help=mark("Cartella di chi impara."), metavar=mark("CARTELLA"), exists=True, file_okay=False
        ),
    ],
    name: Annotated[str, typer.Option("--name", help=mark("Nome da scrivere."))],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help=mark("File .html o .pdf da scrivere."), dir_okay=False),
    ] = None,
) -> None:
    """Write a certificate as HTML or PDF."""
    from fis_lessons.course.paper_out import write_paper
    from fis_lessons.dossier.certificate import FILE_NAME, certificate
    from fis_lessons.dossier.heading import kept_heading
    from fis_lessons.dossier.modules import known_modules
    from fis_lessons.exercises.learner import Learner
    from fis_lessons.exercises.progress import Progress

    record = Progress(folder)
    page = certificate(
        record,
        name=name,
        lessons=known_modules(),
        lang=language(),
        heading=kept_heading(Learner(folder, False, language(), record)),
    )
    for line in write_paper(page, output or folder / FILE_NAME):
        typer.echo(line)


@app.command(
    "sheet", cls=Command, help=mark("Scrive la scheda di una lezione o di un corso, anche per il PIAO.")
)
def write_sheet(
    what: Annotated[
        str,
        typer.Argument(
            help=mark("Numero di una lezione, nome di un corso o file YAML."), metavar=mark("CHE COSA")
        ),
    ] = "standard",
    output: Annotated[
        Path, typer.Option("--output", "-o", help=mark("File .html o .pdf da scrivere."), dir_okay=False)
    ] = Path("scheda.html"),
) -> None:
    """Write the sheet of a lesson or of a course."""
    from fis_lessons.course.paper_out import sheet_page, write_paper

    for line in write_paper(sheet_page(what, lang=language()), output):
        typer.echo(line)


@case_app.command(
    "check",
    cls=Command,
    help=mark("Elenca i problemi di uno o più file; senza file, di tutti quelli del kit."),
)
def check_cases(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help=mark("File YAML di un caso, del programma o dell'atlante."),
            exists=True,
            dir_okay=False,
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """Check case files: 0 sound, 1 problems, 2 wrong use."""
    from fis_lessons import resources
    from fis_lessons.cases import check_file

    others = [
        resources.data("programme.yaml"),
        resources.data("legal_road", "road.yaml"),
        *sorted(resources.data("atlas").glob("*.yaml")),
    ]
    shipped = [*sorted(resources.data("cases").glob("*.yaml")), *others]
    total = 0
    for path in files or shipped:
        problems = check_file(path)
        total += len(problems)
        typer.echo(_("{name}: nessun problema.").format(name=path) if not problems else f"{path}:")
        for problem in problems:
            typer.echo(f"  - {problem}")
    if total:
        complain(_("Problemi da risolvere: {total}.").format(total=total))
        raise typer.Exit(1)


@case_app.command(
    "new",
    cls=Command,
    help=mark("Scrive il caso di un Comune: quello che si sa, e le domande a cui solo tu sai rispondere."),
)
def new_case(
    place: Annotated[
        str, typer.Argument(help=mark("Nome o codice di un Comune: «Forlì», A794."), metavar=mark("COMUNE"))
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help=mark("Cartella dei casi; se manca, «i-miei-casi». Chi scrive il kit: data/cases."),
            file_okay=False,
        ),
    ] = None,
    bes: Annotated[
        Path | None,
        typer.Option("--bes", help=mark("Tavola «Bes dei territori» dell'Istat, se l'hai scaricata.")),
    ] = None,
) -> None:
    """Write the case of a municipality."""
    from fis_lessons.cases.own import FOLDER
    from fis_lessons.dossier.new_case import write_case
    from fis_lessons.territory import find
    from fis_lessons.territory.bes import read_bes

    made = write_case(find(place), output or Path(FOLDER), bes=read_bes(bes) if bes else None)
    words = _("Scritto {path}") if made.new else _("{path} c'è già: resta com'è.")
    typer.echo(words.format(path=made.path))
    typer.echo(_("Nei parametri di una lezione: case = «{name}».").format(name=made.name))


@app.command(
    "study",
    cls=Command,
    help=mark("Scrive lo studio di fattibilità d'esempio di un caso: HTML, Word, PDF, Excel."),
)
def write_study(
    case: Annotated[str, typer.Argument(help=mark("Nome di un caso: lucca."), metavar=mark("CASO"))],
    lang: Annotated[
        str | None, typer.Option("--lang", help=mark("Lingua dello studio: it o en."), callback=_speak)
    ] = None,
    output: Annotated[
        Path, typer.Option("--out", "-o", help=mark("Cartella in cui scrivere."), file_okay=False)
    ] = Path(),
) -> None:
    """Write the worked study of a case."""
    from fis_lessons.articles import town
    from fis_lessons.cases import load_case
    from fis_lessons.territory import is_place

    try:
        name = load_case(case).municipality.name
    except CaseError as error:
        if error.problems and not is_place(case):
            raise  # only misspelt: the nearest has been told
        remedy = Problem("", _("Lo studio del tuo Comune lo scrive la lezione 13."))
        raise CaseError(error.message, [*error.problems, remedy]) from None
    typer.echo(_("Scrivo lo studio d'esempio {of_town}: può volerci un minuto.").format(of_town=town(name)))
    from fis_lessons.course import worked_study  # takes seconds: after the words

    written, left = worked_study.write_study(case, output, lang=language())
    for path in written:
        typer.echo(_("Scritto {path}").format(path=path))
    for words in left:
        typer.echo(words)
    words = _("È un esempio per insegnare: non è lo studio del Comune. Apri per primo: {path}")
    typer.echo(words.format(path=written[0]))


@lesson_app.command(
    "run",
    cls=Command,
    help=mark("Esegue una lezione con altri parametri e salva il notebook, risposte comprese."),
)
def run_lesson(
    lesson: Annotated[str, typer.Argument(help=mark("Numero della lezione."), metavar="ID")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help=mark("Notebook da scrivere."), dir_okay=False)
    ],
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter", "-p", help=mark("nome=valore; si può ripetere."), metavar=mark("NOME=VALORE")
        ),
    ] = None,
) -> None:
    """Execute one lesson with given parameters."""
    from fis_lessons.course import sources
    from fis_lessons.lessons.registry import lesson_spec

    sources.run(lesson_spec(lesson), sources.read_values(parameter or []), output)
    typer.echo(_("Scritto {path}").format(path=output))


def main() -> None:
    """Run the command; an error of ours is told without a traceback."""
    try:
        app()
    except FisError as error:
        complain(str(error))
        sys.exit(1)
    except OSError as error:
        complain(f"{in_words(error)} {what_to_do(error)}".rstrip())
        sys.exit(1)
