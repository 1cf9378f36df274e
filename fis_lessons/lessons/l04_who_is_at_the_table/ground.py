"""The numbers of lesson 04: who sits where in the case, how many they are, what the cities of the atlas name."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Annotated

from fis_lessons import resources
from fis_lessons.cases import Atlas, Case, Stakeholder, load_atlas
from fis_lessons.cases.labels import Role
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Between, LessonParameters, Note
from fis_lessons.lessons.desk.target import TargetCount, WithResidents
from fis_lessons.measures.stakeholders.influence import AtThreshold, Influence, Placed, influence
from fis_lessons.measures.stakeholders.participation import Funnel, funnel
from fis_lessons.measures.stakeholders.representation import Representation, representation

# Our reading of roles, for the exercise: power, interest. Whoever holds several takes the greatest of each.
SCORES: dict[Role, tuple[int, int]] = {
    "proposer": (5, 4),
    "outcome_payer": (5, 4),
    "financier": (4, 3),
    "evaluator": (3, 2),
    "provider": (3, 5),
    "partner": (2, 2),
    "community": (1, 5),
}

# The meeting of the exercise: which part of their share of it the group has, and how many came, more or fewer
PARTS, MORE, FEWER = (0.55, 0.4, 0.65, 0.75), (0, -12, -5, 9, 16), 0.9


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 04 takes.

    Parameters
    ----------
    municipality
        Name or ISTAT code of the municipality where the voices are counted; that of the case if not given.
    people
        Who came to the meeting of the exercise, a few more or fewer with another seed: an assumption.
    """

    municipality: Annotated[str | None, WithResidents()] = None
    people: Annotated[int, Between(30, 200)] = 60


@dataclass(frozen=True)
class Ground(TargetCount):
    """Every number lesson 04 asks about."""

    parameters: Parameters
    case: Case

    @cached_property
    def atlas(self) -> Atlas:
        """The eighteen cities."""
        return load_atlas()

    @property
    def at_the_table(self) -> tuple[Stakeholder, ...]:
        """Everybody the sources name; an empty chair is not on the map."""
        return tuple(one for one in self.case.stakeholders if one.status != "unknown")

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Where our scores put them."""
        return tuple(_placed(one) for one in self.at_the_table)

    def influence(self, *, threshold: int = 3, at_threshold: AtThreshold = "high") -> Influence:
        """Place everybody with a rule."""
        return influence(self.placed, threshold=threshold, at_threshold=at_threshold)

    def named_in(self, role: Role, *, sure: bool = False) -> int:
        """Count the cities of the atlas where somebody is named for a role; ``sure`` leaves doubts out."""
        return sum(
            any(seat.status == "confirmed" or not sure for seat in city.named(role))
            for city in self.atlas.cities
        )

    @cached_property
    def meeting(self) -> Representation:
        """The meeting of the exercise: fewer of the group than their share would bring."""
        share = self.one / self.count()
        wanted = [(self.parameters.people + more, part) for more in MORE for part in PARTS]
        meetings = [(people, max(1, round(part * people * share))) for people, part in wanted]
        # whatever the seed, fewer of the group than their share would bring
        first, *others = meetings
        fit = [one for one in others if one[1] < one[0] * share * FEWER]
        people, inside = self.parameters.pick("04-meeting", [first, *fit])
        return representation(inside, process=people, group=self.one, population=self.count())


def _placed(one: Stakeholder) -> Placed:
    scores = [SCORES[role] for role in one.roles]
    return Placed(_(one.name), max(power for power, _interest in scores), max(i for _power, i in scores))


# --- Bologna, as published ------------------------------------------------------------------------
@dataclass(frozen=True)
class Notice:
    """A public notice of Bologna: what came, what was signed."""

    id: str
    proposals: int
    agreements: int


@cache
def bologna() -> tuple[Notice, ...]:
    """Return the two notices."""
    return tuple(
        Notice(row["notice"], int(row["proposals"]), int(row["agreements"]))
        for row in resources.published("bologna_pacts", "steps.csv")
    )


def bologna_funnel() -> Funnel:
    """Return both notices together, from proposals to agreements."""
    return funnel(
        [
            (_("proposte"), sum(one.proposals for one in bologna())),
            (_("collaborazioni firmate"), sum(one.agreements for one in bologna())),
        ]
    )


def labsus_note() -> Note:
    """Return where the numbers of Bologna were read."""
    url = "https://www.labsus.org/2016/05/bologna-amministrazione-condivisa-il-report-di-cittadinanza-attiva/"
    words = _(
        "Labsus, [Bologna, amministrazione condivisa: il report di cittadinanza attiva]({url}), maggio 2016"
    )
    return Note(words.format(url=url), url)


def urban_center_note() -> Note:
    """Return the page that gives one of those numbers another name."""
    url = "http://www.urbancenterbologna.it/patti-di-collaborazione"
    words = _("Urban Center Bologna, [Patti di collaborazione]({url}), senza data")
    return Note(words.format(url=url), url)


def mitchell_note() -> Note:
    """Return where the eight classes come from."""
    url = "http://www.jstor.org/stable/259247"
    words = _(
        "R. K. Mitchell, B. R. Agle, D. J. Wood, *Toward a theory of stakeholder identification and salience*, "
        "Academy of Management Review 22 (1997), pp. 853-886, [riassunto letto]({url})"
    )
    return Note(words.format(url=url), url)


def arnstein_note() -> Note:
    """Return where the ladder was read."""
    url = "https://www.open.edu/openlearn/mod/oucontent/view.php?id=21024"
    words = _(
        "The Open University, [descrizione della scala di Arnstein]({url}); l'articolo è di S. R. Arnstein, 1969"
    )
    return Note(words.format(url=url), url)


def mendelow_note() -> Note:
    """Return where the grid was read."""
    url = "https://learn1.open.ac.uk/mod/oublog/viewpost.php?post=227303"
    words = _(
        "The Open University, [Effectively managing stakeholders]({url}); la griglia si attribuisce ad A. L. "
        "Mendelow, 1991"
    )
    return Note(words.format(url=url), url)


def scores_note() -> Note:
    """Return what the scores of the map are."""
    words = _(
        "i punteggi di potere e interesse li abbiamo dati noi, uguali per chi ha lo stesso ruolo (chi ne ha più "
        "d'uno prende il più alto): nessuna fonte li dà."
    )
    return Note(words, assumption=True)


def meeting_note() -> Note:
    """Return what the meeting of the exercise is."""
    return Note(_("l'incontro è inventato: i residenti sono veri, chi è venuto no."), assumption=True)
