"""Answers the world's paths with replies. Knows no sockets and no clock."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from config.demo import pages
from config.demo.bulk import Bulk, bulk_feed
from config.demo.cast import BRANDS, IN_CRISIS, SITES
from config.demo.feeds import last_change, render
from config.demo.story import World

_HTML: Final = "text/html; charset=utf-8"
_JSON: Final = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer before compression; `changed` set means it can be asked for conditionally."""

    status: int
    media_type: str
    body: bytes
    changed: datetime | None = None
    location: str = ""
    allow: str = ""


def problem(status: int, message: str, *, allow: str = "") -> Reply:
    """A page that says what is wrong."""
    return Reply(status, _HTML, pages.error_page(status, message), allow=allow)


def data(status: int, content: dict[str, Any], *, location: str = "") -> Reply:
    """JSON for a program."""
    return Reply(status, _JSON, json.dumps(content, ensure_ascii=False).encode(), location=location)


class Front:
    """Answers paths with replies; knows no sockets."""

    def __init__(self, world: World, base: str, kept: Callable[[World], None]) -> None:
        self.world = world
        self.base = base
        # Called after each act, so that the world can be continued after a restart.
        self._kept = kept
        self._feeds: dict[tuple[str, str], tuple[tuple[int, str], bytes]] = {}
        self._feeds_lock = threading.Lock()

    def get(self, path: str, query: dict[str, list[str]], now: datetime) -> Reply:
        """The reply to a GET of `path` at `now`."""
        parts = path.strip("/").split("/")
        if path == "/":
            return Reply(302, _HTML, b"", location="/world/")
        room: Callable[[list[str], datetime], Reply | None] | None = {
            "world": self._world_room,
            "brands": self._brand_room,
            **dict.fromkeys(SITES, self._site_room),
        }.get(parts[0])
        reply = room(parts, now) if room is not None else self._bulk(path, parts, query)
        return reply or problem(404, "There is no such page in this world.")

    def post(self, path: str, fields: dict[str, str], now: datetime) -> Reply:
        """The reply to a POST: the crisis breaks, or a statement is published. A repeat of the first changes nothing."""
        if path == "/world/crisis":
            already = self.world.crisis is not None
            crisis = self.world.begin_crisis(now)
            self._kept(self.world)
            times = {"began": crisis.shown_from.isoformat(), "first_post_at": crisis.first_post_at.isoformat()}
            return data(200, {"already_running": already, **times})
        if path == "/world/answer":
            try:
                answer = self.world.publish_answer(fields.get("text", ""), now, title=fields.get("title", ""))
            except ValueError as error:
                return data(400, {"code": "invalid_answer", "detail": str(error)})
            self._kept(self.world)
            url = f"{self.base}/brands/{IN_CRISIS.key}/updates/{answer.number}"
            published = answer.published_at.isoformat()
            return data(201, {"url": url, "number": answer.number, "published_at": published}, location=url)
        return problem(405, "This page can only be read.", allow="GET, HEAD")

    def _world_room(self, parts: list[str], now: datetime) -> Reply | None:
        if len(parts) == 1:
            return Reply(200, _HTML, pages.world_page(self.world.status(now)))
        if parts == ["world", "status"]:
            return data(200, self.world.status(now))
        if parts[1:] in (["crisis"], ["answer"]):
            return problem(405, "Send a POST to act.", allow="POST")
        return None

    def _brand_room(self, parts: list[str], now: datetime) -> Reply | None:
        brand = BRANDS.get(parts[1]) if len(parts) > 1 else None
        if brand is None:
            return None
        answers = self.world.answers if brand is IN_CRISIS else []
        if len(parts) == 2:
            return Reply(200, _HTML, pages.brand_page(brand, answers))
        if len(parts) == 4 and parts[2] == "updates":
            wanted = [one for one in answers if str(one.number) == parts[3]]
            return Reply(200, _HTML, pages.answer_page(wanted[0])) if wanted else None
        return None

    def _site_room(self, parts: list[str], now: datetime) -> Reply | None:
        site, rest, brand = SITES[parts[0]], parts[1:], ""
        if rest[:1] == ["brands"]:
            if len(rest) < 2 or rest[1] not in BRANDS:
                return None
            brand, rest = rest[1], rest[2:]
        if not rest:
            return Reply(200, _HTML, pages.site_page(site, brand, self.world.visible(now, site=site.key, brand=brand)))
        if rest == [site.feed_name]:
            return self._feed(parts[0], brand, now)
        post = self.world.find(rest[0], now) if len(rest) == 1 and not brand else None
        return Reply(200, _HTML, pages.post_page(site, post)) if post and post.site == site.key else None

    def _feed(self, site_key: str, brand: str, now: datetime) -> Reply:
        site = SITES[site_key]
        posts = self.world.visible(now, site=site_key, brand=brand)
        mark = (len(posts), max((f"{post.appears_at.isoformat()}{post.key}" for post in posts), default=""))
        with self._feeds_lock:
            held = self._feeds.get((site_key, brand))
        if held is None or held[0] != mark:
            held = (mark, render(self.world, site, brand, posts, self.base))
            with self._feeds_lock:
                self._feeds[site_key, brand] = held
        # JSON has no charset parameter (RFC 8259 11): it is UTF-8 always.
        media_type = site.media_type if site_key == "reviews" else f"{site.media_type}; charset=utf-8"
        return Reply(200, media_type, held[1], changed=last_change(self.world, posts))

    def _bulk(self, path: str, parts: list[str], query: dict[str, list[str]]) -> Reply | None:
        if parts[0] == "bulk" and len(parts) == 2 and parts[1].isascii() and parts[1].isdigit():
            return Reply(200, _HTML, pages.bulk_page(int(parts[1][:7])))
        if path != "/bulk.json":
            return None

        def asked(name: str, default: str) -> str:
            return query.get(name, [default])[0]

        try:
            posts, about = int(asked("posts", "1000")), float(asked("about", "0.2"))
            first, size = (max(0, int(asked("from", "0"))), max(0, int(asked("size", "0"))))
            bulk = Bulk(self.world.start, self.world.seed, posts, about, asked("brand", IN_CRISIS.name))
        except ValueError as error:
            return data(400, {"code": "invalid_query", "detail": str(error)})
        body = bulk_feed(bulk, base=self.base, first=first, size=size)
        return Reply(200, "application/feed+json", body, changed=self.world.start)
