"""What travels between who builds a course and the machines that run it, and what must be the same on all."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from fis_lessons import resources
from fis_lessons.course import manifest
from fis_lessons.course.manifest import Product, sha256
from fis_lessons.course.plan import Variant
from fis_lessons.errors import FisError
from fis_lessons.i18n import Language, language


@dataclass(frozen=True)
class Parcel:
    """A job as it travels: no file is looked for where it arrives.

    Parameters
    ----------
    variant
        What to make.
    notebook
        Its text, in the variant's language and with its parameters.
    inputs
        sha256 of what it is made from, as who asks knows them.
    lang
        Language of messages.
    kit
        sha256 of the kit who asks has.
    """

    variant: Variant
    notebook: str
    inputs: Mapping[str, str]
    lang: Language
    kit: str


@dataclass(frozen=True)
class Sealed:
    """A parcel that is opened only where the work is done: what is unknown there is told."""

    lang: Language
    content: bytes


@dataclass
class Basket:
    """What a job made: products, and the text of each file by its path from the course's folder."""

    products: list[Product] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, text: str) -> str:
        """Take a file and return its sha256."""
        self.texts[name] = text
        return sha256(text.encode("utf-8"))


@dataclass(frozen=True)
class Answer:
    """What comes back: what was made, or why not."""

    made: Basket | None = None
    error: FisError | None = None


def parcel_of(variant: Variant, inputs: Mapping[str, str], own: str) -> Parcel:
    """Pack a job; ``own`` sums up the kit here.

    Raises
    ------
    BuildError
        If the source cannot be read or translated: it would not run here either.
    """
    from fis_lessons.course.make import prepare
    from fis_lessons.course.notebooks import text_of

    notebook = text_of(prepare(variant))
    return Parcel(replace(variant, catalogue=None), notebook, inputs, language(), own)


def open_and_make(sealed: Sealed, tell: Callable[[str], None]) -> Basket:
    """Do the job that travelled, from its seal."""
    parcel: Parcel = pickle.loads(sealed.content)  # noqa: S301  (who can send it can run anything here)
    return make_parcel(parcel, tell)


def make_parcel(parcel: Parcel, _tell: Callable[[str], None]) -> Basket:
    """Do the job that travelled.

    Raises
    ------
    BuildError
        As :func:`fis_lessons.course.make.make`.
    """
    import nbformat

    from fis_lessons.course.make import make_prepared

    basket = Basket()
    notebook = nbformat.reads(parcel.notebook, as_version=4)
    basket.products = make_prepared(
        parcel.variant, notebook, basket, inputs=parcel.inputs, tell=lambda _step: None
    )
    return basket


def kit() -> dict[str, str]:
    """Return what must be the same on every machine, or lessons would not be: by name, a version or a sha256."""
    paths = [path for lang in ("it", "en") for path in resources.catalogues(lang)]
    catalogues = "".join(manifest.sha256_of_file(path) for path in sorted(paths))
    return {
        "package": manifest.package_hash(),
        "data": manifest.data_hash(),
        "catalogues": sha256(catalogues.encode()),
        **manifest.versions(),
    }


def sum_of(found: Mapping[str, str]) -> str:
    """Sum up what a machine has."""
    return sha256(json.dumps(dict(found), sort_keys=True).encode())
