"""Temporary folders: nobody's are left, and nobody else's are touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from fis_lessons.course.workroom import sweep, workroom

_STAYS = """
    import sys, tempfile
    from fis_lessons.course.workroom import workroom
    with workroom() as room:
        tempfile.mkstemp(suffix=".json")
        print(room, flush=True)
        sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)


def test_temporary_files_are_made_inside_and_go_with_it(tmp_path: Path) -> None:
    before = dict(os.environ)
    with workroom() as room:
        assert room.parent == tmp_path.resolve()
        assert Path(tempfile.mkstemp(suffix=".json")[1]).parent == room
        assert os.environ["TMPDIR"] == str(room)
    assert list(tmp_path.iterdir()) == []
    assert dict(os.environ) == before
    assert tempfile.gettempdir() == str(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_the_room_of_the_dead_is_swept_and_that_of_the_living_is_not(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(_STAYS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        room = Path(process.stdout.readline().strip())
        assert sweep() == []
        assert len(list(room.glob("*.json"))) == 1
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert room.is_dir()
        with workroom():
            assert not room.exists()


def test_what_only_looks_like_ours_stays(tmp_path: Path) -> None:
    plain = tmp_path / "fis-lessons-appunti"  # without our lock
    plain.mkdir()
    (plain / "mio.txt").touch()
    elsewhere = tmp_path / "altrove"
    elsewhere.mkdir()
    (elsewhere / ".lock").touch()
    (tmp_path / "fis-lessons-link").symlink_to(elsewhere)
    pipe = tmp_path / "fis-lessons-pipe"
    pipe.mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe / ".lock")
    assert sweep() == []
    assert (plain / "mio.txt").exists() and elsewhere.exists() and pipe.exists()


@pytest.mark.parametrize("done", range(4))
def test_whoever_dies_taking_it_away_leaves_what_the_next_one_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    left, remove = [done], os.unlink

    def dies(*args: Any, **kwargs: Any) -> None:
        if left[0] == 0:
            raise KeyboardInterrupt
        left[0] -= 1
        remove(*args, **kwargs)

    with monkeypatch.context() as context, suppress(KeyboardInterrupt), workroom() as room:
        (room / "work").mkdir()
        for name in ("a.json", "work/b.json", "work/c.json"):
            (room / name).touch()
        context.setattr(os, "unlink", dies)
    assert (room / ".lock").exists()
    assert sweep() == [tmp_path / room.name]
    assert list(tmp_path.iterdir()) == []


_MAKES = """
    import os, signal
    from pathlib import Path
    from fis_lessons.course import workroom
    def killed(*_args):
        os.kill(os.getpid(), signal.SIGKILL)
    {where} = killed
    with workroom.workroom():
        pass
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("where", ["workroom._held", "workroom.lock", "Path.rename"])
def test_whoever_dies_making_it_leaves_what_the_next_one_knows(tmp_path: Path, where: str) -> None:
    code = textwrap.dedent(_MAKES).format(where=where)
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 1
    being_made = tmp_path / f"fis-lessons-{os.getpid()}-quasi"
    being_made.mkdir()
    not_ours = tmp_path / "fis-lessons-999999999-appunti"
    not_ours.mkdir()
    (not_ours / "mio.txt").write_text("parole")
    assert len(sweep()) == 1
    assert sorted(tmp_path.iterdir()) == sorted([being_made, not_ours])
