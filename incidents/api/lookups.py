"""Rows that the body of a request names."""

from typing import Any

from accounts.api.viewsets import ScopedViewSet
from accounts.errors import Invalid

SEE = "incidents.see"


def visible_by_id(view: ScopedViewSet, model: Any, pk: Any, field: str) -> Any:
    """The row of this id the member may see; None for None. Raises Invalid at the field."""
    if pk is None:
        return None
    row = model.objects.visible_to(view.member).filter(pk=pk).first()
    # One answer for what is not there and what the member may not see (CWE-204).
    if row is None:
        raise Invalid.field(field, "There is nothing with this id, or you don't have access to it.", code="unknown_id")
    return row
