"""Where things are in the folder of a class on a server, and how the process of a learner is told."""

from __future__ import annotations

from pathlib import Path

PEOPLE, COURSE, HANDED_IN, HUB = "persone", "corso", "consegne", "hub"
"""Folders: the learners', the course to read, what was handed in, the hub's own."""
CONFIG, CODES = "jupyterhub_config.py", "codici.xlsx"
COURSE_VARIABLE, LANGUAGE_VARIABLE = "FIS_LESSONS_SEAT_COURSE", "FIS_LESSONS_SEAT_LANG"


def people_file(folder: Path) -> Path:
    """Return the file that says who is in a class."""
    return folder / HUB / "people.json"
