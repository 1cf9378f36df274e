"""The lines of a list an officer wrote, each with its parts: read alike wherever they are read."""

from __future__ import annotations

import re

_PARTS = re.compile(r"\s*[;\t|]\s*")


def rows_of(text: str, *, most: int) -> tuple[tuple[str, ...], ...]:
    r"""Read a list, a line for each thing, its parts between semicolons; what is beyond stays in the last.

    Examples
    --------
    >>> rows_of("Avviso; 3\n\nServizio; 6; Avviso; ufficio; altro", most=4)
    (('Avviso', '3'), ('Servizio', '6', 'Avviso', 'ufficio; altro'))
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    split = [_PARTS.split(line, maxsplit=most - 1) for line in lines if line]
    return tuple(tuple(parts) for parts in split if any(parts))
