"""What a build may touch in a folder, what it keeps, and what it says before it begins."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample_course import lesson, plan, variant

from fis_lessons.course import folder as course_folder
from fis_lessons.course import manifest
from fis_lessons.course.build import build
from fis_lessons.course.folder import CourseFolder, check_room, claimed
from fis_lessons.course.manifest_reading import Built, read_built, read_products
from fis_lessons.errors import BuildError

NAME = "trainer/it/91_prova.ipynb"
PAGE = "trainer/it/91_prova.html"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- what is somebody's is kept -----------------------------------------------------------------
def test_every_change_by_hand_has_a_copy_of_its_own(tmp_path: Path) -> None:
    folder = CourseFolder(tmp_path)
    folder.put(NAME, "uno")
    for mine in ("mio", "ancora mio", "mio"):
        written(tmp_path / NAME, mine)
        folder.put(NAME, "due")
    assert tree(tmp_path) == {
        NAME: "due",
        "saved/trainer/it/91_prova.ipynb": "mio",
        "saved/trainer/it/91_prova-2.ipynb": "ancora mio",
    }


def test_what_is_already_what_would_be_written_is_not_somebodys(tmp_path: Path) -> None:
    written(tmp_path / NAME, "uno")  # by a build that was killed before it could note it down
    CourseFolder(tmp_path).put(NAME, "uno")
    assert tree(tmp_path) == {NAME: "uno"}


def test_a_file_that_is_taken_away_is_kept_if_it_is_not_ours(tmp_path: Path) -> None:
    folder = CourseFolder(tmp_path)
    folder.put(NAME, "uno")
    assert folder.drop(NAME)
    written(tmp_path / NAME, "mio")
    assert folder.drop(NAME)
    assert not folder.drop(NAME)
    assert tree(tmp_path) == {f"saved/{NAME}": "mio"}


def test_a_link_in_place_of_a_product_is_kept_as_a_link_and_never_followed(tmp_path: Path) -> None:
    outside = written(tmp_path / "casa" / "mio.txt", "mio")
    inside = tmp_path / "corso"
    folder = CourseFolder(inside)
    folder.put(NAME, "mio")
    (inside / NAME).unlink()
    (inside / NAME).symlink_to(outside)
    assert not folder.is_own(NAME), "the content is the same, but a build writes no links"
    folder.put(NAME, "due")
    assert outside.read_text(encoding="utf-8") == "mio"
    assert (inside / "saved" / NAME).readlink() == outside
    assert (inside / NAME).read_text(encoding="utf-8") == "due"


def test_only_what_a_killed_build_left_is_swept(tmp_path: Path) -> None:
    ours = [".91_prova.ipynb.abcd_123.tmp", ".91_prova.ipynb.ABCDEFGH.tmp"]
    theirs = [
        ".draft.tmp",
        ".91_prova.ipynb.tmp",
        ".92_altra.ipynb.abcd_123.tmp",
        "91_prova.ipynb.abcd_123.tmp",
    ]
    for name in (*ours, *theirs):
        written(tmp_path / "trainer/it" / name, "x")
    written(tmp_path / "miei/it/.91_prova.ipynb.abcd_123.tmp", "x")
    written(tmp_path / ".draft.tmp", "x")
    CourseFolder(tmp_path).sweep([NAME])
    kept = {f"trainer/it/{name}" for name in theirs} | {".draft.tmp", "miei/it/.91_prova.ipynb.abcd_123.tmp"}
    assert set(tree(tmp_path)) == kept


# --- a manifest is not believed -----------------------------------------------------------------
def product(**changes: object) -> dict[str, Any]:
    made = {
        "lesson": "91",
        "case": "bergamo",
        "lang": "it",
        "edition": "trainer",
        "parameters": {},
        "title": "Prova",
        "minutes": 10,
        "inputs": {},
        "outputs": {NAME: "0" * 64},
        "seconds": 1.0,
        "warnings": [],
    }
    return {**made, **changes}


def holding(**changes: object) -> str:
    return json.dumps({"schema": 1, "products": [product(**changes)], "files": {}, "checksum": ""})


@pytest.mark.parametrize(
    "name",
    [
        "../../victim/bashrc",
        "/etc/passwd",
        "trainer/it/../../x.html",
        "trainer/it/.x.html",
        "trainer/it/x.py",
        "trainer/it/a/b.html",
        "trainer\\it\\x.html",
        "trainer/en/x.html",
        "trainee/it/x.html",
        "saved/it/x.html",
        "trainer/it/x.html\n",
        "C:/x.html",
        "",
    ],
)
def test_a_path_that_no_build_writes_is_not_believed(tmp_path: Path, name: str) -> None:
    written(tmp_path / "manifest.json", holding(outputs={name: "0" * 64}))
    assert read_built(tmp_path) == Built()
    files = {"schema": 1, "products": [], "files": {name: "0" * 64}}
    written(tmp_path / "manifest.json", json.dumps(files))
    assert read_built(tmp_path) == Built()


ODD = [
    "",
    "{",
    "[" * 200_000,
    "[]",
    "null",
    '"schema"',
    '{"schema": true, "products": []}',
    '{"schema": 2, "products": []}',
    '{"schema": 1}',
    '{"schema": 1, "products": {"a": 1}}',
    '{"schema": 1, "products": [1, null, [], {}, {"x": 1}]}',
    '{"schema": 1, "products": [], "files": []}',
    '{"schema": 1, "products": [], "files": {"index.html": 1}}',
    '{"schema": 1, "products": [' + "[" * 900 + "]" * 900 + "]}",
    *(holding(outputs=odd) for odd in ([], {}, "x", None, {NAME: 1}, {NAME: "x"}, {NAME: None})),  # type: ignore[var-annotated]
    *(holding(inputs=odd) for odd in ([], "x", None, {"a": {}})),  # type: ignore[var-annotated]
    *(holding(**{key: odd}) for key in ("lesson", "lang", "edition", "title") for odd in (1, None, [], {})),  # type: ignore[var-annotated]
    holding(minutes="ten"),
    holding(minutes=True),
    holding(warnings="x"),
    holding(warnings=[1]),
    holding(more=1),
    holding(lang="../.."),
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_an_odd_manifest_is_no_manifest(tmp_path: Path, text: str) -> None:
    written(tmp_path / "manifest.json", text)
    assert read_built(tmp_path) == Built()


def test_bytes_that_are_no_text_are_no_manifest(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b"\xff\xfe\x00")
    assert read_built(tmp_path) == Built()
    (tmp_path / "manifest.json").unlink()
    (tmp_path / "manifest.json").mkdir()
    assert read_built(tmp_path) == Built()


def test_a_manifest_somebody_wrote_in_is_kept(tmp_path: Path) -> None:
    whole = manifest.content(plan(variant(lesson(tmp_path))), [])
    written(tmp_path / "manifest.json", manifest.text(whole))
    assert set(read_built(tmp_path).own) == {"manifest.json"}
    written(tmp_path / "manifest.json", manifest.text({**whole, "title": "Il mio titolo"}))
    assert read_built(tmp_path).own == {}


# --- before it begins ---------------------------------------------------------------------------
def refused(folder: Path) -> str:
    with pytest.raises(BuildError) as caught, claimed(folder, names=[NAME, PAGE]):
        pass
    return str(caught.value)


def test_links_on_the_way_are_told_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "fuori"
    outside.mkdir()
    for place in ("trainer", "saved"):
        folder = tmp_path / f"corso-{place}"
        folder.mkdir()
        (folder / place).symlink_to(outside)
        assert "è un collegamento" in refused(folder)
    assert list(outside.iterdir()) == []


def test_what_is_in_the_way_is_told_at_once_all_of_it(tmp_path: Path) -> None:
    written(tmp_path / "trainer", "un file")
    (tmp_path / "index.html").mkdir()
    words = refused(tmp_path)
    assert "c'è un file con il nome di una cartella" in words
    assert "c'è una cartella con il nome di un file" in words
    written(tmp_path / "file", "x")
    assert "è un file, non una cartella" in refused(tmp_path / "file" / "corso")


def test_a_disk_that_cannot_be_written_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_arguments: object, **_more: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(course_folder.os, "open", closed)
    assert "è un disco di sola lettura" in refused(tmp_path)


def test_a_full_disk_is_told_at_once(tmp_path: Path) -> None:
    check_room(tmp_path, products=1)
    with pytest.raises(BuildError, match="Libera spazio"):
        check_room(tmp_path, products=10**12)


_HOLDER = """
    import sys
    from pathlib import Path
    from fis_lessons.course.folder import claimed
    with claimed(Path(sys.argv[1]), names=[]):
        print("mine", flush=True)
        sys.stdin.read()
"""


def test_two_builds_never_work_in_one_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(_HOLDER), str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "mine\n"
        assert "Un'altra preparazione del corso" in refused(tmp_path)
        holder.kill()  # and who dies lets go
    with claimed(tmp_path, names=[NAME]) as path:
        assert path == tmp_path.resolve()


# --- whole builds -------------------------------------------------------------------------------
def _stranger(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    written(folder / NAME, "mio")
    written(folder / "trainer/index.html", "la mia pagina")


def _other_programs_manifest(folder: Path) -> None:
    written(folder / "manifest.json", '{"name": "la mia app"}')


def _own_first_page(folder: Path) -> None:
    written(folder / "trainer/index.html", "la mia pagina")


@pytest.mark.course
@pytest.mark.usefixtures("one_workshop")
def test_a_build_loses_nothing_of_anybodys(tmp_path: Path) -> None:
    whole = plan(variant(lesson(tmp_path), editions=("trainer",)))
    folder = tmp_path / "corso"
    written(folder / "appunti.txt", "miei")
    written(folder / "trainer/it/.draft.tmp", "bozza")
    changes: dict[Callable[[Path], None], set[str]] = {
        lambda folder: None: set(),
        _stranger: {f"saved/{NAME}", "saved/trainer/index.html"},
        _other_programs_manifest: {"saved/manifest.json"},
        _own_first_page: set(),  # the same page is kept already
    }
    victim = written(tmp_path / "victim" / "bashrc", "export")
    for change, copies in changes.items():
        change(folder)
        report = build(whole, folder)
        assert report.failures == ()
        assert {path.relative_to(folder).as_posix() for path in report.saved} == copies
        assert read_products(folder)
    assert victim.read_text(encoding="utf-8") == "export"
    kept = tree(folder)
    assert kept["appunti.txt"] == "miei"
    assert kept["trainer/it/.draft.tmp"] == "bozza"
    assert kept[f"saved/{NAME}"] == "mio"
    assert kept["saved/trainer/index.html"] == "la mia pagina"
    assert kept["saved/manifest.json"] == '{"name": "la mia app"}'


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners of files")
def test_a_folder_reached_by_a_link_is_that_folder(tmp_path: Path) -> None:
    real = tmp_path / "vera"
    real.mkdir()
    (tmp_path / "corso").symlink_to(real)
    with claimed(tmp_path / "corso", names=[NAME]) as path:
        assert path == real.resolve()
