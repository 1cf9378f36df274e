"""What lesson 08 tells: the case, the simulated register and what each comparison takes for granted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from fis_lessons.cases import Case
from fis_lessons.figures import Html, table_html, table_text
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.desk.citations import Citations, notes_of
from fis_lessons.lessons.did_it_work.study import LEVELS, Level, Study, level_label
from fis_lessons.lessons.did_it_work.texts_real import with_notes
from fis_lessons.lessons.did_it_work.words import variable_label
from fis_lessons.measures.evaluation.balance import Balance
from fis_lessons.measures.evaluation.words import assumption_text, breaker_text, sentence

Page = Callable[[Case, Study, Citations], str]


# --- the story ----------------------------------------------------------------------------------
def story(case: Case, _study: Study, citations: Citations) -> str:
    """Tell what the project wants, and what is not known of its results."""
    summary = case.summary[0]
    need = case.needs[0]
    return "\n\n".join(
        [
            _(summary.text) + citations.cite(*notes_of(case, summary)),
            _("**Il bisogno.**") + " " + _(need.text) + citations.cite(*notes_of(case, need)),
            _(
                "Ha funzionato? Nelle fonti che abbiamo letto non ci sono risultati misurati di questo "
                "progetto. Per imparare a rispondere useremo allora un **registro simulato**, dove la "
                "risposta si conosce, e poi valutazioni vere fatte altrove."
            ),
        ]
    )


# --- the simulated register ---------------------------------------------------------------------
def register_page(_case: Case, study: Study, citations: Citations) -> str:
    """Say what the register is, and everything that was assumed."""
    setting = study.setting
    lines = [
        _("**Chi.** {who}: {inside} partecipanti e {others} persone che non partecipano.").format(
            who=_(setting.who).capitalize(),
            inside=number(setting.participants),
            others=number(setting.others),
        )
        + citations.cite(*setting.notes(study.place)),
        _("**Che cosa.** {project}. Anche il progetto è inventato.").format(
            project=_(setting.project).capitalize()
        ),
        _("**La misura.** {outcome}, l'anno prima e l'anno dopo. È meglio se {verb}.").format(
            outcome=_(setting.outcome).capitalize(),
            verb=_("scende") if setting.lower_is_better else _("sale"),
        ),
        _("**Come si entra.** Entra chi chiede, fino a esaurire i posti: non è un sorteggio."),
        _(
            "**Che cosa nasconde.** Un effetto vero, che solo chi ha scritto il registro conosce. Lo "
            "vedrai alla fine."
        ),
    ]
    return "\n".join(f"- {line}" for line in lines)


def means_table(study: Study, citations: Citations) -> Html:
    """Show the four means."""
    setting, means = study.setting, study.means
    table = pd.DataFrame(
        [
            (
                _("Partecipanti"), number(setting.participants),
                setting.figure(means.treated_before), setting.figure(means.treated_after),
            ),
            (
                _("Chi non partecipa"), number(setting.others),
                setting.figure(means.others_before), setting.figure(means.others_after),
            ),
        ],
        columns=[_("Gruppo"), _("Persone"), _("Media prima"), _("Media dopo")],
    )  # fmt: skip
    caption = _("Registro simulato: {outcome}").format(outcome=_(setting.outcome))
    return with_notes(table, caption, _("Fonte:") + citations.cite(*setting.notes(study.place)))


def result(_case: Case, study: Study, _citations: Citations) -> str:
    """Say the difference in differences as a report can: how much, on which conditions, what would break it."""
    setting, effect = study.setting, study.effect("did")
    much = sentence(
        replace(effect, assumptions=()),
        outcome_label=_(setting.outcome).capitalize(),
        unit=_(setting.unit),
        decimals=setting.decimals,
    )
    conditions = [
        _("{condition}. Lo smentirebbe, per esempio: {breaker}.").format(
            condition=assumption_text(name), breaker=breaker_text(name)
        )
        for name in effect.assumptions
    ]
    lines = "\n".join(f"- {line}" for line in conditions)
    return "\n\n".join([much, _("È l'effetto del progetto soltanto se:"), lines])


def assumptions_table() -> Html:
    """List, for each way of comparing, what it takes for granted and what would break it."""
    table = pd.DataFrame(
        [(level_label(level), *_if(level)) for level in LEVELS],
        columns=[_("Confronto"), _("Che cosa dà per buono"), _("Che cosa lo smentirebbe")],
    )
    caption = _("Ogni confronto ha il suo «se»")
    return Html(table_html(table, caption=caption), f"{caption}\n{table_text(table)}")


def _if(level: Level) -> tuple[str, str]:
    return {
        "before_after": (
            _("senza progetto nulla sarebbe cambiato"),
            _("una legge, una crisi, il tempo che passa"),
        ),
        "difference": (
            _("senza progetto i due gruppi sarebbero stati uguali"),
            _("chi entra è più motivato, o ha più bisogno"),
        ),
        "did": (
            _("senza progetto i due gruppi sarebbero cambiati allo stesso modo"),
            _("andamenti diversi già prima, un fatto che tocca un gruppo solo"),
        ),
        "weighting": (
            _("a parità di ciò che si conosce, entrare o no è come un sorteggio"),
            _("una cosa che conta e che nessuno ha misurato; profili senza nessuno di simile"),
        ),
        "threshold": (
            _("vicino alla soglia le persone si somigliano"),
            _("punteggi ritoccati, un altro beneficio con la stessa soglia"),
        ),
        "lottery": (
            _("il sorteggio è vero ed è rispettato"),
            _("esclusi che entrano lo stesso, chi non risponde più"),
        ),
    }[level]


def balance_page(study: Study, citations: Citations) -> Html:
    """Show how alike participants and others were at the start."""
    note = _("Fonte:") + citations.cite(*study.setting.notes(study.place))
    caption = _("Tabella di bilanciamento del registro simulato: i due gruppi prima del progetto")
    return with_notes(_balance(study.balance, others=_("Chi non partecipa")), caption, note)


def _balance(found: Balance, *, others: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (
                variable_label(str(name)),
                number(row["mean_treated"], decimals=1),
                number(row["mean_control"], decimals=1),
                number(row["smd"], decimals=2),
            )
            for name, row in found.table.iterrows()
        ],
        columns=[_("Che cosa"), _("Partecipanti"), others, _("Distanza")],
    )


def support(_case: Case, study: Study, citations: Citations) -> str:
    """Say how many participants have nobody like them among the others."""
    found = study.support
    return _(
        "Nel registro simulato i partecipanti che non hanno nessuno di simile fra gli altri, per bisogno "
        "ed età, sono {lost} su {all}. Se fossero tanti, nessun peso potrebbe aiutare."
    ).format(lost=number(found.outside_treated), all=number(study.setting.participants)) + citations.cite(
        *study.setting.notes(study.place)
    )
