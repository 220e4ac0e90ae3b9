"""The interface of one forum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from accounts.outside.failures import AuthExpired, Failure, Gone
from accounts.outside.http import Fetched
from monitoring.feeds.connectors.answers import get_json, said_by
from monitoring.feeds.connectors.discourse.settings import Settings
from monitoring.feeds.connectors.protocol import Context

_CLOSED = "This forum shows what is asked for only to people who are logged in: add a key of its interface."


@dataclass(frozen=True, slots=True)
class Forum:
    """Asks for one reading."""

    ctx: Context
    settings: Settings

    def get(self, path: str, asked: Mapping[str, object] | Sequence[tuple[str, object]] = ()) -> Any:
        """What is there. Raises AuthExpired where it is shown to people who are logged in only."""
        return self._asked(path, asked, _closed)

    def post(self, name: str) -> Mapping[str, Any] | None:
        """One post; None for an answer that tells of no such post. Raises Gone where the forum itself says that it is not there."""
        found = self._asked(f"/posts/{name}.json", (), _gone)
        return found if isinstance(found, dict) and str(found.get("id")) == name else None

    def _asked(self, path: str, asked: Mapping[str, object] | Sequence[tuple[str, object]], named: Any) -> Any:
        key = self.ctx.secrets.get("key")
        headers = {"Api-Key": key, "Api-Username": self.settings.username or "system"} if key else {}
        url = f"{self.settings.forum}{path}" + (f"?{urlencode(asked)}" if asked else "")
        return get_json(self.ctx.http, url, self.ctx.now, who="The forum", headers=headers, named=named)[0]


def _closed(answer: Fetched) -> Failure | None:
    is_refused = answer.status in (401, 403) and "error_type" in said_by(answer)
    return AuthExpired(_CLOSED) if is_refused else None


def _gone(answer: Fetched) -> Failure | None:
    """A 404 or 403 of something before the forum, a shield or a proxy, tells nothing of the post."""
    told = said_by(answer).get("error_type") if answer.status in (403, 404, 410) else None
    return Gone(str(told)) if told in ("not_found", "invalid_access") else None
