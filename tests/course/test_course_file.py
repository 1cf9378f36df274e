"""A course file that is wrong in many places is told all of them, each at its line; for whom a course is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.cases.reading import parse
from fis_lessons.course.course_file import WRITTEN, Course, read_course
from fis_lessons.course.plan import read_plan
from fis_lessons.errors import BuildError
from fis_lessons.i18n import use_language


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


def write(folder: Path, text: str) -> Path:
    path = folder / "corso.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def told(path: Path) -> list[str]:
    with pytest.raises(BuildError) as error:
        read_plan(path)
    return [str(problem) for problem in error.value.problems]


HEAD = "title: Prova\nlanguages: [it]\neditions: [trainee]\nlessons:\n  - lesson: '02'\n"


def test_five_faults_of_every_kind_are_told_at_their_lines(tmp_path: Path) -> None:
    lines = told(
        write(
            tmp_path,
            "titel: Prova\n"  # 1: misspelt
            "case: pisa\n"  # 2: no such case
            "languages: [it, fr]\n"  # 3: no such language
            "editions: [trainee]\n"
            "seed: -4\n"  # 5: too small
            "class: nessuno.xlsx\n"  # 6: no such file
            "lessons:\n"
            "  - lesson: '99'\n"  # 8: no such lesson
            "  - lesson: 12\n"  # 9: a number
            "  - lesson: '02'\n"
            "    parameters: {similr: 4}\n",  # 11: misspelt
        )
    )
    text = "\n".join(lines)
    for line, words in (
        (1, "Forse volevi scrivere «title»"),
        (2, "«pisa» è un Comune, non un caso"),
        (3, "'fr'"),
        (5, "almeno 0"),
        (6, "«nessuno.xlsx» non c'è"),
        (8, "la lezione «99» non esiste"),
        (9, "virgolette"),
        (11, "Forse volevi scrivere «similar»"),
    ):
        assert any(f"(riga {line})" in one and words in one for one in lines), (line, text)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("", "manca «case»"),
        ("case: lucca\ncases: [bergamo]\n", "c'è anche «case»"),
        ("cases: [bergamo, pisa]\n", "cases[2] (riga 6): «pisa» è un Comune, non un caso"),
        ("cases: [bergamo, bergamo]\n", "«bergamo» è ripetuto"),
        ("places: 3\n", "un elenco di Comuni"),
        ("places: comuni.xlsx\n", "«comuni.xlsx» non c'è"),
        ("case: lucca\nminutes: 0\n", "almeno 1"),
        ("case: lucca\nminutes: '60'\n", "un numero intero"),
        ("case: lucca\nseed: true\n", "un numero intero"),
    ],
    ids=str,
)
def test_for_whom_is_checked_too(tmp_path: Path, more: str, words: str) -> None:
    assert any(words in line for line in told(write(tmp_path, HEAD + more)))


def test_a_municipality_nobody_knows_is_told_with_the_other_faults_and_alone_can_be_left_out(
    tmp_path: Path,
) -> None:
    places = "places:\n  - Forlì\n  - Paperopoli\n  - 16024\n  - Forli\n"
    plan = read_plan(write(tmp_path, HEAD + places))
    assert [town.name for town in plan.audience.places] == ["Forlì", "Bergamo"]
    assert [problem.where for problem in plan.audience.left_out] == [
        "corso.yaml: places[2] (riga 8)",
        "corso.yaml: places[4] (riga 10)",
    ]
    lines = told(write(tmp_path, HEAD.replace("title: Prova", "titolo: Prova") + places))
    assert any("Paperopoli" in line for line in lines) and any("titolo" in line for line in lines)


def test_a_class_stands_beside_its_course(tmp_path: Path) -> None:
    (tmp_path / "classe.csv").write_text("Nome\nAnna\n", encoding="utf-8")
    plan = read_plan(write(tmp_path, HEAD + "case: lucca\nclass: classe.csv\nseed: 7\nminutes: 60\n"))
    assert plan.audience.class_file == tmp_path / "classe.csv" and plan.audience.minutes == 60
    assert plan.variants[0].parameters == {"case": "lucca", "lang": "it", "seed": 7}
    lines = told(write(tmp_path, HEAD + "cases: [lucca]\nclass: classe.csv\n"))
    assert any("un solo caso" in line and "colonna «Comune»" in line for line in lines)


def test_what_is_wrong_comes_with_how_it_is_written_and_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "classe.xlsx").write_bytes(b"")
    assert set(WRITTEN) == {field.alias or name for name, field in Course.model_fields.items()}
    for other in ("case", "cases", "places"):  # one of the three
        rows = [
            row for key, row in WRITTEN.items() if key not in {"case", "cases", "places", "class"} - {other}
        ]
        assert read_plan(write(tmp_path, "\n".join(rows) + "\n")).order == ("07", "02")
    wrong = ("languages: it", "editions: 1", "lessons: '02'", "minutes: quaranta", "title:", "class: [1]")
    lines = told(write(tmp_path, "case: lucca\n" + "\n".join(wrong) + "\n"))
    for row in wrong:
        example = WRITTEN[row.partition(":")[0]]
        assert any(line.endswith(f"Si scrive così: {example}") for line in lines), (row, lines)
    items = ["  - '02'", "  - {lesson: 2}", "  - {lesson: '02', parameters: [1]}", "  - {parameters: {}}"]
    lines = told(write(tmp_path, HEAD.partition("lessons")[0] + "case: lucca\nlessons:\n" + "\n".join(items)))
    # the lesson that was meant, where one can be read: whoever copies the line finds the same lesson
    examples = ['- lesson: "02"', 'lesson: "02"', "parameters: {similar: 4}", 'lesson: "07"']
    assert [line.partition("Si scrive così: ")[2] for line in lines] == examples


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            "case: Cosenza\n",
            "(riga 6): «Cosenza» è un Comune, non un caso. Al posto di «case» scrivi: places: [Cosenza]",
        ),
        ("case: L'Aquila\n", "Al posto di «case» scrivi: places: [L'Aquila]"),
        ("case: Livo (TN)\n", 'Al posto di «case» scrivi: places: ["Livo (TN)"]'),
        ("case: '078045'\n", 'Al posto di «case» scrivi: places: ["078045"]'),
        (
            "cases: [lucca, Forlì]\n",
            "cases[2] (riga 6): «Forlì» è un Comune, non un caso. Al posto di «cases» scrivi: places: [Forlì]",
        ),
        ("case: Lucca\n", "Forse volevi scrivere «lucca»"),
    ],
    ids=str,
)
def test_a_municipality_in_the_place_of_a_case_is_told_where_it_goes(
    tmp_path: Path, more: str, words: str
) -> None:
    (line,) = told(write(tmp_path, HEAD + more))
    assert words in line
    if "scrivi: places" in line:  # and what it says to write is read
        assert len(read_plan(write(tmp_path, HEAD + line.partition("scrivi: ")[2])).audience.places) == 1


def test_of_a_class_municipalities_are_in_its_list(tmp_path: Path) -> None:
    (tmp_path / "classe.csv").write_text("Nome\nAnna\n", encoding="utf-8")
    (line,) = told(write(tmp_path, HEAD + "case: Cosenza\nclass: classe.csv\n"))
    assert (
        "«Cosenza» è un Comune" in line and "colonna «Comune» della classe" in line and "places" not in line
    )


@pytest.mark.parametrize(
    "lessons", ["lessons: []\n", "lessons: ['02']\n", "lessons: due\n", "lessons: [{lesson: '99'}]\n", ""]
)
def test_case_and_list_are_checked_whatever_the_lessons_are(tmp_path: Path, lessons: str) -> None:
    head = HEAD.partition("lessons")[0]
    lines = told(write(tmp_path, head + lessons + "case: lukka\nclass: nessuno.xlsx\n"))
    assert len(lines) == 3, lines
    assert any("il caso 'lukka' non esiste" in line for line in lines)
    assert any("«nessuno.xlsx» non c'è" in line for line in lines)
    assert any(
        "cases[2]" in line for line in told(write(tmp_path, head + lessons + "cases: [lucca, lukka]\n"))
    )


WORDS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 10**12), st.sampled_from(["02", "lucca", "it", "trainee", ""])
)
KEYS = st.sampled_from(["lesson", "parameters", "x"])
NESTED = st.recursive(WORDS, lambda one: st.lists(one, max_size=3) | st.dictionaries(KEYS, one), max_leaves=6)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*WRITTEN, "altro"]), NESTED))
def test_whatever_is_in_a_course_it_is_read_or_every_fault_is_told(data: dict[str, object]) -> None:
    course, places, problems = read_course(parse(json.dumps(data), name="corso.yaml"))
    assert len(course.lessons) == len(places)
    assert bool(problems) or course == Course.model_validate(data)


@pytest.mark.parametrize("name", ["classe.xlsx", "Comuni.CSV"])
def test_a_list_in_the_place_of_a_course_is_told_where_it_goes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(BuildError, match=rf"{name}: è un foglio di calcolo\..*«--class»"):
        read_plan(tmp_path / name)


def test_lessons_keep_the_order_of_the_file(tmp_path: Path) -> None:
    text = HEAD.replace("'02'\n", "'08'\n  - lesson: '02'\n") + "case: lucca\n"
    assert read_plan(write(tmp_path, text)).order == ("08", "02")
