"""The same field is one number wherever it is read: in the rules, in the chapters, in the annexes."""

from __future__ import annotations

import datetime

import pytest
from never_empty import some
from office import line, opened, shown
from study_records import project, reading

from fis_lessons.dossier.contract_sheet import account_rows, most_label
from fis_lessons.dossier.study.annexes import write_annexes
from fis_lessons.dossier.study.budget import read_budget
from fis_lessons.dossier.study.builder import study_of
from fis_lessons.dossier.study.content import Study, Table
from fis_lessons.dossier.study.steps import read_steps
from fis_lessons.dossier.study.worked import worked_study

DAY = datetime.date(2026, 11, 30)
NAMES = [f"Associazione numero {n} del quartiere" for n in range(80)]


def table(study: Study, name: str) -> Table:
    return next(one for one in study.blocks() if isinstance(one, Table) and one.id == name)


def test_a_long_network_is_one_network() -> None:
    ties = "\n".join(f"Comune di Valdora - {name}" for name in NAMES)
    resources = "\n".join(f"{name}; denaro; 1.000" for name in NAMES)
    record = {"network": {"ties": ties, "resources": resources}}
    read, study = reading(record), study_of(project(**record), date=DAY)
    assert len(table(study, "network").rows) == len(read.network.names) == 81
    assert sum(one.amount for one in read.network.resources) == 80_000
    assert "80.000" in " ".join(cell for row in table(study, "resources").rows for cell in row)


def test_a_long_budget_and_a_long_plan_are_one_budget_and_one_plan() -> None:
    budget = "\n".join(
        f"Voce numero {n} del bilancio del progetto; 1.000; Comune; concesso" for n in range(60)
    )
    steps = "\n".join(f"Passo numero {n} del piano del progetto, da fare; 1" for n in range(60))
    record = {"study": {"budget": budget, "timetable": steps}}
    read, made = reading(record), project(**record)
    study = study_of(made, date=DAY)
    assert sum(one.euros or 0 for one in read_budget(read.study["budget"])) == 60_000
    assert table(study, "budget-totals").rows[-1][2] == "60.000 €"
    sheet = shown(write_annexes(made, date=DAY))["Costi"]
    assert line(sheet, "Costo del progetto")[0] == 60_000
    plan = read_steps(read.study["timetable"])
    assert plan is not None
    assert len(plan.steps) == len(table(study, "study-timetable").rows) == 60


def test_contract_and_deal_cost_the_same_in_rules_chapters_and_annexes() -> None:
    worked = worked_study(7, 0)
    read, study = worked.reading, study_of(worked.project, date=DAY)
    account, deal = read.contract_account, read.deal_account
    assert account is not None
    assert deal is not None
    assert table(study, "contract").rows == tuple(some(account_rows(account)))
    told = {row[0]: row[1] for row in table(study, "deal").rows}
    assert told[most_label()] == "240.000 €"
    assert (account.most, deal.most) == (246_000, 24_000_000)  # the contract counts three verifications too
    book = shown(write_annexes(worked.project, date=DAY))
    assert line(book["Contratto"], "Spesa del Comune in tutto")[3] == account.most
    assert line(book["Accordo"], "Spesa del Comune in tutto")[3] == deal.most / 100
    assert opened(write_annexes(worked.project, date=DAY)).sheetnames == book.sheetnames


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("intervento 2", "II"),
        ("Fase III", "III"),
        ("phase 1", "I"),
        ("ii", "II"),
        ("3", "III"),
        ("intervento 4", ""),
    ],
)
def test_the_intervention_of_a_cost_is_read_as_people_write_it(written: str, stage: str) -> None:
    (line,) = read_budget(f"Sala; 1.500; {written}")
    assert line.word == ""
    assert (line.euros, line.stage, line.who) == (1_500, stage, "" if stage else written)
