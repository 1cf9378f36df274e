"""The field of each kind of question: what is shown, how it is read, how it is filled."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any

from fis_lessons.exercises.kinds import Grid, Matching, OpenText, Ordering
from fis_lessons.exercises.look import look
from fis_lessons.exercises.numeric import Number
from fis_lessons.exercises.spec import Choice, Exercise, Several
from fis_lessons.exercises.tables import Table
from fis_lessons.figures import escape, inline, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

Reader = Callable[[], object]
Writer = Callable[[Any], None]


@singledispatch
def field(exercise: Exercise) -> tuple[Any, Reader, Writer]:
    """Return the control of an exercise, how to read it and how to fill it."""
    raise TypeError(f"no control for {type(exercise).__name__}")


@field.register
def _number_field(exercise: Number) -> tuple[Any, Reader, Writer]:
    import ipywidgets as w

    label = _("La tua risposta")
    words = f"{label} ({exercise.unit})" if exercise.unit else label
    text = w.Text(description=words, **look(w.Text, label="initial"))

    def put(answer: Any) -> None:
        is_number = isinstance(answer, int | float) and not isinstance(answer, bool)
        typed = answer if isinstance(answer, str) else ""  # what came from a cell may be anything: not shown
        text.value = number(answer, decimals=exercise.decimals) if is_number else typed

    return text, lambda: text.value, put


@field.register
def _choice_field(exercise: Choice) -> tuple[Any, Reader, Writer]:
    import ipywidgets as w

    radio = w.RadioButtons(
        options=[(plain(option.label), option.id) for option in exercise.options],
        value=None,
        description=_("Scegli una risposta"),
        **look(w.RadioButtons, names="fis-options"),
    )

    def put(answer: Any) -> None:
        radio.value = answer

    return radio, lambda: radio.value, put


@field.register
def _several_field(exercise: Several) -> tuple[Any, Reader, Writer]:
    import ipywidgets as w

    boxes = {
        o.id: w.Checkbox(description=plain(o.label), indent=False, **look(w.Checkbox))
        for o in exercise.options
    }
    column = w.VBox(list(boxes.values()), **look(w.VBox, names="fis-options"))

    def put(answer: Any) -> None:
        for name, box in boxes.items():
            box.value = name in answer

    return column, lambda: [name for name, box in boxes.items() if box.value], put


@field.register
def _matching_field(exercise: Matching) -> tuple[Any, Reader, Writer]:

    choices = [(_("scegli…"), ""), *((plain(column.label), column.id) for column in exercise.columns)]
    menus = {row.id: _menu(plain(row.label), options=choices, value="") for row in exercise.rows}
    column = _column(list(menus.values()))

    def put(answer: Any) -> None:
        for name, menu in menus.items():
            menu.value = answer.get(name, "")

    return column, lambda: {name: menu.value for name, menu in menus.items()}, put


@field.register
def _ordering_field(exercise: Ordering) -> tuple[Any, Reader, Writer]:

    places = [(_("posto…"), 0), *((str(i), i) for i in range(1, len(exercise.items) + 1))]
    menus = {item.id: _menu(plain(item.label), options=places, value=0) for item in exercise.items}
    column = _column(list(menus.values()))

    def read() -> object:
        taken = {name: menu.value for name, menu in menus.items() if menu.value}
        if not taken:
            return None
        # two things in one place, or a thing without a place: the exercise says it cannot read it
        complete = len(set(taken.values())) == len(menus)
        return sorted(taken, key=lambda name: taken[name]) if complete else "?"

    def put(answer: Any) -> None:
        for menu in menus.values():
            menu.value = 0
        for place, name in enumerate(answer if isinstance(answer, list | tuple) else (), start=1):
            menus[name].value = place

    return column, read, put


@field.register
def _grid_field(exercise: Grid) -> tuple[Any, Reader, Writer]:
    import ipywidgets as w

    boxes = {
        (row.id, column.id): w.Checkbox(
            # whoever hears one box at a time hears the row too
            description=f'<span class="fis-hidden">{escape(plain(row.label))}: </span>'
            f"{escape(plain(column.label))}",
            description_allow_html=True,
            indent=False,
            **look(w.Checkbox),
        )
        for row in exercise.rows
        for column in exercise.columns
    }
    lines = []
    for row in exercise.rows:
        ticks = w.HBox(
            [boxes[row.id, column.id] for column in exercise.columns], **look(w.HBox, names="fis-ticks")
        )
        name = w.HTML(f"<p><strong>{inline(row.label)}</strong></p>", **look(w.HTML))
        lines.append(w.VBox([name, ticks], **look(w.VBox)))
    column = w.VBox(lines, **look(w.VBox, names="fis-options"))

    def read() -> object:
        return {
            row.id: [c.id for c in exercise.columns if boxes[row.id, c.id].value] for row in exercise.rows
        }

    def put(answer: Any) -> None:
        for (row, name), box in boxes.items():
            box.value = name in answer.get(row, [])

    return column, read, put


@field.register
def _text_field(exercise: OpenText) -> tuple[Any, Reader, Writer]:
    import ipywidgets as w

    area = w.Textarea(
        description=_("La tua risposta"), rows=5, layout=w.Layout(width="100%", height="auto"),
        style=look(w.Textarea, label="initial")["style"],
    )  # fmt: skip
    ticks = {
        item.id: w.Checkbox(description=plain(item.label), indent=False, **look(w.Checkbox))
        for item in exercise.criteria
    }
    column = w.VBox([area, *ticks.values()], **look(w.VBox, names="fis-options"))

    def read() -> object:
        return {"text": area.value[:10_000], "met": [name for name, tick in ticks.items() if tick.value]}

    def put(answer: Any) -> None:
        area.value = str(answer["text"])
        for name, tick in ticks.items():
            tick.value = name in answer["met"]

    return column, read, put


def from_a_cell(exercise: Table) -> str:
    """Say how a table is given: there is no field for it."""
    words = _(
        "Si risponde da una cella. Prepara una tabella (DataFrame) con queste colonne: {names}. "
        "Poi scrivi in una cella: {call}"
    )
    names = ", ".join(escape(str(name)) for name in exercise.expected.columns)
    call = f"<code>lesson.check(&quot;{escape(exercise.id)}&quot;, …)</code>"
    return f"<p>{words.format(names=names, call=call)}</p>"


@field.register
def _table_field(exercise: Table) -> tuple[Any, Reader, Writer]:
    import ipywidgets as w

    note = w.HTML(from_a_cell(exercise), **look(w.HTML))
    given: list[object] = [None]

    def put(answer: Any) -> None:
        given[0] = answer

    return note, lambda: given[0], put


def _tick(label: str) -> Any:
    import ipywidgets as w

    return w.Checkbox(description=label, indent=False, **look(w.Checkbox))


def _menu(label: str, *, options: list[tuple[str, Any]], value: object) -> Any:
    import ipywidgets as w

    shared = look(w.Dropdown, label="initial", names="fis-row")
    return w.Dropdown(options=options, value=value, description=label, **shared)


def _column(menus: list[Any]) -> Any:
    """Put labelled menus one under the other."""
    import ipywidgets as w

    return w.VBox(menus, **look(w.VBox, names="fis-options"))
