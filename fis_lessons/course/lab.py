"""Open JupyterLab on the lessons, in a corner of its own: the user's Jupyter is neither read nor changed."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from fis_lessons.course import lab_leash, lab_words
from fis_lessons.course.lab_copies import Copied, copy_lessons
from fis_lessons.course.lab_home import Open, layouts, open_on, opening, own_home, say_open
from fis_lessons.course.lab_settings import write_settings
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.kernels import owner
from fis_lessons.kernels.owner import WarmProcess

FOLDER = "lezioni-fis"
_FIRST_PORT = 8888
_PORTS = 50
_SECONDS_TO_CLOSE = 15


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
    held
        Open files: what keeps another start out of the same settings, and the leash of the server.
    warm
        Where its kernels are forked, if they can be.
    """

    process: subprocess.Popen[bytes]
    url: str
    log: Path
    held: tuple[int, ...] = ()
    warm: WarmProcess | None = None

    @property
    def status_url(self) -> str:
        """Where it says that it is there."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}/api/status?{parts.query}"

    def wait_until_it_answers(self, *, seconds: float = 180) -> bool:
        """Wait until it can be opened; tells whether it can."""
        end = time.monotonic() + seconds
        # never by way of a proxy: it is on this machine
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with direct.open(self.status_url, timeout=2):
                    return True
            except OSError:
                time.sleep(0.2)
        return False

    def stop(self) -> None:
        """Close it, kernels included."""
        self.process.terminate()
        try:
            self.process.wait(_SECONDS_TO_CLOSE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for file in self.held:
            os.close(file)
        if self.warm is not None:
            self.warm.stop()


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
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _asked_to_end)  # or JupyterLab and its kernels would stay, alone
    with use_language(lang):
        own = folder or Path.cwd() / FOLDER
        if (there := open_on(own)) is not None:
            print(_open_already(own, there))
            return 0
        copied = copy_lessons(course_dir, own, lang=lang)
        print(_("Apro JupyterLab…"), flush=True)
        server = launch(
            copied.folder, lang=lang, port=port, browser=browser, first=copied.first, anew=copied.anew
        )
        try:
            # an address is told when there is somebody to answer at it
            if server.wait_until_it_answers():
                for line in _greeting(copied, server.url):
                    print(line, flush=True)
            status = server.process.wait()
        except KeyboardInterrupt:
            if os.name != "posix":  # there Ctrl-C reached the server too: let it close its kernels first
                with contextlib.suppress(subprocess.TimeoutExpired):
                    server.process.wait(_SECONDS_TO_CLOSE)
            server.stop()
            status = 0
        except SystemExit:
            server.stop()
            raise
        else:
            server.stop()
        if status > 0:  # below zero: it was asked to end, by a signal
            print(_("JupyterLab si è chiuso con un errore. I dettagli: {path}").format(path=server.log))
        return max(status, 0)


def _asked_to_end(_number: int, _frame: object) -> None:
    raise SystemExit(0)


def launch(
    folder: Path,
    *,
    lang: Language = "it",
    port: int | None = None,
    browser: bool = False,
    home: Path | None = None,
    first: str = "",
    anew: bool = False,
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
    first, anew
        Name of the first lesson, and whether it opens even if another was open the last time.
    options
        More options for the command line, for tests.

    Raises
    ------
    BuildError
        If no port is free.
    """
    number = _asked_port(port) if port else _free_port()
    home, held = (home.resolve(), ()) if home else own_home()
    write_settings(home, lang, folder)
    token = secrets.token_urlsafe(24)
    shown = opening(folder, home, first=first, anew=anew)
    address = f"http://127.0.0.1:{number}{shown}?token={token}"
    say_open(held, folder=folder, url=address)
    log = home / "jupyterlab.log"
    environment = _environment(home, token=token)
    # it imports what lessons need while JupyterLab starts
    warm = owner.start(environment)
    if warm is not None:
        environment |= owner.variables(warm, environment)
    passed, leash = _leash()
    if passed:
        environment[lab_leash.LEASH] = str(passed[0])
    # The terminal is for our few lines: what Jupyter says is in English, and much
    with log.open("wb") as stream:
        process = subprocess.Popen(  # noqa: S603  (our own interpreter, arguments as a list)
            [*_command(folder, home=home, port=number, browser=browser, shown=shown), *options],
            env=environment,
            cwd=folder,
            stdout=stream,
            stderr=subprocess.STDOUT,
            pass_fds=passed,
            # Ctrl-C is for who started it, who asks it to end: without a terminal it would leave its keys behind
            start_new_session=True,
        )
    for file in passed:
        os.close(file)
    return Server(process, address, log, (*held, *leash), warm)


def _leash() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the end of a pipe for the server, and the end to hold; nothing where files cannot be passed on."""
    if os.name != "posix":
        return (), ()
    end, held = os.pipe()
    return (end,), (held,)


def _command(folder: Path, *, home: Path, port: int, browser: bool, shown: str) -> list[str]:
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.answer_yes=True",  # Ctrl-C closes, and does not ask in English whether it should
        # a file in a hidden folder cannot be opened by every browser: it is given the address
        "--ServerApp.use_redirect_file=False",
        *screen_options(folder, home=home, shown=shown),
    ]
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # containers: there is no other user to be
    return command


def screen_options(folder: Path, *, home: Path, shown: str) -> list[str]:
    """Return the options of a JupyterLab with the kit's screen, whoever starts it.

    Parameters
    ----------
    folder
        What is shown.
    home
        Where settings, layout and Jupyter's own files are kept.
    shown
        What opens.
    """
    options = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.app_settings_dir={home / 'app-settings'}",
        f"--LabApp.user_settings_dir={home / 'settings'}",
        f"--LabApp.workspaces_dir={layouts(folder, home)}",
        "--ServerApp.terminals_enabled=False",
        "--ServerApp.enable_mathjax=False",  # JupyterLab has its own: no address of another site in the page
        # a saved lesson opens again without its kernel: pages, and no control that would be an error
        "--ContentsManager.pre_save_hook=fis_lessons.course.lab_saving.without_views",
        f"--ServerApp.jpserver_extensions={ {lab_words.MODULE: True, lab_leash.MODULE: True} }",
        "--LabApp.custom_css=True",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    if shown != "/lab":
        options.append(f"--LabApp.default_url={shown}")
    return options


def _environment(home: Path, *, token: str) -> dict[str, str]:
    """Return an environment where Jupyter finds nothing of the user's; the key is in no list of processes."""
    return {**os.environ, "JUPYTER_TOKEN": token, **surroundings(home)}


def surroundings(home: Path) -> dict[str, str]:
    """Return the variables that keep Jupyter's own files in a folder."""
    return {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name == "posix":  # a server closed a moment ago still holds its port, and a new one may have it
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def _asked_port(port: int) -> int:
    if not _is_free(port):
        raise BuildError(
            _("La porta {port} non si può usare: è occupata, o non è una porta.").format(port=port),
            [Problem("--port", str(port), remedy=_("Chiudi chi la usa, indicane un'altra, o togli --port."))],
        )
    return port


def _free_port() -> int:
    for port in range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        if _is_free(port):
            return port
    raise BuildError(
        _("Nessuna porta libera tra {first} e {last}.").format(
            first=_FIRST_PORT, last=_FIRST_PORT + _PORTS - 1
        ),
        [Problem("", _("Chiudi un altro JupyterLab o indica una porta con --port."))],
    )


def _open_already(folder: Path, there: Open) -> str:
    words = _(
        "Questa cartella è già aperta ({folder}, processo {process}). È qui:\n  {url}\n"
        "Per chiuderla premi Ctrl-C nella finestra da cui è partita; poi puoi aprirci anche un altro corso."
    )
    return words.format(folder=folder, process=there.process, url=there.url)


def _greeting(copied: Copied, url: str) -> list[str]:
    width = min(shutil.get_terminal_size().columns, 100)
    lines = [_("Le lezioni si aprono nel browser. Per chiudere: Ctrl-C in questa finestra.")]
    lines += [_("Cartella di lavoro: {folder}").format(folder=copied.folder)]
    lines += [_("Se il browser non si apre, copia questo indirizzo:"), f"  {url}"]
    return ["-" * width, *lines, *copied.told(), "-" * width]
