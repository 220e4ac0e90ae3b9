"""A mailbox on the outside, behind the guard of all other traffic: IMAP over TLS, and only ever read.

The address is checked where the socket is opened, and it is that literal which is connected to; nothing is said before the
connection is secured. What the server says in words is never passed on: it could hold what was sent to it.
"""

from __future__ import annotations

import imaplib
import re
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, Self

import httpcore

from accounts.outside.addresses import MAILBOX_PORTS
from accounts.outside.failures import AuthExpired, Forbidden, Malformed, NotFound, TooLarge, Transient
from accounts.outside.guard import Deadline, GuardedBackend, Resolver
from accounts.outside.metering import Meter
from accounts.outside.utf7 import from_utf7, to_utf7

_READ: Final = 65_536
_LONGEST_LINE: Final = 1_000_000  # a search finds some hundred thousand numbers
_MOST: Final = 4_000_000  # bytes that may come in answer to anything but a message
_MARGIN: Final = 100_000  # beside a message itself
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UID: Final = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d{1,18})\b")
_AT: Final = re.compile(rb'\bINTERNALDATE "([^"]{1,40})"')
_NAME: Final = re.compile(rb'\([^)]{0,500}\) (?:"(?:[^"\\]|\\.){0,4}"|NIL) (.{1,1000})\Z')
# What a refusal with one of these says passes by itself (RFC 5530).
_BUSY: Final = frozenset({"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "CONTACTADMIN"})
_REFUSED: Final = "The server refused to let us in: user name or password are wrong, or it wants another way to log in."


@dataclass(frozen=True, slots=True)
class Folder:
    """`validity` says how long the numbers of its messages hold; `following` is the number its next message will have."""

    validity: int
    following: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that can be read: its number, its size in bytes, and when the server took it in (aware UTC, None: not said)."""

    number: int
    size: int
    at: datetime | None


class _Wire:
    """Bytes to and from the server, so many at most in answer to one command, and in time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline, meter: Meter) -> None:
        self.stream, self._deadline, self._meter = stream, deadline, meter
        self.left = _MOST
        self._buffer = bytearray()

    @property
    def has_more(self) -> bool:
        return bool(self._buffer)

    def read(self, size: int) -> bytes:
        if size > self.left + len(self._buffer):
            raise TooLarge("The server sends more than was asked for.")
        while len(self._buffer) < size and self._fill():
            pass
        return self._taken(size)

    def readline(self) -> bytes:
        looked = 0
        while (end := self._buffer.find(b"\n", looked)) < 0:
            looked = len(self._buffer)
            if looked > _LONGEST_LINE:
                raise TooLarge("The server sends a line without an end.")
            if not self._fill():
                return b""
        return self._taken(end + 1)

    def write(self, data: bytes) -> None:
        with _reached():
            self.stream.write(data)

    def close(self) -> None:
        self.stream.close()

    def _fill(self) -> bool:
        with _reached():
            came = self.stream.read(_READ)
        self.left -= len(came)
        self._meter.bytes += len(came)
        if self.left < 0:
            raise TooLarge("The server sends more than was asked for.")
        self._buffer += came
        return bool(came)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken


class _Securing:
    """In the place of the TLS context that imaplib would wrap a socket of its own with."""

    def __init__(self, wire: _Wire, tls: ssl.SSLContext, patience: float) -> None:
        self._wire, self._tls, self._patience = wire, tls, patience

    def wrap_socket(self, sock: object, server_hostname: str) -> Self:
        if self._wire.has_more:
            # What was said before the connection was secured is nobody's word (CVE-2021-33515).
            raise Transient("The server said something out of turn while the connection was being secured.")
        with _reached():
            self._wire.stream = self._wire.stream.start_tls(self._tls, server_hostname, self._patience)
        return self

    def makefile(self, mode: str) -> None:
        """Nothing reads from it: all reading goes by the wire."""


class _Imap(imaplib.IMAP4):
    """The standard library's client, over a connection of the guard's."""

    def __init__(self, host: str, wire: _Wire) -> None:
        self._wire, self._at = wire, host
        super().__init__()

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        self.host, self.port = self._at, port
        self.sock: Any = None
        self.file: Any = None

    def read(self, size: int) -> bytes:
        return self._wire.read(size)

    def readline(self) -> bytes:
        return self._wire.readline()

    def send(self, data: Any) -> None:
        self._wire.write(bytes(data))

    def shutdown(self) -> None:
        self._wire.close()


class Mailbox:
    """One open connection. Its user is one thread.

    Raises BlockedAddress; Transient (down, cut off, slow, busy, no valid certificate); AuthExpired (not let in); NotFound (no
    such folder); Malformed and TooLarge for what no server should say.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        starttls: bool,
        resolver: Resolver,
        tls: ssl.SSLContext,
        allow_loopback: bool,
        patience: float,
        span: float,
        meter: Meter,
    ) -> None:
        self._ends = time.monotonic() + span
        self._deadline, self._patience, self._meter = Deadline(), patience, meter
        backend = GuardedBackend(
            resolver=resolver, deadline=self._deadline, allow_loopback=allow_loopback, ports=MAILBOX_PORTS
        )
        self._meter.requests += 1
        self._deadline.start(min(patience, span))
        with _reached():
            stream = backend.connect_tcp(host, port, patience)
            if not starttls:
                stream = stream.start_tls(tls, host, patience)
        self._wire = _Wire(stream, self._deadline, meter)
        self._is_sound = True
        try:
            self._imap = _Imap(host, self._wire)
            if starttls:
                self._secure(tls)
        except (imaplib.IMAP4.error, ValueError) as error:
            self._wire.close()
            raise Transient("The server does not speak IMAP, or takes nobody in just now.") from error
        except BaseException:
            self._wire.close()
            raise

    def _secure(self, tls: ssl.SSLContext) -> None:
        if "STARTTLS" not in self._imap.capabilities or self._imap.state != "NONAUTH":
            # Somebody in between can take the offer away, or greet us as if we were logged in.
            raise Forbidden("The server does not offer to secure the connection (STARTTLS): nothing was sent to it.")
        securing: Any = _Securing(self._wire, tls, self._patience)
        self._imap.starttls(ssl_context=securing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Says good-bye, if the server takes it at once, and closes. Harmless if repeated."""
        if self._is_sound:
            self._is_sound = False
            self._deadline.start(1.0)
            self._wire.left = _MOST
            with suppress(imaplib.IMAP4.error, ValueError, Transient, TooLarge):  # it is gone already
                self._imap.logout()
        self._wire.close()

    @property
    def has_time(self) -> bool:
        """Whether its span is not nearly over."""
        return time.monotonic() + min(self._patience, 10.0) / 2 < self._ends

    def log_in(self, user: str, password: str) -> None:
        """With a password."""
        if "AUTH=PLAIN" in self._imap.capabilities:
            answer = f"\0{user}\0{password}".encode()
            self._let_in(lambda: self._imap.authenticate("PLAIN", lambda _: answer))
        elif not f"{user}{password}".isascii():
            raise AuthExpired("The server takes no user name or password with these characters.")
        else:
            self._let_in(lambda: self._imap.login(_quoted(user), password))

    def log_in_by_token(self, user: str, token: str) -> None:
        """With an access token (XOAUTH2, as Google and Microsoft have it)."""
        said = iter([f"user={user}\x01auth=Bearer {token}\x01\x01".encode()])
        # A refusal comes as a question, which waits for an empty answer.
        self._let_in(lambda: self._imap.authenticate("XOAUTH2", lambda _: next(said, b"")))

    def _let_in(self, act: Callable[[], object]) -> None:
        with self._asking(_MOST):
            try:
                act()
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                if self._is_busy():
                    raise Transient("The server is busy and lets nobody in just now.") from error
                raise AuthExpired(_REFUSED) from None  # the server's words may hold ours

    def look_into(self, folder: str) -> Folder:
        """Opens a folder so that nothing in it changes by our reading. Raises NotFound with those there are."""
        with self._asking(_MOST):
            told, _ = self._imap.select(_quoted(to_utf7(folder)), readonly=True)
            if told == "OK":
                validity, following = self._number("UIDVALIDITY"), self._number("UIDNEXT")
                if not validity:
                    raise Malformed("The server does not number its messages in a way that lasts.")
                return Folder(validity, following)
            if self._is_busy():
                raise Transient("The server is busy and opens no folder just now.")
        raise NotFound(_no_folder(folder, self._folders()))

    def _folders(self) -> list[str]:
        with self._asking(_MOST):
            _, lines = self._imap.list()
        rows = [one for one in lines if isinstance(one, bytes)]
        names = [match[1].strip(b'"') for one in rows if (match := _NAME.match(one))]
        return [from_utf7(one.replace(b"\\", b"").decode("ascii", "replace")) for one in names]

    def numbers(self, *, above: int = 0, since: date | None = None) -> list[int]:
        """The numbers of messages in the open folder, in order: those above one, or taken in since a day."""
        # The last message always comes, even where its number is not above (RFC 9051 6.4.8).
        wanted = ("UID", f"{above + 1}:*") if since is None else ("SINCE", _day(since))
        with self._asking(_MOST):
            told, lines = self._imap.uid("SEARCH", *wanted)
        if told != "OK":
            raise Transient("The server does not say which messages there are.")
        found = b" ".join(one for one in lines if isinstance(one, bytes)).split()
        return sorted({int(one) for one in found if one.isdigit() and len(one) <= 10 and int(one) > above})

    def waiting(self, numbers: Sequence[int]) -> list[Waiting]:
        """What is known of these messages, of those that are still there."""
        if not numbers:
            return []
        with self._asking(_MOST):
            _, lines = self._imap.uid("FETCH", ",".join(map(str, numbers)), "(UID RFC822.SIZE INTERNALDATE)")
        asked, found = set(numbers), dict[int, Waiting]()
        for one in lines:
            number = _first(_UID, one) if isinstance(one, bytes) else 0
            if number in asked:
                found[number] = Waiting(number, _first(_SIZE, one), _taken_in(one))
        return [found[number] for number in sorted(found)]

    def message(self, number: int, most: int) -> bytes | None:
        """The first `most` bytes of a message; None where it is gone. Nobody sees that it was read."""
        with self._asking(most + _MARGIN):
            _, parts = self._imap.uid("FETCH", str(number), f"(UID BODY.PEEK[]<0.{most}>)")
        bodies = [one[1] for one in parts if isinstance(one, tuple) and b"BODY[]" in one[0].upper()]
        return bytes(bodies[0]) if bodies else None

    def _number(self, name: str) -> int:
        _, told = self._imap.response(name)
        text = told[-1] if told and isinstance(told[-1], bytes) else b""
        return int(text) if text.isdigit() and len(text) <= 10 else 0

    def _is_busy(self) -> bool:
        return bool(_BUSY & set(self._imap.untagged_responses))

    @contextmanager
    def _asking(self, most: int) -> Iterator[None]:
        """One command: in time, and with so many bytes in answer at most."""
        self._deadline.start(min(self._patience, self._ends - time.monotonic()))
        self._wire.left = most
        self._meter.requests += 1
        self._imap.untagged_responses.clear()
        was, self._is_sound = self._is_sound, False
        with _understood():
            yield
        self._is_sound = was


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise Transient("The server did not respond in time.") from error
    except (httpcore.NetworkError, OSError) as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLError):
                sentence = "The connection could not be secured: the certificate is invalid or not set up correctly."
                raise Transient(sentence) from error
            cause = cause.__cause__ or cause.__context__
        raise Transient("Could not connect to the server, or the connection broke off.") from error


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except imaplib.IMAP4.abort as error:
        raise Transient("The server ended the connection, or does not speak IMAP.") from error
    except (imaplib.IMAP4.error, ValueError) as error:
        raise Malformed("The server answered in a way that can't be understood.") from error


def _quoted(text: str) -> str:
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _day(day: date) -> str:
    return f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year:04}"  # strftime would speak the machine's language


def _first(pattern: re.Pattern[bytes], row: bytes) -> int:
    match = pattern.search(row)
    return int(match[1]) if match else 0


def _taken_in(row: bytes) -> datetime | None:
    match = _AT.search(row)
    try:
        at = parsedate_to_datetime(match[1].decode("ascii").strip().replace("-", " ", 2)) if match else None
        return at.astimezone(UTC) if at and at.tzinfo else None
    except (ValueError, OverflowError, TypeError):
        return None


def _no_folder(folder: str, known: list[str]) -> str:
    there = f" There are: {', '.join(known[:20])}." if known else ""
    return f"There is no folder “{folder}” in this mailbox.{there}"
