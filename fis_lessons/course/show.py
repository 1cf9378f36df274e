"""What a build shows while it works and says at the end."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from fis_lessons.course.build import Report, build, still_good
from fis_lessons.course.editions import Edition
from fis_lessons.course.folder import FAILED, INDEXES
from fis_lessons.course.places import Places
from fis_lessons.course.plan import Plan
from fis_lessons.course.region import Region, build_region, in_words, write_summary
from fis_lessons.dossier.new_case import case_name
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _


def build_with_bar(plan: Plan, folder: Path, *, force: bool = False, workers: int = 0) -> Report:
    """Build a course and show how far it is: a bar on a terminal, a line for each step anywhere else.

    ``workers`` lessons are executed together; as many as there are processors if it is zero.
    """
    workers = workers or os.cpu_count() or 2
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    if not console.is_terminal:
        return _build_with_lines(plan, folder, force=force, workers=workers, console=console)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(_("Preparo il corso"), total=None)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=name)

        return build(
            plan,
            folder,
            force=force,
            at_a_time=workers,
            started=lambda total: bar.update(task, total=total),
            stepped=step,
        )


def _build_with_lines(plan: Plan, folder: Path, *, force: bool, workers: int, console: Console) -> Report:
    totals: list[int] = []
    done = 0

    def start(total: int) -> None:
        totals.append(total)
        if total:
            console.print(_("Preparo il corso"))

    def step(name: str) -> None:
        nonlocal done
        done += 1
        console.print(f"  {done}/{totals[-1]}  {name}")

    return build(plan, folder, force=force, at_a_time=workers, started=start, stepped=step)


def preview(plan: Plan, folder: Path) -> None:
    """Say what a build would make, and what it would leave as it is; nothing runs."""
    out = Console(highlight=False, markup=False, soft_wrap=True)
    found = still_good(plan, folder)
    for name, good in found.items():
        words = _("già pronta") if good else _("da preparare")
        out.print(f"{name}: {words}")
    todo = sum(not good for good in found.values())
    out.print(_("Da preparare: {todo}. Già pronte: {good}.").format(todo=todo, good=len(found) - todo))


def preview_places(plan: Plan, places: Places, folder: Path) -> None:
    """Say for which municipalities a course would be built, and which rows are not good; nothing runs."""
    out = Console(highlight=False, markup=False, soft_wrap=True)
    for place in places.found:
        out.print(f"{place.label}: {_near(folder / case_name(place))}")
    for line in (*map(str, places.problems), *places.repeated):
        out.print(line)
    out.print(
        _("Comuni: {count}. Lezioni per ciascuno: {lessons}.").format(
            count=len(places.found), lessons=len({variant.lesson.id for variant in plan.variants})
        )
    )


def region_with_lines(
    plan: Plan, places: Places, folder: Path, *, lang: Language, keep_going: bool, workers: int, force: bool
) -> Region:
    """Build a course for every municipality of a list, say how far it is, and write the summary."""
    out = Console(highlight=False, markup=False, soft_wrap=True)

    def told(at: int, count: int, name: str, left: float | None) -> None:
        when = _("; ancora {minutes} minuti circa").format(minutes=max(round(left / 60), 1)) if left else ""
        out.print(f"{at}/{count}  {name}{when}")

    found = build_region(
        plan,
        places,
        folder,
        build=partial(build_with_bar, force=force, workers=workers),
        keep_going=keep_going,
        told=told,
    )
    shown, _data = write_summary(found, folder, lang=lang)
    for line in (*map(str, found.left_out), *found.repeated, in_words(found)):
        out.print(line)
    out.print(_("Il riepilogo: {path}").format(path=_near(shown)))
    return found


def tell(report: Report, *, console: Console | None = None) -> None:
    """Say what was built, where it is and how to open it; what failed goes last, to be seen."""
    out = console or Console(highlight=False, markup=False, soft_wrap=True)
    products = [*report.built, *report.skipped]
    out.print(
        _("Costruiti adesso: {built}. Già pronti: {skipped}.").format(
            built=len(report.built), skipped=len(report.skipped)
        )
    )
    for which, words in _EDITIONS().items():
        rows = [product for product in products if product.edition == which]
        if rows:
            lessons = dict.fromkeys(sorted(product.lesson for product in rows))
            told = _("{edition} lezioni {lessons}, in {folder}")
            where = _near(report.folder / which)
            out.print(told.format(edition=words, lessons=", ".join(lessons), folder=where))
    for copy in report.saved:
        out.print(_("Un file era stato cambiato a mano: una copia è in {path}").format(path=copy))
    for product in report.built:
        for warning in product.warnings:
            out.print(_("Avviso, lezione {id}, {warning}").format(id=product.lesson, warning=warning))
    editions = {product.edition for product in products}
    if "trainee" in editions:
        out.print(_("Per cominciare: fis-lessons start {folder}").format(folder=_near(report.folder)))
    for which in [which for which in INDEXES if which in editions]:
        page = _near(report.folder / INDEXES[which])
        out.print(_("Senza Python, con il browser: {path}").format(path=page))
    _tell_failures(report, out)


def _tell_failures(report: Report, out: Console) -> None:
    for failure in report.failures:
        out.print("\n" + _("NON COSTRUITA: lezione {name}").format(name=failure.variant))
        out.print(failure.reason)
    if report.failures and (report.folder / FAILED).is_dir():
        where = _near(report.folder / FAILED)
        out.print("\n" + _("Fin dove sono arrivate si vede in {path}").format(path=where))


def _EDITIONS() -> dict[Edition, str]:  # noqa: N802
    return {"trainee": _("Per chi impara:"), "trainer": _("Per chi insegna, con le risposte:")}


def _near(path: Path) -> str:
    """Write a path from the working folder, if it is inside."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
