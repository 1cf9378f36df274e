"""A document being filled in: it saves itself when a field is left, is found again, and overwrites nothing."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from samples import CONTRACT_FILLED, DEAL_FILLED, HEADING, PLAN_FILLED

from fis_lessons.dossier.contract_sheet import CONTRACT
from fis_lessons.dossier.deal_sheet import DEAL
from fis_lessons.dossier.document import Document
from fis_lessons.dossier.editor import Editor, invitation
from fis_lessons.dossier.evaluation_plan import PLAN
from fis_lessons.dossier.fields import read_kept, to_keep
from fis_lessons.dossier.heading import kept_heading
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import LANGUAGES, Language, set_language, use_language
from fis_lessons.lessons.desk import Notebook

DOCUMENTS = [(PLAN, PLAN_FILLED), (CONTRACT, CONTRACT_FILLED), (DEAL, DEAL_FILLED)]
NAMES = [document.name for document, _values in DOCUMENTS]


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def whose(folder: Path | None, lang: Language = "it") -> Learner:
    return Learner(folder, False, lang, Progress(folder))


def opened(document: Document, learner: Learner, *, keep: Callable[[str], str] | None = None) -> Editor:
    notebook = Notebook("11", learner)
    made = Editor(
        document,
        learner=learner,
        kept=lambda: notebook.kept(document.name),
        keep=keep or (lambda text: notebook.keep(document.name, text)),
    )
    made.widget()
    return made


def fill(editor: Editor, values: dict[str, str], heading: dict[str, str] = HEADING) -> None:
    for name, value in heading.items():
        editor.heading[name].value = value
    for name, value in values.items():
        editor.fields[name].value = value


@pytest.mark.parametrize(("document", "values"), DOCUMENTS, ids=NAMES)
def test_what_is_written_is_found_again(document: Document, values: dict[str, str], tmp_path: Path) -> None:
    fill(opened(document, whose(tmp_path)), values)
    again = opened(document, whose(tmp_path))
    assert again.values() == values
    assert again.heading_values() == HEADING
    assert again.review.value == opened(document, whose(tmp_path)).review.value
    assert not list(tmp_path.glob("*.html")), "a page is written only when it is asked for"


def test_the_heading_is_written_once_for_all_documents(tmp_path: Path) -> None:
    fill(opened(PLAN, whose(tmp_path)), {})
    assert opened(DEAL, whose(tmp_path)).heading_values() == HEADING


@pytest.mark.parametrize(("document", "values"), DOCUMENTS, ids=NAMES)
def test_each_page_that_says_something_new_is_another_file(
    document: Document, values: dict[str, str], tmp_path: Path
) -> None:
    editor = opened(document, whose(tmp_path))
    fill(editor, values)
    first = editor.write()
    assert f"{document.file}, nella cartella del corso. Versione 1." in first
    assert "Apri nella Nuova Scheda del Browser" in first
    before = (tmp_path / document.file).read_bytes()
    assert "c'è già, uguale" in editor.write()
    editor.heading["officer"].value = "Bruno Verdi"
    assert editor.message.value == "<fis-live></fis-live>", "what was said was about something else"
    assert "Versione 2." in editor.write()
    # another day, another window
    later = opened(document, whose(tmp_path))
    assert "c'è già, uguale" in later.write()
    assert (tmp_path / document.file).read_bytes() == before, "nothing is overwritten"
    second = (tmp_path / document.file.replace(".html", "_2.html")).read_text(encoding="utf-8")
    assert "Bruno Verdi" in second
    assert "<dt>Versione</dt><dd>2</dd>" in second


def test_a_version_goes_on_even_if_the_pages_were_deleted(tmp_path: Path) -> None:
    editor = opened(PLAN, whose(tmp_path))
    fill(editor, PLAN_FILLED)
    editor.write()
    (tmp_path / PLAN.file).unlink()
    assert "Versione 2." in editor.write()


def test_a_blank_document_is_never_called_ready(tmp_path: Path) -> None:
    for document in (PLAN, CONTRACT, DEAL):
        said = opened(document, whose(tmp_path)).write()
        assert "Bozza" in said
        assert "protocoll" not in said


@pytest.mark.parametrize(("document", "values"), DOCUMENTS, ids=NAMES)
def test_a_folder_that_cannot_be_written_is_told(
    document: Document, values: dict[str, str], tmp_path: Path
) -> None:
    editor = opened(document, whose(None), keep=lambda _text: "disco pieno")
    fill(editor, values)
    assert "disco pieno" in editor.saved.value
    said = editor.write()
    assert "non ha una cartella" in said
    assert "disco pieno" in said
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    stuck = Editor(
        document, learner=Learner(blocked, False, "it", Progress(None)), kept=str, keep=lambda _t: ""
    )
    stuck.widget()
    assert "Non riesco a scrivere" in stuck.write()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("document", "values"), DOCUMENTS, ids=NAMES)
def test_every_field_has_its_name_and_the_form_its_help(
    document: Document, values: dict[str, str], lang: Language, tmp_path: Path
) -> None:
    editor = opened(document, whose(tmp_path, lang))
    with use_language(lang):
        for field in document.fields():
            assert editor.fields[field.id].description.startswith(field.label)
            assert field.label in invitation(document).text
    if lang == "en":
        italian = {field.label for field in document.fields()}
        set_language("it")
        assert not italian & {field.label for field in document.fields()}


SPOILED = [
    None, 3, "", "{", "[1]", '{"other": "x"}', '{"people": true}', '{"question": 4}', '{"months": "x"}',
    '{"people": ["1"]}', "[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("stored", SPOILED, ids=lambda stored: str(stored)[:20])
@pytest.mark.parametrize("document", [PLAN, CONTRACT, DEAL], ids=NAMES)
def test_a_record_somebody_spoiled_is_a_document_not_begun(document: Document, stored: object) -> None:
    assert read_kept(document.fields(), stored) == {}


@pytest.mark.parametrize(("document", "values"), DOCUMENTS, ids=NAMES)
@pytest.mark.parametrize(
    "typed",
    ["\x00\u202e<script>", "=1+1", "9" * 400, "−5", "1e400", "a" * 50_000, "مرحبا", "{name}"],
    ids=range(8),
)
def test_whatever_is_typed_does_no_harm(
    document: Document, values: dict[str, str], typed: str, tmp_path: Path
) -> None:
    editor = opened(document, whose(tmp_path))
    fill(editor, values)
    for field in document.fields():
        if field.kind != "choice":
            editor.fields[field.id].value = typed
    for field in editor.heading.values():
        field.value = typed
    editor.write()
    page = (tmp_path / document.file).read_text(encoding="utf-8")
    assert "<script" not in page + editor.review.value
    assert page.endswith("</html>\n")
    assert len((tmp_path / "i-miei-progressi.jsonl").read_bytes().splitlines()[-1]) < 64_000


def test_what_is_too_long_is_told_and_not_lost_in_silence(tmp_path: Path) -> None:
    editor = opened(PLAN, whose(tmp_path))
    long = "I ragazzi restano. " * 2_700  # 51,300 characters
    editor.fields["question"].value = long
    assert "Salvato alle" in editor.saved.value
    assert "è lungo 51.300 caratteri: sul foglio stanno i primi 1.500." in editor.review.value
    assert opened(PLAN, whose(tmp_path)).values()["question"] == long
    page = PLAN.page(editor.values(), heading={}, version=1, date=datetime.date(2027, 1, 1), lang="it")
    assert page.count("I ragazzi restano.") == 79, "1.500 characters, in lines of 19"


def test_the_heading_survives_a_spoiled_record(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    fill(opened(PLAN, learner), {})
    with (tmp_path / "il-mio-progetto.jsonl").open("a", encoding="utf-8") as record:
        record.write("{]\n")
        line: dict[str, Any] = dict.fromkeys(("who", "lesson", "label"), "") | {
            "v": 1, "section": "heading", "field": "municipality", "value": {"a": 4}, "when": "domani",
        }  # fmt: skip
        record.write(json.dumps(line) + "\n")
    assert kept_heading(whose(tmp_path)) == HEADING


def test_a_number_keeps_its_meaning_in_the_other_language() -> None:
    kept = to_keep({"people": "1.200", "price": "1500", "note": "1.200"})
    with use_language("en"):
        found = read_kept(CONTRACT.fields(), kept)
        assert found["people"] == "1,200"
        assert found["price"] == "1500"
    assert read_kept(CONTRACT.fields(), kept)["people"] == "1.200"
    assert read_kept(CONTRACT.fields(), '{"people": "44", "_lang": ["x"]}') == {"people": "44"}
