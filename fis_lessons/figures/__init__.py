"""Accessible figures: picture, description, data table and sources travel together."""

from fis_lessons.figures.base import COLOURS, Figure, canvas, picture, tidy
from fis_lessons.figures.markup import Html, escape, inline, markdown, plain, table_html, table_text

__all__ = [
    "COLOURS",
    "Figure",
    "Html",
    "canvas",
    "escape",
    "inline",
    "markdown",
    "picture",
    "plain",
    "table_html",
    "table_text",
    "tidy",
]
