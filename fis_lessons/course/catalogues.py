"""For authors: is every sentence translated, once, and is every translation still needed?

Four kinds of sentences: the strings of the code (``_("…")`` and ``mark("…")``), the words of the quizzes, the
texts of the cases, the programme, the atlas, the courses and the rules of the study, and the Markdown of the
notebooks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from babel.messages.extract import extract_from_dir

from fis_lessons import resources
from fis_lessons.cases import texts
from fis_lessons.cases.reading import read as read_yaml
from fis_lessons.course import notebooks
from fis_lessons.course.authoring.registry import rule_texts as author_rule_texts
from fis_lessons.course.translate import Entry, Gap, catalogue_of, finding, gaps, read_entries
from fis_lessons.dossier.study.rules import rule_texts
from fis_lessons.i18n import Language
from fis_lessons.lessons.catalogue import CATALOGUE
from fis_lessons.lessons.desk.question_bank import FILE as QUESTIONS
from fis_lessons.lessons.desk.question_bank import bank_texts
from fis_lessons.lessons.registry import LESSONS

_OF_A_NOTEBOOK = "notebook_"


def code_texts() -> dict[str, str]:
    """Return the strings of the package, each with the place where it is first used."""
    found: dict[str, str] = {}
    root = Path(str(files("fis_lessons")))
    rows = extract_from_dir(
        root, method_map=[("**.py", "python")], keywords={"_": None, "mark": None}, comment_tags=()
    )
    for name, line, message, _comments, _context in rows:
        if isinstance(message, str) and message:
            found.setdefault(message, f"{Path(name).as_posix()}:{line}")
    return found


def quiz_texts() -> dict[str, str]:
    """Return the words of the quizzes, each with the file and the line where it is first used.

    Raises
    ------
    ExerciseError
        If a file of questions has a sentence that cannot be read.
    """
    found: dict[str, str] = {}
    root = Path(str(files("fis_lessons")))
    for path in sorted(root.rglob(QUESTIONS)):
        for text, line in bank_texts(path):
            found.setdefault(text, f"{path.relative_to(root).as_posix()}:{line}")
    return found


def data_texts() -> dict[str, str]:
    """Return the texts of the data and the titles of the lessons, each with the file where it is first used.

    Raises
    ------
    CaseError
        If a case has problems.
    """
    found: dict[str, str] = {}
    told = [
        *sorted(resources.data("cases").glob("*.yaml")),
        resources.data("programme.yaml"),
        resources.data("legal_road", "road.yaml"),
        *sorted(resources.data("atlas").glob("*.yaml")),
    ]
    for path in told:
        for text in texts(path):
            found.setdefault(text, path.name)
    for path in sorted(resources.data("courses").glob("*.yaml")):
        found.setdefault(str(read_yaml(path).data.get("title", "")), path.name)
    for text, line in author_rule_texts().items():
        found.setdefault(text, f"rules.yaml:{line}")
    for text, line in rule_texts().items():
        found.setdefault(text, f"rules.yaml:{line}")
    for _number, _slug, _module, title in CATALOGUE:
        found.setdefault(title, "catalogue.py")
    return found


def every_gap(*, lang: Language = "en") -> list[Gap]:
    """List all that is missing, out of date or contradictory in the catalogues of a language."""
    found = gaps_in_strings(lang=lang)
    for spec in LESSONS.values():
        catalogue = catalogue_of(spec.id, lang=lang)
        if catalogue is not None and spec.notebook.is_file():
            source = notebooks.read(spec.notebook)
            found.extend(gaps(source, read_entries(catalogue), name=catalogue.name))
    return found


def gaps_in_strings(*, lang: Language) -> list[Gap]:
    """List the same for all that is not the words of a notebook: every lesson shows some of it."""
    paths = [path for path in resources.catalogues(lang) if not path.name.startswith(_OF_A_NOTEBOOK)]
    entries = [(path.name, entry) for path in paths for entry in read_entries(path)]
    wanted = {**data_texts(), **quiz_texts(), **code_texts()}
    return [*compare(wanted, entries), *_contradictions(entries)]


def compare(wanted: dict[str, str], entries: Iterable[tuple[str, Entry]]) -> Iterator[Gap]:
    """Compare the texts there are with the translations there are.

    Parameters
    ----------
    wanted
        Italian text and where it is used.
    entries
        File and entry.
    """
    known: dict[str, tuple[str, Entry]] = {}
    for name, entry in entries:
        known.setdefault(entry.text, (name, entry))
    for text, where in wanted.items():
        if text not in known:
            yield Gap("missing", where, text)
            continue
        name, entry = known[text]
        if wrong := finding(entry):
            yield Gap(wrong, name, text)
    for text, (name, _entry) in known.items():
        if text not in wanted:
            yield Gap("stale", name, text)


def _contradictions(entries: Iterable[tuple[str, Entry]]) -> Iterator[Gap]:
    """All catalogues are read into one table: the same text translated twice must say the same."""
    first: dict[str, str] = {}
    for name, entry in entries:
        if first.setdefault(entry.text, entry.translation) != entry.translation:
            yield Gap("changed", name, entry.text)
