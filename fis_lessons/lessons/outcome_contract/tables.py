"""The tables of lesson 11: terms with their sources, claims to judge, published contracts, three providers."""

from __future__ import annotations

import pandas as pd

from fis_lessons.cases import load_case
from fis_lessons.figures import Figure, Html, inline, plain, table_html, table_text
from fis_lessons.figures.outcome_contract import savings_bars
from fis_lessons.i18n import day, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk.citations import Citations, notes_of
from fis_lessons.lessons.outcome_contract.data import Deal
from fis_lessons.lessons.outcome_contract.exercises import chosen_line
from fis_lessons.lessons.outcome_contract.labels import bearer_label
from fis_lessons.lessons.outcome_contract.published import fair_chance, rate_card
from fis_lessons.measures.contract import shown


def _page(rows: list[tuple[object, ...]], columns: list[str], caption: str) -> Html:
    """Show rows; cells written as Markdown keep their links."""
    html = pd.DataFrame([tuple(_cell(value) for value in row) for row in rows], columns=columns)
    words = pd.DataFrame([tuple(plain(str(value)) for value in row) for row in rows], columns=columns)
    return Html(table_html(html, caption=caption), f"{caption}\n{table_text(words)}")


def _cell(value: object) -> object:
    text = str(value)
    return Html(inline(text), plain(text)) if "](" in text else text


def terms(deal: Deal, citations: Citations) -> Html:
    """Put what is known of Catanzaro's contract beside what this lesson assumes."""
    case = load_case("catanzaro")
    contract = case.outcome_contract
    assert contract is not None and contract.fee and contract.premium  # noqa: S101 - so is the file
    assert contract.beneficiaries and contract.duration and contract.check_every and contract.amount  # noqa: S101
    rows: list[tuple[object, ...]] = []

    def known(name: str, text: str, thing: object, ours: str = "") -> None:
        notes = citations.cite(*notes_of(case, thing))  # type: ignore[arg-type]
        rows.append((name, text + notes, ours or _("come a Catanzaro")))

    ours = number(deal.people)
    same = int(contract.beneficiaries.value or 0) == deal.people
    known(_("Persone"), contract.beneficiaries.text(), contract.beneficiaries, "" if same else ours)
    known(_("Durata"), contract.duration.text(), contract.duration)
    known(
        _("Verifica"),
        _("ogni {months} mesi").format(months=number(contract.check_every.value or 0)),
        contract.check_every,
    )
    for part in contract.premium_split:
        known(_("Premio") + " " + _(part.label), part.share.text(), part.share)
    known(_("Fondazione CDP"), contract.amount.text(), contract.amount)
    not_known = _("non noti")
    rows += [
        (
            _("Tariffa al giorno"),
            _("fissa, per ogni persona; importo non noto") + citations.cite(*notes_of(case, contract.fee)),
            shown(deal.fee * 100),
        ),
        (
            _("Premio a persona e verifica"),
            _("se si raggiungono gli obiettivi; importo non noto")
            + citations.cite(*notes_of(case, contract.premium)),
            shown(deal.premium * 100),
        ),
        (_("Indicatori"), not_known, _("obiettivi del percorso, sì o no")),
        (_("Valutatore"), _("terzo, non nominato"), _("un valutatore terzo")),
    ]
    return _page(
        rows,
        [_("Termine"), _("Che cosa si sa di Catanzaro"), _("In questa lezione")],
        _("Il contratto di Catanzaro: ciò che si sa e ciò che ipotizziamo"),
    )


def rate_table(deal: Deal) -> Html:
    """Show the small rate card of the exercise by hand."""
    contract = deal.hand_contract
    rows: list[tuple[object, ...]] = []
    for one in contract.metrics:
        rule = _("una volta a persona")
        if one.after:
            names = ", ".join(_(contract.metric(name).label) for name in one.after)
            rule += ", " + _("almeno {days} giorni dopo «{names}»").format(days=one.gap_days, names=names)
        rows.append((_(one.label), shown(contract.prices(one.id)[0].price), rule))
    caption = _("Il listino dei risultati")
    return _page(rows, [_("Risultato"), _("Prezzo"), _("Regola")], caption)


def claims(deal: Deal) -> Html:
    """Show the claims to judge by hand."""
    labels = {one.id: _(one.label) for one in deal.hand_contract.metrics}
    rows: list[tuple[object, ...]] = [
        (
            number(position),
            str(row["person"]),
            labels[row["metric"]],
            day(row["date"].date()),
            _("sì") if row["verified"] else _("no"),
        )
        for position, row in enumerate(deal.hand_claims.to_dict("records"), start=1)
    ]
    columns = [_("Riga"), _("Persona"), _("Risultato"), _("Giorno"), _("Verificato")]
    return _page(rows, columns, _("Le richieste del fornitore (persone simulate)"))


def reboot(deal: Deal) -> Html:
    """Show the published rate card, without the line the exercise asks for."""
    asked = chosen_line(deal)
    rows: list[tuple[object, ...]] = [
        (
            _(line.label),
            number(line.price),
            number(line.people),
            number(line.claims or 0),
            "?" if line == asked else number(line.paid or 0),
        )
        for line in rate_card("POJ-0121")
    ]
    columns = [_("Risultato"), _("Prezzo"), _("Persone"), _("Richieste"), _("Pagato")]
    return _page(rows, columns, _("Reboot West: il listino e i pagamenti, in sterline"))


def fair_chance_table() -> Html:
    """Show tariff and payment of the seven providers."""
    rows: list[tuple[object, ...]] = [
        (
            provider.name,
            number(provider.tariff),
            number(provider.paid),
            percent(provider.paid / provider.tariff, decimals=0),
        )
        for provider in fair_chance()
    ]
    columns = [_("Fornitore"), _("Listino per risultati"), _("Pagato"), _("Pagato su listino")]
    return _page(rows, columns, _("Fair Chance Fund: listino e pagamenti, in sterline"))


def providers(deal: Deal) -> Html:
    """Show what can be seen of three simulated providers."""
    rows: list[tuple[object, ...]] = []
    for letter, conduct in deal.providers.items():
        one = deal.enrolled[conduct]
        far = float(one.chance[one.far].sum())
        rows.append(
            (
                letter,
                number(int((~one.far).sum())),
                number(int(one.far.sum())),
                number(one.gross - far, decimals=1),
                number(far, decimals=1),
                number(one.gross, decimals=1),
            )
        )
    columns = [
        _("Fornitore"),
        _("Presi, vicini"),
        _("Presi, lontani"),
        _("Arrivano, vicini"),
        _("Arrivano, lontani"),
        _("Arrivano, in tutto"),
    ]
    return _page(rows, columns, _("Tre fornitori simulati, lo stesso numero di posti (risultati in media)"))


def savings(deal: Deal) -> Figure:
    """Draw whose the saving of the exercise is."""
    worth = deal.worth
    rows = [(bearer_label(name), worth.gross[name], worth.cash[name]) for name in worth.gross]
    return savings_bars(rows, source=_("importi scelti per la lezione, per un risultato in più in un anno."))
