"""`manage.py listen`: the process of the live events alone, as in production."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.management.commands.listen import listen_on

PROJECT = Path(__file__).resolve().parent.parent.parent


def listen(*words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", "listen", *words],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


@pytest.fixture(scope="module")
def events() -> Iterator[int]:
    """The port of a running events process, on a socket that was handed over; afterwards it must end by itself."""
    with listen_on("127.0.0.1", 0) as listener:
        port, descriptor = listener.getsockname()[1], listener.fileno()
        process = subprocess.Popen(
            [sys.executable, "manage.py", "listen", "--fd", str(descriptor)], cwd=PROJECT, pass_fds=[descriptor]
        )
    yield int(port)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) in (0, -signal.SIGINT)


def ask(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_events_process_serves_no_pages(events: int) -> None:
    assert ask(events, "/") == 404
    assert ask(events, "/accounts/login/") == 404


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = listen("--port", str(port))
        said, _ = process.communicate(timeout=90)
    assert process.returncode == 2
    assert re.fullmatch(rf"Firebreak can't listen on 127\.0\.0\.1:{port}: .*\.\n", said)
