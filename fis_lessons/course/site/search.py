"""What the search of a site looks through: the words of every section, in the page itself, without a server."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable

from fis_lessons.course.site.reading import LessonPage


def index_of(pages: Iterable[LessonPage]) -> str:
    """Write the sections of a site as JSON that may stand inside a page.

    Each entry is the page's file, its lesson, its title, and a list of sections: identifier, heading, words.

    Examples
    --------
    >>> index_of([])
    '[]'
    """
    entries = [
        {
            "file": page.file,
            "lesson": page.lesson,
            "title": page.title,
            "sections": [[section.id, section.title, section.text] for section in page.sections],
        }
        for page in pages
    ]
    written = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    # inside a page «</script>» would end the index, and the rest would be read as page
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def digest_of(script: str) -> str:
    """Return the name under which a page's security policy lets a script run.

    Examples
    --------
    >>> digest_of("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
