"""A page for paper: numbered, with the lesson's name at the foot of each sheet."""

from __future__ import annotations

from fis_lessons.course.forms.on_paper import PAPER_CSS
from fis_lessons.course.forms.order import Order
from fis_lessons.dossier.paper import page
from fis_lessons.i18n import gettext as _


def numbered_page(body: str, *, title: str, footer: str, order: Order, css: str = "") -> str:
    """Put a body into a whole page whose sheets are numbered when it is printed.

    Parameters
    ----------
    body
        HTML with its one ``h1``.
    title
        Of the window, and of the PDF.
    footer
        Stands at the foot of each sheet, with its number; any text.
    order
        For the language.
    css
        More style.
    """
    return page(body, title=title, lang=order.lang, css=PAPER_CSS + _sheets(footer) + css)


def _sheets(footer: str) -> str:
    # a browser that does not know these boxes prints the sheets without them
    foot = _string(footer)
    before, _page, rest = _("Pagina {page} di {pages}").partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    number = f"{_string(before)} counter(page) {_string(between)} counter(pages) {_string(after)}"
    style = "font: 8.5pt system-ui, 'DejaVu Sans', sans-serif; color: #495057;"
    return (
        "@page { margin: 16mm 16mm 18mm;"
        f"@bottom-left {{ content: {foot}; width: 76%; text-align: left; {style} }}"
        f"@bottom-right {{ content: {number}; width: 24%; text-align: right; {style} }} }}\n"
    )


def _string(text: str) -> str:
    """Write any text as a string of CSS inside a page: nothing in it can end the string, or the style."""
    safe = "".join(one if one.isalnum() or one in " .,:·-()" else f"\\{ord(one):06x}" for one in text)
    return f'"{safe}"'
