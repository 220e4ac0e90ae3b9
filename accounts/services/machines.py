"""Machine members: what acts for the agency itself and outlives whoever made it. By API keys only; nobody logs in as one."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from uuid_utils.compat import uuid7

from accounts import hooks
from accounts.cleaning import clean_name
from accounts.errors import Forbidden, Invalid, NotFound
from accounts.lifecycle import move
from accounts.models import ApiKey, Membership, User
from accounts.models.people import MEMBERSHIP
from accounts.permissions import may, require
from accounts.roles import EVERY_BRAND, GRANTED, ROLES
from accounts.scoping import brand_ids, on_every_brand
from accounts.services.access_log import log
from accounts.services.leaving import Held
from accounts.services.profile import renamed


def machines_of(member: Membership) -> list[Membership]:
    """The agency's machines, active first, by name. Raises Forbidden for clients."""
    require(member, "members.see")
    machines = Membership.with_machines.select_related("user", "made_by").filter(
        agency_id=member.agency_id, is_machine=True
    )
    return sorted(machines, key=lambda one: (one.status != "active", str(one.user).lower(), one.pk))


def roles_given(member: Membership) -> list[str]:
    """Roles a machine may have from this person: below admin, and nothing they may not do themselves."""
    return [role for role in ROLES if role not in EVERY_BRAND and GRANTED[role] <= GRANTED[member.role]]


def looks_after(member: Membership, machine: Membership) -> bool:
    """Whether this person could have made it as it is: its role and all its brands are theirs to give."""
    if not may(member, "keys.manage") or machine.role not in roles_given(member):
        return False
    return on_every_brand(member) or set(machine.brand_ids) <= set(map(str, brand_ids(member)))


def machine_of(member: Membership, machine_id: int | str) -> Membership:
    """A machine they look after. Raises Forbidden, NotFound."""
    require(member, "keys.manage")
    machine = next((one for one in machines_of(member) if one.pk == machine_id and looks_after(member, one)), None)
    if machine is None:
        raise NotFound("There is no such machine member, or it is on brands you are not on.")
    return machine


def looked_after(member: Membership, machine_id: int, *, field: str) -> Membership:
    """The active machine a form or a body names. Raises Invalid at `field`."""
    try:
        machine = machine_of(member, machine_id)
    except NotFound as error:
        raise Invalid.field(field, error.message, code="unknown_choice") from None
    if not machine.is_active:
        raise Invalid.field(field, f"{machine.user} is deactivated.", code="unknown_choice")
    return machine


def visible_brands(member: Membership, brands: Collection[UUID | str]) -> list[str]:
    """Their ids, if the member may see them all. Raises Invalid at `brands`."""
    try:
        visible = hooks.brands.answer.visible(member, brands) if brands else set()
    except (ValidationError, ValueError):
        visible = set()
    if len(visible) != len({str(pk) for pk in brands}):
        raise Invalid.field("brands", "One of these brands doesn't exist.", code="unknown_choice")
    return sorted(map(str, visible))


def _checked(member: Membership, name: str, role: str, brands: Collection[UUID | str]) -> tuple[str, list[str]]:
    name = clean_name("name", name, most=100, what="A machine's name, such as what it connects,")
    given = roles_given(member)
    if role not in given:
        raise Invalid.field("role", f"Choose among {', '.join(given)}.", code="unknown_choice")
    chosen = visible_brands(member, brands)
    if not chosen:
        raise Invalid.field("brands", "Choose at least one brand.", code="required")
    return name, chosen


@transaction.atomic
def make_machine(member: Membership, *, name: str, role: str, brands: Collection[UUID | str]) -> Membership:
    """A machine on these brands. It has no power until somebody makes a key for it. Raises Invalid at the field."""
    require(member, "keys.manage")
    name, chosen = _checked(member, name, role, brands)
    # The address belongs to nobody and never will (https://www.rfc-editor.org/rfc/rfc6761#section-6.4).
    # Never active: every door that asks for an active person (log-in, hand-off, reset) is shut to it by that.
    user = User.objects.create_user(
        f"machine-{uuid7()}@machines.invalid", None, name=name, is_active=False, is_machine=True
    )
    made = Membership.with_machines.create(
        user=user, agency=member.agency, role=role, is_machine=True, brand_ids=chosen, made_by=member.user
    )
    detail = {"role": role, "brands": len(chosen)}
    log("machine.made", agency=member.agency, actor=member.user, subject=name, detail=detail, about=made.pk)
    return made


@transaction.atomic
def change_machine(
    member: Membership, *, machine_id: int | str, name: str, role: str, brands: Collection[UUID | str]
) -> Membership:
    """Another name, role or set of brands: its keys have it at once. The same again changes nothing. Raises Invalid at the field."""
    machine = machine_of(member, machine_id)
    name, chosen = _checked(member, name, role, brands)
    before = (machine.user.name, machine.role, sorted(machine.brand_ids))
    if before == (name, role, chosen):
        return machine
    if name != machine.user.name:
        User.objects.filter(pk=machine.user_id).update(name=name)
        renamed(machine.user)
    Membership.with_machines.filter(pk=machine.pk).update(role=role, brand_ids=chosen)
    machine.user.name, machine.role, machine.brand_ids = name, role, chosen
    detail = {"role": role, "brands": len(chosen)} | ({"was_called": before[0]} if before[0] != name else {})
    log("machine.changed", agency=member.agency, actor=member.user, subject=name, detail=detail, about=machine.pk)
    return machine


@transaction.atomic
def deactivate_machine(member: Membership, *, machine_id: int | str, now: datetime) -> None:
    """Ends it at once, and its keys for good. What it did stays under its name."""
    machine = machine_of(member, machine_id)
    move(Membership.with_machines, machine.pk, MEMBERSHIP, "deactivate")
    ended = ApiKey.objects.filter(member=machine, revoked_at=None).update(revoked_at=now)
    log(
        "machine.deactivated",
        agency=member.agency,
        actor=member.user,
        subject=str(machine.user),
        detail={"keys_ended": ended},
        about=machine.pk,
    )


@transaction.atomic
def reactivate_machine(member: Membership, *, machine_id: int | str) -> None:
    """Lets it act again, once somebody makes new keys for it."""
    machine = machine_of(member, machine_id)
    move(Membership.with_machines, machine.pk, MEMBERSHIP, "reactivate")
    name = str(machine.user)
    log("machine.reactivated", agency=member.agency, actor=member.user, subject=name, about=machine.pk)


class MachinesMade:
    """Machines as something that a person answers for (services/leaving): they go on after their maker has left."""

    kinds: Mapping[str, str] = {"machine": "Machine members they made"}

    def held_by(self, member: Membership, user_id: int) -> list[Held]:
        """Those of this person that still may act."""
        machines = [one for one in machines_of(member) if one.made_by_id == user_id and one.is_active]
        return [
            Held(
                kind="machine",
                key=str(one.pk),
                title=f"{one.user}, which goes on acting",
                path=f"/settings/machines/{one.pk}/",
                brand="",
            )
            for one in machines
        ]

    def pass_on(self, member: Membership, held: Held, *, to: int, now: datetime) -> None:
        """The other answers for it, and is warned before its keys expire. Raises Forbidden for somebody who could not have made it."""
        machine = machine_of(member, int(held.key))
        other = Membership.objects.select_related("user").filter(agency_id=member.agency_id, user_id=to).first()
        if other is None or not looks_after(other, machine):
            raise Forbidden("They may not look after it: its role and its brands must be theirs to give.")
        with transaction.atomic():
            Membership.with_machines.filter(pk=machine.pk).update(made_by=to)
            # Keys that others made for it stay theirs to be warned of.
            ApiKey.objects.filter(member=machine, made_by_id=machine.made_by_id).update(made_by=to)
            name, detail = str(machine.user), {"to": other.user.email}
            actor, about = member.user, machine.pk
            log("machine.passed_on", agency=member.agency, actor=actor, subject=name, detail=detail, about=about)
