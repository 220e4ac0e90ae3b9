"""`may(member, capability)`: the one question about power. Which brands it holds for is scoping's."""

from typing import Protocol
from uuid import UUID

from accounts import roles
from accounts.errors import Forbidden


class Member(Protocol):
    """Whoever acts: a membership, perhaps narrowed to an API key's scopes and brands."""

    role: str
    user_id: int
    key_scopes: frozenset[str] | None
    key_brands: frozenset[UUID] | None
    by_application: bool

    @property
    def is_active(self) -> bool: ...


def may(member: Member | None, capability: str) -> bool:
    """True where the member's role grants it and, through an API key, the key's scopes and brands hold it too.

    Raises KeyError for a capability that is not in the table: a typing mistake must not read as a refusal.
    """
    granted = roles.GRANTS[capability]
    if member is None or not member.is_active or member.role not in granted:
        return False
    if member.key_scopes is None:
        return True
    # A key for one brand that may name the agency anew would be narrowed in words only.
    if member.key_brands is not None and capability in roles.OF_THE_AGENCY:
        return False
    if member.by_application and capability in roles.NEVER_BY_APPLICATION:
        return False
    scope = roles.SCOPES[capability]
    return bool(scope) and scope in member.key_scopes


def may_grant(member: Member | None, role: str) -> bool:
    """Whether somebody may give this role: a person gives what they are let to, a key only what it has itself.

    A role with a capability that the key's scopes do not hold, or that no key holds, would be a way round them: who may
    invite an approver, under an address of their own, may approve.
    """
    if member is None or member.key_scopes is None:
        return member is not None
    # What every role may, and what is for oneself, is nobody's power over others.
    granted = [
        capability
        for capability, who in roles.GRANTS.items()
        if role in who and len(who) < len(roles.ROLES) and capability not in roles.OF_ONESELF
    ]
    return all(may(member, capability) for capability in granted)


def require_grant(member: Member | None, role: str) -> None:
    """Raises Forbidden where a key would give a role more power than it has."""
    if not may_grant(member, role):
        raise Forbidden(
            f"This key can't make anybody {role}: that role has permissions this key lacks. Somebody who is logged in can.",
            code="more_than_the_key",
            data={"role": role},
        )


def require(member: Member | None, capability: str) -> None:
    """Raises Forbidden, naming what is not allowed, unless `may`."""
    if may(member, capability):
        return
    meaning = roles.MEANINGS[capability]
    if member is not None and member.key_scopes is not None and member.role in roles.GRANTS[capability]:
        scope = roles.SCOPES[capability]
        needs = f"It needs the scope “{scope}”." if scope else "No key may: a person does it, logged in."
        if member.by_application and capability in roles.NEVER_BY_APPLICATION:
            needs = "No application may: a person does it, logged in."
        elif scope and scope in member.key_scopes:
            needs = "It is for its brands only."
        raise Forbidden(
            f"This API key does not allow you to {meaning}. {needs}",
            code="more_than_the_key",
            data={"needs": capability, "scope": scope},
        )
    raise Forbidden(f"Your role does not allow you to {meaning}.", data={"needs": capability})
