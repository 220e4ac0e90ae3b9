"""What somebody published, and what it means for a brand."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, HashIndex
from django.db import models
from django.db.models.functions import Coalesce, NullIf

from accounts.brands.models import Brand
from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel
from monitoring.models.searching import MentionQuerySet
from monitoring.models.sources import Query, Source

MENTION = Graph(
    name="mention",
    statuses=("open", "in_progress", "done", "irrelevant"),
    start="open",
    moves={
        "start": (("open",), "in_progress"),
        "finish": (("open", "in_progress"), "done"),
        "discard": (("open", "in_progress"), "irrelevant"),
        "reopen": (("in_progress", "done", "irrelevant"), "open"),
    },
)
SENTIMENTS = ("negative", "neutral", "positive")
# Stands in a post's brands until they are written: such a post is sought for every brand.
UNKNOWN_BRAND = UUID(int=0)
_GONE_WORDS = {
    "deleted": "deleted at its source",
    "withheld": "withheld by its source",
    "unavailable": "made unavailable at its source",
}
_SENTIMENT_CHOICES = [(name, name.capitalize()) for name in SENTIMENTS]


class Post(ScopedModel):
    """What somebody published, once in the agency however many brands it concerns."""

    brand_path = None
    brand_path_reason = "one post may concern several brands; reached through their mentions"

    origin = models.CharField(max_length=80)  # platform, and the feed where its ids are only unique there
    external_id = models.CharField(max_length=500)
    feed_id = models.UUIDField()
    url = models.CharField(max_length=2000, blank=True)
    kind = models.CharField(max_length=12, default="post")
    author = models.CharField(max_length=200, blank=True)
    author_handle = models.CharField(max_length=200, blank=True)
    author_url = models.CharField(max_length=2000, blank=True)
    followers = models.BigIntegerField(null=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)  # "" is not known
    published_at = models.DateTimeField()
    published_from = models.CharField(max_length=8)  # source, fetched (the source gave none), clamped (from the future)
    edited_at = models.DateTimeField(null=True)
    first_seen_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    revision = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, default="live")  # live, gone
    gone_at = models.DateTimeField(null=True)
    gone_reason = models.CharField(max_length=12, blank=True, db_default="")  # deleted, withheld, unavailable
    # The feed of its own name deleted it then; as long as another that is read carries it, it stays.
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    extra = models.JSONField(default=dict)  # rating, hashtags, links, media, engagement, can_reply
    # The brands it has mentions of, for the text search alone (its index knows words, brands and time together). It may name
    # one too many, never one too few: who may see a mention is decided at the mention.
    brands = ArrayField(models.UUIDField(), db_default=[UNKNOWN_BRAND])

    class Meta:
        # Beside these, in migrations: the column `search` with the lexemes, and the index `post_find` over it, brands and time.
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin", "external_id"], name="post_once"),
            # What was erased is gone and says nothing, whatever code of before, which knows only the state, makes of it: its
            # turn fails, and this code takes it again.
            models.CheckConstraint(
                name="post_erased",
                condition=models.Q(gone_reason="")
                | models.Q(state="gone", title="", text="", author="", author_handle=""),
            ),
        ]
        # Serves the rule that waits for a critic to come back: an author's earlier posts.
        indexes: ClassVar = [
            models.Index(
                Coalesce(NullIf(models.F("author_handle"), models.Value("")), models.F("author")), name="post_author"
            ),
            # Serves ingestion's look for the same article of another feed.
            HashIndex(fields=["external_id"], name="post_external"),
            # Serves what people bring: whether its address is there already.
            HashIndex(fields=["url"], name="post_url"),
        ]

    @property
    def gone_words(self) -> str:
        """What became of it, in words; "" while it is there. Whether it was its author or the platform, no platform says."""
        return _GONE_WORDS.get(self.gone_reason, _GONE_WORDS["deleted"]) if self.state == "gone" else ""

    @classmethod
    def own_rule(cls, member: object) -> models.Q:
        """Through mentions only."""
        return models.Q(pk__in=[])


class PostCopy(ScopedModel):
    """The name of the same article in another feed: it stays that article's, whatever either is called later.

    A name that is given to another article, with a link of its own, is that article's from then on.
    """

    brand_path = None
    brand_path_reason = "belongs to the post"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="copies")
    origin = models.CharField(max_length=80)
    external_id = models.CharField(max_length=500)
    fingerprint = models.CharField(max_length=64, blank=True, db_default="")  # of its last words; "" is not known
    withdrawn_at = models.DateTimeField(null=True, editable=False)  # its feed deleted it then

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["origin", "external_id"], name="postcopy_once")]

    @classmethod
    def own_rule(cls, member: object) -> models.Q:
        """Through mentions only."""
        return models.Q(pk__in=[])


class PostRevision(ScopedModel):
    """A post's earlier wording. Never edited; erased with the post where its source deletes that."""

    brand_path = None
    brand_path_reason = "belongs to the post"
    changing = ("title", "text")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions", db_index=False)
    number = models.PositiveSmallIntegerField()
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["post", "number"], name="postrevision_once")]

    @classmethod
    def own_rule(cls, member: object) -> models.Q:
        """Through mentions only."""
        return models.Q(pk__in=[])


class Mention(Dated, ScopedModel):
    """A post that concerns a brand, with its triage state. What lists filter and sort by stands here, so that they need no join."""

    brand_path = "brand"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="mentions", db_index=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=12, choices=MENTION.choices, default=MENTION.start)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **USER_FK)
    sentiment = models.CharField(max_length=8, choices=_SENTIMENT_CHOICES, blank=True)  # "" is not scored
    sentiment_score = models.FloatField(null=True)
    sentiment_model = models.CharField(max_length=60, blank=True)  # name and version, or "person"
    sentiment_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **USER_FK)
    risks = models.JSONField(default=list)  # topics with the words that fired
    published_at = models.DateTimeField()  # the post's
    first_seen_at = models.DateTimeField()
    quiet = models.BooleanField(default=False)  # history (a first fetch, an import, a back-fill): raises no alerts
    # When rules count it, where its age was looked at: when it came, or when it was published. Else null: the latter.
    judged_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = MentionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["post", "brand"], name="mention_once")]
        indexes: ClassVar = [
            # The inbox: a brand's, newest first; and across brands.
            models.Index(fields=["brand", "-published_at", "-id"], name="mention_brand_new"),
            models.Index(fields=["-published_at", "-id"], name="mention_new"),
            # "Assigned to me", and what waits: most rows are done, so the open ones have their own.
            models.Index(
                fields=["assignee", "-published_at", "-id"],
                name="mention_assignee_new",
                condition=models.Q(assignee__isnull=False),
            ),
            models.Index(
                fields=["brand", "-published_at", "-id"],
                name="mention_negative_new",
                condition=models.Q(sentiment="negative"),
            ),
            # One brand's open and in progress: few among its done.
            models.Index(
                fields=["brand", "status", "-published_at", "-id"],
                name="mention_waiting_new",
                condition=models.Q(status__in=("open", "in_progress")),
            ),
            # Filters that few rows meet: without these, an empty answer reads every mention there is.
            models.Index(fields=["status", "-published_at", "-id"], name="mention_status_new"),
            models.Index(fields=["source", "-published_at", "-id"], name="mention_source_new"),
            # What changed since: new rows lie in the order of their times, and most changes come soon after. It keeps updates as
            # cheap as they are: a B-tree over a column that every update writes would not.
            BrinIndex(fields=["updated_at"], name="mention_updated", pages_per_range=32, autosummarize=True),
        ]


class MentionMatch(ScopedModel):
    """Which of the brand's queries matched."""

    brand_path = "mention__brand"

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="matches", db_index=False)
    query = models.ForeignKey(Query, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        # Serves the filter by query, and "which queries" of a mention.
        constraints: ClassVar = [models.UniqueConstraint(fields=["query", "mention"], name="mentionmatch_once")]
        indexes: ClassVar = [models.Index(fields=["mention"], name="mentionmatch_mention")]


class MentionNote(ScopedModel):
    """What somebody wrote about a mention. Never edited."""

    brand_path = "mention__brand"
    append_only = True

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    text = models.TextField()
    at = models.DateTimeField()
