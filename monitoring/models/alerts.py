"""Counts, the detector's memory, the rules, and the alerts they raise."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.brands.models import Brand
from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel
from monitoring.detection.kinds import COUNT_KINDS, POST_KINDS
from monitoring.models.mentions import Mention
from monitoring.models.sources import Query

ALERT = Graph(
    name="alert",
    statuses=("open", "joined", "opened", "dismissed"),
    start="open",
    moves={
        "join": (("open",), "joined"),  # to a running incident
        "open": (("open",), "opened"),  # an incident began with it
        "dismiss": (("open",), "dismissed"),
        "undo": (("joined", "opened"), "open"),  # it was taken out of its incident again
    },
)
RULE_KINDS = (*COUNT_KINDS, *POST_KINDS)
# Known by name and refused with these words until what they need is there.
KINDS_TO_COME = {"narrative": "Mentions are not gathered into narratives yet, so no rule can wait for a new one."}
_USER = settings.AUTH_USER_MODEL
_NO_SCHEDULE = models.Value({}, output_field=models.JSONField())
_NOBODY = models.Value([], output_field=models.JSONField())
OUTCOMES = ("crisis", "issue", "noise", "known_campaign")


class BucketCount(ScopedModel):
    """Mentions per 5 minutes of publication time: of a brand (query null) or of one of its queries."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    query = models.ForeignKey(Query, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    negative = models.PositiveIntegerField(default=0)
    quiet = models.PositiveIntegerField(
        default=0
    )  # of the total, those no rule counts here: history, and what came late
    # Not of the total: published hours before, arrived in this bucket, and judged here.
    late = models.PositiveIntegerField(default=0, db_default=0)
    late_negative = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        # Serves charts and the detector: a series in order of time. One row a bucket, brand-wide ones too.
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["brand", "query", "starts_at"], name="bucketcount_once", nulls_distinct=False
            )
        ]


class SeriesState(ScopedModel):
    """A detector's compact memory of one series, as of the last closed bucket it took."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    query = models.ForeignKey(Query, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    state = models.BinaryField(max_length=4096)
    last_bucket = models.DateTimeField(null=True)
    rewind_to = models.DateTimeField(null=True)  # a late post fell into a closed bucket: run again from here
    previous_state = models.BinaryField(max_length=4096, null=True)
    previous_bucket = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "query"], name="seriesstate_once", nulls_distinct=False)
        ]


class AlertRule(Dated, ScopedModel):
    """When a brand's people are woken. `settings` is validated by its kind's dataclass in detection."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(max_length=20, choices=[(kind, kind.replace("_", " ").capitalize()) for kind in RULE_KINDS])
    name = models.CharField(max_length=100)
    query = models.ForeignKey(Query, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    settings = models.JSONField(default=dict)
    severity = models.PositiveSmallIntegerField(default=3)  # proposed: 1 critical … 4 minor
    cool_down_minutes = models.PositiveIntegerField(default=60)
    persistence_minutes = models.PositiveIntegerField(default=0, db_default=0)  # so long it must hold before it fires
    # {"days": [0 Monday … 6], "start": "09:00", "end": "18:00"} in the brand's zone; {} is always.
    schedule = models.JSONField(default=dict, db_default=_NO_SCHEDULE, blank=True)
    filter = models.TextField(default="", db_default="", blank=True)  # in the query language; "" takes every mention
    tell = models.JSONField(default=list, db_default=_NOBODY, blank=True)  # user ids; [] is the brand's first person
    digest = models.BooleanField(default=False, db_default=False)  # gathered in a digest instead of news of its own
    muted_until = models.DateTimeField(null=True, blank=True)
    may_open_incident = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "name"], name="alertrule_name_once"),
            models.CheckConstraint(name="alertrule_severity", condition=models.Q(severity__range=(1, 4))),
        ]

    def __str__(self) -> str:
        return self.name


class AlertRuleVersion(ScopedModel):
    """A rule as it was. Never edited. `settings` holds all that was set: the kind's own, and what every rule has."""

    brand_path = "rule__brand"
    append_only = True

    rule = models.ForeignKey(AlertRule, on_delete=models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    settings = models.JSONField()
    severity = models.PositiveSmallIntegerField()
    by = models.ForeignKey(_USER, null=True, **USER_FK)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["rule", "number"], name="alertruleversion_once")]


class RuleMemory(ScopedModel):
    """What a rule remembers between evaluations: persistence, quiet period, cool-down. No other table refers to it.

    `heard` by kind: what the rule has taken note of and not told yet (posts), has told (silent sources), or counts
    itself (a filter). It is written in the transaction that takes the mentions out of `FreshMention`.
    """

    brand_path = "rule__brand"

    rule = models.OneToOneField(AlertRule, on_delete=models.CASCADE, related_name="memory")
    hot_since = models.DateTimeField(null=True)
    last_hot = models.DateTimeField(null=True)
    fired_at = models.DateTimeField(null=True)
    fired_severity = models.PositiveSmallIntegerField(default=5)
    fired_seen = models.PositiveIntegerField(default=0, db_default=0)  # posts of what was told last; 0: not known
    fired_pace = models.FloatField(default=0, db_default=0)  # posts a minute of it
    heard = models.JSONField(default=dict, db_default=models.Value({}, output_field=models.JSONField()))


class FreshMention(ScopedModel):
    """A new mention no rule has judged yet. Ingestion writes it with the mention; the evaluation that judges it takes it out.

    No clock decides what is new, so that neither a restart nor a step of the clock judges a mention twice or never.
    """

    brand_path = "mention__brand"

    mention = models.OneToOneField(Mention, on_delete=models.CASCADE, related_name="+")


class Alert(Dated, ScopedModel):
    """Something worth a person's look. The open row is the event; everything else is a doorbell."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="alerts", db_index=False)
    rule = models.ForeignKey(AlertRule, on_delete=models.PROTECT, related_name="alerts", db_index=False)
    rule_version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    severity = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=ALERT.choices, default=ALERT.start)
    window_start = models.DateTimeField()
    window_end = models.DateTimeField()
    since = models.DateTimeField(null=True)  # since when it is unusual
    seen = models.IntegerField(null=True)
    expected = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    sentence = models.CharField(max_length=500)
    explanation = models.JSONField(default=dict)  # window, band, words, sources, queries, examples, learning
    raised_at = models.DateTimeField()
    triaged_at = models.DateTimeField(null=True, blank=True)  # incidents has taken it in hand
    acknowledge_due_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(_USER, null=True, blank=True, **USER_FK)
    unanswered_at = models.DateTimeField(
        null=True, editable=False
    )  # everybody was woken, round after round, for nothing
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(_USER, null=True, blank=True, **USER_FK)
    outcome = models.CharField(max_length=16, blank=True, choices=[(name, name.replace("_", " ")) for name in OUTCOMES])
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["rule", "window_start"], name="alert_once")]
        indexes: ClassVar = [
            # Alerts to decide, and the sweep for those nobody took in hand.
            models.Index(fields=["brand", "-raised_at"], name="alert_open", condition=models.Q(status="open")),
            models.Index(fields=["-raised_at", "-id"], name="alert_new"),
        ]

    @property
    def seen_until(self) -> datetime:
        """Up to when it had seen anything: its window's last five minutes may still have been running when it was raised."""
        return min(self.window_end, self.raised_at)

    def __str__(self) -> str:
        return self.sentence
