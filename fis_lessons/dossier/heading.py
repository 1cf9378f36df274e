"""Whose document it is: municipality, project, office, officer. Written once, found in every document."""

from __future__ import annotations

import datetime

from fis_lessons.dossier.fields import Field, Values, cut
from fis_lessons.dossier.record import HEADING, Form
from fis_lessons.dossier.remarks import Remark, empty_fields, too_long
from fis_lessons.errors import PlaceError
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import escape
from fis_lessons.i18n import day, number
from fis_lessons.i18n import gettext as _


def heading_fields() -> tuple[Field, ...]:
    """Return the fields that every document begins with."""
    return (
        Field(id="municipality", label=_("Nome del Comune"), help=_("Scrivi il nome del tuo Comune.")),
        Field(id="project", label=_("Progetto"), help=_("Scrivi come si chiama il progetto o il servizio.")),
        Field(id="office", label=_("Ufficio"), help=_("Scrivi l'ufficio che ne risponde.")),
        Field(id="officer", label=_("Responsabile"), help=_("Scrivi nome e cognome di chi ne risponde.")),
    )


def kept_heading(learner: Learner, *, form: Form | None = None) -> dict[str, str]:
    """Return what was written last, in whichever lesson.

    Parameters
    ----------
    learner
        Whose project.
    form
        The screen it is shown on, if it is to be written there.
    """
    shown = form or Form(learner, lesson="")
    found = {field.id: shown.show(HEADING, field.id) for field in heading_fields()}
    return {name: text for name, text in found.items() if isinstance(text, str)}


def keep_heading(learner: Learner, values: Values, *, form: Form | None = None) -> str:
    """Keep what was written, for every lesson; return why it could not, or nothing."""
    asked = heading_fields()
    return (form or Form(learner, lesson="")).keep(
        HEADING,
        {field.id: values.get(field.id, "").strip() for field in asked},
        labels={field.id: field.label for field in asked},
    )


def name_municipality(learner: Learner, name: str, *, instead_of: str = "") -> str:
    """Write the municipality that was chosen where every document begins; return why it could not, or nothing.

    Parameters
    ----------
    learner
        Whose project.
    name
        Of the municipality, as the list of municipalities knows it.
    instead_of
        Of the one before: what somebody wrote otherwise stays.
    """
    asked, form = heading_fields()[0], Form(learner, lesson="")
    if str(form.show(HEADING, asked.id) or "").strip() not in ("", instead_of):
        return ""
    return form.keep(HEADING, {asked.id: name}, labels={asked.id: asked.label})


def heading_remarks(values: Values) -> tuple[Remark, ...]:
    """List what the heading lacks, and a municipality that the list of municipalities does not know."""
    from fis_lessons.territory import find  # a lesson opens without it

    fields = heading_fields()
    missing = (*too_long(fields, values), *empty_fields(fields, values))
    written = values.get("municipality", "").strip()
    if not written or any(one.where == fields[0].label for one in missing):
        return missing
    try:
        find(written)
    except PlaceError as error:
        told = " ".join(words[:1].upper() + words[1:] for words in map(str, error.problems))
        # something to know: a union of municipalities is in no list, and may well sign
        return (*missing, Remark(fields[0].label, error.message, told, mend=False))
    return missing


def heading_rows(values: Values, *, version: int, date: datetime.date) -> list[tuple[str, str]]:
    """Return the heading as it is printed; what is not written yet is a line to fill in by hand."""
    blank = _("da scrivere") + " " + "_" * 8
    printed = cut(heading_fields(), values)
    rows = [(field.label, printed.get(field.id, "").strip() or blank) for field in heading_fields()]
    return [*rows, (_("Data"), day(date)), (_("Versione"), number(version))]


def heading_line(values: Values, *, version: int, date: datetime.date) -> str:
    """Return the heading on one line, for the foot of a sheet."""
    names = [values.get(name, "").strip() for name in ("municipality", "project")]
    parts = [
        *(name for name in names if name),
        day(date),
        _("versione {number}").format(number=number(version)),
    ]
    return " · ".join(parts)


def signature() -> str:
    """Write the line to sign on."""
    words = escape(_("Firma di chi ne risponde:"))
    return f'<p class="keep signature">{words} <span aria-hidden="true">{"_" * 34}</span></p>'
