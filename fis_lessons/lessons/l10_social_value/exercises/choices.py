"""The exercises of lesson 10 answered by choosing: whose saving, what is wrong with a map, what to write."""

from __future__ import annotations

from fis_lessons.exercises import Grid, Hints, Matching, Option, Several
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.lessons.l10_social_value.ground import MAIN, Ground
from fis_lessons.lessons.l10_social_value.published import dropout_costs
from fis_lessons.measures.sroi import FindingKind, Outcome, Resource, ValueMap, review


def whose_saving(_ground: Ground) -> Matching:
    """Ask who stops paying."""
    return Matching(
        id="whose-saving",
        question=_("**Di chi è il risparmio?** Per ogni riga scegli chi smette di pagare, o chi dà."),
        rows=(
            Option(
                id="fee",
                label=_("La retta di una RSA che una famiglia non paga più"),
                feedback=_("La retta la pagano la persona o i suoi familiari: guarda la frase sulla retta."),
            ),
            Option(
                id="top-up",
                label=_("L'integrazione della retta per chi non riesce a pagarla"),
                feedback=_(
                    "L'integrazione copre ciò che la persona non riesce a pagare: esce dal bilancio comunale."
                ),
            ),
            Option(
                id="care",
                label=_("Le ore in cui una figlia non deve più assistere"),
                feedback=_("Nessuno paga quelle ore, ma qualcuno le dava. Chi le riprende?"),
            ),
            Option(
                id="freed",
                label=_("Un'ora libera di un educatore già assunto dal Comune"),
                feedback=_("Lo stipendio resta uguale: nessuna spesa si cancella. C'è però tempo per altro."),
            ),
            Option(
                id="gift",
                label=_("Il pomeriggio di chi serve i pranzi gratis"),
                feedback=_("Qui nessuno risparmia: qualcuno mette una risorsa. Chi?"),
            ),
        ),
        columns=(
            Option(id="family", label=_("la famiglia")),
            Option(id="municipality", label=_("il Comune, in bilancio")),
            Option(id="capacity", label=_("il Comune, ma solo come tempo liberato")),
            Option(id="volunteers", label=_("i volontari: è una risorsa")),
        ),
        right={
            "fee": "family",
            "top-up": "municipality",
            "care": "family",
            "freed": "capacity",
            "gift": "volunteers",
        },
        pairs={
            ("fee", "municipality"): _(
                "È l'errore più frequente. Il Comune paga solo le integrazioni: la retta media è della famiglia."
            ),
            ("freed", "municipality"): _(
                "In bilancio non cambia niente: lo stipendio si paga lo stesso. Sarà risparmio solo se una "
                "spesa si cancella."
            ),
        },
        hints=Hints(
            nudge=_("Segui il denaro: chi firmava il pagamento prima?"),
            pointer=_(
                "Distingui tre cose: una spesa che si cancella, del tempo che si libera, una risorsa che "
                "qualcuno dà."
            ),
            worked=_("Due righe riguardano la famiglia; al bilancio del Comune ne tocca una sola."),
        ),
        why=_(
            "Una sola riga su cinque è un risparmio nel bilancio del Comune. Se chi paga il progetto e chi "
            "risparmia non sono gli stessi, dillo: è il punto da cui parte ogni accordo fra loro."
        ),
        minutes=4,
    )


def faulty() -> ValueMap:
    """Return a map with mistakes put in on purpose."""
    return ValueMap(
        title="",
        resources=(
            Resource(stakeholder=_("Il Comune"), description=_("Contributo al progetto"), unit_value=50_000),
            Resource(
                stakeholder=_("Volontari"),
                description=_("Ore di tempo donate"),
                quantity=500,
                unit_value=12,
                kind="volunteers",
            ),
        ),
        outcomes=(
            Outcome(
                id="a",
                stakeholder=_("Famiglie"),
                outcome=_("Meno mesi di retta"),
                indicator=_("mesi non pagati"),
                quantity=10,
                proxy=_("retta di un mese"),
                proxy_value=2000,
                proxy_source=_("giornale locale, 2023"),
                proxy_country="IT",
                deadweight=0.3,
            ),
            Outcome(
                id="b",
                stakeholder=_("Il Comune"),
                outcome=_("Meno ricoveri"),
                indicator=_("ricoveri evitati"),
                quantity=10,
                proxy=_("retta di un mese"),
                proxy_value=2000,
                proxy_source=_("giornale locale, 2023"),
                proxy_country="IT",
                deadweight=0.3,
            ),
            Outcome(
                id="c",
                stakeholder=_("Scuola"),
                outcome=_("Meno assenze"),
                indicator=_("studenti con poche assenze"),
                quantity=12,
                proxy=_("costo di uno studente che manca spesso"),
                proxy_value=1878,
                proxy_source="GMCA, Unit Cost Database",
                proxy_country="GB",
                deadweight=0.2,
            ),
            Outcome(
                id="d",
                stakeholder=_("Volontari"),
                outcome=_("Si sentono utili"),
                indicator=_("volontari che lo dichiarano"),
                quantity=15,
                proxy=_("un corso per adulti"),
                proxy_value=200,
                deadweight=0.5,
            ),
            Outcome(
                id="e",
                stakeholder=_("Partecipanti"),
                outcome=_("Conoscono persone nuove"),
                indicator=_("persone con due amici in più"),
                quantity=40,
                proxy=_("quota di un circolo, in un anno"),
                proxy_value=300,
                proxy_source=_("tariffe del circolo, 2024"),
                proxy_country="IT",
                deadweight=30,
            ),
        ),
    )


_FAULTS: tuple[FindingKind, ...] = (
    "double_counting",
    "foreign_cost",
    "proxy_without_source",
    "share_outside",
)


def faulty_map() -> Grid:
    """Ask what is wrong with each row of a map; the right ticks are those of the checks of the kit."""
    value_map = faulty()
    found = {row.id: set[str]() for row in value_map.outcomes}
    for finding in review(value_map):
        if finding.kind in _FAULTS:
            for row in finding.rows:
                found[row].add(finding.kind)
    feedback = {
        "a": _("Confronta proxy e quantità di questa riga con quelle delle altre."),
        "b": _("Questa retta l'hai già vista in un'altra riga."),
        "c": _("Da quale Paese viene questo costo?"),
        "d": _("Da dove viene il valore di questa proxy?"),
        "e": _("Guarda come è scritta la quota che sarebbe successa comunque."),
    }
    rows = tuple(
        Option(id=row.id, label=_row_words(row), feedback=feedback[row.id]) for row in value_map.outcomes
    )
    return Grid(
        id="faulty-map",
        question=_(
            "**Trova i difetti.** Questa mappa è sbagliata apposta. Per ogni riga segna che cosa non va; una "
            "riga può averne più di uno."
        ),
        rows=rows,
        columns=(
            Option(id="double_counting", label=_("contato due volte")),
            Option(id="foreign_cost", label=_("costo di un altro Paese")),
            Option(id="proxy_without_source", label=_("proxy senza fonte")),
            Option(id="share_outside", label=_("percentuale fuori da 0–100%")),
        ),
        right={name: frozenset(kinds) for name, kinds in found.items()},
        hints=Hints(
            nudge=_("Leggi una colonna alla volta, non una riga alla volta."),
            pointer=_(
                "Cerca la stessa proxy in due righe, una sigla inglese, una fonte che manca, un numero al posto "
                "di una percentuale."
            ),
            worked=_("La retta compare nelle prime due righe; le altre tre hanno un difetto ciascuna."),
        ),
        why=_(
            "La stessa retta non può essere risparmiata due volte. Un costo inglese insegna il metodo, non il "
            "prezzo. Senza fonte non si controlla niente. E 30 al posto di 30% rovescia il segno di tutta la "
            "riga."
        ),
        minutes=5,
    )


def _row_words(row: Outcome) -> str:
    share = percent(row.deadweight, decimals=0) if row.deadweight <= 1 else number(row.deadweight)
    return _(
        "{who}: {outcome}. Quantità {quantity}; proxy: {proxy}, {value} euro; fonte: {source}; comunque: {share}"
    ).format(
        who=row.stakeholder,
        outcome=row.outcome.lower(),
        quantity=number(row.quantity),
        proxy=row.proxy,
        value=number(row.proxy_value),
        source=row.proxy_source or "–",
        share=share,
    )


def vanity() -> Matching:
    """Ask what each published cost of early school leaving measures."""
    said = {item.id: item.said for item in dropout_costs()}
    feedback = {
        "spending_year": _("È la cifra più piccola, e riguarda un anno solo."),
        "spending_decade": _("Guarda su quanti anni è calcolata."),
        "if_all_stayed": _("Per arrivare a una cifra così bisogna immaginare che cambi tutto insieme."),
        "permanent_income": _("Un intervallo così largo segue molte persone per molti anni."),
    }
    return Matching(
        id="vanity",
        question=_(
            "Quattro titoli, quattro cifre per l'abbandono scolastico. **Che cosa misura ciascuna?** Contano "
            "cose diverse."
        ),
        rows=tuple(Option(id=name, label=said[name], feedback=feedback[name]) for name in said),
        columns=(
            Option(
                id="if_all_stayed", label=_("quanto renderebbe in più il Paese, con un calcolo «per assurdo»")
            ),
            Option(
                id="spending_decade", label=_("la spesa per la scuola di chi poi ha lasciato, in dieci anni")
            ),
            Option(id="permanent_income", label=_("il reddito che chi lascia non guadagnerà nella vita")),
            Option(id="spending_year", label=_("la perdita di un anno, secondo una rivista della scuola")),
        ),
        right={name: name for name in said},
        pairs={
            ("permanent_income", "if_all_stayed"): _(
                "Anche questa guarda lontano, ma al reddito delle persone, non alla ricchezza di tutto il Paese."
            ),
        },
        hints=Hints(
            nudge=_("Chi perde quel denaro: lo Stato, le persone, il Paese? E in quanti anni?"),
            pointer=_(
                "Due cifre vengono dalla stessa rivista, su anni diversi; due sono ricchezza che non ci sarà."
            ),
            worked=_(
                "La perdita di un anno è la più piccola; quella che segue tutta la vita ha un intervallo, non un "
                "valore."
            ),
        ),
        why=_(
            "Da mezzo miliardo a 106: la stessa parola, «costo», con quattro significati. Quasi niente di quel "
            "denaro è una spesa che un Comune può cancellare. Una cifra enorme non rende forte un progetto: lo "
            "rende impossibile da controllare."
        ),
        minutes=4,
    )


def what_can_be_written(ground: Ground) -> Several:
    """Ask which sentences can be written in the report."""
    ratio = written_ratio(ground.result.ratio, decimals=2)
    main = ground.main.outcome
    assert main == ground.value_map.row(MAIN).outcome  # noqa: S101 - the row the sentence is about
    return Several(
        id="what-can-be-written",
        question=_("Con la mappa di prova in mano, **quali frasi puoi scrivere** in una relazione?"),
        options=(
            Option(
                id="with-assumptions",
                label=_(
                    "«Con le ipotesi elencate, stimiamo {ratio} euro di valore per ogni euro di risorse.»"
                ).format(ratio=ratio),
            ),
            Option(
                id="cash",
                label=_("«Per ogni euro speso il Comune ne recupera {ratio}.»").format(ratio=ratio),
                feedback=_(
                    "Il valore è di famiglie, volontari, partecipanti. Al Comune ne torna una piccola parte."
                ),
            ),
            Option(
                id="break-even",
                label=_(
                    "«Il giudizio dipende soprattutto dalla riga “{row}”: ecco a quale quantità si va in "
                    "pareggio.»"
                ).format(row=main),
            ),
            Option(
                id="ranking",
                label=_(
                    "«Il nostro progetto vale più di quello di un'altra città, che ha un rapporto più basso.»"
                ),
                feedback=_(
                    "Due mappe hanno confini, proxy e quote scelte da persone diverse: i rapporti non si "
                    "confrontano."
                ),
            ),
            Option(
                id="caused",
                label=_("«Lo SROI dimostra che il progetto ha funzionato.»"),
                feedback=_(
                    "Lo SROI parte da quanto è cambiato e da quanto è merito tuo: non lo dimostra. Serve un "
                    "confronto."
                ),
            ),
            Option(
                id="negative",
                label=_(
                    "«Abbiamo contato anche ciò che peggiora: le associazioni che hanno perso iscritti.»"
                ),
            ),
            Option(
                id="compulsory",
                label=_("«Le linee guida sulla VIS ci obbligano a usare lo SROI.»"),
                feedback=_("La VIS non impone una misura: lo SROI è uno strumento fra altri."),
            ),
        ),
        right=frozenset({"with-assumptions", "break-even", "negative"}),
        missing=_("Cerca anche fra le frasi che dicono un limite: sono quelle più utili a chi legge."),
        hints=Hints(
            nudge=_("Ogni frase promette qualcosa. La mappa lo può mantenere?"),
            pointer=_("Scarta chi confronta, chi dimostra, chi incassa, chi è obbligato."),
            worked=_(
                "Le frasi buone sono tre: una con le ipotesi, una sul pareggio, una su ciò che peggiora."
            ),
        ),
        why=_(
            "Un rapporto si scrive con le sue ipotesi, con la riga da cui dipende e con ciò che va peggio. Il "
            "suo uso migliore è dentro casa: per capire che cosa cambiare l'anno prossimo."
        ),
        minutes=4,
    )
