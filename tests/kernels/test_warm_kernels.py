"""A kernel forked from a warm process: nobody else's files, locks and chance; it ends with whom it must."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from kernel_talk import children_of, environment, forked, kernel, lives, said, soon

from fis_lessons.course.execute import execute
from fis_lessons.kernels import owner, provisioner, wire
from fis_lessons.kernels.client import PromptClient
from fis_lessons.kernels.owner import WarmProcess, warm_kernels

pytestmark = pytest.mark.skipif(not wire.supported(), reason="only Linux can fork a warm process")


def test_a_kernel_is_forked_and_is_as_it_was_asked_for(warm: WarmProcess, tmp_path: Path) -> None:
    code = "import os, sys; print(os.getcwd(), os.environ['FIS_PROVA'], os.getppid(), os.getsid(0) == os.getpid())"
    with kernel(cwd=str(tmp_path), env=environment(FIS_PROVA="sì")) as (manager, client):
        assert forked(manager)
        assert said(client, code) == f"{tmp_path} sì {warm.process.pid} True"
        assert manager.provisioner.pid == manager.provisioner.pgid != os.getpid()


def test_the_warm_process_has_one_thread_and_nothing_used_or_held(warm: WarmProcess) -> None:
    with kernel(), kernel():
        pass
    here = Path(f"/proc/{warm.process.pid}")
    assert len(list((here / "task").iterdir())) == 1
    open_files = sorted(str(one.readlink()).split(":")[0] for one in (here / "fd").iterdir())
    # the null device, output and errors; the ear, the leash and the two ends of the bell; no file with an offset
    assert open_files.count("socket") >= 1
    files = {name for name in open_files if name.startswith("/")}
    ours = {str(Path(f"/proc/self/fd/{n}").readlink()) for n in (1, 2)}
    assert files - ours <= {"/dev/null"}


def test_a_child_has_its_own_chance_and_no_context_of_sockets(warm: WarmProcess) -> None:
    code = """
import gc, random, tempfile, uuid, numpy as np, multiprocessing as mp, threading, zmq
print(random.random(), np.random.random(), uuid.uuid4(), tempfile.mktemp())
print(bytes(mp.current_process().authkey).hex())
"""
    told = []
    for _turn in range(2):
        with kernel() as (manager, client):
            assert forked(manager)
            told.append(said(client, code).split())
            assert said(
                client, "print(zmq.Context._instance, gc.isenabled(), gc.get_freeze_count() > 100_000)"
            ) == ("None True True")
    assert not set(told[0]) & set(told[1])


def test_the_same_seed_gives_the_same_numbers_as_in_an_ordinary_kernel(
    warm: WarmProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = """
import hashlib, random, numpy as np
random.seed(5); np.random.seed(5); a = np.random.default_rng(5).normal(size=(300, 300))
print(random.random(), np.random.random(), hashlib.sha256((a @ a.T).tobytes()).hexdigest())
"""
    with kernel() as (manager, client):
        assert forked(manager)
        mine = said(client, code)
    monkeypatch.delenv("JUPYTER_PATH")
    with kernel() as (manager, client):
        assert not forked(manager)
        assert said(client, code) == mine


def test_interrupt_restart_and_a_kernel_that_is_killed(warm: WarmProcess) -> None:
    with kernel() as (manager, client):
        client.execute("import time\nprint('begun', flush=True)\nwhile True: time.sleep(0.05)")
        # busy is said before the cell begins: a signal that comes in between is nobody's
        assert soon(lambda: "begun" in client.get_iopub_msg(timeout=5)["content"].get("text", ""))
        manager.interrupt_kernel()
        assert client.get_shell_msg(timeout=20)["content"]["ename"] == "KeyboardInterrupt"
        said(client, "x = 1")
        first = manager.provisioner.pid
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=60)
        assert forked(manager) and manager.provisioner.pid != first and not lives(first)
        assert said(client, "x") == "NameError: name 'x' is not defined"
        client.execute("import os; os._exit(3)")
        assert soon(lambda: not manager.is_alive())
        assert manager.provisioner.process.returncode == 3
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=60)
        os.kill(manager.provisioner.pid, signal.SIGKILL)
        assert soon(lambda: not manager.is_alive())
        assert manager.provisioner.process.returncode == -signal.SIGKILL
    assert children_of(warm.process.pid) == []


def test_a_kernel_that_is_asked_to_end_ends_with_its_own_status(warm: WarmProcess) -> None:
    with kernel() as (manager, client):
        process = manager.provisioner.process
        client.execute("exit()")
        assert process.wait(timeout=20) == 0


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"env": environment(PYTHONHASHSEED="7")}, "PYTHONHASHSEED"),
        ({"env": environment(PYTHONPATH="/altrove")}, "PYTHONPATH"),
        ({"env": environment(LC_ALL="C")}, "LC_ALL"),
        ({"env": environment(OPENBLAS_NUM_THREADS="3")}, "OPENBLAS_NUM_THREADS"),
        ({"stdout": subprocess.PIPE}, ""),
        ({"independent": True}, ""),
    ],
    ids=["hash", "path", "locale", "threads", "pipe", "independent"],
)
def test_what_cannot_be_forked_is_an_ordinary_kernel(
    warm: WarmProcess, options: dict[str, object], why: str, caplog: pytest.LogCaptureFixture
) -> None:
    provisioner._said.clear()
    with kernel(**options) as (manager, client):
        assert not forked(manager)
        assert said(client, "print(1)") == "1"
    assert (why in caplog.text) if why else not caplog.records


def test_a_folder_with_modules_of_its_own_has_them(warm: WarmProcess, tmp_path: Path) -> None:
    (tmp_path / "openpyxl.py").write_text("mine = True")
    (tmp_path / "fis_lessons").mkdir()  # a folder of that name is no module
    with kernel(cwd=str(tmp_path)) as (manager, client):
        assert not forked(manager)
        assert said(client, "import openpyxl; print(openpyxl.mine)") == "True"
    (tmp_path / "openpyxl.py").unlink()
    with kernel(cwd=str(tmp_path)) as (manager, _client):
        assert forked(manager)


def test_a_warm_process_that_is_killed_takes_its_kernels_and_is_missed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv(owner.ADDRESS, raising=False)
    provisioner._said.clear()
    with warm_kernels() as own:
        assert own is not None
        with kernel() as (manager, client):
            pid = manager.provisioner.pid
            own.process.kill()
            assert soon(lambda: not manager.is_alive()) and soon(lambda: not lives(pid))
            manager.restart_kernel(now=True)  # what JupyterLab does by itself
            client.wait_for_ready(timeout=60)
            assert not forked(manager) and said(client, "print(2)") == "2"
        with kernel() as (manager, _client):
            assert not forked(manager)
    assert len([r for r in caplog.records if "non c'è più" in r.getMessage()]) == 1


OWNER = """
import json, sys, time
sys.path.insert(0, {tests!r})
from kernel_talk import kernel, forked
from fis_lessons.kernels.owner import warm_kernels
with warm_kernels() as own, kernel() as (manager, client):
    print(json.dumps([own.process.pid, manager.provisioner.pid, forked(manager)]), flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=lambda one: one.name)
def test_whatever_ends_the_owner_nothing_lives_on(
    how: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (owner.ADDRESS, "JUPYTER_PATH"):
        monkeypatch.delenv(name, raising=False)
    with subprocess.Popen(
        [sys.executable, "-c", OWNER.format(tests=str(Path(__file__).parent))],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(TMPDIR=str(tmp_path)),
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        warm_pid, kernel_pid, was_forked = json.loads(process.stdout.readline())
        assert was_forked and lives(warm_pid) and lives(kernel_pid)
        process.send_signal(how)
        process.wait(30)
    assert soon(lambda: not lives(warm_pid) and not lives(kernel_pid))
    if how != signal.SIGKILL:  # a manager that is killed leaves its connection file, as it always did
        assert list(tmp_path.iterdir()) == []


def test_who_asks_and_is_killed_takes_its_kernel_and_nobody_elses(warm: WarmProcess) -> None:
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
from kernel_talk import kernel
with kernel() as (manager, client):
    print(manager.provisioner.pid, flush=True); import time; time.sleep(60)
"""
    with kernel() as (_manager, client):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            theirs = int(process.stdout.readline())
            assert theirs in children_of(warm.process.pid)
            process.kill()
        assert soon(lambda: not lives(theirs))
        assert said(client, "print(3)") == "3"


def test_a_debugger_steps_over_what_was_imported_before(warm: WarmProcess) -> None:
    code = """
import ipykernel.ipkernel, json, sys
known = get_ipython().kernel.debugger.kernel_modules
print(json.__file__ in known, "" in known, ipykernel.ipkernel.sys is sys)
"""
    with kernel() as (manager, client):
        assert forked(manager)
        assert said(client, code) == "True False True"


def test_where_it_cannot_be_forked_every_kernel_is_ordinary(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    provisioner._said.clear()
    monkeypatch.delenv(owner.ADDRESS, raising=False)
    monkeypatch.setattr(wire.sys, "platform", "darwin")
    with warm_kernels() as own:
        assert own is None
    assert owner.start() is None
    assert provisioner._forked(["python"], {}) == "questo sistema non permette altro"


def test_who_builds_waits_for_no_silence(warm: WarmProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    answered, asked = PromptClient._answered, []

    async def look(client: PromptClient) -> bool:
        asked.append(isinstance(client.parent.provisioner.process, provisioner.ForkedKernel))
        return await answered(client)

    monkeypatch.setattr(PromptClient, "_answered", look)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print(6 * 7)")])
    assert execute(notebook, name="prova").cells[0].outputs[0].text == "42\n"
    assert asked == [True], "Jupyter's own client listens to a silence of a fifth of a second, each time"
