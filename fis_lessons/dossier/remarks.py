"""What a document still lacks, said in the lesson's own words: nothing blank or vague is called ready."""

from __future__ import annotations

from collections.abc import Iterable

from fis_lessons.classes import dataclass
from fis_lessons.dossier.fields import Field, Values
from fis_lessons.errors import Problem
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.measures.vague import (
    counts_work,
    generic_change,
    names_nobody,
    names_the_payer,
    names_the_provider,
    says_nothing,
)


@dataclass(frozen=True)
class Remark:
    """One thing to look at again before the document is used.

    Parameters
    ----------
    where
        What the field is called; empty if what is found says it.
    found
        What is the matter, as a sentence.
    remedy
        What to do, as a sentence.
    mend
        Whether the document is a draft until this is put right; otherwise it is something to know.
    """

    where: str
    found: str
    remedy: str = ""
    mend: bool = True

    @property
    def words(self) -> str:
        """The remark on one line."""
        where = f"{self.where}: " if self.where else ""
        return f"{where}{self.found} {self.remedy}".strip()

    @classmethod
    def of(cls, problem: Problem) -> Remark:
        """Take over a problem found by a reader or a measure."""
        expected = _("Atteso: {expected}.").format(expected=problem.expected.rstrip("."))
        remedy = " ".join(part for part in (expected if problem.expected else "", problem.remedy) if part)
        return cls(problem.where or _("In tutto"), problem.found, remedy)


def empty_fields(fields: Iterable[Field], values: Values, *, but: Iterable[str] = ()) -> list[Remark]:
    """Find the fields of words that hold nothing, or words that put the answer off.

    Parameters
    ----------
    fields
        All of them.
    values
        What is written.
    but
        Fields that may stay empty.
    """
    leave = set(but)
    found = []
    for field in fields:
        if field.kind not in ("line", "text") or field.id in leave:
            continue
        written = values.get(field.id, field.start).strip()
        if not written:
            found.append(Remark(field.label, empty_remark(), field.help))
        elif says_nothing(written):
            words = _("«{text}» non dice ancora nulla.").format(text=written[:60])
            found.append(Remark(field.label, words, field.help))
    return found


def empty_remark() -> str:
    """Say that a field is empty: whoever asks for it in other words knows it by this."""
    return _("è vuoto.")


def too_long(fields: Iterable[Field], values: Values) -> list[Remark]:
    """Find the fields with more than is printed; all of it is kept."""
    found = []
    for field in fields:
        length = len(values.get(field.id, ""))
        if length > field.longest:
            words = _("è lungo {length} caratteri: sul foglio stanno i primi {longest}.")
            told = words.format(length=number(length), longest=number(field.longest))
            found.append(Remark(field.label, told, _("Accorcialo: il testo intero resta nel tuo progetto.")))
    return found


def status(remarks: Iterable[Remark]) -> str:
    """Say in one line whether a document is a draft."""
    listed = list(remarks)
    count = sum(one.mend for one in listed)
    if not count and listed:
        return _("Nessuna casella vuota. Prima di usarlo leggi in fondo che cosa c'è da sapere.")
    if not count:
        return _("Nessuna casella vuota, e nessuna delle osservazioni che la lezione sa fare.")
    if count == 1:
        return _("Bozza: c'è una cosa da rivedere.")
    return _("Bozza: ci sono {count} cose da rivedere.").format(count=number(count))


def remarks_html(remarks: Iterable[Remark]) -> Html:
    """List remarks for a page or a panel; nothing if there are none."""
    listed = list(remarks)
    parts = (
        _listed(_("Da rivedere prima di usarlo"), [one for one in listed if one.mend]),
        _listed(_("Da sapere prima della firma"), [one for one in listed if not one.mend]),
    )
    return Html("".join(one.html for one in parts), "\n".join(one.text for one in parts if one.text))


def _listed(head: str, listed: list[Remark]) -> Html:
    if not listed:
        return Html("", "")
    items = "".join(f"<li>{_where(one)}{escape(one.found)} {escape(one.remedy)}</li>" for one in listed)
    page = f'<div class="fis-remarks"><p><strong>{escape(head)}</strong></p><ul>{items}</ul></div>'
    return Html(page, "\n".join([head, *(f"- {one.words}" for one in listed)]))


def _where(one: Remark) -> str:
    return f"<strong>{escape(one.where)}</strong>: " if one.where else ""


# --- rules that several documents share ----------------------------------------------------------
def outcome_words(where: str, text: str, *, why: str) -> list[Remark]:
    """Judge a result by the rules of lesson 06: a change in somebody's life, that can be seen."""
    found = []
    counted = counts_work(text)
    if counted:
        words = _("«{word}» conta ciò che si è fatto, non ciò che cambia per le persone.")
        remedy = why + " " + _("Scrivi che cosa diventa vero nella vita di chi partecipa.")
        found.append(Remark(where, words.format(word=counted[0]), remedy))
    generic = generic_change(text)
    if generic:
        words = _("«{word}» nessuno può verificarlo.").format(word=generic)
        found.append(Remark(where, words, _("Scrivi un fatto che si vede e si prova.")))
    return found


def verifier_words(where: str, text: str) -> list[Remark]:
    """Judge who verifies by the rule of lesson 11: somebody who neither gains nor loses by the result."""
    if names_the_payer(text) or names_the_provider(text):
        words = _("«{text}» sembra chi paga o chi realizza.").format(text=text.strip()[:60])
        return [
            Remark(
                where,
                words,
                _("Chi verifica non guadagna e non perde con il risultato: controlla che sia un terzo."),
            )
        ]
    if not names_nobody(text):
        return []
    words = _("«{text}» non è un terzo.").format(text=text.strip()[:60])
    return [Remark(where, words, _("Chi verifica non guadagna e non perde con il risultato: scrivi chi è."))]


def likely(probability: float) -> str:
    """Write a probability for whoever must not take it for a certainty."""
    if 0 < probability < 0.005:
        return _("meno dell'1%")
    if 0.995 < probability < 1:
        return _("più del 99%")
    return percent(probability, decimals=0)
