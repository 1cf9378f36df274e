"""Our lessons keep the rules; exceptions have reasons and are needed; the command tells what it found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from author_samples import prose
from typer.testing import CliRunner

from fis_lessons import resources
from fis_lessons.cli import app
from fis_lessons.course import notebooks
from fis_lessons.course.authoring import checking
from fis_lessons.course.authoring.exceptions import FILE, STALE, read_exceptions
from fis_lessons.course.authoring.registry import CHECKS, rules_of
from fis_lessons.course.authoring.rulebook import load_rules
from fis_lessons.errors import LessonError
from fis_lessons.i18n import set_language

RULES = load_rules()


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def test_our_lessons_keep_the_rules() -> None:
    # what is asked on the other cases, test_exercise_properties tries; that nothing leaks, tests/notebooks
    rules = [rule for rule in RULES if rule.id != "leak"]
    found = checking.look(checking.wanted([]), cases=("prato",), rules=rules)
    assert len(found.files) == 13
    assert [finding.text() for finding in found.findings] == []


# --- exceptions -------------------------------------------------------------------------------------------
def written(folder: Path, words: str) -> Path:
    path = folder / "exceptions.yaml"
    path.write_text(words, encoding="utf-8")
    return path


def draft(folder: Path, words: str, name: str = "99_prova.ipynb") -> Path:
    path = folder / name
    notebooks.write(prose(words).notebook, path)
    return path


ONE = (
    'exceptions:\n  - {rule: exclamation, file: "99", place: here, about: %s, '
    "reason: È il motto del bando letto.}\n"
)


def found_in(folder: Path, words: str, exceptions: str) -> list[tuple[str, str]]:
    rules = [rule for rule in RULES if rule.id in ("exclamation", "double-space", STALE)]
    found = checking.look([draft(folder, words)], exceptions=written(folder, exceptions), rules=rules)
    return [(finding.rule, finding.place) for finding in found.findings]


def test_an_exception_covers_one_thing_and_no_other(tmp_path: Path) -> None:
    assert found_in(tmp_path, "Avanti! Due  parole.", ONE % "Avanti") == [("double-space", "here")]
    assert found_in(
        tmp_path, "Avanti! Poi ci fermiamo tutti, e soltanto dopo si va: su!", ONE % "Avanti"
    ) == [("exclamation", "here")]


def test_an_exception_that_covers_nothing_is_told_with_its_line(tmp_path: Path) -> None:
    assert found_in(tmp_path, "Avanti.", ONE % "Avanti") == [(STALE, "riga 2")]
    other = (ONE % "Avanti").replace('"99"', '"98"')
    assert found_in(tmp_path, "Avanti.", other) == [], "of a lesson nobody looked at"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("È il motto del bando letto.", "sì"), "manca la ragione."),
        (("rule: exclamation", "rule: loud"), "la regola «loud» non c'è."),
        (("place: here, about: Avanti, ", ""), "manca il posto"),
        (('file: "99"', 'file: ""'), "manca il file."),
        (("place:", "cell:"), "non serve: cell."),
    ],
)
def test_an_exception_must_say_why_and_where(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    with pytest.raises(LessonError) as refused:
        read_exceptions(written(tmp_path, (ONE % "Avanti").replace(*change)), rules=["exclamation"])
    (problem,) = refused.value.problems
    assert problem.found.startswith(told)
    assert "riga 2" in problem.where


def test_our_own_exceptions_are_few() -> None:
    assert len(read_exceptions(FILE, rules=[rule.id for rule in RULES])) <= 10


# --- the file of rules --------------------------------------------------------------------------------------
GOOD = 'rules:\n  - {id: a, finds: "Uno.", why: "Due.", mend: "Tre.", pattern: "x"}\n'


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (GOOD.replace(', mend: "Tre."', ""), "manca o non è un testo: mend."),
        (GOOD.replace(', pattern: "x"', ""), "vuole un controllo o un modello di parole"),
        (GOOD.replace('"x"', '"("'), "missing )"),
        (GOOD.replace('"x"', '"x", on: [poems]'), "poems"),
        (GOOD + GOOD.removeprefix("rules:\n"), "c'è due volte"),
    ],
)
def test_a_file_of_rules_is_refused(words: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert [rule.id for rule in rules_of(path, {})] == ["a"]
    path.write_text(words, encoding="utf-8")
    with pytest.raises(LessonError) as refused:
        rules_of(path, {})
    assert told in str(refused.value)


def test_a_check_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(LessonError, match="il controllo «stop-missing» non ha parole"):
        rules_of(path, {"stop-missing": CHECKS["stop-missing"]})


# --- the command --------------------------------------------------------------------------------------------
def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["author", *words])
    return done.exit_code, done.output


def test_findings_end_with_one_and_say_file_place_rule_and_mend(tmp_path: Path) -> None:
    code, said = run("check", str(draft(tmp_path, "Avanti!")))
    assert code == 1
    line = next(line for line in said.splitlines() if "[exclamation]" in line)
    assert line.startswith("- 99_prova.ipynb, here: [exclamation] C'è un punto esclamativo. «Avanti!».")
    assert line.endswith("Metti un punto.")


def test_findings_are_also_data_and_in_english(tmp_path: Path) -> None:
    code, said = run("check", str(draft(tmp_path, "Avanti!")), "--format", "json", "--lang", "en")
    assert code == 1
    told = [one for one in json.loads(said)["findings"] if one["rule"] == "exclamation"]
    assert told == [
        {
            "file": "99_prova.ipynb",
            "place": "here",
            "rule": "exclamation",
            "finds": "There is an exclamation mark.",
            "mend": "Put a full stop.",
            "quote": "Avanti!",
        }
    ]


def test_what_cannot_be_read_ends_with_two(tmp_path: Path) -> None:
    broken = tmp_path / "x.ipynb"
    broken.write_text("{", encoding="utf-8")
    assert run("check", str(broken))[0] == 2
    assert run("check", str(tmp_path / "nowhere.ipynb"))[0] == 2
    assert run("check", "77")[0] == 2


def test_a_clean_lesson_ends_with_zero() -> None:
    code, said = run("check", "12")
    assert (code, said) == (0, f"File: 1. Regole: {len(RULES)}. Cose da sistemare: 0.\n")


def test_the_rules_are_listed_with_their_reasons() -> None:
    code, said = run("rules")
    assert code == 0
    assert len(said.splitlines()) == len(RULES)
    assert "exclamation: C'è un punto esclamativo. Un'amministrazione non alza la voce" in said


def test_a_copy_of_a_lesson_with_a_fault_is_told(tmp_path: Path) -> None:
    source = resources.notebooks() / "12_investitori_e_rischio.ipynb"
    spoiled = notebooks.read(source)
    at = next(n for n, one in enumerate(spoiled.cells) if one.cell_type == "code" and "ask(" in one.source)
    del spoiled.cells[at]
    path = tmp_path / source.name
    notebooks.write(spoiled, path)
    rules = [rule for rule in RULES if rule.id in ("contents", "run-order")]
    found = checking.look([path], cases=(), rules=rules, exceptions=written(tmp_path, "exceptions: []\n"))
    assert {finding.rule for finding in found.findings} == {"contents", "run-order"}


def test_rules_stay_out_of_the_way_of_a_lesson() -> None:
    words = (
        "import sys; from fis_lessons import open_lesson; open_lesson('12', case='lucca', lang='it', seed=1)"
    )
    told = "print([n for n in sys.modules if n.startswith('fis_lessons.course')])"
    done = subprocess.run(
        [sys.executable, "-c", f"{words}; {told}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
