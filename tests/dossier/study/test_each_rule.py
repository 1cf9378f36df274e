"""Each rule of the study alone: the fault that trips it, with its sentence, and a near miss that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from changed_study import (
    FAULTS,
    SOUND,
    Changes,
    both,
    contract,
    found,
    need,
    network,
    of,
    plan,
    sheet,
    table,
    the_chain,
    the_map,
)
from never_empty import some
from test_commitment_rules import MORE

from fis_lessons.dossier.study.rules import load_rules
from fis_lessons.dossier.study.worked_record import ASSET, chain, seats, ties
from fis_lessons.dossier.table_draft import to_text as table_text
from fis_lessons.measures.sroi import Outcome
from fis_lessons.measures.stakeholders.seats import Seat
from fis_lessons.measures.theory_of_change import Chain, Node

HOPED = chain(hope="Chi resta a scuola prende il diploma")
WATCHED = Chain(HOPED.nodes, tuple(replace(one, risk="il lavoro attira prima") for one in HOPED.arrows))
OTHER = Outcome(
    id="school", stakeholder="Scuola", outcome="Meno bocciature", quantity=5, proxy="Ripetenza evitata",
    proxy_value=100, proxy_source="stima", deadweight=0.1,
)  # fmt: skip

FEW = tuple(one for one in seats() if one.kind != "community")
ONE_VOICE = (*FEW, Seat(name="Una madre", kind="community", power=1, interest=2))

# rule, what it says of its fault, what looks like the fault and is not
ALONE: tuple[tuple[str, str, Changes], ...] = (
    (
        "target-ages-differ",
        "Il bisogno parla di 18-21 anni, la catena di 14-17.",
        need("300 ragazzi, di 14-17 anni o di 18-21 anni"),
    ),
    (
        "selection-ages-differ",
        "I destinatari hanno 14-17 anni, ma chi sceglie le persone prende quelle di 18-21.",
        contract(selection="Chi ha fra 14 e 17 anni, dal 2027 al 2030"),
    ),
    (
        "service-beyond-target",
        "Il servizio prende 150 persone, ma i destinatari scritti sono 90.",
        need("150 ragazzi di 14-17 anni"),
    ),
    (
        "chain-without-outcomes",
        "La catena ha 3 caselle e nessun esito.",
        the_chain(chain(outcome="Frequentano la scuola")),
    ),
    (
        "outcome-counts-work",
        "Fra gli esiti della catena c'è lavoro svolto: «Incontri organizzati nelle classi».",
        the_chain(chain(outcome="Chi va agli incontri trova lavoro")),
    ),
    (
        "outcome-without-indicator",
        "Esiti della catena senza un indicatore: «Si sentono meno soli».",
        the_chain(chain(Node(id="e2", kind="outcome", label="Frequentano la scuola d'inverno"))),
    ),
    (
        "assumption-unchecked",
        "Ipotesi della catena che nessuno controlla: «Chi resta a scuola prende il diploma».",
        the_chain(WATCHED),
    ),
    (
        "indicator-without-baseline",
        "Indicatori senza valore di partenza: «Ancora a scuola a giugno».",
        sheet(baseline="0"),
    ),
    (
        "indicator-without-owner",
        "Indicatori che nessuno ha il compito di misurare: «Ancora a scuola a giugno».",
        sheet(owner="Anna Verdi"),
    ),
    (
        "indicator-wrong-way",
        "Il traguardo va nel verso sbagliato: «Ancora a scuola a giugno».",
        sheet(direction="less", baseline="75", target="55"),
    ),
    (
        "indicator-dates-backwards",
        "La data del traguardo non viene dopo quella della partenza: «Ancora a scuola a giugno».",
        sheet(target_date="1/7/2026"),
    ),
    (
        "baseline-after-start",
        "La partenza si misura dopo l'avvio del 1° gennaio 2027: «Ancora a scuola a giugno».",
        sheet(baseline_date="1/1/2027"),
    ),
    (
        "measured-after-payment",
        "Si misura dopo l'ultimo pagamento, del 1° luglio 2030: «Ancora a scuola a giugno».",
        sheet(target_date="1/7/2030"),
    ),
    (
        "paid-not-measured",
        "Il contratto paga «La famiglia trova una casa stabile», ma nessun indicatore ne parla.",
        contract(result="Chi è seguito frequenta ancora, a giugno"),
    ),
    (
        "role-uncovered",
        "Al tavolo nessuno ha questi ruoli: investitore o finanziatore privato.",
        table(financier=("financier", "partner")),
    ),
    (
        "evaluator-is-partner",
        "Valuta e insieme ha un altro ruolo (partner): «Università di Roccadora».",
        table(provider=("provider", "partner")),
    ),
    (
        "same-body-twice",
        "Forse è lo stesso soggetto, scritto in più modi: «Cooperativa Il Ponte», «Il Ponte società cooperativa "
        "sociale».",
        table(Seat(name="Cooperativa Il Pontile", power=2, interest=2)),
    ),
    (
        "unheard",
        "Molto in gioco, poco potere, in nessuna fase: «Fratelli e sorelle».",
        table(Seat(name="Nonni", kind="community", power=1, interest=5, phases=("deliver",))),
    ),
    (
        "powerful-outside",
        "Molto potere e molto interesse, ma senza ruolo e in nessuna fase: «Ufficio scolastico».",
        table(Seat(name="Provveditorato", power=5, interest=5, phases=("deliver",))),
    ),
    (
        "no-community",
        "Al tavolo non c'è nessuno della comunità.",
        {("stakeholders", "table"): table_text(ONE_VOICE)},
    ),
    (
        "single-funder",
        "Se esce «Comune di Valdora» resta meno della metà delle risorse di un anno: 35.000 € (28%).",
        network(resources="Comune; denaro; 50.000\nScuola; spazi; 20.000\nIl Ponte; denaro; 30.000"),
    ),
    (
        "hinge-without-second-road",
        "La rete passa da «Comune di Valdora»: se esce, qualcuno resta staccato, e una seconda strada non è "
        "scritta.",
        network(second="da decidere", ties=ties(school=True) + "\nBanca Mutua di Roccadora - Il Ponte"),
    ),
    (
        "partner-outside-network",
        "Al tavolo ha un ruolo, ma nella rete non c'è: «Scuola Galilei».",
        network(ties=ties(school=True).replace("Scuola Galilei", "scuola GALILEI")),
    ),
    (
        "premium-in-codesign",
        "La strada è la co-progettazione (art. 55 del Codice del Terzo settore), ma il contratto paga 1.000 € a "
        "risultato.",
        contract(form="Appalto, dopo una co-programmazione"),
    ),
    (
        "verifier-not-third",
        "Chi verifica sembra chi paga, chi realizza o chi mette il denaro: «La cooperativa Il Ponte, con i suoi "
        "educatori».",
        contract(verifier="Un valutatore esterno alla cooperativa Il Ponte"),
    ),
    (
        "no-counterfactual",
        "Nel confronto scritto non si riconosce chi resta fuori: «Misuriamo prima e dopo i 150 "
        "seguiti, e nessun altro».",
        plan(design="Prima e dopo, chi entra e chi resta fuori"),
    ),
    (
        "sample-too-small",
        "Con 135 persone per gruppo (quelle che restano di 150), se si parte da 55 su 100, si vedono bene "
        "cambiamenti di almeno 16 punti; tu ne aspetti 5.",
        plan(worth="16 punti su 100 in più"),  # of 16.4, told as 16
    ),
    (
        "read-by-a-threshold",
        "Il piano legge il risultato con un numero solo: «Sopra 18 punti ha funzionato, sotto 5 no».",
        plan(rule="Funziona se il margine d'errore non tocca lo zero; da 18 punti vale la spesa"),
    ),
    (
        "privacy-nobody",
        "Il piano non dice chi risponde dei dati delle persone.",
        plan(privacy="Solo l'ufficio istruzione"),
    ),
    (
        "evaluator-not-in-plan",
        "Al tavolo valuta «Università di Roccadora», ma nel piano «chi fa che cosa» non c'è.",
        plan(who="Raccoglie l'ufficio, analizza l'univ. Roccadora"),
    ),
    (
        "price-without-saving",
        "Si paga 1.000 € a risultato. La mappa non dice quanto vale per il Comune un risultato: dà il valore di "
        "un'unità di ogni sua riga, e un'unità non è un risultato.",
        # the deal has no saving, and the contract still has 1,500 euros for each person
        {("deal", "saving"): "0"},
    ),
    (
        "nothing-for-municipality",
        "Il Comune paga 1.000 € a risultato, ma nella mappa del valore nessuna riga è sua.",
        the_map(town={"stakeholder": "Comune di Valdora"}),
    ),
    (
        "counted-twice",
        "Nella mappa del valore lo stesso esito forse è contato due volte: «Frequentano la scuola un anno in "
        "più».",
        the_map(OTHER),
    ),
    (
        "deadweight-ignored",
        "Nella mappa del valore nessuna riga toglie ciò che sarebbe successo comunque.",
        the_map(kids={"deadweight": 0.0}),
    ),
    (
        "no-discount",
        "La mappa conta benefici di più anni senza un tasso di sconto.",
        the_map(rate=0.0, kids={"duration": 1}),
    ),
    (
        "value-beyond-contract",
        "La mappa conta benefici fino all'anno 10; il contratto dura 3.",
        the_map(kids={"duration": 4}),
    ),
    (
        "saving-of-others",
        "Il risparmio scritto sembra di altri, non del Comune: «Alla Regione 1.500 euro a persona in meno».",
        contract(saving="Al Comune 1.000 euro, alla Regione 500"),
    ),
    (
        "saving-not-cashable",
        "Il risparmio scritto forse non esce dal bilancio: «Al Comune 200 ore del personale a persona, che si "
        "liberano».",
        contract(saving="Al Comune 1.500 euro di ore di educatori da non comprare"),
    ),
    (
        "threshold-above-expected",
        "Sotto 90 persone su 100 non si paga niente, ma con il servizio se ne aspettano 75.",
        both(threshold="75"),
    ),
    (
        "cap-below-expected",
        "Il tetto ai risultati è 100.000 €, ma se va come previsto varrebbero 112.500 €.",
        both(cap="112.500"),
    ),
    ("anyway-ignored", "Nel contratto nessuno ci arriverebbe senza il servizio: è zero.", both(anyway="1")),
    (
        "paid-beyond-measured",
        "Si pagano i risultati di 180 persone, ma il piano ne misura 150.",
        plan(people="160 seguiti e 150 in attesa"),
    ),
    (
        "contract-and-deal-differ",
        "Contratto e accordo non dicono lo stesso: Prezzo di un risultato (1.000 / 1.200).",
        {("deal", "price"): "1000"},
    ),
    (
        "deal-nobody-loses",
        "Nell'accordo «Banca Mutua di Roccadora» non perde in nessun caso.",
        {("deal", "guarantee"): "99"},
    ),
    (
        "deal-nobody-wins",
        "Nell'accordo «Banca Mutua di Roccadora» non guadagna in nessun caso: nel migliore il suo saldo è "
        "-50.000 €.",
        {("deal", "grant"): "65.000"},
    ),
    (
        "ends-with-grant",
        "Per il dopo c'è scritto: «Cercheremo un altro bando».",
        of("study", {"after": "Il Comune, anche senza un altro bando"}),
    ),
    (
        "asset-without-after",
        "Beni che nessuno tiene in vita quando finisce il contributo: «La corte di via Verdi».",
        {("assets", f"{ASSET}.after"): "nessun contributo"},
    ),
    (
        "one-road",
        "Lo studio non mette a confronto almeno due strade.",
        of("study", {"alternatives": "Tutoraggio\nNon fare nulla"}),
    ),
    (
        "no-comparison-abroad",
        "Fra le esperienze scelte non ce n'è nessuna all'estero.",
        of("study", {"picks": "torino; con-i-bambini; life-chances-fund"}),
    ),
    (
        "no-comparison-at-home",
        "Fra le esperienze scelte non ce n'è nessuna italiana.",
        of("study", {"picks": "con-i-bambini; life-chances-fund"}),
    ),
    (
        "municipality-differs",
        "Lo studio è di «Comune di Acquabella», ma al tavolo c'è «Comune di Valdora».",
        {("heading", "municipality"): "Valdora"},
    ),
    (
        "unreadable",
        "Nel progetto ci sono parti che non si leggono. La rete e le risorse, lezione 05: «Di che settore sono», "
        "riga 1: non capisco «Il Ponte è del Terzo settore». Atteso: un nome, un punto e virgola, il settore.",
        network(sectors="Il Ponte: terzo settore"),
    ),
)


def test_every_rule_with_a_check_is_here() -> None:
    here = {rule for rule, _sentence, _near in (*ALONE, *MORE)}
    assert here | {"codesign-with-firm"} == {rule.id for rule in load_rules() if rule.check}


@pytest.mark.parametrize(("rule", "sentence", "near"), some(ALONE), ids=[row[0] for row in ALONE])
def test_the_fault_trips_it_alone_and_the_near_miss_trips_nothing(
    rule: str, sentence: str, near: Changes
) -> None:
    assert found(FAULTS[rule]) == {rule: sentence}
    assert found(near) == {}


@pytest.mark.parametrize(
    "near",
    [
        need("I giovani 15-29 di 3 scuole"),
        plan(people="150 seguiti e 150 in attesa, in 12 scuole"),
        contract(saving="Contributi alle famiglie in meno, capitolo 1204"),
        {("heading", "municipality"): "Unione dei Comuni della Valle"},
        network(ties=ties(school=True).replace("Scuola Galilei", "Scuola Galilei di Valdora")),
    ],
    ids=["ages", "schools", "budget", "union", "longer name"],
)
def test_what_people_write_and_is_no_fault(near: Changes) -> None:
    assert found(near) == {}


CODESIGN = (
    '[["piano", "scelta"], ["oggetto", "insieme"], ["avviso", "aperto"], ["scelta-partner", "criteri"], '
    '["denaro", "spese"]]'
)


def test_co_design_is_with_third_sector_bodies() -> None:
    road = {("stakeholders", "road"): CODESIGN}
    assert set(found(road)) == {"premium-in-codesign"}
    firm = [replace(one, kind="private") if "provider" in one.roles else one for one in seats()]
    told = found({**road, ("stakeholders", "table"): table_text(tuple(firm))})
    assert told["codesign-with-firm"] == (
        "La strada è la co-progettazione, ma realizza un'impresa: «Cooperativa Il Ponte»."
    )


SECTIONS = some({rule.section for rule in load_rules() if rule.section})


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_a_part_nobody_wrote_in_is_missing_and_contradicts_nothing(section: str) -> None:
    also = {("plan", "design")} if section == "comparison" else set()  # the plan may name the comparison
    blank = {one: "" for one in SOUND if one[0] == section or one in also}
    assert set(found(blank)) == {f"missing-{section}"}


def test_no_price_stands_beside_a_unit_of_the_map() -> None:
    # a result is paid 1,000 euros and a unit of the municipality's row is worth 600: nothing to say of the two
    assert "price-without-saving" not in found(the_map(town={"proxy_value": 600}))
    # without a saving it is told however much a unit is worth; with one in the deal, 1,080 euros, it is not
    unsaid = contract(saving="Del Comune: meno educativa domiciliare, capitolo 1204")
    rich = the_map(town={"proxy_value": 90_000})
    assert "price-without-saving" in found({**rich, **unsaid, ("deal", "saving"): "0"})
    assert "price-without-saving" not in found({**rich, **unsaid})
