"""What the factory's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fis_lessons.course import manifest
from fis_lessons.course.jobs import one_nursery
from fis_lessons.kernels.owner import warm_kernels


@pytest.fixture(autouse=True, scope="module")
def still_house() -> Iterator[None]:
    """Hold the hashes of package and data still: a test must not depend on who edits a file meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest, "package_hash", lambda: "package")
        patch.setattr(manifest, "data_hash", lambda: "data")
        yield


@pytest.fixture(scope="module")
def one_workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Start the processes and the kernels of all the builds of a file from the same two processes.

    That a build starts its own and takes them away is seen where builds are killed, and in the commands.
    """
    tmp_path_factory.getbasetemp()  # not in the folder of the processes, which goes with them
    with warm_kernels(), one_nursery():
        yield
