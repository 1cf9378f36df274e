"""The cases a learner made: plain files in a folder of their own, and the one the lessons are to open on."""

from __future__ import annotations

import re
from pathlib import Path

from fis_lessons.files import write_whole

FOLDER = "i-miei-casi"
"""Where they are, inside the learner's folder."""
LONGEST = 100_000
"""Characters of a case that goes along with what is handed in; what the kit writes has seven thousand."""
_CHOSEN = "caso-scelto.txt"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.ASCII)


def is_case_name(name: str) -> bool:
    """Tell whether a text may be the name of a case: nothing that leads out of a folder is.

    Examples
    --------
    >>> is_case_name("reggio-nell-emilia"), is_case_name("../lucca")
    (True, False)
    """
    return _NAME.fullmatch(name) is not None


def own_case_file(folder: Path, name: str) -> Path:
    """Return the file of a case of the learner; nothing is read."""
    return folder / FOLDER / f"{name}.yaml"


def own_case_names(folder: Path | None) -> tuple[str, ...]:
    """List the cases of the learner; none without a folder."""
    if folder is None:
        return ()
    try:
        found = sorted(path.stem for path in (folder / FOLDER).glob("*.yaml") if path.is_file())
    except OSError:
        return ()
    return tuple(name for name in found if is_case_name(name))


def own_case_text(folder: Path | None, name: str) -> str:
    """Return the text of a case of the learner; empty if there is none, or if it is too long to go along."""
    if name not in own_case_names(folder) or folder is None:
        return ""
    try:
        text = own_case_file(folder, name).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    return text if len(text) <= LONGEST else ""


def add_case(path: Path, text: str) -> bool:
    """Write the file of a case unless there is one: a case somebody worked on is never written over.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    if path.exists():
        return False
    write_whole(path, text)
    return True


def chosen_case(folder: Path | None) -> str:
    """Return the case the learner chose for every lesson; empty if none was, or if it cannot be read."""
    if folder is None:
        return ""
    try:
        with (folder / FOLDER / _CHOSEN).open(encoding="utf-8", errors="replace") as stream:
            words = stream.read(200).strip()
    except (OSError, ValueError):
        return ""
    return words if is_case_name(words) else ""


def choose_case(folder: Path, name: str) -> None:
    """Keep the case the lessons of a folder open on; an empty name gives them back to their notebooks.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    path = folder / FOLDER / _CHOSEN
    if name:
        write_whole(path, f"{name}\n")
    else:
        path.unlink(missing_ok=True)
