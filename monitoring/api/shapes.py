"""What monitoring's endpoints take and give."""

from typing import Any

from rest_framework import serializers

from accounts.api.moments import Moment
from monitoring.models import (
    MENTION,
    SENTIMENTS,
    Alert,
    BucketCount,
    CoverageGap,
    Mention,
    MentionNote,
    Post,
    Query,
    QueryVersion,
    Source,
)
from monitoring.models.alerts import OUTCOMES
from monitoring.services.mentions import MOST_AT_ONCE


class SourceOut(serializers.ModelSerializer[Source]):
    """Where posts come from, as the brand sees it."""

    health = serializers.SerializerMethodField()

    class Meta:
        model = Source
        fields = (
            "id",
            "brand",
            "platform",
            "name",
            "address",
            "everything",
            "status",
            "silent_since",
            "created_at",
            "health",
        )

    def get_health(self, source: Source) -> dict[str, Any]:
        """State in one word and one sentence; times; notes on how it was read; the gaps of the last 14 days."""
        found = self.context["health"][source.pk]
        return {
            "state": found.state,
            "sentence": found.sentence,
            "last_success_at": found.last_success_at,
            "last_new_at": found.last_new_at,
            "next_fetch_at": found.next_fetch_at,
            "error_code": found.error_code,
            "error": found.error,
            "notes": list(found.notes),
            "gaps": GapOut(found.gaps, many=True).data,
        }


class GapOut(serializers.ModelSerializer[CoverageGap]):
    """A time that is not covered."""

    class Meta:
        model = CoverageGap
        fields = ("starts_at", "ends_at", "reason")


class SourceIn(serializers.Serializer[Any]):
    """A source to add."""

    brand = serializers.UUIDField()
    address = serializers.CharField(max_length=2000)
    name = serializers.CharField(max_length=200, default="", allow_blank=True)
    everything = serializers.BooleanField(default=False)


class SourceChange(serializers.Serializer[Any]):
    """What of a source can be changed."""

    name = serializers.CharField(max_length=200)
    everything = serializers.BooleanField()


class AddressIn(serializers.Serializer[Any]):
    """An address to try."""

    address = serializers.CharField(max_length=2000)


class SampleOut(serializers.Serializer[Any]):
    """A post as it would come."""

    title = serializers.CharField()
    text = serializers.CharField()
    author = serializers.CharField(source="author_name")
    url = serializers.CharField()
    published_at = serializers.DateTimeField(allow_null=True)


class FoundFeedOut(serializers.Serializer[Any]):
    """A feed a page offers."""

    url = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField()


class CheckedOut(serializers.Serializer[Any]):
    """What an address turned out to be: a feed with its last posts, or a page with the feeds it offers."""

    address = serializers.CharField()
    feed = serializers.BooleanField()
    title = serializers.CharField()
    samples = SampleOut(many=True)
    warnings = serializers.ListField(child=serializers.CharField())
    found = FoundFeedOut(many=True)


class QueryOut(serializers.ModelSerializer[Query]):
    """A saved search."""

    class Meta:
        model = Query
        fields = ("id", "brand", "name", "text", "version", "is_active", "created_at", "changed_at")


class QueryVersionOut(serializers.ModelSerializer[QueryVersion]):
    """A query's text as it was."""

    by = serializers.CharField(source="by.name")

    class Meta:
        model = QueryVersion
        fields = ("number", "text", "by", "at")


class QueryIn(serializers.Serializer[Any]):
    """A query to save."""

    brand = serializers.UUIDField()
    name = serializers.CharField(max_length=100)
    text = serializers.CharField(max_length=20_000, trim_whitespace=False)


class PreviewIn(serializers.Serializer[Any]):
    """A query to try on what is stored."""

    brand = serializers.UUIDField()
    text = serializers.CharField(max_length=20_000, trim_whitespace=False)
    days = serializers.IntegerField(min_value=1, max_value=90, default=30)


class PostOut(serializers.ModelSerializer[Post]):
    """What somebody published."""

    class Meta:
        model = Post
        fields = (
            "id", "origin", "external_id", "url", "kind", "author", "author_handle", "author_url", "followers", "title",
            "text", "language", "published_at", "published_from", "first_seen_at", "edited_at", "revision", "state",
        )  # fmt: skip


class MentionOut(serializers.ModelSerializer[Mention]):
    """A post that concerns the brand."""

    post = PostOut()
    risks = serializers.ListField(child=serializers.DictField())

    class Meta:
        model = Mention
        fields = (
            "id", "brand", "source", "status", "assignee", "sentiment", "sentiment_score", "sentiment_model", "sentiment_by",
            "risks", "published_at", "first_seen_at", "quiet", "version", "post",
        )  # fmt: skip


class PreviewOut(serializers.Serializer[Any]):
    """What the query would have found."""

    count = serializers.IntegerField()
    total = serializers.IntegerField(help_text="how many were tried")
    stored = serializers.IntegerField(help_text="how many are stored")
    elsewhere = serializers.IntegerField(
        help_text="how many posts of your other brands it finds: what is too broad shows here"
    )
    elsewhere_total = serializers.IntegerField(help_text="how many of those were tried")
    days = serializers.IntegerField()
    capped = serializers.BooleanField()
    in_words = serializers.CharField()
    newest = MentionOut(many=True)


class NoteOut(serializers.ModelSerializer[MentionNote]):
    """What somebody wrote about it."""

    by = serializers.CharField(source="by.name")

    class Meta:
        model = MentionNote
        fields = ("id", "by", "text", "at")


class AssignIn(serializers.Serializer[Any]):
    """To whom; null: to nobody."""

    user_id = serializers.IntegerField(allow_null=True, min_value=1)


class StatusIn(serializers.Serializer[Any]):
    """Which way."""

    action = serializers.ChoiceField(list(MENTION.moves))


class NoteIn(serializers.Serializer[Any]):
    """A note."""

    text = serializers.CharField(max_length=5000)


class SentimentIn(serializers.Serializer[Any]):
    """A person's reading."""

    sentiment = serializers.ChoiceField(SENTIMENTS)


class BulkIn(serializers.Serializer[Any]):
    """One action on many."""

    ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MOST_AT_ONCE)
    action = serializers.ChoiceField(["assign", "status", "sentiment"])
    value = serializers.CharField(max_length=40, allow_null=True, default=None)


class BulkOut(serializers.Serializer[Any]):
    """What came of each."""

    done = serializers.ListField(child=serializers.UUIDField())
    refused = serializers.DictField(child=serializers.CharField())


class AlertOut(serializers.ModelSerializer[Alert]):
    """Something worth a person's look, with its account of itself in numbers."""

    explanation = serializers.DictField()

    class Meta:
        model = Alert
        fields = (
            "id", "brand", "rule", "rule_version", "kind", "severity", "status", "window_start", "window_end", "since", "seen",
            "expected", "low", "high", "sentence", "explanation", "raised_at", "triaged_at", "acknowledge_due_at",
            "acknowledged_at", "acknowledged_by", "decided_at", "decided_by", "outcome", "reason",
        )  # fmt: skip


class DismissIn(serializers.Serializer[Any]):
    """Why it is nothing."""

    outcome = serializers.ChoiceField(OUTCOMES)
    reason = serializers.CharField(max_length=300, default="", allow_blank=True)


class CountOut(serializers.ModelSerializer[BucketCount]):
    """Mentions of five minutes."""

    class Meta:
        model = BucketCount
        fields = ("starts_at", "total", "negative", "quiet")


class MentionFilterIn(serializers.Serializer[Any]):
    """What the inbox can be narrowed by."""

    brand = serializers.UUIDField(required=False)
    query = serializers.UUIDField(required=False)
    source = serializers.UUIDField(required=False)  # type: ignore[assignment]  # a field named like one of its attributes
    sentiment = serializers.ChoiceField([*SENTIMENTS, "unscored"], required=False)
    status = serializers.ChoiceField(MENTION.statuses, required=False)
    assignee = serializers.CharField(max_length=20, required=False, help_text="a user id, `me` or `none`")
    since = Moment(required=False)
    until = Moment(required=False)
    text = serializers.CharField(max_length=500, required=False)
    view = serializers.UUIDField(required=False, help_text="a saved view; other parameters come on top of its filters")
    matching = serializers.CharField(
        max_length=4_000,
        required=False,
        trim_whitespace=False,
        help_text="a text of the query language; replaces the view's",
    )
