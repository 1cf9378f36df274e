"""The evaluation plan: blank, vague or without a comparison it is a draft, by the rules of lessons 06 to 09."""

from __future__ import annotations

import datetime

import pytest
from samples import HEADING, PLAN_FILLED

from fis_lessons.dossier.evaluation_plan import PLAN, plan_fields
from fis_lessons.dossier.plan_numbers import points_wanted
from fis_lessons.i18n import use_language

DAY = datetime.date(2026, 11, 30)


def remarks(**changes: str) -> list[str]:
    return [one.words for one in PLAN.judged({**PLAN_FILLED, **changes}).remarks]


def page(values: dict[str, str], heading: dict[str, str]) -> str:
    return PLAN.page(values, heading=heading, version=3, date=DAY, lang="it")


def test_a_whole_plan_is_no_draft() -> None:
    assert remarks() == []
    text = page(PLAN_FILLED, HEADING)
    assert "Bozza" not in text
    for words in (*HEADING.values(), "30 novembre 2026", "Firma di chi ne risponde"):
        assert words in text


def test_a_blank_plan_is_a_draft_and_says_so() -> None:
    text = page({}, {})
    assert f"Bozza: ci sono {len(plan_fields()) + 4} cose da rivedere." in text
    assert text.count("non ancora deciso") == len(plan_fields())
    assert "da scrivere" in text


def test_without_a_responsible_officer_it_is_a_draft() -> None:
    assert "Bozza: c&#x27;è una cosa da rivedere." in page(PLAN_FILLED, {**HEADING, "officer": " "})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        # from the review of 29 November 2026
        ({"question": "Vedere se il progetto va bene"}, "«va bene» non dice che cosa cambia"),
        ({"question": "Vedere se il progetto va bene"}, "non si riconosce con chi si confronta"),
        ({"question": "Vedere se il progetto va bene"}, "non dice entro quando"),
        ({"people": "Circa 20"}, "c'è un numero solo"),
        # 30 of 240 lost: 18 left of 20; with no start written the widest, 45.1 points
        ({"people": "Circa 20"}, "con 18 persone per gruppo (quelle che restano di 20), nel caso peggiore"),
        ({"people": "Circa 20"}, "almeno 45 punti su 100"),
        (
            {"people": "20 e 20", "lost": "chi lo sa"},
            "con 20 persone per gruppo, se nessuno si perde, nel caso",
        ),
        ({"people": "tutti gli iscritti del 2026 e del 2027"}, "non c'è un numero"),
        ({"people": "1.200 seguiti, misurati nel 2027"}, "c'è un numero solo"),
        ({"when": "Lo vedremo"}, "non dice ancora nulla"),
        # the kinds
        ({"outcome": "Ore di corso erogate"}, "conta ciò che si è fatto"),
        ({"outcome": "I ragazzi stanno meglio"}, "nessuno può verificarlo"),
        ({"worth": "un bel miglioramento"}, "non c'è un numero"),
        ({"worth": "5 ragazzi su 100 che restano"}, "la pena già con 5 punti"),
        ({"worth": "il 3,5% in meno"}, "quelle che restano di 240), nel caso peggiore, perché la partenza"),
        ({"design": "Misuriamo gli iscritti prima e dopo"}, "che cosa sarebbe successo senza il progetto"),
        ({"design": "Un questionario ben fatto"}, "non si riconosce un gruppo di confronto"),
        ({"when": "A giugno 2028"}, "non dici quando misuri chi resta fuori"),
        ({"rule": "Se va meglio ha funzionato davvero"}, "non c'è un numero"),
        (
            {"rule": "Ha funzionato se la differenza è almeno 47 punti"},
            "se l'intervallo della differenza sta tutto",
        ),
        ({"who": "noi"}, "non nomina nessuno"),
        ({"cost": "poco, lo paga il Comune"}, "non c'è un numero"),
        ({"publish": "forse"}, "troppo breve"),
        ({"privacy": "-"}, "non dice ancora nulla"),
        ({"lost": ""}, "è vuoto"),
    ],
    ids=str,
)
def test_what_is_vague_is_questioned(change: dict[str, str], words: str) -> None:
    assert any(words in one for one in remarks(**change)), remarks(**change)


@pytest.mark.parametrize(("worth", "less"), [("13,6", True), ("13,7", False), ("14", False)])
def test_a_change_is_too_small_only_if_it_is_less_than_what_is_told(worth: str, less: bool) -> None:
    # 210 people a group, with no start written, show 13.632 points: told as 14
    told = remarks(worth=f"{worth} ragazzi su 100 che restano a scuola in più")
    assert [f"già con {worth} punti" in one and "almeno 14 punti" in one for one in told] == [True] * less


def test_a_lottery_that_measures_everybody_is_fine() -> None:
    assert remarks(when="Settembre 2027 e giugno 2028, anche in chi resta fuori") == []


@pytest.mark.parametrize(
    ("worth", "points"),
    [
        ("12,5 punti", 12.5), ("1.234,5 %", 234.5), ("3 in più su 100", 3.0), ("12 out of 100", 12.0),
        ("tanto", None), ("9" * 20_000, None), ("9a" * 20_000, None), ("7 " * 20_000, None),
    ],
    ids=lambda one: str(one)[:12],
)  # fmt: skip
def test_points_are_found_and_a_pasted_wall_of_digits_holds_up_nobody(
    worth: str, points: float | None
) -> None:
    # the rule that read twice each digit never ended on the sixth: the limit of a test stops it
    assert points_wanted(worth) == points


def test_what_is_typed_stays_text() -> None:
    text = page({**PLAN_FILLED, "question": "<img src=x onerror=alert(1)>\nriga due"}, HEADING)
    assert "<img" not in text
    assert "\nriga due</p>" in text  # white-space: pre-line prints the new line


def test_it_is_all_in_english_too() -> None:
    with use_language("en"):
        text = PLAN.review({**PLAN_FILLED, "people": "20", "when": "boh", "design": "prima e dopo"}).text
    for word in ("rivedere", "persone per gruppo", "non dice", "Quando"):
        assert word not in text
