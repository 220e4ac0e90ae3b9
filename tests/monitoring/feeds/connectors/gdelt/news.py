"""GDELT on loopback: the newest 250 of a stretch of time, and what it says in words instead."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from monitoring.feeds.connectors.gdelt.connector import GdeltConnector
from tests.loopback import NOW, Answer, Asked, Server


@dataclass
class News:
    """Articles as they came in. `most`: rows it shows."""

    server: Server
    articles: list[dict[str, Any]] = field(default_factory=list)
    most: int = 250

    def __post_init__(self) -> None:
        self.server.answers["/doc"] = self._answer

    @property
    def connector(self) -> GdeltConnector:
        return GdeltConnector(api=self.server.url("/doc"))

    @property
    def stretches(self) -> list[tuple[str, str]]:
        asked = [parse_qs(urlsplit(one.path).query) for one in self.server.asked]
        return [(one["startdatetime"][0], one["enddatetime"][0]) for one in asked]

    def publish(self, number: int, minutes_ago: float = 5, title: str = "", **more: Any) -> None:
        """Seen at the quarter of an hour before that."""
        at: datetime = NOW - timedelta(minutes=minutes_ago)
        at = at.replace(minute=at.minute - at.minute % 15, second=0)
        self.articles.append({
            "url": f"https://news.example/{number}?utm_source=x", "url_mobile": "", "title": title or f"Acme jars , part {number}",
            "seendate": f"{at:%Y%m%dT%H%M%SZ}", "socialimage": "https://news.example/x.png", "domain": "news.example",
            "language": "German", "sourcecountry": "Germany", **more,
        })  # fmt: skip

    def _answer(self, asked: Asked) -> Answer:
        given = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        begin, end = given["startdatetime"], given["enddatetime"]
        found = [one for one in self.articles if begin <= one["seendate"].translate({84: None, 90: None}) <= end]
        found.sort(key=lambda one: one["seendate"], reverse=True)
        shown = found[: min(int(given["maxrecords"]), self.most)]
        return Answer(body=json.dumps({"articles": shown} if shown else {}).encode())
