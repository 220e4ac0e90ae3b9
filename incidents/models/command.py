"""The incident, who does what in it, its tasks and its milestones."""

import re
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from accounts.brands.models import Brand
from accounts.cleaning import whole_number
from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel, ScopedQuerySet
from monitoring.matching.text import holds, parts
from monitoring.models import Alert, Mention
from playbooks.models import DUTIES, PHASES, PlanVersion, Step

INCIDENT = Graph(
    name="incident",
    statuses=("triage", "open", "responding", "stabilised", "resolved", "closed", "dismissed", "merged"),
    start="triage",
    moves={
        "confirm": (("triage",), "open"),
        "dismiss": (("triage",), "dismissed"),
        "respond": (("open", "stabilised"), "responding"),  # from stabilised: it flared up again
        "stabilise": (("open", "responding"), "stabilised"),
        "resolve": (("open", "responding", "stabilised"), "resolved"),
        "close": (("resolved",), "closed"),
        "reopen": (("resolved", "closed", "dismissed"), "open"),
        "merge": (("triage", "open", "responding", "stabilised"), "merged"),  # into another; nothing leads out of it
    },
)
RUNNING = ("triage", "open", "responding", "stabilised")
TASK = Graph(
    name="task",
    statuses=("todo", "doing", "done", "skipped"),
    start="todo",
    moves={
        "start": (("todo",), "doing"),
        "finish": (("todo", "doing"), "done"),
        "skip": (("todo", "doing"), "skipped"),
        "reopen": (("doing", "done", "skipped"), "todo"),
    },
)
SEVERITIES = {1: "Critical", 2: "Major", 3: "Moderate", 4: "Minor"}  # the smaller the worse
MILESTONES = ("first_mention", "detected", "acknowledged", "drafted", "approved", "published", "answered", "resolved")
_USER = settings.AUTH_USER_MODEL
_NUMBER = re.compile(r"#[0-9]+")


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ").capitalize()) for name in names]


class IncidentNumber(ScopedModel):
    """The agency's next incident number, taken under its row lock."""

    brand_path = None
    brand_path_reason = "one row for the agency"

    # Not a sequence: a transaction that is rolled back would leave a gap, and people would ask what #12 was.
    last = models.PositiveIntegerField(default=0)
    # Of an agency's first two openings at once, one makes the row.
    singleton = models.BooleanField(default=True, unique=True)

    @classmethod
    def own_rule(cls, member: object) -> models.Q:
        """Nobody below admin has a use for it."""
        return models.Q(pk__in=[])


class IncidentQuerySet(ScopedQuerySet["Incident"]):
    """Reads of incidents."""

    def named(self, typed: str, member: Any) -> Self:
        """Those that somebody would call so: by number (`#12`, `12`), words of the title or of one it had, of its lead's or its
        brand's name; parts of words, in any order, accents and case apart. Earlier titles as far as the member may read them.
        """
        sought = parts(typed)
        if not sought:
            return self
        numbers = [whole_number(piece[1:]) for piece in sought if _NUMBER.fullmatch(piece)]
        asked = self.filter(number__in=[one for one in numbers if one is not None]) if numbers else self
        entries: Any = self.model._meta.get_field("entries").related_model
        renamed = entries._default_manager.visible_to(member).filter(kind="renamed", payload__isnull=False)
        earlier: dict[Any, list[str]] = {}
        for pk, title in renamed.values_list("incident_id", "payload__from"):
            earlier.setdefault(pk, []).append(str(title or ""))
        # Read past, not kept: folding is Python's, so each is looked at, and only the ids of those that fit stay.
        rows = asked.values_list("pk", "number", "title", "lead__name", "brand__name").iterator(chunk_size=2000)
        ids = [
            pk
            for pk, number, title, lead, brand in rows
            if _called(sought, number, [title, lead or "", brand, *earlier.get(pk, ())])
        ]
        return self.filter(pk__in=ids)


def _called(sought: list[str], number: int, texts: list[str]) -> bool:
    # A bare number may be a word of a title (“24 hours down”); only one after # must be the incident's own.
    words = [piece for piece in sought if piece not in (f"#{number}", str(number))]
    return not any(_NUMBER.fullmatch(piece) for piece in words) and holds(words, texts)


class Incident(Dated, ScopedModel):
    """A situation being handled. It pins the plan version it opened with."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="incidents", db_index=False)
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=INCIDENT.choices, default=INCIDENT.start)
    severity = models.PositiveSmallIntegerField(choices=list(SEVERITIES.items()))
    severity_reason = models.CharField(max_length=500)
    lead = models.ForeignKey(_USER, null=True, blank=True, **USER_FK)
    plan_version = models.ForeignKey(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(_USER, null=True, **USER_FK)  # None: a rule opened it
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, editable=False)  # from then on, what was not reached yet is measured
    next_update_due_at = models.DateTimeField(null=True, blank=True)  # the promise that is open
    warned_of = models.DateTimeField(null=True, editable=False)  # people were told that the promise due then is near
    told_late = models.DateTimeField(null=True, editable=False)  # … and that the one due then is late
    released_to_client_at = models.DateTimeField(null=True, blank=True)
    is_drill = models.BooleanField(default=False)
    # Where its matter goes on. Never an incident that was itself merged: whoever merges that one points this on, too. Its index
    # serves the incident it went into, whose debrief and figures count both.
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="merged_here"
    )

    objects: ClassVar[Any] = IncidentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            # Running incidents of a brand: triage, home, the deadline bar.
            models.Index(
                fields=["brand"],
                name="incident_running",
                condition=models.Q(status__in=["triage", "open", "responding", "stabilised"]),
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="incident_severity", condition=models.Q(severity__range=(1, 4))),
            # A drill is never shown to the client.
            models.CheckConstraint(
                name="incident_drill_stays_inside",
                condition=models.Q(is_drill=False) | models.Q(released_to_client_at=None),
            ),
            # Its readers are led on to where it went: without that, they would be led nowhere.
            models.CheckConstraint(
                name="incident_merged_somewhere",
                condition=models.Q(status="merged", merged_into__isnull=False)
                | (~models.Q(status="merged") & models.Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="incident_merged_into_another", condition=~models.Q(merged_into=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.title}"

    @property
    def standing(self) -> str:
        """Its status in words; of one that was merged, where it went. Wants `merged_into` where many are shown."""
        return f"Merged into #{self.merged_into.number}" if self.merged_into else str(self.get_status_display())

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see an incident from its release on."""
        return models.Q(released_to_client_at__isnull=False)


class IncidentAlert(ScopedModel):
    """The alert an incident began with, or that joined it. An alert belongs to one incident at most."""

    brand_path = "incident__brand"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="alerts")
    # PROTECT: what an incident is about can't be removed under it.
    alert = models.OneToOneField(Alert, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()  # or was moved here from another


class IncidentMention(ScopedModel):
    """A mention that matters in an incident."""

    brand_path = "incident__brand"

    # The unique pair below begins with the incident: an index of its own would only cost writes.
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    linked_by = models.ForeignKey(_USER, null=True, **USER_FK)
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "mention"], name="incidentmention_once")]


class TeamPlace(ScopedModel):
    """Who has which duty in an incident."""

    brand_path = "incident__brand"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="team", db_index=False)
    user = models.ForeignKey(_USER, **USER_FK)
    duty = models.CharField(max_length=16, choices=_choices(DUTIES))
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "duty"], name="teamplace_duty_once")]

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see who leads and who is their contact, of incidents released to them."""
        shown = models.Q(duty__in=["lead", "client_liaison"])
        return shown & models.Q(incident__released_to_client_at__isnull=False)


class Task(Dated, ScopedModel):
    """A step at work, or something somebody added. Instructions are the plan's as they were when the incident opened."""

    brand_path = "incident__brand"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="tasks")
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    order = models.PositiveIntegerField()
    phase = models.CharField(max_length=10, choices=_choices(PHASES))
    title = models.CharField(max_length=200)
    instructions = models.TextField(blank=True)
    duty = models.CharField(max_length=16, choices=_choices(DUTIES))
    owner = models.ForeignKey(_USER, null=True, blank=True, **USER_FK)
    due_at = models.DateTimeField()
    required = models.BooleanField(default=True)
    status = models.CharField(max_length=8, choices=TASK.choices, default=TASK.start)
    # Of skipped ones, too: a reopening finds by this moment what ended with the incident.
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(_USER, null=True, blank=True, **USER_FK)
    skip_reason = models.CharField(max_length=300, blank=True)
    told_late = models.DateTimeField(null=True, editable=False)  # its owner was told that what is due then is late
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)  # grows with every change: the ETag
    # The incident it began in, where that one was merged into this. Its index serves that one's page, which says where it went.
    moved_from = models.ForeignKey(
        Incident, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="moved_tasks"
    )

    class Meta:
        ordering: ClassVar = ["order"]
        # Added tasks have no step: to PostgreSQL, NULLs differ from each other, so they don't collide here.
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "step"], name="task_step_once")]
        indexes: ClassVar = [
            # Home: my open tasks by deadline.
            models.Index(fields=["owner", "due_at"], name="task_mine", condition=models.Q(status__in=["todo", "doing"]))
        ]


class Milestone(ScopedModel):
    """The first time something happened, from which response times are read."""

    brand_path = "incident__brand"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="milestones", db_index=False)
    kind = models.CharField(max_length=16, choices=_choices(MILESTONES))
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "kind"], name="milestone_once")]
