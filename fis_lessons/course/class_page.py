"""A class as a page: where it is stuck, which mistakes it makes, and who did what, in words as well as colour."""

from __future__ import annotations

import datetime
from collections import Counter

from fis_lessons.course.class_book import COLOURS
from fis_lessons.course.collect import Asked, Class, Group, Row
from fis_lessons.course.collect_judging import OUTCOMES, STUCK, Outcome
from fis_lessons.dossier.paper import facts, page
from fis_lessons.exercises.handin import moment
from fis_lessons.figures import escape
from fis_lessons.i18n import Language, day, number, percent, use_language
from fis_lessons.i18n import gettext as _

MARKS: dict[Outcome, str] = {
    "right": "✓",
    "helped": "✓",
    "shown": "◐",
    "not_yet": "✗",
    "skipped": "↷",
    "not_tried": "–",
    "not_judged": "?",
}
_MOST_MISTAKES = 3
_CSS = (
    """
body { max-width: 75rem; }
.lead { font-size: 1.1rem; }
.scroll { position: relative; }
.scroll:focus-visible { outline: 3px solid #0b3d91; }
.grid td { min-width: 5.4rem; border-left: 1px solid #fff; }
.grid thead th { vertical-align: bottom; }
.grid th:first-child { position: sticky; left: 0; min-width: 8rem; background: #fff; font-weight: 600; }
.grid thead th:first-child { background: #f3f6fb; }
.grid td small, .grid th small { display: block; font-weight: 400; font-size: .82rem; color: #333; }
.stuck th[scope=row] { min-width: 12rem; font-weight: 600; }
.stuck td { min-width: 5.5rem; }
.stuck td.wide { min-width: 15rem; }
.stuck ol { margin: 0; padding-left: 1.2em; }
.bar { display: flex; height: .8rem; margin-top: .3rem; border: 1px solid #555; background: #fff; }
.bar i { display: block; height: 100%; border-right: 1px solid #555; }
.bar i:last-child { border-right: 0; }
.legend { display: flex; flex-wrap: wrap; gap: .4em 1em; padding: 0; list-style: none; }
.legend span { display: inline-block; min-width: 1.7em; margin-right: .4em; padding: 0 .3em;
               border: 1px solid #777; text-align: center; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap; }
"""
    + "\n".join(
        f".o-{name.replace('_', '-')} {{ background: #{colour}; }}" for name, colour in COLOURS.items()
    )
    + "\n@media print { .grid th:first-child { position: static; } }\n"
)


def class_page(found: Class, *, lang: Language) -> str:
    """Write the class as one page: no script, no request, everything typed by others shown as text.

    Parameters
    ----------
    found
        As collected.
    lang
        Language of the page.
    """
    with use_language(lang):
        title = _("Consegne della classe")
        body = [
            f"<h1>{escape(title)}</h1>",
            facts(
                [
                    (_("Persone"), number(found.persons)),
                    (_("Consegne contate"), number(found.hand_ins)),
                    (_("File messi da parte"), number(len(found.aside))),
                    (_("Raccolte il"), day(datetime.datetime.now().astimezone().date())),
                ]
            ),
            _how_to_read(),
            *(_section(group) for group in found.groups),
            _aside(found),
        ]
        return page("\n".join(body), title=title, lang=lang, css=_CSS)


def _how_to_read() -> str:
    words = _(
        "I verdetti li ha ricalcolati questo computer, dalle risposte e dai parametri di ciascuno. Tentativi, "
        "aiuti e tempi sono invece quelli che dichiara il file: un registro si può modificare. Nessuno ha "
        "verificato chi ha risposto. Serve a preparare la prossima ora, non a dare voti."
    )
    items = "".join(
        f'<li><span class="o-{name.replace("_", "-")}" aria-hidden="true">{MARKS[name]}</span>'
        f"{escape(_(words))}</li>"
        for name, words in OUTCOMES.items()
        if name != "not_judged"
    )
    return f'<div class="box"><p>{escape(words)}</p></div><ul class="legend">{items}</ul>'


def _section(group: Group) -> str:
    head = _("Lezione {id}. {title}").format(id=group.lesson, title=group.title)
    stuck, each = _("Dove la classe è ferma"), _("Esercizio per esercizio, persona per persona")
    return (
        f"<section><h2>{escape(head)}</h2>{_lead(group)}"
        f"<h3>{escape(stuck)}</h3>{_stuck_table(group)}"
        f"<h3>{escape(each)}</h3>{_grid(group)}</section>"
    )


def _lead(group: Group) -> str:
    """Say in a sentence or two where to start from."""
    tried = [asked for asked in group.exercises if asked.tried]
    hard = sorted(
        (
            (asked.stuck / asked.tried, -position, asked)
            for position, asked in enumerate(tried)
            if asked.stuck
        ),
        key=lambda item: item[:2],
        reverse=True,
    )[:2]
    parts = [_("Consegne: {count}.").format(count=number(len(group.rows)))]
    for share, _position, asked in hard:
        words = _("Esercizio {number}, «{question}»: fermi {stuck} su {tried} di chi ha provato ({share}).")
        parts.append(
            words.format(
                number=group.exercises.index(asked) + 1,
                question=_short(asked.question),
                stuck=number(asked.stuck),
                tried=number(asked.tried),
                share=percent(share, decimals=0),
            )
        )
    if tried and not hard:
        parts.append(_("Chi ha provato è arrivato alla risposta giusta, da solo o con gli aiuti."))
    doubts = sum(judged.doubted for row in group.rows for judged in row.exercises.values())
    if doubts:
        parts.append(
            _("Verdetti diversi da quelli che il file dichiara: {count}.").format(count=number(doubts))
        )
    noted = sum(bool(row.notes) for row in group.rows)
    if noted:
        parts.append(
            _("Consegne da guardare due volte: {count}; il perché è sotto il nome.").format(count=noted)
        )
    return f'<p class="lead">{escape(" ".join(parts))}</p>'


def _short(question: str, *, limit: int = 80) -> str:
    return question if len(question) <= limit else question[: limit - 3].rsplit(" ", 1)[0] + "…"


def _stuck_table(group: Group) -> str:
    titles = [
        _("Esercizio"),
        _("Fermi, su chi ha provato"),
        _("Giusti, anche con aiuti"),
        _("Tentativi (mediana)"),
        _("Minuti (mediana)"),
        _("Errori noti più frequenti (persone)"),
    ]
    caption = _("Lezione {id}: esercizi, da dove la classe è più ferma").format(id=group.lesson)
    order = sorted(
        enumerate(group.exercises, start=1),
        key=lambda item: (-(item[1].stuck / item[1].tried if item[1].tried else 0.0), item[0]),
    )
    rows = "".join(_stuck_row(position, asked) for position, asked in order)
    return _table(caption, titles, rows, css="stuck")


def _stuck_row(position: int, asked: Asked) -> str:
    count = asked.outcomes
    mistakes = "".join(
        f"<li>{escape(words)} ({number(persons)})</li>" for words, persons in asked.mistakes[:_MOST_MISTAKES]
    )
    told = f"{position}. {_short(asked.question, limit=140)}"
    own = escape(_("autovalutato"))
    note = f"<small>{own}</small>" if asked.self_assessed else ""
    stuck = (
        _("{stuck} su {tried} ({share})").format(
            stuck=number(asked.stuck),
            tried=number(asked.tried),
            share=percent(asked.stuck / asked.tried, decimals=0),
        )
        if asked.tried
        else "–"
    )
    cells = [
        f"{escape(stuck)}{_bar(asked)}",
        number(count.get("right", 0) + count.get("helped", 0)),
        "–" if asked.attempts is None else _plain_number(asked.attempts),
        "–" if asked.minutes is None else _plain_number(asked.minutes),
    ]
    body = f"<td>{cells[0]}</td>" + "".join(f'<td class="number">{cell}</td>' for cell in cells[1:])
    last = f"<ol>{mistakes}</ol>" if mistakes else "–"
    return f'<tr><th scope="row">{escape(told)} {note}</th>{body}<td class="wide">{last}</td></tr>'


def _bar(asked: Asked) -> str:
    """Draw the outcomes as a bar; the numbers beside it and the grid below say the same in words."""
    parts = [
        (name, asked.outcomes.get(name, 0))
        for name in OUTCOMES
        if name != "not_tried" and asked.outcomes.get(name)
    ]
    total = sum(size for _name, size in parts)
    if not total:
        return ""
    pieces = "".join(
        f'<i class="o-{name.replace("_", "-")}" style="width:{100 * size / total:.1f}%"></i>'
        for name, size in parts
    )
    return f'<div class="bar" aria-hidden="true">{pieces}</div>'


def _plain_number(value: float) -> str:
    return number(value, decimals=0 if value == int(value) else 1)


def _grid(group: Group) -> str:
    several = len(group.variants) > 1
    heads = [
        f'<th scope="col">{position}<span class="sr">. {escape(asked.question)}</span></th>'
        for position, asked in enumerate(group.exercises, start=1)
    ]
    who, right, minutes = map(escape, (_("Persona o codice"), _("Giusti"), _("Minuti")))
    titles = f'<th scope="col">{who}</th>{"".join(heads)}'
    tail = f'<th scope="col">{right}</th><th scope="col">{minutes}</th>'
    rows = "".join(_grid_row(row, group, several=several) for row in group.rows)
    total = _grid_total(group)
    caption = _("Lezione {id}: esiti").format(id=group.lesson)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="grid"><caption>{escape(caption)}</caption><thead><tr>{titles}{tail}</tr></thead>'
        f"<tbody>{rows}</tbody><tfoot>{total}</tfoot></table></div>"
    )


def _grid_row(row: Row, group: Group, *, several: bool) -> str:
    when = moment(row.handed_in)
    small = [row.worked_on] if several else []
    small += [day(when.astimezone().date())] if when else []  # the same clock as the spreadsheet
    cells = []
    for asked in group.exercises:
        judged = row.exercises.get(asked.id)
        outcome: Outcome = judged.outcome if judged else "not_tried"
        tries = (
            _("tentativi: {count}").format(count=number(judged.attempts))
            if judged and judged.attempts > 1
            else ""
        )
        other = _("dichiarato diverso")
        doubt = f" ({other})" if judged and judged.doubted else ""
        cells.append(
            f'<td class="o-{outcome.replace("_", "-")}"><span aria-hidden="true">{MARKS[outcome]} </span>'
            f"{escape(_(OUTCOMES[outcome]))}{escape(doubt)}<small>{escape(tries)}</small></td>"
        )
    told = f"{escape(row.person)}<small>{escape('; '.join(small))}</small>"
    told += "".join(f'<small><span aria-hidden="true">⚑ </span>{escape(note)}</small>' for note in row.notes)
    right = f"{row.count('right', 'helped')}/{len(group.exercises)}"
    minutes = _plain_number(round(row.seconds / 60))
    return (
        f'<tr><th scope="row">{told}</th>{"".join(cells)}'
        f'<td class="number">{right}</td><td class="number">{minutes}</td></tr>'
    )


def _grid_total(group: Group) -> str:
    cells = []
    for asked in group.exercises:
        counts: Counter[str] = Counter()
        counts["stuck"] = sum(asked.outcomes.get(name, 0) for name in STUCK)
        right = asked.outcomes.get("right", 0) + asked.outcomes.get("helped", 0)
        words = _("{right} giusti, {stuck} fermi")
        cells.append(f"<td>{escape(words.format(right=number(right), stuck=number(counts['stuck'])))}</td>")
    head = escape(_("In tutto"))
    return f'<tr><th scope="row">{head}</th>{"".join(cells)}<td></td><td></td></tr>'


def _aside(found: Class) -> str:
    head = _("File messi da parte")
    if not found.aside:
        nobody = escape(_("Nessuno."))
        return f"<h2>{escape(head)}</h2><p>{nobody}</p>"
    rows = "".join(
        f'<tr><th scope="row">{escape(one.file)}</th><td>{escape(one.reason)}</td></tr>'
        for one in found.aside
    )
    words = _("Non sono contati sopra. Il resto è andato avanti.")
    table = _table(head, [_("File"), _("Perché")], rows, css="aside")
    return f"<section><h2>{escape(head)}</h2><p>{escape(words)}</p>{table}</section>"


def _table(caption: str, titles: list[str], rows: str, *, css: str) -> str:
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="{css}"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
