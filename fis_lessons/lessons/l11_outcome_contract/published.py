"""The published contracts of lesson 11: read from data/published, cited, never taken for Italian costs."""

from __future__ import annotations

from fis_lessons import resources
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.desk import Note

_FOLDER = "outcome_contracts"

LABELS = (
    mark("condivide la scelta di studio o formazione"),
    mark("ha almeno una relazione stabile"),
    mark("si sente al sicuro"),
    mark("gestisce casa e spese"),
    mark("risultato scelto con la persona"),
    mark("comincia un corso"),
    mark("completa il 25% del corso"),
    mark("completa il 50% del corso"),
    mark("ottiene una qualifica di livello 1"),
    mark("ottiene una qualifica di livello 2"),
    mark("ottiene una qualifica di livello 3"),
    mark("comincia l'università"),
    mark("completa un anno di università"),
    mark("completa due anni di università"),
    mark("completa l'università"),
    mark("comincia un tirocinio o volontariato"),
    mark("completa 1 settimana di tirocinio o volontariato"),
    mark("completa 4 settimane di tirocinio o volontariato"),
    mark("comincia un lavoro"),
    mark("guadagna 768 sterline"),
    mark("guadagna 1.631 sterline"),
    mark("guadagna 3.350 sterline"),
    mark("guadagna 8.155 sterline"),
)
"""The labels of the file for Reboot West, so that each has its translation."""


@dataclass(frozen=True)
class Line:
    """A line of a published rate card; amounts in whole pounds, ``None`` where the source has none."""

    label: str
    price: int
    people: int
    claims: int | None
    paid: int | None


def rate_card(project: str) -> tuple[Line, ...]:
    """Return the lines of a project: ``POJ-0121`` (Reboot West) or ``POJ-0154`` (Greater Manchester)."""
    return tuple(
        Line(
            row["label"],
            int(row["price"]),
            int(row["people"]),
            int(row["claims"]) if row["claims"] else None,
            int(row["paid"]) if row["paid"] else None,
        )
        for row in resources.published(_FOLDER, "rate_cards.csv")
        if row["project"] == project
    )


@dataclass(frozen=True)
class Provider:
    """A provider of the Fair Chance Fund: tariff times counts, and what was paid, in pounds."""

    name: str
    tariff: int
    paid: int


def fair_chance() -> tuple[Provider, ...]:
    """Return the seven providers."""
    return tuple(
        Provider(row["provider"], int(row["tariff_x_counts"]), int(row["paid"]))
        for row in resources.published(_FOLDER, "fair_chance_fund.csv")
    )


def fact(case: str, item: str) -> float:
    """Return a single published figure."""
    return next(
        float(r["value"])
        for r in resources.published(_FOLDER, "facts.csv")
        if (r["case"], r["item"]) == (case, item)
    )


def indigo(project: str) -> Note:
    """Cite a project of the INDIGO dataset; several written as ``POJ-0131…0137`` lead to the first."""
    first = project.partition("…")[0]
    url = f"https://golab-indigo-data-store.herokuapp.com/app/project/INDIGO-{first}"
    words = _(
        "Government Outcomes Lab, Università di Oxford, [INDIGO Impact Bond Dataset]({url}), estrazione del 20 "
        "maggio 2025, progetto {project}"
    )
    return Note(words.format(url=url, project=project), url)
