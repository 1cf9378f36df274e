"""The rules of the study: words and checks fit, an empty record lacks and does not contradict, nothing raises."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from never_empty import some
from study_records import reading
from test_reading import PLACES, TEXTS, WHOLE

from fis_lessons.dossier.study.rules import CHAPTERS, findings, load_rules, present
from fis_lessons.dossier.study.rules.checks import Check, Checks
from fis_lessons.dossier.study.rules.loading import FILE, all_checks, rules_of
from fis_lessons.dossier.study.worked import planted
from fis_lessons.dossier.study.worked_record import sound_record
from fis_lessons.errors import LessonError
from fis_lessons.lessons.catalogue import CATALOGUE


def test_there_are_rules_and_each_belongs_somewhere() -> None:
    rules = load_rules()
    assert len(some(rule for rule in rules if rule.check is not None)) >= 30
    lessons = {number for number, *_rest in CATALOGUE}
    for rule in some(rules):
        assert rule.lesson in lessons and rule.chapter in CHAPTERS, rule.id
        assert (
            rule.text.endswith((".", "{parts}")) and rule.reason.endswith(".") and rule.remedy.endswith(".")
        )


def test_an_empty_record_lacks_a_line_for_each_part_and_contradicts_nothing() -> None:
    found = findings(reading({}))
    assert len(found) == 12 and all(one.rule.startswith("missing-") for one in found)
    assert found[0].text == "La parte «Bisogno e destinatari» è ancora vuota."
    assert found[0].remedy == "Compila i campi «Nel tuo Comune» della sua lezione."
    assert [one.severity for one in found] == ["stop"] * 6 + ["mend"] * 2 + ["look"] * 4


def test_the_gravest_come_first_in_the_language_asked() -> None:
    found = findings(
        reading({"need": {"target": "giovani di 15-29 anni"}, "chain": {"target": "18-35 anni"}}), lang="en"
    )
    assert found[0].rule == "target-ages-differ"
    assert found[0].text == "The need speaks of ages 15-29, the chain of 18-35."
    assert [bool(one.part) for one in found] == sorted(bool(one.part) for one in found)  # checks come first
    for parts in (False, True):
        severities = [one.severity for one in found if bool(one.part) is parts]
        assert severities == sorted(severities, key=["stop", "mend", "look"].index)


def test_an_empty_part_says_what_it_is_and_which_fields_it_lacks() -> None:
    found = {one.rule: one for one in findings(reading({"need": {"target": "giovani di 15-29 anni"}}))}
    comparison = found["missing-comparison"]
    assert comparison.part == "Il confronto con chi non ha il servizio"
    assert comparison.lacks == ("Che cosa si confronta", "Chi non ha il servizio, e fa da confronto")
    assert "missing-need" not in found


def test_what_is_there_and_what_lacks_is_told_part_by_part() -> None:
    told = {one.section: one for one in present(reading(WHOLE))}
    assert told["plan"].there and told["plan"].lacks == ()
    assert told["heading"].lacks == () and told["need"].lacks == ()
    assert "Chi gestisce" in told["study"].lacks and "Dopo il contributo" not in told["study"].lacks
    assert not told["agreement"].there and len(told["agreement"].lacks) > 3
    assert told["comparison"].lacks == ("Che cosa si confronta",)


# --- the loader refuses ---------------------------------------------------------------------------
CHECK = Check(lambda _reading: {"who": "x"}, ("who",))
RULE = """\
  - id: one
    severity: stop
    lesson: "04"
    chapter: need
    text: Chi {who}.
    reason: R.
    remedy: M.
"""


def refused(tmp_path: Path, rules: str, checks: dict[str, Check]) -> str:
    head = FILE.read_text("utf-8").partition("\nrules:")[0]
    path = tmp_path / "rules.yaml"
    path.write_text(f"{head}\nrules:\n{rules}", "utf-8")
    with pytest.raises(LessonError) as caught:
        rules_of(path, checks)
    return "\n".join(map(str, caught.value.problems))


def test_a_file_that_fits_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(FILE.read_text("utf-8").partition("\nrules:")[0] + "\nrules:\n" + RULE, "utf-8")
    assert rules_of(path, {"one": CHECK})[-1].text == "Chi {who}."


@pytest.mark.parametrize(
    ("rules", "checks", "said"),
    [
        (RULE, {}, "«one» non ha un controllo."),
        (RULE, {"one": CHECK, "two": CHECK}, "il controllo «two» non ha parole."),
        (RULE + RULE, {"one": CHECK}, "«one» c'è due volte."),
        (RULE.replace("{who}", "{whom}"), {"one": CHECK}, "la frase nomina whom, il controllo dice who."),
        (RULE.replace("{who}", "si"), {"one": CHECK}, "la frase nomina –, il controllo dice who."),
        (RULE.replace("    reason: R.\n", ""), {"one": CHECK}, "manca o non è un testo: reason."),
        (RULE.replace("reason: R.", "reason: 3"), {"one": CHECK}, "manca o non è un testo: reason."),
        (RULE.replace("reason: R.", "reason: ' '"), {"one": CHECK}, "manca o non è un testo: reason."),
        (RULE + "    why: x\n", {"one": CHECK}, "non serve: why."),
        (RULE.replace("stop", "bad"), {"one": CHECK}, "la gravità «bad» non c'è."),
        (RULE.replace("need", "nowhere"), {"one": CHECK}, "il capitolo «nowhere» non c'è."),
        ("  - only words\n", {}, "qui serve una regola."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    rules: str, checks: dict[str, Check], said: str, tmp_path: Path
) -> None:
    assert said in refused(tmp_path, rules, checks)


def test_two_checks_of_one_rule_are_refused() -> None:
    checks = Checks()
    checks.of("one")(lambda _reading: None)
    with pytest.raises(LessonError, match="due controlli"):
        checks.of("one")(lambda _reading: None)
    elsewhere = Checks()
    elsewhere.of("one")(lambda _reading: {})
    with pytest.raises(LessonError, match="La regola «one» ha due controlli"):
        all_checks([checks, elsewhere])
    assert all_checks([checks, Checks()]) == dict(checks)


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(st.sampled_from(PLACES), TEXTS, max_size=14))
def test_no_record_makes_a_rule_raise_and_the_order_is_always_the_same(
    values: dict[tuple[str, str], str],
) -> None:
    record: dict[str, dict[str, object]] = {section: dict(fields) for section, fields in WHOLE.items()}
    for (section, name), value in values.items():
        record.setdefault(section, {})[name] = value
    read = reading(record)
    first = findings(read)
    assert first == findings(reading(record)) and len({one.rule for one in first}) == len(first)
    assert present(read)


def test_who_names_the_comparison_in_the_plan_of_the_evaluation_has_one() -> None:
    record = {place: text for place, text in sound_record().items() if place[0] != "comparison"}
    assert "missing-comparison" not in {
        one.rule for one in findings(planted(record, set()).reading, lang="it")
    }
