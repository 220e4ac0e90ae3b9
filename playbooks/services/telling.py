"""What happens to plans and proposals, written into the record of events by the acts themselves."""

from datetime import datetime
from typing import Any

from accounts.events.catalogue import Action
from accounts.events.models import Event
from accounts.events.services.recording import About, record
from accounts.models import Membership
from playbooks import catalogue
from playbooks.models import ChangeProposal, Plan, PlanVersion


def tell(action: Action, plan: Plan, member: Membership, now: datetime, **data: Any) -> Event:
    """Of a plan."""
    return record(action, About(plan.pk, plan.name, brand=plan.brand_id), by=member, now=now, **data)


def tell_edit(
    member: Membership, version: PlanVersion, now: datetime, *, what: str, part: str, key: Any = None
) -> None:
    """Of an edit of a draft: `what` was done, to which part."""
    tell(catalogue.DRAFT_CHANGED, version.plan, member, now, version=version.pk, what=what, part=part, key=key)


def tell_proposal(action: Action, proposal: ChangeProposal, member: Membership, now: datetime, **data: Any) -> Event:
    """Of a proposed change."""
    about = About(proposal.pk, proposal.title, brand=proposal.plan.brand_id)
    return record(action, about, by=member, now=now, plan=proposal.plan_id, **data)
