"""What each lesson has to offer the later ones, read in the project."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from fis_lessons.dossier.fields import LONGEST_LINE, LONGEST_TEXT
from fis_lessons.dossier.offers import Offer
from fis_lessons.dossier.record import Project
from fis_lessons.dossier.record_lines import Place, Revision
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money


def target(project: Project) -> list[Offer]:
    """Offer the target group of lesson 02."""
    found = _written(project, "need", "target")
    return [
        Offer(
            id="need.target",
            lesson="02",
            what=_("Destinatari"),
            text=text,
            written=one,
            fields={"target": text},
        )
        for one, text in found
    ]


def outcomes(project: Project) -> list[Offer]:
    """Offer the outcomes of the chain of lesson 06, with the indicator and the source written in each box."""
    from fis_lessons.measures.theory_of_change import from_text

    offers = []
    for one, text in _written(project, "chain", "chain"):
        try:
            chain = from_text(text)
        except MeasureError:
            return []
        for node in chain.of_kind("outcome"):
            fields = {"outcome": node.label, "name": node.indicator, "source": node.verification}
            words = "; ".join(part for part in (node.label, node.indicator, node.verification) if part)
            offers.append(
                Offer(
                    id=f"chain.{node.id}",
                    lesson="06",
                    what=_("Esito"),
                    text=words,
                    written=one,
                    fields=fields,
                )
            )
    return offers


def indicators(project: Project) -> list[Offer]:
    """Offer the indicator sheets of lesson 07."""
    from fis_lessons.dossier.indicator_sheet import SECTION, saved

    offers = []
    for name, values in saved(project).items():
        versions = _current(project, _places_of(project, SECTION, name))
        written = max(versions, key=lambda one: (one.moment, one.key))
        text = indicator_words(values)
        offers.append(
            Offer(
                id=f"indicators.{name}", lesson="07", what=_("Indicatore"), text=text, written=written,
                fields=values, read=_names(versions),
            )
        )  # fmt: skip
    return offers


def indicator_words(values: Mapping[str, str], *, most: int = LONGEST_TEXT) -> str:
    """Tell an indicator in a sentence: what is counted, from which value to which, where it is read.

    Parameters
    ----------
    values
        Of its sheet.
    most
        Characters there is room for: what comes last is left out.
    """
    unit = values.get("unit", "")
    parts = [values["name"], values.get("definition", "")]
    for name, words in (("baseline", _("oggi {value}")), ("target", _("traguardo {value}"))):
        if values.get(name):
            date = values.get(f"{name}_date", "")
            told = words.format(value=_with_unit(values[name], unit))
            parts.append(f"{told} ({date})" if date else told)
    if values.get("source"):
        parts.append(_("fonte: {source}").format(source=values["source"]))
    said = [part.strip().rstrip(".;") for part in parts if part.strip()]
    while len("; ".join(said)) >= most and len(said) > 1:
        said.pop()
    return "; ".join(said) + "."


def _with_unit(value: str, unit: str) -> str:
    """Put the unit after a value, unless whoever wrote the value put it there: «12,5%», «1000 €»."""
    value, unit = value.strip(), unit.strip()
    return value if value.casefold().endswith(unit.casefold()) else f"{value} {unit}"


def prices(project: Project) -> list[Offer]:
    """Offer what a unit of each outcome is worth in the value map of lesson 10: where a price may begin."""
    offers = []
    for one, text in _written(project, "value_map", "map"):
        for row in _rows(text):
            value, outcome = row.get("proxy_value"), row.get("outcome")
            if not isinstance(value, int | float) or not math.isfinite(value) or value <= 0 or not outcome:
                continue
            words = _("{outcome}: vale {value} nella mappa. È una stima, non un prezzo: comincia da qui.")
            offers.append(
                Offer(
                    id=f"value_map.{row.get('id')}", lesson="10", what=_("Valore di un risultato"),
                    text=words.format(outcome=outcome, value=money(value)), written=one,
                    fields={"price": str(round(value))}, read=_names([one]),
                )
            )  # fmt: skip
    return offers


def for_comparison(project: Project) -> list[Offer]:
    """Offer the indicators as what to compare in lesson 08."""
    return [_only(one, {"indicator": one.text}) for one in indicators(project)]


def for_plan(project: Project) -> list[Offer]:
    """Offer the indicators as the outcome to measure in the plan of lesson 09."""
    return [_only(one, {"outcome": one.text}) for one in indicators(project)]


def for_contract(project: Project) -> list[Offer]:
    """Offer the indicators as the result to pay in the contract of lesson 11, and what it may be worth."""
    found = []
    for one in indicators(project):
        result = indicator_words(one.fields, most=LONGEST_LINE)
        fields = {"result": result, "evidence": one.fields.get("source", "")}
        found.append(_only(one, {name: value for name, value in fields.items() if value}))
    return [*found, *prices(project)]


_SAME_IN_THE_DEAL = {
    "result": "outcome", "verifier": "verifier", "people": "people", "years": "years", "price": "price",
    "cap": "cap", "threshold": "threshold", "fee": "fee", "anyway": "anyway", "expected": "expected",
}  # fmt: skip


def for_deal(project: Project) -> list[Offer]:
    """Offer the contract of lesson 11 to the deal of lesson 12, in one piece: its terms belong together."""
    from fis_lessons.dossier.contract_sheet import contract_fields
    from fis_lessons.dossier.fields import starting

    written = _current(project, project.versions.places("contract"))
    if not written or not project.text("contract", "result"):
        return []
    asked = contract_fields()
    values = {**starting(asked), **project.texts("contract")}
    fields = {new: values[old] for old, new in _SAME_IN_THE_DEAL.items() if values.get(old)}
    known = [one for one in asked if one.id in _SAME_IN_THE_DEAL and values[one.id].strip()]
    words = [f"{one.label}: {one.shown(values[one.id])}" for one in known]
    last = max(written, key=lambda one: (one.moment, one.key))
    return [
        Offer(
            id="contract",
            lesson="11",
            what=_("Contratto"),
            text="\n".join(words),
            written=last,
            fields=fields,
            read=_names(written),
        )
    ]


def _only(one: Offer, fields: Mapping[str, str]) -> Offer:
    return replace(one, fields=fields)


def _current(project: Project, places: Iterable[Place]) -> list[Revision]:
    return [one for place in places if (one := project.versions.current(place)) is not None]


def _names(versions: Iterable[Revision]) -> str:
    """Name some versions in a word: two that are read alike have the same, whatever the language."""
    return hashlib.sha256(" ".join(sorted(one.key for one in versions)).encode()).hexdigest()[:20]


def _written(project: Project, section: str, field: str) -> Iterator[tuple[Revision, str]]:
    one = project.current(section, field)
    if one is not None and isinstance(one.typed, str) and one.typed.strip():
        yield one, one.typed.strip()


def _places_of(project: Project, section: str, sheet: str) -> list[tuple[str, str]]:
    return [place for place in project.versions.places(section) if place[1].startswith(f"{sheet}.")]


def _rows(text: str) -> list[Mapping[str, object]]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return []
    rows = read.get("outcomes") if isinstance(read, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
