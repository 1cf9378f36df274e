"""Words as they are typed in a terminal, for whoever copies a command from a message."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path


def typed(*words: str | Path) -> str:
    r"""Write words as they are typed in a terminal: one with spaces or apostrophes goes between quotes.

    Examples
    --------
    >>> typed("fis-lessons", "start", "build/course"), typed("l'aula è qui")
    ('fis-lessons start build/course', '"l\'aula è qui"')
    """
    return " ".join(_quoted(str(word)) for word in words)


def _quoted(word: str) -> str:
    if word and re.fullmatch(r"[\w@%+=:,./~\\-]+", word):
        return word
    if os.name == "nt" or not re.search(r'["$`\\!]', word):
        return f'"{word}"'
    return shlex.quote(word)
