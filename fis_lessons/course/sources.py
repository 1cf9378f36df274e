"""For authors: run a lesson in place, so that what is committed is stable, or elsewhere, to try values."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from pathlib import Path

from fis_lessons.course import notebooks
from fis_lessons.course.editions import cleared
from fis_lessons.course.execute import execute
from fis_lessons.course.make import prepare
from fis_lessons.course.normalise import normalise
from fis_lessons.course.plan import LessonLike, Variant
from fis_lessons.course.translate import catalogue_of
from fis_lessons.errors import ParameterError, Problem
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _


def refresh(path: Path) -> bool:
    """Execute a notebook with its own values and write it back.

    Returns
    -------
    bool
        Whether the file changed. Running it twice changes nothing the second time.

    Raises
    ------
    BuildError
        If a cell fails; the file stays as it is.
    """
    executed = normalise(execute(cleared(notebooks.read(path)), name=path.stem))
    text = notebooks.text_of(executed)
    if path.read_text(encoding="utf-8") == text:
        return False
    notebooks.write(executed, path)
    return True


def read_values(words: Sequence[str]) -> dict[str, object]:
    """Read ``name=value`` pairs: a value is what Python reads in it, or else a text.

    Raises
    ------
    ParameterError
        With every word that is not a pair.

    Examples
    --------
    >>> read_values(["seed=7", "municipality=Forlì", "similar=None"])
    {'seed': 7, 'municipality': 'Forlì', 'similar': None}
    """
    wrong = [word for word in words if not word.partition("=")[0].strip().isidentifier() or "=" not in word]
    if wrong:
        raise ParameterError(
            _("Questi parametri non vanno bene:"),
            [Problem(word, _("non è una coppia."), _("nome=valore")) for word in wrong],
        )
    pairs = (word.partition("=") for word in words)
    return {name.strip(): _value(value) for name, _sign, value in pairs}


def _value(word: str) -> object:
    try:
        found: object = ast.literal_eval(word)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return word
    return found


def run(lesson: LessonLike, values: Mapping[str, object], path: Path) -> None:
    """Execute a lesson with some values and write the executed notebook, answers included.

    Parameters
    ----------
    lesson
        The lesson.
    values
        Parameters that differ from the notebook's own.
    path
        Where to write.

    Raises
    ------
    ParameterError
        With every value the lesson does not accept; nothing has run.
    BuildError
        If a cell fails.
    """
    problems = lesson.problems(values)
    if problems:
        raise ParameterError(_("Questi parametri non vanno bene:"), problems)
    lang: Language = "en" if values.get("lang") == "en" else "it"
    variant = Variant(lesson, lang, (), values, catalogue_of(lesson.id, lang=lang))
    notebooks.write(normalise(execute(cleared(prepare(variant)), name=lesson.id)), path)
