"""The simulated registers of lesson 08: people who do not exist, on the ages of people who do.

Only here the true effect is known, because we put it in. Each design differs in one thing: who gets in.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from fis_lessons.lessons.l08_did_it_work.ground.settings import Setting
from fis_lessons.territory import Municipality, population

World = Literal["parallel", "diverging"]
Design = Literal["choice", "threshold", "lottery"]

WORLDS: tuple[World, ...] = get_args(World)
DESIGNS: tuple[Design, ...] = get_args(Design)

Floats = npt.NDArray[np.float64]

# Stands apart the draws of one seed: each register has its own stream
_STREAM: dict[tuple[Design, World], int] = {
    (design, world): 10 * i + j for i, design in enumerate(DESIGNS) for j, world in enumerate(WORLDS)
}


def register(
    setting: Setting,
    place: Municipality,
    *,
    seed: int,
    design: Design = "choice",
    world: World = "parallel",
) -> pd.DataFrame:
    """Draw a register: one row per person.

    Parameters
    ----------
    setting
        What is assumed.
    place
        Municipality whose residents give the ages.
    seed
        Same seed, same register.
    design
        Who gets in: who asks (``choice``), the first of a ranking by score (``threshold``), who is drawn by
        lot among those who ask (``lottery``).
    world
        Whether everybody would have changed alike without the project (``parallel``) or the change depends
        on need (``diverging``). In the diverging world getting in depends on what the register holds only.

    Returns
    -------
    pandas.DataFrame
        Columns ``person, treated, age, need, earlier, before, after``: ``earlier`` is two years before
        ``after``, when no project was there; ``need`` is a score, 50 on average.
    """
    draw = np.random.default_rng([seed, _STREAM[design, world]])
    size = 2 * setting.participants if design == "lottery" else setting.people
    need, drive = _bell(draw, size), _bell(draw, size)
    age = _ages(draw, place, setting.ages, size)
    middle, half = sum(setting.ages) / 2, (setting.ages[1] - setting.ages[0]) / 2
    elder: Floats = ((age - middle) / half).astype(np.float64)
    treated = _who_gets_in(draw, setting, need=need, drive=drive, elder=elder, design=design, world=world)
    level = setting.base + setting.need * need + setting.drive * drive + 0.15 * setting.need * elder
    if design == "threshold":  # a line would fit too well: a wide band must have something to get wrong
        level = level + 0.35 * setting.need * np.sin(2.5 * need)
    slope = setting.trend + (setting.diverge * need if world == "diverging" else 0.0)
    wobble = [setting.noise * _bell(draw, size) for _year in range(3)]
    return pd.DataFrame(
        {
            "person": np.arange(size),
            "treated": treated.astype(int),
            "age": age,
            "need": np.round(50 + 15 * need, 1),
            "earlier": level - slope + wobble[0],
            "before": level + wobble[1],
            "after": level + slope + setting.effect * treated + wobble[2],
        }
    )


def _bell(draw: np.random.Generator, size: int) -> Floats:
    # three uniforms: mean 0, standard deviation 1, almost a bell, and never beyond 3 (no negative months)
    found: Floats = draw.uniform(-1.0, 1.0, size=(size, 3)).sum(axis=1)
    return found


def _ages(
    draw: np.random.Generator, place: Municipality, ages: tuple[int, int], size: int
) -> npt.NDArray[np.int64]:
    """Draw ages as the residents of the municipality have them."""
    known = np.arange(ages[0], ages[1] + 1)
    people = np.array([population(place, int(age), int(age)) for age in known], dtype=np.float64)
    return draw.choice(known, size=size, p=people / people.sum())


def _who_gets_in(
    draw: np.random.Generator,
    setting: Setting,
    *,
    need: Floats,
    drive: Floats,
    elder: Floats,
    design: Design,
    world: World,
) -> npt.NDArray[np.bool_]:
    if design == "lottery":
        wish = draw.random(need.size)
    elif design == "threshold":
        wish = np.round(50 + 15 * need, 1) + 1e-6 * draw.random(need.size)
    else:
        hidden = setting.joins_drive * drive if world == "parallel" else 0.0
        wish = setting.joins_need * need + hidden + 0.2 * elder + draw.logistic(size=need.size)
    first = np.argsort(-wish, kind="stable")[: setting.participants]
    inside = np.zeros(need.size, dtype=bool)
    inside[first] = True
    if design == "threshold":  # equal scores enter together: a score, not a coin, decides
        score = np.round(50 + 15 * need, 1)
        inside = score >= score[first].min()
    return inside


def cutoff_of(frame: pd.DataFrame) -> float:
    """Return the score of the last person admitted."""
    return float(frame.loc[frame["treated"] == 1, "need"].min())


def long(frame: pd.DataFrame, *, years: tuple[str, str] = ("before", "after")) -> pd.DataFrame:
    """Return one row per person and year: ``person, treated, age, need, post, outcome``."""
    keep = ["person", "treated", "age", "need"]
    parts = [frame[keep].assign(post=post, outcome=frame[year]) for post, year in enumerate(years)]
    return pd.concat(parts, ignore_index=True)
