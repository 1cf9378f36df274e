"""Every lesson, on every case and in both languages, for the trainer and for the trainee: all of it runs.

Each lesson on each pilot is in one language, and so that it is in both: what it shows and asks on that pilot in the
other is looked at in process (tests/lessons/test_every_case.py, test_exercise_properties.py), and the code of its
cells is the same. Each lesson is executed here once for each variant, and the run on the notebook's own values is also the
one its stored outputs are compared with.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from pilot_languages import languages_of, own_variant

from fis_lessons.cases import PILOTS, case_names
from fis_lessons.course import notebooks
from fis_lessons.course.editions import EDITIONS, cleared, edition
from fis_lessons.course.execute import execute
from fis_lessons.course.folder import CourseFolder
from fis_lessons.course.make import make
from fis_lessons.course.plan import read_plan
from fis_lessons.course.verify import verify
from fis_lessons.i18n import LANGUAGES
from fis_lessons.lessons import LESSONS

pytestmark = pytest.mark.matrix


# Every other case on some lessons, in one language each: what it shows and asks is looked at in process too, and a
# whole course for each would double the time
OTHERS = [case for case in case_names() if case not in PILOTS]
VARIANTS = [
    *((lesson, case, lang) for lesson in sorted(LESSONS) for case, lang in languages_of(lesson).items()),
    *(
        (lesson, OTHERS[n % len(OTHERS)], LANGUAGES[(n // len(OTHERS)) % len(LANGUAGES)])
        for n, lesson in enumerate(sorted(LESSONS))
    ),
]


def test_each_lesson_runs_on_each_pilot_in_both_languages_and_on_its_own_values() -> None:
    assert {(lesson, case) for lesson, case, _lang in VARIANTS} >= set(product(LESSONS, PILOTS))
    assert {(lesson, lang) for lesson, _case, lang in VARIANTS} == set(product(LESSONS, LANGUAGES))
    assert {(lesson, *own_variant(lesson)) for lesson in LESSONS} <= set(VARIANTS)


@pytest.mark.parametrize(("lesson", "case", "lang"), VARIANTS, ids=["-".join(one) for one in VARIANTS])
def test_it_runs_and_gives_nothing_away(lesson: str, case: str, lang: str, tmp_path: Path) -> None:
    course = tmp_path / "course.yaml"
    course.write_text(
        f"title: Prova\ncase: {case}\nlanguages: [{lang}]\neditions: [{', '.join(EDITIONS)}]\n"
        f'lessons:\n  - lesson: "{lesson}"\n',
        encoding="utf-8",
    )
    (variant,) = read_plan(course).variants
    products = make(variant, CourseFolder(tmp_path / "built"))  # raises if a cell fails or an answer shows
    assert [one.edition for one in products] == list(EDITIONS)
    assert [one.warnings for one in products] == [(), ()]
    for one in products:
        assert {Path(name).suffix for name in one.outputs} == {".ipynb", ".html"}
        for name in one.outputs:
            assert (tmp_path / "built" / name).stat().st_size > 10_000
    if (case, lang) == own_variant(lesson):  # what is stored is what the code says now
        (written,) = (tmp_path / "built" / "trainer").rglob("*.ipynb")
        stored = notebooks.read(variant.lesson.notebook)
        assert [str(problem) for problem in verify(stored, executed=notebooks.read(written))] == []


@pytest.mark.parametrize("lesson", sorted(LESSONS))
def test_a_trainees_own_run_shows_what_the_trainers_shows(
    lesson: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a build executes the trainer's edition only, and takes the reserved cells away from it
    monkeypatch.delenv("JUPYTER_PATH", raising=False)  # in an ordinary kernel: all other runs are in forked ones
    stored = notebooks.read(LESSONS[lesson].notebook)
    alone = edition(stored, "trainee")
    executed = execute(cleared(alone), name=lesson)
    assert [str(problem) for problem in verify(alone, executed=executed)] == []
    counts = [cell.execution_count for cell in alone.cells if cell.cell_type == "code"]
    assert counts == [cell.execution_count for cell in executed.cells if cell.cell_type == "code"]
