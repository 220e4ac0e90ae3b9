"""What people keep beside a query: starred posts it is tested on, its runs over what is stored, and saved views of the inbox."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from accounts.brands.models import Brand
from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel, brand_ids
from monitoring.models.mentions import Mention
from monitoring.models.sources import Query

_USER = settings.AUTH_USER_MODEL
BACKFILL = Graph(
    name="back-fill",
    statuses=("running", "done", "cancelled", "replaced", "failed"),
    start="running",
    moves={
        "finish": (("running",), "done"),
        "cancel": (("running",), "cancelled"),
        "replace": (("running",), "replaced"),  # the query was changed or stopped meanwhile
        "fail": (("running",), "failed"),
        "resume": (("failed", "cancelled"), "running"),
    },
)
# In this order: the brand's own mentions, other posts of its feeds that the agency holds, what was fetched for others,
# and once more what came while the query was being saved.
PHASES = ("mentions", "posts", "arrivals", "settling")


class QueryStar(ScopedModel):
    """A stored post that a query must match, or must not: its test set. Checked at each save."""

    brand_path = "query__brand"

    query = models.ForeignKey(Query, on_delete=models.CASCADE, related_name="stars", db_index=False)
    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+", db_index=False)
    must_match = models.BooleanField()
    by = models.ForeignKey(_USER, **USER_FK)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["query", "mention"], name="querystar_once")]


class Backfill(Dated, ScopedModel):
    """One run of a query's version over what is stored. Its position moves in the transaction that writes what it found."""

    brand_path = "query__brand"

    query = models.ForeignKey(Query, on_delete=models.CASCADE, related_name="backfills", db_index=False)
    query_version = models.PositiveIntegerField()
    since = models.DateTimeField()  # posts published from here on
    status = models.CharField(max_length=10, choices=BACKFILL.choices, default=BACKFILL.start)
    phase = models.CharField(max_length=10, choices=[(name, name) for name in PHASES], default=PHASES[0])
    position = models.CharField(max_length=100, blank=True)  # the last row read in this phase; "" at its beginning
    total = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    matched = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)  # mentions that were not there before
    by = models.ForeignKey(_USER, **USER_FK)
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row

    class Meta:
        # Serves the sweep too: running ones are few.
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["query"], condition=models.Q(status="running"), name="backfill_one_running")
        ]
        indexes: ClassVar = [models.Index(fields=["query", "-started_at"], name="backfill_of_query")]


class SavedView(Dated, ScopedModel):
    """A named filter of the inbox: one person's (`user`), or shared with everybody on its brand (`user` null).

    `filters` holds what the inbox's address holds, without the brand; `text` is in the query language.
    """

    brand_path = None
    brand_path_reason = "a person's own view may look at all their brands"

    user = models.ForeignKey(_USER, null=True, **USER_FK)
    brand = models.ForeignKey(Brand, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    filters = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    default_for = models.JSONField(default=list)  # ids of the people whose inbox opens with it
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(_USER, **USER_FK)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "name"], name="savedview_name_once"),
            models.UniqueConstraint(
                fields=["brand", "name"], condition=models.Q(user=None), name="savedview_shared_name_once"
            ),
            models.CheckConstraint(
                name="savedview_of_somebody", condition=models.Q(user__isnull=False) | models.Q(brand__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """One's own and those shared on one's brands; nothing about a brand one is not on."""
        here = brand_ids(member)
        own = models.Q(user_id=member.user_id) & (models.Q(brand=None) | models.Q(brand_id__in=here))
        return own | models.Q(user=None, brand_id__in=here)
