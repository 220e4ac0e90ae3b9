"""What the endpoints of mentions and queries take and give."""

from typing import Any

from rest_framework import serializers

from accounts.api.fields import ZonedDateTimeField
from monitoring.inbox.services.adding import WHERES
from monitoring.inbox.services.mentions import MOST_AT_ONCE
from monitoring.models import (
    MENTION,
    SENTIMENTS,
    Mention,
    MentionNote,
    Post,
    Query,
    QueryVersion,
)


class QueryOut(serializers.ModelSerializer[Query]):
    """A saved search."""

    class Meta:
        model = Query
        fields = ("id", "brand", "name", "text", "version", "is_active", "created_at", "changed_at", "updated_at")


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
    query = serializers.UUIDField(
        allow_null=True, default=None, help_text="the brand's query whose text it is to be: see `lost`"
    )


class PostOut(serializers.ModelSerializer[Post]):
    """What somebody published."""

    published_from = serializers.ChoiceField(
        ["source", "fetched", "clamped"],
        help_text="its source, the fetch where that gave none, or the fetch for a time to come",
    )
    state = serializers.ChoiceField(["live", "gone"])
    gone_reason = serializers.ChoiceField(["", "deleted", "withheld", "unavailable"])

    class Meta:
        model = Post
        fields = (
            "id", "origin", "external_id", "url", "kind", "author", "author_handle", "author_url", "followers", "title",
            "text", "language", "published_at", "published_from", "first_seen_at", "edited_at", "revision", "state",
            "gone_at", "gone_reason",
        )  # fmt: skip


class RiskOut(serializers.Serializer[Any]):
    """A risk topic, how strongly, and the words that fired."""

    topic = serializers.CharField()
    strength = serializers.FloatField()
    words = serializers.ListField(child=serializers.CharField())


class MentionOut(serializers.ModelSerializer[Mention]):
    """A post that concerns the brand."""

    post = PostOut()
    risks = RiskOut(many=True)

    class Meta:
        model = Mention
        fields = (
            "id", "brand", "source", "status", "assignee", "sentiment", "sentiment_score", "sentiment_model", "sentiment_by",
            "risks", "published_at", "first_seen_at", "quiet", "version", "post", "updated_at",
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
    lost = serializers.IntegerField(help_text="how many of those tried the text of `query` finds and this one does not")
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


class AddedPostIn(serializers.Serializer[Any]):
    """A post that a person adds: with its link, or `where` it was. It says something: `text` or `title`."""

    brand = serializers.UUIDField()
    url = serializers.CharField(max_length=2000, allow_blank=True, default="")
    title = serializers.CharField(max_length=300, allow_blank=True, default="")
    text = serializers.CharField(max_length=20_000, allow_blank=True, default="", trim_whitespace=False)
    author = serializers.CharField(max_length=200, allow_blank=True, default="")
    author_url = serializers.CharField(max_length=2000, allow_blank=True, default="")
    where = serializers.ChoiceField(list(WHERES), allow_blank=True, default="", help_text="Of a post without a link")
    published_at = ZonedDateTimeField(allow_null=True, default=None, help_text="null: now")


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

    sentiment = serializers.ChoiceField(SENTIMENTS, allow_blank=True, help_text="Empty takes a correction back.")


class BulkIn(serializers.Serializer[Any]):
    """One action on many."""

    ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MOST_AT_ONCE)
    action = serializers.ChoiceField(["assign", "status", "sentiment"])
    value = serializers.CharField(max_length=40, allow_null=True, default=None)


class BulkOut(serializers.Serializer[Any]):
    """What came of each."""

    done = serializers.ListField(child=serializers.UUIDField())
    refused = serializers.DictField(child=serializers.CharField())


class MentionFilterIn(serializers.Serializer[Any]):
    """What the inbox can be narrowed by."""

    brand = serializers.UUIDField(required=False)
    query = serializers.UUIDField(required=False)
    source = serializers.UUIDField(required=False)  # type: ignore[assignment]  # a field named like one of its attributes
    sentiment = serializers.ChoiceField([*SENTIMENTS, "unscored"], required=False)
    status = serializers.ChoiceField(MENTION.statuses, required=False)
    assignee = serializers.CharField(max_length=20, required=False, help_text="a user id, `me` or `none`")
    since = ZonedDateTimeField(required=False)
    until = ZonedDateTimeField(required=False)
    text = serializers.CharField(max_length=500, required=False)
    view = serializers.UUIDField(required=False, help_text="a saved view; other parameters come on top of its filters")
    matching = serializers.CharField(
        max_length=4_000,
        required=False,
        trim_whitespace=False,
        help_text="a text of the query language; replaces the view's",
    )
