"""Sentences that went beyond their data or their Italian: what stands in their place, and that they are gone."""

from __future__ import annotations

import pytest
from never_empty import some

from fis_lessons import resources
from fis_lessons.course.catalogues import code_texts, data_texts, quiz_texts
from fis_lessons.exercises import Progress
from fis_lessons.lessons import lesson_spec
from fis_lessons.lessons.l08_did_it_work.controls import study_of
from fis_lessons.lessons.l08_did_it_work.controls.beyond import staggered, staggered_picture

# from the review of 29 November 2026
GONE = (
    "La risposta è vera, e non risponde",
    "i requisiti contro i destinatari",
    "Il traguardo non c'è",
    "Se suona, il confronto",
    "Lo contengono gli intervalli di",
    "Mancare una prova non è",
    "I partecipanti sono cambiati di",
    "quindi si sa quanto ha reso",
    "Per i cittadini di New York il contratto funzionò",
    "per ogni unità impiegata",
    "Un metodo merita fiducia quando ritrova i numeri degli altri: ",
)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """All that the kit says, read once."""
    notebooks = some(sorted(resources.notebooks().glob("*.ipynb")))
    said = [*code_texts(), *quiz_texts(), *data_texts()]
    return [*some(said), *(path.read_text(encoding="utf-8") for path in notebooks)]


@pytest.mark.parametrize("words", GONE)
def test_what_was_wrong_is_said_nowhere(words: str, texts: list[str]) -> None:
    assert not [text[:80] for text in texts if words in text]


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("case", ["bergamo", "catanzaro", "lucca"])
def test_the_mean_of_all_is_read_beside_the_true_one(case: str, seed: int) -> None:
    ground = study_of(case, seed)
    found, truth = staggered(ground)
    interval = found.simple.interval
    assert interval is not None
    inside = interval.low <= truth <= interval.high
    told = staggered_picture(ground)[-1].text
    assert ("il suo intervallo la contiene" in told) == inside
    assert ("«media di tutti» non la contiene" in told) != inside


def test_a_progress_is_told_with_its_cautions() -> None:
    lesson = lesson_spec("07").open({}, progress=Progress(None))
    why = lesson.exercises["progress"].why
    for words in (
        "della media europea, non dell'Italia",
        "stime da un campione",
        "il conto non guarda il tempo",
    ):
        assert words in why
    assert lesson.exercises["sample"].check("377").state == "not_yet", "rounded down, one answer is missing"
    assert lesson.exercises["sample"].check("378").state == "right"


def test_the_american_programme_says_what_part_of_it_is_used() -> None:
    lesson = lesson_spec("08").open({}, progress=Progress(None))
    lesson.table("nsw")
    assert "una parte di chi fu sorteggiato" in lesson.sources().text
    told = lesson.text("published").text
    assert "quanto era probabile che entrasse" in told
    assert "cambia se cambi l'elenco" in told


def test_people_together_are_told_to_be_few_groups() -> None:
    control = lesson_spec("09").open({}, progress=Progress(None)).controls["people"]
    assert "somiglianza" not in control.outcome().text
    few = control.outcome({"together": 40}).text
    assert "0,05, un'ipotesi" in few
    assert "ci sono solo 2 gruppi" in few
    assert "troppo ottimista" not in control.outcome({"together": 5}).text
