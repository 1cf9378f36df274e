"""The kit's kernel in another Jupyter: found, forked, taken away; what is somebody else's stays."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from fis_lessons.kernels import install as kernel
from fis_lessons.kernels import wire
from fis_lessons.kernels.provisioner import ForkedKernel


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests out of this environment and of the user's own files."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "prefix"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "user"))


def found(where: kernel.Where) -> KernelSpecManager:
    return KernelSpecManager(kernel_dirs=[str(kernel.place(where).parent)])


def test_it_is_installed_found_and_removed() -> None:
    for where, provisioned in (("environment", True), ("user", False)):
        folder = kernel.install(where)  # type: ignore[arg-type]
        spec = found(where).get_kernel_spec("fis-lessons")  # type: ignore[arg-type]
        assert spec.display_name == "FIS Lessons"
        assert spec.argv[0] == sys.executable
        assert ("kernel_provisioner" in spec.metadata) is provisioned
        assert kernel.install(where) == folder  # type: ignore[arg-type]  # again, over our own
        assert kernel.remove(where) == folder  # type: ignore[arg-type]
        assert not folder.exists()
        assert kernel.remove(where) is None  # type: ignore[arg-type]


@pytest.mark.skipif(not wire.supported(), reason="kernels cannot be forked here")
def test_it_runs_and_is_forked() -> None:
    kernel.install("environment")
    manager = KernelManager(kernel_name="fis-lessons", kernel_spec_manager=found("environment"))
    manager.start_kernel()
    try:
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=120)
        assert client.execute_interactive("assert 6 * 7 == 42", timeout=60)["content"]["status"] == "ok"
        client.stop_channels()
        assert isinstance(manager.provisioner.process, ForkedKernel)
    finally:
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize(
    "content",
    ["{", "[]", json.dumps({"argv": [], "metadata": {}}), json.dumps({"metadata": {"fis_lessons": 1}})],
)
def test_a_kernel_of_somebody_else_stays(content: str) -> None:
    path = kernel.place("user") / "kernel.json"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    for act in (kernel.install, kernel.remove):
        with pytest.raises(kernel.KernelError, match="non si può"):
            act("user")
    assert path.read_text(encoding="utf-8") == content


def test_other_files_in_its_folder_stay_and_links_are_not_followed(tmp_path: Path) -> None:
    folder = kernel.install("user")
    (folder / "mio.txt").write_text("x", encoding="utf-8")
    kernel.remove("user")
    assert [path.name for path in folder.iterdir()] == ["mio.txt"]
    place = kernel.place("environment")
    place.parent.mkdir(parents=True)
    (tmp_path / "other").mkdir()
    place.symlink_to(tmp_path / "other")
    with pytest.raises(kernel.KernelError, match="collegamento"):
        kernel.install("environment")
    assert list((tmp_path / "other").iterdir()) == []
