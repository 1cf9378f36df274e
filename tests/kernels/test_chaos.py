"""A build of which a part is killed at a random moment is the same once it is built again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fis_lessons.kernels import wire

pytestmark = [pytest.mark.course, pytest.mark.skipif(not wire.supported(), reason="Linux only")]
SCRIPT = Path(__file__).parents[2] / "scripts" / "chaos_build.py"


@pytest.mark.timeout(1800)
def test_two_moments_in_small_builds() -> None:
    """The sixty of builds of sixty: python scripts/chaos_build.py."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "2", "--small"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    rounds = [line for line in done.stdout.splitlines() if " builds; " in line]
    assert rounds
    assert all(line.endswith("same bytes; nothing left") for line in rounds), done.stdout
    assert done.stdout.splitlines()[-1].startswith("2 moments (")
