"""What is gone from the lists: the other half of `?updated_since=`."""

from typing import Any, ClassVar

from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from accounts.api.events import position_asked
from accounts.api.fields import ZonedDateTimeField
from accounts.api.paging import MAX_SIZE, PAGE_SIZE
from accounts.api.viewsets import ScopedViewSet
from accounts.events.models import Event
from accounts.events.services import removing


class TombstoneOut(serializers.Serializer[Any]):
    """One row that is in no list any more; or (`erased`) that is there still, and has lost what it said: forget that, too."""

    kind = serializers.CharField(help_text="As events name it: `contact`, `mention`, `plan_version`…")
    id = serializers.CharField(help_text="Empty for an entry of a timeline: `incident` and `number` name it.")
    what = serializers.ChoiceField(removing.KINDS)
    at = serializers.DateTimeField()
    position = serializers.IntegerField(help_text="Of the event that says so.")
    action = serializers.CharField(help_text="What happened.")
    brand = serializers.UUIDField(allow_null=True)
    incident = serializers.UUIDField(allow_null=True)
    number = serializers.IntegerField(allow_null=True)


class RemovedOut(serializers.Serializer[Any]):
    """A page of them."""

    results = TombstoneOut(many=True)
    next = serializers.URLField(help_text="Where it goes on, also where there is nothing more yet.")
    position = serializers.IntegerField(help_text="Up to where the record was read.")
    more = serializers.BooleanField(help_text="Whether there is more already.")


class RemovedIn(serializers.Serializer[Any]):
    """Which, and from where."""

    after = serializers.CharField(
        required=False, max_length=20, help_text="A position: only what comes after it. `latest`: from now on."
    )
    since = ZonedDateTimeField(required=False, help_text="Only what happened at this time or later.")
    kind = serializers.CharField(required=False, max_length=30, help_text="Of one kind only.")
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=MAX_SIZE, default=PAGE_SIZE)

    def validate_kind(self, kind: str) -> str:
        """One there is."""
        if kind not in removing.kinds():
            raise serializers.ValidationError(f"Choose one of: {', '.join(removing.kinds())}.")
        return kind


class RemovedViewSet(ScopedViewSet):
    """What is gone from the lists."""

    model = Event
    queryset = Event.objects.none()
    serializer_class = TombstoneOut
    filter_backends = ()
    pagination_class = None
    capabilities: ClassVar = {"list": "events.see"}

    @extend_schema(
        parameters=[RemovedIn],
        responses=forced_singular_serializer(RemovedOut),  # type: ignore[no-untyped-call]
        operation_id="removed_list",
    )
    def list(self, request: Request) -> Response:
        """In the order in which it became visible: whoever goes on from `position` misses nothing, and gets nothing twice. It is read off
        the events: what of them you may see, for as long as they are kept; a page may be empty, with `more`.

        Sources, queries, rules, brands, plans, members and keys that were ended or archived are not here: they stay in their
        lists, and say so. Nor is what was never recorded: your own views and browsers, and invitations that were accepted or
        have expired; those lists are short. What you lost the right to see is told nowhere: keep to the brands `/api/v1/brands/` lists.
        Problem 410 `position_gone`: something after it is no longer kept.
        """
        parsed = RemovedIn(data=request.query_params)
        parsed.is_valid(raise_exception=True)
        given = dict(parsed.validated_data)
        page = removing.removed(
            self.member,
            after=position_asked(given.get("after")),
            size=given["page_size"],
            kind=given.get("kind", ""),
            since=given.get("since"),
        )
        address = remove_query_param(request.build_absolute_uri(), "after")
        shown = {"results": TombstoneOut(page.rows, many=True).data, "position": page.position, "more": page.more}
        return Response({**shown, "next": replace_query_param(address, "after", str(page.position))})
