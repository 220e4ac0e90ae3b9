"""Hacker News on loopback: its index, which may stand still and finds what is only similar, and its items, which tell the truth."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from monitoring.feeds.connectors.hackernews.connector import HackerNewsConnector
from tests.loopback import NOW, Answer, Asked, Server

AT = int(NOW.timestamp())
_FILTER = re.compile(r"created_at_i>=(\d+),created_at_i<(\d+)")


@dataclass
class Site:
    """`items` as the site has them, by id. The index has those up to `indexed`, and shows at most `most` for a question."""

    server: Server
    items: dict[int, dict[str, Any]] = field(default_factory=dict)
    most: int = 1_000
    indexed: int | None = None  # since then it takes nothing in
    similar: tuple[str, ...] = ()  # words it takes for any other
    largest: int = 0
    status: int = 200

    def __post_init__(self) -> None:
        self.server.answers["/search_by_date"] = self._search
        self.server.answers["/v0/maxitem.json"] = lambda asked: _json(self.largest or max(self.items, default=0))

    @property
    def connector(self) -> HackerNewsConnector:
        return HackerNewsConnector(index=self.server.url("/search_by_date"), items=self.server.url("/v0"))

    def write(self, number: int, text: str, minutes_ago: float, **more: Any) -> None:
        """A comment, or what `more` says."""
        item = {
            "id": number,
            "type": "comment",
            "by": "ina",
            "time": AT - int(minutes_ago * 60),
            "text": text,
            "parent": 7,
        }
        self.items[number] = item | more
        self.server.answers[f"/v0/item/{number}.json"] = lambda asked: _json(self.items.get(number))

    @property
    def searches(self) -> list[dict[str, list[str]]]:
        asked = [urlsplit(one.path) for one in self.server.asked]
        return [parse_qs(one.query) for one in asked if one.path == "/search_by_date"]

    def _search(self, asked: Asked) -> Answer:
        if self.status != 200:
            return Answer(status=self.status, body=b'{"message":"no"}')
        given = parse_qs(urlsplit(asked.path).query)
        begin, end = 0, 2**40
        if bounds := _FILTER.fullmatch(given.get("numericFilters", [""])[0]):
            begin, end = int(bounds[1]), int(bounds[2])
        words = [one.casefold() for one in re.findall(r'(?<!-)"([^"]+)"', given.get("query", [""])[0])]
        found = [
            item
            for item in self.items.values()
            if begin <= item["time"] < end and self._has(item, words) and item["type"] in given["tags"][0]
            and (self.indexed is None or item["time"] <= self.indexed)
        ]  # fmt: skip
        found.sort(key=lambda item: -item["time"])
        most = min(int(given["hitsPerPage"][0]), self.most)
        return _json({"hits": [_hit(item) for item in found[:most]], "nbHits": len(found)})

    def _has(self, item: dict[str, Any], words: list[str]) -> bool:
        text = f"{item.get('title', '')} {item.get('text', '')} {item.get('url', '')}".casefold()
        return all(word in text for word in words) or any(word in text for word in self.similar)


def _json(value: Any) -> Answer:
    return Answer(body=json.dumps(value).encode(), headers={"Content-Type": "application/json"})


def _hit(item: dict[str, Any]) -> dict[str, Any]:
    is_comment = item["type"] == "comment"
    return {
        "objectID": str(item["id"]), "created_at_i": item["time"], "author": item["by"], "title": item.get("title"),
        "url": item.get("url"), "story_text": None if is_comment else item.get("text"),
        "comment_text": item.get("text") if is_comment else None, "points": item.get("score"),
        "num_comments": item.get("descendants"), "story_id": 7 if is_comment else None, "parent_id": item.get("parent"),
        "story_title": "Acme outage" if is_comment else None, "_tags": [item["type"], f"author_{item['by']}"],
    }  # fmt: skip
