"""What a trainer asks of a form, and the files it is written in, each where who it is for finds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from fis_lessons.course.editions import Edition
from fis_lessons.course.pdf import printed, write_pdf
from fis_lessons.course.plan import Plan, Variant
from fis_lessons.course.taken import BuiltCourse
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _
from fis_lessons.programs import find_browser

_SECONDS_OF_A_COURSE = 600.0
_MOST_BROWSERS = 4
"""At once: each takes memory, whatever the processors."""


def _silent(_path: Path) -> None:
    """Say nothing."""


def _silent_word(_name: str) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Order:
    """What is asked of a form.

    Parameters
    ----------
    plan
        The course: only its lessons in ``lang`` are made.
    folder
        Where to write.
    lang
        One of the course's languages.
    trainer
        The trainer's edition too, where a form has two.
    seed
        Same seed, same questions in the same order.
    pdf
        A PDF beside each page for paper, where a browser can print it.
    written
        Called with each file that is there: with the PDFs last, once all are printed.
    stepped
        Called with each lesson of a course that is built on the way, once it is there.
    workers
        How many lessons are executed together.
    course
        A course that was built already: what it has is not executed again.
    whole
        The course in one file, in the place of one for each lesson.
    """

    plan: Plan
    folder: Path
    lang: Language
    trainer: bool = False
    seed: int = 1
    pdf: bool = True
    written: Callable[[Path], None] = _silent
    stepped: Callable[[str], None] = _silent_word
    workers: int = 2
    course: BuiltCourse | None = None
    whole: bool = False

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The lessons to make, in the order of the course.

        Raises
        ------
        BuildError
            If the course does not have this language.
        """
        found = tuple(variant for variant in self.plan.variants if variant.lang == self.lang)
        if not found:
            raise BuildError(
                _("Questo corso non è in questa lingua."),
                [Problem(self.plan.title, self.lang, ", ".join(self.plan.languages))],
            )
        return found


@dataclass(frozen=True)
class Made:
    """What was made.

    Parameters
    ----------
    files
        In the order they were asked for; the PDFs, printed meanwhile, after all others.
    told
        What the trainer should know, a sentence each: what was left out, what to look at, how to use it.
    """

    files: tuple[Path, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class LongPage:
    """What is known of a page of many sheets.

    Parameters
    ----------
    again
        Takes its PDF, and returns the page to print in its place: one that says on which sheet each thing is.
    places
        What stands where links inside it lead, by its name in the page.
    """

    again: Callable[[bytes], str]
    places: Mapping[str, str]


class Writer:
    """Writes the files of a form: ``trainee/`` and ``trainer/`` stand apart, as in a built course.

    Pages are printed beside one another while the next are made, each by a browser of its own. Left by an
    error, it prints none of those that wait.
    """

    def __init__(self, order: Order) -> None:
        self.order = order
        self.files: list[Path] = []
        self.told: list[str] = []
        self._printers = ThreadPoolExecutor(max_workers=min(max(order.workers, 1), _MOST_BROWSERS))
        self._printing: list[tuple[Path, Future[None]]] = []

    def __enter__(self) -> Self:
        """Begin to write."""
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _where: object) -> None:
        """Leave no browser at work."""
        self._printers.shutdown(cancel_futures=kind is not None)

    def path(self, variant: Variant, edition: Edition, ending: str) -> Path:
        """Return where a file of a lesson goes: ``trainee/it/08_ha_funzionato`` and the ending."""
        return self.order.folder / variant.product(edition, ending)

    def put(self, path: Path, content: str | bytes) -> None:
        """Write a file, whole."""
        write_whole(path, content)
        self.files.append(path)
        self.order.written(path)

    def paper(self, path: Path, page: str, *, long: LongPage | None = None) -> None:
        """Write a page for paper, and a PDF of it where one is wanted and can be made."""
        self.put(path, page)
        if not self.order.pdf:
            return
        if not find_browser():
            self.tell(
                _(
                    "Qui non c'è Chromium né Chrome: niente PDF. Apri le pagine in un browser e scegli "
                    "«Stampa», poi «Salva come PDF»."
                )
            )
            return
        target = path.with_suffix(".pdf")
        self._printing.append((target, self._printers.submit(_print, page, target, long)))

    def tell(self, words: str) -> None:
        """Note a sentence for the trainer, once."""
        if words not in self.told:
            self.told.append(words)

    def made(self) -> Made:
        """Wait until all is printed, and return what was written."""
        for target, job in self._printing:
            try:
                job.result()
            except BuildError as error:
                self.tell(f"{target.name}: {error.message}")
                continue
            self.files.append(target)
            self.order.written(target)
        self._printing.clear()
        return Made(tuple(self.files), tuple(self.told))


def _print(page: str, target: Path, long: LongPage | None) -> None:
    if long is None:
        write_pdf(page, target)
    else:
        last = long.again(printed(page, seconds=_SECONDS_OF_A_COURSE))
        write_pdf(last, target, seconds=_SECONDS_OF_A_COURSE, places=long.places)
