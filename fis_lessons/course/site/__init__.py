"""A built course as a site: no server, no network, one edition, every word of it to be found."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fis_lessons.course.editions import Edition
from fis_lessons.course.folder import LOCK, MANIFEST, CourseFolder, claimed
from fis_lessons.course.manifest import Product, sha256, sha256_of_file
from fis_lessons.course.manifest_reading import read_products
from fis_lessons.course.site.pages import files_of
from fis_lessons.course.site.reading import read_pages
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _

RECORD = "site.json"
"""What a site says of itself: its edition, and the sha256 of what was written."""

_SCHEMA = 1
_NAME = re.compile(r"(?:(?:it|en|style)/)?[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SHA = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Site:
    """A site as written.

    Parameters
    ----------
    folder
        Where.
    first
        The page to open.
    lessons
        How many, in each language.
    written, removed
        Files written now, and files of an earlier site that this one no longer has.
    saved
        Copies of what somebody had changed by hand.
    """

    folder: Path
    first: Path
    lessons: Mapping[str, int]
    written: int
    removed: int
    saved: tuple[Path, ...] = ()


def write_site(course: Path, folder: Path, *, edition: Edition = "trainee") -> Site:
    """Write the site of one edition of a built course.

    Parameters
    ----------
    course
        Folder of the built course: only pages that are as they were built are taken.
    folder
        Where the site goes. What an earlier site wrote there is written over, anything else is kept.
    edition
        Whose pages: a folder never holds both.

    Raises
    ------
    BuildError
        If the course has no page of that edition, a page was changed, or the folder is not for this.
    """
    products = _products(course, edition)
    files = files_of(
        read_pages(course, products, order=_order(course)), title=_title(course), edition=edition
    )
    _refuse(folder, edition)
    with claimed(folder, names=(*files, RECORD)) as path:
        earlier = _earlier(path)
        target = CourseFolder(path, earlier)
        before = target.saved()
        written = sum(sha256_of_file(path / name) != sha256(content) for name, content in files.items())
        for name, content in files.items():
            target.put(name, content)
        gone = [name for name in earlier if name not in files and name != RECORD]
        removed = sum(target.drop(name) for name in gone)
        digests = {name: sha256(content) for name, content in files.items()}
        target.put(RECORD, _record(edition, digests))
        saved = tuple(sorted(target.saved() - before))
    lessons = {
        lang: sum(product.lang == lang for product in products) for lang in sorted({p.lang for p in products})
    }
    return Site(folder, folder / "index.html", lessons, written, removed, saved)


def check_place(folder: Path, *, edition: Edition = "trainee") -> None:
    """Say at once what would stop a site from being written in a folder: making its course takes minutes.

    Raises
    ------
    BuildError
        If the folder is not for this, or cannot be written.
    """
    _refuse(folder, edition)
    with claimed(folder, names=(RECORD,)):
        pass


def _products(course: Path, edition: Edition) -> list[Product]:
    built = read_products(course)
    products = [product for product in built if product.edition == edition]
    if not products:
        expected = _("un corso preparato con «fis-lessons build»")
        if built:
            expected = _("un corso preparato con «fis-lessons build --trainer»")
        problem = Problem(str(course), _("non ci sono pagine di questa edizione."), expected)
        raise BuildError(_("Il sito non si può fare."), [problem])
    return products


def _title(course: Path) -> str:
    return str(json.loads((course / MANIFEST).read_text(encoding="utf-8")).get("title", ""))


def _order(course: Path) -> tuple[str, ...]:
    """Return the lessons in the order of the course file; none if the course does not say."""
    said = json.loads((course / MANIFEST).read_text(encoding="utf-8")).get("lessons")
    return tuple(map(str, said)) if isinstance(said, list) else ()


def _refuse(folder: Path, edition: Edition) -> None:
    """Stop before writing where a course, or the other edition, already stands."""
    remedy = _("Scegli un'altra cartella.")
    if (folder / MANIFEST).exists() or (folder / MANIFEST).is_symlink():
        found = _("è la cartella di un corso.")
    elif _content(folder).get("edition", edition) != edition:
        found = _("c'è il sito dell'altra edizione: chi impara troverebbe le risposte.")
    else:
        return
    raise BuildError(
        _("Il sito non si può scrivere in questa cartella."), [Problem(str(folder), found, remedy=remedy)]
    )


def _content(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _earlier(folder: Path) -> dict[str, str]:
    """Return what an earlier site wrote: only names a site can have."""
    content = _content(folder)
    files = content.get("files")
    if content.get("schema") != _SCHEMA or not isinstance(files, dict):
        return {}
    own = {name: digest for name, digest in files.items() if _is_ours(name, digest)}
    if content.get("checksum") == _checksum(str(content.get("edition")), files):
        own[RECORD] = sha256_of_file(folder / RECORD)
    return own


def _is_ours(name: object, digest: object) -> bool:
    return (
        isinstance(name, str)
        and isinstance(digest, str)
        and _NAME.fullmatch(name) is not None
        and _SHA.fullmatch(digest) is not None
        and name not in (MANIFEST, LOCK)
    )


def _checksum(edition: str, files: Mapping[str, str]) -> str:
    return sha256(json.dumps([_SCHEMA, edition, files], sort_keys=True).encode())


def _record(edition: Edition, files: Mapping[str, str]) -> bytes:
    content = {
        "schema": _SCHEMA,
        "edition": edition,
        "files": files,
        "checksum": _checksum(edition, files),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
