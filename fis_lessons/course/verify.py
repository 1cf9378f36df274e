"""Does a stored notebook still say what its code says? For the lessons' sources, which are the reference too.

nbval passes a notebook whose outputs were stripped, compares a third of the cells and never looks at a
figure. Here every cell must show what it shows in a fresh run: the same words, numbers, tables and
descriptions, and pictures that look the same.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import zip_longest

from nbformat import NotebookNode

from fis_lessons.course.editions import cleared
from fis_lessons.course.execute import ExecutionError, execute
from fis_lessons.course.normalise import normalise
from fis_lessons.course.notebooks import tags
from fis_lessons.course.pictures import look_alike
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _

COMPARED = "nbval-check-output"
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")
_PICTURE = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")


def verify(notebook: NotebookNode, *, executed: NotebookNode | None = None) -> list[Problem]:
    """List the differences between what is stored in a notebook and what its code says now.

    Parameters
    ----------
    notebook
        As stored.
    executed
        A fresh run of the same notebook; it is executed now if not given.

    Returns
    -------
    list of Problem
        Empty if the notebook can be trusted.
    """
    if executed is None:
        name = str(notebook.metadata.get("fis", {}).get("id", "?"))
        try:
            executed = execute(cleared(notebook), name=name)
        except ExecutionError as error:
            return list(error.problems)
    stored, fresh = normalise(notebook), normalise(executed)
    if [cell.id for cell in stored.cells] != [cell.id for cell in fresh.cells]:
        return [Problem("", _("le celle non sono le stesse."), remedy=_REFRESH())]
    if not any(COMPARED in tags(cell) for cell in stored.cells):
        expected = _("almeno una cella con il tag «{tag}»").format(tag=COMPARED)
        return [Problem("", _("nessuna cella è da confrontare."), expected)]
    return [
        problem
        for before, after in zip(stored.cells, fresh.cells, strict=True)
        if before.cell_type == "code"
        for problem in cell_problems(before, after)
    ]


def _REFRESH() -> str:  # noqa: N802
    return _("Se il cambiamento è voluto, esegui «fis-lessons author refresh».")


def cell_problems(before: NotebookNode, after: NotebookNode) -> Iterator[Problem]:
    """Give the differences between a cell as stored and the same cell run now, both normalised."""
    where = _("cella «{cell}»").format(cell=before.id)
    if before.source != after.source:
        yield Problem(where, _("il codice non è lo stesso."), remedy=_REFRESH())
    if not before.outputs and (after.outputs or COMPARED in tags(before)):
        yield Problem(where, _("il risultato salvato manca."), remedy=_REFRESH())
        return
    if before.outputs and not after.outputs:
        yield Problem(where, _("eseguita adesso non mostra niente."), remedy=_REFRESH())
        return
    for old, new in zip_longest(before.outputs, after.outputs):
        for found in _differences(old, new):
            yield Problem(where, found, remedy=_REFRESH())


def _differences(old: NotebookNode | None, new: NotebookNode | None) -> Iterator[str]:
    if old is None or new is None:
        yield _("il numero dei risultati è cambiato.")
        return
    before, after = _texts(old), _texts(new)
    for kind in sorted(before.keys() | after.keys()):
        if kind not in before or kind not in after:
            yield _("il formato {kind} c'è solo da una parte.").format(kind=kind)
        elif before[kind] != after[kind]:
            yield _("{kind} è cambiato: {before} → {after}.").format(
                kind=kind, **_first_difference(before[kind], after[kind])
            )
    pictures = list(zip_longest(_pictures(old), _pictures(new)))
    if not all(a is not None and b is not None and look_alike(a, b) for a, b in pictures):
        yield _("la figura non è la stessa.")


def _texts(output: NotebookNode) -> dict[str, str]:
    """Return every text of an output, pictures apart."""
    if output.output_type == "stream":
        return {str(output.name): _plain(output.text)}
    if output.output_type == "error":
        return {"error": f"{output.ename}: {output.evalue}"}
    return {
        mime: _plain(value if isinstance(value, str) else repr(value))
        for mime, value in output.data.items()
        if mime != "image/png"
    }


def _plain(text: str) -> str:
    return _ADDRESS.sub("0x…", _PICTURE.sub("…", text)).strip()


def _first_difference(before: str, after: str) -> dict[str, str]:
    at = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    start = max(0, at - 20)
    return {"before": f"«{before[start : at + 30]}»", "after": f"«{after[start : at + 30]}»"}


def _pictures(output: NotebookNode) -> list[bytes]:
    data = output.get("data", {})
    found = [data["image/png"]] if "image/png" in data else []
    found += _PICTURE.findall(data.get("text/html", ""))
    return [_bytes(piece) for piece in found]


def _bytes(piece: str) -> bytes:
    try:
        return base64.b64decode("".join(piece.split()))
    except binascii.Error:
        return b""
