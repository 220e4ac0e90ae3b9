"""The incident, who does what in it, its tasks and its milestones."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.brands.models import Brand
from accounts.lifecycle import Graph
from accounts.scoping import A_PERSON, ScopedModel
from monitoring.models import Alert, Mention
from playbooks.models import DUTIES, PHASES, PlanVersion, Step

INCIDENT = Graph(
    name="incident",
    statuses=("triage", "open", "responding", "stabilised", "resolved", "closed", "dismissed"),
    start="triage",
    moves={
        "confirm": (("triage",), "open"),
        "dismiss": (("triage",), "dismissed"),
        "respond": (("open", "stabilised"), "responding"),
        "stabilise": (("open", "responding"), "stabilised"),
        "resolve": (("open", "responding", "stabilised"), "resolved"),
        "close": (("resolved",), "closed"),
        "reopen": (("resolved", "closed", "dismissed"), "open"),
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
SEVERITIES = {1: "Critical", 2: "Major", 3: "Moderate", 4: "Minor"}
MILESTONES = ("first_mention", "detected", "acknowledged", "drafted", "approved", "published", "answered", "resolved")
_USER = settings.AUTH_USER_MODEL


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ").capitalize()) for name in names]


class IncidentNumber(ScopedModel):
    """The agency's next incident number, taken under its row lock."""

    brand_path = None
    brand_path_reason = "one row for the agency"

    last = models.PositiveIntegerField(default=0)
    singleton = models.BooleanField(default=True, unique=True)

    @classmethod
    def own_rule(cls, member: object) -> models.Q:
        """Nobody below admin has a use for it."""
        return models.Q(pk__in=[])


class Incident(ScopedModel):
    """A situation being handled. It pins the plan version it opened with."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="incidents", db_index=False)
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=INCIDENT.choices, default=INCIDENT.start)
    severity = models.PositiveSmallIntegerField(choices=list(SEVERITIES.items()))
    severity_reason = models.CharField(max_length=500)
    lead = models.ForeignKey(_USER, null=True, blank=True, **A_PERSON)
    plan_version = models.ForeignKey(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(_USER, null=True, **A_PERSON)
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    next_update_due_at = models.DateTimeField(null=True, blank=True)  # the promise that is open
    warned_of = models.DateTimeField(null=True, editable=False)  # people were told that the promise due then is near
    told_late = models.DateTimeField(null=True, editable=False)  # … and that the one due then is late
    released_to_client_at = models.DateTimeField(null=True, blank=True)
    is_drill = models.BooleanField(default=False)

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
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.title}"

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see an incident from its release on."""
        return models.Q(released_to_client_at__isnull=False)


class IncidentAlert(ScopedModel):
    """The alert an incident began with, or that joined it. An alert belongs to one incident at most."""

    brand_path = "incident__brand"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="alerts")
    alert = models.OneToOneField(Alert, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()


class IncidentMention(ScopedModel):
    """A mention that matters in an incident."""

    brand_path = "incident__brand"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    linked_by = models.ForeignKey(_USER, null=True, **A_PERSON)
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "mention"], name="incidentmention_once")]


class TeamPlace(ScopedModel):
    """Who has which duty in an incident."""

    brand_path = "incident__brand"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="team", db_index=False)
    user = models.ForeignKey(_USER, **A_PERSON)
    duty = models.CharField(max_length=16, choices=_choices(DUTIES))
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "duty"], name="teamplace_duty_once")]


class Task(ScopedModel):
    """A step at work, or something somebody added. Instructions are the plan's as they were when the incident opened."""

    brand_path = "incident__brand"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="tasks")
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    order = models.PositiveIntegerField()
    phase = models.CharField(max_length=10, choices=_choices(PHASES))
    title = models.CharField(max_length=200)
    instructions = models.TextField(blank=True)
    duty = models.CharField(max_length=16, choices=_choices(DUTIES))
    owner = models.ForeignKey(_USER, null=True, blank=True, **A_PERSON)
    due_at = models.DateTimeField()
    required = models.BooleanField(default=True)
    status = models.CharField(max_length=8, choices=TASK.choices, default=TASK.start)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(_USER, null=True, blank=True, **A_PERSON)
    skip_reason = models.CharField(max_length=300, blank=True)
    told_late = models.DateTimeField(null=True, editable=False)  # its owner was told that what is due then is late

    class Meta:
        ordering: ClassVar = ["order"]
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
