"""The deal a learner designs: its terms as a control, and the button that writes the sheet."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from fis_lessons.dossier.deal_sheet import sheet, terms, write_page
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.settle import when_settled
from fis_lessons.figures import escape
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk.controls import Control, Shown, Whole


def control(start: Mapping[str, int] | None = None) -> Control:
    """Return the terms as a control."""
    fields = tuple(
        Whole(
            **{
                **asdict(item),
                "value": min(max((start or {}).get(item.name, item.value), item.low), item.high),
            }
        )
        for item in terms()
    )

    def _draw(**values: int) -> Sequence[Shown]:
        return sheet(values)

    return Control(id="own", title=_("Disegna l'accordo per il tuo Comune."), inputs=fields, draw=_draw)


def panel(*, start: Mapping[str, int], keep: Callable[[str], str], learner: Learner, place: str) -> Any:
    """Build the terms, the sheet that follows them, and the buttons that keep and write it.

    Parameters
    ----------
    start
        Terms kept before.
    keep
        Keeps the terms as one text; returns why it could not, or nothing.
    learner, place
        Where and in which language the page is written, and the municipality of the lesson.
    """
    import ipywidgets as w

    own = control(start)
    box = own.widget()
    fields: dict[str, Any] = {}
    for item, row in zip(own.inputs, box.children[1:-1], strict=True):
        fields[item.name] = row.children[0]
    button = w.Button(description=_("Prepara la scheda"), icon="file-text-o", layout=w.Layout(width="auto"))
    message = w.HTML()

    def press(_button: object) -> None:
        values = {name: int(field.value) for name, field in fields.items()}
        trouble = keep(json.dumps(values))
        words = write_page(values, learner=learner, place=place)
        if trouble:
            words += " " + _(
                "Non riesco a salvare le condizioni ({reason}): annotale prima di chiudere."
            ).format(reason=trouble)
        message.value = f'<p class="fis-source" role="alert">{escape(words)}</p>'

    def forget(_change: object) -> None:
        message.value = ""  # what was said was about other terms

    button.on_click(lambda pressed: when_settled(lambda: press(pressed)))
    for field in fields.values():
        field.observe(forget, names="value")
    whole = w.VBox([box, button, message])
    whole.add_class("fis-exercise")
    return whole
