"""When a number of the data changes: which answers move, by how much, who quotes the old one, what is accepted."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure as Drawing
from typer.testing import CliRunner

from fis_lessons import resources
from fis_lessons.cli import app
from fis_lessons.course.authoring import moves
from fis_lessons.course.authoring.moves import (
    Move,
    Quote,
    accept,
    moved,
    numbers_in,
    old_data,
    quoted_by,
    read_accepted,
    typed_sentences,
)
from fis_lessons.course.authoring.snapshot import _frame_cells, _html_cells
from fis_lessons.errors import BuildError
from fis_lessons.figures import Figure, table_html
from fis_lessons.i18n import set_language

CAP = "cap: {value: 450000, unit: EUR"


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data with two numbers changed: the cap of the second intervention, the wider age range of Lucca."""
    folder = tmp_path_factory.mktemp("changed") / "data"
    shutil.copytree(resources.data(), folder)
    for name, before, after in (
        ("programme.yaml", CAP, CAP.replace("450000", "400000")),
        (
            "cases/lucca.yaml",
            "        age_to: 35",
            "        age_to: 34",
        ),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(before) == 1, name
        (folder / name).write_text(text.replace(before, after), encoding="utf-8")
    return folder


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["author", "moves", *words])
    return done.exit_code, done.output


def test_numbers_that_change_are_followed_to_the_answers(changed: Path, tmp_path: Path) -> None:
    report, page = tmp_path / "moves.json", tmp_path / "moves.html"
    here, none = str(resources.data()), str(tmp_path / "none.yaml")
    code, said = run(
        "01", "02", "--case", "lucca", "--case", "bergamo", "--against", here, "--data", str(changed),
        "--accepted", none, "-o", str(report), "-o", str(page),
    )  # fmt: skip
    assert code == 1
    found = json.loads(report.read_text(encoding="utf-8"))["moves"]
    answers = {(one["lesson"], one["case"], one["item"]): one for one in found if ": answer" in one["item"]}
    # the age of Lucca's group moves nothing in Bergamo; the cap moves both, for every seed
    assert {name[:2] for name in answers} == {("01", "lucca"), ("01", "bergamo"), ("02", "lucca")}
    for case in ("lucca", "bergamo"):
        # 150.000 + 450.000 + 1.000.000 = 1.600.000, and with 400.000 it is 1.550.000: 3,125% less
        one = answers["01", case, "exercise ceiling: answer"]
        assert (one["before"], one["after"]) == ("1.600.000 €", "1.550.000 €")
        assert one["seeds"] == [1, 2, 77]
        assert one["change"] == pytest.approx(-50_000 / 1_600_000)
    # residents from 15 to 29: 12.407. From 18 to 35: 15.440, 24,4% more; from 18 to 34: 14.518, 17,0% more
    one = answers["02", "lucca", "exercise change: answer"]
    assert (one["before"], one["after"]) == ("24,4 %", "17,0 %")
    assert one["change"] == pytest.approx(17.0146 / 24.4459 - 1, abs=1e-4)
    assert f"Risposte: {len(answers)}." in said
    assert "text" in {one["item"].split()[0] for one in found}
    assert "1.550.000" in page.read_text(encoding="utf-8")


def drawn(answer: float) -> dict[str, dict[str, list[object]]]:
    """One answer in two draws, and a question that stays."""
    one: list[object] = [f"{answer:.0f} €", answer]
    return {
        f"01|lucca|{seed}": {"exercise a: answer": one, "quiz b: answer": [str(seed), None]}
        for seed in (1, 2)
    }


def test_what_is_accepted_is_let_pass_and_told_when_it_no_longer_moves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown = [drawn(10.0), drawn(12.0)]
    monkeypatch.setattr(moves, "dumped", lambda *_folders, **_wanted: shown)
    asked = ["--against", str(resources.data()), "--accepted", str(tmp_path / "accepted.yaml")]
    code, said = run(*asked)
    assert (code, "+20,0%" in said) == (1, True)
    assert run(*asked, "--accept", "Il premio è cambiato nella delibera.")[0] == 0
    code, said = run(*asked)
    assert (code, "Da accettare: 0." in said) == (0, True)
    shown[1] = drawn(13.0)
    assert run(*asked)[0] == 1, "another number than the one that was accepted"
    shown[1] = drawn(10.0)
    code, said = run(*asked)
    assert code == 0
    assert "Nessun numero si muove" in said
    assert "Accettato, e non si muove più: 01 | lucca | exercise a: answer | 10 € | 12 €." in said


def test_the_data_of_a_figure_are_written_down_cell_by_cell() -> None:
    table = pd.DataFrame({"Età": ["60-64", "65-74", "65-74"], "Persone": ["9.799", "13.320", "8,4%"]})
    figure = Figure(drawing=Drawing(), alt="Barre", caption="Persone", table=table)
    assert list(_frame_cells("figure bars", figure)) == [
        ("figure bars: 60-64, Persone", "9.799", 9799.0),
        ("figure bars: 65-74, Persone", "13.320", 13320.0),
        ("figure bars: 65-74 (2), Persone", "8,4%", 8.4),
    ]
    assert list(_html_cells("table bars", table_html(table, caption="Persone"))) == [
        (name.replace("figure", "table"), text, value)
        for name, text, value in _frame_cells("figure bars", figure)
    ]


def test_what_moves_is_told_once_for_all_draws() -> None:
    (found,) = moved(drawn(10.0), drawn(12.0))
    assert (found.seeds, found.before, found.after, found.change) == (
        (1, 2),
        "10 €",
        "12 €",
        pytest.approx(0.2),
    )
    gone = moved({"01|lucca|1": {"exercise a: answer": ["10", 10.0]}}, {"01|lucca|1": {}})
    assert gone == [Move("01", "lucca", (1,), "exercise a: answer", "10", "")]


def test_a_lesson_that_no_longer_opens_is_one_line() -> None:
    before = {"01|lucca|1": {f"exercise {name}: answer": ["10", 10.0] for name in "abc"}}
    after = {"01|lucca|1": {"opens": ["KeyError: 'giovani'", None]}}
    assert [(one.item, one.after) for one in moved(before, after)] == [("opens", "KeyError: 'giovani'")]


@pytest.mark.parametrize(
    ("lesson", "sentence", "says"),
    [
        ("01", "Il tetto è 450.000 euro.", True),
        ("07", "Il tetto è 450.000 euro.", True),
        ("07", "Il tetto è 450 mila euro.", True),
        ("07", "Il tetto è 450 milioni di euro.", False),
        ("01", "Il tetto è 1.450.000 euro.", False),
        ("01", "Il tetto è 450.000,5 euro.", False),
        ("01", "Sono 18 progetti.", True),
        ("07", "Sono 18 progetti.", False),
    ],
)
def test_who_says_the_old_number(lesson: str, sentence: str, says: bool) -> None:
    typed = [(lesson, Quote("a.ipynb", "here", sentence))]
    move = Move("01", "lucca", (1,), "text caps: 2", "450.000 €, 18 progetti", "400.000 €, 20 progetti")
    assert bool(quoted_by(move, typed)) is says


def test_a_number_that_stays_is_not_looked_for() -> None:
    move = Move("01", "lucca", (1,), "text caps: 2", "450.000 € nel 2020", "400.000 € nel 2020")
    assert quoted_by(move, [("01", Quote("a.ipynb", "here", "Nel 2020 è cambiato."))]) == ()
    assert numbers_in("dal 18,9% al 20,1%") == ["18,9", "20,1"]


def test_sentences_are_those_of_notebooks_and_quizzes() -> None:
    found = {quote.file.rpartition("/")[2] for _lesson, quote in typed_sentences()}
    assert "quiz.yaml" in found
    assert "02_leggere_il_territorio.ipynb" in found


def test_accepted_moves_are_added_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "accepted.yaml"
    first = Move("01", "lucca", (1,), "exercise a: answer", "10 «x»", '1"2: #')
    assert accept(path, [first], why="Dati nuovi: Istat.") == 1
    assert accept(path, [Move("02", "prato", (1,), "b", "", "3")], why="Caso nuovo.") == 2
    assert read_accepted(path) == {
        ("01", "lucca", "exercise a: answer", "10 «x»", '1"2: #'): "Dati nuovi: Istat.",
        ("02", "prato", "b", "", "3"): "Caso nuovo.",
    }
    path.write_text(
        'accepted:\n  - {lesson: "01", case: lucca, item: a, before: "1", after: "2"}\n', encoding="utf-8"
    )
    with pytest.raises(BuildError, match=r"riga 2\): manca o non è un testo: why"):
        read_accepted(path)


def test_old_data_of_a_revision_and_of_nowhere(tmp_path: Path) -> None:
    for wrong in ("no-such-revision", "--help", str(tmp_path)):
        with pytest.raises(BuildError):
            old_data(wrong, tmp_path)
    top = resources.data().parent
    inside = subprocess.run(
        ["git", "rev-parse", "--verify", "HEAD"], cwd=top, capture_output=True, check=False
    )
    if inside.returncode:
        pytest.skip("not a checkout")
    found = old_data("HEAD", tmp_path / "old")
    assert (found / "cases" / "lucca.yaml").read_text(encoding="utf-8").startswith(("#", "kind"))
    assert run("12", "--against", "no-such-revision")[0] == 2


@pytest.mark.parametrize("written", ["acepted: []\n", "accepted: tre\n", "accepted: []\nnote: mie\n"])
def test_a_list_that_is_not_one_is_told_and_never_written_over(tmp_path: Path, written: str) -> None:
    path = tmp_path / "accepted.yaml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(BuildError, match="elenco sotto «accepted»"):
        accept(path, [Move("01", "lucca", (1,), "a", "1", "2")], why="perché sì")
    assert path.read_text(encoding="utf-8") == written
