"""The wire: whole messages, open files, and nobody else's process at the other end."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from fis_lessons.kernels import wire

pytestmark = pytest.mark.skipif(not wire.supported(), reason="Linux only")


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def test_a_message_arrives_whole_with_its_files(
    ends: tuple[socket.socket, socket.socket], tmp_path: Path
) -> None:
    (tmp_path / "a").write_text("dentro")
    with (tmp_path / "a").open() as file:
        wire.send(ends[0], {"Forlì": ["x" * 50_000]}, [file.fileno()])
    message, (got,) = wire.receive(ends[1], files=1)
    assert message == {"Forlì": ["x" * 50_000]}
    assert os.read(got, 10) == b"dentro"
    os.close(got)


@pytest.mark.parametrize(
    "bytes_sent", [b"", b"\0", b"\0\0\0\x05{", b"\xff\xff\xff\xff", b"\0\0\0\x02[}"], ids=repr
)
def test_what_is_no_message_is_refused(ends: tuple[socket.socket, socket.socket], bytes_sent: bytes) -> None:
    ends[0].sendall(bytes_sent)
    ends[0].close()
    with pytest.raises(wire.WireError):
        wire.receive(ends[1])


def test_files_that_were_promised_and_are_not_there_are_missed(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    wire.send(ends[0], {})
    with pytest.raises(wire.WireError, match="open files expected"):
        wire.receive(ends[1], files=2)


def test_a_process_of_another_user_is_refused(
    ends: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.check_owner(ends[0])
    monkeypatch.setattr(wire.os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(wire.WireError, match="belongs to user"):
        wire.check_owner(ends[0])


def test_a_name_nobody_listens_under_is_told() -> None:
    ear, name = wire.listening()
    with wire.connected(name):
        pass
    ear.close()
    with pytest.raises(wire.WireError):
        wire.connected(name)
