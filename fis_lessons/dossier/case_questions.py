"""What only the learner knows of a case: an open question for each part, with help and an example to fill in."""

from __future__ import annotations

from fis_lessons.cases.labels import Section
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _


@dataclass(frozen=True)
class Question:
    """One thing to be asked of whoever knows the municipality.

    Parameters
    ----------
    sections
        The parts of the case it fills; they are borrowed until then.
    text
        The question.
    help
        How to answer it, one or two sentences.
    example
        The lines to write, with dots where the answer goes.
    """

    sections: tuple[Section, ...]
    text: str
    help: str
    example: str


def questions() -> tuple[Question, ...]:
    """Return the questions, in the order of a case file and in the language in use."""
    return (*_about_the_project(), *_about_people(), *_about_change(), *_about_money())


def _about_the_project() -> tuple[Question, ...]:
    return (
        Question(
            ("acronym",),
            _("Come si chiama il progetto?"),
            _("Un nome breve, come «CO-MIX». Se non c'è ancora, lascia quello preso in prestito."),
            'acronym: "…"',
        ),
        Question(
            ("area",),
            _("A quale area appartiene?"),
            _(
                "social_inclusion (inclusione sociale), cultural_animation (animazione culturale) o "
                "school_dropout "
                "(lotta alla dispersione scolastica)."
            ),
            "area: social_inclusion",
        ),
        Question(
            ("needs",),
            _("Qual è il bisogno, e chi lo ha contato o osservato?"),
            _(
                "Un fatto sulle persone, non un servizio che manca. Se hai una fonte mettila in fondo, fra "
                "«sources», "
                "e citala qui; se non ce l'hai, scrivi perché lo pensi sotto «assumption»."
            ),
            'needs:\n  - {text: "…", assumption: "…"}',
        ),
    )


def _about_people() -> tuple[Question, ...]:
    return (
        Question(
            ("target_groups",),
            _("A chi si rivolge, e di quale età?"),
            _("Con «age_from» e «age_to» le lezioni contano quante persone sono fra i residenti."),
            'target_groups:\n  - {id: gruppo, label: "…", text: "…", age_from: 15, age_to: 29, assumption: "…"}',
        ),
        Question(
            ("stakeholders", "participation"),
            _("Chi è al tavolo, e chi manca?"),
            _(
                "Ci vogliono i quattro ruoli: proposer, provider, financier, evaluator. Un ruolo che "
                "nessuno copre ancora "
                "è una sedia vuota: «status: unknown» e una nota."
            ),
            'stakeholders:\n  - {id: comune, name: "…", roles: [proposer], assumption: "…"}\n'
            '  - {id: vuota, name: "…", roles: [provider, financier, evaluator], status: unknown, note: "…", '
            'assumption: "…"}',
        ),
        Question(
            ("assets",),
            _("Quali beni della comunità ci sono già: luoghi, saperi, reti?"),
            _(
                "Anche quelli che nessuno usa. «kind» vale building, land, knowledge, network, money o people."
            ),
            'assets:\n  - {id: bene, label: "…", kind: building, text: "…", assumption: "…"}',
        ),
    )


def _about_change() -> tuple[Question, ...]:
    return (
        Question(
            ("theory_of_change",),
            _("Che cosa cambia per le persone, e come ci si arriva?"),
            _(
                "Dalle risorse alle attività, ai prodotti, ai cambiamenti. «target» è l'id di un gruppo: "
                "prima rispondi a quella domanda."
            ),
            'theory_of_change:\n  - id: catena\n    target: gruppo\n    activities: [{text: "…", '
            'assumption: "…"}]\n'
            '    outcomes: [{text: "…", assumption: "…"}]',
        ),
        Question(
            ("indicators",),
            _("Da che cosa si vedrebbe il cambiamento?"),
            _("Senza un valore di partenza pubblicato, «baseline» non si scrive: si misura."),
            'indicators:\n  - {id: indicatore, label: "…", unit: people, means_of_verification: "…", '
            'assumption: "…"}',
        ),
        Question(
            ("results",),
            _("Che risultati ci sono già, misurati da chi?"),
            _("Solo quelli che qualcuno ha misurato. Se non ce ne sono, non scrivere niente."),
            'results:\n  - {text: "…", assumption: "…"}',
        ),
    )


def _about_money() -> tuple[Question, ...]:
    return (
        Question(
            ("money",),
            _("Quanto denaro c'è, e che cos'è: un tetto, una promessa, una somma ricevuta?"),
            _(
                "«kind» vale ceiling, announced, granted o private. Al posto di 0 scrivi la somma. Se hai la "
                "fonte, metti «sources» al posto di «assumption»."
            ),
            'money:\n  - stage: study\n    kind: ceiling\n    text: "…"\n'
            '    amount: {value: 0, unit: EUR, assumption: "…"}',
        ),
        Question(
            ("services_and_costs",),
            _("Quanto costa il servizio che il progetto alleggerisce?"),
            _("Il costo per persona, con la fonte: il bilancio, un contratto, una delibera."),
            'services_and_costs:\n  - {id: servizio, label: "…", text: "…", assumption: "…"}',
        ),
        Question(
            ("outcome_contract",),
            _("C'è un accordo che paga i risultati? Chi paga, e quando?"),
            _(
                "«payer» è l'id di qualcuno al tavolo: prima rispondi a quella domanda. Se un accordo non "
                "c'è, non "
                "scrivere niente."
            ),
            'outcome_contract: {status: designed_not_tested, payer: comune, text: "…", assumption: "…"}',
        ),
    )
