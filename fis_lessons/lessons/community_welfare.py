"""Lesson 01: what community welfare changes, read through the three pilot cities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import pandas as pd

from fis_lessons.cases import Case, Statement, load_case, load_programme
from fis_lessons.cases.base import Claim, File, Grounded
from fis_lessons.cases.labels import (
    COMPULSORY_ROLES,
    money_label,
    resource_label,
    role_label,
    service_phase_label,
    stage_label,
    status_label,
)
from fis_lessons.exercises import Exercise
from fis_lessons.exercises.quiz import Bank
from fis_lessons.figures import Figure, Html, escape, inline, markdown, plain, table_html, table_text
from fis_lessons.figures.community import coproduction_matrix, covered_needs
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons import community_welfare_case_exercises as of_case
from fis_lessons.lessons import community_welfare_exercises as of_all
from fis_lessons.lessons.base import Lesson
from fis_lessons.lessons.community_welfare_data import (
    KINDS,
    PHASES,
    PILOTS,
    at_the_table,
    community,
    links,
    notes,
    participation_matrix,
    resources_held,
    roles_held,
    source_note,
    with_numbers,
)
from fis_lessons.lessons.desk.citations import Note
from fis_lessons.lessons.desk.controls import Control, Pick, Shown
from fis_lessons.lessons.desk.question_bank import load_bank
from fis_lessons.lessons.l01_community_welfare import quiz
from fis_lessons.lessons.parameters import LessonParameters
from fis_lessons.measures.coproduction import Matrix, coverage, uncovered_by

_NOBODY = "nobody"
# The one disagreement that each case tells about people; the others belong to exercises or other lessons
_ABOUT_PEOPLE = ("valutatore", "associazione", "eta-argento")
_FEW = 3  # numbers a sentence of the story may carry; tables of numbers are for lesson 02


class Parameters(LessonParameters):
    """Lesson 01 has no parameters of its own."""


class Content(Lesson):
    """What the notebook of lesson 01 shows."""

    id: ClassVar[str] = "01"
    title: ClassVar[str] = "Welfare di comunità"

    def _exercises(self) -> list[Exercise]:
        programme, catanzaro = load_programme(), load_case("catanzaro")
        return [
            of_all.approach(),
            of_all.tender(),
            of_case.roles(self.case),
            of_case.empty_cell(self.case),
            of_case.documented(self.case),
            of_case.documented_share(self.case),
            of_case.removal(self.case),
            of_all.ceiling(programme, catanzaro),
            of_all.first_in_italy(catanzaro),
        ]

    def _bank(self) -> Bank:
        return load_bank(quiz.facts, self.case)

    def _controls(self) -> list[Control]:
        cities = tuple(
            (f"{case.municipality.name} ({case.acronym})", case.id) for case in map(load_case, PILOTS)
        )
        lenses = (
            (_("tutti, con le nostre ipotesi"), "all"),
            (_("solo ciò che le fonti documentano"), "documented"),
            (_("solo la comunità: persone, famiglie, associazioni, aziende del posto"), "community"),
        )
        actors = ((_("nessuno"), _NOBODY), *((_(one.name), one.id) for one in at_the_table(self.case)))
        return [
            Control(
                id="matrix",
                title=_("Scegli la città e come leggere la matrice: la figura cambia"),
                inputs=(
                    Pick(name="case", label=_("Città"), options=cities, value=self.case.id),
                    Pick(name="lens", label=_("Lettura"), options=lenses, value="all"),
                ),
                draw=self._draw_matrix,
            ),
            Control(
                id="without",
                title=_("Togli qualcuno dal tavolo: che cosa resta coperto?"),
                inputs=(Pick(name="who", label=_("Togli"), options=actors, value=_NOBODY),),
                draw=self._draw_without,
            ),
        ]

    def _texts(self) -> Mapping[str, Callable[[], str]]:
        return {
            "story": self._story,
            "assets": self._assets,
            "roles": self._roles,
            "caps": self._caps,
            "disagreement": self._disagreement,
        }

    def _tables(self) -> Mapping[str, Callable[[], Html]]:
        return {"people": self._people, "pilots": self._pilots, "money": self._money}

    def _notes(self) -> Mapping[str, str]:
        return {
            "table": _(
                "**Chi c'è al tuo tavolo?** Pensa a un servizio che segui. Scrivi chi ne fa parte e, "
                "accanto a "
                "ciascuno, che cosa ci mette. Segna con un punto interrogativo ciò che non sai."
            ),
            "alone": _(
                "**In quale fase c'è solo il Comune?** Decidere, progettare, realizzare, valutare: scrivi "
                "la fase in "
                "cui siete soli, e chi potreste invitare la prossima volta."
            ),
            "asset": _(
                "**Quale bene non usa nessuno?** Uno spazio, un sapere, una rete, un terreno, delle "
                "persone: scrivi "
                "un bene della tua comunità che oggi resta fermo, e chi ne ha le chiavi."
            ),
        }

    def sources(self) -> Html:
        """List the sources shown, those of the exercises included."""
        programme, catanzaro = load_programme(), load_case("catanzaro")
        self._mark(programme, programme.interventions[0].cap)
        for claim in catanzaro.contradiction("primato").claims:
            self._mark(catanzaro, claim)
        self._mark(catanzaro, catanzaro.contradiction("denaro").claims[0])
        return super().sources()

    # --- texts ----------------------------------------------------------------------------------
    def _mark(self, file: File, *things: Grounded | Claim) -> str:
        found: dict[Note, None] = {}
        for thing in things:
            found.update(dict.fromkeys(notes(file, thing)))
        return self.citations.cite(*found)

    def _say(self, statement: Statement, *, file: File | None = None) -> str:
        return with_numbers(statement) + self._mark(file or self.case, statement)

    def _story(self) -> str:
        case = self.case
        # said apart: a text inside an f-string is found by no catalogue
        need, who, where, unknowns = _("Il bisogno."), _("Per chi."), _("Dove."), _("Che cosa non sappiamo.")
        pieces = [f"**{_(case.title)}** ({_(case.region)})"]
        pieces.append(" ".join(self._say(one) for one in case.summary))
        needs = [one for one in case.needs if len(one.quantities) <= _FEW]
        pieces.append(f"**{need}** " + " ".join(self._say(one) for one in needs))
        whom = "\n".join(f"- {_(g.label)}: {_(g.text)}{self._mark(case, g)}" for g in case.target_groups)
        pieces.append(f"**{who}**\n\n{whom}")
        if case.places:
            pieces.append(f"**{where}** " + " ".join(self._say(one) for one in case.places))
        unknown = "\n".join(f"- {_(question)}" for question in case.open_questions)
        pieces.append(f"**{unknowns}**\n\n{unknown}")
        return "\n\n".join(pieces)

    def _assets(self) -> str:
        head = _("Nel caso di {case} le fonti parlano di questi beni:").format(case=self.case.acronym)
        lines = [
            f"- **{_(one.label)}** ({resource_label(one.kind)}): {self._say(one)}" for one in self.case.assets
        ]
        return "\n".join([head, "", *lines])

    def _roles(self) -> str:
        programme = load_programme()
        return "\n".join(f"- **{_(one.label)}**: {self._say(one, file=programme)}" for one in programme.roles)

    def _caps(self) -> str:
        programme = load_programme()
        lines = []
        for one in programme.interventions:
            head = _("Intervento {id}, {label}").format(id=one.id, label=_(one.label).lower())
            limits = f"{one.cap.text()}, {one.max_duration.text()}"
            marks = self._mark(programme, one.cap, one.max_duration, one)
            lines.append(f"- **{head}**: {limits}. {_(one.text)}{marks}")
        return "\n".join(lines)

    def _disagreement(self) -> str:
        known = {one.id: one for one in self.case.contradictions}
        story = next((known[name] for name in _ABOUT_PEOPLE if name in known), self.case.contradictions[0])
        claims = "\n".join(f"- {_(claim.text)}{self._mark(self.case, claim)}" for claim in story.claims)
        reading = _("Come leggerlo.")
        return f"**{_(story.topic)}**\n\n{claims}\n\n{reading} {_(story.how_to_read)}"

    # --- tables ---------------------------------------------------------------------------------
    def _people(self) -> Html:
        rows = []
        for one in self.case.stakeholders:
            words = [self._say(resource) for resource in one.resources]
            words += [_(one.note)] if one.note else []
            rows.append(
                [
                    _(one.name),
                    ", ".join(role_label(role) for role in one.roles),
                    status_label(one.status),
                    _cell(" ".join(words) + self._mark(self.case, one)),
                ]
            )
        return _table(
            rows,
            columns=[_("Chi"), _("Ruolo"), _("Quanto è certo"), _("Che cosa porta, e che cosa ne sappiamo")],
            caption=_("Chi è al tavolo di {case}").format(case=self.case.acronym),
        )

    def _pilots(self) -> Html:
        rows = []
        for case in map(load_case, PILOTS):
            whom = [f"{_(group.label)}{self._mark(case, group)}" for group in case.target_groups]
            assets = [f"{_(asset.label)}{self._mark(case, asset)}" for asset in case.assets]
            rows.append(
                [
                    f"{case.municipality.name}, {case.acronym}",
                    _cell("; ".join(whom)),
                    _cell("; ".join(assets)),
                    _cell(self._where_is_the_community(case)),
                ]
            )
        return _table(
            rows,
            columns=[_("Progetto"), _("Per chi"), _("Con quali beni"), _("Dove si vede la comunità")],
            caption=_("I tre progetti a confronto"),
        )

    def _where_is_the_community(self, case: Case) -> str:
        members = community(case)
        lines = []
        for phase in PHASES:
            cells = [cell for who in members if (cell := case.participation_of(who, phase))]
            for cell in cells:
                name = _(case.stakeholder(cell.stakeholder).name)
                ours = _("nostra ipotesi")
                doubt = f" ({ours})" if cell.assumption else ""
                lines.append(f"{service_phase_label(phase)}: {name}{doubt}{self._mark(case, cell)}")
        return "; ".join(lines) or _("le fonti non lo dicono")

    def _money(self) -> Html:
        rows = [
            [
                stage_label(one.stage),
                one.amount.text(),
                money_label(one.kind),
                _cell(_(one.text) + self._mark(self.case, one.amount)),
            ]
            for one in self.case.money
        ]
        return _table(
            rows,
            columns=[_("Quando"), _("Quanto"), _("Che cosa è"), _("Che cosa ne sappiamo")],
            caption=_("Il denaro di {case}, nelle fonti lette").format(case=self.case.acronym),
        )

    # --- controls -------------------------------------------------------------------------------
    def _draw_matrix(self, *, case: str, lens: str) -> Sequence[Shown]:
        opened = load_case(case)
        matrix = participation_matrix(opened)
        if lens == "community":
            matrix = matrix.keep(community(opened))
        elif lens == "documented":
            matrix = matrix.documented_only()
        cited = [opened.source(name) for cell in opened.participation for name in cell.sources]
        for source in cited:
            self.citations.cite(source_note(source))
        figure = coproduction_matrix(
            matrix,
            who={one.id: _(one.name) for one in opened.stakeholders},
            phases={phase: service_phase_label(phase) for phase in PHASES},
            title=_("{case}: chi prende parte, e in quale fase").format(case=opened.acronym),
            sources=(links(cited),),
        )
        return [figure, _reading(opened, matrix)]

    def _draw_without(self, *, who: str) -> Sequence[Shown]:
        case, gone = self.case, (who,)
        roles, resources = roles_held(case), resources_held(case)
        names = {one.id: _(one.name) for one in case.stakeholders}
        needs: dict[str, str] = {role: role_label(role) for role in COMPULSORY_ROLES}
        needs.update({kind: resource_label(kind) for kind in KINDS})
        title = (
            _("{case}: chi copre i ruoli e chi porta le risorse").format(case=case.acronym)
            if who == _NOBODY
            else _("{case} senza {name}").format(case=case.acronym, name=names[who])
        )
        figure: Figure = covered_needs(
            [
                (_("Ruoli obbligatori"), coverage(COMPULSORY_ROLES, roles, without=gone)),
                (_("Risorse"), coverage(KINDS, resources, without=gone)),
            ],
            needs=needs,
            who=names,
            title=title,
            sources=(links(source for one in case.stakeholders for source in case.sources_of(one)),),
        )
        lost = [
            *uncovered_by(COMPULSORY_ROLES, roles, without=gone),
            *uncovered_by(KINDS, resources, without=gone),
        ]
        return [figure, _callout(_loss(who, names, [needs[need] for need in lost]))]


def _loss(who: str, names: Mapping[str, str], lost: Sequence[str]) -> str:
    if who == _NOBODY:
        return _(
            "Così com'è descritto. Dove non c'è nessun cerchio, le fonti lette non nominano nessuno: non "
            "vuol dire che "
            "manchi."
        )
    if not lost:
        return _(
            "Senza **{name}** nessun ruolo e nessuna risorsa resta scoperta: c'è qualcun altro. Ma ciò che "
            "le fonti "
            "non raccontano, per esempio la fiducia, qui non si vede."
        ).format(name=names[who])
    return _("Senza **{name}** resta scoperto: {lost}.").format(name=names[who], lost=", ".join(lost))


def _reading(case: Case, matrix: Matrix) -> Html:
    """Say in words who is documented in each phase, among those the reading shows."""
    lines = []
    for phase in PHASES:
        present = [_(case.stakeholder(who).name) for who in matrix.present(phase)]
        said = ", ".join(present) if present else _("le fonti non documentano nessuno di questi soggetti")
        lines.append(f"- **{service_phase_label(phase).capitalize()}**: {said}.")
    return _callout("\n".join(lines))


def _callout(words: str) -> Html:
    return Html(f'<div class="fis-callout">{markdown(words)}</div>', plain(words))


def _cell(words: str) -> Html:
    return Html(inline(words), words)


def _table(rows: Sequence[Sequence[object]], *, columns: Sequence[str], caption: str) -> Html:
    table = pd.DataFrame([list(row) for row in rows], columns=list(columns))
    words = table.map(lambda cell: cell.text if isinstance(cell, Html) else str(cell))
    return Html(table_html(table, caption=caption), f"{escape(caption)}\n{table_text(words)}")
