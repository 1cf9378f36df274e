"""Every way a case file can be wrong is named, with its place and a remedy, and all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from fis_lessons import resources
from fis_lessons.cases import check_file, load_case, load_case_file, load_programme
from fis_lessons.errors import CaseError, Problem
from fis_lessons.i18n import use_language

BERGAMO = resources.data("cases", "bergamo.yaml").read_text(encoding="utf-8")
PROGRAMME = resources.data("programme.yaml").read_text(encoding="utf-8")
EVALUATOR = BERGAMO[BERGAMO.index("  - id: valutatore\n") : BERGAMO.index("\nassets:")]
SOURCES = "sources:\n  - {id: ambito,"
FIRST_MONEY = "amount: {value: 150000, unit: EUR, sources: [coopdiary]}"


def check(folder: Path, text: str | bytes, *, name: str = "draft.yaml") -> list[Problem]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return check_file(path)


def listed(name: str) -> str:
    """Write the start of the list of sources with one more, a weak one, on top."""
    one = f'{{id: {name}, publisher: A, title: B, url: "https://a.it/", confidence: L}}'
    return SOURCES.replace("  - ", f"  - {one}\n  - ")


def amount(new: str) -> tuple[str, str]:
    return FIRST_MONEY, f"amount: {{{new}}}"


RIBES_CONFIDENT = (
    "    confidence: L\n    sources: [coopdiary]\n",
    "    confidence: H\n    sources: [debole]\n",
)
CELL = "  - {stakeholder: comune, phase: commission"
ONE_CLAIM = "  - {id: solo, topic: A, how_to_read: B, claims: [{text: C, sources: [istat]}]}\n"

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
        "role missing",
        (EVALUATOR, ""),
        "stakeholders",
        "Manca un ruolo obbligatorio: soggetto valutatore",
        "status: unknown",
    ),
    (
        "doubt without a note",
        ("status: unknown", "status: ambiguous\n    xnote: x"),
        "finanziatore].xnote",
        "non è prevista",
        "Correggi",
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
    ("bad id", ("id: bergamo", "id: Bergamo è"), "draft.yaml: id", "«Bergamo è»", "Cambia il nome"),
    (
        "one claim",
        ("  - id: liste-attesa", ONE_CLAIM + "  - id: liste-attesa"),
        "contradictions[solo].claims",
        "troppo poche",
        "Aggiungi",
    ),
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
    old, new = change
    assert old in BERGAMO
    text = BERGAMO.replace(old, new, 1)
    if "debole" in new:
        text = text.replace(SOURCES, listed("debole"))
    problems = check(tmp_path, text)
    fitting = [p for p in problems if where in p.where and found in p.found and remedy in p.remedy]
    assert fitting, "\n".join(map(str, problems))
    assert all(p.where.startswith("draft.yaml: ") and "(riga " in p.where for p in problems)


def test_the_line_is_the_one_to_correct(tmp_path: Path) -> None:
    text = BERGAMO.replace('date: "2019-10"', 'date: "ieri"')
    line = next(n for n, row in enumerate(text.splitlines(), start=1) if '"ieri"' in row)
    (problem,) = check(tmp_path, text)
    assert problem.where == f"draft.yaml: timeline[1].date (riga {line})"


def test_a_doubt_needs_a_note(tmp_path: Path) -> None:
    note = BERGAMO[BERGAMO.index("    note: Il programma chiede un valutatore.") :].splitlines()[0] + "\n"
    (problem,) = check(tmp_path, BERGAMO.replace(note, ""))
    assert "stakeholders[valutatore]" in problem.where
    assert "incerto" in problem.found


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


def test_an_empty_chair_covers_a_role() -> None:
    (chair,) = load_case("bergamo").by_role("evaluator")
    assert (chair.status, bool(chair.note)) == ("unknown", True)


UNREADABLE = [
    ("empty", b"", "vuoto"),
    ("only a comment", b"# niente\n", "vuoto"),
    ("not a mapping", b"- a\n- b\n", "non comincia con una chiave"),
    ("one word", b"ciao", "non comincia con una chiave"),
    ("two documents", b"a: 1\n---\nb: 2\n", "più documenti"),
    ("binary", bytes(range(256)), "UTF-8"),
    ("a NUL", b"a: \x00", "YAML corretto"),
    ("UTF-16", "a: 1".encode("utf-16"), "UTF-8"),
    ("a tab", b"a:\n\t- 1", "YAML corretto"),
    ("an open quote", b'a: "x\nb: 1', "YAML corretto"),
    ("an open list", b"a: [1, 2", "YAML corretto"),
    ("huge", b"a: " + b"x" * 600_000, "troppo grande"),
    ("deep lists", b"a: " + b"[" * 5000, "livelli"),
    ("deep mappings", "".join(" " * n + "a:\n" for n in range(400)).encode(), "livelli"),
    ("many values", b"a: [" + b"1," * 30_000 + b"]", "valori sono troppi"),
    ("alias bomb", b"a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]", "rimando"),
    ("an alias alone", b"a: *b", "rimando"),
    ("alias to itself", b"&a a: *a", "rimando"),
    ("python object", b"a: !!python/object/apply:os.system ['true']", "etichetta"),
    ("harmless tag", b"a: !!str 1", "etichetta"),
    ("list as a key", b"? [a]\n: 1", "chiave non è un testo"),
    ("impossible escape", b'a: "\\UFFFFFFFF"', "YAML corretto"),
    ("lone surrogate", b'a: "\\ud800"', "non si vede"),
    ("escape character", b'a: "\\e[31m"', "non si vede"),
]


@pytest.mark.parametrize(("content", "found"), [u[1:] for u in UNREADABLE], ids=[u[0] for u in UNREADABLE])
@pytest.mark.timeout(10)
def test_cannot_be_read(tmp_path: Path, content: bytes, found: str) -> None:
    (problem,) = check(tmp_path, content)
    assert problem.where.startswith("draft.yaml")
    assert found in problem.found
    assert problem.remedy
    with pytest.raises(CaseError, match="draft"):
        load_case_file(tmp_path / "draft.yaml")


@pytest.mark.parametrize(
    "path", ["no/such.yaml", ".", "a\0b.yaml", "x" * 5000], ids=["absent", "folder", "NUL", "long"]
)
def test_path_that_cannot_be_opened(path: str) -> None:
    (problem,) = check_file(path)
    assert "non si può leggere" in problem.found
    with pytest.raises(CaseError):
        load_case_file(path)


def test_plain_yaml_is_not_reinterpreted(tmp_path: Path) -> None:
    # 016024 is octal for YAML 1.1, "no" is false, 2019-10-01 a date: here they are what one sees
    text = BERGAMO.replace('istat: "016024"', "istat: 016024").replace("acronym: hOLD on", "acronym: no")
    text = text.replace('date: "2024-02-27", text', "date: 2024-02-27, text")
    path = tmp_path / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    case = load_case_file(path)
    assert (case.municipality.istat, case.acronym, case.timeline[1].date) == ("016024", "no", "2024-02-27")


def test_the_programme_is_checked_too(tmp_path: Path) -> None:
    assert check(tmp_path, PROGRAMME) == []
    row = next(row for row in PROGRAMME.splitlines(keepends=True) if "role: financier" in row)
    found = "\n".join(map(str, check(tmp_path, PROGRAMME.replace(row, ""))))
    assert "Manca un ruolo obbligatorio: investitore o finanziatore privato" in found
    assert "due o più" not in found


def test_a_programme_is_not_a_case(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(PROGRAMME, encoding="utf-8")
    with pytest.raises(CaseError, match=r"draft\.yaml: kind"):
        load_case_file(path)
    assert load_programme().kind == "programme"


@pytest.mark.parametrize("name", ["../programme", "Bergamo", "", "milano"])
def test_unknown_case(name: str) -> None:
    with pytest.raises(CaseError, match="bergamo, catanzaro, lucca"):
        load_case(name)


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
