"""What a class reads before JupyterLab is there: the pages of the hub itself, in the language of the class.

JupyterHub has no translations: every page somebody of a class can come to is written again, short.
"""

from __future__ import annotations

from importlib.resources import files

from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _


def screens_folder() -> str:
    """Return the folder of the pages, for ``JupyterHub.template_paths``."""
    return str(files("fis_lessons.course") / "templates" / "hub" / "screens")


def screen_words(lang: Language) -> dict[str, object]:
    """Return what the pages say, for ``JupyterHub.template_vars``.

    Parameters
    ----------
    lang
        Of the class.
    """
    with use_language(lang):
        words = _at_the_door() | _of_the_lessons() | _of_who_teaches() | _when_it_fails()
        return {"screen_lang": lang, "say": words}


def _at_the_door() -> dict[str, str]:
    return {
        "title": _("Lezioni FIS"),
        "come_in": _("Entra nelle lezioni"),
        "come_in_button": _("Entra"),
        "what_you_need": _("Scrivi l'utente e il codice che ti ha dato chi conduce."),
        "user": _("Utente"),
        "code": _("Codice"),
        "show_code": _("Mostra il codice"),
        "wait": _("Un momento…"),
        "not_let_in": _(
            "Utente o codice non sono giusti. Ricopiali come sono sul foglio. Se non lo trovi, "
            "chiedilo a chi conduce."
        ),
        "in_clear": _(
            "Attenzione: questo indirizzo non è cifrato, e il codice viaggia in chiaro. "
            "Dillo a chi gestisce il server."
        ),
        "needs_script": _("Per le lezioni serve JavaScript: attivalo nel browser, poi ricarica la pagina."),
        "leave": _("Esci"),
    }


def _of_the_lessons() -> dict[str, str]:
    return {
        "preparing": _("Preparo le tue lezioni"),
        "preparing_more": _(
            "Di solito bastano pochi secondi; se entrate tutti insieme, anche un minuto o due. "
            "Le lezioni si aprono da sole."
        ),
        "your_lessons": _("Le tue lezioni"),
        "open_lessons": _("Apri le lezioni"),
        "close_lessons": _("Chiudi le lezioni"),
        "open_now": _("Le lezioni sono aperte. Se le chiudi, il tuo lavoro resta nella tua cartella."),
        "closed": _("Le lezioni sono chiuse"),
        "closed_more": _("Il tuo lavoro è nella tua cartella: quando le apri lo ritrovi."),
        "closing": _("Chiudo le lezioni"),
        "closing_more": _("Tra qualche secondo potrai aprirle di nuovo."),
        "look_again": _("Guarda adesso"),
    }


def _of_who_teaches() -> dict[str, str]:
    return {
        "whole_class": _("Chi è entrato nella classe"),
        "whole_class_more": _(
            "C'è chi è entrato almeno una volta. Se chiudi le lezioni di una persona il suo lavoro resta nella "
            "sua cartella, e può riaprirle."
        ),
        "lessons": _("Lezioni"),
        "last_seen": _("Ultima attività"),
        "open": _("aperte"),
        "shut": _("chiuse"),
        "changing": _("si aprono o si chiudono"),
        "close": _("Chiudi"),
        "close_every": _("Chiudi le lezioni di tutti"),
        "for_programs": _("Chiavi per i programmi"),
        "for_programs_more": _(
            "Una chiave serve a un programma che usa il server al posto tuo. Per le lezioni non serve: se un "
            "programma te la chiede, parlane con chi gestisce il server."
        ),
    }


def _when_it_fails() -> dict[str, str]:
    ask = _("Se succede di nuovo dillo a chi conduce, con l'ora.")
    return {
        "not_started": _("Le lezioni non si sono aperte"),
        "not_started_more": _("Prova ad aprirle un'altra volta. {ask}").format(ask=ask),
        "try_again": _("Riprova"),
        "back": _("Torna alle tue lezioni"),
        "for_who_runs": _("Per chi gestisce il server"),
        "closed_door": _("Qui non puoi entrare"),
        "closed_door_more": _("Questa pagina è di un'altra persona, o di chi conduce."),
        "no_page": _("Questa pagina non c'è"),
        "no_page_more": _("Forse l'indirizzo è scritto male."),
        "full": _("Adesso ci sono troppe persone"),
        "full_more": _("Aspetta un minuto e riprova. {ask}").format(ask=ask),
        "not_there": _("Le lezioni adesso non rispondono"),
        "not_there_more": _("Aspetta un minuto e ricarica la pagina. {ask}").format(ask=ask),
        "wrong": _("Qualcosa non ha funzionato"),
        "wrong_more": _("Ricarica la pagina. {ask}").format(ask=ask),
    }
