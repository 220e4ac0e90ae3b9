"""A Mastodon server on loopback: pages by ids as the real one does, newest first whatever was asked for."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from monitoring.feeds.connectors.mastodon.connector import MastodonConnector
from tests.loopback import NOW, Answer, Asked, Server

TOKEN = "t0ken-of-ina"


@dataclass
class Instance:
    """`statuses` in order of arrival. `closed`: hashtags are for people who are logged in; `silent`: and say so with nothing."""

    server: Server
    statuses: list[dict[str, Any]] = field(default_factory=list)
    notifications: list[dict[str, Any]] = field(default_factory=list)
    closed: bool = False
    silent: bool = False
    secure: bool = False

    def __post_init__(self) -> None:
        answers = self.server.answers
        answers["/api/v2/instance"] = lambda asked: _json(self._instance())
        answers["/api/v1/timelines/tag/acme"] = self._tag
        answers["/api/v1/accounts/lookup"] = self._lookup
        answers["/api/v1/accounts/42/statuses"] = lambda asked: self._list(asked, self.statuses)
        answers["/api/v1/notifications"] = lambda asked: self._list(asked, self.notifications, private=True)
        answers["/api/v2/search"] = self._search

    @property
    def connector(self) -> MastodonConnector:
        return MastodonConnector(scheme="http")

    def config(self, watch: str = "hashtag", term: str = "acme") -> dict[str, str]:
        return {"server": f"127.0.0.1:{self.server.port}", "watch": watch, "term": term}

    def write(self, number: int, text: str = "Refund?", minutes_ago: float = 5, **more: Any) -> dict[str, Any]:
        """A status in arrival's order."""
        name = f"{115_000_000_000_000_000 + number}"
        status = {
            "id": name, "uri": f"https://b.example/users/ina/statuses/{number}", "url": f"https://b.example/@ina/{number}",
            "created_at": (NOW - timedelta(minutes=minutes_ago)).isoformat().replace("+00:00", ".000Z"), "edited_at": None,
            "in_reply_to_id": None, "visibility": "public", "language": "en", "spoiler_text": "", "content": f"<p>{text}</p>",
            "account": {"id": "42", "acct": "ina@b.example", "display_name": "Ina", "url": "https://b.example/@ina",
                        "uri": "https://b.example/users/ina", "followers_count": 120, "bot": False},
            "tags": [], "mentions": [], "media_attachments": [], "replies_count": 0, "reblogs_count": 1, "favourites_count": 3,
            "reblog": None, **more,
        }  # fmt: skip
        self.statuses.append(status)
        self.server.answers[f"/api/v1/statuses/{name}"] = lambda asked: self._one(name)
        return status

    def _one(self, name: str) -> Answer:
        if self.secure:
            return _json({"error": "This API requires an authenticated user"}, 401)
        found = [one for one in self.statuses if one["id"] == name]
        return _json(found[0]) if found else _json({"error": "Record not found"}, 404)

    def _instance(self) -> dict[str, Any]:
        access = "authenticated" if self.closed else "public"
        return {"domain": "a.example", "configuration": {"timelines_access": {"hashtag_feeds": {"local": access}}}}

    def _tag(self, asked: Asked) -> Answer:
        if self.closed and not _has_token(asked):
            return _json([]) if self.silent else _json({"error": "This API requires an authenticated user"}, 401)
        return self._list(asked, self.statuses)

    def _lookup(self, asked: Asked) -> Answer:
        acct = parse_qs(urlsplit(asked.path).query)["acct"][0]
        return _json({"id": "42", "acct": acct}) if acct == "ina" else _json({"error": "Record not found"}, 404)

    def _search(self, asked: Asked) -> Answer:
        if not _has_token(asked):
            return _json({"error": "This API requires an authenticated user"}, 401)
        return _json({"accounts": [], "statuses": self._page(asked, self.statuses), "hashtags": []})

    def _list(self, asked: Asked, rows: list[dict[str, Any]], *, private: bool = False) -> Answer:
        if private and not _has_token(asked):
            return _json({"error": "This API requires an authenticated user"}, 401)
        return _json(self._page(asked, rows))

    def _page(self, asked: Asked, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        given = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        limit = min(int(given.get("limit", "20")), 40)
        listed = sorted(rows, key=lambda one: int(one["id"]))
        if "min_id" in given:  # the next page from there on, shown newest first
            return [one for one in listed if int(one["id"]) > int(given["min_id"])][:limit][::-1]
        listed = [one for one in listed if int(one["id"]) < int(given.get("max_id", 2**62))]
        return listed[::-1][:limit]


def _has_token(asked: Asked) -> bool:
    return asked.headers.get("authorization") == f"Bearer {TOKEN}"


def _json(value: Any, status: int = 200) -> Answer:
    return Answer(
        status=status, body=json.dumps(value).encode(), headers={"Content-Type": "application/json; charset=utf-8"}
    )
