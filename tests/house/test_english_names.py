"""A thing has one name in English too: the glossary of authors lists it, and the names that are not to be used."""

from __future__ import annotations

import re

import pytest

from fis_lessons.course.authoring.in_prose import glossary
from fis_lessons.i18n import catalogue

NAMES: dict[str, str] = glossary()["english"]
ALLOWED = (
    "=(second/first)",  # a formula to type
    "-1 is the last",  # a value to write
    '["configurable-http-proxy"]',  # a setting to copy
    '"33.3"',  # what to type in a file
    '"016024"',
)


def others(name: str, text: str) -> list[str]:
    """Return the names in ``text`` that stand for ``name``: addresses and fields say nothing."""
    bare = re.sub(r"\(<?https?://[^)]*\)|(?<!')\{\w+\}(?!')|<[^>]*>", " ", text)
    return re.findall(rf"(?:\b|(?<=\W)|^)(?:{NAMES[name]})(?!\w)", bare, re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_every_catalogue_uses_the_same_name(name: str) -> None:
    english = catalogue("en")
    assert len(english) > 10_000
    said = {text: others(name, text) for text in english.values() if not any(one in text for one in ALLOWED)}
    assert not {text: hits for text, hits in said.items() if hits}


@pytest.mark.parametrize(
    ("name", "text", "hits"),
    [
        ("bonus", "A premium to the provider, then {premium}.", 1),
        ("Istat", "ISTAT says so, Istat wrote it.", 1),
        ("euros (after a number)", "It costs 1,000 euro; each euro of grant counts.", 1),
        ("“…” (curly quotes)", "Open \"My project\", then '{name}', then don't.", 2),
        ("− (the minus of prose)", "from -2 to +8, in 2012-2016, ages 15-29: 3", 1),
        ("early school leaving", "early school leaving, not early leaving", 1),
    ],
)
def test_the_rule_itself_can_fail(name: str, text: str, hits: int) -> None:
    assert len(others(name, text)) == hits
