"""What a rule is made of: a check over the whole project, and what several checks look for in people's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study.reading import ProjectReading
from fis_lessons.errors import LessonError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.organisations import name_key
from fis_lessons.measures.theory_of_change.words import bare, pattern
from fis_lessons.measures.vague import names_nobody, says_nothing
from fis_lessons.reading import read_number

Told = Mapping[str, str]
"""What a check found, in the fields of its sentence."""


@dataclass(frozen=True)
class Check:
    """One check.

    Parameters
    ----------
    find
        Returns what was found, or nothing.
    fields
        Names of what it tells: the sentence must use them all, and no other.
    """

    find: Callable[[ProjectReading], Told | None]
    fields: tuple[str, ...]


class Checks(dict[str, Check]):
    """The checks of a module, by the identifier of their rule."""

    def of(
        self, rule: str, *fields: str
    ) -> Callable[[Callable[[ProjectReading], Told | None]], Callable[[ProjectReading], Told | None]]:
        """Take a function as the check of a rule.

        Raises
        ------
        LessonError
            If the rule has a check already.
        """

        def take(
            find: Callable[[ProjectReading], Told | None],
        ) -> Callable[[ProjectReading], Told | None]:
            if rule in self:
                raise LessonError(_("La regola «{rule}» ha due controlli.").format(rule=rule))
            self[rule] = Check(find, fields)
            return find

        return take


# --- words ----------------------------------------------------------------------------------------
_SHOWN = 5
_LONGEST = 160
_OUTSIDE = pattern(("estern*", "indipendent*", "terzo", "terza", "external", "independent", "third"))
_TO = r"\s*(?:-|–|/|e i|e|ai|a|to|and)\s*"
_AGES = re.compile(
    rf"\b(\d{{1,3}}){_TO}(\d{{1,3}})(?=\s*(?:ann[oi]|years?)\b)"
    rf"|\b(?:fra|tra|dai|between|aged|eta)\s+(?:i\s+|gli\s+)?(\d{{1,3}}){_TO}(\d{{1,3}})\b"
)
_PEOPLE = re.compile(
    r"(?<![\d.,/–-])\b(\d{1,3}(?:[.,]\d{3})+|\d{1,7})\s+(?:\w+\s+)?"
    r"(?:person|ragazz|giovan|bambin|famigli|anzian|donn|utent|student|iscritt|minor|adult|beneficiar|destinatar|"
    r"resident|cittadin|alunn|neet|people|young|children|famil|women|pupils|old)"
)


def few(names: Iterable[str]) -> str:
    """Name some things, each between quotation marks; how many the others are, if they are many."""
    listed = [quoted(name) for name in dict.fromkeys(names)]
    if len(listed) <= _SHOWN:
        return ", ".join(listed)
    words = _("{names} e altri {count}")
    return words.format(names=", ".join(listed[:_SHOWN]), count=number(len(listed) - _SHOWN))


def quoted(text: str) -> str:
    """Write what somebody wrote between quotation marks, on one line, not too long.

    Examples
    --------
    >>> quoted("tutte  le famiglie")
    '«tutte le famiglie»'
    """
    line = " ".join(text.split())
    cut = line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"
    return _("«{text}»").format(text=cut)


def nobody(text: str) -> bool:
    """Tell whether an answer to "who" is empty, puts the answer off, or names nobody."""
    return not text.strip() or says_nothing(text) or names_nobody(text)


def named_in(name: str, text: str) -> bool:
    """Tell whether an organisation is named in a text, as people write names; not if it says «outside» it.

    Examples
    --------
    >>> named_in("Coop. Soc. «Il Ponte» ONLUS", "Verifica la cooperativa Il Ponte")
    True
    >>> named_in("Il Ponte", "un esterno al Ponte")
    False
    """
    wanted = set(name_key(name).split())
    if sum(map(len, wanted)) < 4 or _OUTSIDE.search(bare(text[:2_000])):
        return False
    return wanted <= set(name_key(text[:2_000]).split())


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, leaving out capitals, accents and legal forms."""
    key = name_key(one)
    return bool(key) and key == name_key(other)


def ages(text: str) -> frozenset[tuple[int, int]]:
    """Return the bands of age a text names.

    Examples
    --------
    >>> sorted(ages("giovani di 15-29 anni, o fra 18 e 35")), ages("dal 2024 al 2026")
    ([(15, 29), (18, 35)], frozenset())
    """
    found = set()
    for groups in _AGES.findall(bare(text[:2_000])):
        low, high = (int(part) for part in groups if part)
        if 0 <= low < high <= 120:
            found.add((low, high))
    return frozenset(found)


def people_named(text: str) -> tuple[int, ...]:
    """Return the numbers of people a text names: beside who they are, never an age or a number of schools.

    Examples
    --------
    >>> people_named("2.400 giovani di 15-29 anni in 3 scuole"), people_named("giovani 15-29")
    ((2400,), ())
    """
    found = (read_number(number) for number in _PEOPLE.findall(bare(text[:2_000]))[:10])
    return tuple(int(one) for one in found if one is not None and one >= 1)
