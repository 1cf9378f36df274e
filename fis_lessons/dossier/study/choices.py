"""What only the feasibility study asks: roads not taken, who runs it, months, money, risks, what comes after."""

from __future__ import annotations

import re

from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field, Values
from fis_lessons.dossier.remarks import Remark, empty_fields
from fis_lessons.i18n import gettext as _

SECTION = "study"
FILE_NAME = "studio-scelte.html"


def study_fields() -> tuple[Field, ...]:
    """Return the fields of the study that no other lesson fills, in the order an office decides them."""
    asked = {
        "alternatives": (
            _("Le alternative"),
            _("Una strada per riga, con il motivo per cui la segui o no. Una è sempre «non fare nulla»."),
        ),
        "management": (
            _("Chi gestisce"),
            _("Chi realizza, chi coordina, chi decide se qualcosa va storto, e con quale atto è incaricato."),
        ),
        "timetable": (
            _("I tempi"),
            _(
                "Un passo per riga: quanti mesi dura e che cosa aspetta. L'ultimo è la decisione su che cosa "
                "resta."
            ),
        ),
        "budget": (
            _("Costi e coperture"),
            _("Una voce per riga: la somma, chi la mette, e se è concessa, annunciata o ancora da chiedere."),
        ),
        "risks": (
            _("I rischi"),
            _("Un rischio per riga: che cosa può succedere, chi se ne accorge per primo, che cosa si fa."),
        ),
        "after": (
            _("Dopo il contributo"),
            _("Chi decide se continuare, in quale mese, e con quale voce di bilancio."),
        ),
    }
    return tuple(Field(id=name, label=label, kind="text", help=told) for name, (label, told) in asked.items())


def _remarks(values: Values) -> tuple[Remark, ...]:
    fields = study_fields()
    found = empty_fields(fields, values)
    labels = {field.id: field.label for field in fields}
    asked = {
        "timetable": (
            _("non c'è nessun numero: quanti mesi?"),
            _("Scrivi accanto a ogni passo i suoi mesi."),
        ),
        "budget": (_("non c'è nessuna somma."), _("Scrivi una cifra per voce, anche se è una stima.")),
    }
    for name, (words, remedy) in asked.items():
        written = values.get(name, "").strip()
        if written and not re.search(r"\d", written):
            found.append(Remark(labels[name], words, remedy))
    roads = [line for line in values.get("alternatives", "").splitlines() if line.strip()]
    if len(roads) == 1:
        found.append(
            Remark(
                labels["alternatives"],
                _("c'è una strada sola."),
                _("Aggiungine un'altra: «non fare nulla» ha anche lei un costo."),
            )
        )
    return tuple(found)


STUDY = Document(
    name=SECTION,
    file=FILE_NAME,
    title=lambda: _("Le scelte dello studio"),
    note=lambda: _(
        "Queste pagine completano lo studio di fattibilità con ciò che nessun'altra scheda chiede. Da discutere "
        "con chi firma gli atti e con la Ragioneria."
    ),
    fields=study_fields,
    judge=lambda values: Judged((), _remarks(values)),
    words=_remarks,
)
