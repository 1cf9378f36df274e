"""The other programs of this machine: found, run for so long and no longer, and never left behind.

A browser has none of them: who asks is told so, by an empty name. No other room of a lesson starts a process.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_OFFICES = ("soffice", "libreoffice")
_OFFICE_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)


def find_browser() -> str:
    """Return a browser that can print: ``FIS_CHROMIUM`` if set, or the first of the usual names; or empty."""
    return _found("FIS_CHROMIUM", _BROWSERS, _BROWSER_PLACES)


def find_office() -> str:
    """Return LibreOffice: ``FIS_SOFFICE`` if set, or the first of the usual names; or empty."""
    return _found("FIS_SOFFICE", _OFFICES, _OFFICE_PLACES)


def _found(variable: str, names: Sequence[str], places: Sequence[str]) -> str:
    if sys.platform == "emscripten":
        return ""
    named = os.environ.get(variable)
    if named is not None:
        return named
    found = next((path for name in names if (path := shutil.which(name))), "")
    return found or next((place for place in places if Path(place).is_file()), "")


@contextlib.contextmanager
def variables_set(values: Mapping[str, str]) -> Iterator[None]:
    """Set some variables of this process as long as the block lasts: what it starts meanwhile has them."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def ran(command: Sequence[str], *, seconds: float) -> bool:
    """Run a program to its end; whatever it started ends with it, and with the time it was given.

    Returns
    -------
    bool
        Whether it ended by itself and well; not if it cannot be started.
    """
    try:
        # its own group: a program that starts others is ended with all of them
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return False
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        if process.poll() is None:
            killer = shutil.which("taskkill") or "taskkill"
            subprocess.run([killer, "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S603
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
