"""What lesson 06 tells about its case, about Lucca and about published numbers, each with its source."""

from __future__ import annotations

import pandas as pd

from fis_lessons.dossier.chain_draft import Draft
from fis_lessons.dossier.chain_editor import Builder, page
from fis_lessons.dossier.chain_workbook import save_workbook
from fis_lessons.dossier.offer_sources import target
from fis_lessons.dossier.record import project_of
from fis_lessons.figures import Figure, Html, inline, plain, table_html, table_text
from fis_lessons.figures.theory_of_change import impact_chain
from fis_lessons.figures.theory_of_change_text import logframe_table
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, number
from fis_lessons.lessons.desk import Citations, Live, Note, Notebook, notes_of, opening_words
from fis_lessons.lessons.l06_theory_of_change.controls import chain_title
from fis_lessons.lessons.l06_theory_of_change.ground import Ground
from fis_lessons.lessons.l06_theory_of_change.published import evaluated, geces, notes
from fis_lessons.territory import age_label, source

CHAIN = "chain"
"""The name under which the learner\'s chain is kept, in the words of ``to_text``."""


def ours() -> Note:
    """Return the note that calls the arrows what they are."""
    return Note(
        _(
            "Frecce, ipotesi, rischi e caselle segnate «(ipotesi)» sono una nostra lettura: nessuna fonte "
            "letta "
            "pubblica la catena intera."
        ),
        assumption=True,
    )


def story(ground: Ground, citations: Citations) -> str:
    """Tell what the project wants, and why a list of things done does not answer."""
    case = ground.case
    need = case.needs[0]
    asked = _(
        "Adesso immagina la prima riunione con chi ha dato i soldi. Chiede: «Che risultati avete avuto?». "
        "Qualcuno "
        "risponde: «Abbiamo fatto dodici incontri, con duecento persone». È una scena inventata, ma "
        "succede spesso. "
        "La risposta è vera, ma non risponde alla domanda: dice che cosa si è fatto, non che cosa è cambiato."
    )
    return "\n\n".join(
        [
            opening_words(case, citations, most=2),
            _("**Il bisogno.**") + " " + _(need.text) + citations.cite(*notes_of(case, need)),
            asked,
        ]
    )


def words(ground: Ground, citations: Citations) -> str:
    """Say where the words come from, and what a measured impact takes away."""
    return (
        _(
            "Sono le parole dei bandi che chiedono un quadro logico. Sull'ultima c'è una definizione che "
            "conviene "
            "conoscere: per il GECES, un gruppo di esperti della Commissione europea, l'impatto sociale "
            "sono gli "
            "esiti **dopo avere tolto** ciò che sarebbe successo comunque, ciò che si deve ad altri, ciò "
            "che si è "
            "spostato altrove e ciò che svanisce nel tempo."
        )
        + citations.cite(geces())
        + " "
        + _("Come si toglie lo vedi nelle lezioni 08 e 10. Qui disegni la strada.")
    )


def chain(ground: Ground, citations: Citations) -> str:
    """Say what of the drawn chain is in the sources and what is not."""
    told = ground.main
    head = _("Questa è la catena di {case} per questo gruppo: {group}.").format(
        case=_(ground.case.acronym), group=told.label
    )
    boxes = (
        _("Le caselle vengono dalle fonti, tranne quelle segnate «(ipotesi)»")
        + citations.cite(*told.notes)
        + "."
    )
    arrows = (
        _(
            "Le frecce no: abbiamo collegato ogni livello a quello dopo. Infatti sono tratteggiate, "
            "perché nessuna ha "
            "un'ipotesi"
        )
        + citations.cite(ours())
        + "."
    )
    return f"{head} {boxes} {arrows}"


def whole(ground: Ground, citations: Citations) -> str:
    """Say that the completed chain is ours."""
    return (
        _(
            "Abbiamo completato la catena di {case} con caselle, ipotesi e rischi nostri. Serve a vedere "
            "com'è fatta "
            "una catena intera; non dice che il progetto funzioni così"
        ).format(case=_(ground.case.acronym))
        + citations.cite(ours())
        + "."
    )


def lucca(ground: Ground, citations: Citations) -> str:
    """Tell the two chains of Lucca and the call of 2023."""
    case = ground.lucca
    evaluation = case.source("valutazione")
    young, disability = case.target_group("giovani"), case.target_group("disabilita")
    service = next(one for one in case.services_and_costs if one.id == "coabitazione")
    two = _("A Lucca il progetto CO-MIX valuta l'impatto con due teorie del cambiamento, una per gruppo.")
    lines = [
        two + citations.cite(Note(evaluation.markdown(), evaluation.url)),
        f"- {_(young.text)}{citations.cite(*notes_of(case, young))}\n"
        f"- {_(disability.text)}{citations.cite(*notes_of(case, disability))}",
        _(
            "Nel 2023 esce il bando per la coabitazione dei giovani. Mettiamo le due pagine una accanto "
            "all'altra."
        )
        + citations.cite(*notes_of(case, service)),
    ]
    return "\n\n".join(lines)


def lucca_reading(ground: Ground, citations: Citations) -> str:
    """Say how to read the two pages, and what is not known."""
    case = ground.lucca
    found = case.contradiction("requisiti")
    residents = _("I residenti per età sono di tutta la città, non dei tre quartieri.")
    unknown = _(
        "Che cosa sia successo dopo, le fonti lette non lo dicono: non sappiamo quante domande siano "
        "arrivate, né da "
        "chi. Il bando è stato prorogato, ma una proroga da sola non prova che le domande fossero poche."
    )
    return "\n\n".join(
        [
            _(found.how_to_read) + citations.cite(*(n for c in found.claims for n in notes_of(case, c))),
            residents + citations.cite(Note(source())) + " " + unknown,
        ]
    )


def published(ground: Ground, citations: Citations) -> str:
    """Say why the published counts matter here."""
    return _(
        "Il fondo contro la povertà educativa, affidato all'impresa sociale Con i Bambini, chiedeva a ogni "
        "partenariato un valutatore. Qui sono trenta valutazioni d'impatto analizzate, su cinquanta "
        "pubblicate (ottobre 2024)."
    ) + citations.cite(*notes())


# --- tables -----------------------------------------------------------------------------------------
def call_table(ground: Ground, citations: Citations) -> Html:
    """Put the target of the project beside the requirements of the call."""
    case = ground.lucca
    young = case.target_group("giovani")
    service = next(one for one in case.services_and_costs if one.id == "coabitazione")
    isee = [q for q in service.quantities if q.unit == "EUR"]
    project, call = citations.cite(*notes_of(case, young)), citations.cite(*notes_of(case, service))
    money = "; ".join(f"{_(q.label) if q.label else ''}: {q.text()}" for q in isee)
    rows = [
        (_("Età"), age_label(*ground.target) + project, age_label(*ground.rule) + call),
        (
            _("Cittadinanza e origine"),
            _("anche di origine straniera") + project,
            _("cittadinanza italiana o europea") + call,
        ),
        (
            _("Dove"),
            _("quartieri di San Vito, San Concordio e Pontetetto") + project,
            _("chi vive o lavora a Lucca") + call,
        ),
        (
            _("Condizione"),
            _("chi non studia e non lavora, soprattutto") + project,
            _("chi ha smesso di studiare e non ha un'occupazione stabile, o esce da percorsi di accoglienza")
            + f"; {money}{call}",
        ),
    ]
    columns = [_("Che cosa"), _("I destinatari della catena"), _("Chi poteva fare domanda nel 2023")]
    caption = _("Due pagine dello stesso progetto")
    shown = pd.DataFrame(
        [(name, *(Html(inline(said), plain(said)) for said in cells)) for name, *cells in rows],
        columns=columns,
    )
    said = pd.DataFrame([(name, *map(plain, cells)) for name, *cells in rows], columns=columns)
    return Html(table_html(shown, caption=caption), f"{caption}\n{table_text(said)}")


def published_table(ground: Ground, citations: Citations) -> Html:
    """Show the published counts of evaluated projects."""
    found = evaluated()
    rows = [
        (_("valutazioni analizzate"), number(found.evaluated)),
        (_("valutazioni positive"), number(found.positive)),
        (_("di cui eccellenti"), number(found.excellent)),
        (_("progetti che non hanno raggiunto gli esiti"), number(found.not_reached)),
    ]
    table = pd.DataFrame(rows, columns=[_("Che cosa"), _("Quanti")])
    caption = _("Le valutazioni d'impatto analizzate")
    origin = _("Fonte:") + citations.cite(*notes())
    return Html(
        table_html(table, caption=caption) + f'<p class="fis-source">{inline(origin)}</p>',
        f"{caption}\n{table_text(table)}\n{plain(origin)}",
    )


def builder(ground: Ground, notebook: Notebook) -> Live:
    """Show the builder: a chain of one's own, without code, kept in the record."""
    return Live(editor(ground, notebook).widget, page())


def editor(ground: Ground, notebook: Notebook) -> Builder:
    """Return the working part of the builder, on the chain the record holds."""
    draft = Draft(notebook.kept(CHAIN), lambda text: notebook.keep(CHAIN, text))
    starts = [(chain_title(ground.case, told), told.whole) for told in ground.chains]
    made = Builder(
        draft,
        starts=starts,
        export=lambda chain: save_workbook(chain, learner=notebook.learner),
        offers=notebook.offers(target, into=CHAIN),
    )
    project_of(notebook.learner).watch(lambda: made.reload(notebook.kept(CHAIN)))
    return made


def told_figure(ground: Ground, citations: Citations) -> Figure:
    """Draw the main chain as its sources tell it."""
    main = ground.main
    return impact_chain(main.told, title=chain_title(ground.case, main), sources=main.sources)


def broken_figure(ground: Ground, citations: Citations) -> Figure:
    """Draw the main chain, spoiled on purpose."""
    title = chain_title(ground.case, ground.main)
    return impact_chain(ground.broken, title=_("{chain}, guastata apposta").format(chain=title))


def logframe(ground: Ground, citations: Citations) -> Html:
    """Show the main chain as a logical framework."""
    return logframe_table(ground.main.whole, title=chain_title(ground.case, ground.main))


TEXTS = {
    "story": story,
    "words": words,
    "chain": chain,
    "whole": whole,
    "lucca": lucca,
    "lucca_reading": lucca_reading,
    "published": published,
}
TABLES = {"logframe": logframe, "call": call_table, "published": published_table}
FIGURES = {"chain": told_figure, "broken": broken_figure}
NOTES = {
    "call": mark(
        "**Le due pagine.** Prendi un bando o un avviso del tuo Comune e la pagina che dice per "
        "chi è il "
        "progetto. Scrivi chi è fra i destinatari e resta fuori dal bando, e chi può cambiare la "
        "regola."
    ),
}
DOCUMENTS = {"chain": builder}
