"""The process that does the jobs of a worker: ``python -m fis_lessons.course.cluster.bench SECONDS``.

Jobs come by its input, what comes of them goes by its output. It is a process of its own because a worker of dask
runs several things at once, and a notebook changes the folder of its whole process. It ends with its worker.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

from fis_lessons.course.cluster.parcel import Answer, Sealed, open_and_make
from fis_lessons.course.jobs import run_jobs
from fis_lessons.i18n import set_language
from fis_lessons.kernels.owner import warm_kernels


def main(seconds: float) -> None:
    """Do jobs until the input ends.

    Parameters
    ----------
    seconds
        How long one may take.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the worker
    signal.signal(signal.SIGTERM, _end)
    source, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):  # what libraries say is no answer
        os.dup2(silence, stream)
    waiting: queue.SimpleQueue[Sealed] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(source, waiting), daemon=True).start()
    with (
        warm_kernels(),
        closing(run_jobs(_coming(waiting), open_and_make, at_a_time=1, seconds=seconds)) as news,
    ):
        for item in news:
            pickle.dump(Answer(item.result, item.error), told)
            told.flush()


def _listen(source: BinaryIO, waiting: queue.SimpleQueue[Sealed]) -> None:
    while True:
        try:
            waiting.put(pickle.load(source))  # noqa: S301  (from the process that started us)
        except Exception:
            os.kill(os.getpid(), signal.SIGTERM)  # the worker is gone: nobody waits for what we do
            return


def _coming(waiting: queue.SimpleQueue[Sealed]) -> Iterator[Sealed]:
    while True:
        sealed = waiting.get()
        set_language(sealed.lang)
        yield sealed


def _end(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main(float(sys.argv[1]))
