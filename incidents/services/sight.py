"""Reads a service's target again: as the member may see it, as it is now, and locked against others."""

from typing import Any, TypeVar

from accounts.errors import NotFound
from accounts.models import Membership
from accounts.scoping import ScopedModel

M = TypeVar("M", bound=ScopedModel)


def locked(member: Membership, row: M) -> M:
    """The row anew, under its lock until the transaction ends. Raises NotFound where the member may not see it."""
    return _one(type(row).objects.visible_to(member).select_for_update(of=("self",), no_key=True), row)


def seen(member: Membership, row: M) -> M:
    """The row anew, without a lock. Raises NotFound where the member may not see it."""
    return _one(type(row).objects.visible_to(member), row)


def _one(queryset: Any, row: M) -> M:
    found: M | None = queryset.filter(pk=row.pk).first()
    if found is None:
        raise NotFound("There is nothing here that you may see.")
    return found
