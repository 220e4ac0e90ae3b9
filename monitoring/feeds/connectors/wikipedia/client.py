"""The interface of an edition, which says its errors with 200, and the counters of how often articles are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode

from accounts.outside.failures import Failure, Malformed, RateLimited, Transient
from accounts.outside.http import USER_AGENT, Fetched
from accounts.outside.plaintext import line
from accounts.outside.waiting import retry_after
from monitoring.feeds.connectors.answers import get_json, said_by
from monitoring.feeds.connectors.protocol import Context
from monitoring.feeds.connectors.wikipedia.settings import Settings

WHO: Final = "Wikipedia"
API: Final = "https://{edition}.wikipedia.org/w/api.php"
VIEWS: Final = "https://wikimedia.org/api/rest_v1/metrics/pageviews/per-article"
_LAG: Final = 5  # seconds its copies may be behind; https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
_PAUSE: Final = timedelta(seconds=60)
# What `compare` says of revisions that are deleted or hidden.
_NOT_SHOWN: Final = frozenset(
    {"nosuchrevid", "missingcontent", "missingcontent-pageid", "missing-suppressed", "nofromrevision"}
)


@dataclass(frozen=True, slots=True)
class Wiki:
    """Asks for one reading."""

    ctx: Context
    api: str
    views: str
    settings: Settings

    def query(self, asked: Mapping[str, object]) -> Mapping[str, Any]:
        """What is known of pages or revisions."""
        answer = self._get({"action": "query", **asked})
        found = answer.get("query", {}) if isinstance(answer, dict) else None
        if not isinstance(found, dict):
            raise Malformed("Wikipedia sent something that tells of no article.")
        return {**found, "has_more": isinstance(answer, dict) and "continue" in answer}

    def compared(self, revision: Mapping[str, Any]) -> Mapping[str, Any]:
        """A revision beside the one before it; {} where one of the two is not shown."""
        before = revision.get("parentid")
        if not isinstance(before, int) or before <= 0:
            return {}
        asked = {"action": "compare", "fromrev": before, "torev": revision["revid"], "prop": "diff|size"}
        answer = self._get(asked)
        found = answer.get("compare") if isinstance(answer, dict) else None
        return found if isinstance(found, dict) else {}

    def read_times(self, title: str, first: str, last: str) -> list[tuple[str, int]]:
        """Days as YYYYMMDD, and how often people read the article on each. Raises NotFound where nothing is counted yet."""
        place = f"{self.settings.host.removesuffix('.org')}/all-access/user/{quote(title.replace(' ', '_'), safe='')}"
        answer, _ = get_json(
            self.ctx.http, f"{self.views}/{place}/daily/{first}/{last}", self.ctx.now, who=WHO, headers=self._headers
        )
        items = answer.get("items") if isinstance(answer, dict) else None
        rows = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
        return [
            (str(one["timestamp"])[:8], one["views"])
            for one in rows
            if isinstance(one.get("views"), int) and "timestamp" in one
        ]

    @property
    def _headers(self) -> dict[str, str]:
        """Who does not say how they are reached is shut out."""
        return {"User-Agent": f"{USER_AGENT[:-1]}; {self.ctx.contact})"} if self.ctx.contact else {}

    def _get(self, asked: Mapping[str, object]) -> Any:
        given = {**asked, "format": "json", "formatversion": 2, "maxlag": _LAG}
        url = f"{self.api.format(edition=self.settings.edition)}?{urlencode(given)}"
        return get_json(self.ctx.http, url, self.ctx.now, who=WHO, headers=self._headers, named=self._named)[0]

    def _named(self, answer: Fetched) -> Failure | None:
        error = said_by(answer).get("error")
        code = str(error.get("code") or "") if isinstance(error, Mapping) else ""
        if not code or code in _NOT_SHOWN:
            return None
        wait = retry_after(answer.headers, self.ctx.now)
        if code == "ratelimited":
            until = self.ctx.now + (_PAUSE if wait is None else timedelta(seconds=wait))
            return RateLimited("Wikipedia asks for fewer requests.", reset_at=until)
        if code in ("maxlag", "readonly") or code.startswith("internal_api_error"):
            return Transient("Wikipedia has a problem of its own.", retry_after=wait)
        return Malformed(f"Wikipedia answers with an error: {line(code, 60)}.", retry_after=wait)
