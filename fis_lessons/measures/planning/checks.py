"""What the plan of an evaluation is asked with: each number by its name, read and held to its limits."""

from __future__ import annotations

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require


class Reads(Require):
    """Reads the numbers of a plan, and tells all that is wrong with them at once."""

    def __init__(self) -> None:
        super().__init__(_("Con questi numeri il piano non si può calcolare."))

    def alpha(self, value: object) -> float:
        """Read the probability of seeing a change that is not there."""
        return self.share(value, _("rischio di falso allarme"), ends=False, field="alpha")

    def power(self, value: object, alpha: float) -> float:
        """Read the probability of seeing a change that is there; less than ``alpha`` would be no test."""
        least = alpha if 0 < alpha < 1 else 0
        return self.number(value, _("potenza"), above=least, below=1, field="power")

    def confidence(self, value: object) -> float:
        """Read how often an interval should hold the truth."""
        return self.share(value, _("fiducia"), ends=False, field="confidence")

    def ratio(self, value: object) -> float:
        """Read how many people without the project there are for each with it."""
        return self.number(
            value,
            _("persone senza il progetto per ognuna che lo ha"),
            least=0.0001,
            most=10_000,
            field="ratio",
        )

    def shares(self, control: object, treated: object) -> tuple[float, float]:
        """Read the shares expected without and with the project."""
        return (
            self.share(control, _("quota senza il progetto"), ends=False, field="expected_control"),
            self.share(treated, _("quota con il progetto"), ends=False, field="expected_treated"),
        )

    def groups(
        self, treated: object, control: object, *, least: float = 0, above: float | None = None
    ) -> tuple[float, float]:
        """Read how many people there are with and without the project."""
        floor = None if above is not None else least
        with_it, without = _("persone con il progetto"), _("persone senza il progetto")
        return (
            self.number(treated, with_it, least=floor, above=above, field="treated"),
            self.number(control, without, least=floor, above=above, field="control"),
        )

    def people(self, value: object, where: str, *, least: int, most: int | None = None, field: str) -> int:
        """Read whole people."""
        return self.whole(value, where, least=least, most=most, field=field)
