"""What the endpoints of sources take and give."""

from typing import Any

from rest_framework import serializers

from monitoring.models import CoverageGap, Source


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
            "covered_until": found.covered_until,
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
