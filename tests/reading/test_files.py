"""Files of offices: what is in them, what they are when they are something else, and what they may cost."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import STRICT, archive, rows, saved, workbook

from fis_lessons.errors import ReadingError
from fis_lessons.reading import NoValue, Percent, find_file, read_book, unpacking

D = datetime.date


def one(content: bytes) -> list[tuple[int, tuple[object, ...]]]:
    (sheet,) = read_book(content, name="x.xlsx").sheets
    return [(row.number, row.cells) for row in sheet.rows]


def refused(content: bytes | Path, *, name: str = "x.xlsx") -> str:
    with pytest.raises(ReadingError) as caught:
        read_book(content, name=name)
    (problem,) = caught.value.problems
    assert problem.remedy
    return str(caught.value)


def test_cells_are_what_a_person_sees() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(
        ["testo", 5, 2.5, True, None, datetime.date(2026, 3, 2), datetime.datetime(2026, 3, 2, 10, 30)]
    )
    sheet.append([0.128, 0.07, "=A1", "=1/0", "  ", "", "coda"])
    sheet["A2"].number_format, sheet["B2"].number_format = "0.0%", "0%"
    first, second = one(saved(made))
    assert first == (1, ("testo", 5, 2.5, True, None, D(2026, 3, 2), datetime.datetime(2026, 3, 2, 10, 30)))
    share, seven, formula, error, *rest = second[1]
    assert (share, seven) == (12.8, 7.0)
    assert isinstance(share, Percent) and share.share == 0.128
    assert isinstance(formula, NoValue) and isinstance(error, NoValue)
    assert formula.reason == "formula"
    assert "apri il file" in formula.why
    assert rest == ["  ", None, "coda"]


def test_rows_keep_their_numbers_when_some_are_blank() -> None:
    made = openpyxl.Workbook()
    made.active["A2"], made.active["C7"] = "due", "sette"
    assert one(saved(made)) == [(2, ("due",)), (7, (None, None, "sette"))]
    assert one(b"a;b\n\n;\nc;d\n") == [(1, ("a", "b")), (4, ("c", "d"))]


def test_formulas_are_read_by_their_stored_results() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1"><f>1+1</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E1" t="str"><f>A1</f><v>sì</v></c>'
        '<c r="F1" t="b"><v>1</v></c></row></sheetData>'
    )
    ((_number, cells),) = one(workbook(sheet))
    assert cells[0] == 2
    assert cells[1] is None
    assert isinstance(cells[2], NoValue)
    assert cells[3] == NoValue("#DIV/0!", "error")
    assert cells[4:] == ("sì", True)


def test_a_merged_text_is_in_all_of_its_cells_and_a_number_in_one() -> None:
    made = openpyxl.Workbook()
    for line in (["Lucca", 1, 2], [None, 3, 4], [None, 5, None], ["Pisa", None, 7]):
        made.active.append(line)
    made.active.merge_cells("A1:A3")
    made.active.merge_cells("B3:C3")
    found = [cells for _number, cells in one(saved(made))]
    assert [cells[0] for cells in found] == ["Lucca", "Lucca", "Lucca", "Pisa"]
    assert found[2][2] == NoValue("5", "merged")


def test_texts_in_pieces_and_the_other_ways_to_write_a_cell() -> None:
    shared = "<si><r><t>Re</t></r><r><t>ggio</t></r><rPh><t>x</t></rPh></si><si/>"
    sheet = (
        '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c>'
        '<c t="d"><v>2026-03-02</v></c></row></sheetData>'
    )
    ((_number, cells),) = one(workbook(sheet, shared=shared))
    assert cells == ("Reggio", None, NoValue("9", "number"), D(2026, 3, 2))


def test_a_strict_file_and_one_with_prefixes_are_read() -> None:
    assert one(workbook(rows([["a", "b"]]), main=STRICT)) == [(1, ("a", "b"))]
    inside = "<x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData>"
    assert one(workbook(inside, prefix="x")) == [(1, (1,))]


def test_dates_counted_from_1904() -> None:
    sheet = '<sheetData><row><c s="1"><v>0.5</v></c><c s="1"><v>366</v></c></row></sheetData>'
    styles = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
    plain, old = (
        workbook(sheet, styles=styles),
        workbook(sheet, styles=styles, properties='<workbookPr date1904="1"/>'),
    )
    assert one(plain) == [(1, (0.5, D(1900, 12, 31)))]
    assert one(old) == [(1, (0.5, D(1905, 1, 1)))]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "è vuoto", id="empty"),
        pytest.param(b" \n ", "è vuoto", id="blank"),
        pytest.param(
            archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "LibreOffice", id="odt"
        ),
        pytest.param(archive({"xl/workbook.bin": "x"}), ".xlsb", id="xlsb"),
        pytest.param(archive({"word/document.xml": "x"}), "Word", id="word"),
        pytest.param(archive({"Tavole/Indicatori.xlsx": "x"}), "compressa: tavole/indicatori.xlsx", id="zip"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "vecchio tipo (.xls)", id="xls"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
            id="password",
        ),
        pytest.param(b"%PDF-1.7", "PDF", id="pdf"),
        pytest.param(b"\xef\xbb\xbf<html>", "pagina", id="page"),
        pytest.param(b"PK\x03\x04 no", "rovinato", id="broken"),
        pytest.param(workbook("<sheetData><row>"), "rovinato", id="cut"),
        pytest.param(archive({"xl/workbook.xml": "<workbook/>"}), "rovinato", id="no-links"),
        pytest.param("città".encode("latin-1") + b";1\n", "UTF-8", id="latin"),
        pytest.param("cittÃ ;1\n".encode(), "rovinate", id="spoiled"),
        pytest.param(b'a;b;c\n1;2;"x\n3;4;5\n', "riga 2: le virgolette", id="open-quote"),
        pytest.param(
            b'a;b;c\n1;2;"x\n3;4;5\n6;7;y"\n', "riga 2: le virgolette", id="a-quote-closed-elsewhere"
        ),
    ],
)
def test_a_file_is_told_for_what_it_is(content: bytes, words: str) -> None:
    assert words in refused(content)


def test_a_text_may_be_too_little() -> None:
    with pytest.raises(ReadingError, match="non è una cartella di lavoro"):
        read_book(b"a;b\n1;2\n", texts=False)


def test_a_note_on_two_lines_is_one_cell() -> None:
    assert one(b'a;b;c\n1;2;"una nota\nche va a capo"\n3;4;5\n') == [
        (1, ("a", "b", "c")),
        (2, ("1", "2", "una nota\nche va a capo")),
        (4, ("3", "4", "5")),
    ]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_sign_between_cells_is_found(sign: str) -> None:
    assert one(f"a{sign}b\n1{sign}2\n".encode())[1] == (2, ("1", "2"))
    assert one(f"sep={sign}\na{sign}b\n".encode()) == [(2, ("a", "b"))]


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "non c'è" in refused(tmp_path / "no.xlsx", name="")
    assert "cartella" in refused(tmp_path, name="")
    path = tmp_path / "aperto.xlsx"
    path.write_bytes(b"PK")

    def locked(*_arguments: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    told = refused(path, name="")
    assert "aperto in un altro programma" in told
    assert "Chiudilo" in told


@pytest.mark.parametrize("written", ["mappa.xlsx", "MAPPA.XLSX", "«Mappa.xlsx»", " mappa.XLSX ", "mappa"])
def test_a_file_is_found_whatever_its_capitals(written: str, tmp_path: Path) -> None:
    path = tmp_path / "MAPPA.XLSX"
    path.write_bytes(b"x")
    (tmp_path / "~$MAPPA.XLSX").write_bytes(b"x")
    assert find_file(written, tmp_path) == path


@pytest.mark.parametrize(
    "written", ["../x.xlsx", "/etc/passwd", "a\\b.csv", "..", "x\0.csv", "", "altro.xlsx", "~$x.xlsx"]
)
def test_only_a_file_of_the_folder_is_found(written: str, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"x")
    (tmp_path / "~$x.xlsx").write_bytes(b"x")
    with pytest.raises(ReadingError):
        find_file(written, tmp_path)
    with pytest.raises(ReadingError, match=r"ci sono: x\.xlsx"):
        find_file("y.xlsx", tmp_path)


# --- what a file may cost: each passes a limit long before it costs anything ----------------------------
def forged() -> bytes:
    """Return a workbook whose directory says a hundred bytes where there are seventeen millions."""
    inside = b"<worksheet>" + b" " * 17_000_000
    made = archive({"xl/workbook.xml": inside})
    return made.replace(struct.pack("<L", len(inside)), struct.pack("<L", 100))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(
            workbook('<sheetData><row r="2000000000"><c><v>1</v></c></row></sheetData>'),
            "un numero che",
            id="row",
        ),
        pytest.param(
            workbook("<sheetData/>", more={"xl/worksheets/s0.xml": b" " * 17_000_000}),
            "enorme",
            id="unpacked",
        ),
        pytest.param(forged(), "rovinato", id="forged-sizes"),
        pytest.param(workbook(*["<sheetData/>"] * 101), "101 fogli", id="sheets"),
        pytest.param(archive({str(n): "" for n in range(2_001)}), "troppi file", id="members"),
        pytest.param(
            workbook('<sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData>'),
            "500 colonne",
            id="columns",
        ),
        pytest.param(
            workbook("<sheetData/>" + '<mergeCell ref="A1:B2"/>' * 20_001), "celle unite", id="merges"
        ),
        pytest.param(workbook("<a>" * 101 + "</a>" * 101), "pezzi", id="deep"),
        pytest.param(workbook('<a b="' + "x" * 1_100_000 + '"/>'), "pezzi", id="attribute"),
        pytest.param(workbook("<!--" + "x" * 1_100_000 + "-->"), "pezzi", id="comment"),
        pytest.param(
            workbook("<sheetData/>", styles="<cellXfs>" + "<xf/>" * 100_001 + "</cellXfs>"),
            "pezzi",
            id="styles",
        ),
        pytest.param(
            workbook("", more={"xl/worksheets/s0.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "istruzioni",
            id="entities",
        ),
        pytest.param(b"a;b\n" + b"\n" * 1_048_577, "righe", id="lines"),
        pytest.param(b";" * 1_000_002, "pezzi", id="line"),
        pytest.param(b"1;" * 600 + b"1\n", "500 colonne", id="wide-text"),
    ],
)
def test_a_limit_stops_the_file(content: bytes, words: str) -> None:
    assert words in refused(content)


def test_cells_rows_and_places_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from fis_lessons.reading import grid as reader

    monkeypatch.setattr(reader, "MOST_CELLS", 10)
    monkeypatch.setattr(reader, "MOST_PLACES", 100)
    monkeypatch.setattr(reader, "MOST_ROWS", 5)
    same = '<sheetData><row r="1">' + '<c r="A1"><v>1</v></c>' * 11 + "</row></sheetData>"
    assert "10 celle" in refused(workbook(same))
    spread = "<sheetData>" + '<row><c r="DA1"><v>1</v></c></row>' + "</sheetData>"
    assert "100 celle" in refused(workbook(spread))
    assert "5 righe" in refused(workbook("<sheetData>" + "<row><c><v>1</v></c></row>" * 6 + "</sheetData>"))


def test_a_merge_of_the_whole_sheet_fills_nothing() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>t</v></c></row>'
        '<row r="9"><c r="C9"><v>1</v></c></row></sheetData>'
    )
    merged = '<mergeCell ref="A1:XFD1048576"/><mergeCell ref="A1:A1048576"/><mergeCell ref="?"/>'
    assert one(workbook(sheet + merged)) == [(1, ("t",)), (9, (None, None, 1))]


def test_the_content_types_are_never_unpacked() -> None:
    swollen = workbook(
        rows([["a"]]), more={"[Content_Types].xml": b"<" * 1_000_000, "xl/media/x.png": b"\0" * 40_000_000}
    )
    assert one(swollen) == [(1, ("a",))]
    assert len(swollen) < 100_000


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("wb") as stream:
        stream.truncate(unpacking.LARGEST + 1_000_000)
    assert "21 MB" in refused(path, name="")


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_no_damage_to_a_file_does_more_than_be_told(data: st.DataObject) -> None:
    made = bytearray(
        workbook(
            rows([["a", "b"], ["1", "2"]]),
            shared="<si><t>x</t></si>",
            styles='<cellXfs><xf numFmtId="9"/></cellXfs>',
        )
    )
    for _change in range(data.draw(st.integers(1, 4))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_book(bytes(made), name="x.xlsx")
    except ReadingError as error:
        assert error.problems


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    try:
        read_book(content)
    except ReadingError as error:
        assert error.problems


def test_a_member_with_a_password_is_told() -> None:
    content = bytearray(workbook("<sheetData/>"))
    stream = io.BytesIO(bytes(content))
    with zipfile.ZipFile(stream) as made:
        item = made.getinfo("xl/workbook.xml")
    directory = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/workbook.xml"))
    content[directory + 8] |= 1
    content[item.header_offset + 6] |= 1
    assert "password" in refused(bytes(content))
