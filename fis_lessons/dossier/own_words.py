"""What a person typed, on a page: shown as it is, and never obeyed."""

from __future__ import annotations

from fis_lessons.figures import escape


def own(text: str) -> str:
    """Write what a person typed: never a tag, its lines kept, and no mark in it turns the page round.

    Examples
    --------
    >>> own("<b>")
    '<bdi class="fis-own">&lt;b&gt;</bdi>'
    """
    return f'<bdi class="fis-own">{escape(text)}</bdi>'
