"""A publisher is called the same in every lesson, case and table: one site, one name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

import fis_lessons

PACKAGE = Path(fis_lessons.__file__).parent
DATA = PACKAGE.parent / "data"
OF_MANY = {"doi.org", "github.com"}
"""Sites that hold what others publish."""


def host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def head(words: str) -> str:
    """Take the name a source begins with.

    Examples
    --------
    >>> [head(one) for one in ("Vita, 2024, [che cosa]({url})", "Istat (Bes)", "[Pagina]({url})")]
    ['Vita', 'Istat', '']
    """
    return re.split(r"[,(\[{]", words)[0].strip()


def in_data(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if value.get("publisher") and value.get("url"):
            yield head(value["publisher"]), host(value["url"])
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from in_data(one)


def in_code(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """List the notes whose address is written there, or is a constant of the module."""
    nodes = list(ast.walk(tree))
    named = {
        target.id: node.value.value
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in nodes:
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", "") in ("Note", "_note")
            and len(node.args) > 1
        ):
            words = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
            address = node.args[1]
            goes = (
                address.value if isinstance(address, ast.Constant) else named.get(getattr(address, "id", ""))
            )
            if isinstance(goes, str) and words:
                yield head(str(words[0])), host(goes)


def test_a_site_has_one_name() -> None:
    pairs = [
        pair for file in DATA.rglob("*.yaml") for pair in in_data(yaml.safe_load(file.read_text("utf-8")))
    ]
    written = [
        pair
        for file in PACKAGE.rglob("*.py")
        for pair in in_code(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert len(pairs) > 200 and len(written) > 40, "the sources were not found"
    names: dict[str, set[str]] = {}
    for name, site in [*pairs, *written]:
        if name and site not in OF_MANY:
            names.setdefault(site, set()).add(name)
    assert {site: found for site, found in names.items() if len(found) > 1} == {}


def test_two_names_are_told() -> None:
    address = '_VITA = "https://vita.it/a"'
    notes = 'Note(_("VITA, [uno]({url})").format(url=_VITA), _VITA)', '_note("Vita, 2020", _VITA)'
    source = "\n".join((address, *notes))
    assert set(in_code(ast.parse(source))) == {("VITA", "vita.it"), ("Vita", "vita.it")}
