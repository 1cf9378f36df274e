"""The tool of lesson 08 to take home: four means of one's own, and the sentence they allow."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.errors import ParameterError, Problem
from fis_lessons.figures import Html, told
from fis_lessons.figures.evaluation import FourMeans
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.desk import Control, Shown, Words
from fis_lessons.reading import read_number


def own_means() -> Control:
    """Return the control: four fields, one sentence to copy."""
    labels = {
        "a": _("Partecipanti, prima"),
        "b": _("Partecipanti, dopo"),
        "c": _("Confronto, prima"),
        "d": _("Confronto, dopo"),
    }

    def draw(a: str, b: str, c: str, d: str) -> Sequence[Shown]:
        read = {name: read_number(text) for name, text in zip("abcd", (a, b, c, d), strict=True)}
        problems = [
            Problem(
                labels[name],
                _("scrivi un numero."),
                _("per esempio {example}").format(example=number(12.5, decimals=1)),
            )
            for name, value in read.items()
            if value is None
        ]
        if problems:
            raise ParameterError(_("Qualche media non si legge."), problems)
        return [own_sentence(FourMeans(*(value or 0.0 for value in read.values())))]

    return Control(
        id="own",
        title=_("Le tue quattro medie: scrivile e copia la frase."),
        inputs=tuple(
            Words(name=name, label=label, value=value)
            for (name, label), value in zip(labels.items(), ("20", "14", "22", "19"), strict=True)
        ),
        draw=draw,
    )


def own_sentence(means: FourMeans) -> Html:
    """Write the difference in differences of four means as a sentence to copy."""
    inside = means.treated_after - means.treated_before
    others = means.others_after - means.others_before
    lines = [
        _(
            "Da copiare: fra prima e dopo chi ha partecipato è cambiato di {inside}, chi non ha partecipato di "
            "{others}. La differenza delle differenze è {did}."
        ).format(inside=_two(inside), others=_two(others), did=_two(inside - others)),
        _(
            "È l'effetto soltanto se senza progetto i due gruppi sarebbero cambiati allo stesso modo. Lo "
            "metterebbe in dubbio un andamento diverso negli anni prima, o un fatto che ha toccato un "
            "gruppo solo."
        ),
        _(
            "Manca l'intervallo: con quattro medie non si può calcolare. Servono i dati persona per "
            "persona, o almeno quante persone ci sono e quanto sono diverse fra loro."
        ),
    ]
    words = "\n".join(f"- {line}" for line in lines)
    return told(words)


def _two(value: float) -> str:
    rounded = round(value, 2) + 0.0
    return ("+" if rounded > 0 else "") + number(rounded, decimals=2)
