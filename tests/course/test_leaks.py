"""A secret planted anywhere in a trainee's copy is found; an honest copy raises no alarm."""

from __future__ import annotations

import base64
from collections.abc import Callable

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output
from sample_course import ANSWER_OF_VARIANT, TRAINER_NOTE, WHY, html_output, sample

from fis_lessons.course.editions import edition
from fis_lessons.course.leaks import Secrets, leaks, secrets_of

SECRET = "La **somma** delle età da 60 a 75 è il numero che cerchi."
SECRETS = Secrets((SECRET,), ("solution-of-ask",))
PLAIN = SECRET.replace("*", "")
CODED = base64.b64encode(PLAIN.encode()).decode()


def _source(made: NotebookNode) -> None:
    made.cells[0].source += f"\n\n{SECRET}"


def _source_without_marks(made: NotebookNode) -> None:
    made.cells[0].source += PLAIN.upper()


def _source_over_lines(made: NotebookNode) -> None:
    made.cells[0].source += PLAIN.replace(" ", "\n> ")


def _comment_in_code(made: NotebookNode) -> None:
    made.cells[4].source += f"  # {PLAIN}"


def _stream(made: NotebookNode) -> None:
    made.cells[4].outputs = [new_output("stream", text=PLAIN)]


def _output_text(made: NotebookNode) -> None:
    made.cells[4].outputs = [new_output("display_data", data={"text/plain": PLAIN})]


def _output_html(made: NotebookNode) -> None:
    words = PLAIN.replace("somma", "<strong>som</strong>ma").replace("è", "&egrave;")
    made.cells[4].outputs = [html_output(f"<p>{words}</p>")]


def _html_attribute(made: NotebookNode) -> None:
    made.cells[4].outputs = [html_output(f'<img alt="{PLAIN}">')]


def _html_comment(made: NotebookNode) -> None:
    made.cells[4].outputs = [html_output(f"<p>ciao<!-- {PLAIN} --></p>")]


def _html_entities_twice(made: NotebookNode) -> None:
    made.cells[4].outputs = [html_output(f"<p>{PLAIN.replace('somma', '&lt;b&gt;somma&lt;/b&gt;')}</p>")]


def _html_data_uri(made: NotebookNode) -> None:
    made.cells[4].outputs = [html_output(f'<img src="data:image/png;base64,{CODED}">')]


def _script_escapes(made: NotebookNode) -> None:
    words = PLAIN.replace("è", "\\u00e8").replace("à", "\\u00e0")
    made.cells[4].outputs = [html_output(f'<script>var x = "{words}"</script>')]


def _list_of_lines(made: NotebookNode) -> None:
    made.cells[4].outputs = [
        new_output("display_data", data={"application/json": {"lines": [PLAIN[:20], PLAIN[20:]]}})
    ]


def _traceback(made: NotebookNode) -> None:
    made.cells[4].outputs = [new_output("error", ename="E", evalue="", traceback=["x", PLAIN])]


def _notebook_metadata(made: NotebookNode) -> None:
    made.metadata["fis"]["answers"] = {"ask": [PLAIN]}


def _metadata_key(made: NotebookNode) -> None:
    made.metadata[PLAIN] = 1


def _cell_metadata(made: NotebookNode) -> None:
    made.cells[0].metadata["note"] = PLAIN


def _output_metadata(made: NotebookNode) -> None:
    made.cells[4].outputs = [html_output("x")]
    made.cells[4].outputs[0].metadata["alt"] = PLAIN


def _widget_state(made: NotebookNode) -> None:
    made.metadata["widgets"] = {"state": {"a": {"state": {"value": f"<p>{PLAIN}</p>"}}}}


def _attachment(made: NotebookNode) -> None:
    made.cells[0]["attachments"] = nbformat.from_dict({"nota.txt": {"text/plain": CODED}})


def _picture(made: NotebookNode) -> None:
    made.cells[4].outputs = [
        new_output(
            "display_data", data={"image/png": base64.b64encode(b"\x89PNG\0" + PLAIN.encode()).decode()}
        )
    ]


def _cell_id(made: NotebookNode) -> None:
    made.cells[0].id = "solution-of-ask"


def _link_to_cell(made: NotebookNode) -> None:
    made.cells[0].source += "[vai](#solution-of-ask)"


PLACES = [value for name, value in list(globals().items()) if name.startswith("_") and callable(value)]


@pytest.mark.parametrize("plant", PLACES, ids=lambda plant: plant.__name__.strip("_"))
def test_planted_secret_is_found(plant: Callable[[NotebookNode], None]) -> None:
    made = edition(sample(), "trainee")
    assert leaks(made, SECRETS) == []
    plant(made)
    assert leaks(made, SECRETS)


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{PLAIN}</p>",
        "<p>La <b>somma</b>\n delle et&agrave; da 60 a 75 &egrave; il numero che cerchi.</p>",
        f'<img alt="{PLAIN}">',
        f'<a href="data:text/plain;base64,{CODED}">x</a>',
        '<section id="solution-of-ask"></section>',
        "<!-- solution-of-ask -->",
    ],
)
def test_planted_secret_is_found_in_a_page(page: str) -> None:
    assert leaks(f"<html><body>ciao {page}</body></html>", SECRETS)


@pytest.mark.parametrize(
    "text", ["", "somma", "solution-of-asking", "La somma delle età da 60 a 74.", "YWJj" * 30]
)
def test_other_text_is_not_a_leak(text: str) -> None:
    assert leaks(f"<p>{text}</p>", SECRETS) == []


def test_a_leak_says_where_and_what() -> None:
    made = edition(sample(), "trainee")
    _cell_metadata(made)
    (problem,) = leaks(made, SECRETS)
    assert problem.where == "cells[title].metadata.note"
    assert "La **somma**" in problem.found


def test_secrets_are_sources_outputs_and_expected_answers() -> None:
    executed = sample()
    executed.cells[5].outputs = [
        html_output("<p>Risposta attesa: <b>23.119</b> persone in tutto</p><p>corto</p>"),
        new_output("display_data", data={"image/png": "QUJD" * 900}),
    ]
    secrets = secrets_of(executed, [WHY])
    assert secrets.cells == ("solution-of-ask", "note-to-trainer")
    assert list(secrets.letters.values()) == [
        WHY,
        f"print({ANSWER_OF_VARIANT!r}, case)",
        "Risposta attesa: 23.119 persone in tutto",
        TRAINER_NOTE,
    ]


def test_trainees_edition_is_clean_and_trainers_is_not() -> None:
    secrets = secrets_of(sample(), [WHY])
    assert leaks(edition(sample(), "trainee"), secrets) == []
    assert leaks(edition(sample(), "trainer"), secrets)
