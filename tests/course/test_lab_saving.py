"""A lesson saved and opened again: pages and what to press, no control without its kernel."""

from __future__ import annotations

import json

from nbformat.v4 import new_code_cell, new_notebook, new_output

from fis_lessons.course.lab_saving import without_views
from fis_lessons.lessons.desk.live import KEPT

VIEW = "application/vnd.jupyter.widget-view+json"


def test_what_was_on_its_way_when_it_was_saved_says_what_to_press() -> None:
    data = {"text/html": "<p>Arriva tra un momento…</p>", "text/plain": "Arriva tra un momento…"}
    kept = {"text/html": "<p>Premi.</p>", "text/plain": "Premi."}
    coming = new_output("display_data", data=data, metadata={KEPT: kept})
    odd = new_output("display_data", data=dict(data), metadata={KEPT: "altro"})
    cells = [new_code_cell("quiz", id="quiz", outputs=[coming, odd])]
    model = {"type": "notebook", "content": json.loads(json.dumps(new_notebook(cells=cells)))}
    without_views(model=model)
    first, second = model["content"]["cells"][0]["outputs"]
    assert first["data"] == kept and second["data"] == data
    assert first["metadata"] == second["metadata"] == {}


def saved(lang: str) -> dict[str, object]:
    data = {VIEW: {"model_id": "abc"}, "text/html": "<p>La domanda</p>", "text/plain": "La domanda"}
    opening = {"text/html": '<style></style><p class="fis-opening" role="status">Lezione 12 pronta.</p>'}
    notebook = new_notebook(
        cells=[
            new_code_cell(f'case = "lucca"\nlang = "{lang}"', id="parameters"),
            new_code_cell("open", outputs=[new_output("display_data", data=opening)]),
            new_code_cell("ask", outputs=[new_output("display_data", data=data)]),
            new_code_cell("print", outputs=[new_output("stream", text="niente")]),
        ],
        metadata={"widgets": {"state": {}}},
    )
    model: dict[str, object] = {"type": "notebook", "content": json.loads(json.dumps(notebook))}
    without_views(model=model, path="12.ipynb", contents_manager=None)
    return model


def test_the_pages_stay_and_the_views_go() -> None:
    text = json.dumps(saved("it"))
    assert VIEW not in text and "widgets" not in text
    assert "La domanda" in text and "niente" in text


def test_the_first_line_says_what_to_press() -> None:
    for lang, words in (("it", "premi ▶▶ «Avvia la lezione»"), ("en", "press ▶▶ “Start the lesson”")):
        text = json.dumps(saved(lang), ensure_ascii=False)
        assert words in text
        assert "pronta" not in text


def test_what_is_no_notebook_is_left_alone() -> None:
    for model in ({"type": "file", "content": VIEW}, {"type": "notebook", "content": None}, {}):
        before = dict(model)
        without_views(model=model)
        assert model == before
