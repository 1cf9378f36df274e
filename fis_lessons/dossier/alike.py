"""Whether two texts somebody wrote speak of the same change: a suspicion, from their words."""

from __future__ import annotations

import re
from functools import lru_cache

from fis_lessons.measures.theory_of_change.words import bare

_LETTERS = 5
_EMPTY_WORDS = frozenset({
    "quota", "numero", "persone", "persona", "ragazzi", "ragazze", "giovani", "ancora", "hanno", "dalla", "dalle",
    "della", "delle", "degli", "dello", "nella", "nelle", "entro", "prima", "sono", "siano", "share", "number",
    "people", "person", "young", "still", "have", "their", "after", "within",
})  # fmt: skip


def alike(one: str, other: str) -> bool:
    """Tell whether two texts probably speak of one change: half the telling words of the shorter are in both.

    Words are compared by their first five letters, so that «frequenta» and «frequentano» are one.

    Examples
    --------
    >>> alike("I ragazzi frequentano la scuola", "Chi frequenta ancora la scuola, su cento iscritti")
    True
    >>> alike("Trovano lavoro", "Si sentono meno soli")
    False
    """
    first, second = _stems(one), _stems(other)
    short = min(len(first), len(second))
    return short > 0 and 2 * len(first & second) >= short


@lru_cache(maxsize=2_000)
def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]{4,}", bare(text[:2_000]))
    return frozenset(word[:_LETTERS] for word in words if word not in _EMPTY_WORDS)
