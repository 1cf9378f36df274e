"""The comparison on the screen: filters, what is picked, the table; what is picked stays in the project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from fis_lessons.cases.atlas import NOT_FOUND
from fis_lessons.cases.labels import (
    COMPULSORY_ROLES,
    AreaName,
    ResultKind,
    Role,
    area_label,
    result_label,
    role_label,
)
from fis_lessons.cases.loading import load_atlas, load_comparators
from fis_lessons.dossier.record import project_of
from fis_lessons.dossier.study.comparison import comparison, known_picks, read_picks
from fis_lessons.dossier.study.screen import on_screen
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language

_ALL = "all"
ELSEWHERE = "elsewhere"
EXAMPLE = ("prato", "torino", "norrkoping")
"""What is shown where nobody can pick."""


class ComparisonPanel:
    """Cities and comparators to pick, and the table that comes of them.

    Parameters
    ----------
    learner
        Whose project.
    kept
        Returns what is kept of the picks, if anything.
    keep
        Keeps them as a text; returns why it could not, or nothing.
    """

    def __init__(self, learner: Learner, *, kept: Callable[[], object], keep: Callable[[str], str]) -> None:
        self.learner, self._kept, self._keep = learner, kept, keep
        self.filters: dict[str, Any] = {}
        self.boxes: dict[str, Any] = {}
        self.table: Any = None
        self.message: Any = None
        self._reading = False
        self._seen: Any = None
        self._unseen: Any = None

    def widget(self) -> Any:
        """Build the filters, the boxes and the table."""
        import ipywidgets as w

        set_language(self.learner.lang)
        self.filters = {name: self._menu(label, options) for name, (label, options) in _filters().items()}
        self._seen, self._unseen = w.Layout(width="100%"), w.Layout(width="100%", display="none")
        shared = {"layout": self._seen, "style": look(w.Checkbox)["style"]}
        self.boxes = {
            name: w.Checkbox(value=False, description=label, indent=False, **shared)
            for name, label in known_picks().items()
        }
        for box in self.boxes.values():
            box.observe(self._picked, names="value")
        self.table, self.message = w.HTML(live(), **look(w.HTML)), w.HTML(live(), **look(w.HTML))
        project_of(self.learner).watch(self.reload)
        self.reload()
        self._filter()
        title = escape(_("Scegli con chi confrontarti"))
        return w.VBox(
            [
                w.HTML(f'<p class="fis-exercise-title">{title}</p>', **look(w.HTML)),
                *self.filters.values(),
                w.VBox([*self.boxes.values()], layout=w.Layout(max_height="16em", overflow="auto")),
                self.message,
                self.table,
            ],
            **look(w.VBox, names="fis-exercise"),
        )

    def reload(self) -> None:
        """Show in the boxes what the project says now."""
        kept = self._kept()
        chosen = read_picks(kept if isinstance(kept, str) else "")
        self._reading = True
        try:
            for name, box in self.boxes.items():
                box.value = name in chosen
        finally:
            self._reading = False
        self._show()

    def picks(self) -> tuple[str, ...]:
        """Return what is picked now."""
        return tuple(name for name, box in self.boxes.items() if box.value)

    def shown(self) -> tuple[str, ...]:
        """Return what the filters let through; what is picked stays in sight."""
        asked = {name: menu.value for name, menu in self.filters.items()}
        return tuple(name for name in found_by(**asked) if name in self.boxes)

    # --- inside -----------------------------------------------------------------------------------
    def _menu(self, label: str, options: list[tuple[str, str]]) -> Any:
        import ipywidgets as w

        shared = look(w.Dropdown, label="initial", names="fis-row")
        menu = w.Dropdown(options=options, value=_ALL, description=label, **shared)
        menu.observe(lambda _change: self._filter(), names="value")
        return menu

    def _filter(self) -> None:
        set_language(self.learner.lang)
        seen = {*self.shown(), *self.picks()}
        for name, box in self.boxes.items():
            box.layout = self._seen if name in seen else self._unseen

    def _picked(self, _change: object) -> None:
        if self._reading:
            return
        set_language(self.learner.lang)
        trouble = self._keep("; ".join(self.picks()))
        words = (
            _("Non riesco a salvare in questa cartella ({reason}).").format(reason=trouble)
            if trouble
            else _("Salvato in «Il mio progetto».")
        )
        self.message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
        self._show()

    def _show(self) -> None:
        set_language(self.learner.lang)
        blocks = comparison(self.picks())
        nothing = _(
            "Non hai ancora scelto nessuno. Due o tre bastano: uno che ti somiglia, uno che ha pubblicato numeri."
        )
        self.table.value = on_screen(blocks).html if blocks else f"<p>{escape(nothing)}</p>"


def found_by(*, area: str = _ALL, role: str = _ALL, result: str = _ALL) -> tuple[str, ...]:
    """Return the identifiers that answer to the filters.

    Parameters
    ----------
    area
        Of the programme, or ``elsewhere`` for who is outside it.
    role
        A role somebody is named for.
    result
        What the sources tell, or ``not_found``.

    Examples
    --------
    >>> found_by(result="outcome"), found_by(area="elsewhere")[0]
    (('torino',), 'con-i-bambini')
    """
    others = tuple(one.id for one in load_comparators().comparators)
    if area == ELSEWHERE:
        return others
    cities = load_atlas().search(
        area=None if area == _ALL else cast("AreaName", area),
        role=None if role == _ALL else cast("Role", role),
        result=None if result == _ALL else cast("ResultKind", result),
    )
    everything = area == role == result == _ALL
    return (*(one.id for one in cities), *(others if everything else ()))


def _filters() -> dict[str, tuple[str, list[tuple[str, str]]]]:
    areas: tuple[AreaName, ...] = ("social_inclusion", "cultural_animation")
    results: tuple[ResultKind, ...] = ("outcome", "output", "baseline", "target", "need")
    everybody = (_("tutte"), _ALL)
    return {
        "area": (
            _("Area"),
            [everybody, *((area_label(one), one) for one in areas), (_("fuori dal programma"), ELSEWHERE)],
        ),
        "role": (
            _("Le fonti nominano"),
            [(_("non importa"), _ALL), *((role_label(one), one) for one in COMPULSORY_ROLES)],
        ),
        "result": (
            _("Le fonti dicono"),
            [
                (_("non importa"), _ALL),
                *((result_label(one), one) for one in results),
                (_("nessun risultato trovato"), NOT_FOUND),
            ],
        ),
    }


def on_paper() -> Html:
    """Write an example of the comparison, for a page where nobody can pick."""
    words = _("Nella lezione aperta scegli tu le città e le esperienze. Qui c'è un esempio.")
    found = on_screen(comparison(EXAMPLE))
    return Html(f'<div class="fis-note"><p>{escape(words)}</p>{found.html}</div>', f"{words}\n{found.text}")
