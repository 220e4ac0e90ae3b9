"""What we say in public: written, approved by somebody else, bound to its exact text, published by hand-off."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from accounts.lifecycle import Graph
from accounts.scoping import A_PERSON, ScopedModel, ScopedQuerySet
from incidents.models.command import Incident
from playbooks.models import HoldingStatement

ANSWER = Graph(
    name="public answer",
    statuses=("draft", "in_approval", "approved", "handed_off", "published", "withdrawn"),
    start="draft",
    moves={
        "ask": (("draft",), "in_approval"),
        "edit": (("draft", "in_approval", "approved"), "draft"),  # any edit voids what was approved
        "approve": (("in_approval",), "approved"),
        "reject": (("in_approval",), "draft"),
        "hand_off": (("approved",), "handed_off"),  # the text was copied to be posted
        "confirm": (("handed_off",), "published"),
        "withdraw": (("draft", "in_approval", "approved", "handed_off"), "withdrawn"),
    },
)
APPROVAL = Graph(
    name="approval",
    statuses=("asked", "approved", "rejected", "void"),
    start="asked",
    moves={
        "approve": (("asked",), "approved"),
        "reject": (("asked",), "rejected"),
        "void": (("asked", "approved"), "void"),
    },
)
_USER = settings.AUTH_USER_MODEL


class PublicAnswerQuerySet(ScopedQuerySet["PublicAnswer"]):
    """Reads of answers."""

    def visible_to(self, member: Any) -> Self:
        """As everywhere; clients only answers they are or were asked about, and published ones."""
        scoped = super().visible_to(member)
        if member is None or not member.is_client:
            return scoped
        asked = Approval.objects.filter(asked_of_id=member.user_id).values("answer_id")
        return scoped.filter(models.Q(status="published") | models.Q(pk__in=asked))


class ApprovalQuerySet(ScopedQuerySet["Approval"]):
    """Reads of approvals."""

    def visible_to(self, member: Any) -> Self:
        """As everywhere; clients only what they themselves were asked."""
        scoped = super().visible_to(member)
        return scoped.filter(asked_of_id=member.user_id) if member is not None and member.is_client else scoped


class PublicAnswer(ScopedModel):
    """A text for the public. `text_sha256` is of the exact text; approvals and the publication carry the same hash."""

    brand_path = "incident__brand"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="answers")
    statement = models.ForeignKey(
        HoldingStatement, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    slots = models.JSONField(default=dict)  # what was filled in
    channel = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=12, choices=ANSWER.choices, default=ANSWER.start)
    version = models.PositiveIntegerField(default=1)  # grows with every edit: the ETag
    drafted_by = models.ForeignKey(_USER, **A_PERSON)
    drafted_at = models.DateTimeField()
    edited_by = models.ForeignKey(_USER, **A_PERSON)
    for_drill = models.BooleanField(default=False)  # as its incident; stands here so that the schema can refuse

    objects: ClassVar[Any] = PublicAnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            # A drill can reach nobody outside: its answers can't leave, whatever code asks for it.
            models.CheckConstraint(
                name="publicanswer_drill_stays_inside",
                condition=models.Q(for_drill=False) | ~models.Q(status__in=["handed_off", "published"]),
            )
        ]

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see answers of incidents released to them; which, see the query set."""
        return models.Q(incident__released_to_client_at__isnull=False)


class Approval(ScopedModel):
    """One person's yes or no to one exact text. Silence approves nothing."""

    brand_path = "answer__incident__brand"

    answer = models.ForeignKey(PublicAnswer, on_delete=models.CASCADE, related_name="approvals")
    text_sha256 = models.CharField(max_length=64)
    asked_of = models.ForeignKey(_USER, **A_PERSON)
    asked_by = models.ForeignKey(_USER, **A_PERSON)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=APPROVAL.choices, default=APPROVAL.start)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    told_late = models.DateTimeField(null=True, editable=False)  # whom it concerns was told that no answer came by then

    objects: ClassVar[Any] = ApprovalQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            # Home: what waits for my yes.
            models.Index(fields=["asked_of", "due_at"], name="approval_mine", condition=models.Q(status="asked"))
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["answer", "asked_of"],
                condition=models.Q(status__in=["asked", "approved"]),
                name="approval_once",
            )
        ]

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see approvals of answers of incidents released to them."""
        return models.Q(answer__incident__released_to_client_at__isnull=False)


class Publication(ScopedModel):
    """Where an approved text stands, confirmed by a person. Never edited."""

    brand_path = "answer__incident__brand"
    append_only = True

    answer = models.ForeignKey(PublicAnswer, on_delete=models.CASCADE, related_name="publications")
    text_sha256 = models.CharField(max_length=64)
    url = models.CharField(max_length=2000)
    confirmed_by = models.ForeignKey(_USER, **A_PERSON)
    confirmed_at = models.DateTimeField()

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see what was published, of incidents released to them."""
        return models.Q(answer__incident__released_to_client_at__isnull=False)
