"""The page of a document to print: one file, nothing from elsewhere, A4."""

from __future__ import annotations

from collections.abc import Iterable

from fis_lessons.figures import escape, inline
from fis_lessons.i18n import Language

_CSS = """
@page { size: A4; margin: 18mm 16mm; }
:root { color-scheme: light; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff;
       font: 1rem/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
h1 { margin: 0 0 .3em; color: #0b3d91; font-size: 1.8rem; line-height: 1.2; }
h2 { margin: 1.6em 0 .4em; padding-top: .6em; border-top: 2px solid #c5cedd; font-size: 1.25rem; }
h3 { margin: 1.2em 0 .3em; font-size: 1.05rem; }
p, ul, dl { margin: .4em 0; }
a { color: #0b3d91; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .2em 1.2em; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
dd, .answer { white-space: pre-line; }
dl.pairs { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) minmax(0, 3fr) minmax(0, 2fr); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding: .4em 0; font-weight: 600; text-align: left; }
th, td { padding: .4em .6em; border-bottom: 1px solid #c5cedd; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #0b3d91; background: #f3f6fb; }
td.number, th.number, .fis-number { text-align: right; white-space: nowrap; }
.fis-scroll { overflow-x: auto; margin: 1.2em 0; }
th[scope=row] { font-weight: 600; }
figure { margin: 1.2em 0; }
figcaption { font-weight: 600; }
img { max-width: 100%; }
.box { margin: 1em 0; padding: .8em 1.1em; border: 1px solid #6a4b00; border-left: 6px solid #6a4b00;
       background: #fff8e0; }
.quiet { color: #495057; font-size: .92rem; }
@media (max-width: 34rem) { dl, dl.pairs { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4em; } }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; }
  .box, table, figure, dl, .keep { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .signature { break-before: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def page(body: str, *, title: str, lang: Language, css: str = "") -> str:
    """Put a body into a whole page.

    Parameters
    ----------
    body
        HTML with its one ``h1``.
    title
        Of the window; any text.
    lang
        Language of the text.
    css
        More style, for pages wider than a sheet.
    """
    # a picture is inside the page, as data: nothing is ever fetched
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_CSS}{css}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def facts(rows: Iterable[tuple[str, str]], *, pairs: bool = False) -> str:
    """Write names and values, both plain text; two beside each other where there is room, for short values."""
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows)
    return f'<dl class="pairs">{items}</dl>' if pairs else f"<dl>{items}</dl>"


def bullets(sentences: Iterable[str]) -> str:
    """Write sentences in Markdown as a list."""
    return "<ul>" + "".join(f"<li>{inline(sentence)}</li>" for sentence in sentences) + "</ul>"
