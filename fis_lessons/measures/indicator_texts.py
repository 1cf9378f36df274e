"""The fields of an indicator sheet in words: what each is called, what is missing without it, what to do."""

from __future__ import annotations

from typing import Literal, get_args

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import word_for

Field = Literal[
    "name",
    "outcome",
    "definition",
    "unit",
    "source",
    "frequency",
    "owner",
    "disaggregation",
    "direction",
    "baseline",
    "baseline_date",
    "target",
    "target_date",
    "target_high",
    "reachable",
]

FIELDS: tuple[Field, ...] = tuple(field for field in get_args(Field) if field != "target_high")
"""Every field a complete sheet fills; the upper end of a range only serves those who keep within one."""

Letter = Literal["S", "M", "A", "R", "T"]


def field_name(field: Field) -> str:
    """Return what a field is called on the sheet."""
    return word_for(
        {
            "name": _("Nome dell'indicatore"),
            "outcome": _("Cambiamento di cui parla, e per chi"),
            "definition": _("Definizione: che cosa si conta, fra chi"),
            "unit": _("Unità di misura"),
            "source": _("Fonte"),
            "frequency": _("Ogni quanto si misura"),
            "owner": _("Chi lo misura"),
            "disaggregation": _("Per quali gruppi si legge"),
            "direction": _("Direzione"),
            "baseline": _("Valore di partenza"),
            "baseline_date": _("Data della partenza"),
            "target": _("Traguardo"),
            "target_date": _("Data del traguardo"),
            "target_high": _("Valore più alto della fascia"),
            "reachable": _("Perché si può raggiungere"),
        },
        field,
        what=_("casella"),
    )


def missing_line(field: Field) -> str:
    """Say what a sheet lacks when a field is empty."""
    return word_for(
        {
            "name": _("Manca il nome."),
            "outcome": _("Manca il cambiamento di cui parla."),
            "definition": _("Manca la definizione."),
            "unit": _("Manca l'unità di misura."),
            "source": _("Manca la fonte."),
            "frequency": _("Manca ogni quanto si misura."),
            "owner": _("Manca chi lo misura."),
            "disaggregation": _("Mancano i gruppi per cui si legge."),
            "direction": _("Manca la direzione."),
            "baseline": _("Manca il valore di partenza."),
            "baseline_date": _("Manca la data della partenza."),
            "target": _("Manca il traguardo."),
            "target_date": _("Manca la data del traguardo."),
            "target_high": _("Manca il valore più alto della fascia."),
            "reachable": _("Manca una ragione per pensare che si possa raggiungere."),
        },
        field,
        what=_("casella"),
    )


def remedy_line(field: Field) -> str:
    """Say what to write in an empty field."""
    return word_for(
        {
            "name": _("Dagli un nome corto, da mettere in una tabella."),
            "outcome": _("Scrivi che cosa cambia, e nella vita di chi."),
            "definition": _("Scrivi che cosa si conta, fra chi e in quale periodo."),
            "unit": _("Scrivi in che cosa si misura: persone, %, giorni, euro."),
            "source": _("Scrivi da quale registro, archivio o indagine viene."),
            "frequency": _("Scrivi ogni quanto: ogni mese, ogni anno scolastico."),
            "owner": _("Scrivi l'ufficio o la persona che fa il conto."),
            "disaggregation": _("Scrivi per quali gruppi lo leggerai: sesso, età, quartiere."),
            "direction": _("Scegli se è meglio che cresca, che cali, o che resti dentro una fascia."),
            "baseline": _(
                "Scrivi il valore di oggi. Se nessuno lo ha misurato, il primo lavoro è misurarlo."
            ),
            "baseline_date": _("Scrivi di quando è il valore di partenza."),
            "target": _("Scrivi a quale valore vuoi arrivare."),
            "target_date": _("Scrivi entro quando."),
            "target_high": _("Scrivi il valore più alto della fascia."),
            "reachable": _("Scrivi su che cosa ti basi: un confronto, gli anni passati, un accordo."),
        },
        field,
        what=_("casella"),
    )


def letter_name(letter: Letter) -> str:
    """Return what a letter of SMART stands for."""
    return word_for(
        {
            "S": _("Specifico"),
            "M": _("Misurabile"),
            "A": _("Raggiungibile"),
            "R": _("Rilevante"),
            "T": _("Con una scadenza"),
        },
        letter,
        what=_("casella"),
    )


def ask_line(letter: Letter) -> str:
    """Return what the sheet cannot tell; empty for the letters it can judge alone."""
    letter_name(letter)  # there is no other letter
    if letter == "A":
        return _(
            "Che il traguardo si raggiunga davvero la scheda non può saperlo: chiedilo a chi fa il servizio."
        )
    if letter == "R":
        return _(
            "Che l'indicatore parli davvero di quel cambiamento la scheda non può saperlo: chiedilo a chi lo "
            "vive."
        )
    if letter == "S":
        return _(
            "Che due persone conterebbero le stesse la scheda non può saperlo: falla leggere a un collega."
        )
    if letter == "M":
        return _("Che il dato ci sia davvero la scheda non può saperlo: chiedilo a chi tiene quel registro.")
    return ""
