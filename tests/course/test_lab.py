"""Opening the course: a JupyterLab that leaves the user's alone, and whatever is open on another folder."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import stat
from pathlib import Path

import pytest
from jupyter_core.paths import jupyter_path
from never_empty import some

from fis_lessons.course import lab, lab_home, lab_settings, lab_words
from fis_lessons.course.lab_home import Open, layouts, open_on, opening, own_home, say_open
from fis_lessons.errors import BuildError
from fis_lessons.exercises.show import dress


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
    command = lab._command(tmp_path, home=tmp_path, port=9999, browser=False, shown="/lab")
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


def test_the_first_lesson_opens_until_there_is_a_layout_to_go_back_to_or_the_course_is_another(
    tmp_path: Path,
) -> None:
    (tmp_path / "02.ipynb").touch()
    (tmp_path / "01 prova.ipynb").touch()
    home = tmp_path / "casa"
    assert opening(tmp_path, home) == "/lab/tree/01%20prova.ipynb"
    assert opening(tmp_path, home, first="02.ipynb") == "/lab/tree/02.ipynb"
    shown = layouts(tmp_path, home)
    shown.mkdir(parents=True)
    (shown / "default.jupyterlab-workspace").touch()
    assert opening(tmp_path, home) == opening(tmp_path, home, first="02.ipynb") == "/lab"
    assert opening(tmp_path, home, first="02.ipynb", anew=True) == "/lab/tree/02.ipynb"
    other = tmp_path / "un'altra"
    other.mkdir()
    (other / "05.ipynb").touch()  # what was open in one folder is not what opens in another
    assert opening(other, home) == "/lab/tree/05.ipynb"
    command = lab._command(other, home=home, port=9999, browser=True, shown="/lab/tree/05.ipynb")
    assert "--LabApp.default_url=/lab/tree/05.ipynb" in command


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
    monkeypatch.setattr(lab_home, "first_home", lambda: tmp_path / "casa")
    first, held = own_home()
    second, other = own_home()
    assert (first, second) == ((tmp_path / "casa").resolve(), (tmp_path / "casa-2").resolve())
    runtime = first / "runtime"
    runtime.mkdir()
    for name in ("kernel-1.json", "jpserver-7.json", "jupyter_cookie_secret"):
        (runtime / name).touch()
    os.close(*held)
    again, held = own_home()
    assert again == first
    # the keys of who was killed are nobody's; the secret of the cookies is the next one's too
    assert [path.name for path in runtime.iterdir()] == ["jupyter_cookie_secret"]
    os.close(*held)
    os.close(*other)


@pytest.mark.skipif(os.name != "posix", reason="without locks nobody knows what is open")
def test_a_folder_that_is_open_is_not_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lab_home, "first_home", lambda: tmp_path / "casa")
    mine, other = tmp_path / "mia", tmp_path / "altra"
    assert open_on(mine) is None and not (tmp_path / "casa").exists(), "who only looks makes nothing"
    _home, before = own_home()
    home, held = own_home()
    say_open(before, folder=other, url="http://127.0.0.1:8888/lab?token=uno")
    say_open(held, folder=mine, url="http://127.0.0.1:8889/lab?token=" + "a" * 40)
    say_open(held, folder=mine, url="http://127.0.0.1:8889/lab?token=due")
    os.close(*before)  # the first one is closed: what is written there is old
    assert stat.S_IMODE((home / ".lock").stat().st_mode) == 0o600, "there is a key in it"
    assert open_on(other) is None
    assert open_on(mine / ".." / "mia") == Open("http://127.0.0.1:8889/lab?token=due", os.getpid())
    monkeypatch.setattr(lab, "launch", None)  # another one is not started, and nothing is copied
    handlers = signal.getsignal(signal.SIGTERM)
    try:
        assert lab.start(tmp_path / "corso", folder=mine, browser=False) == 0
    finally:
        signal.signal(signal.SIGTERM, handlers)
    told = capsys.readouterr().out
    assert "già aperta" in told and "http://127.0.0.1:8889/lab?token=due" in told and str(os.getpid()) in told
    os.close(*held)
    assert open_on(mine) is None


@pytest.mark.parametrize("said", ["", "{", "[]", '{"folder": 1}', "null"])
def test_what_cannot_be_read_says_nothing_of_what_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr(lab_home, "first_home", lambda: tmp_path / "casa")
    home, held = own_home()
    (home / ".lock").write_text(said, encoding="utf-8")
    assert open_on(tmp_path) is None
    os.close(*held)
