"""Spoil the lessons' notebooks in every way a slip can, and count what the checks do not see.

    python scripts/mutate_notebooks.py            # every lesson, every digit, picture and cell: the table
    python scripts/mutate_notebooks.py 02 --run   # one lesson, against a run made now

The tests call the same functions on a sample. A spoil that nobody sees is printed with its place.
"""

from __future__ import annotations

import argparse
import base64
import io
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from nbformat import NotebookNode
from PIL import Image, ImageChops, ImageOps

from fis_lessons.course import notebooks
from fis_lessons.course.contents import content_problems
from fis_lessons.course.editions import cleared
from fis_lessons.course.execute import execute
from fis_lessons.course.normalise import normalise
from fis_lessons.course.translate import catalogue_of, gaps, read_entries
from fis_lessons.course.verify import cell_problems
from fis_lessons.exercises import Progress
from fis_lessons.lessons import LESSONS, LessonSpec

_PICTURE = re.compile(r"(?<=data:image/png;base64,)[A-Za-z0-9+/=\s]+")
_ALT = re.compile(r'alt="([^"]+)"')
_TAGS = frozenset({"exercise", "solution", "trainer", "control", "parameters"})
KINDS = ("digit", "strip", "alt", "figure", "cell", "tag", "words")


@dataclass(frozen=True)
class Spoil:
    """One way of spoiling a notebook: what, where, and whether the checks see it."""

    kind: str
    where: str
    seen: Callable[[], bool]


@dataclass
class Subject:
    """A lesson's notebook, true, with what judges a spoiled copy of it."""

    lesson: LessonSpec
    run: bool = False
    pictures: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """Read the notebook and open the lesson, once."""
        self.stored = normalise(notebooks.read(self.lesson.notebook))
        self.fresh = self.stored
        if self.run:
            self.fresh = normalise(execute(cleared(self.stored), name=self.lesson.id))
        self.opened = self.lesson.open({}, progress=Progress(None))
        catalogue = catalogue_of(self.lesson.id, lang="en")
        assert catalogue is not None
        self.entries = read_entries(catalogue)
        found = [o.data["image/png"] for c in self.stored.cells for o in c.get("outputs", []) if "data" in o
                 and "image/png" in o.data]  # fmt: skip
        self.pictures = ["".join(picture.split()) for picture in found]

    def cell_is_seen(self, at: int, spoiled: NotebookNode) -> bool:
        """Tell whether a changed output is told."""
        return any(cell_problems(spoiled, self.fresh.cells[at]))

    def notebook_is_seen(self, spoiled: NotebookNode) -> bool:
        """Tell whether a changed notebook is told, before anything runs."""
        return bool(
            content_problems(spoiled, self.opened) or gaps(spoiled, self.entries, name=self.lesson.id)
        )


def spoils(subject: Subject) -> Iterator[Spoil]:
    """List every way of spoiling a lesson; nothing is made until it is judged."""
    for at, cell in enumerate(subject.stored.cells):
        yield Spoil("cell", cell.id, partial(_without_cell, subject, at))
        # a document may be called a control too: nothing hangs on it
        told = _TAGS if "lesson.explore(" in cell.source else _TAGS - {"control"}
        for tag in sorted(notebooks.tags(cell) & told):
            yield Spoil("tag", f"{cell.id}: {tag}", partial(_without_tag, subject, at, tag))
        if cell.cell_type == "markdown":
            for place in _digits(cell.source):
                yield Spoil("words", f"{cell.id}: {place}", partial(_other_words, subject, at, place))
            continue
        if cell.outputs:
            yield Spoil("strip", cell.id, partial(_stripped, subject, at))
        for number, output in enumerate(cell.outputs):
            for mime, text in _texts(output):
                where = f"{cell.id}: {mime}"
                change = partial(_changed, subject, at, number, mime)
                yield Spoil("strip", where, partial(change, None))
                for place in _digits(text):
                    yield Spoil("digit", f"{where}, {place}", partial(change, _other_digit(place)))
                for alt in _ALT.finditer(text):
                    for which, edit in (("empty", _empty_alt), ("changed", _changed_alt)):
                        yield Spoil("alt", f"{where}, {which}", partial(change, partial(edit, alt[1])))
                for which, redraw in REDRAWN.items():
                    if mime == "image/png" or _PICTURE.search(text):
                        yield Spoil("figure", f"{where}, {which}", partial(_redrawn, change, redraw, subject))


# --- what is shown ------------------------------------------------------------------------------------


def _texts(output: NotebookNode) -> list[tuple[str, str]]:
    if output.output_type == "stream":
        return [("text", output.text)]
    return [(mime, value) for mime, value in output.get("data", {}).items() if isinstance(value, str)]


def _changed(subject: Subject, at: int, number: int, mime: str, change: Callable[[str], str] | None) -> bool:
    """Judge a cell with one form of one output changed, or taken away."""
    cell = notebooks.copied(subject.stored.cells[at])
    output = cell.outputs[number]
    holder = output if output.output_type == "stream" else output.data
    if change is None:
        if output.output_type == "stream":
            del cell.outputs[number]
        else:
            del holder[mime]
    else:
        before = holder[mime]
        holder[mime] = change(before)
        assert holder[mime] != before, "nothing was spoiled"
    return subject.cell_is_seen(at, cell)


def _stripped(subject: Subject, at: int) -> bool:
    cell = notebooks.copied(subject.stored.cells[at])
    cell.outputs = []
    return subject.cell_is_seen(at, cell)


def _digits(text: str) -> list[int]:
    """List where the digits are, pictures apart."""
    bare = _PICTURE.sub(lambda match: "x" * len(match[0]), text) if not _is_picture(text) else ""
    return [match.start() for match in re.finditer("[0-9]", bare)]


def _is_picture(text: str) -> bool:
    return text.lstrip().startswith("iVBORw0KGgo")


def _other_digit(place: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        return text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]

    return change


def _empty_alt(alt: str, text: str) -> str:
    return text.replace(f'alt="{alt}"', 'alt=""', 1)


def _changed_alt(alt: str, text: str) -> str:
    return text.replace(f'alt="{alt}"', f'alt="{alt[:-2]}"', 1)


# --- figures ------------------------------------------------------------------------------------------


def _mirrored(picture: Image.Image) -> Image.Image:
    return ImageOps.mirror(picture)


def _moved(picture: Image.Image) -> Image.Image:
    return ImageChops.offset(picture, 3, 0)


def _spotted(picture: Image.Image) -> Image.Image:
    """Put a dot of a chart where there was none, or take one away: six by six in the middle, inverted."""
    x, y = picture.width // 2, picture.height // 2
    box = (x, y, x + 6, y + 6)
    picture.paste(ImageOps.invert(picture.crop(box)), box)
    return picture


def _recoloured(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    return Image.merge("RGB", (blue, green, red))


REDRAWN: dict[str, Callable[[Image.Image], Image.Image] | None] = {
    "another figure of the lesson": None,
    "mirrored": _mirrored,
    "moved": _moved,
    "a spot": _spotted,
    "other colours": _recoloured,
}


def _redrawn(
    change: Callable[[Callable[[str], str]], bool],
    redraw: Callable[[Image.Image], Image.Image] | None,
    subject: Subject,
) -> bool:
    def other(encoded: str) -> str:
        bare = "".join(encoded.split())
        if redraw is None:
            return next((one for one in subject.pictures if one != bare), bare[:-100])
        with Image.open(io.BytesIO(base64.b64decode(bare))) as picture:
            made = redraw(picture.convert("RGB"))
        stream = io.BytesIO()
        made.save(stream, format="png")
        return base64.b64encode(stream.getvalue()).decode()

    def whole(text: str) -> str:
        return (
            other(text) if _is_picture(text) else _PICTURE.sub(lambda match: other(match[0]), text, count=1)
        )

    return change(whole)


# --- cells --------------------------------------------------------------------------------------------


def _without_cell(subject: Subject, at: int) -> bool:
    spoiled = cleared(subject.stored)
    del spoiled.cells[at]
    return subject.notebook_is_seen(spoiled)


def _without_tag(subject: Subject, at: int, tag: str) -> bool:
    spoiled = cleared(subject.stored)
    spoiled.cells[at].metadata["tags"].remove(tag)
    return subject.notebook_is_seen(spoiled)


def _other_words(subject: Subject, at: int, place: int) -> bool:
    spoiled = cleared(subject.stored)
    spoiled.cells[at].source = _other_digit(place)(spoiled.cells[at].source)
    return subject.notebook_is_seen(spoiled)


# --- the count ----------------------------------------------------------------------------------------


def judged(subject: Subject, *, at_most: int | None = None) -> dict[str, tuple[int, list[str]]]:
    """Spoil a lesson and return, by kind, how many ways were tried and which were not seen.

    Parameters
    ----------
    subject
        The lesson.
    at_most
        How many ways of each kind to try, drawn with a fixed seed; all if not given.
    """
    found = list(spoils(subject))
    drawn = random.Random(subject.lesson.id)
    result = {}
    for kind in KINDS:
        tried = [one for one in found if one.kind == kind]
        if at_most is not None and len(tried) > at_most:
            tried = drawn.sample(tried, at_most)
        result[kind] = len(tried), [one.where for one in tried if not one.seen()]
    return result


def main() -> int:
    """Print the table; end with 1 if something was not seen."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("lessons", nargs="*", help="numbers; all if none")
    reader.add_argument("--run", action="store_true", help="against a run made now")
    reader.add_argument("--at-most", type=int, help="how many of each kind")
    given = reader.parse_args()
    unseen = 0
    print("| lesson | " + " | ".join(KINDS) + " |\n|---|" + "---|" * len(KINDS))
    for name in given.lessons or sorted(LESSONS):
        result = judged(Subject(LESSONS[name], given.run), at_most=given.at_most)
        cells = [f"{tried - len(missed)}/{tried}" for tried, missed in result.values()]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
        for kind, (_tried, missed) in result.items():
            unseen += len(missed)
            for where in missed[:20]:
                print(f"  not seen, {kind}: {name}, {where}", file=sys.stderr)
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
