"""Articles and prepositions of names: «senza il Comune di Bergamo», «dell'Università», «all'Aquila».

A sentence with a name is written once, for whoever is named. The article comes from the first word of the name,
where it is a common noun; a proper name (Human Foundation) has none, and none is guessed.
"""

from __future__ import annotations

import re
from typing import Literal

from fis_lessons.i18n import language

Preposition = Literal["", "di", "a", "da", "in", "su"]

_NOUNS: dict[str, str] = {
    "il": "comune consorzio politecnico ministero finanziatore fornitore valutatore servizio centro distretto pin "
    "gruppo comitato municipio dipartimento fondo partner tribunale",
    "l'": "istituto ente ambito ufficio ospedale osservatorio assessorato ats asl asp aipd anffas angsa "
    "associazione azienda arcidiocesi università unione agenzia amministrazione impresa",
    "la": "cooperativa fondazione provincia regione città banca bcc prefettura scuola diocesi caritas cassa "
    "comunità rete parrocchia questura società",
    "i": "comuni servizi giovani volontari cittadini residenti consorzi",
    "gli": "enti operatori abitanti uffici istituti",
    "le": "associazioni fattorie famiglie scuole imprese cooperative fondazioni aziende persone reti",
    "lo": "sportello studio stato",
}
_ARTICLE_OF = {noun: article for article, nouns in _NOUNS.items() for noun in nouns.split()}
_ENGLISH_NOUNS = frozenset(
    ["municipality", "city", "province", "region", "university", "polytechnic", "ministry", "archdiocese"]
)
_MERGED = {
    "di": {
        "il": "del",
        "lo": "dello",
        "l'": "dell'",
        "la": "della",
        "i": "dei",
        "gli": "degli",
        "le": "delle",
    },
    "a": {"il": "al", "lo": "allo", "l'": "all'", "la": "alla", "i": "ai", "gli": "agli", "le": "alle"},
    "da": {
        "il": "dal",
        "lo": "dallo",
        "l'": "dall'",
        "la": "dalla",
        "i": "dai",
        "gli": "dagli",
        "le": "dalle",
    },
    "in": {
        "il": "nel",
        "lo": "nello",
        "l'": "nell'",
        "la": "nella",
        "i": "nei",
        "gli": "negli",
        "le": "nelle",
    },
    "su": {
        "il": "sul",
        "lo": "sullo",
        "l'": "sull'",
        "la": "sulla",
        "i": "sui",
        "gli": "sugli",
        "le": "sulle",
    },
}
_NOT_ITALIAN = {"La Magdeleine", "La Salle", "La Thuile"}  # a French article does not merge: «di La Thuile»
_TOWN = re.compile(r"(?P<article>L['’]|(?:La|Lo|Le|Il|I|Gli)\s+)(?P<rest>.+)")


def the(name: str, *, after: Preposition = "") -> str:
    """Write a name with its article, and with the preposition before it.

    Parameters
    ----------
    name
        In the language in use; its first word tells the article.
    after
        Italian preposition to merge with the article. In English it is written by the sentence.

    Examples
    --------
    >>> the("Comune di Bergamo"), the("Università Bocconi", after="da"), the("Human Foundation", after="di")
    ('il Comune di Bergamo', "dall'Università Bocconi", 'di Human Foundation')
    """
    first = re.split(r"[\s,«(]", name, maxsplit=1)[0].casefold()
    if language() == "en":
        return f"the {name}" if first in _ENGLISH_NOUNS else name
    article = _ARTICLE_OF.get(first, "")
    if not article:
        return f"{after} {name}".strip()
    word = _MERGED[after][article] if after else article
    return f"{word}{name}" if word.endswith("'") else f"{word} {name}"


def town(name: str, *, after: Literal["di", "a", "da"] = "di") -> str:
    """Write the name of a municipality after a preposition: «di Lucca», «dell'Aquila», «alla Spezia», «ad Ancona».

    Examples
    --------
    >>> town("L'Aquila"), town("La Spezia", after="a"), town("Ancona", after="a"), town("Lucca", after="da")
    ("dell'Aquila", 'alla Spezia', 'ad Ancona', 'da Lucca')
    """
    if language() == "en":
        return name
    found = _TOWN.fullmatch(name)
    if found is not None and name not in _NOT_ITALIAN:
        word = _MERGED[after][found["article"].strip().lower().replace("’", "'")]
        return f"{word}{found['rest']}" if word.endswith("'") else f"{word} {found['rest']}"
    if after == "a" and name[:1] in "AÀ":
        return f"ad {name}"
    return f"{after} {name}"
