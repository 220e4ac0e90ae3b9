"""Incidents, their tasks, record and updates, as they are taken and given."""

from typing import Any

from rest_framework import serializers

from accounts.api.fields import FactsField, ZonedDateTimeField
from incidents.models import INCIDENT, SEVERITIES, Incident, Milestone, Task, TeamPlace, TimelineEntry
from incidents.models.record import VISIBILITIES
from incidents.services.clocks import MEASURED_BY
from playbooks.models import DUTIES, PHASES

_SEVERITY = list(SEVERITIES)
AUDIENCE_HELP = "public is refused (no_public_page) until there is a page the public can read"
# Confirming pins a plan and merging asks into which: they have endpoints of their own.
STATUS_ACTIONS = [action for action in INCIDENT.moves if action not in ("confirm", "merge")]


class IncidentOut(serializers.ModelSerializer[Incident]):
    """A situation being handled. A client reads what was released: neither the reason of its severity nor the plan."""

    class Meta:
        model = Incident
        fields = (
            "id", "brand", "number", "title", "status", "severity", "severity_reason", "lead", "plan_version", "opened_at",
            "opened_by", "resolved_at", "closed_at", "next_update_due_at", "released_to_client_at", "is_drill",
            "merged_into", "updated_at",
        )  # fmt: skip

    def to_representation(self, instance: Incident) -> dict[str, Any]:
        """What its reader may know."""
        shown: dict[str, Any] = super().to_representation(instance)
        member = getattr(self.context.get("request"), "member", None)
        if member is not None and member.is_client:
            shown |= {"severity_reason": "", "plan_version": None, "opened_by": None}
        return shown


class IncidentIn(serializers.Serializer[Any]):
    """An incident to open."""

    brand = serializers.UUIDField()
    title = serializers.CharField(max_length=200)
    severity = serializers.ChoiceField(_SEVERITY)
    reason = serializers.CharField(max_length=500)
    plan_version = serializers.UUIDField(allow_null=True, default=None)
    alert = serializers.UUIDField(allow_null=True, default=None)
    mentions = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=200)
    is_drill = serializers.BooleanField(default=False)


class IncidentStatusIn(serializers.Serializer[Any]):
    """Which way, and why."""

    action = serializers.ChoiceField(STATUS_ACTIONS)
    reason = serializers.CharField(max_length=500, default="", allow_blank=True)
    waiver = serializers.CharField(
        max_length=500, default="", allow_blank=True, help_text="why open items are left undone: needed to end it then"
    )


class OwedOut(serializers.Serializer[Any]):
    """One thing an incident owes before it ends. `id`: of the task or the answer."""

    kind = serializers.ChoiceField(["task", "update", "answer", "public_answer"])
    id = serializers.UUIDField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    text = serializers.CharField()


class MergeIn(serializers.Serializer[Any]):
    """Into which running incident of the brand, and why."""

    into = serializers.UUIDField()
    reason = serializers.CharField(max_length=500)


class MergeChoiceOut(serializers.Serializer[Any]):
    """An incident it could go into: what changes there, or why it can't (`why_not`; empty: it can)."""

    id = serializers.UUIDField(source="incident.pk")
    number = serializers.IntegerField(source="incident.number")
    title = serializers.CharField(source="incident.title")
    severity = serializers.IntegerField(source="incident.severity")
    opened_at = serializers.DateTimeField(source="incident.opened_at")
    brings = serializers.ListField(child=serializers.CharField())
    why_not = serializers.CharField()


class OutlookOut(serializers.Serializer[Any]):
    """What merging it would do, in sentences."""

    choices = MergeChoiceOut(many=True)
    moves = serializers.ListField(child=serializers.CharField())
    ends = serializers.ListField(child=serializers.CharField())
    stays = serializers.ListField(child=serializers.CharField())


class PlanIn(serializers.Serializer[Any]):
    """A published plan version."""

    plan_version = serializers.UUIDField(allow_null=True, default=None)


class SeverityIn(serializers.Serializer[Any]):
    """Another severity, and why."""

    severity = serializers.ChoiceField(_SEVERITY)
    reason = serializers.CharField(max_length=500)


class HandOverIn(serializers.Serializer[Any]):
    """To whom."""

    user_id = serializers.IntegerField(min_value=1)
    note = serializers.CharField(max_length=500, default="", allow_blank=True)


class DutyIn(serializers.Serializer[Any]):
    """Who has which duty; null: nobody."""

    duty = serializers.ChoiceField(DUTIES)
    user_id = serializers.IntegerField(min_value=1, allow_null=True)


class TitleIn(serializers.Serializer[Any]):
    """Another title."""

    title = serializers.CharField(max_length=200)


class AlertIn(serializers.Serializer[Any]):
    """An open alert."""

    alert = serializers.UUIDField()


class MovedAlertIn(AlertIn):
    """An alert that is in an incident, and why it leaves it."""

    alert = serializers.UUIDField()
    reason = serializers.CharField(max_length=500)


class MentionsIn(serializers.Serializer[Any]):
    """Mentions to link."""

    mentions = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=200)


class MentionIn(serializers.Serializer[Any]):
    """A mention to unlink."""

    mention = serializers.UUIDField()


class EntryNoteIn(serializers.Serializer[Any]):
    """A note; for the client it is a release."""

    text = serializers.CharField(max_length=20_000)
    visibility = serializers.ChoiceField(VISIBILITIES, default="internal", help_text=AUDIENCE_HELP)


class CorrectIn(serializers.Serializer[Any]):
    """The correction of an earlier entry."""

    text = serializers.CharField(max_length=20_000)


class ReleaseIn(serializers.Serializer[Any]):
    """For whom."""

    audience = serializers.ChoiceField(VISIBILITIES[1:], help_text=AUDIENCE_HELP)


class TaskOut(serializers.ModelSerializer[Task]):
    """A step at work."""

    class Meta:
        model = Task
        fields = (
            "id", "incident", "step", "order", "phase", "title", "instructions", "duty", "owner", "due_at", "required", "status",
            "finished_at", "finished_by", "skip_reason", "moved_from", "updated_at",
        )  # fmt: skip


class TaskIn(serializers.Serializer[Any]):
    """A task no plan foresaw."""

    incident = serializers.UUIDField()
    title = serializers.CharField(max_length=200)
    due_minutes = serializers.IntegerField(max_value=86_400, help_text="from now")
    duty = serializers.ChoiceField(DUTIES, default="lead")
    phase = serializers.ChoiceField(PHASES, default="respond")
    instructions = serializers.CharField(max_length=20_000, default="", allow_blank=True)
    owner = serializers.IntegerField(min_value=1, allow_null=True, default=None)
    required = serializers.BooleanField(default=False)  # type: ignore[assignment]


class TaskChangeIn(serializers.Serializer[Any]):
    """What a task says from now on, and why; what is left out stays."""

    title = serializers.CharField(max_length=200, required=False)
    # DRF's own field would take a time without a zone for one in whatever zone is active.
    due_at = ZonedDateTimeField(required=False)
    instructions = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    reason = serializers.CharField(max_length=500)


class SkipIn(serializers.Serializer[Any]):
    """Why it is left out."""

    reason = serializers.CharField(max_length=300, default="", allow_blank=True)


class PersonIn(serializers.Serializer[Any]):
    """To whom."""

    user_id = serializers.IntegerField(min_value=1)


class EntryOut(serializers.ModelSerializer[TimelineEntry]):
    """One thing that happened."""

    payload = FactsField(allow_null=True, help_text="by kind; null: erased")
    corrected_by = serializers.SerializerMethodField(
        help_text="the number of the entry that corrects it; null: it stands"
    )

    class Meta:
        model = TimelineEntry
        fields = (
            "id", "incident", "seq", "at", "kind", "actor_id", "actor_label", "visibility", "payload", "corrects_seq",
            "corrected_by", "digest",
        )  # fmt: skip

    def get_corrected_by(self, entry: TimelineEntry) -> int | None:
        """As the reader may know it."""
        seq: int | None = self.context.get("corrected", {}).get(entry.pk)
        return seq


class MilestoneOut(serializers.ModelSerializer[Milestone]):
    """The first time something happened."""

    class Meta:
        model = Milestone
        fields = ("kind", "at")


class ClockOut(serializers.Serializer[Any]):
    """What an incident is measured by. `state`: running, met, missed (reached after `due_at`), held (it ended without)."""

    kind = serializers.ChoiceField([*MEASURED_BY, "update"])
    started_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    reached_at = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField(["running", "met", "missed", "held"])


class DutyOut(serializers.ModelSerializer[TeamPlace]):
    """Who has which duty."""

    name = serializers.CharField(source="user.name")

    class Meta:
        model = TeamPlace
        fields = ("duty", "user_id", "name", "since")


class WaitingOut(serializers.Serializer[Any]):
    """One thing that waits for me."""

    kind = serializers.CharField()
    id = serializers.UUIDField()
    title = serializers.CharField()
    brand_id = serializers.UUIDField()
    brand = serializers.CharField()
    url = serializers.CharField()
    due_at = serializers.DateTimeField(allow_null=True)
    severity = serializers.IntegerField(allow_null=True)
    mine = serializers.BooleanField()


class ReasonOut(serializers.Serializer[Any]):
    """Why a plan is proposed, in numbers."""

    trigger = serializers.CharField()
    why = serializers.CharField()
    matched = serializers.IntegerField()
    of = serializers.IntegerField()


class ProposedPlanOut(serializers.Serializer[Any]):
    """A plan that fits an alert."""

    plan_version = serializers.UUIDField(source="version.pk")
    plan = serializers.CharField(source="version.plan.name")
    number = serializers.IntegerField(source="version.number")
    reasons = ReasonOut(many=True)


class OpeningOut(serializers.Serializer[Any]):
    """How an incident would begin with an alert."""

    title = serializers.CharField()
    reopen_candidate = IncidentOut(allow_null=True)
