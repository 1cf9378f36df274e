"""The warm process opens every lesson once, for nobody: kernels find what it looked up, and nothing of anybody."""

import subprocess
import sys
from pathlib import Path

import pytest

from fis_lessons import resources
from fis_lessons.dossier.study import worked
from fis_lessons.i18n import language, use_language
from fis_lessons.kernels import imports
from fis_lessons.lessons import LESSONS
from fis_lessons.lessons.registry import LessonSpec


def test_lessons_are_opened_for_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    worked._sound_reading.cache_clear()
    with use_language("en"):
        imports.open_ahead()
        assert language() == "en"
    assert worked._sound_reading.cache_info().currsize == 1, "the study of lesson 13 is there, in Italian"
    assert not list(tmp_path.iterdir())


def test_what_is_read_before_the_fork_is_watched() -> None:
    code = """
import sys
from pathlib import Path
from fis_lessons import resources
from fis_lessons.kernels import imports
read = set()
def note(event, about):
    if event == "open" and isinstance(about[0], str):
        read.add(about[0])
sys.addaudithook(note)
imports.import_lessons()
imports.read_ahead()
imports.open_ahead()
watched = imports.on_disk()
own = tuple(map(str, (resources.data(), Path(imports.__file__).parents[1])))
# what Python and the kit keep beside a file is believed only while the file is as it was
ours = {one for one in read if one.startswith(own) and not one.endswith((".py", ".pyc", ".read"))}
print(len(ours), *sorted(ours - watched.keys()), sep="|")
from fis_lessons.i18n import language
print(language())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    read, lang = done.stdout.split()
    assert int(read) > 40, "residents, catalogues, cases, questions, rules"
    assert lang == "it"


def test_a_case_that_is_added_or_changed_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    (data / "cases").mkdir(parents=True)
    case = data / "cases" / "forli.yaml"
    case.write_text("id: forli\n", encoding="utf-8")
    monkeypatch.setattr(resources, "_root", lambda _folder: data)
    before = imports.on_disk()
    assert imports.changed(before) == []
    case.write_text("id: forli  # other words\n", encoding="utf-8")
    assert imports.changed(before) == [str(case)]
    (data / "cases" / "lugo.yaml").write_text("id: lugo\n", encoding="utf-8")
    assert str(data / "cases") in imports.changed(before)


def test_a_lesson_that_does_not_open_keeps_no_other_back(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()

    def broken(spec: LessonSpec, *_more: object) -> None:
        asked.append(spec.id)
        raise OSError("a file that cannot be read")

    monkeypatch.setattr(LessonSpec, "open_for", broken)
    imports.open_ahead()
    assert asked == list(LESSONS)
