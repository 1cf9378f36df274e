"""One asset of the community: what it is, whose, who keeps it open, what it is used for, who pays afterwards."""

from __future__ import annotations

from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field, Values, numbers_of
from fis_lessons.dossier.remarks import Remark, empty_fields
from fis_lessons.figures import captioned
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.measures.vague import names_nobody

SECTION = "assets"
STEM = "bene"
WEEK = 168
EMPTY = 0.25
"""Below this part of its hours a place is open rather than used: a threshold of ours."""


def kinds() -> tuple[tuple[str, str], ...]:
    """Return the kinds of asset: label and value. After Kretzmann and McKnight, *Building communities* (1993)."""
    return (
        (_("scegli"), ""),
        (_("luogo"), "place"),
        (_("persone e saperi"), "people"),
        (_("associazione o gruppo"), "association"),
        (_("ente o scuola"), "institution"),
        (_("scambio o rete di aiuto"), "exchange"),
    )


def asset_fields() -> tuple[Field, ...]:
    """Return the fields of the sheet, in the order shown."""
    hours = {"kind": "whole", "blank": True, "low": 0, "high": WEEK}
    return (
        Field(id="name", label=_("Nome"), help=_("Scrivi come lo chiama chi abita lì.")),
        Field(id="kind", label=_("Che cos'è"), kind="choice", options=kinds()),
        Field(id="where", label=_("Dove si trova"), help=_("Scrivi la via o il quartiere.")),
        Field(
            id="owner", label=_("Di chi è"), help=_("Scrivi chi potrebbe venderlo, chiuderlo o scioglierlo.")
        ),
        Field(
            id="keys", label=_("Chi lo tiene aperto"), help=_("Scrivi chi ha le chiavi, o chi lo fa andare.")
        ),
        Field(id="users", label=_("Chi lo usa"), help=_("Scrivi chi ci va, e chi non ci va.")),
        Field(
            id="need", label=_("A quale bisogno risponde"), help=_("Scrivi un bisogno solo, in poche parole.")
        ),
        Field(id="open", label=_("Ore aperte a settimana"), **hours),  # type: ignore[arg-type]
        Field(id="used", label=_("Ore usate a settimana"), **hours),  # type: ignore[arg-type]
        Field(
            id="after",
            label=_("Chi paga quando finisce il contributo"),
            help=_("Scrivi chi lo tiene in vita l'anno dopo, o «nessun contributo»."),
        ),
    )


def judge(values: Values) -> Judged:
    """Say how much the asset is used and what its sheet still lacks.

    Raises
    ------
    ParameterError
        With every number that cannot be read.
    """
    fields = asset_fields()
    labels = {field.id: field.label for field in fields}
    read = numbers_of(fields, values)
    opened, used = read.get("open"), read.get("used")
    remarks = empty_fields(fields, values)
    if not values["kind"]:
        remarks.append(
            Remark(labels["kind"], _("non è scelto."), _("Scegli il tipo che gli somiglia di più."))
        )
    for name in ("owner", "keys", "after"):
        if names_nobody(values[name]):
            words = _("«{text}» non dice chi.").format(text=values[name].strip()[:60])
            remarks.append(
                Remark(labels[name], words, _("Scrivi un nome: un ufficio, un ente, una persona."))
            )
    remarks += _of_hours(labels, opened, used, place=values["kind"] == "place")
    rows = [
        (labels["open"], "–" if opened is None else number(opened)),
        (labels["used"], "–" if used is None else number(used)),
        (
            _("Parte usata"),
            percent(used / opened, decimals=0) if opened and used is not None and opened >= used else "–",
        ),
    ]
    table = captioned(rows, columns=[_("Che cosa"), _("Quanto")], caption=_("Quanto si usa"))
    return Judged((table,), tuple(remarks))


def _of_hours(labels: Values, opened: int | None, used: int | None, *, place: bool) -> list[Remark]:
    blank = [
        Remark(
            labels[name], _("non sono scritte."), _("Se il luogo è chiuso, o nessuno lo usa, scrivi zero.")
        )
        for name, hours in (("open", opened), ("used", used))
        if place and hours is None
    ]
    if blank or opened is None or used is None:
        return blank
    if used > opened:
        words = _("sono {used}, più di quelle aperte ({open}).").format(
            used=number(used), open=number(opened)
        )
        return [Remark(labels["used"], words, _("Controlla di non avere scambiato i due numeri."))]
    if place and not opened:
        return [
            Remark(
                labels["open"],
                _("sono zero: è un luogo chiuso."),
                _("Scrivi le ore, o chi potrebbe aprirlo."),
            )
        ]
    if opened and used / opened < EMPTY:
        words = _("è aperto e quasi vuoto.")
        return [Remark(labels["used"], words, _("Chiedi a chi non ci va perché."), mend=False)]
    return []


ASSET = Document(
    name="asset",
    file="scheda-bene.html",
    title=lambda: _("Scheda di un bene della comunità"),
    note=lambda: _(
        "Dice che cosa c'è e chi lo tiene in vita, secondo chi l'ha scritta. Rileggila con chi lo usa."
    ),
    fields=asset_fields,
    judge=judge,
)
