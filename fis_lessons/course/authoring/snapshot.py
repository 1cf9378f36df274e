"""What the lessons answer and show from a folder of data, written down: run as a program, in a process of its own.

``python -m fis_lessons.course.authoring.snapshot`` reads on its input what to look at, as JSON, and writes on its
output what it found. A process for each folder, because what was read once is kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fis_lessons import resources

if TYPE_CHECKING:
    from fis_lessons.exercises import Exercise
    from fis_lessons.lessons import Lesson

Item = tuple[str, str, float | None]
"""What it is, how it is written, and its number if it is one."""
OPENS = "opens"
LONGEST = 400


def answers(lesson: Lesson[Any, Any]) -> Iterator[Item]:
    """List what is right in the exercises and in the quiz, and how far an answer may be."""
    for kind, exercises in (("exercise", lesson.exercises.values()), ("quiz", lesson.bank)):
        for one in exercises:
            yield f"{kind} {one.id}: answer", one.reference_text[:LONGEST], _number_of(one)
            if tolerance := getattr(one, "tolerance", 0):
                yield f"{kind} {one.id}: tolerance", f"{tolerance:g}", float(tolerance)


def _number_of(exercise: Exercise) -> float | None:
    expected = getattr(exercise, "expected", None)
    return float(expected) if isinstance(expected, int | float) else None


def pages(lesson: Lesson[Any, Any]) -> Iterator[Item]:
    """List what is shown: sentences, cells of tables, data of figures and of controls as they start."""
    from fis_lessons.errors import FisError
    from fis_lessons.figures import Figure

    for name in lesson.parts.texts:
        for at, line in enumerate(lesson.text(name).text.split("\n"), start=1):
            if any(sign.isdigit() for sign in line):
                yield f"text {name}: {at}", line[:LONGEST], None
    for name in lesson.parts.tables:
        yield from _html_cells(f"table {name}", lesson.table(name).html)
    for name in lesson.parts.figures:
        yield from _frame_cells(f"figure {name}", lesson.drawn(name))
    for name, control in lesson.controls.items():
        try:
            shown = control.draw(**{one.name: one.value for one in control.inputs})
        except FisError as error:
            yield f"control {name}", str(error)[:LONGEST], None
            continue
        for item in shown:
            if isinstance(item, Figure):
                yield from _frame_cells(f"control {name}", item)
            else:
                yield from _html_cells(f"control {name}", item.html)


def _frame_cells(name: str, figure: Any) -> Iterator[Item]:
    columns = [str(column) for column in figure.table.columns]
    rows = [[str(value) for value in row] for row in figure.table.itertuples(index=False, name=None)]
    yield from _cells(name, columns, rows)


def _html_cells(name: str, html: str) -> Iterator[Item]:
    from bs4 import BeautifulSoup

    if "<table" not in html:
        return
    for table in BeautifulSoup(html, "html.parser").find_all("table"):
        columns = [cell.get_text(" ", strip=True) for cell in table.select("thead th")]
        rows = [
            [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
            for row in table.select("tbody tr")
        ]
        yield from _cells(name, columns, rows)


def _cells(name: str, columns: list[str], rows: list[list[str]]) -> Iterator[Item]:
    from fis_lessons.reading import read_quantity

    seen: dict[str, int] = {}
    for row in rows:
        head = row[0] if row else ""
        seen[head] = seen.get(head, 0) + 1
        again = f" ({seen[head]})" if seen[head] > 1 else ""
        for column, value in zip(columns[1:], row[1:], strict=False):
            found = read_quantity(value)
            yield f"{name}: {head}{again}, {column}", value[:LONGEST], None if found is None else found.value


def of_one(lesson: str, case: str, seed: int, *, shown: bool) -> dict[str, list[Any]]:
    """Write down one lesson on one case."""
    from fis_lessons.exercises import Progress
    from fis_lessons.lessons import LESSONS

    found: dict[str, list[Any]] = {}
    try:
        opened = LESSONS[lesson].open({"case": case, "lang": "it", "seed": seed}, progress=Progress(None))
        for name, text, value in (*answers(opened), *(pages(opened) if shown else ())):
            # two tables of one name and one row keep both
            again = sum(one.partition(" +")[0] == name for one in found) if name in found else 0
            found[f"{name} +{again}" if again else name] = [text, value]
    except Exception as error:  # data that break a lesson are what somebody wants to hear of
        found[OPENS] = [f"{type(error).__name__}: {error}"[:LONGEST], None]
    return found


def snapshot(wanted: Mapping[str, Any]) -> dict[str, dict[str, list[Any]]]:
    """Write down what is wanted: ``lesson|case|seed`` and, under each, name, text and number."""
    from fis_lessons.cases import case_names

    cases = [case for case in wanted["cases"] or case_names() if case in case_names()]
    return {
        f"{lesson}|{case}|{seed}": of_one(lesson, case, seed, shown=seed == wanted["seeds"][0])
        for lesson in wanted["lessons"]
        for case in cases
        for seed in wanted["seeds"]
    }


def main() -> None:
    """Read what to look at, and write what was found."""
    wanted = json.load(sys.stdin)
    resources.use_data(Path(wanted["data"]))
    json.dump(snapshot(wanted), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
