"""Rules over single posts: what each has heard and not told yet, kept with the rule until it is told."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from monitoring import detection
from monitoring.alerting.services.fresh import Batch, concerns, facts_of, pass_by
from monitoring.alerting.services.watching import Watch
from monitoring.detection import Heard

MOST = 200  # posts named of one finding; more are counted
LONGEST = timedelta(hours=24)  # a schedule or a cool-down keeps what was heard so long
MUTED = timedelta(hours=1)  # a mute says "we know": only what still came in its last hour is told when it ends


def collect_matches(
    watches: Iterable[Watch], batch: Batch, weekly: dict[tuple[UUID, UUID | None], float], now: datetime
) -> None:
    """Has every rule over posts hear the batch, in the order the posts were published."""
    of_brand: dict[UUID, list[tuple[Watch, detection.PostRule]]] = {}
    for watch in watches:
        if isinstance(watch.rule, detection.PostRule):
            of_brand.setdefault(watch.row.brand_id, []).append((watch, watch.rule))
    for mention in batch.mentions:
        for watch, rule in of_brand.get(mention.brand_id, ()):
            if not concerns(watch, mention, batch):
                continue
            heard = detection.hears(rule, facts_of(watch, mention, batch, weekly.get(watch.key, 0.0)))
            if heard is not None:
                _note(watch.heard, mention.pk, heard, now)
        pass_by(mention, batch)


def _note(memory: dict[str, Any], mention: UUID, heard: Heard, now: datetime) -> None:
    posts = memory.setdefault("posts", [])
    if len(posts) >= MOST:
        # The newest is always named: when all older ones have been held too long, there is still something to tell of.
        _count(memory, posts.pop()[2])
    posts.append([str(mention), heard.published_at.isoformat(), now.isoformat(), heard.about, heard.why])


def _count(memory: dict[str, Any], at: str) -> None:
    """One more that is not named. `counted`: how many were heard at which moment, as `more` in all."""
    memory["more"] = memory.get("more", 0) + 1
    counted = memory.setdefault("counted", [])
    if counted and counted[-1][0] == at:
        counted[-1][1] += 1
    else:
        counted.append([at, 1])


def build_finding(watch: Watch, now: datetime) -> None:
    """Makes the watch's finding of what it has not told yet."""
    rule, posts = watch.rule, watch.heard.get("posts", [])
    if not posts or not isinstance(rule, detection.PostRule):
        return
    heard = [Heard(datetime.fromisoformat(published), about, why) for _, published, _, about, why in posts]
    count = len(posts) + int(watch.heard.get("more", 0))
    watch.finding = detection.gathered(rule, heard, count=count, rarity=_rarity(watch, now))
    watch.mentions = [UUID(pk) for pk, *_ in posts]


def _rarity(watch: Watch, now: datetime) -> str:
    """How long the rule had nothing to tell, in words."""
    if watch.kept.fired_at is None:
        return "the first this rule has reported"
    days = (now - watch.kept.fired_at).days
    return f"the first in {days} days" if days > 1 else ""


def finish(watch: Watch, outcome: str, now: datetime) -> None:
    """After the decision: what was told is forgotten, what is held back is kept for a while."""
    posts = watch.heard.get("posts")
    if not posts:
        return
    if outcome != "fired":
        longest = MUTED if outcome == "muted" else LONGEST
        # Since it was heard: a post that arrived late was not held back before.
        held = [post for post in posts if now - datetime.fromisoformat(post[2]) <= longest]
        counted = watch.heard.get("counted", [])
        kept = [each for each in counted if now - datetime.fromisoformat(each[0]) <= longest]
        if len(held) < len(posts) or len(kept) < len(counted):
            watch.heard["posts"], watch.heard["counted"] = held, kept
            watch.heard["more"] = sum(number for _, number in kept)
        return
    watch.heard["posts"], watch.heard["counted"], watch.heard["more"] = [], [], 0
