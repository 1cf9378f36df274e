"""Workers, the warm process and the nursery are killed while a build runs: the next one ends it, same bytes."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path

import pytest
from sample_course import cell, lesson, plan, variant
from scripts_of import script

from fis_lessons.course.build import build
from fis_lessons.course.folder import CourseFolder
from fis_lessons.course.jobs import News
from fis_lessons.course.work import at_work
from fis_lessons.errors import BuildError


@pytest.mark.course
@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_whatever_is_killed_the_next_build_gives_the_same_bytes(tmp_path: Path) -> None:
    chaos = script("chaos_build")
    go = tmp_path / "go"
    looks = f"import pathlib, time\nend = time.monotonic() + 60\nfound = pathlib.Path({str(go)!r}).exists"
    waits = f"{looks}\nwhile not found() and time.monotonic() < end: time.sleep(0.02)"
    made = [lesson(tmp_path), lesson(tmp_path, cell(waits, "slow"), name="92_lenta")]
    go.touch()
    course = plan(*(variant(one, editions=("trainer",)) for one in made))
    assert build(course, tmp_path / "calm").failures == ()
    killed: list[str] = []

    def kill(_step: str) -> None:  # the first lesson is done: the other is in the middle
        for pid, kind in chaos.kinds(os.getpid()).items() if not killed else ():
            if kind in ("warm", "worker"):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(kind)

    go.unlink()
    first = build(course, tmp_path / "disturbed", stepped=kill)
    go.touch()
    assert set(killed) == {"warm", "worker"}
    assert first.failures, "who is killed loses its lesson"
    assert len(first.built) + len(first.failures) == 2
    last = build(course, tmp_path / "disturbed")
    assert (len(last.built), last.failures, last.saved) == (len(first.failures), (), ())
    assert chaos.products(tmp_path / "disturbed") == chaos.products(tmp_path / "calm")


def test_what_a_lesson_wrote_before_it_was_lost_is_nobody_elses(tmp_path: Path) -> None:
    course = plan(variant(lesson(tmp_path), editions=("trainer",)))
    with at_work(course, tmp_path / "out", force=False) as work:
        (task,) = work.tasks
        for name in task.job.names:
            CourseFolder(task.folder.path).put(name, "written by the process that is lost")
        work.take(News(task, "step", step="trainer"), stepped=lambda _step: None)
        work.take(News(task, "failed", error=BuildError("exit -9")), stepped=lambda _step: None)
        report = work.end()
    assert report.failures and report.saved == ()
    assert not any((tmp_path / "out" / name).exists() for name in task.job.names)
