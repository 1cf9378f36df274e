"""What a lesson is offered of what an earlier one wrote: where from, taken or not, reviewed when it changes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from samples import CONTRACT_FILLED, INDICATOR_FILLED

from fis_lessons.dossier.contract_sheet import CONTRACT
from fis_lessons.dossier.deal_sheet import DEAL
from fis_lessons.dossier.document import Document
from fis_lessons.dossier.evaluation_plan import PLAN
from fis_lessons.dossier.fields import to_keep
from fis_lessons.dossier.indicator_editor import IndicatorEditor
from fis_lessons.dossier.indicator_sheet import identifier, saved
from fis_lessons.dossier.offer_panel import OfferPanel, Offers
from fis_lessons.dossier.offer_sources import (
    for_comparison,
    for_contract,
    for_deal,
    for_plan,
    indicator_words,
    indicators,
    outcomes,
    prices,
    target,
)  # fmt: skip
from fis_lessons.dossier.offers import Offered, offered
from fis_lessons.dossier.record import Form, Project, project_of
from fis_lessons.dossier.record_lines import Revision
from fis_lessons.dossier.record_page import overview
from fis_lessons.dossier.value_map import MapDesk
from fis_lessons.dossier.value_map_record import from_text, keep_map, kept_map, to_text
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import set_language, use_language
from fis_lessons.lessons.desk import Notebook
from fis_lessons.lessons.desk.documents import filled
from fis_lessons.measures.sroi import Outcome, Resource, ValueMap
from fis_lessons.measures.theory_of_change import Chain
from fis_lessons.measures.theory_of_change import to_text as chain_text

TARGET = ("need", "target")
SHEET = identifier(INDICATOR_FILLED["name"])


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def whose(folder: Path | None) -> Learner:
    return Learner(folder, False, "it", Progress(folder))


def chain(*labels: str, indicator: str = "iscritti a ottobre") -> Chain:
    made, _box = Chain().add("activity", "Tutoraggio")
    for label in labels:
        made, _box = made.add("outcome", label, indicator=indicator, verification="registro elettronico")
    return made


def write(learner: Learner, lesson: str, name: str, text: str) -> None:
    assert Notebook(lesson, learner).keep(name, text) == ""


def a_sheet(learner: Learner, **values: str) -> None:
    filled_in = {**INDICATOR_FILLED, **values}
    Form(learner, lesson="07").keep(
        "indicators", {f"{SHEET}.{name}": text for name, text in filled_in.items()}
    )


def standings(panel: OfferPanel) -> list[tuple[str, str]]:
    return [(one.offer.id, one.standing) for one in panel.offers()]


def buttons(box: Any) -> dict[str, Any]:
    found = {}
    for child in getattr(box, "children", ()):
        found.update(buttons(child))
    return {**found, box.description: box} if type(box).__name__ == "Button" else found


def words(box: Any) -> str:
    return " ".join(words(child) for child in getattr(box, "children", ())) + str(getattr(box, "value", ""))


def test_nothing_is_offered_before_something_is_written(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for source in (target, outcomes, indicators, prices, for_comparison, for_plan, for_contract, for_deal):
        assert list(source(project)) == []
    panel = Notebook("06", whose(tmp_path)).offers(target, into="chain")
    assert panel.widget().children == () and list(tmp_path.iterdir()) == []


def test_the_target_of_02_is_offered_to_06_taken_and_reviewed_when_it_changes(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    write(learner, "02", "target", "I ragazzi di 15-19 anni di Forlì")
    panel = Notebook("06", learner).offers(target, into="chain")
    box = panel.widget()
    assert "dalla lezione 02: scritto" in words(box) and "15-19 anni" in words(box)
    assert set(buttons(box)) == {"Usalo qui", "Non qui"}
    assert Project(tmp_path).text("chain", "target") == "", "nothing is applied in silence"
    buttons(box)["Usalo qui"].click()
    assert Project(tmp_path).text("chain", "target") == "I ragazzi di 15-19 anni di Forlì"
    assert standings(panel) == [("need.target", "taken")] and "preso dalla lezione 02" in words(box)
    # the target changes, on 3 March
    before = project_of(learner).versions.heads(TARGET)
    project_of(learner).add(
        [Revision.new(TARGET, "Le famiglie", lesson="02", who="x", when="2027-03-03T10:32:00+01:00",
                      after=[one.id for one in before])]
    )  # fmt: skip
    panel.refresh()
    assert "è cambiato il 3 marzo 2027 alle" in words(box) and "Rivedi" in words(box)
    assert "Prima diceva:" in words(box) and "I ragazzi di 15-19 anni di Forlì" in words(box)
    assert Project(tmp_path).text("chain", "target") == "I ragazzi di 15-19 anni di Forlì"
    buttons(box)["Tengo la mia"].click()
    assert standings(panel) == [("need.target", "kept")]
    assert Project(tmp_path).text("chain", "target") == "I ragazzi di 15-19 anni di Forlì"
    buttons(box)["Usalo lo stesso"].click()
    assert Project(tmp_path).text("chain", "target") == "Le famiglie"
    assert len(project_of(learner).versions.history(("chain", "target"))) == 2


def test_a_refused_offer_is_asked_again_only_when_it_says_something_else(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    write(learner, "02", "target", "i giovani")
    panel = Notebook("06", learner).offers(target, into="chain")
    buttons(panel.widget())["Non qui"].click()
    assert standings(panel) == [("need.target", "refused")]
    again = Notebook("06", whose(tmp_path)).offers(target, into="chain")
    assert standings(again) == [("need.target", "refused")]
    write(learner, "02", "target", "le famiglie")
    assert standings(panel) == [("need.target", "changed")]
    write(learner, "02", "target", "i giovani")
    assert standings(panel) == [("need.target", "refused")], "it says what it said"


def test_what_was_taken_and_is_gone_is_said_until_it_is_seen(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    write(learner, "06", "chain", chain_text(chain("Restano a scuola", "Stanno meglio")))
    editor = IndicatorEditor(learner, lesson="07")
    editor.widget()
    assert editor.offers is not None
    editor.offers.answer(editor.offers.offers()[1], "taken")
    write(learner, "06", "chain", chain_text(chain("Restano a scuola")))
    editor.offers.refresh()
    assert [one.standing for one in editor.offers.offers()] == ["new", "gone"]
    buttons(editor.offers.box)["Ho visto"].click()
    assert [one.standing for one in editor.offers.offers()] == ["new"]


def test_the_outcomes_of_06_become_sheets_of_07(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    write(learner, "06", "chain", chain_text(chain("Restano a scuola", "Stanno meglio", indicator="")))
    editor = IndicatorEditor(learner, lesson="07")
    editor.widget()
    assert editor.offers is not None
    first, second = editor.offers.offers()
    told = editor.offers.answer(first, "taken")
    assert "Dai un nome" in told and editor.values()["outcome"] == "Restano a scuola"
    editor.fields["name"].value = "Iscritti a ottobre"
    editor.offers.answer(second, "taken")
    assert (editor.values()["outcome"], editor.values()["name"]) == ("Stanno meglio", "")
    editor.fields["name"].value = "Benessere"
    assert {name: sheet["outcome"] for name, sheet in saved(Project(tmp_path)).items()} == {
        "iscritti-a-ottobre": "Restano a scuola", "benessere": "Stanno meglio",
    }  # fmt: skip


def opened(document: Document, lesson: str, source: Any, learner: Learner) -> Any:
    made = filled(document, offers=source)(None, Notebook(lesson, learner))
    return made._widget.__self__, made._widget()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("document", "lesson", "source", "field"),
    [(PLAN, "09", for_plan, "outcome"), (CONTRACT, "11", for_contract, "result")],
    ids=["plan", "contract"],
)
def test_the_indicators_of_07_are_offered_to_plan_and_contract(
    document: Document, lesson: str, source: Any, field: str, tmp_path: Path
) -> None:
    learner = whose(tmp_path)
    a_sheet(learner)
    editor, box = opened(document, lesson, source, learner)
    assert "Indicatore, dalla lezione 07" in words(box)
    buttons(box)["Usalo qui"].click()
    assert INDICATOR_FILLED["name"] in editor.values()[field] and "oggi 70,5 %" in editor.values()[field]
    section = document.name
    assert Project(tmp_path).text(section, field) == editor.values()[field]
    a_sheet(learner, target="90")
    editor.offers.refresh()
    assert "è cambiato" in words(box)
    assert "traguardo 80 %" in Project(tmp_path).text(section, field)


@pytest.mark.parametrize(("value", "unit"), [("12,5%", "%"), ("12,5", "%"), ("1000 €", "€"), ("30", "")])
def test_a_unit_written_with_the_value_is_not_told_twice(value: str, unit: str) -> None:
    told = indicator_words({"name": "Tirocini", "baseline": value, "unit": unit})
    wanted = {"12,5%": "12,5%", "12,5": "12,5 %", "1000 €": "1000 €", "30": "30"}[value]
    assert told == f"Tirocini; oggi {wanted}."


def test_what_is_offered_to_the_contract_fits_in_its_field(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    first = "Ragazzi seguiti che al 1º giugno dell'anno dopo sono ancora a scuola, fra i 90 seguiti"
    a_sheet(learner, definition=f"{first} nell'anno scolastico e segnalati dagli istituti entro novembre")
    editor, box = opened(CONTRACT, "11", for_contract, learner)
    buttons(box)["Usalo qui"].click()
    result = editor.values()["result"]
    assert INDICATOR_FILLED["name"] in result and "segnalati dagli istituti" in result
    assert len(result) <= 200, "what the kit writes by itself is not too long for it"
    assert not [one for one in CONTRACT.judged(editor.values()).remarks if "caratteri" in one.found]


def test_the_indicator_is_offered_to_the_comparison_of_08(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    a_sheet(learner)
    box = Notebook("08", learner).ask("comparison", "**Con chi?**", offers=for_comparison)._widget()
    buttons(box)["Usalo qui"].click()
    assert INDICATOR_FILLED["name"] in Project(tmp_path).text("comparison", "indicator")
    assert "Che cosa si confronta" not in overview(project_of(learner)).text


def test_the_contract_of_11_is_offered_to_the_deal_of_12_in_one_piece(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    write(learner, "11", "contract", to_keep({**CONTRACT_FILLED, "people": "44", "price": "1.200"}))
    editor, box = opened(DEAL, "12", for_deal, learner)
    assert "Persone: 44" in words(box) and "Prezzo di un risultato: 1.200 €" in words(box)
    write(
        learner,
        "11",
        "contract",
        to_keep({**CONTRACT_FILLED, "people": "44", "price": "1.200", "verifier": ""}),
    )
    assert "Chi verifica" not in for_deal(project_of(learner))[0].text, "nobody is offered an empty field"
    write(learner, "11", "contract", to_keep({**CONTRACT_FILLED, "people": "44", "price": "1.200"}))
    buttons(box)["Usalo qui"].click()
    assert (editor.values()["people"], editor.values()["price"]) == ("44", "1.200")
    assert editor.values()["outcome"] == CONTRACT_FILLED["result"]
    assert Project(tmp_path).text("deal", "verifier") == CONTRACT_FILLED["verifier"]


def test_another_language_is_not_another_version(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    write(learner, "11", "contract", to_keep({**CONTRACT_FILLED, "people": "44"}))
    _editor, box = opened(DEAL, "12", for_deal, learner)
    buttons(box)["Usalo qui"].click()
    with use_language("en"):
        (one,) = offered(project_of(learner), for_deal, into="deal")
        assert "People: 44" in one.offer.text
        assert one.standing == "taken"
        write(learner, "11", "contract", to_keep({**CONTRACT_FILLED, "people": "45"}))
        (one,) = offered(project_of(learner), for_deal, into="deal")
        assert one.standing == "changed"


MAP = ValueMap(
    title="Doposcuola",
    resources=(Resource(stakeholder="Comune", description="Educatori", unit_value=30_000),),
    outcomes=(
        Outcome(id="a", stakeholder="ragazzi", outcome="Restano a scuola", quantity=20, proxy_value=1_200),
        Outcome(id="b", stakeholder="ragazzi", outcome="Stanno meglio", quantity=20, proxy_value=math.nan),
    ),
)


def test_a_map_is_kept_and_read_as_it_was() -> None:
    read = from_text(to_text(MAP))
    assert read is not None and to_text(read) == to_text(MAP)
    assert math.isnan(read.outcomes[1].proxy_value)
    for spoiled in (
        None,
        3,
        "",
        "{",
        "[]",
        '{"resources": [], "outcomes": [{"id": 1}]}',
        '{"resources": [{"x": 1}]}',
    ):
        assert from_text(spoiled) is None


def test_the_values_of_10_are_offered_to_11_as_where_a_price_may_begin(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    keep_map(MAP, learner, lesson="10", label="Righe")
    (one,) = prices(project_of(learner))
    assert one.fields == {"price": "1200"} and "1.200 €" in one.text and "non un prezzo" in one.text
    editor, box = opened(CONTRACT, "11", for_contract, learner)
    buttons(box)["Usalo qui"].click()
    assert editor.values()["price"] == "1200"


def test_outcomes_taken_in_10_are_rows_to_fill_in(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    write(learner, "06", "chain", chain_text(chain("Restano a scuola", "Stanno meglio")))
    desk = MapDesk(lambda: MAP, learner)
    desk.widget()
    assert desk.map() is MAP, "until something is taken, it is the map of the case"
    desk.offers.answer(desk.offers.offers()[0], "taken")
    assert [row.outcome for row in desk.map().outcomes] == ["Restano a scuola"]
    desk.write()
    assert "cella" in desk.shown.value, "what is missing is named, cell by cell"
    assert kept_map(learner) is None
    keep_map(MAP, learner, lesson="10", label="Righe")
    assert [row.outcome for row in desk.map().outcomes] == ["Restano a scuola", "Stanno meglio"]


def test_a_map_read_from_its_file_is_in_the_project_and_the_case_is_not(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    whole = ValueMap(title="Caso", resources=MAP.resources, outcomes=MAP.outcomes[:1])
    desk = MapDesk(lambda: whole, learner)
    desk.widget()
    desk.write()
    assert kept_map(learner) is None
    own = ValueMap(title="Mia", resources=MAP.resources, outcomes=MAP.outcomes[:1])
    other = MapDesk(lambda: own, learner)
    other.widget()
    other.write()
    desk.file.value = other.file.value
    desk.read()
    found = kept_map(learner)
    assert found is not None and found.title == "Mia" and found.outcomes[0].proxy_value == 1_200


SPOILED_MAP = '{"outcomes": [3, {"proxy_value": "x"}, {"proxy_value": 1e400}]}'
NOTHING = {"answer": "taken", "text": "<b>", "what": "<i>"}
HOSTILE: list[tuple[str, Callable[[Learner], None]]] = [
    ("chain", lambda who: write(who, "06", "chain", "<script>alert(1)</script>")),
    ("map", lambda who: _put(who, ("value_map", "map"), SPOILED_MAP)),
    ("answer", lambda who: _put(who, ("offers", "chain<need.target"), ["x"])),
    ("answer of nothing", lambda who: _put(who, ("offers", "chain<x"), NOTHING)),
    ("sheet", lambda who: _put(who, ("indicators", "a.name"), "<script>")),
    ("list", lambda who: _put(who, ("indicators", "a.name"), [1])),
]  # fmt: skip


def _put(learner: Learner, place: tuple[str, str], value: Any) -> None:
    project_of(learner).add([Revision.new(place, value, lesson="xx", who="?")])


@pytest.mark.parametrize("spoil", [spoil for _name, spoil in HOSTILE], ids=[name for name, _spoil in HOSTILE])
def test_a_spoiled_project_stops_no_lesson(spoil: Callable[[Learner], None], tmp_path: Path) -> None:
    learner = whose(tmp_path)
    write(learner, "02", "target", "<script>alert(1)</script>\u202e")
    spoil(learner)
    for source in (target, outcomes, indicators, prices, for_comparison, for_plan, for_contract, for_deal):
        panel = Offers(source, "chain", "06").panel(learner, take=lambda _offer: "")
        shown = words(panel.widget())
        assert "<script" not in shown and "<b>" not in shown and "<i>" not in shown
        assert all(isinstance(one, Offered) for one in offered(project_of(learner), source, into="chain"))
    assert "<script" not in overview(project_of(learner)).html
