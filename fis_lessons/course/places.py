"""The same course for many municipalities: the list of them, and the lesson as each one opens it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fis_lessons.cases import case_names, load_case
from fis_lessons.course.lists import read_list, row_of, without_value
from fis_lessons.course.plan import Plan, Variant
from fis_lessons.dossier.new_case import case_name, new_case
from fis_lessons.errors import PlaceError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import use_language
from fis_lessons.lessons.desk.parameters import parameter_problems
from fis_lessons.lessons.registry import LessonSpec
from fis_lessons.territory import Municipality, find

_NAMES: Mapping[str, tuple[str, ...]] = {
    "place": (
        *("comune", "comuni", "nome", "nomecomune", "denominazione", "denominazioneinitaliano"),
        *("municipality", "municipalities", "name", "town"),
    ),
    "code": (
        *("codice", "codiceistat", "istat", "codicecomune", "codicecatastale", "code", "istatcode"),
        *("codicecomuneformatoalfanumerico", "procom", "procomt"),
    ),
}
MOST_PLACES = 8_000  # there are 7,900 municipalities


@dataclass(frozen=True)
class Places:
    """Municipalities of a list.

    Parameters
    ----------
    found
        In the order of the list, once each.
    problems
        Rows that are no municipality, or could be two: with their row and who they might be.
    repeated
        Municipalities the list has more than once, in words.
    """

    found: tuple[Municipality, ...]
    problems: tuple[Problem, ...]
    repeated: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnLesson:
    """A lesson of the kit on the case of a municipality that the kit does not ship."""

    spec: LessonSpec
    case: str
    text: str

    @property
    def id(self) -> str:
        """Two digits."""
        return self.spec.id

    @property
    def notebook(self) -> Path:
        """The source, in Italian, with the solutions."""
        return self.spec.notebook

    def problems(self, values: Mapping[str, object]) -> list[Problem]:
        """List what is wrong with some parameters."""
        return parameter_problems(self.spec.parameters, values, own=(self.case,))

    def secrets(self, values: Mapping[str, object]) -> list[str]:
        """List the texts a trainee's copy must not hold."""
        return self.spec.secrets(values, case_text=self.text)


def read_places(path: Path) -> Places:
    """Read a list of municipalities: a workbook or a CSV with a column of names, or of codes.

    Raises
    ------
    BuildError
        If the file cannot be read, or has no such column, or is too long.
    """
    table = read_list(
        path,
        _NAMES,
        one_of=frozenset(_NAMES),
        refusal=_("L'elenco dei Comuni non si può leggere."),
        expected=_("una colonna «Comune», o «Codice Istat»"),
        most=MOST_PLACES,
    )
    places: dict[str, Municipality] = {}
    problems, repeated = [], []
    for row in table.body:
        # the code says which, when both are there: two municipalities can have one name
        code, name = (row.text(table.columns.get(key)) for key in ("code", "place"))
        where = row_of(path, row)
        if unread := list(without_value(row, table.columns.values(), where=where)):
            problems += unread
            continue
        asked = code.zfill(6) if code.isdigit() else code or name
        if not asked:
            continue
        try:
            place = find(asked)
        except PlaceError as error:
            problems.append(Problem(where, error.on_one_line()))
            continue
        if place.istat in places:
            told = _("{where}: {name} è già nell'elenco.")
            repeated.append(told.format(where=where, name=place.label))
        places.setdefault(place.istat, place)
    return Places(tuple(places.values()), tuple(problems), tuple(repeated))


def plan_for(plan: Plan, place: Municipality) -> Plan:
    """Return the plan of a course on a municipality: its case of the kit if there is one, else a new one."""
    name = _shipped(place)
    if name:
        return plan_on(plan, name)
    return plan_on(plan, case_name(place), place=place)


def _shipped(place: Municipality) -> str:
    return next((name for name in case_names() if load_case(name).municipality.istat == place.istat), "")


def plan_on(plan: Plan, case: str, *, place: Municipality | None = None) -> Plan:
    """Return the plan of a course on another case: one of the kit, or the new one of a municipality."""

    def moved(variant: Variant) -> Variant:
        parameters = {**variant.parameters, "case": case}
        lesson, text = variant.lesson, ""
        if place is not None and isinstance(lesson, LessonSpec):
            with use_language(variant.lang):
                text = new_case(place)
            lesson = OwnLesson(lesson, case, text)
        return replace(variant, lesson=lesson, parameters=parameters, own_case=text)

    return replace(
        plan, case=case, variants=tuple(map(moved, plan.variants)), beside=tuple(map(moved, plan.beside))
    )
