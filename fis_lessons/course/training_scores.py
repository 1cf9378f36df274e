"""Read the sheet of scores a trainer filled in, and say what changed in the class and how sure that is."""

from __future__ import annotations

import io
import math
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fis_lessons.course.training_forms import FIRST_ROW
from fis_lessons.dossier.paper import facts, page
from fis_lessons.errors import BuildError, Problem
from fis_lessons.exercises.handin import one_line, person_key
from fis_lessons.exercises.training_words import cautions, sentence
from fis_lessons.figures import escape
from fis_lessons.i18n import Language, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.training import PairedDifference, paired_difference
from fis_lessons.reading import read_number

LARGEST_FILE = 5_000_000
LARGEST_INSIDE = 50_000_000
MOST_ROWS = 5_000
_CEILING = 0.9


@dataclass(frozen=True)
class Scores:
    """The scores of a class.

    Parameters
    ----------
    most
        Highest score of a form.
    codes, first, before, after
        One per person: code, form filled in before the course (``A``, ``B`` or empty), points before and
        after; None where a score is missing.
    """

    most: float
    codes: tuple[str, ...]
    first: tuple[str, ...]
    before: tuple[float | None, ...]
    after: tuple[float | None, ...]

    @property
    def difference(self) -> PairedDifference:
        """What changed, person by person."""
        return paired_difference(self.before, self.after)


def read_scores(path: Path) -> Scores:
    """Read a sheet made by :func:`~fis_lessons.course.training_forms.score_sheet` and filled in.

    Formulas are not computed: the value stored with them counts.

    Raises
    ------
    BuildError
        With every problem of the sheet.
    """
    sheet = _sheet(path)
    rows = [row[:4] for row in sheet if len(row) >= 2]
    most = _score(rows[0][1]) if rows else None
    if most is None or not 0 < most <= 1000:
        raise BuildError(
            _("Questo non è il foglio dei punteggi."),
            [
                Problem(
                    f"{one_line(path.name)}: B1",
                    _("manca il punteggio massimo."),
                    remedy=_("Usa il foglio che scrive «fis-lessons questions», senza spostare le righe."),
                )
            ],
        )
    people: list[tuple[str, str, float | None, float | None]] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for position, row in enumerate(rows[FIRST_ROW - 1 :], start=FIRST_ROW):
        code, form, *points = (*row, None, None, None)[:4]
        if points == [None, None] or all(_blank(value) for value in points):
            continue
        problems += _problems(position, code, form, points, most=most, seen=seen)
        before, after = (None if _blank(value) else _score(value) for value in points)
        people.append((one_line(code or ""), str(form or "").strip().upper(), before, after))
    if problems:
        raise BuildError(_("Nel foglio dei punteggi ci sono cose da sistemare."), problems)
    codes, first, early, late = zip(*people, strict=True) if people else ((), (), (), ())
    return Scores(most, tuple(codes), tuple(first), tuple(early), tuple(late))


def _sheet(path: Path) -> list[tuple[Any, ...]]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BuildError(_("Il file è troppo grande per essere un foglio di punteggi."))
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as inside:
            # an xlsx is a zip: a few bytes can ask for the whole memory
            if sum(item.file_size for item in inside.infolist()) > LARGEST_INSIDE:
                raise BuildError(_("Il file è troppo grande per essere un foglio di punteggi."))
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        return list(sheet.iter_rows(values_only=True, max_row=MOST_ROWS, max_col=4))
    except (BuildError, OSError):
        raise
    except Exception as error:  # whatever a file that is not a spreadsheet does to its reader
        raise BuildError(
            _("Il file non si apre come foglio di calcolo (xlsx)."),
            [Problem(one_line(path.name), type(error).__name__)],
        ) from None


def _problems(
    position: int, code: Any, form: Any, points: list[Any], *, most: float, seen: dict[str, int]
) -> list[Problem]:
    found = []
    where = _("riga {number}").format(number=position)
    key = person_key(str(code or ""))
    if not key:
        found.append(Problem(where, _("manca il codice."), remedy=_("Scrivi il codice della persona.")))
    elif key in seen:
        told = _("il codice «{code}» c'è già alla riga {other}.").format(code=one_line(code), other=seen[key])
        found.append(Problem(where, told, remedy=_("Una riga per persona.")))
    seen.setdefault(key, position)
    if str(form or "").strip().upper() not in ("", "A", "B"):
        told = _("il modulo è «{value}».").format(value=one_line(form, limit=30))
        found.append(Problem(where, told, expected=_("A o B, o niente")))
    for name, value in zip((_("punti prima"), _("punti dopo")), points, strict=True):
        score = _score(value)
        if not _blank(value) and (score is None or not 0 <= score <= most):
            told = _("il valore è {found}.").format(found=f"«{one_line(value, limit=30)}»")
            found.append(
                Problem(
                    f"{where}, {name}",
                    told,
                    expected=_("un numero da 0 a {most}").format(most=number(most)),
                )
            )
    return found


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _score(value: Any) -> float | None:
    found = read_number(value) if isinstance(value, int | float | str) else None
    return found if found is not None and math.isfinite(found) else None


# --- in words -----------------------------------------------------------------------------------
def told(scores: Scores) -> tuple[list[str], list[str]]:
    """Say what changed, and what must be told with it, in the language in use.

    Returns
    -------
    tuple of list of str
        Sentences of the result, and cautions.

    Raises
    ------
    MeasureError
        If fewer than two persons have both scores.
    """
    found = scores.difference
    result = [sentence(found), _effect_words(found)]
    return [text for text in result if text], [*cautions(found), *_form_cautions(scores, found)]


def _effect_words(found: PairedDifference) -> str:
    if found.d_av is None:
        return ""
    return _(
        "Per farsi un'idea: una grandezza di 0,5 vuol dire che la media si è spostata di mezza deviazione "
        "standard, cioè di metà della distanza tipica fra una persona e la media. Non c'è una soglia oltre la "
        "quale un corso «funziona»."
    )


def _form_cautions(scores: Scores, found: PairedDifference) -> list[str]:
    words = []
    both = [
        form
        for form, before, after in zip(scores.first, scores.before, scores.after, strict=True)
        if before is not None and after is not None
    ]
    first, second = both.count("A"), both.count("B")
    if first + second < len(both):
        words.append(
            _("Di {count} persone non è scritto quale modulo hanno fatto prima.").format(
                count=number(len(both) - first - second)
            )
        )
    if not min(first, second) and max(first, second):
        words.append(
            _(
                "Tutti hanno fatto i moduli nello stesso ordine: la differenza comprende anche quella di "
                "difficoltà fra i due moduli, e non si può separare. La prossima volta dai a metà classe il "
                "modulo B per primo."
            )
        )
    elif min(first, second) * 2 < max(first, second):
        words.append(
            _(
                "Hanno cominciato con il modulo A in {first}, con il B in {second}: i due gruppi sono molto "
                "diversi, e la difficoltà dei moduli pesa sul risultato."
            ).format(first=number(first), second=number(second))
        )
    if found.before >= _CEILING * scores.most:
        words.append(
            _(
                "Prima del corso le risposte giuste erano già quasi tutte: con queste domande non c'era spazio "
                "per vedere un miglioramento."
            )
        )
    return words


def result_page(scores: Scores, *, lang: Language) -> str:
    """Write the result as a page to print."""
    with use_language(lang):
        result, care = told(scores)
        title = _("Prima e dopo il corso")
        found = scores.difference
        rows = [
            (_("Persone con i due punteggi"), number(found.pairs)),
            (_("Punteggio massimo"), number(scores.most)),
            (_("Media prima"), number(found.before, decimals=1)),
            (_("Media dopo"), number(found.after, decimals=1)),
            (_("Differenza media"), number(found.mean, decimals=1)),
        ]
        text = "".join(f"<p>{escape(words)}</p>" for words in result)
        items = "".join(f"<li>{escape(words)}</li>" for words in care)
        head = escape(_("Da dire insieme ai numeri"))
        box = f'<div class="box"><h2>{head}</h2><ul>{items}</ul></div>' if items else ""
        body = f"<h1>{escape(title)}</h1>{facts(rows)}{text}{box}"
        return page(body, title=title, lang=lang, css=".box h2 { margin: 0; padding: 0; border: 0; }")
