"""What is a control where there is a kernel, and a page where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fis_lessons.figures import Html


class Live:
    """Something shown as a control where there is a kernel, and as a page where there is none."""

    def __init__(self, widget: Callable[[], Any], page: Html) -> None:
        self._widget = widget
        self._page = page

    def __repr__(self) -> str:
        """Show the words."""
        return self._page.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        view = self._widget()._repr_mimebundle_(include=include, exclude=exclude) or {}
        return {**view, "text/html": self._page.html, "text/plain": self._page.text}
