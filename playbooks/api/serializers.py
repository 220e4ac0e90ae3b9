"""What goes over the wire: serializers that parse and render, and decide nothing."""

from typing import Any

from rest_framework import serializers

from accounts.api.fields import FactsField
from playbooks.diff import PartDiff
from playbooks.models import DUTIES, PHASES, PROPOSAL, VERSION, ChangeProposal, Part, PlanVersion
from playbooks.parts import CHANNELS, KINDS, MAX_DUE_MINUTES, SLOT_TYPES, Kind
from playbooks.services.proposals import OPERATIONS

PARTS = tuple(KINDS)


class PlanShape(serializers.Serializer[Any]):
    """A plan and where it stands; made from services.overview.PlanRow."""

    id = serializers.UUIDField(source="plan.pk")
    brand = serializers.UUIDField(source="plan.brand_id")
    name = serializers.CharField(source="plan.name")
    kind = serializers.CharField(source="plan.kind", help_text="The starter it began with; `own` otherwise.")
    is_archived = serializers.BooleanField(source="plan.is_archived")
    created_at = serializers.DateTimeField(source="plan.created_at")
    # Where one on the way is None, DRF gives the default instead of an AttributeError.
    published = serializers.UUIDField(source="published.pk", default=None, allow_null=True)
    published_number = serializers.IntegerField(source="published.number", default=None, allow_null=True)
    published_at = serializers.DateTimeField(source="published.published_at", default=None, allow_null=True)
    review_due_at = serializers.DateTimeField(allow_null=True)
    draft = serializers.UUIDField(source="draft.pk", default=None, allow_null=True)
    open_proposals = serializers.IntegerField()
    updated_at = serializers.DateTimeField(source="plan.updated_at")


class NewPlan(serializers.Serializer[Any]):
    """A plan to make: from a starter (its key), or empty."""

    brand = serializers.UUIDField()
    name = serializers.CharField(max_length=100)
    starter = serializers.CharField(required=False, allow_blank=True, default="", help_text="A key of /starters/.")


class SlotShape(serializers.Serializer[Any]):
    """A blank of a holding statement, written `{{name:type}}` in its text."""

    name = serializers.CharField()
    type = serializers.ChoiceField(choices=SLOT_TYPES)
    label = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    required = serializers.BooleanField()  # type: ignore[assignment]
    example = serializers.CharField(allow_blank=True)


class SectionShape(serializers.Serializer[Any]):
    """A chapter."""

    key = serializers.UUIDField()
    title = serializers.CharField()
    body = serializers.CharField(help_text="Markdown")


class StepShape(serializers.Serializer[Any]):
    """One instruction."""

    key = serializers.UUIDField()
    phase = serializers.ChoiceField(choices=PHASES)
    title = serializers.CharField()
    instructions = serializers.CharField(help_text="Markdown")
    duty = serializers.ChoiceField(choices=DUTIES)
    due_minutes = serializers.IntegerField(min_value=0, max_value=MAX_DUE_MINUTES, help_text="After the start.")
    required = serializers.BooleanField()  # type: ignore[assignment]


class StatementShape(serializers.Serializer[Any]):
    """A prepared first answer."""

    key = serializers.UUIDField()
    title = serializers.CharField()
    channel = serializers.ChoiceField(choices=CHANNELS)
    language = serializers.CharField()
    text = serializers.CharField()
    slots = SlotShape(many=True)


class ContactShape(serializers.Serializer[Any]):
    """Whom to reach."""

    key = serializers.UUIDField()
    function = serializers.CharField()
    name = serializers.CharField(allow_blank=True)
    reach = serializers.CharField(allow_blank=True)
    when = serializers.CharField(allow_blank=True)


class TriggerShape(serializers.Serializer[Any]):
    """Words that suggest the plan."""

    key = serializers.UUIDField()
    name = serializers.CharField()
    query = serializers.CharField()
    why = serializers.CharField(allow_blank=True)


class VersionHead(serializers.Serializer[PlanVersion]):
    """A version without its parts."""

    id = serializers.UUIDField(source="pk")
    plan = serializers.UUIDField(source="plan_id")
    number = serializers.IntegerField(allow_null=True, help_text="Given when it is published.")
    status = serializers.ChoiceField(choices=VERSION.choices)
    summary = serializers.CharField(allow_blank=True)
    change_note = serializers.CharField(allow_blank=True)
    based_on = serializers.UUIDField(source="based_on_id", allow_null=True)
    lock = serializers.IntegerField(help_text="Grows with every edit of a draft: the ETag.")
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    retired_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()


class VersionShape(VersionHead):
    """A version with its parts in order, what it still needs, and the lessons that caused it."""

    sections = SectionShape(many=True)
    steps = StepShape(many=True)
    statements = StatementShape(many=True)
    contacts = ContactShape(many=True)
    triggers = TriggerShape(many=True)
    missing = serializers.ListField(
        child=serializers.CharField(), help_text="What it needs before it can be published."
    )
    caused_by = serializers.ListField(child=serializers.UUIDField(), help_text="Accepted proposals in it.")


class SummaryChange(serializers.Serializer[Any]):
    """What the plan is for; left out, it stays."""

    summary = serializers.CharField(max_length=4000, allow_blank=True, required=False)


class NewPart(serializers.Serializer[Any]):
    """A part to add; what a field takes is said by the version's own parts."""

    part = serializers.ChoiceField(choices=PARTS)
    fields = FactsField(help_text="as a version shows parts of the kind")  # type: ignore[assignment]


class PartChange(serializers.Serializer[Any]):
    """The fields to change; none named, none changed."""

    fields = FactsField(required=False, default=dict)  # type: ignore[assignment]


class PartOrder(serializers.Serializer[Any]):
    """Every part of a kind, once, in its new order."""

    part = serializers.ChoiceField(choices=PARTS)
    keys = serializers.ListField(child=serializers.UUIDField(), max_length=200)  # as many as one kind may have


class PartShape(serializers.Serializer[Any]):
    """A part as it stands, and the draft's new lock."""

    part = serializers.ChoiceField(choices=PARTS)
    key = serializers.UUIDField()
    fields = FactsField(help_text="as a version shows parts of the kind")  # type: ignore[assignment]
    lock = serializers.IntegerField()


class LockShape(serializers.Serializer[Any]):
    """The draft's new lock."""

    lock = serializers.IntegerField()


class ChangeNote(serializers.Serializer[Any]):
    """What changed, and why."""

    change_note = serializers.CharField(max_length=500, allow_blank=True, required=False, default="")


class DiffWords(serializers.Serializer[Any]):
    """A run of words."""

    op = serializers.ChoiceField(choices=("equal", "insert", "delete"))
    text = serializers.CharField(trim_whitespace=False, allow_blank=True)


class DiffField(serializers.Serializer[Any]):
    """A field that differs."""

    name = serializers.CharField()
    words = DiffWords(many=True)


class DiffPart(serializers.Serializer[Any]):
    """A part that differs."""

    part = serializers.ChoiceField(choices=("summary", *PARTS))
    key = serializers.CharField()
    change = serializers.ChoiceField(choices=("added", "removed", "changed", "moved"))
    moved = serializers.BooleanField(help_text="Stands elsewhere now; so may a changed part.")
    title = serializers.CharField(allow_blank=True)
    fields = DiffField(many=True)  # type: ignore[assignment]


class DiffShape(serializers.Serializer[Any]):
    """What changed from one version to another."""

    version = serializers.UUIDField()
    against = serializers.UUIDField(allow_null=True)
    unchanged = serializers.IntegerField()
    changes = DiffPart(many=True)


class StarterShape(serializers.Serializer[Any]):
    """A starter plan, as a plan made from it will read."""

    key = serializers.CharField()
    name = serializers.CharField()
    summary = serializers.CharField()
    steps = serializers.IntegerField()
    statements = serializers.IntegerField()
    contacts = serializers.IntegerField()
    triggers = serializers.IntegerField()


class Operation(serializers.Serializer[Any]):
    """One change of one part."""

    op = serializers.ChoiceField(choices=OPERATIONS)
    part = serializers.ChoiceField(choices=PARTS)
    key = serializers.UUIDField(required=False, allow_null=True, default=None, help_text="Of the part; none for `add`.")
    fields = FactsField(required=False)  # type: ignore[assignment]


class NewProposal(serializers.Serializer[Any]):
    """A change to ask for."""

    plan = serializers.UUIDField()
    title = serializers.CharField(max_length=200)
    reason = serializers.CharField(max_length=5000, allow_blank=True, required=False, default="")
    changes = serializers.ListField(child=Operation(), min_length=1, max_length=200)
    lesson_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    lesson_text = serializers.CharField(max_length=2000, allow_blank=True, required=False, default="")


class ProposalShape(serializers.Serializer[ChangeProposal]):
    """A change a lesson asks for."""

    id = serializers.UUIDField(source="pk")
    plan = serializers.UUIDField(source="plan_id")
    title = serializers.CharField()
    reason = serializers.CharField(allow_blank=True)
    changes = Operation(many=True)
    lesson_id = serializers.UUIDField(allow_null=True)
    lesson_text = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(choices=PROPOSAL.choices)
    proposed_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    decision_reason = serializers.CharField(allow_blank=True)
    version = serializers.UUIDField(source="version_id", allow_null=True, help_text="The version it went into.")
    updated_at = serializers.DateTimeField()


class Decision(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=500, allow_blank=True, required=False, default="")


def part_data(kind: Kind, row: Part, lock: int) -> dict[str, object]:
    """A part as PartShape shows it."""
    return {
        "part": kind.name,
        "key": str(row.key),
        "fields": {name: getattr(row, name) for name in kind.readers},
        "lock": lock,
    }


def diff_data(parts: list[PartDiff]) -> list[dict[str, object]]:
    """Differences as DiffPart shows them."""
    return [
        {
            "part": part.kind,
            "key": part.key,
            "change": part.change,
            "moved": part.moved,
            "title": part.title,
            "fields": [
                {"name": field.name, "words": [{"op": sign, "text": text} for sign, text in field.parts]}
                for field in part.fields
            ],
        }
        for part in parts
    ]
