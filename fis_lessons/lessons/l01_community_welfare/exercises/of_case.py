"""The exercises of lesson 01 whose right answers are computed from the case it is opened on."""

from __future__ import annotations

from collections.abc import Mapping

from fis_lessons.articles import the
from fis_lessons.cases import Case
from fis_lessons.cases.labels import COMPULSORY_ROLES, Role, ServicePhase, role_label, service_phase_label
from fis_lessons.exercises import (
    Choice,
    Exercise,
    Hints,
    Matching,
    Number,
    NumberMistake,
    Option,
    Several,
)
from fis_lessons.i18n import counted, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.l01_community_welfare.ground import (
    NOT_NAMED,
    PHASES,
    community,
    named,
    participation_matrix,
    roles_held,
)
from fis_lessons.measures.coproduction import Reading, coverage

_DISTRACTORS = 3


def _together(case: Case, role: Role) -> str:
    """Name who holds a role in a few words: one, two, or the first and how many more."""
    names = [_(one.name) for one in named(case, role)]
    if len(names) <= 1:
        return "".join(names)
    if len(names) == 2:
        return _("{one} e {other}").format(one=names[0], other=names[1])
    return _("{one}, e altri {count}").format(one=names[0], count=number(len(names) - 1))


def roles(case: Case) -> Exercise:
    """Ask who covers each of the four compulsory roles."""
    groups = {role: tuple(one.id for one in named(case, role)) for role in COMPULSORY_ROLES}
    held = {who for group in groups.values() for who in group}
    others = [one for one in case.stakeholders if one.status != "unknown" and one.id not in held]
    columns = [Option(id=role, label=_together(case, role)) for role in COMPULSORY_ROLES if groups[role]]
    columns += [Option(id=one.id, label=_(one.name)) for one in others[:_DISTRACTORS]]
    columns.sort(key=lambda option: option.label)  # the order must not give the answer away
    columns.append(Option(id=NOT_NAMED, label=_("le fonti lette non lo nominano")))
    return Matching(
        id="roles",
        question=_(
            "Il programma chiede quattro ruoli. In **{case}**, chi li copre secondo le fonti? Quando una "
            "fonte fa "
            "un nome con un dubbio, scegli quel nome. Puoi anche rispondere che le fonti non lo nominano."
        ).format(case=case.acronym),
        rows=tuple(
            Option(id=role, label=role_label(role), feedback=_role_feedback(case, role))
            for role in COMPULSORY_ROLES
        ),
        columns=tuple(columns),
        right={role: role if groups[role] else NOT_NAMED for role in COMPULSORY_ROLES},
        # whoever keeps to the letter of the sources is right too, where the name is our reading
        also={
            role: NOT_NAMED
            for role in COMPULSORY_ROLES
            if groups[role] and all(one.status == "ambiguous" for one in named(case, role))
        },
        pairs={
            (role, one.id): _(
                "{name} è al tavolo, ma nessuna fonte letta dice che copre questo ruolo. Essere capaci di "
                "farlo "
                "non vuol dire farlo."
            ).format(name=_(one.name))
            for role in COMPULSORY_ROLES
            for one in others[:_DISTRACTORS]
        },
        hints=Hints(
            nudge=_(
                "Rileggi la tabella di chi è al tavolo: la colonna del ruolo dice anche dove c'è un dubbio."
            ),
            pointer=_(
                "Una riga che si chiama «non noto» o «non nominato» è una sedia vuota: il ruolo c'è, il "
                "nome no."
            ),
            worked=_("Comincia dal sicuro: chi ha presentato il progetto è {name}.").format(
                name=_together(case, "proposer")
            ),
        ),
        why=_roles_why(case),
        minutes=4,
    )


def _role_feedback(case: Case, role: Role) -> str:
    if named(case, role):
        return _("nella tabella qualcuno ha questo ruolo, magari con un dubbio: cercalo.")
    return _(
        "il programma chiede questo ruolo, ma le fonti lette non fanno il nome. Scrivere un nome probabile "
        "sarebbe dire più di quanto sai."
    )


def _roles_why(case: Case) -> str:
    doubts = [
        f"{_(one.name)}: {_(one.note)}"
        for role in COMPULSORY_ROLES
        for one in case.by_role(role)
        if one.note and one.status != "confirmed"
    ]
    head = _("I quattro ruoli sono obbligatori: sapere quali restano senza un nome certo è già un risultato.")
    if doubts:
        head += " " + _("Dove il nome ha un dubbio, vale anche rispondere che le fonti non lo nominano.")
    return " ".join([head, *dict.fromkeys(doubts)])


def empty_cell(case: Case) -> Exercise:
    """Ask what may be written about a cell that nobody filled."""
    who, phase = _silent_community_cell(case)
    name = _(case.stakeholder(who).name)
    return Choice(
        id="empty-cell",
        question=_(
            "Nella matrice di **{case}** la casella «{who} – {phase}» ha il punto interrogativo. Che cosa "
            "puoi "
            "scrivere nella relazione per la Giunta?"
        ).format(case=case.acronym, who=name, phase=service_phase_label(phase)),
        options=(
            Option(
                id="no",
                label=_("In questa fase questi soggetti non hanno preso parte."),
                feedback=_(
                    "Hai letto il silenzio come un no. Le fonti possono tacere per molte ragioni: spazio, "
                    "interesse, distrazione. Un «no» va documentato quanto un «sì»."
                ),
            ),
            Option(
                id="yes",
                label=_("Hanno preso parte anche qui: è un progetto di comunità."),
                feedback=_(
                    "Hai riempito la casella con ciò che ti aspetti. Si può fare un'ipotesi, ma allora si "
                    "scrive "
                    "che è un'ipotesi."
                ),
            ),
            Option(
                id="silent",
                label=_("Le fonti lette non lo dicono; per saperlo bisogna chiederlo."),
            ),
            Option(
                id="town",
                label=_("In questa fase ha fatto tutto il Comune."),
                feedback=_(
                    "Che una casella taccia non dice nulla sulle altre. Nemmeno questo è scritto nelle fonti."
                ),
            ),
        ),
        right="silent",
        hints=Hints(
            nudge=_("Che differenza c'è fra «non c'era» e «non so se c'era»?"),
            pointer=_("Guarda la legenda della matrice: che cosa vuol dire il punto interrogativo?"),
            worked=_("Per scrivere che qualcuno non c'era serve una fonte che lo dica. Ne hai una?"),
        ),
        why=_(
            "È la prima regola di una lettura onesta: **il silenzio non è un no**. Annota la domanda e a "
            "chi farla. "
            "Nel tuo Comune la puoi fare davvero."
        ),
        minutes=2,
    )


def _silent_community_cell(case: Case) -> tuple[str, ServicePhase]:
    """Choose a silent cell of somebody of the community; deciding and designing teach most."""
    matrix = participation_matrix(case)
    order: tuple[ServicePhase, ...] = ("design", "commission", "assess", "deliver")
    cells = [(who, phase) for phase in order for who in community(case)]
    return next(cell for cell in cells if matrix.reading(*cell) == "silent")


def documented(case: Case) -> Exercise:
    """Ask which participations the sources document, among true, assumed and silent ones."""
    matrix = participation_matrix(case)
    shown = _cells_to_show(case)
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


def _cells_to_show(case: Case) -> list[tuple[str, ServicePhase]]:
    """Pick a few cells of each kind, those of different phases first, in the order of the matrix."""
    matrix = participation_matrix(case)
    cells = [(who, phase) for who in matrix.rows for phase in PHASES]
    wanted: Mapping[Reading, int] = {"documented": 3, "doubtful": 1, "assumed": 2, "silent": 1}
    chosen: set[tuple[str, ServicePhase]] = set()
    for reading, count in wanted.items():
        known = [cell for cell in cells if matrix.reading(*cell) == reading]
        if reading == "silent":  # somebody at the table, in the last phase: the most tempting guess
            known = [
                c for c in known if c[1] == "assess" and case.stakeholder(c[0]).status != "unknown"
            ] or known
            known = known[::-1]
        elif reading == "documented":  # the community first: the lesson is about it
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


def documented_share(case: Case) -> Exercise:
    """Ask which share of the matrix rests on sources."""
    matrix = participation_matrix(case)
    count, size = matrix.count("documented"), matrix.size
    filled = size - matrix.count("silent")
    expected = 100 * matrix.documented_share
    mistakes = [
        NumberMistake(
            id="assumptions_too",
            value=100 * filled / size,
            text=_(
                "Hai contato tutte le caselle piene, anche ipotesi e dubbi. Conta solo quelle documentate."
            ),
        ),
        NumberMistake(
            id="wrong_denominator",
            value=100 * count / filled,
            text=_(
                "Hai diviso per le caselle piene. Il denominatore è tutta la matrice: soggetti per fasi, "
                "punti "
                "interrogativi compresi."
            ),
        ),
        NumberMistake(
            id="the_other_part",
            value=100 - expected,
            text=_("Questa è la parte non documentata. La domanda chiede l'altra."),
        ),
        NumberMistake(
            id="silent_part",
            value=100 * matrix.count("silent") / size,
            text=_("Questa è la quota di punti interrogativi. La domanda chiede le caselle documentate."),
        ),
        NumberMistake(
            id="not_a_share",
            value=float(count),
            text=_("Questo è il numero di caselle. Ora dividilo per tutte le caselle della matrice."),
        ),
    ]
    return Number(
        id="share",
        question=_(
            "Scegli la lettura «tutti» nella matrice di **{case}** e conta. **Quante caselle sono "
            "documentate, in "
            "percentuale su tutte le caselle?** Arrotonda a un decimale. La matrice ha {rows} righe e "
            "{columns} "
            "colonne."
        ).format(case=case.acronym, rows=number(len(matrix.rows)), columns=number(len(matrix.columns))),
        expected=expected,
        tolerance=0.3,
        unit="%",
        decimals=1,
        mistakes=tuple(one for one in mistakes if abs(one.value - expected) > 2 * 0.3),
        hints=Hints(
            nudge=_("Serve il numero di caselle con il segno di spunta e il numero di tutte le caselle."),
            pointer=_("Tutte le caselle sono {rows} × {columns}.").format(
                rows=number(len(matrix.rows)), columns=number(len(matrix.columns))
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


def removal(case: Case) -> Exercise:
    """Ask which compulsory roles have no name left once the municipality is taken away."""
    town = named(case, "proposer")[0]
    left = coverage(COMPULSORY_ROLES, roles_held(case), without=(town.id,))
    names = {one.id: _(one.name) for one in case.stakeholders}
    options = tuple(
        Option(
            id=one.need,
            label=role_label(role),
            feedback=_("resta almeno un nome, anche se con un dubbio: {names}.").format(
                names=", ".join(names[who] for who in (*one.sure, *one.doubtful))
            ),
        )
        for role, one in zip(COMPULSORY_ROLES, left, strict=True)
    )
    return Several(
        id="removal",
        question=_(
            "Nel controllo qui sopra togli **{name}**. Quali dei quattro ruoli obbligatori sono **senza un "
            "nome**, "
            "contando anche quelli che non l'avevano già prima?"
        ).format(name=the(_(town.name))),
        options=options,
        right=frozenset(one.need for one in left if one.state == "uncovered"),
        missing=_("Guarda anche le righe in cui le fonti non nominavano nessuno già prima."),
        hints=Hints(
            nudge=_("Muovi il menu e guarda solo le prime quattro righe della figura."),
            pointer=_("Un cerchio vuoto è un nome con un dubbio: vale ancora come nome."),
            worked=_("Chi propone il progetto è uno solo: tolto quello, il ruolo resta scoperto."),
        ),
        why=_(
            "Ci sono due modi di restare senza un nome: perché qualcuno se ne va, o perché le fonti non "
            "l'hanno mai "
            "detto. Il primo è un rischio da gestire, il secondo una domanda da fare. E chi è solo in un "
            "ruolo è un "
            "punto debole della rete: vale anche per il Comune."
        ),
        minutes=3,
    )
