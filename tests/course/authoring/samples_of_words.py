"""Words: for each rule a sentence that trips it, and one that nearly does."""

from __future__ import annotations

from author_samples import TWELVE

WORDS: dict[str, tuple[str, str]] = {
    "heading-skip": (
        "## Uno\n\nParole.\n\n#### Due\n\nParole.",
        "## Uno\n\nParole.\n\n### Due\n\nParole.\n\n## Tre\n\nAltre.",
    ),
    "heading-twice": ("## Uno\n\nParole.\n\n## Uno\n\nAltre.", "## Uno\n\nParole.\n\n## Uno solo\n\nAltre."),
    "heading-mark": ("## Che cosa resta.\n\nParole.", "## Che cosa resta?\n\nParole."),
    "heading-long": (
        f"## {TWELVE}\n\nParole.",
        "## Un titolo che si legge bene in un colpo d'occhio solo\n\nParole.",
    ),
    "heading-bold": ("**Pochi gruppi.**", "**Pochi gruppi.** Contano i posti."),
    "section-empty": ("## Uno\n\n## Due\n\nParole.", "## Uno\n\n### Due\n\nParole."),
    "link-words": (
        "Il bando è [qui](https://www.istat.it).",
        "Il bando è su [Qui Europa](https://www.istat.it).",
    ),
    "link-bare": ("Vedi https://www.istat.it/dati.", "Vedi [Istat](https://www.istat.it/dati)."),
    "link-broken": ("Apri la [scheda](scheda.html).", "Apri la [scheda](test_author_rules.py)."),
    "link-shape": ("Vedi [Istat](https:/www.istat.it).", "Vedi [Istat](https://www.istat.it)."),
    "paragraph-long": ((TWELVE.strip() + ". ") * 7, (TWELVE.strip() + ". ") * 6),
    "sentence-long": (TWELVE * 4, TWELVE * 3),
    "nominal": (
        "La definizione, la misurazione e la valutazione della partecipazione richiedono attenzione.",
        "La misurazione e la valutazione chiedono tempo: chi le fa lo scrive nel piano.",
    ),
    "passive": (
        "Il bando viene pubblicato e le domande vengono raccolte.",
        "Il bando viene pubblicato, e il Comune raccoglie le domande.",
    ),
    "number-source": ("Hanno risposto in 2.500, il 37%.", "Mettiamo che rispondano in 2.500: è un esempio."),
    "acronym": ("Lo dice il GECES.", "Lo dice il GECES, un gruppo di esperti; e l'ASL."),
    "term": ("Il tasso di sconto è alto.", "Il **tasso di sconto** dice quanto vale meno un euro di domani."),
    "two-names": ("La coproduzione conta.", "La co-produzione conta."),
    "anglicism": ("Prepara un report.", "Prepara un rapporto (in inglese *report*)."),
    "word-twice": ("Il il Comune paga.", "Via via il Comune paga; chi se se ne va resta."),
    "left-open": ("Qui ci sono {count} persone.", "Qui ci sono tre persone, nessuna esclusa."),
    "double-space": ("Due  parole.", "Due parole.\nAltre due."),
    "odd-space": ("Il Comune , poi la Regione.", "Il Comune, poi la Regione (e il file x.it)."),
    "odd-sign": ("L’anagrafe dice.", "L'anagrafe dice: 1–2 persone…"),
    "apostrophe": ("Questo e' un bene.", "Questo è un po' meno: l'anno e l'altro."),
    "accent": ("Perchè conta.", "Perché conta, e qual è la parte di ciascuno."),
    "quote-marks": ('Si chiama "bene".', 'Si chiama «bene», e lui dice «non è "mio"».'),
    "exclamation": ("Bravo!", "Bravo. Diverso si scrive così: `a != b`."),
    "capitals": ("È MOLTO IMPORTANTE.", "È molto importante per l'ASL e l'ISTAT."),
    "address": (
        "Adesso cliccate sul pulsante.",
        "Adesso premi il pulsante: «voi siete il tavolo», dice il Comune.",
    ),
    "heavy-words": ("Si scrive al fine di informare.", "Si scrive per informare, e la fine è vicina."),
    "vague-time": ("È calata negli ultimi anni.", "È calata dal 2021 al 2024."),
    "blame": ("Hai sbagliato il denominatore.", "Così il denominatore conta anche i bambini."),
    "gender": ("Ogni cittadino/a vota.", "Ogni persona vota, e/o delega."),
    "colour-only": ("Guarda la linea rossa.", "Guarda la linea tratteggiata: la zona rossa è un nome."),
    "place-only": ("Qui a sinistra ci sono i dati.", "I maschi stanno a sinistra e le femmine a destra."),
    "decimal-point": ("Sale del 3.5%.", "Sale del 3,5%: lo dice la versione 3.5 del kit."),
    "thousands": ("Sono 23119 persone.", "Sono 23.119 persone, nel 2024."),
    "percent-form": ("Sale del 3 %.", "Sale del 3% in un anno."),
    "money-form": ("Costa € 450.", "Costa 450 €."),
    "date-form": ("Scade il 03/04/2025.", "Scade il 1° aprile 2025, entro 3/4 d'ora."),
    "table-head": ("|  | Alto |\n|---|---|\n| Uno | due |", "| Potere | Alto |\n|---|---|\n| Uno | |"),
}
