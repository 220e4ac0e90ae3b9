"""Crisis plans: drafts people edit, published versions nobody edits, and the changes that lessons ask for."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7

from accounts.brands.models import Brand
from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel

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
# In the order of an incident's life: documents, checks and comparisons go by it.
PHASES = ("triage", "respond", "stabilise", "resolve", "learn")
DUTIES = ("lead", "comms", "legal", "monitor", "scribe", "client_liaison")


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ").capitalize()) for name in names]


# The constraint is of version and status together: migration 0004.
_OF_A_VERSION: dict[str, Any] = {"on_delete": models.CASCADE, "db_index": False, "db_constraint": False}


class Plan(Dated, ScopedModel):
    """A crisis plan of a brand. Its text lives in versions."""

    # No client_rule: holding statements and guidance are the agency's own until it says them.
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


class PlanVersion(Dated, ScopedModel):
    """A state of a plan: one draft at most, one published at most, numbered when published, immutable from then on.

    The database holds that, whoever writes: once the version has its seal, a constraint of the seal refuses another
    number, other words, another publisher or time, and its removal; its parts are walled by their own (see `Part`).
    What moves is that it is retired.
    """

    brand_path = "plan__brand"
    fixed = ("plan", "based_on", "created_by", "created_at")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=VERSION.choices, default=VERSION.start)
    summary = models.TextField(blank=True)
    change_note = models.CharField(max_length=500, blank=True)
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    lock = models.PositiveIntegerField(default=1)  # grows with every edit of the draft: the ETag
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **USER_FK)
    edited_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **USER_FK)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    # Of summary and change note (digests.words_digest), from publishing on; the schema refuses one that is not theirs.
    # Null before: what a seal's key refers to is looked up where an old value was there, and there is no right to that
    # where one role owns and serves.
    words_sha256 = models.CharField(max_length=64, null=True, blank=True, editable=False)

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
            # What parts and seals refer to, so that they always say what the version says.
            models.UniqueConstraint(fields=["id", "status"], name="planversion_and_its_status"),
            models.UniqueConstraint(
                fields=["id", "plan", "number", "words_sha256", "published_by", "published_at"],
                name="planversion_as_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} v{self.number}" if self.number else f"{self.plan}, draft"


class PlanSeal(ScopedModel):
    """What a version was when it was published. Never edited; written in publishing's transaction.

    `digest` covers the version and all its parts (playbooks/digests.py). The other values are the version's own: a
    foreign key over all of them (migration 0005) lets neither side say otherwise, and refuses by an error.
    """

    brand_path = "plan__brand"
    append_only = True

    # No constraints of their own: the one over all values holds these, too. And nobody has the right to lock a row of an
    # append-only table, which checking a constraint to it takes where one role owns and serves.
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="seal", db_constraint=False)
    number = models.PositiveIntegerField()
    words_sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **USER_FK)
    published_at = models.DateTimeField(null=True)
    form = models.PositiveSmallIntegerField()  # of the digest
    digest = models.CharField(max_length=64)


class Part(ScopedModel):
    """Something a version is made of. `key` stays the same from version to version, so that a diff can follow it.

    Only a draft's parts can be written. Two things of the database hold that, whoever writes: a foreign key of version and
    status together, by which the database itself carries a version's new status to its parts; and row level security,
    by which the serving role adds, changes and removes parts with the status "draft" only (migrations 0004 and 0007).
    A change of others is refused by an error; a removal finds no row, which row level security can't say otherwise:
    services take parts out of a draft they hold locked (drafts.claim), where it can't happen.

    Not triggers, which would raise at removals as well: Citus, the way open to many machines, takes none on its tables.
    And no policy asks another table, which Citus refuses, too: hence the status beside each part.
    """

    brand_path = "version__plan__brand"
    guarded_rows = True
    fixed = ("version", "version_status")

    version_status = models.CharField(max_length=10, default=VERSION.start, db_default=VERSION.start, editable=False)
    key = models.UUIDField(default=uuid7, editable=False)
    order = models.PositiveIntegerField()
    # Grows with every change of this part: two people at different parts of a draft are not in each other's way.
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **USER_FK)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Section(Part):
    """A piece of the plan's text."""

    brand_path = "version__plan__brand"

    version = models.ForeignKey(PlanVersion, related_name="sections", **_OF_A_VERSION)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)  # Markdown

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="section_key_once")]


class Step(Part):
    """One instruction. At work in an incident it becomes a task, due `due_minutes` after the opening."""

    brand_path = "version__plan__brand"

    version = models.ForeignKey(PlanVersion, related_name="steps", **_OF_A_VERSION)
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

    version = models.ForeignKey(PlanVersion, related_name="statements", **_OF_A_VERSION)
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

    version = models.ForeignKey(PlanVersion, related_name="contacts", **_OF_A_VERSION)
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

    version = models.ForeignKey(PlanVersion, related_name="triggers", **_OF_A_VERSION)
    name = models.CharField(max_length=100)
    query = models.TextField()
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="trigger_key_once")]


class ChangeProposal(Dated, ScopedModel):
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
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **USER_FK)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    # The draft it went into; every version names the lessons that caused it through these rows.
    version = models.ForeignKey(PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")

    def __str__(self) -> str:
        return self.title
