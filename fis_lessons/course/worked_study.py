"""A worked study of each case: a teaching reconstruction from what the sources say and the lessons compute."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from fis_lessons.articles import the, town
from fis_lessons.cases import Case, load_atlas, load_case, load_comparators
from fis_lessons.cases.labels import unit_label
from fis_lessons.cases.model import Indicator
from fis_lessons.course.worked import people, texts
from fis_lessons.course.worked.choices import choices_of
from fis_lessons.course.worked.choosing import Choices, ours
from fis_lessons.course.worked.plan import plan
from fis_lessons.dossier.folder import save_beside
from fis_lessons.dossier.record import HEADING, Project
from fis_lessons.dossier.record_lines import Revision
from fis_lessons.dossier.study.annexes import write_annexes
from fis_lessons.dossier.study.builder import study_of
from fis_lessons.dossier.study.chapters.roads import ELSEWHERE
from fis_lessons.dossier.study.content import Note, Study
from fis_lessons.dossier.study.html import html_of
from fis_lessons.dossier.study.notes import assumed, grounds, source_note
from fis_lessons.dossier.study.worked_record import ROAD
from fis_lessons.dossier.study.writing import put_on_paper
from fis_lessons.dossier.table_draft import to_text as table_to_text
from fis_lessons.dossier.value_map_record import to_text as map_to_text
from fis_lessons.figures import plain
from fis_lessons.i18n import Language, exact, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Note as LessonNote
from fis_lessons.lessons.l04_who_is_at_the_table import ground as table
from fis_lessons.lessons.l06_theory_of_change.ground import chains_of
from fis_lessons.lessons.l10_social_value import ground as value
from fis_lessons.lessons.l12_investors_and_risk import ground as deals
from fis_lessons.lessons.l13_feasibility_study import ground as study_ground
from fis_lessons.measures.deal.ledger import year_end
from fis_lessons.measures.deal.terms import Deal
from fis_lessons.measures.theory_of_change import to_text as chain_to_text

_WHO = "esempio"
_ANYWAY = 20
"""Of a hundred who would succeed without the service, in the example deal: an assumption."""


@dataclass
class _Worked:
    """A project in memory, and where each of its sections comes from."""

    project: Project = field(default_factory=lambda: Project(None, who=_WHO))
    notes: dict[str, tuple[Note, ...]] = field(default_factory=dict)
    _when: datetime.datetime = field(default_factory=lambda: datetime.datetime.now().astimezone())

    def put(
        self,
        section: str,
        values: Mapping[str, str],
        *,
        lesson: str,
        notes: Iterable[Note],
        label: str = "",
    ) -> None:
        """Write some fields of a section, and remember their notes; ``label`` is what an unusual one is called."""
        kept = {name: text for name, text in values.items() if text}
        # sheets stand in the order they were first written: two written in one millisecond would change places
        self._when += datetime.timedelta(milliseconds=1)
        when = self._when.isoformat("T", "milliseconds")
        self.project.add(
            [
                Revision.new((section, name), text, lesson=lesson, who=_WHO, label=label, when=when)
                for name, text in kept.items()
            ]
        )
        for name in kept:
            self.notes[f"{section}/{name}"] = tuple(dict.fromkeys(notes))

    def origin(self, written: Iterable[Revision]) -> tuple[Note, ...]:
        """Return the notes of some fields: never «from the project», there is none."""
        return tuple(
            dict.fromkeys(
                note for one in written for note in self.notes.get(f"{one.section}/{one.field}", ())
            )
        )


def worked_project(case: Case) -> _Worked:
    """Write the record a case would have, in the language in use."""
    made = _Worked()
    name, project = case.municipality.name, case.acronym or _(case.title)
    made.put(HEADING, {"municipality": name, "project": project}, lesson="13", notes=())
    groups = "\n".join([*(f"{_(one.label)}: {_(one.text)}" for one in case.target_groups), *_only(case)])
    made.put("need", {"target": groups}, lesson="02", notes=grounds(case, *case.target_groups))
    _of_the_chain(made, case)
    _of_the_indicators(made, case)
    _of_the_value(made, case)
    choices = choices_of(case.project)
    _of_contract_and_deal(made, case, choices)
    _of_the_study(made, case)
    if choices is not None:
        _of_the_choices(made, case, choices)
    return made


def _only(case: Case) -> list[str]:
    """Say for whom the rest of the study is, where a case has more than one group."""
    choices, first = choices_of(case.project), next((one.target for one in case.theory_of_change), "")
    past = choices.past if choices else frozenset[str]()
    there = [one for one in case.target_groups if one.id not in past]
    names = [_(one.label) for one in sorted(there, key=lambda one: one.id != first)]
    if not first or len(names) < 2:
        return []
    words = _(
        "Da qui lo studio segue solo: {first}. Per: {others} restano da scrivere indicatori, valutazione e "
        "accordo."
    )
    return [words.format(first=names[0], others=", ".join(names[1:]))]


def _taken(note: LessonNote) -> Note:
    return Note(kind="assumption" if note.assumption else "source", text=plain(note.text), url=note.url)


def _of_the_chain(made: _Worked, case: Case) -> None:
    if not case.theory_of_change:
        return
    told = chains_of(case)[0]
    notes = (
        *map(_taken, told.notes),
        *assumed(
            _(
                "le caselle chiamate ipotesi, le condizioni e i rischi delle frecce sono una lettura del corso."
            )
        ),
    )
    values = {"chain": chain_to_text(told.whole), "target": told.label}
    made.put("chain", values, lesson="06", notes=notes)


def _of_the_indicators(made: _Worked, case: Case) -> None:
    choices = choices_of(case.project)
    boxes = chains_of(case)[0].whole.nodes if case.theory_of_change else ()
    where = {box.indicator: box.verification for box in boxes}
    for one in case.indicators:
        if choices is not None and one.id in choices.past:
            continue
        ends = {
            name: exact(quantity.value)
            for name, quantity in (("baseline", one.baseline), ("target", one.target))
            if quantity is not None and quantity.value is not None
        }
        label = _(one.label)
        values = {
            f"{one.id}.name": ours(label) if one.assumption else _named(label, one),
            f"{one.id}.unit": _unit(one),
            f"{one.id}.source": _(one.means_of_verification) if one.means_of_verification else "",
            **{f"{one.id}.{name}": told for name, told in ends.items()},
        }
        on = [thing for thing in (one, one.baseline, one.target) if thing is not None]
        if one.baseline is not None and one.baseline.date and len(one.baseline.date) == len("2018"):
            values[f"{one.id}.baseline_date"] = f"31/12/{one.baseline.date}"
        made.put("indicators", values, lesson="07", notes=grounds(case, *on))
        if choices is None:
            continue
        rest = texts.indicator(one, choices, _example(case), known=set(ends), where=where.get(label, ""))
        notes = assumed(_("chi, quando e quanto si misura è una ricostruzione del corso, per insegnare."))
        kept = {f"{one.id}.{name}": text for name, text in rest.items()}
        made.put("indicators", kept, lesson="07", notes=notes)
    if choices is not None and choices.spent:
        _of_the_boxes(made, case, choices)


def _of_the_boxes(made: _Worked, case: Case, choices: Choices) -> None:
    """Open a sheet for each outcome of the chain whose measure is in no indicator of the case."""
    labels = {_(one.label) for one in case.indicators}
    notes = assumed(_("chi, quando e quanto si misura è una ricostruzione del corso, per insegnare."))
    for box in chains_of(case)[0].whole.nodes:
        if box.kind == "outcome" and box.indicator and box.indicator not in labels:
            sheet = {f"{box.id}.{name}": text for name, text in texts.box_indicator(box).items()}
            made.put("indicators", sheet, lesson="07", notes=notes)


def _unit(one: Indicator) -> str:
    if one.unit in ("percent", "EUR"):
        return "%" if one.unit == "percent" else "€"
    return unit_label(one.unit) or one.unit


def _named(label: str, one: Indicator) -> str:
    """Say in its name what the sources do not say of the target they publish."""
    return _("{label} (almeno: le fonti, senza data)").format(label=label) if one.target else label


def _of_the_value(made: _Worked, case: Case) -> None:
    ground = value.Ground(value.Parameters(case=case.id), case)
    rows = ground.value_map.outcomes
    notes = [_taken(ground.participants_note()), *(_taken(ground.note_of(row.id)) for row in rows)]
    made.put("value_map", {"map": map_to_text(ground.value_map)}, lesson="10", notes=notes)
    words = _(
        "È l'esempio della lezione 10: un anno e circa {people} persone. Non è il conto dell'accordo: costi e "
        "persone dei due non si sommano e non si confrontano."
    )
    choices = choices_of(case.project)
    if choices is not None and not choices.paid:
        words = _("È l'esempio della lezione 10: un anno e circa {people} persone.")
    told = words.format(people=number(ground.participants))
    made.put("value_map", {"what": told}, lesson="10", notes=notes, label=_("Di che cosa è la mappa"))


def _of_contract_and_deal(made: _Worked, case: Case, choices: Choices | None) -> None:
    """Write the example of lesson 12 twice: the contract and the deal of one project say the same."""
    if choices is not None and not choices.paid:
        return
    ground = deals.Ground(deals.Parameters(case=case.id), case)
    deal = _deal(case)
    same = {
        "people": number(deal.people),
        "years": number(deal.years),
        "fee": number(deal.fixed_fee / 100),
        "price": number(deal.price / 100),
        "cap": number(deal.cap / 100),
        "threshold": number(100 * deal.threshold),
        "expected": number(ground.parameters.expected),
        "anyway": number(_ANYWAY),
    }
    only = {
        "year": str(deal.start.year),
        "cost": number(deal.service_cost / 100),
        "grant": number(deal.grant / 100),
        "guarantee": number(100 * deal.guarantee),
        "top": number(100 * deal.top_return),
        "provider": number(100 * deal.provider_share),
    }
    words = _("l'accordo d'esempio della lezione 12 è inventato per esercitarsi.")
    made.put("contract", same, lesson="12", notes=assumed(words))
    made.put("deal", {**same, **only}, lesson="12", notes=assumed(words))
    words = _("sono i costi dell'accordo d'esempio della lezione 12: nessuno ha ancora messo nulla.")
    made.put("study", {"budget": texts.budget(deal, _example(case))}, lesson="13", notes=assumed(words))


def _of_the_study(made: _Worked, case: Case) -> None:
    choices = choices_of(case.project)
    steps = texts.timetable_text(_deal(case).years, choices)
    made.put("study", {"timetable": steps}, lesson="13", notes=[_taken(study_ground.plan_note())])
    made.put("study", {"picks": "; ".join(_alike(case))}, lesson="13", notes=())


def _of_the_choices(made: _Worked, case: Case, choices: Choices) -> None:
    """Write what no source says: it is ours, marked wherever it is printed."""
    example = _example(case)
    label = _(next(one.label for one in case.indicators if one.id == choices.indicator))
    rebuilt = assumed(_("è una ricostruzione del corso, per insegnare: nessuna fonte lo racconta."))
    named = grounds(case, *case.stakeholders)
    scores = (_taken(table.scores_note()), *assumed(_("il tipo di ogni soggetto l'abbiamo assegnato noi.")))
    seats = table_to_text(people.seats(case, choices))
    made.put("stakeholders", {"table": seats}, lesson="04", notes=[*named, *scores, *rebuilt])
    if choices.paid:
        made.put("stakeholders", {"road": json.dumps(ROAD)}, lesson="04", notes=rebuilt)
    ties = assumed(
        _("lavora insieme chi è nella stessa fase, e ciascuno con il Comune: è una nostra lettura.")
    )
    made.put("network", people.network(case, choices), lesson="05", notes=[*named, *ties])
    made.put("comparison", texts.comparison(choices, label), lesson="08", notes=rebuilt)
    if choices.elsewhere:
        apart = {ELSEWHERE: ours(choices.elsewhere)}
        made.put("study", apart, lesson="13", notes=rebuilt, label=_("Sui programmi di altri Paesi"))
    made.put("plan", plan(choices, label, example), lesson="09", notes=rebuilt)
    if choices.paid:
        made.put("contract", texts.contract(choices, example), lesson="11", notes=rebuilt)
        made.put("deal", texts.deal(choices, example), lesson="12", notes=rebuilt)
    told = [case.source(name) for road in choices.roads for name in road.sources]
    roads = [*map(source_note, dict.fromkeys(told)), *rebuilt]
    made.put("study", {"alternatives": texts.alternatives(choices)}, lesson="13", notes=roads)
    made.put("study", {"management": people.management(case, choices)}, lesson="13", notes=[*named, *rebuilt])
    said = {"risks": texts.risks(choices), "after": texts.after(case, example, paid=choices.paid)}
    made.put("study", said, lesson="13", notes=rebuilt)


def _deal(case: Case) -> Deal:
    """Return the deal of lesson 12 a year later: the steps before the service take months, too."""
    deal = deals.Ground(deals.Parameters(case=case.id), case).deal
    return replace(deal, start=year_end(deal, 1))


def _example(case: Case) -> texts.Example:
    ground = deals.Ground(deals.Parameters(case=case.id), case)
    return texts.Example(deal=_deal(case), anyway=_ANYWAY, expected=ground.parameters.expected)


def _alike(case: Case) -> tuple[str, ...]:
    """Pick three cities of the same area that tell what they did or what changed, and two programmes elsewhere."""
    atlas = load_atlas().search(area=case.area)
    cities = [
        one.id
        for one in atlas
        if one.municipality.istat != case.municipality.istat and "results" not in one.not_found
    ]
    elsewhere = load_comparators().search(theme="school" if case.area != "social_inclusion" else "housing")
    return (*cities[:3], *(one.id for one in elsewhere[:2]))


def worked_study_of(
    case: Case, *, lang: Language = "it", date: datetime.date | None = None, version: int = 1
) -> Study:
    """Build the worked study of a case: nothing in it is anybody's record.

    Parameters
    ----------
    case
        One of ``data/cases``.
    lang
        In which it is written.
    date, version
        Printed on the front page.
    """
    return _built(case, lang=lang, date=date, version=version)[0]


def _built(
    case: Case, *, lang: Language, date: datetime.date | None, version: int
) -> tuple[Study, Project, str]:
    with use_language(lang):
        made = worked_project(case)
        choices = choices_of(case.project)
        example = _declared(paid=choices is None or choices.paid).format(
            of_town=the(_("Comune {of_town}").format(of_town=town(case.municipality.name)), after="di")
        )
    study = study_of(
        made.project, case=case, date=date, lang=lang, version=version, origin=made.origin, example=example
    )
    return study, made.project, example


def _declared(*, paid: bool) -> str:
    if not paid:
        return _(
            "Ricostruzione didattica: non è lo studio {of_town}. Piano di valutazione, tempi e rischi sono esempi "
            "inventati: nessuna fonte li attribuisce al Comune. Non può sostenere un atto di spesa."
        )
    return _(
        "Ricostruzione didattica: non è lo studio {of_town}. Contratto, accordo, piano di valutazione, tempi "
        "e rischi sono esempi inventati: nessuna fonte li attribuisce al Comune. Non può sostenere un atto di "
        "spesa."
    )


def write_study(name: str, folder: Path, *, lang: Language = "it") -> tuple[list[Path], list[str]]:
    """Write the worked study of a case as HTML, docx, PDF and xlsx; what is there already stays.

    Parameters
    ----------
    name
        Of a case.
    folder
        Where; made if it is not there.
    lang
        Of the papers.

    Returns
    -------
    tuple
        What was written, and what is left to do, a sentence each.

    Raises
    ------
    FisError
        If there is no such case, or nothing can be written there.
    """
    study, project, example = _built(load_case(name), lang=lang, date=None, version=1)
    folder.mkdir(parents=True, exist_ok=True)
    paper = put_on_paper(study)
    content = {
        "html": html_of(study).encode("utf-8"),
        "docx": paper.docx,
        "pdf": paper.pdf,
        "xlsx": write_annexes(project, date=study.date, lang=lang, example=example),
    }
    with use_language(lang):
        stem = _("studio-di-fattibilita-{case}").format(case=name)
    written = [save_beside(data, path=folder / f"{stem}.{kind}") for kind, data in content.items() if data]
    return written, [*paper.left, *paper.told]
