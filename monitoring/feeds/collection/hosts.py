"""A host that refuses several of our feeds is left alone with all of them for a while; then one is tried before the rest."""

from collections.abc import Iterable
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
    if before is None and not _many_fail(feed.host, now):
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
    """Of due feeds those whose host may be asked; and for each host whose pause is over its feeds, of which one is tried first."""
    until = dict(HostPause.objects.values_list("host", "until"))
    if not until:
        return due, []
    held = set(Feed.objects.filter(host__in=list(until), lease_until__gte=now).values_list("host", flat=True))
    tried = [due.filter(host=host) for host, end in until.items() if end <= now and host not in held]
    return due.exclude(host__in=list(until)), tried


def prune(now: datetime) -> int:
    """Forgets hosts nobody has asked since: their feeds were removed or moved."""
    return int(HostPause.objects.filter(until__lt=now - FORGOTTEN).delete()[0])


def _many_fail(host: str, now: datetime) -> bool:
    tried = Feed.objects.filter(host=host, last_attempt_at__gt=now - LATELY)
    failing = tried.filter(failing_since__isnull=False, error_code__in=_BUSY_CODES).count()
    return failing >= SEVERAL and 2 * failing >= tried.count()
