"""What the simulated register of each pilot is about: who, which outcome, and the effect we put into it."""

from __future__ import annotations

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, number
from fis_lessons.lessons.desk import Note
from fis_lessons.territory import Municipality, age_label, population

PILOTS = ("lucca", "catanzaro", "bergamo")


@dataclass(frozen=True)
class Setting:
    """A simulated register before it is drawn. Every number is an assumption of the lesson.

    Parameters
    ----------
    case
        Which pilot.
    outcome
        What is measured for each person, in Italian (shown through ``gettext``).
    unit
        Its unit, in Italian.
    decimals
        How many are shown.
    lower_is_better
        Whether a negative effect is what the project wants.
    ages
        First and last completed year of the persons in the register.
    participants, others
        How many persons take part and how many do not.
    base, effect, trend
        Mean of the outcome before; true effect of the project; change that everybody has anyway.
    need, drive, noise
        How much the outcome depends on need (in the register), on drive (in no register), on chance.
    joins_need, joins_drive
        Whether who has more need, or more drive, joins more (positive) or less (negative) easily.
    diverge
        Where parallel trends do not hold: by how much the change depends on need.
    who
        The persons, in Italian.
    project
        What the simulated project does, in Italian.
    """

    case: str
    outcome: str
    unit: str
    decimals: int
    lower_is_better: bool
    ages: tuple[int, int]
    participants: int
    others: int
    base: float
    effect: float
    trend: float
    need: float
    drive: float
    noise: float
    joins_need: float
    joins_drive: float
    diverge: float
    who: str
    project: str

    @property
    def people(self) -> int:
        """Everybody in the register."""
        return self.participants + self.others

    def amount(self, value: float, *, sign: bool = False) -> str:
        """Write a value of the outcome with its unit, in the language in use."""
        return f"{self.figure(value, sign=sign)} {_(self.unit)}"

    def figure(self, value: float, *, sign: bool = False) -> str:
        """Write a value of the outcome without its unit."""
        rounded = round(value, self.decimals) + 0.0  # no "-0"
        text = number(rounded, decimals=self.decimals)
        return f"+{text}" if sign and rounded > 0 else text

    def notes(self, place: Municipality) -> tuple[Note, ...]:
        """Say what is assumed, and that nobody in the register exists."""
        first, last = self.ages
        return (
            Note(
                _(
                    "Il registro di {place} è simulato: {people} persone che non esistono, estratte con un "
                    "seme fisso. Le età seguono quelle dei {residents} residenti veri di {ages}. "
                    "Fascia di età, partecipanti, misura, andamento, effetto e modo di entrare li abbiamo "
                    "scelti noi."
                ).format(
                    place=place.name,
                    people=number(self.people),
                    residents=number(population(place, first, last)),
                    ages=age_label(first, last),
                ),
                assumption=True,
            ),
        )


SETTINGS: dict[str, Setting] = {
    one.case: one
    for one in (
        Setting(
            case="lucca",
            outcome=mark("mesi dell'anno senza studio né lavoro"),
            unit=mark("mesi"),
            decimals=2,
            lower_is_better=True,
            ages=(15, 29),
            participants=150,
            others=450,
            base=5.8,
            effect=-0.8,
            trend=-1.0,
            need=0.85,
            drive=0.4,
            noise=0.5,
            joins_need=0.85,
            joins_drive=0.6,
            diverge=-0.38,
            who=mark("giovani che in un anno passano mesi senza studiare e senza lavorare"),
            project=mark("un percorso di un anno con un tutor, verso la scuola o il lavoro"),
        ),
        Setting(
            case="catanzaro",
            outcome=mark("punteggio di autonomia, da 0 a 100"),
            unit=mark("punti"),
            decimals=1,
            lower_is_better=False,
            ages=(18, 35),
            participants=20,
            others=100,
            base=45.0,
            effect=5.0,
            trend=3.0,
            need=-7.0,
            drive=4.0,
            noise=5.5,
            joins_need=-0.8,
            joins_drive=0.6,
            diverge=-3.5,
            who=mark("persone con disabilità o che escono dalla tutela"),
            project=mark("un anno di attività in una fattoria sociale"),
        ),
        Setting(
            case="bergamo",
            outcome=mark("ore di servizi usate in un anno"),
            unit=mark("ore"),
            decimals=1,
            lower_is_better=True,
            ages=(60, 75),
            participants=300,
            others=900,
            base=60.0,
            effect=-6.0,
            trend=5.0,
            need=7.0,
            drive=-4.0,
            noise=6.0,
            joins_need=-0.7,
            joins_drive=0.7,
            diverge=4.0,
            who=mark("persone fra 60 e 75 anni"),
            project=mark("un anno di attività di gruppo nel quartiere"),
        ),
        Setting(
            case="lecce",
            outcome=mark("settimane di scuola perse in un anno"),
            unit=mark("settimane"),
            decimals=2,
            lower_is_better=True,
            ages=(11, 17),
            participants=120,
            others=360,
            base=4.6,
            effect=-0.7,
            trend=-0.8,
            need=0.85,
            drive=0.4,
            noise=0.55,
            joins_need=0.85,
            joins_drive=0.6,
            diverge=-0.34,
            who=mark("ragazzi che in un anno perdono settimane di scuola"),
            project=mark("corsi di scienza e di competenze per la vita, per un anno"),
        ),
        Setting(
            case="prato",
            outcome=mark("mesi dell'anno in un alloggio di emergenza"),
            unit=mark("mesi"),
            decimals=2,
            lower_is_better=True,
            ages=(18, 64),
            participants=90,
            others=270,
            base=6.9,
            effect=-1.0,
            trend=-1.2,
            need=0.85,
            drive=0.4,
            noise=0.6,
            joins_need=0.85,
            joins_drive=0.6,
            diverge=-0.48,
            who=mark("adulti che in un anno passano mesi in un alloggio di emergenza"),
            project=mark("un anno di accompagnamento su misura per la famiglia"),
        ),
    )
}


def setting_of(case: str) -> Setting:
    """Return the setting of a case; of Lucca's kind for a case that has none of its own."""
    return SETTINGS.get(case, SETTINGS["lucca"])
