"""A command written wrong, told in the user's language: the library under the command line speaks English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fis_lessons.errors import FisError, Problem
from fis_lessons.i18n import gettext as _

_PATH = re.compile(r"^\w+ (?P<path>'.*'|\".*\") (?P<what>[a-z ]+)\.$", re.DOTALL)
_COMMAND = re.compile(r"^No such command (?P<name>'.*?'|\".*?\")\.(?: Did you mean (?P<near>'.*?')\?)?")
_EXTRA = re.compile(r"^Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)$", re.DOTALL)
_VALUE = re.compile(r"^Option '(?P<name>.*)' (?P<what>requires an argument|does not take a value)\.$")


def told(error: Any) -> str:
    """Say what is wrong with a command, and where its help is.

    Parameters
    ----------
    error
        What the library has raised.
    """
    ctx = getattr(error, "ctx", None)
    problem = _known(error, ctx) or Problem("", str(error.format_message()))
    lines = [str(FisError(_("Il comando non è scritto bene."), [problem]))]
    if ctx is not None:
        lines.append(_("L'aiuto: {command}").format(command=f"{ctx.command_path} --help"))
    return "\n".join(lines)


def _known(error: Any, ctx: Any) -> Problem | None:
    kind, words = type(error).__name__, str(getattr(error, "message", ""))
    if kind == "NoSuchOption":
        known = [name for one in ctx.command.get_params(ctx) for name in one.opts] if ctx else []
        return Problem(
            error.option_name, _("questo comando non ha questa opzione."), remedy=_near(error, known)
        )
    if kind == "MissingParameter":
        is_option = error.param is not None and error.param.param_type_name == "option"
        missing = (
            _("questa opzione ci vuole, e manca.") if is_option else _("manca: si scrive dopo il comando.")
        )
        return Problem(_name(error.param), missing)
    if kind == "BadParameter":
        return _bad_value(error)
    return _as_worded(words)


def _as_worded(words: str) -> Problem | None:
    """Read what the library only says in a sentence."""
    if found := _VALUE.match(words):
        wants = found["what"].startswith("requires")
        said = (
            _("dopo questa opzione ci vuole un valore.")
            if wants
            else _("questa opzione non vuole un valore.")
        )
        return Problem(found["name"], said)
    if found := _EXTRA.match(words):
        return Problem(
            "", _("ci sono parole di troppo: {words}.").format(words=found["words"]), remedy=_quotes()
        )
    if found := _COMMAND.match(words):
        near = _perhaps(found["near"][1:-1]) if found["near"] else ""
        return Problem(found["name"][1:-1], _("questo comando non c'è."), remedy=near)
    return None


def _bad_value(error: Any) -> Problem:
    where, words = _name(error.param), str(error.message)
    if found := _PATH.match(words):
        told = _paths().get(found["what"])
        if told is not None:
            return Problem(where, f"{found['path'][1:-1]}: {told[0]}", remedy=told[1])
    details: list[Mapping[str, Any]] = getattr(error.__cause__, "errors", list)()
    if details and (expected := _expected(details[0])):
        return Problem(where, _("il valore è «{value}».").format(value=details[0].get("input", "")), expected)
    return Problem(where, words)


def _expected(detail: Mapping[str, Any]) -> str:
    """Say what a number should be: the types are pydantic's."""
    kind, limits = str(detail.get("type", "")), detail.get("ctx", {})
    if kind.startswith("int"):
        return _("un numero intero")
    if kind.startswith("float"):
        return _("un numero")
    if "le" in limits:
        return _("al massimo {most}").format(most=limits["le"])
    if "ge" in limits:
        return _("almeno {least}").format(least=limits["ge"])
    return ""


def _paths() -> dict[str, tuple[str, str]]:
    look = _("Controlla il nome e la cartella.") + " " + _quotes()
    return {
        "does not exist": (_("non c'è."), look),
        "is a directory": (_("è una cartella, e qui ci vuole un file."), _("Aggiungi il nome del file.")),
        "is a file": (_("è un file, e qui ci vuole una cartella."), _("Scrivi il nome di una cartella.")),
        "is not readable": (_("non si può leggere."), _("Chiedi il permesso, o usa una copia.")),
        "is not writable": (_("non si può scrivere."), _("Scegli un altro posto.")),
    }


def _quotes() -> str:
    return _("Un nome con spazi o apostrofi va fra virgolette doppie.")


def _name(param: Any) -> str:
    if param is None:
        return ""
    return (
        str(param.opts[0])
        if param.param_type_name == "option"
        else _(str(param.metavar or param.name)).strip("{}[]")
    )


def _near(error: Any, known: list[str]) -> str:
    from fis_lessons.lessons.desk.parameters import closest

    return closest(str(error.option_name), known)


def _perhaps(name: str) -> str:
    return _("Forse volevi scrivere «{name}».").format(name=name)
