"""The study a project makes: its chapters in the officer's order, with what is still open in each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from fis_lessons.cases import Case, without_loans
from fis_lessons.dossier.fields import LONGEST_LINE
from fis_lessons.dossier.record import HEADING, Project, project_of
from fis_lessons.dossier.record_sections import NOTES, OFFERS, SECTIONS
from fis_lessons.dossier.study.chapters.change import change
from fis_lessons.dossier.study.chapters.measuring import evaluation, indicators
from fis_lessons.dossier.study.chapters.money import finance
from fis_lessons.dossier.study.chapters.need import need
from fis_lessons.dossier.study.chapters.people import management, partners
from fis_lessons.dossier.study.chapters.risk import risk
from fis_lessons.dossier.study.chapters.roads import alternatives, comparison
from fis_lessons.dossier.study.chapters.time import months
from fis_lessons.dossier.study.content import SEVERITIES, Block, Chapter, Finding, Points, Said, Study, Table
from fis_lessons.dossier.study.material import Material, Origin, title, told
from fis_lessons.dossier.study.notes import record_notes
from fis_lessons.dossier.study.reading import ProjectReading, read_project
from fis_lessons.dossier.study.rules import findings
from fis_lessons.errors import FisError
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import Language, money, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.territory import find

CHAPTERS = (
    need, alternatives, comparison, change, indicators, evaluation, partners, management, finance, risk, months,
)  # fmt: skip
"""In the order an officer reads them; the sources come after them."""
LONGEST_CELL = 800
LONGEST_PARAGRAPH = 4_000
"""Characters printed in their place; of a longer text the beginning, and the whole of it in the last chapter."""


def study_of(
    source: Learner | Project,
    *,
    case: Case | None = None,
    date: datetime.date | None = None,
    lang: Language = "it",
    version: int = 1,
    origin: Origin = record_notes,
    example: str = "",
) -> Study:
    """Build the study of a project.

    Parameters
    ----------
    source
        A learner, or a project.
    case
        What is known of the municipality; left aside if it is another's, as a pilot on which a lesson was taken,
        and so is what it borrows from a pilot, unless the study is an example to read.
    date
        Printed on the front page; today if none is given.
    lang
        In which it is written.
    version
        Printed on the front page.
    origin
        Notes of what the project says; by default in which lesson and on which day it was written.
    example
        Declares it a teaching reconstruction; empty for somebody's own.

    Returns
    -------
    Study
        Always whole: what is missing in the project is an open question.
    """
    project = project_of(source) if isinstance(source, Learner) else source
    project.refresh()
    with use_language(lang):
        heading = {name: text.strip() for name, text in project.texts(HEADING).items()}
        own = case if case is not None and _same_place(case, heading.get("municipality", "")) else None
        if own is not None and not example:
            own = without_loans(own)  # an office signs what is its own
        material = Material(project=project, case=own, origin=origin, worked=bool(example))
        reading = read_project(project)
        found = (*_two_examples(reading), *findings(reading, lang=lang))
        chapters = shortened([*(write(material) for write in CHAPTERS), _sources(material)])
        return Study(
            title=_("Studio di fattibilità"),
            municipality=_line(heading, "municipality"),
            project=_line(heading, "project"),
            office=_line(heading, "office"),
            officer=_line(heading, "officer"),
            date=date or datetime.datetime.now().astimezone().date(),
            version=version,
            lang=lang,
            chapters=chapters,
            findings=_by_weight(one for one in found if not _of_no_use(one, material)),
            example=example,
        )


def _two_examples(reading: ProjectReading) -> tuple[Finding, ...]:
    """Say of a worked study that its map is of another example than its deal: no rule for one's own project."""
    deal, whole = reading.deal_account, reading.value_map
    if not reading.map_of or deal is None or whole is None:
        return ()
    in_map = sum(one.value for one in whole.resources if one.kind == "money")
    words = _(
        "La mappa del valore e l'accordo sono due esempi diversi (denaro messo nella mappa, senza le ore donate: "
        "{map}; costo del servizio nell'accordo: {deal})."
    )
    price = _("Si paga {price} a risultato: quanto vale per il Comune non è stimato.")
    return (
        Finding(
            rule="map-of-another-example", severity="mend", lesson="10", chapter="finance",
            text=words.format(map=money(in_map), deal=money(deal.deal.service_cost / 100)),
            reason=_("Il valore stimato in una non dice se l'altro conviene."),
            remedy=_("Prima di decidere la mappa va rifatta sull'accordo."),
        ),
        Finding(
            rule="price-of-another-map", severity="look", lesson="10", chapter="finance",
            text=price.format(price=money(deal.deal.price / 100)),
            reason=_("La mappa è di un altro esempio: i suoi valori non si mettono accanto a questo prezzo."),
            remedy=_("Motiva il prezzo con il costo del servizio."),
        ),
    )  # fmt: skip


def _of_no_use(found: Finding, material: Material) -> bool:
    """Tell whether a finding misses a part that a worked study does without."""
    return bool(found.part) and found.part in [
        title(one) for one in ("contract", "deal") if material.left_out(one)
    ]


def _by_weight(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda one: (bool(one.part), SEVERITIES.index(one.severity))))


def _same_place(case: Case, written: str) -> bool:
    try:
        return find(written).istat == case.municipality.istat
    except FisError:
        return False


def _line(heading: Mapping[str, str], name: str) -> str:
    text = heading.get(name, "")
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1].rstrip() + "…"


def _sources(material: Material) -> Chapter:
    """Open the last chapter: whoever writes the paper lists the notes of the study under it.

    What the project keeps in sections this version does not know stands here too: nothing is lost.
    """
    known = {section.id for section in SECTIONS} | {OFFERS}
    others = sorted({place[0] for place in material.project.versions.places()} - known)
    if material.worked:
        words = _(
            "Ogni tabella, figura e frase rimanda a una nota: una fonte pubblicata, oppure un'ipotesi. "
            "Un'ipotesi non è un fatto."
        )
    else:
        words = _(
            "Ogni tabella, figura e frase rimanda a una nota: una fonte pubblicata, un'ipotesi, oppure ciò che è "
            "scritto nel progetto, con la lezione e il giorno. Un'ipotesi non è un fatto: chi firma la deve "
            "conoscere."
        )
    blocks: list[Block] = [Said(text=words)]
    lessons = {f"{place:02}" for place in range(1, 14)}
    loose = [one for one in material.entries(NOTES) if one.place[1].partition(".")[0] not in lessons]
    blocks += told(material, loose, id="other-notes", caption=_("Appunti"))
    for place, section in enumerate(others, start=1):
        blocks += told(
            material, material.entries(section), id=f"other-{place}",
            caption=_("Altro scritto nel progetto: {section}").format(section=section),
        )  # fmt: skip
    return Chapter(id="sources", title=_("Fonti e ipotesi"), blocks=tuple(blocks))


# --- long texts ---------------------------------------------------------------------------------------
class _Whole:
    """Texts too long for their place, each with a number."""

    def __init__(self) -> None:
        self.kept: list[Said] = []

    def cut(self, text: str, where: str, most: int, block: Block) -> str:
        """Return as much of a text as is printed in its place, and say where the rest is."""
        if len(text) <= most:
            return text
        place = number(len(self.kept) + 1)
        heading = f"{place}. {where}"
        self.kept.append(Said(heading=heading, text=text, notes=block.notes))
        words = _("[Continua: il testo intero è l'allegato {place} di «Testi interi».]")
        return f"{text[:most].rstrip()}… {words.format(place=place)}"


def shortened(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Cut the texts no page can hold in their place, and put each whole in a chapter at the end."""
    whole = _Whole()
    made = [
        replace(chapter, blocks=tuple(_short(block, chapter.title, whole) for block in chapter.blocks))
        for chapter in chapters
    ]
    if whole.kept:
        made.append(Chapter(id="texts", title=_("Testi interi"), blocks=tuple(whole.kept)))
    return tuple(made)


def _short(block: Block, of: str, whole: _Whole) -> Block:
    if isinstance(block, Said):
        return replace(block, text=whole.cut(block.text, block.heading or of, LONGEST_PARAGRAPH, block))
    if isinstance(block, Points):
        items = (whole.cut(item, block.intro or of, LONGEST_PARAGRAPH, block) for item in block.items)
        return replace(block, items=tuple(items))
    if isinstance(block, Table):
        rows = tuple(
            tuple(
                whole.cut(cell, f"{block.caption}: {column}", LONGEST_CELL, block)
                for cell, column in zip(row, block.columns, strict=True)
            )
            for row in block.rows
        )
        return replace(block, rows=rows)
    return block
