"""The demo's people are HTTP clients like anybody's: they sign up, confirm by mail, log in by the form, and use the API."""

from __future__ import annotations

import email
import re
import time
from collections.abc import Callable, Iterator
from email import policy
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

T = TypeVar("T")
PASSWORD = "calm-at-the-worst-hour"  # noqa: S105  # of an agency of invented people, printed at start
_SLOW = httpx.Timeout(60.0, connect=10.0)


class HandOverFailed(Exception):
    """Something did not follow from what came before; the sentence names the hand-over."""


class Mailbox:
    """Reads the mails Firebreak wrote to files, as their recipients would."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def link(self, to: str, pattern: str, *, seconds: float = 30) -> str:
        """The newest address in a mail to `to` that matches. Raises HandOverFailed when none comes in time."""
        wanted = re.compile(pattern)
        return until(
            f"a mail to {to} with a link", lambda: next(self._links(to, wanted), None), seconds=seconds, every=0.3
        )

    def _links(self, to: str, wanted: re.Pattern[str]) -> Iterator[str]:
        files = sorted(self._folder.glob("*"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files:
            # Django's backend ends each letter of a file with such a line.
            for raw in reversed(file.read_bytes().split(b"\n" + b"-" * 79 + b"\n")):
                message = email.message_from_bytes(raw.lstrip(), policy=policy.default)
                body = message.get_body() if to in str(message.get("To", "")) else None
                match = wanted.search(body.get_content()) if body else None
                if match:
                    yield match.group(0)


def until(what: str, ask: Callable[[], T | None], *, seconds: float, every: float = 0.5) -> T:
    """Asks until there is an answer. Raises HandOverFailed after `seconds`."""
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > end:
            raise HandOverFailed(f"{what} did not come within {seconds:.0f} s")
        time.sleep(every)


class Host:
    """A browser or program that speaks to one host name at 127.0.0.1, with that host's cookies."""

    def __init__(self, port: int, name: str, *, key: str = "") -> None:
        self.port, self.name = port, name
        # Browsers resolve *.localhost (RFC 6761 6.3), Python does not: the name travels in the header alone.
        headers = {"Host": f"{name}:{port}"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._http = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=_SLOW, follow_redirects=False, trust_env=False
        )

    def close(self) -> None:
        """Closes its connections."""
        self._http.close()

    def get(self, path: str) -> httpx.Response:
        """A page, redirects as they come."""
        return self._http.get(path)

    def form(self, path: str, fields: dict[str, Any]) -> httpx.Response:
        """Opens a page and posts its form, with its CSRF token."""
        page = self._http.get(path)
        if page.status_code >= 400:
            raise HandOverFailed(f"GET {path} on {self.name} answered {page.status_code}: {_words(page)}")
        return self._http.post(path, data={**fields, "csrfmiddlewaretoken": self._csrf()})

    def _csrf(self) -> str:
        return next((value for name, value in self._http.cookies.items() if name.endswith("csrf")), "")

    def api(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """An API call; its JSON. Raises HandOverFailed with the problem's own words for anything but a 2xx."""
        answer = self.ask(method, path, body, **headers)
        if answer.status_code >= 300:
            raise HandOverFailed(f"{method} {path} answered {answer.status_code}: {_words(answer)}")
        return answer.json() if answer.content else None

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """An API call, whatever it answers. Keyword headers: If_Match → If-Match."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if "Authorization" not in self._http.headers:
            named["X-CSRFToken"] = self._csrf()
        return self._http.request(method, f"/api/v1/{path}", json=body, headers=named)

    def all(self, path: str) -> Iterator[dict[str, Any]]:
        """Every row of a list, page by page."""
        glue = "&" if "?" in path else "?"
        rest: str | None = f"{path}{glue}page_size=200"
        while rest:
            page = self.api("GET", rest)
            yield from page["results"]
            # Without its host, which is a *.localhost.
            rest = page["next"] and page["next"].split("/api/v1/", 1)[1]


def _words(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
    except ValueError:
        return re.sub(r"<[^>]+>|\s+", " ", answer.text)[:300]
    return f"{problem.get('detail', '')} {problem.get('errors', '')} {problem.get('data', '')}".strip()


def log_in(port: int, agency_host: str, address: str) -> Host:
    """Logs in on the platform by its form, then through the hand-off: a client with a session on the agency's host."""
    platform = Host(port, "localhost")
    done = platform.form("/accounts/login/", {"login": address, "password": PASSWORD})
    if done.status_code != 302:
        raise HandOverFailed(f"log-in of {address} answered {done.status_code}: {_words(done)}")
    agency = Host(port, agency_host)
    begun = agency.get("/enter/?next=/")
    carried = platform.get(_path(begun.headers.get("Location", "")))
    back = agency.get(_path(carried.headers.get("Location", "")))
    if back.status_code != 302:
        raise HandOverFailed(f"the hand-off of {address} to {agency_host} answered {back.status_code}: {_words(back)}")
    platform.close()
    agency.get("/")  # sets the CSRF cookie that changes through the API need
    return agency


def _path(url: str) -> str:
    parts = urlsplit(url)
    if not parts.path:
        raise HandOverFailed("the hand-off led nowhere: an answer without a Location")
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
