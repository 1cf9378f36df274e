"""What stands above a table is read as it is written: a mark in it would be taken for a formula."""

from __future__ import annotations

import re

import nbformat
from never_empty import some

from fis_lessons import resources

CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)


def captions() -> list[tuple[str, str]]:
    found = []
    for path in sorted(resources.notebooks().glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", ()):
                page = str(output.get("data", {}).get("text/html", ""))
                found += [(f"{path.stem}, {cell.id}", words) for words in CAPTION.findall(page)]
    return found


def test_no_caption_holds_markdown() -> None:
    marked = [(where, words) for where, words in some(captions()) if re.search(r"\\[\[(]|\*\*|\]\(", words)]
    assert marked == []
