"""Social return on investment: the value map, what it is worth, how far that can be trusted."""

from fis_lessons.measures.sroi.checks import Finding, FindingKind, review
from fis_lessons.measures.sroi.model import (
    Country,
    Outcome,
    Quality,
    Resource,
    ResourceKind,
    ValueMap,
    problems_of,
)
from fis_lessons.measures.sroi.result import SroiResult, evaluate, ratio_of
from fis_lessons.measures.sroi.sensitivity import (
    Change,
    Field,
    Scenario,
    Swing,
    Switching,
    changed,
    scenarios,
    switching_value,
    tornado,
)
from fis_lessons.measures.sroi.simulation import (
    Normal,
    Simulation,
    Triangular,
    Uncertain,
    Uniform,
    around,
    simulate,
)

__all__ = [
    "Change",
    "Country",
    "Field",
    "Finding",
    "FindingKind",
    "Normal",
    "Outcome",
    "Quality",
    "Resource",
    "ResourceKind",
    "Scenario",
    "Simulation",
    "SroiResult",
    "Swing",
    "Switching",
    "Triangular",
    "Uncertain",
    "Uniform",
    "ValueMap",
    "around",
    "changed",
    "evaluate",
    "problems_of",
    "ratio_of",
    "review",
    "scenarios",
    "simulate",
    "switching_value",
    "tornado",
]
