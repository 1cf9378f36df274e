"""The picture of a plan: its key says what the bars say, in colour and in grey."""

from __future__ import annotations

import io

import numpy as np
from matplotlib import colors, image

from fis_lessons.figures.timetable import _LOOKS, bars_in_time
from fis_lessons.measures.timetable import Step, timetable

PLAN = timetable(
    [Step(id="a", months=3), Step(id="b", months=1), Step(id="c", months=6, after=("a", "b"))]
)  # fmt: skip
NAMES = {"a": "Avviso", "b": "Misura", "c": "Servizio"}


def test_the_table_says_of_each_bar_what_the_key_says() -> None:
    figure = bars_in_time(PLAN, names=NAMES, limit=12, title="Il piano", source="prova.")
    # the notice and the service follow one another: only the measure can be two months late
    assert dict(zip(figure.table["Passo"], figure.table["La barra"], strict=True)) == {
        "Avviso": "tratteggiata: il passo non può tardare",
        "Misura": "piena: il passo può tardare",
        "Servizio": "tratteggiata: il passo non può tardare",
    }
    assert "piena se il passo può tardare, tratteggiata se non può" in figure.alt


def test_the_two_kinds_of_bars_differ_in_grey_and_by_their_hatch() -> None:
    (solid, plain), (light, hatch) = _LOOKS[False], _LOOKS[True]
    grey = [float(np.dot(colors.to_rgb(one), (0.299, 0.587, 0.114))) for one in (solid, light)]
    assert abs(grey[0] - grey[1]) > 0.2
    assert plain == "" and hatch


def test_the_key_takes_room_under_the_bars() -> None:
    figure = bars_in_time(PLAN, names=NAMES, limit=12, title="Il piano", source="prova.")
    pixels = image.imread(io.BytesIO(figure.png))[..., :3]
    below = pixels[int(0.8 * len(pixels)) :].reshape(-1, 3)
    solid, light = (np.array(colors.to_rgb(_LOOKS[late][0])) for late in (False, True))
    for colour in (solid, light):
        assert (np.abs(below - colour).max(axis=1) < 0.02).sum() > 50
