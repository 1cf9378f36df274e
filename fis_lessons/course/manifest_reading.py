"""Read the manifest an earlier build left, and believe none of it that a build would not have written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from fis_lessons.cases.own import FOLDER
from fis_lessons.course.editions import EDITIONS
from fis_lessons.course.folder import FAILED, INDEXES, MANIFEST
from fis_lessons.course.manifest import SCHEMA, Product, checksum, sha256_of_file
from fis_lessons.i18n import Language

_LARGEST = 20_000_000
_PRODUCT = re.compile(
    rf"(?P<edition>{'|'.join(EDITIONS)})/(?P<lang>{'|'.join(get_args(Language))})/"
    r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.(?:ipynb|html)"
)
_CASE = re.compile(
    rf"(?:{'|'.join(EDITIONS)})/(?:{'|'.join(get_args(Language))})/{FOLDER}/[a-z0-9][a-z0-9_-]{{0,59}}\.yaml"
)
_SHA = re.compile(r"[0-9a-f]{64}")
_WORDS = ("lesson", "case", "lang", "edition", "title")
_WRITTEN = Product.__dataclass_fields__.keys() - {"cells"}
_TABLES = ("parameters", "inputs", "outputs")


@dataclass(frozen=True)
class Built:
    """What an earlier build says it left.

    Parameters
    ----------
    products
        Those whose every value is one a build writes.
    own
        sha256 of every file it wrote, by path from the folder: only names a build can give.
    """

    products: tuple[Product, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


def read_built(folder: Path) -> Built:
    """Read what an earlier build left; nothing if there is nothing, or nothing that can be trusted."""
    try:
        return _built(folder / MANIFEST)
    except (OSError, ValueError, RecursionError):
        return Built()


def _built(path: Path) -> Built:
    content = _content(path)
    if content.get("schema") != SCHEMA or isinstance(content.get("schema"), bool):
        return Built()
    entries, files = content.get("products"), content.get("files")
    found = [_product(entry) for entry in entries] if isinstance(entries, list) else []
    products = tuple(product for product in found if product is not None)
    own = {name: digest for product in products for name, digest in product.outputs.items()}
    if isinstance(files, dict):
        own |= {n: d for n, d in files.items() if _is_sha(d) and _is_file(n)}
    # if somebody wrote in it, it is theirs too, and a copy is kept
    whole = isinstance(entries, list) and len(products) == len(entries)
    if whole and content.get("checksum") == checksum(content):
        own[MANIFEST] = sha256_of_file(path)
    return Built(products, own)


def read_products(folder: Path) -> list[Product]:
    """Read the products an earlier build left."""
    return list(read_built(folder).products)


def _content(path: Path) -> dict[str, Any]:
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    return content if isinstance(content, dict) else {}


def _product(entry: object) -> Product | None:
    if not isinstance(entry, dict) or set(entry) != _WRITTEN:
        return None
    words = all(isinstance(entry[name], str) for name in _WORDS)
    tables = all(_is_table(entry[name]) for name in _TABLES)
    counts = all(_is_number(entry[name]) for name in ("minutes", "seconds"))
    warnings = entry["warnings"]
    if not (words and tables and counts and isinstance(warnings, list)):
        return None
    if not all(isinstance(line, str) for line in warnings) or not entry["outputs"]:
        return None
    for name, digest in entry["outputs"].items():
        place = _PRODUCT.fullmatch(name)
        if not place or not _is_sha(digest):
            return None
        if (place["edition"], place["lang"]) != (entry["edition"], entry["lang"]):
            return None
    return Product(**{**entry, "warnings": tuple(warnings)})


def _is_file(name: str) -> bool:
    return name in INDEXES.values() or _is_failed(name) or _CASE.fullmatch(name) is not None


def _is_failed(name: str) -> bool:
    head, _sign, rest = name.partition("/")
    return head == FAILED and _PRODUCT.fullmatch(rest) is not None


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_sha(value: object) -> bool:
    return isinstance(value, str) and _SHA.fullmatch(value) is not None
