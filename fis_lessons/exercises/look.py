"""One layout and one style for all the fields that look alike.

ipywidgets makes a layout and a style for every field it draws, and sends each of them to the browser: two messages
in three of an opening lesson were copies of the same two empty ones.
"""

from __future__ import annotations

from typing import Any, Literal

_made: dict[tuple[type[Any], str], Any] = {}


def look(
    kind: type[Any],
    *,
    label: Literal["", "initial"] = "",
    width: Literal["", "auto", "16em"] = "",
    names: str = "",
) -> dict[str, Any]:
    """Return what a field of this kind shares with those like it: give it to the field when it is made.

    A field whose layout or style is changed later needs its own.

    Parameters
    ----------
    kind
        A class of ipywidgets.
    label
        How wide the place for the label is; ``initial`` for as wide as its words.
    width
        How wide the field is; ``auto`` for as wide as its words.
    names
        Classes of its style, between spaces. Said here they travel with the field; added later, each is a
        message of its own.

    Examples
    --------
    >>> import ipywidgets as w
    >>> first, second = (w.Text(**look(w.Text, label="initial")) for _turn in range(2))
    >>> first.layout is second.layout, first.style.description_width
    (True, 'initial')
    >>> w.Button(**look(w.Button, width="auto", names="fis-row")).layout.width
    'auto'
    """
    traits = kind.class_traits()
    shared = {"layout": _one(traits["layout"].klass, "width", width)}
    if "style" in traits:
        shared["style"] = _one(traits["style"].klass, "description_width", label)
    if names:
        shared["_dom_classes"] = tuple(names.split())
    return shared


def _one(kind: type[Any], trait: str, value: str) -> Any:
    found = _made.get((kind, value))
    if found is None or found.comm is None:  # none yet, or somebody closed it
        found = kind(**{trait: value}) if value else kind()
        _made[kind, value] = found
    return found
