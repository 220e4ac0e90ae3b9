"""A WebSocket to the outside, behind the guard of all other traffic: the address is checked where the socket is opened, and it is
that literal which is connected to. Messages are only received: whoever listens has nothing to say.
"""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final, Self

import httpcore
import httpx
from websockets.client import ClientProtocol
from websockets.exceptions import InvalidURI
from websockets.frames import Frame, Opcode
from websockets.http11 import Request, Response
from websockets.protocol import OPEN
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

from accounts.outside.failures import Failure, InvalidConfig, Malformed, TooLarge, Transient
from accounts.outside.guard import Deadline, GuardedBackend, Resolver

_READ: Final = 65_536
_QUIET: Final = (
    30.0  # seconds without a word, after which the other side is asked for a sign of life; as long again it has for it
)
_SILENT: Final = logging.getLogger("firebreak.websocket")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False  # at its most talkative it writes down each message


class NotUpgraded(Failure):
    """The server answered, but with no WebSocket: `status`, `headers` and `body` are its answer."""

    code = "transient"

    def __init__(self, status: int, headers: httpx.Headers, body: bytes) -> None:
        super().__init__(f"The server does not open a stream (HTTP {status}).")
        self.status, self.headers, self.body = status, headers, body


class WebSocket:
    """One open connection. Its user is one thread.

    Raises BlockedAddress, Transient (down, cut off, silent), NotUpgraded, Malformed (what it sends is against RFC 6455) and TooLarge.
    """

    def __init__(
        self,
        url: httpx.URL,
        *,
        headers: Mapping[str, str],
        subprotocol: str,
        resolver: Resolver,
        tls: ssl.SSLContext,
        allow_loopback: bool,
        patience: float,
        most: int,
    ) -> None:
        self._deadline = Deadline()
        self._most = most
        self._waiting: list[Frame | Request | Response] = []
        self._parts: list[bytes] = []
        self._is_text = True
        self._size = 0
        self._heard = time.monotonic()
        self._asked = False
        try:
            wanted = [Subprotocol(subprotocol)] if subprotocol else None
            self._protocol = ClientProtocol(
                parse_uri(str(url)), subprotocols=wanted, extensions=None, max_size=most, logger=_SILENT
            )
        except InvalidURI as error:
            raise InvalidConfig("This is not the address of a stream.", field="url") from error
        backend = GuardedBackend(resolver=resolver, deadline=self._deadline, allow_loopback=allow_loopback)
        secure = url.scheme == "wss"
        self._deadline.start(patience)
        host = url.raw_host.decode("ascii")
        try:
            self._stream = backend.connect_tcp(host, url.port or (443 if secure else 80), patience)
            if secure:
                self._stream = self._stream.start_tls(tls, host, patience)
        except (httpcore.TimeoutException, httpcore.NetworkError) as error:
            raise _unreachable(error) from error
        try:
            self._shake_hands(headers)
        except BaseException:
            self._stream.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Says good-bye, if the other side can take it at once, and closes. Harmless if repeated."""
        if self._protocol.state is OPEN:
            self._protocol.send_close()
            self._deadline.start(1.0)
            with suppress(Transient):  # it is gone already
                self._send()
        self._stream.close()

    def receive(self, seconds: float) -> list[str | bytes]:
        """The whole messages that came, at least one; [] where none came within `seconds`. None is ever answered but pings.

        Raises Transient where the connection is over.
        """
        self._deadline.start(seconds)
        while True:
            messages = list(self._messages())
            if messages:
                return messages
            if self._protocol.state is not OPEN:
                raise self._over()
            try:
                self._take(self._stream.read(_READ))
            except httpcore.ReadTimeout:
                self._still_there()
                return []
            except httpcore.NetworkError as error:
                raise Transient("The stream broke off.") from error
            self._heard, self._asked = time.monotonic(), False
            self._waiting += self._protocol.events_received()
            self._send()

    def _messages(self) -> Iterator[str | bytes]:
        events, self._waiting = self._waiting, []
        for event in events:
            if not isinstance(event, Frame) or event.opcode not in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
                continue
            if event.opcode is not Opcode.CONT:
                self._is_text = event.opcode is Opcode.TEXT
            self._parts.append(bytes(event.data))
            self._size += len(event.data)
            if self._size > self._most:
                raise TooLarge(f"A message of the stream is larger than {self._most // 1_000} KB.")
            if event.fin:
                whole, self._parts, self._size = b"".join(self._parts), [], 0
                yield _text(whole) if self._is_text else whole

    def _shake_hands(self, headers: Mapping[str, str]) -> None:
        request = self._protocol.connect()
        for name, value in headers.items():
            if not value.isprintable():
                raise InvalidConfig("A header holds characters that can't be sent.", field="url")
            request.headers[name] = value
        self._protocol.send_request(request)
        self._send()
        while not self._waiting:
            try:
                self._take(self._stream.read(_READ))
            except (httpcore.TimeoutException, httpcore.NetworkError) as error:
                raise _unreachable(error) from error
            self._waiting += self._protocol.events_received()
            if not self._waiting and self._protocol.handshake_exc is not None:
                raise Transient("The server closed the connection or does not speak WebSocket.")
        # Messages that came along with the answer wait to be received.
        answer = self._waiting.pop(0)
        assert isinstance(answer, Response)
        if self._protocol.handshake_exc is not None:
            raise self._refused(answer)

    def _take(self, data: bytes) -> None:
        if data:
            self._protocol.receive_data(data)
        else:
            self._protocol.receive_eof()

    def _refused(self, answer: Response) -> Failure:
        if answer.status_code == 101:
            return Malformed("The server's answer to the opening of the stream is against the standard.")
        headers = httpx.Headers(list(answer.headers.raw_items()))
        return NotUpgraded(answer.status_code, headers, bytes(answer.body or b"")[:_READ])

    def _send(self) -> None:
        try:
            for data in self._protocol.data_to_send():
                if data:
                    self._stream.write(data)
        except (httpcore.TimeoutException, httpcore.NetworkError) as error:
            raise Transient("The stream broke off.") from error

    def _still_there(self) -> None:
        quiet = time.monotonic() - self._heard
        if quiet > 2 * _QUIET:
            raise Transient("The stream went silent.")
        if quiet > _QUIET and not self._asked:
            self._asked = True
            self._protocol.send_ping(b"")
            self._deadline.start(1.0)
            self._send()

    def _over(self) -> Failure:
        broken = self._protocol.parser_exc
        if self._protocol.close_sent is not None and self._protocol.close_sent.code == 1009:
            return TooLarge(f"A message of the stream is larger than {self._most // 1_000} KB.")
        if broken is not None and not isinstance(broken, EOFError):
            return Malformed("What the stream sends is against the standard.")
        return Transient("The server ended the stream.")


def _text(whole: bytes) -> str:
    try:
        return whole.decode()
    except UnicodeDecodeError as error:
        raise Malformed("A message of the stream is no text.") from error


def _unreachable(error: Exception) -> Failure:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Transient("The connection could not be secured: the certificate is invalid or not set up correctly.")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.TimeoutException):
        return Transient("The server did not respond in time.")
    return Transient("Could not connect to the server.")
