"""The quiz of lesson 01, on published figures: what they allow to be said."""

from __future__ import annotations

from fis_lessons.cases import Programme
from fis_lessons.exercises import Exercise, Hints, Number, NumberMistake
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number
from fis_lessons.lessons.community_welfare_data import links

# Istat, municipal social spending 2022, euro per head: lowest and highest, as two newspapers report them
_SPENDING_LOW, _SPENDING_HIGH = 38, 607
_SPENDING_SOURCE = (
    "[Repubblica "
    "Finanza](https://finanza.repubblica.it/News/2025/09/24/welfare_territoriale_istat_stabile_quota_spesa%C2%A0comuni_su_pil-71/), "  # noqa: E501
    "[Secondo "
    "Welfare](https://www.secondowelfare.it/primo-welfare/la-spesa-dei-comuni-per-i-servizi-sociali-e-rimasta-stabile)"
)
# Fondazione Cariplo, Welfare in Azione, millions of euro
_GRANTS, _TOTAL = 36.5, 82.7
_GRANTS_SOURCE = "[Fondazione Cariplo](https://www.fondazionecariplo.it/progetto/welfare-in-azione)"


def most_studies(programme: Programme) -> Exercise:
    """Ask how many feasibility studies the money allowed at most."""
    first, second, _third = programme.interventions
    cap, envelope = first.cap.value or 0.0, first.envelope.value or 0.0
    other = (second.envelope.value or 0.0) / (second.cap.value or 1.0)
    expected = envelope / cap
    slips = (
        (
            "second_step",
            other,
            _("Questo è il conto per la sperimentazione. Usa le due cifre dello studio di fattibilità."),
        ),
        (
            "mixed_caps",
            envelope / (second.cap.value or 1.0),
            _("Hai diviso per il tetto della sperimentazione: serve quello dello studio."),
        ),
        (
            "subtracted",
            envelope - cap,
            _("Hai sottratto. Per sapere quante volte il tetto sta nella somma, dividi."),
        ),
    )
    return Number(
        id="most-studies",
        question=_(
            "Per gli studi di fattibilità c'erano {envelope}, con un tetto di {cap} per progetto "
            "({source}). Se ogni progetto prende il massimo, **quanti studi si possono pagare?**"
        ).format(envelope=money(envelope), cap=money(cap), source=links(programme.sources_of(first.cap))),
        expected=expected,
        unit=_("studi"),
        mistakes=tuple(
            NumberMistake(id=name, value=value, text=text)
            for name, value, text in slips
            if abs(value - expected) > 0.5
        ),
        hints=Hints(
            nudge=_("Quante volte il tetto sta nella somma?"),
            pointer=_("Dividi la somma a disposizione per il tetto di un progetto."),
            worked=_("Con dieci studi si spendono {ten}: continua da lì.").format(ten=money(10 * cap)),
        ),
        why=_(
            "{envelope} diviso {cap} fa {count}. È un conto, non un fatto: dice il numero se tutti prendono "
            "il massimo. Una fonte del luglio 2020 parla proprio di {count} studi ({source})."
        ).format(
            envelope=money(envelope),
            cap=money(cap),
            count=number(expected),
            source=links(programme.sources_of(programme.funnel[2])),
        ),
        minutes=2,
    )


def spending() -> Exercise:
    """Ask how many times the highest spending per head is the lowest."""
    low, high = _SPENDING_LOW, _SPENDING_HIGH
    expected = high / low
    slips = (
        (
            "difference",
            float(high - low),
            _("Questa è la differenza in euro. La domanda chiede quante volte: dividi."),
        ),
        ("inverted", low / high, _("È rovesciato: hai diviso la spesa più bassa per la più alta.")),
        ("percent", 100 * expected, _("Questa è una percentuale. Qui servono le volte: dividi per 100.")),
        (
            "how_much_more",
            expected - 1,
            _("Questo è quanto c'è in più. «Quante volte» comprende anche la prima."),
        ),
    )
    return Number(
        id="spending",
        question=_(
            "Nel 2022 i Comuni hanno speso per i servizi sociali {low} euro per abitante in Calabria e "
            "{high} nella Provincia autonoma di Bolzano (Istat, ripresa da {source}). **Quante volte "
            "tanto?** Scrivi un decimale."
        ).format(low=low, high=high, source=_SPENDING_SOURCE),
        expected=expected,
        tolerance=0.1,
        unit=_("volte"),
        decimals=1,
        mistakes=tuple(NumberMistake(id=name, value=value, text=text) for name, value, text in slips),
        hints=Hints(
            nudge=_("«Quante volte» chiede un rapporto."),
            pointer=_("Sopra va la spesa più alta, sotto la più bassa."),
            worked=_("Dieci volte {low} fa {ten}: il risultato è più di dieci.").format(
                low=low, ten=10 * low
            ),
        ),
        why=_(
            "La spesa per abitante è circa {times} volte più alta. Con distanze così, la parola «comunità» "
            "non parte dallo stesso punto: il lavoro di comunità non sostituisce la spesa."
        ).format(times=number(expected)),
        minutes=2,
    )


def own_share() -> Exercise:
    """Ask which part of the value of some projects the foundation's grants are."""
    expected = 100 * _GRANTS / _TOTAL
    slips = (
        (
            "leverage",
            _TOTAL / _GRANTS,
            _(
                "È il rapporto al contrario: quanti euro in tutto per ogni euro di contributo. Serve la "
                "quota, in percentuale."
            ),
        ),
        (
            "the_rest",
            100 - expected,
            _("Questa è la parte messa da altri. La domanda chiede quella della Fondazione."),
        ),
        (
            "over_the_rest",
            100 * _GRANTS / (_TOTAL - _GRANTS),
            _("Hai diviso per la parte degli altri. Al denominatore va il totale."),
        ),
        ("difference", _TOTAL - _GRANTS, _("Questa è la differenza in milioni. Serve una percentuale.")),
    )
    return Number(
        id="own-share",
        question=_(
            "Il programma Welfare in Azione ha dato contributi per {grants} milioni a progetti che valgono "
            "in tutto {total} milioni ({source}). **Quale percentuale del totale sono i contributi?** "
            "Scrivi un decimale."
        ).format(grants=number(_GRANTS, decimals=1), total=number(_TOTAL, decimals=1), source=_GRANTS_SOURCE),
        expected=expected,
        tolerance=0.1,
        unit="%",
        decimals=1,
        mistakes=tuple(NumberMistake(id=name, value=value, text=text) for name, value, text in slips),
        hints=Hints(
            nudge=_("Una quota è una parte divisa per il suo tutto."),
            pointer=_("Sopra i contributi, sotto il totale, per 100."),
            worked=_("La metà di {total} è {half}: i contributi sono meno della metà.").format(
                total=number(_TOTAL, decimals=1), half=number(_TOTAL / 2, decimals=2)
            ),
        ),
        why=_(
            "I contributi sono il {share}% del totale: il resto lo mettono altri. È un segno che più "
            "soggetti hanno combinato risorse; non dice se i progetti hanno funzionato."
        ).format(share=number(expected, decimals=1)),
        minutes=2,
    )
