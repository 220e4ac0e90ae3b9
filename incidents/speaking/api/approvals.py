"""Endpoints of approvals: whose yes was asked for, and what they said."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api.acting import ActingViewSet
from incidents.models import Approval
from incidents.speaking.api import serializers
from incidents.speaking.services import approvals, questions


class ApprovalViewSet(ActingViewSet):
    """Who was asked for a yes, and what they said."""

    noun = "approval"
    model = Approval
    queryset = Approval.objects.none()
    serializer_class = serializers.ApprovalTextOut
    filterset_fields = ("answer", "asked_of", "status")
    capabilities = {
        "list": "answers.see", "retrieve": "answers.see", "decide": "answers.approve", "ask_again": "answers.draft",
        "ask_instead": "answers.draft", "withdraw": "answers.draft",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """Each with the words it asks about."""
        return super().get_queryset().with_text()

    def _fresh(self, approval: Approval, *, status: int = 200) -> Response:
        # Read anew: `text` is the query set's, and a service gives a row without it.
        return self.answer(self.get_queryset().get(pk=approval.pk), status=status)

    @extend_schema(request=None, responses={201: serializers.ApprovalTextOut})
    @action(detail=True, methods=["post"])
    def ask_again(self, request: Request, pk: str) -> Response:
        """Asks the same person anew, with a new time and a new link; the question there was is void."""
        made = self.act(approvals.ask_again)
        return self._fresh(made, status=201)

    @extend_schema(request=serializers.InsteadIn, responses={201: serializers.ApprovalTextOut})
    @action(detail=True, methods=["post"])
    def ask_instead(self, request: Request, pk: str) -> Response:
        """Asks somebody else about the same words, in place of whom was asked; the question there was is void."""
        approval, to = self.get_object(), self.read(serializers.InsteadIn)["user_id"]
        made = self.act(approvals.ask_instead, approval, to=to)
        return self._fresh(made, status=201)

    @extend_schema(request=serializers.TakeBackIn, responses=serializers.ApprovalTextOut)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Takes an open question back; where it was the last, a yes that others gave approves the text."""
        given = self.read(serializers.TakeBackIn)
        approval = self.get_object()
        return self._fresh(self.act(questions.withdraw_question, approval, **given))

    @extend_schema(request=serializers.DecideIn, responses=serializers.ApprovalTextOut)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: str) -> Response:
        """The asked person's yes or no to the exact text they read."""
        given = self.read(serializers.DecideIn)
        return self._fresh(self.act(approvals.decide, **given))
