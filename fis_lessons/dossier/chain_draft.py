"""The chain somebody is building: each move can be taken back, and every move is kept in the record."""

from __future__ import annotations

import json
from collections.abc import Callable

from fis_lessons.dossier.moves import Moves
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.theory_of_change import Chain, Kind, from_text, to_text

LONGEST_RECORD = 18_000
"""Bytes of a chain in the record: a line of the record holds 20,000, with the rest of the event."""


def record_size(chain: Chain) -> int:
    """Count the bytes a chain takes in the record: a text inside JSON, where quotes are written twice."""
    return len(json.dumps(to_text(chain), ensure_ascii=False).encode("utf-8", "replace"))


class Draft(Moves[Chain]):
    """A chain, the moves that made it, and where it is kept.

    Parameters
    ----------
    stored
        What the record holds, if anything.
    save
        Keeps a text; returns why it could not, or nothing.
    """

    def __init__(self, stored: object, save: Callable[[str], str]) -> None:
        super().__init__(Chain(), save=save)
        self.reload(stored)

    def reload(self, stored: object) -> None:
        """Take up the chain the record holds now; the one there was can be had back by undoing."""
        if stored is None:
            return
        try:
            self.bring(from_text(stored))
            if self.chain.nodes:
                self.opening = _("Riprendi la catena da dove l'avevi lasciata.")
        except MeasureError:
            self.opening = _(
                "La catena salvata non si legge più: cominci da una vuota. Il registro la conserva com'era."
            )

    @property
    def chain(self) -> Chain:
        """The chain as it is now."""
        return self.current

    # --- moves: each returns what to tell the learner --------------------------------------------
    def add(self, kind: Kind, label: str, *, indicator: str = "", verification: str = "") -> str:
        """Add a box."""
        return self.move(
            lambda: self.chain.add(kind, label, indicator=indicator, verification=verification)[0],
            _("Casella aggiunta."),
        )

    def change(
        self, node_id: str, *, kind: Kind, label: str, indicator: str = "", verification: str = ""
    ) -> str:
        """Write a box again."""
        return self.move(
            lambda: self.chain.change(
                node_id, kind=kind, label=label, indicator=indicator, verification=verification
            ),
            _("Casella cambiata."),
        )

    def remove(self, node_id: str) -> str:
        """Take a box away with its arrows."""
        return self.move(lambda: self.chain.remove(node_id), _("Casella tolta, con le sue frecce."))

    def connect(self, source: str, target: str, *, assumption: str = "", risk: str = "") -> str:
        """Draw an arrow, or write its words again."""
        there = self.chain.arrow(source, target) is not None
        return self.move(
            lambda: self.chain.connect(source, target, assumption=assumption, risk=risk),
            _("Freccia cambiata.") if there else _("Freccia aggiunta."),
        )

    def disconnect(self, source: str, target: str) -> str:
        """Take an arrow away."""
        if self.chain.arrow(source, target) is None:
            return _("Fra queste due caselle, in questo verso, non c'è una freccia.")
        return self.move(lambda: self.chain.disconnect(source, target), _("Freccia tolta."))

    def start_from(self, chain: Chain) -> str:
        """Put a whole chain in place of the one there is."""
        return self.move(lambda: chain, _("Fatto. Se ci hai ripensato, annulla."))

    # --- inside -------------------------------------------------------------------------------------
    def _text(self, whole: Chain) -> str:
        return to_text(whole)

    def _too_long(self, whole: Chain) -> str:
        if record_size(whole) <= LONGEST_RECORD:
            return ""
        return _(
            "La catena è diventata troppo lunga per essere conservata: accorcia qualche testo o unisci due "
            "caselle. La mossa non è stata fatta."
        )

    def _unsaved(self, reason: str) -> str:
        words = _(
            "Non riesco a salvare in questa cartella ({reason}): salva la catena in Excel prima di chiudere."
        )
        return words.format(reason=reason)
