"""What a built course has is taken, not executed again: only if it is what would be made now, and it is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from sample_course import lesson, plan, variant

from fis_lessons.course import build as build_module
from fis_lessons.course import manifest, notebooks
from fis_lessons.course.build import build
from fis_lessons.course.editions import edition
from fis_lessons.course.folder import CourseFolder
from fis_lessons.course.forms import Order, make_form, ran
from fis_lessons.course.jobs import News
from fis_lessons.course.manifest import Product
from fis_lessons.course.manifest_reading import read_built
from fis_lessons.course.plan import Plan, Variant, course_file, read_plan
from fis_lessons.course.taken import built_course_in
from fis_lessons.errors import BuildError
from fis_lessons.i18n import use_language

STANDARD = read_plan(course_file("standard")).asking(lang="it", trainer=True)


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, one_workshop: None) -> tuple[Plan, Path]:
    """A tiny lesson, built once in two editions."""
    home = tmp_path_factory.mktemp("course")
    made = plan(variant(lesson(home)))
    assert build(made, home / "out").failures == ()
    return made, home / "out"


def nobody(*_jobs: object, **_options: object) -> None:
    raise AssertionError("something is executed")


@pytest.mark.course
def test_a_zip_of_a_built_course_executes_nothing_and_is_the_same(
    course: tuple[Plan, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, folder = course
    fresh = make_form("zip", Order(made, tmp_path / "executed", "it", trainer=True))
    assert "Eseguite adesso: 91." in fresh.told
    monkeypatch.setattr(build_module, "run_jobs", nobody)
    order = Order(made, tmp_path / "taken", "it", trainer=True, course=built_course_in(folder))
    done = make_form("zip", order)
    assert "Prese dal corso già preparato: 91." in done.told
    assert [path.read_bytes() for path in done.files] == [path.read_bytes() for path in fresh.files]
    again = make_form("zip", order)
    assert "Già pronte in questa cartella: 91." in again.told


@pytest.mark.course
def test_what_is_not_what_would_be_made_now_is_not_taken(course: tuple[Plan, Path], tmp_path: Path) -> None:
    made, folder = course
    (one,) = made.variants
    built = built_course_in(folder)
    executed = built.executed(one)
    assert not isinstance(executed, str) and "edition" not in executed.metadata
    other = replace(one, parameters={**one.parameters, "seed": 2})
    assert built.executed(other) == "made of something else"
    assert built.executed(replace(one, lang="en")) == "absent"
    copy = CourseFolder(tmp_path / "copy")
    for name in read_built(folder).own:
        copy.put(name, (folder / name).read_bytes())
    (tmp_path / "copy/trainer/it/91_prova.html").write_text("mia", encoding="utf-8")
    assert built_course_in(tmp_path / "copy").executed(one) == "changed by hand"
    with pytest.raises(BuildError, match="non c'è un corso preparato"):
        built_course_in(tmp_path)


def shelf(folder: Path, *variants: Variant) -> None:
    """Write stored notebooks as a build writes the trainer's edition."""
    kept, products = CourseFolder(folder), []
    for one in variants:
        name = one.product("trainer", ".ipynb")
        text = notebooks.text_of(edition(notebooks.read(one.lesson.notebook), "trainer"))
        products.append(
            Product(
                *(one.lesson.id, "bergamo", "it", "trainer", manifest.written(one.parameters), "T", 60),
                inputs=manifest.inputs_of(one),
                outputs={name: kept.put(name, text)},
            )
        )
    kept.put("manifest.json", manifest.text(manifest.content(STANDARD, products)))


def test_a_form_takes_what_there_is_executes_the_rest_and_keeps_the_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = STANDARD.only(["05", "07"])
    seventh = whole.variants[1]
    shelf(tmp_path / "course", seventh)
    asked: list[str] = []

    def executed(jobs: list[Variant], *_work: object, **_options: object) -> Iterator[News[Variant, str]]:
        for one in jobs:
            asked.append(one.lesson.id)
            yield News(one, "done", result=notebooks.text_of(notebooks.read(one.lesson.notebook)))

    monkeypatch.setattr(ran, "run_jobs", executed)
    monkeypatch.setattr(ran, "warm_kernels", nullcontext)
    done = make_form(
        "run-sheet",
        Order(whole, tmp_path / "out", "it", pdf=False, course=built_course_in(tmp_path / "course")),
    )
    assert asked == ["05"]
    assert [path.name[:2] for path in done.files] == ["05", "07"]
    assert {
        "Prese dal corso già preparato: 07.",
        "Eseguite adesso: 05.",
        "Nel corso già preparato mancano, o manca l'edizione per chi conduce: 05.",
    } <= set(done.told)
    fresh = make_form("run-sheet", Order(whole, tmp_path / "fresh", "it", pdf=False))
    assert [path.read_bytes() for path in fresh.files] == [path.read_bytes() for path in done.files]


def test_a_lesson_that_fails_stops_the_form_when_its_turn_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = STANDARD.only(["05", "07"])

    def executed(jobs: list[Variant], *_work: object, **_options: object) -> Iterator[News[Variant, str]]:
        first, second = jobs
        yield News(second, "failed", error=BuildError("cella rotta"))
        yield News(first, "done", result=notebooks.text_of(notebooks.read(first.lesson.notebook)))

    monkeypatch.setattr(ran, "run_jobs", executed)
    monkeypatch.setattr(ran, "warm_kernels", nullcontext)
    written: list[str] = []
    order = Order(whole, tmp_path, "it", pdf=False, written=lambda path: written.append(path.name[:2]))
    with pytest.raises(BuildError, match="cella rotta"):
        make_form("run-sheet", order)
    assert written == ["05"]
