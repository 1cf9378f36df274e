"""What is written without the library is what the library writes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fis_lessons.figures.simple_markdown import simple, simple_inline

LIBRARY = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
PIECES = st.sampled_from(
    [
        *"aZè8 \n.,:;!?()«»\"'’–—-+=#>|~&%€^{}\\`*_[]<\t\0\r",
        "**", "**", "*", "\n\n", "\n- ", "\n1. ", "1) ", "- ", "2. ", "\\[", "\\]", "\\*", "\\a", "&amp;", "&lt;",
        "[a](https://b.it)", "[\\[1\\]](<https://b.it/c_d?e=f&g=%C2#h>)", "[a](javascript:b)", "[è b](http://c.it./%)",
        "![a](https://b.it)", "[a]: https://b.it", "<b>", "https://b.it", "parola", "due parole", "  ", "---",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=12)


@given(TEXTS)
@settings(max_examples=1500, deadline=None)
def test_a_text_is_written_as_the_library_writes_it_or_left_to_it(text: str) -> None:
    assert simple(text) in (None, LIBRARY.render(text))
    assert simple_inline(text) in (None, LIBRARY.renderInline(text))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Il **50%**; e *poi*", "<p>Il <strong>50%</strong>; e <em>poi</em></p>\n"),
        ('Uno "due" & tre', "<p>Uno &quot;due&quot; &amp; tre</p>\n"),
        ("1. **a**\n2. b", "<ol>\n<li><strong>a</strong></li>\n<li>b</li>\n</ol>\n"),
        ("[\\[1\\]](<https://b.it/?c=d&e=f>)", '<p><a href="https://b.it/?c=d&amp;e=f">[1]</a></p>\n'),
    ],
    ids=["marks", "signs", "list", "note"],
)
def test_it_writes_what_lessons_hold(text: str, page: str) -> None:
    assert simple(text) == page == LIBRARY.render(text)


@pytest.mark.parametrize(
    "text", ["<script>", "[a](javascript:b)", "![a](https://b.it)", "# a", "a\n---", "`a`", "|a|"]
)
def test_anything_else_is_the_librarys(text: str) -> None:
    assert simple(text) is None
