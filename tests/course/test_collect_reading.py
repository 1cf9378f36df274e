"""Reading a hand-in: whatever the bytes are, it is read or refused with a reason, and nothing else."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from class_samples import content, sealed, sound, spoiled
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.course.collect_reading import DEEPEST, HandInError, read_hand_in
from fis_lessons.exercises.handin import LARGEST_FILE, MOST_TRIED


def put(*path: str, value: object) -> Any:
    """Return a change: the value at the end of the path becomes another."""

    def change(values: dict[str, Any]) -> None:
        here = values
        for name in path[:-1]:
            here = here[name]
        here[path[-1]] = value

    return change


def test_a_sound_hand_in_is_read() -> None:
    found = read_hand_in(sound().encode())
    assert (found.person, found.lesson, found.parameters["case"]) == ("Anna Rossi", "02", "bergamo")
    assert set(found.exercises) <= set(content()["exercises"])
    assert found.handed_in.endswith("+00:00")


def test_a_byte_order_mark_is_not_a_fault() -> None:
    assert read_hand_in(b"\xef\xbb\xbf" + sound().encode()).person == "Anna Rossi"


FIRST = "band-count"
HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "vuoto"),
    "spaces": (b" \n\t ", "vuoto"),
    "not json": (b"ciao", "JSON"),
    "another json": (b'{"format": "altro"}', "non è una consegna"),
    "a list": (b"[1, 2]", "non è una consegna"),
    "a number": (b"7", "non è una consegna"),
    "latin-1": ('{"person": "Forlì"}'.encode("latin-1"), "UTF-8"),
    "utf-16": (sound().encode("utf-16"), "UTF-8"),
    "nul bytes": (b"\0" * 5000, "JSON"),
    "pickle": (b"\x80\x04\x95\x00", "UTF-8"),
    "too large": (b" " * LARGEST_FILE + b"{}", "troppo grande"),
    "deep": (b"[" * 900_000 + b"]" * 900_000, "livelli"),
    "deep and open": (b'{"a":' * 300_000, "livelli"),
    "twice the same name": (b'{"format": 1, "format": "fis-lessons/hand-in"}', "due volte"),
    "not a number": (b'{"format": NaN}', "non è un numero"),
    "infinity": (b'{"format": -Infinity}', "non è un numero"),
    "a float too large": (b'{"format": 1e999}', "non è un numero"),
    "a huge integer": (b'{"format": ' + b"9" * 100_000 + b"}", "non è un numero"),
    "edited": (sound().replace('"skipped": false', '"skipped": true', 1).encode(), "somma di controllo"),
    "no checksum": (json.dumps({k: v for k, v in content().items() if k != "checksum"}).encode(), "somma"),
    "other schema": (spoiled(put("version", value=99)), "formato"),
    "schema is a text": (spoiled(put("version", value="1")), "versione"),
    "schema is true": (spoiled(put("version", value=True)), "versione"),
    "unknown field": (spoiled(put("code", value="import os")), "campi"),
    "no person": (spoiled(put("person", value="")), "nome"),
    "invisible person": (spoiled(put("person", value="\u200b\u202e\x00")), "nome"),
    "person is a list": (spoiled(put("person", value=["Anna"])), "nome"),
    "no date": (spoiled(put("handed_in", value="ieri")), "data"),
    "date without zone": (spoiled(put("handed_in", value="2026-03-02T10:00:00")), "data"),
    "lesson is a path": (spoiled(put("lesson", value="../../etc/passwd")), "lezione"),
    "lesson is a number": (spoiled(put("lesson", value=2)), "lezione"),
    "lesson in other digits": (spoiled(put("lesson", value="٠٢")), "lezione"),
    "parameters are a list": (spoiled(put("parameters", value=[])), "parametri"),
    "a thousand parameters": (
        spoiled(put("parameters", value={f"p{i}": 1 for i in range(1000)})),
        "parametri",
    ),
    "parameter too long": (spoiled(put("parameters", "case", value="x" * 5000)), "parametro"),
    "parameter is a table": (spoiled(put("parameters", "case", value={"a": 1})), "parametro"),
    "parameter name": (spoiled(put("parameters", "__class__", value=1)), "parametro"),
    "seed too large": (spoiled(put("parameters", "seed", value=10**16)), "parametro"),
    "exercises are a text": (spoiled(put("exercises", value="tutti giusti")), "risposte"),
    "a million exercises": (spoiled(put("exercises", value={f"e{i}": 0 for i in range(9000)})), "risposte"),
    "a million events": (spoiled(put("exercises", FIRST, "tried", value=[0] * 600_000)), "valori"),
    "one more than kept": (spoiled(put("exercises", FIRST, "tried", value=[0] * (MOST_TRIED + 2))), "valori"),
    "exercise name": (spoiled(put("exercises", "<script>", value={})), "script"),
    "exercise is empty": (spoiled(put("exercises", FIRST, value={})), "valori"),
    "negative attempts": (spoiled(put("exercises", FIRST, "attempts", value=-1)), "valori"),
    "attempts as a float": (spoiled(put("exercises", FIRST, "attempts", value=1.5)), "valori"),
    "hints above four": (spoiled(put("exercises", FIRST, "hints", value=5)), "valori"),
    "endless time": (spoiled(put("exercises", FIRST, "seconds", value=10**12)), "grande|valori|numero"),
    "skipped as a word": (spoiled(put("exercises", FIRST, "skipped", value="sì")), "valori"),
    "claimed as a list": (spoiled(put("exercises", FIRST, "claimed", value=["right"])), "valori"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(name: str) -> None:
    data, word = HOSTILE[name]
    with pytest.raises(HandInError) as caught:
        read_hand_in(data)
    assert any(part.lower() in caught.value.message.lower() for part in word.split("|"))
    assert len(caught.value.message) < 400


def test_a_text_that_never_ends_takes_no_time() -> None:
    # looking for the end again from every quote would take hours: it must stay far below the timeout
    started = time.process_time()
    with pytest.raises(HandInError):
        read_hand_in(b'"\\' * (LARGEST_FILE // 2))
    with pytest.raises(HandInError):
        read_hand_in(b'\\"' * (LARGEST_FILE // 2))
    assert time.process_time() - started < 60


def test_brackets_inside_a_text_are_not_levels() -> None:
    assert read_hand_in(spoiled(put("person", value="[" * (DEEPEST * 3)))).person.startswith("[[")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Anna \n Rossi ", "Anna Rossi"),
        ("Anna\u202eissoR", "AnnaissoR"),
        ("A\x00n\x1b[31mna", "An[31mna"),
        ("=1+1", "=1+1"),
        ("x" * 5000, "x" * 80),
    ],
)
def test_a_name_is_one_short_line(typed: str, shown: str) -> None:
    assert read_hand_in(spoiled(put("person", value=typed))).person == shown


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    with pytest.raises(HandInError):
        read_hand_in(data)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.sampled_from(sorted(content())), JSON)
def test_any_value_in_any_field(field: str, value: object) -> None:
    try:
        found = read_hand_in(sealed({**content(), field: value}))
    except HandInError as error:
        assert error.message
    else:
        assert found.person


@settings(deadline=None)
@given(st.sampled_from(sorted(content()["exercises"][FIRST])), JSON)
def test_any_value_in_any_field_of_an_exercise(field: str, value: object) -> None:
    values = content()
    values["exercises"][FIRST][field] = value
    try:
        found = read_hand_in(sealed(values))
    except HandInError as error:
        assert error.message
    else:
        assert 0 <= found.exercises[FIRST].hints <= 4


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(sound()) - 1), st.binary(min_size=1, max_size=3))
def test_one_damaged_place(place: int, what: bytes) -> None:
    data = sound().encode()
    damaged = data[:place] + what + data[place + len(what) :]
    try:
        read_hand_in(damaged)
    except HandInError:
        return
    assert json.loads(damaged) == json.loads(data)  # only a space for a space gets through
