"""The pictures of a chain: every box is there in words, whatever is typed in it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from fis_lessons.figures.theory_of_change import _behind, _placed, impact_chain, two_bands
from fis_lessons.figures.theory_of_change_text import MOST_SHOWN, findings_list, logframe_table
from fis_lessons.measures.theory_of_change import KINDS, Arrow, Chain, Node, access, review

WORDS = "Una frase lunga quanto serve a dire che cosa cambia per le persone del quartiere"


def large(count: int = 20) -> Chain:
    nodes = tuple(Node(id=f"b{i}", kind=KINDS[i % 5], label=f"{WORDS} {i}") for i in range(count))
    arrows = tuple(Arrow(source=f"b{i}", target=f"b{(i + 1) % count}") for i in range(count))
    return Chain(nodes, arrows)


def test_twenty_boxes_stay_apart_and_inside() -> None:
    chain = large()
    boxes, titles, height = _placed(chain, ())
    assert len(titles) == 5
    areas = list(boxes.values())
    assert len(areas) == 20
    for one in areas:
        assert one.left >= 0
        assert one.left + one.width <= 5.2
        assert one.bottom <= height
        # 18 characters of a line fit the narrowest box
        assert max(map(len, one.words.splitlines())) * 0.073 <= one.width
    for i, one in enumerate(areas):
        for other in areas[i + 1 :]:
            apart = one.left + one.width <= other.left or other.left + other.width <= one.left
            assert apart or one.bottom <= other.top or other.bottom <= one.top
    picture = Image.open(io.BytesIO(impact_chain(chain, title="prova").png))
    assert picture.width == 780


def test_the_picture_is_told_in_words() -> None:
    chain = large(6)
    figure = impact_chain(chain, title="prova", marked={"b0"})
    assert all(node.label in figure.alt for node in chain.nodes)
    assert "1 → 3" in figure.alt
    assert len(figure.table) == 6


@pytest.mark.parametrize(
    "label", ["$x^2$ e $y", "\\frac{1}{2}", "<b>&amp;", "日本語", "🙂", "a" * 240, "%s {x}", "_a_ *b*"]
)
def test_whatever_is_typed_is_drawn_as_it_is(label: str) -> None:
    chain = Chain((Node(id="a", kind="outcome", label=label),))
    figure = impact_chain(chain, title=label)
    assert "<b>" not in figure.html
    assert label in figure.alt
    assert "<b>" not in logframe_table(chain, title=label).html
    assert "<b>" not in findings_list(review(chain)).html


def test_the_same_chain_gives_the_same_bytes() -> None:
    assert impact_chain(large(7), title="x").png == impact_chain(large(7), title="x").png


def test_many_findings_of_one_rule_are_counted() -> None:
    listed = findings_list(review(large()))
    assert listed.text.count("non ha un'ipotesi") == MOST_SHOWN
    assert "E altre 15 così." in listed.text
    assert listed.html.count("funziona se…") == 1


@pytest.mark.parametrize(
    "bands", [((15, 29), (18, 35)), ((60, 75), (10, 20)), ((0, 100), (0, 100)), ((5, 5), (5, 5))]
)
def test_two_bands_are_drawn_for_any_ages(bands: tuple[tuple[int, int], tuple[int, int]]) -> None:
    found = access(lambda first, last: last - first + 1, target=bands[0], rule=bands[1])
    figure = two_bands(found, place="Prova", source="x")
    assert len(figure.table) == 4
    assert figure.alt.startswith("Due barre")


def row(kind: str, count: int) -> list[Node]:
    return [Node(id=f"{kind}{i}", kind=kind, label=WORDS) for i in range(count)]  # type: ignore[arg-type]


def test_an_arrow_that_a_box_would_hide_goes_around() -> None:
    outputs, outcomes = row("output", 4), row("outcome", 2)
    hidden, seen = Arrow(source="output0", target="outcome0"), Arrow(source="output2", target="outcome0")
    beside = Arrow(source="outcome0", target="outcome1")
    back = Arrow(source="outcome1", target="output3")
    chain = Chain((*outputs, *outcomes), (hidden, seen, beside, back))
    assert _behind(chain, _placed(chain, ())[0]) == [hidden, back]
    # two rows of outputs: the box of the second row lies on the way
    boxes, _titles, _height = _placed(chain, (), gutter=0.3)
    assert max(box.left + box.width for box in boxes.values()) <= 5.2 - 0.3


def test_a_level_jumped_is_seen_as_a_jump() -> None:
    jump = Arrow(source="activity0", target="impact0")
    nodes = (*row("activity", 1), *row("output", 1), *row("outcome", 1), *row("impact", 1))
    assert _behind(Chain(nodes, (jump,)), _placed(Chain(nodes, (jump,)), ())[0]) == [jump]
