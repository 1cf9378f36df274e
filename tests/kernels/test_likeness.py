"""What a forked kernel could not have of who asks for it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpecManager

from fis_lessons.kernels import imports
from fis_lessons.kernels.likeness import INLINE, differences, likeness, python_path
from fis_lessons.kernels.spec import FOLDER, with_ours


@pytest.mark.parametrize(
    ("name", "counts"),
    [("PYTHONHASHSEED", True), ("LC_NUMERIC", True), ("MPLCONFIGDIR", True), ("OMP_NUM_THREADS", True),
     ("HOME", True), ("TZ", False), ("FIS_LESSONS_BUILD", False), ("TMPDIR", False), ("JPY_PARENT_PID", False),
     ("PYTHONDONTWRITEBYTECODE", False)],
)  # fmt: skip
def test_only_what_is_read_at_the_start_counts(name: str, counts: bool) -> None:
    assert differences(likeness({}), likeness({name: "x"})) == ([name] if counts else [])


def test_a_kernel_draws_inline_unless_told_otherwise() -> None:
    assert differences(likeness({}), likeness({"MPLBACKEND": INLINE})) == []
    assert differences(likeness({}), likeness({"MPLBACKEND": "agg"})) == ["MPLBACKEND"]


def test_relative_names_of_the_path_begin_where_the_kernel_starts() -> None:
    assert python_path({"PYTHONPATH": f"a{os.pathsep}/b/../c"}, folder="/x") == f"/x/a{os.pathsep}/c"
    assert python_path({}) == ""
    one, other = (likeness({"PYTHONPATH": "a"}, folder=folder) for folder in ("/x", "/y"))
    assert differences(one, other) == ["PYTHONPATH"]


def test_what_changed_on_disk_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "m.py"
    file.write_text("1")
    before = {str(file): imports._state(str(file))}
    assert imports.changed(before) == []
    file.write_text("12")
    assert imports.changed(before) == [str(file)]
    file.unlink()
    assert imports.changed(before) == [str(file)]


def test_modules_of_the_folder_come_first(tmp_path: Path) -> None:
    beyond = frozenset({"networkx", "csv", "fis_lessons"})
    for name in ("csv.txt", "other.py", "csv"):
        (tmp_path / name).touch()
    (tmp_path / "networkx").mkdir()
    assert imports.in_the_way(str(tmp_path), beyond) == []
    (tmp_path / "networkx" / "__init__.py").touch()
    (tmp_path / "csv.py").touch()
    (tmp_path / "matplotlibrc").touch()
    assert sorted(imports.in_the_way(str(tmp_path), beyond)) == ["csv.py", "matplotlibrc", "networkx"]
    # where the imported one lies nothing is in its way
    import fis_lessons

    assert imports.in_the_way(str(Path(fis_lessons.__file__).parents[1]), beyond) == []


def test_our_python3_is_ipykernels_but_for_who_starts_it() -> None:
    ours = json.loads((FOLDER / "kernels" / "python3" / "kernel.json").read_text(encoding="utf-8"))
    theirs = get_kernel_dict()
    assert ours["metadata"].pop("kernel_provisioner") == {"provisioner_name": "fis-lessons"}
    assert ours["argv"][1:] == [part for part in theirs["argv"][1:] if not part.startswith("-X")]
    assert ours["language"] == theirs["language"]
    assert ours["metadata"]["debugger"] is True


def test_jupyter_finds_ours_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", with_ours({}))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
    assert Path(KernelSpecManager().get_kernel_spec("python3").resource_dir).is_relative_to(FOLDER)
