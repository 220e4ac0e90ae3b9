"""Answers, approvals and debriefs, as they are taken and given."""

from typing import Any

from rest_framework import serializers

from incidents.models import Approval, Debrief, Lesson, PublicAnswer, Publication


class ApprovalOut(serializers.ModelSerializer[Approval]):
    """One person's yes or no to one exact text."""

    class Meta:
        model = Approval
        fields = (
            "id",
            "answer",
            "text_sha256",
            "asked_of",
            "asked_by",
            "asked_at",
            "due_at",
            "status",
            "decided_at",
            "reason",
        )


class PublicationOut(serializers.ModelSerializer[Publication]):
    """Where an approved text stands."""

    class Meta:
        model = Publication
        fields = ("id", "answer", "text_sha256", "url", "confirmed_by", "confirmed_at")


class AnswerOut(serializers.ModelSerializer[PublicAnswer]):
    """What we say in public."""

    slots = serializers.DictField()
    approvals = ApprovalOut(many=True)
    publications = PublicationOut(many=True)

    class Meta:
        model = PublicAnswer
        fields = (
            "id", "incident", "statement", "slots", "channel", "title", "text", "text_sha256", "status", "version", "drafted_by",
            "drafted_at", "edited_by", "approvals", "publications",
        )  # fmt: skip


class AnswerIn(serializers.Serializer[Any]):
    """A draft: from a holding statement with its slots filled, or in one's own words (title and text)."""

    incident = serializers.UUIDField()
    statement = serializers.UUIDField(
        allow_null=True, default=None, help_text="the key of one in the incident's plan version"
    )
    values = serializers.DictField(child=serializers.CharField(max_length=2000, allow_blank=True), default=dict)
    channel = serializers.CharField(max_length=20, default="", allow_blank=True)
    title = serializers.CharField(max_length=200, default="", allow_blank=True)
    text = serializers.CharField(max_length=20_000, default="", allow_blank=True)


class TextIn(serializers.Serializer[Any]):
    """Another text; every approval of the old one is void."""

    text = serializers.CharField(max_length=20_000)


class AskIn(serializers.Serializer[Any]):
    """Whose yes is needed."""

    approvers = serializers.ListField(child=serializers.IntegerField(min_value=1), min_length=1, max_length=20)


class DecideIn(serializers.Serializer[Any]):
    """Yes or no to the exact text, named by its hash."""

    yes = serializers.BooleanField()
    text_sha256 = serializers.CharField(max_length=64)
    reason = serializers.CharField(max_length=500, default="", allow_blank=True)


class HandedOffOut(serializers.Serializer[Any]):
    """The exact approved text, to be posted by a person."""

    text = serializers.CharField()
    text_sha256 = serializers.CharField()
    channel = serializers.CharField()


class ConfirmIn(serializers.Serializer[Any]):
    """Where it stands, and whether it has substance: says what happened and what is done. Null: a text of one's own has."""

    url = serializers.CharField(max_length=2000)
    substantive = serializers.BooleanField(required=False, allow_null=True, default=None)


class ReasonIn(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=500)


class LessonOut(serializers.ModelSerializer[Lesson]):
    """One thing learned."""

    class Meta:
        model = Lesson
        fields = ("id", "debrief", "text", "by", "at")


class DebriefOut(serializers.ModelSerializer[Debrief]):
    """The look back."""

    lessons = LessonOut(many=True)

    class Meta:
        model = Debrief
        fields = (
            "id", "incident", "status", "what_happened", "went_well", "went_badly", "root_causes", "version", "started_at",
            "finished_at", "lessons",
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
    changes = serializers.ListField(child=serializers.DictField(), min_length=1, max_length=50)


class ProposalOut(serializers.Serializer[Any]):
    """The change proposal it became; see /plan proposals."""

    id = serializers.UUIDField()
    plan = serializers.UUIDField(source="plan_id")
    title = serializers.CharField()
    status = serializers.CharField()
