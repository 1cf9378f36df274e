"""Something made move by move: each move can be taken back, and every move is kept in the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from fis_lessons.errors import FisError
from fis_lessons.i18n import gettext as _

T = TypeVar("T")

MOST_UNDO = 50


class Moves(Generic[T]):
    """What is being made, the moves that made it, and where it is kept.

    Parameters
    ----------
    start
        What there is before any move.
    save
        Keeps a text; returns why it could not, or nothing.
    """

    def __init__(self, start: T, *, save: Callable[[str], str]) -> None:
        self.current = self._start = start
        self.opening = ""
        self._save = save
        self.trouble = ""
        self._past: list[T] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a move to take back."""
        return bool(self._past)

    def move(self, make: Callable[[], T], told: str) -> str:
        """Do a move; return what to tell: what was done, or why it was not. Nothing is lost either way."""
        try:
            made = make()
        except FisError as error:
            return str(error)
        refusal = self._too_long(made)
        if refusal:
            return refusal
        if made == self.current:
            return _("Non è cambiato nulla.")
        self._past = [*self._past, self.current][-MOST_UNDO:]
        self.current = made
        return self._kept(told)

    def bring(self, found: T) -> None:
        """Take up what the record holds now; what there was can be had back by undoing."""
        if self.current not in (self._start, found):
            self._past = [*self._past, self.current][-MOST_UNDO:]
        self.current = found

    def undo(self) -> str:
        """Take back the last move."""
        if not self._past:
            return _("Non c'è nessuna mossa da annullare.")
        self.current = self._past.pop()
        return self._kept(_("Ultima mossa annullata."))

    def _kept(self, told: str) -> str:
        self.trouble = self._save(self._text(self.current))
        return f"{told} {self._unsaved(self.trouble)}" if self.trouble else told

    def _text(self, whole: T) -> str:
        """Write the whole as the text the record keeps."""
        raise NotImplementedError

    def _too_long(self, whole: T) -> str:
        """Say that the record cannot hold it; nothing if it can."""
        raise NotImplementedError

    def _unsaved(self, reason: str) -> str:
        """Say that it could not be kept, and how not to lose it."""
        raise NotImplementedError
