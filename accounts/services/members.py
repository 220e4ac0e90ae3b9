"""Places in an agency: roles changed, people deactivated and let in again, log-ins ended."""

from django.db import transaction
from django.utils import timezone

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.models.people import MEMBERSHIP
from accounts.permissions import require, require_grant
from accounts.roles import GIVES, GRANTED, OWNER, ROLES
from accounts.services.access_log import log
from accounts.services.invitations import end_open
from accounts.services.revocation import power_lost
from accounts.services.sessions import end_place


def members_of(member: Membership) -> list[Membership]:
    """Everybody with a place here, active first, by name. Raises Forbidden for clients."""
    require(member, "members.see")
    members = Membership.objects.select_related("user").filter(agency_id=member.agency_id)
    return sorted(members, key=lambda m: (m.status != "active", str(m.user).lower()))


def member_of(member: Membership, membership_id: int | str) -> Membership:
    """Somebody's place here, for who may manage places. Raises Forbidden, NotFound."""
    require(member, "members.manage")
    place = Membership.objects.select_related("user").filter(agency_id=member.agency_id, pk=membership_id).first()
    if place is None:
        raise NotFound("There is no such member.")
    return place


def _target(member: Membership, membership_id: int | str) -> Membership:
    target = member_of(member, membership_id)
    if target.role == OWNER and member.role != OWNER:
        raise Forbidden("Only an owner may change an owner's role.")
    return target


def change_role(member: Membership, *, membership_id: int | str, role: str) -> Membership:
    """Gives another role. Only owners make owners; the last active owner stays one. Who loses power logs in anew, without their keys.

    What they offered and may offer no more ends, too.
    """
    if role not in ROLES:
        raise Invalid.field("role", f"Choose among {', '.join(ROLES)}.")
    with transaction.atomic():
        target = _target(member, membership_id)
        require_grant(member, role)
        if role not in GIVES[member.role]:
            raise Forbidden("Only an owner may make an owner.")
        if target.role == OWNER and role != OWNER:
            _keep_an_owner(target)
        before, target.role = target.role, role
        target.save(update_fields=["role"])
        log(
            "member.role",
            agency=member.agency,
            actor=member.user,
            subject=target.user.email,
            detail={"from": before, "to": role},
            about=target.pk,
        )
        if GRANTED[before] - GRANTED[role] or GIVES[before] - GIVES[role]:  # who only gains stays logged in
            end_place(target, now=timezone.now())
        power_lost(member.agency, [target.user_id], now=timezone.now())
    return target


def _keep_an_owner(target: Membership) -> None:
    """Locks the agency's owners: two owners who demote each other at once must not both succeed."""
    owners = Membership.objects.select_for_update().filter(agency_id=target.agency_id, role=OWNER, status="active")
    if not [row for row in owners if row.pk != target.pk]:
        raise Conflict("An agency needs at least one owner. Make somebody else an owner first.", code="last_owner")


def deactivate(member: Membership, *, membership_id: int | str) -> None:
    """Ends a place at once: log-ins, API keys, open offers, live events and news on its way to this person. Their work stays under their name."""
    with transaction.atomic():
        target = _target(member, membership_id)
        if target.role == OWNER:
            _keep_an_owner(target)
        move(Membership.objects, target.pk, MEMBERSHIP, "deactivate")
        end_open(member.agency, target.user.email, now=timezone.now())
        _log("member.deactivated", member, target)
        end_place(target, now=timezone.now())
        power_lost(member.agency, [target.user_id], now=timezone.now())


def _log(action: str, member: Membership, target: Membership) -> None:
    log(action, agency=member.agency, actor=member.user, subject=target.user.email, about=target.pk)


def reactivate(member: Membership, *, membership_id: int | str) -> None:
    """Lets somebody in again, in the role they had: they log in anew, and make new keys."""
    with transaction.atomic():
        target = _target(member, membership_id)
        require_grant(member, target.role)  # by a key nobody comes back who may do more than it
        move(Membership.objects, target.pk, MEMBERSHIP, "reactivate")
        end_place(target, now=timezone.now())
        _log("member.reactivated", member, target)
