"""The record: nothing is lost, and nothing that happens to the file reaches the lesson."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.exercises import Event, Progress, logfile
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.progress import FILE_NAME
from fis_lessons.locks import lock, unlock


def answer(exercise: str, state: str, value: object = 1, *, case: str = "bergamo") -> Event:
    return Event(lesson="01", exercise=exercise, kind="answer", case=case, state=state, answer=value)


def test_what_is_added_is_there_when_the_lesson_is_opened_again(tmp_path: Path) -> None:
    first = Progress(tmp_path)
    first.add(answer("a", "not_yet", "12"))
    first.add(answer("a", "right", "13"))
    first.add(answer("a", "not_yet", "14"))
    first.add(Event(lesson="01", exercise="b", kind="skip", case="bergamo"))
    again = Progress(tmp_path)
    assert again.states("01", case="bergamo") == {"a": "right", "b": "skipped"}
    assert again.last_answer("01", "a", case="bergamo") == "14"
    assert again.states("01", case="lucca") == {}, "another case is another exercise"
    assert again.states("02", case="bergamo") == {}


def test_a_line_cut_short_costs_only_itself(tmp_path: Path) -> None:
    Progress(tmp_path).add(answer("a", "right"))
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes() + b'{"v": 1, "lesson": "01", "exer')
    Progress(tmp_path).add(answer("b", "right"))
    assert Progress(tmp_path).states("01", case="bergamo") == {"a": "right", "b": "right"}


def test_a_folder_that_cannot_be_written_is_told_and_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    record = Progress(tmp_path)
    record.add(answer("a", "right"))
    assert record.trouble
    assert record.states("01", case="bergamo") == {"a": "right"}


def test_nothing_is_written_while_a_course_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIS_LESSONS_BUILD", "1")
    nobody = Learner.here("it")
    nobody.record.add(answer("a", "right"))
    assert (nobody.building, nobody.folder) == (True, None)
    assert Learner.here("it", record=Progress(tmp_path)).folder is None
    assert list(tmp_path.iterdir()) == []


def test_the_learner_is_who_keeps_a_record_in_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FIS_LESSONS_BUILD", raising=False)
    here = Learner.here("en")
    assert (here.folder, here.building, here.lang) == (tmp_path, False, "en")
    assert here.record.path == tmp_path / FILE_NAME
    assert Learner.here("it", record=Progress(None)).folder is None
    other = tmp_path / "altrove"
    assert Learner.here("it", record=Progress(other)).folder == other


def test_an_endless_answer_is_recorded_without_its_text(tmp_path: Path) -> None:
    Progress(tmp_path).add(answer("a", "not_yet", "x" * 100_000))
    assert (tmp_path / FILE_NAME).stat().st_size < 1000
    assert Progress(tmp_path).states("01", case="bergamo") == {"a": "not_yet"}


def test_two_kernels_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from fis_lessons.exercises import Event, Progress\n"
        "p = Progress(Path(sys.argv[1]))\n"
        "for i in range(200):\n"
        "    p.add(Event(lesson='01', exercise=f'{sys.argv[2]}-{i}', kind='answer', case='c', state='right'))"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program, tmp_path, str(n)]) for n in range(3)]
    assert [run.wait(120) for run in runs] == [0, 0, 0]
    assert len(Progress(tmp_path).states("01", case="c")) == 600


@given(st.binary(max_size=300))
def test_any_file_is_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / FILE_NAME).write_bytes(content)
    record = Progress(folder)
    record.states("01", case="bergamo")
    record.add(answer("z", "right"))
    assert Progress(folder).states("01", case="bergamo")["z"] == "right"


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of Unix")
def test_the_file_is_plain_and_readable(tmp_path: Path) -> None:
    Progress(tmp_path).add(answer("perché", "right", {"x": "1"}))
    text = (tmp_path / FILE_NAME).read_text(encoding="utf-8")
    assert text.endswith("\n") and text.count("\n") == 1
    assert '"exercise": "perché"' in text


def test_a_whole_lesson_can_be_started_again_and_taken_back(tmp_path: Path) -> None:
    record = Progress(tmp_path)
    record.add(answer("a", "right"))
    record.add(answer("b", "right"))
    record.add(Event(lesson="01", exercise="", kind="reset", case="bergamo"))
    record.add(answer("a", "not_yet"))
    assert record.states("01", case="bergamo") == {"a": "not_yet"}
    record.add(Event(lesson="01", exercise="", kind="undo", case="bergamo"))
    assert Progress(tmp_path).states("01", case="bergamo") == {"a": "right", "b": "right"}


def test_the_time_of_a_lesson_grows_with_what_is_done_and_a_long_silence_counts_for_nothing(
    tmp_path: Path,
) -> None:
    record = Progress(tmp_path)

    def at(clock: str) -> float:
        record.add(replace(answer("a", "not_yet"), time=f"2026-11-30T{clock}+01:00"))
        return record.seconds().get("01", 0.0)

    # the first leaves no time behind; five minutes; twenty are work, a second more is a break; a minute
    assert [at(one) for one in ("10:00:00", "10:05:00", "10:25:00", "10:45:01", "10:46:01")] == [
        0,
        300,
        1500,
        1500,
        1560,
    ]
    assert Progress(tmp_path).seconds() == {"01": 1560}
    assert replace(answer("a", "right"), time="2026-11-30T10:47:00").moment == float("-inf"), "of which zone?"


def test_what_was_done_elsewhere_is_put_where_its_time_says(tmp_path: Path) -> None:
    record = Progress(tmp_path)
    record.add(replace(answer("here", "right"), time="2026-11-30T10:00:00+01:00"))
    record.add(replace(answer("there", "right"), time="2026-11-30T09:00:00+01:00", imported=True))
    assert [event.exercise for event in record.every()] == ["there", "here"]
    assert [event.exercise for event in record.events("01")] == ["there", "here"]


def test_what_a_line_should_not_hold_is_left_out_of_the_event() -> None:
    given = Event(lesson="01", exercise="a", kind="answer", answer="23.119", mistake="band", lang="it")
    assert Event.parse(given.line()) == given
    assert Event.parse(given.moved().line()) == replace(given, imported=True)
    values = json.loads(given.line())
    strange = Event.parse(json.dumps(values | {"mistake": ["band"], "lang": "xx"}).encode())
    assert strange is not None
    assert (strange.mistake, strange.lang, strange.answer) == (None, "", "23.119")


def test_a_line_waits_until_somebody_else_has_finished_theirs(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    with path.open("ab") as busy, path.open("ab") as mine, ThreadPoolExecutor(1) as pool:
        assert lock(busy.fileno())
        assert not logfile._hold(mine.fileno(), 0)
        waiting = pool.submit(logfile._hold, mine.fileno(), 60)
        time.sleep(0.1)  # it has been refused in the meantime
        unlock(busy.fileno())
        assert waiting.result(60)


def test_killed_at_any_moment_the_record_keeps_every_whole_event(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from fis_lessons.exercises import Event, Progress\n"
        "p = Progress(Path(sys.argv[1])); print('ready', flush=True); i = 0\n"
        "while True:\n"
        "    p.add(Event(lesson='01', exercise=str(i), kind='answer', case='c', state='right'))\n"
        "    print(i, flush=True); i += 1"
    )
    told = -1
    for wait in range(8):
        run = subprocess.Popen([sys.executable, "-c", program, tmp_path], stdout=subprocess.PIPE, text=True)
        assert run.stdout is not None
        lines = [run.stdout.readline() for _ in range(2 + 7 * wait)]
        run.kill()
        run.wait(30)
        run.stdout.close()
        told = max(told, int(lines[-1]))
        kept = Progress(tmp_path).states("01", case="c")
        assert set(map(str, range(told + 1))) <= set(kept)
