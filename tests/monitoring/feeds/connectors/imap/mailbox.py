"""A server of one mailbox on loopback, over TLS: it speaks IMAP as far as we do, and can misbehave."""

import base64
import re
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from accounts.outside.http import GuardedClient, Limits
from accounts.outside.utf7 import to_utf7
from monitoring.feeds.connectors.imap.connector import ImapConnector
from monitoring.feeds.connectors.protocol import Batch, Context, Post
from tests.loopback import NOW

HOST, ADDRESS, PASSWORD, TOKEN = "mail.alder.example", "press@alder.example", 'pa"ss w\\ord', "t0ken-of-ina"
Line = Callable[[bytes], None]


@dataclass
class Mailbox:
    """Messages by number. `cut_at`: the connection breaks off within that message; `drips`: not a word comes to its end;
    `bloats`: literals are longer than was asked for; `injects`: something is said before the connection is secured."""

    port: int = 0
    trust: Path = Path()
    messages: dict[int, tuple[bytes, datetime]] = field(default_factory=dict)
    validity: int = 7
    following: int = 1
    folders: tuple[str, ...] = ("INBOX", "Pressé & Co")
    capabilities: str = "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2"
    greeting: str = "* OK at your service"
    refusal: str = "NO [AUTHENTICATIONFAILED] not this: "
    cut_at: int = 0
    drips: bool = False
    bloats: bool = False
    injects: bytes = b""
    says: list[str] = field(default_factory=list)

    def take_in(self, raw: bytes | EmailMessage, minutes_ago: float = 5) -> int:
        number, self.following = self.following, self.following + 1
        self.messages[number] = (bytes(raw), NOW - timedelta(minutes=minutes_ago))
        return number

    def renumber(self, validity: int, first: int = 1) -> None:
        """All messages get new numbers, in their order."""
        kept = [self.messages[number] for number in sorted(self.messages)]
        self.messages = {first + at: one for at, one in enumerate(kept)}
        self.validity, self.following = validity, first + len(kept)

    def config(self, **more: Any) -> dict[str, Any]:
        return ImapConnector().tidy({"mailbox": ADDRESS, "host": HOST, "port": self.port, **more})

    def client(self, limits: Limits | None = None, *, trusted: bool = True) -> GuardedClient:
        tls = ssl.create_default_context(cafile=str(self.trust)) if trusted else None
        return GuardedClient(allow_loopback=True, tls=tls, limits=limits, resolver=lambda host, port: ["127.0.0.1"])

    def context(self, now: datetime = NOW, **secrets: str) -> Context:
        return Context(self.client(), now, secrets or {"password": PASSWORD})


def mail(number: int | str, text: str = "It broke.", **headers: str) -> EmailMessage:
    """A mail of a customer."""
    made = EmailMessage()
    told = {
        "From": "Ina K <ina@example.org>", "Subject": f"Mail {number}", "Message-ID": f"<{number}@example.org>",
        "Date": "Sun, 22 Nov 2026 11:30:00 +0000", **{name.replace("_", "-"): value for name, value in headers.items()},
    }  # fmt: skip
    for name, value in told.items():
        if value:
            made[name] = value
    made.set_content(text)
    return made


def read(box: Mailbox, cursor: Any, now: datetime = NOW, **how: Any) -> tuple[list[Post], list[Batch]]:
    """One whole poll: its posts and its batches. `how`: of the connector; `config`: more of it."""
    config = box.config(**how.pop("config", {}))
    connector = ImapConnector(**how)
    batches = list(connector.poll(box.context(now), config, cursor))
    found = [connector.normalise(record) for batch in batches for record in batch.records]
    return [one for one in found if isinstance(one, Post)], batches


class _Talk(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        self.box, self.secured = self.server.box, self.server.implicit
        with suppress(OSError, ValueError):  # the client hung up, as it may
            if self.secured:
                self._secure()
            self._say(self.box.greeting)
            while line := self.rfile.readline():
                if not self._answer(line.decode()):
                    return

    def _secure(self) -> None:
        self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", buffering=0)

    def _say(self, text: str | bytes) -> None:
        self.wfile.write((text.encode() if isinstance(text, str) else text) + b"\r\n")

    def _answer(self, line: str) -> bool:
        tag, _, rest = line.strip().partition(" ")
        self.box.says.append(rest)
        name = rest.split(" ")[0].upper() if not rest.upper().startswith("UID ") else rest.upper()[:10].strip()
        if self.box.drips and name == "EXAMINE":
            while self.server.running.wait(0.02) is False:
                self.wfile.write(b"*")
            return False
        told = getattr(self, f"_{name.replace(' ', '_').lower()}", self._unknown)(tag, rest)
        self._say(f"{tag} {told}")
        if name == "STARTTLS" and told.startswith("OK"):
            self.wfile.write(self.box.injects)
            self._secure()
        return name != "LOGOUT"

    def _unknown(self, tag: str, rest: str) -> str:
        return "BAD what"

    def _capability(self, tag: str, rest: str) -> str:
        self._say(f"* CAPABILITY {self.box.capabilities}")
        return "OK done"

    def _starttls(self, tag: str, rest: str) -> str:
        return "OK begin"

    def _login(self, tag: str, rest: str) -> str:
        wanted = PASSWORD.replace("\\", "\\\\").replace('"', '\\"')
        return "OK in" if rest == f'LOGIN "{ADDRESS}" "{wanted}"' else f"{self.box.refusal}{rest}"

    def _authenticate(self, tag: str, rest: str) -> str:
        self._say("+ ")
        told = base64.b64decode(self.rfile.readline()).decode()
        if told in (f"\0{ADDRESS}\0{PASSWORD}", f"user={ADDRESS}\x01auth=Bearer {TOKEN}\x01\x01"):
            return "OK in"
        if "Bearer" in told:
            self._say(b"+ " + base64.b64encode(b'{"status":"401","schemes":"bearer"}'))
            assert self.rfile.readline() == b"\r\n"
        return f"{self.box.refusal}{told!r}"

    def _list(self, tag: str, rest: str) -> str:
        for name in self.box.folders:
            self._say(f'* LIST (\\HasNoChildren) "/" "{to_utf7(name)}"')
        return "OK listed"

    def _examine(self, tag: str, rest: str) -> str:
        if rest.partition(" ")[2] not in [f'"{to_utf7(name)}"' for name in self.box.folders]:
            return "NO [NONEXISTENT] no such thing"
        self._say(f"* {len(self.box.messages)} EXISTS")
        self._say(f"* OK [UIDVALIDITY {self.box.validity}] valid")
        if self.box.following:
            self._say(f"* OK [UIDNEXT {self.box.following}] next")
        return "OK [READ-ONLY] open"

    def _uid_search(self, tag: str, rest: str) -> str:
        numbers = sorted(self.box.messages)
        if above := re.fullmatch(r"UID SEARCH UID (\d+):\*", rest):
            # The last one always comes, as the standard has it.
            numbers = [one for one in numbers if one >= int(above[1])] or numbers[-1:]
        else:
            day = datetime.strptime(rest.split(" ")[-1], "%d-%b-%Y").date()
            numbers = [one for one in numbers if self.box.messages[one][1].date() >= day]
        self._say(f"* SEARCH {' '.join(map(str, numbers))}".rstrip())
        return "OK found"

    def _uid_fetch(self, tag: str, rest: str) -> str:
        _, _, asked, what = rest.split(" ", 3)
        for number in map(int, asked.split(",")):
            if number not in self.box.messages:
                continue
            raw, at = self.box.messages[number]
            if "RFC822.SIZE" in what:
                taken = at.strftime("%d-%b-%Y %H:%M:%S +0000")
                self._say(f'* 1 FETCH (UID {number} RFC822.SIZE {len(raw)} INTERNALDATE "{taken}")')
            else:
                self._body(number, raw, what)
        return "OK fetched"

    def _body(self, number: int, raw: bytes, what: str) -> None:
        match = re.fullmatch(r"\(UID BODY\.PEEK\[\]<0\.(\d+)>\)", what)
        assert match, "anything else would mark it as read"
        part = raw if self.box.bloats else raw[: int(match[1])]
        self._say("* 1 FETCH (FLAGS (\\Recent))")  # somebody else's doing, told in between
        self._say(f"* 1 FETCH (UID {number} BODY[]<0> {{{len(part)}}}")
        if number == self.box.cut_at:
            self.wfile.write(part[: len(part) // 2])
            self.request.close()
            raise OSError("cut off")
        self.wfile.write(part)
        self._say(")")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True

    def __init__(self, box: Mailbox, tls: ssl.SSLContext, *, implicit: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.box, self.tls, self.implicit, self.running = box, tls, implicit, threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Quiet: clients that hang up are part of the tests."""


@contextmanager
def serving(trust: Path, *, implicit: bool = True) -> Iterator[Mailbox]:
    """A running mailbox, with TLS from the start or by STARTTLS."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(trust)
    box = Mailbox(trust=trust)
    with _Server(box, tls, implicit=implicit) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.running.set()
            server.shutdown()
