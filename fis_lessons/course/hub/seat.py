"""What the process of a learner does before it is JupyterLab: ``python -m fis_lessons.course.hub.seat``.

It runs as the learner: the lessons are copied to the learner's folder, as ``fis-lessons start`` does, and the
screen is the same.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fis_lessons.course.hub.places import COURSE_VARIABLE, LANGUAGE_VARIABLE
from fis_lessons.course.lab import FOLDER, screen_options, surroundings
from fis_lessons.course.lab_copies import copy_lessons
from fis_lessons.course.lab_home import opening
from fis_lessons.course.lab_settings import write_settings
from fis_lessons.i18n import Language, use_language
from fis_lessons.kernels import owner


def main() -> None:
    """Copy the lessons, write the settings, and be the learner's server."""
    lang: Language = "en" if os.environ.get(LANGUAGE_VARIABLE) == "en" else "it"
    home = Path.cwd()
    (home / ".tmp").mkdir(exist_ok=True)
    settings = home / ".jupyterlab"
    with use_language(lang):
        copied = copy_lessons(Path(os.environ[COURSE_VARIABLE]), home / FOLDER, lang=lang)
    write_settings(settings, lang, copied.folder, on_hub=True)
    environment = {**os.environ, **surroundings(settings)}
    # it imports what lessons need while JupyterLab starts, and ends with it: the leash stays open in its place
    warm = owner.start(environment)
    if warm is not None:
        environment |= owner.variables(warm, environment)
        os.set_inheritable(warm.leash, True)
    os.chdir(copied.folder)
    shown = opening(copied.folder, settings, first=copied.first, anew=copied.anew)
    options = screen_options(copied.folder, home=settings, shown=shown)
    command = [sys.executable, "-m", "jupyterhub.singleuser", *options, *sys.argv[1:]]
    os.execve(sys.executable, command, environment)  # noqa: S606  (our own interpreter, arguments as a list)


if __name__ == "__main__":
    main()
