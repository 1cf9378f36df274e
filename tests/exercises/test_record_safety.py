"""The record when things go wrong: killed half-way, many at once, a full disk, a file taken away."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fis_lessons import locks
from fis_lessons.exercises import Event, Progress, logfile
from fis_lessons.exercises.progress import FILE_NAME

unix = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes made by fork")


def answer(exercise: str, state: str = "right", **more: object) -> Event:
    return Event(lesson="01", exercise=exercise, kind="answer", case="c", state=state, **more)  # type: ignore[arg-type]


def states(folder: Path) -> dict[str, str]:
    return Progress(folder).states("01", case="c")


def in_a_child(work: Callable[[int], None]) -> tuple[int, list[str]]:
    """Run something in a process of its own; return how it ended and the lines it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(writing)
            os._exit(0)
        except BaseException:
            os._exit(99)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        told = stream.read().decode().split()
    return os.waitpid(child, 0)[1], told


@unix
def test_killed_between_any_two_writes_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    chance = random.Random(5)
    real_write, real_sync = os.write, os.fsync
    acknowledged: set[str] = set()
    for turn in range(200):
        deadline = chance.randrange(0, 7)  # at which write the machine stops
        where = chance.choice(("before", "half-way", "after", "while the disk works"))

        def work(acknowledge: int, turn: int = turn, deadline: int = deadline, where: str = where) -> None:
            done = 0

            def dying_write(handle: int, data: bytes) -> int:
                nonlocal done
                done += 1
                if done <= deadline or where == "while the disk works":
                    return real_write(handle, data)
                if where != "before":
                    real_write(handle, data[: chance.randrange(len(data))] if where == "half-way" else data)
                os.kill(os.getpid(), signal.SIGKILL)
                return 0

            def dying_sync(handle: int) -> None:
                if where == "while the disk works" and done > deadline:
                    os.kill(os.getpid(), signal.SIGKILL)
                real_sync(handle)

            logfile.os.write, logfile.os.fsync = dying_write, dying_sync  # type: ignore[assignment]
            record = Progress(tmp_path)
            record._ledger._synced = float("-inf")
            for step in range(20):
                name = f"{turn}-{step}"
                record._ledger._synced = float("-inf")  # every event waits for the disk
                record.add(answer(name))
                real_write(acknowledge, f"{name}\n".encode())

        status, told = in_a_child(work)
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        acknowledged.update(told)
        assert len(told) == deadline
    found = states(tmp_path)
    assert acknowledged <= set(found)
    assert len(acknowledged) > 300
    record = Progress(tmp_path)
    record.add(answer("afterwards"))
    assert states(tmp_path)["afterwards"] == "right"
    whole = [line for line in (tmp_path / FILE_NAME).read_bytes().split(b"\n") if line]
    assert sum(Event.parse(line) is None for line in whole) <= 200, "at most one broken line for each death"


def test_eight_at_once_lose_nothing(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from fis_lessons.exercises.progress import Event, Progress\n"
        "p = Progress(Path(sys.argv[1]))\n"
        "for i in range(1000):\n"
        "    p.add(Event(lesson='01', exercise=f'{sys.argv[2]}-{i}', kind='answer', case='c', state='right'))\n"
        "sys.exit(bool(p.trouble))"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program, tmp_path, str(n)]) for n in range(8)]
    assert [run.wait(300) for run in runs] == [0] * 8
    lines = (tmp_path / FILE_NAME).read_bytes().splitlines()
    assert len(lines) == 8000
    assert all(Event.parse(line) for line in lines), "no line is mixed with another"
    assert set(states(tmp_path)) == {f"{n}-{i}" for n in range(8) for i in range(1000)}


def test_another_kernel_is_seen_as_it_writes(tmp_path: Path) -> None:
    mine, other = Progress(tmp_path), Progress(tmp_path)
    other.add(answer("a", "not_yet"))
    assert mine.states("01", case="c") == {"a": "not_yet"}
    mine.add(answer("a"))
    assert other.states("01", case="c") == {"a": "right"}
    mine.add(Event(lesson="01", exercise="", kind="reset", case="c"))
    other.add(answer("b"))
    assert mine.states("01", case="c") == other.states("01", case="c") == {"b": "right"}
    assert Progress(tmp_path).states("01", case="c") == {"b": "right"}


def test_a_line_on_its_way_is_read_once(tmp_path: Path) -> None:
    mine = Progress(tmp_path)
    line = answer("a").line()
    path = tmp_path / FILE_NAME
    path.write_bytes(line[:-1])  # whole, but for its end
    assert mine.states("01", case="c") == {"a": "right"}
    path.write_bytes(line)
    assert len(mine.events("01")) == 1
    path.write_bytes(line + line[:30])
    assert len(mine.events("01")) == 1 and mine.unread == 0
    mine.add(answer("b"))
    assert set(states(tmp_path)) == {"a", "b"}
    assert Progress(tmp_path).unread == 1


@unix
def test_a_full_disk_leaves_the_file_whole_and_loses_nothing_of_the_session(tmp_path: Path) -> None:
    import resource

    Progress(tmp_path).add(answer("before"))
    before = (tmp_path / FILE_NAME).read_bytes()

    def work(tell: int) -> None:
        record = Progress(tmp_path)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 40, hard))  # room for a part of a line
        record.add(answer("during"))
        record.add(answer("still"))
        full = (tmp_path / FILE_NAME).read_bytes() == before and bool(record.trouble)
        here = set(record.states("01", case="c")) == {"before", "during", "still"}
        told = bool(record.tell_trouble()) and not record.tell_trouble()
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))  # somebody made room
        record.add(answer("later"))
        os.write(tell, f"{full} {here} {told} {record.trouble == ''}".encode())

    assert in_a_child(work) == (0, ["True"] * 4)
    assert set(states(tmp_path)) == {"before", "during", "still", "later"}


def test_an_error_of_the_disk_is_told_and_the_next_event_takes_the_others_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Progress(tmp_path)

    def broken(*_arguments: object) -> int:
        raise OSError(errno.EROFS, "read-only")

    with monkeypatch.context() as here:
        here.setattr(logfile.os, "write", broken)
        record.add(answer("a"))
        assert "sola lettura" in record.tell_trouble()
        record.add(answer("b"))
        assert record.tell_trouble() == "", "told once"
    record.add(answer("c"))
    assert states(tmp_path) == {"a": "right", "b": "right", "c": "right"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may do anything is refused nothing")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    record = Progress(tmp_path)
    record.add(answer("a"))
    assert record.trouble and record.states("01", case="c") == {"a": "right"}
    tmp_path.chmod(0o700)


def test_a_file_deleted_or_replaced_while_the_lesson_is_open(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    record = Progress(tmp_path)
    record.add(answer("a"))
    path.unlink()
    record.add(answer("b"))
    assert set(states(tmp_path)) == {"a", "b"}, "what was done in this session is written again"
    aside = tmp_path / "altro.jsonl"
    aside.write_bytes(answer("z").line())
    aside.replace(path)
    record.add(answer("c"))
    assert set(states(tmp_path)) == {"a", "b", "c", "z"}
    assert set(record.states("01", case="c")) == {"a", "b", "c", "z"}


def test_a_folder_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "corso"
    folder.mkdir()
    record = Progress(folder)
    folder.rmdir()
    record.add(answer("a"))
    assert record.trouble and record.states("01", case="c") == {"a": "right"}


def test_a_lock_somebody_never_leaves_does_not_stop_a_lesson(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    waited: list[float] = []
    real = logfile._hold
    monkeypatch.setattr(logfile, "_hold", lambda handle, time: waited.append(time) or real(handle, time / 40))  # type: ignore[func-returns-value]
    record = Progress(tmp_path)
    record.add(answer("a"))
    with (tmp_path / FILE_NAME).open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for name in "bcde":
            record.add(answer(name))
    record.add(answer("f"))
    record.add(answer("g"))
    assert set(states(tmp_path)) == set("abcdefg")
    patience = logfile.PATIENCE
    assert waited == [patience, patience, 0, 0, 0, 0, patience], "waited for once, not at every event"


def test_without_locks_as_in_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_fcntl", None)
    monkeypatch.setattr(locks, "_msvcrt", None)
    Progress(tmp_path).add(answer("a"))
    assert states(tmp_path) == {"a": "right"}


def test_lines_of_another_version_stay_and_are_counted(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    newer = json.dumps({**json.loads(answer("a").line()), "v": 99}).encode() + b"\n"
    path.write_bytes(newer)
    record = Progress(tmp_path)
    record.add(answer("b"))
    assert record.unread == 1 and states(tmp_path) == {"b": "right"}
    assert path.read_bytes().startswith(newer)


def test_a_record_written_before_events_had_names(tmp_path: Path) -> None:
    old = {"v": 1, "lesson": "01", "exercise": "a", "kind": "answer", "case": "c", "state": "right"}
    line = (
        json.dumps({**old, "answer": 3, "mistake": None, "time": "2025-11-03T10:00:00+01:00"}).encode()
        + b"\n"
    )
    (tmp_path / FILE_NAME).write_bytes(line)
    assert states(tmp_path) == {"a": "right"}


def test_a_copied_notebook_goes_on_with_the_record_of_its_folder(tmp_path: Path) -> None:
    # the record knows lessons, not files: a notebook copied, renamed or short of a cell changes nothing
    from fis_lessons.lessons import lesson_spec

    first = lesson_spec("01").open({}, progress=Progress(tmp_path))
    name = next(iter(first.exercises))
    first.check(name, first.exercises[name].reference)
    copy = lesson_spec("01").open({}, progress=Progress(tmp_path))
    assert copy.answer(name) == first.answer(name)
    assert "Esercizi giusti: 1 su" in copy.progress()._page.text


def test_ten_thousand_events_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = Progress(tmp_path)
    record.add_all([answer(f"e{i % 9}", "not_yet", answer=i) for i in range(10_000)])
    record = Progress(tmp_path)
    assert len(record.live("01", case="c")) == 10_000
    parsed = []
    real = Event.parse
    monkeypatch.setattr(Event, "parse", lambda line: parsed.append(line) or real(line))  # type: ignore[func-returns-value]
    for i in range(20):
        record.add(answer(f"e{i % 9}"))
        record.states("01", case="c")
        record.seconds()
    assert len(parsed) <= 20, "a click reads its own line and nothing else"
    assert len(record.live("01", case="c")) == 10_020


def test_a_burst_waits_for_the_disk_once_and_a_person_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(logfile.os, "fsync", waited.append)
    record = Progress(tmp_path)
    for i in range(50):
        record.add(answer(str(i)))
    assert 1 <= len(waited) < 50
    before = len(waited)
    now = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: now() + 5)
    record.add(answer("slow"))
    assert len(waited) == before + 1


@pytest.mark.parametrize("shorter", [False, True])
def test_a_file_written_anew_in_place_gets_what_was_done_here_too(tmp_path: Path, shorter: bool) -> None:
    path = tmp_path / FILE_NAME
    record = Progress(tmp_path)
    record.add_all([answer(f"mine{i}") for i in range(5)])
    inode = path.stat().st_ino
    backup = b"".join(answer(f"theirs{i}").line() for i in range(2 if shorter else 60))
    with path.open("r+b") as stream:  # as cp does: the same file, another content
        stream.truncate()
        stream.write(backup)
        stream.truncate(len(backup))
    assert path.stat().st_ino == inode
    record.add(answer("later"))
    assert path.read_bytes().startswith(backup), "nothing is taken out of it"
    names = {f"mine{i}" for i in range(5)} | {"later"} | {f"theirs{i}" for i in range(2 if shorter else 60)}
    assert set(states(tmp_path)) == names
    assert set(record.states("01", case="c")) == names
    assert record.unread == 0, "no line is read from its middle"
    lines = path.read_bytes().splitlines()
    assert len(lines) == len(names), "and none is written twice"


def test_a_file_of_the_same_size_written_anew_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    record = Progress(tmp_path)
    record.add(answer("a"))
    other = answer("b").line()
    assert len(other) == path.stat().st_size
    path.write_bytes(other)
    os.utime(path, ns=(1, 1))
    record.add(answer("c"))
    assert set(states(tmp_path)) == {"a", "b", "c"}


def test_a_disk_that_never_says_it_has_saved_is_told_once_and_nothing_is_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(logfile.os, "fsync", broken)
    record = Progress(tmp_path)
    told = []
    for i in range(200):
        if not i % 20:
            record._ledger._synced = float("-inf")
        record.add(answer(str(i)))
        told.append(record.tell_trouble())
    assert len((tmp_path / FILE_NAME).read_bytes().splitlines()) == 200
    assert [bool(words) for words in told] == [True] + [False] * 199
    assert "non conferma" in told[0]
    monkeypatch.undo()
    record._ledger._synced = float("-inf")
    record.add(answer("last"))
    assert record.trouble == ""


@unix
@pytest.mark.parametrize("what", ["pipe", "device", "endless", "folder"])
def test_what_is_not_a_plain_file_never_stops_a_lesson(tmp_path: Path, what: str) -> None:
    path = tmp_path / FILE_NAME
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/null" if what == "device" else "/dev/zero")
    record = Progress(tmp_path)
    record.add(answer("a"))
    assert record.states("01", case="c") == {"a": "right"}
    assert "non è un file normale" in record.trouble or "è una cartella" in record.trouble


@unix
def test_of_an_enormous_file_the_latest_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    last = answer("last").line()
    with path.open("wb") as stream:  # mostly a hole: it takes no room on the disk
        stream.write(b"x" * 100)
        stream.seek(1_000_000_000)
        stream.write(b"y" * 30 + b"\n" + last)
    record = Progress(tmp_path)
    assert record.states("01", case="c") == {"last": "right"}
    record.add(answer("a"))
    assert set(record.states("01", case="c")) == {"last", "a"}
    assert record.unread <= 1
