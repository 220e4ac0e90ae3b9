"""A hub on loopback (WebSub): takes subscriptions, asks whether they were meant, pushes what it is given."""

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.test import Client

from tests.loopback import Answer, Asked, Server

FEED = "/news.xml"


def entry(number: int, at: str = "Tue, 17 Nov 2026 13:00:00 +0000") -> str:
    told = f"<title>Title {number}</title><description>Glass in jar {number}</description><pubDate>{at}</pubDate>"
    return f"<item><guid>g{number}</guid>{told}<link>http://news.example/{number}</link></item>"


@dataclass
class Hub:
    """`asked`: the forms that came. `status`, `leads_to`: how it answers them."""

    server: Server
    path: str = "/hub"
    status: int = 202
    leads_to: str = ""
    method: str = "sha256"
    asked: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.answers[self.path] = self._subscription
        self.server.answers["/hub2"] = self._subscription

    @property
    def topic(self) -> str:
        return self.server.url(FEED)

    def publish(
        self, *numbers: int, named: bool = True, at: str = "Tue, 17 Nov 2026 13:00:00 +0000", topic: str = ""
    ) -> bytes:
        """The feed shows these entries from now on, and names the hub."""
        body = self.body(*numbers, at=at)
        linked = f'<{self.server.url(self.path)}>; rel="hub", <{topic or self.topic}>; rel="self"'
        headers = {"Content-Type": "application/rss+xml", **({"Link": linked} if named else {})}
        self.server.answers[FEED] = Answer(body=body, headers=headers)
        return body

    @staticmethod
    def body(*numbers: int, at: str = "Tue, 17 Nov 2026 13:00:00 +0000") -> bytes:
        items = "".join(entry(number, at) for number in numbers)
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()

    def _subscription(self, asked: Asked) -> Answer:
        self.asked.append({name: values[0] for name, values in parse_qs(asked.body.decode()).items()})
        if self.leads_to and asked.path == self.path:
            return Answer(status=307, headers={"Location": self.leads_to})
        return Answer(status=self.status)

    def question(self, mode: str = "", **more: str) -> Any:
        """Whether it was meant, as the hub asks it; `more` in place of what is right."""
        last = self.asked[-1]
        told = {
            "mode": mode or last["hub.mode"],
            "topic": last["hub.topic"],
            "challenge": "ch4llenge",
            "lease_seconds": "864000",
        }
        query = urlencode({f"hub.{name}": value for name, value in {**told, **more}.items() if value})
        return self.program().get(f"{self.callback}?{query}")

    def push(self, body: bytes, *, signature: str | None = None, signed: bytes | None = None, **headers: str) -> Any:
        """To the callback, signed."""
        secret = next(one["hub.secret"] for one in reversed(self.asked) if "hub.secret" in one)
        right = hmac.new(secret.encode(), body if signed is None else signed, getattr(hashlib, self.method)).hexdigest()
        told = f"{self.method}={right}" if signature is None else signature
        sent = {**({"X-Hub-Signature": told} if told else {}), **headers}
        return self.program().post(self.callback, body, content_type="application/rss+xml", headers=sent)

    @property
    def callback(self) -> str:
        return urlsplit(self.asked[-1]["hub.callback"]).path

    @staticmethod
    def program() -> Client:
        """No cookie, nothing of a browser."""
        return Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
