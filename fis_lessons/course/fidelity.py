"""Does a translation say what the Italian says? What a machine can tell: numbers, length, marks, language.

The list of findings is short on purpose: each rule holds for every sentence of the kit today, so that
what it finds is a slip and not a choice of words.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

Unfaithful = Literal["numbers", "cut", "markup", "italian"]

_FIELD = re.compile(r"\{[^{}]*\}")
_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
_ITALIAN_NUMBER = re.compile(r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
# Italian makes one word of a number and what it counts
_NUMBER_IN_A_WORD = {"ultrasessantacinquenn": "65"}
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_MARKS = ("**", "](", "|", "`", "$", "\n\n")
_END = re.compile(r"([.:;?!…])[.\s»”\"')\]*]*$")
# From how many letters on, the shortest and the longest a translation may be beside its Italian
_LENGTHS = ((60, 0.6, 1.75), (20, 0.4, 2.2))
_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\*[^*]+\*|\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SMALL_WORD = re.compile(
    "i|il|lo|la|gli|le|un|uno|una|di|del|dello|della|dei|degli|delle|da|dal|dalla|con|su|sul|sulla|nel|nella"
    "|nei|nelle|ai|alla|alle|per|tra|fra|che|chi|è|sono|si|se|più|questo|questa|ogni|ma|anche|o|e|non|come"
)
# English also in Italian, and short for a whole sentence
_TERMS = frozenset({"deadweight", "stakeholders"})


def unfaithful(text: str, translation: str, *, same: bool = False) -> Unfaithful | None:
    """Tell what an English translation changes that it must not change.

    Parameters
    ----------
    text
        In Italian.
    translation
        In English.
    same
        Whether the author says that it is the same in both languages: the name of somebody, a term.

    Returns
    -------
    str or None
        ``"markup"`` if links, bold, cells of tables or tags are not the same; ``"numbers"`` if the numbers,
        each written as its language does, are not the same; ``"italian"`` if it was left in Italian;
        ``"cut"`` if it is far too short or too long, or ends in another way.

    Examples
    --------
    >>> unfaithful("Sono 23.119 persone, il 18,9%.", "They are 23,119 people, 18.9%.")
    >>> unfaithful("Sono 23.119 persone.", "They are 23.119 people.")
    'numbers'
    >>> unfaithful("Chi paga?", "Who pays?<script>")
    'markup'
    """
    if _markup(text) != _markup(translation):
        return "markup"
    if not _same_numbers(text, translation):
        return "numbers"
    if translation == text:
        return "italian" if not same and _WORD.search(_FIELD.sub(" ", text)) else None
    if _is_italian(translation):
        return "italian"
    return "cut" if _is_cut(text, translation) else None


def _markup(text: str) -> tuple[Counter[str], list[int]]:
    return Counter(_TAG.findall(text)), [text.count(mark) for mark in _MARKS]


def _same_numbers(text: str, translation: str) -> bool:
    """Compare the numbers, in any order: a sentence may be turned round."""
    there = Counter(_NUMBER.findall(_FIELD.sub(" ", translation)))
    wanted = Counter(_in_english(number) for number in _NUMBER.findall(_FIELD.sub(" ", text)))
    for piece, number in _NUMBER_IN_A_WORD.items():
        wanted[number] += min(text.lower().count(piece), there[number] - wanted[number])
    return +wanted == there


def _in_english(number: str) -> str:
    """Write an Italian number the English way; a version (4.0, 0.6.2) is not a number and stays."""
    if not _ITALIAN_NUMBER.fullmatch(number):
        return number
    whole, comma, decimals = number.partition(",")
    return re.sub(r"[.\u00a0\u202f]", ",", whole) + ("." if comma else "") + decimals


def _is_cut(text: str, translation: str) -> bool:
    one, two = _END.search(text), _END.search(translation)
    if (one and one[1]) != (two and two[1]):
        return True
    if translation.lower() in _TERMS:
        return False
    for letters, shortest, longest in _LENGTHS:
        if len(text) >= letters:
            return not shortest <= len(translation) / len(text) <= longest
    return False


def _is_italian(translation: str) -> bool:
    """Tell whether a translation is Italian: quotations and titles of sources apart."""
    words = _WORD.findall(_FIELD.sub(" ", _QUOTED.sub(" ", _LINK.sub(" ", translation))))
    small = sum(bool(_SMALL_WORD.fullmatch(word)) for word in words)
    plain = [word for word in words if word.islower() and len(word) >= 4 and not _SMALL_WORD.fullmatch(word)]
    return small >= 2 and small >= 0.2 * len(words) and bool(plain)
