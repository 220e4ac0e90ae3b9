"""Debriefs, their stages and lessons, as they are taken and given."""

from typing import Any

from rest_framework import serializers

from accounts.api.nested import Nested
from incidents.models import Debrief, Lesson
from incidents.models.command import MILESTONES
from playbooks.api.serializers import Operation
from playbooks.models import PROPOSAL


class StageOut(serializers.Serializer[Any]):
    """One milestone of the waterfall; minutes. `measured` and `target` from when its clock began: at detection, or anew when
    the incident was opened again."""

    kind = serializers.ChoiceField(MILESTONES)
    at = serializers.DateTimeField(allow_null=True)
    took = serializers.IntegerField(allow_null=True)
    since_detected = serializers.IntegerField(allow_null=True)
    measured = serializers.IntegerField(allow_null=True)
    target = serializers.IntegerField(allow_null=True)
    missed = serializers.BooleanField()
    longest = serializers.BooleanField()


class WaiverIn(serializers.Serializer[Any]):
    """Why what is still owed is left."""

    waiver = serializers.CharField(max_length=500, default="", allow_blank=True)


class LessonOut(serializers.ModelSerializer[Lesson]):
    """One thing learned."""

    class Meta:
        model = Lesson
        fields = ("id", "debrief", "text", "by", "at", "updated_at")


class DebriefOut(serializers.ModelSerializer[Debrief]):
    """The look back."""

    lessons = Nested(child=LessonOut())

    class Meta:
        model = Debrief
        fields = (
            "id", "incident", "status", "what_happened", "went_well", "went_badly", "root_causes", "version", "started_at",
            "finished_at", "lessons", "updated_at",
        )  # fmt: skip


class DebriefIn(serializers.Serializer[Any]):
    """Of which incident."""

    incident = serializers.UUIDField()


class DebriefTexts(serializers.Serializer[Any]):
    """What the look back says."""

    what_happened = serializers.CharField(max_length=20_000, allow_blank=True)
    went_well = serializers.CharField(max_length=20_000, allow_blank=True)
    went_badly = serializers.CharField(max_length=20_000, allow_blank=True)
    root_causes = serializers.CharField(max_length=20_000, allow_blank=True)


class LessonIn(serializers.Serializer[Any]):
    """One thing learned."""

    debrief = serializers.UUIDField()
    text = serializers.CharField(max_length=5000)


class LessonChangeIn(serializers.Serializer[Any]):
    """The plan change a lesson asks for."""

    plan = serializers.UUIDField()
    title = serializers.CharField(max_length=200)
    changes = serializers.ListField(child=Operation(), min_length=1, max_length=50)


class ProposalOut(serializers.Serializer[Any]):
    """The change proposal it became; see /plan proposals."""

    id = serializers.UUIDField()
    plan = serializers.UUIDField(source="plan_id")
    title = serializers.CharField()
    status = serializers.ChoiceField(PROPOSAL.choices)
