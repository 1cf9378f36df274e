"""The lessons: a package per notebook, all with the same files, and the way to open one."""

from __future__ import annotations

import gc
from functools import cache
from typing import Any

from fis_lessons.lessons.desk.cells_first import cells_first
from fis_lessons.lessons.desk.lesson import Lesson
from fis_lessons.lessons.registry import LESSONS, LessonSpec, lesson_spec


def open_lesson(
    lesson: str,
    *,
    case: str = "bergamo",
    lang: str = "it",
    seed: int = 1,
    own: dict[str, object] | None = None,
) -> Lesson[Any, Any]:
    """Open a lesson in a notebook.

    Parameters
    ----------
    lesson
        Two digits, for instance ``"01"``.
    case
        Name of the case it is read through. Where the learner chose one in the form of the opening, that one.
    lang
        ``"it"`` or ``"en"``.
    seed
        Start of whatever is drawn at random.
    own
        The parameters only this lesson has.

    Returns
    -------
    Lesson
        Ready to ask, show and explain. A line that says so is displayed.

    Raises
    ------
    LessonError
        If there is no such lesson.
    ParameterError
        With every parameter that is wrong.
    """
    _settle()
    cells_first()
    values: dict[str, object] = {"case": case, "lang": lang, "seed": seed, **(own or {})}
    opened = lesson_spec(lesson).open_here(values)
    _display(opened)
    return opened


@cache
def _settle() -> None:
    """Tell the collector, once, that what the libraries hold stays: going through it costs a tenth of a second."""
    gc.freeze()


def _display(opened: Lesson[Any, Any]) -> None:
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:  # a plain interpreter
        return
    if get_ipython() is not None:
        display(opened.opening())  # type: ignore[no-untyped-call]
        if opened.learner.folder is not None:
            display(opened.own_case())  # type: ignore[no-untyped-call]


__all__ = ["LESSONS", "Lesson", "LessonSpec", "lesson_spec", "open_lesson"]
