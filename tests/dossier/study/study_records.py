"""Project records made by hand, and what is read in them."""

from __future__ import annotations

from collections.abc import Mapping

from office import project

from fis_lessons.dossier.study.reading import ProjectReading, read_project

Record = Mapping[str, Mapping[str, object]]
"""A value for each field of each section."""


def reading(record: Record) -> ProjectReading:
    """Read a record written in memory."""
    return read_project(project(**record))
