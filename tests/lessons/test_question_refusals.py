"""What a file of questions cannot hold: each refusal with the file and the line where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_questions import SAMPLE, refusal


@pytest.mark.parametrize(
    ("old", "new", "line", "place", "words"),
    [
        pytest.param("kind: choice", "kind: chioce", 3, "[colour].kind", "«chioce» non c'è", id="kind"),
        pytest.param("    kind: choice\n", "", 2, "[colour].kind", "«» non c'è", id="no-kind"),
        pytest.param(
            "    missing: Manca", "    misisng: Manca", 33, "[colours].misisng",
            "«misisng» non serve a niente. Atteso: una di queste: id, kind, minutes, question, hints",
            id="key",
        ),
        pytest.param(
            "        wrong: Il blu", "        because: Il blu", 12, "[colour].answers[blue].because",
            "non serve", id="key-of-an-answer",
        ),
        pytest.param("missing: Manca", "items: Manca", 33, "[colours].items", "non serve",
                     id="key-of-another-kind"),
        pytest.param("value: 99\n", "value: 99\n        why: No.\n", 113, "[share].mistakes[typed].why",
                     "non serve",
                     id="key-of-a-mistake"),
        pytest.param("questions:", "domande:\n  - a\nquestions:", 2, "domande", "non serve", id="key-of-the-file"),
        pytest.param(
            "        right: true\n      - id: blue", "        wrong: Perché no.\n      - id: blue", 7,
            "[colour].answers", "Manca la risposta giusta", id="no-right",
        ),
        pytest.param(
            "        right: true\n      - id: blue", "      - id: blue", 7,
            "[colour].answers[red].wrong", "Chi sbaglia su «red» non sa perché", id="no-reason",
        ),
        pytest.param(
            "        wrong: Il blu è del mare.", "        right: true", 12,
            "[colour].answers[blue].right", "più di una", id="two-right",
        ),
        pytest.param(
            "        wrong: Il blu è del mare.", "        right: vero", 12,
            "[colour].answers[blue].right", "Qui c'è: vero", id="right-what",
        ),
        pytest.param(
            "        right: true\n      - id: blue", "        right: true\n        wrong: E no.\n      - id: blue",
            9, "[colour].answers[red].right", "non tutti e due", id="right-and-wrong",
        ),
        pytest.param("        wrong: È una misura.\n", "", 30, "[colours].answers[long].wrong", "perché",
                     id="several-no-reason"),
        pytest.param("      - Ha un colore solo.\n", "", 14, "[colour].hints", "aiuto manca", id="two-hints"),
        pytest.param(
            "- Ha un colore solo.", "- Guardala.", 14, "[colour].hints", "due aiuti sono uguali",
            id="same-hints",
        ),
        pytest.param(
            "- Ha un colore solo.", "- Ha un colore solo.\n      - Ancora.", 17, "[colour].hints[4]",
            "Gli aiuti sono 4", id="four-hints",
        ),
        pytest.param("hints: [Pensa al prato., ", "hints: Pensa al prato. #", 34, "[colours].hints",
                     "Atteso: un elenco", id="hints-no-list"),
        pytest.param(
            "- id: colours", "- id: colour", 19, "[colour].id", "c'è già alla riga 2", id="same-name"
        ),
        pytest.param("- id: colours", "- id: I Colori", 19, "[I Colori].id", "lettere minuscole", id="odd-name"),
        pytest.param("- id: colours", "- id: 7", 19, "[2].id", "fra virgolette", id="name-a-number"),
        pytest.param("  - id: colours\n    kind", "  - kind", 19, "[2].id", "testo manca", id="no-name"),
        pytest.param("    minutes: 3\n", "", 117, "[lines].minutes", "almeno un minuto", id="no-time"),
        pytest.param("minutes: 3", "minutes: tre", 119, "[lines].minutes", "un numero intero", id="time"),
        pytest.param("    question: Racconta.\n", "", 117, "[lines].question", "testo manca", id="no-ask"),
        pytest.param("question: Racconta.", "question:", 120, "[lines].question", "manca", id="empty"),
        pytest.param("question: Racconta.", "question: 12", 120, "[lines].question", "virgolette", id="12"),
        pytest.param("why: Sono due.", "why: [Sono, due]", 35, "[colours].why", "un testo", id="a-list"),
        pytest.param("text: Rossa", "text: Blu", 11, "[colour].answers[blue].text", "la stessa cosa",
                     id="same-words"),
        pytest.param(
            "- id: blue", "- id: red", 10, "[colour].answers[red].id", "«red» c'è già", id="same-answer"
        ),
        pytest.param("      - id: red\n        text: Rossa\n        right: true", "      - Rossa", 7,
                     "[colour].answers[1]", "chiave: valore", id="answer-no-keys"),
        pytest.param("right: barks", "right: sings", 44, "[animals].rows[dog].right", "«sings» non è fra",
                     id="column-unknown"),
        pytest.param("        right: barks\n", "", 42, "[animals].rows[dog].right", "Manca la risposta",
                     id="row-no-right"),
        pytest.param("flies: Il cane non", "sings: Il cane non", 47, "[animals].rows[dog].wrong_with.sings",
                     "«sings» non è fra", id="pair-unknown"),
        pytest.param("flies: Il cane non ha ali.", "barks: Il cane abbaia.", 47,
                     "[animals].rows[dog].wrong_with.barks", "niente da spiegare", id="pair-right"),
        pytest.param("wrong_with:\n          flies: Il", "wrong_with: Il", 46,
                     "[animals].rows[dog].wrong_with", "chiave: valore", id="pairs-no-keys"),
        pytest.param("right: [legs]", "right: [tail]", 67, "[ticks].rows[dog].right", "«tail» non è fra",
                     id="tick-unknown"),
        pytest.param("right: [buy, cook, eat]", "right: [buy, cook]", 95, "[steps].right", "mancano: eat",
                     id="order-short"),
        pytest.param("right: [buy, cook, eat]", "right: [buy, cook, eat, wash]", 95, "[steps].right",
                     "«wash» non è fra", id="order-unknown"),
        pytest.param("    right: [buy, cook, eat]\n", "", 81, "[steps].right", "mancano", id="no-order"),
        pytest.param(
            "right: percent", "right: percentage", 103, "[share].right",
            "Il dato «percentage» non c'è. Atteso: uno di questi: all, cost, inverted, people",
            id="no-fact",
        ),
        pytest.param("right: percent", "right: place", 103, "[share].right", "«place» non è un numero",
                     id="fact-no-number"),
        pytest.param("right: percent", "right: [25]", 103, "[share].right", "un numero, o il nome",
                     id="number-list"),
        pytest.param("    right: percent\n", "", 99, "[share].right", "Manca il numero", id="no-number"),
        pytest.param("        value: 99\n", "", 111, "[share].mistakes[typed].value", "Manca il numero",
                     id="no-value"),
        pytest.param("        wrong: È rovesciato.\n", "", 108, "[share].mistakes[inverted].wrong",
                     "testo manca", id="slip-no-words"),
        pytest.param("tolerance: 0.1", "tolerance: -1", 104, "[share].tolerance", "almeno 0", id="tolerance"),
        pytest.param("value: 99", "value: percent", 112, "[share].mistakes[typed].value",
                     "non si distingue dalla risposta", id="slip-is-the-answer"),
        pytest.param("value: 99", "value: inverted", 112, "[share].mistakes[typed].value",
                     "o da un altro errore", id="slip-twice"),
        pytest.param("{place}?", "{town}?", 5, "[colour].question", "«town» non c'è", id="field-no-fact"),
        pytest.param("{place}?", "{place:number}?", 5, "[colour].question", "è un testo, e qui",
                     id="field-a-text"),
        pytest.param("{since:day}", "{since}", 17, "[colour].why", "è una data, e qui", id="field-a-date"),
        pytest.param("{people:number}", "{people}", 102, "[share].question", "è un numero, e qui è scritto",
                     id="field-no-format"),
        pytest.param("{people:number}", "{people:numero}", 102, "[share].question", "non si legge",
                     id="field-odd-format"),
        pytest.param("{since:day}", "{since:day", 17, "[colour].why", "non si legge", id="field-open"),
        pytest.param("dal {since:day}", "da sempre", 2, "[colour]", "usa il dato «colour.since»",
                     id="fact-unused"),
        pytest.param("id: colour\n", "id: hue\n", 1, "", "usa il dato «colour»", id="facts-of-nobody"),
        pytest.param(SAMPLE, "questions:\n", 1, "questions", "non ci sono domande", id="no-questions"),
        pytest.param(SAMPLE, "questions: tutte\n", 1, "questions", "un elenco", id="questions-no-list"),
        pytest.param(SAMPLE, "questions:\n  - Quanto?\n", 2, "[1]", "chiave: valore", id="question-no-keys"),
        pytest.param("    minutes: 3", "    minutes: 3\n    minutes: 4", 120, "[7].minutes", "è ripetuta",
                     id="same-key"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_file_and_line(  # noqa: PLR0917
    old: str, new: str, line: int, place: str, words: str, tmp_path: Path
) -> None:
    assert old in SAMPLE
    problems = [str(problem) for problem in refusal(tmp_path, SAMPLE.replace(old, new, 1)).problems]
    inside = f"questions{place}" if place.startswith("[") else place
    where = (
        f"l99_sample/quiz.yaml: {inside} (riga {line})" if inside else f"l99_sample/quiz.yaml: riga {line}"
    )
    assert any(one.startswith(where) and words in one for one in problems), "\n".join(problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("right: percent", "right: percentage"), ("minutes: 3", "minutes: true"),
        ("why: Sono due.", "why: [Sono]"),
        ("    hints: [Pensa al prato., Pensa al fuoco., Non misurare.]\n", ""), ("    right: percent\n", ""),
        ("question: Racconta.", "question: 12"), ("wrong: Guarda in alto.", "wrong:"),
    ],
    ids=["fact", "yes", "list", "hints", "number", "text", "reason"],
)  # fmt: skip
def test_a_fault_is_told_once(old: str, new: str, tmp_path: Path) -> None:
    assert old in SAMPLE
    assert len(refusal(tmp_path, SAMPLE.replace(old, new, 1)).problems) == 1
