"""Parameters: every problem is listed, with what to do."""

from __future__ import annotations

from typing import Annotated

import pytest

from fis_lessons.classes import dataclass
from fis_lessons.errors import ParameterError
from fis_lessons.i18n import use_language
from fis_lessons.lessons.desk.parameters import (
    Between,
    LessonParameters,
    closest,
    parameter_problems,
    read_parameters,
)


@dataclass(frozen=True, kw_only=True)
class Sample(LessonParameters):
    municipality: str | None = None
    similar: int = 5
    share: Annotated[int, Between(10, 90)] = 50


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"cases": "lucca"}, ["cases: questo parametro non esiste.", "«case»"], id="misspelt"),
        pytest.param(
            {"case": "luca"}, ["il caso 'luca' non esiste.", "Forse volevi scrivere «lucca»"], id="case"
        ),
        pytest.param({"case": 3}, ["il valore è 3.", "un testo tra virgolette"], id="case-number"),
        pytest.param({"seed": "1"}, ["seed", "'1'", "un numero intero"], id="seed-text"),
        pytest.param({"seed": True}, ["seed", "True", "un numero intero"], id="seed-truth"),
        pytest.param({"seed": -1}, ["seed", "un numero da 0 a 4294967295"], id="seed-negative"),
        pytest.param({"share": 91}, ["il valore è 91. Atteso: un numero da 10 a 90."], id="above"),
        pytest.param({"share": "50"}, ["Atteso: un numero intero da 10 a 90."], id="number-as-text"),
        pytest.param({"lang": "fr"}, ["lang", "«it»"], id="lang"),
        pytest.param({"similar": None}, ["similar", "un numero intero"], id="own"),
    ],
)
def test_what_is_wrong_is_told(values: dict[str, object], words: list[str]) -> None:
    problems = parameter_problems(Sample, values)
    assert len(problems) == 1
    for word in words:
        assert word in str(problems[0])


def test_all_problems_at_once() -> None:
    with pytest.raises(ParameterError) as caught:
        read_parameters(Sample, {"case": "luca", "seed": "x", "lamg": "it", "similar": 2.5})
    assert len(caught.value.problems) == 4
    assert str(caught.value).startswith("Questi parametri non vanno bene:\n  - ")


def test_in_english_too() -> None:
    with use_language("en"):
        assert "there is no such parameter" in str(parameter_problems(Sample, {"cases": "lucca"})[0])


def test_good_values_arrive_intact() -> None:
    got = read_parameters(Sample, {"municipality": "Forlì", "case": "lucca", "seed": 7})
    assert (got.municipality, got.case, got.seed, got.lang, got.similar) == ("Forlì", "lucca", 7, "it", 5)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("99", ""), ("14", ""), ("9", "09"), ("013", "13"), ("zzz", ""), ("13 ", "13")],
)
def test_a_name_is_proposed_where_one_is_near_and_none_where_none_is(word: str, meant: str) -> None:
    known = [f"{number:02d}" for number in range(1, 14)]
    assert closest(word, known) == (f"Forse volevi scrivere «{meant}»." if meant else "")
