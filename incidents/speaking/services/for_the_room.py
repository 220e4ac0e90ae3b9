"""What the room of an incident asks of its public answers (incidents.hooks.Speaking)."""

from datetime import datetime

from accounts.models import Membership
from incidents.models import Incident
from incidents.speaking.services import answers, questions
from incidents.speaking.services.cards import cards

__all__ = ["cards", "end_questions", "end_unsaid"]


def end_questions(*, incident: Incident, actor: Membership, now: datetime) -> None:
    """Every open question of the incident lapses."""
    questions.lapse_all(incident=incident, actor=actor, now=now)


def end_unsaid(*, incident: Incident, member: Membership, reason: str, now: datetime) -> list[str]:
    """The titles of the answers that were given up."""
    return [one.title for one in answers.end_unsaid(incident=incident, member=member, reason=reason, now=now)]
