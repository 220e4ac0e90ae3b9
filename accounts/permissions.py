"""`may(member, capability)`: the one question about power. Which brands it holds for is scoping's."""

from typing import Protocol

from accounts import roles
from accounts.errors import Forbidden


class Member(Protocol):
    """Whoever acts: a membership, perhaps narrowed to an API key's scopes."""

    role: str
    user_id: int
    key_scopes: frozenset[str] | None

    @property
    def is_active(self) -> bool: ...


def may(member: Member | None, capability: str) -> bool:
    """True where the member's role grants it and, through an API key, the key's scopes hold it too.

    Raises KeyError for a capability that is not in the table: a typing mistake must not read as a refusal.
    """
    granted = roles.GRANTS[capability]
    if member is None or not member.is_active or member.role not in granted:
        return False
    if member.key_scopes is None:
        return True
    scope = roles.SCOPES[capability]
    return bool(scope) and scope in member.key_scopes


def require(member: Member | None, capability: str) -> None:
    """Raises Forbidden, naming what is not allowed, unless `may`."""
    if not may(member, capability):
        raise Forbidden(f"Your role does not allow you to {roles.MEANINGS[capability]}.", data={"needs": capability})
