"""The sentences the course wrote in the case of one's own, told again in the language a lesson is opened in."""

from __future__ import annotations

from dataclasses import replace

from fis_lessons.cases import Case
from fis_lessons.dossier.case_questions import questions
from fis_lessons.dossier.new_case import new_case, of_the_province, title_of
from fis_lessons.errors import FisError
from fis_lessons.i18n import LANGUAGES, Language, language, use_language
from fis_lessons.territory import find


def in_language(case: Case) -> Case:
    """Return a case with the sentences of the course in the language in use; what somebody wrote stays as it is.

    The file holds them in the language it was made in. They are made again in each: a sentence that is still
    the one of the other language gives its place to the same one in this.
    """
    name = case.municipality.name
    if case.title == title_of(name):
        return case
    told: dict[str, str] = {}
    for other in LANGUAGES:
        if other != language():
            with use_language(other):
                untouched = case.title == title_of(name) or _questions() & {*case.open_questions}
            if untouched:
                told |= dict(zip(_sentences(case, other), _sentences(case, language()), strict=True))
    return _with(case, told) if told else case


def _questions() -> set[str]:
    return {one.text for one in questions()}


def _sentences(case: Case, lang: Language) -> list[str]:
    """Make again what the course writes of a municipality, always in one order."""
    import yaml

    with use_language(lang):
        try:
            document = yaml.safe_load(new_case(find(case.municipality.istat)))
        except FisError:
            return []
        provinces = [
            of_the_province(number.label or "", number.value, number.date or "", province=case.province)
            for one in case.summary
            for number in one.quantities
            if "bes" in one.sources and number.value is not None
        ]
    said = [
        text
        for one in document["summary"]
        for text in (
            one["text"],
            one.get("assumption", ""),
            *(it["label"] for it in one.get("quantities", ())),
        )
    ]
    return [document["title"], document["borrows"]["why"], *document["open_questions"], *said, *provinces]


def _with(case: Case, told: dict[str, str]) -> Case:
    def put(text: str) -> str:
        return told.get(text, text)

    summary = tuple(
        replace(
            one,
            text=put(one.text),
            assumption=put(one.assumption) if one.assumption else one.assumption,
            quantities=tuple(replace(it, label=put(it.label)) if it.label else it for it in one.quantities),
        )
        for one in case.summary
    )
    borrows = replace(case.borrows, why=put(case.borrows.why)) if case.borrows else None
    asked = tuple(put(text) for text in case.open_questions)
    return replace(case, title=put(case.title), borrows=borrows, summary=summary, open_questions=asked)
