"""Words as they are typed in a terminal, for whoever copies a command from a message."""

from __future__ import annotations

import os
import re
import shlex
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Literal


def typed(*words: str | Path) -> str:
    r"""Write words as they are typed in a terminal: one with spaces or apostrophes goes between quotes.

    Examples
    --------
    >>> typed("fis-lessons", "start", "build/course"), typed("l'aula è qui")
    ('fis-lessons start build/course', '"l\'aula è qui"')
    """
    return " ".join(_quoted(str(word)) for word in words)


def to_install(extra: Literal["hub", "cluster"]) -> str:
    """Return the command that adds what a part of the kit asks for, to the Python that runs now.

    The libraries are named one by one: the kit is in no registry, and its name there would be anybody's.
    """
    asked = asked_by(extra) or (
        f"{Path(__file__).parents[2]}[{extra}]",
    )  # an older one is installed: its folder
    return typed(sys.executable, "-m", "pip", "install", *asked)


def asked_by(extra: str) -> tuple[str, ...]:
    """Return what the installed kit asks for with an extra, with the versions; nothing if it has no such extra."""
    try:
        lines = requires("fis-lessons") or ()
    except PackageNotFoundError:
        return ()
    found = (re.fullmatch(rf"([^;]+?)\s*;\s*extra == ['\"]{extra}['\"]", line) for line in lines)
    return tuple(match[1] for match in found if match)


def _quoted(word: str) -> str:
    if word and re.fullmatch(r"[\w@%+=:,./~\\-]+", word):
        return word
    if os.name == "nt" or not re.search(r'["$`\\!]', word):
        return f'"{word}"'
    return shlex.quote(word)
