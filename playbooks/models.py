"""Crisis plans: drafts people edit, published versions nobody edits, and the changes that lessons ask for."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7

from accounts.brands.models import Brand
from accounts.lifecycle import Graph
from accounts.scoping import A_PERSON, ScopedModel

VERSION = Graph(
    name="plan version",
    statuses=("draft", "published", "retired"),
    start="draft",
    moves={"publish": (("draft",), "published"), "retire": (("published",), "retired")},
)
PROPOSAL = Graph(
    name="change proposal",
    statuses=("open", "accepted", "rejected"),
    start="open",
    # It opens again where the draft it went into is discarded.
    moves={"accept": (("open",), "accepted"), "reject": (("open",), "rejected"), "reopen": (("accepted",), "open")},
)
PHASES = ("triage", "respond", "stabilise", "resolve", "learn")
DUTIES = ("lead", "comms", "legal", "monitor", "scribe", "client_liaison")


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ").capitalize()) for name in names]


class Plan(ScopedModel):
    """A crisis plan of a brand. Its text lives in versions."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="plans")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)  # the starter it began with, "own" otherwise
    is_archived = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["brand", "name"], name="plan_name_once")]

    def __str__(self) -> str:
        return self.name


class PlanVersion(ScopedModel):
    """A state of a plan: one draft at most, one published at most, numbered when published, immutable from then on."""

    brand_path = "plan__brand"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=VERSION.choices, default=VERSION.start)
    summary = models.TextField(blank=True)
    change_note = models.CharField(max_length=500, blank=True)
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    lock = models.PositiveIntegerField(default=1)  # grows with every edit of the draft: the ETag
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, **A_PERSON)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **A_PERSON)
    edited_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **A_PERSON)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="planversion_number_once"),
            models.UniqueConstraint(fields=["plan"], condition=models.Q(status="draft"), name="planversion_one_draft"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(status="published"), name="planversion_one_published"
            ),
            models.CheckConstraint(
                name="planversion_number_iff_published",
                condition=models.Q(status="draft", number=None)
                | ~models.Q(status="draft") & models.Q(number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} v{self.number}" if self.number else f"{self.plan}, draft"


class Part(ScopedModel):
    """Something a version is made of. `key` stays the same from version to version, so that a diff can follow it."""

    brand_path = "version__plan__brand"

    key = models.UUIDField(default=uuid7, editable=False)
    order = models.PositiveIntegerField()
    # Grows with every change of this part: two people at different parts of a draft are not in each other's way.
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **A_PERSON)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Section(Part):
    """A piece of the plan's text."""

    brand_path = "version__plan__brand"

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="sections", db_index=False)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)  # Markdown

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="section_key_once")]


class Step(Part):
    """One instruction. At work in an incident it becomes a task, due `due_minutes` after the opening."""

    brand_path = "version__plan__brand"

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="steps", db_index=False)
    phase = models.CharField(max_length=10, choices=_choices(PHASES))
    title = models.CharField(max_length=200)
    instructions = models.TextField(blank=True)  # Markdown
    duty = models.CharField(max_length=16, choices=_choices(DUTIES))
    due_minutes = models.PositiveIntegerField()
    required = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="step_key_once")]


class HoldingStatement(Part):
    """A prepared first answer with typed slots: {{name:type}}, described in `slots`."""

    brand_path = "version__plan__brand"

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="statements", db_index=False)
    title = models.CharField(max_length=200)
    channel = models.CharField(max_length=20, default="any")  # any, social, press, web, customer_care
    language = models.CharField(max_length=8, default="en")
    text = models.TextField()
    slots = models.JSONField(default=list)  # [{"name", "type", "label", "required", "example"}]

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="statement_key_once")]


class PlanContact(Part):
    """Whom the plan says to reach, and when."""

    brand_path = "version__plan__brand"

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="contacts", db_index=False)
    function = models.CharField(max_length=100)
    name = models.CharField(max_length=100, blank=True)
    reach = models.CharField(max_length=200, blank=True)  # phone or e-mail, as written
    when = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="plancontact_key_once")]


class Trigger(Part):
    """Words that make this plan the one to propose."""

    brand_path = "version__plan__brand"

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="triggers", db_index=False)
    name = models.CharField(max_length=100)
    query = models.TextField()
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="trigger_key_once")]


class ChangeProposal(ScopedModel):
    """A change a lesson asks for, decided by a person. `changes` are operations on parts, by key."""

    brand_path = "plan__brand"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="proposals")
    title = models.CharField(max_length=200)
    reason = models.TextField()
    # [{"op": "add" | "change" | "remove", "part": "step" | "section" | …, "key": uuid | null, "fields": {…}}]
    changes = models.JSONField()
    # The lesson it comes from, by plain id and as it read then: playbooks does not know incidents.
    lesson_id = models.UUIDField(null=True, blank=True)
    lesson_text = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=PROPOSAL.choices, default=PROPOSAL.start)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **A_PERSON)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **A_PERSON)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    # The draft it went into; every version names the lessons that caused it through these rows.
    version = models.ForeignKey(PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")

    def __str__(self) -> str:
        return self.title
