"""What is said of an estimate: all of it, and never more than it shows."""

from __future__ import annotations

import inspect
import re
from types import ModuleType

import pytest

from fis_lessons.errors import MeasureError
from fis_lessons.i18n import use_language
from fis_lessons.measures.evaluation import (
    did,
    effect,
    event,
    simple,
    staggered,
    synthetic,
    threshold,
    weighting,
    words,
)
from fis_lessons.measures.evaluation.effect import Effect, make_effect
from fis_lessons.measures.population import Interval

ASSUMPTIONS, CAUTIONS = list(words._assumptions()), list(words._cautions())
MODULES = (did, effect, event, simple, staggered, synthetic, threshold, weighting)


def found(low: float = 1.0, high: float = 3.0, **changes: object) -> Effect:
    values = {
        "method": "did", "estimate": (low + high) / 2, "standard_error": 0.5,
        "interval": Interval(low, high, 0.95), "n_treated": 50, "n_control": 50, "clusters": None,
        "assumptions": ("parallel_trends", "no_spillover"), "cautions": ("few_clusters",),
    }  # fmt: skip
    return Effect(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ASSUMPTIONS)
def test_each_assumption_is_a_phrase_with_what_would_break_it(name: str) -> None:
    for lang in ("it", "en"):
        with use_language(lang):
            for text in (words.assumption_text(name), words.breaker_text(name)):
                assert text and not text.endswith(".") and text[0].islower()
    assert words.assumption_text(name) != words.breaker_text(name)


@pytest.mark.parametrize("name", CAUTIONS)
def test_each_caution_is_a_sentence_in_both_languages(name: str) -> None:
    italian = words.caution_text(name)
    with use_language("en"):
        english = words.caution_text(name)
    assert italian != english
    for text in (italian, english):
        assert text.endswith(".") and text[0].isupper()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_id_an_estimator_gives_has_its_words(module: ModuleType) -> None:
    known = {*ASSUMPTIONS, *CAUTIONS}
    source = inspect.getsource(module)
    given = set(re.findall(r'(?:append|insert)\((?:\d, )?"(\w+)"\)', source))
    for block in re.findall(r"(?:assumptions|cautions|ASSUMPTIONS)[^=\n]*=\s*[(\[]([^)\]]*)[)\]]", source):
        given |= set(re.findall(r'"([a-z_]+)"', block))
    assert given <= known, given - known


def test_an_unknown_id_is_refused() -> None:
    for tell in (words.assumption_text, words.breaker_text, words.caution_text):
        with pytest.raises(MeasureError, match="magic"):
            tell("magic")


def test_the_sentence_says_how_much_how_sure_and_what_it_takes_for_granted() -> None:
    text = words.sentence(found(), outcome_label="Frequenza", unit="giorni", decimals=1)
    assert text.startswith(
        "Frequenza: la differenza stimata è +2,0 giorni (intervallo al 95%: da +1,0 a +3,0)."
    )
    for name in ("parallel_trends", "no_spillover"):
        assert words.assumption_text(name) in text
        assert words.breaker_text(name) in text
    assert words.caution_text("few_clusters") in text
    assert "non contiene lo zero" in text
    with use_language("en"):
        text = words.sentence(found(), outcome_label="Attendance", unit="days", decimals=1)
    assert text.startswith("Attendance: the estimated difference is +2.0 days (95% interval: +1.0 to +3.0).")


def test_an_interval_with_zero_is_neither_an_effect_nor_its_absence() -> None:
    text = words.sentence(found(-1, 3), outcome_label="Frequenza", unit="")
    assert "non bastano per dire che un effetto c'è" in text
    assert "non dicono nemmeno che non c'è" in text
    assert "non contiene lo zero" not in text


@pytest.mark.parametrize("low", [-5.0, -1.0, 0.5])
def test_it_never_claims_proof(low: float) -> None:
    for lang in ("it", "en"):
        with use_language(lang):
            text = words.sentence(found(low, low + 2), outcome_label="y", unit="").lower()
            assert not re.search(r"dimostra|prova che|ha causato|sicuramente|proves?\b|certainly", text)


def test_without_an_interval_it_says_so() -> None:
    text = words.sentence(found(interval=None, standard_error=None), outcome_label="y", unit="")
    assert "senza intervallo" in text
    assert "lo zero" not in text


def test_braces_in_a_label_stay_what_they_are() -> None:
    assert words.sentence(found(), outcome_label="{x} <b>", unit="{u}").startswith("{x} <b>: ")


def test_few_groups_are_warned_about() -> None:
    def cautions(clusters: int | None, treated: int | None, rows: int = 50) -> tuple[str, ...]:
        return make_effect(
            "did", 1.0, variance=1.0, degrees=None, confidence=0.9, n_treated=rows, n_control=50,
            clusters=clusters, treated_clusters=treated, assumptions=(),
        ).cautions  # fmt: skip

    assert cautions(None, None) == ()
    assert cautions(30, 5) == ()
    assert cautions(29, 5) == ("few_clusters",)
    assert cautions(100, 4) == ("few_treated_clusters",)
    assert cautions(None, None, 19) == ("small_groups",)
