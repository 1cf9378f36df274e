"""For who runs notebooks by the hundred: a client that does not wait for a silence of a fifth of a second."""

from __future__ import annotations

import asyncio
import inspect
import time
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from traitlets import Type

from fis_lessons.kernels.provisioner import ForkedKernel

_SECONDS_PER_QUESTION = 1.0


class PromptClient(AsyncKernelClient):
    """A client of a forked kernel: it listens already, so what it says comes in order and can be waited for."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        """Ask the kernel who it is, until its answer and its silence come by both ways.

        Jupyter waits for the answer, then until nothing was heard for 0.2 s: a tenth of a lesson.

        Raises
        ------
        RuntimeError
            If it dies or does not answer in time.
        """
        process = getattr(getattr(self.parent, "provisioner", None), "process", None)
        if not isinstance(process, ForkedKernel):
            await super()._async_wait_for_ready(timeout=timeout)
            return
        end = float("inf") if timeout is None else time.monotonic() + timeout
        while not await self._answered():
            if process.poll() is not None:
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > end:
                raise RuntimeError(f"Kernel didn't respond in {timeout:g} seconds")

    # the public name is bound to the method when the class is made
    wait_for_ready = _async_wait_for_ready

    async def _answered(self) -> bool:
        asked = self.kernel_info()
        end = time.monotonic() + _SECONDS_PER_QUESTION
        ways: tuple[Any, ...] = (self.shell_channel, self.iopub_channel)
        done = [False, False]
        while not all(done) and (left := end - time.monotonic()) > 0:
            for n, way in enumerate(ways):
                while not done[n] and await way.msg_ready():
                    message = await way.get_msg(timeout=left)
                    if message["parent_header"].get("msg_id") != asked:
                        continue
                    if n == 0 and message["msg_type"] == "kernel_info_reply":
                        self._handle_kernel_info_reply(message)
                        done[n] = True
                    elif message["content"].get("execution_state") == "idle":
                        done[n] = True
            await asyncio.sleep(0.002)
        return all(done)


class PromptKernelManager(AsyncKernelManager):
    """A manager whose clients are prompt, and who does not rest a hundredth of a second after each thing done.

    Jupyter's does, so that its own tests can see a kernel about to start or to end; nobody asks for that here.
    """

    # not ``client_class``: Jupyter's asynchronous manager names its factory too, and it wins over the class
    client_factory = Type(PromptClient, klass=AsyncKernelClient, config=True)

    start_kernel = inspect.unwrap(AsyncKernelManager.start_kernel)
    shutdown_kernel = inspect.unwrap(AsyncKernelManager.shutdown_kernel)
