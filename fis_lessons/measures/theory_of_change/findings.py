"""What a check says: which rule, about which boxes, in which words, and what to do."""

from __future__ import annotations

from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import word_for

Rule = Literal[
    "empty", "missing_kind", "cycle", "backward", "jump", "orphan_output", "unreached_outcome",
    "unreached_impact", "loose_outcome", "unused_resource", "unfed_activity", "idle_activity",
    "unmade_output", "no_assumption", "no_risk", "no_indicator", "no_verification", "dressed_output",
    "no_direction", "duplicate_label",
]  # fmt: skip
RULES: tuple[Rule, ...] = get_args(Rule)
"""In the order in which findings are listed."""

Weight = Literal["gap", "advice", "suspicion"]
"""A gap leaves the chain incomplete; an advice makes it better; a suspicion is for a person to judge."""


@dataclass(frozen=True)
class Finding:
    """Something the chain lacks.

    Parameters
    ----------
    rule
        Which check found it.
    nodes
        Ids of the boxes it is about; the two ends of an arrow; the boxes of a cycle, in order.
    text
        What was found, a sentence in the language in use. It names the boxes: escape it before showing it.
    remedy
        What to do, a sentence.
    weight
        How much it matters.
    """

    rule: Rule
    nodes: tuple[str, ...]
    text: str
    remedy: str
    weight: Weight = "gap"


def rule_label(rule: Rule) -> str:
    """Name a check in a few words.

    Examples
    --------
    >>> rule_label("orphan_output")
    'realizzazione senza esito'
    """
    return word_for(
        {
            "empty": _("catena vuota"),
            "missing_kind": _("livello vuoto"),
            "cycle": _("giro chiuso"),
            "backward": _("freccia all'indietro"),
            "jump": _("salto di livello"),
            "orphan_output": _("realizzazione senza esito"),
            "unreached_outcome": _("esito senza strada"),
            "unreached_impact": _("impatto senza strada"),
            "loose_outcome": _("esito staccato dall'impatto"),
            "unused_resource": _("risorsa che non serve a nulla"),
            "unfed_activity": _("attività senza risorse"),
            "idle_activity": _("attività che non produce nulla"),
            "unmade_output": _("realizzazione che nessuno fa"),
            "no_assumption": _("freccia senza ipotesi"),
            "no_risk": _("freccia senza rischio"),
            "no_indicator": _("esito senza indicatore"),
            "no_verification": _("indicatore senza fonte di verifica"),
            "dressed_output": _("forse una realizzazione travestita da esito"),
            "no_direction": _("esito senza direzione"),
            "duplicate_label": _("due caselle uguali"),
        },
        rule,
        what=_("controllo"),
    )
