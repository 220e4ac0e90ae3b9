"""Agency-schema nouns of incidents."""

from incidents.models.answers import ANSWER, APPROVAL, Approval, PublicAnswer, Publication
from incidents.models.command import (
    INCIDENT,
    MILESTONES,
    RUNNING,
    SEVERITIES,
    TASK,
    Incident,
    IncidentAlert,
    IncidentMention,
    IncidentNumber,
    Milestone,
    Task,
    TeamPlace,
)
from incidents.models.learning import DEBRIEF, Debrief, Lesson, LessonProposal
from incidents.models.record import VISIBILITIES, Release, StatusUpdate, TimelineEntry, TimelineHead

__all__ = [
    "ANSWER",
    "APPROVAL",
    "DEBRIEF",
    "INCIDENT",
    "MILESTONES",
    "RUNNING",
    "SEVERITIES",
    "TASK",
    "VISIBILITIES",
    "Approval",
    "Debrief",
    "Incident",
    "IncidentAlert",
    "IncidentMention",
    "IncidentNumber",
    "Lesson",
    "LessonProposal",
    "Milestone",
    "PublicAnswer",
    "Publication",
    "Release",
    "StatusUpdate",
    "Task",
    "TeamPlace",
    "TimelineEntry",
    "TimelineHead",
]
