"""The numbers and names of the quiz of lesson 01: the programme's and the case's; its words are in quiz.yaml."""

from __future__ import annotations

from fis_lessons.cases import Case, Programme, load_case, load_programme
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import Fact, Facts
from fis_lessons.lessons.l01_community_welfare.ground import PILOTS, Ground, links

_GUIDELINES = (
    "[NT+ Enti "
    "locali](https://ntplusentilocaliedilizia.ilsole24ore.com/art/co-progettazione-avviso-pubblico-regole-procedura-e-valutazione-AEMAJ5B), "  # noqa: E501
    "[PA Mercato](https://www.pamercato.it/la-co-progettazione-e-le-linee-guida-per-la-sua-attuazione/)"
)
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


def facts(ground: Ground) -> Facts:
    """Return what the questions name."""
    programme = load_programme()
    study, trial, scale = programme.interventions
    lucca = load_case("lucca")
    return {
        **{one.role: _(one.label) for one in programme.roles},
        "joint-design": {"source": _GUIDELINES},
        "interventions": {
            "first": _(study.label),
            "second": _(trial.label),
            "third": _(scale.label),
            "source": links(programme.sources_of(study)),
        },
        "compulsory-roles": {"source": links(programme.sources_of(programme.roles[0]))},
        "role-tasks": {"source": links(programme.sources_of(programme.roles[-1]))},
        "study-contents": {
            **{one.id: _(one.label) for one in study.contents},
            "source": links(programme.sources_of(study)),
        },
        "who-applies": {"source": links(programme.sources_of(programme.who_may_apply[0]))},
        "most-studies": _studies(programme),
        "lucca-result": {"source": links(lucca.sources_of(lucca.results[0]))},
        "whose-project": _projects(ground.case),
        "spending": _spending(),
        "own-share": _grants(),
    }


def _studies(programme: Programme) -> dict[str, Fact]:
    """Divide what there was for the studies by the most that one could have."""
    first, second, _third = programme.interventions
    cap, envelope = first.cap.value or 0.0, first.envelope.value or 0.0
    other_cap = second.cap.value or 1.0
    return {
        "envelope": envelope,
        "cap": cap,
        "ten": 10 * cap,
        "count": envelope / cap,
        "of_the_trials": (second.envelope.value or 0.0) / other_cap,
        "other_cap": envelope / other_cap,
        "left": envelope - cap,
        "source": links(programme.sources_of(first.cap)),
        "july_source": links(programme.sources_of(programme.funnel[2])),
    }


def _projects(case: Case) -> dict[str, Fact]:
    """Tell the project of the case, and two others to choose from; one that is borrowed is told as whose it is."""
    if case.borrows and case.target_groups[0].borrowed:
        case = load_case(case.borrows.lender)
    second, third = [load_case(name) for name in PILOTS if name != case.id][:2]
    own = case.target_groups[0]
    return {
        "own": case.id,
        "own_group": _(own.label),
        "name": f"{case.acronym} ({case.municipality.name})",
        "title": _(case.title),
        "assets": "; ".join(_(one.label) for one in case.assets[:2]),
        "text": _(own.text).rstrip("."),
        "source": links(case.sources_of(own)),
        "second": second.id,
        "second_group": _(second.target_groups[0].label),
        "second_name": f"{second.municipality.name}, {second.acronym}",
        "third": third.id,
        "third_group": _(third.target_groups[0].label),
        "third_name": f"{third.municipality.name}, {third.acronym}",
    }


def _spending() -> dict[str, Fact]:
    low, high = _SPENDING_LOW, _SPENDING_HIGH
    times = high / low
    return {
        "low": low,
        "high": high,
        "ten": 10 * low,
        "times": times,
        "difference": high - low,
        "inverted": low / high,
        "percent": 100 * times,
        "how_much_more": times - 1,
        "source": _SPENDING_SOURCE,
    }


def _grants() -> dict[str, Fact]:
    share = 100 * _GRANTS / _TOTAL
    return {
        "grants": _GRANTS,
        "total": _TOTAL,
        "half": _TOTAL / 2,
        "share": share,
        "inverted": _TOTAL / _GRANTS,
        "the_rest": 100 - share,
        "over_the_rest": 100 * _GRANTS / (_TOTAL - _GRANTS),
        "difference": _TOTAL - _GRANTS,
        "source": _GRANTS_SOURCE,
    }
