"""For who wants to go on: the distance year by year, and groups that start in different years."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd

from fis_lessons.figures import told
from fis_lessons.figures.evaluation import Estimate, estimates
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Shown
from fis_lessons.lessons.l08_did_it_work.ground import Ground
from fis_lessons.lessons.l08_did_it_work.ground.register import World
from fis_lessons.measures.evaluation.effect import Effect
from fis_lessons.measures.evaluation.event import EventStudy, event_study
from fis_lessons.measures.evaluation.staggered import GroupTime, group_time_att
from fis_lessons.measures.population import Interval

YEARS = (-4, -3, -2, -1, 0, 1)
"""Years from the start of the project, in the register followed for six years."""

STARTS = (2022, 2023)
CALENDAR = tuple(range(2019, 2025))

_UNITS = 60
"""Units in each group of the staggered register."""


@cache
def years_of(ground: Ground, world: World) -> pd.DataFrame:
    """Draw a register of six years: ``person, treated, year, outcome``; the project starts in year 0."""
    setting, draw = ground.setting, np.random.default_rng([ground.seed, 77, world == "diverging"])
    size = 900
    treated = np.arange(size) < size // 3
    level = setting.base + setting.need * draw.uniform(-1.5, 1.5, size)
    # a distance of a third of the effect each year, where the groups move apart
    drift = setting.effect / 3 if world == "diverging" else 0.0
    parts = []
    for year in YEARS:
        wobble = setting.noise * draw.uniform(-1.5, 1.5, size)
        gain = setting.effect * (year >= 0) + drift * year
        outcome = level + 0.3 * setting.trend * year + gain * treated + wobble
        parts.append(
            pd.DataFrame(
                {"person": np.arange(size), "treated": treated.astype(int), "year": year, "outcome": outcome}
            )
        )
    return pd.concat(parts, ignore_index=True)


@cache
def events(ground: Ground, world: World) -> EventStudy:
    """Return the distance between the groups in each year, from the year before the start."""
    return event_study(
        years_of(ground, world), outcome="outcome", unit="person", time="year", treated="treated", start=0
    )


def event_picture(ground: Ground, world: World) -> list[Shown]:
    """Draw the distance year by year, and say what to look at."""
    setting, found = ground.setting, events(ground, world)
    rows = [
        Estimate(_year_label(row.relative), round(row.estimate, 6) + 0.0, row.interval) for row in found.rows
    ]
    return [
        estimates(
            rows,
            truth=None,
            title=_("Distanza fra i due gruppi, anno per anno, rispetto all'anno prima dell'inizio"),
            unit=_(setting.unit),
            written=lambda value: setting.figure(value, sign=True),
            source=_("registro simulato di sei anni, ipotesi per la lezione."),
        ),
        told(_before_the_start(world, alarm="pre_trend" in found.cautions)),
    ]


def _before_the_start(world: World, *, alarm: bool) -> str:
    if world == "parallel":
        lucky = _(
            "Guarda gli anni prima: i punti stanno intorno allo zero. Qualche intervallo può mancarlo per "
            "caso: conta il disegno d'insieme, e qui la prova d'insieme non vede differenze."
        )
        unlucky = _(
            "In questo registro l'andamento è comune, eppure la prova d'insieme segnala qualcosa: succede per "
            "caso "
            "circa 5 volte su 100. Nella realtà non potresti saperlo."
        )
        return unlucky if alarm else lucky
    seen = _(
        "Guarda gli anni prima: la distanza cambiava già, senza nessun progetto. L'ultima parte della "
        "figura continua quella di prima, e chiamarla effetto non si può."
    )
    unseen = _(
        "In questo registro l'andamento è diverso, ma con così poche persone la prova d'insieme non se ne "
        "accorge."
    )
    return seen if alarm else unseen


def _year_label(relative: int) -> str:
    return {
        -4: _("quattro anni prima"),
        -3: _("tre anni prima"),
        -2: _("due anni prima"),
        -1: _("un anno prima (zero fisso)"),
        0: _("anno del progetto"),
        1: _("un anno dopo"),
    }[relative]


# --- starts in different years ------------------------------------------------------------------
@cache
def staggered(ground: Ground) -> tuple[GroupTime, float]:
    """Return the effects by group and year, and the true mean of those that were averaged.

    In the first year the effect is the setting's; it grows by half each year, and who started later
    gains half as much.
    """
    setting, draw = ground.setting, np.random.default_rng([ground.seed, 88])
    starts = np.repeat([*STARTS, 0], [_UNITS, _UNITS, 2 * _UNITS])
    level = setting.base + setting.need * draw.uniform(-1.5, 1.5, starts.size)
    parts, true_effects = [], []
    for year in CALENDAR:
        gain = _gain(setting.effect, starts, year)
        true_effects.append(gain[(starts > 0) & (year >= starts)])
        wobble = setting.noise * draw.uniform(-1.5, 1.5, starts.size)
        parts.append(
            pd.DataFrame(
                {
                    "unit": np.arange(starts.size),
                    "start": starts,
                    "year": year,
                    "outcome": level + 0.3 * setting.trend * (year - CALENDAR[0]) + gain + wobble,
                }
            )
        )
    found = group_time_att(
        pd.concat(parts, ignore_index=True),
        outcome="outcome",
        unit="unit",
        time="year",
        first_treated="start",
    )
    return found, float(np.concatenate(true_effects).mean())


def _gain(effect: float, starts: np.ndarray, year: int) -> np.ndarray:
    later = np.where(starts == STARTS[1], 0.5, 1.0)
    return np.where((starts > 0) & (year >= starts), effect * later * (1 + 0.5 * (year - starts)), 0.0)


def staggered_picture(ground: Ground) -> Sequence[Shown]:
    """Draw the effect of each group in each year, and their mean beside the true one."""
    setting, (found, truth) = ground.setting, staggered(ground)
    after = found.table[found.table["relative"] >= 0]
    rows = [
        Estimate(
            _("inizio {start}, anno {year}").format(start=int(row["group"]), year=int(row["period"])),
            float(row["estimate"]),
            Interval(float(row["low"]), float(row["high"]), 0.95),
        )
        for _at, row in after.iterrows()
    ]
    rows.append(_mean(found.simple))
    words = _(
        "Due gruppi cominciano nel {first} e nel {second}, uno non comincia mai. L'effetto cresce ogni "
        "anno ed è più piccolo per chi comincia dopo. Ogni riga confronta un gruppo con chi **non ha mai** "
        "cominciato. Fare un conto solo, con dentro anche chi aveva già cominciato, mescolerebbe gli "
        "effetti fra loro. La media vera, qui, è {truth}."
    ).format(first=STARTS[0], second=STARTS[1], truth=setting.amount(truth, sign=True))
    words += " " + _beside_the_true(found.simple, truth)
    return [
        estimates(
            rows,
            truth=None,  # each row has its own; the words say the mean
            title=_("Effetto per gruppo e per anno, e la loro media"),
            unit=_(setting.unit),
            written=lambda value: setting.figure(value, sign=True),
            source=_("registro simulato con inizi diversi, ipotesi per la lezione."),
        ),
        told(words),
    ]


def _beside_the_true(effect: Effect, truth: float) -> str:
    """Say whether the interval of the mean holds the true one, and what that is worth."""
    interval = effect.interval
    if interval is None or interval.low <= truth <= interval.high:
        return _(
            "La stima «media di tutti» non coincide: i gruppi sono piccoli, e il caso la sposta. Ma il suo "
            "intervallo la contiene."
        )
    return _(
        "L'intervallo della «media di tutti» non la contiene: con gruppi così piccoli succede, per caso, anche "
        "a un metodo giusto. Con un registro solo non potresti saperlo."
    )


def _mean(effect: Effect) -> Estimate:
    return Estimate(_("media di tutti"), effect.estimate, effect.interval)
