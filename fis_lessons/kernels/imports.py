"""What the warm process has imported, and whether it still is what is on disk."""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import site
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

# what a kernel imports as it starts, and at its first error
_KERNEL = (
    "ipykernel.kernelapp", "ipykernel.debugger", "ipykernel.ipkernel", "ipykernel.zmqshell",
    "ipykernel.displayhook", "ipykernel.iostream", "IPython.core.ultratb", "IPython.core.completerlib",
    "IPython.core.debugger", "IPython.extensions.storemagic", "tornado.queues", "sqlite3", "psutil", "pdb",
    "pygments.formatters.terminal256", "stack_data", "stack_data.formatting", "tornado.platform.asyncio",
    "encodings.idna", "faulthandler", "IPython.core.oinspect",
)  # fmt: skip
# what a lesson stands on, imported by itself only where it is used
_LIBRARIES = (
    "numpy", "pandas", "pandas.io.formats.string", "matplotlib.figure", "matplotlib.backends.backend_agg",
    "ipywidgets", "IPython.display", "openpyxl", "babel", "yaml", "markdown_it",
    "scipy.special", "PIL.PngImagePlugin", "PIL.BmpImagePlugin", "PIL.GifImagePlugin", "PIL.JpegImagePlugin",
    "PIL.PpmImagePlugin", "encodings.utf_8_sig", "pandas.core.methods.to_dict", "importlib.readers",
    "importlib.resources.readers",
)  # fmt: skip
# rooms of the house that no lesson imports
_NOT_OF_A_LESSON = ("course", "kernels", "cli")


def import_kernel() -> None:
    """Import what every kernel imports."""
    for name in _KERNEL:
        _import(name)
    from jupyter_client import localinterfaces

    localinterfaces.localhost()  # it asks the system for the addresses of this machine, once


def import_lessons() -> None:
    """Import what lessons import: their libraries, every room below them, and themselves."""
    for name in (*_LIBRARIES, *_modules()):
        _import(name)


def read_ahead() -> None:
    """Read what lessons look up of any municipality, and both languages: each kernel would have its own copy."""
    import datetime

    from fis_lessons import i18n
    from fis_lessons.territory import Likeness, index, similar, tables

    with contextlib.suppress(Exception):  # a lesson that needs what cannot be read will tell
        for by in get_args(Likeness):
            similar("Lucca", by=by)
        index.gone()
        for area in (*tables.regions(), *tables.provinces()):
            tables.counts(area)
        for lang in i18n.LANGUAGES:
            i18n.catalogue(lang)
            with i18n.use_language(lang):
                for write in (i18n.number, i18n.percent, i18n.money):
                    write(0.5)
                i18n.day(datetime.date.min)


def open_ahead() -> None:
    """Open every lesson for nobody: what its exercises look up the first time, each kernel would look up anew."""
    from fis_lessons import i18n
    from fis_lessons.exercises import Progress
    from fis_lessons.exercises.learner import Learner
    from fis_lessons.lessons import LESSONS

    nobody = Learner(folder=None, building=True, lang="it", record=Progress(None))
    before = i18n.language()
    for one in LESSONS.values():
        with contextlib.suppress(Exception):  # a lesson that does not open will tell who opens it
            len(one.open_for(nobody, {}).exercises)
    i18n.set_language(before)


def files_of_modules() -> list[str]:
    """List the file of every module, each name written anew, one beside the other.

    A kernel that asked each module would have a copy of the piece of memory each lies in.
    """
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    return [os.fsdecode(os.fsencode(file)) for file in files if file]


def _import(name: str) -> None:
    with contextlib.suppress(Exception):  # an ordinary kernel would start, and tell whoever imports it
        importlib.import_module(name)


def _modules() -> Iterator[str]:
    import fis_lessons

    for room in pkgutil.iter_modules(fis_lessons.__path__, "fis_lessons."):
        if room.name.rpartition(".")[2] not in _NOT_OF_A_LESSON:
            yield room.name
            if room.ispkg:
                yield from (
                    one.name
                    for one in pkgutil.walk_packages(
                        [str(Path(path, room.name.rpartition(".")[2])) for path in fis_lessons.__path__],
                        f"{room.name}.",
                    )
                )


def on_disk() -> dict[str, tuple[int, int]]:
    """Return when each file was changed that was read and is no part of Python's own folders, and its size.

    Of those the folders stand for all: installing something changes them.
    """
    from fis_lessons import i18n, resources

    folders = {path for path in (*site.getsitepackages(), site.getusersitepackages()) if Path(path).is_dir()}
    own = (*folders, sys.prefix, sys.base_prefix, os.path.realpath(sys.base_prefix))
    files = {
        file
        for module in list(sys.modules.values())
        if (file := getattr(module, "__file__", None)) and not file.startswith(own)
    }
    data = resources.data()
    read = [
        # the folders too: what is added changes them
        *(data, *data.rglob("*")),
        *Path(resources.__file__).parent.rglob("*.yaml"),
        *(path for lang in i18n.LANGUAGES for path in resources.catalogues(lang)),
    ]
    return {path: _state(path) for path in (*folders, *files, *map(str, read))}


def _state(path: str) -> tuple[int, int]:
    try:
        facts = os.stat(path)  # noqa: PTH116  (asked of hundreds of files before each kernel)
    except OSError:
        return (0, 0)
    return (facts.st_mtime_ns, facts.st_size)


def changed(before: dict[str, tuple[int, int]]) -> list[str]:
    """Name what is no more as it was."""
    return [path for path, state in before.items() if _state(path) != state]


def in_the_way(folder: str, beyond: frozenset[str]) -> list[str]:
    """Name what a folder has in place of a module that was imported already.

    A kernel started there would import the folder's own.

    Parameters
    ----------
    folder
        Where the kernel is to start.
    beyond
        Names, at the top, of what is imported beyond what every kernel imports.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except OSError:
        return []
    return [name for name in names if name == "matplotlibrc" or _hides(folder, name, beyond)]


def _hides(folder: str, name: str, beyond: frozenset[str]) -> bool:
    stem, _dot, kind = name.partition(".")
    if stem not in beyond:
        return False
    path = Path(folder, name)
    if not (kind == "py" or kind.endswith(("so", "pyc")) or (not kind and (path / "__init__.py").is_file())):
        return False
    imported = getattr(sys.modules.get(stem), "__file__", None) or ""
    return not imported.startswith(str(path.resolve()))
