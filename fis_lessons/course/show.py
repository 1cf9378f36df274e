"""What a build shows while it works and says at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from fis_lessons.course.build import Crew, Elsewhere, Report, build, still_good
from fis_lessons.course.editions import Edition
from fis_lessons.course.folder import FAILED, INDEXES
from fis_lessons.course.plan import Plan
from fis_lessons.course.series import Members, Series, Watch, build_series, failures
from fis_lessons.course.summary import in_words, slow_lines
from fis_lessons.course.typed import typed
from fis_lessons.i18n import counted
from fis_lessons.i18n import gettext as _

SECONDS_EACH = 6
"""Of one processor for a lesson, with its share of the start: measured from 3 to 6."""
_SLOW_TOLD = 3


def build_with_bar(
    plan: Plan,
    folder: Path,
    *,
    force: bool = False,
    workers: int = 0,
    elsewhere: Elsewhere | None = None,
) -> Report:
    """Build a course and show how far it is: a bar on a terminal, a line for each step anywhere else.

    ``workers`` lessons are executed together, as many as there are processors if it is zero; or they run
    ``elsewhere``.
    """
    at_a_time = workers or os.cpu_count() or 2
    made = partial(build, plan, folder, force=force, at_a_time=at_a_time, elsewhere=elsewhere)
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    if not console.is_terminal:
        return _build_with_lines(made, console)
    with Progress(*_columns(), console=console) as bar:
        task = bar.add_task(_("Preparo il corso"), total=None)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=name)

        return made(started=lambda total: bar.update(task, total=total), stepped=step)


def _columns() -> tuple[ProgressColumn, ...]:
    return TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()


def _build_with_lines(made: Callable[..., Report], console: Console) -> Report:
    total, done, begun = 0, 0, time.monotonic()

    def start(count: int) -> None:
        nonlocal total, begun
        total, begun = count, time.monotonic()
        if total:
            console.print(_("Preparo il corso"))

    def step(name: str) -> None:
        nonlocal done
        done += 1
        left = (time.monotonic() - begun) / done * (total - done)
        console.print(f"  {done}/{total}  {name}{time_left(left)}")

    return made(started=start, stepped=step)


def first_time(plan: Plan) -> str:
    """Say that the course is built now, and about how long it takes."""
    lessons = len({variant.lesson.id for variant in plan.variants})
    minutes = max(round(lessons * SECONDS_EACH / (os.cpu_count() or 2) / 60), 1)
    words = _(
        "È la prima volta: preparo le {lessons} lezioni. Ci vuole circa {minutes}, di più se il computer è "
        "occupato; poi si aprono subito."
    )
    told = counted(minutes, one=_("{count} minuto"), more=_("{count} minuti"))
    return words.format(lessons=lessons, minutes=told)


def preview(plan: Plan, folder: Path) -> None:
    """Say what a build would make, and what it would leave as it is; nothing runs."""
    out = Console(highlight=False, markup=False, soft_wrap=True)
    found = still_good(plan, folder)
    for name, good in found.items():
        words = _("già pronta") if good else _("da preparare")
        out.print(f"{name}: {words}")
    todo = sum(not good for good in found.values())
    out.print(_("Da preparare: {todo}. Già pronte: {good}.").format(todo=todo, good=len(found) - todo))


def time_left(seconds: float | None) -> str:
    """Say how long it still takes, to go on from a line; nothing if it is over or nobody knows."""
    if not seconds:
        return ""
    if seconds < 60:
        return _("; ancora meno di un minuto")
    minutes = counted(max(round(seconds / 60), 1), one=_("{count} minuto"), more=_("{count} minuti"))
    return _("; ancora {minutes} circa").format(minutes=minutes)


def preview_series(plan: Plan, members: Members, folder: Path, *, keep_going: bool = False) -> None:
    """Say which courses would be built, and which rows are not good; nothing runs."""
    out = Console(highlight=False, markup=False, soft_wrap=True)
    for member in members.found:
        out.print(f"{member.name}: {near(folder / member.folder)}")
    for line in (*map(str, members.problems), *members.repeated):
        out.print(line)
    if members.problems and not keep_going:
        out.print(_("Così non si prepara niente: sistema queste righe, o aggiungi «--keep-going»."))
    out.print(
        _("Corsi: {count}. Lezioni per ciascuno: {lessons}.").format(
            count=len(members.found), lessons=len({variant.lesson.id for variant in plan.variants})
        )
    )


def series_with_lines(
    members: Members,
    folder: Path,
    *,
    keep_going: bool,
    workers: int,
    force: bool,
    elsewhere: Elsewhere | None = None,
) -> Series:
    """Build the courses of a series and say how far it is: one bar for all, or a line for each step."""
    crew = Crew(at_a_time=workers or os.cpu_count() or 2, elsewhere=elsewhere)
    made = partial(build_series, members, folder, crew=crew, force=force, keep_going=keep_going)
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    if not console.is_terminal:
        return made(watch=_lines(Console(highlight=False, markup=False, soft_wrap=True)))
    with Progress(*_columns(), console=console) as bar:
        task = bar.add_task(_("Preparo i corsi"), total=len(members.found))
        return made(
            watch=Watch(
                stepped=lambda course, product: bar.update(task, description=f"{course}: {product}"),
                ended=lambda: bar.advance(task),
            )
        )


def _lines(out: Console) -> Watch:
    return Watch(
        begun=lambda at, of, name, left: out.print(f"{at}/{of}  {name}{time_left(left)}"),
        stepped=lambda course, product: out.print(f"  {course}: {product}"),
    )


def tell_series(found: Series) -> None:
    """Say what came of a series; what failed goes last."""
    out = Console(highlight=False, markup=False, soft_wrap=True)
    for line in (*map(str, found.left_out), *found.repeated, in_words(found)):
        out.print(line)
    for entry in found.having("failed"):
        for line in failures(entry):
            out.print(f"{entry.member.name}: {line}")


def tell_summary(found: Series, page: Path) -> None:
    """Say which cells were slow, and where the summary is."""
    out = Console(highlight=False, markup=False, soft_wrap=True)
    slow = list(slow_lines(found))[:_SLOW_TOLD]
    if slow:
        out.print(_("Dove una lezione si fa aspettare di più (a chi conduce non serve, a chi la scrive sì):"))
    for line in slow:
        out.print(f"  {line}")
    out.print(_("Il riepilogo: {path}").format(path=near(page)))


def tell(report: Report, *, console: Console | None = None) -> None:
    """Say what was built, where it is and how to open it; what failed goes last, to be seen."""
    out = console or Console(highlight=False, markup=False, soft_wrap=True)
    products = [*report.built, *report.skipped]
    out.print(
        _("Lezioni preparate adesso: {built}. Già pronte: {skipped}.").format(
            built=len(report.built), skipped=len(report.skipped)
        )
    )
    for which, words in _EDITIONS().items():
        rows = [product for product in products if product.edition == which]
        if rows:
            lessons = sorted({product.lesson for product in rows}, key=report.place_of)
            told = _("{edition} lezioni {lessons}, in {folder}")
            where = near(report.folder / which)
            out.print(told.format(edition=words, lessons=", ".join(lessons), folder=where))
    for copy in report.saved:
        out.print(_("Un file era stato cambiato a mano: una copia è in {path}").format(path=copy))
    for product in report.built:
        for warning in product.warnings:
            out.print(_("Avviso, lezione {id}, {warning}").format(id=product.lesson, warning=warning))
    editions = {product.edition for product in products}
    if "trainee" in editions:
        command = typed("fis-lessons", "start", near(report.folder))
        out.print(_("Per cominciare: {command}").format(command=command))
    for which in [which for which in INDEXES if which in editions]:
        page = near(report.folder / INDEXES[which])
        out.print(_("Senza Python, con il browser: {path}").format(path=page))
    _tell_failures(report, out)


def _tell_failures(report: Report, out: Console) -> None:
    for failure in report.failures:
        out.print("\n" + _("NON PREPARATA: lezione {name}").format(name=failure.variant))
        out.print(failure.reason)
    if report.failures and (report.folder / FAILED).is_dir():
        where = near(report.folder / FAILED)
        out.print("\n" + _("Fin dove sono arrivate si vede in {path}").format(path=where))


def _EDITIONS() -> dict[Edition, str]:  # noqa: N802
    return {"trainee": _("Per chi impara:"), "trainer": _("Per chi conduce, con le risposte:")}


def near(path: Path) -> str:
    """Write a path from the working folder, if it is inside."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
