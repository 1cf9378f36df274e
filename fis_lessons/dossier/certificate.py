"""A certificate of what was done: drawn from the learner's own record, and it says so."""

from __future__ import annotations

import contextlib
import datetime
import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from fis_lessons import __version__
from fis_lessons.cases import load_case
from fis_lessons.classes import dataclass
from fis_lessons.dossier.folder import folder_of, how_to_print, save_version
from fis_lessons.dossier.heading import heading_fields, kept_heading
from fis_lessons.dossier.modules import Module, known_modules, read_module
from fis_lessons.dossier.paper import facts, page
from fis_lessons.errors import FisError, Problem
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.progress import Event, Progress
from fis_lessons.exercises.quiz import PREFIX
from fis_lessons.figures import escape, markdown
from fis_lessons.i18n import Language, counted, day, number, use_language
from fis_lessons.i18n import gettext as _

FILE_NAME = "attestato.html"
_LONGEST_NAME = 120
_WORK = ("answer", "hint", "skip")


class CertificateError(FisError):
    """A certificate that cannot be written: no name, or nothing done."""


@dataclass(frozen=True)
class Done:
    """What was done in a lesson, on one variant of it.

    Parameters
    ----------
    module
        The lesson.
    variant
        Case and parameters, as the record names them.
    right, skipped, open_
        Exercises of the lesson answered rightly, skipped, tried without success.
    beyond
        Answered rightly, of those the lesson is finished without.
    attempts, hints, skips
        How many times, resets included: starting again does not hide them.
    quiz_right, quiz_tried
        Questions of the quiz.
    first, last
        Days of the first and of the last event; None if no date can be read.
    """

    module: Module
    variant: str
    right: int
    skipped: int
    open_: int
    beyond: int
    attempts: int
    hints: int
    skips: int
    quiz_right: int
    quiz_tried: int
    first: datetime.date | None
    last: datetime.date | None


def done(record: Progress, lessons: Sequence[str]) -> list[Done]:
    """Read from a record what was done, one entry per lesson and variant.

    Raises
    ------
    LessonError
        If there is no such lesson.
    """
    found = []
    for lesson in dict.fromkeys(lessons):
        module = read_module(lesson)
        work = [event for event in record.events(lesson) if event.kind in _WORK and _counts(module, event)]
        for variant in dict.fromkeys(event.case for event in work):
            events = [event for event in work if event.case == variant]
            found.append(_summary(record, module, variant, events))
    return found


def _counts(module: Module, event: Event) -> bool:
    return event.exercise in module.exercises or event.exercise.startswith(PREFIX)


def _summary(record: Progress, module: Module, variant: str, events: Sequence[Event]) -> Done:
    states = record.states(module.id, case=variant)
    own = [states.get(name, "") for name in module.needed]
    quiz = [state for name, state in states.items() if name.startswith(PREFIX)]
    days = sorted(when for event in events if (when := _day(event.time)) is not None)
    return Done(
        module=module,
        variant=variant,
        right=own.count("right"),
        skipped=own.count("skipped"),
        open_=own.count("not_yet"),
        beyond=sum(states.get(name) == "right" for name in module.extra),
        attempts=sum(event.kind == "answer" for event in events),
        hints=sum(event.kind == "hint" for event in events),
        skips=sum(event.kind == "skip" for event in events),
        quiz_right=quiz.count("right"),
        quiz_tried=len(quiz),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _day(time: str) -> datetime.date | None:
    # the file is the learner's own, and may have been written by hand
    with contextlib.suppress(ValueError):
        return datetime.datetime.fromisoformat(time).date()
    return None


def certificate(
    record: Progress,
    *,
    name: str,
    lessons: Sequence[str],
    lang: Language,
    heading: Mapping[str, str] | None = None,
    version: int = 1,
) -> str:
    """Write what a learner did as a page to print.

    Parameters
    ----------
    record
        The learner's own.
    name
        As it should read; whatever is in it is shown as text.
    lessons
        Numbers of the lessons to tell about; those not begun are left out.
    lang
        Language of the page.
    heading
        Municipality and office, as every document to take home begins; what is missing is a line to fill in.
    version
        Printed on it.

    Raises
    ------
    CertificateError
        If there is no name, or nothing was done.
    LessonError
        If there is no such lesson.
    """
    with use_language(lang):
        who = _name(name)
        work = done(record, lessons)
        if not work:
            raise CertificateError(
                _("Nel registro non c'è ancora nessun esercizio provato di queste lezioni."),
                [
                    Problem(
                        "", ", ".join(lessons) or "–", remedy=_("Prova almeno un esercizio, poi torna qui.")
                    )
                ],
            )
        folder = record.path.parent if record.path else None
        title = _("Attestato di lavoro svolto")
        minutes = sum({one.module.id: one.module.minutes for one in work}.values())
        rows = [
            (_("Nome"), who),
            *_where_from(heading or {}),
            (_("Lezioni affrontate"), number(len({one.module.id for one in work}))),
            (
                _("Durata dichiarata delle lezioni"),
                _("{minutes} minuti").format(minutes=number(minutes)),
            ),
            (_("Scritto il"), day(datetime.datetime.now().astimezone().date())),
            (_("Versione"), number(version)),
        ]
        body = [
            f"<h1>{escape(title)}</h1>",
            facts(rows),
            _plainly(),
            *(_section(one, folder) for one in work),
            _how_to_read(),
            _sign(),
            made_with(),
        ]
        return page("\n".join(body), title=f"{title}: {who}", lang=lang)


def certify(learner: Learner, name: str) -> tuple[bool, str]:
    """Write the certificate beside a record and say where, or say why it cannot be written. Never raises.

    What a button does: nobody needs a terminal to have a certificate.

    Parameters
    ----------
    learner
        Whose record it is drawn from, where it goes, and the language of the page and of the answer.
    name
        As it should read.
    """
    with use_language(learner.lang):
        try:
            folder_of(learner)
            lessons, heading = known_modules(), kept_heading(learner)

            def text(version: int) -> str:
                return certificate(
                    learner.record,
                    name=name,
                    lessons=lessons,
                    lang=learner.lang,
                    heading=heading,
                    version=version,
                )

            says = [name, heading, learner.lang, *map(repr, done(learner.record, lessons))]
            path = save_version(
                text, name=FILE_NAME, says=json.dumps(says, sort_keys=True), learner=learner
            ).path
        except FisError as error:
            return False, " ".join([error.message, *(problem.remedy for problem in error.problems)]).strip()
        words = _("Attestato pronto: il file {name} è nella cartella del corso.").format(name=path.name)
        return True, f"{words} {how_to_print(path.name)}"


def _name(name: str) -> str:
    # control characters and marks that turn the reading direction could make a name read as another
    visible = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in name)
    short = " ".join(visible.split())
    if not short or len(short) > _LONGEST_NAME:
        raise CertificateError(
            _("Serve il nome di chi ha svolto le lezioni."),
            [
                Problem(
                    _("nome"),
                    _("{count} caratteri").format(count=len(short)),
                    expected=_("da 1 a {most} caratteri").format(most=_LONGEST_NAME),
                )
            ],
        )
    return short


def _where_from(heading: Mapping[str, str]) -> list[tuple[str, str]]:
    labels = {field.id: field.label for field in heading_fields()}
    blank = _("da scrivere") + " " + "_" * 8
    return [(labels[name], heading.get(name, "").strip() or blank) for name in ("municipality", "office")]


def made_with() -> str:
    """Say which version of the kit wrote a page."""
    words = _("Scritto con FIS Lessons, versione {version}.").format(version=__version__)
    return f'<p class="quiet">{escape(words)}</p>'


def _sign() -> str:
    words = escape(_("Firma di chi dichiara:"))
    return f'<p class="keep">{words} <span aria-hidden="true">{"_" * 34}</span></p>'


def _plainly() -> str:
    words = _(
        "**Questo attestato è un'autodichiarazione.** Lo scrive il computer di chi impara, dal registro che chi "
        "impara tiene nella propria cartella e può modificare. Nessun ente ha controllato chi ha risposto, né in "
        "quanto tempo. **Non è una certificazione di alcun ente** e non accredita ore di formazione: se il tempo "
        "vale per l'obiettivo annuale lo decide l'amministrazione di chi impara."
    )
    return f'<div class="box">{markdown(words)}</div>'


def _section(one: Done, folder: Path | None) -> str:
    head = _("Lezione {id}. {title}").format(id=one.module.id, title=_(one.module.title))
    total = len(one.module.needed)
    rows = [
        (_("Quando"), _when(one)),
        (_("Caso"), _variant(one.variant, folder)),
        (_("Durata dichiarata"), _("{minutes} minuti").format(minutes=number(one.module.minutes))),
        (
            _("Esercizi"),
            _("giusti {right} su {total}; saltati {skipped}; provati senza arrivarci {left}").format(
                right=one.right, total=total, skipped=one.skipped, left=one.open_
            ),
        ),
        (
            _("Strada fatta"),
            _("in tutto, anche prima di ricominciare: {attempts}, {hints}, {skips}").format(
                attempts=counted(one.attempts, one=_("{count} risposta"), more=_("{count} risposte")),
                hints=counted(one.hints, one=_("{count} aiuto"), more=_("{count} aiuti")),
                skips=counted(one.skips, one=_("{count} salto"), more=_("{count} salti")),
            ),
        ),
    ]
    if one.beyond:
        rows.append((_("Esercizi in più"), _("giusti {right}").format(right=one.beyond)))
    if one.quiz_tried:
        words = _("domande giuste {right} su {tried} provate")
        rows.append((_("Quiz"), words.format(right=one.quiz_right, tried=one.quiz_tried)))
    return f'<section class="keep"><h2>{escape(head)}</h2>{facts(rows)}</section>'


def _when(one: Done) -> str:
    if one.first is None or one.last is None:
        return _("data non leggibile nel registro")
    if one.first == one.last:
        return day(one.first)
    return _("dal {first} al {last}").format(first=day(one.first), last=day(one.last))


def _variant(variant: str, folder: Path | None) -> str:
    # the choices without their names, which are those of the code; what each drew by lot is told as such
    case, *own = variant[:400].split("|")
    name = case or "–"
    with contextlib.suppress(FisError):
        name = load_case(case, folder=folder).municipality.name
    return "; ".join([name, *map(_choice, own)])


def _choice(part: str) -> str:
    name, _equals, value = part.partition("=")
    return _("variante {code}").format(code=value) if name == "seed" else value or part


def _how_to_read() -> str:
    words = _(
        "Un esercizio è giusto se alla fine la risposta è quella attesa, con o senza aiuti. Saltare vuol dire "
        "farsi scrivere la risposta. La durata è quella dichiarata da chi ha scritto la lezione, non il tempo "
        "passato davanti allo schermo."
    )
    head = escape(_("Come leggerlo"))
    return f'<h2>{head}</h2><p class="quiet">{escape(words)}</p>'
