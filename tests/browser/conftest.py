"""A real Chromium that can reach this machine and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import Visit, chromium_arguments
from playwright.sync_api import Browser, expect, sync_playwright

expect.set_options(
    timeout=20_000
)  # a kernel answers in a moment, unless the machine is busy with other tests

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str:
    """Return the executable: ``FIS_CHROMIUM`` if set, or the first of the usual names; empty if none."""
    named = os.environ.get("FIS_CHROMIUM", "")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), "")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Open the browser, once."""
    executable = find_chromium()
    if not executable:
        reason = f"no browser: install Chromium ({', '.join(_NAMES)}) or set FIS_CHROMIUM to its path"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, headless=True, args=chromium_arguments()
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows(chromium: Browser) -> Iterator[list[Visit]]:
    """Keep the windows that tests have done with, for the next ones."""
    kept: list[Visit] = []
    yield kept
    for one in kept:
        one.close()


@pytest.fixture
def visit(chromium: Browser, windows: list[Visit]) -> Iterator[Callable[..., Visit]]:
    """Give a function that opens a page; after the test, nothing may have asked for another host."""
    made: list[Visit] = []

    def open_(page: str | Path, *, width: int = 1280, height: int = 900) -> Visit:
        if windows:
            made.append(windows.pop())
            made[-1].again(page, width=width, height=height)
        else:
            made.append(Visit.open(chromium, page, width=width, height=height))
        return made[-1]

    yield open_
    outside = [address for one in made for address in one.outside]
    for one in made:
        one.rest()
        windows.append(one)
    assert outside == []
