"""A translation that changes a number, a mark or the language is told; one that says the same is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from fis_lessons import resources
from fis_lessons.course.fidelity import unfaithful
from fis_lessons.course.translate import Entry, finding, read_entries

CATALOGUES = {path.name: path for path in resources.catalogues("en")}
LOOKED_AT = 40  # entries of a catalogue, for each way of spoiling it


@pytest.mark.parametrize(
    ("text", "translation", "expected"),
    [
        ("Sono 23.119, il 18,9%.", "They are 23,119: 18.9%.", None),
        ("Nel 2023, 120.000 euro.", "In 2023, €120,000.", None),
        ("Licenza CC BY 4.0, versione 0.6.2.", "Licence CC BY 4.0, version 0.6.2.", None),
        ("Quanti ultrasessantacinquenni?", "How many people over 65?", None),
        ("Prima 3, poi 5.", "5, after 3.", None),
        ("Sono {count} su {total:.1f}.", "They are {count} of {total:.1f}.", None),
        ("Sono 23.119.", "They are 23,191.", "numbers"),
        ("Sono 23.119.", "They are 23.119.", "numbers"),
        ("È il 18,9%.", "It is 18,9%.", "numbers"),
        ("Sono 3.", "They are 3, or 3.", "numbers"),
        ("Quanti ultrasessantacinquenni?", "How many people over 70?", "numbers"),
        ("**Chi** paga?", "Who pays?", "markup"),
        ("Chi paga?", "Who pays?<script>", "markup"),
        ("| a | b |", "| a b |", "markup"),
        ("Chi paga per i risultati?", "Chi paga per i risultati?", "italian"),
        ("residenti", "residenti", "italian"),
        ("Domanda {number}", "Domanda {number}", "italian"),
        ("{level}: {boxes}", "{level}: {boxes}", None),
        ("Una cosa che non è così.", "Una cosa che non è più così.", "italian"),
        ("Vedi «Chi è in carico ai servizi».", "See “Chi è in carico ai servizi”.", None),
        ("Chi paga per i risultati?", "Who pays for results", "cut"),
        ("Chi paga per i risultati del progetto di Lucca, e quando", "Who pays", "cut"),
        ("Chi paga?", "Who pays.", "cut"),
    ],
)
def test_what_a_translation_must_not_change(text: str, translation: str, expected: str | None) -> None:
    assert unfaithful(text, translation) == expected


def _other_number(translation: str) -> str:
    """Change the last digit that is not inside a field."""
    before, digit, after = re.fullmatch(
        r"(.*?)(\d?)((?:[^\d{}]|\{[^{}]*\})*)", translation, re.DOTALL
    ).groups()
    return before + (str((int(digit) + 1) % 10) if digit else "") + after


def _cut(translation: str) -> str:
    return translation[:10] if len(translation) > 32 else translation


def _script(translation: str) -> str:
    return translation + "<script>alert(1)</script>"


def _no_bold(translation: str) -> str:
    return translation.replace("**", "", 1)


SPOILS: dict[str, Callable[[str], str]] = {
    "another number": _other_number,
    "cut to ten letters": _cut,
    "a script": _script,
    "a mark lost": _no_bold,
}


def _spoiled(name: str, spoil: Callable[[str], str]) -> list[Entry]:
    """List the entries of a catalogue that a spoil changes, as they are after it."""
    return [
        Entry(entry.text, changed)
        for entry in read_entries(CATALOGUES[name])
        # of a few words, ten letters may be all there is
        if len(entry.text) > 30 and (changed := spoil(entry.translation)) != entry.translation
    ]


@pytest.mark.parametrize("spoil", SPOILS)
def test_every_catalogue_notices(spoil: str) -> None:
    looked_at = unseen = 0
    for name in CATALOGUES:
        for entry in islice(_spoiled(name, SPOILS[spoil]), LOOKED_AT):
            looked_at += 1
            unseen += finding(entry) is None
    assert looked_at > 100
    assert unseen == 0


def test_whatever_is_left_in_italian_is_noticed() -> None:
    texts = [
        entry.text
        for name in CATALOGUES
        for entry in read_entries(CATALOGUES[name])
        if entry.text != entry.translation
    ]
    assert len(texts) > 1000
    words = [text for text in texts if re.search("[a-z]", re.sub(r"\{[^{}]*\}", "", text))]
    assert len(words) > 0.99 * len(texts)
    assert None not in {finding(Entry(text, text)) for text in words}


def test_a_name_is_the_same_if_the_author_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text('# same\nmsgid "Banca Etica"\nmsgstr "Banca Etica"\n\nmsgid "Fonte"\nmsgstr "Fonte"\n')
    assert [finding(entry) for entry in read_entries(path)] == [None, "italian"]
