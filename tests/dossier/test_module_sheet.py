"""The sheet of a lesson and of a course: all that a training plan asks, and no promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fis_lessons.dossier.module_sheet import course_sheet, module_sheet, piao_description
from fis_lessons.dossier.modules import known_modules, module_of, read_module
from fis_lessons.errors import LessonError


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("lesson", known_modules())
def test_a_sheet_says_area_length_and_description(lesson: str, lang: str) -> None:
    page = module_sheet(lesson, lang=lang)  # type: ignore[arg-type]
    words = (
        ("Area di competenza", "Durata", "PIAO", "40 ore", "non è accreditato")
        if lang == "it"
        else ("Competence area", "Length", "PIAO", "40 hours", "not accredited")
    )
    for word in words:
        assert word in page
    assert ("Comune o ente" if lang == "it" else "Municipality or body") in page
    assert "FIS Lessons" in page
    assert f'<html lang="{lang}">' in page
    assert "<script" not in page


def test_a_course_adds_up_its_minutes() -> None:
    lessons = list(known_modules())
    minutes = sum(read_module(lesson).minutes for lesson in lessons)
    page = course_sheet(lessons, title="Corso <b>", lang="it")
    hours, rest = divmod(minutes, 60)
    assert (f"{hours} ore" if not rest else f"{hours} ore e {rest} minuti") in page
    assert "<b>" not in page
    assert page.count("<h2>") == len(lessons)


def test_the_description_is_made_of_the_objectives() -> None:
    module = read_module("02")
    text = piao_description(module)
    assert f"{module.minutes} minuti" in text
    assert all(one.rstrip(".")[1:] in text for one in module.objectives)


def test_a_course_without_lessons_has_no_sheet() -> None:
    with pytest.raises(LessonError):
        course_sheet([], title="Vuoto", lang="it")


@pytest.mark.parametrize("lesson", ["99", "1", "../01", "0*"])
def test_an_unknown_lesson_is_said(lesson: str) -> None:
    with pytest.raises(LessonError, match="non esiste"):
        module_sheet(lesson, lang="it")


def test_every_missing_field_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "01_x.ipynb"
    path.write_text(
        json.dumps({"metadata": {"fis": {"id": "01", "minutes": "60"}}, "cells": []}), encoding="utf-8"
    )
    with pytest.raises(LessonError) as caught:
        module_of(path)
    assert len(caught.value.problems) == 5
    path.write_text("{", encoding="utf-8")
    with pytest.raises(LessonError, match="leggere"):
        module_of(path)
