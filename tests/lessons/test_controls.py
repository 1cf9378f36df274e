"""Controls: moving one changes the figure, and bad input is advice, not an error."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from ipywidgets import HTML, Dropdown, FloatSlider, IntSlider, Text, Widget

from fis_lessons.errors import PlaceError
from fis_lessons.figures import Html
from fis_lessons.lessons.desk.controls import Control, Pick, Real, Whole, Words


def draw(*, age: int, sex: str, place: str) -> list[Html]:
    if place == "Atlantide":
        raise PlaceError("Non trovo <Atlantide>.")
    return [Html(f"<p>{place}: {age} {sex}</p>", f"{place}: {age} {sex}")]


CONTROL = Control(
    id="c",
    title="Prova a muovere l'età",
    inputs=(
        Whole(name="age", label="Età", low=0, high=100, value=60),
        Pick(name="sex", label="Sesso", options=(("donne", "f"), ("uomini", "m")), value="f"),
        Words(name="place", label="Comune", value="Lucca"),
    ),
    draw=draw,
)


def inside(widget: Widget, kind: type) -> list[Any]:
    found = [widget] if isinstance(widget, kind) else []
    for child in getattr(widget, "children", ()):
        found += inside(child, kind)
    return found


def test_every_input_changes_what_is_drawn() -> None:
    shown = CONTROL.widget()
    picture = inside(shown, HTML)[-1]
    assert picture.value == "<p>Lucca: 60 f</p>"
    inside(shown, Text)[0].value = "65"
    assert picture.value == "<p>Lucca: 65 f</p>"
    inside(shown, Dropdown)[0].value = "m"
    inside(shown, Text)[1].value = "Forlì"
    assert picture.value == "<p>Forlì: 65 m</p>"


def test_the_slider_has_a_named_field_beside_it_with_the_same_limits() -> None:
    shown = CONTROL.widget()
    slider, field = inside(shown, IntSlider)[0], inside(shown, Text)[0]
    assert (field.description, field.value) == ("Età", "60")
    assert (slider.min, slider.max, slider.value) == (0, 100, 60)
    field.value = "65"
    assert slider.value == 65
    slider.value = 30
    assert field.value == "30"


@pytest.mark.parametrize("typed", ["2,5", "250.000", "-3", "trenta", ""])
def test_a_whole_number_is_never_made_of_something_else(typed: str) -> None:
    shown = CONTROL.widget()
    field, slider = inside(shown, Text)[0], inside(shown, IntSlider)[0]
    field.value = typed
    note, picture = inside(shown, HTML)[1].value, inside(shown, HTML)[-1].value
    assert (slider.value, picture) == (60, "<p>Lucca: 60 f</p>")
    assert "da 0 a 100" in note
    assert "La figura mostra ancora 60." in note
    assert field.value == typed, "what was typed stays there to be mended"
    field.value = "61"
    assert (slider.value, inside(shown, HTML)[1].value) == (61, "")


def test_a_whole_number_may_be_written_as_people_do() -> None:
    people = Whole(name="people", label="Persone", low=0, high=500_000, value=1000)
    shown = Control(id="c", title="", inputs=(people,), draw=lambda people: [Html(str(people), "")]).widget()
    field = inside(shown, Text)[0]
    assert field.value == "1.000"
    for typed, value in (("250.000", 250_000), ("3 mila", 3000), ("12", 12), (" 4 000 ", 4000)):
        field.value = typed
        assert (inside(shown, IntSlider)[0].value, inside(shown, HTML)[-1].value) == (value, str(value))
        assert field.value == typed


def test_what_cannot_be_found_is_told_and_escaped() -> None:
    shown = CONTROL.widget()
    inside(shown, Text)[1].value = "Atlantide"
    page = inside(shown, HTML)[-1].value
    assert "Non trovo &lt;Atlantide&gt;." in page
    inside(shown, Text)[1].value = "Lucca"
    assert inside(shown, HTML)[-1].value == "<p>Lucca: 60 f</p>"


def test_the_printed_page_shows_the_start_values_in_words() -> None:
    printed = CONTROL.static()
    assert "Età: 60; Sesso: donne; Comune: Lucca" in printed.html
    assert "<p>Lucca: 60 f</p>" in printed.html
    assert printed.text.endswith("Lucca: 60 f")


def test_a_figure_without_description_is_refused() -> None:
    from fis_lessons.figures import canvas, picture

    table = pd.DataFrame({"età": ["60"], "persone": ["1"]})
    with pytest.raises(ValueError, match="description"):
        picture(canvas(), alt=" ", caption="Titolo", table=table)
    with pytest.raises(ValueError, match="data table"):
        picture(canvas(), alt="Due barre", caption="Titolo", table=table.iloc[:0])


def test_the_same_numbers_give_the_same_picture() -> None:
    from fis_lessons.figures import canvas, picture

    table = pd.DataFrame({"età": ["60"], "persone": ["<1>"]})

    def one(height: float) -> bytes:
        drawing = canvas()
        drawing.add_subplot().bar(["a", "b"], [1, height])
        return picture(drawing, alt="Due barre", caption="Titolo", table=table).png

    assert one(2) == one(2)
    assert one(2) != one(3)


def test_a_figure_shows_its_data_and_escapes_them() -> None:
    from fis_lessons.figures import canvas, picture

    table = pd.DataFrame({"età": ["60"], "persone": ["<1>"]})
    figure = picture(
        canvas(), alt='Un "test"', caption="Titolo", table=table, sources=("[Istat](https://istat.it)",)
    )
    page = figure._repr_mimebundle_()["text/html"]
    assert 'alt="Un &quot;test&quot;"' in page
    assert '<th scope="col">persone</th>' in page and '<th scope="row">60</th>' in page
    assert "&lt;1&gt;" in page and "<1>" not in page
    assert 'href="https://istat.it"' in page


def test_a_number_with_decimals_can_be_typed() -> None:
    control = Control(
        id="rate",
        title="Cambia il tasso",
        inputs=(Real(name="rate", label="Tasso, %", low=0, high=15, value=0, step=0.1),),
        draw=lambda rate: [Html(f"<p>{rate}</p>", str(rate))],
    )
    assert "Tasso, %: 0\n" in control.static().text
    shown = control.widget()
    slider, field = inside(shown, FloatSlider)[0], inside(shown, Text)[0]
    field.value = "3,5"
    assert slider.value == 3.5
    assert inside(shown, HTML)[-1].value == "<p>3.5</p>"
    slider.value = 4.2
    assert field.value == "4,2"
    field.value = "16"
    assert "La figura mostra ancora 4,2" in inside(shown, HTML)[1].value
