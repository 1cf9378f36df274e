"""The exercise of lesson 13 that judges a study: faults planted by the seed, found by the rules of the study."""

from __future__ import annotations

from fis_lessons.exercises import Hints, Option, Several
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l13_feasibility_study.ground import Ground


def judge(ground: Ground) -> Several:
    """Ask which faults there are in the study."""
    from fis_lessons.dossier.study.rules.checks import few

    study = ground.judged
    found, told = study.found, (*study.found, *study.absent)
    absent = _("in questo studio non succede: rileggi «{row}». È però un controllo che serve. {reason}")
    return Several(
        id="judge",
        question=_("**Che cosa non regge in questo studio?**")
        + "\n\n"
        + _(
            "Segna soltanto le osservazioni vere per lo studio qui sopra: sono {count}. Le altre verrebbero da un "
            "altro studio."
        ).format(count=number(len(found))),
        options=tuple(
            Option(
                id=one.rule,
                label=one.words.removesuffix("."),
                feedback=absent.format(row=one.row, reason=one.reason),
            )
            for one in ground.shuffled(told, purpose=6)
        ),
        right=frozenset(one.rule for one in found),
        missing=_("Confronta ogni osservazione con la riga che riguarda: i numeri e i nomi sono gli stessi?"),
        hints=Hints(
            nudge=_("Leggi una riga come la leggerebbe chi deve firmarla: che cosa chiederebbe?"),
            pointer=_("Le righe da rivedere: {rows}.").format(rows=few(one.row for one in found)),
            worked=_("Una è questa: {fault}").format(fault=found[0].words),
        ),
        why=" ".join(f"{one.words} {one.reason}" for one in found)
        + " "
        + _("Sono le stesse regole che leggeranno il tuo progetto, più avanti."),
        minutes=7,
    )
