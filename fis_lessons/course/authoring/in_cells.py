"""Rules about the cells of a notebook: names, order, tags, code, what was stored when it ran."""

from __future__ import annotations

import ast
import builtins
import re
from collections import Counter
from collections.abc import Iterator

from nbformat import NotebookNode

from fis_lessons.course.authoring.material import Subject
from fis_lessons.course.authoring.registry import Hit, check, short
from fis_lessons.course.contents import content_problems
from fis_lessons.course.notebooks import tags
from fis_lessons.i18n import gettext as _

TAGS = frozenset({
    "parameters", "exercise", "solution", "trainer", "control", "note", "extra", "nbval-check-output",
})  # fmt: skip
"""The tags the kit knows: see CONTRIBUTING.md, "A lesson"."""
FACTS = ("id", "title", "minutes", "objectives", "prerequisites", "competence_area")
MOST_LINES, LARGEST = 3, 750_000
"""Lines of a code cell (parameters apart) and signs of a stored output, pictures included. In our lessons: at
most 3, and 541.255 (a picture is stored twice, for the page and alone)."""
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_BY_CHANCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]*)?|[0-9a-f]{12,}")
_PATH = re.compile(r"(?<![\w.:/])(?:/(?:home|root|tmp|Users|usr|opt|var|mnt|work|private)/\w|[A-Z]:\\\\?\w)")
_WARNING = re.compile(r"\b\w*Warning:|^\s*warnings?\.warn\(", re.MULTILINE)
_INFINITIVE = re.compile(r"\w+(?:are|ere|ire|rre|arsi|ersi|irsi|rsene)\b", re.IGNORECASE)


def _id(cell: NotebookNode) -> str:
    return str(cell.get("id", ""))


def _said(cell: NotebookNode) -> Iterator[str]:
    """List every text of the stored outputs of a cell, pictures apart."""
    for output in cell.get("outputs", ()):
        yield str(output.get("text", ""))
        yield from (str(value) for mime, value in output.get("data", {}).items() if "image/" not in mime)


@check("metadata")
def metadata(subject: Subject) -> Iterator[Hit]:
    """What is said of the lesson in the course's pages stands in its metadata."""
    facts = subject.notebook.metadata.get("fis", {})
    for name in FACTS:
        value = facts.get(name)
        wanted = int if name == "minutes" else list if name in ("objectives", "prerequisites") else str
        if not isinstance(value, wanted) or not value:
            yield Hit("metadata", f"fis.{name}")


@check("objective-verb")
def objective_verb(subject: Subject) -> Iterator[Hit]:
    """An objective says what somebody will be able to do."""
    listed = subject.notebook.metadata.get("fis", {}).get("objectives", ())
    for words in listed if isinstance(listed, list) else ():
        if not _INFINITIVE.match(str(words)):
            yield Hit("metadata", short(str(words)))


@check("objective-count")
def objective_count(subject: Subject) -> Iterator[Hit]:
    """Four to six: more cannot be kept in an hour."""
    listed = subject.notebook.metadata.get("fis", {}).get("objectives", ())
    if isinstance(listed, list) and not 3 <= len(listed) <= 6:
        yield Hit("metadata", str(len(listed)))


@check("parameters-cell")
def parameters_cell(subject: Subject) -> Iterator[Hit]:
    """One cell takes the parameters, before the lesson opens."""
    found = [at for at, cell in enumerate(subject.notebook.cells) if "parameters" in tags(cell)]
    opens = _first(subject, "open_lesson(")
    if len(found) != 1 or (opens is not None and found[0] > opens):
        yield Hit("parameters", str(len(found)))


def _first(subject: Subject, words: str) -> int | None:
    cells = enumerate(subject.notebook.cells)
    return next((at for at, cell in cells if cell.cell_type == "code" and words in cell.source), None)


@check("cell-id")
def cell_id(subject: Subject) -> Iterator[Hit]:
    """Findings, translations and tests name cells: a name drawn by chance says nothing."""
    for cell in subject.notebook.cells:
        name = _id(cell)
        if not _ID.fullmatch(name) or _BY_CHANCE.fullmatch(name):
            yield Hit(name, short(cell.source, limit=40))


@check("cell-id-twice")
def cell_id_twice(subject: Subject) -> Iterator[Hit]:
    """Two cells with one name are one for whoever looks for it."""
    for name, count in Counter(map(_id, subject.notebook.cells)).items():
        if count > 1:
            yield Hit(name, str(count))


@check("cell-order")
def cell_order(subject: Subject) -> Iterator[Hit]:
    """The lesson opens before it is used; the sources close it."""
    opens = _first(subject, "open_lesson(")
    uses = _first(subject, "lesson.")
    if uses is not None and (opens is None or uses < opens):
        yield Hit(_id(subject.notebook.cells[uses]), "open_lesson")
    quiz, hand_in, sources = (_first(subject, f"lesson.{name}(") for name in ("quiz", "hand_in", "sources"))
    for before, after, name in ((quiz, hand_in, "quiz"), (hand_in, sources, "hand-in")):
        if before is not None and after is not None and before > after:
            yield Hit(_id(subject.notebook.cells[before]), name)


@check("cell-empty")
def cell_empty(subject: Subject) -> Iterator[Hit]:
    """An empty cell is a hole in the page."""
    for cell in subject.notebook.cells:
        if not cell.source.strip():
            yield Hit(_id(cell))


@check("tag-unknown")
def tag_unknown(subject: Subject) -> Iterator[Hit]:
    """A misspelt tag gives the answers to the trainees."""
    for cell in subject.notebook.cells:
        for name in sorted(tags(cell) - TAGS):
            yield Hit(_id(cell), name)


@check("tag-reserved")
def tag_reserved(subject: Subject) -> Iterator[Hit]:
    """What is for the trainer is called so, and only that."""
    for cell in subject.notebook.cells:
        reserved = tags(cell) & {"solution", "trainer"}
        named = _id(cell).split("-")[0]
        if named in ("solution", "trainer") and named not in reserved:
            yield Hit(_id(cell), named)
        elif reserved and named not in reserved:
            yield Hit(_id(cell), ", ".join(sorted(reserved)))


@check("contents")
def contents(subject: Subject) -> Iterator[Hit]:
    """The notebook shows all that its lesson holds, each thing once, in order, with its tag."""
    if subject.lesson is not None:
        for problem in content_problems(subject.notebook, subject.lesson):
            yield Hit(problem.where, problem.found)


@check("code-long")
def code_long(subject: Subject) -> Iterator[Hit]:
    """Whoever opens a cell reads it at a glance."""
    for cell in subject.code:
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if len(lines) > MOST_LINES and "parameters" not in tags(cell):
            yield Hit(_id(cell), _("righe: {count}").format(count=len(lines)))


@check("code-open")
def code_open(subject: Subject) -> Iterator[Hit]:
    """A trainee who does not program never has code in front."""
    for cell in subject.code:
        if not cell.metadata.get("jupyter", {}).get("source_hidden"):
            yield Hit(_id(cell), short(cell.source, limit=40))


@check("code-text")
def code_text(subject: Subject) -> Iterator[Hit]:
    """Words inside the code are in no catalogue: the English lesson says them in Italian."""
    for cell in subject.code:
        for node in _nodes(cell):
            words = isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip()
            if words and " " in words:
                yield Hit(_id(cell), short(words))


def _nodes(cell: NotebookNode) -> list[ast.AST]:
    try:
        return list(ast.walk(ast.parse(cell.source)))
    except SyntaxError:
        return []


@check("code-syntax")
def code_syntax(subject: Subject) -> Iterator[Hit]:
    """What is no Python cannot run."""
    for cell in subject.code:
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            yield Hit(_id(cell), str(error.msg))


@check("hidden-state")
def hidden_state(subject: Subject) -> Iterator[Hit]:
    """A cell needs only what the cells above it made: otherwise it runs today, and not from the beginning."""
    known = {*dir(builtins), "display", "get_ipython"}
    for cell in subject.code:
        nodes = _nodes(cell)
        made = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        made |= {(name.asname or name.name).split(".")[0] for node in nodes
                 if isinstance(node, ast.Import | ast.ImportFrom) for name in node.names}  # fmt: skip
        made |= {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        made |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        used = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        for name in sorted(used - known - made):
            yield Hit(_id(cell), name)
        known |= made


@check("run-order")
def run_order(subject: Subject) -> Iterator[Hit]:
    """The stored counts go 1, 2, 3: the notebook was run once, from the beginning."""
    counts = [cell.get("execution_count") for cell in subject.code]
    if counts != list(range(1, len(counts) + 1)):
        odd = next(
            (cell for at, cell in enumerate(subject.code, 1) if cell.get("execution_count") != at), None
        )
        yield Hit(_id(odd) if odd is not None else "", str(odd.get("execution_count") if odd else ""))


@check("output-missing")
def output_missing(subject: Subject) -> Iterator[Hit]:
    """A lesson is stored with what it shows."""
    for cell in subject.code:
        if "lesson." in cell.source and not cell.outputs:
            yield Hit(_id(cell), short(cell.source))


@check("output-error")
def output_error(subject: Subject) -> Iterator[Hit]:
    """No lesson is stored with a cell that failed."""
    for cell in subject.code:
        for output in cell.outputs:
            if output.output_type == "error":
                yield Hit(_id(cell), str(output.get("ename", "")))


@check("output-warning")
def output_warning(subject: Subject) -> Iterator[Hit]:
    """What Python complains of is not for trainees."""
    for cell in subject.code:
        for output in cell.outputs:
            if output.output_type == "stream" and output.get("name") == "stderr":
                yield Hit(_id(cell), short(str(output.text)))
        for text in _said(cell):
            if found := _WARNING.search(text):
                yield Hit(_id(cell), found[0])


@check("output-path")
def output_path(subject: Subject) -> Iterator[Hit]:
    """A path of the author's machine is on no other."""
    for cell in subject.code:
        for text in _said(cell):
            if found := _PATH.search(re.sub(r"data:[\w/+.;=-]*;base64,[A-Za-z0-9+/=\s]+", "", text)):
                yield Hit(_id(cell), short(text[found.start() : found.start() + 40]))


@check("output-large")
def output_large(subject: Subject) -> Iterator[Hit]:
    """A notebook of many megabytes opens slowly on an old machine."""
    for cell in subject.code:
        size = sum(len(str(output)) for output in cell.outputs)
        if size > LARGEST:
            yield Hit(_id(cell), f"{size // 1000} kB")
