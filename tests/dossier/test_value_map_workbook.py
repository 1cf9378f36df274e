"""The value map as a workbook: live formulas that give the kit's own numbers, read back as it was."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from maps import CASES, case_map, the_map
from openpyxl import Workbook, load_workbook

from fis_lessons.dossier.value_map import FILE, load_map, report, save_map
from fis_lessons.dossier.value_map_layout import (
    COLUMNS,
    FIRST_ROW,
    FIRST_YEAR,
    KEY_ROW,
    POSITION,
    STAGE_ROW,
    TITLE_ROW,
    TOTAL,
    TOTALS,
    VALUE,
)
from fis_lessons.dossier.value_map_reading import read_workbook
from fis_lessons.dossier.value_map_workbook import letter, write_workbook
from fis_lessons.errors import LessonError
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import set_language, use_language
from fis_lessons.lessons.l10_social_value.published import wheels_map
from fis_lessons.measures.sroi import Outcome, evaluate

RATE = f"{letter(VALUE)}4"


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


class Sheet:
    """Works out the few formulas a value map is made of: + - * / ^, SUM, IF, AND, MAX, = and comparisons."""

    def __init__(self, content: bytes) -> None:
        self.sheet: Any = the_map(content)

    def value(self, name: str) -> Any:
        cell = self.sheet[name.replace("$", "")]
        if cell.data_type != "f":
            return 0 if cell.value is None else cell.value
        return self.work_out(str(cell.value)[1:])

    def work_out(self, formula: str) -> Any:
        code = formula.replace("^", "**")
        code = re.sub(r"(?<![<>=])=(?!=)", "==", code)
        code = re.sub(r"(\$?[A-Z]+\$?\d+):(\$?[A-Z]+\$?\d+)", r'area("\1", "\2")', code)
        code = re.sub(r'(?<!["A-Z$\d])(\$?[A-Z]{1,2}\$?\d+)(?!["\d(])', r'at("\1")', code)
        names = {
            "IF": lambda test, yes, no: yes if test else no,
            "AND": lambda *tests: all(tests),
            "MAX": max,
            "SUM": sum,
            "at": self.value,
            "area": self.area,
        }
        return eval(code, {"__builtins__": {}}, names)

    def area(self, first: str, last: str) -> list[float]:
        cells = [cell for line in self.sheet[f"{first}:{last}".replace("$", "")] for cell in line]
        return [float(self.value(cell.coordinate)) for cell in cells]

    def total(self, key: str) -> float:
        row = 1 + [name for name, _label in TOTALS].index(key)
        return float(self.value(f"{letter(TOTAL)}{row}"))


@pytest.mark.parametrize("case", [*CASES, "wheels"])
def test_the_formulas_give_our_numbers(case: str) -> None:
    value_map = wheels_map() if case == "wheels" else case_map(case)
    sheet, found = Sheet(write_workbook(value_map)), evaluate(value_map)
    assert sheet.total("total_present_value") == pytest.approx(found.present_value, rel=1e-12)
    assert sheet.total("total_inputs") == pytest.approx(found.inputs)
    assert sheet.total("net_value") == pytest.approx(found.net_value, rel=1e-9)
    assert sheet.total("ratio") == pytest.approx(found.ratio, rel=1e-12)
    assert sheet.total("net_ratio") == pytest.approx(found.net_ratio, rel=1e-9)
    for position, (outcome, row) in enumerate(zip(value_map.outcomes, found.rows, strict=True)):
        line = FIRST_ROW + len(value_map.resources) + position
        assert sheet.value(f"{letter(POSITION['impact'])}{line}") == pytest.approx(outcome.impact)
        years = [sheet.value(f"{letter(FIRST_YEAR + k)}{line}") for k in range(len(row.impacts))]
        assert years == pytest.approx(row.impacts)


def test_a_changed_cell_changes_the_ratio() -> None:
    sheet = Sheet(write_workbook(case_map()))
    before, line = sheet.total("ratio"), FIRST_ROW + 2
    sheet.sheet.cell(line, POSITION["quantity"]).value = 0
    assert sheet.total("ratio") < before
    sheet.sheet.cell(line, POSITION["drop_off"]).value = 1  # zero to the power of zero never happens
    assert f"IF(AB${KEY_ROW}=MAX(1,$P{line}),1," in sheet.sheet.cell(line, FIRST_YEAR).value
    sheet.sheet.cell(4, VALUE).value = 0.5
    assert sheet.total("ratio") < before


def test_calculated_cells_are_formulas_and_nothing_else_is() -> None:
    sheet = Sheet(write_workbook(case_map())).sheet
    keys = [sheet.cell(KEY_ROW, position).value for position in range(1, FIRST_YEAR)]
    assert keys == [column.key for column in COLUMNS]
    assert sheet.row_dimensions[KEY_ROW].hidden
    for position, column in enumerate(COLUMNS, start=1):
        kinds = {sheet.cell(row, position).data_type == "f" for row in range(FIRST_ROW, FIRST_ROW + 10)}
        assert kinds == {column.kind == "formula"}, column.key


@pytest.mark.parametrize("case", [*CASES, "wheels"])
def test_read_back_as_it_was(case: str) -> None:
    value_map = wheels_map() if case == "wheels" else case_map(case)
    assert read_workbook(write_workbook(value_map)) == value_map


def test_written_in_one_language_and_read_in_the_other() -> None:
    with use_language("en"):
        english = case_map()
        content = write_workbook(english)
        assert the_map(content).title == "Value map"
    assert read_workbook(content) == english


def test_what_somebody_types_is_never_a_formula() -> None:
    words = ("=1+1", "+cmd|'/C calc'!A0", "@SUM(A1)", "-2", '=HYPERLINK("http://x")', "a\x07b")
    rows = tuple(
        Outcome(id=f"r{k}", stakeholder=text, outcome=text, quantity=1, proxy_value=1, proxy=text)
        for k, text in enumerate(words)
    )
    value_map = replace(case_map(), title="=2+2", outcomes=rows)
    content = write_workbook(value_map)
    sheet: Any = the_map(content)
    for k in range(len(words)):
        cell = sheet.cell(FIRST_ROW + 2 + k, POSITION["outcome"])
        assert cell.data_type == "s"
    title = sheet.cell(TITLE_ROW, VALUE)
    assert title.data_type == "s"
    assert title.quotePrefix
    back = read_workbook(content)
    assert [row.outcome for row in back.outcomes] == [*words[:-1], "a b"]
    assert back.title == "=2+2"


def edited(**cells: object) -> bytes:
    book = load_workbook(io.BytesIO(write_workbook(case_map())))
    sheet: Any = book.worksheets[1]
    for name, value in cells.items():
        sheet[name] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_row_added_by_hand_is_read() -> None:
    line = FIRST_ROW + 7
    at = {key: f"{letter(position)}{line}" for key, position in POSITION.items()}
    cells = {at["stakeholder"]: "Vicini", at["outcome"]: "Si salutano", at["quantity"]: "1.200,5"}
    back = read_workbook(edited(**cells, **{at["proxy_value"]: 3, at["deadweight"]: "25%"}))
    new = back.outcomes[-1]
    assert (new.id, new.quantity, new.deadweight, new.duration) == (f"riga {line}", 1200.5, 0.25, 1)
    sheet = Sheet(edited(**{at["outcome"]: "x", at["quantity"]: 10, at["proxy_value"]: 3}))
    assert sheet.value(f"{letter(FIRST_YEAR)}{line}") == 30


def test_cells_that_cannot_be_read_are_all_named() -> None:
    line = FIRST_ROW + 2
    quantity, sign = (f"{letter(POSITION[key])}{line}" for key in ("quantity", "sign"))
    with pytest.raises(LessonError) as caught:
        read_workbook(
            edited(
                **{
                    quantity: "molte",
                    sign: "forse",
                    RATE: None,
                    f"{letter(POSITION['output'])}{line + 8}": "sola",
                }
            )
        )
    where = [problem.where for problem in caught.value.problems]
    assert where == [f"cella {quantity}", f"cella {sign}", f"riga {line + 8}", f"cella {RATE}"] or set(
        where
    ) == {
        f"cella {quantity}",
        f"cella {sign}",
        f"riga {line + 8}",
        f"cella {RATE}",
    }


def test_a_formula_nobody_calculated_is_named() -> None:
    cell = f"{letter(POSITION['quantity'])}{FIRST_ROW + 2}"
    with pytest.raises(LessonError, match="salvalo"):
        read_workbook(edited(**{cell: "=5*2"}))


def rebuilt(change: Callable[[Any], None]) -> bytes:
    """Return the workbook after somebody worked on its first sheet."""
    book = load_workbook(io.BytesIO(write_workbook(case_map())))
    change(book.worksheets[1])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def without_the_hidden_row(sheet: Any) -> None:
    sheet.delete_rows(KEY_ROW)


def with_a_cover(sheet: Any) -> None:
    sheet.parent.create_sheet("Copertina", 0).append(["Comune di Bergamo"])


def with_rows_above(sheet: Any) -> None:
    sheet.insert_rows(1, 3)


def with_columns_moved(sheet: Any) -> None:
    at = letter(POSITION["quantity"])
    sheet.move_range(f"{at}{STAGE_ROW}:{at}60", cols=60)


@pytest.mark.parametrize(
    "change", [without_the_hidden_row, with_a_cover, with_rows_above, with_columns_moved]
)
def test_a_sheet_somebody_rearranged_is_the_same_map(change: Callable[[Any], None]) -> None:
    assert read_workbook(rebuilt(change)) == case_map()


@pytest.mark.parametrize(
    ("key", "value", "shown", "words"),
    [
        ("quantity", 0.5, "0%", "50% è una percentuale"),
        ("quantity", "12 €", None, "12 €"),
        ("quantity", 1e30, None, "1e+30"),
        ("proxy_value", "12%", None, "una percentuale"),
        ("deadweight", "un quarto", None, "come 25%"),
        ("outcome", "=A1", None, "formula senza risultato"),
    ],
)
def test_a_cell_that_means_something_else_is_named(
    key: str, value: object, shown: str | None, words: str
) -> None:
    where = f"{letter(POSITION[key])}{FIRST_ROW + 2}"

    def change(sheet: Any) -> None:
        sheet[where] = value
        sheet[where].number_format = shown or "General"

    with pytest.raises(LessonError) as caught:
        read_workbook(rebuilt(change))
    assert words in str(caught.value)
    assert f"cella {where}" in str(caught.value)


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (("1.234", "1.234,50", "7"), (1234, 1234.5, 7)),
        (("1.234", "1.5", "7"), (1.234, 1.5, 7)),
        (("1.234", "2", "7"), (1234, 2, 7)),
    ],
)
def test_the_whole_column_says_what_a_point_means(texts: tuple[str, ...], values: tuple[float, ...]) -> None:
    at = letter(POSITION["quantity"])
    content = edited(**{f"{at}{FIRST_ROW + 2 + k}": text for k, text in enumerate(texts)})
    assert tuple(row.quantity for row in read_workbook(content).outcomes[:3]) == values


def test_a_point_that_could_be_either_is_told() -> None:
    at = letter(POSITION["quantity"])
    texts = ("1.234", "1.5", "2,5")
    with pytest.raises(LessonError, match="con la virgola e con il punto"):
        read_workbook(edited(**{f"{at}{FIRST_ROW + 2 + k}": text for k, text in enumerate(texts)}))


def test_a_file_open_elsewhere_or_in_capitals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "MAPPA.XLSX"
    path.write_bytes(write_workbook(case_map()))
    assert load_map("mappa.xlsx", tmp_path) == case_map()

    def locked(*_arguments: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(LessonError, match="aperto in un altro programma"):
        load_map("mappa.xlsx", tmp_path)


def test_other_files_are_refused() -> None:
    empty = io.BytesIO()
    Workbook().save(empty)
    with pytest.raises(LessonError, match="mancano le colonne"):
        read_workbook(empty.getvalue())
    for content in (b"", b"PK\x03\x04 no", b"a" * 3_000_001):
        with pytest.raises(LessonError, match="non è una mappa"):
            read_workbook(content)


def test_the_file_is_written_beside_the_record_and_read_by_name(tmp_path: Path) -> None:
    learner = Learner(tmp_path, False, "it", Progress(tmp_path))
    first, second = save_map(case_map(), learner), save_map(case_map("lucca"), learner)
    assert (first.path.name, second.path.name) == (FILE, "mappa_del_valore_2.xlsx")
    assert (first.number, second.number) == (1, 2)
    assert not save_map(case_map("lucca"), learner).new, "it says nothing new"
    assert load_map(f" {FILE} ", tmp_path) == case_map()
    for name in ("", "../x.xlsx", "/etc/passwd", "mappa.odt", "altro.xlsx"):
        with pytest.raises(LessonError, match="Non trovo il file"):
            load_map(name, tmp_path)


def test_the_report_lists_the_doubts_and_escapes_what_was_typed() -> None:
    rows = tuple(replace(r, outcome=f"<b>{r.outcome}", proxy_source="") for r in case_map().outcomes)
    page = "".join(item.html for item in report(replace(case_map(), outcomes=rows)))
    assert "<b>" not in page.replace("<strong>", "")
    assert page.count("non ha una fonte") == len(rows)
    broken = report(replace(case_map(), outcomes=(replace(rows[0], deadweight=30),)))
    assert len(broken) == 1
    assert "fuori da 0–100%" in broken[0].text


def test_a_map_of_too_many_rows_is_no_map() -> None:
    def many(sheet: Any) -> None:
        for row in range(FIRST_ROW, FIRST_ROW + 501):
            sheet.cell(row, POSITION["outcome"], "x")

    with pytest.raises(LessonError, match="al massimo 500"):
        read_workbook(rebuilt(many))
