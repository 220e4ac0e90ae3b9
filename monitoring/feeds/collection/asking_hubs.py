"""Asking a hub to push a feed, to go on with it, or to stop: the row first, since the hub may call before it has answered."""

from datetime import datetime, timedelta
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import UUID

from accounts.outside.failures import Failure, Forbidden, Malformed
from accounts.outside.http import Fetched
from accounts.outside.plaintext import web_link
from monitoring.feeds.collection.client import guarded_client, without_connection
from monitoring.feeds.collection.hubs import AGAIN, opened
from monitoring.feeds.models import HubSubscription, Subscription

LEASE = timedelta(days=10)  # what is asked for; the hub says what is granted
_ANSWER = timedelta(hours=1)  # in which the hub has to confirm
_LONGEST = timedelta(days=1)
_AT_ONCE = 100
_MOST_HOPS = 3
_FOLLOWED = frozenset({307, 308})


def due(now: datetime) -> list[UUID]:
    """Subscriptions whose hub is to be asked now. Public schema."""
    rows = HubSubscription.objects.filter(due_at__lte=now).order_by("due_at")
    return list(rows.values_list("pk", flat=True)[:_AT_ONCE])


def ask(pk: UUID, now: datetime) -> str:
    """Asks one hub, and returns what for; "" where somebody else did. Public schema. Safe to repeat.

    What the hub answers is no more than that it heard us: it confirms by a call of its own. Without one it is asked again after an
    hour, then ever more rarely, once a day at last.
    """
    row = HubSubscription.objects.select_related("feed").filter(pk=pk, due_at__lte=now).first()
    mode = _taken(row, now) if row else ""
    if row is None or not mode:
        return ""
    address, secret = opened(row)
    try:
        if not address:
            raise Forbidden("A stored secret can't be read any more.")
        with without_connection():
            _post(row.hub, {**_asked(row, mode, address), **({"hub.secret": secret} if mode == "subscribe" else {})})
    except Failure as failure:
        HubSubscription.objects.filter(pk=pk).update(reason=failure.sentence[:300])
    return mode


def _taken(row: HubSubscription, now: datetime) -> str:
    """What is to be asked, written down before it is."""
    wanted = Subscription.objects.filter(feed_id=row.feed_id, is_active=True).exists()
    again = now + min(_ANSWER * 2 ** min(row.tries, 5), _LONGEST)
    values = {"asked_at": now, "tries": row.tries + 1, "waits_for": "subscribe", "due_at": again}
    if row.status == "ended" or not wanted:
        values |= {"status": "ended", "waits_for": "unsubscribe", "due_at": None}
    elif row.status == "off" and row.missed_at is not None and row.missed_at > now - AGAIN:
        # Given up: it is told so once, and asked again when a week has passed.
        values |= {"waits_for": "unsubscribe", "due_at": row.missed_at + AGAIN}
    elif row.status == "off":
        values |= {"status": "asked", "misses": 0, "tries": 1}
    taken = HubSubscription.objects.filter(pk=row.pk, status=row.status, due_at=row.due_at).update(**values)
    return str(values["waits_for"]) if taken else ""


def _asked(row: HubSubscription, mode: str, address: str) -> dict[str, str]:
    told = {
        "hub.callback": address,
        "hub.mode": mode,
        "hub.topic": row.topic,
        "hub.verify": "async",
    }  # the last for old ones
    return told | ({"hub.lease_seconds": str(int(LEASE.total_seconds()))} if mode == "subscribe" else {})


def _post(hub: str, form: dict[str, str]) -> None:
    """Raises a Failure where the hub does not take it."""
    answer = _sent(hub, form)
    for _ in range(_MOST_HOPS):
        if answer.status not in _FOLLOWED:
            break
        there = web_link(urljoin(answer.url, answer.headers.get("location", "")))
        if not there or (urlsplit(answer.url).scheme == "https" and urlsplit(there).scheme != "https"):
            raise Malformed("The hub leads elsewhere, and not to where a secret could be sent.")
        answer = _sent(there, form)
    if not 200 <= answer.status < 300:
        raise Malformed(f"The hub does not take the subscription (HTTP {answer.status}).")


def _sent(hub: str, form: dict[str, str]) -> Fetched:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return guarded_client().post(hub, content=urlencode(form).encode(), headers=headers)
