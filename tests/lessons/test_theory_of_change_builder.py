"""The builder: every move can be undone, nothing typed can do harm, and the workbook reads back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.dossier.chain_draft import LONGEST_RECORD, Draft, record_size
from fis_lessons.dossier.chain_editor import Builder
from fis_lessons.dossier.chain_workbook import read_workbook, save_workbook, workbook
from fis_lessons.errors import LessonError
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures.theory_of_change_text import mermaid, mermaid_words
from fis_lessons.i18n import set_language
from fis_lessons.measures.theory_of_change import KINDS, Arrow, Chain, Node, clean, from_text, to_text

# letters, and every sign that means something to a spreadsheet, a drawing or a page
WORDS = st.text("abèàZ9 =+-@\"#<>&|;[](){}`%_'\\/*:$\u4e2d", min_size=1, max_size=20).filter(
    lambda text: bool(clean(text))
)
NASTY = '<script>alert(1)</script> "]; click b1 href "x" %% |--> =1+1 $x$ {{ #35;'


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    set_language("it")
    yield
    set_language("it")


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    text = st.one_of(st.just(""), WORDS.map(clean))
    names = [f"x{i}" for i in range(draw(st.integers(1, 6)))]
    nodes = tuple(
        Node(
            id=name,
            kind=draw(st.sampled_from(KINDS)),
            label=clean(draw(WORDS)),
            indicator=draw(text),
            verification=draw(text),
            assumed=draw(st.booleans()),
        )
        for name in names
    )
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
    arrows = tuple(
        Arrow(source=a, target=b, assumption=draw(text), risk=draw(text))
        for a, b in draw(st.lists(ends, max_size=8, unique=True))
    )
    return Chain(nodes, arrows)


# --- workbook --------------------------------------------------------------------------------------------
@settings(max_examples=40, deadline=None)
@given(chains())
def test_the_workbook_reads_back_the_same_chain(chain: Chain) -> None:
    assert read_workbook(workbook(chain)) == chain.numbered()


@settings(max_examples=40, deadline=None)
@given(chains())
def test_no_cell_is_a_formula(chain: Chain) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(chain)))
    assert len(book.worksheets) == 3
    for sheet in book.worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert kinds <= {"s"}


def test_the_levels_are_read_in_both_languages() -> None:
    chain = Chain((Node(id="n1", kind="outcome", label="Lavoro"),))
    set_language("en")
    english = workbook(chain)
    set_language("it")
    assert read_workbook(english) == chain


def changed(chain: Chain, **cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook(chain)))
    for place, value in cells.items():
        sheet, cell = place.split("_")
        book.worksheets[int(sheet)][cell] = value  # type: ignore[assignment]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


CHAIN = Chain(
    (Node(id="n1", kind="output", label="Corsi"), Node(id="n2", kind="outcome", label="Lavoro")),
    (Arrow(source="n1", target="n2"),),
)
FILES = {
    "empty": b"",
    "text": b"not a workbook",
    "zip": b"PK\x03\x04" + b"\0" * 40,
    "level": changed(CHAIN, **{"0_B2": "qualcosa"}),
    "arrow-to-nowhere": changed(CHAIN, **{"1_C2": "7"}),
    "box-without-words": changed(CHAIN, **{"0_C2": None}),
    "same-number-twice": changed(CHAIN, **{"0_A3": "1"}),
    "too-long": changed(CHAIN, **{"0_C2": "x" * 400}),
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_file_that_is_not_a_chain_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(LessonError) as caught:
        read_workbook(data)
    assert caught.value.problems


def test_columns_and_sheets_may_be_moved_and_rows_left_blank() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(CHAIN)))
    boxes: Any = book.worksheets[0]
    boxes.insert_rows(3, 2)
    boxes.move_range("C1:C9", cols=6)  # the words of a box, after the last column
    book.move_sheet(book.worksheets[1], -1)
    book.create_sheet("Copertina", 0).append(["Comune di Lucca"])
    stream = io.BytesIO()
    book.save(stream)
    assert read_workbook(stream.getvalue()) == CHAIN
    boxes["B5"] = "qualcosa"
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(LessonError, match="Foglio «Caselle», riga 5"):
        read_workbook(stream.getvalue())


def test_a_sheet_that_is_missing_is_named() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(CHAIN)))
    book.remove(book.worksheets[1])
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(LessonError, match="non trovo il foglio «Frecce»"):
        read_workbook(stream.getvalue())


def test_a_workbook_that_unpacks_into_too_much_is_refused() -> None:
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 30_000_000)
    with pytest.raises(LessonError, match="enorme"):
        read_workbook(stream.getvalue())


def whose(folder: Path | None, *, building: bool = False) -> Learner:
    return Learner(folder, building, "it", Progress(None))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    done, words = save_workbook(CHAIN, learner=whose(blocked))
    assert not done
    assert "Non riesco a scrivere" in words
    assert save_workbook(CHAIN, learner=whose(None))[0] is False


# --- Mermaid ---------------------------------------------------------------------------------------------
def unescaped(text: str) -> str:
    return re.sub(r"#(\d+);", lambda found: chr(int(found.group(1))), text)


@given(st.text(max_size=40))
def test_mermaid_words_come_back_and_hold_no_sign(text: str) -> None:
    safe = mermaid_words(text)
    assert unescaped(safe) == text
    assert not set(re.sub(r"#\d+;", "", safe)) & set('"[](){}<>|;`#%&\\\n\r=@$')


LINE = re.compile(
    r"flowchart TB|  end|  subgraph level_\w+\[\"[^\"\[\]|<>]*\"\]"
    r"|    b\d+(\[/|\[\[|\[|\(\[|\{\{)\"[^\"\[\]|<>{}]*\"(/\]|\]\]|\]|\]\)|\}\})"
    r"|  b\d+ (-->|-\.->)(\|\"[^\"\[\]|<>{}]*\"\|)? b\d+"
)


@settings(deadline=None)
@given(chains())
def test_every_line_of_mermaid_is_one_of_ours(chain: Chain) -> None:
    lines = mermaid(chain).splitlines()
    assert all(LINE.fullmatch(line) for line in lines), lines
    assert sum(line.startswith("    b") for line in lines) == len(chain.nodes)
    assert sum("-->" in line or "-.->" in line for line in lines) == len(chain.arrows)


# --- moves ---------------------------------------------------------------------------------------------
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.integers(0, 5), WORDS), max_size=12))
def test_undoing_everything_gives_back_the_beginning(moves: list[tuple[int, int, int, str]]) -> None:
    kept: list[str] = []
    desk = Draft(None, lambda text: kept.append(text) or "")  # type: ignore[func-returns-value]
    states = [desk.chain]
    for move, one, other, words in moves:
        names = [node.id for node in desk.chain.nodes] or ["?"]
        a, b = names[one % len(names)], names[other % len(names)]
        if move == 0:
            told = desk.add(KINDS[one % 5], words)
        elif move == 1:
            told = desk.connect(a, b, assumption=words)
        elif move == 2:
            told = desk.change(a, kind=KINDS[other % 5], label=words)
        elif move == 3:
            told = desk.remove(a)
        else:
            told = desk.disconnect(a, b)
        assert told
        if desk.chain != states[-1]:
            states.append(desk.chain)
            assert from_text(kept[-1]) == desk.chain
    for before in reversed(states[:-1]):
        desk.undo()
        assert desk.chain == before
    assert not desk.can_undo
    assert "nessuna mossa" in desk.undo()


def test_a_chain_too_long_for_the_record_is_refused() -> None:
    desk = Draft(None, lambda _text: "")
    for _count in range(40):
        told = desk.add("output", "è" * 200, indicator="è" * 200)
        if "troppo lunga" in told:
            break
    else:
        pytest.fail("it should have become too long")
    assert record_size(desk.chain) <= LONGEST_RECORD


def test_a_record_line_always_holds_the_chain(tmp_path: Path) -> None:
    from fis_lessons.exercises import Event, Progress

    # quotes and backslashes double when a text is written inside a line of JSON: the worst there is
    desk = Draft(None, lambda _text: "")
    for kind in KINDS * 8:
        desk.add(kind, '"\\' * 100)
    record = Progress(tmp_path)
    record.add(Event(lesson="06", exercise="note:chain", kind="note", answer=to_text(desk.chain)))
    assert Progress(tmp_path).last_answer("06", "note:chain", case="") == to_text(desk.chain)


@pytest.mark.parametrize("stored", ["{", 7, "[]", '{"nodes":[["a","b"]],"arrows":[]}'])
def test_a_record_that_cannot_be_read_does_not_stop_the_lesson(stored: object) -> None:
    desk = Draft(stored, lambda _text: "")
    assert desk.chain == Chain()
    assert "non si legge più" in desk.opening


def test_a_folder_that_cannot_be_saved_in_is_told() -> None:
    desk = Draft(None, lambda _text: "disco pieno")
    assert "disco pieno" in desk.add("output", "Corsi")
    assert len(desk.chain.nodes) == 1, "the work of the session goes on"


# --- the panel -------------------------------------------------------------------------------------------
def panel(chain: Chain | None = None) -> Builder:
    builder = Builder(
        Draft(to_text(chain) if chain else None, lambda _text: ""),
        starts=[("prova", CHAIN)],
        export=lambda _chain: (True, "fatto"),
    )
    builder.widget()
    return builder


def test_what_is_typed_does_no_harm() -> None:
    builder = panel()
    builder.label.value = NASTY
    builder.indicator.value = NASTY
    builder.keep.click()
    builder.frame.click()
    shown = builder.picture.value + builder.told.value + builder.shown.children[0].value
    assert "<script" not in shown
    assert "&lt;script" in shown
    builder.text.click()
    assert all(LINE.fullmatch(line) for line in builder.shown.children[0].value.splitlines())


def test_the_fields_follow_what_is_chosen() -> None:
    builder = panel(CHAIN)
    builder.box.value = "n2"
    assert (builder.label.value, builder.kind.value) == ("Lavoro", "outcome")
    builder.label.value = "Trovano lavoro"
    builder.keep.click()
    assert builder.desk.chain.node("n2").label == "Trovano lavoro"
    assert builder.box.value == "n2", "the choice stays after the menu is renewed"
    builder.assumption.value = "scritta prima di scegliere"
    builder.source.value, builder.target.value = "n2", "n1"
    assert builder.assumption.value == "scritta prima di scegliere"
    builder.source.value, builder.target.value = "n1", "n2"
    assert builder.assumption.value == "", "the arrow there is has no assumption"
    builder.drop.click()
    assert builder.box.value == ""
    assert len(builder.desk.chain.nodes) == 1
    builder.back.click()
    assert len(builder.desk.chain.nodes) == 2


def test_buttons_pressed_too_soon_say_what_to_do() -> None:
    builder = panel()
    for button, words in [
        (builder.keep, "Scrivi prima"), (builder.drop, "Scegli nel menu"), (builder.tie, "Scegli da quale"),
        (builder.untie, "non c'è una freccia"),
    ]:  # fmt: skip
        button.click()
        assert words in builder.told.value.replace("&#x27;", "'")
    assert builder.back.disabled


def test_what_came_of_a_button_is_said_beside_it() -> None:
    builder = panel(CHAIN)
    builder.label.value = "Un esito"
    builder.keep.click()
    assert "Casella aggiunta. Salvato alle " in builder.box_said.value
    builder.source.value, builder.target.value = "n1", "n2"
    builder.assumption.value = "il corso è <vicino> a casa"
    builder.tie.click()
    assert (builder.box_said.value, builder.message.value) == ("", "")
    assert "Freccia cambiata" in builder.arrow_said.value
    assert "funziona se: il corso è &lt;vicino&gt; a casa" in builder.picture.value


def test_the_workbook_begins_with_the_drawing_and_reads_back(tmp_path: Path) -> None:
    learner = Learner(tmp_path, False, "it", Progress(tmp_path))
    assert save_workbook(CHAIN, learner=learner)[0]
    data = (tmp_path / "teoria-del-cambiamento.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[0] == "Disegno"
    [picture] = book["Disegno"]._images  # type: ignore[attr-defined]
    shown = picture.anchor.ext  # in units of which a point of the screen has 9,525
    assert (shown.width <= 640 * 9525, shown.height <= 880 * 9525) == (True, True)
    assert book["Disegno"].page_setup.fitToHeight == 1
    assert read_workbook(data) == CHAIN.numbered()


def test_one_can_start_from_a_whole_chain_and_go_back() -> None:
    builder = panel()
    builder.start.value = 1
    builder.begin.click()
    assert builder.desk.chain == CHAIN
    builder.back.click()
    assert builder.desk.chain == Chain()


def test_every_field_and_button_has_a_name() -> None:
    builder = panel()
    fields = [builder.box, builder.kind, builder.label, builder.indicator, builder.verification]
    fields += [builder.source, builder.target, builder.assumption, builder.risk, builder.start]
    buttons = [builder.keep, builder.drop, builder.tie, builder.untie, builder.begin, builder.back]
    buttons += [builder.excel, builder.text, builder.frame]
    names = [widget.description for widget in (*fields, *buttons)]
    assert all(names)
    assert len(set(names)) == len(names), "no two have the same name"
