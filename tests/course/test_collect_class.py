"""Collecting a class: verdicts are ours, files are only read, and one bad file never stops the others."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from class_samples import bench, content, sealed, sound, spoiled
from never_empty import some

from fis_lessons import __version__
from fis_lessons.course.collect import Class, collect
from fis_lessons.course.collect_judging import MOST_OPEN, OUTCOMES, Judge
from fis_lessons.course.collect_reading import read_hand_in
from fis_lessons.errors import BuildError
from fis_lessons.exercises import Event, Progress
from fis_lessons.exercises.handin import build_hand_in
from fis_lessons.i18n import language, use_language
from fis_lessons.lessons.registry import lesson_spec

CASE: dict[str, object] = {"case": "bergamo"}


def handed(person: str, *steps: Event, lesson: str = "02", **parameters: object) -> bytes:
    """Write a hand-in from a few events on the lesson's exercises."""
    with use_language("it"):  # opening a lesson sets its language
        opened = lesson_spec(lesson).open({**CASE, **parameters}, progress=Progress(None))
    record = Progress(None)
    for step in steps:
        record.add(step)
    return build_hand_in(
        record,
        lesson=lesson,
        parameters=opened.parameters.values(),
        variant="x",
        exercises=opened.exercises,
        person=person,
        package=__version__,
    ).encode()


def answered(answer: object, state: str = "", exercise: str = "band-count") -> Event:
    return Event("02", exercise, "answer", case="x", answer=answer, state=state)


def hint(step: int) -> Event:
    return Event("02", "band-count", "hint", case="x", answer=step)


def skipped(answer: object) -> Event:
    return Event("02", "band-count", "skip", case="x", answer=answer)


RIGHT = 3548  # Romano di Lombardia, 60 to 75


@pytest.mark.parametrize(
    ("steps", "outcome", "mistakes"),
    [
        ([answered(RIGHT)], "right", ()),
        ([answered("3.548")], "right", ()),
        ([answered(1), answered(RIGHT)], "right", ()),
        ([answered(RIGHT, "right"), answered(1)], "right", ()),
        ([answered(20575)], "not_yet", ("everybody",)),
        ([answered(20575), hint(2), answered(RIGHT)], "helped", ("everybody",)),
        ([hint(4), answered(RIGHT)], "shown", ()),
        ([answered(1), skipped(RIGHT)], "skipped", ()),
        ([skipped(RIGHT), answered(RIGHT)], "shown", ()),
        ([hint(1)], "not_tried", ()),
        ([answered("circa mille")], "not_yet", ()),
        ([answered({"$gt": 0})], "not_yet", ()),
        ([], "not_tried", ()),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else None,
)
def test_each_outcome(steps: list[Event], outcome: str, mistakes: tuple[str, ...]) -> None:
    judged = Judge("it").judge(read_hand_in(handed("Anna", *steps)))["band-count"]
    assert (judged.outcome, judged.mistakes) == (outcome, mistakes)
    assert outcome in OUTCOMES


def test_what_is_claimed_is_not_believed(tmp_path: Path) -> None:
    values = json.loads(handed("Furba", answered(1)))
    values["exercises"]["band-count"]["claimed"] = "right"
    (tmp_path / "a.json").write_bytes(sealed(values))
    row = collect(tmp_path).groups[0].rows[0]
    assert row.exercises["band-count"].outcome == "not_yet"
    assert row.exercises["band-count"].doubted


def test_an_answer_is_read_in_the_learners_language() -> None:
    # 3.548 is three and a half in English
    for lang, outcome in (("it", "right"), ("en", "not_yet")):
        found = read_hand_in(handed("Anna", answered("3.548"), lang=lang))
        assert Judge("it").judge(found)["band-count"].outcome == outcome


def test_the_right_answer_follows_the_parameters() -> None:
    judge = Judge("it")
    here = judge.judge(read_hand_in(handed("Anna", answered(RIGHT))))
    there = judge.judge(read_hand_in(handed("Anna", answered(RIGHT), case="lucca")))
    assert here["band-count"].outcome == "right"
    assert there["band-count"].outcome == "not_yet"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda v: v.update(lesson="99"), "99"),
        (lambda v: v["parameters"].update(case="atlantide"), "atlantide"),
        (lambda v: v["parameters"].update(seed=-1), "seed"),
        (lambda v: v["parameters"].update(seed=2**32), "seed"),
        (lambda v: v["parameters"].update(seed="1"), "seed"),
        (lambda v: v["parameters"].update(municipality="../../etc/passwd"), "passwd"),
        (lambda v: v["parameters"].update(municipality="x" * 200), "municipality"),
        (lambda v: v["parameters"].update(forte=True), "forte"),
        (lambda v: v["parameters"].update(similar=[5]), "similar"),
        (lambda v: v["exercises"].update(inventato=v["exercises"]["band-count"]), "inventato"),
        (lambda v: v.update(package="0.0.1"), "0.0.1"),
        (lambda v: v.update(package=None), "versione"),
        (lambda v: v.update(package="=cmd|'/C calc'!A1"), "versione"),
    ],
)
def test_what_the_lesson_does_not_take_is_set_aside(
    change: Callable[[dict[str, Any]], object], word: str, tmp_path: Path
) -> None:
    (tmp_path / "strana.json").write_bytes(spoiled(change))
    (tmp_path / "buona.json").write_bytes(sound("Bruno Bianchi").encode())
    found = collect(tmp_path)
    assert found.hand_ins == 1
    assert [one.file for one in found.aside] == ["strana.json"]
    assert word in found.aside[0].reason


def test_another_version_can_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(spoiled(lambda v: v.update(package="0.0.1")))
    assert collect(tmp_path, other_versions=True).hand_ins == 1


def test_a_lesson_that_breaks_sets_aside_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    (tmp_path / "a.json").write_bytes(sound().encode())
    monkeypatch.setattr("fis_lessons.lessons.registry.LessonSpec.open", broken)
    assert "ZeroDivisionError" in collect(tmp_path).aside[0].reason


# --- the folder ---------------------------------------------------------------------------------
def test_nothing_strange_in_the_folder_stops_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "consegne"
    (folder / "Anna Rossi_123").mkdir(parents=True)
    (folder / "Anna Rossi_123" / "consegna.json").write_bytes(sound().encode())
    secret = tmp_path / "secret.json"
    secret.write_bytes(sound("Segreta").encode())
    (folder / "link.json").symlink_to(secret)
    (folder / "giro").symlink_to(folder, target_is_directory=True)
    (folder / "rotto").symlink_to(tmp_path / "nessuno")
    (folder / "zero").symlink_to("/dev/zero")
    os.mkfifo(folder / "fifo.json")
    with (folder / "enorme.json").open("wb") as stream:
        stream.truncate(100_000_000)
    with zipfile.ZipFile(folder / "bomba.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("consegna.json", b"0" * 10_000_000)
    (folder / "lezione.ipynb").write_text('{"cells": []}', encoding="utf-8")
    (folder / "=cmd|x.json").write_bytes(b"{}")
    (folder / "<img src=x>.json").write_bytes(b"{}")
    (folder / "gi\u202ennosj.exe").write_bytes(b"{}")
    os.close(os.open(os.fsencode(folder) + b"/\xff\xfe.json", os.O_CREAT | os.O_WRONLY))
    (folder / ".DS_Store").write_bytes(b"\0")
    found = collect(folder)
    assert [row.person for group in found.groups for row in group.rows] == ["Anna Rossi"]
    assert found.groups[0].rows[0].file == "Anna Rossi_123/consegna.json"
    why = {one.file: one.reason for one in found.aside}
    assert len(why) == 12
    assert "collegamento" in why["link.json"]
    assert "collegamento" in why["giro"]
    assert "collegamento" in why["rotto"]
    assert "collegamento" in why["zero"]
    assert "normale" in why["fifo.json"]
    assert "100,0 MB" in why["enorme.json"]
    assert "archivio" in why["bomba.zip"]
    assert "notebook" in why["lezione.ipynb"]
    assert not any("\u202e" in name or "\ufffe" in name for name in why)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(sound().encode())
    (tmp_path / "a.json").chmod(0)
    assert "Non si può leggere" in collect(tmp_path).aside[0].reason


def test_a_code_in_a_hand_in_is_never_run(tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    code = f"__import__('pathlib').Path({str(proof)!r}).touch()"
    folder = tmp_path / "in"
    folder.mkdir()
    for number, change in enumerate(
        [
            lambda v: v.update(person=code),
            lambda v: v["exercises"]["band-count"].update(answer=code),
            lambda v: v["exercises"]["band-count"].update(answer={"__reduce__": [code]}),
            lambda v: v["parameters"].update(municipality=code),
        ]
    ):
        (folder / f"{number}.json").write_bytes(spoiled(change))
    (folder / "setup.py").write_text(code, encoding="utf-8")
    (folder / "conftest.py").write_text(code, encoding="utf-8")
    collect(folder)
    assert not proof.exists()


@pytest.mark.parametrize("where", ["nessuna", "file.json"])
def test_what_is_not_a_folder_is_said(where: str, tmp_path: Path) -> None:
    (tmp_path / "file.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BuildError, match="cartella"):
        collect(tmp_path / where)


def test_an_empty_folder_is_an_empty_class(tmp_path: Path) -> None:
    assert collect(tmp_path) == Class((), (), 0)


# --- doubles ------------------------------------------------------------------------------------
def test_of_the_same_person_the_last_hand_in_is_kept(tmp_path: Path) -> None:
    first, last = content(), content()
    last["handed_in"] = "2026-03-03T10:00:00+01:00"
    last["person"] = "  ANNA   rossi"
    (tmp_path / "b-prima.json").write_bytes(sealed(first))
    (tmp_path / "a-ultima.json").write_bytes(sealed(last))
    (tmp_path / "copia.json").write_bytes(sealed(first))
    found = collect(tmp_path)
    assert [row.file for row in found.groups[0].rows] == ["a-ultima.json"]
    assert sorted(one.file for one in found.aside) == ["b-prima.json", "copia.json"]
    assert all("a-ultima.json" in one.reason for one in found.aside)
    assert found.persons == 1


def test_another_case_is_another_hand_in(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(sound(), encoding="utf-8")
    (tmp_path / "b.json").write_text(sound(case="lucca"), encoding="utf-8")
    found = collect(tmp_path)
    assert (found.hand_ins, found.persons, found.aside) == (2, 1, ())
    assert found.groups[0].variants == ("bergamo; similar: 5", "lucca; similar: 5")
    assert [row.worked_on for row in found.groups[0].rows] == ["Bergamo", "Lucca"]


# --- a class ------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Class:
    folder = tmp_path_factory.mktemp("class")
    bench().write_class(folder, people=36, lessons=["01", "02"])
    return collect(folder)


def test_a_lesson_is_opened_once_for_each_variant(simulated: Class) -> None:
    assert simulated.hand_ins == 36
    assert simulated.aside == ()
    assert simulated.opened == 6  # two lessons, three cases


def test_the_counts_agree_with_the_rows(simulated: Class) -> None:
    for group in some(simulated.groups):
        for asked in some(group.exercises):
            own = [row.exercises[asked.id] for row in group.rows]
            assert sum(asked.outcomes.values()) == len(group.rows)
            assert asked.tried == sum(one.outcome != "not_tried" for one in own)
            assert asked.stuck <= asked.tried
            for _words, persons in some(asked.mistakes):
                assert 1 <= persons <= asked.tried
        assert not any(judged.doubted for row in group.rows for judged in row.exercises.values())


def test_mistakes_are_in_words(simulated: Class) -> None:
    words = [text for group in simulated.groups for asked in group.exercises for text, _n in asked.mistakes]
    assert words
    assert not [text for text in words if " " not in text and not text.startswith("«")]


def test_memory_is_for_a_few_lessons_only() -> None:
    judge = Judge("it")
    for seed in range(MOST_OPEN + 5):
        judge.exercises("01", {"case": "bergamo", "lang": "it", "seed": seed})
    assert len(judge._open) == MOST_OPEN


def test_collecting_leaves_the_language_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(handed("Anna", answered(RIGHT), lang="en"))
    (tmp_path / "b.json").write_bytes(b"")
    found = collect(tmp_path, lang="en")
    assert language() == "it"
    assert found.aside[0].reason == "The file is empty."
    assert found.groups[0].title == "Reading the local area"
    assert found.groups[0].exercises[0].question.startswith("How many residents")
