"""The sheet of a lesson and of a course: what an office needs to put them in its training plan."""

from __future__ import annotations

from collections.abc import Sequence

from fis_lessons.dossier.certificate import made_with
from fis_lessons.dossier.modules import Module, read_module
from fis_lessons.dossier.paper import bullets, facts, page
from fis_lessons.errors import LessonError
from fis_lessons.figures import escape, inline, markdown
from fis_lessons.i18n import Language, number, use_language
from fis_lessons.i18n import gettext as _

# Who said it, where: the text of the directive itself was not read
_DIRECTIVE = (
    (
        "Polizia Locale",
        "https://www.polizialocale.com/obiettivo-formativo-di-40-ore-annue-quali-conseguenze-per-il-dirigente-"
        "se-i-dipendenti-non-lo-raggiungono",
    ),
    (
        "Publika",
        "https://elnews.publika.it/2025/09/24/la-formazione-obbligatoria-su-anticorruzione-e-trasparenza-e-la-"
        "direttiva-zangrillo/",
    ),
    (
        "Bollettino ADAPT",
        "https://www.bollettinoadapt.it/le-persone-al-centro-lultima-frontiera-della-formazione-nel-pubblico-"
        "impiego/",
    ),
)
_YEARLY_HOURS = 40


def module_sheet(lesson: str, *, lang: Language) -> str:
    """Write the sheet of a lesson as a page to print.

    Parameters
    ----------
    lesson
        Two digits.
    lang
        Language of the sheet.

    Raises
    ------
    LessonError
        If there is no such lesson, or its notebook does not declare what the sheet needs.
    """
    with use_language(lang):
        module = read_module(lesson)
        title = _("Lezione {id}. {title}").format(id=module.id, title=_(module.title))
        body = [f"<h1>{escape(title)}</h1>", _module_body(module, level=2), _frame(module.minutes), _foot()]
        return page("\n".join(body), title=title, lang=lang)


def course_sheet(lessons: Sequence[str], *, title: str, lang: Language) -> str:
    """Write the sheet of a course: its length, then a sheet for each lesson.

    Parameters
    ----------
    lessons
        Numbers, in the order of the course.
    title
        Of the course, in Italian; shown through ``gettext``.
    lang
        Language of the sheet.

    Raises
    ------
    LessonError
        If the course has no lessons, or a lesson cannot be read.
    """
    with use_language(lang):
        if not lessons:
            raise LessonError(_("Un corso senza lezioni non ha una scheda."))
        modules = [read_module(lesson) for lesson in dict.fromkeys(lessons)]
        total = sum(module.minutes for module in modules)
        areas = dict.fromkeys(_(module.competence_area) for module in modules)
        summary = [
            (_("Lezioni"), number(len(modules))),
            (_("Durata in tutto"), duration(total)),
            (_("Aree di competenza"), "; ".join(areas)),
            (_("Per chi è"), _audience()),
        ]
        body = [f"<h1>{escape(_(title))}</h1>", facts(summary), _frame(total), _foot()]
        for module in modules:
            head = _("Lezione {id}. {title}").format(id=module.id, title=_(module.title))
            body.append(f"<section><h2>{escape(head)}</h2>{_module_body(module, level=3)}</section>")
        return page("\n".join(body), title=_(title), lang=lang)


def piao_description(module: Module) -> str:
    """Write what a PIAO can say of a lesson: three sentences, no promise."""
    return _(
        "Lezione interattiva «{title}» ({minutes} minuti), area di competenza «{area}». Chi la completa si "
        "esercita, su casi reali di Comuni italiani, a: {objectives}. L'apprendimento si verifica con esercizi "
        "che spiegano l'errore e con il registro di ciò che è stato fatto."
    ).format(
        title=_(module.title),
        minutes=number(module.minutes),
        area=_(module.competence_area),
        objectives="; ".join(_lower(_(text)) for text in module.objectives),
    )


def _module_body(module: Module, *, level: int) -> str:
    rows = [
        (_("Area di competenza"), _(module.competence_area)),
        (_("Durata"), duration(module.minutes)),
        (_("Per chi è"), _audience()),
    ]
    parts = [facts(rows)]
    sections = (
        (_("Obiettivi"), bullets(_(text) for text in module.objectives)),
        (_("Prerequisiti"), bullets(_(text) for text in module.prerequisites)),
        (_("Come si verifica che si è imparato"), bullets(_checks(module))),
        (_("Descrizione da usare nel PIAO"), f"<p>{inline(piao_description(module))}</p>"),
    )
    parts += [f'<div class="keep"><h{level}>{escape(head)}</h{level}>{text}</div>' for head, text in sections]
    return "\n".join(parts)


def _checks(module: Module) -> list[str]:
    found = [
        _("{count} esercizi con verifica immediata: una risposta sbagliata riceve una spiegazione.").format(
            count=number(len(module.needed))
        )
    ]
    if module.has_quiz:
        found.append(_("Un quiz finale, con domande estratte da una raccolta più ampia."))
    found.append(
        _(
            "Un registro di risposte, aiuti e salti, che resta a chi impara. Non è un esame: nessuno "
            "controlla chi risponde."
        )
    )
    return found


def _frame(minutes: int) -> str:
    """Set the length against the yearly hours, with where that number comes from, and claim nothing."""
    sources = ", ".join(f"[{name}](<{url}>)" for name, url in _DIRECTIVE)
    words = _(
        "La direttiva del 14 gennaio 2025 chiede almeno {hours} ore di formazione l'anno per dipendente, legate "
        "alla performance e al PIAO (così ne parlano {sources}). La durata qui indicata, {duration}, è "
        "dichiarata da chi ha scritto le lezioni. **Il kit non è accreditato e non rilascia ore certificate**: "
        "se e come contarle lo decide la tua amministrazione."
    ).format(hours=_YEARLY_HOURS, sources=sources, duration=duration(minutes))
    return f'<div class="box">{markdown(words)}</div>'


def _foot() -> str:
    """Leave room for who adopts the sheet, and say which version of the kit it tells of."""
    blank = "_" * 34
    return facts([(_("Comune o ente"), blank), (_("Ufficio e data"), blank)]) + made_with()


def _audience() -> str:
    return _(
        "Per chi lavora in un Comune o con un Comune: uffici, enti del Terzo settore, altri partner. Non serve "
        "saper programmare."
    )


def duration(minutes: int) -> str:
    """Say how long something is, in hours and minutes: the same words wherever a course says it.

    Examples
    --------
    >>> duration(45), duration(60), duration(210)
    ('45 minuti', '1 ora', '3 ore e 30 minuti')
    """
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} minuti").format(minutes=number(minutes))
    whole = _("1 ora") if hours == 1 else _("{hours} ore").format(hours=number(hours))
    return _("{hours} e {minutes} minuti").format(hours=whole, minutes=rest) if rest else whole


def _lower(sentence: str) -> str:
    bare = sentence.strip().rstrip(".")
    # an acronym stays as it is
    return bare if bare[:2].isupper() else bare[:1].lower() + bare[1:]
