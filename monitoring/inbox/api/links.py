"""Endpoints of links that people paste: what the page of one post says, to make a mention of it."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet
from monitoring.inbox.services import adding
from monitoring.models import LinkReading


class FactsOut(serializers.Serializer[Any]):
    """What the page says; empty where it does not."""

    url = serializers.CharField(help_text="Where the link led in the end")
    title = serializers.CharField()
    text = serializers.CharField()
    author = serializers.CharField()
    author_url = serializers.CharField()
    published_at = serializers.CharField(help_text="ISO 8601")
    site = serializers.CharField()


class LinkReadingOut(serializers.ModelSerializer[LinkReading]):
    """One reading. `facts` once it is `read`; `words` say why it `failed`."""

    facts = serializers.SerializerMethodField()

    class Meta:
        model = LinkReading
        fields = ("id", "brand", "url", "status", "facts", "words", "started_at", "updated_at")

    @extend_schema_field(FactsOut(allow_null=True))
    def get_facts(self, row: LinkReading) -> dict[str, str] | None:
        """None until it is read."""
        return row.facts or None


class LinkReadingIn(serializers.Serializer[Any]):
    """For which brand, and the link of one post."""

    brand = serializers.UUIDField()
    url = serializers.CharField(max_length=2000)


class LinkReadingViewSet(ReadViewSet):
    """Links one has pasted, newest first. They are forgotten after 7 days; a mention is made by `POST /api/v1/mentions/`."""

    model = LinkReading
    queryset = LinkReading.objects.none()
    serializer_class = LinkReadingOut
    filterset_fields = ("brand", "status")
    capabilities = {"list": "mentions.triage", "retrieve": "mentions.triage", "create": "mentions.triage"}

    def get_queryset(self) -> Any:
        """One's own."""
        return LinkReading.objects.none() if self.reader is None else adding.readings_of(self.reader)

    @extend_schema(request=LinkReadingIn, responses={202: LinkReadingOut})
    def create(self, request: Request) -> Response:
        """Has the page at a link read in the background: its Open Graph, JSON-LD and oEmbed. Refused (`mention_exists`, with the mention)
        where the brand has one of that post."""
        given = self.read(LinkReadingIn)
        return self.answer(adding.start_reading(member=self.member, **given, now=timezone.now()), status=202)
