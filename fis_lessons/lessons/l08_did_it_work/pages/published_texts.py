"""What lesson 08 tells of real evaluations and official figures, each with its source."""

from __future__ import annotations

import pandas as pd

from fis_lessons.figures import Html, captioned, inline, plain, table_html, table_text
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.desk import Citations, Note
from fis_lessons.lessons.l08_did_it_work import published as printed
from fis_lessons.lessons.l08_did_it_work.ground import Ground
from fis_lessons.lessons.l08_did_it_work.ground.words import spoken_plain, variable_label

BEST_URL = "https://www.istat.it/?p=109739"
CARD_URL = "https://davidcard.berkeley.edu/papers/njmin-aer.pdf"
DATA_URL = "https://github.com/NickCH-K/causaldata"
ORGAN_URL = "https://www.nber.org/papers/w20378"
SYNTHDID_URL = "https://github.com/synth-inference/synthdid"


def istat_note() -> Note:
    """Return where the shares of young people out of work and school come from."""
    return Note(
        _(
            "Istat, [Il benessere equo e sostenibile dei territori]({url}), edizione 2025: giovani di "
            "15-29 anni che non lavorano e non studiano. Stime da campione; la tavola non dà l'errore. "
            "Licenza CC BY 4.0."
        ).format(url=BEST_URL),
        BEST_URL,
    )


def card_note() -> Note:
    """Return where the four published means come from."""
    return Note(
        _(
            "D. Card, A. B. Krueger, [Minimum Wages and Employment]({url}), American Economic Review 84 "
            "(1994), tabella 3."
        ).format(url=CARD_URL),
        CARD_URL,
    )


def nsw_note() -> Note:
    """Return where the data of the training programme come from."""
    return Note(
        _(
            "Dati di R. Dehejia e S. Wahba, Journal of the American Statistical Association 94 (1999), da "
            "R. LaLonde, American Economic Review 76 (1986), ripubblicati in [causaldata 0.1.5]({url}), "
            "licenza MIT. Sono gli uomini di cui si conosce anche il guadagno del 1974: una parte di chi fu "
            "sorteggiato. I conti sono nostri."
        ).format(url=DATA_URL),
        DATA_URL,
    )


def organ_note() -> Note:
    """Return where the shares of organ donors come from."""
    return Note(
        _(
            "J. B. Kessler, A. E. Roth, [Don't take 'no' for an answer]({url}), NBER 20378 (2014). Dati in "
            "causaldata 0.1.5. Il conto è nostro."
        ).format(url=ORGAN_URL),
        ORGAN_URL,
    )


def prop99_note() -> Note:
    """Return where the three estimates of one effect come from."""
    return Note(
        _(
            "D. Arkhangelsky e altri, Synthetic Difference-in-Differences, American Economic Review 111 "
            "(2021), tavola 1. Cifre comunemente riportate di quella tavola, che non abbiamo riletto; "
            "rifatte da noi sui [dati]({url}), licenza BSD-3."
        ).format(url=SYNTHDID_URL),
        SYNTHDID_URL,
    )


def neet_table(ground: Ground, citations: Citations) -> Html:
    """Show the fall in the three provinces, their regions and Italy."""
    first, last = printed.FIRST_YEAR, printed.LAST_YEAR
    kinds = {"province": _("provincia"), "region": _("regione"), "country": ""}
    rows = [
        (
            f"{one.place} ({kinds[one.kind]})" if kinds[one.kind] else one.place,
            _percent(one.at(first)),
            _percent(one.at(last)),
            number(one.change, decimals=1),
        )
        for one in printed.neet()
    ]
    table = pd.DataFrame(rows, columns=[_("Luogo"), str(first), str(last), _("Punti percentuali")])
    caption = _("Giovani di 15-29 anni che non lavorano e non studiano")
    return captioned(table, caption=caption, note=_("Fonte:") + citations.cite(istat_note()))


def _percent(value: float) -> str:
    return number(value, decimals=1) + "%"


def card_krueger_table(ground: Ground, citations: Citations) -> Html:
    """Show the four published means."""
    means = printed.card_krueger()
    names = {"new_jersey": _("New Jersey (con l'aumento)"), "pennsylvania": _("Pennsylvania (senza)")}
    rows = [
        (
            label,
            number(means[group, "before"].mean, decimals=2),
            number(means[group, "after"].mean, decimals=2),
        )
        for group, label in names.items()
    ]
    table = pd.DataFrame(rows, columns=[_("Stato"), _("Prima dell'aumento"), _("Dopo")])
    caption = _("Occupati per ristorante, equivalenti a tempo pieno")
    return captioned(table, caption=caption, note=_("Fonte:") + citations.cite(card_note()))


def nsw_table(ground: Ground, citations: Citations) -> Html:
    """Show one group of participants and two groups to compare it with."""
    means = printed.nsw_means()
    lottery, naive = printed.nsw_effects()
    rows = [
        (
            _("Persone"),
            number(lottery.n_treated), number(lottery.n_control), number(naive.n_control),
        ),
        *(
            (
                variable_label(name),
                number(means[name].participants, decimals=decimals),
                number(means[name].lottery, decimals=decimals),
                number(means[name].survey, decimals=decimals),
            )
            for name, decimals in (("age", 1), ("educ", 1), ("re74", 0), ("re75", 0))
        ),
        (
            _("Guadagni del 1978: la differenza"),
            "–", _plus(lottery), _plus(naive),
        ),
    ]  # fmt: skip
    table = pd.DataFrame(
        rows,
        columns=[_("Che cosa"), _("Partecipanti"), _("Per sorteggio"), _("Indagine")],
    )
    caption = _("Partecipanti, esclusi per sorteggio, persone di un'indagine nazionale (guadagni in dollari)")
    return captioned(table, caption=caption, note=_("Fonte:") + citations.cite(nsw_note()))


def _plus(effect: printed.Found) -> str:
    return ("+" if effect.estimate > 0 else "") + number(effect.estimate)


def published_table(ground: Ground, citations: Citations) -> Html:
    """List the real evaluations: what was found, and what holds the number up."""
    lottery, naive = printed.nsw_effects()
    weighted, organ, packs = printed.nsw_weighted(), printed.organ_effect(), printed.prop99()
    rows = [
        (
            _("Programma americano NSW (National Supported Work), sorteggio (dollari del 1978)"),
            spoken_plain(lottery, decimals=0),
            nsw_note(),
        ),
        (_("Programma NSW, contro un'indagine nazionale"), spoken_plain(naive, decimals=0), nsw_note()),
        (
            _("Programma NSW, contro l'indagine resa simile con i pesi"),
            spoken_plain(weighted, decimals=0),
            nsw_note(),
        ),
        (
            _("Donatori di organi, differenza delle differenze (quota)"),
            spoken_plain(organ, decimals=4),
            organ_note(),
        ),
        *(
            (
                label,
                _("{published} (rifatta da noi: {ours})").format(
                    published=number(packs[method][0], decimals=1), ours=number(packs[method][1], decimals=2)
                ),
                prop99_note(),
            )
            for method, label in (
                ("did", _("Sigarette in California, differenza delle differenze (pacchetti a testa)")),
                (
                    "synthetic_control",
                    _("Sigarette in California, controllo sintetico (una California fatta con altri Stati)"),
                ),
                ("synthetic_did", _("Sigarette in California, i due metodi insieme")),
            )
        ),
    ]
    columns = [_("Valutazione"), _("Stima")]
    shown = [(name, value + citations.cite(note)) for name, value, note in rows]
    caption = _("Valutazioni vere, conti rifatti")
    page = pd.DataFrame([(name, Html(inline(said), said)) for name, said in shown], columns=columns)
    words = pd.DataFrame([(name, plain(said)) for name, said in shown], columns=columns)
    return Html(table_html(page, caption=caption), f"{caption}\n{table_text(words)}")


def published(ground: Ground, citations: Citations) -> str:
    """Tell what the real evaluations teach."""
    weighted = printed.nsw_weighted()
    organ, packs = printed.organ_effect(), printed.prop99()
    large, states = printed.organ_as_large()
    return "\n\n".join(
        [
            _(
                "**Il programma americano, con i pesi.** Per ogni persona si stima, da età, studi, famiglia e "
                "guadagni di prima, quanto era probabile che entrasse. Delle {all} persone dell'indagine, "
                "{outside} hanno una probabilità che nessun partecipante ha: stanno fuori dal **supporto "
                "comune**. Dando più peso a quelle simili ai partecipanti la stima passa da {naive} a "
                "{weighted} dollari. Si avvicina al sorteggio, ma l'intervallo è largo e contiene lo zero. E "
                "cambia se cambi l'elenco di ciò che si confronta: va scritto prima."
            ).format(
                all=number(weighted.n_control),
                outside=number(printed.nsw_outside()),
                naive=number(printed.nsw_effects()[1].estimate),
                weighted="+" + number(weighted.estimate),
            )
            + citations.cite(nsw_note()),
            _(
                "**Donatori di organi.** La California cambia il modo di chiedere se si vuole donare. Il "
                "confronto è con altri {others} Stati. La quota di chi accetta cala di circa {points} "
                "punti percentuali rispetto agli altri. Ma lo Stato che cambia è uno solo, e con un posto "
                "solo l'intervallo esce troppo stretto. Una prova più onesta: fai finta, a turno, che a cambiare "
                "sia stato ciascuno dei {states} Stati. In {large}, California compresa, esce una differenza "
                "almeno così grande. Può essere il caso."
            ).format(
                others=number(organ.n_control),
                points=number(-100 * organ.estimate, decimals=1),
                large=number(large),
                states=number(states),
            )
            + citations.cite(organ_note()),
            _(
                "**Sigarette in California.** Nel 1989 parte una tassa con una campagna. Con gli stessi "
                "dati, tre metodi danno {did}, {synthetic} e {both} pacchetti a testa all'anno. Il primo "
                "confronta con la media degli altri Stati, che prima scendeva meno in fretta. Gli altri "
                "due cercano gli Stati che si muovevano come la California: il secondo costruisce così una "
                "California sintetica. La direzione è la stessa; la grandezza dipende da con chi si "
                "confronta."
            ).format(
                did=number(packs["did"][0], decimals=1),
                synthetic=number(packs["synthetic_control"][0], decimals=1),
                both=number(packs["synthetic_did"][0], decimals=1),
            )
            + citations.cite(prop99_note()),
        ]
    )
