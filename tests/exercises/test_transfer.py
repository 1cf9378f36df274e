"""A copy of the progress: written on one machine, added on another, refused when it is not one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.exercises import Event, Progress, TransferError, export_progress, import_progress, transfer
from fis_lessons.exercises.events import LONGEST_LINE
from fis_lessons.exercises.progress import FILE_NAME
from fis_lessons.exercises.transfer import COPY_NAME, bring_in, copy_of


def at(minute: int, exercise: str, kind: str = "answer", state: str = "right", lesson: str = "01") -> Event:
    time = f"2026-03-02T10:{minute:02}:00+01:00"
    return Event(lesson=lesson, exercise=exercise, kind=kind, case="c", state=state, time=time)  # type: ignore[arg-type]


@pytest.fixture
def office(tmp_path: Path) -> Progress:
    folder = tmp_path / "ufficio"
    folder.mkdir()
    record = Progress(folder)
    record.add_all([at(1, "a", state="not_yet"), at(2, "a"), at(3, "b", "skip", "")])
    return record


@pytest.fixture
def home(tmp_path: Path) -> Progress:
    folder = tmp_path / "casa"
    folder.mkdir()
    return Progress(folder)


def test_there_and_back_without_duplicates(office: Progress, home: Progress, tmp_path: Path) -> None:
    copy = export_progress(tmp_path / "chiavetta.jsonl", record=office)
    brought = import_progress(copy, record=home)
    assert (brought.added, brought.known, brought.unread) == (3, 0, 0)
    assert home.states("01", case="c") == {"a": "right", "b": "skipped"}
    assert import_progress(copy, record=home).words() == "Progressi aggiunti: 0. C'erano già: 3."
    home.add(at(9, "c"))
    assert home.path
    again = Progress(home.path.parent)
    assert again.states("01", case="c") == {"a": "right", "b": "skipped", "c": "right"}
    back = import_progress(export_progress(copy, record=again), record=office)
    assert (back.added, back.known) == (1, 3)
    assert office.states("01", case="c") == again.states("01", case="c")


def test_what_comes_from_elsewhere_takes_its_place_in_time(office: Progress, home: Progress) -> None:
    home.add(at(2, "a", state="not_yet"))
    home.add(at(5, "", "reset", ""))
    home.add(at(6, "z"))
    bring_in(copy_of(office), record=home, name="copia")
    assert home.states("01", case="c") == {"z": "right"}, "what the office did came before the fresh start"
    home.add(Event(lesson="01", exercise="", kind="undo", case="c"))
    assert home.states("01", case="c") == {"a": "right", "b": "skipped", "z": "right"}, "and is not lost"


def test_a_record_as_it_is_can_be_brought_too(office: Progress, home: Progress) -> None:
    assert office.path
    office.path.write_bytes(office.path.read_bytes() + b'{"v": 1, "cut sho')
    brought = import_progress(office.path, record=home)
    assert (brought.added, brought.unread) == (3, 1)
    assert "lasciate fuori: 1" in brought.words()


def test_what_could_not_be_saved_is_in_the_copy(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    record = Progress(tmp_path)
    record.add(at(1, "a"))
    assert record.trouble
    assert bring_in(copy_of(record), record=Progress(None)).added == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"ciao\nmondo\n", "nessuna riga", id="another-file"),
        pytest.param(b"\x00\xff" * 500, "nessuna riga", id="not-text"),
        pytest.param(b"[" * 60_000, "nessuna riga", id="endlessly-nested"),
        pytest.param(b'{"format": "fis-lessons/progress", "version": 9}\n', "versione", id="newer"),
        pytest.param(
            b'{"format": "fis-lessons/progress", "version": 1, "sha256": "0"}\n{}\n',
            "incompleto",
            id="damaged",
        ),
        pytest.param(b"x\n" * (transfer.MOST_EVENTS + 1), "troppe righe", id="too-many-lines"),
    ],
)
def test_what_is_not_a_copy_is_refused_and_nothing_is_added(
    content: bytes, words: str, home: Progress
) -> None:
    home.add(at(1, "a"))
    assert home.path
    before = home.path.read_bytes()
    source = home.path.parent / "altro.jsonl"
    source.write_bytes(content)
    with pytest.raises(TransferError, match=words):
        import_progress(source, record=home)
    assert home.path.read_bytes() == before


def test_a_copy_cut_short_is_refused(office: Progress, home: Progress) -> None:
    with pytest.raises(TransferError, match="incompleto"):
        bring_in(copy_of(office)[:-10], record=home)
    assert home.every() == []


def test_a_huge_file_is_refused_unread(home: Progress, tmp_path: Path) -> None:
    huge = tmp_path / "enorme.jsonl"
    with huge.open("wb") as stream:
        stream.truncate(transfer.LARGEST_FILE + 1)
    with pytest.raises(TransferError, match="troppo grande"):
        import_progress(huge, record=home)


@pytest.mark.parametrize("name", ["non-c-e.jsonl", ".", "a\x00b"])
def test_a_file_that_is_not_there(name: str, home: Progress, tmp_path: Path) -> None:
    with pytest.raises(TransferError):
        import_progress(f"{tmp_path}/{name}", record=home)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing here")
def test_a_pipe_is_not_waited_for(home: Progress, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tubo")
    with pytest.raises(TransferError, match="non c'è"):
        import_progress(tmp_path / "tubo", record=home)


def test_nothing_of_anybody_is_overwritten(office: Progress, tmp_path: Path) -> None:
    other = tmp_path / "bilancio.jsonl"
    other.write_text("importante", encoding="utf-8")
    with pytest.raises(TransferError, match="un altro file"):
        export_progress(other, record=office)
    assert other.read_text(encoding="utf-8") == "importante"
    assert office.path
    with pytest.raises(TransferError, match="nome del registro"):
        export_progress(office.path, record=office)
    assert export_progress(tmp_path, record=office) == export_progress(tmp_path, record=office)
    assert (tmp_path / COPY_NAME).is_file()


def test_a_hostile_event_is_kept_small_and_harmless(home: Progress) -> None:
    event = json.loads(at(1, "<img src=x onerror=alert(1)>").line())
    endless = json.dumps({**event, "answer": "x" * LONGEST_LINE}).encode()
    odd = json.dumps({**event, "kind": "format c:"}).encode()
    long = json.dumps({**event, "exercise": "x" * 5000}).encode()
    brought = bring_in(b"\n".join([json.dumps(event).encode(), endless, odd, long, b"{}"]), record=home)
    assert (brought.added, brought.unread) == (1, 4)


@given(st.binary(max_size=400))
def test_any_file_is_brought_or_refused(content: bytes) -> None:
    record = Progress(None)
    try:
        brought = bring_in(content, record=record)
    except TransferError:
        assert record.every() == []
    else:
        assert brought.added == len(record.every())
