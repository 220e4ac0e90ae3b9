"""A host that refuses several of our feeds is left alone with all of them for a while; then one is tried before the rest.

A few hosts let a machine in so seldom that their feeds take turns, one by one.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models

from accounts.outside.failures import Failure, RateLimited, Transient
from monitoring.feeds.models import Feed, HostPause

# So many of a host's feeds, and at least half of those tried lately, must fail before the rest is held back for it: one slow
# feed of a thousand says nothing of its host.
SEVERAL = 3
LATELY = timedelta(minutes=30)
LONGEST = timedelta(hours=1)
FORGOTTEN = timedelta(days=2)
# Hosts that count requests by address of who asks, and the seconds from one of our readings to the next: of all their feeds one
# at a time. Reddit: since June 2026 about one request a minute for feeds; GDELT: "one request every 5 seconds", its own words.
TURNS: Mapping[str, tuple[str, float]] = {
    "www.reddit.com": ("reddit", 61.0),
    "old.reddit.com": ("reddit", 61.0),
    "reddit.com": ("reddit", 61.0),
    "api.gdeltproject.org": ("gdelt", 6.0),
}
# What may be meant for all its feeds. A page that is missing or a log-in that ran out is one feed's own.
_BUSY = (RateLimited, Transient)
_BUSY_CODES = tuple(kind.code for kind in _BUSY)


def host_of(address: str) -> str:
    """Host and port of an address, in lower case; "" where it has none."""
    try:
        parts = urlsplit(address)
        return (f"{parts.hostname or ''}:{parts.port}" if parts.port else parts.hostname or "")[:255].lower()
    except ValueError:  # a port above 65535, a bracket that stays open
        return ""


def refused(feed: Feed, error: Failure, now: datetime) -> HostPause | None:
    """After a failure was written: pauses the host where several of its feeds fail like this; returns the pause.

    It lasts as long as the other side asks, at least the shortest interval of feeds, doubled for each pause without a fetch
    that went through in between, and an hour at most.
    """
    if not isinstance(error, _BUSY) or not feed.host:
        return None
    before = HostPause.objects.filter(host=feed.host).first()
    # Fetches that were under way when the pause began fail as well: they must not double it.
    if before is not None and before.until > now:
        return before
    # Who counts by our address means all feeds there with its first refusal.
    is_meant_for_all = feed.host in TURNS and isinstance(error, RateLimited)
    if before is None and not is_meant_for_all and not _many_fail(feed.host, now):
        return None
    times = before.times + 1 if before else 1  # a host that refuses even its one trial is trusted less each time
    least = timedelta(seconds=settings.FEED_MIN_SECONDS * 2 ** min(times - 1, 8))
    until = now + min(max(least, timedelta(seconds=error.asked_to_wait(now) or 0.0)), LONGEST)
    values = {"until": until, "times": times, "reason": error.sentence[:300]}
    return HostPause.objects.update_or_create(host=feed.host, defaults=values)[0]


def answered(feed: Feed) -> None:
    """A fetch went through: its host is well."""
    HostPause.objects.filter(host=feed.host).delete()


def paused(hosts: Iterable[str], now: datetime) -> dict[str, HostPause]:
    """Those of these hosts that are left alone now."""
    wanted = {host for host in hosts if host}
    return {row.host: row for row in HostPause.objects.filter(until__gt=now, host__in=wanted)} if wanted else {}


def willing(due: models.QuerySet[Feed], now: datetime) -> tuple[models.QuerySet[Feed], list[models.QuerySet[Feed]]]:
    """Of due feeds those whose host may be asked; and the feeds of which one is taken first: of a host whose pause is over, and
    of those that take turns, where it is somebody's turn."""
    until = dict(HostPause.objects.values_list("host", "until"))
    held = (
        set(Feed.objects.filter(host__in=list(until), lease_until__gte=now).values_list("host", flat=True))
        if until
        else set()
    )
    over = {host for host, end in until.items() if end <= now and host not in held}
    shut = set(until) - over
    tried = [due.filter(host=host) for host in sorted(over - set(TURNS))]
    tried += [due.filter(host__in=sorted(set(queue) - shut)) for queue in _whose_turn_it_is(now)]
    return due.exclude(host__in=sorted({*until, *TURNS})), tried


def _whose_turn_it_is(now: datetime) -> list[list[str]]:
    """The hosts of each queue of which nobody is read now, nor was a moment ago."""
    rows = Feed.objects.filter(host__in=list(TURNS)).values_list("host").annotate(
        at=models.Max("last_attempt_at"), lease=models.Max("lease_until")
    )  # fmt: skip
    queues: dict[str, list[str]] = {}
    busy: set[str] = set()
    for host, at, lease in rows.order_by("host"):
        queue, seconds = TURNS[host]
        queues.setdefault(queue, []).append(host)
        if (lease and lease >= now) or (at and at + timedelta(seconds=seconds) > now):
            busy.add(queue)
    return [hosts for queue, hosts in queues.items() if queue not in busy]


def prune(now: datetime) -> int:
    """Forgets hosts nobody has asked since: their feeds were removed or moved."""
    return int(HostPause.objects.filter(until__lt=now - FORGOTTEN).delete()[0])


def _many_fail(host: str, now: datetime) -> bool:
    tried = Feed.objects.filter(host=host, last_attempt_at__gt=now - LATELY)
    failing = tried.filter(failing_since__isnull=False, error_code__in=_BUSY_CODES).count()
    return failing >= SEVERAL and 2 * failing >= tried.count()
