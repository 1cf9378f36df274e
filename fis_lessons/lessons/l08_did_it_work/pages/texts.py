"""What lesson 08 tells: the case, the simulated register and what each comparison takes for granted."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from fis_lessons.figures import Html, captioned
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.desk import Citations, notes_of, opening_words
from fis_lessons.lessons.l08_did_it_work.ground import LEVELS, Ground, Level, level_label
from fis_lessons.lessons.l08_did_it_work.ground.words import variable_label
from fis_lessons.measures.evaluation.balance import Balance
from fis_lessons.measures.evaluation.words import assumption_text, breaker_text, sentence


# --- the story ----------------------------------------------------------------------------------
def story(ground: Ground, citations: Citations) -> str:
    """Tell what the project wants, and what is not known of its results."""
    case = ground.case
    need = case.needs[0]
    return "\n\n".join(
        [
            opening_words(case, citations),
            _("**Il bisogno.**") + " " + _(need.text) + citations.cite(*notes_of(case, need)),
            _(
                "Ha funzionato? Nelle fonti che abbiamo letto non ci sono risultati misurati di questo "
                "progetto. Per imparare a rispondere useremo allora un **registro simulato**, dove la "
                "risposta si conosce, e poi valutazioni vere fatte altrove."
            ),
        ]
    )


# --- the simulated register ---------------------------------------------------------------------
def register_page(ground: Ground, citations: Citations) -> str:
    """Say what the register is, and everything that was assumed."""
    setting = ground.setting
    lines = [
        _("**Chi.** {who}: {inside} partecipanti e {others} persone che non partecipano.").format(
            who=_(setting.who).capitalize(),
            inside=number(setting.participants),
            others=number(setting.others),
        )
        + citations.cite(*setting.notes(ground.place)),
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


def means_table(ground: Ground, citations: Citations) -> Html:
    """Show the four means."""
    setting, means = ground.setting, ground.means
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
    return captioned(table, caption=caption, note=_("Fonte:") + citations.cite(*setting.notes(ground.place)))


def result(ground: Ground, citations: Citations) -> str:
    """Say the difference in differences as a report can: how much, on which conditions, what would break it."""
    setting, effect = ground.setting, ground.effect("did")
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


def assumptions_table(ground: Ground, citations: Citations) -> Html:
    """List, for each way of comparing, what it takes for granted and what would break it."""
    table = pd.DataFrame(
        [(level_label(level), *_if(level)) for level in LEVELS],
        columns=[_("Confronto"), _("Che cosa dà per buono"), _("Che cosa lo smentirebbe")],
    )
    caption = _("Ogni confronto ha il suo «se»")
    return captioned(table, caption=caption)


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


def balance_page(ground: Ground, citations: Citations) -> Html:
    """Show how alike participants and others were at the start."""
    note = _("Fonte:") + citations.cite(*ground.setting.notes(ground.place))
    caption = _("Tabella di bilanciamento del registro simulato: i due gruppi prima del progetto")
    return captioned(_balance(ground.balance, others=_("Chi non partecipa")), caption=caption, note=note)


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


def support(ground: Ground, citations: Citations) -> str:
    """Say how many participants have nobody like them among the others."""
    found = ground.support
    return _(
        "Nel registro simulato i partecipanti che non hanno nessuno di simile fra gli altri, per bisogno "
        "ed età, sono {lost} su {all}. Se fossero tanti, nessun peso potrebbe aiutare."
    ).format(lost=number(found.outside_treated), all=number(ground.setting.participants)) + citations.cite(
        *ground.setting.notes(ground.place)
    )


def few_groups(ground: Ground, citations: Citations) -> str:
    """Say what few groups do to an interval."""
    return _(
        "Se il progetto si decide per scuola o per quartiere, le persone dello stesso posto si somigliano. "
        "Quattrocento persone in quattro scuole dicono molto meno di quattrocento persone sparse. Con meno "
        "di una trentina di posti gli intervalli escono spesso troppo stretti. Si può ricalcolare l'effetto "
        "scambiando a caso i posti con il progetto, e guardare quante volte esce un numero così grande: è la "
        "prova per permutazione."
    )
