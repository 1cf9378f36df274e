"""An indicator as a sheet: is it complete, is it fit to be used, how far has it gone.

Everything is computed from what the sheet says. Whether a target can really be reached, and whether the
indicator really speaks of the change, no sheet can know: the results say so and say whom to ask.
"""

from __future__ import annotations

import datetime
import math
from typing import get_args

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.indicator_doubts import doubts
from fis_lessons.measures.indicator_texts import (
    FIELDS,
    Field,
    Letter,
    ask_line,
    field_name,
    letter_name,
    missing_line,
    remedy_line,
)
from fis_lessons.measures.progress import Direction, Progress, State, progress, refuse_targets
from fis_lessons.measures.require import Require, numbers_as_they_are
from fis_lessons.measures.vague import says_nothing

__all__ = [
    "FIELDS",
    "LEAST_WORDS",
    "Criterion",
    "Direction",
    "Field",
    "Finding",
    "Indicator",
    "Letter",
    "Progress",
    "State",
    "completeness",
    "contradictions",
    "progress",
    "smart",
]


_PERCENT = ("%", "percentuale", "per cento", "percent")

LEAST_WORDS = 4
"""A definition of fewer words is a title. A threshold of ours, to make people write what is counted."""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """The sheet of an indicator. What is not known yet stays empty, and is told.

    Parameters
    ----------
    name
        How it is called.
    outcome
        The change it speaks of, and for whom.
    definition
        What is counted and how: who is above and who is below, in a ratio.
    unit
        In what it is measured; ``"%"`` for a percentage.
    source
        Register, survey or archive it comes from.
    frequency
        How often it is measured.
    owner
        Who measures it: a person or an office.
    disaggregation
        By which groups it is read: sex, age, neighbourhood.
    direction
        Which way is better.
    baseline, baseline_date
        Where one starts from, and of when it is.
    target, target_date
        Where one wants to arrive, and by when. To keep within a range, the lower end.
    target_high
        The upper end of the range; only for ``"within"``.
    reachable
        Why the target is thought reachable: a comparison, a past series, an agreement.
    """

    name: str
    outcome: str = ""
    definition: str = ""
    unit: str = ""
    source: str = ""
    frequency: str = ""
    owner: str = ""
    disaggregation: str = ""
    direction: Direction | None = None
    baseline: float | None = None
    baseline_date: datetime.date | None = None
    target: float | None = None
    target_date: datetime.date | None = None
    target_high: float | None = None
    reachable: str = ""

    def __post_init__(self) -> None:
        require = Require(_("Questa scheda non si può scrivere:"))
        for name in FIELDS:
            value = getattr(self, name)
            if name == "direction" and isinstance(value, str) and not value:
                object.__setattr__(self, name, None)
            elif name in ("baseline", "target") or value is None:
                continue
            elif name in ("baseline_date", "target_date"):
                object.__setattr__(self, name, require.day(value, field_name(name), field=name))
            elif name == "direction":
                require.one_of(value, field_name(name), get_args(Direction), field=name)
            else:
                require.text(value, field_name(name))
        measured: tuple[Field, ...] = ("baseline", "target", "target_high")
        given: dict[str, str] = {
            name: field_name(name) for name in measured if getattr(self, name) is not None
        }
        numbers_as_they_are(require, self, given)
        require.stop()

    def has(self, field: Field) -> bool:
        """Say whether a field of the sheet is filled; words that put the answer off fill nothing."""
        require = Require(_("Questa casella non c'è:"))
        require.one_of(field, _("casella"), get_args(Field))
        require.stop()
        value = getattr(self, field)
        return not says_nothing(value) if isinstance(value, str) else value is not None


@dataclass(frozen=True)
class Finding:
    """Something the sheet lacks or contradicts.

    Parameters
    ----------
    field
        Field of the sheet.
    found, remedy
        Sentences in the language in use.
    """

    field: Field
    found: str
    remedy: str


@dataclass(frozen=True)
class Criterion:
    """One of the five letters of SMART: yes or no, and why.

    Parameters
    ----------
    letter
        ``S``, ``M``, ``A``, ``R`` or ``T``.
    name
        What the letter stands for, in the language in use.
    met
        Whether the sheet holds what the letter asks for.
    reasons
        Why: each a sentence.
    ask
        What the sheet cannot tell and must be asked of somebody; empty if nothing.
    """

    letter: Letter
    name: str
    met: bool
    reasons: tuple[str, ...]
    ask: str = ""


def completeness(indicator: Indicator) -> tuple[Finding, ...]:
    """List what a sheet lacks and where it contradicts itself; empty if it is complete.

    Parameters
    ----------
    indicator
        The sheet.

    Examples
    --------
    >>> sheet = Indicator(name="Ingresso nei servizi", unit="anni", target=5, direction="more")
    >>> [finding.field for finding in completeness(sheet)][:4]
    ['outcome', 'definition', 'source', 'frequency']
    """
    _require_sheet(indicator)
    gaps = tuple(
        Finding(field, missing_line(field), remedy_line(field))
        for field in FIELDS
        if not indicator.has(field)
    )
    return gaps + contradictions(indicator)


def contradictions(indicator: Indicator) -> tuple[Finding, ...]:
    """List where a sheet disagrees with itself, or says what no sheet should: dates reversed, work as a change."""
    _require_sheet(indicator)
    found: list[Finding] = []
    if indicator.definition.strip() and len(indicator.definition.split()) < LEAST_WORDS:
        found.append(
            Finding(
                "definition",
                _("La definizione è troppo corta: sembra un titolo."),
                _("Scrivi che cosa si conta, fra chi e in quale periodo."),
            )
        )
    start, end = indicator.baseline_date, indicator.target_date
    if start and end and end <= start:
        found.append(
            Finding(
                "target_date",
                _("Il traguardo ha una data che viene prima della partenza, o la stessa."),
                _("Controlla le due date: la partenza viene prima."),
            )
        )
    texts = {name: value for name in FIELDS if isinstance(value := getattr(indicator, name), str)}
    told = [Finding(*doubt) for doubt in doubts(texts) if indicator.has(doubt[0])]
    return (*found, *told, *_numbers_disagree(indicator))


def _require_sheet(indicator: object) -> None:
    require = Require(_("Qui serve la scheda di un indicatore:"))
    require.instance(indicator, _("scheda"), Indicator, expected=_("la scheda di un indicatore"))
    require.stop()


def _numbers_disagree(indicator: Indicator) -> list[Finding]:
    found: list[Finding] = []
    values = (indicator.baseline, indicator.target, indicator.target_high)
    if any(v is not None and not math.isfinite(v) for v in values):
        return [Finding("target", _("Un valore non è un numero."), _("Scrivi il valore misurato."))]
    is_percentage = indicator.unit.strip() in _PERCENT
    if is_percentage and any(v is not None and not 0 <= v <= 100 for v in values):
        found.append(
            Finding(
                "unit",
                _("L'unità è una percentuale, ma un valore esce da 0–100."),
                _("Correggi il valore. Se è una variazione, scrivilo nell'unità: «variazione in %»."),
            )
        )
    baseline, target, direction = indicator.baseline, indicator.target, indicator.direction
    if direction == "within" and not indicator.has("target_high"):
        found.append(
            Finding(
                "target_high",
                _("Per restare dentro una fascia servono due valori: ne manca uno."),
                _("Scrivi il valore più alto della fascia."),
            )
        )
    high = indicator.target_high
    if (
        baseline is None
        and direction == "within"
        and target is not None
        and high is not None
        and high < target
    ):
        baseline = target  # whatever the baseline, the range is upside down
    if baseline is not None and target is not None and direction:
        try:
            refuse_targets(baseline, target, direction, high)
        except MeasureError as error:
            problem = error.problems[0]
            found.append(Finding("target", error.message, problem.remedy))
    return found


# --- SMART --------------------------------------------------------------------------------------
_ASKS_FOR: dict[Letter, tuple[Field, ...]] = {
    "S": ("definition", "disaggregation", "direction"),
    "M": ("definition", "unit", "source", "frequency", "owner"),
    "A": ("baseline", "target", "reachable"),
    "R": ("outcome",),
    "T": ("baseline_date", "target_date"),
}


def smart(indicator: Indicator) -> tuple[Criterion, ...]:
    """Read a sheet with the five letters: specific, measurable, achievable, relevant, time-bound.

    Each letter is a yes or a no computed from fields of the sheet, with its reasons. Two letters end with a
    question for people: a sheet can hold a reason for thinking the target reachable, not prove it; it can
    name the change, not show that the indicator moves with it.

    Parameters
    ----------
    indicator
        The sheet.

    Returns
    -------
    tuple of Criterion
        Five, in the order of the word.

    References
    ----------
    The word is G. T. Doran's (*There's a S.M.A.R.T. way to write management's goals and objectives*,
    Management Review 70, 1981); letters are read in many ways. Which fields answer to which letter is a
    choice of this kit.

    Examples
    --------
    >>> sheet = Indicator(name="Costi del sistema", unit="%", target=25, direction="less")
    >>> [(one.letter, one.met) for one in smart(sheet)]
    [('S', False), ('M', False), ('A', False), ('R', False), ('T', False)]
    """
    disagree = contradictions(indicator)
    return tuple(_criterion(letter, indicator, disagree) for letter in _ASKS_FOR)


def _criterion(letter: Letter, indicator: Indicator, disagree: tuple[Finding, ...]) -> Criterion:
    fields = _ASKS_FOR[letter]
    reasons = [missing_line(field) for field in fields if not indicator.has(field)]
    asked = {*fields, *(("target_high",) if letter == "A" else ())}
    reasons += [finding.found for finding in disagree if finding.field in asked]
    met = not reasons
    if met:
        reasons = [_("Le caselle ci sono.")]
    return Criterion(letter, letter_name(letter), met, tuple(dict.fromkeys(reasons)), ask_line(letter))
