"""Two forms of questions, to ask before a course and after it, with the key and a sheet for the scores."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from fis_lessons.course.forms.on_paper import PAPER_CSS, question_on_paper
from fis_lessons.course.plan import Plan, opened
from fis_lessons.dossier.paper import page
from fis_lessons.errors import BuildError, Problem
from fis_lessons.exercises import Exercise, OpenText, Table
from fis_lessons.exercises.quiz import Bank, Forms, before_after_questions
from fis_lessons.figures import escape, inline, markdown
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.sheets import font, for_print, headings, new_book, put, to_bytes

FORM_A, FORM_B, KEY, SCORES = "modulo-A.html", "modulo-B.html", "chiave.html", "punteggi.xlsx"
FIRST_ROW = 4
"""Row of the first person in the sheet of scores; the highest score is in the second cell of the first row."""
PERSONS = 60


@dataclass(frozen=True)
class Written:
    """What was written for a course.

    Parameters
    ----------
    folder
        Where.
    files
        Names, in order of use.
    questions
        In each form.
    without
        Lessons of the course that have no questions.
    """

    folder: Path
    files: tuple[str, ...]
    questions: int
    without: tuple[str, ...]


def write_forms(plan: Plan, folder: Path, *, lang: Language, seed: int = 1, count: int = 12) -> Written:
    """Write the two forms, the key and the sheet of scores of a course.

    Parameters
    ----------
    plan
        The course.
    folder
        Where to write.
    lang
        Language of the forms; one of the course's.
    seed
        Same seed, same forms.
    count
        Questions in each form; fewer if the lessons do not have twice as many.

    Raises
    ------
    BuildError
        If the course has no lesson with questions in that language.
    LessonError
        If there are fewer than two questions for a lesson.
    """
    with use_language(lang):
        banks = course_banks(plan, lang=lang)
        full = {lesson: bank for lesson, bank in banks.items() if bank}
        if not full:
            raise BuildError(
                _("In questo corso nessuna lezione ha domande da fare prima e dopo."),
                [Problem(plan.title, _("lingua: {lang}.").format(lang=lang))],
            )
        forms = before_after_questions(full, seed=seed, count=count)
        for name, letter, questions in ((FORM_A, "A", forms.before), (FORM_B, "B", forms.after)):
            write_whole(folder / name, _form(questions, letter, course=_(plan.title), lang=lang))
        write_whole(folder / KEY, _key(forms, course=_(plan.title), lang=lang))
        write_whole(folder / SCORES, score_sheet(len(forms.before)))
        without = tuple(lesson for lesson, bank in banks.items() if not bank)
        return Written(folder, (FORM_A, FORM_B, KEY, SCORES), len(forms.before), without)


_NOT_ON_PAPER = (OpenText, Table)
"""Nobody but the writer judges a free text, and a table is made in a notebook."""


def course_banks(
    plan: Plan, *, lang: Language, without: tuple[type[Exercise], ...] = _NOT_ON_PAPER
) -> dict[str, Bank]:
    """Return the questions of each lesson that a trainer can mark on paper, named after the lesson."""
    banks: dict[str, Bank] = {}
    for variant in plan.variants:
        if variant.lang == lang:
            banks[variant.lesson.id] = tuple(
                replace(question, id=f"{variant.lesson.id}:{question.id}")
                for question in opened(variant).bank
                if not isinstance(question, without)
            )
    return banks


# --- the form -----------------------------------------------------------------------------------
def _form(questions: Bank, letter: str, *, course: str, lang: Language) -> str:
    title = _("Modulo {letter}: {count} domande").format(letter=letter, count=number(len(questions)))
    line = '<span class="line" aria-hidden="true"></span>'
    code, date = escape(_("Codice:")), escape(_("Data:"))
    words = _(
        "Non è un esame: serve a capire che cosa cambia con il corso. Rispondi da solo, senza cercare. Se non "
        "sai, lascia in bianco: indovinare confonde il conto. Scrivi il codice, non il nome, e usa lo stesso "
        "codice tutte e due le volte."
    )
    body = [
        f"<h1>{escape(title)}</h1><p>{escape(course)}</p>",
        f'<p class="head"><span>{code} {line}</span><span>{date} {line}</span></p>',
        f'<div class="box"><p>{escape(words)}</p></div>',
        *(question_on_paper(position, question) for position, question in enumerate(questions, start=1)),
    ]
    return page("\n".join(body), title=f"{title}. {course}", lang=lang, css=PAPER_CSS)


# --- the key ------------------------------------------------------------------------------------
def _key(forms: Forms, *, course: str, lang: Language) -> str:
    title = _("Chiave dei moduli, per chi conduce")
    steps = [
        _("Dai a ciascuno un codice. Il nome resta fuori dai moduli e dal foglio."),
        _(
            "**Prima del corso** metà della classe fa il modulo A e metà il modulo B, a sorte. **Dopo**, "
            "ciascuno fa l'altro. Così un modulo un po' più facile non sembra un effetto del corso."
        ),
        _("Un punto per ogni domanda del tutto giusta; zero se è sbagliata, a metà o in bianco."),
        _("Scrivi i punti in {file}, poi: {command}").format(
            file=f"**{SCORES}**", command=f"`fis-lessons training {SCORES}`"
        ),
        _(
            "I due moduli sono fatti allo stesso modo, ma nessuno ha provato che siano ugualmente difficili. E un "
            "cambiamento fra prima e dopo, da solo, non prova che l'abbia prodotto il corso."
        ),
    ]
    items = "".join(f"<li>{inline(step)}</li>" for step in steps)
    body = [f"<h1>{escape(title)}</h1><p>{escape(course)}</p><ol>{items}</ol>"]
    body += [_answers("A", forms.before), _answers("B", forms.after)]
    return page("\n".join(body), title=f"{title}. {course}", lang=lang, css=PAPER_CSS)


def _answers(letter: str, questions: Bank) -> str:
    head = _("Modulo {letter}").format(letter=letter)
    caption = escape(_("Risposte del modulo {letter}").format(letter=letter))
    titles = (_("Domanda"), _("Risposta giusta"), _("Perché"), _("Lezione"))
    rows = "".join(
        f'<tr><th scope="row">{position}</th><td>{escape(question.reference_text)}</td>'
        f"<td>{markdown(question.why)}</td><td>{escape(question.id.partition(':')[0])}</td></tr>"
        for position, question in enumerate(questions, start=1)
    )
    columns = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    return (
        f"<section><h2>{escape(head)}</h2>"
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(head)}"><table>'
        f"<caption>{caption}</caption>"
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


# --- the sheet of scores ------------------------------------------------------------------------
def score_sheet(most: int) -> bytes:
    """Write the spreadsheet where a trainer writes codes and scores.

    Parameters
    ----------
    most
        Highest score: questions in a form.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    book, sheet = new_book(_("Punteggi"))
    put(sheet, 1, 1, _("Punteggio massimo")).font = font()
    put(sheet, 1, 2, most)
    put(
        sheet,
        2,
        1,
        _("Una riga per persona. Se un punteggio manca lascia la cella vuota: non scrivere zero."),
    )
    titles = (_("Codice"), _("Modulo fatto prima (A o B)"), _("Punti prima"), _("Punti dopo"))
    headings(sheet, FIRST_ROW - 1, titles, widths=(24, 18, 14, 14))
    for row in range(PERSONS):
        put(sheet, FIRST_ROW + row, 1, f"P{row + 1:02d}")
    last = FIRST_ROW + PERSONS - 1
    forms = DataValidation(type="list", formula1='"A,B"', allow_blank=True)
    points = DataValidation(type="decimal", operator="between", formula1="0", formula2=str(most))
    points.allow_blank = True
    for rule, cells in ((forms, f"B{FIRST_ROW}:B{last}"), (points, f"C{FIRST_ROW}:D{last}")):
        sheet.add_data_validation(rule)
        rule.add(cells)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    for_print(sheet, title=_("Punteggi"), repeat=FIRST_ROW - 1, landscape=False)
    return to_bytes(book)
