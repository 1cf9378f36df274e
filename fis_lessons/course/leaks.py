"""Proof that what a trainee receives does not hold the answers, wherever they could hide.

Texts are compared by their letters and digits only. So ``**somma** le età``, ``<strong>somma</strong> le
et&agrave;`` and the same words cut over three lines are one text, and one way to leak.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from nbformat import NotebookNode

from fis_lessons.course.editions import reserved_cells
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _

SHORTEST = 25  # characters: below, a line says nothing that could not stand elsewhere too
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>", re.DOTALL)
_LINK = re.compile(r"\]\([^)]*\)")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_DATA_URI = re.compile(r"data:[\w/+.;=-]*;base64,([A-Za-z0-9+/=\s]+)")
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{24,}={0,2}\s*")
_BLOCK_END = re.compile(r"</(?:p|li|tr|div|h[1-6]|figcaption|summary|caption)>|<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True)
class Secrets:
    """What a trainee's copy must not hold.

    Parameters
    ----------
    lines
        Lines of text; short ones are left out.
    cells
        Ids of the reserved cells.
    """

    lines: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @cached_property
    def letters(self) -> dict[str, str]:
        """Letters of each line, and the line as it was."""
        found = {}
        for line in self.lines:
            bare = " ".join(_readable(line).split())
            if len(bare) >= SHORTEST and (letters := _letters(bare)):
                found[letters] = bare
        return found


def secrets_of(executed: NotebookNode, expected: Iterable[str] = ()) -> Secrets:
    """Collect the secrets of a variant.

    Parameters
    ----------
    executed
        The trainer's edition, executed with the parameters of the variant.
    expected
        Explanations of the expected answers (``LessonSpec.secrets``).
    """
    texts = list(expected)
    reserved = reserved_cells(executed)
    for cell in reserved:
        texts.append(cell.source)
        texts.extend(text for _place, text in _strings(_shown(cell), "") if not _is_picture(text))
    lines = [line for text in texts for line in _lines(text)]
    return Secrets(tuple(dict.fromkeys(lines)), tuple(cell.id for cell in reserved if "id" in cell))


def _shown(cell: NotebookNode) -> list[object]:
    """Return what a reserved cell shows, without names of formats and without pictures."""
    shown: list[object] = []
    for output in cell.get("outputs", []):
        shown.append(output.get("text", ""))
        shown.extend(v for mime, v in output.get("data", {}).items() if not mime.startswith("image/"))
    return shown


def _is_picture(text: str) -> bool:
    return len(text) > 2000 and _BASE64.fullmatch(text) is not None


def _lines(text: str) -> list[str]:
    without = _DATA_URI.sub("", text)
    return [line for line in _BLOCK_END.sub("\n", without).splitlines() if line.strip()]


def refuse_leaks(*where: NotebookNode | str, secrets: Secrets, lesson: str) -> None:
    """Stop what would give an answer to whoever learns.

    Parameters
    ----------
    where
        Notebooks or pages: as :func:`leaks` takes them.
    secrets
        What must not be there.
    lesson
        What messages call it.

    Raises
    ------
    BuildError
        With every secret found.
    """
    found = [problem for one in where for problem in leaks(one, secrets)]
    if found:
        words = _("Il materiale per chi impara contiene risposte: lezione {name}.")
        raise BuildError(words.format(name=lesson), found)


def leaks(where: NotebookNode | str, secrets: Secrets) -> list[Problem]:
    """List the secrets found in a notebook or in a page.

    Parameters
    ----------
    where
        A notebook (every text in it is looked at: sources, outputs, metadata, attachments, names of
        keys; what is written in base64 is read) or the text of an HTML page.
    secrets
        What must not be there.

    Returns
    -------
    list of Problem
        One per secret and place.
    """
    found: dict[tuple[str, str], Problem] = {}
    for place, text in _strings(where, ""):
        for secret in _in_text(text, secrets):
            found[place, secret] = Problem(
                place or _("pagina"),
                _("contiene «{text}».").format(text=secret[:120]),
                remedy=_("È testo riservato al formatore: scrivilo solo nelle celle «solution» o «trainer»."),
            )
    return list(found.values())


def _in_text(text: str, secrets: Secrets) -> Iterator[str]:
    for form in _forms(text):
        letters = _letters(form)
        yield from (line for key, line in secrets.letters.items() if key in letters)
        yield from (cell for cell in secrets.cells if _names(cell, form))


def _names(cell: str, text: str) -> bool:
    if cell not in text:
        return False
    return re.search(rf"(?<![\w-]){re.escape(cell)}(?![\w-])", text) is not None


def _forms(text: str) -> Iterator[str]:
    """Return a text as it is, without tags, and what it hides in base64."""
    hidden = [_decoded(piece) for piece in _DATA_URI.findall(text)]
    rest = _DATA_URI.sub(" ", text)
    if _BASE64.fullmatch(rest):
        hidden.append(_decoded(rest))
    plain = html.unescape(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), rest))
    yield plain
    yield _LINK.sub("]", plain)
    yield _TAG.sub("", html.unescape(_TAG.sub("", rest)))
    yield from (piece for piece in hidden if piece)


def _decoded(piece: str) -> str:
    compact = "".join(piece.split())
    try:
        content = base64.b64decode(compact + "=" * (-len(compact) % 4))
    except (binascii.Error, ValueError):
        return ""
    return content.decode("utf-8", errors="ignore")


def _strings(value: object, place: str) -> Iterator[tuple[str, str]]:
    """List every text inside a value, with the way to it; lists of lines also as one text."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        name = value.get("id") if isinstance(value.get("id"), str) else None
        for key, inside in value.items():
            yield from _strings(inside, _step(place, str(key), name))
            yield _step(place, str(key), name), str(key)
    elif isinstance(value, list | tuple):
        if value and all(isinstance(item, str) for item in value):
            yield place, "".join(value)
        for number, item in enumerate(value):
            yield from _strings(item, f"{place}[{number}]")


def _step(place: str, key: str, name: str | None) -> str:
    here = re.sub(r"\[\d+\]$", f"[{name}]", place) if name else place
    return f"{here}.{key}" if here else key


def _readable(text: str) -> str:
    return _LINK.sub("]", html.unescape(_TAG.sub("", html.unescape(text))))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
