"""The two streams of posts: everyday talk hour by hour, and the crisis minute by minute.

Every stretch has its own random state, derived from the seed and the stretch's number, so that a world may be asked for
any stretch in any order, after a restart too, and answers the same.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from config.demo.cast import BRANDS, IN_CRISIS, NOISE_PER_DAY, SiteKey, author
from config.demo.rhythm import BACKLOG, Rate, calming, crisis_rate, dice, draw_count, quiet_rate
from config.demo.wording import Kind, Parts, Tone, compose, grammar, kinds


@dataclass(frozen=True, slots=True)
class Post:
    """One published post. `published_at` is the date it bears, `appears_at` the moment the world first shows it; both
    are UTC in whole seconds. `brand` is the key of the brand it is about, "" for none; `rating` is 0 where a site has
    no stars. `tone` is what the author meant, and is never published."""

    key: str
    site: SiteKey
    brand: str
    kind: str
    tone: Tone
    language: str
    author: str
    title: str
    text: str
    rating: int
    published_at: datetime
    appears_at: datetime


@dataclass(frozen=True, slots=True)
class Crisis:
    """A running crisis: its first post, when the world began to show it, how fast it runs."""

    first_post_at: datetime
    shown_from: datetime
    rate: Rate


# (minute of the live crisis, minute of the fast one, kind): what must happen, whatever the dice say.
_BEATS: Final = (
    (0, 0, "found"),
    (1, 0, "one_star"),
    (3, 1, "journalist_forum"),
    (4, 1, "comment_request"),
    (5, 2, "report"),
    (6, 2, "glas"),
    (7, 3, "defends"),
    (8, 3, "verre"),
    (9, 3, "vidrio"),
    (11, 4, "retailer"),
    (16, 5, "authority"),
    (18, 6, "opinion"),
)
_FAST_SPEED: Final = 4.0


def crisis_began(now: datetime, rate: Rate) -> Crisis:
    """A crisis that breaks at `now`; at the fast rate its first posts are dated a few minutes before."""
    second = now.replace(microsecond=0)
    return Crisis(first_post_at=second - BACKLOG[rate], shown_from=second, rate=rate)


def quiet_hour(seed: int, hour: datetime) -> list[Post]:
    """The everyday posts of the UTC hour that starts at `hour`, about the brands and about nothing in particular."""
    rng = dice(seed, "quiet", f"{hour:%Y%m%d%H}")
    posts: list[Post] = []
    for topic, per_day in (*((brand.key, brand.per_day) for brand in BRANDS.values()), ("", NOISE_PER_DAY)):
        for _ in range(draw_count(quiet_rate(per_day, hour), rng, clumpy=True)):
            moment = hour + timedelta(seconds=rng.randrange(3600))
            key = f"{hour:%y%m%d%H}-{len(posts)}"
            # One random state for the whole hour: another order of these lines makes another world of the same seed.
            kind = _pick([(kind, kind.weight) for kind in _quiet_kinds(topic)], rng)
            posts.append(_write(kind, key, topic, moment, moment, rng))
    return posts


def crisis_minute(seed: int, crisis: Crisis, minute: int, answered_at: datetime | None) -> list[Post]:
    """The posts of the crisis's minute number `minute` (0 is its first). An answer calms the minutes that begin after it."""
    rng = dice(seed, "crisis", minute)
    begins = crisis.first_post_at + timedelta(minutes=minute)
    since_answer = (begins - answered_at).total_seconds() / 60 if answered_at else -1.0
    chosen = [kind for live, fast, kind in _BEATS if (live if crisis.rate == "live" else fast) == minute]
    if since_answer >= 0:
        chosen = []
    expected = crisis_rate(crisis.rate, minute + 0.5) * calming(crisis.rate, since_answer)
    count = draw_count(expected, rng)
    mix = _crisis_mix(crisis.rate, minute, answered=since_answer >= 0)
    written = [_crisis_kinds()[kind] for kind in chosen] + [_pick(mix, rng) for _ in range(count)]
    moments = sorted(begins + timedelta(seconds=rng.randrange(60)) for _ in written)
    if minute == 0 and moments:
        moments[0] = begins  # the crisis begins with a post, in its very second
    stamp = f"{crisis.first_post_at:%y%m%d%H%M%S}"
    return [
        _write(kind, f"c{stamp}-{minute}-{n}", IN_CRISIS.key, moment, max(moment, crisis.shown_from), rng)
        for n, (kind, moment) in enumerate(zip(written, moments, strict=True))
    ]


def _crisis_mix(rate: Rate, minute: int, *, answered: bool) -> list[tuple[Kind, float]]:
    told = minute if rate == "live" else minute * _FAST_SPEED
    every = _crisis_kinds().values()
    if answered:
        return [(kind, kind.after) for kind in every if kind.after]
    return [(kind, kind.weight) for kind in every if kind.weight and kind.since <= told]


def _pick(mix: list[tuple[Kind, float]], rng: random.Random) -> Kind:
    return rng.choices([kind for kind, _ in mix], [weight for _, weight in mix])[0]


def _write(kind: Kind, key: str, brand: str, published: datetime, appears: datetime, rng: random.Random) -> Post:
    return Post(
        key=f"{kind.site[0]}{key}",
        site=kind.site,
        brand=brand,
        kind=kind.key,
        tone=kind.tone,
        language=kind.language,
        author=kind.author or author(kind.site, rng),
        title=compose(kind.parts, "title", rng),
        text=compose(kind.parts, "text", rng),
        rating=rng.choice(kind.ratings) if kind.ratings else 0,
        published_at=published,
        appears_at=appears,
    )


@cache
def _crisis_kinds() -> dict[str, Kind]:
    return {kind.key: kind for kind in kinds("crisis", grammar("crisis")["parts"])}


@cache
def _quiet_kinds(topic: str) -> tuple[Kind, ...]:
    quiet = grammar("quiet")
    if topic:
        return kinds("quiet", {**quiet["parts"], **quiet["brands"][topic], "name": [BRANDS[topic].name]})
    return (noise_kind("forum", 8), noise_kind("news", 3))


def noise_kind(site: SiteKey, weight: float) -> Kind:
    """Posts about no brand, as the site would carry them."""
    quiet = grammar("quiet")
    own: Parts = {slot: value for slot, value in quiet["noise"][site].items() if isinstance(value, list)}
    parts = {**quiet["parts"], **own}
    return Kind("noise", site, "neutral", "en", weight, 0, 0, "", (), parts)
