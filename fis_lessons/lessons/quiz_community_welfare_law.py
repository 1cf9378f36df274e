"""The quiz of lesson 01, on what the Constitution, a ruling and the guidelines say."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Option, Several
from fis_lessons.i18n import gettext as _

_GUIDELINES = (
    "[NT+ Enti "
    "locali](https://ntplusentilocaliedilizia.ilsole24ore.com/art/co-progettazione-avviso-pubblico-regole-procedura-e-valutazione-AEMAJ5B), "  # noqa: E501
    "[PA e mercato](https://www.pamercato.it/la-co-progettazione-e-le-linee-guida-per-la-sua-attuazione/)"
)


def subsidiarity() -> Exercise:
    """Ask what horizontal subsidiarity asks of a municipality."""
    return Choice(
        id="subsidiarity",
        question=_(
            "Un gruppo di abitanti vuole curare il giardino del quartiere. Che cosa chiede al Comune la "
            "sussidiarietà orizzontale?"
        ),
        options=(
            Option(id="favour", label=_("Di favorirli: si attivano per l'interesse generale.")),
            Option(
                id="withdraw",
                label=_("Di ritirarsi: se ci pensano loro, non tocca più al Comune."),
                feedback=_(
                    "Favorire non è ritirarsi. Il Comune fa in modo che altri possano agire, e risponde "
                    "ancora di ciò che è garantito a tutti."
                ),
            ),
            Option(
                id="region",
                label=_("Di passare la competenza alla Regione, che è più in alto."),
                feedback=_(
                    "Questo riguarda i livelli di governo, cioè la sussidiarietà verticale. Qui si parla di "
                    "cittadini."
                ),
            ),
            Option(
                id="contract",
                label=_("Di bandire un appalto per la manutenzione."),
                feedback=_(
                    "L'appalto serve a comprare un servizio già definito. Qui qualcuno si è già attivato."
                ),
            ),
        ),
        right="favour",
        hints=Hints(
            nudge=_("«Orizzontale» vuol dire fra Comune e cittadini, non fra Comune e Regione."),
            pointer=_("È l'articolo 118, quarto comma, della Costituzione: cerca il verbo «favorire»."),
            worked=_(
                "Ritirarsi, delegare in alto e comprare sono tre modi di non coinvolgere chi si è attivato."
            ),
        ),
        why=_(
            "L'articolo 118, quarto comma, chiede a Stato ed enti locali di favorire i cittadini, singoli e "
            "associati, che si attivano per l'interesse generale ([testo e "
            "commento](https://123dok.org/article/principio-sussidiariet%C3%A0-orizzontale-contenuti-interpretazioni-ruolo-terzo-settore.4zp4lx4z))."
        ),
        minutes=1,
    )


def ruling() -> Exercise:
    """Ask what ruling 131 of 2020 says of article 55."""
    return Choice(
        id="ruling-131",
        question=_(
            "Come legge la Corte costituzionale, nella sentenza 131 del 2020, l'articolo 55 del Codice del "
            "Terzo settore?"
        ),
        options=(
            Option(
                id="channel",
                label=_("Come un canale di amministrazione condivisa, alternativo al profitto e al mercato."),
            ),
            Option(
                id="tender",
                label=_("Come una gara semplificata, riservata agli enti senza scopo di lucro."),
                feedback=_(
                    "Nella gara si compete per un contratto. Qui amministrazione ed enti mettono insieme "
                    "risorse per uno scopo comune."
                ),
            ),
            Option(
                id="saving",
                label=_("Come un modo per spendere meno nei servizi sociali."),
                feedback=_("La sentenza parla di interesse generale e di sussidiarietà, non di risparmio."),
            ),
            Option(
                id="duty",
                label=_("Come un obbligo per ogni servizio sociale."),
                feedback=_("L'appalto resta la strada quando il servizio è già definito in ogni parte."),
            ),
        ),
        right="channel",
        hints=Hints(
            nudge=_("Pensa a che cosa c'è di diverso da un contratto."),
            pointer=_("La sentenza usa le parole «amministrazione condivisa»."),
            worked=_("Togli le frasi che parlano di gara, di risparmio e di obbligo."),
        ),
        why=_(
            "Per la Corte l'articolo 55 è fra le attuazioni più significative della sussidiarietà "
            "orizzontale: un canale di amministrazione condivisa ([Cantiere Terzo "
            "Settore](https://www.cantiereterzosettore.it/la-sentenza-131-2020-della-corte-costituzionale/))."
        ),
        minutes=1,
    )


def joint_design() -> Exercise:
    """Ask what holds for joint design under article 55."""
    return Several(
        id="joint-design",
        question=_("Quali frasi valgono per la co-progettazione dell'articolo 55? Segnale tutte."),
        options=(
            Option(id="notice", label=_("Parte con un avviso pubblico.")),
            Option(
                id="procedure", label=_("Segue la legge 241 del 1990, con un responsabile del procedimento.")
            ),
            Option(id="initiative", label=_("La può proporre anche un ente del Terzo settore.")),
            Option(
                id="code",
                label=_("Segue il codice degli appalti."),
                feedback=_("no: è un procedimento amministrativo della legge 241, non un acquisto."),
            ),
            Option(
                id="innovative",
                label=_("Serve solo per i servizi molto innovativi."),
                feedback=_(
                    "le linee guida la trattano come un modello ordinario, per servizi complessi e non solo "
                    "innovativi."
                ),
            ),
        ),
        right=frozenset({"notice", "procedure", "initiative"}),
        missing=_("Pensa a come comincia, a quale legge segue e a chi può chiederla."),
        hints=Hints(
            nudge=_("Non è un acquisto, ma è pur sempre un procedimento pubblico."),
            pointer=_("Due frasi la confondono: una con l'appalto, una con un esperimento."),
            worked=_("Un procedimento pubblico ha un avviso, un responsabile e una legge che lo regola."),
        ),
        why=_(
            "Le linee guida del decreto ministeriale 72 del 2021 la descrivono come modello ordinario: "
            "legge 241, avviso pubblico, responsabile del procedimento, iniziativa anche degli enti "
            "({source})."
        ).format(source=_GUIDELINES),
        minutes=2,
    )
