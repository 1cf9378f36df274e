"""A file that cannot be written is told by its own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from fis_lessons import files


def test_the_name_told_is_the_one_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / ".punteggi.xlsx.abc.tmp"))

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(PermissionError) as caught:
        files.write_whole(tmp_path / "punteggi.xlsx", "x")
    assert caught.value.filename == str(tmp_path / "punteggi.xlsx")
    assert ".tmp" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []
