"""A course's questions as a QTI 2.1 package: an item each, a test that asks them, the list of both.

For whoever teaches: the answers are in it, as in any bank of questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from fis_lessons.course.forms.order import Made, Order, Writer
from fis_lessons.course.forms.packing import file_name, packed
from fis_lessons.course.forms.qti_items import TOOL, can_be_asked, item_xml
from fis_lessons.course.forms.qti_words import INSTANCE, document, element, with_markdown, written
from fis_lessons.course.plan import opened
from fis_lessons.errors import BuildError, Problem
from fis_lessons.exercises import Exercise
from fis_lessons.i18n import Language, counted
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons import LESSONS, Lesson

PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
PACKAGE_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
ITEM, TEST = "imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"
TEST_FILE = "test.xml"


@dataclass(frozen=True)
class Section:
    """Questions that are asked together.

    Parameters
    ----------
    name
        Identifier: letters, digits and hyphens.
    title
        What the section is called.
    before
        What to say before its questions, Markdown; empty for nothing.
    questions
        In order.
    """

    name: str
    title: str
    before: str
    questions: Sequence[Exercise]


@dataclass(frozen=True)
class QtiPackage:
    """A package, how many items it has, and what it cannot ask, in words."""

    content: bytes
    count: int
    left: tuple[str, ...]


def make(order: Order) -> Made:
    """Write every question of a course, and the exercises of its lessons, as one package."""
    with Writer(order) as writer:
        sections = [section for variant in order.variants for section in _sections(opened(variant))]
        if not sections:
            raise BuildError(
                _("In questo corso non ci sono domande."), [Problem(order.plan.title, order.lang)]
            )
        title = _(order.plan.title)
        made = qti_package(sections, title=title, lang=order.lang)
        name = f"{file_name(f'{title} {order.plan.case}')} {order.lang} qti-2.1.zip"
        writer.put(order.folder / "trainer" / order.lang / name, made.content)
        writer.tell(counted(made.count, one=_("{count} domanda."), more=_("{count} domande.")))
        writer.tell(_("Le risposte sono nel pacchetto: è per chi conduce, non darlo a chi impara."))
        for words in made.left:
            writer.tell(words)
        return writer.made()


def _sections(lesson: Lesson[Any, Any]) -> list[Section]:
    title = f"{lesson.id} · {_(LESSONS[lesson.id].title)}"
    before = _("Tieni davanti la lezione, o la sua dispensa: le tabelle e le figure di cui si parla sono lì.")
    quiz_title, exercises_title = _("Quiz"), _("Esercizi")
    quiz = Section(f"L{lesson.id}-quiz", f"{title} · {quiz_title}", "", lesson.bank)
    asked = tuple(lesson.exercises.values())
    exercises = Section(f"L{lesson.id}-exercise", f"{title} · {exercises_title}", before, asked)
    return [section for section in (quiz, exercises) if section.questions]


def qti_package(sections: Iterable[Section], *, title: str, lang: Language) -> QtiPackage:
    """Write questions as a package of QTI 2.1.

    Parameters
    ----------
    sections
        In order.
    title
        Of the test.
    lang
        Language of the texts.
    """
    items: dict[str, str] = {}
    test: list[ET.Element] = []
    left: list[str] = []
    for section in sections:
        names = []
        for question in section.questions:
            if not can_be_asked(question):
                told = _("questa domanda si fa solo nella lezione.")
                left.append(f"{question.id}: {told}")
                continue
            name = _free(f"{section.name}-{_safe(question.id)}", items)
            items[name] = item_xml(question, name=name, lang=lang)
            names.append(name)
        if names:
            test.append(_test_section(section, names))
    files = {
        "imsmanifest.xml": _manifest(list(items)),
        TEST_FILE: _test(test, title=title),
        **{_place(name): text for name, text in items.items()},
    }
    return QtiPackage(packed(files), len(items), tuple(left))


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)[:60]


def _free(name: str, taken: Iterable[str]) -> str:
    """Return a name nobody has: some systems do not tell capitals from small letters."""
    have = {one.casefold() for one in taken}
    found, turn = name, 2
    while found.casefold() in have:
        found, turn = f"{name}-{turn}", turn + 1
    return found


def _place(name: str) -> str:
    return f"items/{name}.xml"


def _test(sections: Sequence[ET.Element], *, title: str) -> str:
    total = element(
        "outcomeDeclaration", {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    )
    control = {"maxAttempts": "0", "showFeedback": "true", "allowReview": "true", "showSolution": "true"}
    part = element(
        "testPart",
        {"identifier": "PART", "navigationMode": "nonlinear", "submissionMode": "individual"},
        element("itemSessionControl", control),
        *sections,
    )
    added = element("sum", None, element("testVariables", {"variableIdentifier": "SCORE"}))
    return document(
        element(
            "assessmentTest",
            {"identifier": "TEST", "title": title, "toolName": TOOL},
            total,
            part,
            element("outcomeProcessing", None, element("setOutcomeValue", {"identifier": "SCORE"}, added)),
        )
    )


def _test_section(section: Section, names: Iterable[str]) -> ET.Element:
    before = (
        [with_markdown(element("rubricBlock", {"view": "candidate"}), section.before)]
        if section.before
        else []
    )
    refs = [element("assessmentItemRef", {"identifier": name, "href": _place(name)}) for name in names]
    attributes = {"identifier": section.name, "title": section.title, "visible": "true"}
    return element("assessmentSection", attributes, *before, *refs)


def _manifest(names: Sequence[str]) -> str:
    about = element(
        "metadata",
        None,
        element("schema", text="QTIv2.1 Package"),
        element("schemaversion", text="1.0.0"),
    )
    needs = [element("dependency", {"identifierref": name}) for name in names]
    test = {"identifier": "TEST", "type": TEST, "href": TEST_FILE}
    resources = [element("resource", test, element("file", {"href": TEST_FILE}), *needs)]
    for name in names:
        item = {"identifier": name, "type": ITEM, "href": _place(name)}
        resources.append(element("resource", item, element("file", {"href": _place(name)})))
    root = element(
        "manifest",
        {
            "xmlns": PACKAGE,
            "xmlns:xsi": INSTANCE,
            "xsi:schemaLocation": f"{PACKAGE} {PACKAGE_SCHEMA}",
            "identifier": "MANIFEST",
        },
        about,
        element("organizations"),
        element("resources", None, *resources),
    )
    return written(root)
