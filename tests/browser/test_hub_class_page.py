"""The page of who teaches on a server: who has come in, and lessons closed, as JupyterHub is asked."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest
from browsing import WIDTHS, Visit
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import expect

from fis_lessons.course.hub.screens import screen_words, screens_folder

pytestmark = pytest.mark.browser


class StandIn(BaseHTTPRequestHandler):
    """JupyterHub's side: two people at a time, and it wants its key."""

    people: ClassVar[dict[str, dict[str, Any]]] = {}
    page: ClassVar[str] = ""

    def _answer(self, code: int, content: bytes, kind: str = "application/json") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _has_the_key(self) -> bool:
        return self.headers.get("X-XSRFToken") == "chiave"

    def do_GET(self) -> None:
        asked = re.match(r"/hub/api/users\?offset=(\d+)&limit=200$", self.path)
        if asked is None:
            self._answer(200, self.page.encode(), "text/html; charset=utf-8")
        elif not self._has_the_key():
            self._answer(403, b"{}")
        else:
            first = int(asked[1])
            items = list(self.people.values())[first : first + 2]
            after = {"offset": first + 2, "limit": 200} if first + 2 < len(self.people) else None
            self._answer(200, json.dumps({"items": items, "_pagination": {"next": after}}).encode())

    def do_DELETE(self) -> None:
        name = self.path.split("/")[4]
        if name == "carla" or not self._has_the_key():  # hers does not close
            self._answer(500, b"{}")
            return
        self.people[name]["server"] = None
        self._answer(204, b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    world = Environment(loader=FileSystemLoader(screens_folder()), autoescape=True)
    StandIn.page = world.get_template("admin.html").render(
        **screen_words("it"),
        static_url=lambda name: f"/hub/static/{name}",
        user={"name": "docente"},
        logout_url="/hub/logout",
        base_url="/hub/",
        xsrf_token="chiave",
    )
    names = ("ugo", "anna-rossi", "carla", "<img src=x onerror=document.title=1>")
    StandIn.people = {
        name: {
            "name": name,
            "server": f"/user/{name}/" if name in ("anna-rossi", "carla") else None,
            "pending": "spawn" if name == "ugo" else None,
            "last_activity": "2026-03-02T09:30:00Z" if name == "anna-rossi" else None,
        }
        for name in names
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hub/admin"
    server.shutdown()
    server.server_close()


def test_who_teaches_sees_everybody_and_closes_their_lessons(
    address: str, visit: Callable[..., Visit]
) -> None:
    seen = visit(address)
    rows = seen.page.locator("tbody tr")
    expect(rows).to_have_count(4)
    told = [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()]
    assert [row[0] for row in told] == ["<img src=x onerror=document.title=1>", "anna-rossi", "carla", "ugo"]
    assert [row[1] for row in told] == ["chiuse", "aperte", "aperte", "si aprono o si chiudono"]
    assert told[1][2].startswith("2 mar 2026") and told[3][2] == ""
    assert seen.findings() == [] and seen.page.title() == "Lezioni FIS"

    seen.page.get_by_role("button", name="Chiudi le lezioni: anna-rossi").click()
    expect(rows.nth(1)).to_contain_text("chiuse")
    expect(seen.page.get_by_role("alert")).to_be_hidden()
    seen.page.get_by_role("button", name="Chiudi le lezioni di tutti").click()
    expect(seen.page.get_by_role("alert")).to_contain_text("Ricarica la pagina")  # Carla's do not
    expect(rows.nth(2)).to_contain_text("aperte")
    for width in WIDTHS:
        seen.widen(width)
        assert not seen.scrolls_sideways() and seen.findings() == []
