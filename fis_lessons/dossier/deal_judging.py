"""Could anybody sign this deal? What a head of accounts, an investor and a guarantor would say first."""

from __future__ import annotations

from collections.abc import Mapping

from fis_lessons.dossier.deal_account import DealAccount
from fis_lessons.dossier.fields import Values
from fis_lessons.dossier.remarks import Remark, likely, outcome_words, verifier_words
from fis_lessons.i18n import about, money, number
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.vague import names_the_payer

RISKY = 0.5
"""An investor who loses more often than not does not come: a rule of the lesson."""


def of_words(values: Values, labels: Mapping[str, str], *, found: DealAccount | None = None) -> list[Remark]:
    """Judge what is paid, who measures it and who guarantees, by the rules of lessons 06, 11 and 12.

    Parameters
    ----------
    values, labels
        What is written, and what each field is called.
    found
        The deal the numbers make, if they can be read.
    """
    told = [
        *outcome_words(labels["outcome"], values["outcome"], why=_("Pagheresti il lavoro.")),
        *verifier_words(labels["verifier"], values["verifier"]),
    ]
    if found is not None and found.deal.guarantee and names_the_payer(values["guarantor"]):
        words = _("se garantisce il Comune, il massimo che spende sale di {more}: qui non è contato.")
        told.append(
            Remark(
                labels["guarantor"],
                words.format(more=money(found.guarantor_most / 100)),
                _("Una garanzia del Comune pesa sul suo bilancio e gli riporta il rischio: scegli un altro."),
            )
        )
    return told


def of_numbers(found: DealAccount, labels: Mapping[str, str]) -> list[Remark]:
    """Judge the numbers: what nobody would sign, then what everybody must know."""
    return [*_results(found, labels), *_money(found, labels), *_investor(found), *_to_know(found, labels)]


def _results(found: DealAccount, labels: Mapping[str, str]) -> list[Remark]:
    remarks = []
    if not found.most_for_results:
        remarks.append(
            Remark(
                labels["price"],
                _("con queste condizioni nessun risultato si paga mai."),
                _("Se il Comune paga comunque e solo il canone, non è un accordo a risultato."),
            )
        )
    if found.additional <= 0:
        remarks.append(
            Remark(
                labels["expected"],
                _("non sono più di quelle che ci sarebbero comunque."),
                _("Se il servizio non aggiunge nulla, non c'è un risultato da pagare."),
            )
        )
    return remarks


def _money(found: DealAccount, labels: Mapping[str, str]) -> list[Remark]:
    deal = found.deal
    remarks = []
    surplus = deal.grant + deal.fixed_fee * deal.years - deal.service_cost
    if surplus > 0:
        words = _("contributo e canone superano il costo del servizio di {more}.")
        remarks.append(
            Remark(
                labels["cost"],
                words.format(more=money(surplus / 100)),
                _("Togli ciò che avanza: sarebbe denaro pagato per niente."),
            )
        )
    if not found.saving:
        remarks.append(
            Remark(
                labels["saving"],
                _("è zero: il Comune spende in media {paid} e non risparmia nulla.").format(
                    paid=about(found.mean_paid / 100)
                ),
                _("Scrivi quanto esce davvero dal bilancio, o decidi sapendo che è una spesa."),
                mend=False,
            )
        )
    elif found.saved < found.mean_paid:
        words = _("il Comune risparmia in media {saved} e spende in media {paid}.")
        remarks.append(
            Remark(
                labels["saving"],
                words.format(saved=about(found.saved / 100), paid=about(found.mean_paid / 100)),
                _("Non si paga da sé: serve un'altra ragione, o un altro che paghi la sua parte."),
                mend=False,
            )
        )
    return remarks


def _investor(found: DealAccount) -> list[Remark]:
    deal, who = found.deal, _("Chi anticipa")
    if not deal.investment:
        return []
    lost, remarks = found.investor.below(0), []
    if found.even is None:
        words = _("non riprende il capitale nemmeno se riescono tutti.")
        remarks.append(Remark(who, words, _("Alza il prezzo o il tetto, oppure riduci ciò che si anticipa.")))
    elif lost > RISKY:
        words = _("perde denaro con probabilità {chance}: nessuno anticiperebbe.")
        remarks.append(
            Remark(
                who,
                words.format(chance=likely(lost)),
                _("Servono un contributo più alto, un prezzo più alto, o una garanzia."),
            )
        )
    if max(found.investor.values) <= 0 and found.even is not None:
        words = _("nel caso migliore riprende il suo, e non guadagna niente.")
        if deal.top_return:
            remedy = _("Il rendimento promesso non arriva mai: alza il prezzo o il tetto.")
        else:
            remedy = _("È un anticipo a tasso zero con rischio: scrivilo così, e di' chi l'ha deciso.")
        remarks.append(Remark(who, words, remedy, mend=bool(deal.top_return)))
    if deal.guarantee == 1:
        words = _("con una garanzia intera non rischia nulla: rischia solo chi garantisce.")
        remarks.append(Remark(who, words, _("Allora decide chi garantisce: chiedigli se lo sa.")))
    elif min(found.investor.values) >= 0:
        words = _("non può perdere in nessun caso: il rischio è tutto del Comune.")
        remarks.append(Remark(who, words, _("Abbassa il canone, o chiamalo prestito.")))
    return remarks


def _to_know(found: DealAccount, labels: Mapping[str, str]) -> list[Remark]:
    deal = found.deal
    remarks = []
    whole = deal.price * deal.people
    if whole > deal.cap:
        words = _("se tutti riuscissero i risultati varrebbero {all}, e {left} resterebbero fuori.")
        remarks.append(
            Remark(
                labels["cap"],
                words.format(all=money(whole / 100), left=money((whole - deal.cap) / 100)),
                _("Dillo a chi realizza il servizio prima della firma."),
                mend=False,
            )
        )
    elif deal.cap > whole:
        words = _("è più alto di ogni pagamento possibile: al massimo si pagano {whole} per i risultati.")
        remarks.append(
            Remark(
                labels["cap"],
                words.format(whole=money(whole / 100)),
                _("In bilancio basta questo, non il tetto."),
                mend=False,
            )
        )
    if deal.threshold:
        words = _(
            "sotto {needed} riuscite su {people} non si paga niente: una in più o in meno decide tutto."
        )
        remarks.append(
            Remark(
                labels["threshold"],
                words.format(needed=number(deal.least_successes), people=number(deal.people)),
                _("Con gruppi piccoli sono meglio pagamenti graduali."),
                mend=False,
            )
        )
    return remarks
