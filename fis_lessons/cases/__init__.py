"""Cases: real projects and the FIS programme, every number with its source or its assumption."""

from fis_lessons.cases.base import Contradiction, Quantity, Source, Statement
from fis_lessons.cases.loading import case_names, check_file, load_case, load_case_file, load_programme
from fis_lessons.cases.model import Case, Stakeholder
from fis_lessons.cases.programme import Programme
from fis_lessons.cases.texts import texts

__all__ = [
    "Case",
    "Contradiction",
    "Programme",
    "Quantity",
    "Source",
    "Stakeholder",
    "Statement",
    "case_names",
    "check_file",
    "load_case",
    "load_case_file",
    "load_programme",
    "texts",
]
