"""A class on one server: what is handed in goes also where who leads takes it, or it is said that it did not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fis_lessons.dossier.hand_in import HAND_IN, save_hand_in
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.progress import Progress


def test_a_hand_in_goes_to_who_leads_and_stays_with_the_learner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner = Learner(tmp_path / "own", False, "it", Progress(tmp_path / "own"))
    monkeypatch.delenv(HAND_IN, raising=False)
    assert "Mandalo a chi conduce" in save_hand_in("a", learner=learner, name="x.json")[1]
    (tmp_path / "drop").mkdir()
    monkeypatch.setenv(HAND_IN, str(tmp_path / "drop"))
    done, words = save_hand_in("b", learner=learner, name="x.json")
    assert done
    assert "Consegna fatta" in words
    assert (tmp_path / "drop/x.json").read_text(encoding="utf-8") == "b"
    assert (tmp_path / "own/x.json").read_text(encoding="utf-8") == "b"
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(HAND_IN, str(tmp_path / "file"))
    done, words = save_hand_in("c", learner=learner, name="x.json")
    assert not done
    assert words.startswith("La consegna non è arrivata: ")
    assert (tmp_path / "own/x.json").read_text(encoding="utf-8") == "c"
