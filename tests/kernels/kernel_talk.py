"""Start kernels, ordinary and warm, and talk to them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

from fis_lessons.kernels.provisioner import ForkedKernel


@contextmanager
def kernel(**options: Any) -> Iterator[tuple[KernelManager, BlockingKernelClient]]:
    """Start ``python3`` and end it."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(extra_arguments=["--IPKernelApp.log_level=40"], **options)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def forked(manager: KernelManager) -> bool:
    """Tell whether a kernel was forked."""
    return isinstance(manager.provisioner.process, ForkedKernel)


def said(client: BlockingKernelClient, code: str, *, seconds: float = 60) -> str:
    """Run code and return what it printed."""
    heard: list[str] = []

    def hook(message: dict[str, Any]) -> None:
        content = message["content"]
        if message["msg_type"] == "stream":
            heard.append(content["text"])
        elif message["msg_type"] == "error":
            heard.append(f"{content['ename']}: {content['evalue']}")

    client.execute_interactive(code, output_hook=hook, timeout=seconds)
    return "".join(heard).strip()


def soon(claim: Callable[[], bool], *, seconds: float = 20) -> bool:
    """Wait until something is true; tells whether it came to be."""
    end = time.monotonic() + seconds
    while not claim():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def lives(pid: int) -> bool:
    """Tell whether a process is there, and no corpse."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def children_of(pid: int) -> list[int]:
    """List the processes started by a process."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parts = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(parts[1]) == pid and parts[0] not in "ZX":
                found.append(int(entry.name))
    return found


def environment(**more: str) -> dict[str, str]:
    """Return the environment of this process, with something more."""
    return {**os.environ, **more}
