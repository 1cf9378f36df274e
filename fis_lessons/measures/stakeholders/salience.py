"""Salience: power, legitimacy and urgency make eight classes."""

from __future__ import annotations

from typing import Literal

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require, word_for

Salience = Literal[
    "dormant", "discretionary", "demanding", "dominant", "dangerous", "dependent", "definitive", "none"
]
# power, legitimacy, urgency
_CLASSES: dict[tuple[bool, bool, bool], Salience] = {
    (True, False, False): "dormant",
    (False, True, False): "discretionary",
    (False, False, True): "demanding",
    (True, True, False): "dominant",
    (True, False, True): "dangerous",
    (False, True, True): "dependent",
    (True, True, True): "definitive",
    (False, False, False): "none",
}


def salience(power: bool, *, legitimacy: bool, urgency: bool) -> Salience:
    """Return the class of somebody who has, or has not, each of the three attributes.

    Parameters
    ----------
    power
        Can make others do what they would not.
    legitimacy
        What they ask is proper, by law or in the eyes of the community.
    urgency
        What they ask matters to them, and cannot wait.

    Raises
    ------
    MeasureError
        With every attribute that is not a yes or a no.

    References
    ----------
    R. K. Mitchell, B. R. Agle, D. J. Wood, *Toward a theory of stakeholder identification and salience*, Academy
    of Management Review 22 (1997) 853-886: seven classes, and an eighth for who has none of the three.

    Examples
    --------
    >>> salience(False, legitimacy=True, urgency=True), salience(True, legitimacy=False, urgency=False)
    ('dependent', 'dormant')
    """
    require = Require(_("Questa classe non si può dire."))
    has = (
        require.flag(power, _("potere")),
        require.flag(legitimacy, _("legittimità")),
        require.flag(urgency, _("urgenza")),
    )
    require.stop()
    return _CLASSES[has]


def attributes(kind: Salience) -> tuple[bool, bool, bool]:
    """Return what a class has: power, legitimacy, urgency.

    Raises
    ------
    MeasureError
        If there is no such class.

    Examples
    --------
    >>> attributes("dangerous")
    (True, False, True)
    """
    word_for({name: name for name in _CLASSES.values()}, kind, what=_("classe"))
    return next(has for has, name in _CLASSES.items() if name == kind)


def salience_label(kind: Salience) -> str:
    """Name a class.

    Raises
    ------
    MeasureError
        If there is no such class.

    Examples
    --------
    >>> salience_label("definitive")
    'decisivo'
    """
    names = {
        "dormant": _("dormiente"),
        "discretionary": _("discrezionale"),
        "demanding": _("esigente"),
        "dominant": _("dominante"),
        "dangerous": _("pericoloso"),
        "dependent": _("dipendente"),
        "definitive": _("decisivo"),
        "none": _("nessun attributo"),
    }
    return word_for(names, kind, what=_("classe"))
