"""Every way a case file can be malformed is named, with its place and a remedy, and all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_drafts import BERGAMO, EVALUATOR, amount, assert_named, check

from fis_lessons.cases import load_case_file
from fis_lessons.i18n import use_language

# id, (old, new) in the Bergamo file, where, what is found, what to do
MUTATIONS = [
    (
        "unknown key",
        ("acronym: hOLD on", "acronym: hOLD on\nacronimo: x"),
        "draft.yaml: acronimo",
        "non è prevista",
        "Correggi",
    ),
    (
        "unknown key inside",
        ("kind: announced", "knid: announced"),
        "money[1].knid",
        "non è prevista",
        "Correggi",
    ),
    (
        "missing key",
        ("kind: announced", "knid: announced"),
        "money[1].kind",
        "Manca la chiave «kind»",
        "Aggiungila",
    ),
    (
        "comma outside quotes",
        ('text: "Partenariato fra', "text: Partenariato fra"),
        "rinvio].inputs[1]",
        "non è prevista",
        "virgolette",
    ),
    (
        "duplicate key",
        ("acronym: hOLD on", "acronym: hOLD on\nacronym: x"),
        "draft.yaml: acronym",
        "ripetuta: c'è già alla riga 5",
        "togli",
    ),
    (
        "duplicate key inside",
        amount("value: 1, value: 2, unit: EUR, sources: [coopdiary]"),
        "money[1].amount.value",
        "ripetuta",
        "togli",
    ),
    (
        "text for a number",
        amount("value: tanti, unit: EUR, sources: [coopdiary]"),
        "money[1].amount.value",
        "il testo «tanti»",
        "Scrivi il numero",
    ),
    (
        "Italian decimals",
        amount("value: '71,41', unit: EUR, sources: [coopdiary]"),
        "money[1].amount.value",
        "«71,41»",
        "col punto",
    ),
    (
        "Italian thousands",
        amount("value: 150.000, unit: EUR, sources: [coopdiary]"),
        "money[1].amount.value",
        "150.000 si può leggere in due modi",
        "150000",
    ),
    (
        "number for a text",
        ("acronym: hOLD on", "acronym: 12"),
        "draft.yaml: acronym",
        "il numero 12",
        "virgolette",
    ),
    ("yes for a text", ("acronym: hOLD on", "acronym: true"), "draft.yaml: acronym", "(true)", "virgolette"),
    (
        "nothing for a text",
        ("acronym: hOLD on", "acronym:"),
        "draft.yaml: acronym",
        "nessun valore",
        "virgolette",
    ),
    (
        "empty text",
        ("acronym: hOLD on", "acronym: ''"),
        "draft.yaml: acronym",
        "il testo «»",
        "Scrivi il testo",
    ),
    (
        "blank text",
        ("acronym: hOLD on", "acronym: '  '"),
        "draft.yaml: acronym",
        "Qui c'è il testo",
        "Scrivi il testo",
    ),
    (
        "text for a list",
        ("roles: [proposer]", "roles: proposer"),
        "stakeholders[comune].roles",
        "il testo «proposer»",
        "una voce per riga",
    ),
    (
        "list for a mapping",
        ('{name: Bergamo, istat: "016024"}', "[Bergamo]"),
        "municipality",
        "un elenco",
        "chiave: valore",
    ),
    (
        "empty list",
        ("roles: [proposer]", "roles: []"),
        "stakeholders[comune].roles",
        "troppo poche voci",
        "Aggiungi",
    ),
    (
        "unknown role",
        ("roles: [proposer]", "roles: [propser]"),
        "stakeholders[comune].roles[1]",
        "«propser»",
        "Scegli",
    ),
    (
        "decimal age",
        ("age_from: 60", "age_from: 60.5"),
        "target_groups[silver].age_from",
        "60.5",
        "senza decimali",
    ),
    ("age too high", ("age_to: 75", "age_to: 750"), "target_groups[silver].age_to", "750", "Correggi l'età"),
    (
        "day that is not",
        ('date: "2024-02-27"', 'date: "2024-02-30"'),
        "timeline[2].date",
        "«2024-02-30»",
        "Correggi la data",
    ),
    (
        "Italian date",
        ('date: "2024-02-27"', "date: 27/02/2024"),
        "timeline[2].date",
        "«27/02/2024»",
        "Correggi la data",
    ),
    (
        "year as a number",
        ('date: "2019-10"', "date: 2019"),
        "timeline[1].date",
        "il numero 2019",
        "virgolette",
    ),
    ("ISTAT too short", ('istat: "016024"', 'istat: "16024"'), "municipality.istat", "«16024»", "virgolette"),
    (
        "ISTAT as a number",
        ('istat: "016024"', "istat: 160240"),
        "municipality.istat",
        "il numero 160240",
        "virgolette",
    ),
    (
        "ISTAT in other digits",
        ('istat: "016024"', 'istat: "٠١٦٠٢٤"'),
        "municipality.istat",
        "Qui c'è il testo",
        "virgolette",
    ),
    (
        "url without scheme",
        ("https://www.ambitodibergamo.it/node/978", "www.ambitodibergamo.it"),
        "sources[ambito].url",
        "www.ambito",
        "Copia",
    ),
    (
        "url that runs",
        ("https://www.ambitodibergamo.it/node/978", "javascript:alert(1)"),
        "sources[ambito].url",
        "javascript",
        "Copia",
    ),
    (
        "url with a quote",
        ("https://www.ambitodibergamo.it/node/978", "https://a.it/'><b>"),
        "sources[ambito].url",
        "a.it",
        "Copia",
    ),
    ("bad id", ("id: bergamo", "id: Bergamo è"), "draft.yaml: id", "«Bergamo è»", "Cambia il nome"),
    (
        "text too long",
        ("acronym: hOLD on", "acronym: " + "x" * 301),
        "draft.yaml: acronym",
        "troppo testo",
        "Accorcia",
    ),
]


@pytest.mark.parametrize(
    ("change", "where", "found", "remedy"), [m[1:] for m in MUTATIONS], ids=[m[0] for m in MUTATIONS]
)
def test_is_named(tmp_path: Path, change: tuple[str, str], where: str, found: str, remedy: str) -> None:
    assert_named(tmp_path, change, where=where, found=found, remedy=remedy)


def test_the_line_is_the_one_to_correct(tmp_path: Path) -> None:
    text = BERGAMO.replace('date: "2019-10"', 'date: "ieri"')
    line = next(n for n, row in enumerate(text.splitlines(), start=1) if '"ieri"' in row)
    (problem,) = check(tmp_path, text)
    assert problem.where == f"draft.yaml: timeline[1].date (riga {line})"


def test_all_at_once(tmp_path: Path) -> None:
    text = BERGAMO.replace(*amount("value: 1, unit: EUR, sources: [assente]"))
    text = text.replace(EVALUATOR, "").replace('istat: "016024"', 'istat: "1"')
    text = text.replace("region: Lombardia", "region: Lombardia\nregion: Veneto\nregione: x")
    found = "\n".join(map(str, check(tmp_path, text)))
    for part in (
        "«assente»",
        "soggetto valutatore",
        "«1»",
        "«region» è ripetuta",
        "«regione» non è prevista",
    ):
        assert part in found


def test_plain_yaml_is_not_reinterpreted(tmp_path: Path) -> None:
    # 016024 is octal for YAML 1.1, "no" is false, 2019-10-01 a date: here they are what one sees
    text = BERGAMO.replace('istat: "016024"', "istat: 016024").replace("acronym: hOLD on", "acronym: no")
    text = text.replace('date: "2024-02-27", text', "date: 2024-02-27, text")
    path = tmp_path / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    case = load_case_file(path)
    assert (case.municipality.istat, case.acronym, case.timeline[1].date) == ("016024", "no", "2024-02-27")


def test_too_many_problems_are_cut(tmp_path: Path) -> None:
    problems = check(tmp_path, "\n".join(f"k{n}: 1" for n in range(1000)))
    assert len(problems) == 201
    assert "non sono elencati" in problems[-1].found


def test_problems_are_told_in_english(tmp_path: Path) -> None:
    with use_language("en"):
        (problem,) = check(tmp_path, BERGAMO.replace("low: 67.94, high: 74.89", "low: 74.89, high: 67.94"))
        assert "reversed" in problem.found
        assert "(line " in problem.where
        assert problem.remedy == "Swap the two values."
