"""Who is in a worked study: the table, the network, who does what; whoever is invented is called so."""

from __future__ import annotations

from fis_lessons.cases import Case, Stakeholder
from fis_lessons.cases.labels import Role, ServicePhase
from fis_lessons.course.worked.choosing import Choices, ours
from fis_lessons.dossier.study.annexes.people import kind_words
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.l04_who_is_at_the_table import ground as table
from fis_lessons.measures.stakeholders.seats import Kind, Seat

MOST_NAMED = 5


def evaluator() -> str:
    """Name the evaluator of the example: invented, so that nobody takes a partner for a third party."""
    return _("Università di Roccadora (nome inventato)")


def financier() -> str:
    """Name who advances the money in the example: invented."""
    return _("Banca Mutua di Roccadora (nome inventato)")


def guarantor() -> str:
    """Name who gives back part of what the financier loses in the example: invented."""
    return _("Fondazione di Roccadora (nome inventato)")


def donor() -> str:
    """Name who gives without being paid back in the example: nobody yet."""
    return _("un donatore (da trovare)")


def management(case: Case, made: Choices) -> str:
    """Write who does what: nobody real wins a tender that was not held, and all that is invented is marked."""
    lead = next(one for one in case.stakeholders if "proposer" in one.roles)
    pays = _("guida il progetto e, nell'esempio, paga canone fisso e risultati")
    # whoever is paid by results does not decide what is asked of each person
    daily = (
        _("come si lavora, dentro il percorso scritto con la persona e con il servizio sociale")
        if made.paid
        else _("come si lavora ogni giorno")
    )
    rows = [
        (
            _name(lead), pays if made.paid else _("guida il progetto"), _("quando ci si ferma"),
            _("atto dell'organo competente (lo dice il segretario), poi determina"),
        ),
        (
            ours(_("Chi vince la gara")) if made.paid else _("Chi realizza (da scegliere)"),
            _("realizza il servizio"), daily,
            _("contratto, dopo una gara") if made.paid else _("atto da decidere con il segretario"),
        ),
        (
            evaluator(), _("conta gli esiti e li certifica"), _("se un risultato c'è"),
            _("incarico, separato da chi realizza"),
        ),
    ]  # fmt: skip
    if made.paid:
        with_town = _("accordo con il Comune, dopo una procedura da indicare")
        rows += [
            (financier(), _("anticipa il denaro"), _("se entrare, alle condizioni dell'accordo"), with_town),
            (guarantor(), _("rende una parte di ciò che chi anticipa perde"), _("se garantire"), with_town),
            (donor(), _("dona una parte del costo"), _("se donare"), _("atto di donazione")),
        ]
    rows.append((_community(case, made), *made.together))
    return "\n".join("; ".join([who, *map(ours, told)]) for who, *told in rows)


def _community(case: Case, made: Choices) -> str:
    found = [
        one
        for one in case.stakeholders
        if "community" in one.roles and kind_of(one, made) != "private" and one.id not in made.helped
    ]
    return ", ".join(_doubt(one) for one in found[:MOST_NAMED])


def _doubt(one: Stakeholder) -> str:
    name = _name(one)
    return _("{name} (con un dubbio)").format(name=name) if one.status == "ambiguous" else name


def seats(case: Case, made: Choices) -> tuple[Seat, ...]:
    """Write the table: names, roles and phases as in the sources, scores as in lesson 04, kinds and payer ours."""
    found = []
    for one in case.stakeholders:
        if one.status == "unknown":
            continue
        roles = tuple(role for role in one.roles if _sure(one, role))
        scores = [table.SCORES[role] for role in roles or ("partner",)]
        if made.paid and "proposer" in roles and "outcome_payer" not in roles:
            roles = (
                *roles,
                "outcome_payer",
            )  # in the example it pays, whatever the sources say of the project
        phases = tuple(cell.phase for cell in case.participation if cell.stakeholder == one.id)
        found.append(
            Seat(
                name=_name(one),
                kind=kind_of(one, made),
                power=max(power for power, _interest in scores),
                interest=made.interest.get(one.id, max(interest for _power, interest in scores)),
                legitimacy="community" in roles,
                roles=roles,
                phases=() if one.id in made.helped else phases,
            )
        )
    invented: list[tuple[str, Role, tuple[Role, ...], Kind, tuple[ServicePhase, ...]]] = [
        (evaluator(), "evaluator", ("evaluator",), "public", ("assess",))
    ]
    if made.paid:
        # the programme has no role for a guarantor and a donor: they put in private money, and deliver nothing
        invented += [
            (financier(), "financier", ("financier",), "private", ()),
            (guarantor(), "financier", ("financier",), "third_sector", ()),
            (donor(), "financier", ("financier",), "private", ()),
        ]
    for name, like, roles, kind, phases in invented:
        power, interest = table.SCORES[like]
        found.append(Seat(name=name, kind=kind, power=power, interest=interest, roles=roles, phases=phases))
    return tuple(found)


def _sure(one: Stakeholder, role: Role) -> bool:
    """Tell whether a role is kept: who perhaps evaluates or finances has the doubt beside the name instead."""
    return role not in ("evaluator", "financier") or one.status == "confirmed"


def network(case: Case, made: Choices) -> dict[str, str]:
    """Write the network: who sits in the same phase works together, and everybody with the municipality."""
    there = [one for one in case.stakeholders if one.status != "unknown"]
    names = {one.id: _name(one) for one in there}
    lead = next((one.id for one in there if "proposer" in one.roles), there[0].id)
    pairs = [(lead, one.id) for one in there if one.id != lead]
    for phase in dict.fromkeys(one.phase for one in case.participation):
        seated = [
            one.stakeholder
            for one in case.participation
            if one.phase == phase and one.stakeholder in names and one.stakeholder not in made.helped
        ]
        pairs += [(one, other) for at, one in enumerate(seated) for other in seated[at + 1 :]]
    ties = dict.fromkeys(tuple(sorted(pair)) for pair in pairs if lead not in pair or pair[0] == lead)
    second = ours(_("Chi realizza e chi finanzia si incontrano ogni tre mesi, senza passare dal Comune"))
    told = {
        "partnership": ours(
            _("Partenariato di {project}, come lo raccontano le fonti").format(
                project=case.acronym or _(case.title)
            )
        ),
        "ties": "\n".join(f"{names[one]} - {names[other]}" for one, other in ties if one != other),
        "sectors": "\n".join(f"{names[one.id]}; {kind_words()[kind_of(one, made)]}" for one in there),
    }
    return {**told, "second": second} if made.paid else told


def kind_of(one: Stakeholder, made: Choices) -> Kind:
    """Return the kind of an organisation."""
    return made.kinds.get(one.id, "third_sector")


def _name(one: Stakeholder) -> str:
    # a dash or a semicolon parts the names of a line
    name = _(one.name).replace(" - ", " – ").replace(";", ",")
    doubtful = _doubtful(one)
    if not doubtful:
        return name
    words = {
        "evaluator": _("{name} (forse valutatore)"), "financier": _("{name} (forse finanziatore)"),
        "provider": _("{name} (forse fornitore)"), "partner": _("{name} (forse partner)"),
    }  # fmt: skip
    return words[doubtful].format(name=name)


def _doubtful(one: Stakeholder) -> str:
    """Return the role the sources leave in doubt, if one; the name of who is heard is what they differ on."""
    if one.status != "ambiguous" or "community" in one.roles:
        return ""
    # who is among the partners, and perhaps does one thing more, is in doubt for that
    return next((role for role in ("evaluator", "financier", "provider", "partner") if role in one.roles), "")
