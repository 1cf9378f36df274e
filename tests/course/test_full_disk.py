"""A disk that fills up half-way, a folder somebody else is building in: told, nothing half written or lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sample_course import SampleLesson, lesson, plan, variant

from fis_lessons.course.build import Crew, Report, build
from fis_lessons.course.folder import LOCK, MANIFEST, CourseFolder, claimed
from fis_lessons.course.jobs import News, one_nursery
from fis_lessons.course.manifest import Product
from fis_lessons.course.manifest_reading import read_products
from fis_lessons.course.plan import Plan
from fis_lessons.course.series import Member, Members, build_series
from fis_lessons.course.work import Task
from fis_lessons.errors import BuildError, DiskError
from fis_lessons.i18n import use_language
from fis_lessons.kernels.owner import warm_kernels


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


@pytest.fixture
def started_once() -> Iterator[None]:
    with warm_kernels(), one_nursery():
        yield


@dataclass(frozen=True)
class FullLesson(SampleLesson):
    """A lesson in whose process the disk is full."""

    def secrets(self, values: Mapping[str, object]) -> list[str]:
        raise OSError(errno.ENOSPC, "No space left on device", "/corso/92_prova.html")


def _one_after_the_other(made: Plan, folder: Path) -> Report:
    return build(made, folder, at_a_time=1)


@pytest.mark.course
def test_a_disk_that_fills_up_stops_the_build_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started_once: None
) -> None:
    out = tmp_path / "out"
    good, other = lesson(tmp_path), lesson(tmp_path, name="92_prova")
    full = FullLesson(other.id, other.notebook)
    whole = plan(*(variant(each, editions=("trainer",)) for each in (good, other)))
    assert len(_one_after_the_other(replace(whole, variants=whole.variants[1:]), out).built) == 1
    before = (out / "trainer/it/92_prova.ipynb").read_bytes()
    bad = plan(variant(good, editions=("trainer",)), variant(full, editions=("trainer",), seed=2))
    with pytest.raises(DiskError, match=r"/corso/92_prova\.html: il disco è pieno"):
        _one_after_the_other(bad, out)
    assert [product.lesson for product in read_products(out)] == ["91", "92"], "what is ready is noted down"
    assert (out / "trainer/it/92_prova.ipynb").read_bytes() == before, "no lesson is at fault: it stays"
    assert not list(out.rglob("*.tmp")) and not (out / "failed").exists()
    # the disk has room again, but not for the manifest
    put = CourseFolder.put

    def no_room(self: CourseFolder, name: str, content: str | bytes) -> str:
        if name == MANIFEST:
            raise OSError(errno.ENOSPC, "No space left on device", name)
        return put(self, name, content)

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr(CourseFolder, "put", no_room)
        _one_after_the_other(whole, out)
    again = _one_after_the_other(whole, out)
    assert again.failures == () and len(read_products(out)) == 2
    assert again.saved == (), "what a build wrote and could not note down is not somebody's"
    assert (out / "trainer/it/92_prova.ipynb").read_bytes() == before
    # nor is what an earlier build wrote, if another is stopped before it gets there
    changed = plan(variant(good, editions=("trainer",), seed=3), variant(full, editions=("trainer",), seed=3))
    with pytest.raises(DiskError):
        _one_after_the_other(changed, out)
    last = _one_after_the_other(
        plan(*(variant(each, editions=("trainer",), seed=3) for each in (good, other))), out
    )
    assert (len(last.built), last.saved) == (1, ())


def test_a_full_disk_stops_a_whole_series(tmp_path: Path) -> None:
    begun: list[str] = []

    def full(tasks: Iterable[Task], _seconds: float) -> Generator[News[Task, list[Product]], None, None]:
        for task in tasks:
            begun.append(task.folder.path.name)
            yield News(task, "failed", error=DiskError("Il disco è pieno."))

    made = plan(variant(lesson(tmp_path)))
    members = Members(tuple(Member(name, name, lambda: made) for name in ("uno", "due")))
    with pytest.raises(DiskError):
        build_series(members, tmp_path / "out", crew=Crew(elsewhere=full))
    assert begun == ["uno"], "the others would not do better"
    with claimed(tmp_path / "out" / "uno", names=[]):
        pass  # and its folder is nobody's


# --- two builds in one folder -----------------------------------------------------------------------
_HOLDER = """
    import sys
    from pathlib import Path
    from fis_lessons.course.folder import claimed
    with claimed(Path(sys.argv[1]), names=[]):
        print("mine", flush=True)
        sys.stdin.read()
"""


def test_the_second_build_says_which_process_holds_the_folder_and_since_when(tmp_path: Path) -> None:
    members = Members((Member("uno", "uno", plan),))
    command = [sys.executable, "-c", textwrap.dedent(_HOLDER), str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "mine\n"
        began = int((tmp_path / LOCK).read_text(encoding="ascii").split()[1])
        with pytest.raises(BuildError) as told:
            build_series(members, tmp_path)
        words = str(told.value)
        assert (
            f"dal processo {holder.pid}, cominciato alle {time.strftime('%H:%M', time.localtime(began))}"
            in words
        )
        # whoever writes something else in the file is not believed
        (tmp_path / LOCK).write_text("<b>1 2", encoding="ascii")
        with pytest.raises(BuildError, match="è occupata"):
            build_series(members, tmp_path)
        holder.kill()
    with claimed(tmp_path, names=[]):
        assert (tmp_path / LOCK).read_text(encoding="ascii").split()[0] == str(os.getpid())
    assert (tmp_path / LOCK).read_bytes() == b"", "nobody holds it, and it says so"
