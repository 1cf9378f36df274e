"""What is printed in a forked kernel: sent when there is something to send; nobody is woken for nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from kernel_talk import kernel, said

from fis_lessons.kernels.owner import WarmProcess

if not sys.platform.startswith("linux"):
    pytest.skip("only Linux forks kernels", allow_module_level=True)

from ipykernel.iostream import OutStream

from fis_lessons.lessons.desk.streams import flush_only_what_is_there


class Pub:
    """The thread that sends, as far as a stream asks of it; keeps what it is told to do."""

    thread = SimpleNamespace(is_alive=lambda: True, ident=-1)
    io_loop = None

    def __init__(self) -> None:
        self.told: list[Callable[[], object]] = []

    def schedule(self, action: Callable[[], object]) -> None:
        self.told.append(action)
        if getattr(action, "__name__", "") != "_schedule_in_thread":
            action()


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    read, write = os.pipe()
    monkeypatch.setattr("ipykernel.iostream.IOPubThread", Pub)
    sent: list[str] = []
    session = SimpleNamespace(
        msg=lambda _kind, content, parent: content,
        send=lambda _to, message, ident: sent.append(message["text"]),
    )
    made: Any = OutStream(session, Pub(), "stdout", watchfd=False)
    made._fid, made.sent, made.writes_to = read, sent, write
    flush_only_what_is_there(made)
    yield made
    os.close(read)
    os.close(write)


def test_an_empty_stream_wakes_nobody(stream: Any) -> None:
    stream.flush()
    assert stream.pub_thread.told == []


def test_what_was_written_is_sent_once(stream: Any) -> None:
    stream.write("uno ")
    stream.write("due")
    stream.flush()
    assert stream.sent == ["uno due"]
    asked = len(stream.pub_thread.told)
    stream.flush()
    assert (stream.sent, len(stream.pub_thread.told)) == (["uno due"], asked)


def test_what_a_library_wrote_to_the_file_is_waited_for(stream: Any) -> None:
    os.write(stream.writes_to, b"da una libreria in C\n")
    stream.flush()
    assert stream.pub_thread.told, "it is not in the stream yet, and would come after the answer of the cell"


def test_a_stream_that_also_writes_elsewhere_is_ipykernel_s_business(stream: Any) -> None:
    stream.echo = SimpleNamespace(flush=lambda: None)
    stream.flush()
    assert stream.pub_thread.told


def test_a_kernel_prints_in_order(warm: WarmProcess) -> None:
    code = """
import os, sys
for turn in range(40):
    print(turn)
    sys.stdout.flush()
    display({"text/plain": str(turn)}, raw=True)
    sys.stdout.flush()
print(sys.stdout.flush.__name__, sys.stderr.flush.__name__, get_ipython().kernel._execute_sleep)
"""
    with kernel() as (_manager, client):
        seen = []

        def heard(message: dict[str, Any]) -> None:
            content = message["content"]
            if message["msg_type"] == "stream":
                seen.extend(content["text"].split("\n")[:-1])
            elif message["msg_type"] == "display_data":
                seen.append("shown " + content["data"]["text/plain"])

        client.execute_interactive(code, output_hook=heard, timeout=60)
        assert seen[:-1] == [line for turn in range(40) for line in (str(turn), f"shown {turn}")]
        assert seen[-1] == "flush_if_needed flush_if_needed 0.0"
        assert said(client, "print('ancora')") == "ancora"
