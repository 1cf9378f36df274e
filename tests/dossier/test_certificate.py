"""The certificate: what the record says, and that nobody but the learner says it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from fis_lessons.dossier.certificate import CertificateError, certificate, certify, done
from fis_lessons.dossier.heading import keep_heading
from fis_lessons.dossier.modules import known_modules, read_module
from fis_lessons.errors import LessonError
from fis_lessons.exercises import Event, Progress
from fis_lessons.exercises.learner import Learner


def record(*events: Event) -> Progress:
    made = Progress(None)
    for event in events:
        made.add(event)
    return made


def event(exercise: str, kind: str, state: str = "", time: str = "2026-03-02T10:00:00+01:00") -> Event:
    return Event("02", exercise, kind, case="lucca", state=state, time=time)  # type: ignore[arg-type]


WORK = (
    event("band-count", "answer", "not_yet"),
    event("band-count", "hint"),
    event("band-count", "answer", "right", "2026-03-04T10:00:00+01:00"),
    event("change", "skip"),
    event("old-age-index", "answer", "not_yet"),
    event("quiz:growth", "answer", "right"),
    event("quiz:requests", "answer", "not_yet"),
    event("un-altro", "answer", "right"),
    event("note:target", "note"),
)


def test_what_was_done_is_counted() -> None:
    [one] = done(record(*WORK), known_modules())
    assert (one.right, one.skipped, one.open_) == (1, 1, 1)
    assert (one.attempts, one.hints, one.skips) == (5, 1, 1)
    assert (one.quiz_right, one.quiz_tried) == (1, 2)
    assert (str(one.first), str(one.last)) == ("2026-03-02", "2026-03-04")


def test_starting_again_does_not_hide_the_way_there() -> None:
    [one] = done(record(*WORK, event("band-count", "reset")), known_modules())
    assert (one.right, one.hints) == (0, 1)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "it",
            [
                "autodichiarazione",
                "Non è una certificazione",
                "2 marzo 2026",
                "5 risposte, 1 aiuto, 1 salto",
                "Firma",
            ],
        ),
        (
            "en",
            [
                "self-declaration",
                "not a certification",
                "2 March 2026",
                "5 answers, 1 hint, 1 skip",
                "Signature",
            ],
        ),
    ],
)
def test_it_says_what_it_is(lang: str, words: list[str]) -> None:
    page = certificate(record(*WORK), name="Anna Rossi", lessons=known_modules(), lang=lang)  # type: ignore[arg-type]
    assert f'<html lang="{lang}">' in page
    assert page.count("<h1>") == 1
    for word in words:
        assert word in page


def test_whose_it_is_and_which_version_it_is(tmp_path: Path) -> None:
    plain = certificate(record(*WORK), name="Anna", lessons=["02"], lang="it")
    assert "<dt>Nome del Comune</dt><dd>da scrivere" in plain
    assert "FIS Lessons, versione" in plain
    learner = Learner(tmp_path, False, "it", Progress(tmp_path))
    for one in WORK:
        learner.record.add(one)
    keep_heading(learner, {"municipality": "Forlì <b>", "office": "Servizi sociali"})
    assert certify(learner, "Anna")[0]
    assert certify(learner, "Anna")[0]
    page = (tmp_path / "attestato.html").read_text(encoding="utf-8")
    assert "<dd>Forlì &lt;b&gt;</dd>" in page
    assert "<dt>Versione</dt><dd>1</dd>" in page
    assert [path.name for path in tmp_path.glob("attestato*")] == ["attestato.html"], "it says nothing new"
    learner.record.add(event("change", "answer", "right"))
    assert "attestato_2.html" in certify(learner, "Anna")[1]
    assert "<dt>Versione</dt><dd>2</dd>" in (tmp_path / "attestato_2.html").read_text(encoding="utf-8")


def test_an_extra_exercise_counts_beside_the_others() -> None:
    needed = read_module("08").needed
    right = [Event("08", name, "answer", case="lucca", state="right") for name in (*needed, "placebo")]
    [one] = done(record(*right), ["08"])
    assert (one.right, one.beyond) == (len(needed), 1)
    page = certificate(record(*right), name="Anna", lessons=["08"], lang="it")
    assert f"giusti {len(needed)} su {len(needed)}" in page
    assert "<dt>Esercizi in più</dt><dd>giusti 1</dd>" in page


def test_a_name_is_text() -> None:
    page = certificate(record(*WORK), name='<img src=x onerror="x">\u202e', lessons=["02"], lang="it")
    assert "<img" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("name", ["", " \t", "\u200b", "x" * 121])
def test_it_needs_a_name(name: str) -> None:
    with pytest.raises(CertificateError):
        certificate(record(*WORK), name=name, lessons=["02"], lang="it")


def test_nothing_done_is_no_certificate() -> None:
    with pytest.raises(CertificateError, match="nessun esercizio"):
        certificate(record(event("note:x", "note")), name="Anna", lessons=known_modules(), lang="it")


@pytest.mark.parametrize("lesson", ["99", "../../etc", "*"])
def test_an_unknown_lesson_is_said(lesson: str) -> None:
    with pytest.raises(LessonError):
        certificate(record(*WORK), name="Anna", lessons=[lesson], lang="it")


def test_a_record_written_by_hand_does_not_stop_it() -> None:
    page = certificate(
        record(event("band-count", "answer", "right", "domani")), name="A", lessons=["02"], lang="it"
    )
    assert "data non leggibile" in page


def test_the_button_never_raises(tmp_path: Path) -> None:
    assert not certify(Learner(None, False, "it", Progress(None)), "Anna")[0]
    own = Progress(tmp_path)
    here = Learner(tmp_path, False, "it", own)
    assert "Try at least one" in certify(replace(here, lang="en"), "Anna")[1]
    for one in WORK:
        own.add(one)
    assert "nome" in certify(here, "")[1]
    (tmp_path / "attestato.html").write_text("di un altro", encoding="utf-8")
    assert "attestato_2.html" in certify(here, "Anna")[1]
    blocked = replace(here, folder=tmp_path / "attestato.html")
    assert "Non riesco" in certify(blocked, "Anna")[1]


def test_it_names_the_case_and_no_word_of_the_code() -> None:
    own = Event("02", "change", "answer", case="lucca|municipality=Forlì|seed=7|similar=5", state="right")
    page = certificate(record(*WORK, own), name="Ada", lessons=["02"], lang="it")
    assert {"Lucca", "Lucca; Forlì; variante 7; 5"} <= set(re.findall("<dt>Caso</dt><dd>([^<]*)</dd>", page))
    assert "municipality" not in page


def test_the_button_says_how_to_print_where_it_is_pressed(tmp_path: Path) -> None:
    learner = Learner(tmp_path, False, "it", Progress(tmp_path))
    for one in WORK:
        learner.record.add(one)
    done_, words = certify(learner, "Ada")
    assert done_
    assert "Apri nella Nuova Scheda del Browser" in words
