"""What a fault means, said to the author of a case file and in the author's language."""

from __future__ import annotations

from collections.abc import Callable

from fis_lessons.cases.reading import Document, shorten
from fis_lessons.cases.references import nearest
from fis_lessons.cases.rules import Fault
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _

Said = tuple[str, str, str]  # found, expected, remedy


def explain(document: Document, fault: Fault) -> Problem:
    """Put a fault into words: where, what is found, what is expected, what to do."""
    found, expected, remedy = _SAY.get(fault.rule, _anything_else)(fault)
    return Problem(document.where(fault.loc), found, expected, remedy)


def _unknown_key(fault: Fault) -> Said:
    key = str(fault.loc[-1])
    remedy = _("Correggi il nome o togli la riga.")
    if fault.given is None:  # {text: one, two}: YAML takes «two» for a key without a value
        remedy = _("Correggi il nome o togli la riga. Se è un pezzo di testo con virgole, usa le virgolette.")
    expected = nearest(key, fault.allowed) or _("una di queste chiavi: {keys}").format(
        keys=", ".join(fault.allowed)
    )
    return (
        _("La chiave «{key}» non è prevista qui.").format(key=shorten(key)),
        expected,
        remedy,
    )


def _given(fault: Fault) -> str:
    value = fault.given
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


def _missing(fault: Fault) -> Said:
    key = str(fault.loc[-1])
    return (
        _("Manca la chiave «{key}».").format(key=key),
        _("una riga «{key}: …»").format(key=key),
        _("Aggiungila, come nei casi già pronti."),
    )


def _choice(fault: Fault) -> Said:
    near = nearest(fault.given, fault.allowed) if isinstance(fault.given, str) else ""
    expected = _("uno di questi valori: {values}").format(values=", ".join(fault.allowed))
    return _given(fault), f"{expected}; {near}" if near else expected, _("Scegli un valore dell'elenco.")


def _too_short(fault: Fault) -> Said:
    return (
        _("L'elenco ha troppo poche voci."),
        _("almeno {count}").format(count=fault.limit),
        _("Aggiungi quelle che mancano."),
    )


def _too_long(fault: Fault) -> Said:
    return (
        _("Ci sono troppe voci o troppo testo."),
        _("al massimo {count}").format(count=fault.limit),
        _("Accorcia o dividi."),
    )


def _anything_else(fault: Fault) -> Said:
    return (
        _given(fault),
        _("un valore come nei casi già pronti"),
        _("Confronta con un caso già pronto in data/cases."),
    )


def _wants(expected: Callable[[], str], remedy: Callable[[], str]) -> Callable[[Fault], Said]:
    # called late, when the language is known
    return lambda fault: (_given(fault), expected(), remedy())


def _says(
    found: Callable[[], str], expected: Callable[[], str], remedy: Callable[[], str]
) -> Callable[[Fault], Said]:
    return lambda _fault: (found(), expected(), remedy())


_SAY: dict[str, Callable[[Fault], Said]] = {
    "missing": _missing,
    "unknown_key": _unknown_key,
    "not_a_choice": _choice,
    "blank": _wants(lambda: _("un testo non vuoto"), lambda: _("Scrivi il testo.")),
    "bad_name": _wants(
        lambda: _("un nome breve: minuscole senza accenti, cifre, «-» e «_»"),
        lambda: _("Cambia il nome, anche dove è citato."),
    ),
    "too_short": _too_short,
    "too_long": _too_long,
    "bad_age": _wants(lambda: _("un'età fra 0 e 120"), lambda: _("Correggi l'età.")),
    "not_a_text": _wants(lambda: _("un testo"), lambda: _("Metti il valore fra virgolette.")),
    "not_whole": _wants(
        lambda: _("un numero intero"), lambda: _("Scrivi il numero senza virgolette e senza decimali.")
    ),
    "not_a_number": _wants(
        lambda: _("un numero"),
        lambda: _(
            "Scrivi il numero senza virgolette, senza punti per le migliaia e col punto per i decimali."
        ),
    ),
    "not_a_list": _wants(lambda: _("un elenco"), lambda: _("Scrivi una voce per riga, ciascuna con «- ».")),
    "not_a_mapping": _wants(
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
    "borrowed_by_hand": _says(
        lambda: _("«borrowed» lo scrive il kit, non il file."),
        lambda: _("«borrows» all'inizio del file, con «lender», «sections» e «why»"),
        lambda: _("Togli la riga. Quello che manca si prende in prestito con «borrows»."),
    ),
    "doubt_without_note": _says(
        lambda: _("Qui si dice che il ruolo è incerto, ma non perché."),
        lambda: _("una «note» accanto a «status»"),
        lambda: _("Scrivi che cosa non si sa."),
    ),
    "read_differently": _says(
        lambda: _("Due letture di questo punto non danno lo stesso risultato."),
        lambda: "",
        lambda: _("L'errore è del programma, non del file: segnalalo a chi lo mantiene, con il file."),
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
