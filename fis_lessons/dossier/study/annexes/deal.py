"""The deal with money advanced by others as a sheet: who pays and who gets what, day by day, in three stories."""

from __future__ import annotations

from typing import Any

from fis_lessons.dossier.deal_sheet import account_of, deal_fields, vat_of_others
from fis_lessons.dossier.fields import Values, starting
from fis_lessons.dossier.study.annexes.page import Annexes, Look, Page
from fis_lessons.dossier.study.annexes.stories import put_stories, story_names
from fis_lessons.dossier.study.annexes.terms import put_numbers, put_words
from fis_lessons.errors import FisError
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.cashflows import DISCOUNT_RATE
from fis_lessons.measures.deal.terms import Deal

SECTION = "deal"
YEARS = 8
"""A deal of the lesson is no longer."""
COLUMNS = "BCDE"


def put_deal(annexes: Annexes, written: Values) -> tuple[Any, str]:
    """Write the sheet of the deal; return it, and the cell of the most the municipality can pay.

    Parameters
    ----------
    annexes
        The workbook.
    written
        What the record holds of it.
    """
    page = Page(
        annexes,
        _("Accordo"),
        title=annexes.supposed(_("Accordo a risultato: chi anticipa, chi paga, chi incassa")),
        intro=_(
            "Le caselle con il bordo e lo sfondo giallo sono i termini del progetto: cambiale e il resto si "
            "ricalcola. È una bozza per discutere, non un contratto. Importi in euro. IVA: la spesa del Comune la "
            "comprende, se è dovuta; {others}. Ipotesi di calcolo: canone e costi all'inizio di ogni anno, che "
            "non è la data di liquidazione; i risultati tutti insieme alla fine."
        ).format(others=vat_of_others()),
    )
    page.words(*_troubles(written))
    page.section(_("I termini"), [_("Valore"), _("Unità")])
    at = put_numbers(page, SECTION, deal_fields(), written, words={})
    at["lag"] = page.assumption(
        _("Mesi per la verifica, dopo l'ultimo anno"),
        Deal.lag_months,
        look="whole",
        note=_("Ipotesi di questo foglio: se la cambi, non torna nel progetto."),
    )
    page.count_missing()
    made = _Deal(page, at)
    made.common()
    made.stories()
    made.flows()
    page.section(_("Le scelte in parole"), note=" ", new_page=True)
    put_words(page, SECTION, deal_fields(), written)
    return page.finish(), f"E{made.rows['spent']}"


def _troubles(written: Values) -> list[str]:
    """Say what keeps these terms from being signed, as the lesson does."""
    try:
        account_of({**starting(deal_fields()), **{name: text for name, text in written.items() if text}})
    except FisError as error:
        return [_("Da correggere: {problem}").format(problem=problem) for problem in error.problems]
    return []


class _Deal:
    """The formulas of a deal, each pointing to its terms."""

    def __init__(self, page: Page, at: dict[str, str]) -> None:
        self.page, self.at = page, at
        self.rows: dict[str, int] = {}

    def common(self) -> None:
        """Write what follows from the terms alone."""
        at, page = self.at, self.page
        page.section(_("Che cosa ne segue"), [_("Valore")])
        fees = f"{at['fee']}*{at['years']}"
        self._one("fees", _("Canoni in tutto"), fees)
        self._one(
            "investment",
            _("Anticipa l'investitore"),
            f"MAX(0,{at['cost']}-{at['grant']}-{self._of('fees')})",
            note=_("costo del servizio, meno contributo, meno canoni"),
        )
        self._one(
            "needed",
            _("Persone che servono per la soglia"),
            f"ROUNDUP(ROUND({at['people']}*{at['threshold']}/100,9),0)",
            look="whole",
        )
        self._one("begins", _("Giorno di avvio"), f"DATE({at['year']},1,1)", look="date")
        self._one(
            "ends",
            _("Giorno in cui si pagano i risultati"),
            f"DATE({at['year']}+{at['years']},1+{at['lag']},1)",
            look="date",
        )

    def stories(self) -> None:
        """Write who gets what in each story."""
        at, page = self.at, self.page
        people = put_stories(page, people=at["people"], expected=at["expected"])
        investment, fees = self._of("investment"), self._of("fees")
        days = f"{self._of('ends')}-{self._of('begins')}"
        self.rows["people"] = people

        def put(
            name: str, label: str, formula: str, *, look: Look = "money", note: str = "", strong: bool = False
        ) -> None:
            told = [self._filled(formula, column) for column in COLUMNS]
            self.rows[name] = page.formulas(label, told, look=look, note=note, strong=strong)

        put("due", _("Pagato per i risultati"),
            f"IF([people]<{self._of('needed')},0,MIN([people]*{at['price']},{at['cap']}))",
            note=_("persone × prezzo, al massimo il tetto; niente sotto la soglia"))  # fmt: skip
        put("free", _("Nel conto del progetto, da ripartire"),
            f"MAX(0,{investment}+{at['grant']}+{fees}-{at['cost']}+[due])",
            note=_("anticipo + contributo + canoni − costo del servizio + risultati"))  # fmt: skip
        put("capital", _("Capitale che torna all'investitore"), f"MIN({investment},[free])",
            note=_("prima di tutto"))  # fmt: skip
        put("gain", _("Rendimento dell'investitore"),
            f"MIN(ROUND({investment}*{at['top']}/100,2),[free]-[capital])",
            note=_("poi, al massimo il rendimento concordato"))  # fmt: skip
        put("left", _("Resta"), "[free]-[capital]-[gain]")
        put("premium", _("Premio a chi realizza"), f"ROUND([left]*{at['provider']}/100,2)")
        put("reuse", _("Per nuovi servizi"), "[left]-[premium]")
        put("guarantee", _("Paga il garante"),
            f"ROUND(({investment}-[capital])*{at['guarantee']}/100,2)",
            note=_("la quota garantita del capitale che non torna"))  # fmt: skip
        put("back", _("Torna all'investitore in tutto"), "[capital]+[gain]+[guarantee]")
        put("net", _("Saldo dell'investitore, con le riuscite di ogni storia"), f"[back]-{investment}",
            strong=True,
            note=_("sotto zero: perde denaro"))  # fmt: skip
        put("multiple", _("Per ogni euro anticipato ne tornano"),
            f'IF({investment}=0,"–",[back]/{investment})', look="ratio")  # fmt: skip
        put("rate", _("Rendimento annuo dell'investitore (TIR), con le riuscite di ogni storia"),
            f'IF(OR({investment}=0,[back]=0),"–",([back]/{investment})^(365/({days}))-1)',
            look="share", note=_("due soli flussi, giorni veri su 365: lo stesso di TIR.X"))  # fmt: skip
        put("spent", _("Spesa del Comune in tutto"), f"{fees}+[due]", strong=True,
            note=_(
                "canoni e risultati; l'ultima colonna è la spesa massima da coprire, senza le verifiche e senza "
                "ciò che si deve se il Comune recede"
            ))  # fmt: skip
        put("more", _("Persone in più, oltre a chi riuscirebbe comunque"),
            f"MAX(0,[people]-{at['people']}*{at['anyway']}/100)", look="number",
            note=_("chi ci sarebbe arrivato comunque non conta"))  # fmt: skip
        put("saved", _("Risparmio vero del Comune"), f'IF({at["saving"]}=0,"–",[more]*{at["saving"]})',
            note=_("ipotesi del conto: fanno risparmiare solo le riuscite in più"))  # fmt: skip
        put("balance", _("Risparmio meno spesa"), f'IF({at["saving"]}=0,"–",[saved]-[spent])', strong=True,
            note=_("se il risparmio non è stimato, la differenza non si fa"))  # fmt: skip
        yes, no = _("sì"), _("no")
        got = f"({at['cost']}+[back]+[premium]+[reuse])"
        put(
            "check",
            _("Ogni euro che esce entra da qualche parte?"),
            f'IF(ABS([spent]+{investment}+{at["grant"]}+[guarantee]-{got})<0.005,"{yes}","{no}")',
            look="text",
            note=_(
                "controllo, se l'IVA non è dovuta: Comune, investitore, donatore e garante danno quanto gli altri "
                "ricevono"
            ),
        )

    def flows(self) -> None:
        """Write what the municipality and the investor pay and receive, day by day."""
        page, at = self.page, self.at
        page.section(_("Flussi del Comune, giorno per giorno"), story_names(), new_page=True)
        first = page.row
        for year in range(YEARS):
            page.formulas(
                "", [f"IF({year}<{at['years']},-{at['fee']},0)"] * 4, look="paid",
                note="" if year else _("canone; meno davanti: il Comune paga. Il giorno è un'ipotesi di calcolo"),
            )  # fmt: skip
            page.dated(f"DATE({at['year']}+{year},1,1)")
        page.formulas(
            "", [self._filled("-[due]", column) for column in COLUMNS], look="paid",
            note=_("risultati, dopo la verifica"),
        )  # fmt: skip
        page.dated(self._of("ends"))
        last = page.row - 1
        sums = [f"SUM({c}{first}:{c}{last})" for c in COLUMNS]
        page.formulas(_("Totale dei flussi del Comune"), sums, strong=True)
        rate = page.assumption(
            _("Tasso di sconto"),
            DISCOUNT_RATE,
            look="share",
            note=_("Ipotesi di questo foglio: se la cambi, non torna nel progetto."),
        )
        self._worth(_("Valore al giorno di avvio, per il Comune"), first, last, rate)
        page.section(_("Flussi dell'investitore, giorno per giorno"), story_names())
        first = page.row
        page.formulas("", [f"-{self._of('investment')}"] * 4, look="paid", note=_("anticipa"))
        page.dated(self._of("begins"))
        page.formulas("", [self._filled("[back]", column) for column in COLUMNS], look="paid",
                      note=_("capitale, rendimento, garanzia"))  # fmt: skip
        page.dated(self._of("ends"))
        self._worth(_("Valore al giorno di avvio, per l'investitore"), first, first + 1, rate)

    # --- inside -----------------------------------------------------------------------------------
    def _worth(self, label: str, first: int, last: int, rate: str) -> None:
        days = f"($A{first}:$A{last}-$A{first})/365"
        formulas = [f"SUMPRODUCT({c}{first}:{c}{last}/(1+{rate})^({days}))" for c in COLUMNS]
        note = _("ogni flusso scontato per i suoi giorni: flusso / (1 + tasso) ^ (giorni / 365)")
        self.page.formulas(label, formulas, note=note)

    def _filled(self, formula: str, column: str) -> str:
        for name, row in self.rows.items():
            formula = formula.replace(f"[{name}]", f"{column}{row}")
        return formula

    def _one(self, name: str, label: str, formula: str, *, look: Look = "money", note: str = "") -> None:
        self.rows[name] = self.page.formulas(label, [formula], look=look, note=note)

    def _of(self, name: str) -> str:
        return f"$B${self.rows[name]}"
