"""Whatever the file, the loader says what is wrong or loads it; it raises nothing but its own error."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fis_lessons import resources
from fis_lessons.cases import check_file, load_case_file
from fis_lessons.cases.messages import _SAY, _anything_else
from fis_lessons.cases.reading import read
from fis_lessons.cases.rules import Fault
from fis_lessons.errors import CaseError

ORIGINAL = resources.data("cases", "bergamo.yaml").read_bytes()
DATA = read(resources.data("cases", "bergamo.yaml")).data
FALLBACK = "un valore come nei casi già pronti"
APART = "Due letture di questo punto non danno lo stesso risultato."
settings.register_profile("cases", deadline=None, suppress_health_check=list(HealthCheck))
RELAXED = settings.get_profile("cases")


def survive(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fuzz.yaml"
        path.write_bytes(content)
        problems = check_file(path)
        for problem in problems:
            assert problem.where.startswith("fuzz.yaml")
            assert problem.found
            assert problem.remedy
            assert problem.expected != FALLBACK, "a fault nobody put into words"
            assert problem.found != APART, "the two readings disagree"
            str(problem).encode()  # can be printed
        if problems:
            with pytest.raises(CaseError):
                load_case_file(path)
        else:
            try:
                load_case_file(path)
            except CaseError as error:  # a sound programme is not a case
                assert "kind" in error.problems[0].where


@settings(RELAXED, max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    survive(content)


@settings(RELAXED, max_examples=300)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from(":-[]{}&*!|>'\"#%@`,? \n\t~<=.0123eE_")),
        max_size=200,
    )
)
def test_any_text(text: str) -> None:
    survive(text.encode("utf-8", errors="surrogatepass"))


@settings(RELAXED, max_examples=80)
@given(st.integers(0, len(ORIGINAL)), st.integers(0, 40), st.binary(max_size=20))
def test_a_case_with_a_scar(start: int, length: int, scar: bytes) -> None:
    survive(ORIGINAL[:start] + scar + ORIGINAL[start + length :])


def places(value: Any, loc: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [loc, *(place for key, item in items for place in places(item, (*loc, key)))]


WORDS = st.sampled_from(
    [
        "",
        " ",
        "x",
        "2025",
        "2025-13-45",
        "H",
        "comune",
        "coopdiary",
        "case",
        "programme",
        "http://[",
        "https://a.it:x",
        "É\u202e",
    ]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def changes_of(data: Any) -> st.SearchStrategy[list[tuple[tuple[Any, ...], str, Any]]]:
    known = [loc for loc in places(data) if loc]
    actions = st.sampled_from(["replace", "remove", "add", "copy"])
    return st.lists(st.tuples(st.sampled_from(known), actions, anything), min_size=1, max_size=4)


def apply(change: tuple[tuple[Any, ...], str, Any], data: Any) -> None:
    (*parents, last), action, value = change
    for step in parents:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return  # an earlier change took it away
    if not isinstance(data, dict | list) or (isinstance(data, list) and not isinstance(last, int)):
        return
    if action == "add":
        data.append(value) if isinstance(data, list) else data.update({"aggiunta": value})
    elif action == "copy":
        source = copy.deepcopy(data[0]) if isinstance(data, list) and data else value
        data.append(source) if isinstance(data, list) else data.update({last: source})
    elif isinstance(data, dict) or last < len(data):
        if action == "replace":
            data[last] = value
        else:
            data.pop(last, None) if isinstance(data, dict) else data.pop(last)


@settings(RELAXED, max_examples=120)
@given(changes_of(DATA))
def test_a_case_with_other_values(changed: list[tuple[tuple[Any, ...], str, Any]]) -> None:
    data = copy.deepcopy(DATA)
    for change in changed:
        apply(change, data)
    survive(json.dumps(data).encode())  # JSON is YAML too


def test_the_fallback_exists() -> None:
    # so that the assertion above does look for the right words
    assert _anything_else(Fault((), "made_up_rule", 1))[1] == FALLBACK
    assert "made_up_rule" not in _SAY
