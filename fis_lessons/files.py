"""Files are written whole or not at all, and what stops them is told in words."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from fis_lessons.i18n import gettext as _


def why(error: OSError | ValueError) -> str:
    """Say why a file cannot be read or written, in the language in use: the system speaks its own.

    Examples
    --------
    >>> why(OSError(errno.ENOSPC, "No space left on device"))
    'il disco è pieno'
    """
    words = {
        errno.ENOSPC: _("il disco è pieno"),
        getattr(errno, "EDQUOT", errno.ENOSPC): _("il disco è pieno"),
        errno.EFBIG: _("il file è troppo grande per questo disco"),
        errno.EROFS: _("è un disco di sola lettura"),
        errno.EACCES: _("manca il permesso, oppure il file è aperto in un altro programma"),
        errno.EPERM: _("manca il permesso"),
        errno.ENOENT: _("non c'è"),
        errno.EISDIR: _("è una cartella, non un file"),
        errno.ENOTDIR: _("una parte del percorso è un file, non una cartella"),
        errno.EEXIST: _("c'è già"),
        errno.ELOOP: _("è un collegamento che non porta a niente"),
        errno.ENAMETOOLONG: _("il nome è troppo lungo"),
        errno.EIO: _("il disco non risponde"),
    }
    if isinstance(error, OSError):
        return words.get(error.errno or 0) or error.strerror or type(error).__name__
    return _("il nome non va bene")  # a name with a null byte in it


def in_words(error: OSError) -> str:
    """Say which file could not be read or written, and why."""
    if error.filename is None:
        return _("Non riesco a leggere o scrivere un file: {reason}.").format(reason=why(error))
    words = _("Non riesco a leggere o scrivere {name}: {reason}.")
    return words.format(name=os.fsdecode(error.filename), reason=why(error))


def what_to_do(error: OSError) -> str:
    """Say what to do about a file that cannot be read or written; nothing if there is no one thing to do.

    Examples
    --------
    >>> what_to_do(OSError(errno.ENOSPC, "")), what_to_do(OSError(errno.EROFS, ""))
    ('Libera spazio, poi riprova.', "Scegli un'altra cartella, poi riprova.")
    """
    full = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
    if error.errno in full:
        return _("Libera spazio, poi riprova.")
    if error.errno in {errno.EROFS, errno.EPERM, errno.ENOTDIR}:
        return _("Scegli un'altra cartella, poi riprova.")
    if error.errno == errno.EACCES:
        return _("Chiudilo, se è aperto, o scegli un'altra cartella; poi riprova.")
    return ""


def is_of_the_disk(error: OSError) -> bool:
    """Tell a disk that is full, broken or closed from one file that cannot be written.

    Examples
    --------
    >>> is_of_the_disk(OSError(errno.ENOSPC, "")), is_of_the_disk(OSError(errno.EACCES, ""))
    (True, False)
    """
    return error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EIO, errno.EROFS)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write ``content`` so that a reader sees the old file or the new one, never half of it.

    Temporary file in the same folder, ``fsync``, then replace. Folders are made as needed.

    Raises
    ------
    OSError
        If the folder cannot be written; it names ``path``, and no temporary file is left behind.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        _write(path, data)
    except OSError as error:
        if error.errno is None:
            raise
        # the reader knows the file that was asked for, and nothing of the one that would have become it
        raise OSError(error.errno, error.strerror, str(path)) from None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)  # mkstemp makes it private; a course is meant to be shared
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
