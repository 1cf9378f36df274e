"""Our frozen dataclasses do what those of the standard library do."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import cached_property
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons import classes


def _made(decorator: Any) -> tuple[type[Any], type[Any]]:
    """Make the same two classes, one a child of the other, with a decorator."""

    @decorator(frozen=True)
    class Place:
        """A place."""

        name: str
        people: int = 0
        notes: list[str] = field(default_factory=list, compare=False)
        seen: int = field(default=3, init=False, repr=False)

        @cached_property
        def initial(self) -> str:
            """First letter."""
            return self.name[:1]

    @decorator(frozen=True, kw_only=True)
    class Town(Place):
        """A place with a mayor."""

        mayor: str
        log: list[str] = field(default_factory=list, init=False)

        def __post_init__(self) -> None:
            self.log.append(self.mayor)

    Place.__qualname__, Town.__qualname__ = "Place", "Town"
    return Place, Town


OURS, THEIRS = _made(classes.dataclass), _made(dataclasses.dataclass)
values = st.tuples(st.text(max_size=3), st.integers(0, 2), st.text(max_size=1))


@given(values, values)
def test_what_is_written_equal_and_hashed_is_the_same(one: Any, other: Any) -> None:
    told = []
    for place, town in (OURS, THEIRS):
        made = [place(*one[:2]), place(*other[:2])]
        grown = [town(name, people, mayor=mayor) for name, people, mayor in (one, other)]
        told.append((
            [repr(x) for x in (*made, *grown)],
            [x == y for x in (*made, *grown) for y in (*made, *grown, None, "x")],
            [hash(x) for x in made],
            [f.name for f in fields(grown[0])],
            repr(replace(grown[0], people=7)),
            (made[0].initial, made[0].seen, grown[0].log, place.__match_args__, town.__match_args__),
        ))  # fmt: skip
    assert told[0] == told[1]


def _told(action: Any) -> Any:
    try:
        return action()
    except (TypeError, FrozenInstanceError, AttributeError) as error:
        return type(error), str(error).replace("__self__", "self").replace("_made.<locals>.", "")


@pytest.mark.parametrize("turn", range(2), ids=["first made", "made again"])
def test_what_is_refused_is_the_same(turn: int) -> None:
    told = []
    for place, town in (OURS, THEIRS) if turn else (_made(classes.dataclass), _made(dataclasses.dataclass)):
        plain = type("Plain", (place,), {})
        told.append([
            _told(place), _told(lambda p=place: p("a", 1, [], 3)), _told(lambda t=town: t("a", 1, [], "b")),
            _told(lambda p=place: p("a", nmae=1)),
            _told(lambda p=place: setattr(p("a"), "name", "b")), _told(lambda p=place: setattr(p("a"), "x", "b")),
            _told(lambda p=place: delattr(p("a"), "name")),
            _told(lambda t=town: setattr(t("a", mayor=""), "x", 1)),
            _told(lambda p=plain: setattr(p("a"), "x", "b")), _told(lambda p=plain: setattr(p("a"), "name", "b")),
            _told(lambda t=town: hash(t("a", mayor="b"))),
        ])  # fmt: skip
    assert told[0] == told[1]


def test_what_a_class_takes_is_told_before_one_is_made() -> None:
    (place, town), (_place, _town) = _made(classes.dataclass), _made(dataclasses.dataclass)
    for ours, theirs in ((place, _place), (type("Plain", (town,), {}), _town)):
        told, wanted = inspect.signature(ours).parameters, inspect.signature(theirs).parameters
        assert {n: p.kind for n, p in told.items()} == {n: p.kind for n, p in wanted.items()}


@classes.dataclass(frozen=True, eq=False)
class Desk:
    """Equal only to itself."""

    kept: list[int] = field(default_factory=list)


def test_what_is_not_compared_is_equal_only_to_itself_and_is_copied_whole() -> None:
    desk = Desk()
    assert desk != Desk()
    assert hash(desk) == hash(desk)
    assert pickle.loads(pickle.dumps(desk)).kept == []
    assert copy.deepcopy(desk).kept is not desk.kept
    assert Desk().kept is not desk.kept


def test_what_a_class_says_itself_is_kept() -> None:
    @classes.dataclass(frozen=True)
    class Own:  # noqa: PLW1641 - the decorator writes the other
        """Writes itself."""

        name: str

        def __repr__(self) -> str:
            return self.name.upper()

        def __eq__(self, other: object) -> bool:
            return True

    assert (repr(Own("a")), Own("a") == Own("b"), hash(Own("a"))) == ("A", True, hash(("a",)))
    with pytest.raises(TypeError, match="Free is frozen"):
        classes.dataclass(frozen=True)(type("Free", (), {"__setattr__": object.__setattr__}))
