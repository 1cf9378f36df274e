"""The exercises of lesson 01 whose right answers are computed from the case it is opened on."""

from __future__ import annotations

from fis_lessons.articles import the
from fis_lessons.cases import Case
from fis_lessons.cases.labels import COMPULSORY_ROLES, Role, ServicePhase, role_label, service_phase_label
from fis_lessons.exercises import (
    Choice,
    Exercise,
    Hints,
    Matching,
    Option,
    Several,
)
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l01_community_welfare.ground import (
    NOT_NAMED,
    community,
    named,
    participation_matrix,
    roles_held,
)
from fis_lessons.measures.coproduction import coverage

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
            worked=_("Comincia dal sicuro. Chi ha presentato il progetto: {name}.").format(
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
