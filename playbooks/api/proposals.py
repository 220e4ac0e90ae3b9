"""/proposals/: what lessons ask of plans."""

from typing import ClassVar

import django_filters
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.filters import SeenFilterSet
from accounts.api.tags import etag
from accounts.api.viewsets import ReadViewSet
from accounts.errors import Invalid
from playbooks.api.serializers import Decision, NewProposal, ProposalShape, VersionHead
from playbooks.models import PROPOSAL, ChangeProposal, Plan
from playbooks.services import proposals


class ProposalFilter(SeenFilterSet):
    """By plan, brand and status."""

    plan = django_filters.UUIDFilter(field_name="plan_id")
    brand = django_filters.UUIDFilter(field_name="plan__brand_id")
    status = django_filters.ChoiceFilter(choices=PROPOSAL.choices)


class ProposalViewSet(ReadViewSet):
    """Change proposals."""

    model = ChangeProposal
    serializer_class = ProposalShape
    filterset_class = ProposalFilter
    lookup_value_regex = "[0-9a-f-]{36}"
    capabilities: ClassVar = {
        "list": "plans.see",
        "retrieve": "plans.see",
        "create": "plans.edit",
        "accept": "plans.publish",
        "reject": "plans.publish",
    }

    @extend_schema(request=NewProposal, responses={201: ProposalShape})
    def create(self, request: Request) -> Response:
        """Asks for a change; each operation is checked against the plan as it stands."""
        data = self.read(NewProposal)
        # At its field and 400: the address that was asked for is there, what the body names is not.
        plan = Plan.objects.visible_to(self.member).filter(pk=data["plan"]).first()
        if plan is None:
            raise Invalid.field("plan", "There is no such plan.")
        made = proposals.propose(
            self.member,
            plan,
            title=data["title"],
            reason=data["reason"],
            changes=[dict(change) for change in data["changes"]],
            lesson_id=data["lesson_id"],
            lesson_text=data["lesson_text"],
            now=timezone.now(),
        )
        return Response(ProposalShape(made).data, status=201)

    @extend_schema(request=Decision, responses=VersionHead)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """Puts the change into the plan's draft, begun if there is none, and answers with the draft."""
        data = self.read(Decision)
        draft = proposals.accept(self.member, self.get_object(), reason=data["reason"], now=timezone.now())
        # The draft's own tag, not the proposal's: whoever accepts goes on by editing it.
        return Response(VersionHead(draft).data, headers={"ETag": etag(draft.lock)})

    @extend_schema(request=Decision, responses=ProposalShape)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        """Closes it; a reason is needed."""
        data = self.read(Decision)
        proposals.reject(self.member, self.get_object(), reason=data["reason"], now=timezone.now())
        return Response(ProposalShape(self.get_object()).data)
