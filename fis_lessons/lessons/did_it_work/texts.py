"""What lesson 08 tells: the case, the simulated register, the real evaluations, each statement with its source."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from fis_lessons.cases import Case
from fis_lessons.figures import Html, markdown, plain, table_html, table_text
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.citations import Citations, Note
from fis_lessons.lessons.did_it_work import real
from fis_lessons.lessons.did_it_work.study import Study
from fis_lessons.lessons.did_it_work.words import spoken_plain, variable_label
from fis_lessons.lessons.reading_the_territory_data import notes_of
from fis_lessons.measures.evaluation.balance import Balance
from fis_lessons.measures.evaluation.effect import Effect
from fis_lessons.measures.evaluation.words import assumption_text, breaker_text, caution_text, sentence

Page = Callable[[Case, Study, Citations], str]

BEST_URL = "https://www.istat.it/?p=109739"
CARD_URL = "https://davidcard.berkeley.edu/papers/njmin-aer.pdf"
DATA_URL = "https://pypi.org/project/causaldata/0.1.5/"
ORGAN_URL = "https://www.nber.org/papers/w20378"
SYNTHDID_URL = "https://github.com/synth-inference/synthdid"


def istat_note() -> Note:
    """Return where the shares of young people out of work and school come from."""
    return Note(
        _(
            "Istat, [Il benessere equo e sostenibile dei territori]({url}), edizione 2025: giovani di 15-29 anni che non "
            "lavorano e non studiano. Stime da campione; la tavola non dà l'errore. Licenza CC BY 4.0."
        ).format(url=BEST_URL),
        BEST_URL,
    )


def card_note() -> Note:
    """Return where the four published means come from."""
    return Note(
        _(
            "D. Card, A. B. Krueger, [Minimum Wages and Employment]({url}), American Economic Review 84 (1994), tabella 3."
        ).format(url=CARD_URL),
        CARD_URL,
    )


def nsw_note() -> Note:
    """Return where the data of the training programme come from."""
    return Note(
        _(
            "Dati di R. Dehejia e S. Wahba, Journal of the American Statistical Association 94 (1999), da R. LaLonde, "
            "American Economic Review 76 (1986), ripubblicati in [causaldata 0.1.5]({url}), licenza MIT. I conti sono nostri."
        ).format(url=DATA_URL),
        DATA_URL,
    )


def organ_note() -> Note:
    """Return where the shares of organ donors come from."""
    return Note(
        _(
            "J. B. Kessler, A. E. Roth, [Don't take 'no' for an answer]({url}), NBER 20378 (2014). Dati in causaldata "
            "0.1.5. Il conto è nostro."
        ).format(url=ORGAN_URL),
        ORGAN_URL,
    )


def prop99_note() -> Note:
    """Return where the three estimates of one effect come from."""
    return Note(
        _(
            "D. Arkhangelsky e altri, Synthetic Difference-in-Differences, American Economic Review 111 (2021), tavola 1. "
            "Cifre riprese dalla pubblicazione e rifatte da noi sui [dati]({url}), licenza BSD-3."
        ).format(url=SYNTHDID_URL),
        SYNTHDID_URL,
    )


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
                "Ha funzionato? Nelle fonti che abbiamo letto non ci sono risultati misurati di questo progetto. Per "
                "imparare a rispondere useremo allora un **registro simulato**, dove la risposta si conosce, e poi "
                "valutazioni vere fatte altrove."
            ),
        ]
    )


def neet_table(citations: Citations) -> Html:
    """Show the fall in the three provinces, their regions and Italy."""
    first, last = real.FIRST_YEAR, real.LAST_YEAR
    kinds = {"province": _("provincia"), "region": _("regione"), "country": ""}
    rows = [
        (
            f"{one.place} ({kinds[one.kind]})" if kinds[one.kind] else one.place,
            _percent(one.at(first)),
            _percent(one.at(last)),
            number(one.change, decimals=1),
        )
        for one in real.neet()
    ]
    table = pd.DataFrame(rows, columns=[_("Luogo"), str(first), str(last), _("Punti percentuali")])
    caption = _("Giovani di 15-29 anni che non lavorano e non studiano")
    return _table(table, caption, _("Fonte:") + citations.cite(istat_note()))


def _percent(value: float) -> str:
    return number(value, decimals=1) + "%"


def _table(table: pd.DataFrame, caption: str, *notes: str) -> Html:
    words = " ".join(notes)
    return Html(
        table_html(table, caption=caption) + f'<div class="fis-text">{markdown(words)}</div>',
        f"{caption}\n{table_text(table)}\n{plain(words)}",
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
        _("**Che cosa.** {project}. Anche il progetto è inventato.").format(project=_(setting.project).capitalize()),
        _("**La misura.** {outcome}, l'anno prima e l'anno dopo. È meglio se {verb}.").format(
            outcome=_(setting.outcome).capitalize(),
            verb=_("scende") if setting.lower_is_better else _("sale"),
        ),
        _("**Come si entra.** Entra chi chiede, fino a esaurire i posti: non è un sorteggio."),
        _("**Che cosa nasconde.** Un effetto vero, che solo chi ha scritto il registro conosce. Lo vedrai alla fine."),
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
    return _table(table, caption, _("Fonte:") + citations.cite(*setting.notes(study.place)))


def result(_case: Case, study: Study, _citations: Citations) -> str:
    """Say the difference in differences in a sentence a report can take, with what would break it."""
    setting, effect = study.setting, study.effect("did")
    return "> " + sentence(
        effect, outcome_label=_(setting.outcome).capitalize(), unit=_(setting.unit), decimals=setting.decimals
    )


def assumptions_table(study: Study) -> Html:
    """List, for each way of comparing, what it takes for granted and what would break it."""
    from fis_lessons.lessons.did_it_work.study import LEVELS, level_label

    rows = []
    for level in LEVELS:
        held = study.effect(level).assumptions
        rows.append(
            (
                level_label(level),
                "; ".join(assumption_text(name) for name in held),
                "; ".join(breaker_text(name) for name in held),
            )
        )
    table = pd.DataFrame(rows, columns=[_("Confronto"), _("Che cosa dà per buono"), _("Che cosa lo smentirebbe")])
    caption = _("Ogni confronto ha il suo «se»")
    return Html(table_html(table, caption=caption), f"{caption}\n{table_text(table)}")


# --- published and real evaluations -------------------------------------------------------------
def card_krueger_table(citations: Citations) -> Html:
    """Show the four published means."""
    means = real.card_krueger()
    names = {"new_jersey": _("New Jersey (con l'aumento)"), "pennsylvania": _("Pennsylvania (senza)")}
    rows = [
        (label, number(means[group, "before"].mean, decimals=2), number(means[group, "after"].mean, decimals=2))
        for group, label in names.items()
    ]
    table = pd.DataFrame(rows, columns=[_("Stato"), _("Prima dell'aumento"), _("Dopo")])
    caption = _("Occupati per ristorante, equivalenti a tempo pieno")
    return _table(table, caption, _("Fonte:") + citations.cite(card_note()))


def balance_page(study: Study, citations: Citations) -> Html:
    """Show how alike participants and others were at the start."""
    note = _("Fonte:") + citations.cite(*study.setting.notes(study.place))
    caption = _("Tabella di bilanciamento del registro simulato: i due gruppi prima del progetto")
    return _table(_balance(study.balance, others=_("Chi non partecipa")), caption, note)


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
        columns=[_("Che cosa"), _("Partecipanti"), others, _("Distanza (in deviazioni standard)")],
    )


def nsw_table(citations: Citations) -> Html:
    """Show one group of participants and two groups to compare it with."""
    trial, survey = (found.table for found in real.nsw_balances())
    lottery, naive = real.nsw_effects()
    rows = [
        (
            _("Persone"),
            number(lottery.n_treated), number(lottery.n_control), number(naive.n_control),
        ),
        *(
            (
                variable_label(name),
                number(trial.at[name, "mean_treated"], decimals=decimals),
                number(trial.at[name, "mean_control"], decimals=decimals),
                number(survey.at[name, "mean_control"], decimals=decimals),
            )
            for name, decimals in (("age", 1), ("educ", 1), ("re74", 0), ("re75", 0))
        ),
        (
            _("Guadagni del 1978: partecipanti meno questo gruppo, dollari"),
            "–", _plus(lottery), _plus(naive),
        ),
    ]  # fmt: skip
    table = pd.DataFrame(
        rows,
        columns=[_("Che cosa"), _("Partecipanti"), _("Esclusi per sorteggio"), _("Indagine nazionale")],
    )
    caption = _("Un corso di formazione negli Stati Uniti, due gruppi con cui confrontarlo")
    return _table(table, caption, _("Fonte:") + citations.cite(nsw_note()))


def _plus(effect: Effect) -> str:
    return ("+" if effect.estimate > 0 else "") + number(effect.estimate)


def published_table(citations: Citations) -> Html:
    """List the real evaluations: what was found, and what holds the number up."""
    lottery, naive = real.nsw_effects()
    organ, packs = real.organ_effect(), real.prop99()
    rows = [
        (_("Corso NSW, sorteggio (dollari del 1978)"), spoken_plain(lottery, decimals=0), nsw_note()),
        (_("Corso NSW, contro l'indagine nazionale"), spoken_plain(naive, decimals=0), nsw_note()),
        (_("Donatori di organi, differenza delle differenze (quota)"), spoken_plain(organ, decimals=4), organ_note()),
        *(
            (label, number(packs[method][1], decimals=1), prop99_note())
            for method, label in (
                ("did", _("Sigarette in California, differenza delle differenze (pacchetti a testa)")),
                ("synthetic_control", _("Sigarette in California, controllo sintetico")),
                ("synthetic_did", _("Sigarette in California, i due metodi insieme")),
            )
        ),
    ]
    from fis_lessons.figures import inline

    columns = [_("Valutazione"), _("Stima")]
    shown = [(name, value + citations.cite(note)) for name, value, note in rows]
    caption = _("Valutazioni vere, conti rifatti")
    page = pd.DataFrame([(name, Html(inline(said), said)) for name, said in shown], columns=columns)
    words = pd.DataFrame([(name, plain(said)) for name, said in shown], columns=columns)
    return Html(table_html(page, caption=caption), f"{caption}\n{table_text(words)}")


def published(_case: Case, _study: Study, citations: Citations) -> str:
    """Tell what the real evaluations teach."""
    organ, packs = real.organ_effect(), real.prop99()
    cautions = " ".join(caution_text(name) for name in organ.cautions)
    return "\n\n".join(
        [
            _(
                "**Donatori di organi.** La California cambia il modo di chiedere se si vuole donare. Il confronto è con "
                "altri {others} Stati. La quota di chi dice sì cala di circa {points} punti percentuali rispetto agli "
                "altri. {cautions}"
            ).format(
                others=number(organ.n_control),
                points=number(-100 * organ.estimate, decimals=1),
                cautions=cautions,
            )
            + citations.cite(organ_note()),
            _(
                "**Sigarette in California.** Nel 1989 parte una tassa con una campagna. Con gli stessi dati, tre metodi "
                "danno {did}, {synthetic} e {both} pacchetti a testa all'anno. Il primo confronta con la media degli altri "
                "Stati, che prima scendeva meno in fretta. Gli altri due cercano gli Stati che si muovevano come la "
                "California. La direzione è la stessa; la grandezza dipende da con chi si confronta."
            ).format(
                did=number(packs["did"][1], decimals=1),
                synthetic=number(packs["synthetic_control"][1], decimals=1),
                both=number(packs["synthetic_did"][1], decimals=1),
            )
            + citations.cite(prop99_note()),
        ]
    )
