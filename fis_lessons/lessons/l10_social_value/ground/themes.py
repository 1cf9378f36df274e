"""What is particular to each case in the map of lesson 10: words, and assumed amounts."""

from __future__ import annotations

from fis_lessons.classes import dataclass
from fis_lessons.i18n import mark

# A year in a nursing home of the province of Bergamo, as published, and what a person spends at home meanwhile:
# who does not enter saves the difference, and nobody saves it twice
RSA, AT_HOME = 26_064, 6_000

# Istat, municipal spending per user of a day centre for people with disability, 2010: old, and says so
DAY_CENTRE = 7200
DAY_CENTRE_URL = "https://www.osa.coop/istat_cresce_spesa_dei_comuni_disabilita/"


@dataclass(frozen=True, kw_only=True)
class Theme:
    """What is particular to a case: words in Italian, and assumed amounts."""

    who: str
    main: tuple[str, str, str, str]  # stakeholder, outcome, indicator, proxy
    main_numbers: tuple[float, float, int]  # quantity, value of the proxy, years
    saved: str  # what the municipality no longer pays for
    saved_numbers: tuple[float, float]
    money: float
    hours: float
    change: str = mark("previsto: meno peso sulla famiglia")  # what its main row expects


_BERGAMO = Theme(
    who=mark("Persone anziane"),
    main=(
        mark("Famiglie"),
        mark("La persona resta a casa più a lungo"),
        mark("anni di ricovero in RSA rimandati, di chi paga la retta da sé"),
        mark("retta di un anno in RSA, meno le spese di chi resta a casa"),
    ),
    main_numbers=(7, RSA - AT_HOME, 1),
    saved=mark("integrazione della retta di un'altra persona, in un anno"),
    saved_numbers=(2, 6000),
    money=60_000,
    hours=1500,
)
_CATANZARO = Theme(
    who=mark("Giovani e persone con disabilità"),
    main=(
        mark("Famiglie"),
        mark("Hanno ore libere dalla cura"),
        mark("ore di cura in meno, in un anno"),
        mark("un'ora di assistenza a casa"),
    ),
    main_numbers=(3500, 12, 2),
    saved=mark("spesa per utente di un centro diurno, in un anno"),
    saved_numbers=(3, DAY_CENTRE),
    money=36_000,
    hours=900,
)
OTHERS = Theme(
    who=mark("Giovani"),
    main=(
        mark("Giovani e famiglie"),
        mark("Vivono per conto proprio prima"),
        mark("giovani in un alloggio condiviso"),
        mark("spesa di un anno per un posto letto"),
    ),
    main_numbers=(14, 3600, 2),
    saved=mark("un intervento per la casa di altre persone, in un anno"),
    saved_numbers=(5, 2400),
    money=36_000,
    hours=800,
)
_LECCE = Theme(
    who=mark("Ragazzi"),
    main=(
        mark("Ragazzi e famiglie"),
        mark("Restano a scuola e frequentano"),
        mark("ragazzi che finiscono l'anno"),
        mark("lezioni private di un anno, che la famiglia non paga"),
    ),
    main_numbers=(28, 1800, 2),
    saved=mark("un intervento educativo a casa per altri ragazzi, in un anno"),
    saved_numbers=(5, 2400),
    money=36_000,
    hours=800,
)
_PRATO = Theme(
    who=mark("Famiglie in emergenza"),
    main=(
        mark("Famiglie"),
        mark("Vivono in una casa stabile"),
        mark("famiglie che un anno dopo hanno una casa"),
        mark("affitto di un anno, in meno rispetto al mercato"),
    ),
    main_numbers=(14, 3600, 2),
    saved=mark("un alloggio di emergenza per altre famiglie, per qualche mese"),
    saved_numbers=(5, 2400),
    money=36_000,
    hours=800,
    change=mark("previsto: avere una casa stabile"),
)
THEMES = {"bergamo": _BERGAMO, "catanzaro": _CATANZARO, "lecce": _LECCE, "prato": _PRATO}
