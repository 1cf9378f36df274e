"""A text to translate is never inside an f-string, and one Italian text has one English text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

import pytest
from house_files import PACKAGE, modules, offenders, tree


def hidden(module: ast.Module) -> Iterator[int]:
    """Give the lines of the texts that the catalogues do not see."""
    for whole in ast.walk(module):
        if isinstance(whole, ast.JoinedStr):
            for node in ast.walk(whole):
                named = (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in ("_", "mark")
                )
                if named and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
                    yield node.lineno  # type: ignore[attr-defined]


def test_no_text_hides_in_an_f_string() -> None:
    assert offenders(modules(), lambda path: hidden(tree(path))) == {}


@pytest.mark.parametrize(
    ("code", "found"), [("f\"{_('Chi.')}\"", 1), ('f"{_(case.title)}"', 0), ('x = _("Chi.")\nf"{x}"', 0)]
)
def test_a_hidden_text_is_noticed(code: str, found: int) -> None:
    assert len(list(hidden(ast.parse(code)))) == found


_ENTRY = re.compile(r'^msgid (".+")\nmsgstr (".*")$', re.MULTILINE)


def told_twice(catalogues: Iterable[str]) -> dict[str, set[str]]:
    """Give the Italian texts that have more than one English text, whatever catalogue each is in."""
    found: dict[str, set[str]] = {}
    for italian, english in (pair for words in catalogues for pair in _ENTRY.findall(words)):
        found.setdefault(italian, set()).add(english)
    assert found, "no entry was read"
    return {text: said for text, said in found.items() if len(said) > 1}


OTHER_NAMES = {"co-design": "joint design", "co-programming": "joint programming", "trial": "experimentation"}
"""The English name of a thing, and one that a lesson once gave it beside."""


def test_a_thing_has_one_english_name() -> None:
    files = sorted((PACKAGE / "locale" / "en").glob("*.po"))
    said = [english for path in files for _it, english in _ENTRY.findall(path.read_text(encoding="utf-8"))]
    text = "\n".join(said).casefold()
    assert all(name in text for name in OTHER_NAMES), "the names are not in use any more"
    assert [other for other in OTHER_NAMES.values() if other in text] == []


def straight(words: str) -> list[str]:
    """Give the English texts of a catalogue with straight quotation marks; those of HTML are let be."""
    bare = (
        (english, re.sub(r"=\\\"[^\"]*\"", "", english[1:-1])) for _italian, english in _ENTRY.findall(words)
    )
    return [english for english, left in bare if '\\"' in left]


def test_the_english_of_a_lesson_quotes_in_one_way() -> None:
    files = list((PACKAGE / "locale" / "en").glob("*_[01]?.po"))
    assert len(files) > 25
    assert [text for path in files for text in straight(path.read_text(encoding="utf-8"))] == []


def test_a_straight_mark_is_noticed() -> None:
    marked = 'msgid "Uno"\nmsgstr "Say \\"yes\\"."\n\nmsgid "Due"\nmsgstr "<b class=\\"x\\">Say “no”.</b>"\n'
    assert straight(marked) == ['"Say \\"yes\\"."']


def test_what_all_lessons_say_is_said_in_one_english() -> None:
    files = sorted((PACKAGE / "locale" / "en").glob("*.po"))
    assert told_twice(path.read_text(encoding="utf-8") for path in files) == {}


def test_a_text_told_twice_is_noticed() -> None:
    one = 'msgid "Fonti"\nmsgstr "Sources"\n\nmsgid "Quiz"\nmsgstr "Quiz"\n'
    assert told_twice((one, 'msgid "Fonti"\nmsgstr "Where it comes from"\n')) == {
        '"Fonti"': {'"Sources"', '"Where it comes from"'}
    }
