"""Sending to webhooks: one process at a time for each, several messages at once, what came of them noted in few steps.

Whoever sends holds the webhook's lock, which ends with the process: what a killed one had under way is still due, and the next
takes it up at once. Between an answer and its note lie some hundredths of a second; a kill there sends again, under the same id.
"""

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.events.models import Event
from accounts.notifications.channels import Answer, ChannelError, outgoing, webhook
from accounts.notifications.models import Delivery, DeliveryAttempt, WebhookEndpoint
from accounts.notifications.services import composing, handing
from accounts.notifications.services.delivery import BACK_OFF, after_failure
from accounts.notifications.services.notifying import notify, owners_and_admins
from accounts.outside.http import GuardedClient
from accounts.services.access_log import log
from accounts.tenancy import current_agency

LANES = 4  # messages to one webhook at once
FOR_A_LANE = 10  # so many more for each further one
MOST = 100  # of one webhook, read and composed at once
TURN = 5.0  # seconds, then other jobs come first
NOTED = 0.03  # seconds between an answer and its note, at most
THREADS = 40
UNNOTED = 40  # messages under way or answered, and not noted yet: no more than so many does a kill send again
GIVE_UP = timedelta(days=5)  # without one success
WAITING = ("queued", "failed", "sending")  # the last: of before, when a row said that it was under way
_LOCK = 0x5E4D
# A test goes also to a webhook that is paused or disabled.
_DUE = """
    SELECT found.id FROM unnest(%s::text[], %s::boolean[]) AS webhook (target, stopped) CROSS JOIN LATERAL (
        SELECT id FROM notifications_delivery WHERE channel = 'webhook' AND status = ANY(%s) AND target = webhook.target
        AND next_try_at <= %s AND (status <> 'sending' OR lease_until < %s) AND (event_id IS NULL OR NOT webhook.stopped)
        ORDER BY next_try_at, event_id LIMIT %s
    ) AS found
"""


_Message = tuple[Delivery, str | ChannelError]  # and its body, or why it has none


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of one message, and when; None: it was not tried, since its webhook is silent."""

    row: Delivery
    at: datetime
    outcome: Answer | ChannelError | None


def send_due(clock: Callable[[], datetime] = timezone.now, *, failing: bool = False) -> int:
    """Sends what is due, to webhooks that fail or to all others; returns how many got through. Harmless if repeated.

    After a while it rings anew and ends. A webhook that another process is sending to is left to that.
    """
    sent, ends, silent = 0, time.monotonic() + TURN, set[str]()
    while True:
        with _held(failing) as mine:
            if not mine:
                return sent
            sent += _Turn(mine, clock, ends, silent).run()
        # Once more, now that they are free: who came meanwhile found them taken, and left what they rang for to us.
        if not due(clock(), failing=failing, but=silent):
            return sent
        if time.monotonic() > ends:
            handing.ring(failing=failing)
            return sent


def due(now: datetime, *, failing: bool, but: Collection[str] = ()) -> bool:
    """Whether anything waits for webhooks that fail, or for all others; `but`: without these."""
    rows = Delivery.objects.filter(channel="webhook", status__in=WAITING, next_try_at__lte=now)
    there = [one for one in _listening(failing) if str(one.pk) not in but]
    stopped = {str(one.pk) for one in there if _is_stopped(one)}
    mine = Q(target__in={str(one.pk) for one in there} - stopped) | Q(target__in=stopped, event=None)
    return bool(rows.filter(mine, ~Q(status="sending") | Q(lease_until__lt=now)).exists())


def end_removed() -> int:
    """Gives up what waits for webhooks that were removed; returns how many."""
    there = [str(pk) for pk in WebhookEndpoint.objects.filter(is_active=True).values_list("pk", flat=True)]
    gone = Delivery.objects.filter(channel="webhook", status__in=WAITING).exclude(target__in=there)
    return int(gone.update(status="given_up", lease_until=None, last_error="This webhook was removed."))


def _listening(failing: bool) -> list[WebhookEndpoint]:
    rows = WebhookEndpoint.objects.filter(is_active=True, failing_since__isnull=not failing)
    return list(rows.order_by("created_at", "pk"))


@contextmanager
def _held(failing: bool) -> Iterator[list[WebhookEndpoint]]:
    """Those nobody else is sending to. The locks are the connection's: they end with it, and with the process."""
    rows = _listening(failing)
    with connection.cursor() as cursor:
        free = "SELECT id FROM unnest(%s::uuid[]) AS id WHERE pg_try_advisory_lock(%s, hashtext(id::text))"
        cursor.execute(free, [[one.pk for one in rows], _LOCK])
        mine = {pk for (pk,) in cursor.fetchall()}
    try:
        yield [one for one in rows if one.pk in mine]
    finally:
        with connection.cursor() as cursor:
            free = "SELECT pg_advisory_unlock(%s, hashtext(id::text)) FROM unnest(%s::uuid[]) AS id"
            cursor.execute(free, [_LOCK, list(mine)])


def _due_ids(endpoints: Sequence[WebhookEndpoint], now: datetime) -> list[UUID]:
    """Of each webhook the first, in the order in which they are sent."""
    given = [str(one.pk) for one in endpoints], [_is_stopped(one) for one in endpoints], list(WAITING), now, now, MOST
    with connection.cursor() as cursor:
        cursor.execute(_DUE, given)
        return [pk for (pk,) in cursor.fetchall()]


def _is_stopped(endpoint: WebhookEndpoint) -> bool:
    return endpoint.paused_at is not None or endpoint.disabled_at is not None


class _Turn:
    """One process's sending to the webhooks it holds. Its threads speak HTTP alone; the database is asked by whoever made it."""

    def __init__(
        self, endpoints: Sequence[WebhookEndpoint], clock: Callable[[], datetime], ends: float, silent: set[str]
    ) -> None:
        self._endpoints = {str(one.pk): one for one in endpoints}
        self._clock, self._ends = clock, ends
        self._lanes: dict[str, int] = {}  # under way, of each webhook
        self._silent = silent  # those that did not answer: nothing more is tried this time
        self._bodies: dict[UUID, str | ChannelError] = {}
        self._done: queue.SimpleQueue[_Tried | str] = queue.SimpleQueue()
        self._futures: list[Future[None]] = []
        # A lane's own, with the one connection that it keeps: threads that share many wait for each other at every message.
        self._clients: dict[tuple[str, int], GuardedClient] = {}
        self._room = threading.Semaphore(UNNOTED)

    def run(self) -> int:
        """Until nothing is due or the time is up; returns how many got through."""
        sent = 0
        with ExitStack() as clients, ThreadPoolExecutor(THREADS) as pool:
            try:
                while self._begin(clients, pool) or self._lanes:
                    sent += self._go_on()
            finally:
                # Whatever failed here: lanes that wait for room find that the time is up.
                self._ends = 0.0
                self._room.release(LANES * len(self._endpoints) or 1)
        return sent

    def _go_on(self) -> int:
        """Notes what came of messages meanwhile; returns how many got through."""
        tried, ended = self._collected()
        sent = self._note(tried)
        if tried:
            self._room.release(len(tried))
        for target in ended:
            self._lanes[target] -= 1
        self._lanes = {target: many for target, many in self._lanes.items() if many}
        for one in [one for one in self._futures if one.done()]:
            self._futures.remove(one)
            one.result()
        return sent

    def _begin(self, clients: ExitStack, pool: ThreadPoolExecutor) -> bool:
        """Starts what is due of webhooks to which nothing is under way; whether there was anything."""
        if time.monotonic() > self._ends:
            return False
        now = self._clock()
        idle = self._idle()
        ids = _due_ids(idle, now) if idle else []
        if not ids:
            return False
        rows = Delivery.objects.filter(pk__in=ids).select_related("event").order_by("next_try_at", "event_id")
        waiting = defaultdict[str, list[_Message]](list)
        for row, body in self._composed(list(rows)):
            waiting[row.target].append((row, body))
        for target, listed in waiting.items():
            secrets = handing.secrets_of(self._endpoints[target], now)
            self._lanes[target] = many = min(LANES, 1 + len(listed) // FOR_A_LANE)
            for n in range(many):
                if (target, n) not in self._clients:
                    self._clients[target, n] = clients.enter_context(outgoing.client(keep=1))
                client = self._clients[target, n]
                self._futures.append(pool.submit(self._lane, client, target, secrets, listed[n::many]))
        return True

    def _idle(self) -> list[WebhookEndpoint]:
        """Read anew each time: one may have been paused, or got another address, a moment ago."""
        free = [target for target in self._endpoints if target not in {*self._lanes, *self._silent}]
        rows = list(WebhookEndpoint.objects.filter(pk__in=free, is_active=True).order_by("created_at", "pk"))
        self._endpoints |= {str(one.pk): one for one in rows}
        return rows

    def _composed(self, rows: Sequence[Delivery]) -> Iterator[_Message]:
        """Each with its body. Webhooks go in step: what was composed for the batch before, a moment ago, is known."""
        events = {row.event.pk: row.event for row in rows if row.event is not None}
        new = [one for pk, one in events.items() if pk not in self._bodies]
        made = composing.bodies(new) if new else {}
        self._bodies = {pk: made[pk] if pk in made else self._bodies[pk] for pk in events}
        for row in rows:
            yield row, self._bodies[row.event_id] if row.event_id is not None else webhook.body(row.payload)

    def _lane(self, client: GuardedClient, target: str, secrets: list[str], rows: Sequence[_Message]) -> None:
        """In a thread: one message after the other, until the time is up. What was not begun is still due."""
        try:
            for row, body in rows:
                self._room.acquire()
                if time.monotonic() > self._ends:
                    self._room.release()
                    return
                self._done.put(self._try(client, target, secrets, row, body))
        finally:
            self._done.put(target)

    def _try(
        self, client: GuardedClient, target: str, secrets: list[str], row: Delivery, body: str | ChannelError
    ) -> _Tried:
        if target in self._silent:
            return _Tried(row, self._clock(), None)
        try:
            if isinstance(body, ChannelError):
                raise body
            answer = webhook.send(
                url=self._endpoints[target].url, secrets=secrets, message_id=f"msg_{row.pk.hex}", at=self._clock(),
                body=body, by=client,
            )  # fmt: skip
        except ChannelError as error:
            if error.status is None and not error.permanent:  # no answer: what comes after it need not wait as long
                self._silent.add(target)
            return _Tried(row, self._clock(), error)
        return _Tried(row, self._clock(), answer)

    def _collected(self) -> tuple[list[_Tried], list[str]]:
        """What came of messages meanwhile, and the webhooks of which a lane ended. Waits a little for the first."""
        tried, ended, until = list[_Tried](), list[str](), time.monotonic() + NOTED
        while self._lanes:
            try:
                one = self._done.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                break
            if isinstance(one, str):
                ended.append(one)
            else:
                tried.append(one)
            if len(ended) == sum(self._lanes.values()) or len(tried) * 2 >= UNNOTED:
                break
        return tried, ended

    @transaction.atomic
    def _note(self, tried: Sequence[_Tried]) -> int:
        through = [one for one in tried if isinstance(one.outcome, Answer)]
        put_off = [one for one in tried if one.outcome is None]
        if through:
            _went_well(through)
        for one in tried:
            if isinstance(one.outcome, ChannelError):
                _went_wrong(one.row, one.outcome, one.at)
        if put_off:
            _still_waiting(put_off).update(next_try_at=put_off[0].at + BACK_OFF[0])
        return len(through)


def _still_waiting(tried: Sequence[_Tried]) -> QuerySet[Delivery]:
    rows: QuerySet[Delivery] = Delivery.objects.filter(pk__in=[one.row.pk for one in tried], status__in=WAITING)
    return rows


def _went_well(tried: Sequence[_Tried]) -> None:
    """These got through."""
    at = max(one.at for one in tried)
    _still_waiting(tried).update(status="sent", attempts=F("attempts") + 1, sent_at=at, lease_until=None, last_error="")
    DeliveryAttempt.objects.bulk_create(
        _attempt(one.row, one.outcome, one.at) for one in tried if one.outcome is not None
    )
    told = WebhookEndpoint.objects.filter(pk__in={one.row.target for one in tried})
    # Once a second is enough for a page that says when something last got through.
    stale = Q(last_ok_at=None) | Q(last_ok_at__lt=at - timedelta(seconds=1)) | Q(failing_since__isnull=False)
    told.filter(stale).update(last_ok_at=at, failing_since=None, last_error="")


def _attempt(row: Delivery, outcome: Answer | ChannelError, at: datetime) -> DeliveryAttempt:
    ok = isinstance(outcome, Answer)
    words = outcome.words if isinstance(outcome, Answer) else outcome.sentence
    return DeliveryAttempt(delivery=row, at=at, ok=ok, detail=words, status=outcome.status, body=outcome.body)


def _went_wrong(row: Delivery, error: ChannelError, now: datetime) -> None:
    """It did not get through. Days of nothing else disable the webhook, and its owners are told, once."""
    tries = row.attempts + 1
    values = after_failure(row, error, tries=tries, now=now)
    Delivery.objects.filter(pk=row.pk, status__in=WAITING).update(attempts=tries, **values)
    _attempt(row, error, now).save(force_insert=True)
    rows = WebhookEndpoint.objects.filter(pk=row.target)
    rows.filter(failing_since=None).update(failing_since=now)
    rows.update(last_error=error.sentence[:500])
    if rows.filter(is_active=True, disabled_at=None, failing_since__lte=now - GIVE_UP).update(disabled_at=now):
        _tell_disabled(rows.get(), error.sentence, now)


def _tell_disabled(row: WebhookEndpoint, sentence: str, now: datetime) -> None:
    log("webhook.disabled", agency=current_agency(), actor=None, subject=urlsplit(row.url).netloc, about=row.pk)
    notify(
        owners_and_admins(),
        of=Event.objects.filter(action="webhook.disabled", subject_id=str(row.pk)).latest("at"),
        brand=None,
        kind="webhook",
        title=f"The webhook to {urlsplit(row.url).netloc} was disabled",
        body=f"Nothing got through for {GIVE_UP.days} days. The last answer: {sentence}\n"
        "What happens meanwhile waits: reactivate it, and all of it is sent.",
        path=f"/settings/webhooks/{row.pk}/",
        now=now,
    )
