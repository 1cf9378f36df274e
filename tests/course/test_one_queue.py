"""Lessons of a series wait in one line, whatever folder they go to: nobody is idle, and the bytes are the same."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sample_course import cell, lesson, plan, variant

from fis_lessons.course.build import Crew, build
from fis_lessons.course.folder import LOCK, claimed
from fis_lessons.course.jobs import News
from fis_lessons.course.manifest import Product
from fis_lessons.course.plan import Plan
from fis_lessons.course.series import Member, Members, Watch, build_series
from fis_lessons.course.work import Task
from fis_lessons.errors import BuildError
from fis_lessons.i18n import use_language


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


Done = Generator[News[Task, list[Product]], None, None]


def members(plans: dict[str, Plan]) -> Members:
    return Members(tuple(Member(name, name, partial(_same, made)) for name, made in plans.items()))


def _same(made: Plan) -> Plan:
    return made


def products(folder: Path) -> dict[str, object]:
    """Read every file of a course; of the manifest all but how long things took."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != LOCK:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for product in content["products"]:
        del product["seconds"]
    return {**found, "manifest.json": content}


@pytest.mark.course
@pytest.mark.usefixtures("one_workshop")
def test_two_folders_are_at_work_at_once_and_each_is_as_if_built_alone(tmp_path: Path) -> None:
    # a lesson that is over only when one of another folder has begun
    trace = tmp_path / "trace"
    trace.mkdir()
    wait = f"""
import pathlib, time
trace = pathlib.Path({str(trace)!r})
(trace / f"{{seed}}").touch()
end = time.monotonic() + 60
while len(list(trace.iterdir())) < 2:
    assert time.monotonic() < end, "alone"
    time.sleep(0.05)
"""
    made = lesson(tmp_path, cell(wait, "not-alone"))
    plans = {f"n{seed}": plan(variant(made, seed=seed)) for seed in range(3)}
    said: list[str] = []
    watch = Watch(
        begun=lambda at, of, name, _left: said.append(f"{at}/{of} {name}"),
        stepped=lambda course, product: said.append(f"{course}: {product}"),
    )
    found = build_series(members(plans), tmp_path / "out", crew=Crew(at_a_time=2), watch=watch)
    assert [(entry.member.name, entry.outcome) for entry in found.entries] == [
        (name, "built") for name in plans
    ]
    assert said[:2] == ["1/3 n0", "2/3 n1"], "the third begins when somebody is free"
    whom = ("per chi impara", "per chi conduce")
    assert sorted(said[2:]) == sorted(
        [
            "3/3 n2",
            *(f"{name}: 91 (bergamo, it), {which}" for name in plans for which in whom),
        ]
    )
    build(plans["n1"], tmp_path / "alone")
    assert products(tmp_path / "out" / "n1") == products(tmp_path / "alone")
    again = build_series(members(plans), tmp_path / "out")
    assert [entry.outcome for entry in again.entries] == ["ready"] * 3


def backwards(tasks: Iterable[Task], _seconds: float) -> Done:
    """Take every task, and end them from the last."""
    for task in reversed(list(tasks)):
        yield News(task, "step", step="trainee")
        yield News(task, "done", result=[])


def test_what_came_of_each_is_told_in_the_order_of_the_list_and_folders_are_let_go(tmp_path: Path) -> None:
    made = lesson(tmp_path)
    plans = {name: plan(variant(made)) for name in ("c", "a", "b")}
    found = build_series(members(plans), tmp_path / "out", crew=Crew(elsewhere=backwards))
    assert [entry.member.name for entry in found.entries] == ["c", "a", "b"]
    assert all(entry.outcome == "ready" for entry in found.entries)
    for name in plans:
        with claimed(tmp_path / "out" / name, names=[]):
            pass


def test_a_folder_another_build_holds_is_told_and_the_others_are_built(tmp_path: Path) -> None:
    made = lesson(tmp_path)
    plans = {name: plan(variant(made)) for name in ("a", "b", "c")}
    with claimed(tmp_path / "out" / "b", names=[]):
        found = build_series(members(plans), tmp_path / "out", crew=Crew(elsewhere=backwards))
    assert [entry.outcome for entry in found.entries] == ["ready", "failed", "ready"]
    assert "Un'altra preparazione" in found.entries[1].trouble


def test_when_all_stops_no_folder_is_held(tmp_path: Path) -> None:
    def gone(tasks: Iterable[Task], _seconds: float) -> Done:
        list(tasks)
        raise BuildError("Lo scheduler è andato via.")
        yield

    made = lesson(tmp_path)
    plans = {name: plan(variant(made)) for name in ("a", "b")}
    with pytest.raises(BuildError, match="scheduler"):
        build_series(members(plans), tmp_path / "out", crew=Crew(elsewhere=gone))
    for name in ("a", "b", "."):
        with claimed(tmp_path / "out" / name, names=[]):
            pass
