"""Words of an incident that was merged, drafted anew where its matter goes on."""

from datetime import datetime

from django.db import transaction

from accounts.errors import Conflict
from accounts.models import Membership
from accounts.permissions import require
from incidents.models import PublicAnswer, TimelineEntry
from incidents.services import access
from incidents.speaking.services import answers


@transaction.atomic
def copy_answer(*, member: Membership, answer: PublicAnswer, now: datetime) -> PublicAnswer:
    """Drafts the words of an answer that ended by a merge anew, where the matter goes on. The same words again are one draft.

    Whoever wrote them before approves them nowhere (revisions.writers). Raises Conflict (`wrong_state`).
    """
    require(member, "answers.draft")
    answer = access.get_visible(member, answer)
    if answer.incident.merged_into is None or not ended_by_merge(answer):
        text = "Only an answer that ended with a merge is copied to where the matter goes on."
        raise Conflict(text, code="wrong_state", data={"current": answer.status})
    into = access.lock_writable(member, answer.incident.merged_into)
    there = PublicAnswer.objects.visible_to(member).filter(incident=into, text_sha256=answer.text_sha256)
    existing: PublicAnswer | None = there.filter(title=answer.title).exclude(status="withdrawn").first()
    if existing is not None:
        return existing
    copy = PublicAnswer(incident=into, title=answer.title, channel=answer.channel)
    copy.statement_id, copy.slots = answer.statement_id, answer.slots
    return answers.drafted(copy, answer.text, member, now)


def ended_by_merge(answer: PublicAnswer) -> bool:
    """Whether it ended because its incident was merged. What a person withdrew, before or after, they had a reason to."""
    incident, at = answer.incident, answer.incident.closed_at
    if incident.merged_into_id is None or at is None or answer.status != "withdrawn":
        return False
    # A merge writes all its entries with one time: by it, what it ended is told from what people withdrew.
    ends = TimelineEntry.objects.filter(incident=incident.pk, kind="answer_withdrawn", at=at)
    return ends.filter(payload__answer=str(answer.pk)).exists()
