"""Cases: real projects and the FIS programme, every number with its source or its assumption."""

from fis_lessons.cases.atlas import Atlas, City, Comparator, Comparators
from fis_lessons.cases.base import Contradiction, Quantity, Source, Statement
from fis_lessons.cases.borrowing import PILOTS, borrowed_words, complete, without_loans
from fis_lessons.cases.legal_road import LegalRoad
from fis_lessons.cases.loading import (
    case_names,
    check_file,
    load_atlas,
    load_case,
    load_case_file,
    load_comparators,
    load_legal_road,
    load_programme,
    read_case,
)
from fis_lessons.cases.model import Case, Stakeholder
from fis_lessons.cases.programme import Programme
from fis_lessons.cases.texts import texts

__all__ = [
    "PILOTS",
    "Atlas",
    "Case",
    "City",
    "Comparator",
    "Comparators",
    "Contradiction",
    "LegalRoad",
    "Programme",
    "Quantity",
    "Source",
    "Stakeholder",
    "Statement",
    "borrowed_words",
    "case_names",
    "check_file",
    "complete",
    "load_atlas",
    "load_case",
    "load_case_file",
    "load_comparators",
    "load_legal_road",
    "load_programme",
    "read_case",
    "texts",
    "without_loans",
]
