"""The one client that may speak to the world: for feeds, and the same guard for outgoing webhooks.

It takes its settings from its caller, reads no environment, uses no proxy and keeps no cookies.
"""

from __future__ import annotations

import base64
import copy
import functools
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

import httpcore
import httpx

from accounts.outside.addresses import host_refusal, port_refusal
from accounts.outside.failures import BlockedAddress, Failure, InvalidConfig, Malformed, TooLarge, Transient
from accounts.outside.guard import (
    Deadline,
    GuardedBackend,
    Resolver,
    system_resolver,
)
from accounts.outside.mailbox import Mailbox
from accounts.outside.metering import Meter
from accounts.outside.unpacking import ACCEPTED, Unpacker, unpacked
from accounts.outside.websocket import WebSocket

USER_AGENT: Final = "Firebreak/0.1 (media monitoring; feed reader)"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
# What may travel to another host after a redirect; everything else could be a credential.
_HARMLESS_HEADERS: Final = frozenset(
    {
        "accept",
        "accept-encoding",
        "accept-language",
        "user-agent",
        "if-none-match",
        "if-modified-since",
    }
)
_LONGEST_ADDRESS: Final = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request. Times in seconds, sizes in bytes.

    `raw` counts what travels, `body` what it unpacks to. `total` covers looking up, connecting, every redirect and
    the last byte.
    """

    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    raw: int = 16_000_000
    body: int = 17_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect that was followed: the status, and where it led."""

    status: int
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer, whatever its status. `url` is where it came from in the end. `truncated`: it broke off before its
    end, and `body` is what arrived."""

    status: int
    headers: httpx.Headers
    body: bytes
    url: str
    hops: tuple[Hop, ...] = ()
    truncated: bool = False

    @classmethod
    def sent(cls, url: str, headers: Mapping[str, str], body: bytes) -> Self:
        """What was sent to us in place of an answer at `url`."""
        return cls(status=200, headers=httpx.Headers(headers), body=body, url=url)

    @property
    def moved_to(self) -> str | None:
        """Where the address permanently leads, by its unbroken run of 301 and 308 from the start; None if nowhere."""
        target = None
        for hop in self.hops:
            if hop.status not in _PERMANENT:
                break
            target = hop.to
        return target


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)  # SSL_CERT_FILE chooses nobody we trust


class GuardedClient:
    """Fetches and posts over HTTP(S), never to an address that `addresses` refuses, never beyond its limits.

    `allow_loopback` opens 127.0.0.0/8, ::1 and localhost: the operator's choice for demos and tests, off by default.
    Safe to share between threads. Every request opens its own connection, so every request is checked anew; with `keep`, so
    many stay open for the next request to the same host, and lead to the address that was checked.
    """

    def __init__(
        self,
        *,
        allow_loopback: bool = False,
        limits: Limits | None = None,
        user_agent: str = USER_AGENT,
        resolver: Resolver = system_resolver,
        tls: ssl.SSLContext | None = None,
        keep: int = 0,
    ) -> None:
        self.allow_loopback = allow_loopback
        self.limits = limits or Limits()
        self._user_agent = user_agent
        self._deadline = Deadline()
        self._meter = Meter()  # of whoever did not ask for one of their own
        self._resolver = resolver
        self._tls = tls or _tls()
        backend = GuardedBackend(resolver=resolver, deadline=self._deadline, allow_loopback=allow_loopback)
        self._pool = httpcore.ConnectionPool(
            ssl_context=self._tls,
            max_connections=None,
            max_keepalive_connections=keep,
            network_backend=backend,
        )

    def metered(self, meter: Meter) -> Self:
        """The same client, with what it does counted in `meter`. Closing the one closes the other."""
        twin = copy.copy(self)
        twin._meter = meter
        return twin

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open. The client can't be used afterwards."""
        self._pool.close()

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
    ) -> Fetched:
        """The answer at `url`, redirects followed and each checked.

        `auth` is a name and password for Basic, sent to `url`'s own origin only. Raises BlockedAddress,
        InvalidConfig (not an address), TooLarge, Malformed (packing), Transient (down, slow, name unknown).
        """
        self._deadline.start(self.limits.total)
        here = self._checked(url)
        carried = self._headers(headers, auth)
        hops: list[Hop] = []
        while True:
            status, received, body, truncated = self._once("GET", here, carried, None)
            location = received.get("location", "")
            if status not in _REDIRECTS or not location:
                final = str(here)
                return Fetched(
                    status=status,
                    headers=received,
                    body=body,
                    url=final,
                    hops=tuple(hops),
                    truncated=truncated,
                )
            if len(hops) >= self.limits.redirects:
                raise Malformed("The address redirects too many times.")
            there = self._checked(location, base=here)
            if _origin(there) != _origin(here):  # http after https, too: a credential in clear
                carried = httpx.Headers([(k, v) for k, v in carried.multi_items() if k.lower() in _HARMLESS_HEADERS])
            hops.append(Hop(status, str(there)))
            here = there

    def post(self, url: str, *, content: bytes, headers: Mapping[str, str] | None = None) -> Fetched:
        """Send `content` to `url` once. Redirects are not followed: a 3xx is returned like any other status.

        Raises as `get` does. After a Transient failure it is unknown whether the other side acted.
        """
        self._deadline.start(self.limits.total)
        here = self._checked(url)
        status, received, body, truncated = self._once("POST", here, self._headers(headers, None), content)
        return Fetched(
            status=status,
            headers=received,
            body=body,
            url=str(here),
            truncated=truncated,
        )

    def websocket(
        self, url: str, *, headers: Mapping[str, str] | None = None, subprotocol: str = "", most: int = 1_000_000
    ) -> WebSocket:
        """An open WebSocket at a ws(s) address, to be closed by who opened it. `most`: bytes of one message.

        Redirects are not followed. Raises as `get` does, and NotUpgraded where the server answers with anything else.
        """
        if not url.startswith(("ws://", "wss://")):
            raise InvalidConfig("The address must start with wss://.", field="url")
        # By the same rules as a page.
        page = self._checked(f"http{url.removeprefix('ws')}")
        return WebSocket(
            page.copy_with(scheme="wss" if page.scheme == "https" else "ws"),
            headers={"User-Agent": self._user_agent, **(headers or {})},
            subprotocol=subprotocol,
            resolver=self._resolver,
            tls=self._tls,
            allow_loopback=self.allow_loopback,
            patience=self.limits.total,
            most=most,
        )

    def mailbox(self, host: str, port: int, *, starttls: bool = False, span: float = 60.0) -> Mailbox:
        """An open, secured connection to a server of mailboxes (IMAP), to be closed by who opened it; nobody is logged in yet.
        `span`: seconds after which it is of no more use.

        Raises BlockedAddress, Transient (down, slow, no valid certificate, not IMAP) and Forbidden (no STARTTLS there).
        """
        return Mailbox(
            host,
            port,
            starttls=starttls,
            resolver=self._resolver,
            tls=self._tls,
            allow_loopback=self.allow_loopback,
            patience=self.limits.total,
            span=span,
            meter=self._meter,
        )

    def refusal(self, url: str) -> Failure | None:
        """Why this address would be refused before any look-up, for a form field; None when it may be tried."""
        try:
            self._checked(url)
        except Failure as failure:
            return failure
        return None

    def _headers(self, extra: Mapping[str, str] | None, auth: tuple[str, str] | None) -> httpx.Headers:
        headers = httpx.Headers({"User-Agent": self._user_agent, "Accept": "*/*"})
        headers.update(extra)
        headers["Accept-Encoding"] = ACCEPTED  # last: no caller asks for what can't be unpacked in bounds
        if auth:
            token = base64.b64encode(f"{auth[0]}:{auth[1]}".encode()).decode("ascii")
            headers["Authorization"] = f"Basic {token}"
        return headers

    def _checked(self, address: str, *, base: httpx.URL | None = None) -> httpx.URL:
        try:
            if len(address) > _LONGEST_ADDRESS:
                raise ValueError("too long")
            url = httpx.URL(address) if base is None else base.join(address)
        except (httpx.InvalidURL, ValueError) as error:
            if base is not None:
                raise Malformed("The address redirects to something that is not an address.") from error
            raise InvalidConfig("This is not a web address.", field="url") from error
        if url.scheme not in ("http", "https") or not url.host:
            if base is not None:
                raise BlockedAddress("The address redirects to something that is not a web page.")
            raise InvalidConfig("The address must start with http:// or https://.", field="url")
        if url.userinfo:
            if base is None:
                raise InvalidConfig(
                    "Put the name and password in their own fields, not in the address.",
                    field="url",
                )
            url = url.copy_with(username=None, password=None)  # no server puts its log-in into our request
        host = url.raw_host.decode("ascii")
        refusal = host_refusal(host, allow_loopback=self.allow_loopback) or port_refusal(_port(url))
        if refusal:
            raise BlockedAddress(refusal)
        return url.copy_with(fragment=None)  # never sent (RFC 9110 7.1)

    def _once(
        self, method: str, url: httpx.URL, headers: httpx.Headers, content: bytes | None
    ) -> tuple[int, httpx.Headers, bytes, bool]:
        limits = self.limits
        timeouts = {
            "connect": limits.connect,
            "read": limits.read,
            "write": limits.read,
            "pool": limits.connect,
        }
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        sent = [(b"Host", url.netloc), *headers.raw]
        if content is not None:
            sent.append((b"Content-Length", str(len(content)).encode("ascii")))
        self._meter.requests += 1
        self._meter.status = None
        try:
            with self._pool.stream(
                method,
                target,
                headers=sent,
                content=content,
                extensions={"timeout": timeouts},
            ) as answer:
                received = httpx.Headers(answer.headers)
                self._meter.status = answer.status
                if answer.status in _REDIRECTS or answer.status == 304:  # nobody reads this body, which may be endless
                    return answer.status, received, b"", False
                body, truncated = self._read(answer, received)
                return answer.status, received, body, truncated
        except httpcore.TimeoutException as error:
            raise Transient("The server did not respond in time.") from error
        # h11 refuses a line's end in a value, behind which another header would begin.
        except httpcore.LocalProtocolError as error:
            raise InvalidConfig(
                "The address or a header holds characters that can't be sent.",
                field="url",
            ) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise Transient(_sentence(error)) from error

    def _read(self, answer: httpcore.Response, headers: httpx.Headers) -> tuple[bytes, bool]:
        announced = headers.get("content-length", "")
        if announced.isdigit() and int(announced) > self.limits.raw:
            raise TooLarge(f"The response is larger than {self.limits.raw // 1_000_000 or 1} MB.")
        unpacker = Unpacker(headers.get("content-encoding", ""))
        pieces: list[bytes] = []
        try:
            for piece in unpacked(self._raw(answer), unpacker, most=self.limits.body):
                pieces.append(piece)
        except (httpcore.RemoteProtocolError, httpcore.ReadError):
            # A feed that breaks off still has whole entries in what arrived.
            return b"".join(pieces), True
        return b"".join(pieces), not unpacker.finished

    def _raw(self, answer: httpcore.Response) -> Iterator[bytes]:
        total = 0
        for chunk in answer.iter_stream():
            self._deadline.clip(None)
            total += len(chunk)
            self._meter.bytes += len(chunk)
            if total > self.limits.raw:
                raise TooLarge(f"The response is larger than {self.limits.raw // 1_000_000 or 1} MB.")
            yield chunk


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, _port(url)


def _sentence(error: BaseException) -> str:
    cause: BaseException | None = error
    # httpcore wraps the error of TLS in its own, and that in a general one.
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "The connection could not be secured: the certificate is invalid or not set up correctly."
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ProtocolError):
        return "The server closed the connection or does not speak HTTP."
    return "Could not connect to the server."
