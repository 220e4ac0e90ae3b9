"""A large JSON Feed for measuring ingestion: as many posts as asked for, a given share of them about one brand."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from config.demo.cast import BRANDS, IN_CRISIS, NOTICE, author
from config.demo.rhythm import dice
from config.demo.streams import noise_kind
from config.demo.wording import compose, grammar, kinds

MOST_POSTS: Final = 200_000


@lru_cache(maxsize=4)
def bulk_items(start: datetime, seed: int, posts: int, about: float, brand: str) -> tuple[dict[str, Any], ...]:
    """`posts` JSON Feed items without addresses, newest first, spread evenly over the 14 days before `start`.

    Of every 1/`about` items exactly one names `brand` (ordinary talk, in the words of Alder Coffee's customers); the others
    name no brand at all. ValueError outside 0 < posts ≤ 200,000 or 0 ≤ about ≤ 1.
    """
    if not 0 < posts <= MOST_POSTS:
        raise ValueError(f"posts is a number from 1 to {MOST_POSTS}.")
    if not 0 <= about <= 1:
        raise ValueError("about is a share from 0 to 1.")
    rng = dice(seed, "bulk", posts, about, brand)
    quiet = grammar("quiet")
    of_brand = quiet["brands"].get(_key_of(brand), quiet["brands"][IN_CRISIS.key])
    talk = [kind for kind in kinds("quiet", {**quiet["parts"], **of_brand, "name": [brand]}) if kind.language == "en"]
    if brand != IN_CRISIS.name and _key_of(brand) is None:
        talk = [kind for kind in talk if kind.key != "story"]
    noise = noise_kind("forum", 1)
    step = timedelta(days=14) / posts
    items: list[dict[str, Any]] = []
    for index in range(posts):
        named = int((index + 1) * about) > int(index * about)
        kind = rng.choice(talk) if named else noise
        text = compose(kind.parts, "text", rng)
        if named and brand not in text:
            text = f"{brand}: {text}"
        items.append(
            {
                "id": f"urn:firebreak-demo:bulk:{seed}:{posts}:{index}",
                "title": f"{compose(kind.parts, 'title', rng)} ({index})",
                "content_text": text,
                "date_published": (start - step * index).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "authors": [{"name": author("forum", rng)}],
                "language": "en",
            }
        )
    return tuple(items)


def _key_of(brand: str) -> str | None:
    return next((one.key for one in BRANDS.values() if one.name == brand), None)


@lru_cache(maxsize=4)
def bulk_feed(
    start: datetime, seed: int, posts: int, about: float, brand: str, *, base: str, first: int, size: int
) -> bytes:
    """The feed's bytes: all items, or with `size` > 0 the page of `size` items from `first`, with `next_url` while more follow."""
    items = bulk_items(start, seed, posts, about, brand)
    page = items[first : first + size] if size else items
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{posts} posts, {about:.0%} about {brand}",
        "home_page_url": f"{base}/world/",
        "feed_url": f"{base}/bulk.json?{urlencode({'posts': posts, 'about': about, 'brand': brand})}",
        "description": NOTICE,
        "items": [{**item, "url": f"{base}/bulk/{first + n}"} for n, item in enumerate(page)],
    }
    if size and first + size < posts:
        following = {"posts": posts, "about": about, "brand": brand, "from": first + size, "size": size}
        feed["next_url"] = f"{base}/bulk.json?{urlencode(following)}"
    return json.dumps(feed, ensure_ascii=False, separators=(",", ":")).encode()
