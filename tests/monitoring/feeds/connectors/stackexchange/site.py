"""Stack Exchange's interface on loopback: pages, always packed, and counts what it was asked."""

import gzip
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from monitoring.feeds.connectors.stackexchange.connector import StackExchangeConnector
from tests.loopback import NOW, Answer, Asked, Server

AT = int(NOW.timestamp())
SITE = "stackoverflow.com"
KEY = "k3y-of-an-application"


@dataclass
class Site:
    """Questions, answers and comments by id. `backoff`: seconds it asks to wait, by method; `error`: what it says instead."""

    server: Server
    questions: dict[int, dict[str, Any]] = field(default_factory=dict)
    answers: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    backoff: dict[str, int] = field(default_factory=dict)
    left: int = 280
    page: int = 100

    def __post_init__(self) -> None:
        self.server.answers["/2.3/search/advanced"] = lambda asked: self._list(asked, "search", self.questions.values())

    @property
    def connector(self) -> StackExchangeConnector:
        return StackExchangeConnector(base=self.server.url("/2.3"))

    @property
    def asked(self) -> list[str]:
        return [urlsplit(one.path).path.removeprefix("/2.3") for one in self.server.asked]

    def ask(self, number: int, body: str = "It broke.", minutes_ago: float = 5, **more: Any) -> dict[str, Any]:
        at = AT - int(minutes_ago * 60)
        self.questions[number] = {
            "question_id": number, "title": "Acme SDK &amp; refunds", "body": f"<p>{body}</p>", "creation_date": at, "last_activity_date": at,
            "score": 3, "view_count": 40, "answer_count": 0, "tags": ["acme-sdk"], "owner": _owner(7, "Ina &#39;K&#39;"),
            "link": f"https://{SITE}/questions/{number}/acme-sdk-refunds", **more,
        }  # fmt: skip
        self._open(number)
        return self.questions[number]

    def answer(self, number: int, question: int, body: str = "Try again.", minutes_ago: float = 4, **more: Any) -> None:
        at = AT - int(minutes_ago * 60)
        self.answers[number] = {
            "answer_id": number, "question_id": question, "body": f"<p>{body}</p>", "creation_date": at, "last_activity_date": at,
            "score": 1, "owner": _owner(8, "Ola"), **more,
        }  # fmt: skip
        asked = self.questions[question]
        asked["answer_count"] += 1
        asked["last_activity_date"] = max(asked["last_activity_date"], at)
        self._open(number)

    def comment(self, number: int, post: int, body: str = "Same here.", minutes_ago: float = 3) -> None:
        self.comments[number] = {
            "comment_id": number, "post_id": post, "body": body, "creation_date": AT - int(minutes_ago * 60), "score": 0,
            "owner": {"user_type": "does_not_exist", "display_name": "user99"},
        }  # fmt: skip

    def _open(self, number: int) -> None:
        """Whatever hundred ids a path names, it is answered by what it names: paths are looked up as they are asked for."""
        if not isinstance(self.server.answers, _Paths):
            self.server.answers = _Paths(self.server.answers, self)

    def named(self, path: str) -> Any:
        """What answers a path with ids in it."""
        parts = path.removeprefix("/2.3/").split("/")
        ids = {int(one) for one in parts[1].split(";") if one.isdigit()} if len(parts) > 1 else set()
        match [parts[0], *parts[2:]]:
            case ["questions", "answers"]:
                rows = [one for one in self.answers.values() if one["question_id"] in ids]
                return lambda asked: self._list(asked, "answers", rows)
            case ["posts", "comments"]:
                rows = [one for one in self.comments.values() if one["post_id"] in ids]
                return lambda asked: self._list(asked, "comments", rows)
            case ["posts"]:
                rows = [{**one, "post_id": n} for n, one in (self.questions | self.answers).items() if n in ids]
                return lambda asked: self._list(asked, "posts", rows)
            case ["comments"]:
                rows = [one for n, one in self.comments.items() if n in ids]
                return lambda asked: self._list(asked, "comments", rows)
        return None

    def _list(self, asked: Asked, method: str, rows: Any) -> Answer:
        given = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        if given["site"] != SITE:
            return said({"error_id": 400, "error_message": f"No site found for name `{given['site']}`"}, 400)
        if given.get("key", KEY) != KEY:
            return said({"error_id": 400, "error_message": "`key` doesn't match a known application"}, 400)
        name = {"activity": "last_activity_date"}.get(given.get("sort", ""), "creation_date")
        least = int(given.get("min", given.get("fromdate", 0)))
        found = sorted((one for one in rows if one[name] >= least), key=lambda one: one[name])
        found = found[::-1] if given.get("order") == "desc" else found
        most, number = min(int(given["pagesize"]), self.page), int(given.get("page", 1))
        self.left -= 1
        waits = {"backoff": self.backoff[method]} if method in self.backoff else {}
        shown = found[most * (number - 1) : most * number]
        return said(
            {
                "items": shown,
                "has_more": len(found) > most * number,
                "quota_max": 300,
                "quota_remaining": self.left,
                **waits,
            }
        )


class _Paths(dict[str, Any]):
    def __init__(self, fixed: Any, site: Site) -> None:
        super().__init__(fixed)
        self._site = site

    def get(self, path: str, default: Any = None) -> Any:
        return super().get(path) or (None if "?" in path else self._site.named(path)) or default


def said(value: Any, status: int = 200) -> Answer:
    """Packed, whatever was asked for."""
    headers = {"Content-Type": "application/json; charset=utf-8", "Content-Encoding": "gzip"}
    return Answer(status=status, body=gzip.compress(json.dumps(value).encode()), headers=headers)


def _owner(number: int, name: str) -> dict[str, Any]:
    return {
        "user_id": number,
        "display_name": name,
        "user_type": "registered",
        "link": f"https://{SITE}/users/{number}/x",
    }
