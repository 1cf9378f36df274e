"""In which language each lesson runs on each pilot: its own on its own case, and on the others in turn."""

from __future__ import annotations

from fis_lessons.cases import PILOTS
from fis_lessons.exercises import Progress
from fis_lessons.i18n import LANGUAGES, Language
from fis_lessons.lessons import LESSONS


def own_variant(lesson: str) -> tuple[str, str]:
    """Return the case and the language a notebook is stored in: those its lesson proposes."""
    values = LESSONS[lesson].open({}, progress=Progress(None)).parameters
    return values.case, values.lang


def languages_of(lesson: str) -> dict[str, Language]:
    """Return, for each pilot, the language in which the whole notebook runs."""
    case, language = own_variant(lesson)
    first, start = [str(one) for one in PILOTS].index(case), [str(one) for one in LANGUAGES].index(language)
    return {
        pilot: LANGUAGES[(start + (n - first) % len(PILOTS)) % len(LANGUAGES)]
        for n, pilot in enumerate(PILOTS)
    }


def other_languages_of(lesson: str) -> dict[str, Language]:
    """Return, for each pilot, the language in which the lesson is looked at without its notebook."""
    return {
        pilot: next(one for one in LANGUAGES if one != lang) for pilot, lang in languages_of(lesson).items()
    }
