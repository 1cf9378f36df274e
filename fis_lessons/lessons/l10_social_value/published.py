"""Published examples lesson 10 works on: a guide's value map, a nursery's flows, four costs of dropout."""

from __future__ import annotations

from functools import cache

from fis_lessons import resources
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, number
from fis_lessons.lessons.desk import Note
from fis_lessons.measures.sroi import Outcome, Resource, ValueMap

WHEELS_RATE = 0.035
"""The rate of the example: shown, because it is not the rate of the kit."""
WHEELS_FALLS = ("falls_emergency", "falls_assessment", "falls_ward")
"""Three proxies for the same seven falls."""
WHEELS_TOTAL = 81_741.93
"""Total present value known for the example, in pounds."""
WHEELS_INPUTS = (("authority", 1, 24_375), ("volunteers", 3000, 6))

_URL_GUIDE = "https://pt.slideshare.net/Human2014/sroi-70660920"

_WHEELS_WORDS = {
    "falls_emergency": mark("Meno cadute: pronto soccorso"),
    "falls_assessment": mark("Meno cadute: visita e accertamenti in ospedale"),
    "falls_ward": mark("Meno cadute: cinque settimane di ricovero"),
    "doctor_visits": mark("Meno visite dal medico"),
    "friendships": mark("Nuove amicizie"),
    "meals": mark("Pasti più sani"),
    "volunteers_health": mark("Volontari più in forma"),
    "neighbours": mark("Meno aiuto dai vicini (negativo)"),
    "residents": mark("Anziani e persone con disabilità"),
    "volunteers": mark("Volontari"),
    "neighbours_who": mark("Vicini"),
    "authority": mark("Ente locale"),
}


def wheels_map() -> ValueMap:
    """Return the value map of Wheels-to-Meals, labels in the language in use, amounts in pounds."""
    guide = _("A Guide to Social Return on Investment, 2012")
    rows = []
    for line in resources.published("wheels_to_meals", "map.csv"):
        who = "neighbours_who" if line["stakeholder"] == "neighbours" else line["stakeholder"]
        name = line["id"]
        said = _WHEELS_WORDS[name]
        rows.append(
            Outcome(
                id=name,
                stakeholder=_(_WHEELS_WORDS[who]),
                outcome=_(said),
                quantity=float(line["quantity"]),
                duration=int(line["duration"]),
                proxy_value=float(line["proxy_value"]),
                proxy_source=guide,
                proxy_country="GB",
                negative=float(line["proxy_value"]) < 0,
                deadweight=float(line["deadweight"]),
                displacement=float(line["displacement"]),
                attribution=float(line["attribution"]),
                drop_off=float(line["drop_off"]),
            )
        )
    put_in = tuple(
        Resource(
            stakeholder=_(_WHEELS_WORDS[who]),
            description=_("contratto") if who == "authority" else _("ore di volontariato"),
            quantity=quantity,
            unit_value=value,
            kind="money" if who == "authority" else "volunteers",
            source=guide,
        )
        for who, quantity, value in WHEELS_INPUTS
    )
    return ValueMap(
        title="Wheels-to-Meals",
        resources=put_in,
        outcomes=tuple(rows),
        rate=WHEELS_RATE,
        currency="GBP",
        country="GB",
    )


def wheels_note() -> Note:
    """Return where the example comes from, and what was not seen."""
    words = _(
        "The SROI Network, *A Guide to Social Return on Investment*, 2012 ([edizione italiana di Human "
        "Foundation]({url})). La tabella stampata non l'abbiamo riletta: i totali sono ricalcolati con i dati "
        "dell'esempio."
    )
    return Note(words.format(url=_URL_GUIDE), _URL_GUIDE)


def pounds(value: float, *, decimals: int = 2) -> str:
    """Write an amount in pounds."""
    return _("{amount} sterline").format(amount=number(value, decimals=decimals))


@cache
def perry_flows() -> tuple[float, ...]:
    """Return the yearly flows of Perry Preschool, in dollars per child, from age 3 to age 65."""
    lines = resources.published("perry_preschool", "flows.csv")
    return tuple(
        sum(float(x["total"]) for x in lines if int(x["age_from"]) <= age <= int(x["age_to"]))
        for age in range(3, 66)
    )


def perry_note() -> Note:
    """Return where the flows come from."""
    return Note(
        _(
            "Rolnick e Grunewald, *Early Childhood Development*, Federal Reserve Bank of Minneapolis, 2003, "
            "tabella 1B"
        )
    )


def perry_again() -> Note:
    """Return who estimated the rate of Perry Preschool anew."""
    url = "https://causalclaims.trfetzer.com/paper/w15471.html"
    words = _(
        "Heckman, Moon, Pinto, Savelyev e Yavitz, *The Rate of Return to the HighScope Perry Preschool Program*, "
        "2010 ([riassunto]({url}))"
    )
    return Note(words.format(url=url), url)


@dataclass(frozen=True)
class Estimate:
    """A published cost of early school leaving, in thousand millions of euro."""

    id: str
    low: float
    high: float
    said: str
    note: Note


_DROPOUT_WORDS = {
    "spending_year": (mark("oltre 0,5 miliardi in un anno"), "Linkiesta, 2014 (Tuttoscuola)"),
    "spending_decade": (mark("27,4 miliardi in dieci anni"), "Edscuola (Tuttoscuola)"),
    "if_all_stayed": (mark("70 miliardi l'anno"), "la Repubblica Torino, 2012 (Checchi)"),
    "permanent_income": (mark("da 21 a 106 miliardi"), "Il Sole 24 Ore, 2014 (LOST)"),
}


def dropout_costs() -> tuple[Estimate, ...]:
    """Return the four estimates, words in the language in use."""
    found = []
    for line in resources.published("dropout_costs", "estimates.csv"):
        said, who = _DROPOUT_WORDS[line["id"]]
        note = Note(f"[{who}]({line['url']})", line["url"])
        found.append(Estimate(line["id"], float(line["low"]), float(line["high"]), _(said), note))
    return tuple(found)
