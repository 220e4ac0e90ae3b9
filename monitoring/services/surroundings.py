"""Where a service runs: the brand a member may touch, the client that may fetch."""

from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings

from accounts.brands.models import Brand
from accounts.errors import Conflict, NotFound
from monitoring.connectors.http import GuardedClient


def brand_for(member: Any, brand: Brand | UUID) -> Brand:
    """The brand, read anew, if the member may see it and it is not archived. Raises NotFound, Conflict."""
    pk = brand.pk if isinstance(brand, Brand) else brand
    found: Brand | None = Brand.objects.visible_to(member).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such brand.")
    if found.status == "archived":
        raise Conflict(f"{found.name} is archived. Restore it first.", code="wrong_state", data={"current": "archived"})
    return found


def guarded_client() -> GuardedClient:
    """The process's one client for feeds. Loopback only where the operator allows it."""
    return _client(settings.ALLOW_LOOPBACK_FEEDS)


@cache
def _client(loopback: bool) -> GuardedClient:
    return GuardedClient(allow_loopback=loopback)
