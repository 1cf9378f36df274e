"""The comparison of a study and the fields only a study asks for: what is kept, what is said, nothing obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest
from never_empty import some

from fis_lessons.cases import load_atlas, load_comparators
from fis_lessons.dossier.record import project_of
from fis_lessons.dossier.record_fields import entries
from fis_lessons.dossier.study.choices import STUDY, study_fields
from fis_lessons.dossier.study.comparison import comparison, known_picks, read_picks
from fis_lessons.dossier.study.comparison_panel import ComparisonPanel, found_by, on_paper
from fis_lessons.dossier.study.content import Note, Points, Said, Table
from fis_lessons.dossier.study.screen import on_screen
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import use_language
from fis_lessons.lessons.desk.notes import Notebook


def tables(*picks: str) -> list[Table]:
    return [one for one in comparison(picks) if isinstance(one, Table)]


def test_a_ceiling_is_never_in_the_column_of_what_was_granted() -> None:
    row = tables("torino")[0].rows[0]
    assert "600" not in row[2]
    assert "150.000 €" in row[2]
    assert "450.000 €" in row[2]
    assert "1.600.000 €" in row[3]
    assert "tetto" in row[3]
    assert "1.500.000" not in row[2] + row[3]  # the company's capital is not the programme's


def test_what_was_announced_is_said_to_be_announced() -> None:
    assert tables("bergamo")[0].rows[0][3] == (
        "150.000 € (annunciati, Intervento I, studio di fattibilità); "
        "450.000 € (annunciati, Intervento II, sperimentazione)"
    )


def test_what_nobody_published_is_said_not_found() -> None:
    assert tables("novara")[0].rows[0][1:] == ("non trovato",) * 4


def test_what_was_done_is_told_where_no_result_is_and_sources_that_differ_are_both_told() -> None:
    prato = tables("prato")[0].rows[0]
    assert prato[2] == "non trovato"
    assert prato[3].count("tetto") == 2
    assert "Lo studio cambia i destinatari." in prato[4]
    assert prato[4].endswith("parte il 15 settembre 2022. Esiti: non trovato.")
    assert (
        tables("torino")[0]
        .rows[0][4]
        .endswith("Quante famiglie? Le fonti non concordano: 19 famiglie, 18 famiglie.")
    )


def test_every_pick_gives_a_row_with_its_sources_in_both_languages() -> None:
    for lang in ("it", "en"):
        with use_language(lang):
            for name in some(known_picks()):
                found = tables(name)
                assert len(found) == 1
                assert len(found[0].rows) == 1
                assert len(found[0].rows[0]) == len(found[0].columns)
                assert found[0].beside[0], name
                assert all(note.url.startswith("http") for note in found[0].notes)


def test_no_city_and_no_comparator_share_a_name() -> None:
    count = len(load_atlas().cities) + len(load_comparators().comparators)
    assert len(known_picks()) == count == 31


def test_nothing_known_is_nothing_shown() -> None:
    assert comparison(["atlantide"]) == ()
    assert read_picks("x; ;; prato;prato") == ("prato",)


# --- on the screen ------------------------------------------------------------------------------
def panel(folder: Path) -> tuple[ComparisonPanel, Notebook]:
    notebook = Notebook("13", Learner(folder, building=False, lang="it", record=Progress(folder)))
    made = ComparisonPanel(
        notebook.learner,
        kept=lambda: notebook.kept("picks"),
        keep=lambda text: notebook.keep("picks", text),
    )
    made.widget()
    return made, notebook


def test_what_is_picked_is_kept_and_found_again(tmp_path: Path) -> None:
    made, notebook = panel(tmp_path)
    assert "ancora scelto nessuno" in made.table.value
    made.boxes["torino"].value = True
    made.boxes["norrkoping"].value = True
    assert notebook.kept("picks") == "torino; norrkoping"
    (entry,) = [one for one in entries(project_of(notebook.learner), "study") if one.place[1] == "picks"]
    assert entry.label == "Le esperienze scelte per il confronto"
    told = "Torino: Homes4All, a Torino il diritto all'abitazione si innova; Norrköping (Svezia)"
    assert entry.told(entry.current) == told
    assert "Norrköping" in made.table.value
    again, _notebook = panel(tmp_path)
    assert again.picks() == ("torino", "norrkoping")


def test_a_filter_hides_what_does_not_answer_but_never_what_is_picked(tmp_path: Path) -> None:
    made, _notebook = panel(tmp_path)
    made.boxes["lecce"].value = True
    made.filters["result"].value = "outcome"
    seen = {name for name, box in made.boxes.items() if box.layout.display != "none"}
    assert seen == {"torino", "lecce"}
    made.filters["result"].value = "all"
    made.filters["area"].value = "elsewhere"
    seen = {name for name, box in made.boxes.items() if box.layout.display != "none"}
    assert seen == {*found_by(area="elsewhere"), "lecce"}


def test_the_page_without_a_kernel_shows_an_example() -> None:
    assert "Prato" in on_paper().text
    assert "http" in on_paper().html


def test_what_a_block_holds_is_shown_and_not_obeyed() -> None:
    bad = "<script>alert(1)</script>"
    shown = on_screen(
        [
            Said(text=bad, heading=bad, notes=(Note(kind="record", text=bad, url="javascript:alert(1)"),)),
            Points(items=(bad,), intro=bad),
            Table(id="t", caption="Prova", columns=("A",), rows=((bad,),)),
        ]
    ).html
    assert "<script" not in shown
    assert "javascript:" not in shown
    assert shown.count("&lt;script&gt;") >= 5


# --- the fields ------------------------------------------------------------------------------------
def test_an_empty_study_says_every_field_that_is_empty() -> None:
    found = STUDY.judged({}).remarks
    assert {one.where for one in found} == {field.label for field in study_fields()}


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("timetable", "prima l'avviso, poi la firma", "quanti mesi"),
        ("budget", "gli stipendi degli educatori", "nessuna somma"),
        ("alternatives", "fare il centro diurno", "una strada sola"),
    ],
)
def test_what_lacks_a_number_or_a_second_road_is_told(field: str, text: str, words: str) -> None:
    assert any(words in one.found for one in STUDY.judged({field: text}).remarks)


def test_a_study_that_says_everything_has_nothing_to_mend() -> None:
    values = {
        "alternatives": "Centro diurno in fattoria: la seguiamo\nNon fare nulla: le rette continuano a salire",
        "management": "La cooperativa realizza, il servizio sociale coordina, con convenzione",
        "timetable": "Avviso: 3 mesi\nServizio: 6 mesi, dopo la firma",
        "budget": "Educatori; 40.000 euro; Comune; concesso",
        "risks": "Pochi iscritti: se ne accorge il coordinatore, si riapre l'avviso",
        "after": "La Giunta, a settembre 2027, con la voce dei servizi sociali",
    }
    assert STUDY.judged(values).remarks == ()


def test_a_line_of_the_budget_without_a_sum_is_pointed_out_and_a_good_one_is_not() -> None:
    lines = "Educatori; trentamila euro; Comune\nAffitto sede\nValutatore; 8.000; Fondazione; da chiedere"
    told = [one.words for one in STUDY.judged({"budget": lines}).remarks if "la somma manca" in one.words]
    assert len(told) == 2 and "«Educatori»" in told[0] and "«Affitto sede»" in told[1]
