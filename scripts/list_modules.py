"""Write the table of modules in ARCHITECTURE.md again, from the first line of each module's own description.

python scripts/list_modules.py
"""

from __future__ import annotations

import ast
from pathlib import Path

from fis_lessons.files import write_whole

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "ARCHITECTURE.md"
OPENING, CLOSING = "<!-- modules -->", "<!-- /modules -->"


def first_line(path: Path) -> str:
    """Return the first sentence a module says of itself."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0].replace("|", "\\|")


def table() -> str:
    """Write the table, in alphabetical order."""
    paths = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "fis_lessons").rglob("*.py")}
    rows = [f"| `{name}` | {first_line(path)} |" for name, path in sorted(paths.items())]
    return "\n".join(["| module | what it is |", "|---|---|", *rows])


def main() -> None:
    """Put the table in its place."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(OPENING)
    after = rest.partition(CLOSING)[2]
    write_whole(PAGE, f"{before}{OPENING}\n{table()}\n{CLOSING}{after}")


if __name__ == "__main__":
    main()
