"""What is asked of a person by name, when they leave or can't answer any more."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from accounts.errors import NotFound
from accounts.models import Agency, Membership
from accounts.permissions import may
from accounts.services.leaving import Held
from incidents.models import Approval, Incident
from incidents.services import people
from incidents.services.responsibilities import responsibility
from incidents.speaking.services import approvals, questions


class Questions:
    """Texts that wait for somebody's yes or no."""

    kinds: Mapping[str, str] = {"approval": "Texts waiting for their approval"}

    def held_by(self, member: Membership, user_id: int) -> Sequence[Held]:
        """By when they are due."""
        rows = Approval.objects.visible_to(member).filter(asked_of_id=user_id, status="asked")
        rows = rows.select_related("answer__incident__brand").order_by("due_at")
        return [responsibility("approval", row, row.answer.incident, f"“{row.answer.title}”") for row in rows]

    def pass_on(self, member: Membership, held: Held, *, to: int, now: datetime) -> None:
        """The other is asked about the same words; the question to whoever left is void. Raises Invalid for a writer of them."""
        row = Approval.objects.visible_to(member).select_related("answer").filter(pk=held.key, status="asked").first()
        if row is None:
            raise NotFound("This approval request is closed.")
        approvals.ask_instead(member=member, approval=row, to=to, now=now)


def end_questions(agency: Agency, user_ids: Collection[int], *, now: datetime) -> None:
    """What is asked of somebody who can't answer any more ends with their power (services/endings); whoever asked is told."""
    for user_id in user_ids:
        asked = Approval.objects.filter(asked_of_id=user_id, status="asked").select_related("answer__incident")
        incidents = {row.answer.incident_id: row.answer.incident for row in asked}
        unable = [one for one in incidents.values() if not _may_answer(user_id, one)]
        if unable:
            questions.end_questions_of(user_id=user_id, incidents=unable, now=now)


def _may_answer(user_id: int, incident: Incident) -> bool:
    member = next((one for one in people.on_brand(incident.brand_id) if one.user_id == user_id), None)
    seen = Incident.objects.visible_to(member).filter(pk=incident.pk)
    return may(member, "answers.approve") and seen.exists()
