"""What kinds of sources there are, and what each asks: enough to build the form that adds one."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from accounts.api.viewsets import Limited
from monitoring.feeds.services import sources

KINDS = ("text", "url", "choice", "number", "switch", "secret", "sample")
SCOPES = {
    "public": "Shared: a feed is read once for all agencies that have it.",
    "app": "Shared, and read with the operator's own key.",
    "private": "Always an agency's own.",
}


class OptionOut(serializers.Serializer[Any]):
    """One answer of a choice."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # as all of these: declared fields are no attributes


class FieldOut(serializers.Serializer[Any]):
    """One thing a platform asks. Values of a `secret` are encrypted, never answered, and make the feed its brand's alone. A `sample`
    is looked at while a source is tried, and not kept."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.ChoiceField(KINDS)
    help = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]
    in_key = serializers.BooleanField(help_text="Part of what tells two feeds apart.")
    options = serializers.SerializerMethodField()
    default = serializers.SerializerMethodField(
        "default_of", help_text="What it is where nothing is sent; null: nothing."
    )
    minimum = serializers.SerializerMethodField(help_text="Of a number.")
    maximum = serializers.SerializerMethodField(help_text="Of a number.")
    max_length = serializers.SerializerMethodField(help_text="Of text, characters.")
    pattern = serializers.SerializerMethodField(
        help_text="Of text: a regular expression that all of it matches; or empty."
    )

    @extend_schema_field(OptionOut(many=True))
    def get_options(self, one: sources.Field) -> Any:
        """Of a choice."""
        return OptionOut(one.options if isinstance(one, sources.Choice) else (), many=True).data

    @extend_schema_field({"type": ["string", "integer", "boolean", "null"]})
    def default_of(self, one: sources.Field) -> Any:
        """As the spec has it."""
        return None if one.empty == "" and not isinstance(one, sources.Choice) else one.empty

    def get_minimum(self, one: sources.Field) -> int | None:
        """The least."""
        return one.least if isinstance(one, sources.Number) else None

    def get_maximum(self, one: sources.Field) -> int | None:
        """The most."""
        return one.most if isinstance(one, sources.Number) else None

    def get_max_length(self, one: sources.Field) -> int | None:
        """The longest."""
        return one.most if isinstance(one, sources.Text | sources.Url | sources.Secret | sources.Sample) else None

    def get_pattern(self, one: sources.Field) -> str:
        """What is expected of it."""
        return one.pattern if isinstance(one, sources.Text) else ""


class PlatformOut(serializers.Serializer[Any]):
    """A kind of source. The first of its fields is where it lies."""

    platform = serializers.CharField()
    name = serializers.CharField()
    about = serializers.CharField()
    scope = serializers.ChoiceField(tuple(SCOPES.items()))
    history = serializers.BooleanField(help_text="What was published before it was added can be read.")
    replies = serializers.BooleanField(help_text="Its posts can be answered from here.")
    fields = FieldOut(many=True)  # type: ignore[assignment]


class PlatformViewSet(Limited, ViewSet):
    """Kinds of sources that can be added: the same for everybody."""

    capabilities: ClassVar = {"list": "sources.see"}

    @extend_schema(responses=PlatformOut(many=True))
    def list(self, request: Request) -> Response:
        """All of them, with what each asks; the one that takes any address first."""
        return Response(PlatformOut(sources.platforms(), many=True).data)
