"""A large JSON Feed for measuring ingestion: as many posts as asked for, a given share of them about one brand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from config.demo.cast import BRANDS, IN_CRISIS, NOTICE, author
from config.demo.rhythm import dice
from config.demo.streams import noise_kind
from config.demo.wording import compose, grammar, kinds

MOST_POSTS: Final = 200_000


@dataclass(frozen=True, slots=True)
class Bulk:
    """What is asked for: `posts` items dated evenly over the 14 days before `start`, the share `about` of them naming
    `brand`. ValueError outside 0 < posts ≤ 200,000 or 0 ≤ about ≤ 1."""

    start: datetime
    seed: int
    posts: int
    about: float
    brand: str

    def __post_init__(self) -> None:
        if not 0 < self.posts <= MOST_POSTS:
            raise ValueError(f"posts is a number from 1 to {MOST_POSTS}.")
        if not 0 <= self.about <= 1:
            raise ValueError("about is a share from 0 to 1.")


@lru_cache(maxsize=4)
def bulk_items(bulk: Bulk) -> tuple[dict[str, Any], ...]:
    """The JSON Feed items without addresses, newest first.

    Of every 1/`about` items exactly one names the brand (ordinary talk; a brand the world doesn't know is talked of like
    Alder Coffee); the others name no brand at all.
    """
    seed, posts, about, brand = bulk.seed, bulk.posts, bulk.about, bulk.brand
    rng = dice(seed, "bulk", posts, about, brand)
    quiet = grammar("quiet")
    of_brand = quiet["brands"].get(_key_of(brand), quiet["brands"][IN_CRISIS.key])
    talk = [kind for kind in kinds("quiet", {**quiet["parts"], **of_brand, "name": [brand]}) if kind.language == "en"]
    if brand != IN_CRISIS.name and _key_of(brand) is None:
        # Their headlines name Alder Coffee itself, whose words an unknown brand borrows.
        talk = [kind for kind in talk if kind.key != "story"]
    noise = noise_kind("forum", 1)
    step = timedelta(days=14) / posts
    name = f"urn:firebreak-demo:bulk:{seed}:{bulk.start:%y%m%d%H%M%S}:{posts}"
    items: list[dict[str, Any]] = []
    for index in range(posts):
        named = int((index + 1) * about) > int(index * about)
        kind = rng.choice(talk) if named else noise
        text = compose(kind.parts, "text", rng)
        if named and brand not in text:  # wordings that leave the name out
            text = f"{brand}: {text}"
        items.append(
            {
                "id": f"{name}:{index}",
                "title": f"{compose(kind.parts, 'title', rng)} ({index})",
                "content_text": text,
                "date_published": (bulk.start - step * index).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "authors": [{"name": author("forum", rng)}],
                "language": "en",
            }
        )
    return tuple(items)


def _key_of(brand: str) -> str | None:
    return next((one.key for one in BRANDS.values() if one.name == brand), None)


@lru_cache(maxsize=4)
def bulk_feed(bulk: Bulk, *, base: str, first: int, size: int) -> bytes:
    """The feed's bytes: all items, or with `size` > 0 the `size` items from `first`, with `next_url` while more follow."""
    items = bulk_items(bulk)
    asked = {"posts": bulk.posts, "about": bulk.about, "brand": bulk.brand}
    page = items[first : first + size] if size else items
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{bulk.posts} posts, {bulk.about:.0%} about {bulk.brand}",
        "home_page_url": f"{base}/world/",
        "feed_url": f"{base}/bulk.json?{urlencode(asked)}",
        "description": NOTICE,
        "items": [{**item, "url": f"{base}/bulk/{first + n}"} for n, item in enumerate(page)],
    }
    if size and first + size < bulk.posts:
        following = {**asked, "from": first + size, "size": size}
        feed["next_url"] = f"{base}/bulk.json?{urlencode(following)}"
    return json.dumps(feed, ensure_ascii=False, separators=(",", ":")).encode()
