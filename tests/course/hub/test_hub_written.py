"""The folder of a class on one server: who can read what, what is kept when the list changes, what is refused."""

from __future__ import annotations

import ast
import os
import shutil
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from fis_lessons import cli
from fis_lessons.course.classroom.roster import Roster, Seat, read_roster
from fis_lessons.course.hub import configure
from fis_lessons.course.hub.codes import read_codes
from fis_lessons.course.hub.configure import Limits, unreachable, write_hub
from fis_lessons.course.hub.people import (
    FIRST_NUMBER,
    hashed,
    new_code,
    opens,
    read_people,
    seated,
)
from fis_lessons.course.hub.places import people_file
from fis_lessons.course.typed import asked_by, to_install
from fis_lessons.errors import BuildError, Problem

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def seat(name: str, folder: str) -> Seat:
    return Seat(name, folder, name.lower(), 2)


ANNA, BRUNO, CARLA = seat("Anna Rossi", "anna-rossi"), seat("=Bruno", "bruno"), seat("Carla", "carla")


@pytest.fixture(autouse=True)
def anybody_can_enter(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The folders of tests are closed to others: only who looks at that asks."""
    monkeypatch.setattr(configure, "unreachable", lambda _folder: [])
    yield


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for which in ("trainee", "trainer"):
        (tmp_path / "course" / which / "it").mkdir(parents=True)
        (tmp_path / "course" / which / "it" / "03_x.ipynb").write_text(which, encoding="utf-8")
    return tmp_path / "course"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_codes_are_for_the_trainer_alone_and_in_no_other_file(course: Path, tmp_path: Path) -> None:
    before = os.umask(0)  # whatever the system does by itself
    try:
        done = write_hub(Roster((ANNA, BRUNO)), course, tmp_path / "out", lang="it")
    finally:
        os.umask(before)
    codes = read_codes(done.codes)
    assert list(codes) == ["docente", "anna-rossi", "bruno"]
    assert mode(done.codes) == 0o600
    assert mode(people_file(tmp_path / "out")) == 0o600
    assert mode(tmp_path / "out/hub") == 0o700
    others = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path != done.codes]
    assert len(others) >= 4
    for path in others:
        content = path.read_bytes()
        assert [user for user, code in codes.items() if code.encode() in content] == []
    people, _gone = read_people(people_file(tmp_path / "out"))
    assert [opens(people[user].secret, code) for user, code in codes.items()] == [True] * 3
    assert not opens(people["anna-rossi"].secret, codes["bruno"])
    cell = openpyxl.load_workbook(done.codes).worksheets[0]["A4"]
    assert (cell.value, cell.data_type) == ("=Bruno", "s")


def test_learners_get_the_course_without_the_answers(course: Path, tmp_path: Path) -> None:
    write_hub(Roster((ANNA,)), course, tmp_path / "out", lang="it")
    copied = [path for path in (tmp_path / "out/corso").rglob("*") if path.is_file()]
    assert [path.read_text(encoding="utf-8") for path in copied] == ["trainee"]
    assert mode(copied[0]) == 0o644


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to others")
def test_a_variant_of_ones_own_is_read_by_nobody_else(course: Path, tmp_path: Path) -> None:
    for one in (ANNA, BRUNO):
        place = course / "classe" / one.folder / "trainee" / "it"
        place.mkdir(parents=True)
        (place / "03_x.ipynb").write_text(one.name, encoding="utf-8")
    done = write_hub(Roster((ANNA, BRUNO)), course, tmp_path / "out", lang="it")
    for one in (ANNA, BRUNO):
        place = tmp_path / "out/corso/classe" / one.folder
        assert (place / "trainee/it/03_x.ipynb").read_text(encoding="utf-8") == one.name
        assert (mode(place), place.stat().st_gid) == (0o750, done.people[one.folder].number)


def test_a_list_that_changes_keeps_numbers_and_codes_and_gives_no_number_again(
    course: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    first = write_hub(Roster((ANNA, BRUNO)), course, out, lang="it")
    codes = read_codes(first.codes)
    second = write_hub(Roster((BRUNO, CARLA)), course, out, lang="it")
    assert (second.new, second.gone) == (("carla",), ("anna-rossi",))
    assert read_codes(second.codes)["bruno"] == codes["bruno"]
    assert "anna-rossi" not in read_codes(second.codes)
    assert second.people["bruno"] == first.people["bruno"]
    assert second.people["carla"].number not in {p.number for p in first.people.values()}
    second.codes.unlink()  # as the trainer was told to
    third = write_hub(Roster((ANNA, BRUNO, CARLA)), course, out, lang="it")
    assert third.people["anna-rossi"].number == first.people["anna-rossi"].number
    assert opens(third.people["bruno"].secret, codes["bruno"])
    assert read_codes(third.codes)["bruno"] == "(quello di prima)"


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    roster = Roster((), (Problem("riga 3", "non c'è il nome."), Problem("riga 5", "«..» ha segni.")))
    with pytest.raises(BuildError) as caught:
        write_hub(roster, tmp_path / "no", tmp_path / "out", lang="it")
    told = str(caught.value)
    for words in ("riga 3", "riga 5", "non ci sono lezioni", "non c'è nessuno"):
        assert words in told
    assert not (tmp_path / "out").exists()


def test_a_municipality_that_is_nowhere_is_a_remark_where_the_course_is_one_for_all(
    course: Path, tmp_path: Path
) -> None:
    people = tmp_path / "classe.csv"
    people.write_text("Nome;Comune\nAnna;Paperopoli\nBruno;Lucca\n", encoding="utf-8")
    asked = ["hub", str(people), "-o", str(tmp_path / "out"), "--built", str(course)]
    done = CliRunner().invoke(cli.app, asked)
    assert done.exit_code == 0, done.output
    assert "2 persone nella classe" in done.output and "la colonna «Comune» non conta" in done.output
    assert "sistema l'elenco: classe.csv: riga 2: " in done.output and "Paperopoli" in done.output
    # a fault of the names stops it, and the municipality is not among the faults
    people.write_text("Nome;Comune\nAnna;Paperopoli\nAnna;Lucca\n", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        write_hub(read_roster(people), course, tmp_path / "out", lang="it")
    assert [problem.where for problem in caught.value.problems] == ["classe.csv: riga 3"]
    # where each has a course of their own it counts
    for name in ("anna", "bruno"):
        shutil.copytree(course / "trainee", course / "classe" / name / "trainee")
    people.write_text("Nome;Comune\nAnna;Paperopoli\nBruno;Lucca\n", encoding="utf-8")
    with pytest.raises(BuildError, match="Paperopoli"):
        write_hub(read_roster(people), course, tmp_path / "out", lang="it")


def test_a_file_of_people_that_cannot_be_read_stops_before_codes_are_drawn_again(
    course: Path, tmp_path: Path
) -> None:
    done = write_hub(Roster((ANNA,)), course, tmp_path / "out", lang="it")
    before = done.codes.read_bytes()
    people_file(tmp_path / "out").write_text('{"people": [{"user": 1}]}', encoding="utf-8")
    with pytest.raises(BuildError, match="non si può usare"):
        write_hub(Roster((ANNA,)), course, tmp_path / "out", lang="it")
    assert done.codes.read_bytes() == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only who is root gives learners a user of their own")
def test_a_folder_others_cannot_enter_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    assert str(closed) in [problem.where for problem in unreachable(closed / "class")]


def test_the_configuration_is_python_and_opens_no_door(course: Path, tmp_path: Path) -> None:
    limits = Limits(memory=900, processors=0.25, idle=30, port=9100)
    done = write_hub(Roster((ANNA,)), course, tmp_path / 'o"ut', lang="it", limits=limits)
    text = done.config.read_text(encoding="utf-8")
    assert "@" not in text
    set_to = {
        ast.unparse(node.targets[0]): ast.unparse(node.value)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Assign)
    }
    assert set_to["c.JupyterHub.bind_url"] == "'http://127.0.0.1:9100'"
    assert set_to["c.JupyterHub.authenticator_class"] == "ClassAuthenticator"
    assert set_to["c.SeatSpawner.memory_each"] == "900000000"
    assert set_to["c.SeatSpawner.processors_each"] == "0.25"
    assert "--timeout=1800" in set_to["IDLE"]
    assert ast.literal_eval(set_to["CLASS"].removeprefix("Path(").removesuffix(")")) == str(tmp_path / 'o"ut')
    for never in ("allow_all", "Dummy", "0.0.0.0:", "SharedPassword"):
        assert never not in text


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=20))
def test_a_code_opens_only_with_itself(typed: str) -> None:
    code = new_code()
    secret = hashed(code, salt=b"x" * 16)
    assert opens(secret, f" {code.upper()}\n") and opens(secret, code.replace("-", " "))
    assert opens(secret, typed) == (typed.strip().lower() == code)


@pytest.mark.parametrize("there", [True, False])
def test_the_command_says_what_comes_next_and_what_is_missing(
    there: bool, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = tmp_path / "classe.csv"
    people.write_text("Nome;Comune\nAnna;Lucca\n", encoding="utf-8")
    monkeypatch.setattr("fis_lessons.cli.hub.find_spec", lambda _name: "there" if there else None)
    asked = ["hub", str(people), "-o", str(tmp_path / "out"), "--built", str(course), "--port", "9100"]
    told = CliRunner().invoke(cli.app, asked).output
    assert "http://127.0.0.1:9100" in told
    assert "la colonna «Comune» non conta" in told
    assert f"fis-lessons collect {tmp_path}/out/consegne --class {people}" in told
    assert ("-m pip install " in told) is not there
    # a name anybody could register is never what somebody is told to install
    assert "install fis-lessons" not in told


def test_what_to_install_is_what_the_installed_kit_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        "babel>=2.15",
        "jupyterhub>=5.3; extra == 'hub'",
        'proxy>=0.4 ; extra == "hub"',
        "mypy; extra == 'dev'",
    ]
    monkeypatch.setattr("fis_lessons.course.typed.requires", lambda _name: lines)
    assert asked_by("hub") == ("jupyterhub>=5.3", "proxy>=0.4")
    assert to_install("hub").endswith(' -m pip install "jupyterhub>=5.3" "proxy>=0.4"')
    # one installed before it had the extra, its folder brought up to date since
    assert to_install("cluster").endswith(f' -m pip install "{PROJECT.parent}[cluster]"')
    extras = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {"hub", "cluster"} <= set(extras), "the extras that are told to be installed"


def test_numbers_of_the_system_are_not_taken() -> None:
    taken = frozenset({FIRST_NUMBER, FIRST_NUMBER + 2})
    people, codes = seated([ANNA, BRUNO, seat("Docente", "docente")], {}, taken=taken)
    numbers = [person.number for person in people.values()]
    assert numbers == [FIRST_NUMBER + 1, FIRST_NUMBER + 3, FIRST_NUMBER + 4, FIRST_NUMBER + 5]
    assert list(people) == ["docente-del-corso", "anna-rossi", "bruno", "docente"]
    assert len(set(codes.values())) == 4
