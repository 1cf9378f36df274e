"""The control on the map of the example: which need is met, by what, how far from home."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.errors import ParameterError
from fis_lessons.figures import told
from fis_lessons.figures.assets import Spot, neighbourhood_map
from fis_lessons.i18n import counted, number
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Control, Pick, Shown
from fis_lessons.lessons.l03_relational_goods.ground import HOMES, QUARTERS, REGISTER
from fis_lessons.measures.assets import nearest
from fis_lessons.measures.means import arithmetic_mean

NEEDS: tuple[str, ...] = tuple(dict.fromkeys(one.need for one in REGISTER))


def map_control() -> Control:
    """Return the control: a need chosen, the map and what it says drawn."""

    def draw(need: str) -> Sequence[Shown]:
        if need not in NEEDS:
            raise ParameterError(_("Questa voce non è nel menu."))
        figure = neighbourhood_map(
            [
                Spot(_(one.name), _(QUARTERS[one.quarter][0]), _(one.need), one.at, one.need == need)
                for one in REGISTER
            ],
            homes={_(QUARTERS[quarter][0]): homes for quarter, homes in HOMES.items()},
            title=_("Chi risponde a questo bisogno: {need}").format(need=_(need)),
            sources=(_("registro d'esempio: quartieri, case, risorse e distanze sono inventati."),),
        )
        return [told(_words(need)), figure]

    return Control(
        id="map",
        title=_("Prova: scegli un bisogno. Chi risponde, e quanto è lontano da casa?"),
        inputs=(
            Pick(
                name="need",
                label=_("Bisogno"),
                options=tuple((_(need), need) for need in NEEDS),
                value=NEEDS[0],
            ),
        ),
        draw=draw,
    )


def _words(need: str) -> str:
    places = {one.name: one.at for one in REGISTER if one.need == need}
    said = []
    for quarter, (name, _people) in QUARTERS.items():
        here = [one for one in REGISTER if one.quarter == quarter and one.need == need]
        far = arithmetic_mean([nearest(home, places)[1] for home in HOMES[quarter]])
        who = counted(len(here), one=_("risponde {count} risorsa"), more=_("rispondono {count} risorse"))
        words = _("**{quarter}**: {who}, in media a {km} km da casa.") if here else _(
            "**{quarter}**: qui non risponde nessuno; la risorsa più vicina è in media a {km} km da casa."
        )  # fmt: skip
        said.append(words.format(quarter=_(name), who=who, km=number(far, decimals=1)))
    return " ".join(said) + " " + _("Le distanze sono in linea d'aria: a piedi la strada è più lunga.")
