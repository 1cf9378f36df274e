"""A lesson reads a case without pydantic, its author with: the two readings are one."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import test_case_problems
import test_case_provenance
import yaml
from case_drafts import BERGAMO, PROGRAMME, check

from fis_lessons import resources
from fis_lessons.cases import Case, Quantity
from fis_lessons.cases import fitting as plain_reader
from fis_lessons.cases.base import Id, Some, Text, Url, When
from fis_lessons.cases.fitting import fit
from fis_lessons.cases.loading import model_of
from fis_lessons.cases.reading import parse, read
from fis_lessons.cases.rules import Between, BrokenRuleError, Length, Part
from fis_lessons.cases.second_reading import read_again
from fis_lessons.classes import dataclass

FILES = [
    *sorted(resources.data("cases").glob("*.yaml")),
    resources.data("programme.yaml"),
    resources.data("legal_road", "road.yaml"),
]
ATLAS = sorted(resources.data("atlas").glob("*.yaml"))
DRAFTS = {m[0]: m[1] for m in [*test_case_problems.MUTATIONS, *test_case_provenance.MUTATIONS]}


@pytest.mark.parametrize("path", [*FILES, *ATLAS], ids=lambda path: path.stem)
def test_a_shipped_file_reads_the_same(path: Path) -> None:
    data = read(path).data
    loaded, faults = fit(data, model_of(data.get("kind")))
    values, places = read_again(data, model_of(data.get("kind")))
    assert (faults, places) == ([], [])
    assert loaded is not None
    assert dataclasses.asdict(loaded) == values


@pytest.mark.parametrize("path", [*FILES, *ATLAS], ids=lambda path: path.stem)
def test_both_parsers_of_yaml_say_the_same(path: Path) -> None:
    if not yaml.__with_libyaml__:
        pytest.skip("this machine has one parser only")
    assert read(path) == read(path, plain=True)  # values, and the line of each


@pytest.mark.parametrize("change", DRAFTS.values(), ids=DRAFTS)
def test_a_broken_file_is_refused_by_both(change: tuple[str, str]) -> None:
    data = parse(BERGAMO.replace(*change, 1), name="draft.yaml").data
    loaded, faults = fit(data, Case)
    values, places = read_again(data, Case)
    assert (loaded is None) == (values is None)
    assert {fault.loc for fault in faults} == set(places)


def test_some_drafts_are_broken_for_the_model() -> None:
    # the others break what one part says of another, which is looked at on the plain data
    data = {name: parse(BERGAMO.replace(*change, 1), name=name).data for name, change in DRAFTS.items()}
    broken = [name for name in data if fit(data[name], Case)[1]]
    assert len(broken) > 30
    assert {"unknown key", "missing key", "decimal age", "reversed range"} <= set(broken)


@dataclass(frozen=True, kw_only=True)
class Inner(Part):
    number: float
    other: float | None = None

    def _rule(self) -> str | None:
        return "reversed_range" if self.other is not None and self.other < self.number else None


@dataclass(frozen=True, kw_only=True)
class Specimen(Part):
    """One field of every type a file may use."""

    id: Id = "a"
    text: Text | None = None
    url: Url = "https://a.it/"
    when: When | None = None
    age: Annotated[int, Between(0, 120, "bad_age")] = 0
    choice: Literal["a", "b"] = "a"
    some: Some[Inner] | None = None
    three: Annotated[tuple[str, ...], Length(2, 3)] | None = None
    inner: Inner | None = None


TAKEN = [
    ({}, {}),
    ({"text": None}, {}),
    ({"text": "x" * 1500}, {"text": "x" * 1500}),
    ({"age": 120}, {"age": 120}),
    ({"inner": {"number": 1}}, {"inner": {"number": 1.0, "other": None}}),
    ({"some": [{"number": 1, "other": 2.5}]}, {"some": ({"number": 1.0, "other": 2.5},)}),
    ({"three": ["a", "b", "c"]}, {"three": ("a", "b", "c")}),
    ({"when": "2018/2020"}, {"when": "2018/2020"}),
]
REFUSED = [
    ({"id": "a\n"}, ("id",)),
    ({"id": "É"}, ("id",)),
    ({"id": None}, ("id",)),
    ({"text": ""}, ("text",)),
    ({"text": "\u00a0\u2003"}, ("text",)),
    ({"text": "x" * 1501}, ("text",)),
    ({"text": 1}, ("text",)),
    ({"url": "ftp://a.it"}, ("url",)),
    ({"url": "https://a.it/" + "x" * 1000}, ("url",)),
    ({"when": "2025-02-29"}, ("when",)),
    ({"when": "2025/2024"}, ("when",)),
    ({"age": True}, ("age",)),
    ({"age": 1.0}, ("age",)),
    ({"age": "1"}, ("age",)),
    ({"age": -1}, ("age",)),
    ({"choice": "c"}, ("choice",)),
    ({"choice": ["a"]}, ("choice",)),
    ({"choice": None}, ("choice",)),
    ({"some": []}, ("some",)),
    ({"some": [{"number": "1"}]}, ("some", 0, "number")),
    ({"some": [{}]}, ("some", 0, "number")),
    ({"some": [None]}, ("some", 0)),
    ({"some": {"number": 1}}, ("some",)),
    ({"three": ["a"]}, ("three",)),
    ({"three": ["a"] * 4}, ("three",)),
    ({"three": ["a", 2]}, ("three", 1)),
    ({"inner": {"number": False}}, ("inner", "number")),
    ({"inner": {"number": 2, "other": 1}}, ("inner",)),
    ({"inner": {"number": 2, "extra": 1}}, ("inner", "extra")),
    ({"inner": [1]}, ("inner",)),
    ({"extra": None}, ("extra",)),
]


@pytest.mark.parametrize(("given", "read_as"), TAKEN, ids=str)
def test_both_take(given: dict[str, Any], read_as: dict[str, Any]) -> None:
    loaded, faults = fit(given, Specimen)
    assert faults == []
    assert loaded is not None
    expected = {**dataclasses.asdict(Specimen()), **read_as}
    assert dataclasses.asdict(loaded) == expected == read_again(given, Specimen)[0]


@pytest.mark.parametrize(("given", "place"), REFUSED, ids=[str(row[0])[:40] for row in REFUSED])
def test_both_refuse(given: dict[str, Any], place: tuple[str | int, ...]) -> None:
    loaded, faults = fit(given, Specimen)
    assert loaded is None
    assert [fault.loc for fault in faults] == [place]
    assert read_again(given, Specimen) == (None, [place])


def test_what_a_bare_word_of_yaml_is() -> None:
    some = "yes: [true, True, TRUE]\nno: [false, False, FALSE]\nnone: [~, null, Null, NULL]\n"
    assert parse(f"{some}word: [sì, yes, no]\n", name="x").data == {
        "yes": [True] * 3,
        "no": [False] * 3,
        "none": [None] * 4,
        "word": ["sì", "yes", "no"],
    }


def test_an_author_is_told_when_the_readings_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # a reader that takes 60.5 for an age: what the second reading is for
    monkeypatch.setattr(plain_reader, "_PLAIN", {**plain_reader._PLAIN, int: plain_reader._read_number})
    plain_reader.reader_of.cache_clear()
    plain_reader._fields.cache_clear()
    try:
        (problem,) = check(tmp_path, BERGAMO.replace("age_from: 60\n", "age_from: 60.5\n", 1))
    finally:
        plain_reader.reader_of.cache_clear()
        plain_reader._fields.cache_clear()
    assert "target_groups[silver].age_from" in problem.where
    assert "Due letture" in problem.found


def test_a_part_made_in_code_keeps_its_rules() -> None:
    with pytest.raises(BrokenRuleError, match="ungrounded"):
        Quantity(value=1, unit="EUR")
    with pytest.raises(BrokenRuleError, match="no_number"):
        Quantity(low=1, unit="EUR", sources=("a",))


def test_the_programme_in_two_ways(tmp_path: Path) -> None:
    short = PROGRAMME.replace("id: III", "id: IV", 1)
    (problem,) = [p for p in check(tmp_path, short) if "interventions" in p.where]
    assert "«IV»" in problem.found
