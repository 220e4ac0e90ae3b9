"""What stands before a write: the brand a member may touch, and that nobody's save goes over somebody else's."""

from typing import Any
from uuid import UUID

from accounts.brands.models import Brand
from accounts.errors import Conflict, NotFound


def brand_for(member: Any, brand: Brand | UUID) -> Brand:
    """The brand, read anew, if the member may see it and it is not archived. Raises NotFound, Conflict."""
    pk = brand.pk if isinstance(brand, Brand) else brand
    fresh: Brand | None = Brand.objects.visible_to(member).filter(pk=pk).first()
    if fresh is None:
        raise NotFound("There is no such brand.")
    if fresh.status == "archived":
        raise Conflict(f"{fresh.name} is archived. Restore it first.", code="wrong_state", data={"current": "archived"})
    return fresh


def expect_version(kind: str, current: int, expected: int | None) -> None:
    """Raises Conflict (`stale_version`) where the row, locked by the caller, is no longer as the editor had it.

    `kind` in the editor's words, such as "rule"; None expects nothing.
    """
    if expected is not None and current != expected:
        raise Conflict(
            f"Somebody saved this {kind} in the meantime. Reload it.", code="stale_version", data={"current": current}
        )
