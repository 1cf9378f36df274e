"""Open pages, note what they ask of the network, and let axe-core read them."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
GRAVE = frozenset({"serious", "critical"})
WIDTHS = (1280, 360)
"""Of an office screen and of a telephone: a page is looked at in both."""


def chromium_arguments() -> list[str]:
    """Return the switches of a browser that never speaks to the world on its own."""
    return [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--no-first-run",
        # each page is in a browser of its own, which would make a process ready for another that never comes
        "--renderer-process-limit=1",
        # Chromium does not start its sandbox as root, and containers often are
        *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    ]


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@dataclass
class Visit:
    """A page in a context of its own, and every address outside this machine it asked for."""

    context: BrowserContext
    page: Page
    outside: list[str] = field(default_factory=list)

    @classmethod
    def open(
        cls,
        browser: Browser,
        page: str | Path,
        *,
        width: int = 1280,
        height: int = 900,
        language: str = "it-IT",
    ) -> Visit:
        """Open an address or a file.

        The page's own security policy is set aside: what it would have asked for must be seen.
        """
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=language, bypass_csp=True
        )
        visit = cls(context, context.new_page())
        context.route("**/*", visit._let_through)
        context.on("request", visit._note)
        visit.page.goto(page.as_uri() if isinstance(page, Path) else page)
        return visit

    def again(self, page: str | Path, *, width: int, height: int) -> None:
        """Open another page in the window that is there: a new one costs five times as much as a small page."""
        self.outside.clear()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(page.as_uri() if isinstance(page, Path) else page)

    def rest(self) -> None:
        """Take away what the page left in the browser, and the page."""
        for other in self.context.pages:
            if other is not self.page:
                other.close()
        self.page.evaluate("try { localStorage.clear(); sessionStorage.clear(); } catch { }")
        self.context.clear_cookies()
        self.page.emulate_media(media="null")
        self.page.goto("about:blank")

    def close(self) -> None:
        """Close the context."""
        self.context.close()

    def _note(self, request: Any) -> None:
        if not _is_here(request.url):
            self.outside.append(request.url)

    @staticmethod
    def _let_through(route: Route) -> None:
        if _is_here(route.request.url):
            route.continue_()
        else:
            route.abort()

    def findings(self, *only: str, but: str | None = None, impacts: frozenset[str] = GRAVE) -> list[str]:
        """Let axe-core read the page (or the parts that selectors name) and list what it finds.

        Parameters
        ----------
        only
            CSS selectors: the parts to read, all of them at once.
        but
            CSS selector: what to leave out of them.
        impacts
            Which findings to list.
        """
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_axe())
        result = self.page.evaluate(
            "([part, rules]) => axe.run(part, {runOnly: rules, resultTypes: ['violations']})",
            [
                {"include": [[part] for part in only or ("html",)], "exclude": [[but]] if but else []},
                list(_RULES),
            ],
        )
        return [
            f"{found['id']} ({found['impact']}): {json.dumps(node['target'])} {node['html'][:160]}"
            for found in result["violations"]
            if found["impact"] in impacts
            for node in found["nodes"]
        ]

    def widen(self, width: int) -> None:
        """Give the window another width: the page is laid out anew, not read anew."""
        self.page.set_viewport_size({"width": width, "height": 900})

    def scrolls_sideways(self) -> bool:
        """Tell whether the page is wider than the window."""
        return bool(
            self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        )

    def headings(self) -> list[int]:
        """List the levels of the headings, in order."""
        return list(
            self.page.evaluate(
                "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => Number(h.tagName[1]))"
            )
        )


def _is_here(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("data", "blob", "file", "about") or parts.hostname in _HERE
