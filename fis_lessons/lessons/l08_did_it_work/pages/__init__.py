"""What lesson 08 tells and shows, by the names its notebook uses."""

from __future__ import annotations

from fis_lessons.figures import Figure
from fis_lessons.figures.evaluation import two_groups
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark
from fis_lessons.lessons.desk import Citations
from fis_lessons.lessons.l08_did_it_work.controls import picture_of
from fis_lessons.lessons.l08_did_it_work.ground import Ground
from fis_lessons.lessons.l08_did_it_work.pages import published_texts, texts


def groups(ground: Ground, citations: Citations) -> Figure:
    """Draw participants and others, before and after."""
    setting = ground.setting
    return two_groups(
        picture_of(ground.means),
        outcome=_(setting.outcome),
        unit=_(setting.unit),
        written=setting.figure,
        source=_("registro simulato, ipotesi per la lezione."),
        counterfactual=False,
    )


TEXTS = {
    "story": texts.story,
    "register": texts.register_page,
    "result": texts.result,
    "support": texts.support,
    "published": published_texts.published,
    "few-groups": texts.few_groups,
}
TABLES = {
    "neet": published_texts.neet_table,
    "means": texts.means_table,
    "card-krueger": published_texts.card_krueger_table,
    "balance": texts.balance_page,
    "nsw": published_texts.nsw_table,
    "assumptions": texts.assumptions_table,
    "published": published_texts.published_table,
}
FIGURES = {"groups": groups}
NOTES = {
    "comparison": mark(
        "**Con chi ti confronti?** Pensa a un progetto che sta per partire. Scrivi chi non lo "
        "avrà, e perché quelle persone somigliano a chi lo avrà. Se non lo sai, scrivi chi può "
        "dirtelo."
    ),
    "before": mark(
        "**Che cosa misuri prima?** Scrivi quale misura raccogli prima dell'inizio, su chi "
        "partecipa e su chi non partecipa, chi la raccoglie e quando."
    ),
}
