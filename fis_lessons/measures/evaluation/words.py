"""An effect in words: how much, how sure, what it takes for granted, what would break it."""

from __future__ import annotations

import math
from typing import TypeVar

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.measures.evaluation.effect import Effect
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import said

T = TypeVar("T")


def _assumptions() -> dict[str, tuple[str, str]]:
    """For each assumption: what must hold, and what would break it."""
    return {
        "no_other_change": (
            _("senza l'intervento nulla sarebbe cambiato fra prima e dopo"),
            _("una stagione diversa, una nuova norma, la crescita naturale dei ragazzi"),
        ),
        "comparable_groups": (
            _("senza l'intervento i due gruppi avrebbero avuto in media lo stesso esito"),
            _("chi ha partecipato era già diverso: più motivato, più bisognoso, scelto dagli operatori"),
        ),
        "no_spillover": (
            _("l'intervento non ha toccato chi è nel gruppo di controllo"),
            _("un amico o una scuola vicina che usa gli stessi materiali"),
        ),
        "parallel_trends": (
            _("senza l'intervento i due gruppi sarebbero cambiati della stessa quantità"),
            _("andamenti già diversi prima dell'inizio, o un fatto che ha colpito un gruppo soltanto"),
        ),
        "no_anticipation": (
            _("nessuno ha cambiato comportamento prima dell'inizio"),
            _("iscrizioni o assunzioni fatte in attesa dell'avvio"),
        ),
        "stable_groups": (
            _("i due gruppi sono fatti delle stesse persone prima e dopo"),
            _("famiglie che si spostano per avere il servizio, abbandoni diversi nei due gruppi"),
        ),
        "unconfounded": (
            _("a parità delle variabili osservate, avere o no l'intervento è come un sorteggio"),
            _("una differenza che i dati non misurano, come la motivazione o la rete familiare"),
        ),
        "overlap": (
            _("per ogni trattato esistono controlli simili"),
            _("profili presenti in un gruppo soltanto"),
        ),
        "no_sorting": (
            _("nessuno ha potuto spostarsi di proposito da una parte all'altra della soglia"),
            _("punteggi ritoccati, domande ripetute fino a superare la soglia"),
        ),
        "smooth_at_cutoff": (
            _("alla soglia non cambia nient'altro"),
            _("un altro beneficio che usa la stessa soglia"),
        ),
        "no_defiers": (
            _("superare la soglia non ha allontanato nessuno dall'intervento"),
            _("persone che rinunciano proprio perché ne avrebbero diritto"),
        ),
        "donors_unaffected": (
            _("i luoghi di confronto non hanno avuto l'intervento né i suoi riflessi"),
            _("un provvedimento simile in uno dei luoghi di confronto"),
        ),
        "good_pre_fit": (
            _("il luogo sintetico avrebbe continuato a seguire quello vero"),
            _("distanze già grandi prima dell'inizio, o un fatto che riguarda un luogo soltanto"),
        ),
        "weighted_parallel_trends": (
            _("senza l'intervento i trattati sarebbero cambiati come la media pesata dei controlli"),
            _("un fatto che, dopo l'inizio, ha colpito soltanto i trattati"),
        ),
        "parallel_trends_groups": (
            _("senza l'intervento ogni gruppo sarebbe cambiato come i controlli usati per lui"),
            _("gruppi che partono prima proprio perché stavano già peggiorando o migliorando"),
        ),
    }


def _cautions() -> dict[str, str]:
    return {
        "no_spread": _("Con questi dati la variabilità non si può misurare: un intervallo non c'è."),
        "few_clusters": _(
            "I gruppi sono meno di 30: l'errore calcolato può essere troppo piccolo. "
            "Guarda anche la prova per permutazione o il bootstrap per gruppi."
        ),
        "few_treated_clusters": _(
            "I gruppi trattati sono meno di 5: l'intervallo è quasi certamente troppo stretto. "
            "Usa la prova per permutazione."
        ),
        "small_groups": _("Uno dei due gruppi ha meno di 20 osservazioni: pochi casi pesano molto."),
        "incomplete_units": _("Alcune unità non sono state viste in tutti i periodi: controlla chi manca."),
        "rows_as_independent": _(
            "Le righe sono trattate come indipendenti. Se la stessa persona compare più volte, indica la "
            "colonna che la identifica."
        ),
        "pre_trend": _(
            "Prima dell'inizio i due gruppi non si muovevano insieme: il confronto è poco credibile."
        ),
        "no_pre_trend_test": _(
            "Ci sono troppo pochi gruppi o periodi per controllare gli andamenti prima dell'inizio."
        ),
        "trimmed": _("Sono stati tolti i casi senza confronto: il risultato riguarda soltanto quelli rimasti."),
        "poor_overlap": _(
            "Più di un trattato su dieci ha un punteggio fuori da quelli dei controlli: per loro il confronto "
            "è un'estrapolazione."
        ),
        "extreme_weights": _(
            "Una sola osservazione vale più di un ventesimo del suo gruppo: il risultato è fragile."
        ),
        "unbalanced": _(
            "Dopo la correzione resta almeno una differenza sopra 0,1 deviazioni standard fra i due gruppi."
        ),
        "local_effect": _("Il risultato riguarda chi sta vicino alla soglia, non tutti."),
        "given_bandwidth": _(
            "L'intervallo vale per l'ampiezza scelta e non corregge la curvatura: controlla che cosa cambia con "
            "un'ampiezza metà e doppia."
        ),
        "weak_jump": _("Alla soglia la partecipazione cambia poco: la stima è instabile (F sotto 10)."),
        "compliers_only": _("Il risultato riguarda chi partecipa perché ha superato la soglia."),
        "one_treated_unit": _(
            "C'è un solo luogo trattato: la prova è il confronto con i placebo, non un campione."
        ),
        "poor_pre_fit": _("Prima dell'inizio il luogo sintetico segue male quello vero."),
        "few_donors": _("I luoghi di confronto sono meno di 10: il placebo può dire poco."),
        "few_pre_periods": _("I periodi prima dell'inizio sono meno di 5: una somiglianza può essere casuale."),
        "always_treated": _("Chi era trattato già nel primo periodo è escluso: manca il suo prima."),
        "zero_as_never": _(
            "Chi ha zero nella colonna dell'inizio è letto come mai trattato, anche se nella tabella c'è un "
            "periodo zero: se invece ha cominciato allora, lascia vuote le celle di chi non comincia mai."
        ),
        "no_reference": _("Alcuni gruppi mancano del periodo prima dell'inizio e sono esclusi."),
        "not_yet_controls": _("Fra i controlli c'è anche chi sarà trattato più tardi."),
        "placebo_start": _("È una prova con un inizio finto: ci si aspetta un risultato vicino a zero."),
    }  # fmt: skip


def assumption_text(id: str) -> str:
    """Say what an assumption asks, as a phrase without a full stop.

    Raises
    ------
    MeasureError
        If there is no such assumption.

    Examples
    --------
    >>> assumption_text("no_anticipation")
    "nessuno ha cambiato comportamento prima dell'inizio"
    """
    return _known(id, _assumptions())[0]


def breaker_text(id: str) -> str:
    """Say what would break an assumption, as a phrase without a full stop.

    Raises
    ------
    MeasureError
        If there is no such assumption.

    Examples
    --------
    >>> breaker_text("overlap")
    'profili presenti in un gruppo soltanto'
    """
    return _known(id, _assumptions())[1]


def caution_text(id: str) -> str:
    """Say a caution, as a full sentence.

    Raises
    ------
    MeasureError
        If there is no such caution.

    Examples
    --------
    >>> caution_text("trimmed")
    'Sono stati tolti i casi senza confronto: il risultato riguarda soltanto quelli rimasti.'
    """
    return _known(id, _cautions())


def _known(id: object, table: dict[str, T]) -> T:
    if not isinstance(id, str) or id not in table:
        raise MeasureError(
            _("Questa voce non c'è."), [Problem("id", said(id), expected=", ".join(sorted(table)))]
        )
    return table[id]


def signed(value: float, *, decimals: int = 2) -> str:
    """Write a number with its sign, as the language does; zero has none.

    Examples
    --------
    >>> signed(1794.343), signed(-0.4, decimals=0), signed(-2.5, decimals=1)
    ('+1.794,34', '0', '-2,5')
    """
    require = Require(_("Questo numero non si può scrivere."))
    value = require.number(value, "value")
    decimals = require.whole(decimals, "decimals", least=0, most=12)
    require.stop()
    if round(value, decimals) == 0:
        return number(0.0, decimals=decimals)
    return ("+" if value > 0 else "") + number(value, decimals=decimals)


def sentence(effect: Effect, *, outcome_label: str, unit: str, decimals: int = 2) -> str:
    """Say a result in plain words, without claiming more than it shows.

    Parameters
    ----------
    effect
        What was estimated.
    outcome_label
        What the outcome is called; plain text, to be escaped where it is shown.
    unit
        Unit of the outcome, possibly empty.
    decimals
        Of the numbers.

    Returns
    -------
    str
        How much; the interval, and whether it holds zero; what the number takes for granted; what would
        break it; the cautions.

    Examples
    --------
    >>> from fis_lessons.measures.population import Interval
    >>> found = Effect("did", -2.0, 0.5, Interval(-3.0, -1.0, 0.95), 50, 50, None, ("no_anticipation",), ())
    >>> print(sentence(found, outcome_label="Assenze", unit="giorni", decimals=1))
    Assenze: la differenza stimata è -2,0 giorni (intervallo al 95%: da -3,0 a -1,0). L'intervallo non
    contiene lo zero. Si può leggere come effetto dell'intervento soltanto se nessuno ha cambiato
    comportamento prima dell'inizio. Metterebbe in dubbio la conclusione, per esempio: iscrizioni o
    assunzioni fatte in attesa dell'avvio.
    """
    require = Require(_("Questo risultato non si può dire a parole."))
    require.instance(effect, "effect", Effect, expected="Effect")
    label, measure = require.text(outcome_label, "outcome_label"), require.text(unit, "unit")
    require.whole(decimals, "decimals", least=0, most=12)
    require.stop()
    if not math.isfinite(effect.estimate):
        raise MeasureError(_("La stima non è un numero."), [Problem("effect", f"{effect.estimate}")])
    amount = f"{signed(effect.estimate, decimals=decimals)} {measure}".strip()
    parts = [_how_much(effect, label, amount, decimals)]
    if effect.holds_zero:
        parts.append(
            _(
                "L'intervallo contiene lo zero: questi dati non bastano per dire che un effetto c'è, "
                "e non dicono nemmeno che non c'è."
            )
        )
    elif effect.interval is not None:
        parts.append(_("L'intervallo non contiene lo zero."))
    if effect.assumptions:
        held = "; ".join(assumption_text(name) for name in effect.assumptions)
        broken = "; ".join(breaker_text(name) for name in effect.assumptions)
        parts.append(
            _("Si può leggere come effetto dell'intervento soltanto se {assumptions}.").format(
                assumptions=held
            )
        )
        parts.append(
            _("Metterebbe in dubbio la conclusione, per esempio: {breakers}.").format(breakers=broken)
        )
    parts += [caution_text(name) for name in effect.cautions]
    return " ".join(parts)


def _how_much(effect: Effect, label: str, amount: str, decimals: int) -> str:
    if effect.interval is None:
        return _("{label}: la differenza stimata è {amount} (senza intervallo).").format(
            label=label, amount=amount
        )
    return _(
        "{label}: la differenza stimata è {amount} (intervallo al {confidence}: da {low} a {high})."
    ).format(
        label=label,
        amount=amount,
        confidence=percent(effect.interval.confidence, decimals=0),
        low=signed(effect.interval.low, decimals=decimals),
        high=signed(effect.interval.high, decimals=decimals),
    )
