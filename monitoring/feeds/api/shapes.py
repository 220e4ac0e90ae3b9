"""What the endpoints of sources take and give."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from monitoring.feeds.api.fields import PlatformFields
from monitoring.models import CoverageGap, Source


class GapOut(serializers.ModelSerializer[CoverageGap]):
    """A time that is not covered."""

    class Meta:
        model = CoverageGap
        fields = ("starts_at", "ends_at", "reason")


class HealthOut(serializers.Serializer[Any]):
    """State in one word and one sentence; times; notes on how it was read; the gaps of the last 14 days."""

    state = serializers.CharField()
    sentence = serializers.CharField()
    last_success_at = serializers.DateTimeField(allow_null=True)
    covered_until = serializers.DateTimeField(allow_null=True)
    last_new_at = serializers.DateTimeField(allow_null=True)
    next_fetch_at = serializers.DateTimeField(allow_null=True)
    error_code = serializers.CharField()
    error = serializers.CharField()
    notes = serializers.ListField(child=serializers.CharField())
    gaps = GapOut(many=True)


class DelayOut(serializers.Serializer[Any]):
    """Seconds from published to stored, of the posts of the last 24 hours that have a time of their own: of half of them at most
    `median`, of 95 in 100 at most `p95`."""

    median = serializers.IntegerField()
    p95 = serializers.IntegerField()
    posts = serializers.IntegerField()


class SecretOut(serializers.Serializer[Any]):
    """A secret that is stored: never what it is."""

    field = serializers.CharField()
    set_at = serializers.DateTimeField()
    set_by = serializers.IntegerField(source="set_by_id")


class ReceivingOut(serializers.Serializer[Any]):
    """Where a source is sent to, and what came. The address is empty for whoever may not change sources."""

    address = serializers.CharField()
    has_secret = serializers.BooleanField()
    received = serializers.IntegerField(help_text="Deliveries that were let in.")
    received_at = serializers.DateTimeField(allow_null=True)
    refused = serializers.IntegerField()
    refused_at = serializers.DateTimeField(allow_null=True)
    refusal = serializers.CharField(help_text="Why the last one was refused.")


class NewSecretOut(serializers.Serializer[Any]):
    """A secret, told this once."""

    secret = serializers.CharField()


class SourceOut(serializers.ModelSerializer[Source]):
    """Where posts come from, as the brand sees it."""

    fields = PlatformFields(source="*", read_only=True)  # type: ignore[assignment]
    secrets = serializers.SerializerMethodField()
    health = serializers.SerializerMethodField()
    receiving = serializers.SerializerMethodField()
    delay = serializers.SerializerMethodField()

    class Meta:
        model = Source
        fields = (
            "id",
            "brand",
            "platform",
            "name",
            "address",
            "fields",
            "secrets",
            "everything",
            "status",
            "silent_since",
            "created_at",
            "health",
            "receiving",
            "delay",
            "updated_at",
        )

    @extend_schema_field(SecretOut(many=True))
    def get_secrets(self, source: Source) -> Any:
        """Which are stored, since when and by whom."""
        return SecretOut(self.context["secrets"][source.pk], many=True).data

    @extend_schema_field(HealthOut)
    def get_health(self, source: Source) -> Any:
        """How it fares."""
        return HealthOut(self.context["health"][source.pk]).data

    @extend_schema_field(ReceivingOut(allow_null=True))
    def get_receiving(self, source: Source) -> Any:
        """Of one whose posts are sent to us; else null."""
        receiving = self.context["receiving"].get(source.pk)
        return ReceivingOut(receiving).data if receiving else None

    @extend_schema_field(DelayOut(allow_null=True))
    def get_delay(self, source: Source) -> Any:
        """How long its posts take; null where none came in 24 hours."""
        delay = self.context["delays"].get(source.pk)
        if delay is None:
            return None
        return {
            "median": round(delay.median.total_seconds()),
            "p95": round(delay.p95.total_seconds()),
            "posts": delay.posts,
        }


class OfBrand(serializers.Serializer[Any]):
    """Whose."""

    brand = serializers.UUIDField()


class SourceSuggestionOut(serializers.Serializer[Any]):
    """One that could be tried."""

    address = serializers.CharField()
    fields = serializers.DictField(child=serializers.CharField(), help_text="As `sources/check/` takes them")  # type: ignore[assignment]


class UnwatchedOut(serializers.Serializer[Any]):
    """A network of which a brand has no source."""

    platform = serializers.CharField(source="spec.platform")
    name = serializers.CharField(source="spec.name")
    about = serializers.CharField(source="spec.about")
    suggestions = SourceSuggestionOut(many=True)


class SourcePlaceIn(serializers.Serializer[Any]):
    """A source: an address as it would be pasted, or a platform and its fields (see /api/v1/platforms/)."""

    address = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    platform = serializers.CharField(
        max_length=20, required=False, help_text="Left out: the one that takes any address."
    )
    fields = PlatformFields(required=False)  # type: ignore[assignment]


class SourceIn(SourcePlaceIn):
    """A source to add: an address as it would be pasted, or a platform and its fields (see /api/v1/platforms/)."""

    brand = serializers.UUIDField()
    name = serializers.CharField(max_length=200, default="", allow_blank=True)
    everything = serializers.BooleanField(default=False)


class SourceChange(serializers.Serializer[Any]):
    """What of a source can be changed. A platform may be named, and stays what it is."""

    name = serializers.CharField(max_length=200)
    everything = serializers.BooleanField()
    platform = serializers.CharField(max_length=20)
    fields = PlatformFields(partial=True)  # type: ignore[assignment]


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


class SampleFieldOut(serializers.Serializer[Any]):
    """A field of an example that was sent along: where it lies (a JSON Pointer), and what stands there."""

    pointer = serializers.CharField()
    example = serializers.CharField()


class CheckedOut(serializers.Serializer[Any]):
    """What an address turned out to be: a feed with its last posts, or a page with the feeds it offers.

    Of an example that was sent along: its fields, and by field of the platform how they answer what was left open; who adds
    the source with the same example agrees.
    """

    address = serializers.CharField()
    feed = serializers.BooleanField()
    title = serializers.CharField()
    samples = SampleOut(many=True)
    warnings = serializers.ListField(child=serializers.CharField())
    found = FoundFeedOut(many=True)
    sample_fields = SampleFieldOut(many=True)
    proposed = serializers.DictField(child=serializers.CharField())
