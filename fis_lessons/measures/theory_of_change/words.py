"""Outcomes that may be outputs in disguise: words that count what was done, in Italian and in English.

The rule is a list of words, for everybody to read. It gives a suspicion and never a verdict: a sentence is
suspected when it has a word that counts what was done and none that says what becomes of the people.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

COUNTED = (
    # Italian: things organised
    "corso", "corsi", "incontro", "incontri", "ore", "laboratorio", "laboratori", "sportello", "sportelli",
    "evento", "eventi", "seminario", "seminari", "riunione", "riunioni", "giornate", "colloqui", "opuscoli",
    "volantini", "contatti", "accessi", "moduli", "eventi", "progetti", "avviso", "avvisi", "bando", "bandi",
    "alloggi", "piattaforme", "pasti", "buoni", "borse", "convegno", "convegni", "servizi attivati",
    # people counted because they were there
    "iscritti", "iscritte", "partecipanti", "formati", "formate", "raggiunti", "raggiunte", "coinvolti",
    "coinvolte", "accolti", "accolte", "utenti serviti", "prese in carico", "presi in carico",
    # done, opened, given out
    "erogati", "erogate", "organizzati", "organizzate", "realizzati", "realizzate", "attivati", "attivate",
    "distribuiti", "distribuite", "aperti", "aperte", "pubblicati", "pubblicate",
    # English
    "course", "courses", "meeting", "meetings", "hours", "workshop", "workshops", "desk", "desks", "event",
    "events", "seminar", "seminars", "sessions", "interviews", "leaflets", "contacts", "calls for",
    "enrolled", "participants", "attendees", "trained", "reached", "involved", "welcomed", "served",
    "delivered", "organised", "organized", "held", "activated", "distributed", "opened", "published",
    "flats", "platforms", "meals", "vouchers",
)  # fmt: skip
"""Words that count what was done or who was there."""

CHANGED = (
    # Italian: what becomes of somebody
    "miglior*", "trova", "trovano", "lavora", "lavorano", "studia", "studiano", "abita", "abitano", "vive",
    "vivono", "impara", "imparano", "sa", "sanno", "riesce", "riescono", "supera", "superano", "finisce",
    "finiscono", "conclude", "concludono", "resta", "restano", "rimane", "rimangono", "torna", "tornano",
    "evita", "evitano", "ritarda", "ritardano", "rinvia", "rinviano", "riduce", "riducono", "diminuisce",
    "diminuiscono", "cala", "calano", "scende", "scendono", "conosce", "conoscono", "si fida", "si fidano",
    "autonom*", "cambia", "cambiano", "ottiene", "ottengono", "smette", "smettono", "perde", "perdono",
    # being at school is what becomes of a pupil; being enrolled in a course is not
    "iscritti e frequentanti", "iscritte e frequentanti", "frequenta la scuola", "frequentano la scuola",
    "frequenta ancora", "frequentano ancora",
    "si sente", "si sentono", "più tardi", "meno sol*", "fa da sé", "fanno da sé",
    # English
    "improve*", "find", "finds", "live", "lives", "learn", "learns", "know", "knows", "stay", "stays",
    "return", "returns", "avoid", "avoids", "delay", "delays", "later", "reduce", "reduces", "fall", "falls",
    "feel", "feels", "trust", "trusts", "independen*", "change", "changes", "keep", "keeps", "finish",
    "finishes", "complete", "completes", "pass", "passes", "gain", "gains", "lose", "loses", "less alone",
    "attend school", "attends school", "still attend*", "enrolled and attending",
    "have work", "has work", "have a job", "has a job", "work", "works", "study", "studies",
)  # fmt: skip
"""Words that say what becomes of somebody; a star stands for any ending. «More» and «grows» are not here:
more meetings are still meetings."""


def bare(text: str) -> str:
    """Return a text in small letters without accents, to look for words in.

    Raises
    ------
    MeasureError
        If it is not a text.
    """
    require = Require(_("Qui serve un testo:"))
    require.text(text, _("testo"))
    require.stop()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


class Words:
    """What finds any of some words in a bare text; it is compiled when it is first asked.

    Parameters
    ----------
    words
        In small letters; a star stands for any ending.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words

    @cached_property
    def _found(self) -> re.Pattern[str]:
        forms = sorted(set(map(bare, self._words)), key=lambda word: (-len(word), word))
        return re.compile(r"\b(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*") for w in forms) + r")\b")

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first of the words in a text."""
        return self._found.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Walk the words in a text."""
        return self._found.finditer(text)


def pattern(words: tuple[str, ...]) -> Words:
    """Return what finds any of some words in a bare text; a star stands for any ending."""
    return Words(words)


_NO_WAY = re.compile(r"^(?:si )?(?:cambi|modific|trasform|incid)\w*|\b(?:change|changes|modifies|affects)\b")
_WAYS = pattern((
    "più", "meno", "miglior*", "peggior*", "meglio", "aument*", "cresc*", "sal*", "scend*", "cal*", "riduc*",
    "ridott*", "diminu*", "more", "less", "fewer", "better", "worse", "improv*", "increas*", "grow*",
    "rise*", "fall*", "reduc*",
))  # fmt: skip
_IN_PROGRESS = re.compile(r"\b(?:in|nel) corso\b")
_COUNTED = pattern(COUNTED)
_CHANGED = pattern(CHANGED)


def counted_words(label: str) -> tuple[str, ...]:
    """Return the words for which an outcome is suspected to be an output; none if it is not suspected.

    Parameters
    ----------
    label
        What the box says, in Italian or in English.

    Examples
    --------
    >>> counted_words("Dodici incontri organizzati")
    ('incontri', 'organizzati')
    >>> counted_words("Le persone formate trovano lavoro")
    ()
    >>> counted_words("Ragazzi iscritti e frequentanti al 1º giugno")
    ()
    >>> counted_words("Ragazzi iscritti ai laboratori")
    ('iscritti', 'laboratori')
    >>> counted_words("More workshops held")
    ('workshops', 'held')
    """
    text = _IN_PROGRESS.sub(" ", bare(label))
    if _CHANGED.search(text):
        return ()
    return tuple(dict.fromkeys(match.group() for match in _COUNTED.finditer(text)))


def no_direction(label: str) -> bool:
    """Tell whether an outcome says that something changes, and not which way.

    Parameters
    ----------
    label
        What the box says, in Italian or in English.

    Examples
    --------
    >>> [no_direction(label) for label in ("Cambia l'inclusione abitativa", "Cambia in meglio", "Meno assenze")]
    [True, False, False]
    """
    text = bare(label).strip()
    return bool(_NO_WAY.search(text)) and not _WAYS.search(text)
