"""The search over everything, and what the list of incidents is narrowed by."""

from typing import Any
from uuid import UUID

import django_filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.filters import SeenFilterSet
from accounts.api.viewsets import Limited
from incidents.models import Incident, IncidentAlert, IncidentMention
from incidents.models.command import IncidentQuerySet
from incidents.services import searching


class IncidentFilter(SeenFilterSet):
    """By what it is, and by what people call it."""

    q = django_filters.CharFilter(
        method="named",
        max_length=200,
        label="`#12`, words of its titles, its lead's or its brand's name; parts, in any order",
    )

    alert = django_filters.UUIDFilter(method="of_alert", label="the incident an alert belongs to")
    mention = django_filters.UUIDFilter(method="of_mention", label="those a mention is linked to")

    class Meta:
        model = Incident
        fields = ("brand", "status", "severity", "lead", "is_drill")

    def named(self, rows: IncidentQuerySet, name: str, value: str) -> IncidentQuerySet:
        """As the list's page."""
        # The member is on Django's request, which DRF's wraps.
        return rows.named(value, self.request._request.member)

    def of_alert(self, rows: IncidentQuerySet, name: str, value: UUID) -> IncidentQuerySet:
        """One at most."""
        # visible_to: a filter must not tell a client which alerts an incident has.
        joined = IncidentAlert.objects.visible_to(self.request._request.member).filter(alert_id=value)
        return rows.filter(pk__in=joined.values("incident_id"))

    def of_mention(self, rows: IncidentQuerySet, name: str, value: UUID) -> IncidentQuerySet:
        """Any number."""
        linked = IncidentMention.objects.visible_to(self.request._request.member).filter(mention_id=value)
        return rows.filter(pk__in=linked.values("incident_id"))


class FoundOut(serializers.Serializer[Any]):
    """One thing that was found, and its page."""

    id = serializers.CharField()
    title = serializers.CharField()
    about = serializers.CharField()
    text = serializers.CharField()
    url = serializers.CharField()
    brand = serializers.UUIDField(source="brand_id", allow_null=True)


class GroupOut(serializers.Serializer[Any]):
    """Things of one kind: `more` where there are others, `url` of the page that lists all, if there is one."""

    kind = serializers.ChoiceField(["incidents", "mentions", "plans", "answers", "people"])
    rows = FoundOut(many=True)
    more = serializers.BooleanField()
    url = serializers.CharField()


class FoundAllOut(serializers.Serializer[Any]):
    """Kinds in which nothing was found are left out."""

    results = GroupOut(many=True)


class SearchView(Limited):
    """Everything the member may see that holds the words."""

    capabilities = {"get": "brands.see"}

    @extend_schema(
        parameters=[OpenApiParameter("q", str, required=True, description=f"1 to {searching.LONGEST} characters")],
        responses=FoundAllOut,
        operation_id="search",
    )
    def get(self, request: Request) -> Response:
        """At most five of a kind; of public answers and contacts the newest 1,000 are asked for the words."""
        member = request._request.member  # type: ignore[attr-defined]
        groups = searching.search(member=member, typed=request.query_params.get("q", ""))
        return Response(FoundAllOut({"results": groups}).data)
