"""Documents filled in well, to be spoiled one field at a time."""

from __future__ import annotations

from fis_lessons.dossier.contract_sheet import CONTRACT
from fis_lessons.dossier.deal_sheet import DEAL
from fis_lessons.dossier.fields import starting

HEADING = {
    "municipality": "Comune di Forlì",
    "project": "Restare a scuola",
    "office": "Servizio istruzione",
    "officer": "Anna Rossi",
}
PLAN_FILLED = {
    "question": "Entro giugno 2028, fra i ragazzi seguiti smette di studiare meno gente che fra quelli in lista "
    "d'attesa?",
    "outcome": "Quota di iscritti che a ottobre frequenta ancora, dal registro elettronico delle scuole",
    "worth": "15 ragazzi su 100 che restano a scuola in più",
    "design": "Sorteggio fra chi fa domanda, fatto dall'ufficio scuola in seduta pubblica",
    "people": "240 seguiti e 240 in attesa: vediamo 13 punti di differenza",
    "lost": "Prevediamo di perderne 30 su 240, e li richiamiamo a casa",
    "when": "Settembre 2027 e giugno 2028, in tutti e due i gruppi",
    "rule": "Ha funzionato se l'intervallo al 95% sta sopra zero; vale la spesa da 15 punti",
    "who": "L'ufficio scuola raccoglie, l'università analizza senza sapere chi è in quale gruppo",
    "cost": "12 giornate e 3.000 euro, a carico del Comune",
    "privacy": "Nome e frequenza, visti solo dall'ufficio scuola, cancellati dopo due anni",
    "publish": "Sul sito del Comune entro dicembre 2028, in ogni caso",
}
CONTRACT_FILLED = {
    **starting(CONTRACT.fields()),
    "result": "La persona lavora ancora dopo sei mesi",
    "evidence": "Comunicazione obbligatoria; senza prova non si paga",
    "verifier": "Ufficio statistica della Provincia",
    "selection": "I servizi sociali, per data di domanda",
    "saving": "Al Comune 1.200 euro a persona di contributi in meno",
    "form": "Appalto con un premio, visto dall'ufficio contratti",
    "budget": "Capitolo 1204, anni 2027-2028",
}
DEAL_FILLED = {
    **starting(DEAL.fields()),
    "outcome": "La persona lavora ancora dopo sei mesi, con la comunicazione obbligatoria",
    "verifier": "Ufficio statistica della Provincia",
    "investor": "Banca del territorio",
    "guarantor": "Fondazione di comunità",
    "budget": "Capitolo 1204, anni 2027-2030",
    "exit": "Il Comune può recedere ogni anno; le persone restano ai servizi sociali",
}
INDICATOR_FILLED = {
    "name": "Ancora a scuola <dopo> un anno",
    "outcome": "I ragazzi seguiti restano a scuola",
    "definition": "Iscritti al tutoraggio a settembre che frequentano ancora l'anno dopo, ogni cento",
    "unit": "%",
    "source": "registro elettronico delle scuole",
    "frequency": "ogni anno scolastico",
    "owner": "ufficio istruzione",
    "disaggregation": "sesso, quartiere",
    "direction": "more",
    "baseline": "70,5",
    "baseline_date": "giugno 2026",
    "target": "80",
    "target_high": "",
    "target_date": "a.s. 2027/28",
    "reachable": "in un Comune vicino è successo",
}
