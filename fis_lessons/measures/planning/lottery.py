"""Draw who begins when places are few: fair, and anybody can draw it again and get the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.planning.checks import people, refuse


@dataclass(frozen=True)
class Rota:
    """The outcome of a draw.

    Parameters
    ----------
    begin
        Codes of those who begin now, in the order drawn.
    wait
        Codes of those who wait: the comparison group until their turn comes, and the order to call them in.
    word
        Word of the draw: with the same codes it gives the same rota.
    """

    begin: tuple[str, ...]
    wait: tuple[str, ...]
    word: str


def draw_rota(
    applicants: Sequence[str], *, places: int, word: str, groups: Mapping[str, str] | None = None
) -> Rota:
    """Draw who begins now and who waits.

    Each code is put in the order of the SHA-256 digest of the word and the code. Whoever knows the word and the
    codes can check the draw with any computer, and nobody can choose the outcome if the word is fixed before the
    codes are known, or drawn in public.

    Parameters
    ----------
    applicants
        Codes, not names: each once.
    places
        How many can begin now, fewer than the applicants.
    word
        What makes the draw, for instance a number drawn in public and a date.
    groups
        Group of each code (a school, a neighbourhood): places are shared in proportion, by largest remainder.

    Raises
    ------
    MeasureError
        With everything that makes the draw impossible or unfair.

    Examples
    --------
    >>> rota = draw_rota(["A01", "A02", "A03", "A04"], places=2, word="Comune, 12 ottobre, 7")
    >>> len(rota.begin), len(rota.wait), sorted(rota.begin + rota.wait)
    (2, 2, ['A01', 'A02', 'A03', 'A04'])
    >>> rota == draw_rota(["A04", "A03", "A02", "A01"], places=2, word="Comune, 12 ottobre, 7")
    True
    """
    _check(applicants, places, word, groups)
    order = sorted(applicants, key=lambda code: _ticket(word, code))
    if groups is None:
        return Rota(tuple(order[:places]), tuple(order[places:]), word)
    shares = _share_places(order, places, groups)
    begin: list[str] = []
    for code in order:
        if shares[groups[code]] > 0:
            shares[groups[code]] -= 1
            begin.append(code)
    drawn = set(begin)
    return Rota(tuple(begin), tuple(code for code in order if code not in drawn), word)


def _ticket(word: str, code: str) -> str:
    return hashlib.sha256(f"{word}\n{code}".encode()).hexdigest()


def _share_places(order: Sequence[str], places: int, groups: Mapping[str, str]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for code in order:  # in the order drawn, so that a tie between remainders is drawn too
        sizes[groups[code]] = sizes.get(groups[code], 0) + 1
    exact = {name: places * size / len(order) for name, size in sizes.items()}
    shares = {name: int(value) for name, value in exact.items()}
    by_remainder = sorted(sizes, key=lambda name: shares[name] - exact[name])
    for name in by_remainder[: places - sum(shares.values())]:
        shares[name] += 1
    return shares


def _check(applicants: Sequence[str], places: int, word: str, groups: Mapping[str, str] | None) -> None:
    problems = people("places", places, least=1)
    if not problems and places >= len(applicants):
        problems.append(
            Problem(
                "places",
                _("{places} posti per {count} persone").format(places=places, count=len(applicants)),
                remedy=_("I posti bastano per tutti: non serve sorteggiare."),
            )
        )
    twice = sorted({code for code in applicants if list(applicants).count(code) > 1})
    if twice:
        problems.append(Problem("applicants", ", ".join(twice[:5]), expected=_("ogni codice una volta sola")))
    if any(not code.strip() for code in applicants):
        problems.append(Problem("applicants", _("un codice vuoto"), remedy=_("Dai un codice a ciascuno.")))
    if not word.strip():
        problems.append(
            Problem(
                "word",
                _("vuota"),
                remedy=_("Scegli in pubblico la parola del sorteggio, prima di sorteggiare."),
            )
        )
    lost = [code for code in applicants if groups is not None and code not in groups]
    if lost:
        problems.append(Problem("groups", ", ".join(lost[:5]), expected=_("un gruppo per ogni codice")))
    refuse(problems)
