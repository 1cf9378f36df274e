"""A document: its fields, how it is judged, the page it becomes. One shape for plan, contract and deal."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from fis_lessons.classes import dataclass
from fis_lessons.dossier import paper
from fis_lessons.dossier.fields import Field, Kind, Values, cut, starting
from fis_lessons.dossier.folder import Version, save_version
from fis_lessons.dossier.heading import heading_remarks, heading_rows, kept_heading, signature
from fis_lessons.dossier.record import Project, project_of
from fis_lessons.dossier.remarks import Remark, remarks_html, status, too_long
from fis_lessons.errors import FisError
from fis_lessons.exercises.learner import Learner
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _

_FEW = 4
"""Short fields from which two stand beside each other on the page."""


@dataclass(frozen=True)
class Judged:
    """What a document says, once it is read.

    Parameters
    ----------
    shown
        Tables, figures, sentences: on the screen and on paper.
    remarks
        What to look at again, in the lesson's own words.
    on_paper
        What only the page needs: on the screen it stands in the fields already.
    """

    shown: tuple[Html, ...] = ()
    remarks: tuple[Remark, ...] = ()
    on_paper: tuple[Html, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document before it is filled in.

    Parameters
    ----------
    name
        In the record.
    file
        What the page is called.
    title
        Of the page.
    note
        What the page is, and is not, for whoever receives it.
    fields
        In the order they are decided.
    judge
        Reads the values; a :class:`FisError` it raises is a list of remarks.
    words
        Judges what is written in words, alone: a number that cannot be read hides nothing else.
    listed
        Whether the page lists the fields in a table; otherwise what is shown says them.
    beside
        Reads in the project what other parts say and the judgement needs, under names no field has.
    """

    name: str
    file: str
    title: Callable[[], str]
    note: Callable[[], str]
    fields: Callable[[], tuple[Field, ...]]
    judge: Callable[[Values], Judged]
    words: Callable[[Values], tuple[Remark, ...]] = lambda _values: ()
    listed: bool = True
    beside: Callable[[Project], Values] = lambda _project: {}

    def judged(self, values: Values) -> Judged:
        """Judge some values: whatever is wrong becomes a remark. Never raises an error of ours."""
        fields = self.fields()
        whole = {**starting(fields), **values}
        long = tuple(too_long(fields, whole))
        short = cut(fields, whole)
        try:
            found = self.judge(short)
            return replace(found, remarks=(*long, *found.remarks))
        except FisError as error:
            told = [Remark.of(problem) for problem in error.problems] or [
                Remark(_("In tutto"), error.message)
            ]
            return Judged((), (*long, *told, *self.words(short)))

    def review(self, values: Values) -> Html:
        """Write what the document says and what it lacks, to be shown beside its fields."""
        found = self.judged(values)
        state = status(found.remarks)
        notes = remarks_html(found.remarks)
        page = "".join(one.html for one in found.shown)
        text = "\n".join(one.text for one in (notes, *found.shown) if one.text)
        # what is wrong stands under the line that counts it: below the tables nobody would look for it
        return Html(
            f'<p role="status"><strong>{escape(state)}</strong></p>{notes.html}{page}', f"{state}\n{text}"
        )

    def remarks(self, values: Values, heading: Values) -> tuple[Remark, ...]:
        """List everything to look at again, the heading included."""
        return (*heading_remarks(heading), *self.judged(values).remarks)

    def page(
        self, values: Values, *, heading: Values, version: int, date: datetime.date, lang: Language
    ) -> str:
        """Write the page to print.

        Parameters
        ----------
        values, heading
            What is written; whatever is in it is shown as text.
        version, date
            Printed on it.
        lang
            Language of the page.
        """
        with use_language(lang):
            found = self.judged(values)
            remarks = self.remarks(values, heading)
            title = self.title()
            body = [
                f"<h1>{escape(title)}</h1>",
                paper.facts(heading_rows(heading, version=version, date=date), pairs=True),
                _state(remarks),
                f'<p class="quiet">{escape(self.note())}</p>',
                self._chosen(cut(self.fields(), values)) if self.listed else "",
                # on paper nobody can open what is closed
                *(one.html.replace("<details>", "<details open>") for one in (*found.shown, *found.on_paper)),
                remarks_html(remarks).html,
                signature(),
            ]
            return paper.page("\n".join(body), title=title, lang=lang, css=_CSS)

    def _chosen(self, values: Values) -> str:
        def shown(kinds: tuple[Kind, ...]) -> list[tuple[str, str]]:
            asked = [one for one in self.fields() if one.kind in kinds]
            return [(one.label, one.shown(values.get(one.id, one.start)) or "–") for one in asked]

        head = escape(_("Le scelte"))
        short: tuple[Kind, ...] = ("whole", "choice")
        if sum(one.kind in short for one in self.fields()) < _FEW:  # a few stay where they are asked
            return f"<h2>{head}</h2>{paper.facts(shown(get_args(Kind)))}"
        words, numbers = paper.facts(shown(("line", "text"))), paper.facts(shown(short), pairs=True)
        return f"<h2>{head}</h2>{words}{numbers}"

    def write(self, values: Values, learner: Learner) -> Version:
        """Write the page in the learner's folder, as a new version if it says something new.

        Raises
        ------
        FolderError
            If it cannot be written there.
        """
        heading = kept_heading(learner)
        values = {**values, **self.beside(project_of(learner))}
        today = datetime.datetime.now().astimezone().date()
        return save_version(
            lambda number: self.page(values, heading=heading, version=number, date=today, lang=learner.lang),
            name=self.file,
            says=json.dumps([dict(values), heading, learner.lang], sort_keys=True),
            learner=learner,
        )


def _state(remarks: tuple[Remark, ...]) -> str:
    kind = "box" if any(one.mend for one in remarks) else "quiet"
    return f'<p class="{kind}"><strong>{escape(status(remarks))}</strong></p>'


_CSS = """
.fis-remarks { margin-top: 1.2em; padding-top: .6em; border-top: 2px solid #c5cedd; }
figure.fis-figure img { max-height: 110mm; }
.answer { margin: .3em 0; padding: .5em .8em; border-left: 4px solid #0b3d91; background: #f3f6fb;
          overflow-wrap: anywhere; }
@page { margin: 13mm 16mm; }
@media print {
  body { font-size: 9pt; line-height: 1.3; }
  .quiet { font-size: 8.5pt; }
  .box { margin: .5em 0; padding: .4em .8em; }
  dl { row-gap: .1em; }
  th, td { padding: .1em .5em; }
  h1 { font-size: 1.5rem; }
  h2 { margin-top: .8em; padding-top: .3em; font-size: 1.1rem; }
  .fis-scroll { margin: .6em 0; }
  .fis-remarks { break-inside: avoid; margin-top: .6em; }
  figure.fis-figure { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1em; align-items: start; }
  figure.fis-figure img { grid-row: 1 / span 2; max-height: 70mm; }
  figure.fis-figure summary, figure.fis-figure caption { display: none; }
}
"""
