"""Who asks: finds the scheduler and its machines, looks at what they have, sends jobs, writes what comes back."""

from __future__ import annotations

import contextlib
import itertools
import logging
import queue
import time
import uuid
import warnings
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fis_lessons.course.cluster import worker
from fis_lessons.course.cluster.parcel import Answer, Basket, kit, parcel_of, sum_of
from fis_lessons.course.folder import CourseFolder
from fis_lessons.course.jobs import News, of_the_system
from fis_lessons.course.manifest import Product
from fis_lessons.course.typed import to_install
from fis_lessons.course.work import Job, Task
from fis_lessons.errors import BuildError, FisError, Problem
from fis_lessons.exercises.handin import one_line
from fis_lessons.i18n import gettext as _

SECONDS_TO_FIND = 20.0
"""How long the scheduler, and then its first machine, are waited for."""
SECONDS_WITHOUT_WORKERS = 60.0
"""How long a build waits for a machine when all are gone."""
_SECONDS_TO_LOOK = 1.0
_FEWEST = 4


@dataclass(frozen=True)
class Cluster:
    """A scheduler that was found, with machines that have the same kit.

    Parameters
    ----------
    client
        Of dask.
    address
        As it was given.
    patience
        Seconds a build waits for a machine when all are gone.
    """

    client: Any
    address: str
    patience: float = SECONDS_WITHOUT_WORKERS

    def run(self, tasks: Iterable[Task], seconds: float) -> Generator[News[Task, list[Product]], None, None]:
        """Do the tasks on the machines of the cluster, and put in their folders what they made, once for each.

        A task whose machine dies is given to another. A few more than the machines can do together are under way:
        the next is asked for when one is done.

        Parameters
        ----------
        tasks
            Each is sent whole; its folder is written here only.
        seconds
            How long a task may take.

        Raises
        ------
        BuildError
            If the scheduler, or every machine, is gone. What came back before is in the folders.
        """
        waiting: dict[Any, Task] = {}
        done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        name, own, coming = uuid.uuid4().hex, sum_of(kit()), enumerate(tasks)
        try:
            while True:
                number = None
                for number, task in itertools.islice(coming, max(self._at_a_time() - len(waiting), 0)):
                    try:
                        parcel = parcel_of(task.job.variant, task.job.inputs, own)
                    except FisError as error:
                        yield News(task, "failed", error=error)
                        continue
                    future = self._sent(parcel, seconds, key=f"fis-lessons-{name}-{number}")
                    waiting[future] = task
                    future.add_done_callback(done.put)
                if not waiting:
                    if number is None:
                        return
                    continue  # none of these could be sent: others may
                future = self._next(done)
                yield from _told(waiting.pop(future), self._answer(future))
                future.release()
        finally:
            with contextlib.suppress(Exception):  # the scheduler may be gone
                self.client.cancel(list(waiting))

    def _at_a_time(self) -> int:
        """How many tasks to have under way: twice what the machines do together, as many as there are now."""
        # the scheduler may be gone: whoever waits for an answer tells it
        with contextlib.suppress(Exception):
            machines = self.client.scheduler_info(n_workers=-1).get("workers", {})
            return max(2 * sum(int(one.get("nthreads", 1)) for one in machines.values()), _FEWEST)
        return _FEWEST

    def _sent(self, parcel: object, seconds: float, *, key: str) -> Any:
        try:
            return self.client.submit(worker.do, parcel, seconds, key=key, pure=False)
        except Exception as error:  # dask has many
            raise self._gone(str(error)) from None

    def _next(self, done: queue.SimpleQueue[Any]) -> Any:
        """Wait for a job to end, as long as there is somebody to do it."""
        alone_since: float | None = None
        while True:
            with contextlib.suppress(queue.Empty):
                return done.get(timeout=_SECONDS_TO_LOOK)
            if self.client.status != "running":
                raise self._gone()
            if self.client.scheduler_info(n_workers=-1).get("workers"):
                alone_since = None
                continue
            alone_since = alone_since or time.monotonic()
            if time.monotonic() - alone_since > self.patience:
                raise BuildError(
                    _("Tutte le macchine del cluster sono andate via."),
                    [Problem(self.address, _("non ha più nessun worker."), remedy=_again())],
                )

    def _answer(self, future: Any) -> Answer:
        if future.status in ("cancelled", "lost"):
            raise self._gone()
        try:
            answer: Answer = future.result(timeout=SECONDS_TO_FIND)
            return answer
        except FisError as error:
            return Answer(error=error)
        except Exception as error:
            if self.client.status != "running":
                raise self._gone(str(error)) from None
            if type(error).__name__ == "KilledWorker":
                words = _("Ogni macchina che ha provato a eseguirla è caduta: forse le manca la memoria.")
                return Answer(error=BuildError(words))
            return Answer(error=BuildError(f"{type(error).__name__}: {one_line(error, limit=300)}"))

    def _gone(self, why: str = "") -> BuildError:
        found = _("non risponde più.") + (f" ({one_line(why, limit=200)})" if why else "")
        return BuildError(
            _("Lo scheduler è andato via mentre preparavo il corso."),
            [Problem(self.address, found, remedy=_again())],
        )


def _again() -> str:
    return _("Quello che era pronto resta: lo stesso comando riprende da lì.")


def _told(task: Task, answer: Answer) -> Iterator[News[Task, list[Product]]]:
    """Write what came back, and tell it."""
    if answer.made is None:
        yield News(task, "failed", error=answer.error or BuildError("?"))
        return
    try:
        _put(task.job, answer.made, task.folder)
    except OSError as error:
        yield News(task, "failed", error=of_the_system(error))
        return
    except FisError as error:
        yield News(task, "failed", error=error)
        return
    for product in answer.made.products:
        yield News(task, "step", step=product.edition)
    yield News(task, "done", result=answer.made.products)


def _put(job: Job, made: Basket, folder: CourseFolder) -> None:
    noted = {name: digest for product in made.products for name, digest in product.outputs.items()}
    # a name from another machine is not a place to write until it is one of ours
    if set(made.texts) != set(job.names) or set(noted) != set(job.names):
        raise BuildError(_("Una macchina del cluster ha mandato file che non le erano stati chiesti."))
    for name, text in made.texts.items():
        if folder.put(name, text) != noted[name]:
            raise BuildError(_("Un file è arrivato diverso da come era partito: {name}.").format(name=name))


# --- finding it -----------------------------------------------------------------------------------
@contextlib.contextmanager
def connected(address: str, *, seconds: float = SECONDS_TO_FIND) -> Iterator[Cluster]:
    """Find a scheduler, and look at its machines before anything is sent.

    Parameters
    ----------
    address
        Such as ``tcp://10.0.0.5:8786``.
    seconds
        How long to wait for it.

    Raises
    ------
    BuildError
        If dask.distributed is not installed, nobody answers, there is no machine, or one has another kit.
    """
    try:
        from distributed import Client
        from distributed.comm.addressing import resolve_address
    except ImportError:
        remedy = _("Installalo con: {command}").format(command=to_install("cluster"))
        raise _unfit([Problem("--scheduler", _("manca dask.distributed."), remedy=remedy)]) from None
    with _quiet():
        try:
            resolve_address(address)  # a client of what is no address would complain when it is thrown away
            client = Client(address, timeout=seconds, set_as_default=False)
        except Exception:  # a wrong address has five of its own
            found = _("nessuno scheduler risponde.")
            expected = _("un indirizzo come tcp://10.0.0.5:8786")
            remedy = _("Controlla l'indirizzo e che «dask scheduler» sia acceso.")
            raise _unfit([Problem(one_line(address), found, expected, remedy)]) from None
        try:
            _check(client, address, seconds=seconds)
            yield Cluster(client, address)
        finally:
            with contextlib.suppress(Exception):
                client.close(timeout=5)


def _check(client: Any, address: str, *, seconds: float) -> None:
    with contextlib.suppress(Exception):
        client.wait_for_workers(1, timeout=seconds)
    try:
        # jobs pass by the scheduler, which must know what they are
        found = {_("scheduler"): _or_error(client), **client.run(worker.ready, on_error="return")}
    except Exception as error:
        raise _unfit([Problem(address, one_line(error, limit=200))]) from None
    if len(found) == 1:
        remedy = _("Accendine almeno uno: dask worker {address}").format(address=address)
        raise _unfit([Problem(address, _("non ha nessun worker."), remedy=remedy)])
    own = kit()
    problems = [
        Problem(where, line, remedy=_("Installa lì la stessa versione del kit e delle librerie."))
        for where, theirs in found.items()
        for line in _differences(own, theirs)
    ]
    if problems:
        raise BuildError(worker.different(), problems)


def _or_error(client: Any) -> dict[str, str] | Exception:
    try:
        found: dict[str, str] = client.run_on_scheduler(worker.ready)
        return found
    except Exception as error:
        return error


def _differences(own: Mapping[str, str], theirs: object) -> list[str]:
    if not isinstance(theirs, Mapping):
        return [_("il kit non si può usare ({why}).").format(why=one_line(theirs, limit=200))]
    hashes = {
        "package": _("il programma non è lo stesso che qui."),
        "data": _("i dati non sono gli stessi che qui."),
        "catalogues": _("le traduzioni non sono le stesse che qui."),
    }
    words = _("{name}: lì {theirs}, qui {own}.")
    return [
        hashes.get(name) or words.format(name=name, theirs=one_line(theirs.get(name, "–")), own=value)
        for name, value in own.items()
        if theirs.get(name) != value
    ]


def _unfit(problems: list[Problem]) -> BuildError:
    return BuildError(_("Il cluster non si può usare. Non è stato eseguito niente."), problems)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep dask's own lines out of the terminal: what matters is told in words."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="distributed")
            yield
    finally:
        log.setLevel(before)
