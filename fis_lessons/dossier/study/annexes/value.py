"""The value map as a sheet of the annexes: that of lesson 10, read back by the same reader."""

from __future__ import annotations

from typing import Any

from fis_lessons.dossier.study.annexes.page import Annexes
from fis_lessons.dossier.value_map_workbook import put_map
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.sroi import ValueMap
from fis_lessons.sheets import LONGEST


def put_value(annexes: Annexes, value_map: ValueMap) -> Any:
    """Write the sheet of the map."""
    sheet = annexes.new(_("Mappa del valore"))
    put_map(
        sheet, value_map, facts=annexes.facts, foot=annexes.foot, head=annexes.head(_("Mappa del valore"))
    )
    texts = (value for row in (*value_map.resources, *value_map.outcomes) for value in vars(row).values())
    if any(isinstance(value, str) and len(value) >= LONGEST for value in texts):
        annexes.cut.add("value_map.map")
    return sheet
