"""What a member holds, listed in one act and passed on: rooms above say what of theirs waits for somebody by name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction

from accounts.errors import DomainError, Invalid
from accounts.models import Membership, User
from accounts.services.access_log import log
from accounts.services.members import member_of


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that waits for somebody. `key` tells it from others of its kind; `path` is where one sees it."""

    kind: str
    key: str
    title: str
    path: str
    brand: str


class Keeper(Protocol):
    """A room whose rows wait for people by name."""

    kinds: Mapping[str, str]  # each kind in words for a person: "Incidents led"

    def held_by(self, member: Membership, user_id: int) -> Sequence[Held]:
        """What that person holds, of what the member may see."""
        ...

    def pass_on(self, member: Membership, held: Held, *, to: int, now: datetime) -> None:
        """Gives it to the person with user id `to`, as if the member had done so by hand. Raises DomainError."""
        ...


_KEEPERS: list[Keeper] = []


def keeps(keeper: Keeper) -> None:
    """Adds a room; called in an app's `ready`, in the order in which things are passed on."""
    if keeper not in _KEEPERS:
        _KEEPERS.append(keeper)


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that a member holds, by kind in words; kinds of which they hold nothing are left out."""

    target: Membership
    kinds: Mapping[str, str]
    held: tuple[Held, ...]

    def of(self, kind: str) -> list[Held]:
        """Those of one kind."""
        return [one for one in self.held if one.kind == kind]


@dataclass(frozen=True, slots=True)
class Passed:
    """What came of each: done, or refused with the reason; what was refused stays as it was."""

    done: tuple[Held, ...]
    refused: tuple[tuple[Held, DomainError], ...]


def holdings(member: Membership, *, membership_id: int | str) -> Holdings:
    """What somebody holds in this agency, whether they are here or have left. Raises Forbidden, NotFound."""
    target = member_of(member, membership_id)
    held = [one for keeper in _KEEPERS for one in keeper.held_by(member, target.user_id)]
    kinds = {kind: words for keeper in _KEEPERS for kind, words in keeper.kinds.items()}
    return Holdings(target, {kind: kinds[kind] for kind in dict.fromkeys(one.kind for one in held)}, tuple(held))


def holders(member: Membership, target: Membership) -> list[User]:
    """Who could take it over: everybody who works here, without clients. Whether each may take a thing, its room says."""
    here = Membership.objects.select_related("user").filter(
        agency_id=member.agency_id, status="active", user__is_active=True
    )
    return sorted(
        (one.user for one in here.exclude(role="client").exclude(pk=target.pk)), key=lambda user: str(user).lower()
    )


def pass_on(
    member: Membership, *, membership_id: int | str, to: int, kinds: Collection[str] = (), now: datetime
) -> Passed:
    """Passes on what somebody holds, of these kinds or all of it, to the person with user id `to`.

    Each thing on its own: what that person may not take stays where it is, with the reason. Raises Invalid at `to` or `kinds`.
    """
    all_holdings = holdings(member, membership_id=membership_id)
    heirs = {user.pk: user for user in holders(member, all_holdings.target)}
    if to not in heirs:
        raise Invalid.field("to", "Choose somebody who works here.", code="unknown_choice")
    known = {kind for keeper in _KEEPERS for kind in keeper.kinds}
    unknown = sorted(set(kinds) - known)
    if unknown:
        raise Invalid.field("kinds", f"Choose among {', '.join(sorted(known))}.", code="unknown_choice")
    done, refused = [], []
    for keeper in _KEEPERS:
        for one in all_holdings.held:
            if one.kind not in keeper.kinds or (kinds and one.kind not in kinds):
                continue
            try:
                with transaction.atomic():  # of each its own: a refusal undoes nothing that went before
                    keeper.pass_on(member, one, to=to, now=now)
            except DomainError as error:
                refused.append((one, error))
            else:
                done.append(one)
    if done:
        detail = {"to": str(heirs[to]), "count": len(done)}
        log(
            "member.holdings_passed_on",
            agency=member.agency,
            actor=member.user,
            subject=all_holdings.target.user.email,
            detail=detail,
            about=all_holdings.target.pk,
        )
    return Passed(tuple(done), tuple(refused))
