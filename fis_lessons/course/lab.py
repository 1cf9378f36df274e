"""Open JupyterLab on the lessons, in a corner of its own: the user's Jupyter is neither read nor changed."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fis_lessons.course.manifest import sha256_of_file
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _

FOLDER = "lezioni-fis"
_RECORD = ".fis-lessons.json"
_FIRST_PORT = 8888
_PORTS = 50
_SECONDS_TO_CLOSE = 15
_LETTERS = "16px"
# What a lesson does not need: buttons that move and delete cells, a debugger, a shop of extensions
_LEFT_OUT = (
    "@jupyterlab/cell-toolbar-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
)
_LOCALES: Mapping[str, str] = {"it": "it_IT", "en": "en"}


@dataclass(frozen=True)
class Copied:
    """What was put in the learner's folder.

    Parameters
    ----------
    folder
        The learner's folder.
    new, updated
        Names of the lessons copied for the first time, and of those nobody had touched.
    kept
        Names of the lessons the learner has worked on and of which there is a newer version.
    """

    folder: Path
    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Server:
    """A JupyterLab that was started.

    Parameters
    ----------
    process
        The server.
    url
        Where to open it, key included.
    log
        What it says of itself.
    """

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def stop(self) -> None:
        """Close it, kernels included."""
        self.process.terminate()
        try:
            self.process.wait(_SECONDS_TO_CLOSE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(
    course_dir: Path,
    *,
    lang: Language = "it",
    folder: Path | None = None,
    port: int | None = None,
    browser: bool = True,
) -> int:
    """Open JupyterLab on a course that was built, and wait until it is closed.

    The learner works on copies, in ``folder``: building the course again never touches an answer.

    Parameters
    ----------
    course_dir
        Where the course was built.
    lang
        Language of the lessons and, as far as there is a translation, of JupyterLab.
    folder
        The learner's; ``lezioni-fis`` in the current folder if not given.
    port
        Of the server; the first free one if not given.
    browser
        Whether to open the browser.

    Returns
    -------
    int
        Exit status for the shell.

    Raises
    ------
    BuildError
        If the course is not built or no port is free.
    """
    with use_language(lang):
        copied = copy_lessons(course_dir, folder or Path.cwd() / FOLDER, lang=lang)
        server = launch(copied.folder, lang=lang, port=port, browser=browser)
        for line in _greeting(copied, server.url):
            print(line, flush=True)
        try:
            status = server.process.wait()
        except KeyboardInterrupt:
            # Ctrl-C reached the server too: let it close its kernels before insisting
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.process.wait(_SECONDS_TO_CLOSE)
            server.stop()
            status = 0
        if status > 0:  # below zero: it was asked to end, by a signal
            print(_("JupyterLab si è chiuso con un errore. I dettagli: {path}").format(path=server.log))
        return max(status, 0)


def copy_lessons(course_dir: Path, folder: Path, *, lang: Language) -> Copied:
    """Copy the trainee's notebooks to the learner's folder; what the learner has changed stays as it is.

    Raises
    ------
    BuildError
        If there are no built lessons in that language.
    """
    built = sorted((course_dir / "trainee" / lang).glob("*.ipynb"))
    if not built:
        raise BuildError(
            _("Il corso non è ancora costruito."),
            [
                Problem(
                    str(course_dir),
                    _("non ci sono lezioni in questa lingua ({lang}).").format(lang=lang),
                    remedy=_("Costruiscilo con «make course» o «fis-lessons build», poi riprova."),
                )
            ],
        )
    folder = folder.resolve()
    given = _read_record(folder)
    new: list[str] = []
    updated: list[str] = []
    kept: list[str] = []
    for source in built:
        target, digest = folder / source.name, sha256_of_file(source)
        before = sha256_of_file(target)
        if before in ("", given.get(source.name)):
            if before != digest:
                write_whole(target, source.read_bytes())
                (updated if before else new).append(source.name)
            given[source.name] = digest
        elif given.get(source.name) != digest:
            kept.append(source.name)
    _write_json(folder / _RECORD, given)
    return Copied(folder, tuple(new), tuple(updated), tuple(kept))


def _read_record(folder: Path) -> dict[str, str]:
    try:
        content = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in content.items()} if isinstance(content, dict) else {}


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


def _write_settings(home: Path, lang: Language) -> None:
    without = {"disabledExtensions": dict.fromkeys(_LEFT_OUT, True)}
    _write_json(home / "app-settings" / "overrides.json", settings(lang))
    _write_json(home / "app-settings" / "page_config.json", without)
    # JupyterLab reads the size of letters from here only: written once, then it is the learner's
    theme = home / "settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    if not theme.exists():
        _write_json(theme, {"overrides": {"content-font-size1": _LETTERS}})


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
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


def launch(
    folder: Path,
    *,
    lang: Language = "it",
    port: int | None = None,
    browser: bool = False,
    home: Path | None = None,
    options: Sequence[str] = (),
) -> Server:
    """Start JupyterLab on a folder and return at once.

    Parameters
    ----------
    folder
        What is shown.
    lang
        Language of JupyterLab.
    port
        The first free one if not given.
    browser
        Whether to open the browser.
    home
        Where settings, layout and Jupyter's own files are kept; a folder of the user's data if not given.
    options
        More options for the command line, for tests.

    Raises
    ------
    BuildError
        If no port is free.
    """
    home = (home or _home()).resolve()
    _write_settings(home, lang)
    number = port or _free_port()
    token = secrets.token_urlsafe(24)
    log = home / "jupyterlab.log"
    # The terminal is for our few lines: what Jupyter says is in English, and much
    with log.open("wb") as stream:
        process = subprocess.Popen(  # noqa: S603  (our own interpreter, arguments as a list)
            [*_command(folder, home=home, port=number, browser=browser), *options],
            env=_environment(home, token=token),
            cwd=folder,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    return Server(process, f"http://127.0.0.1:{number}/lab?token={token}", log)


def _home() -> Path:
    from platformdirs import user_data_path

    return user_data_path("fis-lessons", appauthor=False)


def _command(folder: Path, *, home: Path, port: int, browser: bool) -> list[str]:
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={folder}",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.answer_yes=True",  # Ctrl-C closes, and does not ask in English whether it should
        f"--LabApp.app_settings_dir={home / 'app-settings'}",
        f"--LabApp.user_settings_dir={home / 'settings'}",
        f"--LabApp.workspaces_dir={home / 'workspaces'}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    first = next(iter(sorted(folder.glob("*.ipynb"))), None)
    if first and not any((home / "workspaces").glob("*")):
        # the first time the first lesson is open; later, what was open when one left
        command.append(f"--LabApp.default_url=/lab/tree/{first.name}")
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # containers: there is no other user to be
    return command


def _environment(home: Path, *, token: str) -> dict[str, str]:
    """Return an environment where Jupyter finds nothing of the user's; the key is in no list of processes."""
    return {
        **os.environ,
        "JUPYTER_TOKEN": token,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def _free_port() -> int:
    for port in range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise BuildError(
        _("Nessuna porta libera tra {first} e {last}.").format(
            first=_FIRST_PORT, last=_FIRST_PORT + _PORTS - 1
        ),
        [Problem("", _("Chiudi un altro JupyterLab o indica una porta con --port."))],
    )


def _greeting(copied: Copied, url: str) -> list[str]:
    width = min(shutil.get_terminal_size().columns, 100)
    lines = ["", _("Le lezioni si aprono nel browser. Per chiudere: Ctrl-C in questa finestra.")]
    lines += [_("Cartella di lavoro: {folder}").format(folder=copied.folder)]
    lines += [_("Se il browser non si apre, copia questo indirizzo:"), f"  {url}"]
    if copied.updated:
        lines.append(_("Lezioni aggiornate: {names}").format(names=", ".join(copied.updated)))
    if copied.kept:
        lines.append(
            _(
                "C'è una versione nuova di {names}, ma ci hai già lavorato: la tua resta com'è. "
                "Per avere quella nuova sposta o rinomina la tua."
            ).format(names=", ".join(copied.kept))
        )
    return ["-" * width, *lines[1:], "-" * width]
