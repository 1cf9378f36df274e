"""What lesson 11 tells and shows, by the names its notebook uses."""

from fis_lessons.dossier.contract_sheet import CONTRACT
from fis_lessons.dossier.offer_sources import for_contract
from fis_lessons.i18n import mark
from fis_lessons.lessons.desk.documents import filled
from fis_lessons.lessons.l11_outcome_contract.pages import tables, texts

TEXTS = {
    "story": texts.story,
    "first": texts.first,
    "unknown": texts.unknown,
    "reboot": texts.reboot,
    "cap": texts.cap,
    "tariff": texts.tariff,
    "peterborough": texts.peterborough,
    "sampling": texts.sampling,
    "people": texts.people,
    "saving": texts.saving,
    "barriers": texts.barriers,
    "form": texts.form,
}
TABLES = {
    "terms": tables.terms,
    "rates": tables.rate_table,
    "claims": tables.claims,
    "reboot": tables.reboot,
    "fair-chance": tables.fair_chance_table,
    "providers": tables.providers,
}
FIGURES = {"savings": tables.savings}
DOCUMENTS = {"contract": filled(CONTRACT, offers=for_contract)}
NOTES = {
    "terms": mark(
        "**Perché questi termini?** Scrivi da dove vengono il prezzo e il tetto, perché hai messo o non hai "
        "messo una soglia, e con chi ne devi parlare prima."
    ),
    "saving": mark(
        "**Quanto esce davvero dal bilancio?** Nella scheda hai scritto di chi è il risparmio. Qui scrivi "
        "quanta parte il Comune smette davvero di pagare, che cosa non sai ancora, e chi può dirtelo."
    ),
    "fair": mark(
        "**Chi può restare fuori?** Scrivi chi sceglie le persone, chi è più difficile aiutare, e quale "
        "numero ti farebbe vedere che è rimasto fuori."
    ),
}
