"""What the endpoints of alerts take and give."""

from typing import Any

from rest_framework import serializers

from accounts.api.fields import FactsField
from monitoring.models import (
    Alert,
)
from monitoring.models.alerts import OUTCOMES, RULE_KINDS


class AlertOut(serializers.ModelSerializer[Alert]):
    """Something worth a person's look, with its account of itself in numbers."""

    kind = serializers.ChoiceField(RULE_KINDS)
    explanation = FactsField(help_text="by kind: what was seen, expected and found in it")

    class Meta:
        model = Alert
        fields = (
            "id", "brand", "rule", "rule_version", "kind", "severity", "status", "window_start", "window_end", "since", "seen",
            "expected", "low", "high", "sentence", "explanation", "raised_at", "triaged_at", "acknowledge_due_at",
            "acknowledged_at", "acknowledged_by", "unanswered_at", "decided_at", "decided_by", "outcome", "reason", "updated_at",
        )  # fmt: skip


class DismissIn(serializers.Serializer[Any]):
    """Why it is nothing."""

    outcome = serializers.ChoiceField(OUTCOMES)
    reason = serializers.CharField(max_length=300, default="", allow_blank=True)
