"""Eleven rules on a Word document: ours pass them all, and each fails on a document spoilt for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from printing import changed, needs_writer
from sample import rich

from fis_lessons.dossier.study.cleaning import cleaned
from fis_lessons.dossier.study.docx_document import make
from fis_lessons.dossier.study.docx_reading import DocumentError
from fis_lessons.dossier.study.docx_rules import RULES, check
from fis_lessons.dossier.study.writing import write_docx
from fis_lessons.i18n import Language, use_language

BODY, STYLES, CORE, NOTES = "word/document.xml", "word/styles.xml", "docProps/core.xml", "word/footnotes.xml"


def counted(lang: Language = "it") -> bytes:
    """Make a document whose pages somebody has counted."""
    with use_language(lang):
        study = cleaned(rich(lang=lang))[0]
        pages = {one.name: n for n, one in enumerate(make(study).headings, 3)}
        return make(study, pages=pages).content


def broken(content: bytes, folder: Path) -> set[str]:
    path = folder / "studio.docx"
    path.write_bytes(content)
    return {problem.field for problem in check(path)}


@pytest.mark.parametrize("lang", ["it", "en"])
def test_our_documents_break_no_rule(lang: Language, tmp_path: Path) -> None:
    assert broken(counted(lang), tmp_path) == set()


@needs_writer
def test_what_is_written_breaks_no_rule(tmp_path: Path) -> None:
    assert check(write_docx(rich(), tmp_path / "studio.docx").path) == ()


SPOILT = [
    ("title", CORE, "<dc:title>Studio di fattibilità – Comune di Forlì dell'Adda<", "<dc:title> <"),
    ("title", CORE, "<dc:language>it-IT</dc:language>", ""),
    ("title", STYLES, '<w:lang w:val="it-IT" w:eastAsia="it-IT" w:bidi="ar-SA"/>', ""),
    ("headings", BODY, ">Domande ancora aperte</w:t></w:r><w:bookmarkEnd", "> </w:t></w:r><w:bookmarkEnd"),
    ("headings", BODY, '<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading3"/>'),
    ("posing", BODY, '<w:r><w:t xml:space="preserve">Da scrivere.</w:t>',
     '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Da scrivere</w:t>'),
    ("contents", BODY, "TOC \\o", "OTHER \\o"),
    ("contents", BODY, ">10</w:t>", ">–</w:t>"),
    ("pictures", BODY, 'descr="Barre', 'title="Barre'),
    ("header_rows", BODY, "<w:tblHeader/>", ""),
    ("merged", BODY, '<w:tcPr><w:tcW', '<w:tcPr><w:gridSpan w:val="2"/><w:tcW'),
    ("links", NOTES, ">Istat, Popolazione residente per età, 2023<", ">qui<"),
    ("links", NOTES, ">D.P.C.M. 21 dicembre 2018, art. 4<", ">https://www.gazzettaufficiale.it<"),
    ("lists", BODY, ">Da scrivere.<", ">- Da scrivere.<"),
    ("lists", BODY, ">Da scrivere.</w:t></w:r></w:p>",
     '>1. Uno.</w:t></w:r></w:p><w:p><w:r><w:t>2. Due.</w:t></w:r></w:p>'),
    ("contrast", STYLES, 'w:color w:val="495057"', 'w:color w:val="B0B0B0"'),
    ("size", STYLES, '<w:sz w:val="18"/>', '<w:sz w:val="14"/>'),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "part", "old", "new"), SPOILT)
def test_a_spoilt_document_breaks_the_rule_it_was_spoilt_for(
    rule: str, part: str, old: str, new: str, tmp_path: Path
) -> None:
    assert broken(changed(counted(), part, old, new), tmp_path) == {rule}


def test_every_rule_has_a_document_that_breaks_it() -> None:
    assert {rule for rule, *_rest in SPOILT} == RULES.keys()


def test_what_is_found_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "studio.docx"
    path.write_bytes(changed(counted(), NOTES, ">D.P.C.M. 21 dicembre 2018, art. 4<", ">clicca qui<"))
    (problem,) = check(path)
    assert str(problem) == ("Il collegamento «clicca qui» non dice dove porta. "
                            "Scrivi il nome della pagina o del documento.")  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", "città".encode()])
def test_what_is_no_word_document_is_said(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match="non è un documento di Word"):
        check(path)
