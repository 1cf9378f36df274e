"""What an indicator sheet says and should not: work sold as a change, nobody as owner, hopes as reasons."""

from __future__ import annotations

from collections.abc import Mapping

from fis_lessons.i18n import gettext as _
from fis_lessons.measures import vague
from fis_lessons.measures.indicator_texts import Field, remedy_line
from fis_lessons.measures.require import Require


def doubts(texts: Mapping[Field, str]) -> list[tuple[Field, str, str]]:
    """List what is vague in the words of a sheet, with the field it is about and what to do.

    Parameters
    ----------
    texts
        What is written, by field; what is empty is not judged here.

    Raises
    ------
    MeasureError
        If what is written is not a text.

    Examples
    --------
    >>> found = doubts({"outcome": "i ragazzi stanno meglio", "definition": "numero di ragazzi iscritti",
    ...                 "owner": "noi", "unit": "numero", "reachable": "perché ci crediamo"})
    >>> [field for field, _found, _remedy in found]
    ['outcome', 'outcome', 'unit', 'owner', 'reachable']
    """
    require = Require(_("Questa scheda non si può leggere:"))
    if require.by_name(texts, _("scheda"), expected=_("un testo per casella")):
        for text in texts.values():
            require.text(text, _("scheda"))
    require.stop()
    found: list[tuple[Field, str, str]] = []
    outcome, definition = texts.get("outcome", ""), texts.get("definition", "")
    generic = vague.generic_change(outcome)
    if generic:
        words = _("«{word}» non dice che cosa cambia.").format(word=generic)
        found.append(("outcome", words, _("Scrivi un fatto che si conta, e in chi.")))
    # lesson 06: what was done or who was there is an output, also when a definition says it
    for field, counted in (
        ("outcome", vague.counts_work(outcome)),
        ("definition", vague.counts_work(definition)),
    ):
        if counted:
            words = (
                _("Il cambiamento conta ciò che si è fatto: «{word}».")
                if field == "outcome"
                else _("La definizione conta ciò che si è fatto, non il cambiamento: «{word}».")
            )
            remedy = _("Scrivi che cosa diventa vero nella vita di chi partecipa.")
            found.append(("outcome", words.format(word=counted[0]), remedy))
    if vague.unit_of_nothing(texts.get("unit", "")):
        words = _("«{word}» non dice di che cosa.").format(word=texts["unit"].strip())
        found.append(("unit", words, remedy_line("unit")))
    named: tuple[Field, ...] = ("source", "owner")
    for name in named:
        if vague.names_nobody(texts.get(name, "")):
            words = _("«{word}» non nomina nessuno.").format(word=texts[name].strip()[:40])
            found.append((name, words, remedy_line(name)))
    hope = vague.only_hope(texts.get("reachable", ""))
    if hope:
        words = _("«{word}» è una speranza, non una ragione.").format(word=hope)
        found.append(("reachable", words, remedy_line("reachable")))
    return found
