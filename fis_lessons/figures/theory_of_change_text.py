"""The same chain in words: logical framework, Mermaid text, list of what is missing. All of it safe to show."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fis_lessons.figures.markup import Html, escape, table_html, table_text
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.theory_of_change import (
    KINDS,
    Chain,
    Finding,
    Kind,
    Weight,
    kind_label,
    kind_labels,
    logframe,
    rule_label,
)


def logframe_frame(chain: Chain) -> pd.DataFrame:
    """Write the logical framework as a table of plain texts."""
    return pd.DataFrame(
        [
            (
                f"{kind_label(row.kind)} {row.number}",
                row.label,
                row.indicator or "–",
                row.verification or "–",
                "; ".join(row.assumptions) or "–",
                "; ".join(row.risks) or "–",
            )
            for row in logframe(chain)
        ],
        columns=[
            _("Livello"),
            _("Che cosa dice"),
            _("Indicatore"),
            _("Fonte di verifica"),
            _("Ipotesi: porta al livello sopra se…"),
            _("Che cosa può andare storto"),
        ],
    )


def logframe_table(chain: Chain, *, title: str) -> Html:
    """Show the logical framework: the same boxes and arrows, read from the impact down."""
    table = logframe_frame(chain)
    if table.empty:
        words = _("La catena è vuota: il quadro logico comparirà qui.")
        return Html(f"<p>{escape(words)}</p>", words)
    return Html(table_html(table, caption=title), f"{title}\n{table_text(table)}")


_SIGNS: dict[Weight, str] = {"gap": "✗", "advice": "→", "suspicion": "?"}


def findings_list(findings: Sequence[Finding]) -> Html:
    """Show what is missing, the gaps first; every name somebody typed is escaped."""
    titles: dict[Weight, str] = {
        "gap": _("Che cosa manca ancora"),
        "advice": _("Che cosa si può migliorare"),
        "suspicion": _("Che cosa guardare due volte"),
    }
    if not findings:
        words = _(
            "Nessuna osservazione: la forma è completa. Se la catena è vera, lo dirà solo ciò che succede."
        )
        return Html(
            f'<div class="fis-text"><p><span aria-hidden="true">✓</span> {escape(words)}</p></div>', words
        )
    pages, lines = [], []
    for weight, title in titles.items():
        some = [finding for finding in findings if finding.weight == weight]
        if not some:
            continue
        head = _("{title} ({count})").format(title=title, count=number(len(some)))
        items = "".join(
            f'<li><span aria-hidden="true">{_SIGNS[weight]}</span> '
            f"<strong>{escape(_capital(rule_label(one.rule)))}.</strong> {escape(one.text)} "
            f"{escape(one.remedy)}</li>"
            for one in some
        )
        pages.append(f"<p><strong>{escape(head)}</strong></p><ul>{items}</ul>")
        lines += [
            head,
            *(f"- {_capital(rule_label(one.rule))}. {one.text} {one.remedy}" for one in some),
        ]
    return Html(f'<div class="fis-text">{"".join(pages)}</div>', "\n".join(lines))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- Mermaid ----------------------------------------------------------------------------------------
_SHAPES: dict[Kind, tuple[str, str]] = {
    "resource": ("[/", "/]"),
    "activity": ("[", "]"),
    "output": ("[[", "]]"),
    "outcome": ("([", "])"),
    "impact": ("{{", "}}"),
}
_HARMLESS = set(" .,'’«»-/+–àèéìòùÀÈÉÌÒÙ…?!")


def mermaid_words(text: str) -> str:
    """Write a text so that nothing in it can be an instruction of the drawing: signs become numbers.

    Examples
    --------
    >>> mermaid_words('Un "giro"; fine]')
    'Un #34;giro#34;#59; fine#93;'
    """
    return "".join(c if c.isalnum() or c in _HARMLESS else f"#{ord(c)};" for c in text)


def mermaid(chain: Chain) -> str:
    """Write the chain as Mermaid text, to paste where Mermaid is drawn (many wikis and editors do).

    The arrow carries its assumption and what could go wrong; an arrow without an assumption is dotted.
    """
    numbers = chain.numbers
    lines = ["flowchart TB"]
    for kind in KINDS:
        nodes = chain.of_kind(kind)
        if nodes:
            lines.append(f'  subgraph level_{kind}["{mermaid_words(kind_labels(kind))}"]')
            left, right = _SHAPES[kind]
            lines += [
                f'    b{numbers[node.id]}{left}"{mermaid_words(f"{numbers[node.id]}. {node.label}")}"{right}'
                for node in nodes
            ]
            lines.append("  end")
    for arrow in chain.arrows:
        ends = f"b{numbers[arrow.source]}", f"b{numbers[arrow.target]}"
        said = [_("se: {text}").format(text=arrow.assumption)] if arrow.assumption else []
        said += [_("rischio: {text}").format(text=arrow.risk)] if arrow.risk else []
        line = "-->" if arrow.assumption else "-.->"
        label = f'|"{mermaid_words(" / ".join(said))}"|' if said else ""
        lines.append(f"  {ends[0]} {line}{label} {ends[1]}")
    return "\n".join(lines) + "\n"
