"""Lesson 03: numbers somebody can check by hand, every case and language, and files that spoil a survey."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from never_empty import some

from fis_lessons.cases import case_names
from fis_lessons.errors import FisError, ReadingError
from fis_lessons.exercises import Progress
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.l03_relational_goods.controls.index import scaled
from fis_lessons.lessons.l03_relational_goods.controls.survey_file import read_survey
from fis_lessons.lessons.l03_relational_goods.ground import (
    QUARTERS,
    REGISTER,
    alpha_of,
    answers,
    development,
    relations,
)
from fis_lessons.territory import population, regions

GOOD: list[list[object]] = [
    ["codice", "a", "b", "c"],
    ["P1", 1, 2, 2],
    ["P2", 4, 5, 4],
    ["P3", 3, 3, None],
    ["P4", 5, 4, 5],
]


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def opened(case: str = "bergamo", **own: object) -> Lesson[Any, Any]:
    return lesson_spec("03").open({"case": case, **own}, progress=Progress(None))


def sheet(folder: Path, rows: list[list[object]], name: str = "dati.xlsx") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    path = folder / name
    book.save(path)
    return path


# --- every case, every language -----------------------------------------------------------------
@pytest.mark.parametrize("case", case_names())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_expected_answers_are_right_and_mistakes_are_told(case: str, lang: str) -> None:
    lesson = opened(case, lang=lang)
    for one in (*lesson.exercises.values(), *lesson.bank):
        assert one.check(one.reference).state == "right", one.id
        for mistake, answer in one.mistaken():
            assert one.check(answer).mistake == mistake, one.id


@pytest.mark.parametrize("people", [20, 40, 200])
@pytest.mark.parametrize("seed", [1, 2, 7, 11])
def test_mistakes_are_told_apart_whatever_is_drawn(people: int, seed: int) -> None:
    for change, lost in ((1, 10), (10, 50), (3, 25)):
        lesson = opened(people=people, seed=seed, change=change, lost=lost)
        for one in some(lesson.exercises.values()):
            assert one.check(one.reference).state == "right", one.id
            for mistake, answer in one.mistaken():
                assert one.check(answer).mistake == mistake, (one.id, change, lost)


@pytest.mark.parametrize("town", ["Roma", "Morterone", "Forlì", "Aosta", "Bolzano", "082053"])
def test_it_opens_on_any_municipality(town: str) -> None:
    lesson = opened(municipality=town)
    ground = lesson.ground
    assert ground.residents == population(ground.place)
    assert lesson.exercises["per-thousand"].check(lesson.exercises["per-thousand"].reference).state == "right"
    assert ground.region in relations("2021").index
    assert lesson.controls["index"].outcome().text


# --- by hand ------------------------------------------------------------------------------------
def test_associations_of_bergamo() -> None:
    # 251 in 119,534
    exercise = opened().exercises["per-thousand"]
    assert exercise.check("2,10").state == "right"
    assert exercise.check("0,21").mistake == "per_cent"
    assert exercise.check("476,23").mistake == "inverted"


def test_alpha_by_hand() -> None:
    # 4 / 3 * (1 - 4 / 10)
    exercise = opened().exercises["alpha"]
    assert exercise.check("0,8").state == "right"
    assert exercise.check("0,6").mistake == "no_factor"
    assert exercise.check("0,45").mistake == "wrong_factor"


def test_italy_in_the_report() -> None:
    exercise = opened().exercises["italy"]
    assert exercise.check("0,906").state == "right"
    assert exercise.check("0,909").mistake == "arithmetic"
    found = development("ITA")
    assert (found.published, found.rank) == (0.906, 30)


def test_who_did_not_come_back_is_the_difference_of_the_two_means_given() -> None:
    lesson = opened()
    every, before, after = lesson.ground.came_back
    exercise = lesson.exercises["who-came-back"]
    assert before > every
    assert exercise.check(before - every).state == "right"
    assert exercise.check(every - before).mistake == "sign"
    assert str(f"{before - every:.2f}").replace(".", ",") in exercise.reference_text
    assert after > 0


def test_what_may_be_written_follows_the_interval() -> None:
    seen = {}
    for seed in range(1, 12):
        lesson = opened(seed=seed)
        seen[lesson.ground.seen] = lesson.exercises["few-answers"].reference
    assert seen == {True: "sure", False: "unsure"}


def test_the_two_quarters_change_places() -> None:
    # 6 in 7,500 and 3 in 3,000; hours 120 and 70; used 80 of 120 and 37 of 70
    assert [len([one for one in REGISTER if one.quarter == name]) for name in QUARTERS] == [6, 3]
    control = opened().controls["register"]
    assert "Qui è avanti Quartiere Fiume" in control.outcome({"what": "count"}).text
    assert "Qui è avanti Quartiere Stazione" in control.outcome({"what": "rate"}).text
    assert "Qui è avanti Quartiere Stazione" in control.outcome({"what": "hours"}).text
    used = control.outcome({"what": "use"}).text
    assert "67%" in used
    assert "53%" in used
    # 4 places, a group and a net against 2 places and a group: exp of Shannon's index
    assert "Quartiere Fiume: 2,4; Quartiere Stazione: 1,9" in control.outcome({"what": "variety"}).text
    far = control.outcome({"what": "far"}).text
    assert "Quartiere Fiume: 0,2 km; Quartiere Stazione: 1,0 km" in far
    assert "Qui è avanti Quartiere Fiume" in far


# --- the scale ----------------------------------------------------------------------------------
def test_turning_the_last_question_mends_the_scale() -> None:
    table = answers(200, seed=1)
    assert alpha_of(table, turned=False).alpha < 0.2
    mended = alpha_of(table).alpha
    assert mended > 0.7
    assert mended == pytest.approx(alpha_of(answers(200, seed=1, missed=False), turned=False).alpha)


def test_gaps_are_the_same_for_the_same_seed_and_leave_the_answers_as_they_were() -> None:
    holes = answers(50, seed=3, gap=0.2)
    assert holes.equals(answers(50, seed=3, gap=0.2))
    whole = answers(50, seed=3)
    there = holes.notna()
    assert (holes[there] == whole[there])[there].all(axis=None)
    assert 0.1 < 1 - there.to_numpy().mean() < 0.3


@pytest.mark.parametrize("gaps", ["complete", "person_mean", "pairwise"])
def test_the_control_of_the_scale_to_its_ends(gaps: str) -> None:
    control = opened().controls["scale"]
    for people in (5, 300):
        for missing in (0, 40):
            said = control.outcome({"people": people, "missing": missing, "gaps": gaps, "turned": "yes"})
            few = gaps != "person_mean" and people == 5 and missing == 40
            assert ("Atteso" in said.text or "a coppie" in said.text) if few else "Alfa " in said.text
            assert "nan" not in said.text


def test_the_control_of_change_to_its_ends() -> None:
    control = opened().controls["change"]
    for values in some([
        {"people": 10, "change": 0, "lost": 50, "who": "lowest"},
        {"people": 400, "change": 10, "lost": 0, "who": "anyone"},
        {"people": 10, "change": 10, "lost": 50, "who": "anyone"},
    ]):  # fmt: skip
        said = control.outcome(values)
        assert "Su 40 indagini" in said.text
        assert "nan" not in said.text
    assert "aspettiamo" in control.outcome({"change": 0}).text


# --- the index ----------------------------------------------------------------------------------
def test_every_region_of_the_kit_is_in_the_table() -> None:
    codes = set(relations("2021")["code"])
    assert {one.code for one in regions()} <= codes
    assert len(scaled()) == 20
    assert (scaled() > 0).all(axis=None)


@pytest.mark.parametrize("mean", ["arithmetic", "mazziotta_pareto", "geometric", "lowest"])
@pytest.mark.parametrize("weights", ["equal", "trust", "participation", "count_on", "without"])
@pytest.mark.parametrize("scale", ["years", "year"])
def test_the_control_of_the_index_answers_for_every_choice(mean: str, weights: str, scale: str) -> None:
    said = opened().controls["index"].outcome({"mean": mean, "weights": weights, "scale": scale})
    assert "Lombardia: posto" in said.text


def test_a_yes_or_no_asked_twice_by_hand() -> None:
    # 22 of 40 before, 27 of 40 after: 5 in 40 more
    control = opened().controls["pairs"]
    said = control.outcome().text
    assert "55,0%" in said
    assert "67,5%" in said
    assert "+12,5" in said
    assert "Lo zero è dentro" in said
    sure = control.outcome({"lost": 0, "gained": 20}).text
    assert "Lo zero è fuori" in sure
    nobody = control.outcome({"both": 0, "lost": 0, "gained": 0, "neither": 0}).text
    assert "non c'è nessuno" in nobody


# --- a file of one's own ------------------------------------------------------------------------
def test_a_good_file_is_read_and_codes_are_left_out(tmp_path: Path) -> None:
    rows: list[list[object]] = [*GOOD, ["Media", 3.25, 3.5, 3.7]]
    found = read_survey(sheet(tmp_path, rows), low=1, high=5)
    assert list(found.table.columns) == ["a", "b", "c"]
    assert len(found.table) == 4
    assert found.table["c"].isna().sum() == 1
    assert "codice" in " ".join(found.left_out)
    assert "riga 6" in " ".join(found.left_out).lower()
    assert found.named([" B "]) == ["b"]


def test_a_text_of_cells_is_read_with_the_comma(tmp_path: Path) -> None:
    path = tmp_path / "dati.csv"
    path.write_text("a;b\n1,5;2\n4;5\n3;2,5\n", encoding="utf-8")
    found = read_survey(path, low=1, high=5)
    assert found.table["a"].tolist() == [1.5, 4, 3]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param(
            [*GOOD, ["P5", "spesso", 2, 3]], ["riga 6, colonna «a»", "spesso"], id="a word among numbers"
        ),
        pytest.param(
            [*GOOD, ["P5", 55, 2, 3]], ["riga 6, colonna «a»", "55", "fra 1 e 5"], id="beyond the scale"
        ),
        pytest.param([["a", "b"]], ["non ha almeno due righe"], id="no answers"),
        pytest.param([["a", "b"], ["Media", 3]], ["nessuna risposta"], id="only a mean"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_row(
    tmp_path: Path, rows: list[list[object]], told: list[str]
) -> None:
    with pytest.raises(ReadingError) as error:
        read_survey(sheet(tmp_path, rows), low=1, high=5)
    for words in told:
        assert words in str(error.value)


def test_many_wrong_answers_are_counted(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a", "b"], [1, 1], *([["x", 2]] * 20)]
    with pytest.raises(ReadingError, match="altre risposte da correggere: 8"):
        read_survey(sheet(tmp_path, rows), low=1, high=5)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param([["a", "b"], [3, 3], [3, 3], [3, 3]], "non differiscono", id="all answers equal"),
        pytest.param([["a", "b"], [3, 4], [None, None]], "una persona sola", id="one respondent"),
        pytest.param([["a", "b"], [3, None], [None, 4]], "nessuna persona", id="nobody answered both"),
        pytest.param([["a", "nota"], [3, "x"], [4, "y"]], "almeno 2 domande", id="one question"),
    ],
)
def test_the_control_says_what_spoils_a_survey_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[list[object]], told: str
) -> None:
    path = sheet(tmp_path, rows)
    before = path.read_bytes()
    monkeypatch.chdir(tmp_path)
    control = opened().controls["own-survey"]
    said = control.outcome({"file": "dati.xlsx"})
    assert told in said.text
    assert 'role="alert"' in said.html
    assert path.read_bytes() == before


def test_the_control_reads_a_file_and_hides_few_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet(tmp_path, GOOD)
    monkeypatch.chdir(tmp_path)
    said = opened().controls["own-survey"].outcome({"file": "dati.xlsx", "turned": "C"})
    assert "meno di 5" in said.text
    assert "Colonne non usate" in said.text
    assert "Vanno contro" in said.text
    assert "Punteggi: meno di 5" in said.text
    missing = opened().controls["own-survey"].outcome({"file": "altro.xlsx"})
    assert "altro.xlsx" in missing.text


def test_the_control_speaks_english_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet(tmp_path, [["a", "b"], [3, "often"], [1, 2]])
    monkeypatch.chdir(tmp_path)
    lesson = opened(lang="en")
    set_language("en")
    said = lesson.controls["own-survey"].outcome({"file": "dati.xlsx"})
    assert "row 2" in said.text
    assert "often" in said.text


def test_hostile_names_are_shown_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[list[object]] = [["<b>a</b>", "=1+1"], [1, 2], [4, 5], [3, 2]]
    sheet(tmp_path, rows)
    monkeypatch.chdir(tmp_path)
    said = opened().controls["own-survey"].outcome({"file": "dati.xlsx", "turned": "<img src=x>"})
    assert "<img" not in said.html
    whole = opened().controls["own-survey"].outcome({"file": "dati.xlsx"})
    assert "<b>a</b>" not in whole.html


def test_the_shipped_table_is_istats(tmp_path: Path) -> None:
    given = Path(__file__).parents[3] / "shared" / "data" / "bes" / "bes_regioni_2021.csv"
    if not given.is_file():
        pytest.skip("shared/data is not here: the table cannot be compared with the one given")
    codes = {
        "05REL003": "count_on",
        "05REL004": "participation",
        "05REL006": "volunteering",
        "05REL009": "trust",
    }
    with given.open(encoding="utf-8", newline="") as stream:
        rows = [
            r
            for r in csv.DictReader(stream)
            if r["codice"] in codes
            and r["sesso"] == "T"
            and (r["cod_regione"] or r["territorio"] == "Italia")
        ]
    table = relations("2021")
    for row in some(rows):
        name = row["territorio"].split("/")[0]
        assert table.loc[name, codes[row["codice"]]] == float(row["2021"])


def test_a_word_that_is_in_no_menu_is_told() -> None:
    lesson = opened()
    for name, values in (("register", {"what": "x"}), ("change", {"who": "x"}), ("index", {"mean": "x"})):
        assert "non è nel menu" in lesson.controls[name].outcome(values).text
    with pytest.raises(FisError):
        opened(people=5)
