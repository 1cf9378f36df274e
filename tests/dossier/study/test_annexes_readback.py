"""The way back: what an officer changed in the cells is proposed, the rest stays, and nothing is lost."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from never_empty import some
from office import needs_office, opened, place, project, recalculated

from fis_lessons.dossier.record import Form, Project, project_of
from fis_lessons.dossier.study.annexes import (
    FILE,
    keep_changes,
    read_annexes,
    save_annexes,
    write_annexes,
)
from fis_lessons.dossier.study.builder import study_of
from fis_lessons.dossier.study.desk import papers
from fis_lessons.dossier.study.papers_panel import PapersPanel
from fis_lessons.dossier.study.readback_panel import ReadBackPanel
from fis_lessons.dossier.table_draft import from_text, to_text
from fis_lessons.errors import FisError, LessonError
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.measures.stakeholders.seats import Seat

DATE = datetime.date(2026, 11, 30)
HOSTILE = '=HYPERLINK("http://x";"y")\n\'+1 <b>d\'Orsi</b>\u202e & \x07 perché'
SEATS = (Seat(name="Comune", kind="public", roles=("proposer",)), Seat(name="L'Arca"))
FULL: dict[str, dict[str, object]] = {
    "heading": {"municipality": "Comune di Reggio nell'Emilia", "project": "L'età d'oro"},
    "contract": {"result": HOSTILE, "price": "1.500", "cap": "90.000", "once": "each", "people": "60"},
    "deal": {"price": "8.000", "investor": "Banca dell'Adda"},
    "indicators": {
        "a.name": "Ancora a scuola", "a.baseline": "70,5", "a.target": "80", "a.baseline_date": "giugno 2026",
        "a.direction": "more", "a.definition": HOSTILE, "b.name": "Giorni", "b.baseline": "0",
    },
    "stakeholders": {"table": to_text(SEATS)},
    "network": {"resources": "Comune; denaro; 20.000\nquesta riga non si capisce\nVolontari; ore; 500; 15"},
    "study": {"budget": "Operatori; 20.000; Comune; concesso; intervento II\nla sala, forse"},
}  # fmt: skip


def full() -> Project:
    return project(**FULL)


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(*cells: tuple[str, str, int, object]) -> bytes:
    """Write the whole project, then change cells: sheet, label of the row, column, value."""
    book = opened(write_annexes(full(), date=DATE))
    for sheet, label, column, value in cells:
        book[sheet].cell(place(book[sheet], label), column).value = value
    return saved(book)


def test_what_nobody_touched_proposes_nothing() -> None:
    found = read_annexes(write_annexes(full(), date=DATE), project=full())
    assert found.changes == ()
    assert found.problems == ()


@needs_office
def test_nor_does_it_when_libreoffice_saved_it(tmp_path: Path) -> None:
    recalculated(write_annexes(full(), date=DATE), tmp_path)
    found = read_annexes(tmp_path / "fuori-a" / "a.xlsx", project=full())
    assert [one.field for one in found.changes] == []
    assert found.problems == ()


def test_each_kind_of_cell_comes_back_as_the_lesson_keeps_it() -> None:
    content = changed(
        ("Contratto", "Prezzo di un risultato", 2, 1750),
        ("Contratto", "Il risultato di una persona si paga", 2, "una volta sola"),
        ("Contratto", "Chi verifica", 2, "L'Università"),
        ("Indicatori", "Ancora a scuola", 6, 85.5),
        ("Indicatori", "Ancora a scuola", 3, "meglio se cala"),
        ("Indicatori", "Giorni", 8, datetime.date(2028, 6, 30)),
        ("Soggetti", "L'Arca", 3, 5),
        ("Risorse", "Volontari", 3, 600),
        ("Costi", "Operatori", 2, 25_000.5),
    )
    found = read_annexes(content, project=full())
    assert found.problems == ()
    told = {f"{one.section}.{one.field}": one for one in found.changes}
    assert {key: one.proposed for key, one in told.items() if key != "stakeholders.table"} == {
        "contract.price": "1.750",
        "contract.once": "once",
        "contract.verifier": "L'Università",
        "indicators.a.target": "85,5",
        "indicators.a.direction": "less",
        "indicators.b.target_date": "30/06/2028",
        "network.resources": "Comune; denaro; 20.000\nVolontari; ore; 600; 15\nquesta riga non si capisce",
        "study.budget": "Operatori; 25.000,5; Comune; stanziato; intervento II\nla sala, forse",
    }
    assert from_text(told["stakeholders.table"].proposed)[1].power == 5
    assert told["contract.price"].now == "1.500"
    assert not any(one.overtaken for one in found.changes)


def test_a_cell_left_alone_never_undoes_what_was_written_since() -> None:
    content = changed(("Contratto", "Prezzo di un risultato", 2, 1750))
    later = project(**{**FULL, "contract": {**FULL["contract"], "price": "2.000", "cap": "95.000"}})
    (one,) = read_annexes(content, project=later).changes
    assert (one.field, one.now, one.proposed, one.overtaken) == ("price", "2.000", "1.750", True)


def test_what_is_not_understood_is_told_with_its_cell() -> None:
    content = changed(
        ("Contratto", "Prezzo di un risultato", 2, "boh"),
        ("Contratto", "Persone", 2, 5_000),
        ("Soggetti", "L'Arca", 3, 9),
        ("Risorse", "Volontari", 3, "tante"),
        ("Costi", "Operatori", 4, "chissà"),
    )
    found = read_annexes(content, project=full())
    assert found.changes == ()
    told = [str(one) for one in found.problems]
    wrong = (
        ("Contratto", "boh"),
        ("Contratto", "5"),
        ("Soggetti", "9"),
        ("Risorse", "tante"),
        ("Costi", "chissà"),
    )
    for sheet, words in wrong:
        assert any(f"«{sheet}»" in one and words in one for one in told), (sheet, told)
    # a list is taken whole or not at all, and both are said with the row, which is what a person looks for
    assert any("«Costi», riga " in one for one in told)
    assert any("«Costi»" in one and "non ho preso nulla" in one for one in told)


def test_a_text_that_was_cut_does_not_take_the_place_of_the_whole() -> None:
    long = {**FULL, "indicators": {"a.name": "Corto", "a.definition": "parola " * 9_000}}
    book = opened(write_annexes(project(**long), date=DATE))
    assert read_annexes(saved(book), project=project(**long)).changes == ()
    book["Come si misura"]["C6"].value = "altro"
    found = read_annexes(saved(book), project=project(**long))
    assert found.changes == ()
    assert "era tagliato" in str(found.problems[0])


def test_other_files_are_refused_in_words() -> None:
    for content in (b"rovinato", b"PK\x03\x04", saved(opened(write_annexes(Project(None))))[:200]):
        with pytest.raises(LessonError, match="rileggere"):
            read_annexes(content, project=full())
    with pytest.raises(LessonError, match="allegati"):
        read_annexes(Path("/non/esiste.xlsx"), project=full())


def test_the_office_folder(tmp_path: Path) -> None:
    learner = Learner(tmp_path, False, "it", Progress(None))
    first = save_annexes(learner)
    assert (first.path.name, first.number, first.new) == (FILE, 1, True)
    assert not save_annexes(learner).new, "the same words are the same version"
    record = project_of(learner)
    record.add(full().versions.history(("contract", "price")))
    record.add(full().versions.history(("contract", "result")))
    second = save_annexes(learner)
    assert (second.path.name, second.number) == ("studio-allegati_2.xlsx", 2), "what was there stays"
    book = opened(second.path.read_bytes())
    book["Contratto"].cell(place(book["Contratto"], "Prezzo di un risultato"), 2).value = 1_600
    found = read_annexes(saved(book), project=record)
    assert keep_changes(found.changes, learner) == ""
    assert record.text("contract", "price") == "1.600"
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FisError, match="Non riesco a scrivere"):
        save_annexes(Learner(tmp_path / "file", False, "it", Progress(None)))


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.text(max_size=300), st.text(max_size=60), st.sampled_from(["it", "en"]))
def test_any_text_is_written_as_text_and_proposes_nothing(words: str, name: str, lang: Any) -> None:
    made = project(
        heading={"municipality": name, "project": words},
        contract={"result": words, "price": name, "verifier": name},
        deal={"outcome": words},
        indicators={"a.name": "n " + name, "a.definition": words, "a.baseline": words},
        network={"resources": words},
        study={"budget": words},
    )
    content = write_annexes(made, date=DATE, lang=lang)
    book = opened(content)
    assert len({sheet.title.casefold() for sheet in book.worksheets}) == len(book.worksheets)
    for sheet in some(book.worksheets):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert not cell.quotePrefix
                    assert words.strip() not in cell.value or len(words.strip()) < 3
    assert read_annexes(content, project=made).changes == ()


def test_a_number_is_the_same_whoever_reads_the_file() -> None:
    content = write_annexes(full(), date=DATE, lang="en")
    assert read_annexes(content, project=full()).changes == (), "written in English, read in Italian"
    book = opened(content)
    book["Contract"].cell(place(book["Contract"], "Price of one result"), 2).value = 1_750
    (one,) = read_annexes(saved(book), project=full()).changes
    assert (one.now, one.proposed) == ("1.500", "1.750")


def test_the_learner_takes_what_the_project_should_say(tmp_path: Path) -> None:
    learner = Learner(tmp_path, False, "it", Progress(None))
    record = project_of(learner)
    for field in ("price", "result", "cap", "people"):
        record.add(full().versions.history(("contract", field)))
    panel = ReadBackPanel(learner)
    panel.widget()
    assert "Nella cartella" in panel.read() or "non c'è" in panel.read()
    save_annexes(learner)
    assert panel.read() == "Nessuna casella cambiata."
    book = opened((tmp_path / FILE).read_bytes())
    sheet = book["Contratto"]
    sheet.cell(place(sheet, "Prezzo di un risultato"), 2).value = 1_800
    sheet.cell(place(sheet, "Persone"), 2).value = 70
    book.save(tmp_path / FILE)
    assert "Prezzo di un risultato: da «1.500» a «1.800»" in panel.read()
    assert panel.keep() == "Nessuna casella scelta: il progetto resta com'è."
    panel.read()
    panel.boxes[[one.field for one in panel.changes].index("price")].value = True
    assert panel.keep() == "1 casella presa."
    assert (record.text("contract", "price"), record.text("contract", "people")) == ("1.800", "60")
    assert "Persone: da «60» a «70»" in panel.read()


def test_annexes_with_nothing_in_them_are_ours_too_and_the_last_ones_are_proposed(tmp_path: Path) -> None:
    learner = Learner(tmp_path, building=False, lang="it", record=Progress(tmp_path))
    only = [one for one in papers() if "Allegati" in one.label]
    panel = PapersPanel(learner, make=lambda: study_of(learner), papers=only)
    panel.widget()
    again = panel.again
    assert again.file.value == "studio-allegati.xlsx"
    panel.write()
    assert again.read() == "Nessuna casella cambiata."
    Form(learner, lesson="13").keep("study", {"budget": "Operatori; 20.000; Comune; concesso"})
    panel.write()
    assert again.file.value == "studio-allegati_2.xlsx"
    assert again.read() == "Nessuna casella cambiata."
    again.file.value = "dall-ufficio.xlsx"
    Form(learner, lesson="13").keep("study", {"after": "La Giunta decide a giugno"})
    panel.write()
    assert again.file.value == "dall-ufficio.xlsx", "what somebody typed stays"
