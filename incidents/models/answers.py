"""What we say in public: written, approved by somebody else, bound to its exact text, published by hand-off."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel, ScopedQuerySet
from incidents.models.command import Incident
from playbooks.models import HoldingStatement

ANSWER = Graph(
    name="public answer",
    statuses=("draft", "in_approval", "approved", "handed_off", "published", "withdrawn"),
    start="draft",
    moves={
        "ask": (("draft",), "in_approval"),
        "unask": (("in_approval",), "draft"),  # its last open question was taken back, and nobody decided
        "edit": (("draft", "in_approval", "approved"), "draft"),  # any edit voids what was approved
        "approve": (("in_approval",), "approved"),
        "reject": (("in_approval",), "draft"),
        "hand_off": (("approved",), "handed_off"),  # the text was copied to be posted
        "confirm": (("handed_off",), "published"),
        # What is published can't be withdrawn: the record says where it stands, and that it was said.
        "withdraw": (("draft", "in_approval", "approved", "handed_off"), "withdrawn"),
    },
)
# Nobody took it to post: nothing of it can stand in public.
UNSAID = ("draft", "in_approval", "approved")

APPROVAL = Graph(
    name="approval",
    statuses=("asked", "approved", "rejected", "void"),
    start="asked",
    moves={
        "approve": (("asked",), "approved"),
        "reject": (("asked",), "rejected"),
        "void": (("asked", "approved"), "void"),  # an edit voids a yes that was given, too
    },
)
# Why a question, or a yes, is void.
ENDED = ("edited", "refused", "answer_withdrawn", "withdrawn", "asked_again", "left", "incident_ended", "merged")
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

    def with_text(self) -> Self:
        """Each with `text`, the exact words it asks about, whatever the answer says by now; None where they are not kept."""
        words = AnswerRevision.objects.filter(
            answer_id=models.OuterRef("answer_id"), text_sha256=models.OuterRef("text_sha256")
        )
        # Words may come back after an edit: two revisions then have this hash, with the same text.
        return self.annotate(text=models.Subquery(words.order_by("number").values("text")[:1]))


class AnswerRevisionQuerySet(ScopedQuerySet["AnswerRevision"]):
    """Reads of what an answer said."""

    def visible_to(self, member: Any) -> Self:
        """As everywhere; clients only words they themselves are or were asked about, and published ones."""
        scoped = super().visible_to(member)
        if member is None or not member.is_client:
            return scoped
        mine = Approval.objects.filter(asked_of_id=member.user_id)
        return scoped.filter(_said_in(mine) | _said_in(Publication.objects.all()))


def _said_in(rows: Any) -> models.Exists:
    """Whether one of these rows is about exactly this revision's words."""
    return models.Exists(
        rows.filter(answer_id=models.OuterRef("answer_id"), text_sha256=models.OuterRef("text_sha256"))
    )


class PublicAnswer(Dated, ScopedModel):
    """A text for the public. `text_sha256` is of the exact text; approvals and the publication carry the same hash."""

    brand_path = "incident__brand"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="answers")
    # PROTECT: what was said in public can show the words it began with.
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
    drafted_by = models.ForeignKey(_USER, **USER_FK)
    drafted_at = models.DateTimeField()
    edited_by = models.ForeignKey(_USER, **USER_FK)
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


class AnswerRevision(ScopedModel):
    """What an answer said from one edit to the next, and who wrote it. Never edited: whoever wrote any of it approves none.

    Looked up by the hash of the words: that is what an approval and a publication are bound to.
    """

    brand_path = "answer__incident__brand"
    append_only = True

    answer = models.ForeignKey(PublicAnswer, on_delete=models.CASCADE, related_name="revisions", db_index=False)
    number = models.PositiveIntegerField()  # the answer's `version` then
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(_USER, **USER_FK)
    at = models.DateTimeField()

    objects: ClassVar[Any] = AnswerRevisionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["answer", "number"], name="answerrevision_once")]
        # Asking: who ever wrote these words, in whatever answer.
        indexes: ClassVar = [models.Index(fields=["text_sha256"], name="answerrevision_words")]

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see revisions of incidents released to them; which, see the query set."""
        return models.Q(answer__incident__released_to_client_at__isnull=False)


class Approval(Dated, ScopedModel):
    """One person's yes or no to one exact text. Silence approves nothing."""

    brand_path = "answer__incident__brand"
    # Whom it asks about which words stands as it was written; what became of it is vouched for by the record.
    changing = ("status", "decided_at", "reason", "ended_because", "told_late", "updated_at")

    answer = models.ForeignKey(PublicAnswer, on_delete=models.CASCADE, related_name="approvals")
    text_sha256 = models.CharField(max_length=64)
    asked_of = models.ForeignKey(_USER, **USER_FK)
    asked_by = models.ForeignKey(_USER, **USER_FK)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=APPROVAL.choices, default=APPROVAL.start)
    decided_at = models.DateTimeField(null=True, blank=True)  # also when it became void
    reason = models.CharField(max_length=500, blank=True)
    ended_because = models.CharField(
        max_length=20, blank=True, default="", db_default="", choices=[(name, name) for name in ENDED], editable=False
    )
    told_late = models.DateTimeField(null=True, editable=False)  # whom it concerns was told that no answer came by then

    objects: ClassVar[Any] = ApprovalQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            # Home: what waits for my yes.
            models.Index(fields=["asked_of", "due_at"], name="approval_mine", condition=models.Q(status="asked"))
        ]
        constraints: ClassVar = [
            # One open question or standing yes a person; what is void or refused stays beside it.
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
    confirmed_by = models.ForeignKey(_USER, **USER_FK)
    confirmed_at = models.DateTimeField()

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see what was published, of incidents released to them."""
        return models.Q(answer__incident__released_to_client_at__isnull=False)
