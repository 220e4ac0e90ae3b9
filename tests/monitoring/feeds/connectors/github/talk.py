"""GitHub's GraphQL on loopback, as far as it tells of discussions."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from monitoring.feeds.connectors.github.connector import GitHubConnector
from tests.loopback import NOW, Answer, Asked, Server
from tests.monitoring.feeds.connectors.github.forge import TOKEN


@dataclass
class Talk:
    """Discussions by node id, with what was said in them. `instead`: what it answers to everything."""

    server: Server
    discussions: dict[str, dict[str, Any]] = field(default_factory=dict)
    most: int = 25
    instead: Answer | None = None

    def __post_init__(self) -> None:
        self.server.answers["/graphql"] = self._answer

    @property
    def connector(self) -> GitHubConnector:
        return GitHubConnector(base=self.server.url(""))

    def open(self, number: int, body: str = "How do I return it?", minutes_ago: float = 60, **more: Any) -> None:
        said = _said(f"D_{number}", body, minutes_ago) | {"number": number, "title": "Returns", "comments": _nodes([])}
        self.discussions[f"D_{number}"] = said | more

    def say(
        self, name: str, discussion: str, body: str = "Like this.", minutes_ago: float = 5, **more: Any
    ) -> dict[str, Any]:
        said = _said(name, body, minutes_ago) | {"replies": _nodes([])} | more
        self.discussions[discussion]["comments"]["nodes"].append(said)
        self.discussions[discussion]["updatedAt"] = said["updatedAt"]
        return said

    def _answer(self, asked: Asked) -> Answer:
        if self.instead:
            return self.instead
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return _json({"message": "Bad credentials"}, 401)
        given = json.loads(asked.body)["variables"]
        if "ids" in given:
            found = [self._named(one) for one in given["ids"]]
            errors = [{"type": "NOT_FOUND", "path": ["nodes", at]} for at, one in enumerate(found) if one is None]
            return _json({"data": {"nodes": found}, **({"errors": errors} if errors else {})})
        if given["owner"] != "acme":
            return _json({"data": {"repository": None}, "errors": [{"type": "NOT_FOUND", "path": ["repository"]}]})
        rows = sorted(self.discussions.values(), key=lambda one: one["updatedAt"], reverse=True)
        begin, size = int(given["after"] or 0), min(given["size"], self.most)
        info = {"hasNextPage": len(rows) > begin + size, "endCursor": str(begin + size)}
        return _json({"data": {"repository": {"discussions": {"pageInfo": info, "nodes": rows[begin : begin + size]}}}})

    def _named(self, name: str) -> dict[str, Any] | None:
        all_ = [*self.discussions.values()]
        for one in [*all_]:
            all_ += one["comments"]["nodes"]
        all_ += [reply for one in all_ for reply in one.get("replies", {"nodes": []})["nodes"]]
        return next((one for one in all_ if one["id"] == name), None)


def reply(name: str, body: str = "Thanks.", minutes_ago: float = 4) -> dict[str, Any]:
    return _said(name, body, minutes_ago)


def _nodes(rows: list[Any]) -> dict[str, Any]:
    return {"totalCount": len(rows), "nodes": rows}


def _said(name: str, body: str, minutes_ago: float) -> dict[str, Any]:
    at = f"{NOW - timedelta(minutes=minutes_ago):%Y-%m-%dT%H:%M:%SZ}"
    return {
        "id": name, "body": body, "url": f"https://github.com/acme/blender/discussions/1#{name}", "createdAt": at, "updatedAt": at,
        "upvoteCount": 3, "author": {"__typename": "User", "login": "ina", "url": "https://github.com/ina", "databaseId": 42},
    }  # fmt: skip


def _json(value: Any, status: int = 200) -> Answer:
    return Answer(status=status, body=json.dumps(value).encode())
