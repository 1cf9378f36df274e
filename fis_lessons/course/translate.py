"""From the Italian notebook to the English one: same cells, same code, other words.

The words come from one catalogue per lesson, ``locale/en/notebook_NN.po``. The Italian text of a block
(see :mod:`fis_lessons.course.blocks`) is the key, so a text that changes loses its translation and is
told: an English lesson never says what the Italian one no longer says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from babel.messages.pofile import read_po
from nbformat import NotebookNode

from fis_lessons.course.blocks import blocks, rewrite, untouchable
from fis_lessons.course.fidelity import Unfaithful, unfaithful
from fis_lessons.course.notebooks import copied
from fis_lessons.errors import Problem, TranslationError
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _

Finding = Literal["missing", "empty", "fuzzy", "stale", "changed"] | Unfaithful
SAME = "same"  # the comment above an entry that is the same in both languages
_FIELD = re.compile(r"\{[^{}]*\}")
_METADATA = ("title", "objectives", "prerequisites", "competence_area")


@dataclass(frozen=True)
class Entry:
    """A translation: the Italian, the English, whether somebody must still read it, whether both are one."""

    text: str
    translation: str
    fuzzy: bool = False
    same: bool = False


@dataclass(frozen=True)
class Gap:
    """Something a catalogue still lacks, or holds in excess."""

    finding: Finding
    where: str
    text: str

    def problem(self) -> Problem:
        """Tell it to the author."""
        words = {
            "missing": (_("manca la traduzione."), _("Aggiungi la voce al catalogo.")),
            "empty": (_("la traduzione è vuota."), _("Scrivila nel catalogo.")),
            "fuzzy": (_("la traduzione è segnata come da rivedere."), _("Rileggila e togli «fuzzy».")),
            "stale": (_("la voce non serve più."), _("Aggiornala o toglila.")),
            "changed": (
                _("la traduzione cambia un indirizzo o una parola di codice."),
                _("Ripeti link e codice come sono nel testo italiano."),
            ),
            "numbers": (
                _("la traduzione ha altri numeri."),
                _("Scrivi gli stessi numeri, con i segni dell'inglese: 1,234.5."),
            ),
            "markup": (
                _("la traduzione ha altri segni (grassetto, link, celle di tabella, tag)."),
                _("Metti gli stessi segni del testo italiano, e nessun altro."),
            ),
            "italian": (
                _("la traduzione è ancora in italiano."),
                _("Traducila; se è un nome, uguale anche in inglese, scrivi «# same» sopra la voce."),
            ),
            "cut": (
                _("la traduzione è troppo corta o troppo lunga, o finisce in un altro modo."),
                _("Controlla che dica tutto, e che finisca con lo stesso segno."),
            ),
        }
        found, remedy = words[self.finding]
        return Problem(self.where, f"«{_short(self.text)}»: {found}", remedy=remedy)


def _short(text: str, *, limit: int = 70) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def catalogue_of(lesson: str, *, lang: Language) -> Path | None:
    """Return the catalogue of a lesson's notebook; none for Italian, the language it is written in."""
    if lang == "it":
        return None
    return Path(str(files("fis_lessons"))) / "locale" / lang / f"notebook_{lesson}.po"


def read_entries(path: Path) -> list[Entry]:
    """Read a catalogue; a file that is not there has no entries."""
    if not path.is_file():
        return []
    with path.open("rb") as stream:
        return [
            Entry(message.id, str(message.string or ""), bool(message.fuzzy), SAME in message.user_comments)
            for message in read_po(stream)
            if isinstance(message.id, str) and message.id
        ]


def units(notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """List what is to be translated: the place (cell, or ``metadata``) and the Italian text.

    Title, objectives, prerequisites and competence area of the metadata are shown to people too.
    """
    facts = notebook.metadata.get("fis", {})
    for name in _METADATA:
        for text in _texts(facts.get(name)):
            yield f"metadata.fis.{name}", text
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for block in blocks(cell.source):
                if block.words:
                    yield cell.id, block.text


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def gaps(notebook: NotebookNode, entries: Iterable[Entry], *, name: str) -> list[Gap]:
    """Compare a notebook and its catalogue, and list all that does not match.

    Parameters
    ----------
    notebook
        In Italian.
    entries
        Of the catalogue.
    name
        Name of the catalogue, to say where.
    """
    known = {entry.text: entry for entry in entries}
    found: list[Gap] = []
    wanted: set[str] = set()
    for place, text in units(notebook):
        if text in wanted:
            continue
        wanted.add(text)
        entry = known.get(text)
        found_here = finding(entry) if entry else "missing"
        if found_here:
            found.append(Gap(found_here, f"{name}, {place}", text))
    found.extend(Gap("stale", name, text) for text in known if text not in wanted)
    return found


def finding(entry: Entry) -> Finding | None:
    """Tell what is wrong with a translation, if anything."""
    if not entry.translation:
        return "empty"
    if entry.fuzzy:
        return "fuzzy"
    if _kept(entry.text) != _kept(entry.translation):
        return "changed"
    return unfaithful(entry.text, entry.translation, same=entry.same)


def _kept(text: str) -> list[str]:
    """List what a translation must repeat as it is, the fields that are filled in included."""
    return sorted([*untouchable(text), *_FIELD.findall(text)])


def translate(notebook: NotebookNode, catalogue: Path | None, *, lang: Language) -> NotebookNode:
    """Return the notebook in another language.

    Parameters
    ----------
    notebook
        In Italian.
    catalogue
        Its PO file; none for Italian.
    lang
        The language wanted.

    Raises
    ------
    TranslationError
        With every entry that is missing, empty, to be read again, or no longer needed.
    """
    result = copied(notebook)
    result.metadata["language"] = lang
    if catalogue is None:
        return result
    entries = read_entries(catalogue)
    found = gaps(notebook, entries, name=catalogue.name)
    if found:
        raise TranslationError(
            _("Il catalogo {name} non corrisponde al notebook.").format(name=catalogue.name),
            [gap.problem() for gap in found],
        )
    table = {entry.text: entry.translation for entry in entries}
    for cell in result.cells:
        if cell.cell_type == "markdown":
            cell.source = rewrite(cell.source, lambda text: table.get(text, text))
    facts = result.metadata.get("fis", {})
    for key in _METADATA:
        value = facts.get(key)
        if isinstance(value, str):
            facts[key] = table.get(value, value)
        elif isinstance(value, list):
            facts[key] = [table.get(text, text) for text in value]
    return result
