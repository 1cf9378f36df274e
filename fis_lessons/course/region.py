"""Build a course for every municipality of a list: a folder each, and one summary of all."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from fis_lessons.course.build import Report
from fis_lessons.course.folder import CourseFolder
from fis_lessons.course.manifest import sha256, sha256_of_file
from fis_lessons.course.places import Places, plan_for
from fis_lessons.course.plan import Plan
from fis_lessons.dossier.new_case import case_name
from fis_lessons.dossier.paper import page
from fis_lessons.errors import BuildError, FisError, Problem
from fis_lessons.figures import escape
from fis_lessons.i18n import Language, counted, number
from fis_lessons.i18n import gettext as _
from fis_lessons.kernels.owner import warm_kernels
from fis_lessons.territory import Municipality

SUMMARY, DATA = "riepilogo.html", "riepilogo.json"
_SLOWEST = 10

Outcome = Literal["built", "ready", "failed"]
Build = Callable[[Plan, Path], Report]


@dataclass(frozen=True)
class Town:
    """What came of one municipality.

    Parameters
    ----------
    place
        Which.
    folder
        Of its course, by name.
    report
        What its build did; nothing if it could not begin.
    trouble
        Why it could not begin; empty if it did.
    """

    place: Municipality
    folder: str
    report: Report | None
    trouble: str = ""

    @property
    def outcome(self) -> Outcome:
        """Whether something was built, all was ready, or something failed."""
        if self.report is None or self.report.failures:
            return "failed"
        return "built" if self.report.built else "ready"


@dataclass(frozen=True)
class Region:
    """What came of a list: the municipalities in their order, and the rows that were left out."""

    towns: tuple[Town, ...]
    left_out: tuple[Problem, ...] = ()
    repeated: tuple[str, ...] = ()

    def having(self, outcome: Outcome) -> list[Town]:
        """List the municipalities with an outcome."""
        return [town for town in self.towns if town.outcome == outcome]


def build_region(
    plan: Plan,
    places: Places,
    folder: Path,
    *,
    build: Build,
    keep_going: bool = False,
    told: Callable[[int, int, str, float | None], None] = lambda _at, _of, _name, _left: None,
) -> Region:
    """Build a course for every municipality, one after the other, each in a folder named after its case.

    Parameters
    ----------
    plan
        Checked.
    places
        As read from a list.
    folder
        What holds the folders.
    build
        Builds one course: :func:`fis_lessons.course.build.build`, with whatever shows how far it is.
    keep_going
        Build the good rows even if some are not; without it nothing begins.
    told
        Called before each municipality with its place, how many there are, its name, and the seconds left if they
        can be guessed.

    Raises
    ------
    BuildError
        If the list has bad rows and ``keep_going`` was not asked; if it has no good one.
    """
    if places.problems and not keep_going:
        raise BuildError(
            _("Nell'elenco ci sono righe da sistemare; «--keep-going» prepara le altre."), places.problems
        )
    if not places.found:
        raise BuildError(_("Nell'elenco non c'è nessun Comune."), places.problems)
    towns: list[Town] = []
    seconds: list[float] = []
    with warm_kernels():  # one for all
        for at, place in enumerate(places.found, start=1):
            left = sum(seconds) / len(seconds) * (len(places.found) - at + 1) if seconds else None
            told(at, len(places.found), place.label, left)
            start = time.monotonic()
            towns.append(_town(plan, place, folder, build))
            if towns[-1].outcome == "built":
                seconds.append(time.monotonic() - start)
    return Region(tuple(towns), places.problems, places.repeated)


def _town(plan: Plan, place: Municipality, folder: Path, build: Build) -> Town:
    name = case_name(place)
    try:
        return Town(place, name, build(plan_for(plan, place), folder / name))
    except FisError as error:  # this one cannot begin: the others can
        return Town(place, name, None, str(error))


# --- one summary ----------------------------------------------------------------------------------
def write_summary(region: Region, folder: Path, *, lang: Language) -> tuple[Path, Path]:
    """Write what came of a list as a page and as data; what somebody changed by hand is kept in a copy first.

    Returns
    -------
    tuple of Path
        The page, and the data.
    """
    kept = CourseFolder(folder.resolve(), _own(folder))
    shown = kept.put(SUMMARY, _page(region, lang=lang))
    data = {**_data(region), "files": {SUMMARY: shown}}
    kept.put(DATA, json.dumps({**data, "checksum": _sum(data)}, ensure_ascii=False, indent=1) + "\n")
    return folder / SUMMARY, folder / DATA


def _own(folder: Path) -> dict[str, str]:
    """Return what an earlier summary wrote, if nobody has written in it since."""
    path = folder / DATA
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        told = content.pop("checksum")
        whole = told == _sum(content)
        return {DATA: sha256_of_file(path), SUMMARY: str(content["files"][SUMMARY])} if whole else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _sum(data: dict[str, Any]) -> str:
    return sha256(json.dumps(data, sort_keys=True).encode())


def _data(region: Region) -> dict[str, Any]:
    return {
        "towns": [
            {
                "istat": town.place.istat,
                "name": town.place.label,
                "folder": town.folder,
                "outcome": town.outcome,
                "built": len(town.report.built) if town.report else 0,
                "ready": len(town.report.skipped) if town.report else 0,
                "failures": _failures(town),
            }
            for town in region.towns
        ],
        "left_out": [str(problem) for problem in region.left_out],
        "repeated": list(region.repeated),
    }


def _failures(town: Town) -> list[str]:
    told = [f"{one.variant}: {one.reason}" for one in town.report.failures] if town.report else []
    return [*([town.trouble] if town.trouble else []), *told]


def _page(region: Region, *, lang: Language) -> str:
    title = _("Il corso, Comune per Comune")
    head = f"<h1>{escape(title)}</h1><p>{escape(in_words(region))}</p>"
    parts = [head, _table(region)]
    for words, lines in (
        (_("Righe dell'elenco lasciate fuori"), [str(problem) for problem in region.left_out]),
        (_("Righe ripetute"), list(region.repeated)),
        (_("Le lezioni più lente"), list(_slowest(region))),
    ):
        if lines:
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            parts.append(f"<h2>{escape(words)}</h2><ul>{items}</ul>")
    return page("\n".join(parts), title=title, lang=lang)


def in_words(region: Region) -> str:
    """Say in a line how many were built, were ready, failed."""
    counts = [len(region.having(outcome)) for outcome in ("built", "ready", "failed")]
    words = _("Comuni preparati adesso: {built}. Già pronti: {ready}. Con problemi: {failed}.")
    return words.format(built=number(counts[0]), ready=number(counts[1]), failed=number(counts[2]))


def _table(region: Region) -> str:
    titles = (_("Comune"), _("Codice Istat"), _("Esito"), _("Cartella"))
    outcome = {"built": _("preparato adesso"), "ready": _("già pronto"), "failed": _("con problemi")}
    rows = []
    for town in region.towns:
        link = f'<a href="{escape(town.folder)}/index.html">{escape(town.folder)}</a>' if town.report else "–"
        told = escape(outcome[town.outcome]) + "".join(f"<br>{escape(one)}" for one in _failures(town))
        cells = "".join(f"<td>{one}</td>" for one in (escape(town.place.istat), told, link))
        rows.append(f'<tr><th scope="row">{escape(town.place.label)}</th>{cells}</tr>')
    columns = "".join(f'<th scope="col">{escape(one)}</th>' for one in titles)
    caption = escape(counted(len(rows), one=_("{count} Comune"), more=_("{count} Comuni")))
    return (
        f"<table><caption>{caption}</caption><thead><tr>{columns}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _slowest(region: Region) -> Iterator[str]:
    made: Sequence[tuple[float, str]] = sorted(
        (
            (product.seconds, f"{town.place.label}, {product.lesson}")
            for town in region.towns
            for product in (town.report.built if town.report else ())
        ),
        reverse=True,
    )
    for seconds, name in made[:_SLOWEST]:
        yield _("{name}: {seconds} secondi").format(name=name, seconds=number(seconds, decimals=1))
