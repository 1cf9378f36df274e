"""Controls that change a figure: what can be moved, and what is drawn from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fis_lessons.classes import dataclass
from fis_lessons.errors import FisError, ReadingError
from fis_lessons.exercises.look import look
from fis_lessons.figures import Figure, Html, escape, markdown
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk.citations import Note
from fis_lessons.lessons.desk.live import waiting
from fis_lessons.reading import number_from, read_number, whole_from

Shown = Figure | Html


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A whole number, moved with a slider or typed in the field beside it."""

    name: str
    label: str
    low: int
    high: int
    value: int
    step: int = 1


@dataclass(frozen=True, kw_only=True)
class Real:
    """A number with decimals, moved with a slider or typed in the field beside it."""

    name: str
    label: str
    low: float
    high: float
    value: float
    step: float


@dataclass(frozen=True, kw_only=True)
class Pick:
    """One value of a list. ``options`` are pairs of label and value."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line of text, for instance the name of a municipality."""

    name: str
    label: str
    value: str


Input = Whole | Real | Pick | Words


@dataclass(frozen=True, kw_only=True)
class Control:
    """Inputs and what they draw.

    Parameters
    ----------
    id
        Short name.
    title
        What the learner is invited to try, one line.
    inputs
        In the order shown.
    draw
        Called with a keyword per input; returns what to show. A :class:`FisError` is shown as advice.
    notes
        Called in the same way; returns the notes of what is drawn, cited when the control is first shown.
    """

    id: str
    title: str
    inputs: tuple[Input, ...]
    draw: Callable[..., Sequence[Shown]]
    notes: Callable[..., Sequence[Note]] | None = None

    def first_notes(self) -> Sequence[Note]:
        """Return the notes of what is drawn with the values it starts from."""
        return self.notes(**{item.name: item.value for item in self.inputs}) if self.notes else ()

    def outcome(self, values: Mapping[str, object] | None = None) -> Html:
        """Draw with some values, by name of the input; the others keep their start value."""
        start: dict[str, object] = {item.name: item.value for item in self.inputs}
        try:
            shown = self.draw(**{**start, **(values or {})})
        except FisError as error:
            return Html(
                f'<div class="fis-callout" role="alert">{markdown(str(error))}</div>',
                str(error),
            )
        return Html("".join(item.html for item in shown), "\n".join(item.text for item in shown))

    def static(self) -> Html:
        """Write the control for a page without a kernel: what it starts from, and what it draws."""
        start = "; ".join(f"{item.label}: {_start(item)}" for item in self.inputs)
        first = self.outcome()
        note = _("Valori iniziali")
        return Html(
            f'<div class="fis-control">{self._heading()}'
            f'<p class="fis-source">{escape(note)}: {escape(start)}.</p>{first.html}</div>',
            f"[{self.title}] {note}: {start}\n{first.text}",
        )

    def _heading(self) -> str:
        return f'<p class="fis-control-title">{escape(self.title)}</p>'

    def waiting(self) -> Html:
        """Say, in its place, what it is and that its figure is on its way."""
        note = waiting()
        page = f'<div class="fis-control">{self._heading()}{note.html}</div>'
        return Html(page, f"[{self.title}] {note.text}")

    def widget(self) -> Any:
        """Build the live control, and draw what it starts from."""
        import ipywidgets as w

        fields, readers = [], {}
        for item in self.inputs:
            field, value = _field(item)
            fields.append(field)
            readers[item.name] = value

        def drawn() -> str:
            return self.outcome({name: value.value for name, value in readers.items()}).html

        picture = w.HTML(drawn(), **look(w.HTML))

        def redraw(_change: object) -> None:
            picture.value = drawn()

        for value in readers.values():
            value.observe(redraw, names="value")
        title = w.HTML(self._heading(), **look(w.HTML))
        return w.VBox([title, *fields, picture], **look(w.VBox, names="fis-control"))


def _start(item: Input) -> str:
    if isinstance(item, Pick):
        return next(label for label, value in item.options if value == item.value)
    return exact(item.value) if isinstance(item, Real) else str(item.value)


def _field(item: Input) -> tuple[Any, Any]:
    """Return what is shown and the widget that holds the value."""
    import ipywidgets as w

    if isinstance(item, Pick):
        menu = w.Dropdown(
            options=item.options,
            value=item.value,
            description=item.label,
            **look(w.Dropdown, label="initial", names="fis-row"),
        )
        return menu, menu
    if isinstance(item, Words):
        shared = look(w.Text, label="initial")
        text = w.Text(value=item.value, description=item.label, continuous_update=False, **shared)
        return text, text
    return _number_field(item)


def _read(text: str, item: Whole | Real) -> float:
    if isinstance(item, Whole):
        return whole_from(text, low=item.low, high=item.high)
    return number_from(text, low=item.low, high=item.high)


def _number_field(item: Whole | Real) -> tuple[Any, Any]:
    """Return a field to type a number in with a slider beside it, and the slider, which holds the value.

    The field is of text: one of numbers makes 25 of «2,5» and the greatest allowed of «250.000», and says nothing.
    """
    import ipywidgets as w

    kind = w.IntSlider if isinstance(item, Whole) else w.FloatSlider
    shared = look(w.Text, label="initial")
    typed = w.Text(value=exact(item.value), description=item.label, continuous_update=False, **shared)
    # The slider's handle has no name for a screen reader: the field beside it has, and does the same
    slider = kind(
        value=item.value, min=item.low, max=item.high, step=item.step,
        readout=False, continuous_update=False, **look(kind, width="16em"),
    )  # fmt: skip
    note = w.HTML(**look(w.HTML))

    def type_in(_change: object) -> None:
        try:
            slider.value = _read(typed.value, item)
        except ReadingError as error:
            still = _("La figura mostra ancora {value}.").format(value=exact(slider.value))
            words = " ".join((*map(str, error.problems), still))
            note.value = f'<p class="fis-source" role="alert">{escape(words)}</p>'
        else:
            note.value = ""

    def slide(_change: object) -> None:
        note.value = ""
        if read_number(typed.value) != slider.value:
            typed.value = exact(slider.value)

    typed.observe(type_in, names="value")
    slider.observe(slide, names="value")
    row = w.HBox([typed, slider], **look(w.HBox, names="fis-slider"))
    return w.VBox([row, note], **look(w.VBox)), slider
