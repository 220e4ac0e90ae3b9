"""Reads a service's target again: as the member may see it, as it is now, and locked against others."""

from typing import Any, TypeVar

from accounts.errors import Conflict, NotFound
from accounts.models import Membership
from accounts.scoping import ScopedModel
from incidents.models import Incident

M = TypeVar("M", bound=ScopedModel)


def lock_visible(member: Membership, row: M) -> M:
    """The row anew, under its lock until the transaction ends. Raises NotFound where the member may not see it."""
    # FOR NO KEY UPDATE: a plain FOR UPDATE of a brand or an incident would wait for every insert that refers to it
    # (https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS).
    return _one(type(row).objects.visible_to(member).select_for_update(of=("self",), no_key=True), row)


def lock_writable(member: Membership, incident: Incident) -> Incident:
    """The incident anew under its lock. Raises NotFound, and Conflict (`wrong_state`) where it was merged into another."""
    fresh = lock_visible(member, incident)
    refuse_merged(fresh)
    return fresh


def get_visible(member: Membership, row: M) -> M:
    """The row anew, without a lock. Raises NotFound where the member may not see it."""
    return _one(type(row).objects.visible_to(member), row)


def refuse_merged(incident: Incident) -> None:
    """Raises Conflict (`wrong_state`) for one that was merged: its record stays as it is, and its matter goes on elsewhere."""
    if incident.merged_into is not None:
        into = incident.merged_into
        raise Conflict(
            f"#{incident.number} was merged into {into}, and a merge can’t be undone. Go on there; if it was another matter "
            "after all, open a new incident.",
            code="wrong_state",
            data={"current": incident.status, "possible": [], "into": str(into.pk), "number": into.number},
        )


def _one(queryset: Any, row: M) -> M:
    fresh: M | None = queryset.filter(pk=row.pk).first()
    if fresh is None:
        raise NotFound("There is nothing here, or you don't have access to it.")
    return fresh
