"""Files that are not case files at all: one problem, in plain words, and quickly."""

from __future__ import annotations

from pathlib import Path

import pytest

from fis_lessons import resources
from fis_lessons.cases import check_file, load_case, load_case_file, load_programme
from fis_lessons.errors import CaseError

UNREADABLE = [
    ("empty", b"", "vuoto"),
    ("only a comment", b"# niente\n", "vuoto"),
    ("not a mapping", b"- a\n- b\n", "non comincia con una chiave"),
    ("one word", b"ciao", "non comincia con una chiave"),
    ("two documents", b"a: 1\n---\nb: 2\n", "più documenti"),
    ("binary", bytes(range(256)), "UTF-8"),
    ("a NUL", b"a: \x00", "YAML corretto"),
    ("UTF-16", "a: 1".encode("utf-16"), "UTF-8"),
    ("a tab", b"a:\n\t- 1", "YAML corretto"),
    ("an open quote", b'a: "x\nb: 1', "YAML corretto"),
    ("an open list", b"a: [1, 2", "YAML corretto"),
    ("huge", b"a: " + b"x" * 600_000, "troppo grande"),
    ("deep lists", b"a: " + b"[" * 5000, "livelli"),
    ("deep mappings", "".join(" " * n + "a:\n" for n in range(400)).encode(), "livelli"),
    ("many values", b"a: [" + b"1," * 30_000 + b"]", "valori sono troppi"),
    ("alias bomb", b"a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]", "rimando"),
    ("an alias alone", b"a: *b", "rimando"),
    ("alias to itself", b"&a a: *a", "rimando"),
    ("python object", b"a: !!python/object/apply:os.system ['true']", "etichetta"),
    ("harmless tag", b"a: !!str 1", "etichetta"),
    ("list as a key", b"? [a]\n: 1", "chiave non è un testo"),
    ("impossible escape", b'a: "\\UFFFFFFFF"', "YAML corretto"),
    ("lone surrogate", b'a: "\\ud800"', "non si vede"),
    ("escape character", b'a: "\\e[31m"', "non si vede"),
]


@pytest.mark.parametrize(("content", "found"), [u[1:] for u in UNREADABLE], ids=[u[0] for u in UNREADABLE])
@pytest.mark.timeout(10)
def test_cannot_be_read(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(content)
    (problem,) = check_file(path)
    assert problem.where.startswith("draft.yaml")
    assert found in problem.found
    assert problem.remedy
    with pytest.raises(CaseError, match="draft"):
        load_case_file(path)


def test_how_large_a_file_may_be_and_where_its_text_breaks_is_told(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(b"a: " + b"x" * 499_998)
    assert [problem.expected for problem in check_file(path)] == ["al massimo 500 kB"]
    path.write_bytes(b"a: 1\nb: 2\nc: [1, 2\n")
    assert [problem.where for problem in check_file(path)] == ["draft.yaml: riga 4"]


@pytest.mark.parametrize(
    "path", ["no/such.yaml", ".", "a\0b.yaml", "x" * 5000], ids=["absent", "folder", "NUL", "long"]
)
def test_path_that_cannot_be_opened(path: str) -> None:
    (problem,) = check_file(path)
    assert "non si può leggere" in problem.found
    with pytest.raises(CaseError):
        load_case_file(path)


def test_a_programme_is_not_a_case(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(resources.data("programme.yaml").read_bytes())
    with pytest.raises(CaseError, match=r"draft\.yaml: kind"):
        load_case_file(path)
    assert load_programme().kind == "programme"


@pytest.mark.parametrize("name", ["../programme", "Bergamo", "", "milano"])
def test_unknown_case(name: str) -> None:
    with pytest.raises(CaseError, match="bergamo, catanzaro, lecce, lucca, prato"):
        load_case(name)
