"""The costs of the project and who covers them, read from the lines an officer wrote in the study."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.vague import names_the_payer
from fis_lessons.reading import read_quantity

State = Literal["granted", "announced", "asked"]
Stage = Literal["I", "II", "III"]
STAGES: tuple[Stage, ...] = ("I", "II", "III")
_STATES: dict[State, re.Pattern[str]] = {
    "granted": re.compile(r"(è |già )*(concess|deliberat|stanziat)[oaie]|(already )?(granted|allocated)"),
    "announced": re.compile(r"(è |già )*(annunciat|promess)[oaie]|announced|promised"),
    "asked": re.compile(
        r"(è |ancora |già )*(da )?(chiedere|chiest[oaie]|richiedere|richiest[oaie]|trovare|stanziare)|"
        r"(still )?(to be )?(asked|requested|found|allocated)( for)?"
    ),
}
_STAGE = re.compile(r"(?:intervento\s+|intervention\s+|fase\s+|phase\s+)?(i{1,3}|[123])", re.IGNORECASE)

_ADVANCE, _RESULTS = re.compile(r"(?i)\banticip|\badvance"), re.compile(r"(?i)\brisultat|\bresult")
_SUM = re.compile(r"(?i)(?:(?:circa|ca\.?|quasi|oltre|fino a|about|almost|up to) )?[€£$]?\s*\d")
"""How a sum begins that is more than a sum: «48.000 euro l'anno» is not who pays."""
_APART = re.compile(r"(?i)\bnon si somm|\bnot added|\bnot summed")


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    """A cost and who covers it.

    Parameters
    ----------
    what
        The cost.
    euros
        Nothing where no sum could be read.
    unread
        The sum as it was written, where it could not be read.
    who
        Who puts it in.
    state
        Whether the money is there; empty if the line does not say it.
    stage
        Intervention of the programme; empty if the line does not say it.
    """

    what: str
    euros: float | None = None
    unread: str = ""
    who: str = ""
    state: State | Literal[""] = ""
    stage: Stage | Literal[""] = ""

    @property
    def apart(self) -> bool:
        """Whether it says of itself that it has no sum to add: no fault of whoever wrote it."""
        return self.euros is None and bool(_APART.search(self.what))

    @property
    def word(self) -> str:
        """Say whether the money is there: a municipality sets its own aside, it grants itself nothing."""
        if not self.state:
            return ""
        words = own_words() if names_the_payer(self.who) else state_words()
        return words.get(self.state, state_words()[self.state])

    def line(self) -> str:
        """Write it as the study reads it."""
        parts = [
            self.what,
            self.unread if self.euros is None else exact(self.euros),
            self.who,
            self.word,
            _("intervento {stage}").format(stage=self.stage) if self.stage else "",
        ]
        return "; ".join(part for part in parts if part)


def state_words() -> dict[State, str]:
    """Return whether the money is there, in a word or two."""
    return {"granted": _("concesso"), "announced": _("annunciato"), "asked": _("da chiedere")}


def own_words() -> dict[State, str]:
    """Return the words for the municipality's own money, where it has some of its own."""
    return {"granted": _("stanziato"), "asked": _("da stanziare")}


def gives_back(lines: Iterable[BudgetLine]) -> bool:
    r"""Tell whether somebody advances money that the results give back: what is put in first is not what is spent.

    Examples
    --------
    >>> gives_back(read_budget("Anticipo; 200.000; Banca\nRisultati: fino a 250.000 €; Comune"))
    True
    >>> gives_back(read_budget("Educatori; 30.000; Comune"))
    False
    """
    told = [one.what for one in lines]
    return any(_ADVANCE.search(one) for one in told) and any(_RESULTS.search(one) for one in told)


def who_pays_in_the_end() -> str:
    """Say what shares of the costs do not say, where :func:`gives_back`."""
    return _(
        "Somme e quote dicono chi mette il denaro prima dei risultati, negli anni del servizio, non chi paga alla "
        "fine: l'anticipo si restituisce con i risultati, se ci sono, e quelli li paga il Comune."
    )


def read_budget(text: str) -> tuple[BudgetLine, ...]:
    r"""Read the lines, each with its parts between semicolons: what, how much, who, whether the money is there.

    Examples
    --------
    >>> [(one.what, one.euros, one.who, one.state) for one in read_budget("Operatori; 20.000 €; Comune; concesso")]
    [('Operatori', 20000.0, 'Comune', 'granted')]
    >>> read_budget("Operatori; 20.000 €; il Comune; da chiedere")[0].line()
    'Operatori; 20.000; il Comune; da stanziare'
    >>> read_budget("Operatori; 20.000 €; Comune; concesso")[0].line()
    'Operatori; 20.000; Comune; stanziato'
    >>> line = read_budget("Sala; 1.500; Concessionaria; da chiedere; intervento II")[0]
    >>> line.who, line.state, line.stage
    ('Concessionaria', 'asked', 'II')
    >>> read_budget("circa ventimila euro dal Comune")[0].euros is None
    True
    >>> line = read_budget("Operatori; 20.000 euro l'anno; Comune; concesso")[0]
    >>> line.euros, line.unread, line.who
    (None, "20.000 euro l'anno", 'Comune')
    """
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(_line(line) for line in lines if line.strip(" ;"))


def _line(line: str) -> BudgetLine:
    parts = [part for part in re.split(r"\s*[;\t|]\s*", line) if part]
    what, rest = parts[0], parts[1:]
    euros, state, stage, who = None, "", "", []
    for part in rest:
        read = read_quantity(part, unit="euro")
        found = next((name for name, words in _STATES.items() if words.fullmatch(part.casefold())), "")
        at = _STAGE.fullmatch(part)
        # a whole word, or a Roman number, is an intervention; a bare figure is a sum
        if euros is None and read is not None and read.sign != "%":
            euros = read.euros
        elif not state and found:
            state = found
        elif not stage and at:
            stage = at[1].upper() if at[1].isalpha() else STAGES[int(at[1]) - 1]
        else:
            who.append(part)
    unread = who.pop(0) if euros is None and who and _SUM.match(who[0]) else ""
    return BudgetLine(
        what=what, euros=euros, unread=unread, who=", ".join(who), state=state, stage=stage,  # type: ignore[arg-type]
    )  # fmt: skip
