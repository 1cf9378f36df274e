"""The project when things go wrong: killed half-way, eight writers, a full disk, a file taken away."""

from __future__ import annotations

import errno
import os
import random
import signal
from pathlib import Path

import pytest
from never_empty import some

from fis_lessons.dossier.record import FILE_NAME, Form, Project, project_of
from fis_lessons.dossier.record_lines import Revision
from fis_lessons.exercises import Progress, logfile
from fis_lessons.exercises.learner import Learner
from fis_lessons.lessons.desk import Notebook

unix = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes made by fork")
TARGET = ("need", "target")


def whose(folder: Path) -> Learner:
    return Learner(folder, False, "it", Progress(folder))


@unix
def test_killed_while_it_writes_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    chance = random.Random(11)
    acknowledged: list[str] = []
    for turn in range(40):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            _die_writing(tmp_path, turn, writing, at=chance.randrange(1, 6), half=chance.random() < 0.5)
        os.close(writing)
        with os.fdopen(reading, "rb") as stream:
            acknowledged += stream.read().decode().split()
        os.waitpid(child, 0)
    project = Project(tmp_path)
    assert len(acknowledged) > 40
    assert set(acknowledged) <= {field for _section, field in project.versions.places()}
    assert Form(whose(tmp_path), lesson="02").keep("need", {"target": "dopo"}) == ""
    assert Project(tmp_path).text(*TARGET) == "dopo"


def _die_writing(folder: Path, turn: int, acknowledge: int, *, at: int, half: bool) -> None:
    real, done = os.write, 0

    def write(handle: int, data: bytes) -> int:
        nonlocal done
        done += 1
        if done == at:
            if half:
                real(handle, data[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return real(handle, data)

    logfile.os.write = write  # type: ignore[assignment]
    project = Project(folder)
    for step in range(10):
        name = f"t{turn}s{step}"
        if not project.add([Revision.new(("need", name), name, lesson="02", who="k")]):
            real(acknowledge, (name + "\n").encode())
    os._exit(0)


@unix
def test_eight_writers_lose_nothing_and_overwrite_nobody(tmp_path: Path) -> None:
    children = []
    for number in range(8):
        child = os.fork()
        if child == 0:
            form = Form(whose(tmp_path), lesson="02")
            form.show(*TARGET)
            for step in range(25):
                form.keep("need", {"target": f"scrittore {number}, passo {step}", f"f{number}": str(step)})
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    project = Project(tmp_path)
    assert project.unread == 0
    for number in range(8):
        history = project.versions.history(("need", f"f{number}"))
        assert [one.value for one in history] == [str(step) for step in range(25)]
    assert len(project.versions.history(TARGET)) == 200
    # whoever began after another had ended saw what that one wrote, and took its place
    assert all(str(one.value).endswith("passo 24") for one in some(project.versions.heads(TARGET)))


def test_a_full_disk_is_said_and_what_was_written_goes_in_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook("02", whose(tmp_path))
    assert notebook.keep("target", "prima") == ""

    def full(_handle: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as here:
        here.setattr(logfile.os, "write", full)
        assert notebook.keep("target", "durante") == "il disco è pieno"
        assert notebook.kept("target") == "durante", "the lesson goes on in memory"
        assert any("disco è pieno" in words for words in project_of(notebook.learner).warnings())
    assert Project(tmp_path).text(*TARGET) == "prima"
    assert notebook.keep("target", "dopo") == ""
    assert [one.value for one in Project(tmp_path).versions.history(TARGET)] == ["prima", "durante", "dopo"]


def test_what_stands_in_the_place_of_the_file_is_left_there(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    notebook = Notebook("02", whose(tmp_path))
    assert notebook.keep("target", "i giovani") != ""
    assert notebook.kept("target") == "i giovani" and (tmp_path / FILE_NAME).is_dir()


def test_a_file_taken_away_or_emptied_is_written_again(tmp_path: Path) -> None:
    notebook = Notebook("02", whose(tmp_path))
    notebook.keep("target", "i giovani")
    (tmp_path / FILE_NAME).unlink()
    assert notebook.keep("denominator", "i residenti") == ""
    assert Project(tmp_path).text(*TARGET) == "i giovani"
    (tmp_path / FILE_NAME).write_bytes(b"")
    assert notebook.keep("denominator", "i residenti di 15-24 anni") == ""
    assert Project(tmp_path).text(*TARGET) == "i giovani"
    assert Project(tmp_path).text("notes", "02.denominator") == "i residenti di 15-24 anni"


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_file_cut_short_gives_what_is_whole(cut: int, tmp_path: Path) -> None:
    notebook = Notebook("02", whose(tmp_path))
    notebook.keep("target", "i giovani")
    notebook.keep("target", "le famiglie")
    data = (tmp_path / FILE_NAME).read_bytes()
    (tmp_path / FILE_NAME).write_bytes(data[:-cut])
    again = Notebook("02", whose(tmp_path))
    assert again.kept("target") == ("le famiglie" if cut == 1 else "i giovani")
    again.keep("target", "gli anziani")
    assert Project(tmp_path).text(*TARGET) == "gli anziani"
    assert (tmp_path / FILE_NAME).read_bytes().startswith(data[:-cut])
