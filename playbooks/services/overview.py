"""All plans a member sees, with where each stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models

from accounts.models import Membership
from playbooks.models import ChangeProposal, Plan, PlanVersion

REVIEW_AFTER = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan, its published version and its draft where there are any, and how many proposals wait."""

    plan: Plan
    published: PlanVersion | None
    draft: PlanVersion | None
    open_proposals: int

    @property
    def review_due_at(self) -> datetime | None:
        """When it should be looked at again: 90 days after it was published. None where it never was."""
        if self.published is None or self.published.published_at is None:
            return None
        return self.published.published_at + REVIEW_AFTER


def plans_seen(member: Membership, *, brand_slug: str = "", archived: bool = False) -> list[PlanRow]:
    """The member's plans by brand and name. Three queries, however many there are."""
    plans = Plan.objects.visible_to(member).filter(is_archived=archived, brand__status__in=("onboarding", "active"))
    if brand_slug:
        plans = plans.filter(brand__slug=brand_slug)
    return rows_of(list(plans.select_related("brand").order_by("brand__name", "name")))


def rows_of(plans: Sequence[Plan]) -> list[PlanRow]:
    """Where each of these plans stands. Two queries."""
    ids = [plan.pk for plan in plans]
    living = PlanVersion.objects.filter(plan__in=ids, status__in=("draft", "published"))
    versions = {
        # One of each at most, by constraint: none is lost to another with the same key.
        (version.plan_id, version.status): version
        for version in living.select_related("published_by", "edited_by", "created_by")
    }
    waiting = dict(
        ChangeProposal.objects.filter(plan__in=ids, status="open")
        .order_by()
        .values_list("plan")
        .annotate(number=models.Count("pk"))
    )
    return [
        PlanRow(
            plan,
            versions.get((plan.pk, "published")),
            versions.get((plan.pk, "draft")),
            waiting.get(plan.pk, 0),
        )
        for plan in plans
    ]
