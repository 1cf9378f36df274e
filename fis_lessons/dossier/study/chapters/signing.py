"""What whoever signs a contract or a deal has to be told in words, beside their accounts."""

from __future__ import annotations

from dataclasses import replace

from fis_lessons.dossier.contract_account import Account
from fis_lessons.dossier.contract_sheet import most_label, seen_late
from fis_lessons.dossier.deal_account import DealAccount, budget_in_force
from fis_lessons.dossier.record_fields import DOCUMENTS
from fis_lessons.dossier.study.budget import read_budget
from fis_lessons.dossier.study.content import Block, Said
from fis_lessons.dossier.study.material import Material
from fis_lessons.dossier.study.own import SECTION
from fis_lessons.i18n import about, day, money, number, percent
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.cashflows import DatedFlow, xirr
from fis_lessons.measures.deal.ledger import year_end
from fis_lessons.measures.sroi import ValueMap
from fis_lessons.measures.vague import names_the_payer


def saving_unknown(material: Material, found: DealAccount) -> tuple[Block, ...]:
    """Say of an example deal that no saving justifies it, and what saving would: its cost of a result more."""
    if not material.worked or found.saving or found.cost_each is None:
        return ()
    words = _(
        "Il risparmio del Comune non è stimato: l'accordo d'esempio non si giustifica con un risparmio. Contando "
        "solo le riuscite in più, si pagherebbe da sé se ognuna togliesse al Comune almeno {cost_each} di spesa, "
        "senza le verifiche: nessuna fonte lo dice (ipotesi)."
    )
    return (
        Said(
            text=words.format(cost_each=money(round(found.cost_each / 100, -2))), notes=material.notes("deal")
        ),
    )


def advance_loses(material: Material, found: DealAccount, value_map: ValueMap | None) -> tuple[Block, ...]:
    """Say of an example deal that who advances loses, where the best return is less than the rate of the map.

    The return depends on the days: who advances in parts has the money out for less time.
    """
    rates = [rate for one in found.runs if (rate := one.investor_rate) is not None]
    if not material.worked or value_map is None or not rates or max(rates) >= value_map.rate:
        return ()
    last = year_end(found.deal, found.deal.years, months=found.deal.lag_months)
    words = _(
        "Se chi anticipa mette tutto il {start} ed è ripagato il {last}, il suo rendimento è al massimo il {best} "
        "circa all'anno, anche se riescono tutti. Al tasso di sconto del {rate}, quello della mappa, ci perde. Se "
        "mette {parts} parti uguali, all'inizio di ogni anno, è al massimo il {spread} circa. In media, contando "
        "i casi in cui perde, gli restano {mean}: nell'esempio è un aiuto, non un investimento (ipotesi)."
    )
    told = words.format(
        start=day(found.deal.start), last=day(last), rate=percent(value_map.rate), best=percent(max(rates)),
        parts=number(found.deal.years), spread=percent(_in_parts(found)), mean=about(found.investor.mean),
    )  # fmt: skip
    return (Said(text=told, notes=material.notes("deal")),)


def _in_parts(found: DealAccount) -> float:
    """Return the best yearly rate of who advances as much at the beginning of each year."""
    deal = found.deal
    back = max(one.net("investor") for one in found.runs) + deal.investment
    days = [year_end(deal, at, months=0) for at in range(deal.years)]
    flows = [DatedFlow(when, -deal.investment / deal.years) for when in days]
    return xirr([*flows, DatedFlow(year_end(deal, deal.years, months=deal.lag_months), back)]).only()


def uncovered(material: Material, *, contract: Account | None, deal: DealAccount | None) -> tuple[Block, ...]:
    """Say how much of what the municipality can have to pay is in no line of its own in the costs.

    Where a line says of itself that it is not summed, nobody is asked to write one.
    """
    lines = read_budget(material.text(SECTION, "budget"))
    most, section, checks = _largest(contract, deal)
    own = sum(one.euros for one in lines if one.euros is not None and names_the_payer(one.who))
    if all(one.euros is None for one in lines) or most <= own:
        return ()
    words = _(
        "{label}: {most}. Le righe del Comune, qui sopra, sommano {own}: anche {rest} vanno coperti."
    ).format(label=most_label(checks=checks), most=money(most), own=money(own), rest=money(most - own))
    told = words if any(one.apart for one in lines) else " ".join([words, _("Scrivili in una riga.")])
    return (Said(text=told, notes=material.notes(section)),)


def _largest(contract: Account | None, deal: DealAccount | None) -> tuple[float, str, bool]:
    """Return the larger of two sums to cover, where it comes from, and whether verifications are in it."""
    sums = [
        (contract.most if contract else 0, "contract", bool(contract and contract.terms.check_cost)),
        (deal.most / 100 if deal else 0, "deal", False),
    ]
    return max(sums, key=lambda one: one[0])


def unpaid(material: Material) -> tuple[Block, ...]:
    """Say of a worked study without contract and deal that it has none, and where the reason is."""
    if not (material.left_out("contract") and material.left_out("deal")):
        return ()
    words = _(
        "Per questo progetto il corso non calcola né un contratto né un accordo a risultato: il perché è fra le "
        "alternative."
    )
    return (Said(text=words),)


def another(material: Material) -> tuple[Block, ...]:
    """Say that the example is not the agreement the sources tell of, where they tell of one."""
    told = material.case.outcome_contract if material.case else None
    if not material.worked or told is None or material.left_out("contract"):
        return ()
    words = _("Il contratto e l'accordo che seguono sono un esempio inventato: non sono quelli delle fonti.")
    return (Said(text=words),)


def two_accounts(
    material: Material, *, contract: Account | None, deal: DealAccount | None
) -> tuple[Block, ...]:
    """Say why contract and deal of one project do not give the same averages and years, and what comes first.

    Parameters
    ----------
    material
        What there is.
    contract, deal
        Their accounts; nothing where the terms make none.
    """
    if contract is None or deal is None:
        return ()
    words = _one_calendar(deal) if contract.terms.at_end else _two_calendars(material)
    checks = contract.terms.check_cost * contract.checks
    if (contract.most - checks) * 100 == deal.most:
        same = _(
            "Per la spesa da coprire, senza le verifiche e senza ciò che si deve se il Comune recede, i due conti "
            "danno lo stesso numero: {most}."
        )
        more = (
            _("Con le verifiche sono {whole}.").format(whole=money(contract.most))
            if checks
            else _("In più ci sono le verifiche e chi valuta, che qui non sono stimate.")
        )
        years = _("In quali anni metterla in bilancio lo decidi con la Ragioneria.")
        which = f"{same.format(most=money(deal.most / 100))} {more} {years}"
    else:
        which = _("Decidi con la Ragioneria quale dei due va in bilancio.")
    notes = material.notes("contract")
    blocks = [Said(text=f"{words} {which}", notes=notes)]
    if deal.deal.investment:
        blocks.append(Said(text=_asked(deal), notes=notes))
    return tuple(blocks)


def _one_calendar(deal: DealAccount) -> str:
    """Say when results paid all together are paid, and what would fall due sooner if nobody wrote it."""
    last = year_end(deal.deal, deal.deal.years, months=deal.deal.lag_months)
    return _(
        "Contratto e accordo pagano negli stessi anni: i risultati tutti insieme, il {day}, dopo l'ultima "
        "verifica. Va scritto nel contratto: con questo patto fino al {year} si pagano al massimo {soon}, senza "
        "si può dover pagare fino a {sooner}. Le medie dei due conti non coincidono: in quello del contratto ogni "
        "persona riesce o no per conto suo, in quello dell'accordo gli esiti si somigliano."
    ).format(
        day=day(last),
        year=str(budget_in_force(deal.deal.start)[1]),
        sooner=money(deal.most_if_at_once / 100),
        soon=money(deal.most_in_force / 100),
    )


def _two_calendars(material: Material) -> str:
    if seen_late(material.texts("contract")):
        early = _("mette tutti i risultati nel primo anno, prima che si possano vedere")
    else:
        early = _("mette tutti i risultati nel primo anno")
    return _(
        "Contratto e accordo fanno due conti, con ipotesi diverse. Il conto del contratto è prudente sugli anni: "
        "{early}; e ogni persona riesce o no per conto suo. Il conto dell'accordo paga i risultati alla fine, e "
        "gli esiti delle persone si somigliano. Per questo medie e anni non coincidono."
    ).format(early=early)


def _asked(deal: DealAccount) -> str:
    """Say what the accounts and the contracts offices answer before a deal with an advance is signed."""
    things = [
        _("chi incassa i risultati"),
        _("se l'anticipo è un debito del Comune"),
        _("con quale procedura si sceglie chi anticipa e chi garantisce"),
    ]
    if deal.deal.grant or deal.deal.provider_share < 1:
        things.append(
            _(
                "chi incassa la donazione e chi tiene le somme per nuovi servizi: se è il Comune, entrano ed "
                "escono dal suo bilancio, oltre la spesa massima di {most}"
            ).format(most=money(deal.most / 100))
        )
    told = _("Prima della firma Ragioneria e ufficio contratti dicono: {things}.")
    return told.format(things="; ".join(f"{at}) {one}" for at, one in enumerate(things, start=1)))


def own_title(block: Block) -> Block:
    """Tell apart a title of the deal that the contract has too."""
    there = {one.label for one in DOCUMENTS["contract"]().fields()}
    if not isinstance(block, Said) or block.heading not in there:
        return block
    return replace(block, heading=_("{title}, secondo l'accordo").format(title=block.heading))


def said_twice(material: Material) -> list[str]:
    """Name what the deal only says again in the words of the contract: its years of the budget."""
    told = material.text("deal", "budget")
    return ["budget"] if told and told == material.text("contract", "budget") else []
