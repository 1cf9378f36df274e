"""One set of versions, three ways to install it; and pages that say what is true of the kit."""

from __future__ import annotations

import re
from importlib.metadata import distributions
from sysconfig import get_path
from typing import Any

import pytest
import yaml
from house_files import ROOT, project, texts
from packaging.specifiers import SpecifierSet

import fis_lessons
from fis_lessons.lessons import LESSONS


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def bare(requirement: str) -> str:
    """Return the name of a requirement, as the package index compares names."""
    return re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def pinned() -> dict[str, str]:
    lines = read("constraints.txt").splitlines()
    return {bare(line): line.partition("==")[2] for line in lines}


def declared() -> list[str]:
    table = project()["project"]
    return [*table["dependencies"], *table["optional-dependencies"]["dev"]]


def test_constraints_hold_versions_and_nothing_else() -> None:
    lines = read("constraints.txt").splitlines()
    odd = [
        line for line in lines if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][0-9A-Za-z.!+]*", line)
    ]
    assert not odd
    names = [bare(line) for line in lines]
    assert sorted(set(names)) == sorted(names), "a package is pinned once"


def test_everything_declared_is_pinned() -> None:
    missing = [name for each in declared() if (name := bare(each)) not in pinned()]
    assert not missing, f"constraints.txt lacks {missing}"


def test_what_is_pinned_is_what_pyproject_allows() -> None:
    from packaging.requirements import Requirement

    wrong = [
        f"{each}: {pinned()[bare(each)]}"
        for each in declared()
        if not Requirement(each).specifier.contains(pinned()[bare(each)], prereleases=True)
    ]
    assert not wrong


def test_nothing_installed_reads_grammars_when_it_is_imported() -> None:
    # by way of nbformat: it cost every JupyterLab, every build and every process of the tests a second
    assert {"rfc3987-syntax", "lark"} & set(pinned()) == set()


def test_conda_gives_the_same_through_pip() -> None:
    environment: dict[str, Any] = yaml.safe_load(read("environment.yml"))
    assert environment["name"] == "fis-lessons"
    python, pip, rest = environment["dependencies"]
    assert python == f"python{project()['project']['requires-python']}"
    assert pip == "pip"
    assert rest == {"pip": ["-c constraints.txt", "-e ."]}, "the tools for the tests are for who tests"


def test_every_pin_accepts_the_floor_that_is_declared() -> None:
    # soupsieve 4.1.2 asked for 3.11.5: Debian 12, with 3.11.2, could not install
    floor = project()["project"]["requires-python"].removeprefix(">=") + ".0"
    refused = []
    for name, version in pinned().items():
        # none if it is for another system; what a library carries inside itself is not what is installed
        for found in distributions(name=name, path=[get_path("purelib"), get_path("platlib")]):
            asked = "".join(found.metadata.get_all("Requires-Python") or [])
            assert found.version == version, f"{name}: install what is pinned, then try again"
            if asked and not SpecifierSet(asked).contains(floor):
                refused.append(f"{name} {version} asks for Python {asked}")
            break
    assert refused == []


def test_a_course_is_made_without_the_tools_for_the_tests() -> None:
    rules = read("Makefile")
    ready = rules[rules.index("$(READY): pyproject") :]
    assert "[dev]" not in ready[: ready.index("$(TOOLS):")]
    needs = dict(re.findall(r"^([a-z-]+):(.*?)##", rules, flags=re.MULTILINE))
    assert all("$(TOOLS)" not in needs[goal] for goal in ("install", "course", "lab"))
    assert all("$(TOOLS)" in needs[goal] for goal in ("check", "unit", "notebooks", "browser", "bench"))


def test_nobody_is_told_to_install_the_kit_by_its_name() -> None:
    # it is in no registry: there its name would be anybody's
    by_name = re.compile(r"install\b[^\n#]*?[\s\"'`]fis[-_]lessons\b")
    assert by_name.search('pip install -U "fis-lessons[data]"') and by_name.search("pip install fis_lessons")
    assert not by_name.search("pip install -c constraints.txt '.[data]'")
    told = {name: by_name.findall(text) for name, text in texts().items() if not name.startswith("tests/")}
    assert {name: found for name, found in told.items() if found} == {}


def test_the_version_is_said_once() -> None:
    version = project()["project"]["version"]
    assert fis_lessons.__version__ == version
    assert yaml.safe_load(read("publiccode.yml"))["softwareVersion"] == version
    assert str(yaml.safe_load(read("CITATION.cff"))["version"]) == version
    assert f"## [{version}]" in read("CHANGELOG.md")


def test_licences_are_those_of_the_design() -> None:
    assert project()["project"]["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in read("LICENSE")
    assert "Attribution 4.0 International" in read("LICENSE-CC-BY-4.0.txt")
    assert yaml.safe_load(read("publiccode.yml"))["legal"]["license"] == "EUPL-1.2"


def test_the_readme_lists_the_lessons_there_are() -> None:
    rows = dict(re.findall(r"^\| (\d\d) \| .+? \| (.+) \|$", read("README.md"), flags=re.MULTILINE))
    assert len(rows) == 13
    assert {lesson for lesson, home in rows.items() if home != "in programma"} == set(LESSONS)


def test_the_standard_course_has_every_lesson() -> None:
    course = yaml.safe_load(read("data/courses/standard.yaml"))
    assert [entry["lesson"] for entry in course["lessons"]] == list(LESSONS)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"])
def test_a_page_points_only_to_files_that_are_there(page: str) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)\s]+)\)", read(page))
    gone = [link for link in links if not (ROOT / link.partition("#")[0]).exists()]
    assert not gone


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_a_page_names_only_commands_that_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", read("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", read(page), flags=re.MULTILINE))
    assert named
    assert named <= targets
