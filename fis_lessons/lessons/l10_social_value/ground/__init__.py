"""The value map and the costs and benefits lesson 10 works on: simulated, on real denominators.

Every value is an assumption made for the lesson unless its note says otherwise. The number of participants
follows from the residents of the case's age group; two proxies were published.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Annotated

from fis_lessons.articles import town
from fis_lessons.cases import Case, load_case
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.desk import Between, LessonParameters, Note
from fis_lessons.lessons.desk.target import counted_in, target_of
from fis_lessons.lessons.l10_social_value.ground.themes import (
    AT_HOME,
    DAY_CENTRE,
    DAY_CENTRE_URL,
    OTHERS,
    RSA,
    THEMES,
    Theme,
)
from fis_lessons.measures.cost_benefit import CostBenefit, Stream, cost_benefit
from fis_lessons.measures.sroi import (
    Change,
    Outcome,
    Quality,
    Resource,
    SroiResult,
    Switching,
    ValueMap,
    changed,
    evaluate,
    ratio_of,
    switching_value,
)
from fis_lessons.territory import population, source

MAIN = "families"
"""The row that carries most of the value, in every case."""


def rate_text(rate: float) -> str:
    """Write a discount rate with a decimal only if it has one.

    Examples
    --------
    >>> rate_text(0.03), rate_text(0.035)
    ('3%', '3,5%')
    """
    return percent(rate, decimals=0 if abs(rate * 100 - round(rate * 100)) < 1e-9 else 1)


ASKED = (MAIN, "belonging", "municipality", "volunteers")
"""Rows whose first year can be asked."""
CREDITS = (0.5, 0.25, 0.3, 0.4, 0.6, 0.7)


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 10 takes.

    Parameters
    ----------
    discount
        Discount rate per year of the calculations of the lesson: 0.03 is 3%.
    """

    discount: Annotated[float, Between(0.01, 0.1)] = 0.03


@dataclass(frozen=True)
class Ground:
    """Every number lesson 10 asks about."""

    parameters: Parameters
    case: Case

    @property
    def rate(self) -> float:
        """Discount rate of the lesson."""
        return self.parameters.discount

    @property
    def rate_text(self) -> str:
        """The discount rate of the lesson, in words."""
        return rate_text(self.rate)

    @property
    def city(self) -> str:
        """The municipality, as a party."""
        return _("Comune di {name}").format(name=self.case.municipality.name)

    @property
    def theme(self) -> Theme:
        """What is particular to the case."""
        return THEMES.get(self.case.project, OTHERS)

    @cached_property
    def pool(self) -> tuple[str, int]:
        """Age group of the case and its residents."""
        band = target_of(self.case).one
        place = counted_in(self.case)
        return band.label, population(place, band.first, band.last)

    @property
    def participants(self) -> int:
        """One resident in a hundred of the age group, to the nearest ten."""
        return max(10, round(self.pool[1] / 1000) * 10)

    @cached_property
    def value_map(self) -> ValueMap:
        """The map of the lesson."""
        city = self.city
        assumed = _("ipotesi per la lezione")
        resources = (
            Resource(
                stakeholder=city,
                description=_("Contributo al progetto"),
                unit_value=self.theme.money,
                source=assumed,
            ),
            Resource(
                stakeholder=_("Volontari"),
                description=_("Ore di tempo donate"),
                quantity=self.theme.hours,
                unit_value=12,
                kind="volunteers",
                source=assumed,
            ),
        )
        return ValueMap(
            title=_("Mappa di prova, caso {case}").format(case=self.case.acronym or self.case.id),
            resources=resources,
            outcomes=self._rows(city, assumed),
            rate=self.rate,
        )

    def _rows(self, city: str, assumed: str) -> tuple[Outcome, ...]:
        theme = self.theme
        output = _("circa {count} persone coinvolte in un anno (ipotesi)").format(
            count=number(self.participants)
        )
        stakeholder, outcome, indicator, proxy = theme.main
        quantity, value, years = theme.main_numbers
        published, quality = self._published()
        blank = Outcome(
            id="",
            stakeholder="",
            outcome="",
            quantity=0,
            proxy_value=0,
            output=output,
            indicator_source=_("questionario del progetto"),
            proxy_source=assumed,
            proxy_country="IT",
            proxy_quality="low",
        )
        belonging = replace(
            blank,
            id="belonging",
            stakeholder=_(theme.who),
            outcome=_("Minore solitudine"),
            change=_("previsto: conoscere persone nuove"),
            indicator=_("persone che escono più spesso di prima"),
            quantity=round(self.participants * 0.4),
            duration=3,
            proxy=_("spesa di una persona per attività e incontri, in un anno"),
            proxy_value=300,
            deadweight=0.3,
            attribution=0.3,
            drop_off=0.25,
        )
        families = replace(
            blank,
            id=MAIN,
            stakeholder=_(stakeholder),
            outcome=_(outcome),
            change=_(theme.change),
            indicator=_(indicator),
            quantity=quantity,
            duration=years,
            proxy=_(proxy),
            proxy_value=value,
            proxy_source=published.get(MAIN, assumed),
            proxy_quality=quality if MAIN in published else "low",
            deadweight=0.3,
            displacement=0.1,
            attribution=0.4,
            drop_off=0.3,
        )
        count, price = theme.saved_numbers
        municipality = replace(
            blank,
            id="municipality",
            stakeholder=city,
            outcome=_("Alcuni interventi non servono più"),
            change=_("previsto: meno spesa"),
            indicator=_("interventi non attivati, in un anno"),
            indicator_source=_("registro del servizio sociale"),
            quantity=count,
            proxy=_(theme.saved),
            proxy_value=price,
            proxy_source=published.get("municipality", assumed),
            proxy_quality=quality if "municipality" in published else "low",
            deadweight=0.4,
            attribution=0.3,
        )
        volunteers = replace(
            blank,
            id="volunteers",
            stakeholder=_("Volontari"),
            outcome=_("Si sentono utili e attivi"),
            change=_("non previsto"),
            indicator=_("volontari che lo dichiarano"),
            quantity=15,
            duration=2,
            proxy=_("un corso per adulti, in un anno"),
            proxy_value=200,
            deadweight=0.5,
            attribution=0.2,
            drop_off=0.3,
        )
        others = replace(
            blank,
            id="others",
            stakeholder=_("Altre associazioni"),
            outcome=_("Perdono iscritti, passati al progetto"),
            change=_("non previsto, negativo"),
            indicator=_("iscritti in meno"),
            indicator_source=_("colloqui con le associazioni"),
            quantity=20,
            duration=2,
            proxy=_("quota di iscrizione di un anno"),
            proxy_value=-60,
            negative=True,
            deadweight=0.1,
            drop_off=0.3,
        )
        return belonging, families, municipality, volunteers, others

    def _published(self) -> tuple[dict[str, str], Quality]:
        """Return which proxies were published, by row, and how good they are."""
        if self.case.project == "bergamo":
            words = _(
                "L'Eco di Bergamo, rette del 2023 in provincia di Bergamo: {fee} euro; spese a casa: {home} euro, "
                "ipotesi per la lezione"
            )
            return {MAIN: words.format(fee=number(RSA), home=number(AT_HOME))}, "medium"
        if self.case.project == "catanzaro":
            return {"municipality": _("Istat, 2010, circa: un dato vecchio, e non è di Catanzaro")}, "low"
        return {}, "low"

    def note_of(self, row: str) -> Note:
        """Return where the proxy of a row comes from, ready to be cited."""
        published, _quality = self._published()
        if row not in published:
            words = _(
                "tutti i valori della mappa di prova (risorse, quantità, durate, quote, valori in euro) che "
                "non hanno un'altra fonte"
            )
            return Note(words, assumption=True)
        if row == MAIN:
            return rsa_fee().note
        words = _(
            "Istat, spesa dei Comuni per la disabilità, 2010, [riportata da OSA]({url}): circa {value} euro "
            "per utente di un centro diurno in un anno. È un dato vecchio, e non è di Catanzaro."
        )
        return Note(words.format(url=DAY_CENTRE_URL, value=number(DAY_CENTRE)), DAY_CENTRE_URL)

    def participants_note(self) -> Note:
        """Return how the number of participants was chosen."""
        label, pool = self.pool
        words = _(
            "i partecipanti sono circa {count}: un numero scelto da noi per l'esercizio, uno ogni cento residenti "
            "di {ages}, che nel Comune {of_town} sono {pool} ({source}): non è il numero di chi il progetto segue "
            "davvero"
        )
        if not target_of(self.case).one.told:
            # those ages are nobody's: the people of the project are others
            stray = _("Per questo gruppo non vuol dire nulla: le fonti non contano chi il progetto segue")
            words = f"{words}. {stray}"
        return Note(
            words.format(
                count=number(self.participants),
                ages=label,
                of_town=town(counted_in(self.case).name),
                pool=number(pool),
                source=source(),
            ),
            assumption=True,
        )

    # --- what is computed on the map ----------------------------------------------------------------
    @cached_property
    def result(self) -> SroiResult:
        """What the map is worth."""
        return evaluate(self.value_map)

    @property
    def main(self) -> Outcome:
        """The row that carries most of the value."""
        return self.value_map.row(MAIN)

    @property
    def asked(self) -> Outcome:
        """The row whose first year is asked: the main one, or by the seed."""
        return self.value_map.row(self.parameters.pick("10-row", ASKED))

    @property
    def credit(self) -> float:
        """Share of the credit that others might have in the published example: a question of ours."""
        return self.parameters.pick("10-credit", CREDITS)

    @cached_property
    def break_even(self) -> Switching:
        """Quantity of the main row at which the ratio is one."""
        return switching_value(self.value_map, field="quantity", outcomes=[MAIN])

    def ratio_with(self, *changes: Change) -> float:
        """Return the ratio after some changes."""
        return ratio_of(changed(self.value_map, changes))

    # --- costs and benefits -------------------------------------------------------------------------
    @cached_property
    def streams(self) -> tuple[Stream, ...]:
        """Costs and benefits of a simple project: an outlay today, three years of running."""
        money = self.theme.money
        city = self.city
        families = _("Famiglie")

        def yearly(share: float) -> tuple[float, ...]:
            return (0.0, *[round(money * share, -2)] * 3)

        return (
            Stream(label=_("Avvio"), party=city, kind="cost", amounts=(money,)),
            Stream(label=_("Gestione"), party=city, kind="cost", amounts=yearly(1 / 6)),
            Stream(label=_("Interventi evitati"), party=city, kind="benefit", amounts=yearly(0.1)),
            Stream(label=_("Spese e ore risparmiate"), party=families, kind="benefit", amounts=yearly(0.45)),
            Stream(
                label=_("Tariffa pagata"),
                party=families,
                kind="cost",
                amounts=yearly(0.05),
                transfer=True,
            ),
            Stream(
                label=_("Tariffa incassata"),
                party=city,
                kind="benefit",
                amounts=yearly(0.05),
                transfer=True,
            ),
        )

    def costs_and_benefits(self, rate: float | None = None) -> CostBenefit:
        """Compute the simple project, at the rate of the lesson or at another."""
        return cost_benefit(self.streams, rate=self.rate if rate is None else rate)


@dataclass(frozen=True)
class Fee:
    """A published fee."""

    daily: float
    yearly: float
    note: Note


def rsa_fee() -> Fee:
    """Return the average fee of a nursing home in the province of Bergamo, from the case that cites it."""
    case = load_case("bergamo")
    service = next(item for item in case.services_and_costs if item.id == "rsa")
    assert service.unit_cost is not None  # noqa: S101 - the file of the case has it
    daily = service.unit_cost.value or 0.0
    yearly = next(q.value for q in service.quantities if q.unit == "EUR") or 0.0
    paper = case.sources_of(service)[0]
    return Fee(daily, yearly, Note(paper.markdown(), paper.url))
