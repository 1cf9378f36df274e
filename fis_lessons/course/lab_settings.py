"""What JupyterLab starts from: a calm screen that speaks the learner's language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from fis_lessons import __version__
from fis_lessons.exercises.show import not_opened
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _

_NAME = "fis-lessons"
_LETTERS = "16px"
_OF_A_HUB = "@jupyterlab/hub-extension"
# What a lesson does not need: buttons that move and delete cells, a debugger, consoles, a shop of extensions,
# exports that are not the kit's, links to sites of others
_LEFT_OUT = (
    "@jupyterlab/application-extension:property-inspector",
    "@jupyterlab/cell-toolbar-extension",
    "@jupyterlab/celltags-extension",
    "@jupyterlab/console-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/help-extension:jupyter-forum",
    "@jupyterlab/help-extension:resources",
    _OF_A_HUB,
    "@jupyterlab/inspector-extension",
    "@jupyterlab/launcher-extension",
    "@jupyterlab/logconsole-extension",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/metadataform-extension",
    "@jupyterlab/notebook-extension:export",
    "@jupyterlab/notebook-extension:tools",
    "@jupyterlab/running-extension",
    "@jupyterlab/statusbar-extension",
    "@jupyterlab/workspaces-extension",
)
# Entries of the menus that do nothing for a lesson, or undo it
_OFF: Mapping[str, tuple[str | tuple[str, dict[str, Any]], ...]] = {
    "file": (
        "application:close-all", "docmanager:clone", "docmanager:restore-checkpoint", "docmanager:save-as",
        "filebrowser:open-path", "filebrowser:open-url", "filemenu:create-console", "filemenu:logout",
    ),
    "edit": (
        "editmenu:go-to-line", "documentsearch:startWithReplace", "notebook:undo-cell-action",
        "notebook:redo-cell-action", "notebook:cut-cell", "notebook:copy-cell", "notebook:paste-cell-below",
        "notebook:paste-cell-above", "notebook:paste-and-replace-cell", "notebook:delete-cell",
        "notebook:select-all", "notebook:deselect-all", "notebook:move-cell-up", "notebook:move-cell-down",
        "notebook:split-cell-at-cursor", "notebook:merge-cells", "notebook:merge-cell-above",
        "notebook:merge-cell-below",
    ),
    "view": (
        "apputils:activate-command-palette", "apputils:display-notifications", "filebrowser:toggle-hidden-files",
        "viewmenu:match-brackets", "viewmenu:word-wrap", "notebook:toggle-render-side-by-side-current",
        "notebook:hide-cell-outputs", "notebook:hide-all-cell-outputs", "notebook:show-cell-outputs",
    ),
    "run": ("notebook:run-in-console", "notebook:render-all-markdown", "runmenu:restart-and-run-all"),
    "kernel": (
        "kernelmenu:restart-and-clear", "kernelmenu:reconnect-to-kernel", "kernelmenu:shutdownAll",
        "kernelmenu:change", "notebook:restart-and-run-to-selected",
    ),
    "settings": (
        "filebrowser:toggle-navigate-to-current-directory", "fileeditor:toggle-autoclosing-brackets-universal",
        ("fileeditor:change-font-size", {"delta": 1, "isMenu": True}),
        ("fileeditor:change-font-size", {"delta": -1, "isMenu": True}),
    ),
}  # fmt: skip
_OFF_WHOLE: Mapping[str, tuple[str, ...]] = {
    "file": ("file-new",),
    "view": ("view-appearance", "codefold", "view-codemirror-language"),
    "settings": ("settings-language", "settings-fileeditorindent", "settings-codemirror-theme"),
}
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
    # What changes cells or stops the lesson is a menu away for whoever wants it, not a slip away for who does not
    removed = [
        *("insert", "cut", "copy", "paste", "restart-and-run", "cellType"),
        *("run", "interrupt", "restart", "kernelName"),
    ]
    return {
        "@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[lang]},
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
        "@jupyterlab/apputils-extension:sessionDialogs": {"skipKernelRestartDialog": True},
        "@jupyterlab/mainmenu-extension:plugin": {"menus": _menus()},
        # the names of the lessons are long: they get the room of the date
        "@jupyterlab/filebrowser-extension:browser": {"showLastModifiedColumn": False},
        "@jupyterlab/notebook-extension:panel": {
            "toolbar": [button, *({"name": name, "disabled": True} for name in removed)]
        },
        "@jupyterlab/htmlviewer-extension:plugin": {
            "toolbar": [
                {"name": "fis-print", "command": "fis-lessons:print", "rank": 1},
                {"name": "refresh", "disabled": True},
                {"name": "trust", "disabled": True},
            ]
        },
        "@jupyterlab/notebook-extension:tracker": {
            # every cell in the page: the browser's search finds all of it, controls are drawn at once
            "windowingMode": "none",
            # no dialog asks which kernel
            "autoStartDefaultKernel": True,
            "kernelShutdown": True,
            # the text of a lesson is read: a double click does not open its source
            "showEditorForReadOnlyMarkdown": False,
            # under the last cell there is nothing: an empty screen looks like a lesson that did not come
            "scrollPastEnd": False,
        },
    }


def write_settings(home: Path, lang: Language, folder: Path, *, on_hub: bool = False) -> None:
    """Write the settings where JupyterLab looks for them; what the learner has set stays.

    Parameters
    ----------
    home
        Where the kit's JupyterLab keeps its own.
    lang
        Of the screen.
    folder
        The learner's, told to who opens a file that is not for JupyterLab.
    on_hub
        Whether it is one of a class on a server: then one can leave, and is told when the server is gone.
    """
    left_out = [name for name in _LEFT_OUT if not (on_hub and name == _OF_A_HUB)]
    without = {"disabledExtensions": dict.fromkeys(left_out, True)}
    write_json(home / "app-settings" / "overrides.json", settings(lang))
    write_json(home / "app-settings" / "page_config.json", without)
    style = home / "config" / "custom" / "custom.css"
    style.parent.mkdir(parents=True, exist_ok=True)
    # with the style of the lessons: the text has its width before the first cell brings it
    lessons = (files("fis_lessons.figures") / "components.css").read_text(encoding="utf-8")
    write_whole(style, lessons + _template("lab.css"))
    _write_extension(home / "data" / "labextensions" / _NAME, lang, folder)
    # JupyterLab reads the size of letters from here only: written once, then it is the learner's
    theme = home / "settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    if not theme.exists():
        write_json(theme, {"overrides": {"content-font-size1": _LETTERS}})


def _template(name: str) -> str:
    return (files("fis_lessons.course") / "templates" / "lab" / name).read_text(encoding="utf-8")


def _write_extension(where: Path, lang: Language, folder: Path) -> None:
    """Write the kit's part of JupyterLab, with its words, where JupyterLab looks for such parts."""
    script = _template("lab.js").replace("const words = {};", f"const words = {_words(lang, folder)};", 1)
    (where / "static").mkdir(parents=True, exist_ok=True)
    write_whole(where / "static" / "lab.js", script)
    # JupyterLab keeps a script of a name for ever: what is new has a new address
    mark = hashlib.sha256(script.encode()).hexdigest()[:12]
    build = {"load": f"static/lab.js?v={mark}", "extension": "./extension"}
    write_json(
        where / "package.json", {"name": _NAME, "version": __version__, "jupyterlab": {"_build": build}}
    )


def _words(lang: Language, folder: Path) -> str:
    with use_language(lang):
        said = {
            "stopped": _(
                "La lezione si è fermata: i pulsanti non rispondono più. Le risposte che hai verificato e gli "
                "appunti sono salvati. Premi «Avvia la lezione» per riprendere."
            ),
            "start": _("Avvia la lezione"),
            "missing": not_opened(),
            "skip": _("Vai al contenuto"),
            "office": _(
                "Questo file si apre con LibreOffice o con Excel, dalla cartella del corso: {path}. "
                "Se lo scarichi ne hai una copia: ciò che cambi lì non torna nella lezione."
            ),
            "download": _("Scarica una copia"),
            "kind": _("Foglio o documento"),
            "print": _("Apri per stampare"),
            "folder": str(folder),
        }
    return json.dumps(said, ensure_ascii=False)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a file of settings, whole."""
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _menus() -> list[dict[str, Any]]:
    """Say which menus, and which entries of the others, are not shown."""

    def entry(one: str | tuple[str, dict[str, Any]]) -> dict[str, Any]:
        name, arguments = (one, {}) if isinstance(one, str) else one
        return {"command": name, "disabled": True, **({"args": arguments} if arguments else {})}

    def whole(name: str) -> dict[str, Any]:
        return {"type": "submenu", "submenu": {"id": f"jp-mainmenu-{name}"}, "disabled": True}

    shorter = [
        {
            "id": f"jp-mainmenu-{name}",
            "items": [*map(entry, entries), *map(whole, _OFF_WHOLE.get(name, ()))],
        }
        for name, entries in _OFF.items()
    ]
    return [*shorter, {"id": "jp-mainmenu-tabs", "disabled": True}]
