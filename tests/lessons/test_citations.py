"""Numbered notes."""

from __future__ import annotations

from fis_lessons.lessons.desk.citations import Citations, Note

ISTAT = Note("Istat, *Popolazione*, 2023", "https://www.istat.it")
TEACHING = Note("cento ore, scelte per far di conto.", assumption=True)


def test_a_source_keeps_its_number_and_an_assumption_is_called_so() -> None:
    notes = Citations()
    assert notes.cite(ISTAT) == r" [\[1\]](<https://www.istat.it>)"
    assert notes.cite(TEACHING, ISTAT) == r" \[ipotesi 2\] [\[1\]](<https://www.istat.it>)"
    page = notes.listing()
    assert "1. Istat" in page.text and "2. Ipotesi per la lezione: cento ore" in page.text
    assert page.html.count("<li>") == 2


def test_nothing_cited_yet() -> None:
    assert "Nessuna fonte" in Citations().listing().text
