"""The forms a course takes beside notebooks and pages: on paper, on a wall, in another system.

One table, :data:`FORMS`: the name a trainer writes, what it is, and the function that makes it out of an
:class:`~fis_lessons.course.forms.order.Order`. A form is read when it is asked for, not before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from fis_lessons.course.forms.order import Made, Order, Writer
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, use_language
from fis_lessons.lessons.desk.parameters import closest


@dataclass(frozen=True)
class Form:
    """A form.

    Parameters
    ----------
    told
        What it is, in a line: Italian, translated when it is shown.
    maker
        ``module:function`` in this package; the function takes an ``Order`` and returns what it ``Made``.
    whole
        Whether a course can be in one file: it can be asked, or it always is.
    """

    told: str
    maker: str
    whole: bool = False

    def make(self, order: Order) -> Made:
        """Make it."""
        module, _colon, name = self.maker.partition(":")
        maker = cast(Callable[[Order], Made], getattr(import_module(f"{__name__}.{module}"), name))
        with use_language(order.lang):
            return maker(order)


FORMS: dict[str, Form] = {
    "slides": Form(mark("Diapositive di ogni lezione: una pagina che si apre senza rete."), "slides:make"),
    "handout": Form(
        mark("Dispensa di ogni lezione, da leggere e scriverci sopra: pagina e PDF."),
        "handout:make",
        whole=True,
    ),
    "run-sheet": Form(
        mark("Foglio di conduzione di ogni lezione, per chi conduce: minuto per minuto."),
        "run_sheet:make",
        whole=True,
    ),
    "question-sheet": Form(
        mark("Foglio con esercizi e quiz di ogni lezione, e a parte la chiave."), "question_sheet:make"
    ),
    "anki": Form(mark("Le domande dei quiz come carte da ripassare con Anki."), "anki:make", whole=True),
    "scorm-1.2": Form(
        mark("Ogni lezione con il suo quiz per una piattaforma: pacchetti SCORM 1.2."),
        "scorm:make_12",
        whole=True,
    ),
    "scorm-2004": Form(
        mark("Ogni lezione con il suo quiz: pacchetti SCORM 2004, quarta edizione."),
        "scorm:make_2004",
        whole=True,
    ),
    "zip": Form(
        mark("Il corso in uno zip da consegnare, con un foglio che dice come si comincia."),
        "hand_out:make",
        whole=True,
    ),
    "qti": Form(mark("Le domande per un'altra piattaforma: pacchetto QTI 2.1."), "qti:make", whole=True),
}
"""By the name a trainer writes. A new form is a line here and a module beside this one."""


def make_form(name: str, order: Order) -> Made:
    """Make a form of a course.

    Raises
    ------
    BuildError
        If there is no such form, it cannot be of a whole course, or the course does not have the language; what
        the form itself says.
    OSError
        If a file cannot be written.
    """
    if name not in FORMS:
        raise BuildError(
            _("Questa forma non c'è."),
            [
                Problem(
                    name[:40],
                    _("non so farla."),
                    _("una tra {names}").format(names=", ".join(FORMS)),
                    closest(name, FORMS),
                )
            ],
        )
    if order.whole and not FORMS[name].whole:
        wholes = ", ".join(own for own, form in FORMS.items() if form.whole)
        raise BuildError(
            _("Questa forma non si può fare di tutto il corso insieme."),
            [Problem(name, _("si fa lezione per lezione."), _("una tra {names}").format(names=wholes))],
        )
    _can_write(order.folder)  # executing the lessons takes minutes
    return FORMS[name].make(order)


def _can_write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        error.filename = str(folder)  # and not the file that was only tried
        raise


__all__ = ["FORMS", "Form", "Made", "Order", "Writer", "make_form"]
