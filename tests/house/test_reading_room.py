"""What people wrote is read in one room; elsewhere a text becomes a number or a date only where it is said why."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from house_files import dotted, modules, tree

READERS = frozenset({
    "strptime", "to_datetime", "to_numeric", "load_workbook", "read_csv", "read_excel", "fromisoformat", "ZipFile",
    "DictReader",
})  # fmt: skip
"""Calls that turn a text or a file into values, and guess while they do."""
TEXT_METHODS = frozenset({
    "strip", "lstrip", "rstrip", "replace", "group", "groups", "split", "partition", "rpartition", "findall",
})  # fmt: skip

OWN_DATA = "the kit's own data, which a test of their folder reads"
OWN_TIMES = "a time this package wrote itself"
ALLOWED = {
    "fis_lessons.resources": OWN_DATA,
    "fis_lessons.i18n": "a number about to be written, through its shortest form",
    "fis_lessons.territory.tables": OWN_DATA,
    "fis_lessons.lessons.l06_theory_of_change.published": OWN_DATA,
    "fis_lessons.lessons.l08_did_it_work.published": OWN_DATA,
    "fis_lessons.lessons.l11_outcome_contract.ground": "days drawn here, for the claims of the lesson",
    "fis_lessons.exercises.events": OWN_TIMES,
    "fis_lessons.exercises.handin": OWN_TIMES,
    "fis_lessons.dossier.certificate": OWN_TIMES,
    "fis_lessons.dossier.record_lines": OWN_TIMES,
    "fis_lessons.course.forms.packing": "it writes a zip",
    "fis_lessons.sheets": "it writes a workbook, which is a zip",
    "fis_lessons.dossier.study.docx_document": "it writes a Word document, which is a zip",
    "fis_lessons.dossier.study.docx_reading": "the documents of the kit, to judge how they are written",
    "fis_lessons.cases.base": "dates of a case file, which a pattern has already held to the one form there is",
    "fis_lessons.course.collect_reading": "JSON, which has its own form of numbers",
    "fis_lessons.territory.bes_layout": "four figures that a pattern found in a heading",
    "fis_lessons.measures.contract.money": "exact amounts from numbers, through their shortest form",
    "fis_lessons.measures.contract.parties": "a period numbered by the engine",
    "fis_lessons.measures.contract.engine": "until claims are read by the room: days of a register",
}


def readings(module: ast.Module) -> Iterator[str]:
    """Name the calls that read a text as a number or a date, or open a file of cells."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        name, of = called(node.func)
        of_a_text = any(of_text(part) for one in node.args for part in ast.walk(one))
        if name in READERS or (name, of) == ("reader", "csv"):
            yield f"{name}, line {node.lineno}"
        elif name in ("float", "int", "Decimal") and not of and of_a_text:
            yield f"{ast.unparse(node)[:60]}, line {node.lineno}"


def called(function: ast.expr) -> tuple[str, str]:
    """Name a function that is called, and what it is taken from."""
    if isinstance(function, ast.Attribute):
        return function.attr, function.value.id if isinstance(function.value, ast.Name) else "?"
    return (function.id, "") if isinstance(function, ast.Name) else ("", "?")


def of_text(node: ast.AST) -> bool:
    """Tell a piece of code that can only be about texts."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in TEXT_METHODS
    return isinstance(node.func, ast.Name) and node.func.id in ("str", "input")


def test_only_the_reading_room_reads_what_people_write() -> None:
    found = {
        dotted(path): list(readings(tree(path)))
        for path in modules()
        if not dotted(path).startswith("fis_lessons.reading")
    }
    strays = {name: lines for name, lines in found.items() if lines and name not in ALLOWED}
    assert strays == {}, "read it with fis_lessons.reading, or say above why not"


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("float(text.strip())", 1),
        ("int(found.group(1))", 1),
        ("Decimal(str(x))", 1),
        ("pd.to_datetime(column)", 1),
        ("openpyxl.load_workbook(path)", 1),
        ("csv.reader(stream)", 1),
        ("x = float(values.mean())", 0),
        ("int(count)", 0),
        ("read_number(text)", 0),
    ],
)
def test_the_rule_itself_can_fail(code: str, count: int) -> None:
    assert len(list(readings(ast.parse(code)))) == count
