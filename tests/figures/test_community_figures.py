"""The pictures of lesson 01: description and table say what is drawn, and silence is never a no."""

from __future__ import annotations

import pytest

from fis_lessons.figures.community import coproduction_matrix, covered_needs, state_label
from fis_lessons.i18n import use_language
from fis_lessons.measures.coproduction import Coverage, Matrix, coverage, matrix

WHO = {"town": "Comune", "families": "Famiglie di un quartiere con un nome molto lungo", "bank": "Banca"}
PHASES = {"design": "progettare", "deliver": "realizzare"}


@pytest.fixture
def small() -> Matrix:
    return matrix(
        list(WHO), list(PHASES), [("town", "design", "documented"), ("families", "deliver", "assumed")]
    )


def test_the_table_has_every_cell_in_words(small: Matrix) -> None:
    figure = coproduction_matrix(small, who=WHO, phases=PHASES, title="Chi", sources=("fonte",))
    assert figure.table.to_numpy().tolist() == [
        ["Comune", "documentato", "le fonti non lo dicono"],
        [WHO["families"], "le fonti non lo dicono", "nostra ipotesi"],
        ["Banca", "le fonti non lo dicono", "le fonti non lo dicono"],
    ]
    assert "documentate: 1" in figure.alt
    assert "non lo dicono: 4" in figure.alt
    assert figure.png.startswith(b"\x89PNG")


def test_another_reading_is_another_picture(small: Matrix) -> None:
    drawn = [
        coproduction_matrix(one, who=WHO, phases=PHASES, title="Chi", sources=()).png
        for one in (small, small.documented_only(), small.keep({"town"}), small)
    ]
    assert len(set(drawn)) == 3
    assert drawn[0] == drawn[3]


def test_taking_somebody_away_changes_picture_and_words() -> None:
    held = [("town", "proposer", "sure"), ("bank", "financier", "doubtful")]
    needs = {"proposer": "chi propone", "financier": "chi finanzia", "evaluator": "chi valuta"}
    before, after = (
        covered_needs(
            [("Ruoli", coverage(list(needs), held, without=gone))],  # type: ignore[arg-type]
            needs=needs,
            who=WHO,
            title="Ruoli",
            sources=(),
        )
        for gone in ((), ("bank",))
    )
    assert before.png != after.png
    assert "chi finanzia: Banca (con un dubbio)" in before.alt
    assert "chi finanzia: scoperto" in after.alt
    assert list(after.table.iloc[:, 2]) == ["coperto", "scoperto", "le fonti non nominano nessuno"]


def test_what_was_never_named_is_not_called_uncovered() -> None:
    assert state_label(Coverage("x")) == "le fonti non nominano nessuno"
    with use_language("en"):
        assert state_label(Coverage("x", lost=("bank",))) == "uncovered"
