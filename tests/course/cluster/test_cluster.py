"""A course built by other processes: the same bytes, nothing twice, nothing lost when somebody goes away."""

from __future__ import annotations

import hashlib
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import sample_course
from sample_course import ANSWER_OF_VARIANT, cell, lesson, plan, variant

from fis_lessons.course.build import Report, build, still_good
from fis_lessons.course.cluster import scheduler as far
from fis_lessons.course.cluster import worker
from fis_lessons.course.cluster.parcel import Basket, make_parcel, parcel_of
from fis_lessons.course.cluster.scheduler import connected
from fis_lessons.course.execute import ExecutionError
from fis_lessons.course.plan import Plan
from fis_lessons.errors import BuildError
from fis_lessons.kernels.owner import warm_kernels
from fis_lessons.programs import variables_set

pytest.importorskip("distributed", reason="dask.distributed is not installed")
pytestmark = pytest.mark.course


@pytest.fixture(autouse=True, scope="module")
def still_house() -> Iterator[None]:
    """Other processes look at the kit as it is: here too."""
    yield


def files(folder: Path) -> dict[str, str]:
    """Sum up every file of a course, but for the manifest, which says how long things took."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("manifest.json", ".fis-lessons.lock")
    }


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A scheduler and two processes, each with one thread; the last test of this file takes the scheduler away."""
    from distributed import LocalCluster

    # the tiny lessons are known there too, and kernels are forked from one process for all
    path = os.pathsep.join([str(Path(sample_course.__file__).parent), *sys.path])
    with (
        variables_set({"PYTHONPATH": path}),
        warm_kernels(),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            local_directory=str(tmp_path_factory.mktemp("dask")),
            memory_limit=0,
            silence_logs=60,
        ) as cluster,
    ):
        yield cluster


def lessons(home: Path, *, count: int, seconds: float = 0.0) -> Plan:
    """Make a course of tiny lessons, that leave word of each time they run."""
    trace = home / "ran"
    trace.mkdir()
    source = (
        "import os, pathlib, time\n"
        f"pathlib.Path({str(trace)!r}, f'{{seed}}-{{os.getpid()}}').touch()\n"
        f"time.sleep({seconds})"
    )
    made = [lesson(home, cell(source, "slow"), name=f"9{n}_prova") for n in range(count)]
    return plan(*(variant(one, seed=n) for n, one in enumerate(made)))


def at_work(workers: Any, trace: Path) -> list[int]:
    """List the workers whose job has begun to run."""
    begun = {path.name.partition("-")[0] for path in trace.iterdir()}
    doing = {
        state.address
        for state in list(workers.scheduler.workers.values())
        if {str(task.key).rpartition("-")[2] for task in list(state.processing)} & begun
    }
    return [one.process.pid for one in workers.workers.values() if one.worker_address in doing]


def test_a_worker_killed_in_the_middle_changes_nothing_in_what_is_written(
    workers: Any, tmp_path: Path
) -> None:
    whole = lessons(tmp_path, count=3, seconds=0.8)
    near = build(whole, tmp_path / "near", at_a_time=2)
    assert near.failures == ()
    for path in (tmp_path / "ran").iterdir():
        path.unlink()
    benches: list[psutil.Process] = []

    def kill() -> None:
        while not (victims := at_work(workers, tmp_path / "ran")):
            time.sleep(0.05)
        benches.extend(psutil.Process(victims[0]).children(recursive=True))
        os.kill(victims[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    told: list[str] = []
    with connected(workers.scheduler_address) as cluster:
        report = build(whole, tmp_path / "far", elsewhere=cluster.run, stepped=told.append)
    killer.join()
    assert report.failures == ()
    assert files(tmp_path / "far") == files(tmp_path / "near")
    assert sorted(told) == sorted(set(told))
    assert len(told) == len(report.built) == 6
    ran = [path.name.partition("-")[0] for path in (tmp_path / "ran").iterdir()]
    assert set(ran) == set("012")
    assert len(ran) > 3, "nobody had to begin again: the worker was not killed in the middle"
    gone, alive = psutil.wait_procs(benches, timeout=20)
    assert gone
    assert alive == [], "what the dead worker had begun goes on"
    good = still_good(whole, tmp_path / "far")  # a build here would leave it as it is
    assert len(good) == 6
    assert all(good.values())


def test_an_error_comes_back_whole_and_the_others_are_built(workers: Any, tmp_path: Path) -> None:
    bad = lesson(tmp_path, cell("raise ValueError('Forlì ' + '€' * 3)", "falls"), name="91_cade")
    good = lesson(tmp_path, name="92_va")
    with connected(workers.scheduler_address) as cluster:
        report = build(plan(variant(bad), variant(good)), tmp_path / "out", elsewhere=cluster.run)
    assert [product.lesson for product in report.built] == ["92", "92"]
    (failure,) = report.failures
    assert isinstance(failure.error, ExecutionError)
    assert [problem.where for problem in failure.error.problems] == ["cella «falls»"]
    assert "ValueError: Forlì €€€" in failure.reason
    assert failure.error.partial is not None
    assert (tmp_path / "out/failed/trainer/it/91_cade.ipynb").is_file()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1", "pigeon://x", "", "tcp://[::"])
def test_a_wrong_address_is_told_before_anything_runs(address: str) -> None:
    with (
        pytest.raises(BuildError, match="Non è stato eseguito niente") as caught,
        connected(address, seconds=1),
    ):
        pass
    assert "tcp://10.0.0.5:8786" in str(caught.value)


def test_another_kit_on_one_machine_is_told_before_anything_runs(
    workers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = far.kit()
    monkeypatch.setattr(far, "kit", lambda: {**own, "data": "other", "pandas": "2.2.0"})
    with pytest.raises(BuildError) as caught, connected(workers.scheduler_address):
        pass
    found = {(problem.where, problem.found) for problem in caught.value.problems}
    wheres = {where for where, _found in found}
    assert len(wheres) == 3, "two workers and the scheduler"
    assert {told for _where, told in found} == {
        "i dati non sono gli stessi che qui.",
        f"pandas: lì {own['pandas']}, qui 2.2.0.",
    }


def test_a_machine_that_comes_later_with_another_kit_does_no_job(tmp_path: Path) -> None:
    parcel = parcel_of(variant(lesson(tmp_path)), {}, "another kit")
    answer = worker.do(parcel, 60)
    assert answer.made is None
    assert "non è lo stesso" in str(answer.error)


def _elsewhere(basket: Basket) -> Callable[..., Any]:
    from fis_lessons.course.cluster.parcel import Answer

    def run(tasks: Any, _seconds: float) -> Iterator[Any]:
        for task in tasks:
            yield from far._told(task, Answer(basket))

    return run


def test_a_parcel_needs_no_file_where_it_arrives_and_only_what_was_asked_is_written(tmp_path: Path) -> None:
    one = variant(lesson(tmp_path))
    parcel = parcel_of(one, {"notebook": "x"}, "")
    text = one.lesson.notebook.read_text(encoding="utf-8")
    one.lesson.notebook.unlink()
    basket = make_parcel(pickle.loads(pickle.dumps(parcel)), lambda _step: None)
    assert sorted(basket.texts) == [
        f"{which}/it/91_prova{suffix}" for which in ("trainee", "trainer") for suffix in (".html", ".ipynb")
    ]
    assert ANSWER_OF_VARIANT in basket.texts["trainer/it/91_prova.ipynb"]
    assert ANSWER_OF_VARIANT not in basket.texts["trainee/it/91_prova.ipynb"]

    one.lesson.notebook.write_text(text, encoding="utf-8")
    basket.texts["../outside.html"] = "x"
    report: Report = build(plan(one), tmp_path / "out", elsewhere=_elsewhere(basket))
    assert "non le erano stati chiesti" in report.failures[0].reason
    assert not (tmp_path / "outside.html").exists()
    del basket.texts["../outside.html"]
    basket.texts["trainee/it/91_prova.html"] += " "
    report = build(plan(one), tmp_path / "out2", elsewhere=_elsewhere(basket))
    assert "diverso da come era partito" in report.failures[0].reason


def test_a_scheduler_that_goes_away_leaves_what_was_done_and_the_build_resumes(
    workers: Any, tmp_path: Path
) -> None:
    whole = lessons(tmp_path, count=3, seconds=0.3)
    told: list[str] = []

    def stepped(name: str) -> None:
        told.append(name)
        if len(told) == 2:  # one lesson is in the folder
            workers.sync(workers.scheduler.close)
            workers.shutdown_scheduler = False  # or who closes the cluster looks for it for half a minute

    with (
        connected(workers.scheduler_address, seconds=2) as cluster,
        pytest.raises(BuildError) as caught,
    ):
        build(whole, tmp_path / "out", elsewhere=cluster.run, stepped=stepped)
    assert "scheduler" in str(caught.value)
    assert "riprende da lì" in str(caught.value)
    assert len(told) in (2, 4)
    good = still_good(whole, tmp_path / "out")
    assert sorted(name for name, kept in good.items() if kept) == sorted(told)
    assert [path.name for path in (tmp_path / "out").rglob(".*.tmp")] == []
