"""What people are told, by which way, what came of it, and the hints that keep pages live (agency schema)."""

from datetime import time
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from accounts.brands.models import Brand
from accounts.dated import Dated
from accounts.events.models import Event
from accounts.lifecycle import Graph
from accounts.notifications.hours import CRITICAL, EVERY_DAY
from accounts.scoping import USER_FK, ScopedModel, brand_ids

DELIVERY = Graph(
    name="delivery",
    statuses=("queued", "sending", "sent", "failed", "given_up", "not_needed", "withdrawn"),
    start="queued",
    moves={
        "claim": (("queued", "failed", "sending"), "sending"),  # sending again: the lease of a dead worker ran out
        # A webhook's go from where they waited: whoever sends them holds the webhook, and no row needs to say so.
        "succeed": (("queued", "failed", "sending"), "sent"),
        "fail": (("queued", "failed", "sending"), "failed"),
        "give_up": (("queued", "failed", "sending"), "given_up"),
        "drop": (("queued", "failed", "sending"), "not_needed"),  # read on a page while it was held
        "withdraw": (("queued", "failed", "sending"), "withdrawn"),  # the person may not read it any more
        "again": (("sent", "failed", "given_up", "withdrawn"), "queued"),  # a webhook's, asked for by a person
    },
)


def own_news(member: Any, path: str = "") -> models.Q:
    """A person's own, of no brand or of a brand they are on still. `path` leads to the notification."""
    own = models.Q(**{f"{path}user_id": member.user_id})
    return own & (models.Q(**{f"{path}brand": None}) | models.Q(**{f"{path}brand__in": brand_ids(member)}))


CHANNELS = ("mail", "push", "webhook")
DIGESTS = ("hourly", "daily")


def every_day() -> list[int]:
    """Monday to Sunday, as a JSON column keeps them."""
    return sorted(EVERY_DAY)


class Notification(Dated, ScopedModel):
    """One thing one person is told. A page (`ack_due_at`) wants an acknowledgement, else the next person is told."""

    brand_path = None
    brand_path_reason = "belongs to the person it is for, as long as they are on its brand, if it has one"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    brand = models.ForeignKey(Brand, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)  # "alert", "task", "approval", "update_due", "source", …
    severity = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    path = models.CharField(max_length=300)  # on the agency's host
    dedupe = models.CharField(max_length=200)  # a repeat of the same event for the same person is one row
    # What happened, by the event's id; no key to its row, whose time may be over sooner. None: of before the record was kept.
    event_id = models.UUIDField(null=True, editable=False)
    # What it is about, as services/subjects names it: a page ends with its subject, and all pages of one are one chain.
    subject_kind = models.CharField(max_length=20, blank=True, default="", db_default="")
    subject_id = models.UUIDField(null=True, editable=False)
    round = models.PositiveSmallIntegerField(
        default=1, db_default=1
    )  # of its chain, which is gone through several times
    count = models.PositiveIntegerField(default=1, db_default=1)  # how many events were gathered in it
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    # Its mails and pushes wait until then, for the end of quiet hours or (`in_digest`) for the person's next digest.
    held_until = models.DateTimeField(null=True, blank=True)
    # Not before then in any case, whatever hours the person keeps: it gathers what follows it.
    not_before = models.DateTimeField(null=True, blank=True, editable=False)
    in_digest = models.BooleanField(default=False, db_default=False)
    # Told to somebody who was no client then: who becomes one does not read it any more.
    internal = models.BooleanField(default=True, db_default=True)
    ack_due_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "dedupe"], name="notification_once")]
        indexes: ClassVar = [
            # A person's list, newest first.
            models.Index(fields=["user", "-created_at"], name="notification_user_new"),
            # The escalation sweep.
            models.Index(
                fields=["ack_due_at"],
                name="notification_unacked",
                condition=models.Q(acknowledged_at=None, escalated_at=None, ack_due_at__isnull=False),
            ),
            # What waits for one subject: its chain, and what ends with it.
            models.Index(
                fields=["subject_id"],
                name="notification_subject",
                condition=models.Q(acknowledged_at=None, subject_id__isnull=False),
            ),
        ]

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """One's own, of brands one is on still."""
        return own_news(member)

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see what was written for clients."""
        return models.Q(internal=False)


class Delivery(ScopedModel):
    """One notification by one way, at least once, with what came of it."""

    brand_path = None
    brand_path_reason = "belongs to the notification's person"

    notification = models.ForeignKey(Notification, null=True, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=[(name, name.capitalize()) for name in CHANNELS])
    target = models.CharField(max_length=500)  # address, subscription id or endpoint id: never a secret
    # Of a webhook's: the event, shown in full when it is sent. None: a test, or one of before the record was kept.
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="+")
    payload = models.JSONField(default=dict)  # of a webhook's that is about no event
    gathered = models.BooleanField(
        default=False, db_default=False
    )  # was held: goes in one message with others that were
    status = models.CharField(max_length=10, choices=DELIVERY.choices, default=DELIVERY.start)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        # The delivery sweep; and each webhook's own.
        indexes: ClassVar = [
            models.Index(
                fields=["next_try_at"],
                name="delivery_due",
                condition=models.Q(status__in=["queued", "sending", "failed"]) & ~models.Q(channel="webhook"),
            ),
            models.Index(
                fields=["target", "next_try_at", "event"],
                name="delivery_webhook_due",
                condition=models.Q(channel="webhook", status__in=["queued", "sending", "failed"]),
            ),
            # A webhook's log, newest first.
            models.Index(
                fields=["target", "-created_at"], name="delivery_webhook", condition=models.Q(channel="webhook")
            ),
        ]

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """One's own, as long as one may read what it brings."""
        return own_news(member, "notification__")


class DeliveryAttempt(ScopedModel):
    """One try of a delivery. Never edited."""

    brand_path = None
    brand_path_reason = "belongs to the notification's person"
    append_only = True

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    ok = models.BooleanField()
    detail = models.CharField(max_length=500, blank=True)
    # What a webhook's address answered, and the beginning of what it said.
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True, default="", db_default="")

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """One's own, as long as one may read what it brings."""
        return own_news(member, "delivery__notification__")


class Choice(ScopedModel):
    """A member's choice: whether a kind of news comes by a channel. No row: the default in services/choices."""

    brand_path = None
    brand_path_reason = "belongs to the person"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=10)
    on = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "kind", "channel"], name="choice_once")]

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """One's own."""
        return models.Q(user_id=member.user_id)

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients, too, choose."""
        return models.Q()


class Timing(ScopedModel):
    """When news reaches a member: quiet hours, on their own clock, and digests. No row: at any hour, a digest every hour."""

    brand_path = None
    brand_path_reason = "belongs to the person"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    quiet = models.BooleanField(default=False)
    quiet_start = models.TimeField(default=time(22))
    quiet_end = models.TimeField(default=time(7))  # equal to the start: a whole day
    quiet_days = models.JSONField(default=every_day)  # of the day they begin, 0 Monday … 6 Sunday
    through = models.PositiveSmallIntegerField(default=CRITICAL)  # this severity and more severe comes at any hour
    digest = models.CharField(max_length=6, choices=[(word, word.capitalize()) for word in DIGESTS], default="hourly")
    digest_at = models.TimeField(default=time(8))  # of a daily one

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], name="timing_once"),
            models.CheckConstraint(name="timing_through", condition=models.Q(through__range=(1, 3))),
        ]

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """One's own."""
        return models.Q(user_id=member.user_id)

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients, too, choose."""
        return models.Q()


class PushSubscription(Dated, ScopedModel):
    """A browser that may be woken by Web Push. Its keys are encrypted."""

    brand_path = None
    brand_path_reason = "belongs to the person"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    endpoint_hash = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()  # endpoint, p256dh, auth: encrypted JSON
    device = models.CharField(max_length=200, blank=True)
    # Of the log-in in which it was subscribed: it ends with it. Empty for one an API key brought, which ends with the place.
    session_hash = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """One's own."""
        return models.Q(user_id=member.user_id)

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients, too, may be woken."""
        return models.Q()


class WebhookEndpoint(Dated, ScopedModel):
    """An address of the agency's own systems that is told of events, signed (Standard Webhooks).

    `position`: up to where in the record of events it was handed what it asks for. What it was not told while it was
    paused or disabled waits there, as long as the record is kept.
    """

    brand_path = None
    brand_path_reason = "the agency's own; only those who manage webhooks reach it"

    name = models.CharField(max_length=100, blank=True, default="", db_default="")
    url = models.URLField(max_length=500)
    # "incident.opened", "incident.*"; empty: every event that is no change of power.
    actions = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    brands = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))  # ids; empty: every brand
    severity = models.PositiveSmallIntegerField(null=True, blank=True)  # of those that have one, this and more severe
    drills = models.BooleanField(default=False, db_default=False)
    position = models.BigIntegerField(default=0, db_default=0, editable=False)
    sealed_secret = models.TextField()
    # The secret before the newest: messages bear both signatures until then.
    sealed_before = models.TextField(blank=True, default="", db_default="", editable=False)
    before_until = models.DateTimeField(null=True, blank=True, editable=False)
    is_active = models.BooleanField(default=True)  # False: removed
    paused_at = models.DateTimeField(null=True, blank=True)
    disabled_at = models.DateTimeField(null=True, blank=True)  # by us, after days without one success
    failing_since = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True, default="", db_default="")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    created_at = models.DateTimeField(auto_now_add=True)

    @property
    def state(self) -> str:
        """One word for lists: removed, disabled, paused, failing or working."""
        if not self.is_active:
            return "removed"
        if self.disabled_at is not None:
            return "disabled"
        if self.paused_at is not None:
            return "paused"
        return "failing" if self.failing_since is not None else "working"

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """Owners and admins only: nobody below."""
        return models.Q(pk__in=[])


class LiveEvent(ScopedModel):
    """A hint that something changed, replayed from Last-Event-ID. Harmless if seen twice: pages fetch what it names."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    topic = models.CharField(max_length=80)  # "incident:<id>", "alerts", "mentions"
    kind = models.CharField(max_length=40)  # "entry", "task", "alert", "answer", …
    subject = models.CharField(max_length=40, blank=True)  # id of what changed
    visibility = models.CharField(max_length=8, default="internal")
    at = models.DateTimeField()

    class Meta:
        # Replay and pruning, by time.
        indexes: ClassVar = [models.Index(fields=["at"], name="liveevent_at")]

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients hear of what was released."""
        return models.Q(visibility__in=["client", "public"])
