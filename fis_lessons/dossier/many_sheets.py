"""Several sheets of one kind in a section of the project: each has a name, and a short name it is kept under."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fis_lessons.dossier.record import Project
from fis_lessons.dossier.record_lines import Place
from fis_lessons.territory.names import key


def saved_sheets(project: Project, section: str, *, order: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the sheets of a section, by identifier, in the order first saved; those without a name are left out.

    Parameters
    ----------
    project
        Where they are kept.
    section
        Its fields are called ``identifier.field``.
    order
        Fields of a sheet, in the order shown; the first is its name.
    """
    found: dict[str, dict[str, str]] = {}
    project.refresh()
    first = {place: project.versions.history(place)[0] for place in project.versions.places(section)}
    names = {place: place[1].partition(".")[::2] for place in first}
    for place in sorted(first, key=lambda place: (first[place].moment, names[place])):
        sheet, field = names[place]
        value = project.text(*place)
        if field in order and value.strip():
            found.setdefault(sheet, {})[field] = value
    return {
        sheet: {field: values[field] for field in order if field in values}
        for sheet, values in found.items()
        if values.get(order[0])
    }


def removed_sheets(project: Project, section: str, *, order: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the sheets taken out of a section, by identifier, as they were then; the last taken out comes first.

    Parameters
    ----------
    project
        Where their versions are: nothing else remembers that a sheet was taken out.
    section
        Its fields are called ``identifier.field``.
    order
        Fields of a sheet, in the order shown and written; the first is its name.
    """
    project.refresh()
    found: list[tuple[float, str, dict[str, str]]] = []
    for place in project.versions.places(section):
        sheet, _dot, field = place[1].partition(".")
        emptied = project.versions.current(place)
        if field != order[0] or emptied is None or project.text(*place).strip():
            continue
        moment = emptied.moment  # the name goes first: what was empty before that was not in the sheet
        values = {one: _before(project, (section, f"{sheet}.{one}"), moment) for one in order}
        if values[field]:
            found.append((moment, sheet, values))
    return {sheet: values for _moment, sheet, values in sorted(found, key=lambda one: one[:2], reverse=True)}


def _before(project: Project, place: Place, moment: float) -> str:
    """Return what a field said when its sheet was taken out."""
    now, last = project.text(*place), project.versions.current(place)
    if now.strip() or last is None or last.moment < moment:
        return now
    said = [one.typed for one in project.versions.history(place)]
    return next((text for text in reversed(said) if isinstance(text, str) and text.strip()), "")


def identifier(name: str, *, otherwise: str) -> str:
    """Return the short name a sheet is kept and written under.

    Examples
    --------
    >>> identifier("Età d'ingresso nei servizi", otherwise="indicatore"), identifier("?", otherwise="bene")
    ('eta-d-ingresso-nei-servizi', 'bene')
    """
    words = [key(word) for word in re.split(r"[^\w]+", name)]
    return "-".join(word for word in words if word.isascii() and word)[:40].strip("-") or otherwise
