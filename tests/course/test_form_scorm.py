"""A SCORM package: what a platform reads first, and what the page must not hold. At work: tests/browser."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from fis_lessons.course import notebooks
from fis_lessons.course.editions import edition
from fis_lessons.course.export import to_html
from fis_lessons.course.forms import scorm
from fis_lessons.course.forms.scorm import Version, quiz_page, scorm_package
from fis_lessons.errors import BuildError
from fis_lessons.exercises import Progress
from fis_lessons.i18n import use_language
from fis_lessons.lessons import LESSONS, Lesson

SPACES = {
    "1.2": ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.adlnet.org/xsd/adlcp_rootv1p2"),
    "2004": ("http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3"),
}
SCHEMAS = {
    "1.2": ("imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd"),
    "2004": ("imscp_v1p1.xsd", "adlcp_v1p3.xsd", "imsss_v1p0.xsd"),
}
TITLE = "08 · Ha funzionato? <è> & Forlì"


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


@pytest.fixture(scope="module")
def page() -> str:
    """The page of a lesson as its stored notebook has it."""
    with use_language("it"):
        return to_html(edition(notebooks.read(LESSONS["07"].notebook), "trainee"), lang="it", title="x")


def opened() -> Lesson[Any, Any]:
    return LESSONS["07"].open({"lang": "it"}, progress=Progress(None))


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_what_a_platform_reads_first(version: Version) -> None:
    content = scorm_package("<p>è</p>", name="L08 città", title=TITLE, version=version)
    assert content == scorm_package("<p>è</p>", name="L08 città", title=TITLE, version=version)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.namelist() == ["imsmanifest.xml", "index.html"]
    root = ET.fromstring(archive.read("imsmanifest.xml"))
    space, adl = (f"{{{one}}}" for one in SPACES[version])
    assert [one.tag for one in root] == [
        f"{space}{name}" for name in ("metadata", "organizations", "resources")
    ]
    assert root.findtext(f"{space}metadata/{space}schema") == "ADL SCORM"
    told = {"1.2": "1.2", "2004": "2004 4th Edition"}[version]
    assert root.findtext(f"{space}metadata/{space}schemaversion") == told
    (organization,) = root.iter(f"{space}organization")
    assert root.find(f"{space}organizations").get("default") == organization.get("identifier")
    assert [one.text for one in organization.iter(f"{space}title")] == [TITLE, TITLE]
    (item,) = root.iter(f"{space}item")
    (resource,) = root.iter(f"{space}resource")
    assert item.get("identifierref") == resource.get("identifier")
    assert resource.get(f"{adl}{'scormtype' if version == '1.2' else 'scormType'}") == "sco"
    assert [one.get("href") for one in resource] == [resource.get("href")] == ["index.html"]
    names = [one.get("identifier", "x") for one in root.iter() if "identifier" in one.attrib]
    assert len(set(names)) == len(names) and all(
        re.fullmatch("[A-Za-z_][A-Za-z0-9_.-]*", name) for name in names
    )
    assert judged(root, version) == []


def judged(root: ET.Element, version: str) -> list[str]:
    """Let the published schemas judge, where they are at hand: they may not be handed on with the kit."""
    folder, short = os.environ.get("FIS_XSD", ""), version.replace(".", "")
    found = (
        [next(Path(folder).rglob(f"*{short}*/{name}"), None) for name in SCHEMAS[version]]
        if folder
        else [None]
    )
    if None in found:
        return []
    from lxml import etree

    spaces = [ET.parse(str(path)).getroot().get("targetNamespace") for path in found]
    lines = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{path.as_uri()}"/>'
        for space, path in zip(spaces, found, strict=True)
    )
    schema = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{lines}</xs:schema>'
    judge = etree.XMLSchema(etree.fromstring(schema))
    judge.validate(etree.fromstring(ET.tostring(root)))
    return [str(one) for one in judge.error_log]


def test_an_answer_of_an_exercise_in_the_page_stops_it(page: str) -> None:
    lesson = opened()
    whole = quiz_page(page, lesson, version="1.2", lang="it")
    why = next(iter(lesson.exercises.values())).why
    assert whole.count("<script") == 2 and why not in whole
    with pytest.raises(BuildError, match="contiene risposte"):
        quiz_page(page.replace("</main>", f"<p>{why}</p></main>"), lesson, version="1.2", lang="it")


def test_a_page_without_its_quiz_is_refused(page: str) -> None:
    with pytest.raises(BuildError, match="il suo quiz"):
        quiz_page(page.replace("fis-quiz", "altro"), opened(), version="1.2", lang="it")


def test_the_same_questions_as_the_page_and_no_way_out_of_it(page: str) -> None:
    whole = quiz_page(
        page.replace("</main>", '<p><a href="08_x.html">Un\'altra</a></p></main>'),
        opened(),
        version="2004",
        lang="it",
    )
    asked = re.findall(
        r'class="fis-question"[^>]*>(.*?)</div>', page[page.index('"fis-quiz"') :], flags=re.DOTALL
    )
    shown = re.findall(r'id="fis-q\d+-text">(.*?)</div>', whole, flags=re.DOTALL)
    assert len(shown) == 10
    assert [re.sub(r"<[^>]*>|\W", "", one) for one in asked[:10]] == [
        re.sub(r"<[^>]*>|\W", "", one) for one in shown
    ]
    assert "08_x.html" not in whole and "Un'altra" in whole


def test_a_question_that_changed_is_not_taken_for_the_one_that_was_answered() -> None:
    (question, *_rest) = opened().bank
    before = scorm.question_data(question, lesson="07")["sum"]
    assert before == scorm.question_data(question, lesson="07")["sum"]
    assert before != scorm.question_data(replace(question, why="Un altro perché."), lesson="07")["sum"]
