"""Cards for Anki: read back from the package with sqlite."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fis_lessons import cli
from fis_lessons.course.forms.anki_book import Note, NoteKind, anki_package, harmless
from fis_lessons.course.plan import course_file, opened, read_plan
from fis_lessons.figures import plain
from fis_lessons.i18n import use_language

KIND = NoteKind("Prova", ("Domanda", "Risposta"), "{{Domanda}}", "{{FrontSide}}<hr id=answer>{{Risposta}}")
NOTE = Note(
    "lucca/it/01/a", "Corso::Lucca", ("<p>Perché è così? 3 &lt; 5</p>", "<p>Sì.</p>"), ("fis", "fis::it")
)


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


def book(content: bytes) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["collection.anki2", "media"] and archive.read("media") == b"{}"
        found = sqlite3.connect(":memory:")
        found.deserialize(archive.read("collection.anki2"))
        return found


def test_a_note_is_kept_as_it_was_written() -> None:
    found = book(anki_package([NOTE], kind=KIND, when=1_800_000_000))
    ((fields, first, tags, mod),) = found.execute("select flds, sfld, tags, mod from notes")
    assert fields.split("\x1f") == ["<p>Perché è così? 3 &lt; 5</p>", "<p>Sì.</p>"]
    assert first == "Perché è così? 3 < 5" and tags == " fis fis::it " and mod == 1_800_000_000
    assert found.execute("select count(*) from cards where nid in (select id from notes)").fetchone() == (1,)
    ((models, decks),) = found.execute("select models, decks from col")
    assert [field["name"] for model in json.loads(models).values() for field in model["flds"]] == list(
        KIND.fields
    )
    assert sorted(deck["name"] for deck in json.loads(decks).values()) == ["Corso", "Corso::Lucca", "Default"]


def test_a_later_package_updates_and_does_not_double() -> None:
    changed = Note(NOTE.name, NOTE.deck, ("<p>Un altro testo</p>", ""), ())
    before = (
        book(anki_package([NOTE], kind=KIND, when=100)).execute("select guid, mid, mod from notes").fetchone()
    )
    after = (
        book(anki_package([changed], kind=KIND, when=200))
        .execute("select guid, mid, mod from notes")
        .fetchone()
    )
    assert before[:2] == after[:2] and before[2] < after[2]


def test_the_same_cards_at_the_same_moment_are_the_same_bytes() -> None:
    assert anki_package([NOTE], kind=KIND, when=7) == anki_package([NOTE], kind=KIND, when=7)


def test_what_is_written_is_not_obeyed() -> None:
    page = harmless(r"<p>\(x\) \[x\] [sound:a.mp3] [latex]x[/latex] {{FrontSide}}" + "\x1f</p>")
    assert not any(sign in page for sign in ("\\", "[", "{", "\x1f"))


@pytest.mark.parametrize(("lang", "place"), [("it", ""), ("en", "Forlì")])
def test_the_cards_of_a_lesson(
    lang: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    more = ["--place", place] if place else []
    done = CliRunner().invoke(
        cli.app, ["--lang", lang, "make", "anki", "--only", "08", *more, "-o", str(tmp_path)]
    )
    assert done.exit_code == 0, done.output
    (path,) = tmp_path.rglob("*.apkg")
    assert path.parent == tmp_path / "trainee" / lang
    rows = book(path.read_bytes()).execute("select flds, tags, guid from notes order by id").fetchall()
    assert len({guid for _fields, _tags, guid in rows}) == len(rows)
    case = "forli" if place else "bergamo"
    assert {tags for _fields, tags, _guid in rows} == {f" fis fis::{lang} fis::{case} fis::08 "}
    if place:
        assert all("Forlì" in fields for fields, _tags, _guid in rows)
        return
    (variant,) = [one for one in read_plan(course_file("standard")).only(["08"]).variants if one.lang == "it"]
    for question, (fields, _tags, _guid) in zip(opened(variant).bank, rows, strict=True):
        front, back, where = fields.split("\x1f")
        assert "Bergamo" in where and plain(question.reference_text)[:20] in plain(back).replace(
            "&#x27;", "'"
        )
        assert "fis-answer" not in front and plain(question.why)[:20] not in plain(front)
