"""Words lesson 08 uses in more than one place: names of variables, results as text."""

from __future__ import annotations

from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l08_did_it_work.ground.settings import Setting
from fis_lessons.lessons.l08_did_it_work.published import Found
from fis_lessons.measures.evaluation.effect import Effect


def variable_label(name: str) -> str:
    """Name a column of the registers, in the language in use."""
    return {
        "need": _("punteggio di bisogno"),
        "age": _("età in anni"),
        "before": _("misura di prima"),
        "educ": _("anni di studio"),
        "black": _("afroamericani"),
        "hisp": _("ispanici"),
        "marr": _("sposati"),
        "nodegree": _("senza diploma"),
        "re74": _("guadagni 1974"),
        "re75": _("guadagni 1975"),
    }.get(name, name)


def spoken(effect: Effect, setting: Setting) -> str:
    """Write an estimate with its interval."""
    value = setting.amount(effect.estimate, sign=True)
    if effect.interval is None:
        return value
    return _("{value} (intervallo al 95%: da {low} a {high})").format(
        value=value,
        low=setting.figure(effect.interval.low, sign=True),
        high=setting.figure(effect.interval.high, sign=True),
    )


def spoken_plain(found: Found, *, decimals: int = 2) -> str:
    """Write an estimate with its interval, without a unit."""
    value, interval = _plus(found.estimate, decimals), found.interval
    return _("{value} (intervallo al 95%: da {low} a {high})").format(
        value=value, low=_plus(interval.low, decimals), high=_plus(interval.high, decimals)
    )


def _plus(value: float, decimals: int) -> str:
    return ("+" if value > 0 else "") + number(value, decimals=decimals)
