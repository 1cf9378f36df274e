"""Who is learning here: the folder, the language and the record, and whether a course is being built instead."""

from __future__ import annotations

import os
from pathlib import Path

from fis_lessons.classes import dataclass
from fis_lessons.exercises.progress import Progress
from fis_lessons.i18n import Language

_BUILDING = "FIS_LESSONS_BUILD"


@dataclass(frozen=True)
class Learner:
    """What a lesson knows of whoever opened it.

    Parameters
    ----------
    folder
        Where the files of the learner go; ``None`` if there is no such place: memory only, or a build.
    building
        Whether a course is being built: there is no learner, and nothing may be written.
    lang
        Language of the lesson.
    record
        What was done so far.
    cases
        Where cases of one's own are looked for: the learner's folder, or the one a build runs the lesson in.
    """

    folder: Path | None
    building: bool
    lang: Language
    record: Progress
    cases: Path | None = None

    @classmethod
    def here(cls, lang: Language, *, record: Progress | None = None) -> Learner:
        """Return the learner of the folder the notebook runs in; nobody while a course is being built.

        The only place that asks the environment whether a course is being built.

        Parameters
        ----------
        lang
            Language of the lesson.
        record
            Another record than the one of the current folder; the files then go beside it.
        """
        building = bool(os.environ.get(_BUILDING))
        if record is None:
            record = Progress(None if building else Path.cwd())
        folder = None if building or record.path is None else record.path.parent
        cases = Path.cwd() if building else folder
        return cls(folder=folder, building=building, lang=lang, record=record, cases=cases)
