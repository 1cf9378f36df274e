"""`fis-lessons start` ends, however it ends, with its JupyterLab, its warm process and its kernels."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from kernel_talk import children_of, environment, lives, soon

from fis_lessons.kernels import wire

pytestmark = [pytest.mark.course, pytest.mark.skipif(not wire.supported(), reason="Linux only")]


def ask(url: str, path: str, token: str, body: dict[str, Any] | None = None) -> Any:
    request = urllib.request.Request(
        f"{url}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"token {token}"},
    )
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
        return json.load(answer)


def family(pid: int) -> tuple[list[int], list[int]]:
    """List the processes a process started, and those started by them."""
    below = children_of(pid)
    return below, [kernel for one in below for kernel in children_of(one)]


@pytest.mark.parametrize(
    ("how", "terminal"),
    [(signal.SIGKILL, True), (signal.SIGTERM, True), (signal.SIGINT, True), (signal.SIGINT, False)],
    ids=["killed", "asked to end", "Ctrl-C", "Ctrl-C without a terminal"],
)
def test_nothing_lives_on(how: signal.Signals, terminal: bool, tmp_path: Path) -> None:
    lessons = tmp_path / "course" / "trainee" / "it"
    lessons.mkdir(parents=True)
    (lessons / "01.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "course" / "manifest.json").write_text("{}", encoding="utf-8")
    room = tmp_path / "tmp"
    room.mkdir()
    keyboard, screen = os.openpty()  # as in a terminal: JupyterLab closes otherwise where there is none
    command = [sys.executable, "-m", "fis_lessons.cli", "start", str(tmp_path / "course"), "--no-browser"]
    around = environment(XDG_DATA_HOME=str(tmp_path / "data"), TMPDIR=str(room), PYTHONUNBUFFERED="1")
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=around,
        stdin=screen if terminal else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        try:
            found = None
            while found is None:
                line = process.stdout.readline()
                assert line
                found = re.search(r"(http://127\.0\.0\.1:\d+)/\S*?token=(\S+)", line)
            url, token = found.groups()
            started = ask(url, "/api/kernels", token, {"name": "python3"})
            assert soon(
                lambda: (
                    ask(url, f"/api/kernels/{started['id']}", token)["execution_state"]
                    in ("idle", "starting")
                )
            )
            # JupyterLab and the warm process, and the kernel of the last; JupyterLab asks other programs a moment
            assert soon(lambda: [len(one) for one in family(process.pid)] == [2, 1]), family(process.pid)
            below, kernels = family(process.pid)
            if not terminal:  # the same folder once more: where it is open is told, and that is all
                again = subprocess.run(
                    command, cwd=tmp_path, env=around, capture_output=True, text=True, check=False
                )
                assert again.returncode == 0 and f"processo {process.pid}" in again.stdout, again
                assert f"{url}/lab" in again.stdout and token in again.stdout
            # Ctrl-C in a terminal is for everybody there, and nobody waits for JupyterLab to hear of it
            (os.killpg if how is signal.SIGINT else os.kill)(process.pid, how)
            process.wait(30)
        finally:
            process.kill()  # a claim that fails does not wait for it
            os.close(screen)
            os.close(keyboard)
    assert soon(lambda: not [one for one in (*below, *kernels) if lives(one)], seconds=30)
    assert soon(lambda: not list(room.iterdir())), list(room.iterdir())
    keys = ("kernel-*.json", "jpserver-*")
    assert soon(lambda: not [path for name in keys for path in (tmp_path / "data").rglob(name)])
