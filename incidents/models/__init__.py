"""Agency-schema nouns of incidents."""

from incidents.models.answers import ANSWER, APPROVAL, Approval, Publication, PublicAnswer
from incidents.models.command import (
    INCIDENT,
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
from incidents.models.record import Release, StatusUpdate, TimelineEntry, TimelineHead

__all__ = [
    "ANSWER",
    "APPROVAL",
    "DEBRIEF",
    "INCIDENT",
    "TASK",
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
