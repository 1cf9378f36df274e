"""The sheet of a network: who works with whom, what breaks if somebody leaves, what everybody brings.

Three lists, a line for each thing, as people would write them in a message. Every line that is not understood is
shown, with its number and what was expected; nothing that was typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fis_lessons.classes import dataclass
from fis_lessons.dossier import paper
from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field, Values
from fis_lessons.dossier.remarks import Remark, empty_fields
from fis_lessons.errors import MeasureError, Problem, ReadingError
from fis_lessons.figures import Html, captioned
from fis_lessons.figures.network import MOST_DRAWN, network_map
from fis_lessons.i18n import counted, money, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.network.change import Loss, loss
from fis_lessons.measures.network.position import positions
from fis_lessons.measures.network.ties import Network, network
from fis_lessons.measures.network.whole import pieces
from fis_lessons.measures.organisations import spelled_alike
from fis_lessons.measures.pooling import Contribution, Kind, left_without, pool
from fis_lessons.reading import number_from, read_quantity

FILE_NAME = "scheda-rete.html"
_TIE = re.compile(r"\s+[-–—]+\s+|\s*[;\t|]\s*")
_PARTS = re.compile(r"\s*[;\t|]\s*")
_WORDS: dict[str, Kind] = {
    "denaro": "money", "euro": "money", "money": "money", "cash": "money", "soldi": "money",
    "beni": "goods", "vehicles": "goods",
    "spazi": "goods", "mezzi": "goods", "goods": "goods", "rooms": "goods", "bene": "goods",
    "ore": "time", "tempo": "time", "hours": "time", "time": "time", "ora": "time",
}  # fmt: skip


def network_fields() -> tuple[Field, ...]:
    """Return the fields of the sheet, in the order they are filled in."""
    return (
        Field(
            id="partnership",
            label=_("Il partenariato"),
            help=_("Scrivi il nome del progetto o del tavolo, e da quando c'è."),
        ),
        Field(
            id="ties",
            label=_("Chi lavora con chi"),
            kind="text",
            help=_(
                "Una riga per legame, con un trattino in mezzo: «Comune - Caritas». Un nome solo su una riga è "
                "chi siede al tavolo e non lavora ancora con nessuno."
            ),
        ),
        Field(
            id="sectors",
            label=_("Di che settore sono"),
            kind="text",
            help=_("Una riga per nome: «Caritas; Terzo settore». Chi manca resta senza settore."),
        ),
        Field(
            id="resources",
            label=_("Chi mette che cosa, in un anno"),
            kind="text",
            help=_(
                "Una riga per risorsa: «Comune; denaro; 20.000», «Oratorio; spazi; 6.000», «Volontari; ore; 500; "
                "15» (ore e valore di un'ora). Se dipende da un altro, scrivilo in fondo: «; se c'è Fondazione»."
            ),
        ),
        Field(
            id="second",
            label=_("La seconda strada"),
            kind="text",
            help=_("Scrivi che cosa fai, ed entro quando, perché la rete non dipenda da uno solo."),
        ),
    )


@dataclass(frozen=True)
class Lines:
    """What was read of a list, and what was not."""

    ties: tuple[tuple[str, str], ...] = ()
    alone: tuple[str, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()
    things: tuple[Contribution, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_ties(text: str) -> Lines:
    r"""Read who works with whom: the same pair twice counts once, and it is said.

    Examples
    --------
    >>> read_ties("Comune - Caritas\nScuola").ties
    (('Comune', 'Caritas'),)
    """
    ties: dict[frozenset[str], tuple[str, str]] = {}
    alone: list[str] = []
    problems: list[Problem] = []
    for place, line in _lines(text):
        names = [name for name in _TIE.split(line) if name]
        where = _("«Chi lavora con chi», riga {place}").format(place=place)
        if len(names) == 1:
            alone.append(names[0])
        elif len(names) > 2:
            problems.append(_misread(where, line, _("due nomi con un trattino in mezzo")))
        elif names[0].casefold() == names[1].casefold():
            problems.append(Problem(where, _("{name} è legato a sé stesso.").format(name=names[0])))
        elif frozenset(names) in ties:
            told = _("{one} e {other} ci sono già: li conto una volta.")
            problems.append(Problem(where, told.format(one=names[0], other=names[1])))
        else:
            ties[frozenset(names)] = (names[0], names[1])
    return Lines(ties=tuple(ties.values()), alone=tuple(alone), problems=tuple(problems))


def read_sectors(text: str, *, known: Iterable[str]) -> Lines:
    """Read the sector of each name."""
    names = {name.casefold(): name for name in known}
    groups: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for place, line in _lines(text):
        parts = [part for part in re.split(r"\s*[;:\t|]\s*", line) if part]
        where = _("«Di che settore sono», riga {place}").format(place=place)
        if len(parts) != 2:
            problems.append(_misread(where, line, _("un nome, un punto e virgola, il settore")))
        elif parts[0].casefold() not in names:
            told = _("«{name}» non è fra chi lavora con qualcuno.").format(name=parts[0][:60])
            problems.append(Problem(where, told, remedy=_("Scrivilo come nell'elenco dei legami.")))
        else:
            groups.append((names[parts[0].casefold()], parts[1][:40]))
    return Lines(groups=tuple(groups), problems=tuple(problems))


def read_resources(text: str) -> Lines:
    r"""Read who brings what; the sector is not asked again.

    Examples
    --------
    >>> [one.value for one in read_resources("Comune; denaro; 20.000\nVolontari; ore; 500; 15").things]
    [20000.0, 7500.0]
    """
    things: list[Contribution] = []
    problems: list[Problem] = []
    for place, line in _lines(text):
        where = _("«Chi mette che cosa», riga {place}").format(place=place)
        try:
            things.append(_resource(line, where))
        except (ReadingError, MeasureError) as error:
            problems += error.problems or [Problem(where, error.message)]
    return Lines(things=tuple(things), problems=tuple(problems))


def _resource(line: str, where: str) -> Contribution:
    body = line
    needs: tuple[str, ...] = ()
    depends = re.search(r"[;,]\s*(?:se c'è|se c’è|if there is)\s+(.+)$", line, re.IGNORECASE)
    if depends:
        body, needs = line[: depends.start()], (depends[1].strip().rstrip("."),)
    parts = [part for part in _PARTS.split(body) if part]
    expected = _("chi; denaro, spazi oppure ore; quanto")
    if len(parts) not in (3, 4) or parts[1].casefold() not in _WORDS:
        raise ReadingError(expected, [_misread(where, line, expected)])
    kind = _WORDS[parts[1].casefold()]
    if kind == "time" and len(parts) == 3:
        remedy = _("Aggiungi in fondo quanto vale un'ora, per esempio «; 15».")
        raise ReadingError(expected, [Problem(where, _("mancano gli euro all'ora."), "", remedy)])
    written = read_quantity(parts[2])
    amount = written.euros if written else number_from(parts[2], where=where)
    wage = number_from(parts[3], where=where) if kind == "time" else None
    return Contribution(parts[0], "–", kind, amount, wage=wage, needs=needs)


def _lines(text: str) -> Iterable[tuple[int, str]]:
    for place, line in enumerate(text.splitlines(), start=1):
        cleaned = " ".join(line.split()).strip(" .,")
        if cleaned:
            yield place, cleaned


def _misread(where: str, line: str, expected: str) -> Problem:
    return Problem(where, _("non capisco «{line}».").format(line=line[:60]), expected)


# --- judged ---------------------------------------------------------------------------------------
def judge(values: Values) -> Judged:
    """Read the three lists, draw the network, and say what to look at again."""
    remarks = empty_fields(network_fields(), values, but=("sectors", "resources"))
    ties = read_ties(values["ties"])
    names = tuple(dict.fromkeys((*(name for tie in ties.ties for name in tie), *ties.alone)))
    sectors = read_sectors(values["sectors"], known=names)
    resources = read_resources(values["resources"])
    problems = (*ties.problems, *sectors.problems, *resources.problems)
    remarks += [Remark.of(problem) for problem in problems]
    shown: list[Html] = []
    if ties.ties:
        made = network(ties.ties, names=ties.alone, groups=dict(sectors.groups), spellings="keep")
        shown += _network_shown(made)
        remarks += _network_remarks(made)
    if resources.things:
        shown.append(_resources_table(resources.things))
        remarks += _resource_remarks(resources.things)
    remarks += _outside(names, resources.things)
    return Judged(tuple(shown), tuple(remarks), on_paper=(_in_words(values),))


def _in_words(values: Values) -> Html:
    """Write the two answers in words: the lists are in the tables already."""
    rows = [
        (field.label, values[field.id].strip() or "–")
        for field in network_fields()
        if field.id in ("partnership", "second")
    ]
    return Html(paper.facts(rows), "\n".join(f"{label}: {text}" for label, text in rows))


def _outside(names: Iterable[str], things: Iterable[Contribution]) -> Iterable[Remark]:
    """Say who brings something and works with nobody, as far as the list of ties tells."""
    known = {name.casefold() for name in names}
    outside = [who for who in dict.fromkeys(one.who for one in things) if who.casefold() not in known]
    if known and outside:
        words = _("{names}: mette risorse, e fra i legami non c'è.").format(names=", ".join(outside))
        yield Remark(_("Chi lavora con chi"), words, _("Con chi lavora?"), mend=False)


def _network_shown(made: Network) -> list[Html]:
    found = positions(made)
    pages = []
    if len(made.names) <= MOST_DRAWN:
        most = max(found, key=lambda one: one.ties)
        alt = _("{people} soggetti, {ties} legami. Ne ha di più {name}: {most}.").format(
            people=number(len(made.names)),
            ties=number(len(made.ties)),
            name=most.name,
            most=number(most.ties),
        )
        marked = [one.name for one in found if one.betweenness == max(p.betweenness for p in found) > 0]
        figure = network_map(made, title=_("Chi lavora con chi"), alt=alt, marked=marked)
        pages.append(Html(figure.html, figure.text))
    rows = [
        (
            one.name,
            made.groups.get(one.name, "–"),
            number(one.ties),
            percent(one.betweenness, decimals=0),
            _stays(loss(made, one.name)),
        )
        for one in sorted(found, key=lambda one: (-one.betweenness, -one.ties))
    ]
    columns = [_("Chi"), _("Settore"), _("Legami"), _("Passaggi"), _("Se esce, restano staccati")]
    pages.append(captioned(rows, columns=columns, caption=_("Chi tiene insieme la rete")))
    return pages


def _stays(found: Loss) -> str:
    return "; ".join(", ".join(part) for part in found.torn) or "–"


def _network_remarks(made: Network) -> Iterable[Remark]:
    ties = _("Chi lavora con chi")
    for group in spelled_alike(made.names):
        names = ", ".join(f"«{name}»" for name in group)
        remedy = _("Se è lo stesso soggetto scrivilo sempre uguale: per ora la rete lo conta due volte.")
        yield Remark(ties, _("{names} si somigliano.").format(names=names), remedy)
    if made.isolates:
        words = _("{names}: nessun legame.").format(names=", ".join(made.isolates))
        yield Remark(
            ties, words, _("Con chi potrebbe lavorare? Se con nessuno, perché è al tavolo?"), mend=False
        )
    if len(made.names) < 3:
        yield Remark(ties, _("con due soggetti non c'è una rete."), _("Aggiungi chi manca."))
        return
    apart = [part for part in pieces(made) if len(part) > 1]
    if len(apart) > 1:
        words = _("La rete è già in {count} pezzi che non si parlano.").format(count=number(len(apart)))
        yield Remark(ties, words, _("Chi potrebbe unirli?"))
    yield from _hinges(made)


def _hinges(made: Network) -> Iterable[Remark]:
    hinges = []
    for one in positions(made):
        found = loss(made, one.name)
        if found.pieces_after > found.pieces_before:
            hinges.append((found.pairs_parted, one.name))
    if hinges:
        parted, name = max(hinges)
        told = counted(
            parted,
            one=_("{count} coppia di soggetti non si raggiunge più."),
            more=_("{count} coppie di soggetti non si raggiungono più."),
        )
        words = _("Se esce {name}, {told}").format(name=name, told=told)
        yield Remark("", words, _("Ne «La seconda strada» scrivi come ci si arriva lo stesso."), mend=False)


def _resources_table(things: tuple[Contribution, ...]) -> Html:
    whole = pool(things)
    rows = []
    for who, value in whole.by_who.items():
        try:
            left = left_without(things, who)
            rest = f"{money(left.after.total)} ({percent(left.share_left, decimals=0)})"
        except MeasureError:
            rest = "–"
        rows.append(
            (who, money(value), percent(value / whole.total, decimals=0) if whole.total else "–", rest)
        )
    time = whole.by_kind.get("time", 0.0)
    caption = _("Risorse di un anno: {total} in tutto, {cash} in denaro, {time} in ore al valore scritto")
    told = caption.format(total=money(whole.total), cash=money(whole.cash), time=money(time))
    return captioned(
        rows, columns=[_("Chi"), _("Quanto porta"), _("Quota"), _("Se esce, resta")], caption=told
    )


def _resource_remarks(things: tuple[Contribution, ...]) -> Iterable[Remark]:
    where = _("Chi mette che cosa, in un anno")
    whole = pool(things)
    missing = {name for one in things for name in one.needs} - set(whole.by_who)
    for name in sorted(missing):
        told = _("«{name}» regge altre risorse, e nell'elenco non porta niente.").format(name=name[:60])
        yield Remark(where, told, _("Aggiungi una riga, o correggi il nome."))
    if missing or not whole.total:
        return
    weak = min(((left_without(things, who).share_left, who) for who in whole.by_who), default=None)
    if weak and weak[0] < 0.5 and len(whole.by_who) > 1:
        words = _("Se esce {name} resta meno della metà: {share}.").format(
            name=weak[1], share=percent(weak[0], decimals=0)
        )
        yield Remark("", words, _("Chi prenderebbe il suo posto, e da quando?"), mend=False)


NETWORK = Document(
    name="network",
    file=FILE_NAME,
    title=lambda: _("La rete del mio progetto"),
    note=lambda: _(
        "Legami e risorse sono quelli che chi scrive conosce. Prima di usarla falla leggere a chi è nell'elenco: "
        "chi manca, e chi non si riconosce, è la notizia più utile."
    ),
    fields=network_fields,
    judge=judge,
    listed=False,
)
