"""What is really fetched, once for everybody who wants it, and who wants it (public schema).

Tables with an agency column are read only through `for_agency`.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7

from accounts.lifecycle import Graph
from accounts.models import Agency

# For the rows of a release before, which doesn't know the column: Django takes a plain default out of
# the database again once the column is there.
_NOTHING = models.Value([], models.JSONField())

FEED = Graph(
    name="feed",
    statuses=("active", "broken", "gone", "needs_person", "idle"),
    start="active",
    moves={
        "break": (("active",), "broken"),
        "end": (("active", "broken", "needs_person"), "gone"),
        "ask": (("active", "broken"), "needs_person"),
        "recover": (("active", "broken", "needs_person", "gone"), "active"),
        "rest": (("active", "broken", "needs_person", "gone"), "idle"),  # nobody subscribes
        "wake": (("idle",), "active"),
    },
)


HUB = Graph(
    name="hub subscription",
    statuses=("asked", "active", "off", "ended"),
    start="asked",
    moves={
        "confirm": (("asked", "active"), "active"),
        "refuse": (("asked", "active"), "off"),  # by the hub, or by us, who missed what it should have pushed
        "ask": (("off",), "asked"),
        "end": (("asked", "active", "off"), "ended"),  # nobody wants the feed, or it names another hub
    },
)

# Of a try: something new or changed was read, nothing was, it failed.
OUTCOMES = ("read", "same", "failed")


class Feed(models.Model):
    """One thing on the internet, at its canonical address. `identity` makes two configurations the same feed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    platform = models.CharField(max_length=20)
    # A hash of all that tells feeds apart, the agency's id with it where it is private. Null: made by a release before, and
    # named within the hour.
    identity = models.CharField(max_length=64, null=True, unique=True)
    source_key = models.CharField(max_length=700, null=True, unique=True)  # of the release before; nothing reads it
    private_to = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    url = models.CharField(max_length=2000)  # whole: addresses that differ at their very end are two feeds
    host = models.CharField(
        max_length=255, default="", db_default=""
    )  # of the address, with its port; written by fetches
    config = models.JSONField(default=dict)
    title = models.CharField(max_length=300, blank=True)
    # Listened to by `manage.py stream`, never by the beat's jobs; as its connector says of its configuration.
    is_streamed = models.BooleanField(default=False, db_default=False)
    status = models.CharField(max_length=12, choices=FEED.choices, default=FEED.start)
    # The cursor moves only in the transaction that stores its batch's arrivals and routes.
    cursor = models.JSONField(default=dict)
    next_fetch_at = models.DateTimeField()
    # Nobody asks earlier, neither a person nor an incident: the shortest interval, or the wait the other side asked for.
    not_before = models.DateTimeField(null=True, blank=True)
    interval_seconds = models.PositiveIntegerField(default=900)
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.BigIntegerField(default=0)  # grows with each claim; a write with an old one is refused
    first_fetched_at = models.DateTimeField(null=True, blank=True)
    last_attempt_at = models.DateTimeField(null=True, blank=True)
    last_success_at = models.DateTimeField(null=True, blank=True)
    # When the last fetch that went through was asked for: its answer may have been composed then, so it covers no later time.
    requested_at = models.DateTimeField(null=True, blank=True)
    last_new_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    error_code = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=500, blank=True)
    notes = models.JSONField(default=list, db_default=_NOTHING)  # sentences on how the last fetch was read
    moved_to = models.CharField(max_length=2000, blank=True)
    moved_sightings = models.PositiveIntegerField(default=0)
    moved_since = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        # The collector's claim: due feeds, oldest first.
        indexes: ClassVar = [
            models.Index(
                fields=["next_fetch_at"],
                name="feed_due",
                condition=models.Q(status__in=["active", "broken", "needs_person"]),
            ),
            # The streams' own claim: they are few, and never among those the collector claims.
            models.Index(fields=["next_fetch_at"], name="feed_streamed", condition=models.Q(is_streamed=True)),
            # How the feeds of one host fare together.
            models.Index(fields=["host"], name="feed_host"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def covered_until(self) -> datetime | None:
        """Up to when its posts were read, as far as the feed still showed them."""
        return self.requested_at or self.last_success_at


class FeedGap(models.Model):
    """A span for which posts of a feed may have been missed though it was fetched. Agencies copy it to their sources' gaps."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="gaps", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    created_at = models.DateTimeField()

    class Meta:
        # Serves the agencies' look for those of their feeds, too.
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "starts_at"], name="feedgap_once"),
            models.CheckConstraint(name="feedgap_span", condition=models.Q(ends_at__gt=models.F("starts_at"))),
        ]


class FetchTry(models.Model):
    """One of a feed's last tries to be read: what came, or why nothing. `slot` is reused: a feed keeps its last 100."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="tries", db_index=False)
    slot = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    took_ms = models.PositiveIntegerField()
    requests = models.PositiveIntegerField()
    bytes = models.BigIntegerField()  # as they travelled
    status = models.PositiveSmallIntegerField(null=True)  # of the last answer; None: none came
    outcome = models.CharField(max_length=6, choices=[(name, name.capitalize()) for name in OUTCOMES])
    posts = models.PositiveIntegerField(default=0)  # that no earlier try had brought
    ignored = models.JSONField(default=dict)  # records that are no posts: how many, by the reason
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        # Serves a feed's log, too.
        constraints: ClassVar = [models.UniqueConstraint(fields=["feed", "slot"], name="fetchtry_slot")]


class HostPause(models.Model):
    """A host that refused several of our feeds: none of its feeds is fetched until then."""

    host = models.CharField(max_length=255, primary_key=True)
    until = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)  # in a row, without a fetch that went through in between
    reason = models.CharField(max_length=300)


class AgencyQuerySet(models.QuerySet[Any]):
    """Reads of one agency only."""

    def for_agency(self, agency: Agency) -> Self:
        """This agency's rows."""
        return self.filter(agency=agency)


class Subscription(models.Model):
    """One source of one agency on a feed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="subscriptions")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    brand_id = models.UUIDField()
    source_id = models.UUIDField()
    everything = models.BooleanField()  # everything here is about the brand; else only what a query matches
    is_active = models.BooleanField(default=True)
    hurry_until = models.DateTimeField(null=True, blank=True)  # an open incident: fetch at the minimum interval
    # Posts of the fetch that first served this source are history: they raise no alerts.
    first_served_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "source_id"], name="subscription_source_once")
        ]


class Credential(models.Model):
    """One secret with which one agency's feed is read: encrypted, opened for a fetch only, written in `collection.credentials`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+", db_index=False)
    field = models.CharField(max_length=40)  # of its connector's spec
    sealed = models.TextField()  # with the ids of agency and feed in it: in another row it opens nothing
    # The one before it: of what is sent to us, it counts for a day more.
    sealed_before = models.TextField(default="", db_default="")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        # Serves every look for a feed's own, too.
        constraints: ClassVar = [models.UniqueConstraint(fields=["feed", "field"], name="credential_once")]


class ReceivingAddress(models.Model):
    """Where one agency's feed is sent to: a secret address. One that was given up answers that it is gone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)  # by which a call finds it
    sealed = models.TextField()  # to be shown again, with the ids of agency and feed in it
    made_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    received = models.PositiveBigIntegerField(default=0)
    received_at = models.DateTimeField(null=True, blank=True)
    refused = models.PositiveBigIntegerField(default=0)
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=300, default="", blank=True)  # why the last one was refused

    objects = AgencyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["feed"], condition=models.Q(closes_at=None), name="receivingaddress_one_open"
            )
        ]


class Received(models.Model):
    """One delivery that was admitted: kept from the moment its sender is told so until it is taken, then without its body."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=200)  # the sender's, else one of ours: what it sends again has the same
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    received_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    posts = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=500, default="", blank=True)  # why it brought nothing, or not all

    class Meta:
        # Serves the last ones of a feed, too.
        constraints: ClassVar = [models.UniqueConstraint(fields=["feed", "name"], name="received_once")]
        indexes: ClassVar = [
            # The sweep over what waits, and what is taken in order.
            models.Index(fields=["feed", "id"], name="received_waiting", condition=models.Q(taken_at=None)),
            models.Index(fields=["received_at"], name="received_old"),
        ]


class HubSubscription(models.Model):
    """That a hub pushes what is new in a feed to an address of ours (WebSub): asked for, confirmed by the hub, renewed, given up.
    The feed is polled all the same, and more rarely only while the hub is worth its trust."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+")
    hub = models.CharField(max_length=2000)
    topic = models.CharField(max_length=2000)  # as the hub spells the feed's address
    status = models.CharField(max_length=8, choices=HUB.choices, default=HUB.start)
    token_hash = models.CharField(max_length=64, unique=True)  # by which a call finds it
    sealed = models.TextField()  # the address's token and the secret the hub signs with, with the feed's id in it
    # "subscribe" or "unsubscribe": what the hub was asked and has not confirmed.
    waits_for = models.CharField(max_length=11, default="", blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # in a row, without an answer
    due_at = models.DateTimeField(null=True, blank=True)  # when the hub is to be asked next; None: never
    confirmed_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    pushed_at = models.DateTimeField(null=True, blank=True)  # when it last pushed something new
    refused = models.PositiveBigIntegerField(default=0)  # deliveries that were not signed by it
    misses = models.PositiveSmallIntegerField(default=0)  # in a row: polls that found what should have been pushed
    missed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, default="", blank=True)  # why it is not active
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["feed"], condition=~models.Q(status="ended"), name="hubsubscription_one_a_feed"
            )
        ]
        # The beat's look for those to be asked.
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="hubsubscription_due", condition=models.Q(due_at__isnull=False))
        ]


class StandingQuery(models.Model):
    """The matcher's register: the current text of every agency's every query. Workers follow `revision`."""

    id = models.UUIDField(primary_key=True, editable=False)  # the query's id in its agency
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    brand_id = models.UUIDField()
    text = models.TextField()
    version = models.PositiveIntegerField()
    is_active = models.BooleanField(default=True)
    # From the counter below, under its row lock: in commit order, without gaps. Removal keeps the row, inactive.
    revision = models.BigIntegerField(unique=True)
    changed_at = models.DateTimeField()

    objects = AgencyQuerySet.as_manager()


class Counter(models.Model):
    """Numbers given in commit order: the row lock is held until its taker commits. One row a name."""

    name = models.CharField(max_length=80, primary_key=True)
    last = models.BigIntegerField(default=0)


class Arrival(models.Model):
    """A fetched post that somebody wants, as the connector gave it. Kept for days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+", db_index=False)
    external_id = models.CharField(max_length=500)
    fingerprint = models.CharField(max_length=64)
    post = models.JSONField()
    fetched_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "external_id", "fingerprint"], name="arrival_once")
        ]
        # Serves pruning by age.
        indexes: ClassVar = [models.Index(fields=["fetched_at"], name="arrival_fetched")]


class Route(models.Model):
    """An arrival on its way to one agency. `number` is per agency, in commit order: the position to read from."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.BigIntegerField()  # no sequence: its numbers commit out of order, and a reader would pass some over
    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="routes")
    # [{"source": id, "brand": id, "queries": [ids], "quiet": bool}]: why, for which brand, and whether it is history; with
    # "unread" (a time) where the feed had not been read since
    targets = models.JSONField()
    created_at = models.DateTimeField()

    objects = AgencyQuerySet.as_manager()

    class Meta:
        # Serves ingestion: an agency's routes after its position.
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "number"], name="route_number_once")]


class DeliveredPost(models.Model):
    """A post of a streamed platform that an agency was given: its deletion, or its author's, is passed on to that agency.

    A stream tells of every deletion on its network. Arrivals, which would know whose it concerns, are kept for days only.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    platform = models.CharField(max_length=20)
    external_id = models.CharField(max_length=500)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    author = models.CharField(max_length=255, blank=True)  # the platform's id of the account
    created_at = models.DateTimeField()

    objects = AgencyQuerySet.as_manager()

    class Meta:
        # Serves the look for deleted posts, too.
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["platform", "external_id", "agency"], name="delivered_once")
        ]
        indexes: ClassVar = [
            # Accounts that are gone.
            models.Index(fields=["platform", "author"], name="delivered_author"),
            # Pruning by age.
            models.Index(fields=["created_at"], name="delivered_created"),
        ]
