"""The contract that pays for results as a sheet: its terms, what it costs in three stories, year by year."""

from __future__ import annotations

from typing import Any

from fis_lessons.dossier.contract_sheet import contract_fields, first_year_label, seen_late
from fis_lessons.dossier.fields import Values
from fis_lessons.dossier.study.annexes.page import Annexes, Page
from fis_lessons.dossier.study.annexes.stories import put_stories, story_names
from fis_lessons.dossier.study.annexes.terms import put_numbers, put_words
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.cashflows import DISCOUNT_RATE

SECTION = "contract"
YEARS = 10
"""A contract of the lesson is no longer; results paid at the end are paid a year later."""
COLUMNS = "BCDE"
"""One for each story, and one for everybody."""


def months_words() -> tuple[tuple[str, str], ...]:
    """Return how often it is verified: months, and what the project keeps."""
    return (("3", "3"), ("6", "6"), ("12", "12"))


def once_words() -> tuple[tuple[str, str], ...]:
    """Return when a result is paid: words of a cell, and what the project keeps."""
    return (
        (_("una volta sola"), "once"),
        (_("una volta sola dopo l'ultima verifica"), "end"),
        (_("a ogni verifica"), "each"),
    )


def put_contract(annexes: Annexes, written: Values) -> tuple[Any, str]:
    """Write the sheet of the contract; return it, and the cell of the most the municipality can pay.

    Parameters
    ----------
    annexes
        The workbook.
    written
        What the record holds of it.
    """
    page = Page(
        annexes,
        _("Contratto"),
        title=annexes.supposed(_("Contratto a risultato: flussi di cassa del Comune")),
        intro=_(
            "Le caselle con il bordo e lo sfondo giallo sono i termini del progetto: cambiale e il resto si "
            "ricalcola. È una bozza per discutere, non un contratto. Gli importi sono in euro: spesa del "
            "Comune, con l'IVA se è dovuta."
        ),
    )
    page.section(_("I termini"), [_("Valore"), _("Unità")])
    at = put_numbers(
        page,
        SECTION,
        contract_fields(),
        written,
        words={"months": months_words(), "once": once_words()},
        units={"months": _("mesi fra una verifica e l'altra")},
    )
    page.count_missing()
    made = _Contract(page, at, first_year=_first_year(written))
    made.common()
    made.stories()
    made.years()
    page.section(_("Le scelte in parole"), note=" ", new_page=True)
    put_words(page, SECTION, contract_fields(), written)
    return page.finish(), f"E{made.rows['total']}"


def _first_year(written: Values) -> str:
    return first_year_label(seen_late(written), at_end=written.get("once") == "end")


class _Contract:
    """The formulas of a contract, each pointing to its terms."""

    def __init__(self, page: Page, at: dict[str, str], *, first_year: str) -> None:
        self.page, self.at, self.first_year = page, at, first_year
        # the word a person reads decides, so that the cell can be changed from its list
        once, end, _each = (word for word, _value in once_words())
        self.end = f'{at["once"]}="{end}"'
        self.once = f'OR({at["once"]}="{once}",{self.end})'
        self.each_year = f"12/{at['months']}"
        self.rows: dict[str, int] = {}

    def common(self) -> None:
        """Write what follows from the terms alone."""
        at, page = self.at, self.page
        page.section(_("Che cosa ne segue"), [_("Valore")])
        put = self._one
        put("checks", _("Verifiche in tutto"), f"INT({at['years']}*{self.each_year})", look="whole",
            note=_("anni × 12 / mesi fra una verifica e l'altra"))  # fmt: skip
        put("times", _("Volte in cui si paga il risultato di una persona"),
            f"IF({self.once},1,{self._of('checks')})", look="whole",
            note=_("una, oppure una a ogni verifica"))  # fmt: skip
        put("needed", _("Persone che servono per la soglia"),
            f"ROUNDUP(ROUND({at['people']}*{at['threshold']}/100,9),0)", look="whole",
            note=_("sotto questo numero non si paga nessun risultato"))  # fmt: skip
        put("fixed", _("Parte fissa: canone e verifiche"),
            f"{at['fee']}*{at['years']}+{at['check_cost']}*{self._of('checks')}",
            note=_("si paga qualunque sia il risultato"))  # fmt: skip

    def stories(self) -> None:
        """Write what is paid in each story."""
        at, page = self.at, self.page
        people = put_stories(page, people=at["people"], expected=at["expected"])
        ks = [f"{column}${people}" for column in COLUMNS]
        needed, times, fixed = self._of("needed"), self._of("times"), self._of("fixed")
        price, cap = at["price"], at["cap"]
        due = page.formulas(
            _("Pagato per i risultati"),
            [f"IF({k}<{needed},0,MIN({k}*{times}*{price},{cap}))" for k in ks],
            note=_("persone × volte × prezzo, al massimo il tetto; niente sotto la soglia"),
        )
        whole = page.formulas(
            _("Persone il cui risultato è pagato per intero"),
            [f"IF({k}<{needed},0,IF({price}=0,{k},MIN({k}*{times},INT({cap}/{price}))/{times}))" for k in ks],
            look="number",
            note=_("con il tetto, i risultati oltre non si pagano"),
        )
        total = page.formulas(
            _("Spesa del Comune in tutto"), [f"{fixed}+{column}{due}" for column in COLUMNS], strong=True,
            note=_(
                "l'ultima colonna è la spesa massima da coprire, senza le verifiche se non sono stimate e senza "
                "ciò che si deve se il Comune recede"
            ),
        )  # fmt: skip
        more = page.formulas(
            _("Persone in più, oltre a chi riuscirebbe comunque"),
            [f"MAX(0,{k}-{at['people']}*{at['anyway']}/100)" for k in ks],
            look="number",
            note=_("chi ci sarebbe arrivato comunque non conta"),
        )
        page.formulas(
            _("Spesa del Comune per ogni riuscita in più"),
            [f'IF({column}{more}>0,{column}{total}/{column}{more},"–")' for column in COLUMNS],
            note=_("con le riuscite di ogni storia; senza le verifiche, se non sono stimate"),
        )
        page.formulas(
            _("Parte della spesa che dipende dai risultati"),
            [f"IF({column}{total}=0,0,{column}{due}/{column}{total})" for column in COLUMNS],
            look="share",
        )
        self.rows |= {"people": people, "due": due, "total": total, "whole": whole}

    def years(self) -> None:
        """Write what is paid in each year, in each story, and what it is worth today."""
        page = self.page
        page.section(
            _("Pagamenti anno per anno"), [*story_names(), _("di cui fisso")], new_page=True
        )  # fmt: skip
        first = page.row
        for year in range(1, YEARS + 2):
            page.formulas(
                _("Anno {year}").format(year=year),
                [*(self._year(column, year) for column in COLUMNS), self._fixed(year)],
                look="paid",
                note=_year_note() if year == 1 else "",
            )
        last = page.row - 1
        columns = (*COLUMNS, "F")
        total = page.formulas(_("Totale"), [f"SUM({one}{first}:{one}{last})" for one in columns], strong=True)
        yes, no = _("sì"), _("no")
        page.formulas(
            _("Torna con il conto qui sopra?"),
            [f'IF(ABS({one}{total}-{one}{self.rows["total"]})<0.005,"{yes}","{no}")' for one in COLUMNS],
            look="text",
            note=_("controllo: il totale degli anni è la spesa in tutto"),
        )
        page.formulas(
            self.first_year,
            ["", "", "", f"MAX(E{first}:E{last})"],
        )  # fmt: skip
        rate = page.assumption(
            _("Tasso di sconto"), DISCOUNT_RATE, look="share",
            note=_("Ipotesi di questo foglio: se la cambi, non torna nel progetto."),
        )  # fmt: skip
        terms = {
            one: "+".join(f"{one}{first + year - 1}/(1+{rate})^{year}" for year in range(1, YEARS + 2))
            for one in columns
        }
        page.formulas(
            _("Valore dei pagamenti all'inizio del primo anno"), [terms[one] for one in columns],
            note=_(
                "ogni anno scontato alla sua fine: pagamento / (1 + tasso) ^ anno. Nel foglio dell'accordo i "
                "pagamenti hanno giorni loro: il valore non è lo stesso"
            ),
        )  # fmt: skip

    # --- inside -----------------------------------------------------------------------------------
    def _one(self, name: str, label: str, formula: str, *, look: Any = "money", note: str = "") -> None:
        self.rows[name] = self.page.formulas(label, [formula], look=look, note=note)

    def _of(self, name: str) -> str:
        return f"$B${self.rows[name]}"

    def _fixed(self, year: int) -> str:
        at = self.at
        return f"IF({year}>{at['years']},0,{at['fee']}+{at['check_cost']}*{self.each_year})"

    def _year(self, column: str, year: int) -> str:
        at, k = self.at, f"{column}${self.rows['people']}"

        def so_far(years: int) -> str:
            return f"MIN({k}*{at['price']}*{years}*{self.each_year},{at['cap']})"

        whole = f"MIN({k}*{at['price']},{at['cap']})"
        part = f"IF({self.once},{whole if year == 1 else 0},{so_far(year)}-{so_far(year - 1)})"
        results = f"IF({k}<{self._of('needed')},0,{part})"
        after = f"IF(AND({self.end},{year}={at['years']}+1,{k}>={self._of('needed')}),{whole},0)"
        fixed = f"{at['fee']}+{at['check_cost']}*{self.each_year}"
        return f"IF({year}>{at['years']},{after},{fixed}+IF({self.end},0,{results}))"


def _year_note() -> str:
    return _(
        "Ipotesi prudente per il bilancio: chi riesce riesce entro il primo anno, e mantiene il risultato. Se si "
        "paga dopo l'ultima verifica, tutti i risultati sono nell'anno dopo l'ultimo. La soglia si guarda sulle "
        "persone."
    )
