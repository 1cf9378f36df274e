"""A file of lines several write to, and what is known of it here: nothing that goes wrong with it is ever raised.

What cannot be written is kept and tried again with the next line. What somebody took out of the file, and was
written here, is written again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from fis_lessons.exercises.logfile import PATIENCE, Follower, UnsyncedError, append
from fis_lessons.files import why
from fis_lessons.i18n import gettext as _

_SYNC_EVERY = 1.0  # seconds: a person's clicks are each waited for, a burst from a program once


class Entry(Protocol):
    """One line of a ledger."""

    @property
    def key(self) -> str:
        """Tells one line from another: the same line met twice counts once."""

    def line(self) -> bytes:
        """Write it, with the end of the line."""


E = TypeVar("E", bound=Entry)


class Ledger(Generic[E]):
    """The lines of a file, each told once to whoever keeps them.

    Parameters
    ----------
    path
        The file; ``None`` keeps everything in memory.
    parse
        Reads a line; ``None`` for one that is not ours, which stays in the file and is counted.
    longest
        Bytes of a line.
    take
        Told of every new line, in the order they stand in the file.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        parse: Callable[[bytes], E | None],
        longest: int,
        take: Callable[[E], None],
    ) -> None:
        self.path = path
        self.trouble: str = ""
        self.unread = 0
        self._parse, self._longest, self._tell = parse, longest, take
        self._follower = Follower(path) if path else None
        self._known: set[str] = set()
        self._own: list[E] = []
        self._pending: list[E] = []
        self._synced = -_SYNC_EVERY
        self._alone, self._unsynced = True, False

    def add(self, entries: Iterable[E]) -> None:
        """Remember some lines and append them in one go. Never raises."""
        self.refresh()  # what others wrote came first
        new = [entry for entry in entries if self._take(entry)]
        self._own += new
        if self.path is not None:
            self._pending += new
            self._write(self.path)
            self.refresh()  # our own lines too: what stands there later can then be told from them

    def has(self, entry: E) -> bool:
        """Tell whether a line is there already."""
        return entry.key in self._known

    def refresh(self) -> None:
        """Read what others have written meanwhile. Never raises."""
        if self._follower is None:
            return
        try:
            lines, another = self._follower.lines()
        except OSError as error:
            self.trouble = self.trouble or why(error)
            return
        if another:
            self.unread = 0
        found = set()
        for line in lines:
            entry = self._parse(line) if len(line) <= self._longest + 1 else None
            if entry is None:
                self.unread += 1
            else:
                found.add(entry.key)
                self._take(entry)
        last = self._parse(self._follower.tail) if self._follower.tail else None
        if last is not None:  # whole, but for the end of the line: it is read again when that is there
            found.add(last.key)
            self._take(last)
        if another or self._follower.missing:
            # somebody replaced or deleted the file: what was done here is written again
            waiting = {entry.key for entry in self._pending}
            self._pending += [e for e in self._own if e.key not in found and e.key not in waiting]

    def _take(self, entry: E) -> bool:
        if entry.key in self._known:
            return False
        self._known.add(entry.key)
        self._tell(entry)
        return True

    def _write(self, path: Path) -> None:
        if not self._pending:
            return
        now = time.monotonic()
        sync = now - self._synced >= _SYNC_EVERY
        try:
            alone = append(
                path,
                b"".join(entry.line() for entry in self._pending),
                sync=sync,
                # who holds the file and has stopped is waited for once, and not at every line
                patience=PATIENCE if self._alone else 0.0,
            )
        except UnsyncedError as error:  # it is in the file: writing it again would not save it
            self._pending.clear()
            self._synced, self._unsynced = now, True
            self.trouble = _("il disco non conferma di aver salvato: {reason}").format(reason=why(error))
            return
        except OSError as error:  # kept, and tried again with the next line
            self.trouble = why(error)
            return
        self._alone = alone
        self._pending.clear()
        if sync:
            self._synced, self._unsynced = now, False
        if not self._unsynced:
            self.trouble = ""
