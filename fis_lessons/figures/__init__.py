"""Accessible figures: picture, description, data table and sources travel together."""

from fis_lessons.figures.base import COLOURS, Figure, canvas, house_style, picture, tidy
from fis_lessons.figures.markup import (
    Html,
    callout,
    captioned,
    cell,
    escape,
    inline,
    markdown,
    plain,
    table_html,
    table_text,
    told,
)

__all__ = [
    "COLOURS",
    "Figure",
    "Html",
    "callout",
    "canvas",
    "captioned",
    "cell",
    "escape",
    "house_style",
    "inline",
    "markdown",
    "picture",
    "plain",
    "table_html",
    "table_text",
    "tidy",
    "told",
]
