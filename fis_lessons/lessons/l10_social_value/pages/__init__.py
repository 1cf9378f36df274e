"""What lesson 10 tells and shows, by the names its notebook uses."""

from __future__ import annotations

from fis_lessons.dossier import value_map
from fis_lessons.i18n import mark
from fis_lessons.lessons.desk import Live, Notebook
from fis_lessons.lessons.l10_social_value.ground import Ground
from fis_lessons.lessons.l10_social_value.pages import tables, texts


def own_map(ground: Ground, notebook: Notebook) -> Live:
    """Show the buttons that write the value map as a workbook and read it again."""
    desk = value_map.MapDesk(lambda: ground.value_map, notebook.learner)
    return Live(desk.widget, value_map.invitation())


TEXTS = {
    "story": texts.story,
    "whose": texts.whose,
    "participants": texts.participants,
    "perry": texts.perry,
    "wheels": texts.wheels,
    "abroad": texts.abroad,
    "vis": texts.vis,
}
TABLES = {
    "streams": tables.streams_table,
    "parties": tables.parties_table,
    "resources": tables.resources_table,
    "map": tables.map_table,
    "shares": tables.shares_table,
    "years": tables.years_table,
    "rows": tables.rows_table,
    "scenarios": tables.scenarios_table,
    "wheels": tables.wheels_table,
    "dropout": tables.dropout_table,
}
NOTES = {
    "whose": mark(
        "**Di chi è il risparmio?** Pensa a un servizio del tuo Comune. Scrivi che cosa costerebbe di "
        "meno, chi smetterebbe di pagarlo, e se quella spesa si potrebbe davvero cancellare."
    ),
    "proxy": mark(
        "**La tua prima proxy.** Scegli un esito. Scrivi che cosa conti, quanto vale ogni unità, da "
        "dove viene il valore e di che anno è. Se la fonte manca, scrivi «ipotesi»."
    ),
}
DOCUMENTS = {"map": own_map}
