"""Who works with whom: names and ties, read with every slip told."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.organisations import spelled_alike
from fis_lessons.measures.require import Require

Spellings = Literal["ask", "keep"]
MOST = 500
"""Organisations of a network: more than these are no partnership, and the counts take long."""


@dataclass(frozen=True)
class Network:
    """Organisations and the ties between them.

    Make it with :func:`network`, which reads what people write.

    Parameters
    ----------
    names
        Every organisation once, also those without ties.
    ties
        Pairs of different names, each once. Where there is no direction the order within a pair says nothing.
    directed
        Whether a tie goes from the first to the second: who informs whom, who pays whom.
    groups
        The sector of each organisation, where it is known.
    """

    names: tuple[str, ...]
    ties: tuple[tuple[str, str], ...]
    directed: bool = False
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def isolates(self) -> tuple[str, ...]:
        """Organisations without ties, in order."""
        tied = {name for tie in self.ties for name in tie}
        return tuple(name for name in self.names if name not in tied)

    def without(self, gone: str | Iterable[str]) -> Network:
        """Return the network after one or more have left, with all their ties.

        Raises
        ------
        MeasureError
            If a name is not in the network.
        """
        require = Require(_("Questi soggetti non si possono togliere dalla rete:"))
        leaving = known_names(require, self, gone)
        require.stop()
        left = tuple(name for name in self.names if name not in leaving)
        ties = tuple(tie for tie in self.ties if not set(tie) & set(leaving))
        return Network(left, ties, self.directed, {n: g for n, g in self.groups.items() if n in left})


def network(
    ties: Iterable[tuple[str, str]],
    *,
    names: Iterable[str] = (),
    directed: bool = False,
    groups: Mapping[str, str] | None = None,
    spellings: Spellings = "ask",
) -> Network:
    """Read a network from pairs of names.

    Parameters
    ----------
    ties
        A pair for each tie.
    names
        Everybody at the table: who has no tie is known only from here. Those of the ties are added.
    directed
        Whether the order within a pair counts.
    groups
        The sector of each, where it is known.
    spellings
        ``ask``: names that are probably of one organisation are refused, because the network would count it twice;
        ``keep``: they are different, somebody looked.

    Raises
    ------
    MeasureError
        With every slip: an empty name, somebody tied to itself, a pair written twice (also in the other order,
        where there is no direction), one organisation under two spellings, a sector of somebody who is not there.

    Examples
    --------
    >>> made = network([("Comune", "Caritas"), ("Comune", "ATS")], names=["Scuola"])
    >>> made.names, made.isolates
    (('Scuola', 'Comune', 'Caritas', 'ATS'), ('Scuola',))
    >>> network([("ATS", "Comune"), ("Comune", "ATS")])
    Traceback (most recent call last):
    fis_lessons.errors.MeasureError: Questa rete non si può leggere:
      - legame 2: Comune e ATS sono già legati (legame 1). Atteso: ogni coppia una volta sola. Togli una delle \
due righe, oppure conta i legami nei due versi.
    """
    require = Require(_("Questa rete non si può leggere:"))
    both = require.flag(directed, _("rete con un verso"))
    known = [
        _clean(one) for one in require.items(names, _("soggetti"), of=str, expected=_("un elenco di nomi"))
    ]
    if "" in known:
        require.problem(_("soggetti"), _("c'è un nome vuoto."), expected=_("un nome per ogni soggetto"))
    pairs = _read_ties(require, ties, both)
    listed = tuple(dict.fromkeys(name for name in (*known, *itertools.chain(*pairs)) if name))
    _check_names(require, listed, require.one_of(spellings, _("grafie"), ("ask", "keep")))
    sectors = _read_groups(require, groups, listed)
    require.stop()
    return Network(listed, tuple(pairs), both, sectors)


def known_names(require: Require, network: Network, names: object) -> tuple[str, ...]:
    """Read one name of a network, or a list of them, each once."""
    listed = (names,) if isinstance(names, str) else require.items(names, _("chi lascia"), fewest=1)
    read = [require.one_of(name, _("chi lascia"), network.names) for name in listed]
    return tuple(dict.fromkeys(read))


def _clean(name: str) -> str:
    return " ".join(name.split())


def _read_ties(require: Require, ties: object, directed: bool) -> list[tuple[str, str]]:
    seen: dict[tuple[str, str], int] = {}
    pairs = []
    for place, row in enumerate(require.items(ties, _("legami"), expected=_("un elenco di coppie")), start=1):
        where = _("legame {place}").format(place=place)
        two = require.items(row, where, of=str, length=2, expected=_("due nomi"))
        if not two:
            continue
        one, other = (_clean(name) for name in two)
        if not one or not other:
            require.problem(where, _("manca un nome."), expected=_("due nomi"))
            continue
        if one == other:
            words = _("{name} è legato a sé stesso.").format(name=one)
            require.problem(where, words, expected=_("due soggetti diversi"), remedy=_("Togli la riga."))
            continue
        key = (one, other) if directed else (min(one, other), max(one, other))
        if key in seen:
            words = _("{one} e {other} sono già legati (legame {place}).")
            remedy = (
                _("Togli una delle due righe.")
                if directed
                else _("Togli una delle due righe, oppure conta i legami nei due versi.")
            )
            require.problem(
                where,
                words.format(one=one, other=other, place=seen[key]),
                expected=_("ogni coppia una volta sola"),
                remedy=remedy,
            )
            continue
        seen[key] = place
        pairs.append((one, other))
    return pairs


def _check_names(require: Require, names: tuple[str, ...], spellings: str) -> None:
    if not names and require.fine:
        require.problem(_("soggetti"), _("la rete è vuota."), expected=_("almeno un soggetto"))
    if len(names) > MOST:
        require.problem(
            _("soggetti"), _("sono {n}.").format(n=len(names)), expected=_("al massimo {n}").format(n=MOST)
        )
        return
    for group in spelled_alike(names) if spellings == "ask" else ():
        require.problem(
            _("soggetti"),
            _("{names} sembrano lo stesso soggetto.").format(names=", ".join(f"«{one}»" for one in group)),
            expected=_("un solo modo di scrivere ogni nome"),
            remedy=_("Scrivilo sempre uguale; se sono davvero diversi, dillo."),
        )


def _read_groups(require: Require, groups: object, names: tuple[str, ...]) -> dict[str, str]:
    if groups is None:
        return {}
    told = _("il settore di ogni soggetto")
    if not require.by_name(groups, _("settori"), expected=told) or not isinstance(groups, Mapping):
        return {}
    made: dict[str, str] = {}
    for name, group in groups.items():
        cleaned = _clean(name) if isinstance(name, str) else name
        if cleaned not in names:
            require.problem(
                _("settori"), _("«{name}» non è nella rete.").format(name=str(name)[:60]), expected=told
            )
            continue
        made[cleaned] = require.text(group, _("settore di {name}").format(name=cleaned), empty=False)
    return made


def a_network(require: Require, value: Any) -> bool:
    """Tell whether a value is a network, and say it if not."""
    return require.instance(value, _("rete"), Network, expected=_("una rete letta con network()"))
