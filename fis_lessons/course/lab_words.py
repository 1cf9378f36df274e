"""The words of JupyterLab that its language pack lacks, or says badly: added in the kit's own JupyterLab only."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

MODULE = __name__
"""What the server is told to load."""
_PARTS = ("jupyterlab", "jupyterlab_widgets")
_MENU = "menu\x04"  # JupyterLab looks for the names of menus under this mark


@cache
def more_words(locale: str) -> dict[str, list[str]]:
    """Return what to add to the pack of a language, as JupyterLab keeps it; nothing if there is none.

    Examples
    --------
    >>> more_words("it_IT")["Modified"]
    ['Modificato']
    >>> more_words("en")
    {}
    """
    source = files("fis_lessons.course") / "templates" / "lab" / f"words_{locale}.json"
    if not source.is_file():
        return {}
    words: dict[str, str | list[str]] = json.loads(source.read_text(encoding="utf-8"))
    # two words, for one and for more, only where JupyterLab counts: elsewhere it takes no other than one
    forms = {key: word if isinstance(word, list) else [word] for key, word in words.items()}
    return {name: form for key, form in forms.items() for name in (key, _MENU + key)}


def with_more_words(pack: dict[str, Any], locale: str) -> dict[str, Any]:
    """Return a language pack with our words in it.

    Parameters
    ----------
    pack
        Of each part of JupyterLab, its sentences.
    locale
        Such as ``it_IT``.
    """
    if not (words := more_words(locale)):
        return pack
    return {**pack, **{part: {**pack.get(part, {}), **words} for part in _PARTS}}


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": MODULE}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Answer for the words before JupyterLab does: the server loads its parts by the alphabet."""
    from jupyter_server.base.handlers import APIHandler
    from jupyter_server.utils import url_path_join
    from jupyterlab_server.translation_utils import get_language_pack, translator
    from tornado.web import authenticated

    class Words(APIHandler):
        @authenticated
        def get(self, locale: str) -> None:
            pack, message = get_language_pack(locale)
            translator.set_locale(
                locale
            )  # names of settings and menus are put into the language by the server
            self.finish(json.dumps({"data": with_more_words(pack, locale), "message": message}))

    where = url_path_join(
        server.web_app.settings["base_url"], "lab/api/translations/(?P<locale>[a-z]{2}_[A-Z]{2})"
    )
    server.web_app.add_handlers(".*$", [(where, Words)])
