"""What a sampling formula accepts, and how a value out of place is told."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number


def ceiling(value: float) -> int:
    """Round up; 361.00000000000006 is 361: a rounding of the machine is not one more person."""
    return math.ceil(round(value, 9))


def check(problems: Sequence[Problem | None]) -> None:
    """Stop if something was found.

    Raises
    ------
    MeasureError
        With every problem.
    """
    found = [problem for problem in problems if problem is not None]
    if found:
        raise MeasureError(_("Questi valori non vanno bene per il campione:"), found)


def inside(name: str, value: float, *, ends: bool = False, remedy: str = "") -> Problem | None:
    """Tell a share that is not between 0 and 1; ``ends`` says whether 0 and 1 are good."""
    good = math.isfinite(value) and (0 <= value <= 1 if ends else 0 < value < 1)
    return None if good else share_problem(name, value, remedy)


def share_problem(name: str, value: float, remedy: str = "") -> Problem:
    """Say that a share is out of place."""
    advice = remedy or _("Se hai una percentuale, dividila per 100.")
    return Problem(name, f"{value}", _("una quota fra 0 e 1"), advice)


def at_least(name: str, value: float, least: float) -> Problem | None:
    """Tell a value below its limit, or one that is not a number."""
    if math.isfinite(value) and value >= least:
        return None
    return Problem(name, f"{value}", _("almeno {limit}").format(limit=number(least)))


def positive(values: Mapping[str, float | None]) -> list[Problem]:
    """Tell the values that are not above zero; None is a value not given, and is good."""
    return [
        Problem(name, f"{value}", _("un numero maggiore di zero"))
        for name, value in values.items()
        if value is not None and not (math.isfinite(value) and value > 0)
    ]
