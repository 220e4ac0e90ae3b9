"""Rows that a page's address names, as far as the member may see them."""

from typing import Any
from uuid import UUID

from accounts.brands.models import Brand
from accounts.errors import NotFound
from accounts.models import Membership
from accounts.scoping import ScopedModel
from incidents.models import Incident


def incident_of(member: Membership, number: int) -> Incident:
    """The incident of this number, with brand, lead and plan. Raises NotFound where the member may not see it."""
    rows = Incident.objects.visible_to(member).filter(number=number)
    incident: Incident | None = rows.select_related("brand", "lead", "plan_version__plan", "merged_into").first()
    if incident is None:
        raise NotFound("This incident doesn't exist, or you don't have access to it.")
    return incident


def row_of(member: Membership, model: type[ScopedModel], pk: UUID | str, *related: str) -> Any:
    """The row of this id the member may see. Raises NotFound."""
    rows = model.objects.visible_to(member).filter(pk=pk)
    row = (rows.select_related(*related) if related else rows).first()
    if row is None:
        raise NotFound("There is nothing here, or you don't have access to it.")
    return row


def brands_of(member: Membership) -> list[Brand]:
    """The member's brands that are not archived, by name."""
    return list(Brand.objects.visible_to(member).exclude(status="archived").order_by("name"))
