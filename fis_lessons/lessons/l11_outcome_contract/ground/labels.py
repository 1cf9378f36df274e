"""How the parts of lesson 11 are called on the page."""

from __future__ import annotations

from fis_lessons.i18n import gettext as _
from fis_lessons.measures.contract.designs import Conduct, Design


def design_label(design: Design) -> str:
    """Name a way of paying."""
    return {
        "activity": _("a posto occupato"),
        "flat": _("a risultato, tutti uguali"),
        "cliff": _("tutto o niente"),
        "net": _("a risultato in più"),
    }[design]


def conduct_label(conduct: Conduct) -> str:
    """Name a way of working."""
    return {
        "everybody": _("lavora con tutti"),
        "creaming": _("sceglie i più facili"),
        "parking": _("lascia indietro i più difficili"),
        "nothing": _("non cambia nulla"),
    }[conduct]


def kind_label(kind: str) -> str:
    """Name a threshold."""
    return {
        "none": _("nessuna: ogni risultato si paga"),
        "cliff": _("tutto o niente, dal 60% del gruppo"),
        "steps": _("a scalini: 40%, 60%, 80%"),
        "linear": _("graduale, dal 30% all'80%"),
    }[kind]


def bearer_label(bearer: str) -> str:
    """Name who enjoys a saving."""
    return {
        "town": _("Comune"),
        "family": _("persona o famiglia"),
        "health": _("ASL"),
        "state": _("Stato"),
    }[bearer]


def party_label(party: str) -> str:
    """Name a party of the contract."""
    return {
        "municipality": _("Comune"),
        "funder": _("Fondazione"),
        "cooperative": _("cooperativa"),
        "new_activities": _("nuove attività sociali"),
    }[party]


def simulated() -> str:
    """Say that the people are not real."""
    return _("persone simulate; importi scelti per la lezione.")
