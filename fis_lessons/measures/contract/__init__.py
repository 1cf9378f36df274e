"""A contract that pays for results: its terms, what it pays line by line, what it is worth, what can go wrong."""

from fis_lessons.measures.contract.engine import settle
from fis_lessons.measures.contract.money import Cents, cents, shown, split
from fis_lessons.measures.contract.parts import Caps, Metric, Rate, Window
from fis_lessons.measures.contract.payments import REASONS, Payments, Reason, reason_label
from fis_lessons.measures.contract.terms import Contract
from fis_lessons.measures.contract.threshold import Threshold

__all__ = [
    "REASONS",
    "Caps",
    "Cents",
    "Contract",
    "Metric",
    "Payments",
    "Rate",
    "Reason",
    "Threshold",
    "Window",
    "cents",
    "reason_label",
    "settle",
    "shown",
    "split",
]
