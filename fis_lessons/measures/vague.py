"""Words that fill a box and say nothing, and words a good answer has: lists for everybody to read.

They give a suspicion and never a verdict. Italian and English stand together: people mix them.
"""

from __future__ import annotations

import re

from fis_lessons.measures.theory_of_change.words import bare, counted_words, pattern

NOTHING = (
    "non so", "boh", "mah", "da decidere", "da definire", "da vedere", "da scrivere", "da fare", "vedremo",
    "lo vedremo", "si vedra", "poi", "poi vediamo", "niente", "nulla", "nessuno", "nessuna", "qualcosa",
    "qualcuno", "altro", "prova", "test", "asd", "na", "nd", "n a", "n d", "x", "xx", "xxx", "scrivi qui",
    "scrivi qui il risultato", "tanti", "tante", "molti", "molte", "tanto", "molto", "abbastanza", "pochi",
    "il solito", "come sempre", "vario", "varie", "si", "no", "ok", "bene", "meglio", "migliorare",
    "miglioramento", "presto", "ogni tanto", "internet",
    "do not know", "don t know", "dunno", "to decide", "to be decided", "to be defined", "tbd", "todo", "to do",
    "we will see", "we ll see", "later", "nothing", "something", "somebody", "nobody", "anything", "other",
    "well", "better", "improve", "improvement", "soon", "sometimes", "many", "a lot", "enough", "few",
    "the usual", "various", "write here", "write the result here", "yes",
)  # fmt: skip
"""Whole answers that are no answer."""

OURSELVES = frozenset({
    "noi", "nostra", "nostro", "nostri", "nostre", "interna", "interno", "interni", "interne", "stessi",
    "stesse", "tutti", "us", "we", "our", "ours", "ourselves", "own", "internal", "everybody",
})  # fmt: skip
"""Words that name nobody in particular."""
_BESIDE = frozenset({
    "i", "il", "lo", "la", "le", "gli", "di", "da", "dati", "dato", "fonte", "archivio", "registro", "con",
    "ufficio", "the", "data", "source", "archive", "register", "by", "from", "of", "office",
})  # fmt: skip

GENERIC = (
    "stanno meglio", "sta meglio", "stare meglio", "staranno meglio", "stiano meglio", "va bene", "vada bene",
    "vanno bene", "vadano bene", "va meglio", "andare bene", "andare meglio", "funzion*", "migliora la vita",
    "migliorare la vita", "migliora la situazione", "migliorare la situazione", "piu felici", "cambia tutto",
    "better off", "doing better", "do better", "feel better", "goes well", "go well", "works", "improve lives",
    "improves lives", "happier",
)  # fmt: skip
"""Changes nobody could fail to see, and nobody could count."""

HOPES = (
    "ci crediamo", "crediamo", "speriamo", "si spera", "speranza", "siamo bravi", "siamo brave", "ce la faremo",
    "buona volonta", "impegno", "perche si", "we believe", "believe", "hope", "we hope", "hard work",
)  # fmt: skip
"""Reasons that are wishes."""

PAYERS = ("comune", "municipio", "ufficio comunale", "municipality", "town council", "city council")
PROVIDERS = (
    "chi realizza", "fornitore", "gestore", "cooperativa", "cooperative", "attuatore", "provider", "contractor",
    "chi eroga", "operatori del servizio",
)  # fmt: skip
THIRD = (
    "universita", "ateneo", "terzo", "terza", "esterno", "esterna", "indipendent*", "provincia", "regione",
    "istat", "revisor*", "university", "third", "external", "independent", "province", "region", "auditor*",
)  # fmt: skip
"""Words of somebody who neither pays nor delivers."""

UNITS_OF_NOTHING = frozenset({"numero", "numeri", "n", "valore", "quantita", "number", "value", "amount"})

COMPARISONS = (
    "confront*", "sorteggi*", "lotteria", "estrazione a sorte", "estratt* a sorte", "a sorte", "lista d attesa",
    "liste d attesa", "lista di attesa", "liste di attesa", "soglia", "gruppo di controllo", "controllo",
    "resta fuori", "restano fuori", "non entra", "non entrano", "non partecipa", "non partecipano",
    "altre scuole", "altri", "altre classi", "altro quartiere", "altri quartieri", "altro comune", "simili",
    "differenza nelle differenze", "doppia differenza", "abbina*", "a turni", "turni", "rispetto a",
    "rispetto al", "rispetto alla", "rispetto ai", "rispetto alle", "invece", "senza il progetto",
    "senza il servizio", "control", "controls", "compar*", "random*", "lottery", "waiting list", "draw lots",
    "chi non ha", "chi non ce l ha", "non hanno il servizio", "non lo hanno", "chi non segue", "non seguono",
    "non lo riceve", "non lo ricevono", "non ricevono", "non riceve", "esclus*", "non ammess*", "in attesa",
    "un altro centro", "un altra scuola", "un altro paese", "gruppo di confronto", "chi e rimasto fuori",
    "chi rimane fuori", "rimasti fuori", "rimasto fuori", "rimasta fuori", "rimaste fuori",
    "dove il progetto non", "dove il servizio non", "dove non c e", "piu che fra", "meno che fra",
    "che fra quelli", "che fra chi", "che tra quelli", "che tra chi", "those who do not",
    "do not have the service", "not admitted", "excluded", "who wait", "another centre", "another town",
    "where the project is not", "comparison group", "lots", "stay out", "left out", "others", "other schools",
    "other classes", "similar", "matched", "matching", "threshold", "than", "instead", "without the project",
    "without the service",
)  # fmt: skip
"""Words of whoever has somebody to compare with."""

INTERVALS = (
    "intervall*", "margine", "margini", "incertezza", "al 95", "il 95", "limite inferiore", "limiti",
    "interval*", "margin", "margins", "uncertainty", "at 95", "lower limit", "lower bound",
)  # fmt: skip
"""Words of whoever reads a difference with what chance adds to it."""
DRAWN = ("sorteggi*", "lotteria", "a sorte", "lottery", "draw lots", "drawn", "random*")
BEFORE_AFTER = ("prima e dopo", "prima e poi", "prima dopo", "before and after", "pre post", "pre e post")
BOTH = (
    "tutti e due", "tutte e due", "entramb*", "due gruppi", "gruppi", "anche", "resta fuori", "restano fuori",
    "non entra", "non entrano", "tutti", "both", "two groups", "groups", "too", "also", "stay out", "everybody",
)  # fmt: skip
"""Words of whoever measures on both sides."""
TIMES = (
    "anno", "anni", "mese", "mesi", "settiman*", "giorn*", "trimestr*", "quadrimestr*", "semestr*", "entro",
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
    "novembre", "dicembre", "year*", "month*", "week*", "day*", "term", "terms", "within", "by the end",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

_NOTHING = frozenset(NOTHING)
_MEANT = frozenset("%‰€£$°")  # signs that are a unit by themselves
# those who came through before: «chi è uscito nei due anni prima», «gli iscritti dell'anno scorso»
_EARLIER = re.compile(
    r"\b(?:chi|quell[ie]|uscit\w|accolt\w|entrat\w|iscritt\w|ragazz\w|giovani|famiglie|persone|anziani|"
    r"utenti|alunni|"
    r"coort\w|leva|class[ei]|those|people|families|pupils|cohort\w?|who)\b(?: \w+){0,6}? "
    r"(?:ann[oi] (?:prima|precedent\w|scors\w|passat\w)|mesi prima|"
    r"years? (?:before|earlier)|previous years?|last year)\b"
)
_SAME = re.compile(
    r"\b(?:stess\w|medesim\w|same) (?:ragazz|person|famigl|giovan|utent|bambin|alunn|anzian|"
    r"people|famil|young|pupil)"
    r"|\b(?:loro|e dopo|e poi|e l anno dopo|and after)\b"
)
_GENERIC, _HOPES, _COMPARED = pattern(GENERIC), pattern(HOPES), pattern(COMPARISONS)
_PAYERS, _PROVIDERS, _THIRD = pattern(PAYERS), pattern(PROVIDERS), pattern(THIRD)
_INTERVALS = pattern(INTERVALS)
_DRAWN, _BEFORE, _BOTH, _TIMES = pattern(DRAWN), pattern(BEFORE_AFTER), pattern(BOTH), pattern(TIMES)
# «fra gli 80 iscritti», «su cento partecipanti»: who is below in a ratio, not what is counted
_BELOW = re.compile(r"\b(?:fra|tra|su|ogni|among|out of|of|per)\b(?:\s+\S+){0,4}")
_SUBSET = re.compile(r"\b(?:che|chi|ancora|who|that|still)\b")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", bare(text)).replace("_", " ").split())


def says_nothing(text: str) -> bool:
    """Tell whether an answer says nothing: empty, only signs, or words that put it off.

    Examples
    --------
    >>> [says_nothing(text) for text in ("-", "non so", "Da decidere.", "12", "%", "registro delle iscrizioni")]
    [True, True, True, False, False, False]
    """
    words = _plain(text)
    return words in _NOTHING if words else not set(text) & _MEANT


def names_nobody(text: str) -> bool:
    """Tell whether an answer to "who" or "from where" names nobody but ourselves.

    Examples
    --------
    >>> names_nobody("noi"), names_nobody("fonte nostra"), names_nobody("ufficio scuola")
    (True, True, False)
    """
    words = set(_plain(text).split()) - _BESIDE
    return bool(words & OURSELVES) and not words - OURSELVES


def names_the_payer(text: str) -> bool:
    """Tell whether an answer to "who" names the municipality, and nobody else.

    Examples
    --------
    >>> [names_the_payer(text) for text in ("il Comune", "Comune e università", "Fondazione di comunità")]
    [True, False, False]
    """
    words = _plain(text)
    return bool(_PAYERS.search(words)) and not _THIRD.search(words)


def names_the_provider(text: str) -> bool:
    """Tell whether an answer to "who" names whoever delivers the service, and nobody else.

    Examples
    --------
    >>> [names_the_provider(text) for text in ("la cooperativa", "un valutatore esterno alla cooperativa")]
    [True, False]
    """
    words = _plain(text)
    return bool(_PROVIDERS.search(words)) and not _THIRD.search(words)


def generic_change(text: str) -> str:
    """Return the words for which a change is too generic to be seen; empty if there are none.

    Examples
    --------
    >>> generic_change("I ragazzi stanno meglio"), generic_change("I ragazzi restano a scuola")
    ('stanno meglio', '')
    """
    found = _GENERIC.search(_plain(text))
    return found.group() if found else ""


def only_hope(text: str) -> str:
    """Return the words for which a reason is a wish; empty if there are none, or if it has a number too.

    Examples
    --------
    >>> only_hope("perché ci crediamo"), only_hope("in un Comune vicino è successo")
    ('ci crediamo', '')
    """
    found = _HOPES.search(_plain(text))
    return found.group() if found and not has_number(text) else ""


def unit_of_nothing(text: str) -> bool:
    """Tell whether a unit does not say of what: ``numero``."""
    return _plain(text) in UNITS_OF_NOTHING


def has_number(text: str) -> bool:
    """Tell whether there is a number in figures."""
    return bool(re.search(r"\d", bare(text)))


def names_a_comparison(text: str) -> bool:
    """Tell whether somebody to compare with is named.

    Examples
    --------
    >>> names_a_comparison("sorteggio fra chi fa domanda"), names_a_comparison("misuriamo prima e dopo")
    (True, False)
    >>> names_a_comparison("ragazzi usciti dalla tutela nei due anni prima")
    True
    """
    words = _plain(text)
    if _COMPARED.search(words):
        return True
    # the same people, before and after, are nobody else
    return bool(_EARLIER.search(words)) and not _SAME.search(words)


def reads_by_a_threshold(text: str) -> bool:
    """Tell whether a rule for reading a result has a number, and nothing of what chance adds to it.

    Examples
    --------
    >>> reads_by_a_threshold("sopra 15 punti ha funzionato")
    True
    >>> reads_by_a_threshold("se l'intervallo sta sopra zero; vale la spesa da 15 punti")
    False
    """
    return has_number(text) and not _INTERVALS.search(_plain(text))


def draws_lots(text: str) -> bool:
    """Tell whether lots are drawn."""
    return bool(_DRAWN.search(_plain(text)))


def before_and_after(text: str) -> bool:
    """Tell whether a comparison of before and after is named."""
    return bool(_BEFORE.search(_plain(text)))


def measures_both(text: str) -> bool:
    """Tell whether those who stay out are measured too."""
    return bool(_BOTH.search(_plain(text)))


def names_a_time(text: str) -> bool:
    """Tell whether it says when: a date, a length of time, a month."""
    return has_number(text) or bool(_TIMES.search(_plain(text)))


def counts_work(definition: str) -> tuple[str, ...]:
    """Return the words for which a definition counts work done and not a change.

    Whoever is below in a ratio does not count, nor a group of which it says what became of it.

    Examples
    --------
    >>> counts_work("numero di ragazzi iscritti")
    ('iscritti',)
    >>> counts_work("quanti restano a scuola, fra gli 80 iscritti")
    ()
    >>> counts_work("iscritti a settembre che a giugno frequentano")
    ()
    """
    if _SUBSET.search(bare(definition)):
        return ()
    return counted_words(_BELOW.sub(" ", bare(definition)))
