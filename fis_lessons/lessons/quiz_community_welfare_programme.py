"""The quiz of lesson 01, on the programme and the pilot projects."""

from __future__ import annotations

from fis_lessons.cases import Case, Programme, load_case
from fis_lessons.exercises import (
    Choice,
    Exercise,
    Hints,
    Matching,
    Option,
    Ordering,
    Several,
)
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.community_welfare_data import PILOTS, links


def interventions(programme: Programme) -> Exercise:
    """Ask the order of the three interventions."""
    first, second, third = programme.interventions
    feedback = {
        first.id: _("qui si studia il bisogno e si prepara il progetto: viene prima di provare."),
        second.id: _(
            "qui si prova il modello: serve un progetto già studiato, e viene prima di consolidare."
        ),
        third.id: _("qui si consolida ciò che ha funzionato: prima bisogna averlo provato."),
    }
    return Ordering(
        id="interventions",
        question=_("Metti in ordine i tre interventi del Fondo Innovazione Sociale."),
        items=tuple(
            Option(id=one.id, label=_(one.label), feedback=feedback[one.id]) for one in (third, first, second)
        ),
        right=(first.id, second.id, third.id),
        hints=Hints(
            nudge=_("Che cosa faresti prima di provare un servizio nuovo?"),
            pointer=_("Si studia, si prova, si consolida."),
            worked=_("Comincia dallo studio di fattibilità: analizza il bisogno e sceglie gli indicatori."),
        ),
        why=_(
            "Prima si studia se e come si può fare, poi si prova in piccolo, e solo se funziona si "
            "consolida e si porta altrove ({source})."
        ).format(source=links(programme.sources_of(first))),
        minutes=1,
    )


def roles(programme: Programme) -> Exercise:
    """Ask which roles are compulsory."""
    return Several(
        id="compulsory-roles",
        question=_("Quali ruoli chiede sempre il programma a un partenariato? Segnali tutti."),
        options=(
            *(Option(id=one.role, label=_(one.label)) for one in programme.roles),
            Option(
                id="university",
                label=_("università"),
                feedback=_(
                    "può esserci, e spesso c'è, ma non è un ruolo obbligatorio. Conta che cosa fa: per "
                    "esempio valutare."
                ),
            ),
            Option(
                id="region",
                label=_("Regione"),
                feedback=_(
                    "il programma parla di Comuni capoluogo e Città metropolitane: la Regione non è tra i "
                    "ruoli chiesti."
                ),
            ),
        ),
        right=frozenset(one.role for one in programme.roles),
        missing=_("Chi propone, chi fa, chi mette denaro privato, chi misura: ci sono tutti?"),
        hints=Hints(
            nudge=_("Un ruolo è qualcosa che si fa, non un tipo di ente."),
            pointer=_("I ruoli obbligatori sono quattro."),
            worked=_("Due voci dell'elenco sono tipi di ente, non ruoli."),
        ),
        why=_(
            "I ruoli obbligatori sono quattro: chi propone, chi realizza, chi mette capitale privato, chi "
            "valuta ({source}). Quale ente li copre, cambia da città a città."
        ).format(source=links(programme.sources_of(programme.roles[0]))),
        minutes=1,
    )


def role_tasks(programme: Programme) -> Exercise:
    """Ask who does what among the compulsory roles."""
    tasks = {
        "proposer": _("Presenta il progetto."),
        "provider": _("Realizza il servizio, ogni giorno."),
        "financier": _("Mette capitale privato; all'inizio può bastare una lettera di impegno."),
        "evaluator": _("Misura i risultati."),
    }
    feedback = {
        "proposer": _("presentare il progetto tocca a un Comune capoluogo o a una Città metropolitana."),
        "provider": _("realizzare non è finanziare né valutare: chi lo fa si chiama anche attuatore."),
        "financier": _("il capitale privato lo porta un ruolo apposta, diverso da chi realizza."),
        "evaluator": _("chi misura non dovrebbe giudicare il proprio lavoro: è un ruolo a sé."),
    }
    return Matching(
        id="role-tasks",
        question=_("Chi fa che cosa?"),
        rows=tuple(
            Option(id=one.role, label=tasks[one.role], feedback=feedback[one.role]) for one in programme.roles
        ),
        columns=tuple(Option(id=one.role, label=_(one.label)) for one in programme.roles),
        right={one.role: one.role for one in programme.roles},
        hints=Hints(
            nudge=_("Cerca prima le due voci che hanno un verbo nel nome."),
            pointer=_(
                "Chi propone presenta, chi fornisce realizza, chi finanzia mette denaro, chi valuta misura."
            ),
            worked=_("Il valutatore è quello che misura. Ora restano tre voci e tre compiti."),
        ),
        why=_(
            "Quattro compiti diversi, quattro responsabilità diverse ({source}). Se lo stesso ente ne tiene "
            "due, per esempio realizzare e valutare, conviene dirlo apertamente."
        ).format(source=links(programme.sources_of(programme.roles[-1]))),
        minutes=2,
    )


def study_contents(programme: Programme) -> Exercise:
    """Ask what a feasibility study must contain."""
    contents = programme.interventions[0].contents
    return Several(
        id="study-contents",
        question=_("Che cosa deve contenere lo studio di fattibilità? Segna tutto."),
        options=(
            *(Option(id=one.id, label=_(one.label)) for one in contents),
            Option(
                id="results",
                label=_("risultati già ottenuti"),
                feedback=_(
                    "lo studio viene prima della prova: indica come misurare i risultati, non può ancora "
                    "averli."
                ),
            ),
            Option(
                id="building",
                label=_("progetto di un edificio"),
                feedback=_("lo studio riguarda il bisogno e il modello del servizio, non un'opera."),
            ),
        ),
        right=frozenset(one.id for one in contents),
        missing=_("I contenuti chiesti sono cinque."),
        hints=Hints(
            nudge=_("Lo studio si scrive prima di cominciare: che cosa si può sapere, a quel punto?"),
            pointer=_("Due voci non possono esserci: una arriva dopo, una è un'altra cosa."),
            worked=_(
                "Il bisogno c'è di sicuro, e anche il modo di misurare. Chiediti che cosa non può esistere "
                "prima di provare."
            ),
        ),
        why=_(
            "I contenuti sono cinque: bisogno, confronto con altre esperienze, indicatori, modello di "
            "valutazione dell'impatto, piano esecutivo ({source}). È anche un buon indice per il tuo "
            "Comune."
        ).format(source=links(programme.sources_of(programme.interventions[0]))),
        minutes=2,
    )


def who_applies(programme: Programme) -> Exercise:
    """Ask who could propose a project."""
    return Choice(
        id="who-applies",
        question=_("Chi poteva proporre un progetto al Fondo Innovazione Sociale?"),
        options=(
            Option(
                id="capitals",
                label=_("I Comuni capoluogo e le Città metropolitane, ciascuno con una sola proposta."),
            ),
            Option(
                id="all",
                label=_("Tutti i Comuni, con quante proposte volevano."),
                feedback=_(
                    "Un Comune non capoluogo poteva lavorare con altri, ma non proporre. E chi proponeva "
                    "aveva una proposta sola."
                ),
            ),
            Option(
                id="associations",
                label=_("Gli enti del Terzo settore, con una lettera del Comune."),
                feedback=_(
                    "Gli enti entrano nel partenariato, per esempio per realizzare il servizio. A proporre "
                    "è l'amministrazione."
                ),
            ),
            Option(
                id="regions",
                label=_("Le Regioni, per conto dei loro Comuni."),
                feedback=_(
                    "Il programma si rivolge ai Comuni capoluogo e alle Città metropolitane, senza passare "
                    "dalle Regioni."
                ),
            ),
        ),
        right="capitals",
        hints=Hints(
            nudge=_("Pensa alle tre città pilota: che cosa hanno in comune?"),
            pointer=_("Lucca, Catanzaro e Bergamo sono tutte capoluogo di provincia."),
            worked=_("A proporre è sempre un'amministrazione, e non una Regione. Restano due frasi."),
        ),
        why=_(
            "Potevano chiedere solo Comuni capoluogo e Città metropolitane, con una proposta ciascuno "
            "({source}). Il metodo invece serve anche agli altri Comuni."
        ).format(source=links(programme.sources_of(programme.who_may_apply[0]))),
        minutes=1,
    )


def lucca_result() -> Exercise:
    """Ask what happened to pay by result in Lucca."""
    case = load_case("lucca")
    return Choice(
        id="lucca-result",
        question=_("A Lucca il pagamento a risultato era parte del progetto. Che cosa ne dicono le fonti?"),
        options=(
            Option(id="not-tested", label=_("È stato disegnato, ma non è mai stato provato.")),
            Option(
                id="worked",
                label=_("È stato provato e ha funzionato."),
                feedback=_(
                    "Chi ha studiato il progetto scrive che questi meccanismi non hanno avuto spazio per la "
                    "sperimentazione."
                ),
            ),
            Option(
                id="failed",
                label=_("È stato provato e non ha funzionato."),
                feedback=_(
                    "Per dire che non funziona bisogna averlo provato, e non è successo. È un'informazione "
                    "diversa."
                ),
            ),
            Option(
                id="absent",
                label=_("Non era previsto dal progetto."),
                feedback=_(
                    "Era previsto: il Comune avrebbe pagato per i risultati, con quanto poteva risparmiare."
                ),
            ),
        ),
        right="not-tested",
        hints=Hints(
            nudge=_("Distingui ciò che è scritto in un progetto da ciò che è successo."),
            pointer=_("Uno studio del Politecnico di Milano lo chiama un limite del progetto."),
            worked=_("Se non è mai partito, non può avere funzionato, e nemmeno fallito."),
        ),
        why=_(
            "Il quadro di valutazione è stato concordato, ma il pagamento a risultato non è stato provato "
            "({source}). «Non provato» non vuol dire «non funziona»: vuol dire che non lo sappiamo."
        ).format(source=links(case.sources_of(case.results[0]))),
        minutes=1,
    )


def whose_project(case: Case) -> Exercise:
    """Ask whom the project of the case is for."""
    cases = {one.id: one for one in (case, *map(load_case, PILOTS))}
    options = tuple(
        Option(
            id=one.id,
            label=_(one.target_groups[0].label),
            feedback=""
            if one.id == case.id
            else _("È il gruppo di un altro progetto: {name}.").format(
                name=f"{one.municipality.name}, {one.acronym}"
            ),
        )
        for one in cases.values()
    )
    own = case.target_groups[0]
    return Choice(
        id="whose-project",
        question=_("A chi si rivolge il progetto {name}?").format(
            name=f"{case.acronym} ({case.municipality.name})"
        ),
        options=options,
        right=case.id,
        hints=Hints(
            nudge=_("Torna alla storia con cui comincia la lezione."),
            pointer=_("Il titolo intero del progetto è «{title}».").format(title=_(case.title)),
            worked=_("Fra i beni su cui conta ci sono: {assets}. Chi li usa?").format(
                assets="; ".join(_(one.label) for one in case.assets[:2])
            ),
        ),
        why=_(
            "{text} ({source}). Dire a chi ci si rivolge è la prima riga di ogni progetto, e deve "
            "permettere di contarlo."
        ).format(text=_(own.text).rstrip("."), source=links(case.sources_of(own))),
        minutes=1,
    )
