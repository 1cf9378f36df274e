"""Does a file agree with itself: sources, roles, and the names that point from one part to another."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from fis_lessons.cases.base import best_confidence
from fis_lessons.cases.labels import COMPULSORY_ROLES, NEEDED, SINGLE, TRUE_RESULTS, Gap, role_label
from fis_lessons.cases.reading import Document, Loc, shorten
from fis_lessons.cases.rules import Fault
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _

_NO_PARTNERSHIP = ("legal_road", "atlas", "comparators")


def reference_problems(document: Document) -> list[Problem]:
    """List what does not agree inside a document, whatever else is wrong with it."""
    return [
        *_source_problems(document),
        *_certainty_problems(document),
        *_repeated_ids(document),
        *_role_problems(document),
        *_loan_problems(document),
        *_pointer_problems(document),
        *_road_problems(document),
        *_repeated_cells(document),
        *_gap_problems(document),
    ]


def number_faults(document: Document) -> Iterator[Fault]:
    """Find numbers without a ground and reversed ranges on the plain data.

    The model finds them too, but only where everything else about the number is right.
    """
    for loc, mapping in _mappings(document.data):
        given = {key: mapping[key] for key in ("value", "low", "high") if _is_number(mapping.get(key))}
        if given and not mapping.get("sources") and mapping.get("assumption") is None:
            yield Fault(loc, "ungrounded")
        if "low" in given and "high" in given and given["low"] > given["high"]:
            yield Fault(loc, "reversed_range")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _mappings(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, dict[str, Any]]]:
    """Walk every mapping of a document, with its place."""
    if isinstance(value, dict):
        yield loc, value
        for key, item in value.items():
            yield from _mappings(item, (*loc, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _mappings(item, (*loc, index))


def _items(document: Document, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Walk the mappings of a list at the top of a document, passing over what is not one."""
    items = document.data.get(key)
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield index, item


def _listed(document: Document, key: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, item in _items(document, key):
        if isinstance(item.get("id"), str):
            found.setdefault(item["id"], index)
    return found


def _citations(document: Document) -> Iterator[tuple[Loc, str]]:
    for loc, mapping in _mappings(document.data):
        cited = mapping.get("sources")
        if loc[:1] == ("sources",) or not loc or not isinstance(cited, list):
            continue
        for index, source in enumerate(cited):
            if isinstance(source, str):
                yield (*loc, "sources", index), source


def _source_problems(document: Document) -> Iterator[Problem]:
    listed = _listed(document, "sources")
    cited = list(_citations(document))
    for loc, source in cited:
        if source not in listed:
            yield _unknown_name(
                document,
                loc,
                _("La fonte «{name}» è citata ma non è nell'elenco.").format(name=shorten(source)),
                listed,
                _("Aggiungila a «sources» in fondo al file, o correggi il nome."),
            )
    names = {source for _loc, source in cited}
    for source, index in listed.items():
        if source not in names:
            yield Problem(
                document.where(("sources", index)),
                _("La fonte «{name}» è nell'elenco ma nessuno la cita.").format(name=shorten(source)),
                _("una fonte che regge almeno un dato"),
                _("Citala dove serve, o toglila."),
            )


def _certainty_problems(document: Document) -> Iterator[Problem]:
    levels = {item.get("id"): item.get("confidence") for _index, item in _items(document, "sources")
              if isinstance(item.get("id"), str) and item.get("confidence") in ("H", "M", "L")}  # fmt: skip
    for loc, mapping in _mappings(document.data):
        said, cited = mapping.get("confidence"), mapping.get("sources")
        if said not in ("H", "M", "L") or not isinstance(cited, list):
            continue
        best = best_confidence(level for name, level in levels.items() if level and name in cited)
        # of the two the better one: if that is not the sources' own, more is said than they give
        if best and best_confidence((best, said)) != best:
            yield Problem(
                document.where((*loc, "confidence")),
                _("L'attendibilità «{said}» è più alta di quella delle fonti («{best}»).").format(
                    said=said, best=best
                ),
                _("mai più certezza di quanta ne dà la fonte"),
                _("Abbassala, o cita una fonte migliore."),
            )


def _repeated_ids(document: Document) -> Iterator[Problem]:
    for key in document.data:
        first: dict[str, int] = {}
        for index, item in _items(document, key):
            name = item.get("id")
            if not isinstance(name, str):
                continue
            if name in first:
                yield Problem(
                    document.where((key, index)),
                    _("Il nome «{name}» è già usato nella stessa lista.").format(name=shorten(name)),
                    _("un nome diverso per ogni voce"),
                    _("Cambia uno dei due «id»."),
                )
            first.setdefault(name, index)


def _role_problems(document: Document) -> Iterator[Problem]:
    if document.data.get("kind") in _NO_PARTNERSHIP:
        return  # a city of the atlas says by itself which roles nobody is named for
    programme = document.data.get("kind") == "programme"
    key = "roles" if programme else "stakeholders"
    if not programme and "stakeholders" in borrowed_sections(document):
        return  # the lender has all four
    held: set[str] = set()
    for _index, item in _items(document, key):
        roles = [item.get("role")] if programme else item.get("roles")
        held.update(role for role in (roles if isinstance(roles, list) else ()) if isinstance(role, str))
    for role in COMPULSORY_ROLES:
        if role not in held:
            yield Problem(
                document.where((key,)),
                _("Manca un ruolo obbligatorio: {role} («{key}»).").format(role=role_label(role), key=role),
                _("i quattro ruoli obbligatori del programma"),
                _("Aggiungi chi lo ricopre; se non si sa, una voce con «status: unknown» e una nota."),
            )


def borrowed_sections(document: Document) -> tuple[str, ...]:
    """List the parts a case says it borrows, whatever else is wrong with it."""
    loan = document.data.get("borrows")
    sections = loan.get("sections") if isinstance(loan, dict) else None
    return tuple(one for one in sections if isinstance(one, str)) if isinstance(sections, list) else ()


def gap_faults(document: Document) -> Iterator[Fault]:
    """Find what a case must have and neither has nor borrows."""
    if document.data.get("kind") in ("programme", *_NO_PARTNERSHIP):
        return
    borrowed = borrowed_sections(document)
    for key in NEEDED:
        if key not in document.data and key not in borrowed:
            yield Fault((key,), "missing", document.data)


def _loan_problems(document: Document) -> Iterator[Problem]:
    loan = document.data.get("borrows")
    own = document.data.get("id")
    if isinstance(loan, dict) and isinstance(own, str) and loan.get("lender") == own:
        yield Problem(
            document.where(("borrows", "lender")),
            _("Il caso prende in prestito da sé stesso."),
            _("un altro caso pilota"),
            _("Scegli un altro caso, o togli «borrows»."),
        )
    for index, name in enumerate(borrowed_sections(document)):
        if name in SINGLE and document.data.get(name) is not None:
            yield Problem(
                document.where(("borrows", "sections", index)),
                _("«{name}» è nel caso ed è anche preso in prestito.").format(name=shorten(name)),
                _("o l'uno o l'altro"),
                _("Toglilo da «sections»: quello che si sa vale più di quello che si prende in prestito."),
            )


def _pointers(document: Document) -> Iterator[tuple[Loc, object, str]]:
    """Walk the names that point to an item of another list: where, the name, the list."""
    for index, item in _items(document, "participation"):
        yield ("participation", index, "stakeholder"), item.get("stakeholder"), "stakeholders"
    for index, item in _items(document, "theory_of_change"):
        yield ("theory_of_change", index, "target"), item.get("target"), "target_groups"
    contract = document.data.get("outcome_contract")
    if isinstance(contract, dict):
        for key in ("payer", "funder"):
            yield ("outcome_contract", key), contract.get(key), "stakeholders"
        providers = contract.get("providers")
        for index, name in enumerate(providers if isinstance(providers, list) else ()):
            yield ("outcome_contract", "providers", index), name, "stakeholders"


def _pointer_problems(document: Document) -> Iterator[Problem]:
    for loc, name, key in _pointers(document):
        listed = _listed(document, key)
        if isinstance(name, str) and name not in listed:
            found = _("«{name}» non è in «{key}».").format(name=shorten(name), key=key)
            yield _unknown_name(document, loc, found, listed, _("Aggiungi la voce, o correggi il nome."))


def _road_problems(document: Document) -> Iterator[Problem]:
    """Find where the legal road leads nowhere."""
    places = {**_listed(document, "crossings"), **_listed(document, "arrivals")}
    leads: list[tuple[Loc, object]] = (
        [(("start",), document.data["start"])] if "start" in document.data else []
    )
    for index, crossing in _items(document, "crossings"):
        choices = crossing.get("choices")
        for place, choice in enumerate(choices if isinstance(choices, list) else ()):
            if isinstance(choice, dict) and "to" in choice:
                leads.append((("crossings", index, "choices", place, "to"), choice["to"]))
    for loc, name in leads:
        if isinstance(name, str) and name not in places:
            found = _("«{name}» non è né un bivio né un arrivo.").format(name=shorten(name))
            yield _unknown_name(document, loc, found, places, _("Aggiungi la voce, o correggi il nome."))


def _repeated_cells(document: Document) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for index, item in _items(document, "participation"):
        who, phase = item.get("stakeholder"), item.get("phase")
        if not isinstance(who, str) or not isinstance(phase, str):
            continue
        if (who, phase) in seen:
            yield Problem(
                document.where(("participation", index)),
                _("«{who}» nella fase «{phase}» c'è già.").format(who=shorten(who), phase=shorten(phase)),
                _("ogni coppia una volta sola"),
                _("Unisci le due voci."),
            )
        seen.add((who, phase))


def _gap_problems(document: Document) -> Iterator[Problem]:
    """A city tells something or says that it was not found: never neither, never both."""
    for index, city in _items(document, "cities"):
        listed = city.get("not_found")
        absent = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
        for gap in get_args(Gap):
            loc = ("cities", index)
            if gap not in absent and not _tells(city, gap):
                yield Problem(
                    document.where(loc),
                    _("Non c'è «{key}», e non si dice che non è stato trovato.").format(key=gap),
                    _("il dato, o «{key}» in «not_found»").format(key=gap),
                    _("Aggiungi l'uno o l'altro: anche ciò che non si è trovato va scritto."),
                )
            elif gap in absent and _tells(city, gap):
                yield Problem(
                    document.where((*loc, "not_found")),
                    _("«{key}» è fra le cose non trovate, ma c'è.").format(key=gap),
                    _("il dato, o «{key}» in «not_found»").format(key=gap),
                    _("Toglilo da «not_found»."),
                )


def _tells(city: Mapping[str, Any], gap: str) -> bool:
    if gap == "results":  # a target or a starting point is told, and is no result
        return any(one.get("kind") in TRUE_RESULTS for one in _mappings_of(city.get("results")))
    if gap not in COMPULSORY_ROLES:
        return bool(city.get(gap))
    held = [seat.get("roles") for seat in _mappings_of(city.get("seats"))]
    return any(isinstance(roles, list) and gap in roles for roles in held)


def _mappings_of(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _unknown_name(
    document: Document, loc: Loc, found: str, listed: Mapping[str, int], remedy: str
) -> Problem:
    return Problem(document.where(loc), found, nearest(loc_name(document, loc), listed), remedy)


def loc_name(document: Document, loc: Loc) -> str:
    """Return the text that stands at a place."""
    value: Any = document.data
    for step in loc:
        value = value[step]
    return str(value)


def nearest(name: str, known: Iterable[str]) -> str:
    """Suggest the known name that looks most like a wrong one; empty if none does."""
    close = difflib.get_close_matches(name[:100], list(known)[:500], n=1)
    return _("forse «{name}»").format(name=close[0]) if close else ""
