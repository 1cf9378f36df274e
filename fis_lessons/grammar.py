"""Grammar that follows the number: «l'11,3%», «dell'8%», «lo 0%», «gli 11,1»; "an 8%", "a 5%".

A sentence is written once, for any number: «il {share} dei residenti». When the number is in its place, the
article or the preposition before it takes the form that the number asks for, by how it is read aloud.
"""

from __future__ import annotations

import re

_SINGULAR = {
    word: forms
    for forms in (
        ("il", "lo", "l'"),
        ("del", "dello", "dell'"),
        ("al", "allo", "all'"),
        ("dal", "dallo", "dall'"),
        ("nel", "nello", "nell'"),
        ("sul", "sullo", "sull'"),
        ("quel", "quello", "quell'"),
        ("un", "uno", "un"),
    )
    for word in forms
    if word != "uno"  # «uno» also stands alone: «uno 0,5%» is right, «uno 5» is not ours to mend
}
"""Before a consonant, before a zero (z), before a vowel."""
_PLURAL = {
    word: forms
    for forms in (
        ("i", "gli"),
        ("dei", "degli"),
        ("ai", "agli"),
        ("dai", "dagli"),
        ("nei", "negli"),
        ("sui", "sugli"),
        ("quei", "quegli"),
    )
    for word in forms
}
"""Before a consonant; before a zero or a vowel."""

_MARKS = r"(?P<marks>(?:\*{1,2}|_|«|“|\"|<\w+>)*)"
_NUMBER = r"(?P<number>[-−]?\d[\d.,]*)(?!\d*[ªº°])"
_WORDS = "|".join(sorted({*_SINGULAR, *_PLURAL}, key=len, reverse=True)).replace("'", "['’]")
_ITALIAN = re.compile(rf"(?<![\w'’])(?P<word>{_WORDS})(?P<gap>[ \u00a0]*){_MARKS}{_NUMBER}", re.IGNORECASE)
_ENGLISH = re.compile(rf"\b(?P<word>an?)(?P<gap>[ \u00a0]+){_MARKS}{_NUMBER}", re.IGNORECASE)
_FIRST_OF_MONTH = re.compile(
    r" (?:gen|febbr|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]*\b"
)  # «dal 1 gennaio» is read «dal primo»
_STARTS = re.compile(r"(?:^|[.!?:;»)\n>*\-–—|]|\d\.)[\s*_]*$")


def agree(text: str, *, lang: str) -> str:
    """Give every article before a number the form the number asks for; the rest of the text is untouched.

    Parameters
    ----------
    text
        A sentence with its numbers in place, written as the language writes them.
    lang
        ``"it"`` or ``"en"``.

    Examples
    --------
    >>> agree("il 11,3% e il 20%, dal 8 al 0; i 8 comuni e i 80", lang="it")
    "l'11,3% e il 20%, dall'8 allo 0; gli 8 comuni e gli 80"
    >>> agree("l'75% nel 1.100, un 0,5%", lang="it")
    'il 75% nel 1.100, uno 0,5%'
    >>> agree("a 8% rise, an 5% fall, a 11th", lang="en")
    'an 8% rise, a 5% fall, an 11th'
    """
    if lang == "it":
        return _ITALIAN.sub(lambda found: _italian(found, text), text)
    return _ENGLISH.sub(_english, text)


def _italian(found: re.Match[str], text: str) -> str:
    word = found["word"]
    lower = word.lower().replace("’", "'")
    elided = lower.endswith("'")
    if not (found["gap"] or elided) or (word.isupper() and len(word) > 1):
        return found.group()  # «AL 8» is a heading in capitals, or a code
    if word == "I" and not _STARTS.search(text[: found.start()]):
        return found.group()  # the first, in Roman numerals
    first = found["number"] == "1" and _FIRST_OF_MONTH.match(text, found.end())
    sound = "consonant" if first else _sound(found["number"])
    if lower in _SINGULAR:
        chosen = _SINGULAR[lower][("consonant", "zero", "vowel").index(sound)]
    else:
        chosen = _PLURAL[lower][sound != "consonant"]
    if word[0].isupper():
        chosen = chosen.capitalize()
    gap = "" if chosen.endswith("'") else found["gap"] or " "
    return f"{chosen}{gap}{found['marks']}{found['number']}"


def _sound(number: str) -> str:
    """Say how an Italian number begins when it is read aloud."""
    if not number[0].isdigit():  # meno
        return "consonant"
    whole = re.sub(r"\D", "", number.partition(",")[0])
    lead = whole[: (len(whole) - 1) % 3 + 1]  # 11 of 11.300; 1 of 1.100
    if whole.startswith("8") or lead == "11":  # otto, ottanta, ottocento; undici, undicimila
        return "vowel"
    if lead == "1" and (len(whole) == 1 or len(whole) >= 7):  # uno, un milione; but mille
        return "vowel"
    return "zero" if whole.startswith("0") else "consonant"


def _english(found: re.Match[str]) -> str:
    whole = re.sub(r"\D", "", found["number"].partition(".")[0])
    lead = whole[: (len(whole) - 1) % 3 + 1]
    chosen = "an" if found["number"][0].isdigit() and (whole.startswith("8") or lead in ("11", "18")) else "a"
    if found["word"][0].isupper():
        chosen = chosen.capitalize()
    return f"{chosen}{found['gap']}{found['marks']}{found['number']}"
