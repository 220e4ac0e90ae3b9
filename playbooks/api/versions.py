"""/plan-versions/: read any, write the draft."""

from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.filters import SeenFilterSet
from accounts.api.tags import etag
from accounts.api.viewsets import ReadViewSet
from accounts.errors import Invalid, NotFound
from accounts.scoping import visible_related
from playbooks.api import serializers
from playbooks.api.locking import lock_of, stale_as_412
from playbooks.diff import compare
from playbooks.models import VERSION, PlanVersion
from playbooks.parts import kind_of
from playbooks.services import content, drafts, editing, plans

AT_PART = [
    OpenApiParameter("part", OpenApiTypes.STR, OpenApiParameter.PATH, enum=serializers.PARTS),
    OpenApiParameter("key", OpenApiTypes.UUID, OpenApiParameter.PATH),
]


class VersionFilter(SeenFilterSet):
    """By plan, brand and status."""

    plan = django_filters.UUIDFilter(field_name="plan_id")
    brand = django_filters.UUIDFilter(field_name="plan__brand_id")
    status = django_filters.ChoiceFilter(choices=VERSION.choices)


@extend_schema_view(
    list=extend_schema(responses=serializers.VersionHead(many=True)),
    retrieve=extend_schema(responses=serializers.VersionShape),
)
class VersionViewSet(ReadViewSet):
    """Versions of plans. A draft is changed under If-Match and answers with its new ETag; a published one never changes."""

    model = PlanVersion
    serializer_class = serializers.VersionHead
    filterset_class = VersionFilter
    lookup_value_regex = "[0-9a-f-]{36}"
    capabilities: ClassVar = {
        "list": "plans.see",
        "retrieve": "plans.see",
        "diff": "plans.see",
        "partial_update": "plans.edit",
        "parts": "plans.edit",
        "change_part": "plans.edit",
        "remove_part": "plans.edit",
        "reorder": "plans.edit",
        "discard": "plans.edit",
        "restore": "plans.edit",
        "publish": "plans.publish",
        "retire": "plans.publish",
    }
    # Not restore and retire: these are of versions that nobody edits.
    if_match_on = ("partial_update", "parts", "change_part", "remove_part", "reorder", "discard", "publish")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One version with all its parts."""
        return self._whole(self.get_object())

    def _whole(self, version: PlanVersion, status: int = 200) -> Response:
        document = content.document_of(version)
        parts = {
            "sections": serializers.SectionShape(document.sections, many=True).data,
            # The document has them by phase, for people; here they stand in one order, as `reorder` takes them.
            "steps": serializers.StepShape(
                sorted(visible_related(version.steps, self.member), key=lambda step: step.order), many=True
            ).data,
            "statements": serializers.StatementShape(document.statements, many=True).data,
            "contacts": serializers.ContactShape(document.contacts, many=True).data,
            "triggers": serializers.TriggerShape(document.triggers, many=True).data,
            "missing": plans.missing_parts(version) if version.status == "draft" else [],
            "caused_by": [
                str(pk)
                for pk in version.proposals.visible_to(self.member)
                .filter(status="accepted")
                .values_list("pk", flat=True)
            ],
        }
        data = {**serializers.VersionHead(version).data, **parts}
        return Response(data, status=status, headers={"ETag": etag(version.lock)})

    @extend_schema(request=serializers.SummaryChange, responses=serializers.LockShape)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Changes what the plan is for."""
        data = self.read(serializers.SummaryChange)
        version = self.get_object()
        with stale_as_412():
            lock = editing.set_summary(
                self.member,
                version,
                # The lock holds for this reading, too: it is of the state the request names.
                summary=data.get("summary", version.summary),
                lock=lock_of(request),
                now=timezone.now(),
            )
        return Response({"lock": lock}, headers={"ETag": etag(lock)})

    @extend_schema(
        responses=serializers.DiffShape,
        parameters=[
            OpenApiParameter(
                "against",
                OpenApiTypes.UUID,
                description="A version of the same plan; the one it is based on where none is named.",
            )
        ],
    )
    @action(detail=True)
    def diff(self, request: Request, pk: str) -> Response:
        """What changed from `against` to this version, word by word."""
        version = self.get_object()
        text = request.query_params.get("against", "")
        before = self._against(version, text) if text else version.based_on
        if before is None:
            changes = compare({}, content.content_of(version))
            data: dict[str, Any] = {"against": None, "unchanged": 0, "changes": serializers.diff_data(changes)}
        else:
            comparison = content.changes_between(before, version)
            data = {
                "against": before.pk,
                "unchanged": comparison.unchanged,
                "changes": serializers.diff_data(comparison.parts),
            }
        return Response({"version": version.pk, **data})

    def _against(self, version: PlanVersion, text: str) -> PlanVersion:
        try:
            asked = UUID(text)
        except ValueError:
            raise Invalid.field("against", "This is not the id of a version.") from None
        # Of the same plan: parts of two plans share no keys, and everything would be added and removed.
        other: PlanVersion | None = self.get_queryset().filter(pk=asked, plan=version.plan_id).first()
        if other is None:
            raise NotFound("This plan has no such version.")
        return other

    @extend_schema(request=serializers.NewPart, responses={201: serializers.PartShape})
    @action(detail=True, methods=["post"])
    def parts(self, request: Request, pk: str) -> Response:
        """Adds a part at its kind's end."""
        data = self.read(serializers.NewPart)
        return self._save(data["part"], None, data["fields"], status=201)

    @extend_schema(request=serializers.PartChange, responses=serializers.PartShape, parameters=AT_PART)
    # The key's form only: 36 characters that are no UUID come through, and are nobody's (`_key`).
    @action(detail=True, methods=["patch"], url_path=r"parts/(?P<part>[a-z]+)/(?P<key>[0-9a-f-]{36})")
    def change_part(self, request: Request, pk: str, part: str, key: str) -> Response:
        """Changes the given fields of a part."""
        return self._save(part, _key(key), self.read(serializers.PartChange)["fields"])

    @extend_schema(responses={200: serializers.LockShape}, parameters=AT_PART)
    @change_part.mapping.delete
    def remove_part(self, request: Request, pk: str, part: str, key: str) -> Response:
        """Takes a part out."""
        version = self.get_object()
        with stale_as_412():
            removed = editing.remove_part(
                self.member, version, editing.PartRead(part, _key(key)), lock=lock_of(request), now=timezone.now()
            )
        return Response({"lock": removed.lock}, headers={"ETag": etag(removed.lock)})

    def _save(self, part: str, key: UUID | None, fields: dict[str, Any], status: int = 200) -> Response:
        version = self.get_object()
        with stale_as_412():
            given: dict[str, Any] = {"fields": fields, "lock": lock_of(self.request), "now": timezone.now()}
            if key is None:
                done = editing.add_part(self.member, version, part=part, **given)
            else:
                done = editing.change_part(self.member, version, editing.PartRead(part, key), **given)
        data = serializers.part_data(kind_of(part), done.part, done.lock)
        return Response(data, status=status, headers={"ETag": etag(done.lock)})

    @extend_schema(request=serializers.PartOrder, responses=serializers.LockShape)
    @action(detail=True, methods=["post"])
    def reorder(self, request: Request, pk: str) -> Response:
        """Puts all parts of a kind in a new order."""
        data = self.read(serializers.PartOrder)
        version = self.get_object()
        with stale_as_412():
            lock = editing.reorder(
                self.member,
                version,
                part=data["part"],
                keys=data["keys"],
                lock=lock_of(request),
                now=timezone.now(),
            )
        return Response({"lock": lock}, headers={"ETag": etag(lock)})

    @extend_schema(request=serializers.ChangeNote, responses=serializers.VersionShape)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        """Makes the draft the published version: numbered, and never changed again."""
        data = self.read(serializers.ChangeNote)
        version = self.get_object()
        with stale_as_412():
            done = plans.publish(
                self.member, version, change_note=data["change_note"], lock=lock_of(request), now=timezone.now()
            )
        return self._whole(done)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, pk: str) -> Response:
        """Throws the draft away; its accepted proposals open again."""
        version = self.get_object()
        with stale_as_412():
            drafts.discard(self.member, version, lock=lock_of(request), now=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses={201: serializers.VersionHead})
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """A new draft with this version's content; 409 where there is a draft already."""
        draft = drafts.restore(self.member, self.get_object(), now=timezone.now())
        return Response(serializers.VersionHead(draft).data, status=201, headers={"ETag": etag(draft.lock)})

    @extend_schema(request=None, responses=serializers.VersionHead)
    @action(detail=True, methods=["post"])
    def retire(self, request: Request, pk: str) -> Response:
        """Takes the published version out of use."""
        version = self.get_object()
        plans.retire(self.member, version, now=timezone.now())
        return Response(serializers.VersionHead(self.get_object()).data)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("There is no such part.") from None
