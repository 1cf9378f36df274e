"""What the kit's own YAML files hold, kept as Python keeps its modules: beside them, and only while they are true.

Reading and checking them costs a lesson as much as a dozen exercises, and they change only with the kit. What was
read and found sound is kept in the ``__pycache__`` of this package, under Python's own rules: where it may not
write, or was asked not to, nothing is kept, and the file is read. What is kept is used only if the bytes of the
file, the modules that read them and what was kept are all as they were. A learner's own files are never kept.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar

from fis_lessons import classes, resources
from fis_lessons.files import write_whole

T = TypeVar("T")

_SIZE = sha256().digest_size
_SUFFIX = ".read"


def recall(path: Path, content: bytes, kind: type[T]) -> T | None:
    """Return what was read from a file of the kit, if it was kept and nothing has changed since.

    Parameters
    ----------
    path
        Of the file.
    content
        Its bytes now.
    kind
        What it was read as.
    """
    place = _place(path, kind)
    if place is None:
        return None
    # whatever is wrong with what was kept, the file is there to be read
    with contextlib.suppress(Exception):
        whole = place.read_bytes()
        head, body = whole[: 2 * _SIZE], whole[2 * _SIZE :]
        if head == _stamp(content) + sha256(body).digest():
            kept = pickle.loads(body)  # noqa: S301 - written by us, as the modules beside it
            return kept if isinstance(kept, kind) else None
    return None


def keep(path: Path, content: bytes, read: object) -> None:
    """Keep what was read from a file of the kit; nothing happens where that cannot be.

    Parameters
    ----------
    path, content
        The file, and the bytes that were read.
    read
        What they hold, found sound.
    """
    place = _place(path, type(read))
    if place is None or sys.dont_write_bytecode:
        return
    body = pickle.dumps(read, protocol=5)
    with contextlib.suppress(OSError):
        write_whole(place, _stamp(content) + sha256(body).digest() + body)


def _place(path: Path, kind: type) -> Path | None:
    """Return where what a file holds is kept; nothing for a file that is not the kit's, or without a place."""
    if not resources.is_ours(path):
        return None
    with contextlib.suppress(NotImplementedError):
        module = Path(cache_from_source(__file__))
        tag = sys.implementation.cache_tag
        return module.with_name(f"{path.parent.name}-{path.stem}-{kind.__name__}.{tag}{_SUFFIX}".lower())
    return None


def _stamp(content: bytes) -> bytes:
    return sha256(_readers() + content).digest()


@cache
def _readers() -> bytes:
    """Return what tells one way of reading from another: when the modules that read were written, and their size.

    It is what Python looks at before it uses a module it has compiled.
    """
    modules = [*Path(__file__).parent.glob("*.py"), Path(classes.__file__)]
    facts = ((path.name, state.st_mtime_ns, state.st_size) for path in modules if (state := path.stat()))
    return repr(sorted(facts)).encode()
