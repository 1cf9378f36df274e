"""Sources of the rows of a table stand beside each row, and their notes on its page; short tables stay whole."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

from lxml import etree
from never_empty import some
from sample import rich

from fis_lessons.dossier.study.comparison import comparison
from fis_lessons.dossier.study.content import Chapter, Note, Study, Table, notes_of
from fis_lessons.dossier.study.docx_document import make
from fis_lessons.dossier.study.html import html_of
from fis_lessons.dossier.study.screen import on_screen

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHARED, FERMO, NOVARA = (
    Note(kind="source", text=text) for text in ("Ministero", "Pagina di Fermo", "Novara oggi")
)
CITIES = Table(
    id="cities",
    caption="Le città",
    columns=("Città", "Che cosa fa"),
    rows=(("Fermo", "Un teatro"), ("Novara", "non trovato")),
    beside=((SHARED, FERMO), (NOVARA, SHARED)),
)


def study(*blocks: Table, last: str = "one") -> Study:
    return replace(rich(), chapters=(Chapter(id=last, title="Capitolo", blocks=blocks),), findings=())


def body(made: Study) -> Any:
    with zipfile.ZipFile(io.BytesIO(make(made).content)) as packed:
        return etree.fromstring(packed.read("word/document.xml"))


def test_the_notes_of_a_row_stand_in_the_row() -> None:
    table = next(body(study(CITIES)).iter(f"{W}tbl"))
    marks = [
        [one.get(f"{W}id") for one in row.iter(f"{W}footnoteReference")]
        + [one.text.split()[1] for one in row.iter(f"{W}instrText")]
        for row in table.iter(f"{W}tr")
    ]
    assert marks == [[], ["1", "2"], ["3", "_Note_1"]], (
        "the head has none; a source of two rows has one number"
    )


def test_every_paper_counts_them_alike() -> None:
    assert notes_of(CITIES) == study(CITIES).notes() == (SHARED, FERMO, NOVARA)
    page = html_of(study(CITIES))
    assert [re.findall(r'href="#note-(\d)"', row) for row in page.split('<th scope="row">')[-2:]] == [
        ["1", "2"], ["3", "1"],
    ]  # fmt: skip
    assert "Novara oggi" in on_screen([CITIES]).text


def test_each_city_of_the_comparison_has_its_own_sources() -> None:
    table = next(one for one in comparison(("torino", "prato")) if isinstance(one, Table))
    assert (table.notes, len(table.beside)) == ((), len(table.rows))
    names = dict(zip((row[0].split(" ")[0] for row in table.rows), table.beside, strict=True))
    assert any("homes4all" in note.url for note in some(names["Torino"]))
    assert not any("homes4all" in note.url for note in some(names["Prato"]))


def test_a_table_of_few_words_stays_on_its_page_however_many_columns() -> None:
    def kept(block: Table) -> int:
        table = next(body(study(block)).iter(f"{W}tbl"))
        return sum(one.find(f"{W}pPr/{W}keepNext") is not None for one in table.iter(f"{W}p"))

    seven = Table(id="t", caption="c", columns=("Storia", *"123456"), rows=(("va male", *"123456"),) * 3)
    assert kept(seven) == 14, "every cell but those of the last row"
    assert kept(replace(seven, rows=seven.rows * 3)) == 0


def test_the_list_of_sources_follows_the_chapter_that_introduces_it() -> None:
    def opens(made: Study) -> bool:
        head = next(one for one in body(made).iter(f"{W}p") if "".join(one.itertext()).startswith("Allegato A")
                    and one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading1")  # fmt: skip
        return head.find(f"{W}pPr/{W}pageBreakBefore") is not None

    assert not opens(study(CITIES, last="sources"))
    assert opens(study(CITIES, last="times"))
