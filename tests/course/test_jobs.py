"""Jobs in processes of their own: whatever happens to one, it is told and nobody waits for ever."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fis_lessons.course.jobs import News, one_nursery, run_jobs
from fis_lessons.errors import BuildError, DiskError, Problem

Tell = Callable[[str], None]


def _work(job: str, tell: Tell) -> str:
    if job == "stuck":
        time.sleep(600)
    if job == "deaf":  # not even the watch of the process may end it
        import faulthandler

        faulthandler.cancel_dump_traceback_later()
        time.sleep(600)
    if job == "full":
        raise OSError(errno.ENOSPC, "No space left on device", "/corso/x.html")
    if job == "problems":
        raise BuildError("Non va.", [Problem("cella", "rotta")])
    if job == "deaf to stops":  # whether Ctrl-C is kept from us, and from the process we are forked from
        status = Path(f"/proc/{os.getppid()}/status").read_text(encoding="ascii")
        mask = int(status.partition("SigBlk:")[2].split()[0], 16)
        ours = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
        return f"{ours} {bool(mask >> signal.SIGINT - 1 & 1)}"
    if job == "crash":
        os._exit(3)
    tell("half-way")
    return job.upper()


def _told(*jobs: str, seconds: float = 60) -> list[News[str, str]]:
    return list(run_jobs(jobs, _work, seconds=seconds))


def test_steps_and_results_come_as_they_are() -> None:
    step, done = _told("a")
    assert (step.kind, step.step) == ("step", "half-way")
    assert (done.kind, done.result) == ("done", "A")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are not forked")
def test_a_stop_while_the_first_process_imports_prints_nothing() -> None:
    assert [news.result for news in _told("deaf to stops")] == ["False True"]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, []), "we still hear it"


def test_a_job_that_never_ends_is_stopped_and_says_where_it_was() -> None:
    told = {news.job: news for news in _told("stuck", "a", seconds=3) if news.kind != "step"}
    stuck = str(told["stuck"].error)
    assert "Non ha finito entro 0,05 minuti" in stuck
    assert "in _work" in stuck, "the stack"
    assert told["a"].result == "A", "the others go on"


def test_a_job_that_cannot_even_say_where_it_was_is_stopped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fis_lessons.course.jobs._SECONDS_TO_TELL", 1)
    (news,) = _told("deaf", seconds=3)
    assert "Non ha finito" in str(news.error)


def test_what_went_wrong_is_told_in_words() -> None:
    told = {news.job: news.error for news in _told("full", "problems", "crash")}
    words = (
        "Non riesco a leggere o scrivere /corso/x.html: il disco è pieno.\n  - Quello che era pronto resta."
    )
    assert isinstance(told["full"], DiskError) and str(told["full"]).startswith(words)
    assert told["problems"] is not None
    assert told["problems"].problems == (Problem("cella", "rotta"),)
    assert "3" in str(told["crash"])


def _whose(_job: str, _tell: Tell) -> int:
    return os.getppid()


@pytest.mark.skipif(sys.platform != "linux", reason="a nursery")
def test_one_nursery_serves_several_builds_and_another_takes_its_place_if_it_is_killed() -> None:
    def parent() -> int:
        (news,) = run_jobs(["a"], _whose)
        assert news.result is not None
        return news.result

    with one_nursery():
        first = parent()
        assert parent() == first != os.getpid()
        os.kill(first, signal.SIGKILL)
        second = parent()
        assert second not in (first, os.getpid())
    assert parent() not in (first, second), "each build has its own again"
