"""Lesson 07: right answers are computed, known mistakes told, sheets kept, files read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from never_empty import some

from fis_lessons.cases import case_names
from fis_lessons.dossier.indicator_sheet import saved
from fis_lessons.dossier.record import project_of
from fis_lessons.errors import ParameterError
from fis_lessons.exercises import Choice, Event, Exercise, Grid, Matching, Number, Option, Progress, Several
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.l07_indicators.ground import leavers
from fis_lessons.measures.sampling import difference_interval

CASES = case_names()
VARIANTS: list[dict[str, object]] = [
    *({"case": case, "lang": lang, "seed": 1} for case, lang in itertools.product(CASES, LANGUAGES)),
    *({"case": CASES[seed % 3], "seed": seed} for seed in range(2, 51)),
    {"municipality": "Morterone", "margin": 2, "response": 10},  # a few dozen people
    {"municipality": "Roma", "margin": 10, "response": 90, "seed": 3},
    {"municipality": "Aosta", "margin": 3, "response": 50},
    {"municipality": "Forlì", "case": "lucca", "lang": "en"},  # a region without a figure
]


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(progress: Progress | None = None, **values: object) -> Lesson[Any, Any]:
    return lesson_spec("07").open(values, progress=progress or Progress(None))


# drawing takes time: what is shown is looked at on these, what is asked on all of them
SHOWN = [VARIANTS[0], VARIANTS[3], VARIANTS[4], *VARIANTS[-4:]]


@pytest.fixture(params=SHOWN, ids=lambda v: "-".join(str(x) for x in v.values()))
def drawn(request: pytest.FixtureRequest) -> Lesson[Any, Any]:
    return opened(**request.param)


@pytest.fixture(params=VARIANTS, ids=lambda v: "-".join(str(x) for x in v.values()))
def lesson(request: pytest.FixtureRequest) -> Lesson[Any, Any]:
    return opened(**request.param)


def everything(lesson: Lesson[Any, Any]) -> list[Exercise]:
    return [*lesson.exercises.values(), *lesson.bank]


def test_the_expected_answers_are_accepted(lesson: Lesson[Any, Any]) -> None:
    verdicts = {one.id: one.check(one.reference).state for one in everything(lesson)}
    assert set(verdicts.values()) == {"right"}, verdicts
    assert {type(one) for one in lesson.exercises.values()} == {Number, Choice, Several, Matching, Grid}
    assert len(lesson.exercises) == 9
    assert len(lesson.bank) >= 14


def test_known_mistakes_are_recognised_and_never_right(lesson: Lesson[Any, Any]) -> None:
    for one in some(one for one in everything(lesson) if isinstance(one, Number)):
        assert one.mistakes, one.id
        for mistake in some(one.mistakes):
            verdict = one.check(mistake.value)
            assert (verdict.state, verdict.mistake) == ("not_yet", mistake.id), (one.id, mistake)
            assert len(mistake.text) > 20


def test_other_numbers_are_refused(lesson: Lesson[Any, Any]) -> None:
    for one in some(one for one in everything(lesson) if isinstance(one, Number)):
        for wrong in (one.expected * 1.3 + 7, -one.expected - 3, one.expected / 7 - 1):
            assert one.check(wrong).state == "not_yet", one.id


def wrong_options(one: Exercise) -> list[Option]:
    if isinstance(one, Choice):
        return [option for option in one.options if option.id != one.right]
    if isinstance(one, Several):
        return [option for option in one.options if option.id not in one.right]
    if isinstance(one, Matching | Grid):
        return list(one.rows)
    return []


def test_every_wrong_option_says_why(lesson: Lesson[Any, Any]) -> None:
    wrong = [(one, option) for one in everything(lesson) for option in wrong_options(one)]
    for one, option in some(wrong):
        assert len(option.feedback) > 20 or one.id == "letters", (one.id, option.id)
        if isinstance(one, Choice):
            assert one.check(option.id).text == option.feedback
        if isinstance(one, Several):
            assert one.check([*one.reference, option.id]).mistake == option.id


def test_wrong_pairs_and_grids_are_refused(lesson: Lesson[Any, Any]) -> None:
    for one in some(everything(lesson)):
        if isinstance(one, Matching):
            for row, column in some(itertools.product(one.rows, one.columns)):
                state = one.check({**one.right, row.id: column.id}).state
                assert (state == "right") == (one.right[row.id] == column.id)
        if isinstance(one, Grid):
            for row, column in some(itertools.product(one.rows, one.columns)):
                answer = {name: set(cells) for name, cells in one.right.items()}
                answer[row.id] ^= {column.id}
                assert one.check({name: list(cells) for name, cells in answer.items()}).state == "not_yet"


# --- values by hand -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("case", "exercise", "expected"),
    [
        # (12.7 - 10.5) / (12.7 - 9)
        ("bergamo", "progress", 59.459),
        # 384.1459 / (1 + 383.1459 / N), rounded up: 23,119; 6,044 aged 18-24; 12,407 aged 15-29
        ("bergamo", "sample", 378),
        ("catanzaro", "sample", 362),
        ("lucca", "sample", 373),
        ("bergamo", "invite", 750),
    ],
)
def test_answers_by_hand(case: str, exercise: str, expected: float) -> None:
    one = opened(case=case).exercises[exercise]
    assert isinstance(one, Number)
    assert one.expected == pytest.approx(expected, abs=0.001)


def test_what_the_cases_have_written() -> None:
    grids = {case: opened(case=case).exercises["what-is-there"] for case in CASES}
    assert grids["bergamo"].reference == {
        "eta-ingresso": ["unit", "target"], "costi": ["unit", "target"],
    }  # fmt: skip
    assert grids["catanzaro"].reference == {"autonomia": ["unit", "verification"]}
    assert grids["lucca"].reference == {
        "autonomia": ["unit", "verification"], "lavoro": ["unit", "verification"],
    }  # fmt: skip
    # three starting points and no target: what the others lack, and the other way round
    assert grids["prato"].reference == {
        "uscita": ["unit", "verification"],
        **{name: ["unit", "baseline"] for name in ("spesa", "ricambio", "poverta")},
    }
    assert grids["lecce"].reference == {key: ["unit", "verification"] for key in ("frequenza", "promossi")}


def test_published_starting_points_are_told() -> None:
    story = opened(case="prato").text("story").text
    assert "1.156.629,56 €" in story
    assert "0,9%" in story
    assert "non pubblicano" not in story


@pytest.mark.parametrize(
    ("place", "shown", "year"),
    [
        ("Bergamo", "meno del 9%", 2023),
        ("Catanzaro", "11,8%", 2023),
        ("Lucca", "10,9%", 2017),
        ("Forlì", "10,5%", 2023),  # no figure of the region: Italy's, and the page says so
    ],
)
def test_the_regional_figure_is_the_one_published(place: str, shown: str, year: int) -> None:
    lesson = opened(municipality=place)
    assert (lesson.ground.regional.shown, lesson.ground.regional.year) == (shown, year)
    words = lesson.text("region").text
    assert shown in words
    assert ("non c'è la cifra della regione" in words) == (place == "Forlì")


def test_every_published_figure_has_its_source() -> None:
    for one in some(leavers().values()):
        assert one.notes
        assert all(note.text for note in one.notes)


def test_the_fall_in_calabria_is_neither_all_chance_nor_all_change() -> None:
    control = opened().controls["noise"]
    few, many = (control.outcome({"answers": n}).text for n in ("100", "1600"))
    # by hand: 100 each gives a half-width of 10.1 points, 1600 of 2.5, on 8.2
    assert "Lo zero è dentro" in few
    assert "Lo zero è fuori" in many
    assert difference_interval(0.2, 0.118, sizes=(100, 100)).high > 0
    for words in (few, many):
        assert "Se le due indagini avessero avuto" in words
        assert "ipotesi" in words


# --- controls -----------------------------------------------------------------------------------
def test_controls_change_what_is_drawn_and_give_no_answer_away(drawn: Lesson[Any, Any]) -> None:
    moves: dict[str, list[dict[str, object]]] = {
        "progress": [{"value": 70}, {"direction": "within", "high": 40, "target": 20}, {"target": 60}],
        "noise": [{"answers": "3200"}, {"share": 12}, {"deff": "2.0"}],
        "sample": [
            {"margin": 3},
            {"groups": "classes"},
            {"response": 20},
            {"first": 60},
            {"municipality": "Lodi"},
        ],
        "silent": [{"invited": "50000"}, {"response": 90}, {"share": 10}],
        "bes": [{"file": "niente.xlsx"}],
    }
    assert set(moves) == set(drawn.controls)
    for name, values in moves.items():
        pages = [drawn.controls[name].outcome(v).html for v in ({}, *values)]
        assert len(set(pages)) == len(pages), name
    start = drawn.controls["sample"].static().text
    assert f"{drawn.ground.answers}\n" not in start or drawn.ground.one < 200


def test_equal_ends_and_reversed_ages_are_explained() -> None:
    lesson = opened()
    assert "uguale alla partenza" in lesson.controls["progress"].outcome({"target": 60}).text
    assert "rovesciate" in lesson.controls["sample"].outcome({"first": 80, "last": 20}).text
    assert "Nessun residente" in lesson.controls["sample"].outcome(
        {"municipality": "Morterone", "first": 1, "last": 1}
    ).text  # fmt: skip


def test_inviting_more_narrows_one_band_only() -> None:
    control = opened().controls["silent"]
    few, many = (control.outcome({"invited": n}).text for n in ("200", "50000"))
    assert "larga 65 punti" in few
    assert "larga 65 punti" in many
    assert "fra 69% e 89%" in few
    assert "fra 79% e 81%" in many


def test_the_official_table_is_shown_without_code(tmp_path: Path) -> None:
    lines = [
        "CODICE;INDICATORE;SESSO;TERRITORIO;UNITA_MISURA;V2022;V2023",
        "02IST006;NEET *di prova* <b>;Totale;Bergamo;Valori percentuali;12,8;11,3",
        "02IST006;NEET *di prova* <b>;Totale;Italia;Valori percentuali;19,0;....",
        "01X;Altro;Totale;Italia;Valori percentuali;....;....",
    ]
    (tmp_path / "bes.csv").write_text("\n".join(lines), encoding="utf-8")
    lesson = opened(Progress(tmp_path))
    control = lesson.controls["bes"]
    assert "sito dell'Istat" in control.outcome().text
    shown = control.outcome({"file": "bes.csv"})
    assert "Bergamo (provincia) 11,3 nel 2023" in shown.text
    assert "Italia 19,0 nel 2022" in shown.text
    assert "&lt;b&gt;" in shown.html
    assert "<b>" not in shown.html
    assert "non ha valori" in control.outcome({"file": "bes.csv", "indicator": "altro"}).text
    assert "Nella cartella ci sono: bes.csv" in control.outcome({"file": "be.csv"}).text
    assert "Nessun indicatore" in control.outcome({"file": "bes.csv", "indicator": "zebra"}).text
    # a file changed after it was read is read again
    (tmp_path / "bes.csv").write_text("\n".join(lines).replace("11,3", "10,9"), encoding="utf-8")
    assert "10,9 nel 2023" in control.outcome({"file": "bes.csv"}).text


# --- the page -----------------------------------------------------------------------------------
def test_texts_and_tables_cite_their_sources(drawn: Lesson[Any, Any]) -> None:
    for name in ("story", "italy", "region", "calabria", "bes"):
        assert "<a " in drawn.text(name).html, name
    for name in ("indicators", "krejcie"):
        assert drawn.table(name).text
    assert "studylib.net" in drawn.sources().html


def test_nothing_a_trainee_sees_gives_an_answer_away(drawn: Lesson[Any, Any]) -> None:
    shown = "\n".join(
        [
            *(drawn.text(name).text for name in drawn.parts.texts),
            *(drawn.table(name).text for name in drawn.parts.tables),
            *(control.static().text for control in drawn.controls.values()),
            *(repr(drawn.ask(name)) for name in drawn.exercises),
            repr(drawn.document("indicator")),
        ]
    )
    assert not [text for one in everything(drawn) for text in one.secrets() if text in shown]
    people, _sample = drawn.ground.printed
    rows = drawn.table("krejcie").text.splitlines()
    assert not [row for row in rows if row.split()[:1] == [f"{people}"]]


def test_parameters_are_checked() -> None:
    with pytest.raises(ParameterError) as error:
        opened(municipality="Atlantide", margin=50, response=0)
    assert {problem.where for problem in error.value.problems} == {"municipality", "margin", "response"}


# --- the indicator sheet ------------------------------------------------------------------------
def test_the_sheets_of_the_record_are_found_again(tmp_path: Path) -> None:
    lesson = opened(Progress(tmp_path))
    lesson.record.add(Event("07", "sheet:prova", "note", answer={"name": "Prova", "target": "80"}))
    again = opened(Progress(tmp_path))
    assert "Nome dell'indicatore" in repr(again.document("indicator"))
    assert saved(project_of(again.learner)) == {"prova": {"name": "Prova", "target": "80"}}


def test_two_answers_leave_almost_everything_open() -> None:
    # Clopper-Pearson by hand: 0 of 2 goes up to 1 - 0.025 ** 0.5 = 84%; 10 of 10 down to 0.025 ** 0.1 = 69%
    silent = opened().controls["silent"]
    assert "fra 0% e 84%" in silent.outcome({"invited": "200", "response": 1, "share": 0}).text
    assert "fra 69% e 100%" in silent.outcome({"invited": "200", "response": 5, "share": 100}).text


@pytest.mark.parametrize(
    "values",
    [
        {"target": 60},
        {"target": 70},
        {"direction": "within", "high": 10},
        {"direction": "within", "baseline": 35},
    ],
)
def test_a_way_that_is_not_there_is_told_without_the_names_of_the_code(values: dict[str, object]) -> None:
    text = opened().controls["progress"].outcome(values).text
    assert not [name for name in ("target:", "target_high:", "baseline:", "direction:") if name in text]
    assert "artenza" in text or "raguardo" in text or "fascia" in text


def test_no_more_invitations_than_people_are_sent() -> None:
    text = (
        opened()
        .controls["sample"]
        .outcome({"municipality": "Morterone", "first": 60, "last": 75, "response": 40})
        .text
    )
    row = next(line for line in text.splitlines() if "Inviti da mandare" in line)
    assert row.split()[-1] == "6", "Morterone has six residents of that age"
    assert "servirebbero 15 inviti" in text
