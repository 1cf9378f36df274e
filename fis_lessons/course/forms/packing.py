"""Files together in one zip: whole, the same bytes for the same files, names that every system reads."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import gettext as _

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first a zip can tell: when it was made is not what is in it
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_LONGEST = 60


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Put files in a zip.

    Parameters
    ----------
    files
        By name, with ``/``; in the order they are to be in.

    Returns
    -------
    bytes
        The same for the same files, whenever and wherever it is made.

    Raises
    ------
    BuildError
        With every name that would go out of the folder it is opened in, or that some system cannot write.

    Examples
    --------
    >>> packed({"à.txt": "sì"}) == packed({"à.txt": "sì"})
    True
    """
    wrong = [name for name in files if not _sound(name)]
    folded = [unicodedata.normalize("NFC", name).casefold() for name in files]
    twice = [name for name, key in zip(files, folded, strict=True) if folded.count(key) > 1]
    if wrong or twice:
        raise BuildError(
            _("I file non si possono mettere insieme."),
            [
                *(Problem(name[:80], _("il nome non va bene")) for name in wrong),
                *(Problem(name[:80], _("«{name}» è ripetuto.").format(name=name[:80])) for name in twice),
            ],
        )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(unicodedata.normalize("NFC", name), date_time=_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it says on which system it was made
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content.encode("utf-8") if isinstance(content, str) else content)
    return stream.getvalue()


def _sound(name: str) -> bool:
    steps = PurePosixPath(name).parts
    return bool(steps) and not name.startswith("/") and not name.endswith("/") and all(map(_is_step, steps))


def _is_step(step: str) -> bool:
    return (
        step not in (".", "..")
        and not _FORBIDDEN.search(step)
        and not _RESERVED.fullmatch(step)
        and step == step.strip(" ")
        and not step.endswith(".")
    )


def file_name(title: str) -> str:
    """Write a title as the name of a file or of a folder; accents stay.

    Examples
    --------
    >>> file_name("Comunità: che cos'è? / 1")
    "Comunità che cos'è 1"
    """
    words = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", title)).replace("/", " ")
    name = " ".join(words.split())[:_LONGEST].strip(" .")
    return name if name and not _RESERVED.fullmatch(name) else f"{name}_"
