"""The standard library's dataclasses, frozen at a tenth of the price.

``@dataclass(frozen=True)`` writes and compiles six methods for each class, as soon as it is defined: half a
millisecond each, and a lesson stands on two hundred of them. Here the methods that are the same for every
class are written once, and the one that is not, ``__init__``, is compiled for those of which something is made.
What the methods do is the same, and a checker of types sees the standard decorator.
"""

from __future__ import annotations

import dataclasses
from dataclasses import FrozenInstanceError
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, cast

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, kw_only: bool = False, eq: bool = True
    ) -> Any:
        """Make a dataclass of a class, as ``dataclasses.dataclass`` does.

        Parameters
        ----------
        cls
            Given when the decorator is written without brackets.
        frozen, kw_only, eq
            As in the standard library, where one that is not frozen is made.

        Examples
        --------
        >>> @dataclass(frozen=True)
        ... class Place:
        ...     name: str
        ...     people: int = 0
        >>> Place("Lucca", people=89_000)
        Place(name='Lucca', people=89000)
        >>> {Place("Lucca"), Place("Lucca")} == {Place("Lucca")}
        True
        """

        def make(made: type) -> type:
            if not frozen:
                return dataclasses.dataclass(kw_only=kw_only, eq=eq)(made)
            return _freeze(made, kw_only=kw_only, eq=eq)

        return make if cls is None else make(cls)


def _freeze(cls: type, *, kw_only: bool, eq: bool) -> type:
    if not cls.__doc__:
        cls.__doc__ = cls.__name__  # the standard library would spend a millisecond on writing one
    own = cls.__dict__
    if "__setattr__" in own or "__delattr__" in own:
        raise TypeError(f"{cls.__name__} is frozen and has a way of its own to change")
    dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
    methods: dict[str, Any] = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    if "__init__" not in own:
        methods["__init__"] = _first_init(cls)
    if "__repr__" not in own:
        methods["__repr__"] = _repr
    if eq and ("__hash__" not in own or (own["__hash__"] is None and "__eq__" in own)):
        methods["__hash__"] = _hash
    if eq and "__eq__" not in own:
        methods["__eq__"] = _eq
    for name, method in methods.items():
        setattr(cls, name, method)
    setattr(cls, "__signature__", _SIGNATURE)  # noqa: B010
    return cls


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    if _is_fixed(self, name):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(self, name, value)


def _refuse_to_delete(self: Any, name: str) -> None:
    if _is_fixed(self, name):
        raise FrozenInstanceError(f"cannot delete field {name!r}")
    object.__delattr__(self, name)


def _is_fixed(self: Any, name: str) -> bool:
    """Whether a name may not change: all of them in a dataclass, its fields in a plain class made from one."""
    return "__dataclass_fields__" in type(self).__dict__ or name in self.__dataclass_fields__


@recursive_repr()
def _repr(self: Any) -> str:
    written = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(written)})"


def _eq(self: Any, other: object) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    values = _values(cast(Any, type(self)), hashed=False)
    return values(self) == values(other)


def _hash(self: Any) -> int:
    return hash(_values(cast(Any, type(self)), hashed=True)(self))


@cache
def _values(cls: Any, *, hashed: bool) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes from an instance the values that tell whether two are equal."""
    fields = dataclasses.fields(cls)
    names = [one.name for one in fields if (one.compare if one.hash is None or not hashed else one.hash)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _first_init(cls: Any) -> Callable[..., None]:
    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        cls.__init__ = _init(cls)
        cls.__init__(self, *args, **kwargs)

    return first


class _Signature:
    """Whoever asks what a class takes is answered by its compiled ``__init__``."""

    def __get__(self, _instance: object, owner: Any) -> None:
        for cls in owner.__mro__:
            if getattr(cls.__dict__.get("__init__"), "__code__", None) is _FIRST:
                cls.__init__ = _init(cls)


_SIGNATURE, _FIRST = _Signature(), _first_init(object).__code__


def _init(cls: type) -> Callable[..., None]:
    """Compile what fills an instance."""
    known: dict[str, Any] = {"_missing": dataclasses.MISSING}
    asked: dict[bool, list[str]] = {False: [], True: []}
    body = ["__held__ = __self__.__dict__"]
    for one in dataclasses.fields(cls):
        name, value = one.name, one.name
        if one.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}()" + (f" if {name} is _missing else {name}" if one.init else "")
            default = "=_missing"
        elif one.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = one.default
            default = f"=_default_{name}"
        else:
            default = ""
        if one.init:
            asked[bool(one.kw_only)].append(f"{name}{default}")
        elif value == name:
            continue  # its default is the class's
        body.append(f"__held__[{name!r}] = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("__self__.__post_init__()")
    names = ", ".join(["__self__", *asked[False], *(["*", *asked[True]] if asked[True] else [])])
    exec(f"def __init__({names}):\n " + "\n ".join(body), known)  # noqa: S102 - the names are the class's own
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made
