"""The files of the project, as the house rules see them."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "fis_lessons"


@cache
def project() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def modules() -> tuple[Path, ...]:
    """List every module of the package."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


def every_python_file() -> list[Path]:
    """List every file of Python of the project."""
    return sorted([*modules(), *(ROOT / "scripts").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])


def offenders(paths: Iterable[Path], rule: Callable[[Path], Iterable[object]]) -> dict[str, list[object]]:
    """Name the files that break a rule, with what the rule found in each.

    A rule is one test that lists its offenders, not a test for each file: all are seen at once either way.
    """
    found = {path.relative_to(ROOT).as_posix(): list(rule(path)) for path in paths}
    assert found, "no file was looked at"
    return {name: broken for name, broken in found.items() if broken}


def dotted(path: Path) -> str:
    """Name a module as an import does."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def texts() -> dict[str, str]:
    """Read every text file of the project that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    found = {}
    for name in sorted(listed.stdout.decode("utf-8").split("\0")):
        path = ROOT / name
        if not name or not path.is_file():
            continue
        try:
            found[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a compressed table
    return found
