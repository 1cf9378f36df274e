"""A rich study to write on every paper: every kind of block, note and finding, and what people really type."""

from __future__ import annotations

import datetime

import pandas as pd

from fis_lessons.dossier.study.content import (
    Chapter,
    Finding,
    Note,
    Picture,
    Points,
    Question,
    Said,
    Study,
    Table,
)
from fis_lessons.figures import Figure, canvas, house_style, picture
from fis_lessons.i18n import Language

ISTAT = Note(
    kind="source",
    text="Istat, Popolazione residente per età, 2023",
    url="https://demo.istat.it/app/?l=it&a=2023",
)
RULE = Note(
    kind="source",
    text="D.P.C.M. 21 dicembre 2018, art. 4",
    url="https://www.gazzettaufficiale.it/eli/id/2019/02/08/19A00871/sg",
)
GUESS = Note(
    kind="assumption", text="Un abbandono evitato vale 1.200 € l'anno: ipotesi didattica, da sostituire."
)
RECORD = Note(kind="record", text="Lezione 07, scheda degli indicatori, scritta il 3 novembre 2026")


@house_style
def bars() -> Figure:
    """Draw three bars."""
    drawing = canvas()
    axes = drawing.subplots()
    axes.bar(["2024", "2025", "2026"], [41, 38, 29])
    table = pd.DataFrame(
        {"Anno": ["2024", "2025", "2026"], "Ragazzi usciti dalla scuola": ["41", "38", "29"]}
    )
    return picture(
        drawing,
        alt="Barre: i ragazzi usciti dalla scuola sono 41 nel 2024, 38 nel 2025 e 29 nel 2026.",
        caption="I ragazzi che escono dalla scuola, anno per anno",
        table=table,
        sources=("**Ufficio scuola**, registro delle iscrizioni",),
    )


def need() -> Chapter:
    """Make a chapter with every kind of block."""
    return Chapter(
        id="need",
        title="L'analisi del bisogno",
        fis=True,
        blocks=(
            Said(
                text="Nel Comune vivono 4.812 ragazzi da 11 a 17 anni; {table:ages} dice dove, "
                "{figure:out} quanti lasciano la scuola.",
                notes=(ISTAT,),
            ),
            Said(
                heading="Perché qui, e perché ora",
                text="La scuola media è a 40 minuti d'autobus.\nServono:\n- un'aula aperta\n- due educatrici",
                notes=(RECORD, GUESS),
            ),
            Table(
                id="ages",
                caption="Ragazzi per quartiere",
                columns=("Quartiere", "Ragazzi", "Usciti"),
                rows=(("Sant'Anna", "1.204", "12"), ("Città vecchia", "3.608", "17")),
                numeric=(1, 2),
                notes=(ISTAT,),
            ),
            Picture(id="out", figure=bars(), notes=(RECORD,)),
            Points(
                intro="Chi è già al lavoro:",
                items=("La cooperativa «L'Aquilone»", "L'istituto comprensivo"),
                notes=(RULE,),
            ),
            Points(items=("Si chiamano le famiglie", "Si apre l'aula", "Si misura"), ordered=True),
        ),
        questions=(
            Question(text="Quanti sono i ragazzi seguiti già oggi?", who="Il servizio sociale", lesson="02"),
            Question(text="Chi tiene il registro?", who=""),
        ),
    )


def wide() -> Chapter:
    """Make a chapter with a table that asks for a page that lies, and a long one."""
    months = tuple(f"Mese {n}" for n in range(1, 11))
    return Chapter(
        id="plan",
        title="Il piano esecutivo con i partner",
        fis=True,
        blocks=(
            Table(
                id="plan",
                caption="Chi fa che cosa",
                columns=("Attività", *months),
                rows=tuple(
                    (f"Attività {n}", *("sì" if (n + m) % 3 else "no" for m in range(10))) for n in range(6)
                ),
                notes=(RECORD,),
            ),
            Said(text="Il piano della {table:plan} è da discutere; gli indicatori sono nella {table:long}."),
            Table(
                id="long",
                caption="Gli indicatori",
                columns=("Indicatore", "Partenza", "Obiettivo", "Come si misura"),
                rows=tuple(
                    (
                        f"Indicatore {n}",
                        f"{n}",
                        f"{n + 10}",
                        "Si conta nel registro della scuola, ogni mese, e si confronta con l'anno prima",
                    )
                    for n in range(1, 41)
                ),
                numeric=(1, 2),
                notes=(RECORD,),
            ),
        ),
        questions=(Question(text="Quando parte la gara?", who="La centrale di committenza", lesson="11"),),
    )


def rich(*, lang: Language = "it") -> Study:
    """Make a study with something of everything."""
    return Study(
        title="Studio di fattibilità",
        municipality="Comune di Forlì dell'Adda",
        project="L'aula aperta: i ragazzi che tornano a scuola",
        office="Servizio politiche sociali ed educative",
        officer="",
        date=datetime.date(2026, 11, 30),
        version=3,
        lang=lang,
        chapters=(
            need(),
            wide(),
            Chapter(id="risk", title="Rischi e sensibilità", blocks=(Said(text="Da scrivere."),)),
        ),
        findings=(
            Finding(
                rule="target",
                severity="stop",
                text="L'obiettivo è più basso del minimo del bando.",
                reason="Il bando paga solo dal 10% in su.",
                remedy="Scrivi un obiettivo di 12 o più.",
                lesson="07",
                chapter="need",
            ),
            Finding(
                rule="baseline",
                severity="mend",
                text="Un indicatore non ha la partenza.",
                reason="Senza partenza non si vede il cambiamento.",
                remedy="Chiedila alla scuola.",
                lesson="07",
                chapter="plan",
            ),
            Finding(
                rule="fees",
                severity="look",
                text="Il premio è dentro una co-progettazione.",
                reason="Non ci sono corrispettivi.",
                remedy="Chiedi alla segreteria.",
                lesson="11",
                chapter="plan",
            ),
        ),
        example="Ricostruzione didattica: non è un documento del Comune.",
    )
