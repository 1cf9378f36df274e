"""What a reviewer would ask of a value map before believing its ratio."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require
from fis_lessons.measures.sroi.model import SHARES, Outcome, ValueMap, field_name, problems_of
from fis_lessons.measures.sroi.result import evaluate
from fis_lessons.measures.values import missing

FindingKind = Literal[
    "problem",
    "share_outside",
    "double_counting",
    "proxy_without_source",
    "foreign_cost",
    "one_row_dominates",
    "nothing_subtracted",
    "weak_proxy",
    "no_volunteers",
]
HALF = 0.5
# names that show a British unit cost to whoever forgot to write the country
_BRITISH = re.compile(
    r"£|\b(GBP|GMCA|NHS|PSSRU|HM Treasury|Green Book|UK|United Kingdom|Regno Unito|Greater Manchester)\b",
    re.IGNORECASE,
)


# words of the names of proxies that do not say what the money is for
_COMMON = frozenset({
    "costo", "costi", "spesa", "spese", "valore", "quota", "prezzo", "media", "medio", "annuo", "annua", "annuale",
    "mensile", "giorno", "persona", "persone", "della", "delle", "dello", "degli", "nella", "nelle", "dalla",
    "dalle", "senza", "corso", "costs", "spending", "value", "price", "share", "average", "yearly", "monthly",
    "month", "person", "people", "without", "every", "spend", "spends", "spent",
})  # fmt: skip
_DIFFERENT = re.compile(r"\b(?:altr[aeio]|divers[aeio]|other|others|different)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """Something to look at again.

    Parameters
    ----------
    kind
        What it is.
    rows
        The rows it is about; empty if the whole map.
    text
        Said to whoever filled the map, with what to do.
    """

    kind: FindingKind
    rows: tuple[str, ...]
    text: str


def review(value_map: ValueMap) -> tuple[Finding, ...]:
    """List what is doubtful in a map, whether or not it can be computed; empty if nothing is.

    Parameters
    ----------
    value_map
        Any map.

    Examples
    --------
    >>> from fis_lessons.measures.sroi import Outcome, Resource
    >>> row = Outcome(id="a", stakeholder="x", outcome="y", quantity=1, proxy_value=9, deadweight=25)
    >>> [finding.kind for finding in review(ValueMap(title="", resources=(), outcomes=(row,)))]
    ['share_outside', 'problem', 'proxy_without_source', 'no_volunteers']
    """
    require = Require(_("Qui serve una mappa del valore:"))
    require.instance(value_map, _("Mappa"), ValueMap, expected=_("una mappa del valore"))
    require.stop()
    found = [*_outside(value_map), *_other_problems(value_map)]
    found += [*_double(value_map), *_same_money(value_map), *_proxies(value_map)]
    if not problems_of(value_map):
        found += _dominant(value_map)
    if value_map.outcomes and not any(
        getattr(row, name) for row in value_map.outcomes for name in SHARES[:3]
    ):
        words = _(
            "Non hai tolto niente: né ciò che sarebbe successo comunque, né ciò che si è solo spostato, né "
            "il merito di altri. Il valore è tutto lordo."
        )
        found.append(Finding("nothing_subtracted", (), words))
    if not any(resource.kind == "volunteers" for resource in value_map.resources):
        words = _("Fra le risorse non c'è tempo di volontari. Se ci sono volontari, conta le loro ore.")
        found.append(Finding("no_volunteers", (), words))
    return tuple(found)


def _outside(value_map: ValueMap) -> Iterator[Finding]:
    for row in value_map.outcomes:
        shares = {name: getattr(row, name) for name in SHARES}
        wrong = [
            f"{field_name(name)}: {_written(share)}" for name, share in shares.items() if not 0 <= share <= 1
        ]
        if wrong:
            words = _("«{row}»: quote fuori da 0–100% ({values}). Scrivi 0,25 oppure 25%, non 25.")
            yield Finding("share_outside", (row.id,), words.format(row=_name(row), values="; ".join(wrong)))


def _written(share: float) -> str:
    return _("manca") if missing(share) else exact(share)


def _other_problems(value_map: ValueMap) -> Iterator[Finding]:
    for problem in problems_of(value_map):
        row, _dot, name = problem.field.rpartition(".")
        if name not in SHARES:
            yield Finding("problem", (row,) if row else (), str(problem))


def _double(value_map: ValueMap) -> Iterator[Finding]:
    """Find rows that may value one thing twice."""
    seen: dict[tuple[str, str, str], list[Outcome]] = defaultdict(list)
    for row in value_map.outcomes:
        seen["outcome", _plain(row.stakeholder), _plain(row.outcome)].append(row)
        if row.indicator.strip():
            seen["indicator", _plain(row.stakeholder), _plain(row.indicator)].append(row)
        if row.proxy.strip():
            # one proxy for two stakeholders: the same euro saved by the family and by the municipality
            seen["proxy", "", _plain(row.proxy)].append(row)
    told: set[tuple[str, ...]] = set()
    reasons = {
        "outcome": _("stesso esito per la stessa persona"),
        "indicator": _("stesso indicatore per la stessa persona"),
        "proxy": _("stessa proxy finanziaria"),
    }
    for (kind, _stakeholder, _text), rows in seen.items():
        names = tuple(row.id for row in rows)
        if len(rows) > 1 and names not in told:
            told.add(names)
            words = _(
                "Forse contato due volte ({reason}): {rows}. Tieni una riga sola, o scrivi perché sono due "
                "cose diverse."
            )
            listed = "; ".join(f"«{_name(row)}»" for row in rows)
            yield Finding("double_counting", names, words.format(reason=reasons[kind], rows=listed))


def _same_money(value_map: ValueMap) -> Iterator[Finding]:
    """Find two parties that may save the same euro under two names: a fee, and the help to pay that fee."""
    for place, one in enumerate(value_map.outcomes):
        for other in value_map.outcomes[place + 1 :]:
            if _plain(one.stakeholder) == _plain(other.stakeholder) or one.negative != other.negative:
                continue
            if _plain(one.proxy) == _plain(other.proxy) or _DIFFERENT.search(f"{one.proxy} {other.proxy}"):
                continue  # told already, or it says why they are two things
            shared = _meaning(one.proxy) & _meaning(other.proxy)
            if shared:
                words = _(
                    "Forse lo stesso euro due volte: «{one}» e «{other}» parlano tutt'e due di «{word}». Se sono "
                    "persone diverse scrivilo nella proxy, altrimenti tieni una riga sola."
                )
                text = words.format(one=_name(one), other=_name(other), word=min(shared))
                yield Finding("double_counting", (one.id, other.id), text)


def _meaning(proxy: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]{5,}", _plain(proxy)) if word not in _COMMON}


def _proxies(value_map: ValueMap) -> Iterator[Finding]:
    for row in value_map.outcomes:
        if not row.proxy_source.strip():
            words = _(
                "«{row}»: la proxy finanziaria non ha una fonte. Scrivi da dove viene, o togli la riga."
            )
            yield Finding("proxy_without_source", (row.id,), words.format(row=_name(row)))
        elif row.proxy_quality == "low":
            words = _("«{row}»: la proxy è di qualità bassa. Dillo accanto al risultato.")
            yield Finding("weak_proxy", (row.id,), words.format(row=_name(row)))
        country = row.proxy_country.strip().upper()
        british = bool(_BRITISH.search(f"{row.proxy} {row.proxy_source}")) and not country
        home = value_map.country.strip().upper()
        if (country and home and country != home) or (british and home != "GB"):
            words = _(
                "«{row}»: è un costo di un altro Paese ({country}) usato come se fosse di qui. Prendine il "
                "metodo, cerca qui il valore."
            )
            yield Finding("foreign_cost", (row.id,), words.format(row=_name(row), country=country or "GB"))


def _dominant(value_map: ValueMap) -> Iterator[Finding]:
    result = evaluate(value_map)
    for row in value_map.outcomes:
        part = result.part_of(row.id)
        if part > HALF and len(value_map.outcomes) > 1:
            words = _(
                "«{row}» porta da sola il {part} del valore. Se questa riga è sbagliata, è sbagliato tutto: "
                "controlla quantità, durata e proxy."
            )
            yield Finding(
                "one_row_dominates", (row.id,), words.format(row=_name(row), part=percent(part, decimals=0))
            )


def _name(row: Outcome) -> str:
    return row.outcome.strip() or row.id


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
