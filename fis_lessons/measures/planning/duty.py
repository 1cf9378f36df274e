"""When a social impact evaluation is a duty, and when it is a choice: the conditions of the Italian guidelines."""

from __future__ import annotations

from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.planning.checks import Reads

Condition = Literal["entrusted", "foreseen", "duration", "size", "scope"]

LEAST_MONTHS = 18
MORE_THAN_EURO = 1_000_000


@dataclass(frozen=True)
class Duty:
    """Whether the evaluation is a duty.

    Parameters
    ----------
    obliged
        True only if every condition is met.
    unmet
        The conditions that are not.
    """

    obliged: bool
    unmet: tuple[Condition, ...]


def vis_duty(*, entrusted: bool, foreseen: bool, months: float, euro: float, beyond_region: bool) -> Duty:
    """Tell whether a Third Sector body must do the social impact evaluation (VIS).

    Parameters
    ----------
    entrusted
        A public administration entrusts the body with a service of general interest.
    foreseen
        The administration foresees the evaluation.
    months
        Duration of the intervention.
    euro
        Its economic size.
    beyond_region
        It is interregional, national or international.

    Raises
    ------
    MeasureError
        If duration or size are not positive.

    References
    ----------
    Decreto ministeriale 23 luglio 2019 (G.U. 214, 12 September 2019), as summed up by
    https://www.asiterzosettore.it/avv-fici-valutazione-di-impatto-sociale-il-ministero-adotta-le-linee-guida-per-gli-enti-del-terzo-settore/

    Examples
    --------
    A twelve-month trial of 450,000 euro in one city:

    >>> vis_duty(entrusted=True, foreseen=True, months=12, euro=450_000, beyond_region=False).unmet
    ('duration', 'size', 'scope')
    """
    require = Reads()
    met: dict[Condition, bool] = {
        "entrusted": require.flag(entrusted, _("se l'ente affida il servizio")),
        "foreseen": require.flag(foreseen, _("se l'ente prevede la valutazione")),
        "duration": require.number(months, _("durata in mesi"), above=0, field="months") >= LEAST_MONTHS,
        "size": require.number(euro, _("importo in euro"), above=0, field="euro") > MORE_THAN_EURO,
        "scope": require.flag(beyond_region, _("se va oltre la regione")),
    }
    require.stop()
    unmet = tuple(name for name, true in met.items() if not true)
    return Duty(not unmet, unmet)
