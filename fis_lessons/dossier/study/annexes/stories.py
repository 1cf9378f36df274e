"""How many people succeed in each story, as formulas: the same rows on the contract and on the deal."""

from __future__ import annotations

from fis_lessons.dossier.study.annexes.page import Page
from fis_lessons.dossier.study.scenarios import FACTORS
from fis_lessons.i18n import gettext as _


def story_names() -> list[str]:
    """Name the columns: three stories, and everybody."""
    return [_("Va male"), _("Va come si spera"), _("Va bene"), _("Riescono tutti")]


def put_stories(page: Page, *, people: str, expected: str) -> int:
    """Begin the section of the stories; return the row of how many people succeed in each.

    Parameters
    ----------
    page
        The sheet.
    people, expected
        Cells of the people in the service, and of those of a hundred who are expected to succeed.
    """
    page.section(_("Se va male, come si spera, bene"), story_names())
    share = page.assumptions(
        _("Riuscite, rispetto a quelle attese"), list(FACTORS.values()), look="share",
        note=_("Ipotesi di questo foglio, le stesse della lezione 12: se le cambi, non tornano nel progetto."),
    )  # fmt: skip
    base = f"ROUND({people}*{expected}/100,0)"
    told = [f"MIN({people},ROUND({base}*{column}{share},0))" for column in "BCD"]
    return page.formulas(
        _("Persone che riescono"), [*told, people], look="whole",
        note=_("attese × quota, arrotondate; mai più delle persone del servizio"),
    )  # fmt: skip
