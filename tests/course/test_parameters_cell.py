"""Values written into the parameters cell are those the kernel gets."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_course import cell, sample

from fis_lessons.course.execute import execute
from fis_lessons.course.parameters import PlainTranslator, declared, parameters_cell, set_parameters
from fis_lessons.errors import BuildError

VALUES = {
    "accent": "Forlì",
    "quotes": 'detto "Reggio" nell\'Emilia',
    "backslash": "C:\\dati",
    "two lines": "uno\ndue",
    "code": '"; raise SystemExit #',
    "none": None,
    "date": datetime.date(2025, 10, 14),
    "tuple": ("Lucca", "Forlì"),
    "tuple of one": (1,),
    "list": ["a", None, 1.5],
    "dict": {"Forlì": datetime.date(2025, 1, 1)},
    "true": True,
    "float": 0.1,
    "negative": -3,
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_value_comes_back_the_same(value: object) -> None:
    written = PlainTranslator.translate(value)
    back = eval(written, {"datetime": datetime})
    assert (type(back), back) == (type(value), value)


@given(st.text())
def test_any_text_comes_back_the_same(value: str) -> None:
    assert eval(PlainTranslator.translate(value), {}) == value


def test_text_reads_as_a_person_would_write_it() -> None:
    assert PlainTranslator.translate("Forlì") == '"Forlì"'


@pytest.mark.parametrize(
    "value", [object(), datetime.datetime(2025, 1, 1), {1, 2}], ids=lambda v: type(v).__name__
)
def test_what_cannot_be_written_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        PlainTranslator.translate(value)


def source_after(source: str, **values: object) -> str:
    made = sample()
    made.cells[1].source = source
    return str(set_parameters(made, values).cells[1].source)


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ('case = "bergamo"  # il caso', {"case": "lucca"}, 'case = "lucca"  # il caso'),
        ('à = "è"; case = "b"', {"case": "Forlì"}, 'à = "è"; case = "Forlì"'),
        ("seed: int = 1", {"seed": 7}, "seed: int = 7"),
        (
            "ages = (\n    60,\n    75,\n)\nseed = 1",
            {"ages": (65, 74), "seed": 2},
            "ages = (65, 74)\nseed = 2",
        ),
        (
            "start = None",
            {"start": datetime.date(2025, 1, 2)},
            "import datetime\n\nstart = datetime.date(2025, 1, 2)",
        ),
        ("case = 'b'", {}, "case = 'b'"),
    ],
    ids=[
        "comment stays",
        "accents before",
        "annotated",
        "several lines",
        "date brings its import",
        "nothing",
    ],
)
def test_only_the_value_changes(source: str, values: dict[str, object], expected: str) -> None:
    assert source_after(source, **values) == expected


def test_every_name_that_has_no_place_is_told() -> None:
    with pytest.raises(BuildError) as error:
        set_parameters(sample(), {"caso": "lucca", "anno": 2025, "seed": 2})
    assert [problem.where for problem in error.value.problems] == ["caso", "anno"]


@pytest.mark.parametrize("count", [0, 2])
def test_exactly_one_parameters_cell(count: int) -> None:
    made = sample()
    made.cells = [c for c in made.cells if c.id != "parameters"]
    made.cells += [cell("x = 1", f"p{n}", "parameters") for n in range(count)]
    with pytest.raises(BuildError, match=str(count)):
        parameters_cell(made)


def test_declared_names() -> None:
    assert list(declared('import datetime\ncase = "b"\nseed: int = 1\nx: int\na, b = 1, 2')) == [
        "case",
        "seed",
    ]


@pytest.mark.course
def test_values_arrive_in_a_real_kernel() -> None:
    made = sample(cell("print(ascii((place, day, nothing, pair)))", "arrived"))
    made.cells[1].source += "\nday = None\nnothing = 0\npair = ()"
    values = {"place": "Forlì", "day": datetime.date(2025, 10, 14), "nothing": None, "pair": ("è", 1)}
    executed = execute(set_parameters(made, values), name="prova")
    assert executed.cells[-1].outputs[0].text == ascii(tuple(values.values())) + "\n"
