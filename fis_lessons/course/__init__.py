"""The factory: plan, translate, edition, execute, export, report. Nothing a lesson imports is here."""

from __future__ import annotations

import sys

# jsonschema, by which nbformat checks a notebook, builds at import the grammars of international addresses if it
# finds this: a second of processor in each process of a build, for a kind of text no notebook has
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
