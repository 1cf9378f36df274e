"""The exercises of lesson 01 on the matrix of who takes part in what: which cells are documented, and how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fis_lessons.cases import Case
from fis_lessons.cases.labels import ServicePhase, service_phase_label
from fis_lessons.exercises import Exercise, Hints, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import counted, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.l01_community_welfare.ground import (
    PHASES,
    Parameters,
    community,
    participation_matrix,
)
from fis_lessons.measures.coproduction import Matrix, Reading


def documented(case: Case, *, parameters: Parameters) -> Exercise:
    """Ask which participations the sources document, among true, assumed and silent ones: by the seed."""
    matrix = participation_matrix(case)
    shown = _cells_to_show(case, parameters)
    options = tuple(
        Option(
            id=f"{who}-{phase}",
            label=f"{_(case.stakeholder(who).name)} – {service_phase_label(phase)}",
            feedback=_cell_feedback(case, who, phase, matrix.reading(who, phase)),
        )
        for who, phase in shown
    )
    right = frozenset(f"{who}-{phase}" for who, phase in shown if matrix.reading(who, phase) == "documented")
    return Several(
        id="documented",
        question=_(
            "Quali di queste partecipazioni sono **documentate** dalle fonti di **{case}**? Scarta le "
            "nostre ipotesi, "
            "le caselle con un dubbio e quelle di cui le fonti non parlano. Usa la matrice qui sopra."
        ).format(case=case.acronym),
        options=options,
        right=right,
        missing=_(
            "Nella matrice, scegli la lettura «solo ciò che le fonti documentano» e guarda i segni di spunta."
        ),
        hints=Hints(
            nudge=_("Nel menu della matrice c'è una lettura che nasconde le ipotesi."),
            pointer=_("Contano solo le caselle con il segno di spunta."),
            worked=counted(
                len(right),
                one=_("La risposta da scegliere è una sola."),
                more=_("Le risposte da scegliere sono {count}."),
            ),
        ),
        why=_(
            "Ciò che è documentato si può citare; ciò che è ipotesi si può solo usare per ragionare, "
            "dicendolo. In "
            "questo caso la comunità è documentata qui: {phases}."
        ).format(phases=_community_phases(case)),
        minutes=3,
    )


def _community_phases(case: Case) -> str:
    matrix = participation_matrix(case)
    members = community(case)
    found = [
        service_phase_label(phase) for phase in PHASES if any(who in members for who in matrix.present(phase))
    ]
    return ", ".join(found) or _("in nessuna fase")


def _cells_to_show(case: Case, parameters: Parameters) -> list[tuple[str, ServicePhase]]:
    """Pick a few cells of each kind, those of different phases first, in the order of the matrix."""
    matrix = participation_matrix(case)
    cells = [(who, phase) for who in matrix.rows for phase in PHASES]
    tried = parameters.shuffled("01-cells", cells)
    wanted: Mapping[Reading, int] = {"documented": 3, "doubtful": 1, "assumed": 2, "silent": 1}
    chosen: set[tuple[str, ServicePhase]] = set()
    for reading, count in wanted.items():
        known = [cell for cell in tried if matrix.reading(*cell) == reading]
        if reading == "silent":  # somebody at the table, in the last phase: the most tempting guess
            known = [
                c for c in known if c[1] == "assess" and case.stakeholder(c[0]).status != "unknown"
            ] or known
            known = known[::-1]
        elif reading == "documented" and tried == cells:  # the community first: the lesson is about it
            known.sort(key=lambda cell: cell[0] not in community(case))
        first = {cell[1]: cell for cell in reversed(known)}.values()  # one of each phase
        chosen.update(list(dict.fromkeys([*(cell for cell in known if cell in first), *known]))[:count])
    return [cell for cell in cells if cell in chosen]


def _cell_feedback(case: Case, who: str, phase: ServicePhase, reading: Reading) -> str:
    cell = case.participation_of(who, phase)
    if reading == "documented":  # a right answer has nothing to be told
        return ""
    if reading == "silent" or cell is None:
        return _("la casella ha il punto interrogativo. Le fonti non lo dicono, né sì né no.")
    if reading == "assumed":
        return _("è una nostra ipotesi. {text}").format(text=_(cell.assumption) if cell.assumption else "")
    return _("una fonte c'è, ma lascia un dubbio. {text}").format(text=_(cell.note) if cell.note else "")


def documented_share(case: Case, *, parameters: Parameters) -> Exercise:
    """Ask which share of the matrix, or by the seed of one of its columns, rests on sources."""
    matrix = participation_matrix(case)
    phases = parameters.pick("01-share", [PHASES, *((phase,) for phase in _columns_to_count(matrix))])
    readings = [matrix.reading(who, phase) for who in matrix.rows for phase in phases]
    count, silent, size = readings.count("documented"), readings.count("silent"), len(readings)
    expected = 100 * count / size
    slips: list[Slip] = [
        (
            "assumptions_too",
            100 * (size - silent) / size,
            _("Hai contato tutte le caselle piene, anche ipotesi e dubbi. Conta solo quelle documentate."),
        ),
        (
            "wrong_denominator",
            100 * count / (size - silent),
            _(
                "Hai diviso per le caselle piene. Il denominatore è tutta la matrice: soggetti per fasi, "
                "punti "
                "interrogativi compresi."
            )
            if phases == PHASES
            else _(
                "Hai diviso per le caselle piene. Il denominatore è tutta la colonna, punti interrogativi "
                "compresi."
            ),
        ),
        (
            "the_other_part",
            100 - expected,
            _("Questa è la parte non documentata. La domanda chiede l'altra."),
        ),
        (
            "silent_part",
            100 * silent / size,
            _("Questa è la quota di punti interrogativi. La domanda chiede le caselle documentate."),
        ),
        (
            "whole_matrix",
            100 * matrix.documented_share,
            _("Questa è la quota di tutta la matrice. La domanda chiede una colonna sola."),
        ),
        (
            "not_a_share",
            float(count),
            _("Questo è il numero di caselle. Ora dividilo per tutte le caselle della matrice.")
            if phases == PHASES
            else _("Questo è il numero di caselle. Ora dividilo per tutte le caselle della colonna."),
        ),
    ]
    return Number(
        id="share",
        question=_share_question(case, matrix, phases),
        expected=expected,
        tolerance=0.3,
        unit="%",
        decimals=1,
        mistakes=known_mistakes(expected, slips, tolerance=0.3, decimals=1),
        hints=Hints(
            nudge=_("Serve il numero di caselle con il segno di spunta e il numero di tutte le caselle."),
            pointer=_("Tutte le caselle sono {rows} × {columns}.").format(
                rows=number(len(matrix.rows)), columns=number(len(phases))
            ),
            worked=_("Caselle documentate: {count}. Dividi per {size} e moltiplica per 100.").format(
                count=number(count), size=number(size)
            ),
        ),
        why=_(
            "{cells} su {size}: {share}. Non vuol dire che nel resto non sia successo nulla. Vuol "
            "dire "
            "quanto, di questo progetto, chi sta fuori può sapere. È una buona ragione per documentare il "
            "tuo."
        ).format(
            cells=counted(count, one=_("{count} casella"), more=_("{count} caselle")),
            size=number(size),
            share=percent(count / size),
        ),
        minutes=3,
    )


def _columns_to_count(matrix: Matrix) -> list[ServicePhase]:
    """List the phases of which some cells are documented, and some are not."""
    return [phase for phase in PHASES if 0 < len(matrix.present(phase)) < len(matrix.rows)]


def _share_question(case: Case, matrix: Matrix, phases: Sequence[ServicePhase]) -> str:
    rows, columns = number(len(matrix.rows)), number(len(matrix.columns))
    if tuple(phases) == PHASES:
        return _(
            "Scegli la lettura «tutti» nella matrice di **{case}** e conta. **Quante caselle sono "
            "documentate, in "
            "percentuale su tutte le caselle?** Arrotonda a un decimale. La matrice ha {rows} righe e "
            "{columns} "
            "colonne."
        ).format(case=case.acronym, rows=rows, columns=columns)
    return _(
        "Scegli la lettura «tutti» nella matrice di **{case}** e guarda la sola colonna «{phase}». **Quante sue "
        "caselle sono documentate, in percentuale su tutte le caselle della colonna?** Arrotonda a un decimale. "
        "La matrice ha {rows} righe e {columns} colonne."
    ).format(case=case.acronym, phase=service_phase_label(phases[0]), rows=rows, columns=columns)
