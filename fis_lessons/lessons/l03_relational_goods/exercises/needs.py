"""The exercise of lesson 03 on matching: who looks for something, and what in the register meets it."""

from __future__ import annotations

from fis_lessons.exercises import Hints, Matching, Option
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l03_relational_goods.ground import (
    QUARTERS,
    REGISTER,
    REQUESTS,
    Asset,
    Ground,
    Request,
    meets,
)

NOBODY = "nobody"
"""The column for a need that nothing in the quarter meets."""
_OFFERED = ("library", "parish", "elderly", "gym", "garden", "club", "after-school", "neighbours")
_BY_NAME = {
    "library": "Biblioteca di quartiere", "parish": "Sala della parrocchia", "elderly": "Centro anziani",
    "gym": "Palestra della scuola, la sera", "garden": "Orto condiviso", "club": "Sala del circolo",
    "after-school": "Doposcuola dei genitori", "neighbours": "Rete di vicini per la spesa",
}  # fmt: skip


def offered() -> dict[str, Asset]:
    """Return the assets that can be chosen, by the name of their column."""
    every = {one.name: one for one in REGISTER}
    return {column: every[_BY_NAME[column]] for column in _OFFERED}


def right_column(request: Request) -> str:
    """Return what meets a request, or that nothing in its quarter does."""
    fitting = [column for column, one in offered().items() if meets(one, request)]
    return fitting[0] if fitting else NOBODY


def which_asset(ground: Ground) -> Matching:
    """Ask what meets each request: the need, the quarter and the hours left must fit."""
    assets = offered()
    right = {name: right_column(request) for name, request in REQUESTS.items()}
    pairs = {
        (name, column): _why_not(one, request)
        for name, request in REQUESTS.items()
        for column, one in assets.items()
        if column != right[name]
    }
    return Matching(
        id="which-asset",
        question=_("Quale risorsa del registro incontra ciascun bisogno?")
        + "\n\n"
        + _(
            "Cinque richieste **inventate**. Guarda tre cose: il bisogno, il quartiere, le ore che restano "
            "libere. "
            "Si può anche rispondere che nel quartiere non c'è."
        ),
        rows=(
            Option(
                id="ada",
                label=_("Ada, 79 anni, quartiere Stazione: passa i pomeriggi da sola"),
                feedback=_("un orto ha tempo e posti liberi, e sta nel suo quartiere."),
            ),
            Option(
                id="students",
                label=_("Quartiere Fiume: un gruppo di studenti cerca un tavolo per 10 ore a settimana"),
                feedback=_("di luoghi adatti ce ne sono due: conta le ore che restano."),
            ),
            Option(
                id="gym",
                label=_("Quartiere Stazione: alcune persone vogliono fare ginnastica insieme"),
                feedback=_("guarda la colonna dei bisogni, riga per riga, solo alla Stazione."),
            ),
            Option(
                id="shopping",
                label=_("Rosa, quartiere Fiume: non riesce a portare la spesa"),
                feedback=_("qualcuno che aiuta in casa, nel quartiere, c'è già."),
            ),
            Option(
                id="afternoons",
                label=_("Quartiere Stazione: il doposcuola è pieno e cerca una stanza per 8 ore"),
                feedback=_("nel quartiere c'è una sala quasi vuota: guarda aperte e usate."),
            ),
        ),
        columns=(
            *(Option(id=column, label=_(one.name)) for column, one in assets.items()),
            Option(id=NOBODY, label=_("nessuna, in quel quartiere")),
        ),
        right=right,
        pairs=pairs,
        hints=Hints(
            nudge=_("Prima il bisogno, poi il quartiere, poi le ore."),
            pointer=_("Le ore libere sono quelle aperte meno quelle usate."),
            worked=_(
                "Al Fiume la biblioteca ha {library} ore libere e la parrocchia {parish}. Alla Stazione il "
                "circolo ne "
                "ha {club}."
            ).format(
                library=number(_left(assets["library"])),
                parish=number(_left(assets["parish"])),
                club=number(_left(assets["club"])),
            ),
        ),
        why=_(
            "Un bisogno incontra una risorsa quando vanno d'accordo tre cose: che cosa serve, dove, e quante ore "
            "restano. Alla Stazione nessuno risponde a chi vuole muoversi: prima di aprire un servizio si "
            "chiede chi "
            "lo fa già, e che cosa gli manca. E chi ha la sala vuota lo deve sapere: tocca a qualcuno invitarlo."
        ),
        minutes=4,
    )


def _left(one: Asset) -> int:
    return one.opened - one.used


def _why_not(one: Asset, request: Request) -> str:
    """Say why an asset does not meet a request: another need, another quarter, no hours."""
    if one.need != request.need:
        return _("nel registro «{name}» risponde a un altro bisogno: {need}.").format(
            name=_(one.name), need=_(one.need)
        )
    if one.quarter != request.quarter:
        return _("il bisogno è quello, ma «{name}» sta nell'altro quartiere ({quarter}).").format(
            name=_(one.name), quarter=_(QUARTERS[one.quarter][0])
        )
    return _(
        "bisogno e quartiere sono quelli, ma «{name}» è quasi pieno: ore libere {left}, ne servono {wanted}."
    ).format(name=_(one.name), left=number(_left(one)), wanted=number(request.hours))
