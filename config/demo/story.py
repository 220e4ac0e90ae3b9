"""What the demo's world has published at a given moment. Takes `now` from its caller; keeps no clock of its own."""

from __future__ import annotations

import hashlib
import threading
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from config.demo.cast import IN_CRISIS
from config.demo.rhythm import Rate
from config.demo.streams import Crisis, Post, crisis_began, crisis_minute, quiet_hour

HISTORY: Final = timedelta(days=14)
# A feed carries at most this many posts, so that a world left running for weeks stays small.
LONGEST_FEED: Final = 5_000
LONGEST_ANSWER: Final = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A public answer of the brand in crisis, published on its invented site. `number` counts from 1."""

    number: int
    title: str
    text: str
    published_at: datetime


class World:
    """Everything published since two weeks before `start` (a UTC datetime), the same for the same start and seed.

    `crisis_at` is the seconds from `start` until the crisis breaks; 0 waits for `begin_crisis`. `rate` "live" builds up over
    an hour and a half; "fast" breaks with some hundred posts dated within the last five minutes. Safe to share between threads.
    """

    def __init__(self, start: datetime, seed: int = 7, *, crisis_at: int = 60, rate: Rate = "live") -> None:
        if start.tzinfo is None:
            raise ValueError("The world's start needs a time zone.")
        if crisis_at < 0:
            raise ValueError("crisis_at is a number of seconds, 0 or more.")
        self.start = start.astimezone(UTC).replace(microsecond=0)
        self.seed = seed
        self.crisis_at = crisis_at
        self.rate: Rate = rate
        self.answers: list[Answer] = []
        self.crisis: Crisis | None = None
        self._lock = threading.RLock()
        # Sorted by the moment they appear, so that "visible now" is one bisection.
        self._posts: list[Post] = []
        self._by_key: dict[str, Post] = {}
        self._next_hour = (self.start - HISTORY).replace(minute=0, second=0)
        self._next_minute = 0

    @property
    def name(self) -> str:
        """Eight hex digits that tell this world's post ids from another's."""
        return hashlib.sha256(f"{self.seed}/{self.start.isoformat()}".encode()).hexdigest()[:8]

    def post_id(self, post: Post) -> str:
        """The post's permanent id, the same at whatever address the world is served."""
        return f"urn:firebreak-demo:{self.name}:{post.key}"

    def visible(self, now: datetime, *, site: str = "", brand: str = "") -> list[Post]:
        """Posts shown before the second of `now`, newest first, at most `LONGEST_FEED` and two weeks.

        The running second is left out: whoever is told "last modified in second s" has seen all of s.
        """
        second = now.replace(microsecond=0)
        with self._lock:
            self._catch_up(second)
            shown = self._posts[: bisect_left(self._posts, second, key=lambda post: post.appears_at)]
        oldest = second - HISTORY
        chosen = [
            post
            for post in shown
            if oldest <= post.published_at and site in ("", post.site) and brand in ("", post.brand)
        ]
        chosen.sort(key=lambda post: (post.published_at, post.key), reverse=True)
        return chosen[:LONGEST_FEED]

    def find(self, key: str, now: datetime) -> Post | None:
        """The visible post of that key, or None."""
        with self._lock:
            self._catch_up(now.replace(microsecond=0))
            post = self._by_key.get(key)
        return post if post is not None and post.appears_at < now else None

    def begin_crisis(self, now: datetime) -> Crisis:
        """Breaks the crisis at `now`, or returns the one already running."""
        with self._lock:
            self._catch_up(now.replace(microsecond=0))
            if self.crisis is None:
                self.crisis = crisis_began(now, self.rate)
            return self.crisis

    def publish_answer(self, text: str, now: datetime, *, title: str = "") -> Answer:
        """Publishes an answer on the brand's invented site; the crisis calms from the next minute on. ValueError if empty or too long."""
        text = text.strip()
        if not text:
            raise ValueError("The answer is empty.")
        if len(text) > LONGEST_ANSWER:
            raise ValueError(f"The answer is longer than {LONGEST_ANSWER} characters.")
        with self._lock:
            # What appeared before the answer is settled first, so that the answer can't change it.
            self._catch_up(now.replace(microsecond=0))
            headline = title.strip() or f"A statement by {IN_CRISIS.name}"
            answer = Answer(len(self.answers) + 1, headline, text, now.replace(microsecond=0))
            self.answers.append(answer)
            return answer

    def status(self, now: datetime) -> dict[str, Any]:
        """Counts of what is visible and the state of the crisis, as JSON-ready data with ISO times."""
        posts = self.visible(now)
        crisis_posts = [post for post in posts if post.key[1] == "c"]  # behind the site's letter (streams.py)
        return {
            "world": self.name,
            "seed": self.seed,
            "rate": self.rate,
            "start": self.start.isoformat(),
            "now": now.isoformat(),
            "crisis_at": self.crisis_at,
            "crisis_began": self.crisis.shown_from.isoformat() if self.crisis else None,
            "crisis_first_post_at": self.crisis.first_post_at.isoformat() if self.crisis else None,
            "answers": [
                {"number": one.number, "title": one.title, "published_at": one.published_at.isoformat()}
                for one in self.answers
            ],
            "posts": len(posts),
            "posts_by_site": dict(Counter(post.site for post in posts)),
            "posts_by_brand": dict(Counter(post.brand or "none" for post in posts)),
            "crisis_posts": len(crisis_posts),
            "crisis_negative": sum(post.tone == "negative" for post in crisis_posts),
            "crisis_authors": len({post.author for post in crisis_posts}),
        }

    def state(self) -> dict[str, Any]:
        """What must be kept to continue this world after a restart, JSON-ready."""
        return {
            "start": self.start.isoformat(),
            "seed": self.seed,
            "crisis_at": self.crisis_at,
            "rate": self.rate,
            "crisis_began": self.crisis.shown_from.isoformat() if self.crisis else None,
            "answers": [
                {"title": one.title, "text": one.text, "published_at": one.published_at.isoformat()}
                for one in self.answers
            ],
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> World:
        """The world that `state()` described, with the same posts. KeyError or ValueError if the state is damaged."""
        start = datetime.fromisoformat(state["start"])
        world = cls(start, state["seed"], crisis_at=state["crisis_at"], rate=state["rate"])
        if state["crisis_began"]:
            world.begin_crisis(datetime.fromisoformat(state["crisis_began"]))
        for answer in state["answers"]:
            world.publish_answer(answer["text"], datetime.fromisoformat(answer["published_at"]), title=answer["title"])
        return world

    def _catch_up(self, now: datetime) -> None:
        """Writes every stretch that has begun by `now`. Called under the lock."""
        written: list[Post] = []
        while self._next_hour <= now:
            written += quiet_hour(self.seed, self._next_hour)
            self._next_hour += timedelta(hours=1)
        due = self.start + timedelta(seconds=self.crisis_at)
        if self.crisis is None and self.crisis_at and due <= now:
            self.crisis = crisis_began(due, self.rate)
        if self.crisis is not None:
            written += self._crisis_until(self.crisis, now)
        if not written:
            return
        oldest = self.start - HISTORY
        self._by_key.update((post.key, post) for post in written if post.published_at >= oldest)
        # All anew: the quiet posts of the whole hour are there already, and a crisis's minute falls between them.
        self._posts = sorted(self._by_key.values(), key=lambda post: (post.appears_at, post.key))

    def _crisis_until(self, crisis: Crisis, now: datetime) -> list[Post]:
        written: list[Post] = []
        answered_at = self.answers[0].published_at if self.answers else None
        while crisis.first_post_at + timedelta(minutes=self._next_minute) <= now:
            written += crisis_minute(self.seed, crisis, self._next_minute, answered_at)
            self._next_minute += 1
        return written
