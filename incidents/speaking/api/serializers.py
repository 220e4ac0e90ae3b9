"""Answers, approvals and updates, as they are taken and given."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api.fields import ZonedDateTimeField
from accounts.api.nested import Nested
from accounts.roles import ROLES
from incidents.api.serializers import AUDIENCE_HELP
from incidents.models import AnswerRevision, Approval, PublicAnswer, Publication, StatusUpdate
from incidents.models.answers import ENDED
from incidents.models.record import VISIBILITIES
from incidents.speaking.services.answers import CHANNELS
from incidents.speaking.services.updates import MOST


class ApprovalOut(serializers.ModelSerializer[Approval]):
    """One person's yes or no to one exact text."""

    ended_because = serializers.ChoiceField(
        choices=["", *ENDED],
        read_only=True,
        help_text="why nobody asks any more; empty: the question stands or was answered",
    )

    class Meta:
        model = Approval
        fields: tuple[str, ...] = (
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
            "ended_because",
            "updated_at",
        )


class ApprovalTextOut(ApprovalOut):
    """The same, with the exact words it asks about, whatever the answer says by now."""

    text = serializers.CharField(allow_null=True, help_text="null: not kept any more")

    class Meta(ApprovalOut.Meta):
        fields = (*ApprovalOut.Meta.fields, "text")


class CandidateOut(serializers.Serializer[Any]):
    """Somebody on the brand, and why they can't be asked about this answer; empty: they can."""

    user = serializers.IntegerField(source="member.user_id")
    name = serializers.CharField(source="member.user")
    role = serializers.ChoiceField(ROLES, source="member.role")
    why_not = serializers.CharField()


class RevisionOut(serializers.ModelSerializer[AnswerRevision]):
    """An answer's words as one edit left them; an approval names them by their hash."""

    class Meta:
        model = AnswerRevision
        fields = ("number", "text", "text_sha256", "by", "at")


class PublicationOut(serializers.ModelSerializer[Publication]):
    """Where an approved text stands."""

    class Meta:
        model = Publication
        fields = ("id", "answer", "text_sha256", "url", "confirmed_by", "confirmed_at")


class AnswerOut(serializers.ModelSerializer[PublicAnswer]):
    """What we say in public."""

    slots = serializers.DictField(child=serializers.CharField(), help_text="what was filled in, by slot")
    channel = serializers.ChoiceField(CHANNELS)
    approvals = Nested(child=ApprovalOut())
    publications = Nested(child=PublicationOut())

    def to_representation(self, instance: PublicAnswer) -> dict[str, Any]:
        """To a client, the words they were asked about or the published ones; how they came about is the team's."""
        data = super().to_representation(instance)
        words = self.context.get("words", {}).get(instance.pk)
        if words is not None:
            data |= {"text": words.text, "text_sha256": words.text_sha256, "version": words.version}
            data |= {"edited_by": words.by_id, "slots": {}, "statement": None}
        return data

    class Meta:
        model = PublicAnswer
        fields = (
            "id", "incident", "statement", "slots", "channel", "title", "text", "text_sha256", "status", "version", "drafted_by",
            "drafted_at", "edited_by", "approvals", "publications", "updated_at",
        )  # fmt: skip


class AnswerIn(serializers.Serializer[Any]):
    """A draft: from a holding statement with its slots filled, or in one's own words (title and text)."""

    incident = serializers.UUIDField()
    statement = serializers.UUIDField(
        allow_null=True, default=None, help_text="the key of one in the incident's plan version"
    )
    values = serializers.DictField(child=serializers.CharField(max_length=2000, allow_blank=True), default=dict)
    channel = serializers.ChoiceField(CHANNELS, default="", allow_blank=True)
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


class InsteadIn(serializers.Serializer[Any]):
    """Who is asked in place of somebody else."""

    user_id = serializers.IntegerField(min_value=1)


class TakeBackIn(serializers.Serializer[Any]):
    """Why, if there is anything to say."""

    reason = serializers.CharField(max_length=300, default="", allow_blank=True)


class HandedOffOut(serializers.Serializer[Any]):
    """The exact approved text, to be posted by a person."""

    text = serializers.CharField()
    text_sha256 = serializers.CharField()
    channel = serializers.ChoiceField(CHANNELS)


class ConfirmIn(serializers.Serializer[Any]):
    """Where it stands, and whether it has substance: says what happened and what is done. Null: a text of one's own has."""

    url = serializers.CharField(max_length=2000)
    substantive = serializers.BooleanField(required=False, allow_null=True, default=None)
    task = serializers.UUIDField(
        allow_null=True, default=None, help_text="an open task of the incident that is done with it"
    )


class StandsAtIn(serializers.Serializer[Any]):
    """Where the text stands."""

    url = serializers.CharField(max_length=2000)


class ReasonIn(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=500)


class UpdateIn(serializers.Serializer[Any]):
    """A status update, and when the next is promised. `release`: lets the client see the incident with it."""

    audience = serializers.ChoiceField(VISIBILITIES[1:], help_text=AUDIENCE_HELP)
    text = serializers.CharField(max_length=MOST)
    next_due_at = ZonedDateTimeField(allow_null=True, default=None)
    release = serializers.BooleanField(default=False)


class CorrectionOut(serializers.Serializer[Any]):
    """What an update should have said, and the number of the entry that says it."""

    seq = serializers.IntegerField()
    text = serializers.CharField()


class UpdateOut(serializers.ModelSerializer[StatusUpdate]):
    """What we told people about progress. `correction`: null where it stands."""

    correction = serializers.SerializerMethodField()

    class Meta:
        model = StatusUpdate
        fields = ("id", "incident", "audience", "text", "sent_by", "sent_at", "next_due_at", "correction")

    @extend_schema_field(CorrectionOut(allow_null=True))
    def get_correction(self, update: StatusUpdate) -> Any:
        """As the reader may know it."""
        correction = self.context.get("corrections", {}).get(update.pk)
        return CorrectionOut(correction).data if correction else None
