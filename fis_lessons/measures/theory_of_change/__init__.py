"""A theory of change as a graph: its boxes and arrows, what is missing in it, and its logical framework."""

from fis_lessons.measures.theory_of_change.access import Access, access
from fis_lessons.measures.theory_of_change.chain import (
    KINDS,
    Arrow,
    Chain,
    Kind,
    Node,
    clean,
    kind_label,
    kind_labels,
)
from fis_lessons.measures.theory_of_change.checks import review
from fis_lessons.measures.theory_of_change.findings import RULES, Finding, Rule, Weight, rule_label
from fis_lessons.measures.theory_of_change.graph import cycles, reachable
from fis_lessons.measures.theory_of_change.logframe import LogframeRow, logframe
from fis_lessons.measures.theory_of_change.record import from_text, to_text
from fis_lessons.measures.theory_of_change.words import counted_words

__all__ = [
    "KINDS",
    "RULES",
    "Access",
    "Arrow",
    "Chain",
    "Finding",
    "Kind",
    "LogframeRow",
    "Node",
    "Rule",
    "Weight",
    "access",
    "clean",
    "counted_words",
    "cycles",
    "from_text",
    "kind_label",
    "kind_labels",
    "logframe",
    "reachable",
    "review",
    "rule_label",
    "to_text",
]
