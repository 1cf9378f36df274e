"""A figure carries its picture, its description, its data and its sources, and never loses them."""

from __future__ import annotations

import base64
import functools
import io
import textwrap
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ParamSpec, cast

import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.figures.markup import escape, inline, table_html, table_text
from fis_lessons.i18n import Language, language, use_language
from fis_lessons.i18n import gettext as _

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

# Okabe-Ito: told apart by people who do not see red from green, and in grey print
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")


@dataclass(frozen=True)
class Figure:
    """A picture somebody who cannot see it can use too.

    Parameters
    ----------
    drawing
        What the picture is made from.
    alt
        What it shows, in a sentence or two, with the numbers that matter.
    caption
        Title of the figure, as printed.
    table
        The numbers that were drawn, formatted in the language in use; the first column heads the rows.
    sources
        Lines of Markdown saying where the numbers come from.
    """

    drawing: Drawing = field(repr=False, compare=False)
    alt: str
    caption: str
    table: pd.DataFrame = field(repr=False)
    sources: tuple[str, ...] = ()
    lang: Language = field(default_factory=language, repr=False)

    @cached_property
    def png(self) -> bytes:
        """The picture, drawn when it is first looked at: many figures are only read."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        stream = io.BytesIO()
        with _house(), use_language(self.lang):
            # `savefig` would draw everything twice, the first time to lay it out: drawing lays out what it draws.
            # No date and no version in the file: the same numbers always give the same bytes
            FigureCanvasAgg(self.drawing).print_png(stream, metadata={"Software": None})  # type: ignore[no-untyped-call]
        return stream.getvalue()

    @property
    def html(self) -> str:
        """The figure as a piece of page: picture, caption, sources, data table."""
        data = base64.b64encode(self.png).decode()
        origin, numbers = _("Fonte:"), _("I dati della figura")
        notes = "".join(f'<p class="fis-source">{origin} {inline(line)}</p>' for line in self.sources)
        return (
            f'<figure class="fis-figure"><img alt="{escape(self.alt)}" src="data:image/png;base64,{data}">'
            f"<figcaption>{escape(self.caption)}{notes}</figcaption>"
            f"<details><summary>{numbers}</summary>"
            f"{table_html(self.table, caption=self.caption)}</details></figure>"
        )

    @property
    def text(self) -> str:
        """The figure in words: description and data."""
        name = _("Figura")
        return f"[{name}: {self.alt}]\n{table_text(self.table)}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {
            "text/html": self.html,
            "image/png": base64.b64encode(self.png).decode(),
            "text/plain": self.text,
        }


P = ParamSpec("P")


def house_style(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Let a function draw in the house style, whatever the reader's own matplotlib is set to.

    A ``matplotlibrc`` of the user would change letters, colours and sizes, or stop the picture (``text.usetex``
    needs LaTeX). Afterwards the settings are as they were.
    """

    @functools.wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Figure:
        with _house():
            return draw(*args, **kwargs)

    return drawn


@contextmanager
def _house() -> Iterator[None]:
    import matplotlib

    # by way of dict: every value is one that matplotlib checked already, and checking takes 50 ms
    now = cast("dict[str, Any]", matplotlib.rcParams)
    house = cast("dict[str, Any]", matplotlib.rcParamsDefault)
    before = dict(dict.items(now))
    dict.update(now, {key: value for key, value in dict.items(house) if key != "backend"})
    try:
        with warnings.catch_warnings():
            # a name in letters the font lacks is drawn as boxes; its table says it whole
            warnings.filterwarnings("ignore", message="Glyph .* missing from font", category=UserWarning)
            yield
    finally:
        dict.update(now, before)


def canvas(*, width: float = 7.2, height: float = 3.6) -> Drawing:
    """Return an empty drawing, outside pyplot (nothing to close, nothing shared).

    Whoever calls it is marked with :func:`house_style`.

    Parameters
    ----------
    width, height
        In inches.
    """
    from matplotlib.figure import Figure as Drawing

    return Drawing(figsize=(width, height), dpi=150, layout="constrained", facecolor="white")


def drawn_words(text: str, width: int, *, lines: int = 3) -> str:
    """Break what somebody typed into short lines; what cannot be seen is left out.

    Whoever draws it says ``parse_math=False``: a name with two dollars in it is no formula.
    """
    seen = "".join(sign if sign.isprintable() else " " for sign in text)
    return textwrap.fill(seen.strip() or "–", width, max_lines=lines, placeholder="…")


def tidy(axes: object) -> None:
    """Take away the lines that say nothing."""
    axes.spines[["top", "right"]].set_visible(False)  # type: ignore[attr-defined]
    axes.tick_params(labelsize=10)  # type: ignore[attr-defined]
    axes.set_axisbelow(True)  # type: ignore[attr-defined]


def picture(
    drawing: Drawing, *, alt: str, caption: str, table: pd.DataFrame, sources: tuple[str, ...] = ()
) -> Figure:
    """Turn a drawing into a :class:`Figure`.

    Raises
    ------
    ValueError
        If the description is missing or the table is empty: a figure without them is half a figure.
    """
    if not alt.strip() or not caption.strip():
        raise ValueError("a figure needs a description and a caption")
    if table.empty:
        raise ValueError("a figure needs its data table")
    return Figure(drawing=drawing, alt=alt, caption=caption, table=table, sources=sources)
