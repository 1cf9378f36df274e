"""A course file: what may be in it, read and checked in full, whatever else is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fis_lessons.cases import case_names
from fis_lessons.cases.reading import Document, Loc
from fis_lessons.course.editions import Edition
from fis_lessons.errors import PlaceError, Problem
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.catalogue import CATALOGUE
from fis_lessons.lessons.desk import LessonParameters
from fis_lessons.lessons.desk.parameters import KnownCase, closest
from fis_lessons.territory import Municipality, find

LARGEST_SEED = 2**32 - 1
MOST_MINUTES = 100_000


class CourseLesson(BaseModel):
    """A lesson of a course, with the parameters that differ from the lesson's own."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    lesson: str
    parameters: dict[str, Any] = Field(default_factory=dict)


class Course(BaseModel):
    """A course file.

    Parameters
    ----------
    title
        In Italian; its English is in the catalogues.
    case
        The case every lesson opens on.
    cases
        In its place: a course for each.
    places
        In its place: a course for each municipality of a list, or of the file that holds it.
    class_file
        List of a class, under ``class``: each person or team has a variant.
    languages, editions
        What is built.
    lessons
        In order.
    seed
        Of whatever is drawn at random; the lessons' own if not given.
    minutes
        There are for all of it, in class.
    """

    model_config = ConfigDict(frozen=True, strict=False, extra="forbid", populate_by_name=True)

    title: str = Field(min_length=1)
    case: str | None = None
    cases: tuple[str, ...] = ()
    places: Any = None
    class_file: str | None = Field(default=None, alias="class", min_length=1)
    languages: tuple[Language, ...] = Field(min_length=1)
    editions: tuple[Edition, ...] = Field(min_length=1)
    lessons: tuple[CourseLesson, ...] = Field(min_length=1)
    seed: int | None = Field(default=None, strict=True, ge=0, le=LARGEST_SEED)
    minutes: int | None = Field(default=None, strict=True, ge=1, le=MOST_MINUTES)

    @property
    def first_case(self) -> str:
        """The case the lessons are checked on."""
        return self.case or next(iter(self.cases), "") or LessonParameters().case


class Checked(Protocol):
    """What a course file must know of a lesson."""

    @property
    def notebook(self) -> Path:
        """The source."""

    def problems(self, values: Mapping[str, object]) -> list[Problem]:
        """List what is wrong with some parameters."""


@dataclass(frozen=True)
class Audience:
    """For whom a course is made, if not once for all.

    Parameters
    ----------
    cases
        A course for each, if there is any.
    places, left_out
        A course for each municipality; those that were not found.
    places_file, class_file
        Lists that are still to be read.
    minutes
        There are, in class.
    """

    cases: tuple[str, ...] = ()
    places: tuple[Municipality, ...] = ()
    left_out: tuple[Problem, ...] = ()
    places_file: Path | None = None
    class_file: Path | None = None
    minutes: int | None = None


_KEYS = {field.alias or name: field for name, field in Course.model_fields.items()}
# how each thing is written, for who has never seen such a file: a test reads every one of them as a course
WRITTEN: Mapping[str, str] = {
    "title": "title: Due mattine sugli indicatori",
    "case": "case: lucca",
    "cases": "cases: [lucca, bergamo]",
    "places": "places: [Forlì, Cantù]",
    "class": "class: classe.xlsx",
    "languages": "languages: [it]",
    "editions": "editions: [trainee]",
    "lessons": 'lessons: [{lesson: "07"}, {lesson: "02"}]',
    "seed": "seed: 7",
    "minutes": "minutes: 240",
}
_OF_A_LESSON: Mapping[str, str] = {"lesson": 'lesson: "07"', "parameters": "parameters: {similar: 4}"}
_MENDED: dict[str, Any] = {
    **{"title": "-", "languages": ["it"], "editions": ["trainee"]},
    "lessons": [{"lesson": "-"}],
}


def read_course(document: Document) -> tuple[Course, dict[int, int], list[Problem]]:
    """Read a course; where something is wrong, what can still be read of it.

    Returns
    -------
    course : Course
        Without lessons if there is not one that can be read.
    places : dict of int to int
        Where each of its lessons stands in the file, both from 0.
    problems : list of Problem
        In the order of the file.
    """
    data = document.data
    try:
        course = Course.model_validate(data)
        return course, {at: at for at in range(len(course.lessons))}, []
    except ValidationError as error:
        faults = error.errors(include_url=False)
    inner = {fault["loc"][:-1] for fault in faults}
    # a list whose items are all wrong is not an empty one
    told = [one for one in faults if one["type"] != "too_short" or one["loc"] not in inner]
    mended, places = _mended(data, [tuple(one["loc"]) for one in faults])
    problems = [_problem(document, details) for details in told]
    course = Course.model_validate(mended)
    return (course if places else course.model_copy(update={"lessons": ()})), places, problems


def _mended(data: Mapping[str, Any], faults: list[Loc]) -> tuple[dict[str, Any], dict[int, int]]:
    """Return what is right of a file, so that the rest of it is checked too."""
    wrong = {loc[0] for loc in faults if len(loc) == 1}
    mended = {
        **_MENDED,
        **{name: value for name, value in data.items() if name in _KEYS and name not in wrong},
    }
    items = {(loc[0], loc[1]) for loc in faults if len(loc) > 1}
    for name in {str(name) for name, _at in items}:
        if isinstance(mended.get(name), list):
            kept = [value for at, value in enumerate(mended[name]) if (name, at) not in items]
            mended[name] = kept or _MENDED.get(name, [])
    lessons = data.get("lessons")
    good = (
        [at for at in range(len(lessons)) if ("lessons", at) not in items]
        if isinstance(lessons, list)
        else []
    )
    return mended, dict(enumerate(good))


def lesson_problems(
    course: Course, document: Document, places: Mapping[int, int], known: Mapping[str, Checked]
) -> Iterator[Problem]:
    """List what is wrong with the lessons of a course; its cases are looked at once for all."""
    for at, entry in enumerate(course.lessons):
        where = document.where(("lessons", places[at], "lesson"))
        if entry.lesson not in known:
            names = _("una tra {names}").format(names=", ".join(known))
            words = _("la lezione «{name}» non esiste.").format(name=entry.lesson[:40])
            yield Problem(where, words, names, closest(entry.lesson, known))
            continue
        lesson = known[entry.lesson]
        whole = [name for name in ("case", "lang") if name in entry.parameters]
        for name in whole:
            yield Problem(
                document.where(("lessons", places[at], "parameters", name)),
                _("il parametro vale per tutto il corso."),
                remedy=_("Scrivilo in cima al file («case», «languages»)."),
            )
        rest = {name: value for name, value in entry.parameters.items() if name not in whole}
        for problem in lesson.problems(values_of(course, rest, lang=course.languages[0])):
            if problem.where != "case":
                line = ("lessons", places[at], "parameters", problem.where)
                yield Problem(document.where(line), problem.found, problem.expected, problem.remedy)
        if not lesson.notebook.is_file():
            yield Problem(where, _("manca il notebook {name}.").format(name=lesson.notebook.name))


def case_problems(course: Course, document: Document) -> Iterator[Problem]:
    """List what is wrong with the cases of a course, whatever lessons it has."""
    given: list[tuple[Loc, str]] = [(("case",), course.case)] if course.case is not None else []
    given += [(("cases", at), case) for at, case in enumerate(course.cases)]
    for loc, case in given:
        problem = KnownCase().refusal("case", case)
        if problem is None:
            continue
        where = document.where(loc)
        if case.casefold() in case_names() or not _is_a_municipality(case):
            yield Problem(where, problem.found, problem.expected, problem.remedy)
            continue
        name = (
            case
            if re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[' ])*", case)
            else json.dumps(case, ensure_ascii=False)
        )
        remedy = _("Al posto di «{key}» scrivi: places: [{name}]").format(key=loc[0], name=name)
        if course.class_file is not None:
            remedy = _("I Comuni di ciascuno stanno nella colonna «Comune» della classe.")
        yield Problem(where, _("«{name}» è un Comune, non un caso.").format(name=case), remedy=remedy)


def _is_a_municipality(name: str) -> bool:
    try:
        find(name)
    except PlaceError:
        return False
    return True


def values_of(course: Course, parameters: Mapping[str, Any], *, lang: Language) -> dict[str, object]:
    """Return all that is given to a lesson."""
    seed = {} if course.seed is None else {"seed": course.seed}
    return {"case": course.first_case, "lang": lang, **seed, **parameters}


def repeated(course: Course, document: Document) -> Iterator[Problem]:
    """List what a list has twice."""
    names = [entry.lesson for entry in course.lessons]
    rows = (("lessons", names), ("languages", course.languages), ("editions", course.editions))
    for key, values in (*rows, ("cases", course.cases)):
        for name in dict.fromkeys(values):
            if list(values).count(name) > 1:
                words = _("«{name}» è ripetuto.").format(name=name)
                yield Problem(document.where((key,)), words, remedy=_("Tienine uno."))


# --- for whom -------------------------------------------------------------------------------------
def audience(course: Course, document: Document, folder: Path) -> tuple[Audience, list[Problem]]:
    """Return for whom a course is made, and what is wrong with that.

    Parameters
    ----------
    course, document
        As read.
    folder
        Of the course file: files are looked for there.
    """
    given = [name for name in ("case", "cases", "places") if document.data.get(name) not in (None, [], "")]
    problems = [
        Problem(
            document.where((name,)),
            _("c'è anche «{other}».").format(other=given[0]),
            remedy=_("Tieni una sola fra «case», «cases» e «places»."),
        )
        for name in given[1:]
    ]
    if not given:
        found = _("manca «{key}».").format(key="case")
        problems.append(Problem(document.where(("case",)), found, remedy=_written_so(("case",))))
    class_file = _file(course.class_file, document, ("class",), folder, problems)
    if class_file is not None and given and given[0] != "case":
        problems += [
            Problem(
                document.where(("class",)),
                _("con una classe il corso ha un solo caso."),
                remedy=_("I Comuni di ciascuno stanno nella colonna «Comune» della classe."),
            )
        ]
    towns, left_out, places_file = _places(course.places, document, folder, problems)
    return Audience(course.cases, towns, left_out, places_file, class_file, course.minutes), problems


def _places(
    value: Any, document: Document, folder: Path, problems: list[Problem]
) -> tuple[tuple[Municipality, ...], tuple[Problem, ...], Path | None]:
    if value is None:
        return (), (), None
    if isinstance(value, str):
        return (), (), _file(value, document, ("places",), folder, problems)
    if not isinstance(value, list):
        expected = _("un elenco di Comuni, o un file")
        problems.append(
            Problem(document.where(("places",)), _seen(value), expected, _written_so(("places",)))
        )
        return (), (), None
    towns: dict[str, Municipality] = {}
    left_out: list[Problem] = []
    for at, one in enumerate(value):
        where = document.where(("places", at))
        try:
            town = find(str(one).zfill(6) if isinstance(one, int) else str(one))
        except PlaceError as error:
            left_out.append(Problem(where, error.on_one_line()))
            continue
        if town.istat in towns:
            left_out.append(Problem(where, _("«{name}» è ripetuto.").format(name=town.label)))
        towns.setdefault(town.istat, town)
    return tuple(towns.values()), tuple(left_out), None


def _file(
    name: str | None, document: Document, loc: Loc, folder: Path, problems: list[Problem]
) -> Path | None:
    if name is None:
        return None
    path = folder / name
    if not path.is_file():
        found = _("il file «{name}» non c'è.").format(name=name[:80])
        problems.append(Problem(document.where(loc), found, remedy=_("Mettilo accanto al corso.")))
    return path


def _problem(document: Document, details: Any) -> Problem:
    """Say a problem of pydantic in the words of the kit."""
    loc = tuple(details["loc"])
    kind, where = details["type"], document.where(loc)
    if kind == "extra_forbidden":
        known = _KEYS if len(loc) == 1 else CourseLesson.model_fields
        remedy = closest(str(loc[-1]), known) or _("Togli la riga.")
        return Problem(where, _("«{key}» non è previsto.").format(key=loc[-1]), remedy=remedy)
    if kind == "missing":
        return Problem(where, _("manca «{key}».").format(key=loc[-1]), remedy=_written_so(loc))
    context = details.get("ctx", {})
    names = str(context.get("expected", "")).replace(" or ", ", ")
    expected = {
        "string_type": _("un testo (un numero va tra virgolette)"),
        "literal_error": _("uno tra {names}").format(names=names),
        "tuple_type": _("un elenco"),
        "dict_type": _("coppie nome: valore"),
        "too_short": _("almeno una voce"),
        "string_too_short": _("un testo"),
        "model_type": _("coppie nome: valore"),
        "int_type": _("un numero intero"),
        "greater_than_equal": _("almeno {limit}").format(limit=context.get("ge")),
        "less_than_equal": _("al massimo {limit}").format(limit=context.get("le")),
    }.get(kind, "")
    return Problem(where, _seen(details["input"]), expected, _written_so(loc, details["input"]))


def _seen(value: Any) -> str:
    if value in (None, ""):
        return _("dopo i due punti non c'è niente.")
    return _("il valore è {found}.").format(found=repr(value)[:80])


def _written_so(loc: Loc, found: object = None) -> str:
    """Show how a thing is written, as a person would copy it: with the lesson that was meant, if it says one."""
    example = WRITTEN.get(str(loc[0]), "") if loc else ""
    if len(loc) > 1 and loc[0] == "lessons":
        example = _OF_A_LESSON.get(str(loc[2]), "") if len(loc) > 2 else '- lesson: "07"'
        meant = str(found).strip().zfill(2) if type(found) in (int, str) else ""
        example = example.replace("07", meant) if meant in {row[0] for row in CATALOGUE} else example
    return _("Si scrive così: {example}").format(example=example) if example else ""
