r"""The values of a variant, written into the notebook's own parameters cell.

papermill adds a second cell under the first, so that a reader sees two sets of values, and writes
``Forlì`` as ``"Forl\xec"``. Here the one cell people see is rewritten: the comments stay, the values change.
"""

from __future__ import annotations

import ast
import datetime
from collections.abc import Mapping

from nbformat import NotebookNode
from papermill.translators import PythonTranslator

from fis_lessons.course.notebooks import copied, tags
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _


class PlainTranslator(PythonTranslator):  # type: ignore[misc]  # papermill has no types
    """papermill's translator to Python, made to write what a person would.

    Examples
    --------
    >>> PlainTranslator.translate("Forlì")
    '"Forlì"'
    >>> PlainTranslator.translate((datetime.date(2025, 10, 14), None))
    '(datetime.date(2025, 10, 14), None)'
    """

    @classmethod
    def translate(cls, val: object) -> str:
        """Write a value as Python source.

        Raises
        ------
        TypeError
            If there is no plain way to write it.
        """
        if isinstance(val, tuple):
            inner = ", ".join(cls.translate(item) for item in val)
            return f"({inner},)" if len(val) == 1 else f"({inner})"
        if isinstance(val, datetime.datetime):
            raise TypeError("a parameter can be a date, not a time")
        if isinstance(val, datetime.date):
            return f"datetime.date({val.year}, {val.month}, {val.day})"
        if val is None or isinstance(val, str | bool | int | float | list | dict):
            return str(super().translate(val))
        raise TypeError(f"a parameter cannot be a {type(val).__name__}")

    @classmethod
    def translate_str(cls, val: str) -> str:
        """Write a text between double quotes, letters as they are."""
        plain = val.isprintable() and '"' not in val and "\\" not in val
        return f'"{val}"' if plain else repr(val)


def parameters_cell(notebook: NotebookNode) -> NotebookNode:
    """Return the one cell tagged ``parameters``.

    Raises
    ------
    BuildError
        If there is none, or more than one.
    """
    found = [cell for cell in notebook.cells if cell.cell_type == "code" and "parameters" in tags(cell)]
    if len(found) != 1:
        raise BuildError(
            _("Il notebook deve avere una sola cella con il tag «parameters»; ne ha {count}.").format(
                count=len(found)
            )
        )
    cell: NotebookNode = found[0]
    return cell


def declared(source: str) -> dict[str, ast.expr]:
    """List the names a parameters cell gives a value to, and the value of each."""
    found: dict[str, ast.expr] = {}
    for statement in ast.parse(source).body:
        target: ast.expr | None = None
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
        elif isinstance(statement, ast.AnnAssign):
            target = statement.target
        if isinstance(target, ast.Name) and statement.value is not None:  # type: ignore[attr-defined]
            found[target.id] = statement.value  # type: ignore[attr-defined]
    return found


def set_parameters(notebook: NotebookNode, values: Mapping[str, object]) -> NotebookNode:
    """Return the notebook with these values in its parameters cell.

    Parameters
    ----------
    notebook
        With one cell tagged ``parameters``.
    values
        New values; a name that is not here keeps the value it has.

    Raises
    ------
    BuildError
        If the cell does not give a value to one of the names.
    """
    result = copied(notebook)
    cell = parameters_cell(result)
    known = declared(cell.source)
    unknown = [name for name in values if name not in known]
    if unknown:
        raise BuildError(
            _("La cella dei parametri non corrisponde alla lezione."),
            [
                Problem(
                    name,
                    _("nella cella non c'è."),
                    _("uno tra {names}").format(names=", ".join(known)),
                    _("Aggiungi una riga alla cella, o togli il parametro dal corso."),
                )
                for name in unknown
            ],
        )
    source = _replaced(cell.source, {known[name]: PlainTranslator.translate(values[name]) for name in values})
    if "datetime." in source and "import datetime" not in source:
        source = f"import datetime\n\n{source}"
    cell.source = source
    return result


def _replaced(source: str, pieces: Mapping[ast.expr, str]) -> str:
    # From the last to the first, so that the positions of those before stay true. ast counts bytes.
    lines = source.encode("utf-8").split(b"\n")
    for node in sorted(pieces, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        assert node.end_lineno is not None and node.end_col_offset is not None  # noqa: S101
        head = lines[node.lineno - 1][: node.col_offset]
        tail = lines[node.end_lineno - 1][node.end_col_offset :]
        lines[node.lineno - 1 : node.end_lineno] = [head + pieces[node].encode("utf-8") + tail]
    return b"\n".join(lines).decode("utf-8")
