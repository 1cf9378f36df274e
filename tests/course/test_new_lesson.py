"""A lesson begun by the command opens, and passes what every lesson must pass."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fis_lessons.course.new_lesson import begin
from fis_lessons.errors import BuildError

ROOT = Path(__file__).parents[2]
FOLDERS = ("fis_lessons", "notebooks", "data", "tests/lessons")
FILES = ("README.md", "pyproject.toml")


def run(folder: Path, *words: str) -> str:
    """Run Python on the copy, whatever is installed."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "FIS_LESSONS_BUILD": "1"}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _plan(readme: Path) -> None:
    """Add to the table a lesson that is still to come."""
    text, rows = re.subn(
        r"^(\| 13 \| .*\n)",
        r"\g<1>| 14 | Beni, in comune | in programma |\n",
        readme.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    assert rows == 1
    readme.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    if (
        read := ROOT / ".mypy_cache" / "3.11"
    ).is_dir():  # by `make check`: what is as it was is not read again
        shutil.copytree(read, folder / ".mypy_cache" / "3.11")
    _plan(folder / "README.md")
    run(folder, "-m", "fis_lessons.cli", "author", "new", "14", "common_goods", "--title", "Beni, in comune")
    return folder


@pytest.mark.course
def test_it_passes_what_make_check_asks(project: Path) -> None:
    module = "l14_common_goods"
    own = [
        f"fis_lessons/lessons/{module}",
        "tests/lessons/test_common_goods.py",
        "fis_lessons/lessons/catalogue.py",
    ]
    run(project, "-m", "ruff", "check", *own)
    run(project, "-m", "ruff", "format", "--check", *own)
    run(project, "-m", "mypy", "--strict", "-p", f"fis_lessons.lessons.{module}")
    assert "completi" in run(project, "-m", "fis_lessons.cli", "author", "translations")
    run(project, "-m", "fis_lessons.cli", "author", "quiz", "14")


@pytest.mark.course
def test_it_opens_and_has_the_shape_of_the_others(project: Path) -> None:
    tests = ["tests/lessons/test_common_goods.py", "tests/lessons/test_shape.py"]
    run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    path = "notebooks/14_beni_in_comune.ipynb"
    assert "era già a posto" in run(project, "-m", "fis_lessons.cli", "author", "refresh", "14"), path
    assert (project / path).is_file()
    code = (
        "from fis_lessons.course.contents import content_problems; from fis_lessons.course import notebooks\n"
        "from fis_lessons.lessons import LESSONS\n"
        "found = content_problems(notebooks.read(LESSONS['14'].notebook), LESSONS['14'].open({}))\n"
        "print(*found)"
    )
    assert run(project, "-c", code).strip() == ""


@pytest.mark.course
def test_it_is_listed_where_lessons_are(project: Path) -> None:
    assert '("14", "beni_in_comune", "l14_common_goods", "Beni, in comune")' in (
        project / "fis_lessons/lessons/catalogue.py"
    ).read_text("utf-8")
    course = (project / "data/courses/standard.yaml").read_text("utf-8")
    assert course.index('"12"') < course.index('"13"') < course.index('"14"')
    assert "| 14 | Beni, in comune | c'è |" in (project / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("number", "name", "title", "words"),
    [
        ("01", "other", "Altra", "c'è già"),
        ("3", "other", "Altra", "due cifre"),
        ("14", "../x", "Altra", "minuscole"),
        ("14", "Other", "Altra", "minuscole"),
        ("99", "other", "", "manca il titolo"),
        ("99", "other", '"; import os', "virgolette"),
    ],
)
def test_what_is_in_the_way_is_told_and_nothing_is_written(
    number: str, name: str, title: str, words: str, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "README.md", tmp_path / "README.md")
    with pytest.raises(BuildError, match=words):
        begin(number, name, title=title, root=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
