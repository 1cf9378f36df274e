"""What a study that cannot go out yet says of itself on its front page."""

from __future__ import annotations

from fis_lessons.dossier.study.asking import each_once
from fis_lessons.dossier.study.content import Study
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number


def is_draft(study: Study) -> bool:
    """Tell whether something in a study keeps it from going out; an example says of itself that it is one."""
    return not study.example and any(one.severity == "stop" for one in study.findings)


def draft_words(study: Study) -> str:
    """Say that a study is a draft, and how much is open; empty if nothing keeps it from going out."""
    if not is_draft(study):
        return ""
    counts = (
        (_("parti ancora vuote {count}"), sum(bool(one.part) for one in study.findings)),
        (_("domande aperte {count}"), sum(len(each_once(one.questions)) for one in study.chapters)),
        (
            _("osservazioni da sistemare prima che esca {count}"),
            sum(one.severity == "stop" and not one.part for one in study.findings),
        ),
    )
    told = ", ".join(words.format(count=number(n)) for words, n in counts if n)
    return _("Bozza: {open}.").format(open=told)
