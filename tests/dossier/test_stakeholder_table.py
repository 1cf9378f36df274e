"""The learner's table: every move undone, lists pasted, spellings told, three hundred readable, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from never_empty import some

from fis_lessons.dossier.record import project_of
from fis_lessons.dossier.record_fields import entries, status_of
from fis_lessons.dossier.record_sections import SECTIONS
from fis_lessons.dossier.stakeholder_map import STAKEHOLDER_MAP, TABLE, grid_of
from fis_lessons.dossier.table_draft import (
    LONGEST_NAME,
    PHASES,
    ROLES,
    Setting,
    from_text,
    read_lines,
    review,
    to_text,
)
from fis_lessons.dossier.table_editor import TableEditor
from fis_lessons.errors import MeasureError
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import LANGUAGES, Language, set_language, use_language
from fis_lessons.lessons.desk import Notebook
from fis_lessons.measures.stakeholders.seats import KINDS, Seat, review_table

NASTY = "<script>alert(1)</script> =1+1 {{x}}"


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    set_language("it")
    yield
    set_language("it")


def whose(folder: Path | None, lang: Language = "it") -> Learner:
    return Learner(folder, False, lang, Progress(folder))


def editor(folder: Path | None, lang: Language = "it") -> TableEditor:
    notebook = Notebook("04", whose(folder, lang))
    made = TableEditor(
        Setting(notebook.kept("table"), lambda text: notebook.keep("table", text)), learner=notebook.learner
    )
    made.widget()
    return made


def add(
    made: TableEditor, name: str, *, power: int = 3, interest: int = 3, roles: str = "", phases: str = ""
) -> None:
    made.name.value, made.power.value, made.interest.value = name, power, interest
    for role in roles.split():
        made.roles[role].value = True
    for phase in phases.split():
        made.phases[phase].value = True
    made.press(made._keep)


def keeping(kept: list[str]) -> Callable[[str], str]:
    """Return what keeps a text in a list, and has nothing to complain of."""

    def keep(text: str) -> str:
        kept.append(text)
        return ""

    return keep


seats = st.builds(
    Seat,
    name=st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip())),
    kind=st.sampled_from(KINDS),
    power=st.integers(1, 5),
    interest=st.integers(1, 5),
    legitimacy=st.booleans(),
    urgency=st.booleans(),
    roles=st.lists(st.sampled_from(ROLES), unique=True).map(tuple),
    phases=st.lists(st.sampled_from(PHASES), unique=True).map(tuple),
)


@given(st.lists(seats, max_size=8).map(tuple))
@settings(deadline=None)
def test_a_table_is_read_as_it_was_kept(table: tuple[Seat, ...]) -> None:
    assert from_text(to_text(table)) == table


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_whatever_is_pasted_is_read_or_stays(text: str) -> None:
    found = read_lines(text)
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(found.seats) + len([line for line in found.left.split("\n") if line.strip()]) == len(lines)
    assert bool(found.problems) == bool(found.left)


@pytest.mark.parametrize(
    "stored", [None, "", "{", "[]", '{"seats":[[1]]}', '{"seats":[["a","x",9,9,0,0,[],[]]]}']
)
def test_what_cannot_be_read_is_an_empty_table(stored: object) -> None:
    desk = Setting(stored, lambda _text: "")
    assert desk.seats == ()
    assert bool(desk.opening) == (stored is not None)


# --- by hand ----------------------------------------------------------------------------------------
def test_a_table_by_hand() -> None:
    found = review(
        (
            Seat(
                name="Comune", kind="public", power=5, interest=4, roles=("proposer",), phases=("commission",)
            ),
            Seat(name="Coop. Il Ponte", power=3, interest=5, roles=("provider",), phases=("deliver",)),
            Seat(name="Il Ponte soc. coop.", power=2, interest=2, roles=("evaluator",), phases=("assess",)),
            Seat(name="Famiglie", kind="community", power=1, interest=5, legitimacy=True, urgency=True),
        )
    )
    assert found.influence.attitudes == ("engage", "engage", "watch", "inform")
    assert found.salience == ("dormant", "dormant", "none", "dependent")
    assert found.alike == (("Coop. Il Ponte", "Il Ponte soc. coop."),)
    assert [(one.one, one.other) for one in found.conflicts] == [("evaluator", "provider")]
    assert found.uncovered == ("financier",)
    assert found.empty_phases == ("design",)
    assert found.without_community == ("commission", "deliver", "assess")
    assert found.unheard == ("Famiglie",)
    (grid,) = grid_of(found)
    assert [line.split()[-4:] for line in grid.text.splitlines()[-1:]] == [["1", "0", "1", "1"]]
    assert "Famiglie" not in grid.text  # in no phase: the remark says it


def test_an_empty_table_is_told_and_not_read() -> None:
    with pytest.raises(MeasureError, match="almeno un soggetto"):
        review_table(())
    told = STAKEHOLDER_MAP.remarks({TABLE: to_text(())}, {})
    assert any("comincia da chi userà il servizio" in one.remedy for one in told)


def test_a_pasted_list_tells_every_line_and_loses_none() -> None:
    wrong = ["; 4; 4", "Banca; 7; 2", "Coop; due; 3", "Famiglie; 1; 1", "A; 1; 2; marziano"]
    text = "\n".join(["Famiglie; 2; 5", wrong[0], "Scuola", *wrong[1:], "", "ASL\t4\t2"])
    desk = Setting(None, lambda _text: "")
    told, left = desk.paste(text)
    assert [(one.name, one.power, one.interest) for one in desk.seats] == [
        ("Famiglie", 2, 5), ("Scuola", 3, 3), ("ASL", 4, 2),
    ]  # fmt: skip
    assert left == "\n".join(wrong)
    for words in (
        "3 soggetti aggiunti",
        "riga 2",
        "riga 4",
        "riga 5",
        "riga 6",
        "«Famiglie» c'è già",
        "riga 7",
    ):
        assert words in told
    assert {one.kind for one in desk.seats} == {"third_sector"}
    desk.paste("Comune; 5; 4; Pubblico\nMamme; 1; 5; comunità\nBanca\t4\t2\tprivato")
    assert [one.kind for one in desk.seats[3:]] == ["public", "community", "private"]
    assert desk.paste("   \n") == (desk.paste("")[0], "   \n")


def test_every_move_is_undone() -> None:
    kept: list[str] = []
    desk = Setting(None, keeping(kept))
    desk.seat(lambda: Seat(name="A"))
    desk.seat(lambda: Seat(name="B"))
    desk.seat(lambda: Seat(name="C", power=5), instead_of="A")
    assert desk.names() == ("C", "B")
    assert "già al tavolo" in desk.seat(lambda: Seat(name="b"))
    assert "nome" in desk.seat(lambda: Seat(name=" "))
    assert "troppo lungo" in desk.seat(lambda: Seat(name="x" * (LONGEST_NAME + 1)))
    desk.remove("B")
    for names in (("C", "B"), ("A", "B"), ("A",), ()):
        desk.undo()
        assert desk.names() == names
    assert "nessuna mossa" in desk.undo()
    assert from_text(kept[-1]) == ()


def test_three_hundred_are_kept_and_a_census_is_refused() -> None:
    kept: list[str] = []
    desk = Setting(None, keeping(kept))
    lines = "\n".join(f"Associazione di quartiere {i:03d}; {i % 5 + 1}; {i % 4 + 1}" for i in range(300))
    told, left = desk.paste(lines)
    assert (len(desk.seats), left) == (300, "")
    assert "300 soggetti aggiunti" in told
    assert len(from_text(kept[-1])) == 300
    found = review(desk.seats)
    assert found.alike == ()  # a number makes another name
    shown = STAKEHOLDER_MAP.review({TABLE: to_text(desk.seats)})
    assert "300 soggetti al tavolo" in shown.text
    assert "<figure" in shown.html
    more = "\n".join(f"{'Nome molto lungo ' * 6}{i}" for i in range(900))
    told, left = desk.paste(more)
    assert "troppo grande" in told
    assert left == more
    assert len(desk.seats) == 300


# --- on the screen ----------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_set_is_found_again_and_taken_home(lang: Language, tmp_path: Path) -> None:
    made = editor(tmp_path, lang)
    made.heading["municipality"].value = "Lucca"
    add(made, "Comune di Lucca", power=5, interest=4, roles="proposer", phases="commission design")
    add(made, "Coop. Alfa", power=3, interest=5, roles="provider evaluator", phases="deliver")
    made.lines.value = "Famiglie; 1; 5\n; 3; 3"
    made.press(made._paste)
    assert made.lines.value == "; 3; 3"
    again = editor(tmp_path, lang)
    assert again.desk.names() == ("Comune di Lucca", "Coop. Alfa", "Famiglie")
    assert again.heading["municipality"].value == "Lucca"
    again.press(again._write)
    (page,) = tmp_path.glob("mappa-dei-soggetti*.html")
    text = page.read_text(encoding="utf-8")
    assert all(name in text for name in some(again.desk.names()))
    with use_language(lang):
        remarks = [one.words for one in STAKEHOLDER_MAP.remarks(again.values(), {"municipality": "Lucca"})]
    assert any("Coop. Alfa" in words for words in remarks)
    assert all(
        words.split(".")[0] in text.replace("<strong>", "").replace("</strong>", "") for words in remarks[-2:]
    )


def test_choosing_somebody_fills_the_fields_and_removing_empties_them(tmp_path: Path) -> None:
    made = editor(tmp_path)
    add(made, "Scuola", power=4, interest=2, roles="partner", phases="assess")
    assert (made.name.value, made.power.value, made.roles["partner"].value) == ("", 3, False)
    made.who.value = "Scuola"
    assert (made.name.value, made.power.value, made.interest.value) == ("Scuola", 4, 2)
    assert made.roles["partner"].value
    assert made.phases["assess"].value
    made.name.value = "Scuola Carducci"
    made.press(made._keep)
    assert made.desk.names() == ("Scuola Carducci",)
    made.press(made._drop)
    assert "Scegli nel menu" in made.message.value
    made.who.value = "Scuola Carducci"
    made.press(made._drop)
    assert made.desk.seats == ()
    made.press(made.desk.undo)
    assert made.desk.names() == ("Scuola Carducci",)


def test_what_is_typed_is_text_everywhere(tmp_path: Path) -> None:
    made = editor(tmp_path)
    add(made, NASTY, power=1, interest=5)
    made.press(made._write)
    (page,) = tmp_path.glob("mappa-dei-soggetti*.html")
    for text in (made.shown.value + made.table.value, page.read_text(encoding="utf-8")):
        assert "<script>alert" not in text
        assert "alert(1)" in text


def test_a_folder_that_cannot_be_written_is_told() -> None:
    made = editor(None)
    add(made, "Comune")
    made.press(made._write)
    assert "cartella" in made.saved.value


def test_the_whole_project_reads_it_in_words(tmp_path: Path) -> None:
    made = editor(tmp_path)
    add(made, "Comune di Lucca", power=5, interest=4)
    notebook = Notebook("04", made.learner)
    notebook.keep("road", '[["piano","scelta"],["oggetto","luogo"]]')
    told = {one.place: one.told(one.current) for one in entries(project_of(made.learner), "stakeholders")}
    assert told["stakeholders", "table"] == "1. Comune di Lucca (5 × 4)"
    assert told["stakeholders", "road"].splitlines()[-1] == "Arrivo: Patto di collaborazione."
    assert "Bozza" in status_of(project_of(made.learner), next(s for s in SECTIONS if s.id == "stakeholders"))


def test_what_is_brought_back_elsewhere_is_shown(tmp_path: Path) -> None:
    notebook = Notebook("04", whose(tmp_path))
    made = TableEditor(
        Setting(None, lambda text: notebook.keep("table", text)),
        learner=notebook.learner,
        kept=lambda: notebook.kept("table"),
    )
    made.widget()
    add(made, "Uno")
    notebook.keep("table", to_text((Seat(name="Altro"),)))
    made.reload()
    assert made.desk.names() == ("Altro",)
    assert "Altro" in made.shown.value
