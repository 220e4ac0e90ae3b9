"""GitHub's interface on loopback: lists by time of change, a search that may give up, and limits told in headers."""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from monitoring.feeds.connectors.github.connector import GitHubConnector
from tests.loopback import NOW, Answer, Asked, Server

TOKEN = "ghp_t0ken-of-ina"
REPOSITORY = "acme/blender"


@dataclass
class Forge:
    """Items by node id, of one repository. `most`: rows of a page. `gives_up`: the search finds half and says so."""

    server: Server
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    most: int = 100
    left: int = 57
    gives_up: bool = False

    def __post_init__(self) -> None:
        answers = self.server.answers
        answers[f"/repos/{REPOSITORY}/issues"] = lambda asked: self._list(asked, self._issues())
        answers[f"/repos/{REPOSITORY}/issues/comments"] = lambda asked: self._list(asked, self._comments())
        answers["/search/issues"] = self._search

    @property
    def connector(self) -> GitHubConnector:
        return GitHubConnector(base=self.server.url(""))

    def write(self, number: int, body: str | None = "It broke.", minutes_ago: float = 5, **more: Any) -> dict[str, Any]:
        name = f"I_{number}"
        self.items[name] = {
            "node_id": name, "id": 9_000 + number, "number": number, "title": "Refund fails", "body": body, "state": "open",
            "html_url": f"https://github.com/{REPOSITORY}/issues/{number}", "comments": 0, "reactions": {"+1": 2, "total_count": 3},
            "url": f"https://api.github.com/repos/{REPOSITORY}/issues/{number}",
            "repository_url": f"https://api.github.com/repos/{REPOSITORY}", **_times(minutes_ago), "user": _user("ina"), **more,
        }  # fmt: skip
        self._shown(f"/repos/{REPOSITORY}/issues/{number}", name)
        return self.items[name]

    def comment(self, number: int, issue: int, body: str = "Same here.", minutes_ago: float = 4, **more: Any) -> None:
        name = f"IC_{number}"
        self.items[name] = {
            "node_id": name, "id": number, "body": body, "html_url": f"https://github.com/{REPOSITORY}/issues/{issue}#issuecomment-{number}",
            "url": f"https://api.github.com/repos/{REPOSITORY}/issues/comments/{number}",
            "issue_url": f"https://api.github.com/repos/{REPOSITORY}/issues/{issue}", **_times(minutes_ago), "user": _user("ola"), **more,
        }  # fmt: skip
        self.items[f"I_{issue}"]["updated_at"] = max(
            self.items[f"I_{issue}"]["updated_at"], self.items[name]["updated_at"]
        )
        self._shown(f"/repos/{REPOSITORY}/issues/comments/{number}", name)

    def touch(self, name: str, minutes_ago: float, **more: Any) -> None:
        self.items[name] |= {"updated_at": _times(minutes_ago)["updated_at"], **more}

    @property
    def searches(self) -> list[str]:
        asked = [urlsplit(one.path) for one in self.server.asked]
        return [parse_qs(one.query)["q"][0] for one in asked if one.path == "/search/issues"]

    def said(self, value: Any, status: int = 200, **headers: str) -> Answer:
        self.left -= 1
        counted = {
            "X-RateLimit-Remaining": str(max(self.left, 0)), "X-RateLimit-Reset": str(int(NOW.timestamp()) + 1_800),
            "X-RateLimit-Resource": "core",
        }  # fmt: skip
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        return Answer(status=status, body=json.dumps(value).encode(), headers=counted | named)

    def _shown(self, path: str, name: str) -> None:
        def one(asked: Asked) -> Answer:
            return self.said(self.items[name]) if name in self.items else self.said({"message": "Not Found"}, 404)

        self.server.answers[path] = one

    def _issues(self) -> list[dict[str, Any]]:
        return [one for one in self.items.values() if "number" in one]

    def _comments(self) -> list[dict[str, Any]]:
        return [one for one in self.items.values() if "number" not in one]

    def _list(self, asked: Asked, rows: list[dict[str, Any]]) -> Answer:
        given = _given(asked)
        if asked.headers.get("authorization", f"Bearer {TOKEN}") != f"Bearer {TOKEN}":
            return self.said({"message": "Bad credentials"}, 401)
        shown, link = self._page(asked, given, [one for one in rows if one["updated_at"] >= given.get("since", "")])
        return self.said(shown, **link)

    def _search(self, asked: Asked) -> Answer:
        given = _given(asked)
        since = re.search(r"updated:>=(\S+)", given["q"])
        word = given["q"].partition(" ")[0].casefold()
        rows = [one for one in self._issues() if word in f"{one['title']} {one['body']}".casefold()]
        found = [one for one in rows if not since or one["updated_at"] >= since[1]]
        shown, link = self._page(asked, given, found)
        if self.gives_up:
            shown, link = shown[: len(shown) // 2], {}
        headers = {"X_RateLimit_Resource": "search", "X_RateLimit_Remaining": "9", **link}
        body = {"total_count": len(found), "incomplete_results": self.gives_up, "items": shown}
        return self.said(body, **headers)

    def _page(
        self, asked: Asked, given: dict[str, str], rows: list[dict[str, Any]]
    ) -> tuple[list[dict[str, Any]], dict[str, str]]:
        name = "created_at" if given["sort"] == "created" else "updated_at"
        found = sorted(rows, key=lambda one: one[name], reverse=given["direction"] == "desc")
        most, number = min(int(given["per_page"]), self.most), int(given.get("page", 1))
        path = urlsplit(asked.path).path
        following = f'<{self.server.url(path)}?{urlencode(given | {"page": number + 1})}>; rel="next"'
        return found[most * (number - 1) : most * number], {"Link": following} if len(found) > most * number else {}


def _given(asked: Asked) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}


def _times(minutes_ago: float) -> dict[str, str]:
    at: datetime = NOW - timedelta(minutes=minutes_ago)
    return {"created_at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "updated_at": f"{at:%Y-%m-%dT%H:%M:%SZ}"}


def _user(name: str) -> dict[str, Any]:
    return {"login": name, "id": 42, "html_url": f"https://github.com/{name}", "type": "User"}
