"""Copies, borrowed names, odd dates: pointed out, and nobody's hand-in is dropped for them."""

from __future__ import annotations

import copy
import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from class_samples import content, sealed, sound

from fis_lessons.course.class_book import class_book
from fis_lessons.course.class_page import class_page
from fis_lessons.course.collect import Class, Row, collect
from fis_lessons.course.collect_doubts import Step, alike, goes_on


def collected(folder: Path, **hand_ins: dict[str, Any]) -> Class:
    for name, values in hand_ins.items():
        (folder / f"{name}.json").write_bytes(sealed(values))
    return collect(folder)


def rows(found: Class) -> dict[str, Row]:
    return {row.file: row for group in found.groups for row in group.rows}


def notes(found: Class) -> dict[str, str]:
    return {file: " ".join(row.notes) for file, row in rows(found).items()}


def test_an_honest_class_has_nothing_to_look_at_twice(tmp_path: Path) -> None:
    for seed, person in enumerate(("Anna", "Bruno", "Carla")):
        (tmp_path / f"{person}.json").write_text(sound(person, seed=seed), encoding="utf-8")
    found = collect(tmp_path)
    assert set(notes(found).values()) == {""}
    assert found.noted == 0


def test_a_copy_under_another_name_is_pointed_out_on_both(tmp_path: Path) -> None:
    mine, copied = content(), content()
    copied["person"] = "Bruno Bianchi"
    # answers of one's own in a colleague's record do not hide it
    first = next(iter(copied["exercises"]))
    copied["exercises"][first].update(answer=1, first="2026-03-02T08:00:00+00:00")
    found = collected(tmp_path, anna=mine, bruno=copied)
    told = notes(found)
    assert "«Bruno Bianchi» (bruno.json)" in told["anna.json"]
    assert "«Anna Rossi» (anna.json)" in told["bruno.json"]
    assert found.hand_ins == 2 and found.aside == ()


def test_a_second_in_common_is_chance(tmp_path: Path) -> None:
    values = content("Bruno", "02")
    for number, each in enumerate(values["exercises"].values()):
        if number >= 2:
            each["first"] = each["last"] = f"2026-03-02T12:{number:02d}:00+00:00"
    assert set(notes(collected(tmp_path, anna=content(), bruno=values)).values()) == {""}


def test_many_copies_are_counted_and_quickly() -> None:
    steps = {f"e{n}": Step(f"2026-03-02T09:00:{n:02d}+00:00", "", 1) for n in range(9)}
    found = alike([(f"p{n}", steps) for n in range(5000)])
    assert len(found[0]) == 4999
    assert found[4999] == [0]


def test_the_same_name_with_another_history_is_kept_and_pointed_out(tmp_path: Path) -> None:
    genuine, other = content(), content("ANNA  ROSSI")
    other["handed_in"] = "2026-03-04T10:00:00+00:00"
    for each in other["exercises"].values():
        each["first"] = each["last"] = "2026-03-04T09:00:00+00:00"
    found = collected(tmp_path, genuine=genuine, other=other)
    assert set(rows(found)) == {"genuine.json", "other.json"}
    assert "other.json" in notes(found)["genuine.json"]
    assert "un'altra storia" in notes(found)["other.json"]
    assert found.aside == ()


def test_a_date_to_come_takes_nobodys_place(tmp_path: Path) -> None:
    genuine = content()
    forged = copy.deepcopy(genuine)
    forged["handed_in"] = "2999-01-01T10:00:00+00:00"
    for each in forged["exercises"].values():
        each.update(answer=None, tried=[], attempts=each["attempts"] + 1)
    found = collected(tmp_path, genuine=genuine, forged=forged)
    assert set(rows(found)) == {"genuine.json", "forged.json"}
    assert "nel futuro" in notes(found)["forged.json"]
    assert "nel futuro" not in notes(found)["genuine.json"]
    assert found.aside == ()


def test_a_clock_a_little_ahead_is_nobodys_fault(tmp_path: Path) -> None:
    values = content()
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=3)
    values["handed_in"] = soon.isoformat("T", "seconds")
    assert notes(collected(tmp_path, a=values))["a.json"] == ""


def test_who_hands_in_again_after_more_work_is_one_person(tmp_path: Path) -> None:
    before, after = content(), content()
    name = list(before["exercises"])[-1]
    del before["exercises"][name]
    again = next(iter(after["exercises"].values()))
    again.update(attempts=again["attempts"] + 3, last="2026-03-03T09:00:00+00:00")
    after["handed_in"] = "2026-03-03T10:00:00+00:00"
    found = collected(tmp_path, before=before, after=after)
    assert notes(found) == {"after.json": ""}
    assert [one.file for one in found.aside] == ["before.json"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"attempts": 1, "tried": list(range(16)), "answer": 16}, "meno tentativi"),
        ({"attempts": 0, "tried": [], "answer": 16}, "meno tentativi"),
        ({"last": "2026-05-01T10:00:00+00:00"}, "dopo la consegna"),
        ({"restarted": True}, "ricominciato da capo"),
    ],
)
def test_what_does_not_add_up_in_one_hand_in(tmp_path: Path, change: dict[str, object], words: str) -> None:
    values = content()
    name = list(values["exercises"])[1]
    values["exercises"][name].update(change)
    found = collected(tmp_path, a=values)
    assert words in notes(found)["a.json"]
    position = list(rows(found)["a.json"].exercises).index(name) + 1
    assert f"(esercizi: {position})" in notes(found)["a.json"]


def test_times_that_cannot_be_read_are_no_times(tmp_path: Path) -> None:
    values = content()
    for each, odd in zip(values["exercises"].values(), ("ieri", 5, None, ["x"], {}), strict=False):  # type: ignore[var-annotated]
        each["first"] = each["last"] = odd
    found = collected(tmp_path, a=values)
    assert found.hand_ins == 1


def test_what_to_look_at_is_on_the_page_and_in_the_book(tmp_path: Path) -> None:
    copied = content()
    copied["person"] = "<b>Bruno</b>"
    found = collected(tmp_path, anna=content(), bruno=copied)
    page = class_page(found, lang="it")
    assert "Consegne da guardare due volte: 2" in page
    assert "«&lt;b&gt;Bruno&lt;/b&gt;» (bruno.json)" in page
    book = openpyxl.load_workbook(io.BytesIO(class_book(found, lang="it")))
    sheet = book["Lezione 02"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Da guardare due volte")
    assert "«Anna Rossi»" in str(sheet.cell(3, column).value) + str(sheet.cell(2, column).value)


def test_a_history_goes_on_only_forwards() -> None:
    early = {"a": Step("1", "2026-03-02T09:00:00+00:00", 2)}
    assert goes_on({"a": Step("1", "2026-03-02T10:00:00+00:00", 3), "b": Step("2", "", 1)}, early)
    assert goes_on(early, early)
    assert goes_on(early, {})
    assert not goes_on({}, early)
    assert not goes_on({"a": Step("1", "2026-03-02T08:00:00+00:00", 3)}, early)
    assert not goes_on({"a": Step("1", "2026-03-02T10:00:00+00:00", 1)}, early)
    assert not goes_on({"a": Step("0", "2026-03-02T10:00:00+00:00", 3)}, early)
