"""The files of a form: what a PDF that waits does when the form fails, and in which order files are told."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from fis_lessons.course.forms.order import Order, Writer
from fis_lessons.course.plan import course_file, read_plan

PLAN = read_plan(course_file("standard"))


def test_a_form_that_fails_prints_none_of_the_pages_that_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def slowly(_page: str, target: Path, **_options: object) -> None:
        begun.set()
        go_on.wait(30)
        printed.append(target.name)

    monkeypatch.setattr("fis_lessons.course.forms.order.write_pdf", slowly)
    monkeypatch.setattr("fis_lessons.course.forms.order.find_browser", lambda: "a browser")
    order = Order(PLAN, tmp_path, "it", workers=1)
    with pytest.raises(ZeroDivisionError), Writer(order) as writer:
        for name in ("a", "b", "c"):
            writer.paper(tmp_path / f"{name}.html", "<p>")
        begun.wait(30)
        threading.Timer(0.2, go_on.set).start()  # the one at work ends after the form has failed
        raise ZeroDivisionError
    assert printed == ["a.pdf"]


def test_pdfs_are_told_after_the_files_of_the_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("fis_lessons.course.forms.order.write_pdf", lambda *_page, **_options: None)
    monkeypatch.setattr("fis_lessons.course.forms.order.find_browser", lambda: "a browser")
    with Writer(Order(PLAN, tmp_path, "it", written=lambda path: told.append(path.name))) as writer:
        writer.paper(tmp_path / "a.html", "<p>")
        writer.put(tmp_path / "b.json", "{}")
        made = writer.made()
    assert told == [path.name for path in made.files] == ["a.html", "b.json", "a.pdf"]
