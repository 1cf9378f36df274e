"""How a place may be written: what two spellings have in common, titles, abbreviations, a province beside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Words that a name keeps on a map and loses in a hurry: Reggio (nell')Emilia, Pieve (di) Cadore.
PARTICLES = frozenset({
    "di", "del", "della", "dello", "dell", "dei", "degli", "delle", "d", "de", "da", "dal", "dalla",
    "dallo", "dall",
    "nel", "nella", "nello", "nell", "nei", "in", "a", "al", "alla", "allo", "all", "ai", "agli", "alle",
    "su", "sul", "sulla", "sullo", "sull", "sulle",
    "con", "e", "ed", "l", "la", "lo", "le", "il", "i", "gli",
})  # fmt: skip
MOST_ABBREVIATIONS = 4
"""In a name; a text with more is not a name, and would take long to be held against all of them."""

_ARTICLES = {
    "dell": "l'",
    "della": "la ",
    "dello": "lo ",
    "delle": "le ",
    "del": "il ",
    "dei": "i ",
    "degli": "gli ",
}
_TITLE = re.compile(
    r"(?:(?:il|la|l['’])\s*)?"
    r"(?:comune|com\.|citt[aà]['’`]?|municipio|amministrazione\s+comunale|"
    r"gemeinde|marktgemeinde|stadtgemeinde|stadt|commune|ville|občina|municipality|city)\s+"
    r"(?:(?P<elided>dell|d)['’]\s*|(?P<link>di|de|del|della|dello|dei|degli|delle|von|of)\s+)?(?P<name>.+)",
    re.IGNORECASE,
)
_AREA_TITLE = re.compile(
    r"(?:in\s+)?(?:provincia(?:\s+autonoma)?|prov\.?|p\.?\s?a\.?|citt[aà]['’`]?\s+metropolitana|"
    r"libero\s+consorzio(?:\s+comunale)?|regione(?:\s+autonoma)?)\s+"
    r"(?:(?:dell|d)['’]\s*|(?:di|del|della|dello|dei|degli|delle)\s+)?(?P<name>.+)",
    re.IGNORECASE,
)
_WITH_AREA = re.compile(
    r"(?P<name>.+?)\s*(?:\((?P<inside>[^()]+)\)|(?:,|\s[-–—])\s*(?P<after>[^,()]+)|"
    r"\s(?P<told>in\s+provincia\s+.+|prov\.?\s.+)|\s(?P<sign>[A-Za-z]{2}))"
)
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*/\s*")
_PIECE = re.compile(r"(?P<word>[^\W\d_]+)(?P<dot>\.?)")
_SAINTS = {
    "s": "(?:san|santo|santa|sant|santi|sante)",
    "ss": "(?:santi|sante|santissim[oa])",
    "sta": "santa",
    "sto": "santo",
    "ste": "sante",
    "sti": "santi",
}


def key(text: str) -> str:
    """Reduce a name to its bare letters: what two spellings of it have in common.

    Examples
    --------
    >>> key("Forlì") == key("FORLI'") == key("forli")
    True
    >>> key("L’Aquila")
    'laquila'
    """
    if text.isascii():  # nearly all, and much quicker
        return "".join(filter(str.isalnum, text.lower()))
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum() and not unicodedata.combining(sign))


def words(name: str) -> str:
    """Reduce a name to its bare words: Treville and Tre Ville are two places.

    Examples
    --------
    >>> words("Sant'Angelo d’Alife")
    'sant angelo d alife'
    """
    return " ".join(filter(None, (key(word) for word in re.split(r"[\s'’`´/.-]+", name))))


def one_i(letters: str) -> str:
    """Write the two ways of writing i in one: Jesi and Iesi, Bojano and Boiano."""
    return letters.replace("j", "i")


def loose(name: str) -> str:
    """Reduce a name to the words that tell it from others; empty if it has only one of them.

    Examples
    --------
    >>> loose("Reggio nell'Emilia") == loose("Reggio Emilia")
    True
    >>> loose("La Valle")
    ''
    """
    told = [one_i(word) for word in words(name).split() if word not in PARTICLES]
    return "".join(told) if len(told) > 1 else ""


def without_title(text: str) -> Iterator[str]:
    """Take «Comune di», «Città di» and the like away, in the languages of the country.

    Examples
    --------
    >>> list(without_title("Comune di Lucca")), list(without_title("Comune dell'Aquila"))
    (['Lucca'], ["l'Aquila", 'Aquila'])
    """
    found = _TITLE.fullmatch(text)
    if found is None:
        return
    article = _ARTICLES.get((found["elided"] or found["link"] or "").lower())
    if article is not None:
        yield article + found["name"]
    yield found["name"]


def area_name(text: str) -> str:
    """Take «provincia di», «città metropolitana di», «regione» away.

    Examples
    --------
    >>> area_name("Provincia autonoma di Trento"), area_name("in provincia dell'Aquila"), area_name("Lucca")
    ('Trento', 'Aquila', 'Lucca')
    """
    found = _AREA_TITLE.fullmatch(text.strip())
    return found["name"] if found else text.strip()


def with_area(text: str) -> tuple[str, str] | None:
    """Part a name from the province or region written beside it.

    Examples
    --------
    >>> with_area("Livo (TN)"), with_area("Livo, provincia di Trento"), with_area("Livo tn")
    (('Livo', 'TN'), ('Livo', 'Trento'), ('Livo', 'tn'))
    """
    found = _WITH_AREA.fullmatch(text)
    if found is None:
        return None
    where = found["inside"] or found["after"] or found["told"] or found["sign"]
    return found["name"], area_name(where)


def together(text: str) -> list[str]:
    """Part the names of one place in two languages: «Bolzano - Bozen», «Ortisei / St. Ulrich».

    Examples
    --------
    >>> together("Bolzano / Bozen"), together("Bovisio-Masciago")
    (['Bolzano', 'Bozen'], [])
    """
    parts = _BETWEEN.split(text)
    return parts if len(parts) == 2 and all(key(part) for part in parts) else []


def shortened(text: str) -> re.Pattern[str] | None:
    """Make the pattern of a name with abbreviations, to be held against :func:`words`; ``None`` without any.

    «S.» is any saint; a word with a stop is how a word begins («Castiglione d. Pescaia»), or how it begins
    and ends («V.no»). Something must be written in full.

    Examples
    --------
    >>> bool(shortened("S.Giovanni V.no").fullmatch("san giovanni valdarno"))
    True
    >>> shortened("Lucca") is None
    True
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    pieces = list(_PIECE.finditer(bare))
    parts: list[str] = []
    in_full, abbreviated, position = False, 0, 0
    while position < len(pieces):
        here = pieces[position]
        word, dot = here["word"].casefold(), bool(here["dot"])
        after = pieces[position + 1] if position + 1 < len(pieces) else None
        position += 1
        ending = _ending(here, after) if dot and after is not None else ""
        if word == "s" and ending and "s" + ending in _SAINTS:
            parts.append(_SAINTS["s" + ending])
        elif word in _SAINTS and after is not None:
            parts.append(_SAINTS[word])
            ending = ""
        elif dot:
            parts.append(re.escape(one_i(word)) + r"\w*" + re.escape(one_i(ending)))
        else:
            parts.append(re.escape(one_i(word)))
            in_full = in_full or len(word) > 2
            continue
        abbreviated += 1
        position += bool(ending)
    return re.compile(" ?".join(parts)) if 0 < abbreviated <= MOST_ABBREVIATIONS and in_full else None


def _ending(here: re.Match[str], after: re.Match[str]) -> str:
    """Return the letters that close an abbreviation: the «ta» of S.ta, the «no» of V.no."""
    close = after.start() == here.end() and not after["dot"]
    letters = after["word"]
    short = len(letters) <= (4 if letters.islower() else 2)
    return letters.casefold() if close and short else ""
