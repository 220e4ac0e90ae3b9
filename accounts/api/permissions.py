"""A view says which capability each of its actions needs; what it does not declare is refused."""

from typing import Any

from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.errors import Conflict, Forbidden
from accounts.permissions import require


class Declared(BasePermission):
    """`view.capabilities` maps actions (or methods, for plain views) to capabilities. `view.changes` is False where a POST itself
    changes nothing, and what it leads to asks here again."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """False (401 or 403) without a member; raises Forbidden without the capability or where none is declared, and
        Conflict for a change in a suspended agency."""
        member = getattr(request._request, "member", None)
        if member is None:
            return False
        # DRF asks this before it looks for a handler: a PUT would be told 403 where it is 405 (RFC 9110, 15.5.6).
        if request.method not in view.allowed_methods:
            raise MethodNotAllowed(str(request.method))
        action = getattr(view, "action", None) or request.method.lower()  # type: ignore[union-attr]
        capability = view.capabilities.get(action)
        if capability is None:
            raise Forbidden("This address does not support this method.")
        require(member, capability)
        agency = request._request.tenant  # type: ignore[attr-defined]
        # Reading goes on: who is suspended may still look things up and take their data along.
        if agency.status == "suspended" and request.method not in SAFE_METHODS and getattr(view, "changes", True):
            raise Conflict(agency.suspension, code="agency_suspended")
        return True
