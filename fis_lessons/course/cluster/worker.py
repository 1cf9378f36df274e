"""What dask calls on each machine: the work is done by a bench, a process per thread of the worker."""

from __future__ import annotations

import contextlib
import pickle
import queue
import subprocess
import sys
from functools import cache

from fis_lessons.course.cluster.parcel import Answer, Parcel, Sealed, kit, sum_of
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import use_language

Bench = subprocess.Popen[bytes]
_idle: queue.SimpleQueue[tuple[Bench, float]] = queue.SimpleQueue()


def ready() -> dict[str, str]:
    """Return what this machine has of the kit."""
    _own_sum.cache_clear()
    return kit()


@cache
def _own_sum() -> str:
    return sum_of(kit())


def do(parcel: Parcel, seconds: float) -> Answer:
    """Do a job; what goes wrong with it comes back as a value, whole.

    Parameters
    ----------
    parcel
        The job.
    seconds
        How long it may take.
    """
    if parcel.kit != _own_sum():  # a machine that came after the others were looked at
        with use_language(parcel.lang):
            return Answer(error=BuildError(different(), [Problem("", parcel.variant.name)]))
    bench = _bench(seconds)
    try:
        assert bench.stdin is not None and bench.stdout is not None  # noqa: S101
        pickle.dump(Sealed(parcel.lang, pickle.dumps(parcel)), bench.stdin)
        bench.stdin.flush()
        answer: Answer = pickle.load(bench.stdout)  # noqa: S301  (from a process of ours)
    except (OSError, EOFError, pickle.UnpicklingError):
        with use_language(parcel.lang):
            words = _("Il processo che eseguiva la lezione è finito (stato {status}).")
            answer = Answer(error=BuildError(words.format(status=_close(bench))))
    except BaseException:
        _close(bench)
        raise
    else:
        _idle.put((bench, seconds))
    return answer


def different() -> str:
    """Say that a machine has another kit."""
    return _("Su una macchina del cluster il kit non è lo stesso che qui.")


def _bench(seconds: float) -> Bench:
    with contextlib.suppress(queue.Empty):
        while True:
            bench, limit = _idle.get_nowait()
            if limit == seconds and bench.poll() is None:
                return bench
            _close(bench)
    return subprocess.Popen(  # noqa: S603  (our own interpreter, arguments as a list)
        [sys.executable, "-m", "fis_lessons.course.cluster.bench", str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def _close(bench: Bench) -> int:
    for pipe in (bench.stdin, bench.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    try:
        return bench.wait(10)
    except subprocess.TimeoutExpired:
        bench.kill()
        return bench.wait()
