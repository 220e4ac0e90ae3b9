"""A stream behind the guard: the address it is opened at, what is received, and every way it ends."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from accounts.outside import websocket
from accounts.outside.failures import BlockedAddress, Failure, InvalidConfig, Malformed, TooLarge, Transient
from accounts.outside.http import GuardedClient, Limits
from accounts.outside.websocket import NotUpgraded, WebSocket
from tests.accounts.outside.test_https import certificate

__all__ = ["certificate"]
Say = Callable[[ServerConnection], None]


@contextmanager
def saying(say: Say, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that does this with each connection; its port."""

    def handler(connection: ServerConnection) -> None:
        with suppress(ConnectionClosed, OSError):
            say(connection)

    chosen: Any = lambda _, offered: offered[0] if offered else None  # noqa: E731
    server = serve(handler, "127.0.0.1", 0, ssl=tls, select_subprotocol=chosen)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.socket.getsockname()[1]
    finally:
        server.shutdown()
        thread.join(20)


@contextmanager
def raw(answer: bytes, more: Callable[[socket.socket], None] | None = None) -> Iterator[int]:
    """A server that reads a request and answers with these bytes, whatever they are."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def run() -> None:
            with suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    asked = b""
                    while b"\r\n\r\n" not in asked:
                        asked += connection.recv(65_536)
                    key = next(
                        (line for line in asked.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key")), b""
                    )
                    connection.sendall(answer.replace(b"{accept}", _accept(key)))
                    if more:
                        more(connection)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(20)


def _accept(header: bytes) -> bytes:
    from websockets.utils import accept_key

    return accept_key(header.partition(b":")[2].strip().decode()).encode() if header else b""


UPGRADED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"


def opened(port: int, **more: Any) -> WebSocket:
    with GuardedClient(allow_loopback=True, limits=Limits(total=20), resolver=lambda host, port: ["127.0.0.1"]) as http:
        return http.websocket(f"ws://news.example:{port}/all?since=4", **more)


def received(stream: WebSocket, count: int) -> list[str | bytes]:
    found: list[str | bytes] = []
    while len(found) < count:
        found += stream.receive(20)
    return found


def test_messages_come_in_order_texts_as_text_and_parts_as_a_whole() -> None:
    def say(connection: ServerConnection) -> None:
        connection.send("one")
        connection.send(["tw", "o"])
        connection.send(b"three")
        connection.recv()

    with saying(say) as port, opened(port) as stream:
        assert received(stream, 3) == ["one", "two", b"three"]


def test_the_server_sees_who_asks_for_what_and_nothing_of_compression() -> None:
    seen: list[Any] = []

    def say(connection: ServerConnection) -> None:
        assert connection.request is not None
        seen.append((connection.request.path, dict(connection.request.headers.raw_items()), connection.subprotocol))
        connection.send("done")
        connection.recv()

    with saying(say) as port, opened(port, headers={"Authorization": "Bearer x"}, subprotocol="news.v1") as stream:
        received(stream, 1)
    [(path, headers, subprotocol)] = seen
    assert (path, subprotocol) == ("/all?since=4", "news.v1")
    assert headers["Host"] == f"news.example:{port}" and headers["Authorization"] == "Bearer x"
    assert headers["User-Agent"].startswith("Firebreak/") and "Sec-WebSocket-Extensions" not in headers


def test_a_quiet_stream_gives_nothing_and_goes_on() -> None:
    go = threading.Event()

    def say(connection: ServerConnection) -> None:
        go.wait(20)
        connection.send("at last")
        connection.recv()

    with saying(say) as port, opened(port) as stream:
        assert stream.receive(0.01) == []
        go.set()
        assert received(stream, 1) == ["at last"]


def test_a_ping_is_answered() -> None:
    def say(connection: ServerConnection) -> None:
        assert connection.ping().wait(20)
        connection.send("heard")
        connection.recv()

    with saying(say) as port, opened(port) as stream:
        assert received(stream, 1) == ["heard"]


def test_a_stream_without_a_sign_of_life_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket, "_QUIET", 0.01)
    over = threading.Event()
    with raw(UPGRADED, lambda connection: bool(over.wait(20)) and None) as port, opened(port) as stream:
        with pytest.raises(Transient, match="silent"):
            for _ in range(100):
                stream.receive(0.02)
        over.set()


@pytest.mark.parametrize(
    "ending", [lambda connection: connection.close(), lambda connection: connection.socket.close()]
)
def test_an_ended_stream_is_transient_after_what_came(ending: Say) -> None:
    def say(connection: ServerConnection) -> None:
        connection.send("last words")
        ending(connection)

    with saying(say) as port, opened(port) as stream:
        assert received(stream, 1) == ["last words"]
        with pytest.raises(Transient):
            received(stream, 1)


def test_what_came_along_with_the_answer_is_received() -> None:
    over = threading.Event()
    with raw(UPGRADED + b"\x81\x05early", lambda connection: bool(over.wait(20)) and None) as port:
        with opened(port) as stream:
            assert received(stream, 1) == ["early"]
        over.set()


@pytest.mark.parametrize(
    ("frame", "failure"), [(b"\xf1\x01x", Malformed), (b"\x81\x01\xff", Malformed), (b"\x81\x7e\x0f\xff", TooLarge)]
)
def test_what_breaks_the_standard_or_all_measure_is_named(frame: bytes, failure: type[Failure]) -> None:
    with raw(UPGRADED + frame) as port, opened(port, most=1_000) as stream, pytest.raises(failure):
        received(stream, 1)


def test_parts_that_grow_beyond_all_measure_are_refused() -> None:
    def say(connection: ServerConnection) -> None:
        connection.send("x" * 300 for _ in range(10))
        connection.recv()

    with saying(say) as port, opened(port, most=1_000) as stream, pytest.raises(TooLarge):
        received(stream, 1)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (b"HTTP/1.1 400 Bad Request\r\nContent-Length: 12\r\n\r\n{\"error\":\"x\"", 400),
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 302),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_stream_is_handed_over_as_it_is(answer: bytes, status: int) -> None:
    with raw(answer) as port, pytest.raises(NotUpgraded) as refused:
        opened(port)
    assert refused.value.status == status
    assert refused.value.body == answer.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH_9.9\r\n\r\n", b"HTTP/1.1 400 Bad"])
def test_what_does_not_speak_http_is_transient(answer: bytes) -> None:
    with raw(answer) as port, pytest.raises(Transient, match="closed the connection"):
        opened(port)


def test_a_server_that_never_answers_runs_out_of_time() -> None:
    over = threading.Event()
    with raw(b"HTTP/1.1 101", lambda connection: bool(over.wait(20)) and None) as port:
        with GuardedClient(allow_loopback=True, limits=Limits(total=0.2)) as http, pytest.raises(Transient):
            http.websocket(f"ws://127.0.0.1:{port}/")
        over.set()


def test_nobody_there_is_transient() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(Transient, match="Could not connect"):
        opened(port)


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("ws://127.0.0.1:9000/", BlockedAddress), ("ws://localhost:9000/", BlockedAddress), ("wss://[::1]/", BlockedAddress),
        ("ws://169.254.169.254/", BlockedAddress), ("wss://2130706433/", BlockedAddress), ("wss://news.example:22/", BlockedAddress),
        ("wss://inner.example/", BlockedAddress), ("http://news.example/", InvalidConfig), ("wss://", InvalidConfig),
        ("wss://ina:word@news.example/", InvalidConfig),
    ],
)  # fmt: skip
def test_the_rules_for_pages_hold_for_streams(url: str, failure: type[Failure]) -> None:
    with GuardedClient(resolver=lambda host, port: ["93.184.216.34", "10.0.0.7"]) as http, pytest.raises(failure):
        http.websocket(url)


def test_a_header_cant_bring_another_with_it() -> None:
    with saying(lambda connection: None) as port, pytest.raises(InvalidConfig):
        opened(port, headers={"Authorization": "Bearer x\r\nHost: other"})


def test_the_name_is_checked_though_the_literal_is_connected_to(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def say(connection: ServerConnection) -> None:
        connection.send("secured")
        connection.recv()

    with saying(say, context) as port:
        trusted = ssl.create_default_context(cafile=str(certificate))
        with GuardedClient(allow_loopback=True, tls=trusted, resolver=lambda host, port: ["127.0.0.1"]) as http:
            with http.websocket(f"wss://news.example:{port}/") as stream:
                assert received(stream, 1) == ["secured"]
            with pytest.raises(Transient, match="secured"):
                http.websocket(f"wss://other.example:{port}/")
