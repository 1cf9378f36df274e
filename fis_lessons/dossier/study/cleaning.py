"""Take out of a study what no document can hold: signs that XML, and so Word and PDF, do not allow."""

from __future__ import annotations

import dataclasses
import re
from typing import TypeVar, cast

from fis_lessons.dossier.study.content import Study
from fis_lessons.figures import Figure

# All that XML 1.0 leaves out: control characters, halves of a sign, the two that are no sign at all
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINES = re.compile("\r\n?|[\u2028\u2029]")

T = TypeVar("T")


def cleaned(study: Study) -> tuple[Study, int]:
    """Return the study with every text printable, and how many signs had to be taken out.

    Lines end in one way only, whoever typed them; that is not counted.
    """
    removed = [0]
    return _clean(study, removed), removed[0]


def _clean(value: T, removed: list[int]) -> T:
    if isinstance(value, str):
        text, count = _ILLEGAL.subn("", value)
        removed[0] += count
        return cast("T", _LINES.sub("\n", text))
    if isinstance(value, tuple):
        return cast("T", tuple(_clean(item, removed) for item in value))
    if isinstance(value, Figure):
        alt, caption, sources = _clean((value.alt, value.caption, value.sources), removed)
        return cast("T", dataclasses.replace(value, alt=alt, caption=caption, sources=sources))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {one.name: _clean(getattr(value, one.name), removed) for one in dataclasses.fields(value)}
        return dataclasses.replace(value, **found)
    return value
