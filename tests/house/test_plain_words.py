"""What is committed says nothing of the machine it was written on, nor of who fetched what from where."""

from __future__ import annotations

import re

import pytest
from house_files import texts

MINE = "tests/house/test_plain_words.py"
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/",
    "a host of a package registry": r"\b(?:pypi|files\.pythonhosted|registry\.npmjs|deb\.debian)\.org\b",
    "a temporary folder": r"(?<![\w.])/tmp/",
    "another name of «misurazione d'impatto»": r"\bmisura d(?:ell)?['’]impatto",
}


def found(pattern: str, text: str) -> list[str]:
    return [match.group(0) for match in re.finditer(pattern, text)]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_says(what: str) -> None:
    every = {name: found(FORBIDDEN[what], text) for name, text in texts().items() if name != MINE}
    said = {name: hits for name, hits in every.items() if hits}
    assert not said


@pytest.mark.parametrize(
    ("text", "hits"),
    [("see /root/notes", 1), ("open /home/anna/x", 1), ("lavoro/work/altro", 0), ("build/course", 0)],
)
def test_the_rule_itself_can_fail(text: str, hits: int) -> None:
    assert len(found(FORBIDDEN["a path of one machine"], text)) == hits
