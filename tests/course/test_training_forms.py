"""Before and after a course: two forms with nothing in common, a sheet that comes back, and a careful answer."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from fis_lessons import cli
from fis_lessons.course.plan import course_file, read_plan
from fis_lessons.course.training_forms import (
    FIRST_ROW,
    FORM_A,
    FORM_B,
    KEY,
    SCORES,
    course_banks,
    score_sheet,
    write_forms,
)
from fis_lessons.course.training_scores import result_page, told
from fis_lessons.course.training_sheet import read_scores
from fis_lessons.errors import BuildError, LessonError, MeasureError
from fis_lessons.exercises import OpenText
from fis_lessons.exercises.quiz import before_after_questions
from fis_lessons.i18n import use_language


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


PLAN = read_plan(course_file("standard"))


def test_the_two_forms_have_nothing_in_common() -> None:
    banks = {k: v for k, v in course_banks(PLAN, lang="it").items() if v}
    assert {"01", "02"} <= set(banks)
    for seed in range(20):
        forms = before_after_questions(banks, seed=seed, count=13)
        before, after = ({q.id for q in form} for form in (forms.before, forms.after))
        assert len(before) == len(after) == 13
        assert not before & after
        for lesson in banks:
            own = [sum(name.startswith(f"{lesson}:") for name in form) for form in (before, after)]
            assert own[0] == own[1] > 0
        kinds = [sorted(type(q).__name__ for q in form) for form in (forms.before, forms.after)]
        assert sum(a == b for a, b in zip(*kinds, strict=True)) >= 8
    assert not [q for bank in banks.values() for q in bank if isinstance(q, OpenText)]


def test_same_seed_same_forms(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_forms(PLAN, tmp_path / name, lang="it", seed=3)
    write_forms(PLAN, tmp_path / "c", lang="it", seed=4)
    first, again, other = ((tmp_path / n / FORM_A).read_text(encoding="utf-8") for n in "abc")
    assert first == again != other


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_form_gives_no_answer_away_and_the_key_has_them_all(lang: Any, tmp_path: Path) -> None:
    done = write_forms(PLAN, tmp_path, lang=lang, count=10)
    assert done.files == (FORM_A, FORM_B, KEY, SCORES)
    with use_language(lang):
        banks = {k: v for k, v in course_banks(PLAN, lang=lang).items() if v}
        forms = before_after_questions(banks, seed=1, count=10)
    key = (tmp_path / KEY).read_text(encoding="utf-8")
    for name, questions in ((FORM_A, forms.before), (FORM_B, forms.after)):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert page.count('class="question"') == len(questions) == done.questions
        assert f'<html lang="{lang}">' in page
        assert "<script" not in page
        for question in questions:
            assert question.why[:40] not in page
    assert key.count('<th scope="row">') == 20


def test_a_course_without_questions_says_so(tmp_path: Path) -> None:
    empty = type(PLAN)(PLAN.title, PLAN.case, ())
    with pytest.raises(BuildError, match="nessuna lezione"):
        write_forms(empty, tmp_path, lang="it")
    with pytest.raises(LessonError):
        before_after_questions({"01": ()}, seed=1)


# --- scores -------------------------------------------------------------------------------------
def filled(folder: Path, *rows: tuple[object, ...], most: object = 10) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(score_sheet(10)))
    sheet = book.worksheets[0]
    sheet["B1"] = most  # type: ignore[assignment]
    for number, row in enumerate(rows):
        for column, value in enumerate(row, start=1):
            sheet.cell(row=FIRST_ROW + number, column=column, value=value)  # type: ignore[call-overload]
    path = folder / "punteggi.xlsx"
    book.save(path)
    return path


def test_a_filled_sheet_comes_back(tmp_path: Path) -> None:
    path = filled(
        tmp_path, ("P1", "A", 3, 6), ("P2", "b", "4", "7,5"), ("P3", None, None, 8), ("P4", "A", 0, 0)
    )
    found = read_scores(path)
    assert found.most == 10
    assert found.codes == ("P1", "P2", "P3", "P4")  # the codes left blank in the sheet are nobody
    assert found.first == ("A", "B", "", "A")
    assert found.before == (3, 4, None, 0)
    assert found.after == (6, 7.5, 8, 0)
    assert (found.difference.pairs, found.difference.incomplete) == (3, 1)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("P1", "A", 11, 5)], ["riga 4, punti prima", "da 0 a 10"]),
        ([("P1", "A", 1, -1)], ["punti dopo"]),
        ([("P1", "A", "tanti", 5)], ["tanti"]),
        ([("P1", "C", 1, 5)], ["A o B"]),
        ([("", "A", 1, 5)], ["manca il codice"]),
        ([("P1", "A", 1, 5), (" p1", "B", 2, 3)], ["riga 5", "riga 4"]),
        ([("P1", "X", 99, 99), ("P1", "A", True, 5)], ["riga 4", "riga 5", "99"]),
        ([("=1+1", "A", "=2+2", 5)], ["Codice", "punti prima", "formula senza risultato"]),
    ],
)
def test_every_problem_of_a_sheet_is_listed(
    rows: list[tuple[object, ...]], words: list[str], tmp_path: Path
) -> None:
    with pytest.raises(BuildError) as caught:
        read_scores(filled(tmp_path, *rows))
    for word in words:
        assert word in str(caught.value)


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as inside:
        inside.writestr("xl/workbook.xml", b" " * 200_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "xlsx"),
        (b"codice;prima;dopo\n", "xlsx"),
        (os.urandom(4000), "xlsx"),
        (b"PK\x03\x04" + b"\0" * 100, "xlsx"),
        (b"\0" * 21_000_000, "21 MB"),
        (None, "enorme"),
    ],
    ids=["empty", "csv", "noise", "broken zip", "large", "bomb"],
)
def test_what_is_no_sheet_is_refused(data: bytes | None, word: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(bomb() if data is None else data)
    with pytest.raises(BuildError, match=word):
        read_scores(path)


@pytest.mark.parametrize("most", [None, "dieci", 0, -3, 10**9, True])
def test_a_sheet_without_its_highest_score_is_refused(most: object, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="foglio dei punteggi"):
        read_scores(filled(tmp_path, ("P1", "A", 1, 2), most=most))


def test_the_answer_comes_with_its_cautions(tmp_path: Path) -> None:
    rows = [(f"P{i}", "A", 9 + i % 2, 10) for i in range(6)]
    found = read_scores(filled(tmp_path, *rows))
    result, care = told(found)
    assert "non prova" in result[0]
    assert [
        word for word in ("piccola", "stesso ordine", "quasi tutte") if not any(word in c for c in care)
    ] == []
    page = result_page(found, lang="en")
    assert "does not prove" in page
    assert page.count("<h1>") == 1


@pytest.mark.parametrize(
    ("forms", "word"),
    [
        ("AB" * 10, ""),
        ("A" * 20, "stesso ordine"),
        ("A" * 15 + "B" * 5, "molto diversi"),
        (" " * 20, "non è scritto"),
    ],
)
def test_the_order_of_the_forms_is_looked_at(forms: str, word: str, tmp_path: Path) -> None:
    rows = [(f"P{i}", form.strip() or None, 3 + i % 3, 5 + i % 4) for i, form in enumerate(forms)]
    _result, care = told(read_scores(filled(tmp_path, *rows)))
    assert [bool(word) and word in words for words in care] == ([True] if word else [])


def test_too_few_people_is_said(tmp_path: Path) -> None:
    with pytest.raises(MeasureError, match="almeno due"):
        told(read_scores(filled(tmp_path, ("P1", "A", 1, 2))))


# --- sheets as they come back -----------------------------------------------------------------------
def changed(folder: Path, change: Callable[[Any], None], *rows: tuple[object, ...]) -> Path:
    path = filled(folder, *rows)
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


FOUR = [("P01", "A", 5, 8), ("P02", "B", 6, 9), ("P03", "A", 4, 7), ("P04", "B", 7, 7)]


@pytest.mark.parametrize("label", ["Media", "MEDIA:", "Totale", "Mean"])
def test_a_row_that_sums_up_the_others_is_nobody_and_is_told(label: str, tmp_path: Path) -> None:
    found = read_scores(filled(tmp_path, *FOUR, (label, None, 5.5, 7.75)))
    assert found.difference.pairs == 4
    assert found.difference.mean == 2.25
    assert "Riga 8" in found.left_out[0]
    assert label.strip(":") in told(found)[1][0]


def test_nobody_vanishes_when_the_row_of_instructions_is_taken_away(tmp_path: Path) -> None:
    found = read_scores(changed(tmp_path, lambda sheet: sheet.delete_rows(2), *FOUR))
    assert found.codes == ("P01", "P02", "P03", "P04")


def test_columns_are_read_by_their_names(tmp_path: Path) -> None:
    def swap(sheet: Any) -> None:
        for row in range(FIRST_ROW - 1, FIRST_ROW + 4):
            before, after = sheet.cell(row, 3), sheet.cell(row, 4)
            before.value, after.value = after.value, before.value

    found = read_scores(changed(tmp_path, swap, *FOUR))
    assert (found.before, found.after) == ((5, 6, 4, 7), (8, 9, 7, 7))


def test_a_cover_sheet_and_an_unknown_column_are_no_trouble(tmp_path: Path) -> None:
    def more(sheet: Any) -> None:
        sheet.parent.create_sheet("Copertina", 0).append(["Corso del 3 marzo"])
        sheet.cell(FIRST_ROW - 1, 5, "Ufficio")

    found = read_scores(changed(tmp_path, more, *FOUR))
    assert found.difference.pairs == 4
    assert "Ufficio" in found.left_out[0]


def test_headings_that_are_missing_or_come_twice_are_refused(tmp_path: Path) -> None:
    def rename(sheet: Any) -> None:
        sheet.cell(FIRST_ROW - 1, 3, "Voto")

    def twice(sheet: Any) -> None:
        sheet.cell(FIRST_ROW - 1, 4, "Punti prima")
        sheet.cell(FIRST_ROW - 1, 5, "Punti dopo")

    with pytest.raises(BuildError, match=r"mancano le colonne Punti prima\. Colonne trovate: .*Voto"):
        read_scores(changed(tmp_path, rename, *FOUR))
    with pytest.raises(BuildError, match="stesso nome: Punti prima"):
        read_scores(changed(tmp_path, twice, *FOUR))


@pytest.mark.parametrize("cell", [0.5, "50%"])
def test_a_percentage_is_not_points(cell: object, tmp_path: Path) -> None:
    def percent(sheet: Any) -> None:
        sheet.cell(FIRST_ROW, 3, cell).number_format = "0%"

    with pytest.raises(BuildError) as caught:
        read_scores(changed(tmp_path, percent, *FOUR))
    assert "«50%» è una percentuale" in str(caught.value)
    assert "sarebbero 5,0" in str(caught.value)


def test_a_sheet_of_too_many_rows_is_no_class(tmp_path: Path) -> None:
    def many(sheet: Any) -> None:
        for row in range(FIRST_ROW, FIRST_ROW + 5_001):
            sheet.cell(row, 3, 1)

    with pytest.raises(BuildError, match=r"al massimo 5\.000"):
        read_scores(changed(tmp_path, many))


def test_rows_are_called_by_their_true_numbers(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="riga 7, punti dopo"):
        read_scores(changed(tmp_path, lambda sheet: sheet.insert_rows(5, 2), FOUR[0], ("P02", "B", 6, 99)))


# --- the command line ---------------------------------------------------------------------------
def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def test_a_trainer_goes_from_questions_to_an_answer(tmp_path: Path) -> None:
    done = run("questions", "standard", "-o", tmp_path / "q", "--count", "8")
    assert done.exit_code == 0, done.output
    assert "8" in done.output
    sheet = openpyxl.load_workbook(tmp_path / "q" / SCORES)
    page = sheet.worksheets[0]
    assert page["B1"].value == 8
    for number in range(25):
        for column, value in enumerate((f"X{number}", "AB"[number % 2], number % 5, 3 + number % 5), start=1):
            page.cell(row=FIRST_ROW + number, column=column, value=value)  # type: ignore[call-overload]
    sheet.save(tmp_path / "pieno.xlsx")
    done = run("--lang", "en", "training", tmp_path / "pieno.xlsx", "-o", tmp_path / "r.html")
    assert done.exit_code == 0, done.output
    assert "3.0 more (people: 25)" in done.output
    assert "<h1>Before and after the course</h1>" in (tmp_path / "r.html").read_text(encoding="utf-8")
