"""For authors: begin a lesson. Writes all that a lesson has, small and true, to be replaced piece by piece."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_from_dir
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from fis_lessons import resources
from fis_lessons.course.notebooks import text_of
from fis_lessons.course.translate import units
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import catalogue
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.catalogue import CATALOGUE
from fis_lessons.lessons.desk.question_bank import bank_texts

_TEMPLATES = Path(__file__).parent / "templates" / "new_lesson"
_CELL = re.compile(r"^%% (?P<kind>markdown|code) (?P<id>[a-z0-9-]+) ?(?P<tag>[a-z-]*)$", re.MULTILINE)
_REFRESH = (
    "import sys; from fis_lessons.course.sources import refresh; from fis_lessons.lessons import lesson_spec; "
    "refresh(lesson_spec(sys.argv[1]).notebook)"
)
# in the table of the lessons, under what one takes home; what it is the author writes
_PLANNED, _THERE = "in programma", "c'è"


@dataclass(frozen=True)
class NewLesson:
    """A lesson to begin.

    Parameters
    ----------
    number
        Two digits.
    name
        In English, as a package: ``relational_goods``.
    title, title_en
        In Italian and in English.
    root
        The checkout it is written in.
    """

    number: str
    name: str
    title: str
    title_en: str
    root: Path

    @property
    def module(self) -> str:
        """Its package."""
        return f"l{self.number}_{self.name}"

    @property
    def slug(self) -> str:
        """Rest of the notebook's name: letters and low lines."""
        bare = unicodedata.normalize("NFKD", self.title).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z]+", "_", bare.lower()).strip("_")

    def filled(self, template: str) -> str:
        """Return a template with the lesson's own words in it."""
        text = (_TEMPLATES / template).read_text(encoding="utf-8")
        words = {
            "@NUMBER@": self.number,
            "@MODULE@": self.module,
            "@TITLE@": self.title,
            "@TITLE_EN@": self.title_en,
            "@PLAIN_EN@": self.title_en.lower(),
        }
        return re.sub(r"@[A-Z_]+@", lambda found: words[found[0]], text)


def checkout() -> Path:
    """Return the folder of the project.

    Raises
    ------
    BuildError
        If the kit was installed without it: there is nowhere to write a lesson.
    """
    root = resources.notebooks().parent
    if not (root / "pyproject.toml").is_file():
        words = _("Una lezione nuova si scrive nella cartella del progetto, non nel pacchetto installato.")
        raise BuildError(words, [Problem(str(root), _("qui non c'è il progetto."))])
    return root


def begin(
    number: str, name: str, *, title: str = "", title_en: str = "", root: Path | None = None
) -> list[Path]:
    """Write a new lesson: package, notebook, catalogues, test, and its line where lessons are listed.

    What it writes opens and passes ``make check``; then it is the author's.

    Parameters
    ----------
    number
        Two digits.
    name
        In English, as a package.
    title, title_en
        The titles; the Italian one planned in the README, and the name in plain words, if not given.
    root
        The project; the one this package belongs to if not given.

    Returns
    -------
    list of Path
        What was written, from the project's folder.

    Raises
    ------
    BuildError
        With all that is in the way; nothing is then written.
    """
    place = root or checkout()
    lesson = NewLesson(
        number,
        name,
        title.strip() or _planned(place, number),
        title_en.strip() or name.replace("_", " ").capitalize(),
        place,
    )
    problems = list(_problems(lesson))
    if problems:
        raise BuildError(_("La lezione non si può cominciare."), problems)
    files = {**_package(lesson), **_notebook(lesson), **_lists(lesson)}
    for path, text in files.items():
        write_whole(place / path, text)
    files |= _catalogues(lesson)
    for path, text in files.items():
        write_whole(place / path, text)
    _settle(lesson, [path for path in files if path.suffix == ".py"])
    return sorted(files)


def _planned(root: Path, number: str) -> str:
    """Return the title the README has for a lesson that is still to come."""
    row = re.search(rf"^\| {re.escape(number)} \| (.+?) \|", _read(root / "README.md"), flags=re.MULTILINE)
    return row[1] if row else ""


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _problems(lesson: NewLesson) -> Iterator[Problem]:
    if not re.fullmatch(r"[0-9]{2}", lesson.number):
        yield Problem(lesson.number, _("non è un numero di lezione."), _("due cifre"))
    elif lesson.number in [entry[0] for entry in CATALOGUE]:
        yield Problem(lesson.number, _("questa lezione c'è già."))
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", lesson.name):
        expected = _("parole inglesi minuscole unite da _")
        yield Problem(lesson.name, _("non è il nome di un pacchetto."), expected)
    if not lesson.slug:
        remedy = _("Indicalo con --title.")
        yield Problem("--title", _("manca il titolo in italiano."), remedy=remedy)
    if any(sign in lesson.title + lesson.title_en for sign in '"\\\n'):
        yield Problem("--title", _("un titolo non ha virgolette né a capo."))
    package = lesson.root / "fis_lessons" / "lessons" / lesson.module
    for path in (package, *lesson.root.glob(f"notebooks/{lesson.number}_*.ipynb")):
        if path.exists():
            yield Problem(str(path.relative_to(lesson.root)), _("c'è già."))


def _package(lesson: NewLesson) -> dict[Path, str]:
    package = Path("fis_lessons") / "lessons" / lesson.module
    modules = ("__init__", "ground", "exercises", "controls", "pages", "quiz")
    return {
        **{package / f"{name}.py": lesson.filled(f"{name}.py.txt") for name in modules},
        package / "quiz.yaml": lesson.filled("quiz.yaml.txt"),
        Path("tests") / "lessons" / f"test_{lesson.name}.py": lesson.filled("test.py.txt"),
    }


def _notebook(lesson: NewLesson) -> dict[Path, str]:
    return {Path("notebooks") / f"{lesson.number}_{lesson.slug}.ipynb": text_of(_cells(lesson))}


def _cells(lesson: NewLesson) -> NotebookNode:
    pieces = _CELL.split(lesson.filled("notebook.txt"))[1:]
    made = NotebookNode(new_notebook())
    for kind, name, tag, source in zip(*(pieces[start::4] for start in range(4)), strict=True):
        if kind == "code":
            cell = new_code_cell(source.strip(), id=name)
            cell.metadata["jupyter"] = {"source_hidden": True}
        else:
            cell = new_markdown_cell(source.strip(), id=name)
        if tag:
            cell.metadata["tags"] = [tag]
        made.cells.append(cell)
    made.metadata["fis"] = {
        "id": lesson.number,
        "title": lesson.title,
        "minutes": 60,
        "objectives": ["TODO Un primo obiettivo, che comincia con un verbo."],
        "prerequisites": ["Nessuno: si può seguire anche da sola."],
        "competence_area": "TODO Area di competenza",
    }
    made.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return made


def _lists(lesson: NewLesson) -> dict[Path, str]:
    """Add the lesson where lessons are listed: the catalogue, the standard course, the README."""
    number = lesson.number
    row = f'    ("{number}", "{lesson.slug}", "{lesson.module}", "{lesson.title}"),\n'
    names = {
        Path("fis_lessons/lessons/catalogue.py"): (
            row,
            r'^    \(\s*"(\d\d)",[^()]*\),\n',
        ),
        Path("data/courses/standard.yaml"): (f'  - lesson: "{number}"\n', r'^  - lesson: "(\d\d)"\n'),
    }
    found = {
        path: _inserted(_read(lesson.root / path), line, pattern, number)
        for path, (line, pattern) in names.items()
    }
    readme = _read(lesson.root / "README.md")
    planned = re.compile(rf"^(\| {number} \| .+? \| ){_PLANNED} \|$", flags=re.MULTILINE)
    return {**found, Path("README.md"): planned.sub(rf"\g<1>{_THERE} |", readme)}


def _inserted(text: str, line: str, pattern: str, number: str) -> str:
    rows = list(re.finditer(pattern, text, flags=re.MULTILINE))
    before = [row for row in rows if row[1] < number]
    at = before[-1].end() if before else rows[0].start()
    return text[:at] + line + text[at:]


def _catalogues(lesson: NewLesson) -> dict[Path, str]:
    """Write the English of what was just written; what the kit says already, it says in the same words."""
    pairs = (line.split(" ||| ", 1) for line in lesson.filled("english.txt").splitlines())
    english = dict(pairs) | catalogue("en")
    english[lesson.title] = lesson.title_en
    package = lesson.root / "fis_lessons" / "lessons" / lesson.module
    name = f"strings of lesson {lesson.number}"
    rows = extract_from_dir(package, method_map=[("**.py", "python")], keywords={"_": None, "mark": None})
    strings = [str(row[2]) for row in rows] + [text for text, _line in bank_texts(package / "quiz.yaml")]
    prose = [text for _place, text in units(_cells(lesson))]
    folder = Path("fis_lessons") / "locale" / "en"
    return {
        folder / f"lesson_{lesson.number}.po": _po(name, [lesson.title, *strings], english),
        folder / f"notebook_{lesson.number}.po": _po(f"notebook {lesson.number}", prose, english),
    }


def _po(what: str, texts: list[str], english: Mapping[str, str]) -> str:
    head = (
        f'# Italian to English: {what}.\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    )
    rows = [
        f"msgid {json.dumps(text, ensure_ascii=False)}\nmsgstr {json.dumps(english[text], ensure_ascii=False)}\n"
        for text in dict.fromkeys(texts)
    ]
    return "\n".join([head + '"Language: en\\n"\n', *rows])


def _settle(lesson: NewLesson, modules: list[Path]) -> None:
    """Lay the modules out as the house does, and execute the notebook: in a process that knows the lesson."""
    commands = [
        ["-m", "ruff", "check", "--quiet", "--select", "I", "--fix", *map(str, modules)],
        ["-m", "ruff", "format", "--quiet", *map(str, modules)],
        ["-c", _REFRESH, lesson.number],
    ]
    for command in commands:
        done = subprocess.run(  # noqa: S603  (our own interpreter, arguments as a list)
            [sys.executable, *command], cwd=lesson.root, capture_output=True, text=True, check=False
        )
        if done.returncode:
            lines = (done.stdout + done.stderr).strip().splitlines()[-6:]
            raise BuildError(
                _("I file sono scritti, ma un passo non è riuscito: {command}.").format(
                    command=" ".join(command)
                ),
                [Problem("", line) for line in lines],
            )
