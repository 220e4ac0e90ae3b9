"""The interface of GitHub: its many ways of saying "too often", by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from accounts.outside.failures import AuthExpired, Failure, Forbidden, InvalidConfig, Malformed, RateLimited
from accounts.outside.http import Fetched
from accounts.outside.plaintext import line
from accounts.outside.waiting import asked_to_wait
from monitoring.feeds.connectors.answers import get_json, read_json, said_by
from monitoring.feeds.connectors.protocol import Context

WHO: Final = "GitHub"
_HEADERS: Final = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
_UNSAID_PAUSE: Final = timedelta(seconds=60)  # "wait for at least one minute", where no header tells
_FEW: Final = 10


@dataclass(slots=True)
class Api:
    """Asks for one reading."""

    ctx: Context
    base: str
    left: int | None = None  # of this hour's requests
    resets_in: float = 0.0
    moved: bool = False

    @property
    def is_scarce(self) -> bool:
        """Whether what is left should be kept for what is new."""
        return self.left is not None and self.left < _FEW

    def get(self, path: str, asked: Mapping[str, object] | None = None) -> tuple[Any, bool]:
        """What is there, and whether a next page is."""
        token = self.ctx.secrets.get("token")
        headers = {**_HEADERS, **({"Authorization": f"Bearer {token}"} if token else {})}
        url = f"{self.base}{path}" + (f"?{urlencode(asked)}" if asked else "")
        found, answer = get_json(self.ctx.http, url, self.ctx.now, who=WHO, headers=headers, named=self._named)
        self._count(answer)
        self.moved = self.moved or bool(answer.hops)
        return found, 'rel="next"' in answer.headers.get("link", "")

    def graphql(self, query: str, given: Mapping[str, object]) -> tuple[Mapping[str, Any], set[object]]:
        """What was asked for by GraphQL, and the places in its list of nodes at which nothing was found."""
        token = self.ctx.secrets.get("token")
        if not token:
            raise AuthExpired("GitHub shows discussions only to who has an access token.")
        headers = {**_HEADERS, "Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        content = json.dumps({"query": query, "variables": given}).encode()
        answer = self.ctx.http.post(f"{self.base}/graphql", content=content, headers=headers)
        found = read_json(answer, self.ctx.now, who=WHO, named=self._named)
        self._count(answer)
        data, errors = (found.get("data"), found.get("errors")) if isinstance(found, dict) else (None, None)
        rows = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
        kinds = {str(one.get("type")) for one in rows}
        if "RATE_LIMITED" in kinds:
            raise self._limited(answer)
        if kinds & {"FORBIDDEN", "INSUFFICIENT_SCOPES"}:
            raise Forbidden("This token may not read these discussions.")
        if not isinstance(data, dict) or kinds - {"NOT_FOUND"}:
            raise Malformed("GitHub did not answer what it was asked.")
        paths = [one.get("path") for one in rows]
        return data, {path[1] for path in paths if isinstance(path, list) and path[:1] == ["nodes"] and len(path) > 1}

    def pace(self, usual: float) -> float:
        """Seconds to the next reading."""
        return max(usual, self.resets_in) if self.is_scarce else usual

    def _count(self, answer: Fetched) -> None:
        left, resets = answer.headers.get("x-ratelimit-remaining", ""), answer.headers.get("x-ratelimit-reset", "")
        # A search counts by the minute, by itself.
        if (
            answer.headers.get("x-ratelimit-resource", "core") in ("core", "graphql")
            and left.isdecimal()
            and resets.isdecimal()
        ):
            self.left, self.resets_in = int(left[:9]), max(int(resets[:12]) - self.ctx.now.timestamp(), 0.0)

    def _named(self, answer: Fetched) -> Failure | None:
        if answer.status < 400:
            return None
        said = str(said_by(answer).get("message") or "")
        if answer.status in (403, 429) and "rate limit" in said.lower():
            return self._limited(answer)
        if answer.status == 401:
            return AuthExpired("GitHub does not accept this token.")
        if answer.status == 422:
            return InvalidConfig(f"GitHub's search does not accept this: {line(said, 200)}", field="words")
        return None

    def _limited(self, answer: Fetched) -> RateLimited:
        wait = asked_to_wait(answer.headers, self.ctx.now, refused=True)
        until = self.ctx.now + (_UNSAID_PAUSE if wait is None else timedelta(seconds=wait))
        return RateLimited("GitHub asks for fewer requests.", reset_at=until)
