"""The controls of lesson 06: read a chain in three ways, spoil it, cross a target with a rule."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.cases import Case, case_names, load_case
from fis_lessons.errors import ParameterError, Problem
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Html, escape, told
from fis_lessons.figures.theory_of_change import impact_chain, two_bands
from fis_lessons.figures.theory_of_change_text import findings_list, logframe_table, mermaid
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.desk import Control, Pick, Shown, Whole, Words
from fis_lessons.lessons.l06_theory_of_change.ground import FLAWS, Flaw, Ground, Told, chains_of, spoiled
from fis_lessons.measures.theory_of_change import Access, access, review
from fis_lessons.territory import LAST_AGE, find, population, source


def controls(ground: Ground, learner: Learner) -> list[Control]:
    """Return the controls in the order they are met."""
    return [_chains(ground), _spoil(ground), _access(ground)]


def every_chain(case: Case) -> dict[str, tuple[Case, Told]]:
    """Return the chains of every case, those of the lesson's first, under ``case/chain``."""
    names = [case.id, *(name for name in case_names() if name != case.id)]
    cases = [case if name == case.id else load_case(name) for name in names]
    return {f"{one.id}/{told.id}": (one, told) for one in cases for told in chains_of(one)}


def chain_title(case: Case, told: Told) -> str:
    """Name a chain: project and group."""
    return _("{case}: {group}").format(case=case.acronym, group=told.label)


def _chains(ground: Ground) -> Control:
    chains = every_chain(ground.case)

    def draw(chain: str, lens: str, view: str) -> Sequence[Shown]:
        case, told = chains[chain]
        shown = told.whole if lens == "whole" else told.told
        title = chain_title(case, told)
        found = findings_list(review(shown))
        if view == "logframe":
            return [logframe_table(shown, title=title), found]
        if view == "mermaid":
            text = mermaid(shown)
            return [Html(f'<pre class="fis-scroll" tabindex="0">{escape(text)}</pre>', text), found]
        return [impact_chain(shown, title=title, sources=told.sources), found]

    return Control(
        id="chains",
        title=_("Prova: cambia catena, poi leggila come quadro logico. Sono gli stessi dati."),
        inputs=(
            Pick(
                name="chain",
                label=_("Catena"),
                options=tuple((chain_title(*chains[name]), name) for name in chains),
                value=next(iter(chains)),
            ),
            Pick(
                name="lens",
                label=_("Che cosa mostrare"),
                options=(
                    (_("ciò che dicono le fonti"), "told"),
                    (_("completata con le nostre ipotesi"), "whole"),
                ),
                value="told",
            ),
            Pick(
                name="view",
                label=_("Come leggerla"),
                options=(
                    (_("catena disegnata"), "picture"),
                    (_("quadro logico"), "logframe"),
                    (_("testo Mermaid"), "mermaid"),
                ),
                value="picture",
            ),
        ),
        draw=draw,
    )


def flaw_labels() -> dict[Flaw, str]:
    """Name what can be spoiled, as something one does."""
    return {
        "no_assumption": _("cancello l'ipotesi di una freccia"),
        "orphan_output": _("aggiungo una realizzazione e non la collego a nessun esito"),
        "cycle": _("aggiungo una freccia che torna indietro"),
        "jump": _("vado dritto da un'attività all'impatto"),
        "no_indicator": _("cancello l'indicatore di un esito"),
        "dressed_output": _("scrivo come esito «Dodici incontri organizzati»"),
    }


def _spoil(ground: Ground) -> Control:
    whole = ground.main.whole
    labels = flaw_labels()

    def draw(flaw: str) -> Sequence[Shown]:
        chain = spoiled(whole, {one for one in FLAWS if one == flaw})
        found = review(chain)
        marked = {name for finding in found for name in finding.nodes}
        title = chain_title(ground.case, ground.main)
        return [findings_list(found), impact_chain(chain, title=title, marked=marked)]

    return Control(
        id="spoil",
        title=_("Prova: guasta la catena in un punto, e guarda che cosa dice il controllo."),
        inputs=(
            Pick(
                name="flaw",
                label=_("Che cosa guasto"),
                options=((_("niente: la catena è intera"), "none"), *((labels[one], one) for one in FLAWS)),
                value="none",
            ),
        ),
        draw=draw,
    )


def _access(ground: Ground) -> Control:
    def draw(municipality: str, first: int, last: int, low: int, high: int) -> Sequence[Shown]:
        _check_order((_("Destinatari: da età"), first, last), (_("Regola: da età"), low, high))
        place = find(municipality)
        found = access(lambda a, b: population(place, a, b), target=(first, last), rule=(low, high))
        return [two_bands(found, place=place.label, source=source()), _access_words(found)]

    return Control(
        id="access",
        title=_(
            "Prova: metti i destinatari di un progetto e la regola di un bando, e guarda chi resta fuori."
        ),
        # not the ages of the exercise: putting them in is the exercise
        inputs=(
            Words(name="municipality", label=_("Comune"), value=find(ground.lucca.municipality.istat).label),
            Whole(name="first", label=_("Destinatari: da età"), low=0, high=LAST_AGE, value=60),
            Whole(name="last", label=_("Destinatari: a età (compresa)"), low=0, high=LAST_AGE, value=75),
            Whole(name="low", label=_("Regola: da età"), low=0, high=LAST_AGE, value=65),
            Whole(name="high", label=_("Regola: a età (compresa)"), low=0, high=LAST_AGE, value=80),
        ),
        draw=draw,
    )


def _access_words(found: Access) -> Html:
    if not found.in_target:
        words = _("In questa fascia non c'è nessun residente.")
    else:
        words = _(
            "Fuori per la sola età: **{count}** residenti su {total} dei destinatari, cioè il {share}."
        ).format(
            count=number(found.shut_out),
            total=number(found.in_target),
            share=percent(found.shut_out / found.in_target),
        )
    words += " " + _("È il bacino per età: quanti siano davvero i destinatari lo sa chi li incontra.")
    return told(words)


def _check_order(*bands: tuple[str, int, int]) -> None:
    problems = [
        Problem(
            where,
            _("{first} è più di {last}.").format(first=first, last=last),
            remedy=_("Metti prima l'età più bassa."),
        )
        for where, first, last in bands
        if first > last
    ]
    if problems:
        raise ParameterError(_("Le due età sono rovesciate."), problems)
