"""/plans/ and /starters/."""

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from accounts.api.filters import SeenFilterSet, YesFilter
from accounts.api.tags import etag
from accounts.api.viewsets import Limited, ReadViewSet
from accounts.brands.models import Brand
from accounts.errors import Invalid, NotFound
from playbooks import starters
from playbooks.api.serializers import NewPlan, PlanShape, StarterShape, VersionHead
from playbooks.models import Plan
from playbooks.services import drafts, plans
from playbooks.services.overview import rows_of


class PlanFilter(SeenFilterSet):
    """By brand, and whether archived."""

    brand = django_filters.UUIDFilter(field_name="brand_id")
    archived = YesFilter(field_name="is_archived")


class PlanViewSet(ReadViewSet):
    """Crisis plans. Their text is in plan versions."""

    model = Plan
    serializer_class = PlanShape
    filterset_class = PlanFilter
    lookup_value_regex = "[0-9a-f-]{36}"
    capabilities: ClassVar = {
        "list": "plans.see",
        "retrieve": "plans.see",
        "create": "plans.edit",
        "draft": "plans.edit",
        # An archived plan is proposed for no alert: as far-reaching as publishing one.
        "archive": "plans.publish",
        "unarchive": "plans.publish",
    }

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Newest first."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response(self.shapes(page))

    def shapes(self, rows: Sequence[Plan]) -> Any:
        """Each with where it stands."""
        return PlanShape(rows_of(rows), many=True).data

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One plan, and where it stands."""
        return self._answer(self.get_object())

    @extend_schema(request=NewPlan, responses={201: PlanShape})
    def create(self, request: Request) -> Response:
        """A plan with its first draft, from a starter or empty."""
        data = self.read(NewPlan)
        brand = Brand.objects.visible_to(self.member).filter(pk=data["brand"]).first()
        if brand is None:
            # 400 at the field: the address is there, what the body names is not.
            raise Invalid.field("brand", "There is no such brand.")
        made = plans.create_plan(self.member, brand, name=data["name"], starter=data["starter"], now=timezone.now())
        return self._answer(made, status=201)

    @extend_schema(request=None, responses={200: VersionHead})
    @action(detail=True, methods=["post"])
    def draft(self, request: Request, pk: str) -> Response:
        """The plan's draft: the one there is, or a copy of the published version. A repeat answers the same."""
        draft = drafts.start_draft(self.member, self.get_object(), now=timezone.now())
        return Response(VersionHead(draft).data, headers={"ETag": etag(draft.lock)})  # for the first edit

    @extend_schema(request=None, responses={200: PlanShape})
    @action(detail=True, methods=["post"])
    def archive(self, request: Request, pk: str) -> Response:
        """Out of lists and proposals; its versions stay."""
        return self._archive(archived=True)

    @extend_schema(request=None, responses={200: PlanShape})
    @action(detail=True, methods=["post"])
    def unarchive(self, request: Request, pk: str) -> Response:
        """In use again."""
        return self._archive(archived=False)

    def _archive(self, *, archived: bool) -> Response:
        plan = self.get_object()
        plans.archive(self.member, plan, archived=archived, now=timezone.now())
        plan.refresh_from_db()  # the service wrote by UPDATE, past this row
        return self._answer(plan)

    @staticmethod
    def _answer(plan: Plan, status: int = 200) -> Response:
        return Response(PlanShape(rows_of([plan])[0]).data, status=status)


# Files we ship, no rows: there is nothing to scope, to page or to make.
class StarterViewSet(Limited, ViewSet):
    """Starter plans: the same for everybody, copied when a plan is made from one."""

    capabilities: ClassVar = {"list": "plans.see", "retrieve": "plans.see"}
    lookup_value_regex = "[a-z-]+"

    @extend_schema(responses=StarterShape(many=True))
    def list(self, request: Request) -> Response:
        """All of them, the most frequent needs first."""
        return Response(StarterShape([_starter(key) for key in starters.ORDER], many=True).data)

    @extend_schema(responses=StarterShape, parameters=[OpenApiParameter("id", OpenApiTypes.STR, OpenApiParameter.PATH)])
    def retrieve(self, request: Request, pk: str) -> Response:
        """One, by its key."""
        if pk not in starters.ORDER:
            raise NotFound("There is no such starter.")
        return Response(StarterShape(_starter(pk)).data)


def _starter(key: str) -> dict[str, object]:
    starter = starters.load(key)
    return {
        "key": starter["key"],
        "name": starter["name"],
        "summary": starter["summary"],
        "steps": len(starter["steps"]),
        "statements": len(starter["holding_statements"]),
        "contacts": len(starter["contacts"]),
        "triggers": len(starter["triggers"]),
    }
