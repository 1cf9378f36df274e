"""What only the feasibility study asks: roads not taken, who runs it, months, money, risks, what comes after."""

from __future__ import annotations

import re

from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field, Values
from fis_lessons.dossier.remarks import Remark, empty_fields
from fis_lessons.dossier.study.budget import read_budget
from fis_lessons.i18n import gettext as _

SECTION = "study"
FILE_NAME = "studio-scelte.html"
_MOST_STEPS = 5
"""Steps to mend that are told at once."""


def study_fields() -> tuple[Field, ...]:
    """Return the fields of the study that no other lesson fills, in the order an office decides them."""
    asked = {
        "alternatives": (
            _("Le alternative"),
            _("Una riga per strada: la strada; perché sì, perché no. Una è sempre «non fare nulla»."),
        ),
        "management": (
            _("Chi gestisce"),
            _("Una riga per soggetto: chi; che cosa fa; che cosa decide; con quale atto."),
        ),
        "timetable": (
            _("I tempi"),
            _(
                "Una riga per passo: il passo; quanti mesi; che cosa aspetta; chi. L'ultimo è la decisione su "
                "che cosa resta."
            ),
        ),
        "budget": (
            _("Costi e coperture"),
            _(
                "Una riga per voce: la voce; quanto; chi lo mette; stanziato (dal Comune), concesso, annunciato "
                "o da chiedere."
            ),
        ),
        "risks": (
            _("I rischi"),
            _("Una riga per rischio: il rischio; chi se ne accorge; che cosa si fa; chi risponde."),
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
    if re.search(r"\d", values.get("budget", "")):  # without any sum it is said once for all
        found += [
            Remark(
                labels["budget"],
                _("«{line}»: la somma manca, o non si legge.").format(line=one.what[:60]),
                _("Scrivi per esempio: Educatori; 30.000; Comune; stanziato."),
            )
            for one in read_budget(values["budget"])
            if one.euros is None and not one.apart
        ]
    if re.search(r"\d", values.get("timetable", "")):  # without any number it is said once for all
        found += _of_steps(labels["timetable"], values["timetable"])
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


def _of_steps(label: str, text: str) -> list[Remark]:
    """Say why no calendar could be drawn of the steps."""
    from fis_lessons.dossier.study.steps import trouble_in_steps

    trouble = [Remark.of(one) for one in trouble_in_steps(text)]
    return [Remark(label, f"{one.where}: {one.found}", one.remedy) for one in trouble[:_MOST_STEPS]]


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
