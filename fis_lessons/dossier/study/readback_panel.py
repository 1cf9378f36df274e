"""The workbook read again: what was changed in it is listed, and the learner takes what the project should say."""

from __future__ import annotations

from typing import Any

from fis_lessons.dossier.folder import folder_of, last_version
from fis_lessons.dossier.record import project_of
from fis_lessons.errors import FisError
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import callout, escape
from fis_lessons.i18n import counted, set_language
from fis_lessons.i18n import gettext as _

_LONGEST = 160


class ReadBackPanel:
    """The name of the file, what was changed in it, and a box to tick for each change.

    Parameters
    ----------
    learner
        Whose folder and project.
    """

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.changes: tuple[Any, ...] = ()
        self.boxes: tuple[Any, ...] = ()
        self.file: Any = None
        self._proposed = ""
        self.message: Any = None
        self.listed: Any = None
        self.take: Any = None

    def widget(self) -> Any:
        """Build the field, the buttons and the list."""
        import ipywidgets as w

        from fis_lessons.dossier.study.annexes import FILE

        self._proposed = last_version(FILE, learner=self.learner)
        self.file = w.Text(
            description=_("Foglio da rileggere"),
            value=self._proposed,
            continuous_update=False,
            **look(w.Text, label="initial"),
        )
        again = w.Button(description=_("Rileggi"), icon="refresh", **look(w.Button, width="auto"))
        again.on_click(lambda _pressed: when_settled(self.read))
        self.take = w.Button(
            description=_("Prendi le caselle scelte"), style=look(w.Button)["style"],
            layout=w.Layout(width="auto", display="none"),
        )  # fmt: skip
        self.take.on_click(lambda _pressed: when_settled(self.keep))
        self.message, self.listed = w.HTML(live(), **look(w.HTML)), w.VBox([], **look(w.VBox))
        why = _(
            "Se nel foglio di calcolo ci sono caselle gialle e in ufficio le hai cambiate, rileggilo qui: vedi "
            "che cosa cambia nel progetto, e decidi tu."
        )
        head = w.HTML(f'<p class="fis-source">{escape(why)}</p>', **look(w.HTML))
        return w.VBox(
            [head, w.HBox([self.file, again], **look(w.HBox)), self.message, self.listed, self.take],
            **look(w.VBox),
        )

    def point_at_the_last(self) -> None:
        """Propose the workbook written last, unless somebody has typed the name of another."""
        from fis_lessons.dossier.study.annexes import FILE

        last = last_version(FILE, learner=self.learner)
        if self.file.value == self._proposed:
            self.file.value = last
        self._proposed = last

    def read(self) -> str:
        """List what was changed in the file. Never raises an error of ours."""
        import ipywidgets as w

        from fis_lessons.dossier.study.annexes import read_annexes
        from fis_lessons.reading import find_file

        set_language(self.learner.lang)
        self._show(())
        try:
            path = find_file(self.file.value, folder_of(self.learner), endings=(".xlsx",))
            found = read_annexes(path, project=project_of(self.learner))
        except FisError as error:
            self.message.value = live(callout(str(error), alert=True).html)
            return str(error)
        lines = [
            counted(
                len(found.changes),
                one=_("{count} casella cambiata: scegli se prenderla nel progetto."),
                more=_("{count} caselle cambiate: scegli quali prendere nel progetto."),
            )
            if found.changes
            else _("Nessuna casella da prendere.")
            if found.problems
            else _("Nessuna casella cambiata."),
            *map(str, found.problems),
        ]
        page = "".join(f"<li>{escape(line)}</li>" for line in lines)
        self.message.value = live(f'<ul class="fis-source" role="status">{page}</ul>')
        boxes = tuple(
            w.Checkbox(
                value=False, description=_told(one), indent=False, **look(w.Checkbox, width="auto")
            )
            for one in found.changes
        )  # fmt: skip
        self._show(found.changes, boxes)
        return "\n".join([*lines, *(box.description for box in boxes)])

    def keep(self) -> str:
        """Write the changes that were ticked in the project, and say so."""
        from fis_lessons.dossier.study.annexes import keep_changes

        set_language(self.learner.lang)
        chosen = [one for one, box in zip(self.changes, self.boxes, strict=True) if box.value]
        trouble = keep_changes(chosen, self.learner)
        done = counted(
            len(chosen), one=_("{count} casella presa."), more=_("{count} caselle prese.")
        )  # fmt: skip
        words = trouble or (done if chosen else _("Nessuna casella scelta: il progetto resta com'è."))
        self.message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
        if chosen and not trouble:
            self._show(())
        return words

    def _show(self, changes: tuple[Any, ...], boxes: tuple[Any, ...] = ()) -> None:
        self.changes, self.boxes = changes, boxes
        self.listed.children = boxes
        self.take.layout.display = "" if boxes else "none"


def _told(one: Any) -> str:
    """Say what a change is, on one line: what the project says, what the workbook says."""
    words = _("{label}: da «{now}» a «{proposed}»").format(
        label=one.label, now=_short(one.now), proposed=_short(one.proposed)
    )
    if one.overtaken:
        words += " " + _("Attenzione: nel frattempo il progetto è cambiato.")
    return words


def _short(text: str) -> str:
    line = " ".join(text.split()) or "–"
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
