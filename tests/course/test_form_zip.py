"""A course in a zip: read back, opened as a course, and without a file of who teaches."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_course import ANSWER_OF_VARIANT, TRAINER_NOTE, lesson, plan, variant

from fis_lessons.course.build import Failure, Report
from fis_lessons.course.forms import Made, Order, built, make_form
from fis_lessons.course.forms.hand_out import course_zip
from fis_lessons.course.forms.packing import file_name, packed
from fis_lessons.course.lab_copies import copy_lessons
from fis_lessons.course.manifest_reading import read_built
from fis_lessons.course.plan import Plan
from fis_lessons.errors import BuildError
from fis_lessons.i18n import use_language


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, Made, Path]:
    """Make the zips of a tiny course, for who learns and for who teaches."""
    home = tmp_path_factory.mktemp("zip")
    made = plan(variant(lesson(home)))
    made = Plan("Comunità: che cos'è?", made.case, made.variants)
    return made, make_form("zip", Order(made, home / "out", "it", trainer=True)), home / "out"


@pytest.fixture
def course(done: tuple[Plan, Made, Path]) -> tuple[Plan, Path]:
    """Give the folder the course was built in."""
    made, _files, folder = done
    return made, folder / "course/bergamo/it"


def names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_what_a_learner_gets(course: tuple[Plan, Path], tmp_path: Path) -> None:
    made, folder = course
    (folder / "trainee/it/mio.html").write_text("non è del corso", encoding="utf-8")
    content = course_zip(made, folder, lang="it")
    archive = zipfile.ZipFile(io.BytesIO(content))
    root = "Comunità che cos'è"
    assert archive.namelist() == [
        f"{root}/LEGGIMI.txt",
        f"{root}/trainee/it/91_prova.html",
        f"{root}/trainee/it/91_prova.ipynb",
        f"{root}/index.html",
        f"{root}/manifest.json",
    ]
    assert all(entry.flag_bits & 0x800 for entry in archive.infolist())  # the names are in UTF-8
    archive.extractall(tmp_path)
    every = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.*"))
    assert TRAINER_NOTE not in every and ANSWER_OF_VARIANT not in every and "trainer/" not in every
    told = (tmp_path / root / "LEGGIMI.txt").read_text(encoding="utf-8")
    assert "«fis-lessons start .»" in told and "index.html" in told


def test_it_opens_as_a_course(course: tuple[Plan, Path], tmp_path: Path) -> None:
    made, folder = course
    zipfile.ZipFile(io.BytesIO(course_zip(made, folder, lang="it"))).extractall(tmp_path)
    (opened,) = tmp_path.iterdir()
    found = read_built(opened)
    assert [product.edition for product in found.products] == ["trainee"] and "manifest.json" in found.own
    assert copy_lessons(opened, tmp_path / "mie", lang="it").new == ("91_prova.ipynb",)


def test_the_same_course_is_the_same_bytes(course: tuple[Plan, Path]) -> None:
    made, folder = course
    assert course_zip(made, folder, lang="it") == course_zip(made, folder, lang="it")


def test_who_teaches_has_both(course: tuple[Plan, Path]) -> None:
    made, folder = course
    inside = names(course_zip(made, folder, lang="it", edition="trainer"))
    assert [name.partition("/")[2] for name in inside if name.endswith(".ipynb")] == [
        "trainee/it/91_prova.ipynb",
        "trainer/it/91_prova.ipynb",
    ]


def test_what_somebody_changed_is_told_and_not_handed_out(course: tuple[Plan, Path], tmp_path: Path) -> None:
    import shutil

    made, folder = course
    shutil.copytree(folder, tmp_path / "course")
    page = tmp_path / "course/trainee/it/91_prova.html"
    page.write_text("cambiata", encoding="utf-8")
    with pytest.raises(BuildError, match=r"trainee/it/91_prova\.html"):
        course_zip(made, tmp_path / "course", lang="it")
    with pytest.raises(BuildError, match="non è ancora preparato"):
        course_zip(made, tmp_path / "course", lang="en")


def test_the_form_writes_one_for_each(done: tuple[Plan, Made, Path]) -> None:
    plan_, made, folder = done
    learns, teaches = made.files
    assert (learns.parent, teaches.parent) == (folder / "trainee/it", folder / "trainer/it")
    assert learns.name == teaches.name == "Comunità che cos'è bergamo.zip"
    assert learns.read_bytes() == course_zip(plan_, folder / "course/bergamo/it", lang="it")
    assert not any("trainer" in name for name in names(learns.read_bytes()))


def test_an_order_builds_its_editions_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Plan] = []

    def refuse(plan_: Plan, folder: Path, **_options: object) -> Report:
        asked.append(plan_)
        return Report(folder, (), (), (Failure("91 (bergamo, it)", BuildError("Non va.")),))

    monkeypatch.setattr(built, "build", refuse)
    with pytest.raises(BuildError, match="Non va"):
        make_form("zip", Order(plan(variant(lesson(tmp_path))), tmp_path / "out", "it"))
    assert [one.editions for one in asked[0].variants] == [("trainee",)]


@pytest.mark.parametrize(
    "name", ["../fuori", "/altrove/x", "a/../../b", "a\\b", "CON", "nul.txt", "a:b", "fine.", ""]
)
def test_a_name_that_goes_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(BuildError):
        packed({name: "x"})


def test_two_names_that_some_systems_take_for_one() -> None:
    with pytest.raises(BuildError, match="ripetuto"):
        packed({"Città.txt": "a", "citta\u0300.TXT": "b"})


@pytest.mark.parametrize(
    ("title", "name"), [("a/b", "a b"), ("con", "con_"), ("…", "…"), ("///", "_"), ("x. ", "x")]
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert file_name(title) == name
