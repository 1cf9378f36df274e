"""Draw who begins when places are few: fair, and anybody can draw it again and get the same."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.planning.checks import Reads
from fis_lessons.measures.values import missing, said


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
        Codes, not names: each once. Spaces around them are not part of them, nor of the word.
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
    codes, seats, drawn_with, own = _read(applicants, places, word, groups)
    order = sorted(codes, key=lambda code: _ticket(drawn_with, code))
    if own is None:
        return Rota(tuple(order[:seats]), tuple(order[seats:]), drawn_with)
    shares = _share_places(order, seats, own)
    begin: list[str] = []
    for code in order:
        if shares[own[code]] > 0:
            shares[own[code]] -= 1
            begin.append(code)
    drawn = set(begin)
    return Rota(tuple(begin), tuple(code for code in order if code not in drawn), drawn_with)


def _ticket(word: str, code: str) -> str:
    return hashlib.sha256(f"{word}\n{code}".encode(errors="surrogatepass")).hexdigest()


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


def _read(
    applicants: object, places: object, word: object, groups: object
) -> tuple[list[str], int, str, dict[str, str] | None]:
    require = Reads()
    codes = [_code(one) for one in require.items(applicants, _("codici"), fewest=1, expected=_("un elenco"))]
    seats = require.people(places, _("posti"), least=1, field="places")
    if require.fine and seats >= len(codes):
        require.problem(
            _("posti"),
            _("{places} per {count} persone").format(places=number(seats), count=number(len(codes))),
            remedy=_("I posti bastano per tutti: non serve sorteggiare."),
            field="places",
        )
    # who is twice in the list, if only by a capital letter, would have two chances
    counted = Counter(code.casefold() for code in codes)
    twice = sorted({code for code in codes if code and counted[code.casefold()] > 1})
    if twice:
        require.problem(
            _("codici"), ", ".join(twice[:5]), expected=_("ogni codice una volta sola"), field="applicants"
        )
    if not all(codes):
        require.problem(
            _("codici"), _("un codice vuoto"), remedy=_("Dai un codice a ciascuno."), field="applicants"
        )
    said_word = " ".join(require.text(word, _("parola del sorteggio")).split())
    if isinstance(word, str) and not said_word:
        require.problem(
            _("parola del sorteggio"),
            _("è vuota."),
            remedy=_("Scegli in pubblico la parola del sorteggio, prima di sorteggiare."),
            field="word",
        )
    own = None if groups is None else _groups(require, groups, codes)
    require.stop()
    return codes, seats, said_word, own


def _groups(require: Reads, groups: object, codes: list[str]) -> dict[str, str]:
    table = groups.to_dict() if hasattr(groups, "to_dict") else groups
    if not isinstance(table, Mapping):
        require.problem(_("gruppi"), said(groups), expected=_("un gruppo per ogni codice"), field="groups")
        return {}
    own = {_code(code): _code(group) for code, group in table.items()}
    lost = [code for code in codes if code and not own.get(code)]
    if lost:
        require.problem(
            _("gruppi"), ", ".join(lost[:5]), expected=_("un gruppo per ogni codice"), field="groups"
        )
    return own


def _code(value: object) -> str:
    """Write a code without the spaces nobody sees; nothing, if there is none."""
    if missing(value):
        return ""
    return " ".join(str(int(value) if isinstance(value, float) and value.is_integer() else value).split())
