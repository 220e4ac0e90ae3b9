"""What is really fetched, once for everybody who wants it, who wants it, and with which secrets."""

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


class PermalinkCheck(models.Model):
    """A post that is looked for where it lies, once it was read: a feed shows its newest, and tells of no deletion."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+", db_index=False)
    external_id = models.CharField(max_length=500)
    url = models.CharField(max_length=2000)
    host = models.CharField(max_length=255)
    due_at = models.DateTimeField()
    looks = models.PositiveSmallIntegerField(default=0)  # that found it there
    gone_at = models.DateTimeField(null=True, blank=True)  # when it first answered that it is gone
    created_at = models.DateTimeField()  # when the post was read

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["feed", "external_id"], name="permalinkcheck_once")]
        # Of each host the one that waits longest.
        indexes: ClassVar = [models.Index(fields=["due_at"], name="permalinkcheck_due")]
