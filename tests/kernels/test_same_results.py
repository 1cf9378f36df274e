"""A forked kernel and an ordinary one give the same outputs, on notebooks that do odd things."""

from __future__ import annotations

import math
import queue
import re
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from kernel_talk import said
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from fis_lessons.kernels import wire
from fis_lessons.kernels.owner import WarmProcess
from fis_lessons.kernels.provisioner import ForkedKernel

pytestmark = pytest.mark.skipif(not wire.supported(), reason="only Linux can fork a warm process")

# Each is a notebook; a line of dashes divides its cells.
ODD = {
    "mime types": """
from IPython.display import HTML, JSON, Latex, Markdown, SVG, display
class Many:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": "p", "text/html": "<b>p</b>", "application/x-odd+json": {"a": [1, None]}}
display(Many(), HTML("<i>x</i>"), JSON({"a": 1}), Latex("$x$"), Markdown("# x"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg'/>"))
Many()
----
1; 2; "tre"
----
None
----
{"b": 1, "a": {3, 1, 2}, "c": ("à", b"\\xff", 1e300 * 10, -0.0)}
""",
    "streams in order": """
import sys
for n in range(5):
    print("out", n); print("err", n, file=sys.stderr)
sys.stdout.write("no newline"); print("\\ttab", end=""); print("\\rback")
----
print("a" * 100_000 + "fine", flush=True)
----
%%bash
echo from the shell
----
!echo shell $((1 + 1))
""",
    "low-level output": """
import os, sys, time
os.write(1, b"raw out\\n"); time.sleep(0.4)
""",
    "display updates": """
from IPython.display import clear_output, display, update_display
handle = display("prima", display_id="uno")
print("tra"); handle.update("dopo"); update_display("ancora", display_id="uno")
----
display("via"); clear_output(); print("resta")
----
display("altra", display_id="uno")
""",
    "controls": """
import ipywidgets as w
slider = w.IntSlider(value=3, description="Quanti"); slider
----
out = w.Output()
with out: print("dentro"); 1 / 0
----
out
----
box = w.VBox([w.Text("x"), w.HTML("<b>y</b>"), w.Dropdown(options=["a", "b"])]); seen = []
slider.observe(lambda change: seen.append(change["new"]), "value"); slider.value = 7; print(seen); box
----
@w.interact(n=(0, 5))
def show(n=2): print("n", n)
""",
    "errors": """
class Mine(Exception): pass
def inner(): raise Mine("mia")
try: inner()
except Mine as error: raise ValueError("di fuori") from error
----
def broken(:
----
raise KeyboardInterrupt
----
import warnings; warnings.warn("attento"); warnings.warn("vecchio", DeprecationWarning)
----
assert 1 == 2, "no"
----
raise BaseException("in fondo")
----
def again(n): return again(n + 1)
try: again(0)
except RecursionError as error: print(type(error).__name__)
----
undefined_name
----
import not_a_module
""",
    "exits": """
import sys; sys.exit(3)
----
print("dopo")
----
raise SystemExit("detto")
""",
    "threads": """
import threading, concurrent.futures as cf
def say(n): print("filo", n)
for n in range(3):
    one = threading.Thread(target=say, args=(n,)); one.start(); one.join()
with cf.ThreadPoolExecutor(2) as pool: print(sum(pool.map(lambda n: n * n, range(100))))
----
sorted({t.name.rpartition("-")[0] or t.name for t in threading.enumerate()})
----
def fail(): raise RuntimeError("in un filo")
one = threading.Thread(target=fail, name="rotto"); one.start(); one.join()
""",
    "asyncio": """
import asyncio
async def one(n):
    await asyncio.sleep(0.01 * (3 - n)); print("fatto", n); return n
await asyncio.gather(*map(one, range(3)))
----
task = asyncio.get_running_loop().create_task(one(1)); await task
----
asyncio.run(one(0))
----
await asyncio.wait_for(asyncio.sleep(5), 0.01)
""",
    "input": """
input("Chi sei? ")
----
import getpass; getpass.getpass()
""",
    "other processes": """
import subprocess, sys, multiprocessing as mp, os
code = "import sys; print(sys.argv, sys.flags)"
print(subprocess.run([sys.executable, "-c", code, "x"], capture_output=True, text=True).stdout)
with mp.get_context("fork").Pool(2) as pool: print(pool.map(abs, [-1, -2]))
pid = os.fork()
if pid == 0: os._exit(4)
os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
----
import operator
with mp.get_context("spawn").Pool(1) as pool: print(pool.map(operator.neg, [1, 2]))
""",
    "where it is": """
import gc, io, locale, os, signal, sys, time
hidden = ("JPY_", "FIS_LESSONS_WARM", "JUPYTER_PATH", "PYTEST_")
print(sorted(f"{k}={v}" for k, v in os.environ.items() if not k.startswith(hidden)))
print(sys.path, sys.argv[:2], sys.flags, sys.executable, sys.prefix, sys.getrecursionlimit())
print(sys.orig_argv[1:4], os.umask(0o22), os.nice(0))
print(locale.getlocale(), locale.setlocale(locale.LC_ALL), time.tzname, sys.stdout.encoding)
print(gc.isenabled(), gc.get_threshold())
print({one.name: str(signal.getsignal(one)).split(" at ")[0] for one in signal.Signals})
print(type(sys.stdout), sys.stdin, sys.__stdout__.fileno(), sys.__stdin__.read())
print(os.getsid(0) == os.getpid() == os.getpgrp(), sys.__stdout__.line_buffering)
print(__name__, sys.modules["__main__"].__dict__ is globals())
print(sorted(name for name in globals() if not name.startswith("_")))
----
import logging
print(logging.getLogger().handlers, logging.getLogger().level); logging.warning("detto")
----
get_ipython().config, get_ipython().profile, type(get_ipython().history_manager).__name__
----
%who
----
import builtins; sorted(set(dir(builtins)) - {"_"})
""",
    "pictures": """
import matplotlib, matplotlib.pyplot as plt
print(matplotlib.get_backend(), plt.isinteractive(), matplotlib.rcParams["figure.dpi"])
plt.plot([1, 3, 2]); plt.title("Età")
----
figure, axes = plt.subplots(figsize=(2, 1)); axes.bar(["a", "b"], [1, 2]); figure
----
%matplotlib inline
%config InlineBackend.figure_format = "svg"
matplotlib.rcParams["svg.hashsalt"] = "x"; plt.plot([1, 2])
""",
    "tables": """
import pandas as pd, numpy as np
days = pd.to_datetime(["2026-01-02", None])
table = pd.DataFrame({"Comune": ["Forlì", None], "n": [1.5, np.nan], "d": days}); table
----
table.describe(), table.dtypes, pd.options.display.max_rows
----
np.random.seed(3); print(np.random.normal(size=3), np.get_printoptions()["precision"])
np.array([1.0]) / 0
""",
    "lessons": """
import fis_lessons
lesson = fis_lessons.open_lesson("01")
lesson.opening()
----
lesson.ask(next(iter(lesson.exercises)))
----
lesson.figure(next(iter(lesson.parts.figures)))
----
from fis_lessons.i18n import language; language()
""",
    "magics": """
%%capture kept
print("preso"); 5
----
kept.stdout
----
%load_ext autoreload
%autoreload 0
----
x = 3
x?
----
%xmode Plain
1 / 0
""",
}  # fmt: skip


def notebook(text: str) -> NotebookNode:
    cells = [new_code_cell(part.strip(), id=f"c{n}") for n, part in enumerate(text.split("\n----\n"))]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "x"}})


def look_often(channel: Any) -> None:
    """Have a channel look for an answer again and again.

    nbclient writes to it what an output control holds, while it waits there for an answer: the answer that comes
    just then wakes nobody, and is found only when the time of the cell is over.
    """
    if "get_msg" in vars(channel):
        return
    ask = channel.get_msg

    async def get_msg(timeout: float | None = None) -> Any:
        end = time.monotonic() + (math.inf if timeout is None else timeout)
        while True:
            try:
                return await ask(timeout=min(0.5, max(0, end - time.monotonic())))
            except queue.Empty:
                if time.monotonic() >= end:
                    raise

    channel.get_msg = get_msg


def run(text: str, folder: Path, *, warm: bool, seconds: int = 120, **options: Any) -> NotebookNode:
    """Execute a notebook as nbclient does, on a kernel of one kind."""
    made = notebook(text)
    client = NotebookClient(
        made, timeout=seconds, allow_errors=True, resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=40"], **options,
    )  # fmt: skip
    kinds: list[bool] = []

    def begins(**_kind: object) -> None:
        kinds.append(isinstance(client.km.provisioner.process, ForkedKernel))
        look_often(client.kc.shell_channel)

    client.on_cell_start = begins
    try:
        client.execute()
    finally:
        assert kinds and set(kinds) == {warm}
    return made


ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?![0-9a-f])")
CHANGING = [
    (re.compile(r"\b0x[0-9a-f]{6,}"), "0x"),
    (re.compile(r"ipykernel_\d+|tmp\w{8}\b|kernel-[\w-]+\.json"), "…"),
    (re.compile(r"In\[\d+\]|<dc:date>.*?</dc:date>"), ""),
]


def compared(made: NotebookNode) -> str:
    """Write down outputs and states of controls, ids by the order they come in, times left out."""
    for cell in made.cells:
        cell.metadata = {}
    text = nbformat.writes(made)
    for pattern, instead in CHANGING:
        text = pattern.sub(instead, text)
    order = {found: f"id{n}" for n, found in enumerate(ids_in_order(made))}
    text = ID.sub(lambda found: order.get(found[0], "id?"), text)
    return "\n".join(sorted(text.splitlines()) if "widget-state" in text else text.splitlines())


def ids_in_order(made: NotebookNode) -> list[str]:
    """List the ids that are drawn by lot, by the way one finds them: outputs, then what each control holds."""
    states = (
        made.metadata.get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {}).get("state", {})
    )
    todo = ID.findall(nbformat.writes(new_notebook(cells=made.cells)))
    found: list[str] = []
    while todo:
        one = todo.pop(0)
        if one not in found:
            found.append(one)
            todo += ID.findall(str(states.get(one, "")))
    return found


@pytest.mark.parametrize("name", ODD)
def test_an_odd_notebook_says_the_same(
    warm: WarmProcess, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked = compared(run(ODD[name], tmp_path, warm=True))
    monkeypatch.delenv("JUPYTER_PATH")
    ordinary = compared(run(ODD[name], tmp_path, warm=False))
    assert forked.splitlines() == ordinary.splitlines()
    assert "outputs" in forked and len(forked) > 600


def test_the_comparison_can_fail() -> None:
    one, other = notebook("1"), notebook("1")
    one.cells[0].outputs = [nbformat.v4.new_output("stream", text="a")]
    other.cells[0].outputs = [nbformat.v4.new_output("stream", text="b")]
    assert compared(one) != compared(other)


@pytest.mark.parametrize("kind", ["warm", "ordinary"])
def test_a_cell_that_kills_its_kernel_and_one_that_takes_too_long(
    warm: WarmProcess, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "ordinary":
        monkeypatch.delenv("JUPYTER_PATH")
    with pytest.raises(DeadKernelError):
        run("1\n----\nimport os; os._exit(1)\n----\n2", tmp_path, warm=kind == "warm")
    with pytest.raises(CellTimeoutError):
        run("while True: pass", tmp_path, warm=kind == "warm", seconds=1)
    went_on = run(
        "import time\nwhile True: time.sleep(0.01)\n----\nprint('oltre')", tmp_path,
        warm=kind == "warm", seconds=1, interrupt_on_timeout=True,
    )  # fmt: skip
    assert went_on.cells[0].outputs[-1].ename == "KeyboardInterrupt"
    assert went_on.cells[1].outputs[0].text == "oltre\n"


def test_a_debugger_and_a_question_are_answered(warm: WarmProcess) -> None:
    from kernel_talk import forked, kernel

    with kernel() as (manager, client):
        assert forked(manager)
        client.execute("print(input('chi? '))")
        assert client.get_stdin_msg(timeout=30)["content"]["prompt"] == "chi? "
        client.input("io")
        assert client.get_shell_msg(timeout=30)["content"]["status"] == "ok"
        ask = {"type": "request", "seq": 1, "command": "debugInfo", "arguments": {}}
        client.control_channel.send(client.session.msg("debug_request", ask))
        assert client.get_control_msg(timeout=30)["content"]["success"] is True
        assert said(client, "print('ancora')") == "ancora"
