"""What a schema error means, said to the author of a case file and in the author's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

from pydantic import BaseModel

from fis_lessons.cases.reading import Document, Loc, shorten
from fis_lessons.cases.references import nearest
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _

Said = tuple[str, str, str]  # found, expected, remedy


def explain(document: Document, model: type[BaseModel], error: dict[str, Any]) -> Problem:
    """Turn one error of the schema into a problem."""
    loc = tuple(error["loc"])
    say = _SAY.get(error["type"])
    if error["type"] == "extra_forbidden":
        found, expected, remedy = _unknown_key(error, _known_keys(model, loc[:-1]))
    elif say is not None:
        found, expected, remedy = say(error)
    else:
        found, expected, remedy = _anything_else(error)
    return Problem(document.where(loc), found, expected, remedy)


def rule_broken(document: Document, loc: Loc, rule: str) -> Problem:
    """Write the problem of a rule that the plain data break, in the same words as the schema's."""
    found, expected, remedy = _SAY[rule]({"loc": loc, "input": None})
    return Problem(document.where(loc), found, expected, remedy)


def _unknown_key(error: dict[str, Any], known: list[str]) -> Said:
    key = str(error["loc"][-1])
    remedy = _("Correggi il nome o togli la riga.")
    if error["input"] is None:  # {text: one, two}: YAML takes «two» for a key without a value
        remedy = _("Correggi il nome o togli la riga. Se è un pezzo di testo con virgole, usa le virgolette.")
    expected = nearest(key, known) or _("una di queste chiavi: {keys}").format(keys=", ".join(known))
    return (
        _("La chiave «{key}» non è prevista qui.").format(key=shorten(key)),
        expected,
        remedy,
    )


def _known_keys(model: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """List the keys a place may have, following the path from the top of the model."""
    here: type[BaseModel] = model
    for step in loc:
        if isinstance(step, int):
            continue
        fields = here.model_fields
        inner = _model_in(fields[step].annotation) if step in fields else None
        if inner is None:
            return []
        here = inner
    return list(here.model_fields)


def _model_in(hint: Any) -> type[BaseModel] | None:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    return next((model for part in get_args(hint) if (model := _model_in(part)) is not None), None)


def _given(error: dict[str, Any]) -> str:
    value = error["input"]
    if isinstance(value, dict):
        return _("Qui ci sono coppie chiave-valore.")
    if isinstance(value, list | tuple):
        return _("Qui c'è un elenco.")
    if value is None:
        return _("Qui non c'è nessun valore.")
    if isinstance(value, bool):
        return _("Qui c'è un sì o un no ({value}).").format(value=str(value).lower())
    if isinstance(value, int | float):
        return _("Qui c'è il numero {value}.").format(value=value)
    return _("Qui c'è il testo «{value}».").format(value=shorten(value))


def _missing(error: dict[str, Any]) -> Said:
    key = str(error["loc"][-1])
    return (
        _("Manca la chiave «{key}».").format(key=key),
        _("una riga «{key}: …»").format(key=key),
        _("Aggiungila, come nei casi già pronti."),
    )


def _literal(error: dict[str, Any]) -> Said:
    allowed = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
    near = nearest(str(error["input"]), allowed) if isinstance(error["input"], str) else ""
    expected = _("uno di questi valori: {values}").format(values=", ".join(allowed))
    return _given(error), f"{expected}; {near}" if near else expected, _("Scegli un valore dell'elenco.")


def _pattern(error: dict[str, Any]) -> Said:
    if error.get("ctx", {}).get("pattern") == r"\S":
        return _given(error), _("un testo non vuoto"), _("Scrivi il testo.")
    return (
        _given(error),
        _("un nome breve: minuscole senza accenti, cifre, «-» e «_»"),
        _("Cambia il nome, anche dove è citato."),
    )


def _too_short(error: dict[str, Any]) -> Said:
    least = error.get("ctx", {}).get("min_length", 1)
    return (
        _("L'elenco ha troppo poche voci."),
        _("almeno {count}").format(count=least),
        _("Aggiungi quelle che mancano."),
    )


def _too_long(error: dict[str, Any]) -> Said:
    most = error.get("ctx", {}).get("max_length", 0)
    return (
        _("Ci sono troppe voci o troppo testo."),
        _("al massimo {count}").format(count=most),
        _("Accorcia o dividi."),
    )


def _bound(error: dict[str, Any]) -> Said:
    return _given(error), _("un'età fra 0 e 120"), _("Correggi l'età.")


def _anything_else(error: dict[str, Any]) -> Said:
    return (
        _given(error),
        _("un valore come nei casi già pronti"),
        _("Confronta con un caso già pronto in data/cases."),
    )


def _wants(expected: Callable[[], str], remedy: Callable[[], str]) -> Callable[[dict[str, Any]], Said]:
    # called late, when the language is known
    return lambda error: (_given(error), expected(), remedy())


def _says(
    found: Callable[[], str], expected: Callable[[], str], remedy: Callable[[], str]
) -> Callable[[dict[str, Any]], Said]:
    return lambda _error: (found(), expected(), remedy())


_SAY: dict[str, Callable[[dict[str, Any]], Said]] = {
    "missing": _missing,
    "literal_error": _literal,
    "string_pattern_mismatch": _pattern,
    "too_short": _too_short,
    "too_long": _too_long,
    "string_too_long": _too_long,
    "greater_than_equal": _bound,
    "less_than_equal": _bound,
    "string_too_short": _wants(lambda: _("un testo non vuoto"), lambda: _("Scrivi il testo.")),
    "string_type": _wants(lambda: _("un testo"), lambda: _("Metti il valore fra virgolette.")),
    "int_type": _wants(
        lambda: _("un numero intero"), lambda: _("Scrivi il numero senza virgolette e senza decimali.")
    ),
    "float_type": _wants(
        lambda: _("un numero"),
        lambda: _(
            "Scrivi il numero senza virgolette, senza punti per le migliaia e col punto per i decimali."
        ),
    ),
    "tuple_type": _wants(lambda: _("un elenco"), lambda: _("Scrivi una voce per riga, ciascuna con «- ».")),
    "model_type": _wants(
        lambda: _("coppie chiave-valore"), lambda: _("Scrivi righe come «chiave: valore», più rientrate.")
    ),
    "ungrounded": _says(
        lambda: _("Qui non ci sono né fonti né ipotesi."),
        lambda: _("«sources» con almeno una fonte, oppure «assumption»"),
        lambda: _("Cita la fonte. Se il dato serve solo a insegnare, dillo in una frase in «assumption»."),
    ),
    "both_grounds": _says(
        lambda: _("Qui ci sono insieme fonti e ipotesi."),
        lambda: _("«sources» oppure «assumption», non tutte e due"),
        lambda: _("Tieni la fonte, se il dato viene da lì; spiega il calcolo in «formula» o in «note»."),
    ),
    "repeated_source": _says(
        lambda: _("Qui la stessa fonte è citata due volte."),
        lambda: _("ogni fonte una volta sola"),
        lambda: _("Togli la seconda."),
    ),
    "no_number": _says(
        lambda: _("Qui manca il numero."),
        lambda: _("«value», oppure «low» e «high» insieme"),
        lambda: _("Scrivi il numero, o i due estremi."),
    ),
    "two_numbers": _says(
        lambda: _("Qui ci sono insieme un numero e un intervallo."),
        lambda: _("«value», oppure «low» e «high»"),
        lambda: _("Tieni l'uno o l'altro."),
    ),
    "reversed_range": _says(
        lambda: _("L'intervallo è rovesciato: comincia dopo la fine."),
        lambda: _("prima il valore più piccolo, poi il più grande"),
        lambda: _("Scambia i due valori."),
    ),
    "doubt_without_note": _says(
        lambda: _("Qui si dice che il ruolo è incerto, ma non perché."),
        lambda: _("una «note» accanto a «status»"),
        lambda: _("Scrivi che cosa non si sa."),
    ),
    "bad_date": _wants(
        lambda: _("anno, mese o giorno (2025, 2025-10, 2025-10-14) o un periodo (2018/2020)"),
        lambda: _("Correggi la data e mettila fra virgolette."),
    ),
    "bad_url": _wants(
        lambda: _("un indirizzo che comincia con http:// o https://"),
        lambda: _("Copia l'indirizzo dalla barra del browser."),
    ),
    "bad_istat": _wants(
        lambda: _("il codice ISTAT: sei cifre, anche con lo zero davanti"),
        lambda: _("Scrivilo fra virgolette."),
    ),
}
