"""What the kit's files hold is kept between one lesson and the next, and believed only while it is true."""

import pickle
from pathlib import Path

import pytest

from fis_lessons import resources
from fis_lessons.cases import Case, compiled
from fis_lessons.cases.loading import load_any, load_file
from fis_lessons.cases.reading import read

CASE = resources.data("cases", "bergamo.yaml")
SHIPPED = sorted(
    path
    for path in resources.data().rglob("*.yaml")
    if path.parent.name in ("cases", "atlas", "legal_road", "data")
)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep in a folder of the test's own."""
    monkeypatch.setattr(
        compiled, "cache_from_source", lambda _module: str(tmp_path / "kept" / "compiled.pyc")
    )
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return tmp_path / "kept"


def kept(shelf: Path) -> Path:
    (found,) = shelf.iterdir()
    return found


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every file that is really read."""
    from fis_lessons.cases import loading

    done: list[str] = []
    real = loading.read_content

    def noted(content: bytes, *, name: str) -> object:
        done.append(name)
        return real(content, name=name)

    monkeypatch.setattr(loading, "read_content", noted)
    return done


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_kept_is_what_is_read(path: Path, shelf: Path) -> None:
    first, document = load_any(path), read(path)
    assert len(list(shelf.iterdir())) == 2
    assert load_any(path) == first
    assert read(path) == document == read(path, plain=True)


def test_it_is_read_once(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = counted(monkeypatch)
    assert load_file(CASE, Case) == load_file(CASE, Case)
    assert done == ["bergamo.yaml"]


def test_a_file_that_changed_is_read_again(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "bergamo.yaml"
    own.write_bytes(CASE.read_bytes())
    monkeypatch.setattr(resources, "is_ours", lambda _path: True)
    before = load_file(own, Case)
    own.write_text(own.read_text(encoding="utf-8").replace("016024", "016025"), encoding="utf-8")
    after = load_file(own, Case)
    assert (before.municipality.istat, after.municipality.istat) == ("016024", "016025")


def test_another_way_of_reading_reads_again(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_file(CASE, Case)
    done = counted(monkeypatch)
    monkeypatch.setattr(compiled, "_readers", lambda: b"a module was changed")
    load_file(CASE, Case)
    assert done == ["bergamo.yaml"]


@pytest.mark.parametrize("damage", ["cut", "turned", "emptied", "of another kind"])
def test_what_is_damaged_is_not_believed(damage: str, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = load_file(CASE, Case)
    content = kept(shelf).read_bytes()
    body = pickle.dumps(["something else"])
    spoiled = {
        "cut": content[:-1],
        "turned": content[:-100] + bytes([content[-100] ^ 1]) + content[-99:],
        "emptied": b"",
        "of another kind": content[:32] + compiled.sha256(body).digest() + body,
    }
    kept(shelf).write_bytes(spoiled[damage])
    done = counted(monkeypatch)
    assert load_file(CASE, Case) == whole
    assert done == ["bergamo.yaml"]


def test_what_is_wrong_and_what_is_a_learners_is_never_kept(shelf: Path, tmp_path: Path) -> None:
    own = tmp_path / "mio.yaml"
    own.write_bytes(CASE.read_bytes())
    load_file(own, Case)
    assert not shelf.exists()


def test_nothing_is_kept_where_python_may_not_write(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    load_file(CASE, Case)
    assert not shelf.exists()
