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
def test_two_moments_of_sixty() -> None:
    """All sixty: python scripts/chaos_build.py."""
    done = subprocess.run([sys.executable, str(SCRIPT), "2"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert done.stdout.count("same bytes; nothing left") == 2
