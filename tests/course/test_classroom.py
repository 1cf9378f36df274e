"""A class: each person a variant of their own, the trainer the key of all, hand-ins judged each by its own."""

from __future__ import annotations

import io
import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from never_empty import some
from typer.testing import CliRunner

from fis_lessons import __version__, cli
from fis_lessons.course.build import Crew
from fis_lessons.course.classroom.attendance import whose_in
from fis_lessons.course.classroom.key import key_book, key_of, told
from fis_lessons.course.classroom.members import members_of, of_class, plan_of_seat, plan_of_trainer
from fis_lessons.course.classroom.roster import Roster, Seat, read_roster
from fis_lessons.course.collect import by_name, collect
from fis_lessons.course.jobs import News
from fis_lessons.course.manifest import Product
from fis_lessons.course.plan import Plan, course_file, opened, read_plan
from fis_lessons.course.work import Task
from fis_lessons.errors import BuildError
from fis_lessons.exercises import Event, Progress
from fis_lessons.exercises.handin import build_hand_in
from fis_lessons.i18n import use_language

pytestmark = pytest.mark.usefixtures("one_workshop")


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


PLAN = read_plan(course_file("standard")).asking(lang="it").only(["05"])
ANNA, UGO = Seat("Anna", "anna", "anna", 2), Seat("Ugo", "ugo", "ugo", 3)


def listed(folder: Path, text: str) -> Path:
    path = folder / "classe.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_person_has_a_seed_a_municipality_and_never_the_trainers_edition(tmp_path: Path) -> None:
    seats = read_roster(listed(tmp_path, "Nome;Comune\nAnna;Forlì\nUgo;\n")).seats
    plan = PLAN.asking(trainer=True)
    own = [plan_of_seat(plan, seat) for seat in seats]
    assert [one.case for one in own] == ["forli", "bergamo"]
    for one, seat in zip(own, seats, strict=True):
        assert {variant.editions for variant in some(one.variants)} == {("trainee",)} and one.beside == ()
        assert {variant.parameters["seed"] for variant in one.variants} == {seat.seed(1)}
    members = of_class(plan, Roster(seats)).found
    assert [member.folder for member in members] == ["classe/anna", "classe/ugo", "chi-conduce/corso"]
    assert {variant.editions for variant in members[-1].plan().variants} == {("trainer",)}
    assert len(of_class(PLAN, Roster(seats)).found) == 2
    astray = replace(seats[0], place=None, astray=True)  # nobody knows on what: no course is made
    assert [one.folder for one in of_class(PLAN, Roster((astray, seats[1]))).found] == ["classe/ugo"]


def test_lessons_that_are_not_built_now_stay_in_each_folder() -> None:
    whole = read_plan(course_file("standard")).asking(lang="it", trainer=True)
    plan = plan_of_seat(whole.only(["05"]), ANNA)
    kept = {variant.lesson.id for variant in plan.beside if variant.lang == "it"}
    assert kept == {variant.lesson.id for variant in whole.variants} - {"05"}
    assert {variant.parameters["seed"] for variant in plan.beside} == {ANNA.seed(1)}
    trainer = plan_of_trainer(whole.only(["05"]))
    assert {one.editions for one in (*trainer.variants, *trainer.beside)} == {("trainer",)}
    assert [one.lesson.id for one in trainer.variants] == ["05"] and len(trainer.beside) == 25


def test_the_seed_of_the_course_makes_those_of_its_persons() -> None:
    seeded = Plan("T", "bergamo", tuple(_with_seed(7)))
    assert plan_of_seat(seeded, ANNA).variants[0].parameters["seed"] == ANNA.seed(7) != ANNA.seed(1)


def _with_seed(seed: int) -> Iterator[Any]:
    for variant in PLAN.variants:
        yield replace(variant, parameters={**variant.parameters, "seed": seed})


def test_a_class_and_a_list_of_municipalities_are_not_taken_together(tmp_path: Path) -> None:
    path = listed(tmp_path, "Nome;Comune\nAnna;Forlì\n")
    with pytest.raises(BuildError, match="colonna «Comune»"):
        members_of(PLAN, places=path, people=path)
    assert members_of(PLAN) is None


# --- the key ---------------------------------------------------------------------------------------
def test_the_key_has_the_answers_each_variant_takes_for_right() -> None:
    key = key_of(PLAN, [ANNA, UGO], lang="it")
    assert key.own[0] != key.own[1], "two seeds, two variants"
    for seat, own in zip(key.seats, key.own, strict=True):
        lesson = opened(plan_of_seat(PLAN, seat).variants[0])
        expected = {one.question: one.answer for one in (*own, *key.shared) if not one.quiz}
        assert len(expected) == len(lesson.exercises)
        numbers = [one for one in lesson.exercises.values() if type(one).__name__ == "Number"]
        for exercise in some(numbers):
            assert exercise.check(expected[_asked(exercise)]).state == "right"
        assert sum(one.quiz for one in (*own, *key.shared)) == 10
    assert key.without == ()


def _asked(exercise: Any) -> str:
    from fis_lessons.course.collect_judging import one_question

    return one_question(exercise)


def test_a_variant_that_does_not_open_loses_the_key_of_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(plan: Plan, seat: Seat) -> Plan:
        if seat is UGO:
            raise BuildError("Il caso non si apre.")
        return plan_of_seat(plan, seat)

    monkeypatch.setattr("fis_lessons.course.classroom.key.plan_of_seat", half)
    key = key_of(PLAN, [UGO, ANNA], lang="it")
    assert key.missing == ("Ugo",) and key.own[0] == () and len(key.own[1]) > 10
    assert any("Ugo" in line for line in told(key))
    assert openpyxl.load_workbook(io.BytesIO(key_book(key, course="T", lang="it")))


def test_the_workbook_is_read_back_and_a_name_is_no_formula() -> None:
    seats = [Seat("=1+1", "1-1", "=1+1", 2, members=("Bice", "<b>")), ANNA]
    book = openpyxl.load_workbook(io.BytesIO(key_book(key_of(PLAN, seats, lang="it"), course="T", lang="it")))
    people, own, _shared = book.worksheets
    assert any(cell.value == "=1+1" and cell.data_type == "s" for row in people for cell in row)
    rows = list(own.iter_rows(min_row=2, values_only=True))
    assert {row[0] for row in rows} == {"=1+1", "Anna"} and all(row[4] for row in rows)


# --- built, handed in, judged ----------------------------------------------------------------------
def hand_in(seat: Seat, *, answers_of: Seat) -> str:
    """Hand in, on a person's variant, the right answers of somebody's."""
    lesson, other = (opened(plan_of_seat(PLAN, one).variants[0]) for one in (seat, answers_of))
    record = Progress(None)
    for name, exercise in other.exercises.items():
        record.add(Event("05", name, "answer", case=lesson.variant, answer=exercise.reference, state="right"))
    return build_hand_in(
        record,
        lesson="05",
        parameters=lesson.parameters.values(),
        variant=lesson.variant,
        exercises=lesson.exercises,
        person=seat.name,
        package=__version__,
    )


def test_each_hand_in_is_judged_by_its_own_seed(tmp_path: Path) -> None:
    (tmp_path / "anna.json").write_text(hand_in(ANNA, answers_of=ANNA), encoding="utf-8")
    (tmp_path / "ugo.json").write_text(hand_in(UGO, answers_of=UGO), encoding="utf-8")
    (tmp_path / "copied.json").write_text(
        hand_in(Seat("Copiona", "c", "copiona", 4), answers_of=ANNA), encoding="utf-8"
    )
    found = collect(tmp_path)
    rows = {row.person: row for row in found.groups[0].rows}
    assert rows["Anna"].count("right") == len(rows["Anna"].exercises) > 5
    assert rows["Ugo"].count("right") == len(rows["Ugo"].exercises)
    assert 0 < rows["Copiona"].count("right") < len(rows["Copiona"].exercises), (
        "another's answers are not hers"
    )
    assert any(one.doubted for one in rows["Copiona"].exercises.values())


def test_the_list_says_who_is_missing_and_who_handed_in_anothers(tmp_path: Path) -> None:
    people = listed(tmp_path, "Nome;Squadra\nAnna;\nUgo;\nIda;Blu\nEva;Blu\n")
    seats = {seat.name: seat for seat in read_roster(people).seats}
    folder = tmp_path / "consegne"
    folder.mkdir()
    signed = {"Anna": "Anna", "Eva": "Blu", "Ugo": "Anna", "Zoe": "Ugo"}
    for person, variant_of in signed.items():
        seat = replace(seats[variant_of], name=person)
        (folder / f"{person}.json").write_text(hand_in(seat, answers_of=seat), encoding="utf-8")
    output = tmp_path / "esiti.xlsx"
    asked = ["collect", str(folder), "-o", str(output), "--class", str(people)]
    result = CliRunner().invoke(cli.app, asked)
    assert result.exit_code == 0, result.output
    assert "Lezione 05, mancano" not in result.output
    told = {line.split(":")[0].strip(" -"): line for line in result.output.splitlines() if ".json:" in line}
    assert told["Ugo.json"].endswith("È la variante di Anna.")
    assert told["Zoe.json"].endswith("Il nome non è nell'elenco della classe. È la variante di Ugo.")
    assert not any(
        words in told[f"{name}.json"] for name in ("Anna", "Eva") for words in ("variante", "elenco")
    )
    (folder / "Eva.json").unlink()
    assert "Lezione 05, mancano: Blu." in CliRunner().invoke(cli.app, asked).output


def test_on_a_server_the_folder_says_whose_it_is_and_a_common_course_is_nobodys_variant(
    tmp_path: Path,
) -> None:
    people = listed(tmp_path, "Nome;Codice\nMaria Rossi;A\nMaria Rossi;B\nUgo;\n")
    common = opened(PLAN.variants[0])
    for number, drop in enumerate(("maria-rossi-a", "maria-rossi-b")):
        record, one = Progress(None), next(iter(common.exercises))
        record.add(
            Event("05", one, "answer", case=common.variant, time=f"2026-03-0{number + 1}T10:00:00+00:00")
        )
        text = build_hand_in(
            record, lesson="05", parameters=common.parameters.values(), variant=common.variant,
            exercises=common.exercises, person="Maria Rossi", package=__version__,
        )  # fmt: skip
        (tmp_path / "consegne" / drop).mkdir(parents=True)
        (tmp_path / "consegne" / drop / "consegna.json").write_text(text, encoding="utf-8")
    asked = ["collect", str(tmp_path / "consegne"), "-o", str(tmp_path / "e.xlsx"), "--class", str(people)]
    told = CliRunner().invoke(cli.app, asked).output
    assert "Lezione 05, mancano: Ugo." in told
    assert "variante di" not in told
    assert "Persone: 2." in told  # of one name, and the folder tells them apart
    assert "da guardare" not in told, told
    sheet = openpyxl.load_workbook(tmp_path / "e.xlsx")["Lezione 05"]
    assert [sheet["A2"].value, sheet["A3"].value] == ["maria-rossi-a", "maria-rossi-b"]


def test_whose_a_hand_in_is_by_the_folder_else_by_a_name_only_one_has(tmp_path: Path) -> None:
    people = listed(tmp_path, "Nome;Codice;Squadra\nMaria;A;\nMaria;B;\nUgo;C;\nIda;D;Blu\n")
    whose = whose_in(read_roster(people))
    assert whose("maria-a/x.json", "Maria") != whose("maria-b/x.json", "Maria")
    assert whose("x.json", "Maria") == by_name("x.json", "Maria") == ("", "maria"), "either of two"
    assert whose("ugo-c/x.json", "U. Neri") == whose("x.json", "UGO") == whose("x.json", "c") == ("ugo-c", "")
    assert whose("blu/x.json", "Ida") == whose("x.json", "Ida") == ("blu", "ida"), (
        "each of a team by themselves"
    )
    assert whose("ugo-c", "Zoe") == ("", "zoe"), "a file is not a folder"


@pytest.mark.course
def test_a_class_is_built_and_no_answer_is_in_a_persons_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []

    def note(tasks: Iterable[Task], _seconds: float) -> Generator[News[Task, list[Product]], None, None]:
        for task in tasks:
            built.append(task.folder.path.relative_to(out).as_posix())
            if built == ["classe/anna"]:  # the others are like it
                with Crew().doing([task]) as news:
                    yield from news
            else:
                yield News(task, "done", result=[])

    monkeypatch.setattr("fis_lessons.course.show.Crew", lambda **_asked: Crew(elsewhere=note))
    people, out = listed(tmp_path, "Nome\nAnna\nUgo\n"), tmp_path / "out"
    asked = ["build", "--only", "05", "--class", str(people), "-o", str(out)]
    result = CliRunner().invoke(cli.app, asked)
    assert result.exit_code == 0, result.output
    assert built == ["classe/anna", "classe/ugo"]
    key = key_of(PLAN, read_roster(people).seats, lang="it")
    longest = max((one.answer for one in key.own[0]), key=len)
    files = [path for path in (out / "classe").rglob("*") if path.is_file()]
    assert not [path for path in some(files) if longest in path.read_text(encoding="utf-8")]
    notebook = next((out / "classe" / "anna").rglob("*.ipynb")).read_text(encoding="utf-8")
    assert f"seed = {read_roster(people).seats[0].seed(1)}" in notebook
    data = json.loads((out / "riepilogo.json").read_text(encoding="utf-8"))
    assert [course["name"] for course in data["courses"]] == ["Anna", "Ugo"]
    # the key written again replaces its own, and keeps what somebody wrote in it
    (out / "chi-conduce" / "chiave.xlsx").write_bytes(b"appunti miei")
    assert CliRunner().invoke(cli.app, asked).exit_code == 0
    kept = [path.read_bytes() for path in (out / "saved").rglob("*") if path.is_file()]
    assert kept == [b"appunti miei"]
