"""The network backend under the guarded client: resolve, check every address, connect to the checked literal.

The check sits where the socket is opened, so no redirect, cached name or second DNS answer gets round it.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any, Final

import httpcore
from httpcore._backends.base import SOCKET_OPTION

from accounts.outside.addresses import address_refusal, host_refusal, port_refusal
from accounts.outside.failures import BlockedAddress, Transient

Resolver = Callable[[str, int], list[str]]

_MOST_ADDRESSES_TRIED: Final = 4  # a name with fifty dead ones must not use up the time
# getaddrinfo can't be interrupted; it waits in these threads so that the caller need not.
_LOOKUPS: Final = ThreadPoolExecutor(max_workers=8, thread_name_prefix="lookup")


def system_resolver(host: str, port: int) -> list[str]:
    """Every address the system knows for the name, in the system's order. Raises OSError when there is none."""
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


class Deadline:
    """When the running request of each thread must be over; the streams below read it before they wait."""

    def __init__(self) -> None:
        self._of_thread = threading.local()  # one client serves many threads, each with its own end

    def start(self, seconds: float) -> None:
        self._of_thread.ends = time.monotonic() + seconds

    def clip(self, timeout: float | None) -> float:
        """The shorter of `timeout` and the time left, in seconds. Raises httpcore.ReadTimeout when none is left."""
        left: float = getattr(self._of_thread, "ends", time.monotonic() + 60.0) - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("It took too long.")
        return left if timeout is None else min(timeout, left)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only where `addresses` lets it. Raises BlockedAddress, Transient, or httpcore's own errors."""

    def __init__(
        self, *, resolver: Resolver, deadline: Deadline, allow_loopback: bool, ports: Collection[int] = ()
    ) -> None:
        self._ports = ports  # beside those of the web
        self._resolver = resolver
        self._deadline = deadline
        self._allow_loopback = allow_loopback
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._checked(host, port, timeout)
        last: Exception | None = None
        for address in addresses[:_MOST_ADDRESSES_TRIED]:
            try:
                stream = self._sockets.connect_tcp(address, port, self._deadline.clip(timeout), local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
                continue
            return _TimedStream(stream, self._deadline)
        raise last or httpcore.ConnectError("No address responded.")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        raise BlockedAddress("Only addresses on the internet can be fetched.")

    def _checked(self, host: str, port: int, timeout: float | None) -> list[str]:
        refusal = host_refusal(host, allow_loopback=self._allow_loopback) or port_refusal(port, self._ports)
        if refusal:
            raise BlockedAddress(refusal)
        # All of them, and these are the ones connected to: a name that answers differently the second time (DNS rebinding)
        # gains nothing. https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
        addresses = self._resolve(host, port, timeout)
        for address in addresses:
            refusal = address_refusal(address, allow_loopback=self._allow_loopback)
            if refusal:
                raise BlockedAddress(refusal)
        return addresses

    def _resolve(self, host: str, port: int, timeout: float | None) -> list[str]:
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            pending = _LOOKUPS.submit(self._resolver, host, port)
        try:
            addresses = pending.result(self._deadline.clip(timeout))
        except FutureTimeout as error:
            pending.cancel()  # one that runs already ends by itself
            raise Transient("The name could not be looked up in time.") from error
        # UnicodeError: Python's IDNA refuses empty and over-long labels so.
        except (OSError, UnicodeError) as error:
            raise Transient("There is no such host, or its name can't be looked up now.") from error
        if not addresses:
            raise Transient("There is no such host, or its name can't be looked up now.")
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A stream on which a server that drips one byte at a time still runs out of time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.clip(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.clip(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.clip(timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
