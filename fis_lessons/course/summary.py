"""One summary of a build, as a page and as data: built, ready, failed and why, and what is slow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fis_lessons.course.editions import for_whom
from fis_lessons.course.folder import INDEXES, CourseFolder
from fis_lessons.course.manifest import sha256, sha256_of_file
from fis_lessons.course.series import Entry, Series, failures
from fis_lessons.dossier.paper import page
from fis_lessons.figures import escape
from fis_lessons.i18n import Language, counted, number
from fis_lessons.i18n import gettext as _

SUMMARY, DATA = "riepilogo.html", "riepilogo.json"
_SLOWEST = 10


@dataclass(frozen=True)
class SlowCell:
    """A cell that took long: whose, which, how long."""

    course: str
    lesson: str
    lang: str
    cell: str
    seconds: float


def slowest(series: Series, *, most: int = _SLOWEST) -> list[SlowCell]:
    """List the slowest cells of what was built now, the slowest first."""
    found = [
        SlowCell(entry.member.name, product.lesson, product.lang, cell, seconds)
        for entry in series.entries
        for product in (entry.report.built if entry.report else ())
        for cell, seconds in product.cells.items()
    ]
    return sorted(found, key=lambda one: (-one.seconds, one.lesson, one.cell))[:most]


def write_summary(
    series: Series, folder: Path, *, lang: Language, beside: Mapping[str, bytes] | None = None
) -> tuple[Path, Path]:
    """Write what came of a build as a page and as data; what somebody changed by hand is kept in a copy first.

    Parameters
    ----------
    series
        A build of one course is a series of one.
    folder
        Of the series, or of the course.
    lang
        Language of the page.
    beside
        Other files to write with it, by path from the folder: the key of a class.

    Returns
    -------
    tuple of Path
        The page, and the data.
    """
    kept = CourseFolder(folder.resolve(), _own(folder))
    files: dict[str, str | bytes] = {**(beside or {}), SUMMARY: _page(series, lang=lang)}
    kept.sweep([*files, DATA])
    data = {**_data(series), "files": {name: kept.put(name, content) for name, content in files.items()}}
    kept.put(DATA, json.dumps({**data, "checksum": _sum(data)}, ensure_ascii=False, indent=1) + "\n")
    return folder / SUMMARY, folder / DATA


def _own(folder: Path) -> dict[str, str]:
    """Return what an earlier summary wrote, if nobody has written in it since."""
    path = folder / DATA
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        told = content.pop("checksum")
        whole = told == _sum(content)
        files = {str(name): str(digest) for name, digest in content["files"].items()}
        return {DATA: sha256_of_file(path), **files} if whole else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _sum(data: dict[str, Any]) -> str:
    return sha256(json.dumps(data, sort_keys=True).encode())


# --- as data --------------------------------------------------------------------------------------
def _data(series: Series) -> dict[str, Any]:
    return {
        "courses": [_course(entry) for entry in series.entries],
        "left_out": [str(problem) for problem in series.left_out],
        "repeated": list(series.repeated),
        "slowest_cells": [vars(one) for one in slowest(series)],
    }


def _course(entry: Entry) -> dict[str, Any]:
    report = entry.report
    return {
        "name": entry.member.name,
        "code": entry.member.code,
        "folder": entry.member.folder,
        "outcome": entry.outcome,
        "trouble": entry.trouble,
        "built": [_product(one) for one in report.built] if report else [],
        "ready": [_product(one) for one in report.skipped] if report else [],
        "failures": [
            {"lesson": one.lesson, "case": one.case, "lang": one.lang, "cell": one.cell, "reason": one.reason}
            for one in (report.failures if report else ())
        ],
    }


def _product(one: Any) -> dict[str, Any]:
    told = {"lesson": one.lesson, "case": one.case, "lang": one.lang, "edition": one.edition}
    return {**told, "seconds": one.seconds}


# --- in words -------------------------------------------------------------------------------------
def in_words(series: Series) -> str:
    """Say in a line how many were built, were ready, failed."""
    counts = [len(series.having(outcome)) for outcome in ("built", "ready", "failed")]
    words = _("Corsi preparati adesso: {built}. Già pronti: {ready}. Con problemi: {failed}.")
    return words.format(built=number(counts[0]), ready=number(counts[1]), failed=number(counts[2]))


def slow_lines(series: Series) -> Iterator[str]:
    """Say which cells were slow, one a line."""
    many = len(series.entries) > 1
    for one in slowest(series):
        whose = f"{one.course}, {one.lesson}" if many else one.lesson
        words = _("{name} ({lang}), cella «{cell}»: {seconds} secondi")
        seconds = number(one.seconds, decimals=1)
        yield words.format(name=whose, lang=one.lang, cell=one.cell, seconds=seconds)


# --- as a page ------------------------------------------------------------------------------------
def _page(series: Series, *, lang: Language) -> str:
    many = len(series.entries) > 1
    title = _("Che cosa è stato preparato")
    told = in_words(series) if many else _one_in_words(series.entries[0])
    parts = [
        f"<h1>{escape(title)}</h1><p>{escape(told)}</p>",
        _table(series) if many else _lessons(series.entries[0]),
    ]
    for words, lines in (
        (_("Righe dell'elenco lasciate fuori"), [str(problem) for problem in series.left_out]),
        (_("Righe ripetute"), list(series.repeated)),
        (
            _("Dove una lezione si fa aspettare di più: a chi conduce non serve, a chi la scrive sì"),
            list(slow_lines(series)),
        ),
    ):
        if lines:
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            parts.append(f"<h2>{escape(words)}</h2><ul>{items}</ul>")
    return page("\n".join(parts), title=title, lang=lang)


def _one_in_words(entry: Entry) -> str:
    report = entry.report
    counts = (len(report.built), len(report.skipped), len(report.failures)) if report else (0, 0, 1)
    words = _("{name}. Lezioni preparate adesso: {built}. Già pronte: {ready}. Non preparate: {failed}.")
    return words.format(name=entry.member.name, built=counts[0], ready=counts[1], failed=counts[2])


def _table(series: Series) -> str:
    outcome = {"built": _("preparato adesso"), "ready": _("già pronto"), "failed": _("con problemi")}
    rows = []
    for entry in series.entries:
        place = escape(entry.member.folder)
        page_of = _first_page(entry)
        link = f'<a href="{place}/{page_of}">{place}</a>' if page_of else "–"
        told = escape(outcome[entry.outcome]) + "".join(f"<br>{escape(one)}" for one in failures(entry))
        rows.append((entry.member.name, escape(entry.member.code), told, link))
    caption = counted(len(rows), one=_("{count} corso"), more=_("{count} corsi"))
    return _rows(caption, (_("Corso"), _("Codice"), _("Esito"), _("Cartella")), rows)


def _first_page(entry: Entry) -> str:
    """Return the first page of a course, whoever it is for; empty if there is none."""
    products = (*entry.report.built, *entry.report.skipped) if entry.report else ()
    editions = {product.edition for product in products}
    return next((page for which, page in INDEXES.items() if which in editions), "")


def _lessons(entry: Entry) -> str:
    report = entry.report
    if report is None:
        return f"<p>{escape(entry.trouble)}</p>"
    failed = escape(_("non preparata"))
    rows = [
        (one.lesson, escape(one.case), escape(one.lang), f"{failed}<br>{escape(one.reason)}")
        for one in report.failures
    ]
    for words, products in ((_("preparata adesso"), report.built), (_("già pronta"), report.skipped)):
        rows += [
            (one.lesson, escape(one.case), escape(one.lang), escape(f"{words}, {for_whom(one.edition)}"))
            for one in products
        ]
    titles = (_("Lezione"), _("Caso"), _("Lingua"), _("Esito"))
    return _rows(entry.member.name, titles, sorted(rows, key=lambda row: (report.place_of(row[0]), row[:3])))


def _rows(caption: str, titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    columns = "".join(f'<th scope="col">{escape(one)}</th>' for one in titles)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{one}</td>" for one in rest)}</tr>'
        for first, *rest in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )
