"""Opening the course: the learner's copies, and a JupyterLab that leaves the user's alone."""

from __future__ import annotations

import json
import os
import re
import socket
from pathlib import Path

import pytest
from jupyter_core.paths import jupyter_path
from never_empty import some

from fis_lessons.course import lab, lab_settings, lab_words
from fis_lessons.errors import BuildError
from fis_lessons.exercises.show import dress


def build(course: Path, **notebooks: str) -> None:
    for name, text in notebooks.items():
        path = course / "trainee" / "it" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_course_that_is_not_built_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="make course"):
        lab.copy_lessons(tmp_path, tmp_path / "mio", lang="it")
    build(tmp_path, a="1")
    with pytest.raises(BuildError, match="en"):
        lab.copy_lessons(tmp_path, tmp_path / "mio", lang="en")
    assert not (tmp_path / "mio").exists()


def test_what_the_learner_changed_is_never_overwritten(tmp_path: Path) -> None:
    course, mine = tmp_path / "corso", tmp_path / "mio"
    build(course, a="1", b="1")
    assert lab.copy_lessons(course, mine, lang="it").new == ("a.ipynb", "b.ipynb")
    again = lab.copy_lessons(course, mine, lang="it")
    assert (again.new, again.updated, again.kept) == ((), (), ())

    (mine / "a.ipynb").write_text("il mio lavoro", encoding="utf-8")
    build(course, a="2", b="2", c="1")
    third = lab.copy_lessons(course, mine, lang="it")
    assert (third.new, third.updated, third.kept) == (("c.ipynb",), ("b.ipynb",), ("a.ipynb",))
    assert (mine / "a.ipynb").read_text(encoding="utf-8") == "il mio lavoro"
    assert (mine / "b.ipynb").read_text(encoding="utf-8") == "2"


def test_a_file_that_was_there_before_is_the_learners(tmp_path: Path) -> None:
    course, mine = tmp_path / "corso", tmp_path / "mio"
    build(course, a="1")
    mine.mkdir()
    (mine / "a.ipynb").write_text("altro", encoding="utf-8")
    assert lab.copy_lessons(course, mine, lang="it").kept == ("a.ipynb",)
    assert (mine / "a.ipynb").read_text(encoding="utf-8") == "altro"


def lesson(case: str, *, seed: str = "None", more: str = "") -> str:
    source = f'case = "{case}"  # una delle città\nlang = "it"\nseed = {seed}\n{more}'
    cells = [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source}]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_two_courses_share_a_folder_and_neither_touches_what_was_done_in_the_other(tmp_path: Path) -> None:
    one, other, mine = tmp_path / "uno", tmp_path / "altro", tmp_path / "mio"
    build(one, a=lesson("lucca"), b=lesson("lucca"))
    build(other, a=lesson("forli", seed="7"), b=lesson("forli", seed="7"))
    lab.copy_lessons(one, mine, lang="it")
    worked = lesson("lucca", more="# ho risposto\n")
    (mine / "a.ipynb").write_text(worked, encoding="utf-8")
    second = lab.copy_lessons(other, mine, lang="it")
    assert (second.beside, second.kept) == (("a_forli_7.ipynb",), ())
    assert (mine / "a.ipynb").read_text(encoding="utf-8") == worked
    assert (mine / "b.ipynb").read_text(encoding="utf-8") == lesson(
        "forli", seed="7"
    )  # nobody had touched it
    # worked on there too, with other words in the cell: it is still that variant
    (mine / "a_forli_7.ipynb").write_text(lesson("prato"), encoding="utf-8")
    build(other, a=lesson("forli", seed="7", more="\n"), b=lesson("forli", seed="7"))
    third = lab.copy_lessons(other, mine, lang="it")
    assert (third.beside, third.kept) == (("a_forli_7.ipynb",), ("a_forli_7.ipynb",))
    back = lab.copy_lessons(one, mine, lang="it")
    assert (back.beside, back.kept, back.updated) == ((), (), ("b.ipynb",))
    # the same course of a newer kit is no other course: the learner's stays, and is told
    build(one, a=lesson("lucca", more="similar = 4\n"), b=lesson("lucca"))
    newer = lab.copy_lessons(one, mine, lang="it")
    assert (newer.beside, newer.kept) == ((), ("a.ipynb",))


@pytest.mark.parametrize("record", ["", "{", "[1]", '{"a.ipynb": 3}'])
def test_a_broken_record_loses_nothing(tmp_path: Path, record: str) -> None:
    course, mine = tmp_path / "corso", tmp_path / "mio"
    build(course, a="1")
    lab.copy_lessons(course, mine, lang="it")
    (mine / "a.ipynb").write_text("mio", encoding="utf-8")
    (mine / ".fis-lessons.json").write_text(record, encoding="utf-8")
    lab.copy_lessons(course, mine, lang="it")
    assert (mine / "a.ipynb").read_text(encoding="utf-8") == "mio"


@pytest.mark.parametrize(
    ("lang", "label", "locale"), [("it", "Avvia la lezione", "it_IT"), ("en", "Start the lesson", "en")]
)
def test_every_setting_is_one_jupyterlab_knows(lang: str, label: str, locale: str) -> None:
    chosen = lab_settings.settings(lang)  # type: ignore[arg-type]
    assert chosen["@jupyterlab/translation-extension:plugin"] == {"locale": locale}
    button = chosen["@jupyterlab/notebook-extension:panel"]["toolbar"][0]
    assert button["label"] == label
    schemas = next(Path(p) / "schemas" for p in jupyter_path("lab") if (Path(p) / "schemas").is_dir())
    for plugin, values in chosen.items():
        extension, name = plugin.split(":")
        schema = json.loads((schemas / extension / f"{name}.json").read_text(encoding="utf-8"))
        assert set(values) <= set(schema["properties"]) | {"menus"}, plugin


def test_every_entry_left_out_of_the_menus_is_one_jupyterlab_has() -> None:
    """A name that is no more in JupyterLab would put its entry back, in silence."""
    schemas = next(Path(p) / "schemas" for p in jupyter_path("lab") if (Path(p) / "schemas").is_dir())
    known = "".join(path.read_text(encoding="utf-8") for path in some(schemas.rglob("*.json")))
    menus = lab_settings.settings("it")["@jupyterlab/mainmenu-extension:plugin"]["menus"]
    for menu in some(menus):
        assert f'"{menu["id"]}"' in known
        for entry in menu.get("items", ()):
            assert f'"{entry["command"] if "command" in entry else entry["submenu"]["id"]}"' in known


def test_the_kits_part_of_jupyterlab_is_written_with_its_words(tmp_path: Path) -> None:
    for lang, begin in (("it", "Avvia la lezione"), ("en", "Start the lesson")):
        folder = tmp_path / 'la mia </script> "cartella"'
        lab_settings.write_settings(tmp_path, lang, folder)  # type: ignore[arg-type]
        where = tmp_path / "data" / "labextensions" / "fis-lessons"
        build = json.loads((where / "package.json").read_text(encoding="utf-8"))["jupyterlab"]["_build"]
        script = (where / build["load"].split("?")[0]).read_text(encoding="utf-8")
        words = json.loads(script.split("const words = ")[1].split(";\n")[0])
        assert words["start"] == begin and words["folder"] == str(folder)
        # every word the script asks for is given, and none is given in vain
        assert set(re.findall(r"\bwords\.(\w+)", script)) == set(words)


def test_words_are_added_to_the_italian_pack_only() -> None:
    pack = {"jupyterlab": {"Modified": ["?"], "Other": ["Altro"]}, "altro": {"x": ["y"]}}
    both = lab_words.with_more_words(pack, "it_IT")
    assert both["jupyterlab"]["Modified"] == ["Modificato"] and both["jupyterlab"]["Other"] == ["Altro"]
    assert both["jupyterlab"]["menu\x04View"] == ["Visualizza"]
    assert both["altro"] == {"x": ["y"]}
    assert lab_words.with_more_words(pack, "en") == pack
    for key, words in some(lab_words.more_words("it_IT").items()):
        for word in words:  # the same places to fill
            assert set(re.findall(r"%\d", word)) <= set(re.findall(r"%\d", key)) | {"%1"}, key


def test_the_users_jupyter_is_neither_read_nor_written(tmp_path: Path) -> None:
    found = lab._environment(tmp_path, token="chiave")
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        assert Path(found[name]).is_relative_to(tmp_path)
    command = lab._command(tmp_path, home=tmp_path, port=9999, browser=False)
    assert "chiave" not in " ".join(command)
    assert "--no-browser" in command
    assert ("--allow-root" in command) == (hasattr(os, "geteuid") and os.geteuid() == 0)


def test_what_the_learner_sets_in_jupyterlab_stays(tmp_path: Path) -> None:
    lab_settings.write_settings(tmp_path, "it", tmp_path)
    own = tmp_path / "settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    own.write_text('{"theme": "JupyterLab Dark"}', encoding="utf-8")
    lab_settings.write_settings(tmp_path, "en", tmp_path)
    assert own.read_text(encoding="utf-8") == '{"theme": "JupyterLab Dark"}'
    assert "Start the lesson" in (tmp_path / "app-settings" / "overrides.json").read_text(encoding="utf-8")


def test_the_text_of_a_lesson_has_its_style_before_the_lesson_brings_it(tmp_path: Path) -> None:
    lab_settings.write_settings(tmp_path, "it", tmp_path)
    style = (tmp_path / "config" / "custom" / "custom.css").read_text(encoding="utf-8")
    theirs = style.index(dress().split("<style>")[1].split("</style>")[0])
    assert theirs < style.index(".fis-stopped"), "what is said of the screen comes after, and wins"


def test_the_first_lesson_opens_until_there_is_a_layout_to_go_back_to(tmp_path: Path) -> None:
    (tmp_path / "02.ipynb").touch()
    (tmp_path / "01.ipynb").touch()
    home = tmp_path / "casa"

    def command() -> str:
        return " ".join(lab._command(tmp_path, home=home, port=9999, browser=True))

    assert "/lab/tree/01.ipynb" in command()
    layouts = lab._layouts(tmp_path, home)
    layouts.mkdir(parents=True)
    (layouts / "default.jupyterlab-workspace").touch()
    assert "/lab/tree" not in command()
    other = tmp_path / "un'altra"
    other.mkdir()
    (other / "05.ipynb").touch()  # what was open in one folder is not what opens in another
    assert "/lab/tree/05.ipynb" in " ".join(lab._command(other, home=home, port=9999, browser=True))


def test_a_port_in_use_is_passed_over() -> None:
    first = lab._free_port()
    with socket.socket() as taken:
        if os.name == "posix":  # a server closed a moment ago still holds it
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", first))
        taken.listen()
        assert lab._free_port() > first


def test_a_port_that_was_asked_for_and_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(BuildError, match=str(port)):
            lab._asked_port(port)
    assert lab._asked_port(port) == port
    with pytest.raises(BuildError, match="70000"):
        lab._asked_port(70000)


def test_two_starts_do_not_share_their_settings_and_their_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab, "_home", lambda: tmp_path / "casa")
    first, held = lab._own_home()
    second, other = lab._own_home()
    assert (first, second) == ((tmp_path / "casa").resolve(), (tmp_path / "casa-2").resolve())
    os.close(*held)
    again, held = lab._own_home()
    assert again == first
    os.close(*held)
    os.close(*other)


def test_the_address_to_copy_is_the_first_lessons(tmp_path: Path) -> None:
    (tmp_path / "01 prova.ipynb").touch()
    home = tmp_path / "casa"
    assert lab._opening(tmp_path, home) == "/lab/tree/01%20prova.ipynb"
    layouts = lab._layouts(tmp_path, home)
    layouts.mkdir(parents=True)
    (layouts / "default.jupyterlab-workspace").touch()
    assert lab._opening(tmp_path, home) == "/lab"
    command = lab._command(tmp_path, home=home, port=9999, browser=True)
    for option in ("use_redirect_file", "terminals_enabled", "enable_mathjax"):
        assert f"--ServerApp.{option}=False" in command
