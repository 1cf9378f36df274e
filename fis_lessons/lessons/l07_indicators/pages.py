"""What lesson 07 tells about its case, its region and the published figures, each statement with its source."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fis_lessons.cases import Case
from fis_lessons.dossier.editor import invitation
from fis_lessons.dossier.indicator_editor import IndicatorEditor
from fis_lessons.dossier.indicator_sheet import INDICATOR
from fis_lessons.figures import Html, captioned, inline, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, number, percent
from fis_lessons.lessons.desk import Citations, Live, Note, Notebook, notes_of, opening_words
from fis_lessons.lessons.l07_indicators.ground import (
    Ground,
    Leavers,
    krejcie_note,
    leavers,
    printed_sizes,
)
from fis_lessons.measures.sampling import krejcie_morgan, sample_size_proportion
from fis_lessons.territory import source
from fis_lessons.territory.bes import PAGE


def story(ground: Ground, citations: Citations) -> str:
    """Tell what the project promises, and what nobody has published about it."""
    case = ground.case
    parts = [opening_words(case, citations)]
    promised = [one for one in case.indicators if one.target is not None]
    if promised:
        lines = [
            f"- {_(one.label)}: **{one.target.text()}**{citations.cite(*notes_of(case, one.target))}"
            for one in promised
            if one.target is not None
        ]
        parts.append(_("Il progetto si dà due numeri:") + "\n\n" + "\n".join(lines))
        parts.append(_("Sono obiettivi chiari, e rari: pochi progetti li scrivono. Bastano per misurare?"))
    else:
        parts.append(_contract(case, citations))
    questions = "\n".join(f"- {_(question)}" for question in case.open_questions[:4])
    head = _("Domande rimaste senza risposta nelle fonti lette:")
    if case.project != case.id:  # somebody's own case: the sources were never read for it
        head = _("Domande a cui solo tu sai rispondere:")
    parts.append(f"{head}\n\n{questions}")
    return "\n\n".join(parts)


def _starts(case: Case, citations: Citations) -> str:
    """Tell the starting points somebody published; empty if nobody did."""
    known = [(one.label, one.baseline) for one in case.indicators if one.baseline is not None]
    if not known:
        return ""
    lines = [
        f"- {_(label)}: **{start.text()}**{citations.cite(*notes_of(case, start))}" for label, start in known
    ]
    return "\n\n".join(
        [
            _("Il progetto conosce da dove parte:"),
            "\n".join(lines),
            _("Sono punti di partenza veri, e rari. Manca il resto: dove arrivare, ed entro quando."),
        ]
    )


def _contract(case: Case, citations: Citations) -> str:
    if starts := _starts(case, citations):
        return starts
    contract = case.outcome_contract
    if contract is None:
        return _("Le fonti lette non pubblicano indicatori, né valori di partenza o traguardi.")
    told = _(contract.text) + citations.cite(*notes_of(case, contract))
    return (
        told
        + " "
        + _(
            "Pagare per i risultati chiede indicatori molto precisi. Le fonti lette, però, non ne pubblicano "
            "nessuno: né valori di partenza, né traguardi. Quelli della tabella li abbiamo scritti noi, per "
            "l'esercizio."
        )
    )


def indicators_table(ground: Ground, citations: Citations) -> Html:
    """Show the indicators of the case as they are written, empty cells included."""
    shown = ground.case.indicators
    empty = _("(vuota)")
    heads = [_(one.label) + citations.cite(*notes_of(ground.case, one)) for one in shown]
    units = {"percent": _("per cento"), "years": _("anni"), "EUR": _("euro")}
    rows: list[tuple[str, list[str]]] = [
        (_("Unità di misura"), [units.get(one.unit, one.unit) for one in shown]),
        (_("Valore di partenza"), [one.baseline.text() if one.baseline else empty for one in shown]),
        (_("Traguardo"), [one.target.text() if one.target else empty for one in shown]),
        (
            _("Da dove viene il dato"),
            [_(one.means_of_verification) if one.means_of_verification else empty for one in shown],
        ),
    ]
    first = _("Indicatore")
    caption = _("Gli indicatori del caso, così come sono scritti")
    lines: list[tuple[str, Sequence[object]]] = [(first, [Html(inline(head), plain(head)) for head in heads])]
    lines += rows
    # a row per cell of the sheet: on a telephone two columns fit, five do not
    table = pd.DataFrame(
        [(name, *cells) for name, cells in lines],
        columns=[_("Casella"), *(_("Indicatore {number}").format(number=n + 1) for n in range(len(shown)))],
    )
    return captioned(table, caption=caption)


def italy(ground: Ground, citations: Citations) -> str:
    """Give the Italian figures on early leavers and the European target."""
    figures = leavers()
    first, last, target = (figures[name] for name in ("italy-2021", "italy-2023", "target-2030"))
    return _(
        "L'uscita precoce è la quota di persone fra 18 e 24 anni con al massimo la licenza media, che non "
        "studiano e non seguono corsi. In Italia: {first} nel {first_year}, poi {last} nel "
        "{last_year}. Sono stime da un campione. Traguardo "
        "della media europea: {target} entro il {target_year}; qui lo usiamo per l'Italia, per fare il conto."
    ).format(
        first=first.shown,
        first_year=first.year,
        last=last.shown,
        last_year=last.year,
        target=target.shown,
        target_year=target.year,
    ) + citations.cite(*last.notes)


def region(ground: Ground, citations: Citations) -> str:
    """Say what official figures exist for the place, and at which level."""
    regional = ground.regional
    lines = [_region_line(ground, regional) + citations.cite(*regional.notes)]
    if regional.place == "Toscana":
        lines.append(_("Il dato è vecchio e viene da una fonte sola: va scritto con il suo anno."))
    if regional.bound == "less_than":
        lines.append(_("La fonte letta non dà il valore preciso: dice solo che sta sotto quella soglia."))
    lines.append(
        _(
            "Residenti fra 18 e 24 anni nel Comune di {place}: {count}, il {share} di quelli della regione."
        ).format(place=ground.place.name, count=number(ground.young), share=percent(ground.young_share))
        + citations.cite(Note(source()))
    )
    return "\n".join(f"- {line}" for line in lines)


def _region_line(ground: Ground, regional: Leavers) -> str:
    if ground.is_regional:
        return _("Uscita precoce in {region}: {value} nel {year}.").format(
            region=regional.place, value=regional.shown, year=regional.year
        )
    return _(
        "Nelle fonti di questa lezione non c'è la cifra della regione {region}. Usiamo quella dell'Italia: "
        "{value} nel {year}."
    ).format(region=ground.place.region, value=regional.shown, year=regional.year)


def calabria(ground: Ground, citations: Citations) -> str:
    """Give the two figures of Calabria."""
    figures = leavers()
    before, after = figures["calabria-2018"], figures["calabria-2023"]
    words = _(
        "Calabria, stima dell'uscita precoce: {before} nel 2017-18, poi {after} nel 2023. "
        "Sono **stime**: vengono "
        "da un'indagine che intervista una parte delle famiglie. E le regole dell'indagine sono cambiate: "
        "l'Istat ha ricostruito la serie dal 2018, e la prima cifra viene da un'edizione precedente."
    ).format(before=before.shown, after=after.shown)
    return words + citations.cite(*after.notes, *before.notes)


def bes(ground: Ground, citations: Citations) -> str:
    """Say what the official table has and has not."""
    note = Note(_("Istat, [Il Bes dei territori]({url})").format(url=PAGE), PAGE)
    return _(
        "L'Istat pubblica ogni anno la tavola «Bes dei territori»: fra 60 e 70 indicatori di benessere per "
        "**provincia**{mark}. Non arriva ai Comuni e non contiene l'uscita precoce, che l'Istat pubblica "
        "per regione; stime per provincia sono circolate sulla stampa (L'Arena, dati 2017)."
    ).format(mark=citations.cite(note))


_SHOWN = (50, 100, 200, 300, 500, 1000, 3000, 10000, 1000000)


def krejcie_table(ground: Ground, citations: Citations) -> Html:
    """Put the printed sizes beside ours; the row that is asked stays out."""
    cited = citations.cite(krejcie_note())
    rows = [
        (
            number(people),
            number(printed_sizes()[people]),
            number(krejcie_morgan(people), decimals=1),
            number(sample_size_proportion(0.05, population=people).people),
        )
        for people in _SHOWN
        if people != ground.printed[0]
    ]
    columns = [
        _("Popolazione"),
        _("Stampato"),
        _("Rifatto"),
        _("Con la lezione"),
    ]
    caption = _("Quante risposte servono, con 5 punti di margine e 95% di confidenza")
    note = _("Tavola di Krejcie e Morgan") + cited
    return captioned(rows, columns=columns, caption=caption, note=note)


def indicator_sheet(ground: Ground, notebook: Notebook) -> Live:
    """Show the indicator sheet: fields, reasons that follow what is written, a file to take home."""
    editor = IndicatorEditor(notebook.learner, lesson=notebook.lesson)
    return Live(editor.widget, invitation(INDICATOR))


TEXTS = {"story": story, "italy": italy, "region": region, "calabria": calabria, "bes": bes}
TABLES = {"indicators": indicators_table, "krejcie": krejcie_table}
NOTES = {
    "gaming": mark(
        "**Come si potrebbe barare sul tuo indicatore?** Mettiti nei panni di chi viene "
        "misurato. Scrivi un "
        "modo di far migliorare il numero senza che nessuno stia meglio, e la regola che lo "
        "impedisce."
    ),
    "baseline": mark(
        "**Da dove parti?** Per il tuo indicatore scrivi chi ha già il dato, di quale anno e "
        "di quale "
        "territorio. Se non lo ha nessuno, scrivi chi può misurarlo per primo, e quando."
    ),
}
DOCUMENTS = {"indicator": indicator_sheet}
