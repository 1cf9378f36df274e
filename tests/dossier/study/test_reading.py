"""The whole project read at once: every part typed, nothing raises, what cannot be read is said."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maps import case_map
from never_empty import some
from samples import CONTRACT_FILLED, DEAL_FILLED, HEADING, INDICATOR_FILLED, PLAN_FILLED
from study_records import reading

from fis_lessons.dossier.record_fields import known_fields
from fis_lessons.dossier.record_sections import SECTIONS
from fis_lessons.dossier.study.reading import Unread
from fis_lessons.dossier.study.rules import findings
from fis_lessons.dossier.table_draft import to_text as table_text
from fis_lessons.dossier.value_map_record import to_text as map_text
from fis_lessons.measures.stakeholders.seats import Seat
from fis_lessons.measures.theory_of_change import Chain
from fis_lessons.measures.theory_of_change import to_text as chain_text

CHAIN = Chain().add("activity", "Tutoraggio")[0].add("outcome", "Restano a scuola", indicator="frequenza")[0]
WALK = json.dumps(
    [("piano", "scelta"), ("oggetto", "insieme"), ("avviso", "aperto"), ("scelta-partner", "criteri"),
     ("denaro", "spese")]
)  # fmt: skip
WHOLE = {
    "heading": HEADING,
    "need": {"target": "  I ragazzi di 14-17 anni  "},
    "chain": {"target": "I ragazzi seguiti", "chain": chain_text(CHAIN)},
    "indicators": {f"ancora.{name}": text for name, text in INDICATOR_FILLED.items()},
    "comparison": {"comparison": "Chi è in lista d'attesa"},
    "plan": PLAN_FILLED,
    "value_map": {"map": map_text(case_map())},
    "contract": CONTRACT_FILLED,
    "deal": DEAL_FILLED,
    "stakeholders": {
        "table": table_text((Seat(name="Comune", kind="public", roles=("proposer",)),)), "road": WALK,
    },
    "network": {"ties": "Comune - Caritas", "resources": "Comune; denaro; 20.000", "second": "Due referenti"},
    "assets": {"corte.name": "La corte", "corte.after": "Il Comune"},
    "study": {"after": "Decide la giunta", "picks": "torino; prato"},
}  # fmt: skip


def test_every_part_comes_typed() -> None:
    found = reading(WHOLE)
    assert found.unread == ()
    assert found.heading["municipality"] == "Comune di Forlì" and found.target == "I ragazzi di 14-17 anni"
    assert [node.label for node in found.outcomes] == ["Restano a scuola"]
    assert found.chain_target == "I ragazzi seguiti"
    (one,) = found.indicators
    assert (one.id, one.sheet.baseline, one.sheet.target) == ("ancora", 70.5, 80)
    assert one.sheet.baseline_date == datetime.date(2026, 6, 30) and one.sheet.direction == "more"
    assert found.comparison == {"comparison": "Chi è in lista d'attesa"}
    assert found.plan["people"].startswith("240 seguiti")
    assert found.value_map is not None and found.value_map == case_map()
    account = found.contract_account
    assert account is not None and account.terms.people == 20 and account.most_for_results == 10_000
    deal = found.deal_account
    assert deal is not None and deal.deal.people == 30 and found.deal["investor"] == "Banca del territorio"
    assert found.holders("proposer") == ("Comune",) and found.holders("evaluator") == ()
    assert found.road == "fine-co-progettazione"
    assert found.network.ties == (("Comune", "Caritas"),) and found.network.names == ("Comune", "Caritas")
    assert found.network.resources[0].value == 20_000 and found.network.second == "Due referenti"
    assert found.assets["corte"]["after"] == "Il Comune"
    assert found.study == {"after": "Decide la giunta", "picks": "torino; prato"}
    # in the order of the course; the pact nobody wrote is not there
    assert found.written == tuple(one.id for one in SECTIONS if one.id not in ("agreement", "notes"))


def test_an_empty_record_has_nothing() -> None:
    found = reading({})
    assert found.written == () and found.unread == () and found.chain is None and found.value_map is None
    assert found.contract_account is None and found.deal_account is None and found.seats == ()


@pytest.mark.parametrize(
    ("section", "name", "text", "said"),
    [
        ("chain", "chain", "{}", "Questo testo non è una catena"),
        ("value_map", "map", "[1]", "La mappa del valore salvata non si legge più."),
        ("stakeholders", "table", "oops", "Il tavolo salvato non si legge."),
        ("contract", "price", "tanto", "Prezzo di un risultato"),
        ("deal", "price", "-3", "Prezzo di un risultato"),
        ("network", "ties", "a - b - c", "non capisco «a - b - c»"),
    ],
)
def test_what_cannot_be_read_is_said(section: str, name: str, text: str, said: str) -> None:
    (one,) = reading({section: {name: text}}).unread
    assert one.section == section and said in one.why


def test_a_number_of_an_indicator_that_cannot_be_read_is_said_with_its_sheet() -> None:
    found = reading({"indicators": {"a.name": "Frequenza", "a.target": "molto"}})
    assert found.indicators[0].sheet.target is None
    assert [one.why for one in found.unread] == ["«Frequenza»: Non riesco a leggere il numero «molto»."]


def test_of_a_wall_of_what_cannot_be_read_the_beginning_is_told() -> None:
    found = replace(reading({}), unread=(Unread("notes", "parola " * 200),))
    (told,) = [one.text for one in findings(found) if one.rule == "unreadable"]
    assert told.count("parola") == 85 and "parol…" in told, "600 signs of seven each"


def test_a_contract_without_a_price_has_no_account() -> None:
    found = reading({"contract": {"result": "Lavora ancora dopo sei mesi"}})
    assert found.contract_account is None and found.unread == ()


PLACES = some(
    [
        *((section.id, field.id) for section in SECTIONS for field in known_fields(section.id)),
        ("indicators", "a.name"), ("indicators", "a.baseline"), ("indicators", "a.target_date"),
        ("assets", "a.name"), ("study", "picks"), ("notes", "x"),
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.sampled_from(["x" * 50_000, "1e400", "9" * 400, "[[1]]", '{"seats":[[1]]}',
                     '{"nodes":[],"arrows":[]}', "\x00"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(PLACES), TEXTS | st.none() | st.integers(), max_size=12))
def test_no_record_makes_it_raise(values: dict[tuple[str, str], object]) -> None:
    record: dict[str, dict[str, object]] = {}
    for (section, name), value in values.items():
        record.setdefault(section, {})[name] = value
    first = reading(record)
    assert first == reading(record)
