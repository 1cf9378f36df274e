"""The sheets with a row for each thing: indicators, who is at the table, who brings what."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from office import line, needs_office, opened, place, project, recalculated

from fis_lessons.dossier.network_sheet import read_resources
from fis_lessons.dossier.study.annexes import write_annexes
from fis_lessons.dossier.table_draft import review, to_text
from fis_lessons.figures.stakeholders import attitude_label
from fis_lessons.measures.pooling import left_without, pool
from fis_lessons.measures.stakeholders.salience import salience_label
from fis_lessons.measures.stakeholders.seats import Seat

DATE = datetime.date(2026, 11, 30)
UP = {
    "name": "Ancora a scuola dopo un anno", "direction": "more", "baseline": "70,5", "target": "80",
    "baseline_date": "30/06/2026", "target_date": "30/06/2028", "unit": "%",
}  # fmt: skip
DOWN = {"name": "Giorni d'assenza", "direction": "less", "baseline": "0", "target": "20"}
VAGUE = {"name": "Fiducia", "baseline": "circa dieci", "target": "12"}
SEATS = (
    Seat(
        name="Comune", kind="public", power=5, interest=5, legitimacy=True, urgency=True, roles=("proposer",)
    ),
    Seat(
        name="Cooperativa L'Arca", power=2, interest=5, roles=("provider", "evaluator"), phases=("deliver",)
    ),
    Seat(name="=2+3", kind="community", power=1, interest=2, urgency=True),
    Seat(name="Stampa", kind="private", power=3, interest=1, legitimacy=True),
)
RESOURCES = (
    "Comune; denaro; 20.000\nComune; spazi; 3.000\nOratorio; spazi; 6.000; se c'è Comune\n"
    "Volontari; ore; 500; 15; se c'è Oratorio\nFondazione; denaro; 10.000\n>0; ore; 10; 20"
)


def indicators(*sheets: dict[str, str]) -> dict[str, str]:
    return {f"i{at}.{field}": text for at, one in enumerate(sheets) for field, text in one.items()}


def rows(sheet: Any) -> dict[str, list[Any]]:
    return {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=6) if row[0].value}


@needs_office
def test_differences_of_the_indicators(tmp_path: Path) -> None:
    found = recalculated(write_annexes(project(indicators=indicators(UP, DOWN, VAGUE)), date=DATE), tmp_path)
    told = rows(found["Indicatori"])
    # 80 - 70.5 = 9.5; 9.5 / 70.5 = 13.5%; two years, one of them long
    assert told[UP["name"]][8] == 9.5
    assert told[UP["name"]][9] == pytest.approx(9.5 / 70.5)
    assert told[UP["name"]][10] == pytest.approx(731 / 365.25)
    assert told[UP["name"]][11] == "sì"
    assert told[DOWN["name"]][8:12] == [20, "–", "–", "no"], "it should go down: 0 is where it starts"
    assert told[VAGUE["name"]][3] == "circa dieci"
    assert told[VAGUE["name"]][8:12] == ["–"] * 4
    assert set(rows(found["Come si misura"])) == {UP["name"], DOWN["name"], VAGUE["name"]}


@needs_office
def test_treatment_and_class_are_those_of_the_lesson(tmp_path: Path) -> None:
    content = write_annexes(project(stakeholders={"table": to_text(SEATS)}), date=DATE)
    sheet = recalculated(content, tmp_path)["Soggetti"]
    found, told = review(SEATS), rows(sheet)
    for seat, way, kind in zip(SEATS, found.influence.attitudes, found.salience, strict=True):
        assert told[seat.name][6:8] == [attitude_label(way), salience_label(kind)], seat.name
    assert [told[seat.name][-2] for seat in SEATS] == [None, "sì", None, None], "who does and who verifies"
    assert line(sheet, "Investitore o finanziatore privato")[:2] == [0, "sì: manca"]
    assert line(sheet, "Soggetto valutatore")[:2] == [1, "sì: c'è"]


@needs_office
def test_what_is_left_when_one_goes(tmp_path: Path) -> None:
    sheet = recalculated(write_annexes(project(network={"resources": RESOURCES}), date=DATE), tmp_path)[
        "Risorse"
    ]
    things = read_resources(RESOURCES).things
    whole = pool(things)
    assert line(sheet, "Risorse di un anno")[:2] == [46_700, 1]
    assert line(sheet, "di cui tempo, al valore scritto")[0] == 500 * 15 + 10 * 20
    first = place(sheet, "Uno per uno") + 1
    body = sheet.iter_rows(min_row=first, max_row=first + len(whole.by_who) - 1)
    each = {row[0].value: [cell.value for cell in row[1:6]] for row in body}
    for who, value in whole.by_who.items():
        left = left_without(things, who)
        assert each[who] == pytest.approx(
            [value, value / whole.total, whole.total / value, left.after.total, left.share_left]
        ), who
    # without the municipality the parish goes, and the volunteers with it: 10,000 of the foundation and 200 stay
    assert each["Comune"][3] == 10_200


def test_two_hundred_indicators_and_texts_without_end_are_told() -> None:
    many = [{"name": f"Indicatore n° {at}", "baseline": "1", "target": "2"} for at in range(200)]
    many[0]["definition"] = "x" * 50_000
    many[1]["name"] = "=CMD|'/C calc'!A0"
    book = opened(write_annexes(project(indicators=indicators(*many)), date=DATE))
    sheet = book["Indicatori"]
    assert sum(1 for row in sheet.iter_rows(min_row=6) if row[0].value) == 200
    assert sheet.print_title_rows == "$5:$5"
    cells = [row[0] for row in sheet.iter_rows(min_row=6) if str(row[0].value).startswith("=CMD")]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]
    front = " ".join(str(cell.value) for row in book["Leggimi"].iter_rows() for cell in row if cell.value)
    assert "1 testo è troppo lungo per una cella che si stampa" in front
    assert "«Come si misura» (1)" in front
    words = book["Come si misura"]
    long = [cell for row in words.iter_rows(min_row=6) for cell in row if str(cell.value).startswith("xxx")]
    assert "il seguito è nel progetto" in long[0].value
    assert not long[0].border.left.style, "a text that was cut is not to be written in"
    assert words.row_dimensions[long[0].row].height <= 409


BUDGET = (
    "Operatori; 20.000; Comune; concesso; intervento I\nSala; 5.000; Oratorio; da chiedere; intervento I\n"
    "Sperimentazione; 500.000; Comune; annunciato; intervento II\nforse altro"
)


@needs_office
def test_the_budget_adds_up(tmp_path: Path) -> None:
    content = write_annexes(project(study={"budget": BUDGET}, network={"resources": RESOURCES}), date=DATE)
    sheet = recalculated(content, tmp_path)["Costi"]
    told = {
        "Costo del progetto": 525_000,
        "di cui concesso, o stanziato dal Comune": 20_000, "di cui annunciato": 500_000,
        "di cui da chiedere, o da stanziare dal Comune": 5_000, "di cui non si sa": 0,
        "Voci senza una somma propria": 1,
        "Risorse messe in comune in un anno (foglio «Risorse»)": 46_700, "Intervento non scritto": 0,
        "Comune": 520_000, "Oratorio": 5_000, "Senza un nome accanto": 0,
    }  # fmt: skip
    for label, euros in told.items():
        assert line(sheet, label)[0] == euros, label
    # the ceilings of the call: 150,000, 450,000, 1,000,000; the second is passed by 50,000
    stages = [row for row in sheet.iter_rows(max_col=4) if str(row[0].value).startswith("Intervento I")]
    assert [[cell.value for cell in row[1:]] for row in stages] == [
        [25_000, 150_000, 0], [500_000, 450_000, 50_000], [0, 1_000_000, 0],
    ]  # fmt: skip
