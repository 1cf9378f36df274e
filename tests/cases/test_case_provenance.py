"""Numbers without a ground, sources that do not match, roles and names that are missing: each is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_drafts import (
    BERGAMO,
    CELL,
    EVALUATOR,
    ONE_CLAIM,
    PROGRAMME,
    RIBES_CONFIDENT,
    SOURCES,
    amount,
    assert_named,
    check,
    listed,
)

from fis_lessons.cases import load_case, read_case
from fis_lessons.errors import CaseError

# id, (old, new) in the Bergamo file, where, what is found, what to do
MUTATIONS = [
    (
        "neither source nor assumption",
        amount("value: 150000, unit: EUR"),
        "money[1].amount",
        "né fonti né ipotesi",
        "Cita la fonte",
    ),
    (
        "empty list of sources",
        amount("value: 150000, unit: EUR, sources: []"),
        "money[1].amount",
        "né fonti né ipotesi",
        "Cita la fonte",
    ),
    (
        "source and assumption",
        amount("value: 1, unit: EUR, sources: [coopdiary], assumption: Per insegnare."),
        "money[1].amount",
        "insieme fonti e ipotesi",
        "Tieni la fonte",
    ),
    (
        "same source twice",
        amount("value: 1, unit: EUR, sources: [coopdiary, coopdiary]"),
        "money[1].amount",
        "citata due volte",
        "Togli",
    ),
    (
        "source not listed",
        amount("value: 1, unit: EUR, sources: [coopdairy]"),
        "money[1].amount.sources[1]",
        "«coopdairy» è citata ma non è nell'elenco",
        "Aggiungila",
    ),
    (
        "source never cited",
        (SOURCES, listed("extra")),
        "sources[extra]",
        "«extra» è nell'elenco ma nessuno la cita",
        "toglila",
    ),
    ("source listed twice", (SOURCES, listed("ambito")), "sources[ambito]", "già usato", "Cambia"),
    (
        "reversed range",
        ("low: 67.94, high: 74.89", "low: 74.89, high: 67.94"),
        "services_and_costs[rsa].quantities[3]",
        "rovesciato",
        "Scambia",
    ),
    (
        "reversed ages",
        ("age_from: 60\n    age_to: 75", "age_from: 75\n    age_to: 60"),
        "target_groups[silver]",
        "rovesciato",
        "Scambia",
    ),
    (
        "reversed period",
        ('date: "2019-10"', 'date: "2020/2019"'),
        "timeline[1].date",
        "rovesciato",
        "Scambia",
    ),
    (
        "a year of two figures",
        ('date: "2019-10"', 'date: "19"'),
        "timeline[1].date",
        "«19»",
        "Correggi la data",
    ),
    (
        "range without an end",
        ("low: 67.94, high: 74.89", "low: 67.94"),
        "services_and_costs[rsa].quantities[3]",
        "manca il numero",
        "estremi",
    ),
    (
        "value and range",
        ("low: 67.94, high: 74.89", "low: 67.94, high: 74.89, value: 70"),
        "services_and_costs[rsa].quantities[3]",
        "un numero e un intervallo",
        "Tieni",
    ),
    (
        "value and one end of a range",
        ("low: 67.94, high: 74.89", "high: 74.89, value: 70"),
        "services_and_costs[rsa].quantities[3]",
        "un numero e un intervallo",
        "Tieni",
    ),
    (
        "role missing",
        (EVALUATOR, ""),
        "stakeholders",
        "Manca un ruolo obbligatorio: soggetto valutatore",
        "status: unknown",
    ),
    (
        "doubt without a note",
        ("status: unknown", "status: ambiguous\n    xnote: x"),
        "valutatore].xnote",
        "non è prevista",
        "Correggi",
    ),
    (
        "more certain than its source",
        RIBES_CONFIDENT,
        "stakeholders[ribes].confidence",
        "più alta",
        "Abbassala",
    ),
    (
        "unknown stakeholder",
        (CELL, CELL.replace("comune", "commune")),
        "participation[1].stakeholder",
        "«commune» non è in «stakeholders»",
        "correggi il nome",
    ),
    (
        "unknown target",
        ("target: silver", "target: sliver"),
        "theory_of_change[rinvio].target",
        "«sliver» non è in",
        "correggi il nome",
    ),
    (
        "same cell twice",
        ("participation:\n", f"participation:\n{CELL}, sources: [corriere]}}\n"),
        "participation[2]",
        "c'è già",
        "Unisci",
    ),
    (
        "one claim",
        ("  - id: liste-attesa", ONE_CLAIM + "  - id: liste-attesa"),
        "contradictions[solo].claims",
        "troppo poche",
        "Aggiungi",
    ),
]


@pytest.mark.parametrize(
    ("change", "where", "found", "remedy"), [m[1:] for m in MUTATIONS], ids=[m[0] for m in MUTATIONS]
)
def test_is_named(tmp_path: Path, change: tuple[str, str], where: str, found: str, remedy: str) -> None:
    assert_named(tmp_path, change, where=where, found=found, remedy=remedy)


def test_a_text_is_read_as_a_file_is_and_refused_as_a_file_is() -> None:
    assert read_case(BERGAMO, name="bergamo") == load_case("bergamo")
    # all there, and a source nobody listed: no case comes out
    with pytest.raises(CaseError, match=r"Il file bergamo\.yaml ha problemi") as told:
        read_case(BERGAMO.replace(*amount("value: 1, unit: EUR, sources: [coopdairy]")), name="bergamo")
    assert ["«coopdairy»" in problem.found for problem in told.value.problems] == [True]


def test_a_range_may_be_of_one_number_and_a_number_is_no_word_of_a_list(tmp_path: Path) -> None:
    assert check(tmp_path, BERGAMO.replace("low: 67.94, high: 74.89", "low: 70, high: 70")) == []
    (problem,) = check(tmp_path, BERGAMO.replace("kind: announced", "kind: 3", 1))
    assert problem.where.startswith("draft.yaml: money[1].kind") and "ceiling" in problem.expected


def test_one_error_does_not_hide_another(tmp_path: Path) -> None:
    problems = check(tmp_path, BERGAMO.replace(*amount("low: 9, high: 1, unit: EURO")))
    found = "\n".join(p.found for p in problems if "money[1].amount" in p.where)
    for part in ("«EURO»", "né fonti né ipotesi", "rovesciato"):
        assert part in found
    assert len(problems) == 3


def test_a_doubt_needs_a_note(tmp_path: Path) -> None:
    note = BERGAMO[BERGAMO.index("    note: Il programma chiede un valutatore.") :].splitlines()[0] + "\n"
    (problem,) = check(tmp_path, BERGAMO.replace(note, ""))
    assert "stakeholders[valutatore]" in problem.where
    assert "incerto" in problem.found


def test_an_empty_chair_covers_a_role() -> None:
    (chair,) = load_case("bergamo").by_role("evaluator")
    assert (chair.status, bool(chair.note)) == ("unknown", True)


def test_the_programme_is_checked_too(tmp_path: Path) -> None:
    assert check(tmp_path, PROGRAMME) == []
    row = next(row for row in PROGRAMME.splitlines(keepends=True) if "role: financier" in row)
    found = "\n".join(map(str, check(tmp_path, PROGRAMME.replace(row, ""))))
    assert "Manca un ruolo obbligatorio: investitore o finanziatore privato" in found
