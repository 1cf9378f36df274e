"""Spreadsheets of LibreOffice: the same cells as a workbook, within the same limits."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from made_files import archive, cell, opendocument

from fis_lessons.errors import ReadingError
from fis_lessons.reading import NoValue, Percent, find_file, read_book

ROW = "<table:table-row>{}</table:table-row>"


def one(*rows: str) -> list[tuple[int, tuple[object, ...]]]:
    (sheet,) = read_book(opendocument("".join(rows)), name="x.ods").sheets
    return [(row.number, row.cells) for row in sheet.rows]


def refused(content: bytes) -> str:
    with pytest.raises(ReadingError) as caught:
        read_book(content, name="x.ods")
    assert all(problem.remedy for problem in caught.value.problems)
    return str(caught.value)


def test_cells_are_what_a_person_sees() -> None:
    cells = [
        cell("Forlì"),
        cell("1.234,5", kind="float", more='office:value="1234.5"'),
        cell("12,8%", kind="percentage", more='office:value="0.128"'),
        cell("€ 5", kind="currency", more='office:currency="EUR" office:value="5"'),
        cell("02/03/26", kind="date", more='office:date-value="2026-03-02"'),
        cell("2/3", kind="date", more='office:date-value="2026-03-02T10:30:00"'),
        cell("VERO", kind="boolean", more='office:boolean-value="true"'),
        cell("8", kind="float", more='table:formula="of:=[.B1]*2" office:value="8"'),
        '<table:table-cell table:formula="of:=1+1"/>',
        cell("#DIV/0!", more='office:string-value="" calcext:value-type="error"'),
        cell("?", kind="float", more='office:value="inf"'),
    ]
    ((number, found),) = one(ROW.format("".join(cells)))
    assert number == 1
    assert found[:8] == (
        "Forlì", 1234.5, 12.8, 5, datetime.date(2026, 3, 2), datetime.datetime(2026, 3, 2, 10, 30), True, 8,
    )  # fmt: skip
    assert isinstance(found[2], Percent) and isinstance(found[3], int)
    assert [one.reason for one in found[8:] if isinstance(one, NoValue)] == ["formula", "error", "number"]


def test_what_repeats_keeps_its_place_and_the_sea_of_empty_rows_costs_nothing() -> None:
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    twice = cell("x", more='table:number-columns-repeated="2"')
    found = one(
        '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>',
        f'<table:table-row table:number-rows-repeated="2">{gap}{twice}</table:table-row>',
        ROW.format(cell("dopo")),
        '<table:table-row table:number-rows-repeated="1048569">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    )
    assert found == [(5, (None, None, "x", "x")), (6, (None, None, "x", "x")), (7, ("dopo",))]


def test_words_in_pieces_and_what_is_beside_a_cell() -> None:
    inside = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>nota</text:p></office:annotation>'
        "<draw:frame><draw:text-box><text:p>figura</text:p></draw:text-box></draw:frame>"
        '<text:p>Reggio <text:span>nell<text:s text:c="2"/>Emilia</text:span></text:p><text:p>due</text:p>'
        "</table:table-cell>"
    )
    shapes = (
        "<table:shapes><draw:frame><table:table><table:table-row/></table:table></draw:frame></table:shapes>"
    )
    assert one(shapes, ROW.format(inside)) == [(1, ("Reggio nell  Emilia\ndue",))]


def test_a_merged_text_is_in_all_of_its_cells_and_a_number_in_one() -> None:
    down = cell("Lucca", more='table:number-columns-spanned="1" table:number-rows-spanned="2"')
    wide = cell("5", kind="float", more='office:value="5" table:number-columns-spanned="2"')
    covered = "<table:covered-table-cell/>"
    three = cell("3", kind="float", more='office:value="3"')
    found = one(ROW.format(down + three), ROW.format(covered + wide + covered))
    assert found[1] == (2, ("Lucca", 5, NoValue("5", "merged")))


def test_other_files_of_the_family_and_a_password_are_told() -> None:
    text = archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
    assert "non un foglio di calcolo" in refused(text)
    closed = {"META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry></manifest>"}
    assert "password" in refused(opendocument("", more={**closed, "content.xml": b"\x00\x01"}))
    assert "rovinato" in refused(archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}))


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (
            '<table:table-row table:number-rows-repeated="2000000000">' + cell("x") + "</table:table-row>",
            "riga",
        ),
        (
            '<table:table-row table:number-rows-repeated="1000000">' + cell("x") + "</table:table-row>",
            "righe",
        ),
        (ROW.format(cell("x", more='table:number-columns-repeated="16384"')), "colonne"),
        (
            ROW.format(cell("x", more='table:number-columns-repeated="400"')).replace(
                "<table:table-row>", '<table:table-row table:number-rows-repeated="100000">'
            ),
            "celle",
        ),
        ("<table:table>" * 200 + "</table:table>" * 200, "pezzi"),
    ],
    ids=["last-row", "rows", "columns", "cells", "deep"],
)
def test_a_small_file_costs_little_whatever_it_declares(inside: str, words: str) -> None:
    assert words in refused(opendocument(inside))


def test_entities_and_size_are_bounded() -> None:
    swollen = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert "istruzioni" in refused(opendocument("", more={"content.xml": swollen}))
    long = ROW.format(cell("x" * 2_000_000))
    assert "pezzi" in refused(opendocument(long)) or "enorme" in refused(opendocument(long))


def test_a_name_without_its_ending_finds_it(tmp_path: Path) -> None:
    (tmp_path / "Mappa.ods").write_bytes(opendocument(ROW.format(cell("x"))))
    assert find_file("mappa", tmp_path).name == "Mappa.ods"
