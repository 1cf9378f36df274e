"""The tables of lesson 11: terms with their sources, claims to judge, published contracts, three providers."""

from __future__ import annotations

from fis_lessons.cases import load_case
from fis_lessons.figures import Figure, Html, captioned
from fis_lessons.figures.outcome_contract import savings_bars
from fis_lessons.i18n import day, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Citations, notes_of
from fis_lessons.lessons.l11_outcome_contract.exercises import chosen_line
from fis_lessons.lessons.l11_outcome_contract.ground import Ground
from fis_lessons.lessons.l11_outcome_contract.ground.labels import bearer_label
from fis_lessons.lessons.l11_outcome_contract.published import fair_chance, rate_card
from fis_lessons.measures.contract import shown


def terms(ground: Ground, citations: Citations) -> Html:
    """Put what is known of Catanzaro's contract beside what this lesson assumes."""
    case = load_case("catanzaro")
    contract = case.outcome_contract
    assert contract is not None and contract.fee and contract.premium  # noqa: S101 - so is the file
    assert contract.beneficiaries and contract.duration and contract.check_every and contract.amount  # noqa: S101
    rows: list[tuple[object, ...]] = []

    def known(name: str, text: str, thing: object, ours: str = "") -> None:
        notes = citations.cite(*notes_of(case, thing))  # type: ignore[arg-type]
        rows.append((name, text + notes, ours or _("come a Catanzaro")))

    ours = number(ground.parameters.people)
    same = int(contract.beneficiaries.value or 0) == ground.parameters.people
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
            shown(ground.parameters.fee * 100),
        ),
        (
            _("Premio a persona e verifica"),
            _("se si raggiungono gli obiettivi; importo non noto")
            + citations.cite(*notes_of(case, contract.premium)),
            shown(ground.parameters.premium * 100),
        ),
        (_("Indicatori"), not_known, _("obiettivi del percorso, sì o no")),
        (_("Valutatore"), _("terzo, non nominato"), _("un valutatore terzo")),
    ]
    return captioned(
        rows,
        columns=[_("Termine"), _("Che cosa si sa di Catanzaro"), _("In questa lezione")],
        caption=_("Il contratto di Catanzaro: ciò che si sa e ciò che ipotizziamo"),
    )


def rate_table(ground: Ground, citations: Citations) -> Html:
    """Show the small rate card of the exercise by hand."""
    contract = ground.hand_contract
    rows: list[tuple[object, ...]] = []
    for one in contract.metrics:
        rule = _("una volta a persona")
        if one.after:
            names = ", ".join(_(contract.metric(name).label) for name in one.after)
            rule += ", " + _("almeno {days} giorni dopo «{names}»").format(days=one.gap_days, names=names)
        rows.append((_(one.label), shown(contract.prices(one.id)[0].price), rule))
    caption = _("Il listino dei risultati")
    return captioned(rows, columns=[_("Risultato"), _("Prezzo"), _("Regola")], caption=caption)


def claims(ground: Ground, citations: Citations) -> Html:
    """Show the claims to judge by hand."""
    labels = {one.id: _(one.label) for one in ground.hand_contract.metrics}
    rows: list[tuple[object, ...]] = [
        (
            number(position),
            str(row["person"]),
            labels[row["metric"]],
            day(row["date"].date()),
            _("sì") if row["verified"] else _("no"),
        )
        for position, row in enumerate(ground.hand_claims.to_dict("records"), start=1)
    ]
    columns = [_("Riga"), _("Persona"), _("Risultato"), _("Giorno"), _("Verificato")]
    return captioned(rows, columns=columns, caption=_("Le richieste del fornitore (persone simulate)"))


def reboot(ground: Ground, citations: Citations) -> Html:
    """Show the published rate card, without the line the exercise asks for."""
    asked = chosen_line(ground)
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
    return captioned(rows, columns=columns, caption=_("Reboot West: il listino e i pagamenti, in sterline"))


def fair_chance_table(ground: Ground, citations: Citations) -> Html:
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
    return captioned(rows, columns=columns, caption=_("Fair Chance Fund: listino e pagamenti, in sterline"))


def providers(ground: Ground, citations: Citations) -> Html:
    """Show what can be seen of three simulated providers."""
    rows: list[tuple[object, ...]] = []
    for letter, conduct in ground.providers.items():
        one = ground.enrolled[conduct]
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
    return captioned(
        rows,
        columns=columns,
        caption=_("Tre fornitori simulati, lo stesso numero di posti (risultati in media)"),
    )


def savings(ground: Ground, citations: Citations) -> Figure:
    """Draw whose the saving of the exercise is."""
    worth = ground.worth
    rows = [(bearer_label(name), worth.gross[name], worth.cash[name]) for name in worth.gross]
    return savings_bars(rows, source=_("importi scelti per la lezione, per un risultato in più in un anno."))
