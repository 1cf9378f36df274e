"""Proof that the check on a notebook's outputs fails when it must: nbval alone would pass most of these."""

from __future__ import annotations

import base64
from collections.abc import Callable

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from fis_lessons.course import notebooks
from fis_lessons.course.execute import execute
from fis_lessons.course.normalise import normalise
from fis_lessons.course.pictures import look_alike
from fis_lessons.course.verify import verify

FIGURE = """
import pandas as pd
from fis_lessons.figures import canvas, picture
def bars(values):
    drawing = canvas(width=4, height=2)
    axes = drawing.subplots()
    axes.bar(["60-64", "65-74"], values, color="#0072B2")
    table = pd.DataFrame({"Età": ["60-64", "65-74"], "Persone": ["9.799", "13.320"]})
    return picture(drawing, alt="Due barre: 9.799 e 13.320 persone.", caption="Persone", table=table)
""".strip()


def _cell(source: str, identity: str, *, compared: bool = True) -> NotebookNode:
    made = new_code_cell(source, id=identity)
    made.metadata["tags"] = ["nbval-check-output"] if compared else []
    return made


@pytest.fixture(scope="module")
def reference() -> NotebookNode:
    """A lesson in four cells, executed: words, a figure, a cell nbval does not compare."""
    made = new_notebook(
        cells=[
            _cell(FIGURE, "setup", compared=False),
            _cell("print('Silver age a Bergamo:', 23_119)", "words"),
            _cell("bars([9_799, 13_320])", "figure"),
            _cell("print('Anziani:', 9_799)", "untagged", compared=False),
        ]
    )
    return normalise(execute(made, name="prova"))


def _output(made: NotebookNode, identity: str) -> NotebookNode:
    return next(cell for cell in made.cells if cell.id == identity).outputs[0]


def _changed_number(made: NotebookNode) -> None:
    _output(made, "words").text = "Silver age a Bergamo: 23118\n"


def _changed_number_not_tagged(made: NotebookNode) -> None:
    _output(made, "untagged").text = "Anziani: 9797\n"


def _one_mime_lost(made: NotebookNode) -> None:
    del _output(made, "figure").data["text/plain"]


def _stripped(made: NotebookNode) -> None:
    for cell in made.cells:
        cell.outputs = []


def _stripped_one(made: NotebookNode) -> None:
    made.cells[1].outputs = []


def _stripped_one_not_compared(made: NotebookNode) -> None:
    made.cells[3].outputs = []


def _changed_alt(made: NotebookNode) -> None:
    data = _output(made, "figure").data
    data["text/html"] = data["text/html"].replace("Due barre", "Tre barre")


def _changed_number_in_the_data_table(made: NotebookNode) -> None:
    data = _output(made, "figure").data
    data["text/html"] = data["text/html"].replace(">13.320</td>", ">13.230</td>")


def _swapped_figure(made: NotebookNode) -> None:
    """Same words, another picture in both places: the bars changed place."""
    data = _output(made, "figure").data
    other = base64.b64encode(_bars([13_320, 9_799])).decode()
    data["text/html"] = data["text/html"].replace(data["image/png"].strip(), other)
    data["image/png"] = other


def _swapped_only_in_the_page(made: NotebookNode) -> None:
    data = _output(made, "figure").data
    other = base64.b64encode(_bars([13_320, 9_799])).decode()
    data["text/html"] = data["text/html"].replace(data["image/png"].strip(), other)


def _figure_lost(made: NotebookNode) -> None:
    del _output(made, "figure").data["image/png"]


def _one_output_more(made: NotebookNode) -> None:
    made.cells[1].outputs.append(nbformat.v4.new_output("stream", text="in più"))


def _other_code(made: NotebookNode) -> None:
    made.cells[1].source = "print('Silver age a Bergamo:', 23119)"


def _cell_removed(made: NotebookNode) -> None:
    del made.cells[1]


def _nothing_to_compare(made: NotebookNode) -> None:
    for cell in made.cells:
        cell.metadata["tags"] = []


SPOILS = {
    _changed_number: "23118",
    _changed_number_not_tagged: "9797",
    _one_mime_lost: "text/plain",
    _stripped: "il risultato salvato manca",
    _stripped_one: "il risultato salvato manca",
    _stripped_one_not_compared: "il risultato salvato manca",
    _changed_alt: "Tre barre",
    _changed_number_in_the_data_table: "13.230",
    _swapped_figure: "la figura non è la stessa",
    _swapped_only_in_the_page: "la figura non è la stessa",
    _figure_lost: "la figura non è la stessa",
    _one_output_more: "il numero dei risultati",
    _other_code: "il codice non è lo stesso",
    _cell_removed: "le celle non sono le stesse",
    _nothing_to_compare: "nessuna cella è da confrontare",
}


def _bars(values: list[int]) -> bytes:
    names: dict[str, Callable[[list[int]], object]] = {}
    exec(FIGURE, names)
    png = names["bars"](values).png  # type: ignore[attr-defined]
    assert isinstance(png, bytes)
    return png


@pytest.mark.parametrize(("spoil", "words"), SPOILS.items(), ids=[s.__name__.strip("_") for s in SPOILS])
def test_spoiled_notebook_is_caught(
    reference: NotebookNode, spoil: Callable[[NotebookNode], None], words: str
) -> None:
    made = notebooks.copied(reference)
    assert verify(made, executed=reference) == []
    spoil(made)
    found = [str(problem) for problem in verify(made, executed=reference)]
    assert found
    assert any(words in problem for problem in found)


def test_honest_notebook_passes_a_new_run(reference: NotebookNode) -> None:
    assert verify(reference) == []


def test_broken_cell_is_caught(reference: NotebookNode) -> None:
    made = notebooks.copied(reference)
    made.cells[1].source += "\n1 / 0"
    (problem,) = verify(made)
    assert "words" in problem.where
    assert "ZeroDivisionError" in problem.found


def test_changed_number_in_the_code_is_caught_by_a_new_run(reference: NotebookNode) -> None:
    made = notebooks.copied(reference)
    made.cells[1].source = made.cells[1].source.replace("23_119", "23_118")
    found = [str(problem) for problem in verify(made)]
    assert len(found) == 1
    assert "23118" in found[0]


def test_pictures_alike_and_not() -> None:
    import io

    from PIL import Image

    png = _bars([9_799, 13_320])
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    shifted = Image.new("RGBA", picture.size, "white")
    shifted.paste(picture, (1, 0))
    stream = io.BytesIO()
    shifted.save(stream, format="png")
    assert look_alike(png, stream.getvalue())  # one pixel: another version of the font library
    assert not look_alike(png, _bars([9_799, 13_000]))  # one bar 2 % shorter
    assert not look_alike(png, b"not a picture")
    narrower = io.BytesIO()
    picture.crop((0, 0, picture.width - 1, picture.height)).save(narrower, format="png")
    assert not look_alike(png, narrower.getvalue())
    spotted = picture.copy()
    spotted.paste("#D55E00", (40, 40, 43, 43))
    stream = io.BytesIO()
    spotted.save(stream, format="png")
    assert not look_alike(png, stream.getvalue())
    assert not look_alike(stream.getvalue(), png)
