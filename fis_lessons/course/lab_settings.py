"""What JupyterLab starts from: a calm screen that speaks the learner's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fis_lessons.files import write_whole
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _

_LETTERS = "16px"
# What a lesson does not need: buttons that move and delete cells, a debugger, a shop of extensions
_LEFT_OUT = (
    "@jupyterlab/cell-toolbar-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
)
_LOCALES: Mapping[str, str] = {"it": "it_IT", "en": "en"}


def settings(lang: Language) -> dict[str, dict[str, Any]]:
    """Return what JupyterLab starts from: a calm screen, a button to start the lesson, no news, no updates.

    These are starting values: what a learner changes in JupyterLab's own settings wins, and is kept.
    """
    with use_language(lang):
        begin, why = _("Avvia la lezione"), _("Avvia la lezione: esegue tutte le celle, dalla prima")
    button = {
        "name": "fis-start",
        # Not plain "run all": pressed before the kernel is there it does nothing and says nothing, and it
        # leaves the reader at the foot of the lesson. This one waits, starts afresh and stays where it is.
        "command": "notebook:restart-run-all",
        "args": {"toolbar": True},
        "label": begin,
        "caption": why,
        "icon": "ui-components:fast-forward",
        "rank": 0,
    }
    # What changes cells is one menu away for whoever wants it, and not one slip away for who does not
    removed = ["insert", "cut", "copy", "paste", "restart-and-run", "cellType"]
    return {
        "@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[lang]},
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
        "@jupyterlab/apputils-extension:sessionDialogs": {"skipKernelRestartDialog": True},
        "@jupyterlab/mainmenu-extension:plugin": {"menus": _menus() if lang == "it" else []},
        "@jupyterlab/notebook-extension:panel": {
            "toolbar": [button, *({"name": name, "disabled": True} for name in removed)]
        },
        "@jupyterlab/notebook-extension:tracker": {
            # every cell in the page: the browser's search finds all of it, controls are drawn at once
            "windowingMode": "none",
            # no dialog asks which kernel
            "autoStartDefaultKernel": True,
            "kernelShutdown": True,
        },
    }


# Numbers of cells and folded lines of code say nothing to who does not program. «Mostra tutto il codice», in the
# menu «Visualizza», unfolds the code and so shows it.
_CSS = """
.jp-Notebook .jp-InputPrompt, .jp-Notebook .jp-OutputPrompt { display: none; }
/* it lies over the number of an output, and would lie over its fields */
.jp-Notebook .jp-OutputArea-promptOverlay { display: none; }
.jp-Notebook .jp-CodeCell .jp-InputPlaceholder,
.jp-Notebook .jp-CodeCell .jp-Cell-inputWrapper:has(> .jp-Placeholder),
.jp-Notebook .jp-CodeCell .jp-Cell-inputWrapper:has(.jp-InputPlaceholder) { display: none; }
"""


def write_settings(home: Path, lang: Language) -> None:
    """Write the settings where JupyterLab looks for them; what the learner has set stays."""
    without = {"disabledExtensions": dict.fromkeys(_LEFT_OUT, True)}
    write_json(home / "app-settings" / "overrides.json", settings(lang))
    write_json(home / "app-settings" / "page_config.json", without)
    style = home / "config" / "custom" / "custom.css"
    style.parent.mkdir(parents=True, exist_ok=True)
    write_whole(style, _CSS)
    # JupyterLab reads the size of letters from here only: written once, then it is the learner's
    theme = home / "settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    if not theme.exists():
        write_json(theme, {"overrides": {"content-font-size1": _LETTERS}})


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a file of settings, whole."""
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _menus() -> list[dict[str, str]]:
    # the language pack has these words, but not where JupyterLab looks for the names of menus
    names = {
        "edit": "Modifica",
        "view": "Visualizza",
        "run": "Esegui",
        "tabs": "Schede",
        "settings": "Impostazioni",
        "help": "Aiuto",
    }
    return [{"id": f"jp-mainmenu-{name}", "label": label} for name, label in names.items()]
