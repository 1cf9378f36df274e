"""The exercises of lesson 07 on baselines and samples: what a figure allows, how many to ask."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Hints, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.l07_indicators.ground import ANSWERS_WANTED, Ground, leavers
from fis_lessons.measures.sampling import CHI_SQUARE, sample_size_proportion


def region_only(ground: Ground) -> Several:
    """Ask what a municipality may write when the figure exists only for a wider area."""
    return Several(
        id="region-only",
        question=_(
            "Il dato c'è solo per un'area più grande. Quali frasi può scrivere il Comune di {place}?"
        ).format(place=ground.place.name)
        + "\n\n"
        + _("Usa le cifre lette qui sopra. Segna tutte le frasi che reggono."),
        options=_sentences(ground),
        right=frozenset({"area", "if", "ask"}),
        missing=_("C'è almeno un'altra frase prudente e vera."),
        hints=Hints(
            nudge=_("Per ogni frase chiediti: chi è stato contato?"),
            pointer=_("Una media non dice come sta ciascuna delle sue parti."),
            worked=_(
                "Reggono le frasi che nominano l'area giusta, che dicono «se», o che mandano a cercare."
            ),
        ),
        why=_(
            "Il valore dell'area è un contesto, non una partenza. Per il Comune si può scrivere un'ipotesi, "
            "chiamandola così, e intanto chiedere i dati a chi li ha: le scuole, i centri di formazione, i "
            "servizi."
        ),
        minutes=4,
    )


def _sentences(ground: Ground) -> tuple[Option, ...]:
    regional, place = ground.regional, ground.place.name
    area = _("in {region}").format(region=regional.place)
    bound = _("meno di") if regional.bound == "less_than" else _("circa")
    return (
        Option(
            id="area",
            label=_("Quota stimata {area} nel {year}: {value}. Quella del Comune non c'è.").format(
                area=area, year=regional.year, value=regional.shown
            ),
        ),
        Option(
            id="here",
            label=_("Uscita precoce nel Comune di {place}: {value}.").format(
                place=place, value=regional.shown
            ),
            feedback=_("quel valore è stato stimato {area}: nel Comune nessuno l'ha misurato.").format(
                area=area
            ),
        ),
        Option(
            id="if",
            label=_(
                "Se nel Comune valesse la stessa quota, sarebbero {bound} {count} persone fra 18 e "
                "24 anni: è "
                "un'ipotesi di lavoro."
            ).format(bound=bound, count=number(ground.if_regional)),
        ),
        Option(
            id="count",
            label=_("Nel Comune {count} giovani hanno lasciato presto la scuola.").format(
                count=number(ground.if_regional)
            ),
            feedback=_(
                "è la stessa moltiplicazione, senza il «se». Sembra un conteggio, e nessuno ha contato."
            ),
        ),
        Option(
            id="same",
            label=_("Il Comune sta come la sua area, perché ne fa parte."),
            feedback=_(
                "dentro un'area ci sono posti che stanno meglio e posti che stanno peggio della media."
            ),
        ),
        Option(
            id="target",
            label=_("Traguardo del progetto: far scendere il valore dell'area."),
            feedback=_(
                "nel Comune vive il {share} dei giovani della regione: anche un grande successo si "
                "vedrebbe poco "
                "in quel numero."
            ).format(share=percent(ground.young_share)),
        ),
        Option(
            id="ask", label=_("Per una partenza del Comune servono altri dati: li chiediamo a chi li ha.")
        ),
    )


def noise() -> Choice:
    """Ask what can be written of two estimates from a sample survey."""
    figures = leavers()
    before, after = figures["calabria-2018"], figures["calabria-2023"]
    return Choice(
        id="noise",
        question=_("In Calabria, da {before} a {after}: che cosa puoi scrivere?").format(
            before=before.shown, after=after.shown
        )
        + "\n\n"
        + _("Hai solo le due stime. Quante persone sono state intervistate, non lo sai."),
        options=(
            Option(
                id="policies",
                label=_("L'uscita precoce si è quasi dimezzata grazie alle politiche di questi anni."),
                feedback=_(
                    "Due volte troppo sicuro: sulla misura, che è una stima, e sulla causa, che nessuno ha "
                    "studiato qui."
                ),
            ),
            Option(
                id="all-chance",
                label=_("Non è cambiato nulla: è tutto effetto del campione."),
                feedback=_(
                    "Neanche questo si sa. Con molte interviste uno scarto così grande difficilmente è tutto "
                    "caso. Prova il controllo."
                ),
            ),
            Option(
                id="both",
                label=_(
                    "La stima è scesa. Una parte dello scarto può venire dal campione o dalle regole "
                    "dell'indagine, che sono cambiate: quanta, con due cifre sole, non si può dire."
                ),
            ),
            Option(
                id="towns",
                label=_("In ogni Comune calabrese l'uscita precoce è scesa di circa 8 punti."),
                feedback=_("La stima è della regione. Dei singoli Comuni non dice nulla."),
            ),
        ),
        right="both",
        hints=Hints(
            nudge=_("Quali frasi danno per certo qualcosa che non sai?"),
            pointer=_("Diffida di chi dice «tutto» e di chi dice «grazie a»."),
            worked=_("Togli la frase sulle cause, quella sui Comuni e quella che esclude ogni cambiamento."),
        ),
        why=_(
            "Una stima si scrive con il suo errore campionario: chiedilo a chi l'ha prodotta. E prima di "
            "confrontare due anni guarda se fra l'uno e l'altro è cambiato il modo di misurare. "
            "Più anni in fila "
            "dicono più di due punti soli. E nemmeno una discesa certa direbbe da che cosa dipende."
        ),
        minutes=3,
    )


def sample(ground: Ground) -> Number:
    """Ask how many answers are needed for the target group of the municipality."""
    margin = ground.parameters.margin
    return Number(
        id="sample",
        question=_("Quante risposte ti servono?")
        + "\n\n"
        + _(
            "Vuoi stimare una quota fra i residenti di {ages}, {where}: sono {people}. Margine "
            "di {margin} punti, "
            "confidenza del 95%, quota prevista del 50%. Estrai le persone una per una. Scrivi il numero di "
            "risposte complete, arrotondato per eccesso."
        ).format(
            ages=ground.target.one.label,
            where=ground.phrase,
            people=number(ground.one),
            margin=number(margin),
        )
        + (" " + ground.why_not_here if ground.why_not_here else ""),
        expected=ground.answers,
        tolerance=0,
        unit=_("risposte"),
        mistakes=known_mistakes(
            ground.answers, [_one_short(ground.answers), *_sample_slips(ground)], tolerance=0
        ),
        hints=Hints(
            nudge=_("Il controllo «campione» fa il conto: cambia i suoi valori."),
            pointer=_(
                "Prima il conto per una popolazione molto grande, poi la correzione per quante "
                "persone ci sono."
            ),
            worked=_(
                "In una popolazione molto grande ne servirebbero {large}. Dividi per 1 più {less} "
                "diviso {people}."
            ).format(
                large=number(_large(margin), decimals=1),
                less=number(_large(margin) - 1, decimals=1),
                people=number(ground.one),
            ),
        ),
        why=_(
            "Bastano {answers} risposte su {people} residenti. Un campione non si misura in "
            "percentuale della "
            "popolazione: conta soprattutto quante risposte hai. E conta come scegli le persone: "
            "il conto vale "
            "se ognuna poteva essere estratta."
        ).format(answers=number(ground.answers), people=number(ground.one)),
        minutes=4,
    )


def _one_short(right: int) -> Slip:
    words = _("Hai arrotondato per difetto: ne manca una. Si arrotonda sempre all'intero di sopra.")
    return "rounded_down", right - 1, words


def _large(margin: int) -> float:
    return sample_size_proportion(margin / 100).exact


def _sample_slips(ground: Ground) -> list[Slip]:
    people, margin = ground.one, ground.parameters.margin
    large = sample_size_proportion(margin / 100).people
    return [
        (
            "no_correction",
            large,
            _("Questo vale per una popolazione molto grande. Qui le persone sono {people}: correggi.").format(
                people=number(people)
            ),
        ),
        (
            "whole_width",
            sample_size_proportion(margin / 200, population=people).people,
            _(
                "Hai preso {margin} punti come larghezza di tutto l'intervallo. Il margine è solo metà."
            ).format(margin=number(margin)),
        ),
        (
            "no_spread",
            4 * large,
            _("Manca il prodotto delle due quote, 0,5 per 0,5: il risultato va diviso per quattro."),
        ),
        (
            "one_in_ten",
            people / 10,
            _("«Uno su dieci» non è una regola: in una città grande è troppo, in un paese è poco."),
        ),
        ("everybody", people, _("Queste sono tutte le persone: sarebbe un censimento.")),
        (
            "one_standard_error",
            sample_size_proportion(margin / 100, population=people, z=1.0).people,
            _("Hai dimenticato 1,96: così la confidenza è del 68%, non del 95%."),
        ),
    ]


def invite(ground: Ground) -> Number:
    """Ask how many people to invite when not all answer."""
    answers, rate = ANSWERS_WANTED, ground.parameters.response / 100
    enough = ground.invited <= ground.one
    return Number(
        id="invite",
        question=_("E quante persone devi invitare?")
        + "\n\n"
        + _(
            "Immagina che ti servano {answers} risposte. Dalle indagini passate prevedi che "
            "risponda il {rate} degli "
            "invitati. (Le due cifre sono un'ipotesi.) Scrivi quanti inviti, arrotondato per eccesso."
        ).format(answers=number(answers), rate=percent(rate, decimals=0)),
        expected=ground.invited,
        tolerance=0,
        unit=_("inviti"),
        mistakes=known_mistakes(
            ground.invited, [_one_short(ground.invited), *_invite_slips(answers, rate)], tolerance=0
        ),
        hints=Hints(
            nudge=_("Saranno di più o di meno delle risposte?"),
            pointer=_("Gli inviti, moltiplicati per la quota che risponde, devono dare le risposte."),
            worked=_("Dividi {answers} per {rate}.").format(
                answers=number(answers), rate=number(rate, decimals=2)
            ),
        ),
        why=(
            _(
                "Con {invited} inviti avrai le risposte, se la previsione è giusta. Non avrai le "
                "persone che non "
                "rispondono: se la pensano in un altro modo, il risultato resta storto anche con il "
                "doppio degli "
                "inviti."
            )
            if enough
            else _(
                "Il conto dà {invited} inviti. Nel posto che stai leggendo sono più delle persone "
                "del gruppo: lì si "
                "invitano tutti e si dichiara il margine che si ottiene. Chi non risponde, comunque, "
                "resta fuori."
            )
        ).format(invited=number(ground.invited)),
        minutes=2,
    )


def _invite_slips(answers: int, rate: float) -> list[Slip]:
    return [
        ("multiplied", answers * rate, _("Hai moltiplicato: così gli inviti sono meno delle risposte.")),
        (
            "added",
            answers * (2 - rate),
            _(
                "Hai aggiunto la quota di chi non risponde. Prova: quella parte degli inviti quante "
                "risposte dà?"
            ),
        ),
        ("silent", answers / (1 - rate), _("Hai diviso per la quota di chi non risponde. Serve l'altra.")),
        ("same", answers, _("Questi bastano solo se rispondono tutti.")),
    ]


def krejcie(ground: Ground) -> Number:
    """Ask for a row of the printed table."""
    people, printed = ground.printed
    spread, square = CHI_SQUARE * 0.25, 0.05**2
    slips: list[Slip] = [
        (
            "no_population",
            CHI_SQUARE * 0.25 / square,
            _("Questo vale per una popolazione senza fine: mancano le {people} persone.").format(
                people=number(people)
            ),
        ),
        (
            "not_squared",
            spread * people / (0.05 * (people - 1) + spread),
            _("Il margine 0,05 va al quadrato: 0,0025."),
        ),
        ("z_not_squared", 0.49 * people / (square * (people - 1) + 0.49), _("Hai usato 1,96: serve 3,841.")),
        ("one_in_ten", people / 10, _("«Uno su dieci» non è una regola, e nemmeno questa formula.")),
    ]
    return Number(
        id="krejcie",
        extra=True,
        question=_("Che cosa stampa la tavola del 1970 per una popolazione di {people}?").format(
            people=number(people)
        )
        + "\n\n"
        + _(
            "Formula: 3,841 × N × 0,25, diviso 0,0025 × (N − 1) + 3,841 × 0,25. N è la "
            "popolazione. Arrotonda "
            "all'intero più vicino."
        ),
        expected=printed,
        tolerance=1,
        unit=_("risposte"),
        mistakes=known_mistakes(printed, slips, tolerance=1),
        hints=Hints(
            nudge=_("Guarda nella tavola le popolazioni vicine: il risultato sta in mezzo."),
            pointer=_("Calcola prima il pezzo che si ripete: 3,841 × 0,25."),
            worked=_("Sopra viene {above}; sotto {below}. Dividi.").format(
                above=number(spread * people, decimals=2),
                below=number(square * (people - 1) + spread, decimals=3),
            ),
        ),
        why=_(
            "La formula dà {exact} e la tavola stampa {printed}. La formula di questa lezione, "
            "scritta in due "
            "passi, dà lo stesso a meno dell'arrotondamento: è la stessa formula, quindi ritrovarla "
            "controlla il conto e non il metodo."
        ).format(exact=number(ground.formula, decimals=2), printed=number(printed)),
        minutes=3,
    )
