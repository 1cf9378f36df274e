"""The questions of the study in words: what an officer must find out for each gap, and whom to ask."""

from __future__ import annotations

from fis_lessons.i18n import gettext as _

Asked = tuple[str, str]
"""A question, and who could answer; nobody in particular if it is empty."""


def whole_questions() -> dict[str, list[Asked]]:
    """Return what to ask of a section nobody wrote in: few things, those the rest depends on."""
    return {
        "assets": [
            (
                _("Quali luoghi, saperi e reti ha già il quartiere? Di chi sono, e chi ne tiene le chiavi?"),
                _("Associazioni e persone del quartiere, con l'ufficio patrimonio"),
            )
        ],
        "stakeholders": [
            (
                _(
                    "Chi siede al tavolo, con quale potere e quale interesse? Chi manca, fra chi ne vive gli "
                    "effetti?"
                ),
                _("Chi coordina il tavolo"),
            ),
            _procedure(),
        ],
        "network": [
            (
                _("Chi lavora già con chi? Chi porta denaro, spazi o ore, e quanto in un anno?"),
                _("Chi coordina il tavolo, con i partner"),
            )
        ],
        "agreement": [
            (
                _(
                    "Serve un patto di collaborazione? Per quale bene, con quali impegni del Comune e dei "
                    "cittadini?"
                ),
                _("Segretario comunale, con chi firmerebbe il patto"),
            )
        ],
        "indicators": [
            (
                _("Quale numero dirà che è cambiato qualcosa? Da dove si parte, e dove si vuole arrivare?"),
                _("Chi tiene il registro da cui si conta, con l'ufficio statistica"),
            )
        ],
        "value_map": [
            (
                _("Per chi cambia qualcosa, e quanto vale? Che cosa sarebbe successo comunque?"),
                _("Chi realizza, con chi riceve il servizio"),
            )
        ],
        "contract": [
            (
                _(
                    "Il Comune vuole pagare una parte per i risultati? Quali, a quale prezzo, con quale tetto?"
                ),
                _("Dirigente del servizio, con l'ufficio contratti e la Ragioneria"),
            )
        ],
        "deal": [
            (
                _(
                    "Serve qualcuno che anticipi il denaro? Chi, e che cosa perde se i risultati non arrivano?"
                ),
                _("Ragioneria, con chi potrebbe anticipare il denaro"),
            )
        ],
    }


def _procedure() -> Asked:
    words = _("Con quale procedura si scelgono i partner: co-progettazione, appalto, altro? In quale ordine?")
    return (words, _("Segretario comunale, con l'ufficio contratti"))


def field_questions() -> dict[tuple[str, str], Asked]:
    """Return the question of each field of the project that can be empty."""
    return {**_of_the_project(), **_of_the_network(), **_of_the_plan(), **_of_the_money(), **_of_the_study()}


def _of_the_project() -> dict[tuple[str, str], Asked]:
    comparison = _("Chi valuterà")
    return {
        ("need", "target"): (
            _("Per chi è il progetto: quale età, quale situazione, in quali quartieri? Quante persone sono?"),
            _("Dirigente dei servizi sociali, con l'ufficio di piano"),
        ),
        ("stakeholders", "table"): (
            _("Chi siede al tavolo, con quale potere e quale interesse? Chi manca?"),
            _("Chi coordina il tavolo"),
        ),
        ("stakeholders", "road"): _procedure(),
        ("chain", "target"): (_("Per chi si disegna la catena del cambiamento?"), ""),
        ("chain", "chain"): (
            _(
                "Che cosa si fa, che cosa si consegna, che cosa cambia per chi? Perché un passo porta all'altro?"
            ),
            "",
        ),
        ("comparison", "indicator"): (
            _("Quale numero si confronta, fra chi ha il servizio e chi no?"),
            comparison,
        ),
        ("comparison", "comparison"): (
            _("Con chi ci si confronta, per sapere che cosa sarebbe successo senza il progetto?"),
            comparison,
        ),
        ("value_map", "map"): (
            _("Per chi cambia qualcosa, e quanto vale? Che cosa sarebbe successo comunque?"),
            "",
        ),
    }


def _of_the_network() -> dict[tuple[str, str], Asked]:
    town, people = _("Segretario comunale, con l'ufficio patrimonio"), _("Chi firma il patto")
    return {
        ("network", "partnership"): (_("Come si chiama il tavolo, e da quando c'è?"), ""),
        ("network", "ties"): (
            _("Chi lavora già con chi, e chi siede al tavolo senza lavorare con nessuno?"),
            "",
        ),
        ("network", "sectors"): (_("Di quale settore è ciascun soggetto?"), ""),
        ("network", "resources"): (_("Chi porta denaro, spazi o ore, e quanto in un anno?"), ""),
        ("network", "second"): (
            _("Se chi sta al centro della rete se ne va, chi tiene i contatti con gli altri?"),
            "",
        ),
        ("agreement", "asset"): (_("Di quale luogo o cosa tratta il patto, e di chi è?"), town),
        ("agreement", "aims"): (_("Che cosa diventa possibile per chi abita lì?"), people),
        ("agreement", "open_to"): (_("Chi può entrare, in quali giorni e ore?"), people),
        ("agreement", "signers"): (_("Quale ufficio firma per il Comune, e chi per i cittadini?"), town),
        ("agreement", "town"): (_("Quali impegni prende il Comune: chiavi, utenze, manutenzione?"), town),
        ("agreement", "people"): (_("Quali impegni prendono i cittadini?"), people),
        ("agreement", "costs"): (_("Chi paga luce, riscaldamento e materiali, e fino a quanto?"), town),
        ("agreement", "risk"): (_("Chi risponde dei danni, e con quale assicurazione?"), town),
        ("agreement", "seen"): (_("Che cosa si guarda per capire se il luogo serve?"), people),
        ("agreement", "publicity"): (_("Dove si pubblica il patto?"), town),
        ("agreement", "works"): (
            _("Se partono lavori, dove vanno le attività, e chi paga il tempo in mezzo?"),
            town,
        ),
        ("agreement", "exit"): (_("Come si esce dal patto, e che cosa succede al luogo?"), town),
    }


def _of_the_plan() -> dict[tuple[str, str], Asked]:
    evaluator, registers = _("Chi valuterà"), _("Chi tiene il registro da cui si conta")
    decides, privacy = _("Dirigente del servizio"), _("Responsabile della protezione dei dati")
    return {
        ("plan", "question"): (
            _("Che cosa deve cambiare, in chi, entro quando, rispetto a che cosa?"),
            decides,
        ),
        ("plan", "outcome"): (_("Qual è l'esito principale, e da quale registro si conta?"), registers),
        ("plan", "worth"): (_("Qual è il cambiamento più piccolo per cui vale la spesa?"), decides),
        ("plan", "design"): (
            _("Con chi ci si confronta, e chi decide chi entra e chi resta fuori?"),
            evaluator,
        ),
        ("plan", "people"): (
            _("Quante persone ci sono in ciascun gruppo, e quale effetto si può vedere?"),
            _("Dirigente del servizio, con chi valuterà"),
        ),
        ("plan", "lost"): (_("Quante persone non si ritroveranno alla fine? Come si cercano?"), evaluator),
        ("plan", "when"): (_("In quali giorni si misura, prima e dopo, in tutti e due i gruppi?"), registers),
        ("plan", "rule"): (_("Quale numero dirà che ha funzionato, e quale che non ha funzionato?"), decides),
        ("plan", "who"): (_("Chi raccoglie i dati, e chi li analizza?"), decides),
        ("plan", "cost"): (
            _("Quanto costa valutare, in giornate e in euro, e su quale voce di bilancio?"),
            _accounts(),
        ),
        ("plan", "privacy"): (
            _(
                "Quali dati personali servono, chi li vede, quando si cancellano? Serve una valutazione d'impatto?"
            ),
            privacy,
        ),
        ("plan", "publish"): (_("Dove e quando si pubblica il risultato, anche se non piace?"), decides),
    }


def _accounts() -> str:
    return _("Ragioneria")


def _of_the_money() -> dict[tuple[str, str], Asked]:
    office, provider = _("Ufficio contratti"), _("Dirigente del servizio, con chi realizza")
    verify = _("Chi controlla le prove, senza guadagnare né perdere con il risultato?")
    chapter = _("In quale capitolo e in quali anni di bilancio stanno il canone e il tetto?")
    return {
        ("contract", "result"): (
            _("Quale risultato si paga: che cosa diventa vero per una persona, e quando?"),
            provider,
        ),
        ("contract", "evidence"): (
            _("Quale documento o registro lo prova, e che cosa succede se manca?"),
            provider,
        ),
        ("contract", "verifier"): (verify, office),
        ("contract", "selection"): (
            _("Chi sceglie le persone, e come si vede se restano fuori le più difficili?"),
            provider,
        ),
        ("contract", "saving"): (
            _("Chi spende meno se il risultato arriva, e quanto esce davvero dal bilancio?"),
            _accounts(),
        ),
        ("contract", "form"): (
            _("Appalto con un premio, concessione, partenariato: quale forma ha il contratto?"),
            office,
        ),
        ("contract", "budget"): (chapter, _accounts()),
        ("deal", "outcome"): (_("Quale risultato fa tornare il denaro a chi lo anticipa?"), provider),
        ("deal", "verifier"): (verify, office),
        ("deal", "investor"): (_("Chi anticipa il denaro, e può perderlo?"), _accounts()),
        ("deal", "guarantor"): (_("Chi copre la perdita di chi anticipa, o nessuno?"), _accounts()),
        ("deal", "budget"): (chapter, _accounts()),
        ("deal", "exit"): (_("Chi può fermare l'accordo, quando, e chi resta con le persone?"), office),
    }


def _of_the_study() -> dict[tuple[str, str], Asked]:
    return {
        ("study", "alternatives"): (
            _(
                "Quali altre strade si potevano prendere, e perché non si sono prese? Che cosa costa non fare "
                "nulla?"
            ),
            "",
        ),
        ("study", "management"): (_("Chi gestisce il progetto: chi fa, chi decide, con quale atto?"), ""),
        ("study", "timetable"): (_("Quali passi servono, quanti mesi dura ciascuno, che cosa aspetta?"), ""),
        ("study", "budget"): (
            _("Quanto costa ogni voce, chi la paga, e quel denaro è già stanziato o concesso?"),
            "",
        ),
        ("study", "risks"): (
            _("Che cosa può andare storto, chi se ne accorge, che cosa si fa, chi risponde?"),
            "",
        ),
        ("study", "after"): (
            _("Finito il contributo, chi decide se continuare, in quale mese, con quale voce di bilancio?"),
            "",
        ),
    }


def sheet_questions(section: str) -> dict[str, str]:
    """Return the question of each field of a sheet, in the order of the sheet."""
    if section == "assets":
        return {
            "where": _("Dove si trova?"),
            "owner": _("Di chi è?"),
            "keys": _("Chi lo tiene aperto?"),
            "users": _("Chi lo usa, e chi no?"),
            "need": _("A quale bisogno risponde?"),
            "after": _("Chi paga quando finisce il contributo?"),
        }
    return {
        "outcome": _("Che cosa cambia, e nella vita di chi?"),
        "definition": _("Che cosa si conta, fra chi e in quale periodo?"),
        "unit": _("In che cosa si misura?"),
        "source": _("Da quale registro viene?"),
        "frequency": _("Ogni quanto si misura?"),
        "owner": _("Quale ufficio fa il conto?"),
        "disaggregation": _("Per quali gruppi si legge?"),
        "direction": _("È meglio che cresca o che cali?"),
        "baseline": _("Qual è il valore di oggi?"),
        "baseline_date": _("Di quando è il valore di partenza?"),
        "target": _("A quale valore si vuole arrivare?"),
        "target_date": _("Entro quando?"),
        "reachable": _("Perché si può raggiungere?"),
    }
