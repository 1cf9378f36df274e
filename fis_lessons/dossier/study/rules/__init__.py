"""What is there, what is missing, what contradicts: the rules of the study over the whole project.

The words are in ``rules.yaml``; the check of each rule is in the module of its subject, under the same identifier.
A new rule is an entry there, a function here, and two tests: one that trips it, and a near miss.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fis_lessons.classes import dataclass
from fis_lessons.dossier.record_sections import HEADING, NOTES, SECTIONS
from fis_lessons.dossier.study.content import SEVERITIES, Finding
from fis_lessons.dossier.study.reading import ProjectReading
from fis_lessons.dossier.study.rules.loading import CHAPTERS, Rule, load_rules, rule_texts
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language as language_in_use
from fis_lessons.measures.vague import names_a_comparison

__all__ = ["CHAPTERS", "Presence", "Rule", "findings", "load_rules", "present", "rule_texts"]


def findings(
    reading: ProjectReading, *, lang: Language | None = None, only: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """Return what contradicts, then the parts nobody wrote in: the gravest first, in the order of the chapters.

    Parameters
    ----------
    reading
        Of :func:`fis_lessons.dossier.study.reading.read_project`. Its ``unread`` are in the language it was
        read in.
    lang
        The language in use if not given.
    only
        Identifiers of the rules to apply; all if not given.

    Returns
    -------
    tuple of Finding
        At most one for each rule. A part nobody wrote in is missing, and contradicts nothing.
    """
    with use_language(lang or language_in_use()):
        rules = [rule for rule in load_rules() if only is None or rule.id in only]
        found = [made for rule in rules if (made := _applied(rule, reading)) is not None]
    return tuple(sorted(found, key=_rank))


def _rank(one: Finding) -> tuple[bool, int, int, str]:
    """Put checks before empty parts: whoever has three pages of a study to write wants to know what is wrong."""
    return bool(one.part), SEVERITIES.index(one.severity), CHAPTERS.index(one.chapter), one.rule


def _applied(rule: Rule, reading: ProjectReading) -> Finding | None:
    text, remedy = _(rule.text), _(rule.remedy)
    part = ""
    lacks: tuple[str, ...] = ()
    if rule.check is None:
        if rule.section in reading.written or _said_elsewhere(rule.section, reading):
            return None
        part = next(one.title for one in SECTIONS if one.id == rule.section)
        text, lacks = text.format(section=part), _lacks(rule.section, reading)
    else:
        told = rule.check.find(reading)
        if told is None:
            return None
        text = text.format(**told)
    return Finding(
        rule=rule.id, severity=rule.severity, text=text, reason=_(rule.reason), remedy=remedy,
        lesson=rule.lesson, chapter=rule.chapter, part=part, lacks=lacks,
    )  # fmt: skip


def _said_elsewhere(section: str, reading: ProjectReading) -> bool:
    """Tell whether what a part would say stands in another: the plan of the evaluation names its comparison."""
    return section == "comparison" and names_a_comparison(reading.plan.get("design", ""))


@dataclass(frozen=True, kw_only=True)
class Presence:
    """Whether a part of the project is there.

    Parameters
    ----------
    section, title, lesson
        Of :data:`fis_lessons.dossier.record_sections.SECTIONS`.
    there
        Whether somebody wrote something in it.
    lacks
        What its fields are called that nobody wrote in; all of them if it is not there, none where the part is
        a set of sheets.
    """

    section: str
    title: str
    lesson: str
    there: bool
    lacks: tuple[str, ...]


def present(reading: ProjectReading) -> tuple[Presence, ...]:
    """Tell, for each part of the project in the order of the course, what is there and what is not."""
    return tuple(
        Presence(
            section=one.id, title=one.title, lesson=one.lesson, there=one.id in reading.written,
            lacks=_lacks(one.id, reading),
        )
        for one in SECTIONS
        if one.id != NOTES
    )  # fmt: skip


def _lacks(section: str, reading: ProjectReading) -> tuple[str, ...]:
    from fis_lessons.dossier.record_fields import SHEETS, known_fields

    if section in SHEETS:
        return ()
    network = reading.network
    written: dict[str, Mapping[str, object]] = {
        HEADING: reading.heading, "agreement": reading.agreement, "comparison": reading.comparison,
        "plan": reading.plan, "contract": reading.contract, "deal": reading.deal, "study": reading.study,
        "need": {"target": reading.target},
        "stakeholders": {"table": reading.seats, "road": reading.road},
        "network": {
            "ties": network.ties, "sectors": network.groups, "resources": network.resources,
            "partnership": network.partnership, "second": network.second,
        },
        "chain": {"target": reading.chain_target, "chain": reading.chain},
        "value_map": {"map": reading.value_map},
    }  # fmt: skip
    return tuple(field.label for field in known_fields(section) if not written[section].get(field.id))
