"""Cells, pages, English and minutes: for each rule a lesson that trips it, and one that nearly does."""

from __future__ import annotations

from author_samples import OPEN, VALUES, code, english, lesson, page, prose
from nbformat.v4 import new_output
from sample_course import cell, text

from fis_lessons.course.authoring.material import Subject

Pair = tuple[Subject, Subject]
_PLAN = (
    "| Minuti | Parte | Che cosa |\n|---|---|---|\n| {} | Storia | Si legge |\n| 10 | Quiz | Si risponde |"
)
_STOP = "**Puoi fermarti qui.** Sei a metà."
_ASK = [code("1", "exercise", name=f"ask-{n}") for n in "abcd"]
_TABLE = '<table><caption>Persone</caption><tr><th scope="col">Età</th></tr></table>'


def _plan(minutes: int, words: str = _PLAN) -> Subject:
    return lesson(text("# Prova", "title"), text(words.format(minutes), "trainer-plan", "trainer"))


def _sources(item: str) -> Subject:
    output = new_output("display_data", data={"text/html": f"<ol><li>{item}</li></ol>"})
    return lesson(code("lesson.sources()", output=output))


CELLS: dict[str, Pair] = {
    "heading-one": (lesson(text("Parole.", "title")), prose("## Uno\n\nParole.")),
    "metadata": (lesson(objectives=[]), lesson()),
    "objective-verb": (
        lesson(objectives=["Il conto", "Leggere", "Dire"]),
        lesson(objectives=["Accorgersi di un errore"] * 3),
    ),
    "objective-count": (lesson(objectives=["Leggere"] * 7), lesson(objectives=["Leggere"] * 6)),
    "parameters-cell": (lesson(OPEN, VALUES), lesson(VALUES, OPEN)),
    "cell-id": (lesson(text("Parole.", "3f9a01bc")), lesson(text("Parole.", "due-parole"))),
    "cell-id-twice": (
        lesson(text("Uno.", "here"), text("Due.", "there")),
        lesson(text("Uno.", "here"), text("Due.", "here-2")),
    ),
    "cell-order": (
        lesson(OPEN, code("lesson.hand_in()", name="hand-in"), code("lesson.quiz()", name="quiz")),
        lesson(OPEN, code("lesson.quiz()", name="quiz"), code("lesson.hand_in()", name="hand-in")),
    ),
    "part-name": (
        lesson(text("## Mettiti alla prova", "quiz-head"), code("lesson.quiz()", name="quiz")),
        lesson(
            text("## Quiz: che cosa ti resta\n\nSei domande.", "quiz-head"),
            code("lesson.quiz(6)", name="quiz"),
        ),
    ),
    "minutes-title": (
        lesson(text("# Prova\n\nOra si conta una quota.", "title")),
        lesson(text("# Prova\n\nIn mezz'ora, quiz compreso, conti una quota.", "title")),
    ),
    "cell-empty": (lesson(text("  ", "here")), lesson(text(".", "here"))),
    "tag-unknown": (lesson(code("1", "soluton")), lesson(code("1", "exercise", "extra"))),
    "tag-reserved": (lesson(code("1", name="solution-x")), lesson(code("1", "solution", name="solution-x"))),
    "code-long": (lesson(code("a = 1\nb = 2\nc = 3\nd = 4")), lesson(code("a = 1\nb = 2\n\nc = 3"))),
    "code-open": (lesson(_open_code := cell("1", "here")), lesson(code("1"))),
    "code-text": (lesson(code('print("Sono tre persone")')), lesson(code('print("tre")'))),
    "code-syntax": (lesson(code("a = (")), lesson(code("a = ()"))),
    "hidden-state": (
        lesson(code("b = a", name="use"), code("a = 1", name="make")),
        lesson(code("a = 1", name="make"), code("b = [a + c for c in range(3)]", name="use")),
    ),
    "run-order": (lesson(code("1"), code("2", name="two")), lesson(code("1"), code("2", name="two"))),
    "output-missing": (lesson(cell("lesson.quiz()", "quiz")), lesson(cell("x = 1", "here"))),
    "output-error": (
        lesson(code("1", output=new_output("error", ename="KeyError", evalue="", traceback=[]))),
        lesson(code("1", output=new_output("stream", text="KeyError è un nome"))),
    ),
    "output-warning": (
        lesson(code("1", output=new_output("stream", text="x.py:1: FutureWarning: presto"))),
        lesson(code("1", output=new_output("stream", text="Attenzione: è un'ipotesi"))),
    ),
    "output-path": (
        lesson(code("1", output=new_output("stream", text="Scritto /" + "home/anna/scheda.xlsx"))),
        lesson(code("1", output=new_output("stream", text="Scritto i-miei-casi/scheda.xlsx, 1/2"))),
    ),
    "output-large": (
        lesson(code("1", output=new_output("stream", text="a" * 750_001))),
        lesson(code("1", output=new_output("stream", text="a" * 749_000))),
    ),
    # --- pages
    "alt-missing": (page('<img src="x">'), page('<img src="x" alt="Due barre">')),
    "alt-file": (page('<img alt="figura 1.png">'), page('<img alt="La figura mostra due barre">')),
    "alt-long": (page(f'<img alt="{"a" * 1001}">'), page(f'<img alt="{"a" * 1000}">')),
    "figure-data": (
        page(f'<figure><img alt="Due barre"><figcaption></figcaption>{_TABLE}</figure>'),
        page(f'<figure><img alt="Due barre"><figcaption>Barre</figcaption>{_TABLE}</figure>'),
    ),
    "table-caption": (page(_TABLE.replace("Persone", "")), page(_TABLE)),
    "caption-marks": (
        page(_TABLE.replace("Persone", "**Persone**")),
        page(_TABLE.replace("Persone", "Persone * età")),
    ),
    # --- English
    "english-missing": (english("Uno solo.", ""), english("Uno solo.", "One alone.")),
    "english-stale": (
        Subject(
            file=prose("x").file, notebook=prose("Altro.").notebook, entries=english("Uno.", "One.").entries
        ),
        english("Uno.", "One."),
    ),
    "english-italian": (
        english("La casa è del Comune.", "La casa è del Comune."),
        english("La casa.", "The house."),
    ),
    "english-numbers": (
        english("Sono 1.234,5 euro.", "They are 1.234,5 euro."),
        english("Sono 1.234,5 euro.", "They are 1,234.5 euro."),
    ),
    "english-signs": (english("**Uno** solo.", "One alone."), english("**Uno** solo.", "**One** alone.")),
    "english-cut": (
        english("Chi paga, e chi ci guadagna di più?", "Who pays."),
        english("Chi paga?", "Who pays?"),
    ),
    "english-spelling": (english("Organizzare.", "To organize."), english("Il programma.", "The programme.")),
    # --- minutes
    "minutes-plan": (_plan(45), _plan(40)),
    "minutes-quiz": (
        _plan(50, "| Minuti | Parte | Che cosa |\n|---|---|---|\n| {} | Storia | Si legge |"),
        _plan(40),
    ),
    "minutes-said": (
        lesson(text("# Prova\n\nIn un'ora e dieci impari.", "title"), minutes=85),
        lesson(text("# Prova\n\nIn un'ora e mezza impari.", "title"), minutes=85),
    ),
    "stop-missing": (
        lesson(text("Parole.", "here"), minutes=70),
        lesson(text(_STOP, "stop"), minutes=70),
    ),
    "stop-middle": (
        lesson(*_ASK, text(_STOP, "stop"), minutes=70),
        lesson(*_ASK[:2], text(_STOP, "stop"), *_ASK[2:], minutes=70),
    ),
    "source-date": (
        _sources('Istat, <a href="https://a.it/2023">dati</a>'),
        _sources('Istat, <a href="https://a.it/">dati</a>, senza data'),
    ),
    "source-shape": (
        _sources('<a href="https://localhost/a">dati</a>, 2023'),
        _sources('<a href="https://a.it/?x=1&amp;y=2">dati</a>, 2023'),
    ),
}
_open_code.metadata = {}
CELLS["cell-id-twice"][0].notebook.cells[1].id = "here"  # whoever makes a notebook with nbformat is refused
CELLS["run-order"][0].code[0].execution_count = 5
