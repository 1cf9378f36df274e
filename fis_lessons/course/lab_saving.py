"""What a lesson keeps when JupyterLab saves it: pages, never controls that no kernel answers for."""

from __future__ import annotations

import re
from typing import Any

from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk.live import KEPT

_VIEW = "application/vnd.jupyter.widget-view+json"
_OPENING = re.compile(r'(<p class="fis-opening"[^>]*>).*?(</p>)', re.DOTALL)


def without_views(model: dict[str, Any], path: str = "", contents_manager: object = None) -> None:
    """Take the controls out of a notebook that is being saved: JupyterLab calls it before it writes.

    A control is a view of something that lives in the kernel. Opened again without it, JupyterLab writes an error
    in English in its place. The page beside each control stays, and the first line says what to press.
    """
    if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
        return
    notebook = model["content"]
    notebook.get("metadata", {}).pop("widgets", None)
    again = _again(notebook)
    for cell in notebook.get("cells", ()):
        for output in cell.get("outputs", ()):
            data = output.get("data")
            if isinstance(data, dict):
                data.pop(_VIEW, None)
                # saved before the control was there: what says that it is on its way would say so for ever
                kept = output.get("metadata", {}).pop(KEPT, None)
                if isinstance(kept, dict):
                    data.update(kept)
                if isinstance(data.get("text/html"), str):
                    data["text/html"] = _OPENING.sub(rf"\g<1>{again}\g<2>", data["text/html"])


def _again(notebook: dict[str, Any]) -> str:
    code = "".join(
        "".join(cell.get("source", ""))
        for cell in notebook.get("cells", ())
        if cell.get("id") == "parameters"
    )
    lang: Language = "en" if re.search(r"""^lang\s*=\s*["']en["']""", code, re.MULTILINE) else "it"
    with use_language(lang):
        return _(
            "Per cominciare, o per riprendere da dove eri, premi ▶▶ «Avvia la lezione» nella barra in alto."
        )
