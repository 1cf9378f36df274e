"""Make the products of a variant: translate, set parameters, execute, normalise, export, prove, write."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from nbformat import NotebookNode

from fis_lessons.course import manifest, notebooks
from fis_lessons.course.editions import EDITIONS, Edition, cleared, edition
from fis_lessons.course.execute import execute
from fis_lessons.course.leaks import Secrets, refuse_leaks, secrets_of
from fis_lessons.course.manifest import Product
from fis_lessons.course.normalise import normalise, warnings_of
from fis_lessons.course.parameters import set_parameters
from fis_lessons.course.plan import Variant
from fis_lessons.course.translate import translate
from fis_lessons.i18n import use_language

Tell = Callable[[str], None]


class Shelf(Protocol):
    """Where the files of a variant are put: a :class:`fis_lessons.course.folder.CourseFolder`, or a parcel."""

    def put(self, name: str, text: str) -> str:
        """Take a file, by its path from the course's folder, and return its sha256."""


def prepare(variant: Variant) -> NotebookNode:
    """Return the variant's notebook before any edition: in its language, with its parameters.

    Raises
    ------
    BuildError
        If the source cannot be read, the catalogue does not match or the parameters have no place.
    """
    source = notebooks.read(variant.lesson.notebook)
    translated = translate(source, variant.catalogue, lang=variant.lang)
    return set_parameters(translated, variant.parameters)


def run(variant: Variant, prepared: NotebookNode | None = None) -> NotebookNode:
    """Execute a variant as the trainer has it, prepared first if it is not yet.

    Raises
    ------
    BuildError
        As :func:`prepare`; or with the cell where it stopped.
    """
    own_case = (str(variant.parameters["case"]), variant.own_case) if variant.own_case else None
    return execute(prepared or prepare(variant), name=variant.name, own_case=own_case)


def make(
    variant: Variant,
    folder: Shelf,
    *,
    inputs: Mapping[str, str] | None = None,
    tell: Tell = lambda _step: None,
) -> list[Product]:
    """Build every edition of a variant and write its files.

    The lesson is executed once, as the trainer has it: its reserved cells say what the trainee's edition
    must not hold, and what is left without them is the trainee's.

    Parameters
    ----------
    variant
        What to build.
    folder
        Of the course.
    inputs
        sha256 of what the variant is made from, if they are known already.
    tell
        Called with the name of each edition once it is written.

    Returns
    -------
    list of Product
        One per edition.

    Raises
    ------
    BuildError
        With lesson, cell and reason; as far as it went is in ``ExecutionError.partial``. No file of the
        variant is written.
    """
    # taken before reading: what changes meanwhile is built again next time
    inputs = manifest.inputs_of(variant) if inputs is None else inputs
    return make_prepared(variant, prepare(variant), folder, inputs=inputs, tell=tell)


def make_prepared(
    variant: Variant, prepared: NotebookNode, folder: Shelf, *, inputs: Mapping[str, str], tell: Tell
) -> list[Product]:
    """Do the same from a notebook already in its language and with its parameters: no source is read.

    Raises
    ------
    BuildError
        As :func:`make`.
    """
    start = time.monotonic()
    ran = run(variant, prepared)
    executed = normalise(ran)
    secrets = secrets_of(executed, variant.lesson.secrets(variant.parameters))
    wanted = {which: edition(executed, which) for which in EDITIONS if which in variant.editions}
    # all of them before any is written: if the trainee's gives an answer away, there is no trainer's either
    files = {which: _files(variant, own, which, secrets) for which, own in wanted.items()}
    products = []
    for which, own in wanted.items():
        outputs = {name: folder.put(name, text) for name, text in files[which].items()}
        products.append(
            replace(
                _describe(variant, own, which),
                inputs=inputs,
                outputs=outputs,
                seconds=round(time.monotonic() - start, 1),
                warnings=tuple(f"{cell}: {line}" for cell, line in warnings_of(edition(ran, which))),
            )
        )
        tell(which)
    # once for a variant: its editions were run together
    return [replace(products[0], cells=slowest_cells(ran)), *products[1:]] if products else products


def slowest_cells(notebook: NotebookNode, *, most: int = 5) -> dict[str, float]:
    """Return the seconds of the cells that took longest, as papermill noted them, by name of the cell."""
    spent = {
        str(cell.id): round(float(seconds), 2)
        for cell in notebook.cells
        if (seconds := cell.metadata.get("papermill", {}).get("duration"))
    }
    return dict(sorted(spent.items(), key=lambda item: -item[1])[:most])


def _files(variant: Variant, executed: NotebookNode, which: Edition, secrets: Secrets) -> dict[str, str]:
    """Return the text of every file of an edition, proven to be fit for who receives it."""
    from fis_lessons.course.export import to_html

    with use_language(variant.lang):
        page = to_html(executed, lang=variant.lang, title=_title(variant, executed))
    notebook = cleared(executed) if which == "trainee" else executed
    if which == "trainee":
        # with its outputs, which are not written but say which cell gives the answer away
        refuse_leaks(executed, page, secrets=secrets, lesson=variant.name)
    return {
        variant.product(which, ".ipynb"): notebooks.text_of(notebook),
        variant.product(which, ".html"): page,
    }


def _title(variant: Variant, notebook: NotebookNode) -> str:
    return str(_facts(notebook).get("title") or variant.lesson.notebook.stem)


def _facts(notebook: NotebookNode) -> dict[str, Any]:
    return dict(notebook.metadata.get("fis", {}))


def _describe(variant: Variant, notebook: NotebookNode, which: Edition) -> Product:
    minutes = _facts(notebook).get("minutes", 0)
    return Product(
        lesson=variant.lesson.id,
        case=str(variant.parameters.get("case", "")),
        lang=variant.lang,
        edition=which,
        parameters=manifest.written(variant.parameters),
        title=_title(variant, notebook),
        minutes=minutes if isinstance(minutes, int) else 0,
    )
