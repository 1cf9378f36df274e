"""A lesson for a platform that speaks SCORM, 1.2 or 2004: its page, with the quiz that answers, and its list."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup, Tag

from fis_lessons.course.forms.built import built_course
from fis_lessons.course.forms.order import Made, Order, Writer
from fis_lessons.course.forms.packing import file_name, packed
from fis_lessons.course.forms.qti_words import element, written
from fis_lessons.course.forms.scorm_data import can_be_judged, question_data, words
from fis_lessons.course.forms.scorm_quiz import quiz_html
from fis_lessons.course.leaks import Secrets, refuse_leaks
from fis_lessons.course.plan import opened
from fis_lessons.errors import BuildError, Problem
from fis_lessons.exercises import Exercise
from fis_lessons.exercises.quiz import draw
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons import LESSONS, Lesson

Version = Literal["1.2", "2004"]
PAGE = "index.html"
_QUIZ, _SCRIPTS = "FIS-QUIZ-STANDS-HERE", "FIS-SCRIPTS-STAND-HERE"
_ELSEWHERE = re.compile(r"(?:https?:|mailto:|#)", re.IGNORECASE)


def make_12(order: Order) -> Made:
    """Write every lesson of a course as a package of SCORM 1.2."""
    return _make(order, "1.2")


def make_2004(order: Order) -> Made:
    """Write every lesson of a course as a package of SCORM 2004, fourth edition."""
    return _make(order, "2004")


def _make(order: Order, version: Version) -> Made:
    with Writer(order) as writer:
        course = built_course(writer)
        lessons = []
        for variant in order.variants:
            page = (course / variant.product("trainee", ".html")).read_text(encoding="utf-8")
            lesson = opened(variant)
            whole = quiz_page(page, lesson, version=version, lang=order.lang)
            name = f"L{lesson.id}-{lesson.parameters.case}-{order.lang}"
            if order.whole:
                lessons.append(Sco(f"{lesson.id}/{PAGE}", _title(lesson), whole, f"-L{lesson.id}"))
                continue
            content = scorm_package(whole, name=name, title=_title(lesson), version=version)
            writer.put(writer.path(variant, "trainee", f"-scorm-{version}.zip"), content)
        if order.whole:
            title = _(order.plan.title)
            path = order.folder / "trainee" / order.lang / file_name(f"{title} {order.plan.case}")
            name = f"C{len(lessons)}-{order.plan.case}-{order.lang}"
            content = course_package(lessons, name=name, title=title, version=version)
            writer.put(path.with_name(f"{path.name}-scorm-{version}.zip"), content)
            writer.tell(
                _(
                    "Nella piattaforma carica lo zip come un'attività «SCORM»: dentro ci sono tutte le lezioni."
                )
            )
        else:
            writer.tell(_("Nella piattaforma carica ogni zip come attività «SCORM»: uno per lezione."))
        writer.tell(
            _(
                "Il punteggio conta le domande risolte senza aprire la soluzione; la lezione è completa quando "
                "sono finite."
            )
        )
        writer.tell(
            _(
                "Le risposte del quiz sono dentro la pagina, e chi sa cercare le trova: serve per imparare, non "
                "per esami."
            )
        )
        return writer.made()


def _title(lesson: Lesson[Any, Any]) -> str:
    title = _(LESSONS[lesson.id].title)
    return f"{lesson.id} · {title} · {lesson.case.municipality.name}"


# --- the page -------------------------------------------------------------------------------------
def quiz_page(page: str, lesson: Lesson[Any, Any], *, version: Version, lang: Language) -> str:
    """Put the quiz that answers in the page of a lesson, where the page only lists its questions.

    Parameters
    ----------
    page
        Of the trainee's edition, as a build writes it.
    lesson
        Open on the same parameters.
    version
        Of SCORM.
    lang
        Language of the page.

    Raises
    ------
    BuildError
        If the page has no quiz or not the lesson's, or would give away an answer of an exercise.
    """
    asked = BeautifulSoup(page, "html.parser").select(".fis-quiz .fis-exercise")
    questions = draw(lesson.bank, seed=lesson.parameters.seed, count=len(asked)) if asked else ()
    if not questions or len(questions) != len(asked) or not all(map(can_be_judged, questions)):
        raise BuildError(
            _("Questa lezione non si può fare in una piattaforma."),
            [Problem(lesson.id, _("il suo quiz non si può fare in una pagina."))],
        )
    whole = with_quiz(page, questions, lesson=lesson.id, version=version, lang=lang)
    secrets = [text for one in lesson.exercises.values() for text in one.secrets()]
    kept = Secrets(tuple(line for text in secrets for line in text.splitlines()))
    refuse_leaks(whole, secrets=kept, lesson=lesson.id)
    return whole


def with_quiz(
    page: str, questions: Sequence[Exercise], *, lesson: str, version: Version, lang: Language
) -> str:
    """Put questions in a page in the place of its quiz, with what judges them and speaks to the platform.

    Nothing is loaded: the page says to the browser which script is its own, and no other runs.
    """
    script = _script()
    data = {
        "version": version,
        "lang": {"it": "it-IT", "en": "en-GB"}[lang],
        "words": words(),
        "questions": [question_data(one, lesson=lesson) for one in questions],
    }
    soup = BeautifulSoup(page, "html.parser")
    _one(soup, ".fis-quiz").replace_with(_QUIZ)
    told = soup.new_tag("div", id="fis-lms", role="status")
    told["class"] = "fis-banner"
    banner = _one(soup, ".fis-banner")
    banner.string = _(
        "Leggi la lezione, poi rispondi alle domande del quiz: sono in fondo, in questa pagina. Gli esercizi e i "
        "comandi si usano solo aprendo la lezione in JupyterLab."
    )
    banner.insert_after(told)
    _one(soup, "body").append(_SCRIPTS)
    policy = _one(soup, 'meta[http-equiv="Content-Security-Policy"]')
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy["content"] = f"{policy['content']}; script-src 'sha256-{digest}'"
    _one(soup, "style").append(_template("quiz.css"))
    for link in soup.select("main a[href], nav a[href]"):
        if not _ELSEWHERE.match(str(link["href"])):
            link.unwrap()  # the other lessons are other packages
    scripts = (
        f'<script type="application/json" id="fis-data">{_in_a_page(data)}</script><script>{script}</script>'
    )
    return str(soup).replace(_QUIZ, quiz_html(questions)).replace(_SCRIPTS, scripts)


def _one(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select_one(selector)
    if found is None:
        raise BuildError(
            _("Questa lezione non si può fare in una piattaforma."),
            [Problem(selector, _("nella pagina non c'è."))],
        )
    return found


def _in_a_page(data: object) -> str:
    """Write data so that nothing in it can end the element it is in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _script() -> str:
    head = (
        'const DATA = JSON.parse(document.getElementById("fis-data").textContent);\n'
        "const VERSION = DATA.version, LANG = DATA.lang, WORDS = DATA.words;\n"
    )
    parts = "\n".join(_template(name) for name in ("judge.js", "lms.js", "quiz.js"))
    return f'(() => {{\n"use strict";\n{head}{parts}\n}})();'


def _template(name: str) -> str:
    return (files("fis_lessons") / "course" / "templates" / "scorm" / name).read_text(encoding="utf-8")


# --- the package ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sco:
    """A lesson in a package.

    Parameters
    ----------
    place
        Of its page, from the root of the package.
    title
        What the platform shows.
    page
        Whole, and needing no other file.
    sign
        What tells it from the others of its package; empty if it is alone.
    """

    place: str
    title: str
    page: str
    sign: str = ""


def scorm_package(page: str, *, name: str, title: str, version: Version) -> bytes:
    """Write a page as a package.

    Parameters
    ----------
    page
        Whole, and needing no other file.
    name
        Letters, digits and hyphens: what the platform tells packages apart by.
    title
        What the platform shows.
    version
        Of SCORM.
    """
    return course_package([Sco(PAGE, title, page)], name=name, title=title, version=version)


def course_package(lessons: Sequence[Sco], *, name: str, title: str, version: Version) -> bytes:
    """Write lessons as one package: the platform lists them in this order, and keeps the score of each.

    Parameters
    ----------
    lessons
        One at least, each with a place and a sign of its own.
    name
        Letters, digits and hyphens: what the platform tells packages apart by.
    title
        Of all of them.
    version
        Of SCORM.
    """
    manifest = _manifest_12 if version == "1.2" else _manifest_2004
    pages = {one.place: one.page for one in lessons}
    return packed({"imsmanifest.xml": written(manifest(_safe(name), title, lessons)), **pages})


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)


def _manifest_12(name: str, title: str, lessons: Sequence[Sco]) -> ET.Element:
    return element(
        "manifest",
        {
            "identifier": f"MANIFEST-{name}",
            "version": "1.0",
            "xmlns": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
            "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
        },
        _about("1.2"),
        _organizations(name, title, [_item(name, one) for one in lessons]),
        _resources(lessons, kind="adlcp:scormtype"),
    )


def _manifest_2004(name: str, title: str, lessons: Sequence[Sco]) -> ET.Element:
    # each page itself says when it is completed, and with which score
    controls = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
    rules = element("imsss:sequencing", None, element("imsss:deliveryControls", controls))
    # of several, whoever learns chooses which, or goes on to the next
    mode = element("imsss:controlMode", {"choice": "true", "flow": "true"})
    whole = [element("imsss:sequencing", None, mode)] if len(lessons) > 1 else []
    return element(
        "manifest",
        {
            "identifier": f"MANIFEST-{name}",
            "version": "1.0",
            "xmlns": "http://www.imsglobal.org/xsd/imscp_v1p1",
            "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
            "xmlns:imsss": "http://www.imsglobal.org/xsd/imsss",
        },
        _about("2004 4th Edition"),
        _organizations(name, title, [*(_item(name, one, rules) for one in lessons), *whole]),
        _resources(lessons, kind="adlcp:scormType"),
    )


def _about(version: str) -> ET.Element:
    return element(
        "metadata", None, element("schema", text="ADL SCORM"), element("schemaversion", text=version)
    )


def _organizations(name: str, title: str, inside: Sequence[ET.Element]) -> ET.Element:
    organization = element(
        "organization", {"identifier": f"ORG-{name}"}, element("title", text=title), *inside
    )
    return element("organizations", {"default": f"ORG-{name}"}, organization)


def _item(name: str, one: Sco, *rules: ET.Element) -> ET.Element:
    names = {"identifier": f"ITEM-{name}{one.sign}", "identifierref": f"RESOURCE{one.sign}"}
    return element("item", names, element("title", text=one.title), *rules)


def _resources(lessons: Sequence[Sco], *, kind: str) -> ET.Element:
    return element(
        "resources",
        None,
        *(
            element(
                "resource",
                {
                    "identifier": f"RESOURCE{one.sign}",
                    "type": "webcontent",
                    kind: "sco",
                    "href": one.place,
                },
                element("file", {"href": one.place}),
            )
            for one in lessons
        ),
    )


__all__ = [
    "PAGE",
    "Sco",
    "Version",
    "course_package",
    "make_12",
    "make_2004",
    "quiz_page",
    "scorm_package",
    "with_quiz",
]
