"""The questions of a quiz: words from the ``quiz.yaml`` beside a lesson, numbers from its ``facts``.

A trainer mends the words, nobody types the numbers; what cannot be a question is refused with its line, all
problems at once. CONTRIBUTING.md, "A question of the quiz", says what may stand in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from fis_lessons.cases.reading import Loc, UnreadableError, read, shorten
from fis_lessons.errors import ExerciseError
from fis_lessons.exercises import Exercise, Hints
from fis_lessons.exercises.quiz import Bank
from fis_lessons.exercises.refusals import FaultyExerciseError, Place
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk.question_kinds import KINDS, Kind
from fis_lessons.lessons.desk.question_reader import Reader, mentioned, unreadable_field
from fis_lessons.lessons.desk.question_words import Facts, WordsError, read_sentence

FILE = "quiz.yaml"
G = TypeVar("G")

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ALWAYS = ("id", "kind", "minutes", "question", "hints", "why")
_READ_BY_LEARNERS = frozenset(
    {"question", "why", "hints", "text", "wrong", "wrong_with", "missing", "unit", "model"}
)
# what an exercise calls otherwise inside its lists, and the key of the file
_KEYS: Mapping[str, str] = {"label": "text", "feedback": "wrong", "text": "wrong", "pairs": "wrong_with"}


def load_bank(facts: Callable[[G], Facts], ground: G) -> Bank:
    """Load the questions of a lesson: ``quiz.yaml`` lies beside the module that has its facts.

    Parameters
    ----------
    facts
        Makes the numbers, the dates and the texts the fields name; the texts in the language in use.
    ground
        The numbers of the lesson.

    Raises
    ------
    ExerciseError
        With every problem of the file and of the facts.
    """
    package = facts.__module__.rpartition(".")[0]
    return load_bank_file(Path(str(files(package))) / FILE, facts(ground))


def load_bank_file(path: Path, facts: Facts) -> Bank:
    """Load the questions of any file.

    Raises
    ------
    ExerciseError
        With every problem of the file and of the facts.
    """
    try:
        reader = Reader(read(path, name=_name(path)), facts)
    except UnreadableError as error:
        raise ExerciseError(_refusal(path), [error.problem]) from None
    bank = _bank(reader)
    _unused(reader, facts)
    if reader.problems:
        raise ExerciseError(_refusal(path), reader.problems)
    return bank


def bank_texts(path: Path) -> Iterator[tuple[str, int]]:
    """List the sentences of a file that the catalogues must have, each with its line.

    Raises
    ------
    ExerciseError
        If the file, or a sentence of it, cannot be read.
    """
    try:
        document = read(path, name=_name(path))
    except UnreadableError as error:
        raise ExerciseError(_refusal(path), [error.problem]) from None
    for loc, text in _texts(document.data, ()):
        try:
            sentence = read_sentence(text.strip())
        except WordsError as error:
            problem = unreadable_field(document.where(loc), error.field)
            raise ExerciseError(_refusal(path), [problem]) from None
        if sentence.is_translated:
            yield sentence.key, document.lines[loc]


def _texts(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str) and any(step in _READ_BY_LEARNERS for step in loc):
        yield loc, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*loc, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _texts(item, (*loc, place))


def _name(path: Path) -> str:
    """Name a file by its lesson too: all are called the same."""
    return f"{path.parent.name}/{path.name}"


def _refusal(path: Path) -> str:
    return _("Le domande di {name} hanno problemi da risolvere.").format(name=shorten(_name(path)))


# --- questions ----------------------------------------------------------------------------------
def _bank(reader: Reader) -> Bank:
    reader.keys((), ("questions",))
    places = reader.places(("questions",))
    if not places:
        reader.refuse(
            ("questions",),
            _("Qui non ci sono domande."),
            expected=_("un elenco sotto «questions»"),
            remedy=_("Comincia ogni domanda con un trattino."),
        )
    seen: dict[str, int] = {}
    made = [_question(reader, loc, seen) for loc in places]
    return tuple(question for question in made if question is not None)


def _question(reader: Reader, loc: Loc, seen: dict[str, int]) -> Exercise | None:
    if not reader.keys(loc, _known_keys(reader, loc)):
        return None
    name = _name_of(reader, (*loc, "id"), seen)
    reader.enter(name)
    nudge, pointer, worked = _hints(reader, (*loc, "hints"))
    always: dict[str, Any] = {
        "id": name,
        "question": reader.text((*loc, "question")),
        "hints": Hints(nudge=nudge, pointer=pointer, worked=worked),
        "why": reader.text((*loc, "why")),
        "minutes": reader.whole((*loc, "minutes")),
    }
    kind = KINDS.get(reader.plain((*loc, "kind")))
    if kind is None:
        reader.refuse(
            (*loc, "kind"),
            _("Il tipo di domanda «{kind}» non c'è.").format(kind=shorten(reader.at((*loc, "kind")) or "")),
            expected=_("uno di questi: {names}").format(names=", ".join(KINDS)),
            remedy=_("Correggi la riga."),
        )
        return None
    try:
        return kind.read(reader, loc)(**always)
    except FaultyExerciseError as error:
        for fault in error.faults:
            reader.problems.append(fault.problem(reader.document.where(_place(loc, fault.place, kind))))
        return None


def _known_keys(reader: Reader, loc: Loc) -> tuple[str, ...]:
    kind = KINDS.get(str(reader.at((*loc, "kind"))))
    kinds = [kind] if kind else list(KINDS.values())
    return tuple(dict.fromkeys([*_ALWAYS, *(key for one in kinds for key in one.keys)]))


def _name_of(reader: Reader, loc: Loc, seen: dict[str, int]) -> str:
    name = reader.plain(loc)
    line = reader.document.lines.get(loc, 1)
    if name in seen:
        reader.refuse(
            loc,
            _("La domanda «{name}» c'è già alla riga {line}.").format(name=shorten(name), line=seen[name]),
            expected=_("un nome diverso per ogni domanda"),
            remedy=_("Cambia uno dei due."),
        )
    elif isinstance(reader.at(loc), str) and not _NAME.fullmatch(name):
        reader.refuse(
            loc,
            _("Il nome «{name}» non va bene.").format(name=shorten(name)),
            expected=_("lettere minuscole, numeri e trattini"),
            remedy=_("Scrivine uno corto: il registro di chi risponde lo ricorda."),
        )
    seen.setdefault(name, line)
    return name


def _hints(reader: Reader, loc: Loc) -> tuple[str, str, str]:
    places = reader.places(loc)
    if len(places) > 3:
        reader.refuse(
            (*loc, 3),
            _("Gli aiuti sono {count}.").format(count=len(places)),
            expected=_("tre aiuti diversi: una spinta, dove guardare, un passo già fatto"),
            remedy=_("Togli gli aiuti di troppo."),
        )
    nudge, pointer, worked, *_more = [*map(reader.text, places), "", "", ""]
    return nudge, pointer, worked


def _place(question: Loc, place: Place, kind: Kind) -> Loc:
    """Find in the file what an exercise calls with names of its own."""
    first, *rest = place
    inside = (_KEYS.get(step, step) if isinstance(step, str) else step for step in rest)
    return (*question, kind.names.get(str(first), first), *inside)


def _unused(reader: Reader, facts: Facts) -> None:
    """Refuse the facts that no question names: they are computed for nobody, or their name has changed."""
    every: set[str] = set()
    names: set[str] = set()
    listed = reader.at(("questions",))
    for place, question in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(question, dict):
            continue
        here = mentioned(question)
        every |= here
        name = str(question.get("id"))
        names.add(name)
        own = facts.get(name)
        for fact in own if isinstance(own, Mapping) else ():
            if fact not in here:
                _nobody_uses(reader, ("questions", place), f"{name}.{fact}")
    for name, value in facts.items():
        if name not in (names if isinstance(value, Mapping) else every):
            _nobody_uses(reader, (), name)


def _nobody_uses(reader: Reader, loc: Loc, name: str) -> None:
    reader.refuse(
        loc,
        _("Nessuna domanda usa il dato «{name}».").format(name=name),
        expected=_("ogni dato di quiz.py in almeno una domanda"),
        remedy=_("Usalo fra graffe, correggi il suo nome, o toglilo da quiz.py."),
    )
