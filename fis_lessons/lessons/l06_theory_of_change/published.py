"""The published number of lesson 06: evaluated projects that reached their outcomes, and those that did not."""

from __future__ import annotations

import csv
from functools import cache

from fis_lessons import resources
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Note


@dataclass(frozen=True)
class Evaluated:
    """The first projects whose evaluation was published.

    Parameters
    ----------
    evaluated, positive, excellent, not_reached
        Projects; the excellent ones are among the positive ones.
    urls
        Where it was read.
    """

    evaluated: int
    positive: int
    excellent: int
    not_reached: int
    urls: tuple[str, ...]

    @property
    def not_reached_share(self) -> float:
        """Share that did not reach the outcomes, between 0 and 1."""
        return self.not_reached / self.evaluated


@cache
def evaluated() -> Evaluated:
    """Read the published counts."""
    path = resources.data("published", "theory_of_change", "results.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = {row["id"]: row for row in csv.DictReader(stream)}
    counts = {name: int(row["value"]) for name, row in rows.items()}
    return Evaluated(
        evaluated=counts["evaluated"],
        positive=counts["positive"],
        excellent=counts["excellent"],
        not_reached=counts["not_reached"],
        urls=tuple(sorted({row["url"] for row in rows.values()})),
    )


def notes() -> tuple[Note, ...]:
    """Return the sources to cite."""
    words = {
        "agensir": _(
            "Agensir, [notizia sui primi risultati della valutazione d'impatto, 29 ottobre 2024]({url})"
        ),
        "vita": _("Vita, [articolo su che cosa si è imparato nel contrasto della povertà educativa]({url})"),
    }
    found = []
    for url in evaluated().urls:
        name = next(name for name in words if name in url)
        found.append(Note(words[name].format(url=url), url))
    return tuple(found)


GECES = "https://doi.org/10.2767/29691"


def geces() -> Note:
    """Return the report that defines the words of the chain."""
    words = _(
        "Commissione europea, sottogruppo GECES, [Proposed approaches to social impact measurement, "
        "2014]({url})"
    )
    return Note(words.format(url=GECES), GECES)
