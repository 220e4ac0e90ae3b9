"""The look back, its lessons, and the plan changes they became."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel
from incidents.models.command import Incident
from playbooks.models import ChangeProposal

DEBRIEF = Graph(
    name="debrief",
    statuses=("draft", "finished"),
    start="draft",
    moves={"finish": (("draft",), "finished"), "reopen": (("finished",), "draft")},
)


class Debrief(Dated, ScopedModel):
    """The look back at one incident."""

    brand_path = "incident__brand"

    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, related_name="debrief")
    status = models.CharField(max_length=10, choices=DEBRIEF.choices, default=DEBRIEF.start)
    what_happened = models.TextField(blank=True)
    went_well = models.TextField(blank=True)
    went_badly = models.TextField(blank=True)
    root_causes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)  # grows with every edit: the ETag
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)


class Lesson(Dated, ScopedModel):
    """One thing learned."""

    brand_path = "debrief__incident__brand"

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="lessons")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    at = models.DateTimeField()


class LessonProposal(ScopedModel):
    """The plan change a lesson became. Only this app knows both."""

    brand_path = "lesson__debrief__incident__brand"

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="proposals", db_index=False)
    proposal = models.OneToOneField(ChangeProposal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["lesson", "proposal"], name="lessonproposal_once")]
