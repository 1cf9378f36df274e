"""Print every module with the first line of its own description.

python scripts/list_modules.py
"""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]


def first_line(path: Path) -> str:
    """Return the first sentence a module says of itself."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0]


def main() -> None:
    """Print the list, in alphabetical order."""
    for path in sorted((ROOT / "fis_lessons").rglob("*.py")):
        print(f"{path.relative_to(ROOT).as_posix()}: {first_line(path)}")


if __name__ == "__main__":
    main()
