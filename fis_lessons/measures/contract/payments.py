"""What was paid and why: the lines of a settlement, their sums, and the sentence that explains them."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Literal, get_args

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import day, in_words, mark, number
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.money import Cents, shown
from fis_lessons.measures.contract.terms import Contract
from fis_lessons.measures.require import Require

Reason = Literal[
    "paid",
    "not_verified",
    "outside_window",
    "prerequisite_missing",
    "repeated",
    "below_threshold",
    "over_person_cap",
    "over_outcome_cap",
    "over_contract_cap",
]
REASONS: tuple[Reason, ...] = get_args(Reason)

# one, and more than one: written out, because no rule of plurals holds in two languages
_ONE: dict[Reason, str] = {
    "paid": mark("uno pagato"),
    "not_verified": mark("uno non verificato"),
    "outside_window": mark("uno fuori dai termini"),
    "prerequisite_missing": mark("uno senza il risultato che doveva venire prima"),
    "repeated": mark("uno ripetuto"),
    "below_threshold": mark("uno sotto la soglia del gruppo"),
    "over_person_cap": mark("uno oltre il tetto per persona"),
    "over_outcome_cap": mark("uno oltre il tetto per quel risultato"),
    "over_contract_cap": mark("uno oltre il tetto del contratto"),
}
_MORE: dict[Reason, str] = {
    "paid": mark("{count} pagati"),
    "not_verified": mark("{count} non verificati"),
    "outside_window": mark("{count} fuori dai termini"),
    "prerequisite_missing": mark("{count} senza il risultato che doveva venire prima"),
    "repeated": mark("{count} ripetuti"),
    "below_threshold": mark("{count} sotto la soglia del gruppo"),
    "over_person_cap": mark("{count} oltre il tetto per persona"),
    "over_outcome_cap": mark("{count} oltre il tetto per quel risultato"),
    "over_contract_cap": mark("{count} oltre il tetto del contratto"),
}
_LABELS: dict[Reason, str] = {
    "paid": mark("pagato"),
    "not_verified": mark("non verificato"),
    "outside_window": mark("fuori dai termini"),
    "prerequisite_missing": mark("manca il risultato che doveva venire prima"),
    "repeated": mark("ripetuto"),
    "below_threshold": mark("sotto la soglia del gruppo"),
    "over_person_cap": mark("oltre il tetto per persona"),
    "over_outcome_cap": mark("oltre il tetto per quel risultato"),
    "over_contract_cap": mark("oltre il tetto del contratto"),
}


def reason_label(reason: Reason) -> str:
    """Say a reason in a few words.

    Raises
    ------
    MeasureError
        If there is no such reason.
    """
    require = Require(_("Questo motivo non c'è:"))
    known = require.one_of(reason, _("motivo"), REASONS)
    require.stop()
    return _(_LABELS[known])


@dataclass(frozen=True)
class Payments:
    """A settlement.

    Parameters
    ----------
    contract
        Whose terms were applied.
    lines
        One row per claim in the order of the rules: ``claim`` (its row in the claims), ``person``, ``metric``,
        ``date``, ``period`` (of the calendar, from 0), ``price``, ``due`` (after the threshold), ``paid`` (all
        three in cents), ``reason``. A claim cut by a ceiling may still be paid in part.
    """

    contract: Contract
    lines: pd.DataFrame = field(repr=False)

    @property
    def total(self) -> Cents:
        """All that is paid."""
        return int(self.lines["paid"].sum())

    @property
    def claimed(self) -> Cents:
        """What the rate card would give to every claim that is not refused, without thresholds and ceilings."""
        late = [*REASONS[1:5]]
        return int(self.lines.loc[~self.lines["reason"].isin(late), "price"].sum())

    def by(self, column: Literal["person", "metric", "period", "reason"]) -> pd.DataFrame:
        """Sum by a column.

        Returns
        -------
        pandas.DataFrame
            ``column``, ``claims`` (how many), ``paid`` (cents).
        """
        require = Require(_("Questi pagamenti non si possono sommare così:"))
        require.one_of(column, _("colonna"), ("person", "metric", "period", "reason"))
        require.stop()
        grouped = self.lines.groupby(column, observed=True, sort=True)["paid"]
        return grouped.agg(claims="size", paid="sum").reset_index()

    def explain(self, *, person: object = None, metric: str | None = None) -> str:
        """Say in a sentence how many claims are paid and why the others are not.

        Parameters
        ----------
        person, metric
            Only their claims, if given.

        Raises
        ------
        MeasureError
            If there is no such claim.
        """
        lines = self.lines
        if person is not None:
            lines = lines[[one is person or str(one) == str(person) for one in lines["person"]]]
        if metric is not None:
            lines = lines[lines["metric"] == str(metric)]
        if lines.empty:
            raise MeasureError(_("Qui non c'è nessuna richiesta da spiegare."))
        full = int((lines["reason"] == "paid").sum())
        head = _("pagati {paid} su {total}").format(paid=number(full), total=number(len(lines)))
        counts = lines["reason"].value_counts()
        why = [self._said(name, int(counts[name])) for name in REASONS[1:] if counts.get(name, 0)]
        in_part = int(((lines["paid"] > 0) & (lines["reason"] != "paid")).sum())
        tail = ": " + ", ".join(why) if why else ""
        if in_part:
            tail += " " + _("(pagati in parte: {count})").format(count=number(in_part))
        return head + tail

    def _said(self, reason: Reason, count: int) -> str:
        return _(_ONE[reason]) if count == 1 else _(_MORE[reason]).format(count=in_words(count))

    def explain_claim(self, claim: int) -> str:
        """Say in a sentence what became of one claim.

        Parameters
        ----------
        claim
            Its position in the claims, from 0.

        Raises
        ------
        MeasureError
            If there is no such claim.
        """
        require = Require(_("Questa richiesta non c'è:"))
        place = require.whole(claim, _("richiesta"), least=0, most=len(self.lines) - 1)
        require.stop()
        found = self.lines[self.lines["claim"] == place]
        line = found.iloc[0]
        when: date = line["date"].date()
        start = _("Persona {person}, «{label}», {day}").format(
            person=line["person"], label=_(self.contract.metric(line["metric"]).label), day=day(when)
        )
        if line["reason"] == "paid":
            return f"{start}: " + _("pagato {paid}.").format(paid=shown(int(line["paid"])))
        why = reason_label(line["reason"])
        if line["paid"]:
            return f"{start}: " + _("pagato in parte, {paid} su {due}: {why}.").format(
                paid=shown(int(line["paid"])), due=shown(int(line["due"])), why=why
            )
        return f"{start}: " + _("non pagato: {why}.").format(why=why)
