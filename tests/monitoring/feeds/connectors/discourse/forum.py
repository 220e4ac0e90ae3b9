"""A forum of Discourse on loopback: posts by number, topics by their streams, a search that shows no whole texts."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from monitoring.feeds.connectors.discourse.connector import DiscourseConnector
from tests.loopback import NOW, Answer, Asked, Server

KEY = "k3y-of-the-forum"
CATEGORIES = [
    {"id": 5, "slug": "support", "name": "Support"},
    {"id": 6, "slug": "returns", "parent_category_id": 5},
    {"id": 7, "slug": "returns-eu", "parent_category_id": 6},
    {"id": 8, "slug": "lounge"},
]


@dataclass
class Forum:
    """Posts by number. `hidden`: numbers nobody is shown. `inclusive`: pages begin with the post asked for. `closed`: for people
    who are logged in."""

    server: Server
    posts: dict[int, dict[str, Any]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    inclusive: bool = False
    closed: bool = False
    most: int = 50

    def __post_init__(self) -> None:
        answers = self.server.answers
        answers["/site/basic-info.json"] = lambda asked: said({"title": "Acme talk"})
        answers["/site.json"] = lambda asked: said({"categories": CATEGORIES})
        answers["/posts.json"] = self._latest
        answers["/search.json"] = self._search
        answers["/t/9.json"] = lambda asked: said(self._topic(self._of_topic()[:20]))
        answers["/t/9/posts.json"] = lambda asked: said(
            self._topic([self.posts[int(one)] for one in _given(asked)["post_ids[]"] if int(one) in self.posts])
        )

    @property
    def connector(self) -> DiscourseConnector:
        return DiscourseConnector()

    def config(self, watch: str = "posts", term: str = "") -> dict[str, str]:
        return {"forum": self.server.url(""), "watch": watch, "term": term}

    def write(self, number: int, text: str = "It broke.", minutes_ago: float = 5, **more: Any) -> dict[str, Any]:
        at = (NOW - timedelta(minutes=minutes_ago)).isoformat().replace("+00:00", ".000Z")
        self.posts[number] = {
            "id": number, "topic_id": 9, "topic_slug": "refunds", "topic_title": "Refunds &amp; returns", "category_id": 5,
            "post_number": number, "post_type": 1, "username": "ina", "name": "Ina K", "user_id": 42, "cooked": f"<p>{text}</p>",
            "created_at": at, "updated_at": at, "version": 1, "reply_count": 2, "reads": 30, "reply_to_post_number": None,
            "actions_summary": [{"id": 2, "count": 4}], **more,
        }  # fmt: skip
        self.server.answers[f"/posts/{number}.json"] = lambda asked: self._one(number)
        return self.posts[number]

    def _one(self, number: int) -> Answer:
        if number not in self.posts:
            return said(
                {"errors": ["The requested URL or resource could not be found."], "error_type": "not_found"}, 404
            )
        if number in self.hidden:
            return said({"errors": ["You are not permitted"], "error_type": "invalid_access"}, 403)
        return said({name: value for name, value in self.posts[number].items() if name != "topic_title"})

    def _latest(self, asked: Asked) -> Answer:
        if self.closed and asked.headers.get("api-key") != KEY:
            return said({"errors": ["You need to be logged in"], "error_type": "not_logged_in"}, 403)
        before = int(_given(asked).get("before", ["0"])[0])
        numbers = sorted((n for n in self.posts if not before or n < before + self.inclusive), reverse=True)
        # Cut first, then what is not for us is left out: a page may be short, or empty, and not the last.
        return said({"latest_posts": [self.posts[n] for n in numbers[: self.most] if n not in self.hidden]})

    def _search(self, asked: Asked) -> Answer:
        word, page = _given(asked)["q"][0].partition(" ")[0], int(_given(asked)["page"][0])
        found = sorted((one for one in self.posts.values() if word in one["cooked"]), key=lambda one: -one["id"])
        shown = found[self.most * (page - 1) : self.most * page]
        names = ("id", "topic_id", "post_number", "username", "created_at")
        hits = [{name: one[name] for name in names} | {"blurb": "broke…"} for one in shown]
        more = len(found) > self.most * page
        return said(
            {
                "posts": hits, "topics": [{"id": 9, "title": "Refunds & returns"}],
                "grouped_search_result": {"more_full_page_results": more or None},
            }
        )  # fmt: skip

    def _of_topic(self) -> list[dict[str, Any]]:
        return [one for _, one in sorted(self.posts.items())]

    def _topic(self, posts: list[dict[str, Any]]) -> dict[str, Any]:
        stream = {"stream": [one["id"] for one in self._of_topic()], "posts": posts}
        return {"id": 9, "title": "Refunds & returns", "post_stream": stream}


def said(value: Any, status: int = 200) -> Answer:
    return Answer(status=status, body=json.dumps(value).encode(), headers={"Content-Type": "application/json"})


def _given(asked: Asked) -> dict[str, list[str]]:
    return parse_qs(urlsplit(asked.path).query)
