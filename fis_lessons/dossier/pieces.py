"""The pieces of a panel that is not a form: a menu, a line, a heading, and what is said after a move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fis_lessons.exercises.look import look
from fis_lessons.figures import escape


def menu(label: str, options: Sequence[tuple[str, Any]]) -> Any:
    """Return a menu with its label beside it."""
    import ipywidgets as w

    return w.Dropdown(options=options, description=label, **look(w.Dropdown, label="initial"))


def line(label: str) -> Any:
    """Return a line of text with its label beside it."""
    import ipywidgets as w

    return w.Text(description=label, **look(w.Text, label="initial"))


def heading(words: str) -> Any:
    """Return the heading of a part of a panel."""
    import ipywidgets as w

    return w.HTML(f'<p class="fis-exercise-title">{escape(words)}</p>', **look(w.HTML))


def said_html(words: str, mark: str) -> str:
    """Write what a move has to say, with a sign before it."""
    # what went wrong comes as several lines: message, problems
    lines = "<br>".join(escape(part.strip(" -")) for part in words.splitlines())
    return f'<p class="fis-source" role="alert"><span aria-hidden="true">{mark}</span> {lines}</p>'
