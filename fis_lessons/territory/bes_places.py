"""Which place a row of the official table speaks of, however its name is written there."""

from __future__ import annotations

from functools import cache
from typing import Literal

from fis_lessons.territory.index import area_of
from fis_lessons.territory.names import area_name, key, together
from fis_lessons.territory.tables import regions

Level = Literal["province", "region", "area", "country", "former", "new", "other"]
"""``former``: a province that is no more. ``new``: one the kit's list of municipalities does not have yet."""

_AREAS = (
    "Nord", "Nord-ovest", "Nord-est", "Centro", "Centro-Nord", "Mezzogiorno", "Sud", "Isole", "Sud e Isole",
)  # fmt: skip
_FORMER = ("Olbia-Tempio", "Ogliastra", "Medio Campidano", "Carbonia-Iglesias")
# Sardinia has these since 2025 (regional law 7 of 2021): the land of those that kept their name changed too
_NEW = (
    "Gallura Nord-Est Sardegna", "Nord-Est Sardegna", "Gallura", "Sulcis Iglesiente", "Sulcis",
)  # fmt: skip
SARDINIA = "20"


@cache
def place_of(text: str) -> tuple[Level, str]:
    """Return what kind of place a name is and its ISTAT code; no code for areas and for what is unknown.

    Examples
    --------
    >>> place_of("Bolzano/Bozen"), place_of("Reggio di Calabria"), place_of("Calabria")
    (('province', '021'), ('province', '080'), ('region', '18'))
    >>> place_of("Provincia autonoma di Trento"), place_of("Monza e Brianza"), place_of("Sulcis Iglesiente")
    (('province', '022'), ('province', '108'), ('new', ''))
    """
    names = (text, *together(text)[:1])  # one place in two languages
    for name in names:
        told = _told_here().get(key(name)) or _told_here().get(key(area_name(name)))
        if told is not None:
            return told
    for name in names:
        # two letters could be a province, and «NA» in a table may well be «not available»
        area = area_of(name) if len(key(name)) > 2 else None
        if area is not None:
            return area.level, area.code
    return "other", ""


def speaks_of_new_sardinia(names: dict[str, bool]) -> bool:
    """Tell whether a table has the Sardinian provinces of 2025.

    Parameters
    ----------
    names
        Every name of the table, and whether it has a value in the last year.
    """
    keys = {key(name): valued for name, valued in names.items()}
    if any(place_of(name)[0] == "new" for name in names):
        return True
    # two that came back had been there before: they count if they have a value now and what replaced them has none
    back = any(keys.get(key(name), False) for name in ("Ogliastra", "Medio Campidano"))
    return back and not keys.get(key("Sud Sardegna"), False)


@cache
def _told_here() -> dict[str, tuple[Level, str]]:
    # Valle d'Aosta is one of the two for our list and both for this table, where the province is «Aosta»
    known: dict[str, tuple[Level, str]] = {"aosta": ("province", "007"), "romacapitale": ("province", "058")}
    known |= {key(r.name): ("region", r.code) for r in regions()}
    known |= {key(name): ("area", "") for name in _AREAS}
    known |= {key(name): ("former", "") for name in _FORMER}
    known |= {key(name): ("new", "") for name in _NEW}
    known["italia"] = ("country", "")
    return known
