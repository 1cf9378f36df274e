"""What a class reads before the lessons: every word in the language of the class, none left out, none idle."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fis_lessons.course.hub.screens import screen_words, screens_folder
from fis_lessons.i18n import LANGUAGES, Language

jinja2 = pytest.importorskip("jinja2", reason="jinja2 is not installed")
PAGES = {
    path.name: path.read_text(encoding="utf-8") for path in sorted(Path(screens_folder()).glob("*.html"))
}
COMMON = {
    "static_url": lambda name: f"/static/{name}", "logout_url": "/hub/logout", "base_url": "/hub/",
    "authenticator_login_url": "/hub/login", "xsrf": "x", "xsrf_token": "x", "progress_url": "/hub/p",
    "spawn_url": "/hub/spawn", "url": "/user/a/lab", "user": {"name": "<b>a", "escaped_name": "a"},
    "username": "<i>", "login_error": "Invalid", "parsed_scopes": ["admin-ui"], "default_server": {"active": True},
    "failed": True, "failed_message": "<u>", "status_message": "Not found", "message": "<s>",
}  # fmt: skip


CODES = (403, 404, 424, 429, 500, 503)
SHOWN = [(name, 0) for name in PAGES if name not in ("class.html", "error.html")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "code"), [*SHOWN, *(("error.html", code) for code in CODES)])
def test_a_page_has_a_language_a_heading_and_nothing_left_open(name: str, code: int, lang: Language) -> None:
    world = jinja2.Environment(
        loader=jinja2.FileSystemLoader(screens_folder()), autoescape=True, undefined=jinja2.StrictUndefined
    )
    page = world.get_template(name).render(**COMMON, status_code=code, **screen_words(lang))
    assert f'<html lang="{lang}">' in page
    assert len(re.findall(r"<h1>[^<]+</h1>", page)) == 1
    assert "method keys" not in page and "built-in" not in page, "a word called as something every dict has"
    assert [hostile for hostile in ("<b>a", "<i>", "<u>", "<s>") if hostile in page] == []


def test_every_page_somebody_can_come_to_is_ours() -> None:
    jupyterhub = pytest.importorskip("jupyterhub._data", reason="JupyterHub is not installed")
    theirs = {path.name for path in Path(jupyterhub.DATA_FILES_PATH, "templates").glob("*.html")}
    assert theirs - set(PAGES) == {
        "404.html",  # stands on error.html, which is ours
        "page.html",  # what the others stand on
        "logout.html",  # who leaves comes to the door
        "spawn.html",  # a form of options: there are none
        "oauth.html",  # for other programs that ask who one is: there are none
        "accept-share.html",  # servers are nobody else's
    }


def test_every_word_is_said() -> None:
    used = set(re.findall(r"say\.(\w+)", "".join(PAGES.values())))
    kinds = set(re.findall(r'"(\w+)"', PAGES["error.html"].split("known =")[1].split("\n")[0])) | {"wrong"}
    used |= kinds | {f"{kind}_more" for kind in kinds}
    assert used == set(screen_words("it")["say"])  # type: ignore[call-overload]
    # a word written in the page itself would be in one language alone
    marks = re.compile(r"<(script|style)>.*?</\1>|{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", flags=re.DOTALL)
    assert {
        name: words for name, page in PAGES.items() if (words := re.findall(r"\w{2,}", marks.sub(" ", page)))
    } == {}
