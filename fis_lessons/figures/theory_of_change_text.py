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
            _("Ipotesi: porta al passo dopo se…"),
            _("Che cosa può andare storto"),
        ],
    )


def logframe_table(chain: Chain, *, title: str) -> Html:
    """Show the logical framework: the same boxes and arrows, read from the impact down.

    Fewer columns than in the workbook: on a page each box stands with its level, each indicator with the
    place where it is read.
    """
    rows = [
        (
            f"{kind_label(row.kind)} {row.number}. {row.label}",
            " · ".join(filter(None, (row.indicator, row.verification))) or "–",
            "; ".join(row.assumptions) or "–",
            "; ".join(row.risks) or "–",
        )
        for row in logframe(chain)
    ]
    if not rows:
        words = _("La catena è vuota: il quadro logico comparirà qui.")
        return Html(f"<p>{escape(words)}</p>", words)
    table = pd.DataFrame(
        rows,
        columns=[
            _("Casella"),
            _("Indicatore · fonte di verifica"),
            _("Ipotesi: porta al passo dopo se…"),
            _("Che cosa può andare storto"),
        ],
    )
    return Html(table_html(table, caption=title), f"{title}\n{table_text(table)}")


MOST_SHOWN = 5
"""Findings of one rule that are written in full; the others are counted."""

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
        pages.append(f"<p><strong>{escape(head)}</strong></p>")
        lines.append(head)
        for rule in dict.fromkeys(one.rule for one in some):
            page, told = _one_rule(_SIGNS[weight], [one for one in some if one.rule == rule])
            pages.append(page)
            lines += told
    return Html(f'<div class="fis-text">{"".join(pages)}</div>', "\n".join(lines))


def _one_rule(sign: str, findings: Sequence[Finding]) -> tuple[str, list[str]]:
    """Write the findings of one rule, with what to do said once."""
    name, remedy = _capital(rule_label(findings[0].rule)), findings[0].remedy
    same = all(one.remedy == remedy for one in findings)
    texts = [one.text if same else f"{one.text} {one.remedy}" for one in findings[:MOST_SHOWN]]
    remedy = remedy if same else ""
    if len(findings) > MOST_SHOWN:
        texts.append(_("E altre {count} così.").format(count=number(len(findings) - MOST_SHOWN)))
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    page = (
        f'<p><span aria-hidden="true">{sign}</span> <strong>{escape(name)}.</strong> {escape(remedy)}</p>'
        f"<ul>{items}</ul>"
    )
    return page, [f"{name}. {remedy}".strip(), *(f"- {text}" for text in texts)]


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
        said = [_("ipotesi: {text}").format(text=arrow.assumption)] if arrow.assumption else []
        said += [_("rischio: {text}").format(text=arrow.risk)] if arrow.risk else []
        line = "-->" if arrow.assumption else "-.->"
        label = f'|"{mermaid_words(" / ".join(said))}"|' if said else ""
        lines.append(f"  {ends[0]} {line}{label} {ends[1]}")
    return "\n".join(lines) + "\n"
